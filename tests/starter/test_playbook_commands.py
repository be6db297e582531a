"""`playbook check|diff|apply|show`: every mistake at once, nothing by surprise, and rules in words."""

from __future__ import annotations

import shutil
from pathlib import Path

from domain.names import Stage
from ledger.store import Ledger
from settings import Settings
from tests.starter.conftest import Cli, applied, settle


def test_playbook_check_tells_every_mistake_with_its_place(cli: Cli, tmp_path: Path) -> None:
    """Files, schema, rules that cannot work and language: whoever mends one does not meet the next."""
    text = (Settings().playbook / "playbook.yaml").read_text()
    shutil.copytree(Settings().playbook, tmp_path / "p")
    file, words = tmp_path / "p" / "playbook.yaml", tmp_path / "p" / "messages"
    broken = text.replace("delay: P7D", "delya: P7D").replace("message: hired/welcome", "message: hired/welcom")
    broken = broken.replace("country: US", "country: NO")
    file.write_text(broken.replace("when: offer_open", "when: offer_opn"))
    (words / "applied" / "received.md").write_text("Hi there\n")
    (words / "notes.txt").write_text("x")
    said = cli("playbook", "check", str(tmp_path / "p"))
    lines = said.out.splitlines()
    assert said.code == 1 and f"{len(lines)} findings" in said.err
    for expected in (
        "unknown key; did you mean 'delay'?",
        "'offer_opn'",
        "False is not text",
        "has no subject",
        "notes",
    ):
        assert any(expected in line for line in lines), expected
    assert sum("delya" in line for line in lines) == text.count("delay: P7D")

    file.write_text(text.replace("{step: update, after: last_contact, every: P14D", "{step: update, after: entered"))
    (words / "notes.txt").unlink()
    (words / "applied" / "received.md").write_text("---\nsubject: We got it\n---\nASAP!!!\n")
    said = cli("playbook", "check", str(tmp_path / "p"))
    assert ", stages.applied: nothing is sent repeatedly" in said.out
    assert "messages/applied/received.md, line 4:" in said.out and "(no-greeting)" in said.out
    refused = cli("playbook", "apply", str(tmp_path / "p"), "--yes")
    assert refused.code == 1 and f"`followup playbook check {tmp_path / 'p'}` lists them." in refused.err

    file.write_text(text.replace("wait_for_note: P2D", "wait_for_note: P9D"))
    shutil.copy(Settings().playbook / "messages" / "applied" / "received.md", words / "applied" / "received.md")
    said = cli("playbook", "check", str(tmp_path / "p"))
    assert said.code == 0
    outreach = next(n for n, line in enumerate(text.splitlines(), 1) if "{step: outreach" in line)
    assert said.out.startswith("hint: playbook.yaml, company and sender: these are still the sample's, so write yours:")
    assert (
        f"\nhint: playbook.yaml, line {outreach}, stages.prospect, step outreach: it would wait P9D for a note"
        in said.out
    )
    assert said.out.endswith("2 hints are worth a look.\n")
    assert len(cli("playbook", "check", str(tmp_path / "p"), "--json").json["hints"]) == 2


def test_playbook_check_tells_who_is_not_named_and_what_is_not_translated(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    shutil.copytree(Settings().playbook, folder)
    received = folder / "messages" / "applied" / "received"
    shutil.copy(received.with_suffix(".md"), received.with_suffix(".de.md"))
    for part in ("_signature", "_footer"):
        shutil.copy(folder / "messages" / f"{part}.md", folder / "messages" / f"{part}.nl.md")
    file = folder / "playbook.yaml"
    text = file.read_text()
    file.write_text(text.replace("email: talent@acme.example", "email: talent at harborlight"))
    said = cli("playbook", "check", str(folder))
    assert said.code == 1 and "sender.email: 'talent at harborlight' is not an email address" in said.out
    file.write_text(text)
    shutil.copy(folder / "messages" / "_footer.md", folder / "messages" / "_footer.de.md")
    for part in ("_signature", "_footer"):
        (folder / "messages" / f"{part}.nl.md").unlink()
    said = cli("playbook", "check", str(folder))
    assert said.code == 0, said
    hint = "messages/applied/received.de.md includes _signature.md, which is there in English alone"
    assert f"hint: {hint}; add messages/_signature.de.md.\n" in said.out
    assert "includes _footer" not in said.out


def test_playbook_apply_without_people_needs_no_temporal_and_asks_first(
    cli: Cli, ledger: Ledger, tmp_path: Path
) -> None:
    shutil.copytree(Settings().playbook, tmp_path / "p")
    file = tmp_path / "p" / "playbook.yaml"
    file.write_text(file.read_text().replace("per_week: 3", "per_week: 4"))
    assert "limits: per_week is 4, was 3" in cli("playbook", "diff", str(tmp_path / "p")).out
    asked = cli("playbook", "apply", str(tmp_path / "p"))
    assert (asked.code, asked.out) == (2, "") and "--yes" in asked.err
    assert len(ledger.playbooks.history()) == 1
    done = cli("playbook", "apply", str(tmp_path / "p"), "--yes", "--as", "Lea", "--json").json
    assert done["applied"] and done["in_effect"]
    assert [row["author"] for row in ledger.playbooks.history()] == ["test", "Lea"]
    assert "is the same as what's in force" in cli("playbook", "diff", str(tmp_path / "p")).out
    assert not cli("playbook", "apply", str(tmp_path / "p"), "--json").json["applied"]
    settle(ledger, "manual:ann", applied())
    said = cli("playbook", "diff", str(Settings().playbook)).out
    assert "Nobody's next contact moves (1 candidate waiting): what they wait for keeps its time, and the new" in said
    away = cli("playbook", "apply", str(Settings().playbook), "--yes")
    assert away.code == 4, away  # somebody waits, and Temporal is not there: nothing is put in force
    assert len(ledger.playbooks.history()) == 2


def test_playbook_show_tells_each_step_in_words(cli: Cli, ledger: Ledger) -> None:
    out = cli("playbook", "show").out
    assert "thank-you         2 hours after an interview, within 24 hours; waits up to 12 hours" in out
    assert "every 14 days after the last contact" in out
    assert "a reminder, until they answer" in out
    assert "prospect (never silent for more than 365 days)" in out
    assert "Mon-Fri 9:00 AM-5:30 PM" in out
    assert "PT" not in out


def test_s16_s18_preview_next_and_check_know_surveys_and_openings(cli: Cli, ledger: Ledger, tmp_path: Path) -> None:
    asked = cli("preview", "--stage", "rejected", "--words").out
    assert "The page then asks:" in asked and "How well did we keep you informed? (score)" in asked
    rows = cli("preview", "--stage", "hired", "--words", "--json", "--for", "30d").json
    assert [len(row["asks"]) for row in rows if row["step"] == "survey"] == [3]
    ahead = cli("preview", "--stage", "network", "--for", "120d", "--words").out
    assert "Data Engineer, Streaming" in ahead, "samples, where no ledger is asked"

    settle(
        ledger, "manual:ann", applied(days_ago=1).model_copy(update={"stage": Stage.NETWORK, "department": "Platform"})
    )
    hello = cli("next", "ann", "--words", "--json").json[0]
    assert hello["stage"] == "network" and "Data Engineer, Streaming" not in hello["text"]
    cli("job", "open", "D-1", "--title", "Data Lead", "--department", "Platform")
    assert "Data Lead" in cli("next", "ann", "--words", "--json").json[0]["text"]

    shutil.copytree(Settings().playbook, tmp_path / "p")
    file = tmp_path / "p" / "playbook.yaml"
    text = file.read_text()
    file.write_text(
        text.replace("closed/survey: [{kind: score}", 'closed/survey: [{kind: score, ask: "Rate us! Now!"}')
    )
    line = next(n for n, line in enumerate(text.splitlines(), 1) if "closed/survey: [" in line)
    wrong = cli("playbook", "check", str(tmp_path / "p"))
    assert (
        f"playbook.yaml, line {line}, surveys.closed/survey: question 1: It ends with an exclamation mark" in wrong.out
    )
    file.write_text(text.replace("closed/survey: [{kind: score}", "closed/survey: [{kind: stars}"))
    assert "'stars' isn't allowed here" in cli("playbook", "check", str(tmp_path / "p")).out
