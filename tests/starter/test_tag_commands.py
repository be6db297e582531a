"""`tag`, `list --tag` and `send --tag`, without a server: what is shown, and what a mistyped word says."""

from __future__ import annotations

import pytest

from domain.events import CandidateUpdated, OptedOut
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle


@pytest.fixture
def people(ledger: Ledger) -> Ledger:
    """Ann with two tags of her own and one of an ATS, Ben with one, Cleo with none."""
    ats = CandidateUpdated(
        event_id="ats", occurred_at=WEDNESDAY, source="greenhouse", tags=("VIP",), tags_of="greenhouse:1"
    )
    more = CandidateUpdated(event_id="more", occurred_at=WEDNESDAY, source="cli", author="kim", tagged=("EU", "hot"))
    settle(ledger, "manual:ann", applied(), ats, more)
    settle(ledger, "manual:ben", applied("ben", source="cli", tags=("eu",)))
    settle(ledger, "manual:cleo", applied("cleo"), OptedOut(event_id="stop", occurred_at=WEDNESDAY, source="cli"))
    return ledger


def test_tag_shows_them_and_so_do_status_and_timeline(cli: Cli, people: Ledger) -> None:
    assert cli("tag", "ann").out == "Ann Lee (manual:ann): eu, hot, vip\n"
    assert cli("tag", "cleo").out == "Cleo Lee (manual:cleo) has no tags.\n"
    wanted = {"id": "manual:ann", "name": "Ann Lee", "tags": ["eu", "hot", "vip"]}
    assert cli("tag", "ann", "--json").json == wanted
    assert cli("tag", "Ann Lee", "--json").json == wanted  # to look, a name will do
    by_name = cli("tag", "Ann Lee", "+eu")
    assert by_name.code == 2 and "give the id, or add --yes" in by_name.err
    assert "  Tags: eu, hot, vip\n" in cli("status", "ann").out and "Tags" not in cli("status", "cleo").out
    assert cli("status", "ann", "--json").json["tags"] == ["eu", "hot", "vip"]
    told = cli("timeline", "ann").out
    assert "tags in Greenhouse: vip" in told and "tags added: eu, hot (kim)" in told


def test_what_is_there_and_what_is_not_is_said_and_is_no_fact(cli: Cli, people: Ledger) -> None:
    before = len(people.timeline("manual:ann"))
    said = cli("tag", "ann", "+HOT", "-none", "-nor this")
    assert (said.code, said.err) == (0, "")
    assert said.out == "Nothing to change for Ann Lee: “hot” is already there and “none”, “nor this” are not there.\n"
    as_json = cli("tag", "manual:ann", "+hot", "--json").json
    assert (as_json["added"], as_json["taken_off"], as_json["tags"]) == ([], [], ["eu", "hot", "vip"])
    assert len(people.timeline("manual:ann")) == before


MISTYPED = [
    (("eu",), "Write '+eu' to add the tag, or '-eu' to take it off."),
    (("+",), "There is no tag after the +; write +eu, without a space after the +."),
    (("+ ,",), "There is no tag after the +; write +eu, without a space after the +."),
    (("+eu", "-EU"), "'eu' can't be both added and removed; choose one."),
    (("+" + "x" * 90,), "'xxxxxxxxxxxxxxxxxxxx'… is longer than the 80 characters that a tag may have; shorten it."),
    (("--hot",), "No such option: --hot. See `followup tag --help`."),
    (("+a", "--as"), "Option '--as' requires an argument."),
]


@pytest.mark.parametrize(("typed", "said"), MISTYPED, ids=[" ".join(row[0])[:12] for row in MISTYPED])
def test_a_mistyped_tag_says_what_to_type(cli: Cli, people: Ledger, typed: tuple[str, ...], said: str) -> None:
    done = cli("tag", "ann", *typed)
    assert (done.code, done.out, done.err) == (2, "", said + "\n")


# `-h`, `-y` and `-ay` begin like options of the command, or are such.
READ = [
    (("-hot",), "hot"),
    (("-yes", "--as", "Kim"), "yes"),
    (("--as", "Kim", "--", "-h"), "h"),
    (("--", "--json"), "-json"),
    (("-visa needed",), "visa needed"),
    (("-a,b",), "a”, “b"),
]


@pytest.mark.parametrize(("typed", "meant"), READ, ids=[" ".join(row[0]) for row in READ])
def test_a_dash_takes_a_tag_off_although_it_looks_like_an_option(
    cli: Cli, people: Ledger, typed: tuple[str, ...], meant: str
) -> None:
    who = "ben" if "hot" in meant else "cleo"
    said = cli("tag", who, *typed).out
    assert said.startswith("Nothing to change for") and f"“{meant}”" in said
    assert "Usage" in cli("tag", "ann", "-h").out  # alone it is the option


def test_list_and_send_find_by_all_of_the_tags(cli: Cli, people: Ledger) -> None:
    def listed(*more: str) -> list[str]:
        return sorted(row["id"] for row in cli("list", *more, "--json").json)

    assert listed("--tag", "EU") == ["manual:ann", "manual:ben"]
    assert listed("--tag", "eu", "--tag", "vip") == listed("--tag", "eu,vip") == ["manual:ann"]
    assert (
        listed("--tag", "eu", "--search", "ben") == ["manual:ben"] and listed("--tag", "eu", "--stage", "offer") == []
    )
    assert cli("list", "--tag", "hott").out == "Nobody has the tag “hott”; did you mean “hot”?\n"
    assert cli("list", "--tag", "eu", "--stage", "offer").out == "No candidates match.\n"
    assert cli("list", "--tag", " ").err == "--tag: say which tag to look for, such as --tag eu.\n"
    words = ("--subject", "News", "--text", "Hello, here is some news.", "--dry-run", "--json")
    assert [row["id"] for row in cli("send", "--tag", "vip", *words).json["concerned"]] == ["manual:ann"]
