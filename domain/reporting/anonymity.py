"""What candidates answered in surveys, so that no report tells what one of them said.

An answer to a question counts only together with four others, in groups that are never parted: all five have the same
instant, job, recruiter and so on, and what differs between them is dropped. So whatever parts and periods somebody
subtracts from each other, what is left is whole groups again: nothing, or five people at least. That holds from one day
to the next, too, since a group that is full stays as it is and nobody is added to it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from domain.reporting.figures import SEEN, Rows
from domain.reporting.records import DAY, Case, Cases, Group, Kind

TOGETHER: Final = 5
"""So many answers make a group."""

WAITS_FOR: Final = 90 * DAY
"""So long an answer waits for four others about the same recruiter. Then it counts with those that waited as long,
whoever the recruiter was."""

_SURVEY: Final = "survey"
_DIFFERS: Final = "several"
_FLAGS: Final = ("rejected", "hired", "withdrawn", "feedback")


def without_persons(rows: Rows, until: int) -> Rows:
    """The rows with the answers to surveys in groups; that somebody has answered stays on its own, without a word."""
    given = [*rows.cases.get(_SURVEY, ())]
    if not given:
        return rows
    by_question: dict[str, list[Case]] = {}
    for one in given:
        for question, answer in _answers(one):
            by_question.setdefault(question, []).append(answer)
    told = (one for _, answers in sorted(by_question.items()) for one in grouped(answers, until))
    seen = (one._replace(case=SEEN, value=0, about="") for one in given)
    return Rows(rows.touches, {**rows.cases, _SURVEY: Cases(_SURVEY, told), SEEN: Cases(SEEN, seen)})


def _answers(one: Case) -> Iterator[tuple[str, Case]]:
    """What somebody answered, each question on its own: with one of them nobody is told how they answered another."""
    words = one.about.split()
    flags = [word for word in words if word in _FLAGS]
    if one.value:
        yield "", one._replace(about=" ".join(flags))
    for word in words:
        if word not in _FLAGS:
            yield word.partition("=")[0], one._replace(value=0, about=" ".join([*flags, word]))


def grouped(answers: Iterable[Case], until: int) -> Iterator[Case]:
    """The answers that count by then, each as its group has it. The same ones come out whenever it is asked."""
    waiting: dict[tuple[str, bool], list[Case]] = {}
    ends: list[tuple[int, int, tuple[str, bool], Case]] = []
    late: list[Case] = []

    def overdue(now: int) -> Iterator[Case]:
        while ends and ends[0][0] <= now:
            at, _, key, one = heapq.heappop(ends)
            pool = waiting[key]
            if not any(one is other for other in pool):
                continue  # it counts already
            pool[:] = [other for other in pool if other is not one]
            late.append(one)
            if len(late) == TOGETHER:
                yield from _together(late, at)
                late.clear()

    ordered = sorted(answers, key=lambda one: (one.due_at, one.began_at, one.person, one.application, one.number))
    for number, one in enumerate(ordered):  # as they were put on record: nothing comes before what counts already
        if one.began_at > until:
            continue
        yield from overdue(one.began_at)
        key = one.group.recruiter, "rejected" in one.about.split()
        pool = waiting.setdefault(key, [])
        pool.append(one)
        heapq.heappush(ends, (one.began_at + WAITS_FOR, number, key, one))
        if len(pool) == TOGETHER:
            yield from _together(pool, max(other.began_at for other in pool))
            pool.clear()
    yield from overdue(until)


def _together(answers: Sequence[Case], at: int) -> list[Case]:
    """They as one: what they don't have in common is not said of any of them."""
    group = Group(*(_common(values, "") for values in zip(*(one.group for one in answers), strict=True)))
    channel = _common([one.kind.channel for one in answers], _DIFFERS)
    kind = Kind(stage=_common([one.kind.stage for one in answers], ""), channel=channel)
    words = [one.about.split() for one in answers]
    flags = [flag for flag in _FLAGS if all(flag in some for some in words)]
    flags += [f"{_DIFFERS}-{flag}" for flag in _FLAGS if flag not in flags and any(flag in some for some in words)]
    return [
        Case(
            one.case, 0, 0, number, kind, group, at, value=one.value,
            about=" ".join([*flags, *(word for word in some if word not in _FLAGS)]),
        )
        for number, (one, some) in enumerate(zip(answers, words, strict=True))
    ]  # fmt: skip


def _common(values: Sequence[str], otherwise: str) -> str:
    return values[0] if len({*values}) == 1 else otherwise
