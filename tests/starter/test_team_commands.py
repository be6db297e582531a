"""`team` and `away`, and what the other commands say while somebody is away (R25)."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.events import Person, ReplyReceived
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

ANN = "manual:ann"
FILE = """\
team:
  - {name: Sam Lee, email: sam@example.com, role: recruiter, title: Talent Partner}
  - {name: Lou Bell, email: lou@example.com, role: lead}
"""


@pytest.fixture
def office(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ann is Kim's and has written; Sam and Lou are colleagues by the file. The folder with the file."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "team.yaml").write_text(FILE)
    monkeypatch.setenv("FOLLOWUP_PLAYBOOK", str(folder))
    reply = ReplyReceived(event_id="reply", occurred_at=WEDNESDAY, text="Could we talk on Thursday?")
    settle(ledger, ANN, applied(days_ago=1))
    settle(ledger, ANN, reply)
    return folder


def later(**span: int) -> datetime:
    return WEDNESDAY + timedelta(**span)


def test_the_team_is_who_is_in_the_file_and_whom_candidates_name(cli: Cli, office: Path) -> None:
    rows = {row["name"]: row for row in cli("team", "--json").json}
    assert {name: (row["role"], row["open"]) for name, row in rows.items()} == {
        "Kim Park": ("recruiter", 1),
        "Lou Bell": ("lead", 0),
        "Sam Lee": ("recruiter", 0),
    }
    assert rows["Sam Lee"]["title"] == "Talent Partner" and rows["Kim Park"]["away"] is None
    assert len(cli("list", "--recruiter", rows["Kim Park"]["mark"], "--json").json) == 1, "as the web UI shows it"
    said = cli("team").out
    assert "kim@example.com" in said and rows["Kim Park"]["mark"] in said
    (office / "team.yaml").write_text(FILE.replace("lead", "led"))
    broken = cli("team")
    assert broken.code == 0 and "line 3, role: 'led' isn't allowed here; did you mean 'lead'?" in broken.err
    assert "Lou Bell" in broken.out, "what it said before goes on"
    assert "Team file" in cli("doctor").out


def test_r25_while_kim_is_away_each_command_says_who_covers(cli: Cli, office: Path) -> None:
    said = cli("away", "kim", "--until", "2026-07-24", "--cover", "sam", "--as", "Lou")
    assert said.code == 0 and "Kim Park is away until Fri, Jul 24; Sam Lee is covering." in said.out
    assert "Sam Lee gets their tasks, approvals and digest (1 open candidate) and signs their messages" in said.out
    assert "until Fri, Jul 24; Sam Lee is covering" in cli("team").out
    status = cli("status", "ann")
    assert "with Kim Park\n    Kim Park is away until Fri, Jul 24; Sam Lee is covering" in status.out
    assert cli("status", "ann", "--json").json["applications"][0]["cover"]["email"] == "sam@example.com"
    for who in ("sam", "kim"):
        assert "For Kim Park (away until Fri, Jul 24; Sam Lee is covering)." in cli("tasks", "--recruiter", who).out
    assert cli("tasks", "--json").json[0]["cover"] == {
        "for": "Kim Park", "until": "2026-07-24", "name": "Sam Lee", "email": "sam@example.com", "gap": "",
    }  # fmt: skip
    signed = "signed by Sam Lee, who covers for Kim Park until Fri, Jul 24"
    assert signed in cli("why", "ann").out
    signed = "signed by Sam Lee, who covers for Kim Park until Fri 24 Jul"  # JSON is the same in every country
    assert signed in cli("why", "ann", "--json").json["next"]["reasons"][-1]["text"]
    ahead = cli("next", "ann", "--count", "4", "--words", "--json").json
    assert signed in ahead[0]["why"] and "Sam Lee" in ahead[0]["text"] and "sam@example.com" in ahead[0]["text"]
    after = [row for row in ahead if row["at"] > "2026-07-24"]
    assert after and "signed by" not in after[0]["why"] and "Kim Park" in after[0]["text"], "and Kim signs again"
    assert "Kim Park is away until Fri, Jul 24; Sam Lee is covering" in cli("doctor").out
    mail = cli("digest", "--recruiter", "sam")
    assert "For Kim Park, away until Fri, Jul 24" in mail.out and "Ann Lee" in mail.out
    assert "their digest is part of Sam Lee's" in cli("digest", "--recruiter", "kim").out
    assert cli("away", "kim", "--back").out.startswith("Kim Park is back")
    assert "away until" not in cli("tasks").out + cli("status", "ann").out + cli("why", "ann").out


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("kim",), "Say when Kim Park is back: --until DATE."),
        (("kim", "--until", "friday"), "Say who covers for Kim Park: --cover NAME."),
        (("kim", "--until", "2026-07-01", "--cover", "sam"), "that day has passed"),
        (("kim", "--until", "soon", "--cover", "sam"), "--until: 'soon' isn't a date"),
        (("kim", "--until", "friday", "--cover", "kim"), "Kim Park can't cover for themselves"),
        (("kim", "--until", "friday", "--cover", "samm"), "No colleague is called 'samm'; nearest are Sam Lee"),
        (("kimm", "--until", "friday", "--cover", "sam"), "No colleague is called 'kimm'; nearest are Kim Park"),
        (("kim", "--until", "friday", "--cover", "Di <di@>"), "is not an email address"),
        (("kim", "--back", "--until", "friday"), "--back ends it now"),
        (("kim", "--until", "tomorrow", "--from", "friday", "--cover", "sam"), "must come after their first day"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(
    cli: Cli, office: Path, typed: tuple[str, ...], sentence: str
) -> None:
    said = cli("away", *typed)
    assert said.code == 2 and sentence in said.err, said
    assert not any(row["away"] for row in cli("team", "--json").json), "and nothing has changed"


def test_r25_circles_are_refused_and_a_cover_who_is_away_is_covered(cli: Cli, office: Path) -> None:
    assert cli("away", "sam", "--until", "friday", "--cover", "lou").code == 0
    said = cli("away", "kim", "--until", "2026-07-24", "--cover", "sam")
    assert "Kim Park is away until Fri, Jul 24; Lou Bell is covering." in said.out
    assert "Sam Lee is away too, so Lou Bell is covering for both." in said.out
    circle = cli("away", "lou", "--until", "friday", "--cover", "kim")
    assert circle.code == 2 and "Kim Park and Sam Lee are away then, and Lou Bell was going to cover" in circle.err
    longer = cli("away", "kim", "--until", "2026-07-31")
    assert longer.code == 0 and "until Fri, Jul 31" in longer.out, "the cover stays as it was said"


def test_an_absence_may_lie_ahead_and_be_taken_back(cli: Cli, office: Path) -> None:
    given = ("--until", "2026-08-06", "--from", "2026-07-27", "--cover", "Di New <di@example.com>")
    said = cli("away", "kim", *given)
    assert "Kim Park is away from Mon, Jul 27 until Thu, Aug 6; Di New is covering." in said.out
    longer = cli("away", "kim", "--until", "2026-08-07")
    assert "away from Mon, Jul 27 until Fri, Aug 7; Di New is covering" in longer.out, (
        "it still begins when it was said to"
    )
    cli("away", "kim", "--until", "2026-08-06")
    assert "away until" not in cli("tasks").out
    assert "from Mon, Jul 27 until Thu, Aug 6; Di New is covering" in cli("team").out
    assert "For Kim Park (away until Thu, Aug 6; Di New is covering)" in cli("tasks", clock=lambda: later(days=14)).out
    assert cli("away", "kim", "--until", "today").out == "Kim Park won't be away after all.\n"
    assert "away until" not in cli("tasks", clock=lambda: later(days=14)).out


def test_whoever_was_known_by_a_name_alone_can_be_given_an_address(cli: Cli, office: Path, ledger: Ledger) -> None:
    facts = applied("bob", days_ago=1).model_copy(update={"recruiter": Person(name="Ole Berg")})
    settle(ledger, "manual:bob", facts)
    refused = cli("away", "kim", "--until", "2026-07-24", "--cover", "ole")
    assert refused.code == 2 and 'no digest would reach them: --cover "Ole Berg <address>"' in refused.err
    done = cli("away", "kim", "--until", "2026-07-24", "--cover", "Ole Berg <ole@example.com>")
    assert "Kim Park is away until Fri, Jul 24; Ole Berg is covering." in done.out


def test_r25_nothing_falls_silent_when_the_cover_is_gone(cli: Cli, office: Path) -> None:
    cli("away", "kim", "--until", "2026-07-24", "--cover", "sam")
    (office / "team.yaml").write_text("\n".join(line for line in FILE.splitlines() if "Sam" not in line))
    why = "the person who was supposed to cover isn't on record"
    gap = f"away until Fri, Jul 24, and nobody is covering ({why}), so Lou Bell takes care of it"
    assert gap.removeprefix("away ") in cli("team").out
    assert gap in cli("status", "ann").out
    told = cli("doctor")
    assert gap in told.out and "run `followup away kim@example.com --cover NAME`" in told.out and told.code == 1
    assert "For Kim Park, away until Fri, Jul 24" in cli("digest", "--recruiter", "lou").out


def test_r25_who_leaves_is_shown_with_all_that_goes_to_the_new_one_before_anything_changes(
    cli: Cli, office: Path, ledger: Ledger
) -> None:
    cli("away", "lou", "--until", "2026-07-24", "--cover", "kim")
    before = cli("team", "--json").json
    said = cli("replace", "kim", "--by", "sam", "--dry-run")
    assert said.code == 0 and "Kim Park is leaving, and Sam Lee takes over:" in said.out
    for part in (
        "1 candidate, 1 application: ENG-7 (1)",
        "1 open task",
        "covering for Lou Bell",
        "the digest",
        "dry run",
    ):
        assert part in said.out, said.out
    found = cli("replace", "kim", "--by", "sam", "--dry-run", "--json").json
    assert (found["applications"], found["covers"], found["in_effect"]) == (1, ["Lou Bell"], False)
    assert cli("team", "--json").json == before


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("kim",), "Say who takes over with --by NAME"),
        (("kim", "--by", "kim"), "can't take over from themselves"),
        (("kim", "--by", "samm"), "No colleague is called 'samm'"),
        (("kim", "--by", "sam"), "nobody to answer the question; add --yes"),
        (("kim", "--by", "sam", "--back"), "Say who takes over"),
    ],
)
def test_a_replacement_that_cannot_be_meant_changes_nothing(
    cli: Cli, office: Path, typed: tuple[str, ...], sentence: str
) -> None:
    said = cli("replace", *typed)
    assert said.code == 2 and sentence in said.err
    assert not any(row["left_at"] for row in cli("team", "--json").json)


def test_r25_what_commands_say_of_somebody_who_has_left(cli: Cli, office: Path, ledger: Ledger) -> None:
    cli("team")  # so that the file's colleagues are on record
    ledger.team.leave("kim@example.com", "sam@example.com", WEDNESDAY - timedelta(hours=1), "lou")
    assert "left; Sam Lee has taken over" in cli("team").out
    assert "Kim Park has left; Sam Lee has taken over" in cli("status", "ann").out
    assert cli("status", "ann", "--json").json["applications"][0]["cover"]["left"] is True
    assert "For Kim Park (has left; Sam Lee has taken over)." in cli("tasks", "--recruiter", "sam").out
    assert "signed by Sam Lee, who has taken over from Kim Park" in cli("why", "ann").out
    assert "From Kim Park, who has left" in cli("digest", "--recruiter", "sam").out
    assert "Sam Lee" in cli("next", "ann", "--words").out
    refused = cli("replace", "sam", "--by", "kim", "--dry-run")
    assert refused.code == 2 and "Kim Park has left, too" in refused.err
    assert "is back" in cli("replace", "kim", "--back").out
    assert "hasn't left" in cli("replace", "kim", "--back").out
    assert "has taken over" not in cli("team").out + cli("status", "ann").out
