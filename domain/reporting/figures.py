"""K1-K13: each figure a pure function over rows, with what it counts, what it leaves out, and why.

Each takes the rows of whatever part is asked about (`domain.reporting.segments`), so a figure knows no segment. What
came after `Period.known_until` counts as not known yet: that is what makes two periods comparable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from domain.names import Stage
from domain.reporting.records import DAY, IN_ORDER, RANK_OF, Case, Touch
from domain.reporting.rows import LEAST_SILENCE
from domain.reporting.statistics import Mean, Share, Spread, mean, spread, verdict

RESPONSE_WITHIN: Final = 30 * DAY
MOVED_WITHIN: Final = 14 * DAY
LATE_DECISION: Final = 45 * DAY
SILENT_FOR: Final = (30 * DAY, 60 * DAY)
EMPLOYED_FOR: Final = 90 * DAY
SATISFIED: Final = 4
"""From this score on, of 5, somebody was satisfied."""

_OPEN: Final = frozenset(str(stage) for stage in IN_ORDER if stage is not Stage.HIRED)


class Period(NamedTuple):
    """From when until when, and up to when we look at what became of it. All in seconds since 1970."""

    since: int
    until: int
    known_until: int

    @property
    def before(self) -> Period:
        """The period before, of the same length, known for as long after its end as this one."""
        length = self.until - self.since
        return Period(self.since - length, self.since, self.known_until - length)

    def has(self, at: int) -> bool:
        return self.since <= at < self.until


class Rows:
    """What figures are counted from."""

    __slots__ = ("_delivered", "cases", "touches")

    def __init__(self, touches: Sequence[Touch], cases: Mapping[str, Iterable[Case]]) -> None:
        """`cases`: by kind, to be gone through several times."""
        self.touches, self.cases = touches, cases
        self._delivered: dict[tuple[int, int], list[Touch]] = {}

    def of(self, kind: str) -> Iterable[Case]:
        return self.cases.get(kind, ())

    def delivered(self, period: Period) -> list[Touch]:
        """Messages of the period that were accepted, and of which no bounce was heard."""
        since, until = period.since, period.until
        if (since, until) not in self._delivered:
            self._delivered[since, until] = [
                one for one in self.touches if since <= one.sent_at < until and one.bounced_at is None
            ]
        return self._delivered[since, until]


Figure = dict[str, Any]
"""Parts of a figure by name: shares, spreads, means, and numbers."""


def k1(rows: Rows, period: Period) -> Figure:
    """Response rate.

    Counted: candidates who replied within 30 days of a message that asks for an answer, and to which the reply
    belongs: the last such message before it.
    Of: candidates to whom at least one message that asks for an answer was delivered in the period (accepted, and no
    bounce heard). However many they got, each candidate counts once.
    Left out: messages that ask for nothing, since nobody is meant to answer them; automatic mail, reactions, bounces
    and wishes to stop, since they are no answers (R8); opens, since mail programs open by themselves.
    `pending`: candidates without a reply, whose 30 days aren't over yet. They count as not having replied.
    """
    asked: set[int] = set()
    replied: set[int] = set()
    recent: set[int] = set()
    known, fresh = period.known_until, period.known_until - RESPONSE_WITHIN
    for one in rows.delivered(period):
        if not one.kind.asks or one.sent_at > known:
            continue
        asked.add(one.person)
        if one.replied_at is not None and one.replied_at <= known and one.replied_at - one.sent_at <= RESPONSE_WITHIN:
            replied.add(one.person)
        elif one.sent_at > fresh:
            recent.add(one.person)
    return {"share": Share(len(replied), len(asked)), "pending": len(recent - replied)}


def k2(rows: Rows, period: Period) -> Figure:
    """Time to response.

    Counted: seconds from the delivery of a message that asks for an answer to the first reply that belongs to it:
    the middle one, and what nine of ten stay within. A reply months later counts here, too.
    Left out: messages without a reply, and second replies to the same message, which are a conversation by then.
    """
    known = period.known_until
    return {
        "time": spread(
            one.replied_at - one.sent_at
            for one in rows.delivered(period)
            if one.replied_at is not None and one.replied_at <= known
        )
    }


def k3(rows: Rows, period: Period) -> Figure:
    """Engagement: interactions per candidate after the first outreach.

    Counted: replies, survey answers, and answers to an offer, each within 30 days of the last message before it, where
    that message went out in the period.
    Of: candidates to whom a message was delivered in the period.
    Left out: what they did before the first message, and what colleagues or the ATS did; opens and clicks, which
    aren't measured.
    """
    people = {one.person for one in rows.delivered(period)}
    known = period.known_until
    acts = [one for one in rows.of("interaction") if period.has(one.began_at) and one.met_at <= known]
    return {
        "interactions": len(acts),
        "candidates": len(people),
        "value": round(len(acts) / len(people), 4) if people else None,
    }


def k4(rows: Rows, period: Period) -> Figure:
    """Conversion: moved a stage forward within 14 days of a message.

    Counted: applications that entered a later stage (prospect, applied, screening, interview, offer, hired) within 14
    days after a message about them.
    Of: applications about which a message of an open stage was delivered in the period.
    Left out: messages of closed stages and of the network, after which there is no stage to move on to. It says what
    followed, not why: many moves come without any message's doing.
    """
    had: set[int] = set()
    moved: set[int] = set()
    known = period.known_until
    for one in rows.delivered(period):
        if one.kind.stage in _OPEN and one.application:
            had.add(one.application)
            if one.moved_at is not None and one.moved_at <= known and one.moved_at - one.sent_at <= MOVED_WITHIN:
                moved.add(one.application)
    return {"share": Share(len(moved), len(had))}


def k5(rows: Rows, period: Period) -> Figure:
    """Quality of hire.

    Counted: ratings of hires (1 to 5) that were given in the period, the last one of each hire; and of hires whose
    90th day lies in the period, how many are known to have left by then.
    Left out: hires without a rating. Who isn't known to have left isn't counted as still employed: nobody asked.
    """
    ratings = [one.value for one in rows.of("rating") if period.has(one.began_at)]
    past = [one for one in rows.of("hire") if period.has(one.began_at + EMPLOYED_FOR)]
    left = [one for one in past if one.met_at < one.began_at + EMPLOYED_FOR]
    return {"rating": mean(ratings), "hires_past_90_days": len(past), "known_to_have_left": len(left)}


def _kept(rows: Rows, kind: str, period: Period, *, by: Callable[[Case], int]) -> Share:
    """Of what fell due in the period, and whose end is known: how much was met in time."""
    known, met, due = period.known_until, 0, 0
    for one in rows.of(kind):
        if period.has(by(one)):
            is_met = one.met_at <= one.due_at and one.met_at <= known
            met += is_met
            due += is_met or one.due_at <= known
    return Share(met, due)


def k6(rows: Rows, period: Period) -> Figure:
    """Service.

    `acknowledged`: of applications made in the period, those with a word from us within 48 hours. Left out: whoever
    came in later than a day after applying, or in a later stage (R20), since nobody could have acknowledged them in
    time; and whose application ended, or who asked to be left in peace, before that time was over.
    `thanked`: of interviews that ended in the period, those after which a word went out within 24 hours: any message
    but those about another interview, or a colleague's call. Left out: canceled ones, and where the application ended
    meanwhile.
    `promises_kept`: of dates told to candidates whose day ended in the period, those by which a word about the
    application went out: any message but a receipt, a colleague's call, or a new date. A decision alone isn't a word.
    Left out: dates in messages that bounced, and candidates who withdrew or asked for peace before the day was over.
    `answered`: of replies that a colleague was asked to answer in the period, those answered by the deadline. Several
    replies in a row are one. Left out: what needed no answer any more.
    `longest_silence`: the longest time without a word in an open stage in which we owe one, as far as it lies in the
    period, counted from the last contact, else from the application (R20). Left out: candidates who asked for peace.
    `breaches`: how often the longest silence that is allowed passed (R1).
    What isn't due yet, and isn't met either, is left out everywhere: nobody knows how it'll end.
    """
    longest = max((_length(one, period) for one in rows.of("silence")), default=0)
    return {
        "acknowledged": _kept(rows, "acknowledged", period, by=lambda one: one.began_at),
        "thanked": _kept(rows, "thanked", period, by=lambda one: one.began_at),
        "promises_kept": _kept(rows, "promise", period, by=lambda one: one.due_at),
        "answered": _kept(rows, "answer", period, by=lambda one: one.began_at),
        "longest_silence": longest if longest >= LEAST_SILENCE else None,
        "breaches": sum(period.has(one.began_at) for one in rows.of("breach")),
    }


def _length(one: Case, period: Period) -> int:
    """How long a silence had lasted when it ended, or when the period did; 0 for one that lies outside."""
    end = min(one.met_at, period.until, period.known_until)
    begins = max(one.began_at, one.due_at)  # from when on we owed a word
    return end - one.began_at if end > period.since and begins < end else 0


def k7(rows: Rows, period: Period) -> Figure:
    """Candidate satisfaction.

    Counted: scores of surveys (1 to 5) that were answered in the period: their average, the share of 4 and 5
    (`satisfied`), how many of each, and how many came with a comment.
    `answered`: of candidates to whom a survey was delivered in the period, those who answered one after it.
    Left out: candidates who were never asked.
    """
    answered = [one for one in rows.of("survey") if period.has(one.began_at)]
    scores = [one.value for one in answered]
    known = period.known_until
    asked: dict[int, int] = {}
    for touch in rows.delivered(period):
        if touch.kind.rank == "survey":
            asked[touch.person] = min(touch.sent_at, asked.get(touch.person, touch.sent_at))
    by_person = {one.person for one in rows.of("survey") if asked.get(one.person, known) < one.began_at <= known}
    return {
        "score": mean(scores),
        "satisfied": Share(sum(one >= SATISFIED for one in scores), len(scores)),
        "scores": {str(score): scores.count(score) for score in range(1, 6)},
        "comments": sum("comment" in one.about.split() for one in answered),
        "answered": Share(len(by_person), len(asked)),
    }


def k9(rows: Rows, period: Period) -> Figure:
    """By timing: the response rate (K1) by weekday and hour of the candidate's local time at which a message went out.

    Counted, of and left out as in K1, for each hour of the week in which a message that asks for an answer went out.
    A candidate who got messages in several of them counts in each, and as having replied only where the reply belongs.
    """
    slots: dict[int, list[Touch]] = {}
    for one in rows.delivered(period):
        if one.kind.asks:
            slots.setdefault(one.slot, []).append(one)
    found = {slot: k1(Rows(touches, {}), period)["share"] for slot, touches in sorted(slots.items())}
    return {"slots": [{"weekday": slot // 24, "hour": slot % 24, "share": share} for slot, share in found.items()]}


def k10(rows: Rows, period: Period) -> Figure:
    """Variants: the response rate (K1) of each variant of a message, beside that of its base (`a`).

    Counted, of and left out as in K1, of the candidates who got that variant. A message counts here where at least two
    of its variants went out in the period. The verdict on a variant is *better* or *worse* where chance alone would
    make so large a difference less than once in twenty times (two-proportion test, divided by the number of variants
    that are compared), and each has 30 candidates; else *not enough data*.
    """
    by_message: dict[str, dict[str, list[Touch]]] = {}
    for one in rows.delivered(period):
        if one.kind.asks and one.kind.variant:
            by_message.setdefault(one.kind.message, {}).setdefault(one.kind.variant, []).append(one)
    tests = []
    for message, variants in sorted(by_message.items()):
        if len(variants) < 2:
            continue
        shares = {name: k1(Rows(touches, {}), period)["share"] for name, touches in sorted(variants.items())}
        base = shares.get("a") or next(iter(shares.values()))
        first = next(name for name, share in shares.items() if share is base)
        of_each = [
            {
                "variant": name,
                "share": share,
                "verdict": "base" if name == first else verdict(share, base, tests=len(shares) - 1),
            }
            for name, share in shares.items()
        ]
        tests.append({"message": message, "variants": of_each})
    return {"messages": tests}


def k11(rows: Rows, period: Period) -> Figure:
    """Word within a week.

    Counted: applications that had a word beyond the receipt within 7 days: any message about the application after
    the first one of the stage applied, any message of a later stage, a colleague's own words or call. `silent_30`,
    `silent_60`: those that ever waited 30, or 60, days without any word while we owed one, receipts included as words.
    Of: applications made in the period, whose 7 (30, 60) days are over, or that had their word already.
    Left out: prospects, who didn't apply; whoever came in later than a day after applying (R20); candidates who
    withdrew or asked for peace before the week was over.
    """
    mine = [one for one in rows.of("word") if period.has(one.began_at)]
    found: Figure = {"word": _kept(rows, "word", period, by=lambda one: one.began_at)}
    silences: dict[int, int] = {}
    for one in rows.of("silence"):
        end = min(one.met_at, period.known_until)
        silences[one.application] = max(silences.get(one.application, 0), end - one.began_at)
    for least in SILENT_FOR:
        past = {one.application for one in mine if one.began_at + least <= period.known_until}
        silent = sum(silences.get(application, 0) >= least for application in past)
        found[f"silent_{least // DAY}"] = Share(silent, len(past))
    return found


def k12(rows: Rows, period: Period) -> Figure:
    """Time to decision.

    Counted: seconds from the end of the last interview before a decision (offer, hire or rejection) until it was told:
    the first message of those stages, or a colleague's call, after it was made; of decisions told in the period.
    `open_past_45`: applications that at the period's end had had no word of a decision for more than 45 days since
    their last interview.
    Left out: applications without an interview, and those whose candidate withdrew or asked for peace.
    """
    told = [one for one in rows.of("decision") if period.has(one.met_at)]
    end = min(period.until, period.known_until)
    waiting = [one for one in rows.of("decision") if end - one.began_at > LATE_DECISION and one.met_at > end]
    return {"time": spread(one.met_at - one.began_at for one in told), "open_past_45": len(waiting)}


def k13(rows: Rows, period: Period) -> Figure:
    """How rejected people rate us: K7's scores of those whose application was rejected, alone.

    `by_channel`: by the way in which the closing message went (*none* where it never went out); `by_feedback`: by
    whether a recruiter had written feedback for them.
    Left out: everybody else's scores. The willingness to recommend us (NPS) is counted where a survey asks for it.
    """
    rejected = [one for one in rows.of("survey") if period.has(one.began_at) and "rejected" in one.about.split()]
    channels = sorted({one.kind.channel or "none" for one in rejected})

    def by_way(channel: str) -> Mean:
        return mean([one.value for one in rejected if (one.kind.channel or "none") == channel])

    def by_feedback(had: bool) -> Mean:
        return mean([one.value for one in rejected if ("feedback" in one.about.split()) is had])

    return {
        "score": mean([one.value for one in rejected]),
        "satisfied": Share(sum(one.value >= SATISFIED for one in rejected), len(rejected)),
        "by_channel": {name: by_way(name) for name in channels},
        "by_feedback": {"with feedback": by_feedback(True), "without feedback": by_feedback(False)},
    }


FIGURES: Final[dict[str, Callable[[Rows, Period], Figure]]] = {
    "K1": k1, "K2": k2, "K3": k3, "K4": k4, "K5": k5, "K6": k6, "K7": k7, "K9": k9, "K10": k10, "K11": k11,
    "K12": k12, "K13": k13,
}  # fmt: skip
"""Every figure but K8, which is the others by segment (`domain.reporting.segments`)."""

TITLES: Final = {
    "K1": "Response rate",
    "K2": "Time to response",
    "K3": "Engagement",
    "K4": "Conversion",
    "K5": "Quality of hire",
    "K6": "Service",
    "K7": "Candidate satisfaction",
    "K8": "By segment",
    "K9": "By timing",
    "K10": "Variants",
    "K11": "Word within a week",
    "K12": "Time to decision",
    "K13": "How rejected people rate us",
}


# ---------------------------------------------------------------- what charts show besides


class Silence(NamedTuple):
    """Of applications that were owed a word at an instant: how many had had none for so many days."""

    at: int
    owed: int
    silent: dict[int, int]  # by days


def silence_over_time(rows: Rows, period: Period, days: Sequence[int] = (7, 14, 30)) -> list[Silence]:
    """At the end of each week of the period (of a long one, at fewer instants): who has been waiting for how long.

    Of: applications in a stage in which we owe word then. A silence counts from the last contact, else from the
    application (R20). Left out: candidates who asked for peace.
    """
    end = min(period.until, period.known_until)
    step = 7 * DAY * max(1, -(-(end - period.since) // (26 * 7 * DAY)))
    instants = list(range(end, period.since, -step))[::-1]
    changes: dict[int, list[int]] = {n: [0] * (len(instants) + 1) for n in (0, *days)}

    def count(kind: int, since: int, until: int) -> None:
        """One more at all instants from `since` until before `until`."""
        first = _first_at(instants, since)
        last = _first_at(instants, until)
        if first < last:
            changes[kind][first] += 1
            changes[kind][last] -= 1

    for one in rows.of("owed"):
        count(0, one.began_at, one.met_at)
    for one in rows.of("silence"):
        for n in days:
            count(n, max(one.began_at + n * DAY, one.due_at), one.met_at)
    sums = dict.fromkeys(changes, 0)
    found = []
    for place, at in enumerate(instants):
        for kind, steps in changes.items():
            sums[kind] += steps[place]
        found.append(Silence(at, sums[0], {n: sums[n] for n in days}))
    return found


def _first_at(instants: Sequence[int], since: int) -> int:
    """The place of the first instant that isn't before."""
    low, high = 0, len(instants)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if instants[middle] < since else (low, middle)
    return low


def funnel(rows: Rows, period: Period) -> list[dict[str, Any]]:
    """How far applications came that came in during the period, and how many messages each stage took.

    Each application counts in every stage up to the furthest that it reached by now, as far back as it came in.
    """
    furthest: dict[int, int] = {}
    for one in rows.of("reached"):
        if period.has(one.began_at) and one.met_at <= period.known_until:
            furthest[one.application] = max(furthest.get(one.application, -1), one.value)
    messages: dict[str, int] = {}
    for touch in rows.delivered(period):
        messages[touch.kind.stage] = messages.get(touch.kind.stage, 0) + 1
    return [
        {
            "stage": str(stage),
            "applications": sum(rank >= RANK_OF[stage] for rank in furthest.values()),
            "messages": messages.get(stage, 0),
        }
        for stage in IN_ORDER
    ]


def satisfaction_over_time(rows: Rows, period: Period) -> list[dict[str, Any]]:
    """The average score of surveys by thirteenths of the period: of a quarter, by week."""
    width = max(1, (period.until - period.since) // 13)
    parts = [range(at, min(at + width, period.until)) for at in range(period.since, period.until, width)][:13]
    answered = rows.of("survey")
    return [
        {"from": part.start, "until": part.stop, "score": mean([one.value for one in answered if one.began_at in part])}
        for part in parts
    ]


def totals(rows: Rows, period: Period) -> dict[str, int]:
    """How many messages went out in the period, how many bounced, and to how many candidates they went."""
    sent = [one for one in rows.touches if period.has(one.sent_at)]
    return {
        "messages": len(sent),
        "bounced": sum(one.bounced_at is not None for one in sent),
        "candidates": len({one.person for one in sent}),
        "applications": len({one.application for one in rows.of("reached") if period.has(one.began_at)}),
    }


__all__ = ["FIGURES", "TITLES", "Figure", "Mean", "Period", "Rows", "Share", "Spread"]
