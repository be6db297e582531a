"""From a person's record to the rows that figures are counted from: what was answered, kept, missed, by when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final

from domain.names import RECEIPT_STEP, SAY_STEP, Stage
from domain.reporting.records import (
    DAY,
    DECIDED,
    HARM,
    NEVER,
    NO_KIND,
    OWED,
    RANK_OF,
    ApplicationRecord,
    Case,
    Group,
    Kind,
    Message,
    PersonRecord,
    Touch,
)

REAL: Final = ("answer", "withdraw", "doubt")
"""How a reply is read that counts as one (R8): an answer, a wish to withdraw, and a doubtful stop until a colleague
says that it was one. Automatic mail, reactions and wishes to stop are no replies."""

ACKNOWLEDGED_WITHIN: Final = 2 * DAY
THANKED_WITHIN: Final = DAY
WORD_WITHIN: Final = 7 * DAY
HARM_WITHIN: Final = 30 * DAY
EMPLOYED_FOR: Final = 90 * DAY
LEAST_SILENCE: Final = 7 * DAY
"""Shorter silences are nobody's concern, and are not kept."""

EndOfDay = Callable[[str], int]
"""From a day, as a promise names it, to the instant at which it is over at the company."""

_STOPS: Final = ("stop", "stop_some")
_OPEN: Final = frozenset(str(one) for one in (Stage.PROSPECT, *OWED))
_OWED: Final = frozenset(str(one) for one in OWED)
_DECIDED: Final = frozenset(str(one) for one in DECIDED)
_ENDS: Final = frozenset({str(Stage.HIRED), str(Stage.REJECTED), str(Stage.WITHDRAWN)})


def rows_of(person: PersonRecord, end_of_day: EndOfDay) -> tuple[list[Touch], list[Case]]:
    """All rows of a person."""
    found = _Rows(person, end_of_day)
    cases = [case for place in range(len(person.applications)) for case in found.cases(place)]
    return found.touches, [*cases, *found.interactions(), *found.harms()]


@dataclass
class _Rows:
    person: PersonRecord
    end_of_day: EndOfDay

    @cached_property
    def arrived(self) -> list[Message]:
        """What reached them, in order."""
        found = [one for one in self.person.messages if one.bounced_at is None]
        return sorted(found, key=lambda one: (one.sent_at, one.number))

    @cached_property
    def touches(self) -> list[Touch]:
        answered, moves = self._answered(), [self._moves(app) for app in self.person.applications]
        return [
            Touch(
                number=one.number,
                person=self.person.number,
                application=self._number(one.application),
                kind=one.kind,
                group=self._group(one),
                sent_at=one.sent_at,
                slot=one.slot,
                bounced_at=one.bounced_at,
                replied_at=answered.get(one.number),
                moved_at=_first_after(moves[one.application], one.sent_at) if one.application >= 0 else None,
            )
            for one in sorted(self.person.messages, key=lambda one: one.number)
        ]

    def _number(self, place: int) -> int:
        return self.person.applications[place].number if place >= 0 else 0

    def _group(self, message: Message) -> Group:
        """The job as it is known now; the colleagues are those of then, unless nobody was named yet."""
        if message.application < 0:
            return Group()
        now = self.person.applications[message.application].group
        recruiter = message.recruiter or now.recruiter
        return now._replace(recruiter=recruiter, hiring_manager=message.hiring_manager or now.hiring_manager)

    def _answered(self) -> dict[int, int]:
        """By message, when the first reply came that belongs to it: to the last one that asked before it."""
        asking = [one for one in self.arrived if one.kind.wants_reply]
        found: dict[int, int] = {}
        for at, place, read in sorted(self.person.replies):
            if read not in REAL:
                continue
            before = [one for one in asking if one.sent_at <= at]
            own = [one for one in before if place >= 0 and one.application == place]
            if meant := own or before:
                found.setdefault(meant[-1].number, at)
        return found

    @staticmethod
    def _moves(app: ApplicationRecord) -> list[int]:
        """When it moved a stage forward."""
        return [
            at
            for (_, before), (at, stage) in zip(app.stays, app.stays[1:], strict=False)
            if RANK_OF.get(stage, -1) > RANK_OF.get(before, 99)
        ]

    # ------------------------------------------------------------ what they do

    def interactions(self) -> Iterator[Case]:
        """Each thing that they did after the first message, with the last one before it."""
        acts = [(at, "replied") for at, _, read in self.person.replies if read in REAL]
        acts += [(at, "acted") for at, _ in self.person.acts]
        sent = [one.sent_at for one in self.arrived]
        for number, (at, about) in enumerate(sorted(acts)):
            place = bisect_right(sent, at) - 1
            if place >= 0:
                last = self.arrived[place]
                group = self._group(last)
                yield Case(
                    "interaction", self.person.number, self._number(last.application), number, last.kind, group,
                    began_at=last.sent_at, met_at=at, about=about,
                )  # fmt: skip

    def harms(self) -> Iterator[Case]:
        """Each stop, complaint and bounce, with the message that it belongs to: the last one sent in the 30 days before
        it, or the one that came back.
        """
        sent = sorted(self.person.messages, key=lambda one: (one.sent_at, one.number))
        begun = [one.sent_at for one in sent]
        wishes = [(at, "stop") for at, _, read in self.person.replies if read in _STOPS]
        found = [(one.bounced_at, "bounce", one) for one in sent if one.bounced_at is not None]
        for at, what in (*wishes, *self.person.harms):
            place = bisect_right(begun, at) - 1
            if place >= 0 and at - begun[place] <= HARM_WITHIN:
                found.append((at, what, sent[place]))
        for number, (at, what, one) in enumerate(sorted(found, key=lambda one: (one[0], one[1], one[2].number))):
            yield Case(
                HARM, self.person.number, self._number(one.application), number, one.kind, self._group(one),
                began_at=one.sent_at, met_at=at, about=what,
            )  # fmt: skip

    # ------------------------------------------------------------ what an application is owed

    def cases(self, place: int) -> Iterator[Case]:
        app = self.person.applications[place]
        yield from self._acknowledged(app, place)
        yield from self._thanked(app, place)
        yield from self._promises(app, place)
        yield from self._answers(app, place)
        yield from self._silences(app, place)
        yield from self._word(app, place)
        yield from self._decision(app, place)
        yield from self._reached(app)
        yield from self._outcomes(app, place)

    def _case(
        self,
        app: ApplicationRecord,
        case: str,
        began_at: int,
        *,
        number: int = 0,
        kind: Kind = NO_KIND,
        due_at: int = 0,
        met_at: int | None = None,
        value: int = 0,
        about: str = "",
    ) -> Case:
        met = NEVER if met_at is None else met_at
        return Case(case, self.person.number, app.number, number, kind, app.group, began_at, due_at, met, value, about)

    def _messages(self, place: int) -> list[Message]:
        return [one for one in self.arrived if one.application == place]

    def _spoken(self, place: int) -> list[int]:
        """When a colleague spoke to them, about this application or in general."""
        return sorted(at for at, about in self.person.contacts if about in (place, -1))

    def _contact(self, place: int, since: int, *, but: Callable[[Message], bool] = lambda _one: False) -> int | None:
        """The first word about the application since then, from us or from a colleague."""
        sent = (one.sent_at for one in self._messages(place) if one.sent_at >= since and not but(one))
        spoken = (at for at in self._spoken(place) if at >= since)
        return min((*sent, *spoken), default=None)

    def _excused(self, app: ApplicationRecord, since: int, due_at: int) -> bool:
        """Was nothing owed any more before the time was over: closed, or left in peace?"""
        closed = any(since <= at <= due_at and stage in _ENDS for at, stage in app.stays)
        return closed or self._in_peace(since, due_at)

    def _in_peace(self, since: int, until: int) -> bool:
        return any(begun <= until and (ended is None or ended > since) for begun, ended in self.person.peace)

    def _acknowledged(self, app: ApplicationRecord, place: int) -> Iterator[Case]:
        if not app.is_fresh or not app.stays or app.stays[0][1] != Stage.APPLIED:
            return
        began, due = app.applied_at, app.applied_at + ACKNOWLEDGED_WITHIN
        met = self._contact(place, began)
        if (met is None or met > due) and self._excused(app, began, due):
            return
        yield self._case(app, "acknowledged", began, due_at=due, met_at=met)

    def _thanked(self, app: ApplicationRecord, place: int) -> Iterator[Case]:
        for number, ended in enumerate(sorted(self._ended_interviews(app))):
            due = ended + THANKED_WITHIN
            met = self._contact(place, ended, but=lambda one: one.kind.rank == "interview")
            if (met is None or met > due) and self._excused(app, ended, due):
                continue
            yield self._case(app, "thanked", ended, number=number, due_at=due, met_at=met)

    @staticmethod
    def _ended_interviews(app: ApplicationRecord) -> list[int]:
        """When interviews were over: as told, else at their scheduled end, if the application was open then."""
        found = []
        for one in app.interviews.values():
            if one.held_at is not None:
                found.append(one.held_at)
            elif one.cancelled_at is None:
                stage = [stage for at, stage in app.stays if at <= one.ends_at]
                if not stage or stage[-1] not in _ENDS:
                    found.append(one.ends_at)
        return found

    def _promises(self, app: ApplicationRecord, place: int) -> Iterator[Case]:
        told = sorted(app.promises)
        for number, (at, by, mark) in enumerate(told):
            due = self.end_of_day(by)
            met = self._contact(place, at + 1, but=partial(_is_receipt_or, mark))
            by_colleague = [again for again, _, other in told if again > at and not other]
            met = min((one for one in (met, *by_colleague) if one is not None), default=None)
            if (met is None or met > due) and self._needs_no_word(app, at, due):
                continue
            yield self._case(app, "promise", at, number=number, due_at=due, met_at=met)

    def _needs_no_word(self, app: ApplicationRecord, since: int, due: int) -> bool:
        """Did they withdraw, or ask for peace, before the promised day was over?"""
        withdrawn = any(since <= at <= due and stage == Stage.WITHDRAWN for at, stage in app.stays)
        return withdrawn or self._in_peace(since, due)

    def _answers(self, app: ApplicationRecord, place: int) -> Iterator[Case]:
        mine = [one for one in self.person.tasks.values() if one.kind == "answer"]
        mine = [one for one in mine if one.application == place or (one.application < 0 and place == 0)]
        for number, task in enumerate(sorted(mine, key=lambda one: one.opened_at)):
            words = [one.sent_at for one in self.arrived if one.kind.step == SAY_STEP]
            words += [at for at, _ in self.person.contacts]
            until = task.dropped_at + DAY if task.dropped_at is not None else None
            met = min((at for at in words if at >= task.opened_at and (until is None or at <= until)), default=None)
            met = min((at for at in (met, task.done_at) if at is not None), default=None)
            if met is None and task.dropped_at is not None:
                continue  # it was not needed any more
            yield self._case(app, "answer", task.opened_at, number=number, due_at=task.due_at, met_at=met)

    def _silences(self, app: ApplicationRecord, place: int) -> Iterator[Case]:
        number = 0
        contacts = sorted({*(one.sent_at for one in self.arrived), *(at for at, _ in self.person.contacts)})
        if app.last_told_at is not None:
            contacts = sorted({*contacts, app.last_told_at})
        for nth, (since, until) in enumerate(self._owed(app)):
            yield self._case(app, "owed", since, number=nth, met_at=until)
            place_of = bisect_right(contacts, since)
            last = contacts[place_of - 1] if place_of else None
            first = min(app.applied_at, since) if nth == 0 else since
            silent = max(last, first) if last is not None else first
            for at in (*(at for at in contacts[place_of:] if until is None or at < until), until):
                if at is None or at - silent >= LEAST_SILENCE:
                    yield self._case(app, "silence", silent, number=number, due_at=since, met_at=at)
                    number += 1
                silent = at if at is not None else silent

    def _owed(self, app: ApplicationRecord) -> list[tuple[int, int | None]]:
        """From when until when we owed them word about it; a time for which they asked for peace is left out."""
        spans: list[tuple[int, int | None]] = []
        ends = [at for at, _ in app.stays[1:]]
        for (at, stage), end in zip(app.stays, [*ends, None], strict=True):
            if stage not in _OWED:
                continue
            if spans and spans[-1][1] == at:
                spans[-1] = (spans[-1][0], end)
            elif end is None or end > at:
                spans.append((at, end))
        for begun, ended in self.person.peace:
            spans = [part for span in spans for part in _without(span, begun, ended)]
        return spans

    def _word(self, app: ApplicationRecord, place: int) -> Iterator[Case]:
        if not app.is_fresh or not app.stays or app.stays[0][1] != Stage.APPLIED:
            return
        own = self._messages(place)
        receipt = own[0].number if own and own[0].kind.stage == Stage.APPLIED and own[0].kind.step != SAY_STEP else None
        due = app.applied_at + WORD_WITHIN
        met = self._contact(
            place, app.applied_at, but=lambda one: one.number == receipt or one.kind.step == RECEIPT_STEP
        )
        if (met is None or met > due) and self._needs_no_word(app, app.applied_at, due):
            return
        yield self._case(app, "word", app.applied_at, due_at=due, met_at=met)

    def _decision(self, app: ApplicationRecord, place: int) -> Iterator[Case]:
        ended = sorted(self._ended_interviews(app))
        if not ended:
            return
        decided = next((at for at, stage in app.stays if at >= ended[0] and stage in _DECIDED), None)
        if decided is None:
            if app.stage not in _ENDS and app.stage != Stage.NETWORK and not self._in_peace(ended[-1], ended[-1] + 1):
                yield self._case(app, "decision", ended[-1])
            return
        last = [at for at in ended if at <= decided][-1]
        told = [one.sent_at for one in self._messages(place) if one.kind.stage in _DECIDED and one.sent_at >= decided]
        told += [at for at in self._spoken(place) if at >= decided]
        met = min(told, default=None)
        if met is None and (self._in_peace(last, decided + DAY) or any(s == Stage.WITHDRAWN for _, s in app.stays)):
            return
        yield self._case(app, "decision", last, met_at=met)

    def _reached(self, app: ApplicationRecord) -> Iterator[Case]:
        """Each stage further on than any before it, and when they came there."""
        furthest = -1
        for at, stage in app.stays:
            if (rank := RANK_OF.get(stage, -1)) > furthest:
                furthest = rank
                yield self._case(app, "reached", app.came_in_at, number=rank, met_at=at, value=rank, about=stage)

    def _outcomes(self, app: ApplicationRecord, place: int) -> Iterator[Case]:
        for number, at in enumerate(sorted(app.breaches)):
            yield self._case(app, "breach", at, number=number)
        closings = [one for one in self._messages(place) if one.kind.stage in _ENDS and one.kind.rank != "survey"]
        for number, one in enumerate(app.surveys):
            words = [stage for at, stage in app.stays if stage in _ENDS and at <= one.at][-1:]
            words += ["feedback"] * app.got_feedback + ["comment"] * bool(one.commented) + one.said.split()
            kind = closings[0].kind if closings else NO_KIND
            case = self._case(
                app, "survey", one.at, number=number, kind=kind, due_at=one.number, value=one.score,
                about=" ".join(words),
            )  # fmt: skip
            yield case._replace(group=one.group) if one.group else case
        if app.rating is not None:
            yield self._case(app, "rating", app.rating[0], value=app.rating[1])
        if app.stage == Stage.HIRED:
            hired = [at for at, stage in app.stays if stage == Stage.HIRED][-1]
            began = self.end_of_day(app.start) - DAY if app.start else hired
            said_at, word = app.stayed or (0, "")
            value = _STAYED.get(word, 0) if said_at >= began + EMPLOYED_FOR else 0
            yield self._case(app, "hire", began, met_at=app.left_at, value=value)


_STAYED: Final = {"yes": 1, "no": -1}


def _is_receipt_or(mark: str, one: Message) -> bool:
    """Is it a receipt, or the very message that told the date?"""
    return one.kind.step == RECEIPT_STEP or one.mark == mark


def _first_after(times: list[int], at: int) -> int | None:
    place = bisect_right(times, at)
    return times[place] if place < len(times) else None


def _without(span: tuple[int, int | None], begun: int, ended: int | None) -> list[tuple[int, int | None]]:
    """A span of time without another one."""
    since, until = span
    if (until is not None and begun >= until) or (ended is not None and ended <= since):
        return [span]
    parts: list[tuple[int, int | None]] = [(since, begun)] if begun > since else []
    if ended is not None and (until is None or ended < until):
        parts.append((ended, until))
    return parts
