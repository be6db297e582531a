"""Who is that, and whom does a command mean? `find`, names and addresses where an ID stands, recruiters, positions."""

from __future__ import annotations

import io
import re
import sys
from datetime import timedelta

import pytest
import typer

from domain.events import OptedOut, Promised, Rejected, ReplyReceived
from domain.names import Stage
from ledger.store import Ledger
from starter.cli.main import COMMANDS, _loaded
from starter.cli.options import A_PERSON
from starter.cli.output.tables import print_table
from starter.cli.whom import about_people
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

DAY = timedelta(days=1)


class Answers(io.StringIO):
    """A person at a terminal, who types this."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def people(ledger: Ledger) -> Ledger:
    """Ann, José with two applications, and two Lees of one name."""
    settle(ledger, "manual:ann", applied(candidate={"phone": "+12125550123"}))
    jose = {"first_name": "José", "last_name": "García"}
    settle(ledger, "manual:jose", applied("jose", candidate=jose), applied("jose", "OPS-1", job_title="Lead"))
    for number in (1, 2):
        settle(ledger, f"ats:{number}", applied(f"kai{number}", candidate={"first_name": "Kai"}, stage=Stage.SCREENING))
    return ledger


def found(cli: Cli, *typed: str) -> list[str]:
    return [row["id"] for row in cli("find", *typed, "--json").json]


def test_find_as_json_is_the_contract(cli: Cli, people: Ledger) -> None:
    (row,) = cli("find", "GARCIA", "josé", "--json").json
    wanted = {"id": "manual:jose", "name": "José García", "email": "jose@example.com", "phone": ""}
    assert {name: row[name] for name in wanted} == wanted
    assert [{name: one[name] for name in ("id", "job", "stage")} for one in row["applications"]] == [
        {"id": "ENG-7", "job": "ENG-7", "stage": "applied"},
        {"id": "OPS-1", "job": "OPS-1", "stage": "applied"},
    ]
    assert found(cli, "2125550123") == ["manual:ann"] and found(cli, "ann@example.com") == ["manual:ann"]
    assert found(cli, "kai") == ["ats:1", "ats:2"] and found(cli, "zzz") == []


def test_an_address_is_shown_as_its_owner_writes_it_and_json_has_it_as_it_stands(cli: Cli, ledger: Ledger) -> None:
    settle(ledger, "manual:mia", applied("mia", candidate={"email": "mia@müller.de"}))
    assert "mia@müller.de" in cli("find", "mia").out and "xn--" not in cli("find", "mia").out
    assert cli("find", "mia", "--json").json[0]["email"] == "mia@xn--mller-kva.de"
    assert "xn--" not in cli("status", "mia").out + cli("tasks").out + cli("digest").out


def test_find_says_whom_it_found_and_what_is_cut(cli: Cli, people: Ledger) -> None:
    said = cli("find", "lee", "--limit", "2")
    assert "ann@example.com" in said.out and "+12125550123" in said.out and "ENG-7 applied" in said.out
    assert said.err == "These are the first 2 of 3; type more of it, or ask for more with --limit.\n"
    assert cli("find", "zzz").out == "Nobody matches 'zzz'; `followup list` shows everyone.\n"
    assert cli("find", "...").code == 2


def test_r17_an_address_or_a_full_name_stands_for_an_id_where_one_asks(cli: Cli, people: Ledger) -> None:
    asked = [("status", typed) for typed in ("Ann Lee", "lee, ANN", "ann@example.com", " Ann@Example.COM ")]
    for command, typed in [*asked, ("why", "Ann Lee"), ("next", "ann@example.com"), ("timeline", "lee ann")]:
        assert cli(command, typed, "--json").json == cli(command, "ann", "--json").json
        said = cli(command, typed)
        assert said.code == 0 and said.out == cli(command, "ann").out


def test_r17_several_who_fit_are_listed(cli: Cli, people: Ledger) -> None:
    said = cli("status", "kai lee")
    assert said.code == 2
    assert said.err == (
        "2 people match 'kai lee'; give an id: Kai Lee (ats:1), screening for Engineer (ENG-7); "
        "Kai Lee (ats:2), screening for Engineer (ENG-7).\n"
    )


def test_who_may_have_been_meant_is_said(cli: Cli, people: Ledger) -> None:
    said = cli("status", "Jose Garzia")
    assert said.code == 3 and said.err.startswith("There is no candidate called 'Jose Garzia'; `followup list`")
    said = cli("note", "José", "Hello")
    assert (
        said.code == 3 and "`followup find` finds José García (manual:jose), applied for Engineer (ENG-7), " in said.err
    )
    assert "There is no candidate manual:garcia; `followup find` finds José" in cli("why", "garcia").err


TELLS = [
    ["note", "WHO", "Hello"],
    ["stage", "WHO", "interview"],
    ["reject", "WHO"],
    ["pause", "WHO"],
    ["stop", "WHO"],
    ["promise", "WHO", "--by", "friday"],
    ["interview", "WHO", "--at", "2026-08-03T10:00"],
    ["offer", "WHO", "--title", "Engineer"],
    ["send", "WHO", "--subject", "Hi", "--text", "Hello"],
    ["answer", "WHO", "--text", "Hello"],
    ["merge", "WHO", "ats:1"],
    ["job", "fill", "ENG-7", "--hired", "WHO"],
    ["page", "WHO", "--revoke"],
]


def test_r3_what_is_told_of_somebody_who_is_named_is_asked_about_first(cli: Cli, people: Ledger) -> None:
    for typed in TELLS:
        words = ["Ann Lee" if word == "WHO" else word for word in typed]
        refused = cli(*words)
        assert refused.code == 2, words
        shown = "'Ann Lee' is Ann Lee (manual:ann), applied for Engineer (ENG-7); give the id, or add --yes"
        assert shown in refused.err
        machine = cli(*words, "--json")
        assert machine.code == 2 and machine.out == ""
        assert machine.err.startswith("With --json give the id instead of 'Ann Lee': Ann Lee (manual:ann), applied for")


def test_what_only_looks_at_somebody_who_is_named_asks_nothing(cli: Cli, people: Ledger) -> None:
    listed = cli("undo", "Ann Lee", "--list")
    assert (listed.code, listed.err) == (0, "") and listed.out
    assert cli("undo", "Ann Lee", "--list", "--json").code == 0


@pytest.mark.parametrize("typed", [["note", "Ann Lee", "Hello"], ["job", "fill", "ENG-7", "--hired", "Ann Lee"]])
def test_r3_a_no_tells_nothing_and_a_yes_goes_on(
    cli: Cli, people: Ledger, typed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Answers("n\n"))
    asked = cli(*typed)
    assert (asked.code, asked.out) == (1, "")
    assert asked.err == (
        "Ann Lee (manual:ann), applied for Engineer (ENG-7).\nIs that who you mean? [y/N] Nothing was changed.\n"
    )
    monkeypatch.setattr(sys, "stdin", Answers("y\ny\n"))
    assert "Nothing was changed" not in cli(*typed).err


def test_r3_with_yes_it_is_told_of_the_one_who_was_shown(cli: Cli, people: Ledger) -> None:
    said = cli("note", "jose@example.com", "Hello", "--job", "OPS-1", "--yes")
    assert said.code == 4, "there is no Temporal here, and so it went on"
    assert said.err.startswith("José García (manual:jose), applied for Engineer (ENG-7), applied for Lead (OPS-1).\n")


def test_an_id_is_told_of_without_a_question(cli: Cli, people: Ledger) -> None:
    assert cli("note", "ann", "Hello").code == 4
    assert cli("note", "ann", "Hello", "--json").code == 4


def test_what_only_shows_asks_nothing(cli: Cli, people: Ledger) -> None:
    assert cli("send", "Ann Lee", "--subject", "Hi", "--text", "Hello", "--dry-run").code == 0
    assert cli("job", "fill", "ENG-7", "--hired", "Ann Lee", "--dry-run").code == 0


def test_every_command_that_tells_of_a_person_takes_yes(cli: Cli) -> None:
    """Also those that will be added: what names a person is marked, and the mark alone decides."""
    telling = [name for name, (panel, _) in COMMANDS.items() if panel == "Tell" and name != "job"]
    for name in telling:
        command = _loaded(name)
        names_somebody = any(
            getattr(param, "metavar", None) in ("ID", "ID|TASK", "[ID]...") for param in command.params
        )
        assert names_somebody or name in ("enroll", "done", "approve", "away", "replace"), name
        takes_yes = any("--yes" in param.opts for param in command.params)
        assert takes_yes or not names_somebody, name


def test_options_that_commands_share_stand_in_each_as_if_written_there() -> None:
    """Whom it is about first, then the command's own, then the others, of which `--job` is not everywhere."""
    assert [param.name for param in _loaded("withdraw").params] == ["ident", "reason", "job", "by", "as_json", "yes"]
    assert [param.name for param in _loaded("resume").params] == ["ident", "by", "as_json", "yes"]


def test_a_command_about_nobody_is_left_as_it_is() -> None:
    def command(job: str) -> None:
        del job

    assert about_people(command, tells=True) is command
    assert A_PERSON and typer


# ------------------------------------------------------------------------------------------- recruiters


def test_r9_a_recruiter_is_found_by_first_name_full_name_or_address(cli: Cli, people: Ledger) -> None:
    settle(people, "manual:ann", ReplyReceived(event_id="r", occurred_at=WEDNESDAY, text="News?"))
    for typed in ("Kim", "kim park", "Park, Kim", "KIM@example.com"):
        assert len(cli("list", "--recruiter", typed, "--json").json) == 4, typed
        (task,) = cli("tasks", "--recruiter", typed, "--json").json
        assert task["id"] == "manual:ann"
    assert [row["to"] for row in cli("digest", "--recruiter", "Kim", "--json").json] == ["kim@example.com"]


def test_r9_several_recruiters_of_one_name_are_listed(cli: Cli, people: Ledger) -> None:
    other = applied("zed")
    other = other.model_copy(
        update={"recruiter": other.recruiter.model_copy(update={"name": "Kim Ro", "email": "ro@x.example"})}
    )
    settle(people, "manual:zed", other)
    for command in (["list"], ["tasks"], ["digest"], ["send", "--subject", "x", "--text", "y"]):
        said = cli(*command, "--recruiter", "kim")
        assert said.code == 2
        assert "give the full name or the address: Kim Park <kim@example.com>, Kim Ro <ro@x.example>." in said.err
    assert [row["id"] for row in cli("list", "--recruiter", "kim ro", "--json").json] == ["manual:zed"]


def test_a_recruiter_whom_nobody_knows_is_said_and_has_nothing(cli: Cli, people: Ledger) -> None:
    said = cli("tasks", "--recruiter", "Bob")
    assert (said.code, said.out) == (0, "No open tasks for Bob.\n")
    assert said.err == "Nobody on record is called 'Bob'; on record: Kim Park <kim@example.com>.\n"
    assert cli("list", "--recruiter", "Bob", "--json").json == []


# ------------------------------------------------------------------------------------------- lists and positions


def test_list_search_finds_as_find_does(cli: Cli, people: Ledger) -> None:
    assert [row["id"] for row in cli("list", "--search", "garcia", "--json").json] == ["manual:jose"]
    assert [row["id"] for row in cli("list", "--search", "lee", "--stage", "screening", "--json").json] == [
        "ats:1",
        "ats:2",
    ]
    assert cli("list", "--search", "zzz").out == "No candidates match.\n"
    assert cli("list", "--search", "..").code == 2


def test_r1_list_silent_names_those_who_wait_the_longest_first(cli: Cli, ledger: Ledger) -> None:
    assert cli("list", "--silent").out == "Nobody has been waiting too long.\n"
    night = {"timezone": "Asia/Tokyo"}  # nothing can go out now, so that they are silent still
    settle(ledger, "manual:max", applied("max", days_ago=50, stage=Stage.SCREENING, candidate=night))
    settle(ledger, "manual:ida", applied("ida", days_ago=90, stage=Stage.INTERVIEW, candidate=night))
    settle(ledger, "manual:new", applied("new", days_ago=3, stage=Stage.SCREENING, candidate=night))
    settle(ledger, "manual:pro", applied("pro", days_ago=60, stage=Stage.PROSPECT, candidate=night))
    settle(ledger, "manual:off", applied("off", days_ago=60, stage=Stage.SCREENING, candidate=night))
    settle(ledger, "manual:off", OptedOut(event_id="o", occurred_at=WEDNESDAY))
    settle(ledger, "manual:rej", applied("rej", days_ago=60, stage=Stage.SCREENING, candidate=night))
    settle(ledger, "manual:rej", Rejected(event_id="x", occurred_at=WEDNESDAY, application_id="ENG-7"))
    rows = cli("list", "--silent", "--json").json
    assert [row["id"] for row in rows] == ["manual:ida", "manual:max"]
    assert rows[0]["silent_since"] == (WEDNESDAY - 90 * DAY).isoformat()
    assert rows[0].keys() >= {"id", "name", "stage", "state", "next_at"}
    assert "(50 days ago)" in cli("list", "--silent").out
    assert [row["id"] for row in cli("list", "--silent", "--stage", "interview", "--json").json] == ["manual:ida"]
    assert cli("list", "--silent", "--limit", "1").err == (
        "These are the first 1 of 2; narrow it down with --stage, --job, --recruiter, --state, --tag, "
        "--search or --due-within, or ask for more with --limit.\n"
    )


def test_job_list_and_job_show(cli: Cli, people: Ledger) -> None:
    eng, ops = cli("job", "list", "--json").json
    assert (eng["job"], eng["title"], eng["open"], eng["stages"]) == (
        "ENG-7",
        "Engineer",
        4,
        {"applied": 2, "screening": 2},
    )
    assert ops["recruiters"] == ["Kim Park"] and ops["next_at"]
    assert "2 screening, 2 applied" in cli("job", "list").out
    shown = cli("job", "show", "eng-7", "--json").json
    assert shown["stages"] == {"screening": 2, "applied": 2} and len(shown["people"]) == 4
    assert {"id", "name", "stage", "state", "since", "last_word_at", "waits_since", "next", "recruiter"} <= shown[
        "people"
    ][0].keys()
    said = cli("job", "show", "engineer").out
    assert said.startswith("Engineer (ENG-7): 2 screening, 2 applied.\n") and "Kai Lee" in said
    assert cli("job", "show", "ENG-8").err == "There is no position 'ENG-8'; did you mean 'ENG-7'?\n"
    assert cli("job", "show", "ENG-8").code == 3


def test_r1_job_show_says_who_waits_longest(cli: Cli, ledger: Ledger) -> None:
    night = {"timezone": "Asia/Tokyo"}
    for name, days in (("ida", 90), ("max", 50), ("kay", 30), ("new", 2), ("now", 0)):
        settle(ledger, f"manual:{name}", applied(name, days_ago=days, stage=Stage.SCREENING, candidate=night))
    shown = cli("job", "show", "ENG-7", "--json").json
    assert [one["id"] for one in shown["waits_longest"]] == ["manual:ida", "manual:max", "manual:kay"]
    assert "Waiting longest to hear from us:\n  Ida Lee (manual:ida), screening: since Thu, Apr 16 (90 days ago)\n" in (
        cli("job", "show", "ENG-7").out
    )


def test_a_position_is_named_before_anybody_applies(cli: Cli, ledger: Ledger) -> None:
    assert cli("job", "open", "NEW-1", "--title", " Site  Lead ").out == (
        "Site Lead (NEW-1) is on record; nobody is in the running yet.\n"
        "It's open, but no message names it: give it a --department or a --tag with `followup job open`.\n"
    )
    assert [row["title"] for row in cli("job", "list", "--json").json] == ["Site Lead"]
    assert cli("job", "show", "site lead").out.startswith("Site Lead (NEW-1): nobody has applied yet.\n")
    assert cli("job", "open", "NEW-1", "--title", " ").code == 2


def test_s18_a_position_is_opened_for_whom_messages_may_name_it_and_closed(cli: Cli, ledger: Ledger) -> None:
    about = ("--department", "Platform", "--level", "senior", "--tag", "Python, data", "--tag", "eu")
    said = cli("job", "open", "D-1", "--title", "Data Lead", *about, "--link", "https://jobs.acme.example/d-1")
    assert "name it to candidates with Platform, senior or #python or #data or #eu, with a link to" in said.out, said
    (one,) = ledger.openings()
    assert (one.department, one.tags) == ("Platform", ("python", "data", "eu"))
    assert cli("job", "list", "--json").json[0]["is_open"] is True
    bad = cli("job", "open", "D-1", "--title", "Data Lead", "--link", "http://jobs.acme.example/")
    assert bad.code == 2 and "beginning with https://" in bad.err
    assert cli("job", "close", "D-1").out == "Messages won't list D-1 any more.\n"
    assert not ledger.openings() and cli("job", "close", "D-1").out == "D-1 wasn't open; nothing changed.\n"
    assert cli("job", "close", "D-2").code == 3
    assert cli("job", "list", "--json").json == [], "what is closed, and nobody applied for, is for --all"
    assert [row["title"] for row in cli("job", "list", "--all", "--json").json] == ["Data Lead"]


# ------------------------------------------------------------------------------------------- their words, their time


def test_r9_tasks_status_and_digest_show_their_words_and_how_to_reach_them(cli: Cli, people: Ledger) -> None:
    settle(people, "manual:ann", ReplyReceived(event_id="r", occurred_at=WEDNESDAY, text="Any news?\n\nAnn"))
    wanted = {"id", "task", "name", "job", "kind", "title", "words", "reach", "due_at", "recruiter", "answers"}
    (task,), (same,) = cli("tasks", "--json").json, cli("status", "ann", "--json").json["tasks"]
    for row in (task, same):
        assert row.keys() >= wanted
        assert row["words"] == "Any news?\n\nAnn" and row["job"] == "ENG-7"
        assert row["reach"] == {"email": "ann@example.com", "phone": "+12125550123"}
    for command in (["tasks"], ["status", "ann"]):
        said = cli(*command).out
        assert "| Any news?" in said and "Reach them: +12125550123 · ann@example.com" in said
    text = cli("digest", "--json").json[0]["text"]
    assert "“Any news? Ann”" in text and "reach them: +12125550123 · ann@example.com" in text


def test_r2_the_digest_says_how_to_reach_those_with_a_promise(cli: Cli, people: Ledger) -> None:
    settle(people, "manual:ann", Promised(event_id="p", occurred_at=WEDNESDAY, by=WEDNESDAY.date() + DAY))
    text = cli("digest", "--json").json[0]["text"]
    assert "reach them: +12125550123 · ann@example.com\n  followup promise ann --by DATE" in text


def test_r7_nobody_is_told_how_to_reach_those_who_want_peace(cli: Cli, people: Ledger) -> None:
    settle(people, "manual:ann", ReplyReceived(event_id="r", occurred_at=WEDNESDAY, text="Please stop emailing me."))
    said = "".join(cli(*words).out for words in (["tasks"], ["status", "ann"], ["digest"]))
    assert "Please stop emailing me." in said and "+12125550123" not in said


def test_no_line_mixes_two_clocks_without_saying_whose_they_are(cli: Cli, ledger: Ledger) -> None:
    """Every time of day is the reader's, with their zone, or the candidate's, and labelled so."""
    tokyo = {"timezone": "Asia/Tokyo", "phone": "+819012345678"}
    settle(ledger, "manual:max", applied("max", days_ago=50, stage=Stage.SCREENING, candidate=tokyo))
    settle(ledger, "manual:bea", applied("bea", days_ago=1, candidate=tokyo))
    settle(ledger, "manual:bea", ReplyReceived(event_id="r", occurred_at=WEDNESDAY, text="News?"))
    commands = [[verb, who] for verb in ("status", "why", "timeline") for who in ("max", "bea")]
    # A window is said to be theirs, or labelled by what stands before it.
    hours = re.compile(r"\d+:\d\d [AP]M-\d+:\d\d [AP]M")
    unlabelled = re.compile(r"\d+:\d\d(?!:?\d| [AP]M EDT| [AP]M their time)")
    for command in [*commands, ["tasks"], ["list"], ["job", "show", "ENG-7"]]:
        for line in cli(*command).out.splitlines():
            assert not unlabelled.search(hours.sub("", line)), line


def test_r3_after_a_doubtful_reply_each_thing_is_said_once(cli: Cli, ledger: Ledger) -> None:
    from tests.starter.test_doubts_shown import wrote

    settle(ledger, "manual:ann", applied(days_ago=2))
    settle(ledger, "manual:ann", wrote("Could you take me off this?"))
    for command in ("status", "why"):
        lines = [line.strip(" -") for line in cli(command, "ann").out.splitlines()]
        asks = [line for line in lines if "may be asking us to stop" in line and "doubt-" not in line]
        assert len(asks) == 1, lines
    assert "(R3)" not in cli("status", "ann").out


def test_a_narrow_terminal_cuts_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        ("Ann Lee", "greenhouse:1234567", "ann.lee.of.somewhere@example.com", "ENG-7 interview, OPS-1 applied " * 3)
    ]
    for width, most_lines in ((200, 5), (90, 10), (78, 6), (60, 4)):
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        print_table(("Name", "ID", "Email", "Job and stage"), rows, wide=3)
        out = capsys.readouterr().out
        for word in " ".join(rows[0]).split():
            assert word in out, (width, out)
        out = re.sub(r"\x1b\[\d*m", "", out)
        assert all(len(line) <= width for line in out.splitlines())
        assert len(out.splitlines()) <= most_lines, out
