"""Facts told to a candidate's workflow: by the ATS, a provider or the person (signals), by a colleague (updates)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal

from pydantic import ConfigDict, Field

from domain.compact import Compact
from domain.events.envelope import Contactable, Day, Event, Instant, LongText, Person, ShortText, Tags
from domain.names import Channel, Stage

MOST_INTERVIEWERS: Final = 10
"""Of one interview, so that what is known of a person stays small."""

# ---------------------------------------------------------------- told from outside: signals


class ApplicationReceived(Event):
    """They applied, were sourced (stage prospect), or came in from a file at any stage."""

    type: Literal["application_received"] = "application_received"
    personal: ClassVar[frozenset[str]] = frozenset({"candidate", "notes", "tags"})
    application_id: str = Field(min_length=1, max_length=100)
    candidate: Contactable = Contactable()
    job_id: str = Field(min_length=1, max_length=100)
    job_title: ShortText = ""
    department: ShortText = ""
    level: ShortText = ""
    location: ShortText = ""
    employment_type: ShortText = ""
    pay_range: ShortText = ""
    application_source: Annotated[ShortText, Field(description="how they came: a job board, a referral, a fair")] = ""
    stage: Stage = Stage.APPLIED
    applied_at: Instant | None = None
    applied_before: bool = False  # on a day before this one; which one, nobody can say (R20)
    last_contact_at: Instant | None = None
    recruiter: Person = Person()
    hiring_manager: Person = Person()
    notes: LongText = ""
    can_email: bool | None = None  # false: do not mail them, from the first instant on (R7)
    heard_at: Instant | None = None  # when we learned of it, where `occurred_at` lies long before (R15)
    known_as: str = Field("", max_length=200)  # the id under which the ATS has them: one of several may be deleted (R7)
    unplaced: ShortText = ""  # the word for their stage, where nobody can read it: a colleague says where they stand
    job_closed: bool | None = None  # the ATS says that the job is closed, or open again
    tags: Tags = ()  # added to those that they have; what a source takes off it says in `candidate_updated`
    tags_of: ShortText = ""  # the record of the source that has these tags, where it may have several of a person


class StageChanged(Event):
    """An application has moved to another stage."""

    type: Literal["stage_changed"] = "stage_changed"
    stage: Stage
    moved: bool = True  # false: it stands there, and nobody says that it was moved there just now (R20)


class InterviewScheduled(Event):
    """A new interview, or a known one (same `interview_id`) at another time."""

    type: Literal["interview_scheduled"] = "interview_scheduled"
    personal: ClassVar[frozenset[str]] = frozenset({"interviewers", "link", "location", "notes", "title", "with_whom"})
    interview_id: str = Field("1", max_length=100)
    at: Instant
    ends_at: Instant | None = None
    title: ShortText = ""
    format: ShortText = ""
    location: ShortText = ""
    with_whom: ShortText = ""
    link: Annotated[str, Field(max_length=1000)] = ""
    notes: Annotated[str, Field(max_length=1000)] = ""
    interviewers: Annotated[
        tuple[Person, ...], Field(max_length=MOST_INTERVIEWERS, description="who is asked for feedback afterwards")
    ] = ()


class InterviewHeld(Event):
    """The interview has taken place; without this it counts as held at its scheduled end."""

    type: Literal["interview_held"] = "interview_held"
    interview_id: str | None = None
    ended_at: Instant | None = None


class InterviewCancelled(Event):
    """The interview does not take place."""

    type: Literal["interview_cancelled"] = "interview_cancelled"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    interview_id: str | None = None
    reason: ShortText = ""


class ReadAs(Compact):
    """How the door read a reply, with all that it knew of the mail: its headers and what it answers (R3, R7, R8)."""

    model_config = ConfigDict(frozen=True)
    kind: Literal["answer", "stop", "withdraw", "automatic", "reaction"]
    certain: bool = True  # a stop or a withdrawal that is only likely is for a person to settle
    closes: tuple[Channel, ...] = ()  # what a stop is about; empty: every channel
    withdraws: bool = False  # said along with a stop


class ReplyReceived(Event):
    """They wrote. What it is stands in `read_as` where a door has read it; else the words alone tell (R8)."""

    type: Literal["reply_received"] = "reply_received"
    personal: ClassVar[frozenset[str]] = frozenset({"address_mark", "message_id", "subject", "text"})
    text: LongText = ""
    channel: Channel = Channel.EMAIL
    automatic: bool | None = None
    returns_on: Day | None = None
    in_reply_to: str = ""
    message_id: Annotated[str, Field(max_length=1000)] = ""  # of their own mail, so that an answer stays in its thread
    subject: ShortText = ""
    read_as: ReadAs | None = None
    address_mark: ShortText = ""  # of the address that it came from, `domain.delivery.undelivered.address_mark`
    medium: ShortText = ""  # what stands for a text here and is none: whatsapp, rcs
    erasure: bool = False  # they asked, on their page, to have their data erased: a colleague sees to it (R7)


class Rejected(Event):
    """They are not selected; their closing message waits for the grace hour (R3)."""

    type: Literal["rejected"] = "rejected"
    personal: ClassVar[frozenset[str]] = frozenset({"feedback", "reason"})
    reason: ShortText = ""
    feedback: Annotated[str, Field(max_length=2000)] = ""
    keep_in_touch: bool | None = None


class RejectionWithdrawn(Event):
    """The rejection is taken back."""

    type: Literal["rejection_withdrawn"] = "rejection_withdrawn"


class OfferExtended(Event):
    """An offer is out; or, sent again, its terms have changed."""

    type: Literal["offer_extended"] = "offer_extended"
    personal: ClassVar[frozenset[str]] = frozenset({"benefits", "next_step", "notes", "pay"})
    title: ShortText = ""
    pay: ShortText = ""
    location: ShortText = ""
    employment_type: ShortText = ""
    benefits: Annotated[str, Field(max_length=1000)] = ""
    expires_on: Day | None = None
    start_date: Day | None = None
    next_step: ShortText = ""
    notes: Annotated[str, Field(max_length=1000)] = ""
    offer_id: ShortText = ""  # the ATS's own, with the version: what it says of an older one is not about this one


class OfferAnswered(Event):
    """What became of the offer: their answer, or that it stands no more, and why."""

    type: Literal["offer_answered"] = "offer_answered"
    answer: Literal["accepted", "declined", "discuss", "replaced", "called_off"]
    offer_id: ShortText = ""  # as in `offer_extended`


class Hired(Event):
    """They are hired; or, sent again, more about the first days."""

    type: Literal["hired"] = "hired"
    personal: ClassVar[frozenset[str]] = frozenset({"first_day", "introductions", "paperwork", "plan"})
    start_date: Day | None = None
    first_day: ShortText = ""
    paperwork: ShortText = ""
    introductions: ShortText = ""
    plan: ShortText = ""


class HireWithdrawn(Event):
    """The hire is taken back."""

    type: Literal["hire_withdrawn"] = "hire_withdrawn"


class Withdrawn(Event):
    """Closed at their wish; `silently`: only the record of it ended, so that not a word is said about it."""

    type: Literal["withdrawn"] = "withdrawn"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: ShortText = ""
    silently: bool = False


class Contacted(Event):
    """A recruiter reached them outside the system."""

    type: Literal["contacted"] = "contacted"
    personal: ClassVar[frozenset[str]] = frozenset({"note"})
    channel: Channel = Channel.PHONE
    note: Annotated[str, Field(max_length=2000)] = ""


class CandidateUpdated(Event):
    """Their name, address, number, zone, language or tags have changed, or what the ATS allows about them.

    `tags` are all that the source, or its record `tags_of`, gives them: they replace what it gave before, and nothing
    that another source or a colleague gave. `tagged` and `untagged` only add and take off.
    """

    type: Literal["candidate_updated"] = "candidate_updated"
    personal: ClassVar[frozenset[str]] = frozenset({"candidate", "tagged", "tags", "untagged"})
    candidate: Contactable = Contactable()
    can_email: bool | None = None
    snoozed_until: Instant | None = None  # the ATS says that a colleague put them off until then
    removed: tuple[Literal["email", "phone"], ...] = ()  # what is not theirs, or not to be used any more
    tags: Tags | None = None
    tagged: Tags = ()
    untagged: Tags = ()
    tags_of: ShortText = ""  # as in `application_received`


class CandidateMerged(Event):
    """The ATS says that `merged_id` is the same person (R17): told to the one who stays.

    Told to the other one, `into` names the one who stays; the clock of the one who stays does so by itself.
    """

    type: Literal["candidate_merged"] = "candidate_merged"
    merged_id: str
    into: str = ""


class OptedOut(Event):
    """Closed for good: one channel, or all where none is named (R7). `deleted`: not at their wish, for as far as is
    known; nobody has a record of them in the ATS any more.
    """

    type: Literal["opted_out"] = "opted_out"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    channel: Channel | None = None
    reason: ShortText = ""
    deleted: bool = False


class OptedIn(Event):
    """They opened it again themselves (R7)."""

    type: Literal["opted_in"] = "opted_in"
    channel: Channel | None = None


class SurveyAnswer(Compact):
    """What they chose at one question of the playbook's survey."""

    model_config = ConfigDict(frozen=True)
    question: Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9-]+$", description="the question's name")]
    kind: Literal["score", "nps", "choice"]
    value: int | None = Field(None, ge=0, le=10, description="1 to 5 of a score, 0 to 10 of an nps")
    choice: Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9-]*$")] = ""


class SurveyAnswered(Event):
    """They said how we did (S16)."""

    type: Literal["survey_answered"] = "survey_answered"
    personal: ClassVar[frozenset[str]] = frozenset({"comment"})
    score: int = Field(ge=1, le=5)
    comment: LongText = ""


class SurveyCompleted(Event):
    """They answered the playbook's own questions on how we did (S16). What they chose is sealed, and no colleague is
    shown whose it is (docs/privacy.md); a comment is for a colleague to answer (R14).
    """

    type: Literal["survey_completed"] = "survey_completed"
    personal: ClassVar[frozenset[str]] = frozenset({"answers", "comment"})
    survey: Annotated[ShortText, Field(description="the message that led to it, such as closed/survey")] = ""
    answers: Annotated[tuple[SurveyAnswer, ...], Field(max_length=20)] = ()
    comment: LongText = ""


class FeedbackReceived(Event):
    """A colleague's word is in: on an interview, or, with `about` employment, that they are still with us (R14).

    It is a note for whoever decides. Nothing of it reaches the candidate by itself: no message can print it.
    """

    type: Literal["feedback_received"] = "feedback_received"
    personal: ClassVar[frozenset[str]] = frozenset({"by", "text"})
    about: Literal["interview", "employment"] = "interview"
    interview_id: Annotated[
        str | None, Field(max_length=100, description="without it, the last interview that was held")
    ] = None
    answer: Annotated[
        Literal["yes", "no", "unsure"] | None, Field(description="would they go on with them; are they still here")
    ] = None
    text: Annotated[str, Field(max_length=2000)] = ""
    by: Annotated[Person, Field(description="who says it; without anybody, nobody is asked about it any more")] = (
        Person()
    )
    asked: Annotated[ShortText, Field(description="of an answer on our page: the mark of whoever had been asked")] = ""


class Left(Event):
    """They are no longer employed (K5)."""

    type: Literal["left"] = "left"
    personal: ClassVar[frozenset[str]] = frozenset({"by", "reason"})
    left_on: Day | None = None
    reason: Annotated[str, Field(max_length=2000)] = ""
    by: Person = Person()
    asked: ShortText = ""  # as in `feedback_received`


class DeliveryReported(Event):
    """What a provider says later about a touch: only what changes something reaches the workflow.

    `blocked`: it did not arrive, and the address is none the worse for it, unless `undecided`: then nothing says
    whether it exists, and three such over a week close it (R8).
    """

    type: Literal["delivery_reported"] = "delivery_reported"
    personal: ClassVar[frozenset[str]] = frozenset({"address_mark"})
    touch_key: str
    attempt: int | None = None
    outcome: Literal["accepted", "not_accepted", "bounced", "dropped", "blocked", "spam_report", "unsubscribed"]
    channel: Channel
    reason: ShortText = ""
    provider_message_id: str = ""
    undecided: bool = False
    address_mark: ShortText = ""  # of the address that it had gone to, `domain.delivery.undelivered.address_mark`
    arrived_at: Instant | None = None  # when something last arrived at that address, as far as the provider says


class Replan(Event):
    """Rules changed: decide again (R18)."""

    type: Literal["replan"] = "replan"


# ---------------------------------------------------------------- told by a colleague: updates


class Paused(Event):
    """Nothing is sent until `until`, or until somebody resumes."""

    type: Literal["paused"] = "paused"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    until: Instant | None = None
    reason: ShortText = ""


class Resumed(Event):
    """A pause is over."""

    type: Literal["resumed"] = "resumed"


class Promised(Event):
    """A date told to the candidate by which they will hear (R2)."""

    type: Literal["promised"] = "promised"
    by: Day


class Noted(Event):
    """A recruiter noted something from a conversation, for the next message to mention (R10)."""

    type: Literal["noted"] = "noted"
    personal: ClassVar[frozenset[str]] = frozenset({"text"})
    text: Annotated[str, Field(min_length=1, max_length=2000)]


class TaskCompleted(Event):
    """A colleague has done a task."""

    type: Literal["task_completed"] = "task_completed"
    personal: ClassVar[frozenset[str]] = frozenset({"result"})
    task_id: str
    result: ShortText = ""


AnswerWord = Literal["stop", "go-on", "withdrawn"]
"""What a colleague says that a candidate meant."""


class Approved(Event):
    """A colleague was asked: before something goes, yes or no (R13, R17, a step with `approve`); or, with `answer`,
    what a candidate meant by what they wrote (R3, R8).
    """

    type: Literal["approved"] = "approved"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    task_id: str
    yes: bool = True
    reason: ShortText = ""
    answer: AnswerWord | None = None


class SendRequested(Event):
    """A recruiter wants this step to go at the next opening, ahead of its time."""

    type: Literal["send_requested"] = "send_requested"
    step: str


class SayRequested(Event):
    """A colleague's own words to the candidate. They go out as every message does: through the gate, once, on record.

    The text stands on record alone, where an erasure finds it; the clock keeps this fact's id (R23).
    """

    type: Literal["say_requested"] = "say_requested"
    personal: ClassVar[frozenset[str]] = frozenset({"subject", "text"})
    text: str = Field("", description="plain text or Markdown, at most 20 KB; nothing in it is evaluated")
    subject: Annotated[ShortText, Field(description="of the email; an answer takes theirs where none is given")] = ""
    channel: Channel | None = Field(
        None, description="email or sms; without it an answer goes the way they wrote, and all else by email"
    )
    answer: bool = Field(False, description="it answers what they wrote: in its thread, 08:00-20:00 on any day")
    task_id: str = Field("", max_length=100, description="the task that is done once the words have gone out")


class Snoozed(Event):
    """Their next contact waits until `until`."""

    type: Literal["snoozed"] = "snoozed"
    until: Instant


class PreferencesSet(Event):
    """How, where and in which language they would like to be reached (R6)."""

    type: Literal["preferences_set"] = "preferences_set"
    personal: ClassVar[frozenset[str]] = frozenset({"locale", "timezone"})
    channel: Channel | None = None
    timezone: ShortText | None = None
    locale: ShortText | None = None


class TakenBack(Event):
    """A colleague takes back what was told (R21): the fact whose event id is `about`; without one, the last thing that
    a colleague or the ATS told. What comes of it is put on record by the next decision (`domain.decisions.undo`).
    """

    type: Literal["taken_back"] = "taken_back"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    about: Annotated[str, Field(max_length=200, description="the event id of what is taken back; empty: the last")] = ""
    reason: ShortText = ""


class Redacted(Event):
    """A colleague takes the words out of what is on record (R23): of the fact whose event id is `about`, or of the
    message of that key. That it happened stays.
    """

    type: Literal["redacted"] = "redacted"
    about: Annotated[str, Field(min_length=1, max_length=500, description="the event id, or the key of a message")]


class Assigned(Event):
    """Another recruiter looks after this application from now on, or somebody of its own covers for theirs (R25)."""

    type: Literal["assigned"] = "assigned"
    recruiter: Person = Person()
    cover: Person = Field(
        Person(), description="who covers for this application while its recruiter is away, instead of whoever does"
    )


class Erased(Event):
    """They are to be forgotten (R23): nothing is said to them or about them any more, and this is all that stays."""

    type: Literal["erased"] = "erased"
    reason: Literal["request", "colleague", "ats", "retention"] = "colleague"
    erasure: Annotated[str, Field(max_length=100, description="the erasure's own id, which names nobody")] = ""


class Rated(Event):
    """How good a hire it was, 1 to 5 (K5)."""

    type: Literal["rated"] = "rated"
    rating: int = Field(ge=1, le=5)
