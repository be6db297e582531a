"""K1-K13 counted the slow way, straight from the facts of one year: no rows, no records, nothing of the product's.

For each person all facts are looked through again for each question. Written from docs/domain.md, not from the code.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from tests.domain.reported_lives import Told

H, D = timedelta(hours=1), timedelta(days=1)
ORDER = ["prospect", "applied", "screening", "interview", "offer", "hired"]
CLOSED = {"hired", "rejected", "withdrawn"}


@dataclass
class Human:
    """Somebody, under all their ids, without what was taken back."""

    facts: list[Any] = field(default_factory=list)
    zones: dict[str, str] = field(default_factory=dict)  # by the id under which they have it

    def of(self, *types: str) -> list[Any]:
        return [f for f in self.facts if f.type in types]

    def bounced(self, sent: Any) -> bool:
        return any(
            f.touch_key == sent.touch_key and f.outcome in ("bounced", "blocked", "dropped")
            for f in self.of("delivery_reported")
        )

    def arrived(self) -> list[Any]:
        return [f for f in self.of("sent") if not self.bounced(f)]

    def applications(self) -> list[str]:
        return [f.application_id for f in self.of("application_received")]

    def about(self, application: str, *types: str) -> list[Any]:
        return [f for f in self.of(*types) if f.application_id == application]

    def stages(self, application: str) -> list[tuple[datetime, str]]:
        """Where it stood, since when."""
        found = [(f.occurred_at, str(f.stage)) for f in self.about(application, "application_received")]
        for f in self.about(application, "stage_changed", "interview_scheduled", "offer_extended", "hired", "rejected"):
            now = found[-1][1]
            to = {"interview_scheduled": "interview", "offer_extended": "offer"}.get(f.type, f.type)
            to = str(f.stage) if f.type == "stage_changed" else to
            if f.type == "interview_scheduled" and now not in ("applied", "prospect"):
                continue
            if to != now:
                found.append((f.occurred_at, str(to)))
        return found

    def closed_as(self, application: str) -> str:
        return [stage for _, stage in self.stages(application) if stage in CLOSED][-1]

    def peace(self) -> datetime | None:
        """Since when they want no messages."""
        asked = [f.occurred_at for f in self.of("opted_out")]
        asked += [f.occurred_at for f in self.of("reply_received") if f.read_as.kind == "stop" and f.read_as.certain]
        return min(asked, default=None)

    def calls(self) -> list[datetime]:
        return [f.occurred_at for f in self.of("task_completed", "contacted")]

    def words(self, application: str) -> list[tuple[datetime, Any]]:
        sent = [(f.occurred_at, f) for f in self.arrived() if f.application_id == application]
        tasks = {f.task_id: f.application_id for f in self.of("task_opened")}
        calls = [
            (f.occurred_at, None) for f in self.of("task_completed") if tasks.get(f.task_id) in (application, None)
        ]
        return sorted([*sent, *calls], key=lambda one: one[0])

    def ends(self, application: str) -> list[datetime]:
        """When interviews were over."""
        last: dict[str, Any] = {}
        for f in self.about(application, "interview_scheduled"):
            last[f.interview_id] = f
        held = [f.ended_at for f in self.about(application, "interview_held")]
        if held:
            return sorted(held)
        ended = [f.at + H for f in last.values()]
        return sorted(end for end in ended if [s for at, s in self.stages(application) if at <= end][-1] not in CLOSED)


def humans(told: list[Told]) -> list[Human]:
    """The people that there are at the end, with what is on record of them."""
    own: dict[str, str] = {}
    for one in told:
        own.setdefault(one.whose, one.whose)
    for one in told:
        if one.fact.type == "history_joined":
            own[one.fact.merged_id] = one.whose  # type: ignore[attr-defined]

    def owner(ident: str) -> str:
        while own[ident] != ident:
            ident = own[ident]
        return ident

    found: dict[str, Human] = defaultdict(Human)
    gone = {ident for one in told if one.fact.type == "undone" for ident in one.fact.without}  # type: ignore[attr-defined]
    for one in told:
        if one.fact.event_id not in gone:
            human = found[owner(one.whose)]
            human.facts.append(one.fact)
            if one.fact.type == "application_received":
                human.zones.setdefault(one.whose, one.fact.candidate.timezone)  # type: ignore[attr-defined]
    return list(found.values())


def _share(cases: list[bool]) -> tuple[int, int]:
    return sum(cases), len(cases)


def counted(told: list[Told], since: datetime, until: datetime, company: str) -> dict[str, Any]:
    """The figures, with everything known that was told."""
    people = humans(told)
    now = until

    def within(at: datetime) -> bool:
        return since <= at < until

    found: dict[str, Any] = {}
    of_source: dict[str, set[str]] = defaultdict(set)
    for f in (f for one in people for f in one.of("application_received") if f.application_source):
        of_source[f.application_source.lower()].add(f.application_id)
    found["K1"] = _k1(people, within, now)
    found["K2"] = sorted(
        int(reply.timestamp()) - int(ask.occurred_at.timestamp())
        for one in people
        for ask, reply in _pairs(one)
        if within(ask.occurred_at) and reply <= now
    )
    found["K1 by variant"] = {
        variant: _k1(
            people, lambda at: within(at) and at < now - 30 * D, now, lambda f, variant=variant: f.variant == variant
        )
        for variant in "ab"
    }
    found["K1 by source"] = {
        source: _k1(people, within, now, lambda f, source=source: f.application_id in of_source[source])
        for source in sorted(of_source)
    }
    found["may still answer"] = _may_still(people, within, now)
    found["may still move"], found["K4"] = _k4(people, within, now)
    found["acknowledged"] = _share([*_acknowledged(people, within, now)])
    found["thanked"] = _share([*_thanked(people, within, now)])
    found["promises"] = _share([*_promises(people, within, now, ZoneInfo(company))])
    found["answered"] = _share([*_answered(people, within, now)])
    surveys = [(one, f) for one in people for f in one.of("survey_answered") if within(f.occurred_at)]
    found["scores"] = sorted(f.score for _, f in surveys)
    found["comments"] = sum(bool(f.comment) for _, f in surveys)
    rejected = [(one, f) for one, f in surveys if one.closed_as(f.application_id) == "rejected"]
    found["rejected scores"] = sorted(f.score for _, f in rejected)
    found["with feedback"] = sorted(
        f.score for one, f in rejected if any(r.feedback for r in one.about(f.application_id, "rejected"))
    )
    found["K12"] = sorted(_told_after(people, within))
    found["interactions"] = _interactions(people, within, now)
    found["ratings"] = sorted(f.rating for one in people for f in one.of("rated") if within(f.occurred_at))
    found["slots"] = _slots(people, within, now)
    found["word"] = _share([*_word(people, within, now)])
    found["silent 30"] = _silent(people, within, now, 30 * D)
    return found


def _not_after(sent: Any, heard: Any) -> bool:
    """Had it gone out by then, by whole seconds?"""
    return int(sent.occurred_at.timestamp()) <= int(heard.occurred_at.timestamp())


def _pairs(one: Human, asks: Any = lambda _f: True) -> list[tuple[Any, datetime]]:
    """Each message that asks, with the first reply that belongs to it."""
    found: dict[str, tuple[Any, datetime]] = {}
    for reply in one.of("reply_received"):
        read = reply.read_as
        if read.kind not in ("answer", "withdraw") and not (read.kind == "stop" and not read.certain):
            continue
        before = [f for f in one.arrived() if f.asks and f.rank != "survey" and _not_after(f, reply)]
        own = [f for f in before if f.application_id == reply.application_id]
        chosen = sorted(own or before, key=lambda f: f.occurred_at)
        if chosen and chosen[-1].event_id not in found:
            found[chosen[-1].event_id] = (chosen[-1], reply.occurred_at)
    return [pair for pair in found.values() if asks(pair[0])]


def _k1(people: list[Human], within: Any, now: datetime, asks: Any = lambda _f: True) -> tuple[int, int]:
    cases = []
    for one in people:
        if _asked(one, within, asks):
            cases.append(_replied(one, within, now, asks))
    return _share(cases)


def _asked(one: Human, within: Any, asks: Any = lambda _f: True) -> list[Any]:
    """The messages of the time that ask for an answer in their own words."""
    return [f for f in one.arrived() if f.asks and f.rank != "survey" and within(f.occurred_at) and asks(f)]


def _replied(one: Human, within: Any, now: datetime, asks: Any = lambda _f: True) -> bool:
    return any(
        within(f.occurred_at) and reply - f.occurred_at <= 30 * D and reply <= now for f, reply in _pairs(one, asks)
    )


def _may_still(people: list[Human], within: Any, now: datetime) -> int:
    """Who has not replied, and has a message that is less than 30 days old."""
    young = [one for one in people if any(now - f.occurred_at < 30 * D for f in _asked(one, within))]
    return sum(not _replied(one, within, now) for one in young)


def _slots(people: list[Human], within: Any, now: datetime) -> dict[tuple[int, int], tuple[int, int]]:
    found: dict[tuple[int, int], list[bool]] = defaultdict(list)
    for one in people:
        mine: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for f in one.arrived():
            if f.asks and f.rank != "survey" and within(f.occurred_at):
                local = f.occurred_at.astimezone(ZoneInfo(one.zones[f.touch_key.partition("/")[0]]))
                mine[local.weekday(), local.hour].append(f)
        replied = {f.event_id for f, at in _pairs(one) if at - f.occurred_at <= 30 * D and at <= now}
        for slot, messages in mine.items():
            found[slot].append(any(f.event_id in replied for f in messages))
    return {slot: _share(cases) for slot, cases in found.items()}


def _k4(people: list[Human], within: Any, now: datetime) -> tuple[int, tuple[int, int]]:
    """How many may still move, and the share of those that have."""
    cases, young = [], 0
    for one in people:
        for application in one.applications():
            stages = one.stages(application)
            forward = [
                at
                for (_, before), (at, stage) in pairwise(stages)
                if stage in ORDER and before in ORDER and ORDER.index(stage) > ORDER.index(before)
            ]
            mine = [
                f
                for f in one.arrived()
                if f.application_id == application and str(f.stage) in ORDER[:-1] and within(f.occurred_at)
            ]
            if mine:
                first = [min((at for at in forward if at > f.occurred_at), default=None) for f in mine]
                cases.append(
                    any(
                        at is not None and at - f.occurred_at <= 14 * D and at <= now
                        for f, at in zip(mine, first, strict=True)
                    )
                )
                young += not cases[-1] and any(now - f.occurred_at < 14 * D for f in mine)
    return young, _share(cases)


def _ended_by(one: Human, application: str, since: datetime, until: datetime, stages: set[str]) -> bool:
    asked = one.peace()
    closed = any(since <= at <= until and stage in stages for at, stage in one.stages(application))
    return closed or (asked is not None and asked <= until)


def _due(met: datetime | None, due: datetime, now: datetime) -> bool | None:
    """Was it met in time? None where it is not due yet."""
    return (met is not None and met <= due) if due <= now else None


def _acknowledged(people: list[Human], within: Any, now: datetime) -> Any:
    for one in people:
        for f in one.of("application_received"):
            at = f.occurred_at
            met = min((word for word, _ in one.words(f.application_id) if word >= at), default=None)
            late = met is None or met > at + 2 * D
            if not within(at) or (late and _ended_by(one, f.application_id, at, at + 2 * D, CLOSED)):
                continue
            if (kept := _due(met, at + 2 * D, now)) is not None:
                yield kept


def _first_words(people: list[Human], within: Any) -> Any:
    """Of applications of the time, the first word beyond the receipt; whoever needed none is left out."""
    for one in people:
        for f in one.of("application_received"):
            at, words = f.occurred_at, one.words(f.application_id)
            sent = [said for _, said in words if said is not None]
            receipt = sent[0] if sent and str(sent[0].stage) == "applied" else None
            met = min((word for word, said in words if said is None or said is not receipt), default=None)
            late = met is None or met > at + 7 * D
            if within(at) and not (late and _ended_by(one, f.application_id, at, at + 7 * D, {"withdrawn"})):
                yield one, f, met


def _word(people: list[Human], within: Any, now: datetime) -> Any:
    for _, f, met in _first_words(people, within):
        if (kept := _due(met, f.occurred_at + 7 * D, now)) is not None:
            yield kept


def _silent(people: list[Human], within: Any, now: datetime, least: timedelta) -> tuple[int, int]:
    return _share(
        [
            _longest(one, f.application_id, now) >= least
            for one, f, _ in _first_words(people, within)
            if f.occurred_at + least <= now
        ]
    )


def _longest(one: Human, application: str, now: datetime) -> timedelta:
    """The longest time without any word in a stage in which we owe one."""
    stages = one.stages(application)
    spans = [
        (at, end)
        for (at, stage), end in zip(stages, [*(at for at, _ in stages[1:]), now], strict=True)
        if stage in ("applied", "screening", "interview", "offer")
    ]
    peace = one.peace()
    heard = sorted([*(f.occurred_at for f in one.arrived()), *one.calls()])
    longest = timedelta()
    joined: list[tuple[datetime, datetime]] = []
    for at, end in spans:
        if joined and joined[-1][1] == at:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((at, end))
    for nth, (since, until) in enumerate(joined):
        end = min(until, now, *([peace] if peace else []))
        if end <= since:
            continue
        before = [at for at in heard if at <= since]
        begins = max([stages[0][0] if nth == 0 else since, *before[-1:]])
        points = [begins, *(at for at in heard if since < at < end), end]
        longest = max([longest, *(b - a for a, b in pairwise(points))])
    return longest


def _thanked(people: list[Human], within: Any, now: datetime) -> Any:
    for one in people:
        for application in one.applications():
            for end in one.ends(application):
                due = end + D
                words = (at for at, f in one.words(application) if at >= end and (not f or f.rank != "interview"))
                met = min(words, default=None)
                late = met is None or met > due
                if not within(end) or (late and _ended_by(one, application, end, due, CLOSED)):
                    continue
                if (kept := _due(met, due, now)) is not None:
                    yield kept


def _promises(people: list[Human], within: Any, now: datetime, zone: ZoneInfo) -> Any:
    for one in people:
        for f in one.arrived():
            if f.promise_by is None:
                continue
            day = f.promise_by + D
            due = datetime(day.year, day.month, day.day, tzinfo=zone)
            later = [at for at, said in one.words(f.application_id) if at > f.occurred_at and said is not f]
            met = min(later, default=None)
            late = met is None or met > due
            if not within(due) or (late and _ended_by(one, f.application_id, f.occurred_at, due, {"withdrawn"})):
                continue
            if (kept := _due(met, due, now)) is not None:
                yield kept


def _answered(people: list[Human], within: Any, now: datetime) -> Any:
    for one in people:
        for f in one.of("task_opened"):
            done = [d.occurred_at for d in one.of("task_completed") if d.occurred_at >= f.occurred_at]
            if within(f.occurred_at) and (kept := _due(min(done, default=None), f.due_at, now)) is not None:
                yield kept


def _told_after(people: list[Human], within: Any) -> Any:
    for one in people:
        for application in one.applications():
            ends = one.ends(application)
            decided = [at for at, stage in one.stages(application) if stage in ("offer", "hired", "rejected")]
            decided = [at for at in decided if ends and at >= ends[0]]
            if not decided:
                continue
            last = [end for end in ends if end <= decided[0]][-1]
            told = [
                at
                for at, f in one.words(application)
                if at >= decided[0] and (f is None or str(f.stage) in ("offer", "hired", "rejected"))
            ]
            if told and within(told[0]):
                yield int(told[0].timestamp()) - int(last.timestamp())


def _interactions(people: list[Human], within: Any, now: datetime) -> int:
    count = 0
    for one in people:
        real = [
            f
            for f in one.of("reply_received")
            if f.read_as.kind in ("answer", "withdraw") or (f.read_as.kind == "stop" and not f.read_as.certain)
        ]
        for f in (*real, *one.of("survey_answered")):
            before = [s.occurred_at for s in one.arrived() if _not_after(s, f)]
            last = max(before, default=None)
            if last is not None and within(last) and f.occurred_at <= now:
                count += 1
    return count
