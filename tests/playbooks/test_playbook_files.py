"""A playbook that cannot be used is told in one sentence: file, place, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.names import Stage
from domain.time.durations import Duration
from ledger.playbooks import folder as playbook_files
from ledger.playbooks.folder import BadPlaybook, read_playbook
from settings import DEFAULT_PLAYBOOK

COMPANY = "company: {name: Acme, timezone: America/New_York, country: US}\n"
SENDER = "sender: {name: Acme, email: talent@acme.example}\n"
STEP = "        - {step: hello, after: entered, message: applied/hello}\n"
GOOD = f"{COMPANY}{SENDER}stages:\n  applied:\n      steps:\n{STEP}"
HELLO = "---\nsubject: Hello\nwaive: {too-long: legal text}\n---\nHi {{ candidate.first_name }}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "playbook.yaml", GOOD)
    write(tmp_path, "messages/applied/hello.md", HELLO)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_a_playbook_is_the_same_where_libyaml_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = read_playbook(DEFAULT_PLAYBOOK)
    assert playbook_files._FastLoader is not playbook_files._Loader
    monkeypatch.setattr(playbook_files, "_FastLoader", playbook_files._Loader)
    assert read_playbook(DEFAULT_PLAYBOOK).model_dump() == fast.model_dump()


def refusal(folder: Path) -> str:
    with pytest.raises(BadPlaybook) as caught:
        read_playbook(folder)
    said = str(caught.value)
    assert (
        "\n" not in said
        and said[-1] in ".?"
        and "?." not in said
        and "pydantic" not in said
        and "Traceback" not in said
    )
    return said


def test_a_folder_is_read(folder: Path) -> None:
    write(folder, "messages/_foot.md", "the end\n")
    write(folder, "messages/applied/hello.sms.txt", "Hi\n")
    write(folder, "messages/applied/.hello.md.swp", "rubbish")
    playbook = read_playbook(folder)
    assert set(playbook.messages) == {"applied/hello.md", "applied/hello.sms.txt", "_foot.md"}
    hello = playbook.messages["applied/hello.md"]
    assert (hello.subject, hello.body, hello.line) == ("Hello", "Hi {{ candidate.first_name }}\n", 5)
    assert hello.waive == {"too-long": "legal text"}
    assert playbook.messages["applied/hello.sms.txt"].line == 1
    step = playbook.step(Stage.APPLIED, "hello")
    assert step is not None and step.expires == Duration.parse("P7D")


def test_the_lines_of_the_front_matter_are_known_in_mails_and_in_texts(folder: Path) -> None:
    waiver = "---\nwaive:\n  # as agreed\n  no-opt-out: they asked\n---\nHi\n"
    write(folder, "messages/applied/hello.sms.txt", waiver)
    text = read_playbook(folder).messages["applied/hello.sms.txt"]
    assert (text.body, text.line, text.waive) == ("Hi\n", 6, {"no-opt-out": "they asked"})
    assert text.head == {"waive": 2, "waive.no-opt-out": 4}


def test_a_key_at_its_default_makes_no_other_version(folder: Path) -> None:
    """Else every key that we add would make an unchanged folder differ from what is in force."""
    file = folder / "playbook.yaml"
    before = read_playbook(folder).version
    assert "rejection_grace" not in file.read_text()
    file.write_text(file.read_text() + "\nrejection_grace: PT1H\n")
    assert read_playbook(folder).version == before
    file.write_text(file.read_text().replace("grace: PT1H", "grace: PT2H"))
    assert read_playbook(folder).version != before


def test_the_version_hangs_on_the_words(folder: Path) -> None:
    before = read_playbook(folder).version
    assert read_playbook(folder).version == before
    write(folder, "messages/applied/hello.md", HELLO + "Bye\n")
    assert read_playbook(folder).version != before


def test_windows_line_ends_and_marks_change_nothing(folder: Path) -> None:
    before = read_playbook(folder).version
    (folder / "messages/applied/hello.md").write_bytes(b"\xef\xbb\xbf" + HELLO.replace("\n", "\r\n").encode())
    assert read_playbook(folder).version == before


def test_a_missing_folder_or_file(tmp_path: Path) -> None:
    assert "There is no playbook folder" in refusal(tmp_path / "nowhere")
    assert "has no playbook.yaml; add one" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "after: entered",
            "after: entered, delya: P2D",
            "playbook.yaml, line 6, stages.applied, step hello, delya: unknown key; did you mean 'delay'?",
        ),
        ("stages:", "max_silense: P9D\nstages:", "max_silense: unknown key; did you mean 'max_silence'?"),
        ("country: US", "country: US, zone: x", "company.zone: unknown key; did you mean 'timezone'?"),
        ("  applied:\n", "  aplied:\n", "stages.aplied: unknown stage; did you mean 'applied'?"),
        (
            "after: entered",
            "after: entered, delay: 2 days",
            "line 6, stages.applied, step hello, delay: '2 days' is not a duration; write P2D",
        ),
        (
            "after: entered",
            "after: entered, kind: nugde",
            "step hello, kind: 'nugde' isn't allowed here; did you mean 'nudge'?",
        ),
        ("after: entered", "after: entred", "stages.applied: step 'hello' comes after 'entred', which is neither"),
        ("after: entered", "after: entered, when: anwered", "unknown word 'anwered'; did you mean 'answered'?"),
        ("applied/hello", "applied/hallo", "'applied/hallo', but there is no file messages/applied/hallo.md"),
        ("applied/hello", "applied/hel-lo", "messages/applied/hel-lo.sms.txt; did you mean 'applied/hello'?"),
        (
            "step: hello",
            "step: Hello You",
            "stages.applied, step Hello You, step: 'Hello You' is not a name for a step",
        ),
        ("{step: hello, ", "{", "line 6, stages.applied, step number 1, step: `step:` is missing; add it"),
        (
            "after: entered",
            "after: entered, asks: maybe",
            "step hello, asks: 'maybe' is neither yes nor no; write true",
        ),
        (
            "after: entered",
            "after: entered, variants: {a: 70%, b: 30}",
            "step hello, variants.a: '70%' isn't a whole number; write one such as 70",
        ),
        (SENDER, SENDER + "limits: {per_day: 0}\n", "line 3, limits.per_day: 0 is too small; write 1 or more"),
        (SENDER, SENDER + "texts: {max_segments: 11}\n", "texts.max_segments: 11 is too large; write 10 or less"),
        (
            SENDER,
            SENDER + "window:\n  # early\n  open: 9am\n",
            "line 5, window.open: '9am' isn't a time of day; write one in quotes, such as \"09:00\"",
        ),
        ("country: US", "country: NO", "company.country: False is not text; put the value in quotes"),
        ("America/New_York", "America/Boston", "company.timezone: 'America/Boston' is not a time zone"),
        (", email: talent@acme.example", "", "sender.email: `email:` is missing; add it"),
        (SENDER, "", "sender: `sender:` is missing; add it"),
        (
            SENDER,
            SENDER + 'window: {open: "09:00", close: 17:30}\n',
            'window.close: write the time in quotes, such as "17:30"',
        ),
        (SENDER, SENDER + SENDER, "line 3: the key 'sender' appears twice; keep one"),
        (SENDER, SENDER + "messages: {}\n", "messages are files of their own"),
        (
            SENDER,
            SENDER + "limits: {per_day: many}\n",
            "limits.per_day: 'many' isn't a whole number; write one such as 1",
        ),
        (SENDER, SENDER + "limits: [1]\n", "limits: this should be `key: value` lines"),
        (SENDER, SENDER + "limits: {per_day: 1\n", "this is not YAML"),
        (GOOD, "- one\n", "playbook.yaml: here stand no `key: value` lines"),
        (GOOD, "", "company: `company:` is missing; add it"),
    ],
)
def test_a_mistake_in_the_file(folder: Path, old: str, new: str, expected: str) -> None:
    assert old in GOOD
    write(folder, "playbook.yaml", GOOD.replace(old, new, 1))
    said = refusal(folder)
    assert said.startswith("playbook.yaml") and expected in said


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("applied/hello.md", "Hi\n", "messages/applied/hello.md has no subject; begin the file with three lines"),
        (
            "applied/hello.md",
            "---\nsubject: x\nHi\n",
            "messages/applied/hello.md, line 1: the front matter does not end",
        ),
        ("applied/hello.md", "---\nsubjet: x\n---\nHi\n", "subjet: unknown key; did you mean 'subject'?"),
        ("applied/hello.md", "---\nsubject: {{ x }}\n---\nHi\n", "line 2: this is not YAML"),
        ("applied/hello.md", "---\nsubject: no\n---\nHi\n", "subject: False is not text; put the value in quotes"),
        ("applied/hello.md", "---\nsubject: a\nwaive: [x]\n---\n", "waive: write each finding's id with a reason"),
        ("applied/notes.txt", "x", "messages/applied/notes.txt is neither .md nor .sms.txt; rename it"),
    ],
)
def test_a_mistake_in_a_message(folder: Path, name: str, text: str, expected: str) -> None:
    write(folder, f"messages/{name}", text)
    assert expected in refusal(folder)


def test_a_closed_day_may_stand_without_quotes(folder: Path) -> None:
    """YAML reads it as a date; either way it is the same playbook."""
    versions = []
    for day in ("2026-12-24", '"2026-12-24"'):
        write(folder, "playbook.yaml", GOOD + f"window: {{closed_days: [{day}]}}\n")
        playbook = read_playbook(folder)
        assert playbook.window.closed_days == ("2026-12-24",)
        versions.append(playbook.version)
    assert versions[0] == versions[1]


def test_a_waiver_without_a_reason_is_for_the_linter_to_tell(folder: Path) -> None:
    write(folder, "messages/applied/hello.md", "---\nsubject: x\nwaive:\n  too-long:\n  capitals: ok\n---\nHi\n")
    assert read_playbook(folder).messages["applied/hello.md"].waive == {"too-long": "", "capitals": "ok"}


def test_other_encodings(folder: Path) -> None:
    (folder / "messages/applied/hello.md").write_bytes("---\nsubject: Grüße\n---\n".encode("latin-1"))
    assert refusal(folder) == "messages/applied/hello.md is not UTF-8 text; save it as UTF-8."
