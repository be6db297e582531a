"""K1-K13: each figure a pure function over rows, with what it counts, what it leaves out, and why.

Each takes the rows of whatever part is asked about (`domain.reporting.segments`), so a figure knows no segment. What
came after `Period.known_until` counts as not known yet: that is what makes two periods comparable.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from domain.names import Stage
from domain.reporting.records import DAY, IN_ORDER, RANK_OF, Case, Cases, Touch
from domain.reporting.rows import EMPLOYED_FOR, LEAST_SILENCE
from domain.reporting.statistics import Mean, Share, Spread, mean, spread, verdict

RESPONSE_WITHIN: Final = 30 * DAY
MOVED_WITHIN: Final = 14 * DAY
LATE_DECISION: Final = 45 * DAY
SILENT_FOR: Final = (30 * DAY, 60 * DAY)
SATISFIED: Final = 4
"""From this score on, of 5, somebody was satisfied."""

SEEN: Final = "surveyed"
"""The kind of case that says that somebody answered a survey, and not what (`domain.reporting.anonymity`)."""

LEAST_ANSWERS: Final = 5
"""Of fewer answers to a survey nothing is told."""

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

    __slots__ = ("_found", "cases", "touches")

    def __init__(self, touches: Sequence[Touch], cases: Mapping[str, Cases]) -> None:
        """`cases`: by kind."""
        self.touches, self.cases = touches, cases
        self._found: dict[tuple[int, int, str], list[Touch]] = {}

    def of(self, kind: str) -> Iterable[Case]:
        return self.cases.get(kind, ())

    def numbers(self, kind: str, *columns: str) -> Iterable[tuple[int, ...]]:
        """These columns of the cases alone."""
        found = self.cases.get(kind)
        return found.numbers(*columns) if found is not None else ()

    def sent(self, period: Period) -> list[Touch]:
        """Messages of the period that were accepted."""
        key = period.since, period.until, "sent"
        if key not in self._found:
            since, until = period.since, period.until
            self._found[key] = [one for one in self.touches if since <= one.sent_at < until]
        return self._found[key]

    def delivered(self, period: Period) -> list[Touch]:
        """Those of which no bounce was heard."""
        key = period.since, period.until, "delivered"
        if key not in self._found:
            self._found[key] = [one for one in self.sent(period) if one.bounced_at is None]
        return self._found[key]

    def asking(self, period: Period) -> list[Touch]:
        """Those of them that ask for an answer."""
        key = period.since, period.until, "asking"
        if key not in self._found:
            self._found[key] = [one for one in self.delivered(period) if one.kind.wants_reply]
        return self._found[key]


Figure = dict[str, Any]
"""Parts of a figure by name: shares, spreads, means, and numbers."""


def k1(rows: Rows, period: Period) -> Figure:
    """Response rate.

    Counted: candidates who replied within 30 days of a message that asks for an answer, and to which the reply
    belongs: the last such message before it.
    Of: candidates to whom at least one message that asks for an answer was delivered in the period (accepted, and no
    bounce heard). However many they got, each candidate counts once.
    Left out: messages that ask for nothing, since nobody is meant to answer them; surveys, which have an answer of
    their own (K7); automatic mail, reactions, bounces and wishes to stop, since they are no answers (R8); opens, since
    mail programs open by themselves.
    `pending`: candidates without a reply whose 30 days aren't over yet. They count as not having replied, so the rate
    may still rise by as many.
    """
    asked: set[int] = set()
    replied: set[int] = set()
    recent: set[int] = set()
    known, fresh = period.known_until, period.known_until - RESPONSE_WITHIN
    for one in rows.asking(period):
        if one.sent_at > known:
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
            for one in rows.asking(period)
            if one.replied_at is not None and one.replied_at <= known
        )
    }


def k3(rows: Rows, period: Period) -> Figure:
    """Engagement: interactions per candidate after the first outreach.

    Counted: replies, survey answers, and answers to an offer after the first message to them. Each belongs to the last
    message before it, and counts where that one went out in the period.
    Of: candidates to whom a message was delivered in the period.
    Left out: what they did before the first message, and what colleagues or the ATS did; opens and clicks, which
    aren't measured.
    """
    people = {one.person for one in rows.delivered(period)}
    known = period.known_until
    since, until = period.since, period.until
    acts = sum(
        since <= began < until and met <= known for began, met in rows.numbers("interaction", "began_at", "met_at")
    )
    return {
        "interactions": acts,
        "candidates": len(people),
        "value": round(acts / len(people), 4) if people else None,
    }


def k4(rows: Rows, period: Period) -> Figure:
    """Conversion: moved a stage forward within 14 days of a message.

    Counted: applications that entered a later stage (prospect, applied, screening, interview, offer, hired) within 14
    days after a message about them.
    Of: applications about which a message of an open stage was delivered in the period.
    Left out: messages of closed stages and of the network, after which there is no stage to move on to. It says what
    followed, not why: many moves come without any message's doing.
    `pending`: applications that haven't moved, and whose 14 days aren't over yet. They count as not having moved.
    """
    had: set[int] = set()
    moved: set[int] = set()
    recent: set[int] = set()
    known, fresh = period.known_until, period.known_until - MOVED_WITHIN
    for one in rows.delivered(period):
        if one.kind.stage in _OPEN and one.application:
            had.add(one.application)
            if one.moved_at is not None and one.moved_at <= known and one.moved_at - one.sent_at <= MOVED_WITHIN:
                moved.add(one.application)
            elif one.sent_at > fresh:
                recent.add(one.application)
    return {"share": Share(len(moved), len(had)), "pending": len(recent - moved)}


def k5(rows: Rows, period: Period) -> Figure:
    """Quality of hire.

    Counted: ratings of hires (1 to 5) that were given in the period, the last one of each hire; and of hires whose
    90th day lies in the period, how many are known to have left by then.
    `still_employed`: of those hires, the ones whose hiring manager said, on or after the 90th day, that they are still
    there; of those, the ones of whom they said no, and the ones known to have left by that day.
    Left out: hires without a rating. Who isn't known to have left isn't counted as still employed, unless somebody who
    was asked says so.
    """
    ratings = [one.value for one in rows.of("rating") if period.has(one.began_at)]
    past = [one for one in rows.of("hire") if period.has(one.began_at + EMPLOYED_FOR)]
    left = [one for one in past if one.met_at < one.began_at + EMPLOYED_FOR]
    here = sum(one.value > 0 for one in past if one not in left)
    gone = len(left) + sum(one.value < 0 for one in past if one not in left)
    return {
        "rating": mean(ratings),
        "still_employed": Share(here, here + gone),
        "hires_past_90_days": len(past),
        "known_to_have_left": len(left),
    }


def _kept(rows: Rows, kind: str, period: Period, *, by_due: bool = False) -> Share:
    """Of what began (or fell due) in the period, and is due by now: how much was met in time. What was met early counts
    when it is due, too: else the newest would all have been kept.
    """
    since, until, known, met_in_time, ended = *period, 0, 0
    for at, due, met in rows.numbers(kind, "due_at" if by_due else "began_at", "due_at", "met_at"):
        if since <= at < until and due <= known:
            met_in_time += met <= due
            ended += 1
    return Share(met_in_time, ended)


def k6(rows: Rows, period: Period) -> Figure:
    """Service.

    `acknowledged`: of applications made in the period, those with a word from us within 48 hours. Left out: whoever
    came in later than a day after applying, or in a later stage (R20), since nobody could have acknowledged them in
    time; and those without one whose application ended, or who asked us to stop, before that time was over.
    `thanked`: of interviews that ended in the period, those after which a word went out within 24 hours: any message
    but those about another interview, or a colleague's call. Left out: canceled ones, and where the application ended
    meanwhile.
    `promises_kept`: of dates told to candidates whose day ended in the period, those by which a word about the
    application went out: any message but a receipt, a colleague's call, or a new date. A decision alone isn't a word.
    Left out: dates in messages that bounced, and candidates who withdrew or asked us to stop before the day was over.
    `answered`: of replies that a colleague was asked to answer in the period, those answered by the deadline. Several
    replies in a row are one. Left out: what needed no answer any more.
    `longest_silence`: the longest time without a word in an open stage in which we owe one, as far as it lies in the
    period, counted from the last contact, else from the application (R20). Left out: candidates who asked us to stop.
    `breaches`: how often the longest silence that is allowed passed (R1).

    What isn't due yet is left out everywhere, whether it is met already or not: if only the early ones counted, the
    newest would all look kept.
    """
    longest, since, end = 0, period.since, min(period.until, period.known_until)
    for began, owed_from, met in rows.numbers("silence", "began_at", "due_at", "met_at"):
        ended = met if met < end else end  # a million times: no function is called
        if ended - began > longest and ended > since and owed_from < ended:
            longest = ended - began
    return {
        "acknowledged": _kept(rows, "acknowledged", period),
        "thanked": _kept(rows, "thanked", period),
        "promises_kept": _kept(rows, "promise", period, by_due=True),
        "answered": _kept(rows, "answer", period),
        "longest_silence": longest if longest >= LEAST_SILENCE else None,
        "breaches": sum(period.has(one.began_at) for one in rows.of("breach")),
    }


def k7(rows: Rows, period: Period) -> Figure:
    """Candidate satisfaction.

    Counted: scores of surveys (1 to 5) that were answered in the period: their average, the share of 4 and 5
    (`satisfied`), how many of each, and how many came with a comment. `nps`: the share of 9 and 10 less that of 0 to 6,
    in points from -100 to 100, of those who said how likely they are to recommend us (0 to 10). `questions`: each
    question of the playbook's surveys, with its average, or with the share of each choice.
    `answered`: of candidates to whom a survey was delivered in the period, those who answered one after it; fewer than
    five aren't told.
    So that no report tells what one person said, an answer counts from the day on which five are together: of one
    recruiter, or after 90 days of whichever recruiters. All five count for what they have in common alone, so parts
    that differ by fewer than five answers don't exist.
    Left out: candidates who were never asked.
    """
    answered = [one for one in rows.of("survey") if period.has(one.began_at)]
    scores = [one.value for one in answered if one.value]
    known = period.known_until
    asked: dict[int, int] = {}
    for touch in rows.delivered(period):
        if touch.kind.rank == "survey":
            asked[touch.person] = min(touch.sent_at, asked.get(touch.person, touch.sent_at))
    seen = rows.cases.get(SEEN, rows.cases.get("survey", ()))
    by_person = {one.person for one in seen if asked.get(one.person, known) < one.began_at <= known}
    is_told = len(by_person) >= LEAST_ANSWERS or not by_person or SEEN not in rows.cases
    return {
        "score": mean(scores),
        "nps": nps(answered),
        "questions": by_question(answered),
        "satisfied": Share(sum(one >= SATISFIED for one in scores), len(scores)),
        "scores": {str(score): scores.count(score) for score in range(1, 6)},
        "comments": sum("comment" in one.about.split() for one in answered),
        "answered": Share(len(by_person), len(asked)) if is_told else Share(0, 0),
    }


def said_in(case: Case) -> Iterator[tuple[str, str, str]]:
    """What somebody chose: the kind of each question, its name, and the answer."""
    for word in case.about.split():
        name, is_there, answer = word.partition("=")
        kind, _, question = name.partition(":")
        if is_there and question:
            yield kind, question, answer


def nps(answered: Iterable[Case]) -> Mean:
    """Promoters less detractors, in points: the average of 100, 0 and -100."""
    return points([int(answer) for one in answered for kind, _, answer in said_in(one) if kind == "nps"])


def points(given: Sequence[int]) -> Mean:
    """Of numbers from 0 to 10, as NPS has them."""
    return mean([100 if one >= PROMOTES else -100 if one <= DETRACTS else 0 for one in given])


PROMOTES: Final = 9
DETRACTS: Final = 6


def by_question(answered: Iterable[Case]) -> list[dict[str, Any]]:
    """Each question that was asked: the average of its numbers, or how often each choice was taken."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in answered:
        for kind, question, answer in said_in(one):
            found.setdefault((question, kind), []).append(answer)
    told: list[dict[str, Any]] = []
    for (question, kind), given in sorted(found.items()):
        about: dict[str, Any] = {"question": question, "kind": kind}
        if kind == "choice":
            of_each = {one: given.count(one) for one in sorted({*given})}
            told.append(about | {"choices": {one: Share(n, len(given)) for one, n in of_each.items()}})
        else:
            numbers = [int(one) for one in given]
            told.append(about | {"value": mean(numbers)} | ({"points": points(numbers)} if kind == "nps" else {}))
    return told


def k9(rows: Rows, period: Period) -> Figure:
    """By timing: the response rate (K1) by weekday and hour of the candidate's local time at which a message went out.

    Counted, of and left out as in K1, for each hour of the week in which a message that asks for an answer went out.
    A candidate who got messages in several of them counts in each, and as having replied only where the reply belongs.
    """
    slots: dict[int, list[Touch]] = {}
    for one in rows.asking(period):
        slots.setdefault(one.slot, []).append(one)
    found = {slot: k1(Rows(touches, {}), period)["share"] for slot, touches in sorted(slots.items())}
    return {"slots": [{"weekday": slot // 24, "hour": slot % 24, "share": share} for slot, share in found.items()]}


def k10(rows: Rows, period: Period) -> Figure:
    """Variants: the response rate (K1) of each variant of a message, compared with that of its base (`a`).

    Counted, of and left out as in K1, of the candidates who got that variant 30 days ago or longer, whether they have
    answered or not: of a younger one only those would count who answer at once. `pending`: candidates who got it later.
    A message counts here where at least two of its variants went out in the period. The verdict on a variant is
    *better* or *worse* where chance alone would make so large a difference less than once in twenty times
    (two-proportion test, divided by the number of variants that are compared), and each has 30 candidates; else *not
    enough data*.
    """
    by_message: dict[str, dict[str, list[Touch]]] = {}
    for one in rows.asking(period):
        if one.kind.variant:
            by_message.setdefault(one.kind.message, {}).setdefault(one.kind.variant, []).append(one)
    tests = []
    old = period._replace(until=max(period.since, min(period.until, period.known_until - RESPONSE_WITHIN)))
    for message, variants in sorted(by_message.items()):
        if len(variants) < 2:
            continue
        shares = {name: k1(Rows(touches, {}), old)["share"] for name, touches in sorted(variants.items())}
        base = shares.get("a") or next(iter(shares.values()))
        first = next(name for name, share in shares.items() if share is base)
        of_each = [
            {
                "variant": name,
                "share": share,
                "pending": len({one.person for one in variants[name]}) - share.of,
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
    Of: applications made in the period whose 7 (30, 60) days are over.
    Left out: prospects, who didn't apply; whoever came in later than a day after applying (R20); candidates who
    withdrew or asked us to stop before the week was over.
    """
    since, until, known = period
    found: Figure = {"word": _kept(rows, "word", period)}
    applied = rows.numbers("word", "application", "began_at")
    made = {application: began for application, began in applied if since <= began < until}
    longest: dict[int, int] = {}
    for application, began, met in rows.numbers("silence", "application", "began_at", "met_at"):
        length = (met if met < known else known) - began
        if length >= SILENT_FOR[0] and length > longest.get(application, 0):
            longest[application] = length
    for least in SILENT_FOR:
        past = [application for application, began in made.items() if began + least <= known]
        silent = sum(longest.get(application, 0) >= least for application in past)
        found[f"silent_{least // DAY}"] = Share(silent, len(past))
    return found


def k12(rows: Rows, period: Period) -> Figure:
    """Time to decision.

    Counted: seconds from the end of the last interview before a decision (offer, hire or rejection) until it was told:
    the first message of those stages, or a colleague's call, after it was made; of decisions told in the period.
    `open_past_45`: applications that at the period's end had had no word of a decision for more than 45 days since
    their last interview.
    Left out: applications without an interview, and those whose candidate withdrew or asked us to stop.
    """
    told = [one for one in rows.of("decision") if period.has(one.met_at)]
    end = min(period.until, period.known_until)
    waiting = [one for one in rows.of("decision") if end - one.began_at > LATE_DECISION and one.met_at > end]
    return {"time": spread(one.met_at - one.began_at for one in told), "open_past_45": len(waiting)}


def k13(rows: Rows, period: Period) -> Figure:
    """How rejected people rate us: K7's scores of those whose application was rejected, alone.

    `by_channel`: by the way in which the closing message went (*none* where it never went out); `by_feedback`: by
    whether a recruiter had written feedback for them.
    `nps`: as in K7. Counted: groups (K7) of answers by people who were rejected.
    Left out: everybody else's scores, and groups in which only some were rejected; where only some of a group were
    told by one channel, or had feedback, it counts in neither part.
    """
    rejected = [one for one in rows.of("survey") if period.has(one.began_at) and "rejected" in one.about.split()]
    channels = sorted({one.kind.channel or "none" for one in rejected} - {"several"})

    def by_way(channel: str) -> Mean:
        return mean([one.value for one in rejected if one.value and (one.kind.channel or "none") == channel])

    def by_feedback(had: bool) -> Mean:
        clear = [one for one in rejected if one.value and "several-feedback" not in one.about.split()]
        return mean([one.value for one in clear if ("feedback" in one.about.split()) is had])

    scores = [one.value for one in rejected if one.value]
    return {
        "score": mean(scores),
        "satisfied": Share(sum(one >= SATISFIED for one in scores), len(scores)),
        "nps": nps(rejected),
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
    application (R20). Left out: candidates who asked us to stop.
    """
    end = min(period.until, period.known_until)
    step = 7 * DAY * max(1, -(-(end - period.since) // (26 * 7 * DAY)))
    instants = list(range(end, period.since, -step))[::-1]
    changes: dict[int, list[int]] = {n: [0] * (len(instants) + 1) for n in (0, *days)}
    # One more at each instant from `since` until before `until`.
    for since, until in rows.numbers("owed", "began_at", "met_at"):
        changes[0][bisect_left(instants, since)] += 1
        changes[0][bisect_left(instants, until)] -= 1
    for began, owed_from, until in rows.numbers("silence", "began_at", "due_at", "met_at"):
        last = bisect_left(instants, until)
        for n in days:
            since = began + n * DAY
            if since < owed_from:
                since = owed_from
            if since < until:
                changes[n][bisect_left(instants, since)] += 1
                changes[n][last] -= 1
    sums = dict.fromkeys(changes, 0)
    found = []
    for place, at in enumerate(instants):
        for kind, steps in changes.items():
            sums[kind] += steps[place]
        found.append(Silence(at, sums[0], {n: sums[n] for n in days}))
    return found


def funnel(rows: Rows, period: Period) -> list[dict[str, Any]]:
    """How far applications came that came in during the period, and how many messages each stage took.

    Each application counts in every stage from the one in which it came in to the furthest that it reached by now.
    """
    furthest: dict[int, tuple[int, int]] = {}
    for application, began, met, rank in rows.numbers("reached", "application", "began_at", "met_at", "value"):
        if period.since <= began < period.until and met <= period.known_until:
            first, last = furthest.get(application, (rank, rank))
            furthest[application] = min(first, rank), max(last, rank)
    messages: dict[str, int] = {}
    for touch in rows.delivered(period):
        messages[touch.kind.stage] = messages.get(touch.kind.stage, 0) + 1
    return [
        {
            "stage": str(stage),
            "applications": sum(first <= RANK_OF[stage] <= last for first, last in furthest.values()),
            "messages": messages.get(stage, 0),
        }
        for stage in IN_ORDER
    ]


def satisfaction_over_time(rows: Rows, period: Period) -> list[dict[str, Any]]:
    """The average score of surveys, and the NPS, by thirteenths of the period: of a quarter, by week."""
    width = max(1, -(-(period.until - period.since) // 13))
    given: dict[int, list[Case]] = {at: [] for at in range(period.since, period.until, width)}
    for one in rows.of("survey"):
        if period.has(one.began_at):
            given[one.began_at - (one.began_at - period.since) % width].append(one)
    return [
        {
            "from": at,
            "until": min(at + width, period.until),
            "score": mean([one.value for one in some if one.value]),
            "nps": nps(some),
        }
        for at, some in given.items()
    ]


def totals(rows: Rows, period: Period) -> dict[str, int]:
    """How many messages went out in the period, how many bounced, and to how many candidates they went."""
    sent, has = rows.sent(period), period.has
    return {
        "messages": len(sent),
        "bounced": len(sent) - len(rows.delivered(period)),
        "candidates": len({one.person for one in sent}),
        "applications": len({one for one, began in rows.numbers("reached", "application", "began_at") if has(began)}),
    }


__all__ = ["FIGURES", "TITLES", "Figure", "Mean", "Period", "Rows", "Share", "Spread"]
