"""Forgotten means forgotten (R23), on real parts: no word of a person is left, whatever dies in the middle."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import generate_latest
from sqlalchemy import select
from temporalio.service import RPCError

from activities.erasing import STEPS
from activities.intake import Envelope
from channels.sender import Unknown
from domain.commands import Untellable
from domain.names import (
    CANDIDATE_WORKFLOW,
    INTAKE_WORKFLOW,
    TASK_QUEUE,
    Channel,
    erasure_workflow_id,
    intake_workflow_id,
    workflow_id,
)
from domain.playbook.model import Playbook
from domain.state.model import Start
from domain.views.erasure_certificate import lines, page
from ledger.audit.export import export
from ledger.audit.keys import CHECKPOINT_KEY, checkpoint_key_of
from ledger.audit.verifier import verify
from ledger.inbox.rows import Arrival
from ledger.keys.columns import pages
from ledger.keys.key_mirror import KeyMirror
from ledger.keys.key_store import KeyShredded
from ledger.people.erasures_file import ErasuresFile
from ledger.playbooks.folder import read_playbook
from ledger.schema import metadata
from ledger.systems.notes import DueNote
from metrics import WorkerMetrics
from starter.cli.main import run
from starter.client import NoSuchCandidate
from starter.embedded import LocalServer
from starter.erasing import begin, carry_out, erase, finish_again
from starter.retaining import Retaining, due
from tests.clocks import WEDNESDAY
from tests.house import ENCRYPTED, QUICK, House, build, connected, until
from tests.machine_time import machine_now
from tests.senders import Provider
from tests.temporal import temporal_server
from worker import checkpoints_of, erasing_of

pytestmark = [pytest.mark.machine_time]

WORDS = [f"plantedword{number:03d}" for number in range(200)]
"""Each stands somewhere in what is known of the person, and nowhere else."""


class _Words:
    """Takes the planted words one after the other."""

    def __init__(self) -> None:
        self._left = iter(WORDS)
        self.taken: list[str] = []

    def __call__(self, count: int = 1) -> str:
        some = [next(self._left) for _ in range(count)]
        self.taken += some
        return " ".join(some)

    def rest(self) -> str:
        """All that are left, so that each of the two hundred is planted."""
        return self(len(WORDS) - len(self.taken))


@pytest.fixture(
    params=[
        "sqlite",
        *(pytest.param(one, marks=pytest.mark.nightly) for one in ("postgresql", "sqlite sealed", "postgresql sealed")),
    ]
)
async def home(request: pytest.FixtureRequest, server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    """By night on each database, and with everything under the person's key, in Temporal and in the ledger, too."""
    url, is_sealed = "", "sealed" in request.param or ENCRYPTED
    if "postgresql" in request.param:
        postgres = request.getfixturevalue("postgres_server")
        url = postgres.url(postgres.new_database())
    keys = {"key_store": str(tmp_path / "home" / "keys")} if is_sealed else {}
    made = build(await connected(server.address), tmp_path / "home", ledger_url=url, encrypted=is_sealed, **keys)
    if "sealed" in request.param:
        made.ledger.keys.begin_ledger()
    yield made
    await made.leave()


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    made = build(await connected(server.address), tmp_path / "home")
    yield made
    await made.leave()


@asynccontextmanager
async def working(house: House) -> AsyncIterator[None]:
    async with house.working(settings=house.settings):
        yield


async def a_person(house: House, word: _Words, *, by_intake: bool = True) -> tuple[str, str]:
    """Two applications, a joined id, mails, a text, a reply by inbox, a note, a survey, an intake; their two ids."""
    ann, other = f"greenhouse:{house.tag}1", f"greenhouse:{house.tag}2"
    house.started += [ann, other]
    contact = {
        "first_name": word().title(),
        "last_name": word().title(),
        "email": f"{word()}@example.com",
        "phone": "+12125550173",
        "sms_consent_at": machine_now().isoformat(),
        "country": "US",
    }
    more = {"notes": word(5), "job_title": "Engineer", "tags": [word()]}
    await house.tell(ann, "application_received", application_id="a1", job_id="eng", candidate=contact, **more)
    await house.tell(ann, "application_received", application_id="a2", job_id="ops", candidate=contact, notes=word(5))
    second = {"first_name": word().title(), "last_name": word().title(), "email": f"{word()}@example.com"}
    await house.tell(other, "application_received", application_id="a3", job_id="law", candidate=second)
    await until(lambda: house.rows(ann, "sent") and house.rows(other, "sent"), what="the first messages")
    await house.tell(ann, "candidate_merged", merged_id=other)
    await until(lambda: other in (house.ledger.status(ann) or {"joined": []})["joined"], what="the joining")
    reply = f"Dear all, {word(20)}. Kind regards"
    body = json.dumps({"text": reply, "attachment": f"{word()}.pdf", "from": contact["email"]})
    arrivals = [
        Arrival("sendgrid", "m1", "mail", ann, body, machine_now()),
        Arrival("sendgrid", f"<{house.tag}@mail.example>", "mail", "", body, machine_now()),
        Arrival("greenhouse", "e1", "event", f"greenhouse application {house.tag}9", word(5), machine_now(), "a2"),
    ]
    house.ledger.inbox.put(arrivals)
    for row in house.ledger.inbox.listing("waiting"):
        house.ledger.inbox.settle(row["number"], "not_understood", machine_now(), error=f"quotes {contact['email']}")
    await house.tell(ann, "reply_received", application_id="a1", text=reply, subject=word(3), message_id=word())
    await house.update(ann, "note", application_id="a1", text=f"Spoke about {word(20)}.")
    await house.update(ann, "say", application_id="a1", subject=word(3), text=word(10), channel="email")
    await house.update(ann, "say", application_id="a1", text=word(5), channel="sms")
    await house.update(ann, "promise", application_id="a1", by=f"{machine_now() + timedelta(days=30):%Y-%m-%d}")
    await house.tell(ann, "survey_answered", application_id="a1", score=2, comment=word(10))
    when = machine_now().isoformat()
    await house.tell(
        ann, "interview_scheduled", application_id="a1", interview_id="i1", at=when, notes=word(5), location=word()
    )
    await house.tell(ann, "contacted", application_id="a2", note=word(10))
    offer = {"pay": word(), "benefits": word(2), "next_step": word(), "notes": word(3)}
    await house.tell(ann, "offer_extended", application_id="a1", title="Engineer", **offer)
    await house.tell(ann, "rejected", application_id="a2", reason=word(5), feedback=word(20))
    await house.followup.tell_as_it_came(ann, "stage_changed", {"event_id": f"odd-{house.tag}", "stage": word()})
    if by_intake:
        said = Envelope(candidate_id=ann, signal="contacted", fact={"note": word(10), "application_id": "a1"})
        await house.client.execute_workflow(
            INTAKE_WORKFLOW, said, id=intake_workflow_id(f"from-{house.tag}"), task_queue=TASK_QUEUE
        )
    await house.update(ann, "note", application_id="a1", text=word.rest())
    kinds = ("noted", "say_requested", "survey_answered", "contacted", "rejected", "message_refused")
    await until(lambda: {*kinds} <= {*house.types(ann)}, what="all that was told")
    await until(lambda: len(house.rows(ann, "contacted")) > int(by_intake), what="the intake")
    return ann, other


def dump(house: House) -> str:
    """Everything that a copy of the ledger would hold."""
    url = house.ledger._database.url
    if url.get_backend_name() != "postgresql":
        return ""
    tools = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"))
    command = [str(tools[-1]), "-h", "127.0.0.1", "-p", str(url.port), "-U", str(url.username), str(url.database)]
    return subprocess.run(command, capture_output=True, check=True, text=True, env=os.environ | {"LC_ALL": "C"}).stdout


async def everything(house: House) -> dict[str, bytes]:
    """Each file of the home, a dump of PostgreSQL, and every history that Temporal would export.

    Temporal's own database file is there where the server keeps one. What a server on SQLite has deleted may stay in
    the free pages of its file: so nothing can be promised of it but on an encrypted installation.
    """
    found = {str(path): path.read_bytes() for path in house.settings.home.rglob("*") if path.is_file()}
    found["pg_dump"] = dump(house).encode()
    async for one in house.client.list_workflows():
        try:
            history = await house.client.get_workflow_handle(one.id, run_id=one.run_id).fetch_history()
        except RPCError:
            continue
        content = b"".join(event.SerializeToString() for event in history.events)
        found[f"history of {one.id}"] = content + str(one.search_attributes).encode()
    return found


async def places(house: House, words: list[str]) -> dict[str, list[str]]:
    """Where which of the words stand."""
    found: dict[str, list[str]] = {}
    for name, content in (await everything(house)).items():
        lower = content.lower()
        if there := [word for word in words if word.encode() in lower]:
            found[name] = there
    return found


def in_tables(house: House, words: list[str]) -> set[str]:
    """Those that stand in the ledger, also where it's sealed."""
    with house.ledger._database.reading() as connection:
        rows = [page for table in metadata.sorted_tables for page in pages(connection, select(table), 100)]
    told = str(rows).lower()
    return {word for word in words if word in told}


async def erased(house: House, ident: str) -> dict[str, Any]:
    done = await erase(house.followup, ident, "colleague", "kim", patience=60, told=lambda says: pytest.fail(says))
    assert done.state == "done" and done.certificate is not None
    return done.certificate


@pytest.mark.long
async def test_r23_two_hundred_planted_words_are_nowhere_once_somebody_is_erased(
    home: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    word, metrics = _Words(), WorkerMetrics()
    home.ledger.watch(metrics.facts)
    async with working(home):
        ann, other = await a_person(home, word)
        bob = await home.applies("bob")
        await until(lambda: home.rows(bob, "sent"), what="Bob's mail")
        before = await places(home, word.taken)
        assert len(word.taken) == len(WORDS) == 200
        planted = {one for there in before.values() for one in there} | in_tables(home, word.taken)
        assert planted == {*word.taken}
        written = home.ledger.notes
        written.put("lever", [DueNote(number, ann, f"e{number}", "reply", WEDNESDAY, 0, None) for number in (1, 2, 3)])
        for number in (1, 2):
            written.end("lever", number, "done", WEDNESDAY, note_id=f"n{number}")
        said = await erased(home, ann)
        assert await places(home, word.taken) == {}
        exported = home.ledger.log.kept()[0], checkpoint_key_of(home.settings.keys_folder, "", is_first=False)
        shown = export(home.ledger.log, *exported, about=None, candidate_ids=None, disclose=["text", "candidate"])
        assert not [one for one in word.taken if one.encode() in shown.data.lower()] and shown.erased["text"] > 3
        assert verify(shown.data, exported[1].public).ok
    assert not [one for one in word.taken if one in caplog.text.lower()]
    assert not [one for one in word.taken if one in generate_latest(metrics.registry).decode().lower()]
    assert said["ids"] == sorted([ann, other]) and said["erased"] is True
    assert {one["system"]: one["notes"] for one in said["ask"] if "notes" in one} == {"lever": 2}
    assert said["removed"]["workflow_runs"] >= 3 and said["removed"]["intakes"] == 1
    assert said["removed"]["arrivals"] >= 3 and said["searched"]["found"] == 0
    assert {entry.to for entry in home.outbox()} == {"bob@example.com"}
    assert home.ledger.verify(ann) == [] and home.ledger.verify(other) == []
    assert home.types(ann)[-1] == "erased" and home.ledger.status(ann) is None
    assert home.ledger.status(bob) is not None
    assert not [one for one in word.taken if one in json.dumps(said).lower()]


@pytest.mark.long
async def test_r23_on_an_encrypted_installation_no_word_of_theirs_is_ever_in_temporals_files(tmp_path: Path) -> None:
    """But for what another system tells by an intake, which it has to be able to read."""
    home, word = tmp_path / "home", _Words()
    home.mkdir()
    with temporal_server(tmp_path, time_skipping=False, database=home / "temporal.db") as server:
        house = build(await connected(server.address), home, encrypted=True)
        house.ledger.keys.begin_ledger()
        async with working(house):
            ann, other = await a_person(house, word, by_intake=False)
            theirs = [house.ledger.keys.of_workflow(workflow_id(ident)).key_id for ident in (ann, other)]
            second_copy = KeyMirror(house.settings.keys_folder)
            assert all(row["wrapped"] for row in second_copy.keys(theirs).values())
            before = await places(house, word.taken)
            assert before and not [name for name in before if "temporal" in name or name.startswith("history")]
            said = await erased(house, ann)
            assert await places(house, word.taken) == {}
        assert said["removed"]["keys"] == 2
        assert {row["wrapped"] for row in second_copy.keys(theirs).values()} == {""}
        for key_id in theirs:
            with pytest.raises(KeyShredded):
                house.ledger.keys.by_id(key_id)
        await house.leave()


async def test_r23_each_erasure_stands_between_two_signed_checkpoints_that_are_mailed_and_can_be_compared(
    house: House,
) -> None:
    _in_force(house, audit={"checkpoints_to": "auditor@example.org"})
    async with working(house):
        ann = await applied(house)
        said = await erased(house, ann)
    before, after = said["checkpoints"]["before"], said["checkpoints"]["after"]
    assert before["entries"] < after["entries"]
    mails = [entry for entry in house.outbox() if entry.to == "auditor@example.org"]
    assert {before["entries"], after["entries"]} <= {int(mail.subject.split()[-2]) for mail in mails}
    kept = {one.size: one for one in house.ledger.log.kept(10)}
    key = checkpoint_key_of(house.settings.keys_folder, "", is_first=False)
    exported = export(house.ledger.log, kept[after["entries"]], key, about=None, candidate_ids=None)
    found = verify(exported.data, key.public, checkpoints=[kept[before["entries"]].note.encode()])
    assert found.ok and found.findings == []
    assert house.types(ann)[-1] == "erased"  # which the second one is over
    assert f"({before['entries']:,} and {after['entries']:,} entries)" in "\n".join(lines(said))


async def test_r23_without_the_key_that_signs_somebody_is_erased_all_the_same_and_the_certificate_says_so(
    house: House,
) -> None:
    async with working(house):
        ann = await applied(house)
        checkpoints_of(house.ledger, house.settings, house.senders).now(machine_now())
        (house.settings.keys_folder / CHECKPOINT_KEY).unlink()
        said = await erased(house, ann)
    assert "checkpoint-key" in said["checkpoints"]["after"]["problem"]
    assert [line for line in lines(said) if line.startswith("The record couldn't be signed at this erasure: ")]
    assert page(said).count("couldn&#x27;t be signed") == 1


@pytest.mark.long
@pytest.mark.parametrize(
    ("steps", "deaths"),
    [
        (("delete", "empty", "shred", "compact"), (3,)),  # those that take something away
        pytest.param(STEPS, range(1, 60), marks=[pytest.mark.nightly, pytest.mark.timeout(1800)]),
    ],
    ids=["by day", "by night"],
)
async def test_r23_an_erasure_that_is_killed_in_the_middle_of_any_step_ends_the_same(
    server: LocalServer, tmp_path: Path, steps: Sequence[str], deaths: Sequence[int]
) -> None:
    """`kill -9` within the step, by day at the third thing that one does which takes something away, by night at each
    thing of every step (`doomed_eraser`); then again from the first step, as the workflow does.
    """
    house = build(await connected(server.address), tmp_path / "home", encrypted=True)
    killer = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.e2e.doomed_eraser", str(house.settings.home), server.address),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert killer.stdin is not None and killer.stdout is not None
    people, fates = list[str](), dict[str, list[str]]()
    async with working(house):
        for number, step in enumerate(steps):
            people.append(ann := await applied(house, number))
            ident = house.ledger.erasures.ask(ann, "request", "the candidate", machine_now()).erasure_id
            fates[step] = []
            for death in deaths:
                killer.stdin.write(f"{ident} {step} {death}\n".encode())
                fates[step].append((await killer.stdout.readline()).decode().strip())
                if fates[step][-1] != "died":
                    break
            house.ledger.close()  # all that this process held is lost with it
            await carry_out(erasing_of(house.client, house.ledger, house.settings), ident)
            done = house.ledger.erasures.one(ident)
            assert done.state == "done", (step, done.says)
            assert done.certificate is not None, step
            facts = [row for row in house.ledger.timeline(ann) if row.get("erased")]
            sent = len(house.ledger.deliveries(candidate_id=ann))
            removed = {"facts": len(facts), "messages": sent, "files": sent, "workflow_runs": 1, "keys": 1}
            nothing = {"tasks": 0, "arrivals": 0, "intakes": 0, "plain": 0}
            assert sent >= 1 and done.certificate["removed"] == removed | nothing, step
            assert done.certificate["closed_addresses"] == 1, step
            assert not house.ledger.erasures.words(ident)
            assert house.types(ann).count("erased") == 1 and house.ledger.verify(ann) == []
    killer.stdin.close()
    assert await killer.wait() == 0
    assert {step for step, said in fates.items() if said[0] == "died"} == set(steps), fates
    assert {one for said in fates.values() for one in said} <= {"died", "survived 0"}, fates
    assert await places(house, [f"quill{house.tag}", f"zq-{house.tag}"]) == {}
    named = [entry.ids for entry in ErasuresFile(house.settings.erasures_file).entries()]
    assert named == [(ann,) for ann in people]
    await house.leave()


@pytest.mark.nightly
@pytest.mark.timeout(1800)
async def test_r23_a_worker_that_is_killed_in_the_middle_of_each_step_is_followed_by_one_that_ends_it(
    server: LocalServer, tmp_path: Path
) -> None:
    """By day: the same deaths without the worker around them, `…_is_killed_in_the_middle_of_any_step…`."""
    house = build(await connected(server.address), tmp_path / "home", encrypted=True)
    async with working(house):
        people = [await applied(house, number) for number in range(len(STEPS))]
    asked = [await begin(house.client, house.ledger, ann, "request", "kim", machine_now()) for ann in people]
    argv = [sys.executable, "-m", "tests.e2e.doomed_eraser", "worker", str(house.settings.home), server.address]
    for step in STEPS:
        here = {"TEMPORAL_ADDRESS": server.address, "PYTHONPATH": str(Path(__file__).parents[2])}
        env = os.environ | here | {"DIE_IN": step}
        with (tmp_path / "workers.log").open("ab") as log:
            doomed = await asyncio.create_subprocess_exec(*argv, env=env, cwd=tmp_path, stderr=log)
            try:
                how = await asyncio.wait_for(doomed.wait(), 150)
            finally:
                with suppress(ProcessLookupError):
                    doomed.kill()
        assert how == -signal.SIGKILL, (step, (tmp_path / "workers.log").read_text()[-3000:])
    async with working(house):
        for one in asked:
            is_done = lambda one=one: house.ledger.erasures.one(one.erasure_id).state == "done"  # noqa: E731
            await until(is_done, what="the erasure", patience=150)
    assert {house.types(ann).count("erased") for ann in people} == {1}
    for one in asked:
        said = house.ledger.erasures.one(one.erasure_id).certificate
        assert said is not None and said["searched"]["words"] >= 2 and said["asked_by"] == "kim"
        assert said["removed"]["messages"] == said["removed"]["files"] >= 1
        assert said["removed"]["workflow_runs"] == said["removed"]["keys"] == 1
    assert await places(house, [f"quill{house.tag}", f"zq-{house.tag}"]) == {}
    await house.leave()


async def applied(house: House, number: int = 1) -> str:
    """Somebody who applied in Greenhouse and had their first mail; their id."""
    ident = f"greenhouse:{house.tag}{number}"
    house.started.append(ident)
    mail = f"zq-{house.tag}-{number}@example.com"
    contact = {"first_name": "Zebulon", "last_name": f"Quill{house.tag} {number}", "email": mail}
    await house.tell(ident, "application_received", application_id="a1", job_id="eng", candidate=contact)
    await until(lambda: house.rows(ident, "sent"), what="the first mail")
    return ident


@pytest.mark.long
async def test_r23_a_note_on_somebody_else_that_names_them_is_told_and_once_it_is_redacted_the_certificate_comes(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("activities.erasing._SOON", 0)
    typed = _typing(house, monkeypatch, capsys)
    async with working(house):
        ann, bob = await applied(house), await house.applies("bob")
        await until(lambda: house.rows(bob, "sent"), what="Bob's mail")
        named = f"Zebulon Quill{house.tag} 1"
        await house.update(bob, "note", application_id="eng", text=f"Shares a flat with {named}, he says.")
        await house.update(bob, "note", application_id="eng", text="Liked the compiler talk.")
        note = house.rows(bob, "noted")[0]
        said = await erase(house.followup, ann, "colleague", "kim", patience=60, told=lambda says: None)
        assert said.state == "running" and said.certificate is None
        assert said.says == (
            "Some of their data is still in other places, so there's no certificate yet. "
            f"(1) a note of {machine_now():%d %b %Y} on {bob}: `followup redact {bob} --event {note['event_id']}` "
            "takes its words out."
        )
        code, out, _ = await typed("redact", bob)
        assert code == 0 and f"followup redact {bob} --event {note['event_id']}" in out
        code, out, err = await typed("redact", bob, "--event", note["event_id"], "--yes", "--as", "Kim")
        assert (code, err) == (0, "") and out.endswith("Taken out; that it happened stays on record.\n")
        assert (await typed("redact", bob, "--event", note["event_id"], "--yes"))[0] == 0  # again, which is harmless
        assert (await typed("redact", bob, "--event", "nothing-such", "--yes"))[0] == 2
        done = await erase(house.followup, ann, "colleague", "kim", patience=60, told=lambda says: pytest.fail(says))
        assert done.state == "done"
        assert await places(house, [f"quill{house.tag}", "shares a flat"]) == {}
        view = house.ledger.status(bob)
        assert view is not None and view["state"] == "active"
        await house.update(bob, "note", application_id="eng", text="Asked about the pension.")  # Bob's clock goes on
    kinds = [(row["type"], row.get("text"), row.get("erased")) for row in house.ledger.timeline(bob)]
    assert ("noted", None, ["text"]) in kinds and ("noted", "Liked the compiler talk.", None) in kinds
    assert [row["author"] for row in house.rows(bob, "redacted")] == ["Kim"]
    assert house.ledger.verify(bob) == []


@pytest.mark.long
async def test_r23_a_word_of_a_name_that_means_somebody_else_holds_it_up_until_a_colleague_has_looked_there(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("activities.erasing._SOON", 0)
    typed = _typing(house, monkeypatch, capsys)
    async with working(house):
        ann, bob = f"greenhouse:{house.tag}1", await house.applies("bob")
        house.started.append(ann)
        contact = {"first_name": "Ann", "last_name": "Lindqvist", "email": f"zq-{house.tag}@example.com"}
        await house.tell(ann, "application_received", application_id="a1", job_id="eng", candidate=contact)
        await until(lambda: house.rows(ann, "sent") and house.rows(bob, "sent"), what="the first mails")
        await house.update(bob, "note", application_id="eng", text="Lindqvist at the post office knows him.")
        code, _, err = await typed("erase", ann, "--yes", "--as", "Kim")
        assert code == 1 and f"on {bob}: `followup redact" in err and "run `followup erase` again with --not" in err
        code, out, err = await typed("erase", ann, "--yes", "--not-theirs", "--as", "Kim", "--json")
        assert code == 0, err
    said = json.loads(out)
    assert said["not_theirs"] == {"places": 1, "by": "Kim"}
    assert "Lindqvist at the post office" in str(house.ledger.timeline(bob)), "that was somebody else, and stays"


async def test_r23_who_applies_again_under_the_same_id_is_somebody_new_and_a_late_hook_is_about_nobody(
    house: House,
) -> None:
    async with working(house):
        ann = await applied(house)
        await erased(house, ann)
        for signal, fields in (("noted", {}), ("stage_changed", {"stage": "interview"}), ("rejected", {})):
            with pytest.raises(Untellable):
                await house.tell(ann, signal, application_id="a1", **fields)
        with pytest.raises(NoSuchCandidate):
            await house.update(ann, "note", text="more about them")
        with pytest.raises(Untellable):  # the ATS tells of the old application with whatever changes
            await house.tell(ann, "application_received", application_id="a1", job_id="eng", known_as=ann)
        contact = {"first_name": "Zebulon", "last_name": f"Quill{house.tag}", "email": f"zq-{house.tag}-1@example.com"}
        await house.tell(ann, "application_received", application_id="a2", job_id="ops", candidate=contact)
        new = f"{ann}.2"
        house.started.append(new)
        view = await until(lambda: house.ledger.status(new), what="somebody new")
        assert [app["job"] for app in view["applications"]] == ["ops"] and house.ledger.owner_of(ann) == new
        assert "sent" not in house.types(new)  # their address stays closed: they had asked to be erased
        await house.tell(ann, "stage_changed", application_id="a2", stage="interview")
        await until(lambda: "stage_changed" in house.types(new), what="what is told under their ATS's id")
        assert house.types(ann)[-1] == "erased"


async def test_r23_what_another_system_says_straight_to_an_erased_id_starts_nobody_up_again(house: House) -> None:
    async with working(house):
        ann = await applied(house)
        await erased(house, ann)
        facts = house.types(ann)
        said = {
            "event_id": "late",
            "text": f"Zebulon Quill{house.tag} says hello",
            "occurred_at": machine_now().isoformat(),
        }
        handle = await house.client.start_workflow(
            CANDIDATE_WORKFLOW,
            Start(candidate_id=ann),
            id=workflow_id(ann),
            task_queue=TASK_QUEUE,
            start_signal="reply_received",
            start_signal_args=[said],
        )
        await asyncio.wait_for(handle.result(), 20)
        assert house.types(ann) == facts and house.ledger.status(ann) is None
        erasing = erasing_of(house.client, house.ledger, house.settings)
        file = ErasuresFile(house.settings.erasures_file)
        assert await finish_again(erasing, house.client, house.ledger, file) == 1
        assert await places(house, [f"quill{house.tag}"]) == {}
        again = {"event_id": "anew", "application_id": "a7", "job_id": "ops", "occurred_at": machine_now().isoformat()}
        handle = await house.client.start_workflow(
            CANDIDATE_WORKFLOW,
            Start(candidate_id=ann),
            id=workflow_id(ann),
            task_queue=TASK_QUEUE,
            start_signal="application_received",
            start_signal_args=[again],
        )
        house.started.append(f"{ann}.2")
        await asyncio.wait_for(handle.result(), 20)
        view = await until(lambda: house.ledger.status(f"{ann}.2"), what="somebody new")
        assert [app["job"] for app in view["applications"]] == ["ops"] and house.types(ann) == facts


async def test_r23_somebody_with_a_message_in_doubt_is_erased_and_nobody_is_merged_with_them_later(
    house: House,
) -> None:
    """Nobody knows whether the mail went out: the clock waits to ask, and has nothing to wait for any more."""
    provider = Provider(house.settings.home, always=lambda _message, _provider: Unknown("no answer"), can_tell=False)
    async with house.working({Channel.EMAIL: provider}, settings=house.settings):
        ann, bob = f"greenhouse:{house.tag}1", await house.applies("bob")
        house.started.append(ann)
        contact = {"first_name": "Zebulon", "last_name": f"Quill{house.tag}", "email": f"zq-{house.tag}-1@example.com"}
        await house.tell(ann, "application_received", application_id="a1", job_id="eng", candidate=contact)
        await until(lambda: house.rows(ann, "delivery_unknown"), what="the doubt")
        await erased(house, ann)
        assert await places(house, [f"quill{house.tag}", f"zq-{house.tag}-1@"]) == {}
        with pytest.raises(Untellable):
            await house.tell(bob, "candidate_merged", merged_id=ann)
        assert "merge_awaited" not in house.types(bob)


async def test_r23_an_erasure_that_no_worker_takes_up_goes_on_once_one_is_there(house: House) -> None:
    async with working(house):
        ann = await applied(house)
    asked = await begin(house.client, house.ledger, ann, "request", "kim", machine_now())
    assert house.ledger.erasures.one(asked.erasure_id).state == "asked"
    async with working(house):
        await until(lambda: house.ledger.erasures.one(asked.erasure_id).state == "done", what="the erasure")
    run = house.client.get_workflow_handle(erasure_workflow_id(asked.erasure_id))
    history = b"".join(event.SerializeToString() for event in (await run.fetch_history()).events)
    assert house.tag.encode() not in history and b"Quill" not in history  # it knows the opaque id alone


async def test_r23_whose_time_is_up_is_erased_by_the_daily_look_and_who_is_held_is_not(
    house: House,
) -> None:
    _keeps(house, {"rejected": {"default": {"max": "P6M"}}})
    async with working(house):
        ann, bob = await applied(house), await house.applies("bob")
        await house.tell(ann, "rejected", application_id="a1")
        await house.tell(bob, "rejected", application_id="eng")
        for ident in (ann, bob):
            await until(lambda ident=ident: (house.ledger.status(ident) or {})["stage"] == "rejected", what="the end")
        house.ledger.erasures.hold(bob, "case 7", "kim", machine_now())
        today = Retaining(house.client, house.ledger, machine_now)
        assert await today.go_on() == 0 and house.ledger.status(ann) is not None
        half_a_year_on = machine_now() + timedelta(days=200)
        who = {one.candidate_id: bool(one.held) for one in due(house.ledger, half_a_year_on)}
        assert who == {ann: False, bob: True}
        later = Retaining(house.client, house.ledger, lambda: half_a_year_on)
        assert await later.go_on() == 1
        assert house.ledger.status(ann) is None and house.ledger.status(bob) is not None


async def test_r23_a_deletion_in_the_ats_erases_them_here_where_the_playbook_says_so(house: House) -> None:
    _keeps(house, {"on_ats_deletion": "run"})
    async with working(house):
        ann = await applied(house)
        await house.tell(ann, "opted_out", deleted=True, reason="deleted in Greenhouse")
        await until(lambda: house.ledger.erasures.asked_about(), what="the deletion")
        assert await Retaining(house.client, house.ledger, machine_now).go_on() == 1
        assert house.ledger.status(ann) is None


async def test_r23_a_deletion_in_the_ats_opens_a_task_where_the_playbook_says_to_ask_and_a_yes_erases(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    _keeps(house, {"on_ats_deletion": "ask"})
    monkeypatch.setenv("FOLLOWUP_HOME", str(house.settings.home))
    monkeypatch.setenv("TEMPORAL_ADDRESS", house.client.service_client.config.target_host)
    async with working(house):
        ann = await applied(house)
        await house.tell(ann, "opted_out", deleted=True, reason="deleted in Greenhouse")

        def task() -> Any:
            return next((one for one in house.ledger.status(ann)["tasks"] if one["kind"] == "erasure"), None)  # type: ignore[index]

        asked = await until(task, what="the task")
        assert asked["title"] == "Their ATS has deleted them: approve to erase them here too"
        assert await asyncio.to_thread(run, ["approve", asked["task"], "--json"], clock=machine_now) == 0
        assert house.ledger.status(ann) is None
        done = house.ledger.erasures.of(ann)
        assert done is not None and done.reason == "ats"


async def test_r23_a_candidates_request_is_a_task_whose_approval_erases_them_and_a_no_has_a_reason(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    typed = _typing(house, monkeypatch, capsys)
    async with working(house):
        ann = await applied(house)
        await house.tell(ann, "reply_received", text="Please erase my data.", erasure=True, automatic=False)

        def task() -> Any:
            return next((one for one in house.ledger.status(ann)["tasks"] if one["kind"] == "erasure"), None)  # type: ignore[index]

        asked = await until(task, what="the task")
        code, _, err = await typed("approve", asked["task"], "--no")
        assert code == 2 and "--reason" in err
        code, out, _ = await typed("hold", ann, "--reason", "case 7 before the court")
        assert code == 0 and "can't be erased" in out
        code, _, err = await typed("approve", asked["task"])
        assert code == 1 and "case 7 before the court" in err and house.ledger.status(ann) is not None
        assert (await typed("hold", ann, "--lift"))[0] == 0
        code, out, _ = await typed("erase", ann, "--dry-run", "--json")
        assert code == 0 and json.loads(out)["messages"] == 1 and json.loads(out)["held"] == []
        code, out, err = await typed("approve", asked["task"])
        assert code == 0, err
        assert "erased. They asked for it." in out and "Quill" not in out
        code, out, _ = await typed("erase", ann, "--json", "--certificate", str(tmp_path / "proof.html"))
        assert code == 0 and json.loads(out)["reason"] == "request"  # said again, it shows the certificate
        page = (tmp_path / "proof.html").read_text()
        assert "<h1>Certificate of erasure</h1>" in page and ann in page
        assert (await typed("status", ann))[0] == 3


def _typing(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Awaitable[tuple[int, str, str]]]:
    """Types a command on this installation; gives the exit code, and what was printed where."""
    monkeypatch.setenv("FOLLOWUP_HOME", str(house.settings.home))
    monkeypatch.setenv("TEMPORAL_ADDRESS", house.client.service_client.config.target_host)

    async def typed(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = await asyncio.to_thread(run, list(words), clock=machine_now)
        return (code, *capsys.readouterr())

    return typed


def _keeps(house: House, rules: dict[str, Any]) -> None:
    """Put the quick playbook in force with these rules of retention."""
    _in_force(house, retention=rules)


def _in_force(house: House, **more: Any) -> None:
    content = read_playbook(QUICK).model_dump(mode="json") | more
    playbook = Playbook.model_validate(content)
    house.ledger.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, "test", machine_now())
