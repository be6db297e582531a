"""Parts of the rows: by what a message was, what it was about, and when it went (K8)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from operator import itemgetter
from typing import Any, Final, NamedTuple

from domain.reporting.figures import FIGURES, Figure, Period, Rows
from domain.reporting.records import Cases, Group, Kind, Touch
from domain.tags import one_form

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_OF_KIND: Final[dict[str, Callable[[Kind], str]]] = {
    "stage": lambda kind: kind.stage,
    "channel": lambda kind: kind.channel,
    "message": lambda kind: kind.message,
    "variant": lambda kind: f"{kind.message} {kind.variant}" if kind.variant else "",
}
_OF_GROUP: Final[dict[str, Callable[[Group], str]]] = {
    "job": lambda group: group.job,
    "department": lambda group: group.department,
    "level": lambda group: group.level,
    "source": lambda group: group.source,
    "recruiter": lambda group: group.recruiter,
    "hiring_manager": lambda group: group.hiring_manager,
}
_OF_SLOT: Final[dict[str, Callable[[int], str]]] = {
    "weekday": lambda slot: WEEKDAYS[slot // 24],
    "hour": lambda slot: f"{slot % 24:02}",
}

SEGMENTS: Final = (
    "stage", "job", "department", "level", "source", "recruiter", "hiring_manager", "channel", "message", "variant",
    "weekday", "hour",
)  # fmt: skip

COLLEAGUES: Final = ("recruiter", "hiring_manager")
"""Segments whose values are marks of colleagues, for whoever knows their names."""

FIGURES_OF: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(_OF_KIND, ("K1", "K2", "K3", "K4")),
    **dict.fromkeys(_OF_SLOT, ("K1", "K2", "K4")),
    **dict.fromkeys(_OF_GROUP, ("K1", "K2", "K3", "K4", "K5", "K6", "K7", "K11", "K12", "K13")),
}
"""Which figures a segment has. A message is sent in a stage and an hour; an interview or a promise isn't."""


def touch_value(by: str) -> Callable[[Touch], str]:
    """What a message's value is."""
    if by in _OF_KIND:
        of_kind = _OF_KIND[by]
        return lambda one: of_kind(one.kind)
    if by in _OF_GROUP:
        of_group = _OF_GROUP[by]
        return lambda one: of_group(one.group)
    of_slot = _OF_SLOT[by]
    return lambda one: of_slot(one.slot)


def has_part(by: str, case: str) -> bool:
    """Do cases of that kind have a value of it? An application, a promise or an interview has no stage and no hour."""
    return by in _OF_GROUP or (by in _OF_KIND and case == "interaction")


def _split(found: Cases, by: str, value_of: Callable[[str], str]) -> dict[str, Cases]:
    """Cases by their values, each as `value_of` has it."""
    if not has_part(by, found.case):
        return {}
    if by in _OF_GROUP:
        of_group = _OF_GROUP[by]
        return found.by_group(lambda group: value_of(of_group(group)))
    of_kind = _OF_KIND[by]
    return found.by_kind(lambda kind: value_of(of_kind(kind)))


class _Values:
    """What the messages' values are. A kind or a group stands in thousands of messages, and is looked at once."""

    def __init__(self, touches: Sequence[Touch], by: str) -> None:
        name = "kind" if by in _OF_KIND else "group" if by in _OF_GROUP else "slot"
        self._touches = touches
        self._field: Callable[[Touch], Any] = itemgetter(Touch._fields.index(name))
        one_of_each = dict(zip(self.keys(), touches, strict=True))
        value = touch_value(by)
        self.of = {key: value(one) for key, one in one_of_each.items()}

    def keys(self) -> Iterator[int]:
        """Which kind, group or slot each message is of, in the messages' order."""
        return map(id, map(self._field, self._touches))


def parts(rows: Rows, by: str, kinds: Collection[str] | None = None) -> dict[str, Rows]:
    """The rows by their value, in order; what has no value is in none. `kinds`: of these cases alone.

    `Sales` and `sales` are one value, called as most messages have it.
    """
    as_written: dict[str, list[Touch]] = {}
    values = _Values(rows.touches, by)
    put = {key: as_written.setdefault(text, []).append for key, text in values.of.items()}
    for key, one in zip(values.keys(), rows.touches, strict=True):
        put[key](one)
    touches: dict[str, list[Touch]] = {}
    names: dict[str, str] = {}
    for text, some in sorted(as_written.items(), key=lambda one: (-len(one[1]), one[0])):
        names.setdefault(one_form(text), text)
        if (same := touches.setdefault(one_form(text), some)) is not some:
            same += some

    def folded(text: str) -> str:
        names.setdefault(one_form(text), text)
        return one_form(text)

    cases: dict[str, dict[str, Cases]] = {}
    for kind, found in rows.cases.items():
        if kinds is None or kind in kinds:
            for value, part in _split(found, by, folded).items():
                cases.setdefault(value, {})[kind] = part
    named = sorted((names[value], value) for value in {*touches, *cases} - {""})
    return {name: Rows(touches.get(value, ()), cases.get(value, {})) for name, value in named}


def where(rows: Rows, wanted: Iterable[tuple[str, str]]) -> Rows:
    """The rows that have all of these values. What has no such value at all is left out."""
    for by, named in wanted:
        meant = one_form(named)
        values = _Values(rows.touches, by)
        is_meant = {key: one_form(text) == meant for key, text in values.of.items()}
        touches = rows.touches
        if not all(is_meant.values()):
            touches = [*compress(touches, map(is_meant.__getitem__, values.keys()))]
        split = ((kind, _split(found, by, one_form).get(meant)) for kind, found in rows.cases.items())
        rows = Rows(touches, {kind: part for kind, part in split if part is not None})
    return rows


class Chosen(NamedTuple):
    """What rows must have to be of the parts that are wanted; None: no matter what."""

    kinds: frozenset[int] | None = None  # by their numbers
    groups: frozenset[int] | None = None
    slots: frozenset[int] | None = None


def chosen(wanted: Iterable[tuple[str, str]], kinds: Mapping[int, Kind], groups: Mapping[int, Group]) -> Chosen:
    """What `where` leaves, so that a ledger need not hand out the rest."""
    found = Chosen()
    for by, named in wanted:
        meant = one_form(named)
        if by in _OF_KIND:
            of_kind = _OF_KIND[by]
            some = frozenset(number for number, one in kinds.items() if one_form(of_kind(one)) == meant)
            found = found._replace(kinds=some if found.kinds is None else some & found.kinds)
        elif by in _OF_GROUP:
            of_group = _OF_GROUP[by]
            some = frozenset(number for number, one in groups.items() if one_form(of_group(one)) == meant)
            found = found._replace(groups=some if found.groups is None else some & found.groups)
        else:
            of_slot = _OF_SLOT[by]
            some = frozenset(slot for slot in range(7 * 24) if one_form(of_slot(slot)) == meant)
            found = found._replace(slots=some if found.slots is None else some & found.slots)
    return found


def is_of_messages(by: str) -> bool:
    """Is it a matter of single messages, which an application, a promise or an interview has no share in?"""
    return by not in _OF_GROUP


def not_counted(wanted: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Figures that aren't counted by one of these parts, and by which."""
    found: dict[str, str] = {}
    for by, _ in wanted:
        for figure in FIGURES:
            if figure not in (*FIGURES_OF[by], "K9", "K10"):
                found.setdefault(figure, by)
    return found


def values_of(by: str, kinds: Iterable[Kind], groups: Iterable[Group]) -> list[str]:
    """What there is to choose from: the values of these kinds and groups; all weekdays and hours."""
    if by in _OF_SLOT:
        return [*WEEKDAYS] if by == "weekday" else [f"{hour:02}" for hour in range(24)]
    if by in _OF_KIND:
        of_kind = _OF_KIND[by]
        return sorted({of_kind(one) for one in kinds} - {""})
    of_group = _OF_GROUP[by]
    return sorted({of_group(one) for one in groups} - {""})


def by_segment(
    rows: Rows, by: str, period: Period, wanted: Iterable[str] | None = None, kinds: Collection[str] | None = None
) -> list[tuple[str, dict[str, Figure]]]:
    """Each value with its figures (`wanted` of them), the ones with most messages first. Values with no message and
    nothing else in the period are left out.
    """
    found, keys = [], (*(FIGURES_OF[by] if wanted is None else wanted),)
    for name, part in parts(rows, by, kinds).items():
        figures = {key: FIGURES[key](part, period) for key in keys}
        weight = len(part.sent(period))
        if weight or any(period.has(at) for of_kind in part.cases.values() for (at,) in of_kind.numbers("began_at")):
            found.append((weight, name, figures))
    if by in _OF_SLOT:
        order = {name: n for n, name in enumerate(WEEKDAYS)}
        return [(name, figures) for _, name, figures in sorted(found, key=lambda one: (order.get(one[1], 0), one[1]))]
    return [(name, figures) for _, name, figures in sorted(found, key=lambda one: (-one[0], one[1]))]
