"""What is known of one person: the query's answer, the continue-as-new input, and what every rule reads.

One state object serves all (docs/architecture.md, "Ways of working"). It stays a few kilobytes however long the
story: the timeline
lives in the ledger; here are a short tail, the facts not yet appended there, and what the rules need.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, Literal

from pydantic import ConfigDict, SerializeAsAny

from domain.compact import Compact
from domain.events import AnyEvent, Instant, Person, Why
from domain.events.releases import FIRST_SCHEMA, SchemaNumber
from domain.names import CLOSED_STAGES, OPEN_STAGES, Channel, FollowUpState, Stage, digest

SEEN_LIMIT = 100
TAIL_LIMIT = 4
CONTACTS_LIMIT = 12
SURVEYS_LIMIT = 4
INTERVIEWS_LIMIT = 6
SKIPPED_LIMIT = 20
TRIES_LIMIT = 20
DONE_TASKS_LIMIT = 12
APPROVALS_LIMIT = 16
SAID_LIMIT = 10
ASKED_LIMIT = 80
"""More than the interviewers of all interviews that are remembered: whoever fell out would be asked again."""
REFUSED_LIMIT = 5
VARIANTS_LIMIT = 24


class Part(Compact):
    model_config = ConfigDict(frozen=True)


class Candidate(Part):
    candidate_id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""  # normalised
    phone: str = ""  # E.164
    timezone: str = ""
    country: str = ""  # two letters
    region: str = ""  # ISO 3166-2 without its country: BY
    locale: str = ""
    channel: Channel | None = None
    sms_consent_at: Instant | None = None
    tags: dict[str, tuple[str, ...]] = {}  # by who gave them (`domain.reducers.tagging`)
    untagged: tuple[str, ...] = ()  # what a colleague took off although an ATS gives it

    @property
    def tags_now(self) -> tuple[str, ...]:
        """The tags that they have, in order."""
        return tuple(sorted({tag for given in self.tags.values() for tag in given} - {*self.untagged}))

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.candidate_id


class StepLog(Part):
    """What became of a step in the present stage entry."""

    count: int = 0  # occurrences settled: sent, skipped, expired, or handed to a person
    sent: int = 0
    last_at: Instant | None = None  # when the last one was settled
    sent_at: Instant | None = None  # when the last one was sent
    done: tuple[str, ...] = ()  # occurrences settled, the last few


class Interview(Part):
    interview_id: str
    at: Instant
    ends_at: Instant
    revision: int = 1
    told_at: Instant  # when we learned of this revision
    title: str = ""
    format: str = ""
    location: str = ""
    with_whom: str = ""
    link: str = ""
    notes: str = ""
    held_at: Instant | None = None
    cancelled_at: Instant | None = None
    announced: int = 0  # the last revision that they heard of, from us or from a colleague
    told_for: Instant | None = None  # when it begins, as they last heard
    calendar_id: str = ""  # under which their calendar has it, where it was told under another application (R17)
    interviewers: tuple[Person, ...] = ()  # who is asked for feedback

    @property
    def occurrence(self) -> str:
        return f"{self.interview_id}.{self.revision}"


class Offer(Part):
    extended_at: Instant
    number: int = 1
    title: str = ""
    pay: str = ""
    location: str = ""
    employment_type: str = ""
    benefits: str = ""
    expires_on: date | None = None
    start_date: date | None = None
    next_step: str = ""
    notes: str = ""
    answer: str = ""
    offer_id: str = ""  # the ATS's own, with the version

    @property
    def has_terms(self) -> bool:
        """Does it say what is offered? Without the pay it is an offer of nothing, and is not sent (R13)."""
        return bool(self.pay.strip())


class Hire(Part):
    start_date: date | None = None
    first_day: str = ""
    paperwork: str = ""
    introductions: str = ""
    plan: str = ""


class Entry(Part):
    """One stay in a stage; kept aside when a rejection or hire may yet be undone."""

    stage: Stage
    number: int  # part of every touch key of this stay
    entered_at: Instant
    anchors: dict[str, Instant] = {}
    steps: dict[str, StepLog] = {}
    midway: bool = False  # R20: they were in this stage before we knew them


class Asked(Part):
    """One colleague who is asked about one thing: what became of that."""

    what: str  # the question and the occurrence that it is about
    who: str = ""  # the mark of the colleague; empty where somebody answered whom nobody named
    count: int = 0  # how often they have been written to, what may have gone included
    last_at: Instant | None = None
    attempt: int = 0  # the last one that certainly did not go
    not_before: Instant | None = None
    answered_at: Instant | None = None
    answer: str = ""  # yes, no, unsure; empty where there were words alone
    ended: Literal["", "expired", "undelivered"] = ""  # why they are not written to any more


class Application(Part):
    application_id: str
    job_id: str
    job_title: str = ""
    department: str = ""
    level: str = ""
    location: str = ""
    employment_type: str = ""
    pay_range: str = ""
    application_source: str = ""  # how they came: a job board, a referral, as the file or the ATS has it
    first_told: dict[str, str] = {}  # R13: what they applied for, where something else was told later
    applied_at: Instant | None = None
    came_in_at: Instant | None = None  # R20: when we first heard of it; nothing is dated before that (R15)
    catch_up: bool = False  # S20: it came in in the middle of a process, so they are told where they stand
    silent_since: Instant | None = None  # R20: since when they had heard nothing, where that was too long as it came in
    known_since: Instant  # since when word is owed: silence while closed, or while they owed an answer, is not ours
    recruiter: Person = Person()
    hiring_manager: Person = Person()
    recruiter_told: Person | None = None  # R25: whom the ATS or the file names, where a colleague has said otherwise
    assigned_at: Instant | None = None  # when a colleague said so
    cover: Person = Person()  # R25: who covers for this application alone while its recruiter is away
    entry: Entry
    entries: int = 1  # how many stays there were, so that a new one gets a new number
    before: Entry | None = None  # what an undone rejection or hire restores
    placed_at: Instant | None = None  # when it was last said in which stage it stands, by the sender's clock,
    placed_by: str = ""  # and whose clock that is: what was said before and arrives late changes nothing
    interviews: tuple[Interview, ...] = ()
    offer: Offer | None = None
    hire: Hire | None = None
    promise_by: date | None = None
    promise_told_at: Instant | None = None
    promise_by_us: bool = False  # a message of ours told it, and not a colleague
    promise_undone: date | None = None  # what an undone rejection or hire restores with the stage
    promise_before: date | None = None  # what the last message that told a date replaced, in case it bounces
    note: str = ""
    noted_at: Instant | None = None  # when a colleague gave that note; None: it came with the application
    reason: str = ""
    feedback: str = ""
    keep_in_touch: bool | None = None
    survey_answered: bool = False
    feedback_at: Instant | None = None  # R14: when they told us how we did, in words or with a low score
    last_contact_at: Instant | None = None  # the last one they received about this application
    contact_before: Instant | None = None  # the one before it, in case the last one bounces
    last_message: str = ""  # R2: what the playbook last said about it, receipts apart: not to be said twice in a row
    message_before: str = ""  # what it said before that, in case the last one bounces
    last_reply_at: Instant | None = None
    quiet: bool = False  # silence by design (S2)
    breached_at: Instant | None = None  # R1: the silence that was reported
    keyed_as: str = ""  # R17: the id under which it came in, where that is another; its touch keys keep it
    also: tuple[str, ...] = ()  # R17: ids of applications for the same job that were joined into this one
    stop_seen_at: Instant | None = None  # R7: when a colleague confirmed it although they want no messages
    unnumbered: bool = False  # R17: told of anew by its job alone: the next number that an ATS tells is its own
    known_as: str = ""  # R7: the id under which the ATS has whom it is of
    closed_silently: bool = False  # its record was deleted or replaced in the ATS: nothing is said about it
    unplaced: str = ""  # the word for its stage, which nobody could read: nothing goes until it is known
    job_closed_at: Instant | None = None  # since when the ATS says that the job is closed
    decision_told_at: Instant | None = None  # R24: when the first word since it was decided reached them
    asked: tuple[Asked, ...] = ()  # R14: colleagues who are asked about them, and what became of it
    left_at: Instant | None = None  # K5: since when we know that they are no longer employed

    @property
    def stage(self) -> Stage:
        return self.entry.stage

    @property
    def offer_now(self) -> Offer | None:
        """The offer of this stay; one of an earlier stay is history."""
        return self.offer if self.offer and self.offer.extended_at >= self.entry.entered_at else None

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN_STAGES

    @property
    def has_replied(self) -> bool:
        """Have they written since they entered the stage?"""
        return self.last_reply_at is not None and self.last_reply_at >= self.entry.entered_at

    @property
    def is_closed(self) -> bool:
        return self.stage in CLOSED_STAGES

    @property
    def had_word(self) -> bool:
        """Have they had word of any kind since it came in (S20)?"""
        return self.came_in_at is None or (self.last_contact_at is not None and self.last_contact_at >= self.came_in_at)


class Contact(Part):
    """A message or call that counts in the caps (R4)."""

    at: Instant
    rank: str = "update"
    touch: str = ""  # a digest of its touch key, so that a bounce takes it back
    attempt: int = 1
    week: bool = True  # in the week's cap, too? What may go on any day counts in the day's alone ("When rules meet")


class DeliveryAttemptState(Part):
    """A touch that was due and is neither sent nor given up."""

    application_id: str
    stage: Stage
    step: str
    occurrence: str
    attempt: int = 0  # the last attempt made
    not_before: Instant | None = None
    excluded: tuple[Channel, ...] = ()  # channels refused or bounced for this touch (R6)
    unknown_since: Instant | None = None
    channel: Channel | None = None  # of the last attempt
    ask_at: Instant | None = None
    asked: int = 0
    pending_until: Instant | None = None  # it is being handed over: what is not confirmed by then is in doubt
    promise_by: date | None = None  # the date that a message in doubt tells, if it arrived
    message: str = ""  # of the playbook: what it said, if it arrived
    off_week: bool = False  # and whether it counts in the week's cap then
    held: str = ""  # what was last put on record as the reason to wait
    turn: str = ""  # why `not_before` is its turn on the channel, and no next try after one that was not accepted


class Task(Part):
    task_id: str
    kind: str
    title: str
    opened_at: Instant
    due_at: Instant
    assignee: str = ""
    application_id: str | None = None
    touch_key: str | None = None
    reminded: bool = False
    escalated: bool = False
    resolved: bool = False  # what it was to find out is known by now


class Answer(Part):
    """What a colleague said when they were asked for their approval."""

    yes: bool
    at: Instant


class PendingReply(Part):
    """A reply that waits for our answer (R9)."""

    since: Instant
    event_id: str
    application_id: str | None = None
    withdraws: bool = False  # R8: they would like to withdraw; a colleague confirms it
    channel: Channel = Channel.EMAIL  # how they wrote
    certain: bool = True  # that they would: a doubtful withdrawal is asked about
    asks: str = ""  # what the task is about, where that is not the reply alone
    known_at: Instant | None = None  # when a colleague found that it is a reply, where that was in doubt


class Said(Part):
    """A colleague's own words that are still to go out; the words themselves stand in the ledger alone."""

    event_id: str  # of the fact that holds them
    application_id: str
    at: Instant
    channel: Channel = Channel.EMAIL
    answer: bool = False
    answers: str = ""  # the reply that they answer: its event id
    task_id: str = ""  # done once they have gone out
    given_up: bool = False  # on record as not sent, because the application was closed; only an undo brings them back


class Doubt(Part):
    """What they wrote may ask us to stop: nothing goes out until a person has said what they meant (R3)."""

    since: Instant
    event_id: str  # of the first such message; the words are in the ledger
    closes: tuple[Channel, ...] = ()  # what a stop would close; empty: every channel
    applications: tuple[str, ...] = ()  # what they were about, where the messages said so
    answered: bool = False  # a colleague has reached them since
    channel: Channel = Channel.EMAIL  # how they wrote
    asks: str = ""  # the latest such message, where there are several: what the task is about
    asked_at: Instant | None = None  # when that one came

    @property
    def asks_about(self) -> str:
        """The message that a colleague's answer must have been given with: what they write later is asked anew."""
        return self.asks or self.event_id

    @property
    def asks_since(self) -> datetime:
        return self.asked_at or self.since


class Stop(Part):
    """Since when channels are closed by their wish, and what is known of how they said it (R7)."""

    at: Instant
    since: Instant  # of the first words of theirs that nobody has answered
    withdraws: bool = False  # they said as well that they do not want the job
    wrote: bool = False  # more than a bare stop
    by_ats: bool = False  # their ATS says so, and not they themselves
    deleted: bool = False  # because it has no record of them any more
    scoped: bool = False  # they named the ways that they mean, and refuse no other
    asked: bool = False  # a colleague was asked what becomes of the application
    seen: bool = False  # and has said so


class Settling(Part):
    """What a colleague says that they meant, for the next decision to carry out."""

    task_id: str
    answer: Literal["stop", "withdrawn"]
    author: str = ""
    closes: tuple[Channel, ...] = ()
    applications: tuple[str, ...] = ()


class Merging(Part):
    """Somebody who is the same person, and whose history is not joined yet (R17)."""

    merged_id: str
    told_at: Instant
    asked: int = 0  # how often their clock was asked to hand over, and had not
    since: Instant | None = None  # when it was first found not to have
    ask_at: Instant | None = None


class LastUndo(Part):
    """What came of the last thing that a colleague took back: the answer to their update (R21)."""

    by: str  # the event id of what they said
    about: str = ""  # the event id of what was taken back
    refused: str = ""  # why it was not


class BufferedEvent(Part):
    """Said of an application before the application itself (R3, `domain.reducers.out_of_order`)."""

    fact: SerializeAsAny[AnyEvent]
    told: bool = False  # that it is kept is on record


class SkippedFact(Part):
    """A fact on record of which the state lacks something, because a release could not read it
    (`domain.state.unread_facts`)."""

    event_id: str
    type: str
    unread: bool = False  # put on record by a release that could not read it: what follows is still to be carried out


class Undelivered(Part):
    """What did not arrive at an address, one after the other, for no reason that anybody gave (`undelivered`)."""

    address: str  # a mark of it
    first_at: Instant
    last_at: Instant
    count: int = 1
    touches: tuple[str, ...] = ()  # digests of the last attempts, so that none counts twice


class RecentEvent(Part):
    at: Instant
    type: str
    text: str = ""


class Touch(Part):
    """What a decision wants to send."""

    key: str
    application_id: str
    stage: Stage
    step: str
    occurrence: str
    channel: Channel
    attempt: int
    message: str
    kind: str = "update"
    rank: str = "update"
    asks: bool = False
    due_at: Instant
    by_at: Instant | None = None
    promise_by: date | None = None
    resend_unknown: bool = False
    off_week: bool = False  # counts in the day's cap and the gap, and not in the week's
    answers: bool = False  # R2: it is the word that a message of ours had promised in a stage before
    urgent: bool = False  # goes before what may wait where a channel is busy (R4, R19)


class ColleagueTouch(Touch):
    """What a decision wants to send to a colleague. The candidate knows nothing of it."""

    at: Instant  # when it goes
    asked: str  # the mark of the colleague whose word is wanted
    what: str  # as in `Asked`
    question: str = ""
    number: int = 1
    why: Why = ()


class Decision(Part):
    """What happens next, when, and why (docs/architecture.md, "The loop")."""

    at: Instant | None = None
    action: Literal["send", "wake", "ask", "join", "pass_on", "rest"] = "rest"
    touch: Touch | None = None
    send_at: Instant | None = None  # when the touch is to go; `at` may be earlier, for a duty before it
    why: Why = ()
    state: FollowUpState = FollowUpState.ACTIVE
    closed: bool = False
    playbook: str = ""
    colleague: ColleagueTouch | None = None  # what a colleague is sent at `at`; the action is `wake` then

    @property
    def going(self) -> Touch | None:
        """What is to be sent at `at`: a message to the candidate, or a mail to a colleague."""
        if self.action == "send":
            return self.touch
        return self.colleague if self.action == "wake" else None


class Position(Part):
    """Where in the ledger's chain the state stands."""

    seq: int = 0
    head: str = ""


class Stamp(Part):
    """Of a state nothing but which release has worked on it. Raises NewerRelease as it is read."""

    schema_number: SchemaNumber = FIRST_SCHEMA


class CandidateState(Part):
    schema_number: SchemaNumber = FIRST_SCHEMA  # of the newest release that has worked on it
    candidate: Candidate
    applications: tuple[Application, ...] = ()
    position: Position = Position()
    pending: tuple[SerializeAsAny[AnyEvent], ...] = ()  # facts told, not yet appended to the ledger
    early: tuple[BufferedEvent, ...] = ()  # R3: said of applications that have not come yet, the last few
    seen: tuple[str, ...] = ()  # digests of the last event ids
    tail: tuple[RecentEvent, ...] = ()
    decision: Decision | None = None  # the last one taken
    contacts: tuple[Contact, ...] = ()  # the last days', for the caps
    surveys_asked: tuple[Contact, ...] = ()  # S16: the last surveys that reached them
    last_contact_at: Instant | None = None
    last_reply_at: Instant | None = None
    paused_since: Instant | None = None
    paused_until: Instant | None = None
    paused_by_ops: bool = False  # R26: by a cancellation that was requested in Temporal
    paused_before_until: Instant | None = None  # the end of the pause that the cancellation came upon
    restarted_at: Instant | None = None  # R26: their run was ended in Temporal and started again; no task says so yet
    snoozed_until: Instant | None = None
    away_until: Instant | None = None  # R8: automatic mail said so
    stopped: bool = False  # R7: all channels closed by the person
    closed_channels: tuple[Channel, ...] = ()  # R7: closed by the person
    stop: Stop | None = None  # R7: what is known of that wish
    doubt: Doubt | None = None  # R3: they may have asked us to stop, which holds everything
    settling: tuple[Settling, ...] = ()  # R3, R8: answers of colleagues that are still to be carried out
    silence_from: Instant | None = None  # R7: a silence before this was asked for, and is held against nobody
    bad_channels: tuple[Channel, ...] = ()  # R6: the address does not work
    undelivered: dict[str, Undelivered] = {}  # R8: by channel, what did not arrive there and nothing says why
    consent_at: Instant | None = None
    tries: dict[str, DeliveryAttemptState] = {}
    tasks: tuple[Task, ...] = ()
    done_tasks: tuple[str, ...] = ()  # the last few that colleagues completed, so that they do not open again
    approvals: dict[str, Answer] = {}  # by task, the last few
    owed: PendingReply | None = None
    said: dict[str, Said] = {}  # own words by touch key, until they are sent or will not be
    variants: dict[str, str] = {}  # K10: by a digest of the message, which one they have had; the last messages
    requested: dict[str, Instant] = {}  # application/step → when a colleague asked to send it
    mail_thread: tuple[str, ...] = ()  # Message-IDs for References, the first and the last few
    shown: dict[str, Any] = {}  # search attributes as ops see them now
    refused: tuple[str, ...] = ()  # ids of messages not understood that nobody has been asked to look at yet
    catching_up: bool = False  # the ledger has more history to fold in; what is told meanwhile waits
    attention: str = ""  # why ops must look (ledger behind)
    erasure_asked_at: Instant | None = None  # R7: they asked us to erase their data
    erased_at: Instant | None = None  # R23: since when nothing is said to them or taken in about them
    merging: tuple[Merging, ...] = ()  # R17: the same person, under other ids that still have a clock
    joined: tuple[str, ...] = ()  # R17: ids whose history is part of this one
    leaving_to: str = ""  # R17: told to be the same person as this one, and not handed over yet
    merged_into: str = ""  # R17: who is followed up instead
    undo: LastUndo | None = None  # R21: what came of the last undo
    skipped: tuple[SkippedFact, ...] = ()  # what this state lacks, because the release that folded it could not read it

    def application(self, application_id: str | None) -> Application | None:
        return next((a for a in self.applications if a.application_id == application_id), None)

    def meant(self, application_id: str | None) -> Application | None:
        """The application of that id, or the one that another of that id was joined into (R17)."""
        by_other_id = next((a for a in self.applications if application_id in a.also), None)
        return self.application(application_id) or by_other_id

    def find_application(self, application_id: str | None) -> Application | None:
        """The application that is meant: by id or job, else the only open one, else the latest."""
        if application_id is not None:
            by_job = next((a for a in self.applications if a.job_id == application_id), None)
            return self.meant(application_id) or by_job
        candidates = [a for a in self.applications if not a.is_closed] or self.applications
        return candidates[-1] if candidates else None

    def with_application(self, app: Application) -> CandidateState:
        """The state with this application in the place of the one with its id."""
        return self.replace(
            applications=tuple(app if a.application_id == app.application_id else a for a in self.applications)
        )

    def with_refused(self, *event_ids: str) -> CandidateState:
        """The state with messages more that were not understood: a colleague is asked to look at them."""
        return self.replace(refused=(*self.refused, *event_ids)[-REFUSED_LIMIT:])

    def variant_had(self, message: str) -> str:
        """Which variant of a message they have had: "a" for the base, "" where they have had none (K10)."""
        return self.variants.get(_short(message), "")

    def with_variant(self, message: str, letter: str) -> CandidateState:
        """The state with that as the one that they have had."""
        key = _short(message)
        variants = {**{name: one for name, one in self.variants.items() if name != key}, key: letter}
        return self.replace(variants=dict(list(variants.items())[-VARIANTS_LIMIT:]))

    def is_duplicate(self, app: Application) -> bool:
        """Was it turned down while another one for its job went on? What there is to say, that one says (R17)."""
        if app.stage is not Stage.REJECTED or not app.job_id:
            return False
        at = app.entry.entered_at
        return any(
            one.application_id != app.application_id
            and one.job_id == app.job_id
            and one.stage is not Stage.PROSPECT
            and not one.closed_silently
            and (one.came_in_at or one.known_since) <= at
            and (one.is_open or one.entry.entered_at > at)
            for one in self.applications
        )

    def keyed_as(self, app: Application) -> str:
        """The id that begins its touch keys: the one under which it came in (R17)."""
        return app.keyed_as or self.candidate.candidate_id

    def was_done(self, task_id: str) -> bool:
        return task_id in self.done_tasks

    def task(self, task_id: str) -> Task | None:
        return next((t for t in self.tasks if t.task_id == task_id), None)

    def without_task(self, task_id: str) -> CandidateState:
        return self.replace(tasks=tuple(t for t in self.tasks if t.task_id != task_id))


def _short(message: str) -> str:
    """Stands for a message's name, which would take up more of the state than what is known of it."""
    return digest(message, size=6)


HELD_BESIDE_FACTS: Final = ("position", "pending", "seen", "tail", "decision", "shown", "catching_up", "attention")
"""Fields that no fact gives: what the workflow holds of its own."""


class DecisionResult(Part):
    """What a decision or a delivery gives back to the workflow: small, for it stands in the history."""

    schema_number: SchemaNumber = FIRST_SCHEMA  # of the release that gave it
    missing: tuple[SerializeAsAny[AnyEvent], ...] = ()  # facts of the ledger that the state did not have
    events: tuple[SerializeAsAny[AnyEvent], ...] = ()  # facts that are new
    next: Decision = Decision()
    position: Position = Position()
    appended: tuple[str, ...] = ()  # ids of pending facts that now stand in the ledger
    shown: dict[str, Any] = {}  # search attributes that changed
    unwritten: tuple[str, ...] = ()  # ids of new facts that do not stand there yet
    more: bool = False  # the ledger has more to fold in before anything else
    unread: tuple[SkippedFact, ...] = ()  # facts appended by a release that could not read them
    refolds: bool = False  # `missing` begins with the person's first fact: what the state held is folded again


class DecisionRequest(Part):
    """What `decide` and `deliver` are given: a snapshot, and the workflow's time."""

    state: CandidateState
    now: Instant


class Start(Part):
    """The input of a candidate's workflow. Only `candidate_id` is needed: what is known comes from the ledger."""

    candidate_id: str
    state: CandidateState | None = None  # carried over by continue-as-new
