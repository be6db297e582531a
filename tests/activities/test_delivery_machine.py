"""Every interleaving of crash, retry, event and stop around a delivery, tried against a model (docs/architecture.md,
"Delivery").

`FOLLOWUP_LAWS=2000 .venv/bin/python -m pytest tests/activities/test_delivery_machine.py` tries so many lives.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from domain import events as e
from domain.events.inbound import ReadAs
from domain.names import Channel
from domain.reducers.evolve import begin, evolve_all
from domain.state.model import Candidate
from ledger.inbox.rows import Arrival
from tests.activities.delivery_world import ANN, MAIL, NOON, AtCommit, AtPost, Knows, Says, Stop, World, settled_anew
from tests.pace import pace

PACE = settings(pace(25), stateful_step_count=30)

COMMITS = st.lists(st.sampled_from(AtCommit.__args__), max_size=3)
POSTS = st.lists(st.sampled_from(AtPost.__args__), max_size=1)
ENDS = st.sampled_from([how for how in AtPost.__args__ if how != "takes long" and "overtaken" not in how])
KNOWS = st.sampled_from(Knows.__args__)
SAYS = st.sampled_from(Says.__args__)
WORDS = ("opted out", "rejected", "paused", "doubted", "resumed", "replied", "wants texts", "wants mails")
TOLD = st.sampled_from((*WORDS, *WORDS[4:] * 3))  # an end of everything is rarer than what leaves something to send


class Deliveries(RuleBasedStateMachine):
    """One person is owed three messages; everything else may happen at any time, in any order, and twice."""

    world: World

    @initialize(resend=st.sampled_from((False, False, True)), relay=st.booleans())
    def begins(self, resend: bool, relay: bool) -> None:
        self.world = World(resend=resend, relay=relay)
        self.copy: Any = None
        self.restored_at = self.words = 0
        self.world.applies()
        self.world.works()

    # ------------------------------------------------------------ the worker, and what becomes of it

    @rule(plan=COMMITS, at_post=POSTS, worker=st.integers(0, 1), forgotten=st.booleans())
    def works(self, plan: list[AtCommit], at_post: list[AtPost], worker: int, forgotten: bool) -> None:
        self._works(worker, plan=plan, at_post=at_post, forgotten=forgotten)

    @rule(how=st.sampled_from(AtPost.__args__), knows=KNOWS)
    def works_well_but_for_the_provider(self, how: AtPost, knows: Knows) -> None:
        """And then once more, well."""
        self._works(0, at_post=[how], knows=knows)
        self._works(0, knows=knows)

    @rule(knows=KNOWS)
    def works_well(self, knows: Knows) -> None:
        self._works(0, knows=knows)

    @rule(says=SAYS, knows=KNOWS, told=st.booleans())
    def the_provider_says_something_while_it_is_asked_or_sends(self, says: Says, knows: Knows, told: bool) -> None:
        def happens() -> None:
            if self.world.taken:
                self.world.provider_says(self.world.taken[-1], says)
                if told:
                    self.world.gateway_tells()

        self._works(0, knows=knows, during=[happens])

    @rule(word=TOLD, plan=COMMITS, at_post=POSTS)
    def something_is_told_during_a_delivery(self, word: str, plan: list[AtCommit], at_post: list[AtPost]) -> None:
        self._works(0, plan=plan, at_post=at_post, during=[lambda: self._tells(word)])

    def _works(self, worker: int, **how: Any) -> None:
        world = self.world
        if not world.works(worker, **how) and world.decision.at is not None:
            world.now = max(world.now, min(world.decision.at, world.now + timedelta(hours=2)))
            world.works(worker, **how)

    @rule(how=ENDS, plan=COMMITS)
    def one_that_took_long_ends(self, how: AtPost, plan: list[AtCommit]) -> None:
        if not self.world.slow:
            self._works(0, at_post=["takes long"])
        if self.world.slow:
            self.world.ends(how if self.world.now <= self.world.slow[0].until else "time-out", plan=plan)

    # ------------------------------------------------------------ time, word from outside, stops

    @rule(seconds=st.sampled_from((1, 4, 21, 60, 700, 4000)))
    def time_passes(self, seconds: int) -> None:
        self.world.now += timedelta(seconds=seconds)

    @precondition(lambda self: self.world.taken)
    @rule(which=st.integers(0, 5), what=SAYS, twice=st.booleans())
    def the_provider_says(self, which: int, what: Says, twice: bool) -> None:
        mail = self.world.taken[which % len(self.world.taken)]
        self.world.provider_says(mail, what)
        if twice:
            self.world.now += timedelta(seconds=2)
            self.world.provider_says(mail, what)

    @rule()
    def the_gateway_tells(self) -> None:
        self.world.gateway_tells()

    @rule(word=TOLD)
    def somebody_tells(self, word: str) -> None:
        self._tells(word)

    def _tells(self, word: str) -> None:
        world = self.world
        self.words += 1
        about: dict[str, Any] = {"event_id": f"{word}-{self.words}", "occurred_at": world.now, "source": "x"}
        match word:
            case "opted out":
                world.stops_by_word(word, e.OptedOut(**about), lambda *_: True)
            case "rejected":
                fact = e.Rejected(application_id="eng", **about)
                world.stops_by_word(word, fact, lambda message, _: "/applied." in message.touch_key)
            case "doubted":
                taken = ReadAs(kind="stop", certain=False)
                fact = e.ReplyReceived(text="Could you take me off?", read_as=taken, **about)
                world.stops_by_word(word, fact, lambda *_: True)
            case "paused":
                world.stops_by_word(word, e.Paused(**about), lambda *_: True)
            case "resumed":
                world.accept(e.Resumed(**about))
                for stop in world.stops:
                    if stop.what == "paused" and stop.until is None:
                        stop.until = world.commits
            case "replied":
                world.accept(e.ReplyReceived(text="Thank you", application_id="eng", **about))
            case _:
                channel = Channel.SMS if word == "wants texts" else Channel.EMAIL
                world.accept(e.PreferencesSet(channel=channel, **about))

    @rule(what=st.sampled_from(("slept", "reply", "copy", "older", "newest")))
    def something_rare(self, what: str) -> None:
        match what:
            case "slept":
                self._works(0, late=9)
            case "reply":
                self._a_reply_waits_in_the_inbox()
            case "copy":
                self._a_copy_of_the_ledger_is_kept()
            case "older":
                self._an_older_ledger_is_restored()
            case "newest" if self.world.kept is not None:
                self._the_newest_is_back()

    def _a_reply_waits_in_the_inbox(self) -> None:
        world = self.world
        ident = f"reply-{world.now.isoformat()}"
        body = {"event_id": ident, "occurred_at": world.now.isoformat(), "text": "Please stop", "channel": "email"}
        fact = e.ReplyReceived.model_validate(body)
        arrival = Arrival("mail", ident, "reply_received", ANN, fact.model_dump_json(), world.now)
        world.arrives(arrival, "a reply")

    @rule(channel=st.sampled_from((Channel.EMAIL, Channel.EMAIL, None)))
    def somebody_else_with_that_address_opts_out_when_a_message_is_due(self, channel: Channel | None) -> None:
        """A suppression is committed, and their own clock hears nothing."""
        if self.world.decision.at is not None:
            self.world.now = max(self.world.now, self.world.decision.at)
        self._opts_out(channel)
        self._works(0)

    def _opts_out(self, channel: Channel | None) -> None:
        world = self.world
        bob = Candidate(candidate_id="manual:bob", email=MAIL)
        out = e.OptedOut(event_id=f"bob-{world.commits}", occurred_at=world.now, channel=channel)
        with world.ledger.book("manual:bob") as book:
            book.append([out], bob, world.now)
        closed = (Channel.EMAIL,) if channel else (Channel.EMAIL, Channel.SMS)
        world.stops.append(Stop(world.commits, "a suppression", lambda _, through: through in closed))

    # ------------------------------------------------------------ the ledger is restored

    def _a_copy_of_the_ledger_is_kept(self) -> None:
        if self.world.kept is None:
            self.copy = self.world.copy()

    def _an_older_ledger_is_restored(self) -> None:
        world = self.world
        if self.copy is None or world.kept is not None or not world.decision.at:
            return
        world.kept, self.restored_at = world.copy(), world.commits
        self.rows = {key: replace(row) for key, row in world.rows.items()}
        world.put_in_place(self.copy)
        with world.ledger.book(ANN) as book:
            is_older = book.compare(world.state.position) == "behind"
        if not is_older:  # the same chain, yet perhaps with a reservation less: nobody restores that knowingly
            self._the_newest_is_back()

    def _the_newest_is_back(self) -> None:
        world = self.world
        assert world.kept is not None
        world.put_in_place(world.kept)
        world.kept = None  # and with the older one goes what came in meanwhile
        world.stops = [stop for stop in world.stops if stop.since <= self.restored_at or stop.what in WORDS]
        world.rows = self.rows

    # ------------------------------------------------------------ what must hold

    @invariant()
    def nothing_is_broken(self) -> None:
        assert not self.world.broken, self.world.broken

    @invariant()
    def the_chain_holds(self) -> None:
        if self.world.kept is None:
            assert self.world.ledger.verify(ANN) == []

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self._comes_to_rest()
            self.nothing_is_broken()
            self._all_agree()
        except BaseException:
            note("\n".join(self.world.diary[-60:]))
            raise
        finally:
            self.world.close()

    def _comes_to_rest(self) -> None:
        world = self.world
        if world.kept is not None:
            self._the_newest_is_back()
        while world.slow:
            world.ends("accepts" if world.now <= world.slow[0].until else "time-out")
            world.stale = True  # as at the latest at its next look, or by the next word about them
        if world.state.paused_since is not None:
            self._tells("resumed")
        end = max(world.now, NOON) + timedelta(days=4)
        for _ in range(400):
            world.gateway_tells()
            if world.works(0):
                continue
            at = world.decision.at
            if world.waiting_in_the_inbox():
                at = min(at or end, world.now + timedelta(seconds=6))
            if at is None or at > end:
                return
            world.now = max(at, world.now)
        raise AssertionError(f"the clock spins, with {world.decision}")

    def _all_agree(self) -> None:
        world = self.world
        facts = world.timeline()
        taken = {(mail.key, mail.attempt) for mail in world.taken}
        assert not settled_anew(facts)
        ends = ("sent", "skipped", "expired", "task_opened")
        for key in world.due:
            about = [f for f in facts if getattr(f, "touch_key", None) == key]
            ended = [f for f in about if f.type in ends or getattr(f, "outcome", "") == "accepted"]
            stopped = any(stop.what in ("rejected", "opted out", "doubted") for stop in world.stops)
            assert ended or stopped, f"{key} was due and not stopped, and nothing says what became of it"
            rows = world.attempts(key)
            for row in rows:
                went = (key, row.attempt) in taken
                said = f"the ledger says {row.state} of {key}#{row.attempt}, which went out: {went}"
                assert row.state != "attempting", said
                # A way out is asked about a touch: what it has may be the attempt before, of a step that is sent again.
                assert row.state != "accepted" or went or (world.resend and any(k == key for k, _ in taken)), said
                assert row.state not in ("refused", "not_accepted") or not went, said
                asked = any(f.type == "task_opened" and f.kind == "unknown" for f in about)
                assert row.state != "unknown" or asked or world.resend, f"{said}; nobody was asked about it"
            arrived = [k for k in taken if k[0] == key and k not in world.came_back]
            told = [f for f in about if f.type in ("sent", "task_opened") or getattr(f, "outcome", "") == "accepted"]
            doubted = world.resend and any(f.type == "delivery_unknown" for f in about)  # and nobody is asked then
            assert not arrived or told or doubted, f"{key} reached them, and the record says {[f.type for f in about]}"
            back = [k for k in taken if k[0] == key and k in world.came_back]
            if back and not arrived:  # it never arrived, and something else was done about it
                last = [f for f in about if f.type in (*ends, "delivery_reported")][-1]
                well = last.type in ("skipped", "expired", "task_opened") or last.type == "delivery_reported"
                assert well or last.attempt > min(n for _, n in back), f"{key} never arrived, and nobody is told"
        folded = evolve_all(begin(ANN), facts)
        for part in ("tries", "tasks", "stopped", "closed_channels", "paused_since", "doubt"):
            assert getattr(folded, part) == getattr(world.state, part), part
        for mine, theirs in zip(world.state.applications, folded.applications, strict=True):
            # By seconds they may differ: who heard first of an end that two tell notes its own instant.
            logs = [{s: (log.count, log.sent, log.done) for s, log in a.entry.steps.items()} for a in (mine, theirs)]
            assert logs[0] == logs[1]


def test_every_touch_goes_once_or_is_somebodys_task_whatever_happens_around_it() -> None:
    run_state_machine_as_test(Deliveries, settings=PACE)
