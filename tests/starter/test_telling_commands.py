"""Commands that tell, end to end: a real Temporal server, a real worker, and the commands run in this process.

Two of them are typed as people do, in a process of their own.
"""

from __future__ import annotations

import email
import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from starter.cli.main import run
from starter.embedded import LocalServer, end
from tests.forked import begin_command
from tests.machine_time import machine_now, noon_zone, zone_where_it_is
from tests.starter.conftest import Said
from tests.temporal import temporal_server

pytestmark = [pytest.mark.xdist_group("telling commands"), pytest.mark.machine_time]

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "candidates.csv"
FOLLOWUP = [sys.executable, "-m", "starter.cli.main"]


@dataclass(frozen=True)
class Office:
    """A home and the server that its commands talk to."""

    home: Path
    server: LocalServer
    worker: ExitStack = field(default_factory=ExitStack)

    @property
    def env(self) -> dict[str, str]:
        given = {"TEMPORAL_ADDRESS": self.server.address, "FOLLOWUP_HOME": str(self.home), "TZ": "America/New_York"}
        return {name: value for name, value in os.environ.items() if not name.startswith("FOLLOWUP_")} | given

    def __call__(self, *arguments: str, stdin: str = "") -> Said:
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name in os.environ.keys() - self.env.keys():
                patch.delenv(name)
            for name, value in self.env.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
            time.tzset()
            code = run(list(arguments))
        time.tzset()
        assert "Traceback" not in out.getvalue() + err.getvalue()
        return Said(code, out.getvalue(), err.getvalue())

    def typed(self, *arguments: str, stdin: str = "") -> Said:
        """The same in a process of its own."""
        done = subprocess.run(
            [*FOLLOWUP, *arguments], cwd=ROOT, env=self.env, input=stdin, capture_output=True, text=True, timeout=60
        )
        assert "Traceback" not in done.stdout + done.stderr
        return Said(done.returncode, done.stdout, done.stderr)

    def does(self, *arguments: str) -> dict[str, Any]:
        """Tell something and return the new status; it must be in effect."""
        done = self(*arguments, "--json")
        assert done.code == 0, done
        told: dict[str, Any] = done.json
        assert told["in_effect"], done
        return told

    def types(self, ident: str) -> list[str]:
        return [row["type"] for row in self("timeline", ident, "--json").json]

    def stages(self, ident: str) -> dict[str, str]:
        return {one["job"]: one["stage"] for one in self("status", ident, "--json").json["applications"]}


def until(holds: Callable[[], object], patience: float = 60) -> None:
    """Wait for what must come, as short as it takes."""
    end_at = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end_at, f"it did not happen within {patience:.0f} s"
        time.sleep(0.03)


@contextmanager
def serving(folder: Path) -> Iterator[LocalServer]:
    """A Temporal server of its own: workers of one server would take each other's candidates."""
    with temporal_server(folder, time_skipping=False) as local:
        yield local


@contextmanager
def working(office: Office) -> Iterator[None]:
    """A worker, as `followup worker` runs it."""
    log = office.home / "worker.log"
    process = begin_command("worker", log=log, env=office.env)
    try:
        until(lambda: "worker runs" in log.read_text() or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        yield
    finally:
        end(process, patience=60)
    assert process.returncode == 0, log.read_text()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An installation in which the sample candidates have been enrolled."""
    home = tmp_path_factory.mktemp("office")
    with serving(home) as server:
        made = Office(home, server)
        done = made.typed("setup")
        assert done.code == 0, done
        with made.worker:
            made.worker.enter_context(working(made))
            _enrol_the_sample(made)
            yield made


def _enrol_the_sample(made: Office) -> None:
    done = made("enroll", str(SAMPLE))
    assert (done.code, done.err) == (0, ""), done
    assert done.out == "enrolled 12 (13 applications), 0 already here, 0 with errors\n"
    until(lambda: len(made("list", "--json").json) >= 12)


def test_enrolling_again_enrols_nobody_twice(office: Office) -> None:
    again = office("enroll", str(SAMPLE))
    assert (again.code, again.out) == (0, "enrolled 0, 12 already here, 0 with errors\n")
    assert office("enroll", str(SAMPLE), "--dry-run").out == "would enroll 0, 12 already here, 0 with errors\n"
    assert office.types("c1045").count("application_received") == 2
    assert len(office("list", "--json").json) >= 12


def test_a_file_with_bad_lines_and_a_person_under_two_ids(office: Office) -> None:
    lines = [
        "id,first_name,email,job_id",
        "mia,Mia,mia@example.com,A1",
        "bad,Bad,nowhere,A1",
        "mia-2,Mia,MIA@example.com,A2",
        "mia-3,Mia,mia@example.com,A1",
    ]
    done = office.typed("enroll", "-", stdin="\n".join(lines))
    assert done.code == 1
    assert done.out.startswith("enrolled 1 (2 applications), 1 already here, 1 with errors\n")
    assert "line 3: email: 'nowhere' is not an email address" in done.err
    assert "line 4: Mia is already here as manual:mia" in done.err
    until(lambda: office.stages("mia").keys() == {"A1", "A2"})
    assert office("status", "mia-2").out.startswith("Mia (manual:mia)")  # the one clock that they have
    again = office("enroll", "-", stdin="\n".join(lines[:2] + lines[3:]))
    assert (again.code, again.out) == (0, "enrolled 0, 1 already here, 0 with errors\n")


def test_enrolling_one_person(office: Office) -> None:
    form = ["--id", "zoe", "--name", "Zoë Ray", "--email", "zoe@example.com", "--job", "A1", "--job-title", "Editor"]
    done = office("enroll", *form, "--stage", "screening")
    assert done.code == 0 and done.err.count("\n") == 1 and '("Hi Zoë Ray,"); --first-name' in done.err, done
    assert done.out.startswith("enrolled 1, 0 already here, 0 with errors\nNext: ")
    assert office("enroll", *form).out.startswith("enrolled 0, 1 already here")
    assert office.stages("zoe") == {"A1": "screening"}
    assert office("job", "open", "A-7", "--title", "Site Lead").code == 0
    office("enroll", "--id", "ike", "--first-name", "Ike", "--email", "ike@example.com", "--job", "A-7")
    until(lambda: "Site Lead" in office("status", "ike").out)


def test_r23_who_is_enrolled_without_an_id_gets_one_that_says_nothing(office: Office) -> None:
    form = ["--first-name", "Una", "--last-name", "Voss", "--email", "una.voss@example.com", "--job", "A1"]
    done = office("enroll", *form, "--job-title", "Editor")
    ident = re.search(r"Their id is (manual:p\w{10})\.", done.err)
    assert done.code == 0 and ident, done
    assert office.stages(ident[1]) == {"A1": "applied"}
    assert office("enroll", *form).out.startswith("enrolled 0, 1 already here"), "the same person, the same id"
    named = office(
        "enroll", "--id", "bea-voss", *form[:1], "Bea", *form[2:4], "--email", "bea@example.com", "--job", "A1"
    )
    assert "The id manual:bea-voss holds a name." in named.err and named.code == 0


def test_r20_a_stage_that_nobody_can_read_is_asked_about_and_the_same_file_settles_it(office: Office) -> None:
    file = 'id,name,email,job_id,stage\nvic,"Lee, Vic",vic@example.com,V-1,Vibe check\n'
    first = office("enroll", "-", stdin=file)
    assert (first.code, "enrolled 1" in first.out) == (0, True) and "'Vibe check' isn't one of our stages" in first.err
    until(lambda: "followup stage vic STAGE" in office("tasks").out)
    assert office("list", "--json").json and not [
        row for row in office("outbox", "list", "--json").json if "vic@" in str(row)
    ]
    assert "1 already here" in office("enroll", "-", stdin=file).out
    again = office("enroll", "-", "--stage-map", "Vibe check=screening", stdin=file)
    assert "enrolled 1" in again.out, again
    until(lambda: office.stages("vic") == {"V-1": "screening"})
    until(lambda: "followup stage vic STAGE" not in office("tasks").out)


@pytest.mark.parametrize(
    ("file", "options", "people", "known"),
    [
        ("greenhouse.csv", [], 34, {"greenhouse:40010000": "Maria García", "greenhouse:40010001": "Jürgen Smith"}),
        pytest.param(
            "excel.csv",
            ["--country", "DE", "--dates", "mdy", "--stage-map", "In Prüfung=screening"],
            31,
            {},
            marks=pytest.mark.nightly,
        ),
    ],
)
def test_an_export_comes_in_with_one_command_and_twice_is_once(
    office: Office, file: str, options: list[str], people: int, known: dict[str, str]
) -> None:
    path = str(Path(__file__).parent / "exports" / file)
    done = office("enroll", path, *options)
    assert (done.code, done.out.partition("\n")[0]) == (0, f"enrolled {people}, 0 already here, 0 with errors"), done
    again = office("enroll", path, *options)
    assert (again.code, again.out.partition("\n")[0]) == (0, f"enrolled 0, {people} already here, 0 with errors"), again
    for ident, name in known.items():
        until(lambda ident=ident: office("status", ident).code == 0)  # type: ignore[misc]
        assert office("status", ident, "--json").json["name"] == name


def test_r17_two_people_with_one_number_both_come_in_and_are_named(office: Office) -> None:
    lines = [
        "name,email,phone,job,country",
        "Ida Holm,ida.holm@example.com,+12125550177,Cook,US",
        "Tom Holm,tom.holm@example.com,+12125550177,Cook,US",
        "Uwe Holm,,+12125550177,Cook,US",
    ]
    done = office("enroll", "-", stdin="\n".join(lines))
    assert (done.code, done.out.partition("\n")[0]) == (0, "enrolled 3, 0 already here, 0 with errors"), done
    assert "line 3: Tom Holm shares the number +12125550177 with Ida Holm (line 2)" in done.err
    assert "line 4: Uwe Holm shares the number" in done.err
    until(lambda: {"Ida Holm", "Tom Holm", "Uwe Holm"} <= {one["name"] for one in office("list", "--json").json})
    again = office("enroll", "-", stdin="\n".join(lines))
    assert again.out.partition("\n")[0] == "enrolled 0, 3 already here, 0 with errors"
    assert "Already here with that application: Ida Holm, Tom Holm, Uwe Holm." in again.err
    more = office("enroll", "-", stdin="\n".join([lines[0], "x,,,,", '"HOLM, Uwe",,+12125550177,Baker,US']))
    assert more.out.partition("\n")[0] == "enrolled 1, 0 already here, 1 with errors", more
    assert sum(one["name"].casefold() == "uwe holm" for one in office("list", "--json").json) == 1


def test_r25_a_candidate_is_assigned_to_another_recruiter_and_back(office: Office) -> None:
    form = ["--id", "ava", "--name", "Ava Roy", "--email", "ava@example.com", "--job", "A1", "--job-title", "Editor"]
    office("enroll", *form, "--stage", "screening", "--recruiter", "Kit Ash", "--recruiter-email", "kit@acme.example")
    until(lambda: office("status", "ava").code == 0)
    unknown = office("assign", "ava", "--to", "kitt")
    assert unknown.code == 2 and "No colleague is called 'kitt'; nearest are Kit Ash <kit@acme.example>" in unknown.err
    assert 'for someone new, write "kitt <name@company.example>"' in unknown.err
    done = office("assign", "ava", "--to", "Di New <di@acme.example>", "--as", "Lou")
    assert (done.code, done.err) == (0, ""), done
    assert done.out.startswith("Ava Roy is now with Di New <di@acme.example> for Editor (A1).")
    assert office("status", "ava", "--json").json["recruiter"] == "Di New"
    assert "assigned to Di New (Lou)" in office("timeline", "ava").out
    rows = {row["name"]: row["open"] for row in office("team", "--json").json}
    assert (rows["Di New"], rows["Kit Ash"]) == (1, 0)
    covered = office.does("assign", "ava", "--cover", "kit")
    assert covered["recruiter"] == "Di New"
    assert "covered by Kit Ash while their recruiter is away" in office("timeline", "ava").out
    first = next(row["event_id"] for row in office("timeline", "ava", "--json").json if row["type"] == "assigned")
    back = office("undo", "ava", "--event", first, "--yes")
    assert back.code == 0, back
    assert office("status", "ava", "--json").json["recruiter"] == "Kit Ash"


def test_r25_a_recruiter_who_leaves_is_replaced_by_one_command(office: Office) -> None:
    for ident, name in (("lea", "Lea Roy"), ("leo", "Leo Roy")):
        form = [
            "--id",
            ident,
            "--name",
            name,
            "--email",
            f"{ident}@example.com",
            "--job",
            "A2",
            "--job-title",
            "Editor",
        ]
        mine = ["--stage", "screening", "--recruiter", "Gus Orr", "--recruiter-email", "gus@acme.example"]
        office("enroll", *form, *mine)
        until(lambda ident=ident: office("status", ident).code == 0)
    done = office("replace", "gus", "--by", "Ivy Low <ivy@acme.example>", "--as", "Lou", "--yes")
    assert done.code == 0 and "Ivy Low now has everything that was Gus Orr's." in done.out, done
    assert "2 applications are Ivy Low's on record." in done.out
    assert [office("status", ident, "--json").json["recruiter"] for ident in ("lea", "leo")] == ["Ivy Low"] * 2
    assert "assigned to Ivy Low (Lou)" in office("timeline", "lea").out
    again = office("replace", "gus", "--by", "ivy", "--yes", "--json").json
    assert (again["applications"], again["on_record"]) == (0, True), "and there is nothing left to hand over"
    form = ["--id", "lio", "--name", "Lio Roy", "--email", "lio@example.com", "--job", "A2", "--job-title", "Editor"]
    office("enroll", *form, "--recruiter", "Gus Orr", "--recruiter-email", "gus@acme.example")
    until(lambda: office("status", "lio").code == 0)
    assert "Gus Orr has left; Ivy Low has taken over" in office("status", "lio").out


def test_r17_after_a_rejection_the_same_person_may_apply_again_for_the_job_from_a_file(office: Office) -> None:
    today = machine_now()
    first, later = (today - timedelta(days=9)).date(), (today + timedelta(hours=12)).isoformat()

    def sheet(day: object) -> str:
        return f"name,email,job,applied_at\nVera Nowak,vera@example.com,Clerk,{day}\n"

    office("enroll", "-", stdin=sheet(first))
    until(lambda: [one for one in office("list", "--json").json if one["name"] == "Vera Nowak"])
    (vera,) = [one["id"] for one in office("list", "--json").json if one["name"] == "Vera Nowak"]
    office.does("reject", vera)
    again = office("enroll", "-", stdin=sheet(first))
    assert again.out.partition("\n")[0] == "enrolled 0, 1 already here, 0 with errors", (
        "what was turned down is no news"
    )
    done = office("enroll", "-", stdin=sheet(later))
    assert done.out.partition("\n")[0] == "enrolled 1, 0 already here, 0 with errors", done
    assert "line 2: an application after a rejection; it starts over." in done.err
    until(lambda: office.stages(vera) == {"clerk": "applied"})
    assert office("enroll", "-", stdin=sheet(later)).out.startswith("enrolled 0, 1 already here")


def test_a_stage_changes_and_it_is_said_what_happens_now(office: Office) -> None:
    done = office("stage", "c1048", "screening")
    assert done.code == 0
    assert done.out.startswith("Hari Thapa is now in screening for Data Analyst (DATA-2). Next: ")
    assert re.search(r"[,;] (on the promised day|moved up so it doesn't miss its deadline)", done.out)  # by the hour
    assert "stage_changed" in office.types("c1048")
    assert "already" in office("stage", "c1048", "screening").out
    assert office("status", "c1048", "--live", "--json").json["applications"][0]["stage"] == "screening"


def test_two_applications_need_a_job(office: Office) -> None:
    asked = office("stage", "c1045", "offer")
    assert asked.code == 2
    assert "DES-4" in asked.err
    assert "DATA-2" in asked.err
    office.does("stage", "c1045", "screening", "--job", "data-2")
    assert office.stages("c1045") == {"DES-4": "interview", "DATA-2": "screening"}
    assert office("reject", "c1045", "--job", "NOPE").code == 3


def test_a_reply_makes_a_task_and_done_ends_it(office: Office) -> None:
    said = office("reply", "c1041", "--text", "Could we talk on Thursday?", "--as", "Kim")
    assert said.code == 0
    assert "New task answer-" in said.out
    (task,) = [row for row in office("tasks", "--json").json if row["candidate_id"] == "manual:c1041"]
    assert f"followup done {task['task']}"
    done = office.does("done", task["task"], "--result", "called back")
    assert task["task"] not in [one["task"] for one in done["tasks"]]
    assert "nothing to do" in office("done", task["task"]).out
    told = [row for row in office("timeline", "c1041", "--json").json if row["type"] == "reply_received"]
    assert told[0]["author"] == "Kim"


def test_note_promise_pause_snooze_and_resume(office: Office) -> None:
    office.does("note", "c1042", "Told a good story about a billing system")
    day = (machine_now() + timedelta(days=10)).date().isoformat()
    assert office.does("promise", "c1042", "--by", day)["promise"] == day
    refused = office("promise", "c1042", "--by", "2020-01-01")
    assert refused.code == 2
    assert "has passed" in refused.err
    assert office.does("pause", "c1042", "--until", "tomorrow", "--reason", "in hospital")["paused"]
    assert re.search(r"Paused until \w+, \w+ \d+(?:, \d{4})?\.", office("status", "c1042").out), "a day, by no clock"
    timeline = office("timeline", "c1042").out
    assert re.search(r"paused until \w+, \w+ \d+(?:, \d{4})? ", timeline), timeline
    assert not office.does("resume", "c1042")["paused"]
    later = (machine_now() + timedelta(days=12)).date().isoformat()
    for said in (office("snooze", "c1042", "--until", later).out, office("pause", "c1042").out):
        assert re.search(r"We promised an answer by .+\. Nothing will go out that day, so tell them yourself\.", said)
    office.does("resume", "c1042")
    assert "Nothing will go out that day" not in office("snooze", "c1042", "--until", day).out
    assert {"noted", "promised", "paused", "resumed", "snoozed"} <= set(office.types("c1042"))


def test_interviews(office: Office) -> None:
    when = (machine_now() + timedelta(days=8)).strftime("%Y-%m-%dT10:00")
    done = office("interview", "c1044", "--at", when, "--ends", "11:30", "--with", "Robin Hale", "--format", "video")
    assert done.code == 0, done
    assert "is scheduled for" in done.out
    assert "(their time, Asia/Kolkata)" in done.out
    night = (machine_now() + timedelta(days=8)).strftime("%Y-%m-%dT03:00+05:30")
    assert (
        "That's early or late for them: if you didn't mean it, move it with --at."
        in office("interview", "c1044", "--at", night).out
    )
    later = (machine_now() + timedelta(days=9)).strftime("%Y-%m-%dT10:00")
    assert "has been moved to" in office("interview", "c1044", "--at", later).out
    assert "is canceled" in office("interview", "c1044", "--cancel").out
    assert office("interview", "c1044", "--cancel").code == 3
    assert "took place" in office("interview", "c1044", "--held").out
    again = office("interview", "c1044", "--held", "--as", "Kim")
    assert (again.code, again.err) == (0, "") and "is already on record as held; nothing changed." in again.out
    assert "If another one took place, add --id " in again.out
    assert office("interview", "c1044", "--held", "--json").json["in_effect"] is True
    kinds = office.types("c1044")
    assert [kinds.count(f"interview_{kind}") for kind in ("scheduled", "cancelled", "held")] == [3, 1, 1]


def test_an_interview_that_lies_days_ahead_has_not_been_held(office: Office) -> None:
    when = (machine_now() + timedelta(days=6)).strftime("%Y-%m-%dT10:00")
    assert office("interview", "c1045", "--job", "des-4", "--at", when).code == 0
    held = office("interview", "c1045", "--job", "des-4", "--held")
    assert held.code == 2 and "hasn't taken place yet: add --at T" in held.err
    ended = (machine_now() - timedelta(hours=3)).isoformat(timespec="minutes")
    assert "took place" in office("interview", "c1045", "--job", "des-4", "--held", "--at", ended).out
    coming = office("status", "c1045", "--json").json["applications"]
    assert any(one["interview_at"] for one in coming), "the one that is to come still is"


def test_r21_a_mistake_is_taken_back_until_something_has_gone_out_for_it(office: Office) -> None:
    form = ["--id", "una", "--name", "Una Ray", "--email", "una@example.com", "--job", "A1", "--job-title", "Editor"]
    late = zone_where_it_is(22)  # so late that no welcome goes out before it is taken back
    assert office("enroll", *form, "--stage", "interview", "--timezone", late).code == 0
    until(lambda: office("status", "una", "--json").json["next"])
    before = office("status", "una", "--json").json
    told = office.does("stage", "una", "hired", "--as", "Kim")
    assert told["next"] != before["next"]
    asked = office("undo", "una")
    assert (asked.code, asked.out) == (2, "") and "--yes" in asked.err
    assert office("undo", "una", "--json").code == 2, "with --json nobody can answer"
    done = office("undo", "una", "--yes", "--as", "Rita", "--reason", "the wrong Una")
    assert done.code == 0, done
    assert "about to undo: hired" in done.out and "(Kim)" in done.out
    after = office("status", "una", "--json").json
    assert (after["next"], after["applications"]) == (before["next"], before["applications"])
    kept = [
        (row["type"], row["author"], row.get("becomes"))
        for row in office("timeline", "una", "--json").json
        if row["type"] in ("hired", "taken_back", "undone")
    ]
    assert kept == [("hired", "Kim", None), ("taken_back", "Rita", None), ("undone", "Rita", "done")]
    assert "the hire was undone" in office("why", "una").out
    nothing = office("undo", "una", "--event", told["event_id"], "--yes")
    assert nothing.code == 2 and "already been undone" in nothing.err
    assert office("undo", "nobody-here", "--yes").code == 3


def test_r21_what_went_out_is_named_and_nothing_is_taken_back(office: Office) -> None:
    form = ["--id", "ugo", "--name", "Ugo Ray", "--email", "ugo@example.com", "--job", "A1", "--job-title", "Editor"]
    assert office("enroll", *form, "--stage", "interview", "--timezone", noon_zone()).code == 0
    until(lambda: office("status", "ugo", "--json").json["next"])
    soon = (machine_now() + timedelta(hours=30)).isoformat(timespec="minutes")  # goes on any day, for it is near
    told = office.does("interview", "ugo", "--at", soon, "--format", "video")
    until(lambda: "sent" in office.types("ugo"))
    refused = office("undo", "ugo", "--event", told["event_id"][:12], "--yes", "--json")
    assert refused.code == 2
    assert "The interview details" in refused.err and "can't be undone" in refused.err
    assert "undone" not in office.types("ugo")
    assert told["event_id"] in office("undo", "ugo", "--list").out


def test_a_rejection_and_its_undoing(office: Office) -> None:
    assert "has been rejected" in office("reject", "c1046", "--feedback", "Your case study was strong.").out
    assert office.stages("c1046") == {"DATA-2": "rejected"}
    assert "is now in screening" in office("reject", "c1046", "--undo").out
    again = office("reject", "c1046", "--undo")
    assert again.code == 1
    assert "was not rejected" in again.err


def test_offer_answer_hire_and_rating(office: Office) -> None:
    start = (machine_now() + timedelta(days=60)).date().isoformat()
    expires = (machine_now() + timedelta(days=10)).date().isoformat()
    office.does("offer", "c1047", "--title", "Backend Engineer", "--expires", expires, "--start", start)
    office.does("offer", "c1047", "--answer", "accepted")
    hired = office.does("hire", "c1047", "--start", start, "--first-day", "10 a.m., 4th floor")
    assert hired["applications"][0]["stage"] == "hired"
    office.does("rate", "c1047", "5")
    assert "no longer employed" in office("left", "c1047").out
    office.does("undo", "c1047", "--yes")
    assert office.does("hire", "c1047", "--undo")["applications"][0]["stage"] == "offer"


def test_r14_feedback_and_interviewers_are_told_and_shown(office: Office) -> None:
    ended = machine_now() - timedelta(hours=2)
    when = (machine_now() + timedelta(days=30)).isoformat(timespec="minutes")
    who = ["--interviewer", "Max Ode <max@acme.example>", "--interviewer", "Ida Fox <ida@acme.example>"]
    office.does("interview", "c1048", "--at", when, *who)
    held = office.does("interview", "c1048", "--held", "--id", "past", "--at", ended.isoformat(timespec="minutes"))
    said = office(
        "feedback", "c1048", "no", "--from", "Max Ode <max@acme.example>", "--id", "past", "--text", "Too vague."
    )
    assert said.code == 0 and "Max Ode" in said.out and "feedback" in said.out and ": no." in said.out
    shown = office("timeline", "c1048").out
    assert 'feedback from Max Ode: no "Too vague."' in shown
    status = office("status", "c1048", "--json").json
    (application,) = status["applications"]
    assert [(one["question"], one["answer"]) for one in application["colleagues"]] == [("feedback", "no")]
    assert held["applications"], "and it was held before"
    assert "feedback: " in office("status", "c1048").out


def test_r13_an_offer_that_differs_waits_until_it_is_approved(office: Office) -> None:
    office.does("snooze", "c1042", "--until", (machine_now() + timedelta(days=10)).date().isoformat())
    bare = office("offer", "c1042", "--title", "Junior Clerk")
    assert (
        "Nothing about it is sent to them until its terms are on record" in bare.out and "New task offer-" in bare.out
    )
    assert "followup offer c1042 --pay AMOUNT --expires DATE" in bare.out, "no line that could be typed as it stands"
    assert office("offer", "c1042", "--pay", "AMOUNT", "--expires", "DATE").code == 2
    said = office("offer", "c1042", "--title", "Junior Clerk", "--pay", "USD 150,000 a year")
    assert said.code == 0 and "New task approve-" in said.out
    (task,) = [t for t in office("tasks", "--json").json if t["kind"] == "approve"]
    why = office("why", "c1042", "--json").json
    assert why["next"] is None and why["last"]["reasons"][0]["rule"] == "R13"
    assert "followup approve" in office("done", task["task"]).err
    approved = office("approve", task["task"], "--as", "Kim").out
    assert "Too late to send: offer summary; the earliest it can go out is" in approved, "he is snoozed"
    assert [row["author"] for row in office("timeline", "c1042", "--json").json if row["type"] == "approved"] == ["Kim"]
    assert office("approve", task["task"]).out.startswith("It was approved ")


def test_several_are_approved_at_once_and_each_is_told(office: Office) -> None:
    for ident in ("oda", "odb"):
        who = [
            "--id",
            ident,
            "--name",
            f"{ident.title()} Ray",
            "--email",
            f"{ident}@example.com",
            "--timezone",
            noon_zone(),
        ]
        office("enroll", *who, "--job", "O-1", "--job-title", "Editor", "--stage", "interview", "--country", "DE")
        assert office("offer", ident, "--title", "Writer", "--pay", "$90,000").code == 0
    waiting = [t["task"] for t in office("tasks", "--json").json if t["kind"] == "approve" and t["job"] == "O-1"]
    assert len(waiting) == 2
    shown = office("approve", *waiting, "--show")
    assert shown.out.count("If you approve, the offer summary goes out by email") == 2
    said = office("approve", *waiting)
    assert (said.code, said.out.count("Approved: The offer differs")) == (0, 2)
    assert len(re.findall("(Just sent|Next): offer summary by email", said.out)) == 2, said.out
    assert [row["outcome"] for row in office("approve", *waiting, "--json").json] == ["approved", "approved"]


def test_what_went_out_that_second_is_said(office: Office) -> None:
    who = ["--id", "otto", "--name", "Otto Ray", "--email", "otto@example.com", "--timezone", noon_zone()]
    office("enroll", *who, "--job", "O-2", "--job-title", "Editor", "--stage", "interview", "--country", "DE")
    uma = ["--id", "uma", "--name", "Uma Ray", "--email", "uma@example.com", "--timezone", noon_zone(), "--job", "O-2"]
    assert 'Just sent: application confirmation by email "' in office("enroll", *uma).out
    when = (machine_now() + timedelta(days=1)).strftime("%Y-%m-%dT10:00")
    said = office("interview", "otto", "--at", when)  # so near that its details go on any day
    assert 'Just sent: interview details by email "' in said.out, said.out
    assert "Next: details" not in said.out
    mails = [email.message_from_bytes(file.read_bytes()) for file in (office.home / "outbox/mail/new").iterdir()]
    theirs = [one for one in mails if "otto@example.com" in one["To"]]
    (invited,) = (part for one in theirs for part in one.walk() if part.get_param("method") == "REQUEST")
    assert b"ATTENDEE" in invited.get_payload(decode=True) and b"otto@example.com" in invited.get_payload(decode=True)
    told = office.does("contacted", "otto")
    assert told["sent"] == []


def test_withdrawing_contact_preferences_stop_and_allow(office: Office) -> None:
    assert office.does("withdraw", "c1050", "--reason", "another offer")["applications"][0]["stage"] == "withdrawn"
    office.does("contacted", "c1052", "--channel", "linkedin", "--note", "said hello")
    assert office.does("prefer", "c1052", "--timezone", "America/Lima")["timezone"] == "America/Lima"
    refused = office("prefer", "c1052", "--timezone", "Mars/One")
    assert (refused.code, "Mars/One" in refused.err) == (2, True)
    assert office.does("stop", "c1052")["stopped"]
    assert "asked us to stop" in office("status", "c1052").out
    assert not office.does("allow", "c1052")["stopped"]
    office.does("send-now", "c1052", "hello")


def test_r21_tags_are_added_taken_off_found_and_taken_back(office: Office) -> None:
    def listed(*tags: str) -> list[str]:
        typed = [word for tag in tags for word in ("--tag", tag)]
        return [row["id"].partition(":")[2] for row in office("list", *typed, "--json").json]

    assert sorted(listed("referral")) == ["c1041", "c1043"] and listed("referral", "relocates") == ["c1043"]
    before = office.types("c1043")
    done = office.does("tag", "c1043", "+Visa Needed", "-relocates", "+referral", "--as", "Kim")
    assert (done["added"], done["taken_off"], done["tags"]) == (
        ["visa needed"],
        ["relocates"],
        ["referral", "visa needed"],
    )
    assert listed("visa needed") == ["c1043"] and listed("relocates") == []
    told = office("timeline", "c1043").out
    assert "tags added: visa needed; tags taken off: relocates (Kim)" in told
    assert office.types("c1043")[len(before) :].count("candidate_updated") == 1
    said = office("tag", "c1043", "-visa needed", "-gone")
    assert said.code == 0 and said.out.startswith("Clara Nunes lost “visa needed” (“gone” is not there).")
    undone = office("undo", "c1043", "--yes")
    assert undone.code == 0 and "tags taken off: visa needed" in undone.out
    assert office("tag", "c1043", "--json").json["tags"] == ["referral", "visa needed"]
    assert listed("visa needed") == ["c1043"]
    assert office("tag", "nobody-here", "+eu").code == 3


@pytest.mark.parametrize(
    "command",
    [["stage", "nobody", "offer"], ["reply", "nobody", "--text", "x"], ["note", "nobody", "x"], ["resume", "nobody"]],
)
def test_nobody_starts_no_clock(office: Office, command: list[str]) -> None:
    assert office(*command).code == 3
    assert office("status", "nobody", "--live").code == 3


def test_doctor_finds_all_well(office: Office) -> None:
    done = office("doctor", "--json")
    assert done.code == 0, done.out
    assert all(check["ok"] for check in done.json["checks"])
    assert {"Temporal", "Ledger", "Playbook", "Worker", "Search attributes", "Ledger and clocks"} <= {
        check["check"] for check in done.json["checks"]
    }


@contextmanager
def nobody_at_work(office: Office) -> Iterator[None]:
    """The worker rests, and is back afterwards."""
    office.worker.close()
    try:
        yield
    finally:
        office.worker.enter_context(working(office))


def test_without_a_worker_it_is_said_that_it_waits(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("starter.cli.tell.signals.SIGNAL_TIMEOUT", 1)  # how long they wait for what does not come
    monkeypatch.setattr("starter.client.UPDATE_TIMEOUT", timedelta(seconds=1))
    sheet = "id,first_name,email,job_id\nlone,Lone,lone@example.com,L1\n"
    other = sheet.replace("lone", "last")
    assert office("enroll", "-", stdin=sheet).code == 0
    until(lambda: not office("status", "lone").code)
    with nobody_at_work(office):
        enrolled = office("enroll", "-", stdin=other)
        assert enrolled.code == 0
        assert "No worker has picked them up yet" in enrolled.out
        signal = office("reply", "lone", "--text", "Hello?")
        assert signal.code == 0
        assert "takes effect once one runs" in signal.out and "`followup doctor` says what's missing" in signal.out
        update = office("note", "lone", "Likes chess")
        assert update.code == 4
        assert "No worker answered" in update.err and "say it again" in update.err
    until(lambda: not office("note", "lone", "Likes chess").code)
    assert {"reply_received", "noted"} <= set(office.types("lone"))
    assert office("status", "last").code == 0


def test_json_of_an_enrolment(office: Office) -> None:
    done = office("enroll", str(SAMPLE), "--json")
    assert done.json["already_here"] == 12
    assert json.loads(done.out)["errors"] == []


def test_two_ids_that_are_one_person_are_one_for_every_command(office: Office) -> None:
    for ident, job in (("meg", "M-1"), ("meg-2", "M-2")):
        done = office("enroll", "--id", ident, "--name", "Meg Ryan", "--email", f"{ident}@example.com", "--job", job)
        assert done.code == 0, done
        until(lambda ident=ident: not office("status", ident).code)
    told = office.does("merge", "meg", "meg-2", "--yes")
    assert told["joined"] == ["manual:meg-2"]
    assert office.stages("meg").keys() == {"M-1", "M-2"}
    office.does("reply", "meg-2", "--text", "Is there any news?")
    assert "reply_received" in office.types("meg")
    assert office("status", "meg-2", "--live", "--json").json["id"] == "manual:meg"
    assert office.does("pause", "meg-2")["id"] == "manual:meg"
    again = office("enroll", "--id", "meg-2", "--name", "Meg Ryan", "--email", "meg-2@example.com", "--job", "M-2")
    assert (again.code, "already" in again.out) == (0, True), again
