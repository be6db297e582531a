"""Parts of the rows: by what a message was, what it was about, and when it went (K8)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

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


def case_value(by: str, case: str) -> Callable[[Kind, Group], str | None]:
    """What the value of a case of that kind is; None where it has none of that."""
    if by in _OF_GROUP:
        of_group = _OF_GROUP[by]
        return lambda _kind, group: of_group(group)
    if by in _OF_KIND and case == "interaction":
        of_kind = _OF_KIND[by]
        return lambda kind, _group: of_kind(kind)
    return lambda _kind, _group: None


def parts(rows: Rows, by: str, kinds: Collection[str] | None = None) -> dict[str, Rows]:
    """The rows by their value, in order; what has no value is in none. `kinds`: of these cases alone.

    `Sales` and `sales` are one value, called as most messages have it.
    """
    as_written: dict[str, list[Touch]] = {}
    value = touch_value(by)
    for one in rows.touches:
        as_written.setdefault(value(one), []).append(one)
    touches: dict[str, list[Touch]] = {}
    names: dict[str, str] = {}
    for text, some in sorted(as_written.items(), key=lambda one: (-len(one[1]), one[0])):
        names.setdefault(one_form(text), text)
        if (same := touches.setdefault(one_form(text), some)) is not some:
            same += some
    cases: dict[str, dict[str, Cases]] = {}
    for kind, found in rows.cases.items():
        if kinds is None or kind in kinds:
            for folded, part in found.split(_folded(by, kind, names)).items():
                cases.setdefault(folded, {})[kind] = part
    named = sorted((names[folded], folded) for folded in {*touches, *cases} - {""})
    return {name: Rows(touches.get(folded, ()), cases.get(folded, {})) for name, folded in named}


def _folded(by: str, case: str, names: dict[str, str]) -> Callable[[Kind, Group], str | None]:
    """The value of a case in the one form in which values are compared; how it's written is put into `names`."""
    value = case_value(by, case)

    def folded(kind: Kind, group: Group) -> str | None:
        text = value(kind, group)
        if text is None:
            return None
        names.setdefault(one_form(text), text)
        return one_form(text)

    return folded


def _only(by: str, case: str, meant: str) -> Callable[[Kind, Group], str | None]:
    """The one value that is meant, and none of the others."""
    value = _folded(by, case, {})
    return lambda kind, group: meant if value(kind, group) == meant else None


def where(rows: Rows, wanted: Iterable[tuple[str, str]]) -> Rows:
    """The rows that have all of these values. What has no such value at all is left out."""
    for by, named in wanted:
        value, meant = touch_value(by), one_form(named)
        same: dict[str, bool] = {}  # by what is written, whether it is what is meant
        touches: list[Touch] = []
        for one in rows.touches:
            text = value(one)
            if text not in same:
                same[text] = one_form(text) == meant
            if same[text]:
                touches.append(one)
        split = ((kind, found.split(_only(by, kind, meant)).get(meant)) for kind, found in rows.cases.items())
        rows = Rows(touches, {kind: part for kind, part in split if part is not None})
    return rows


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
        if weight or any(period.has(began) for of_kind in part.cases.values() for _, began, _, _ in of_kind.times()):
            found.append((weight, name, figures))
    if by in _OF_SLOT:
        order = {name: n for n, name in enumerate(WEEKDAYS)}
        return [(name, figures) for _, name, figures in sorted(found, key=lambda one: (order.get(one[1], 0), one[1]))]
    return [(name, figures) for _, name, figures in sorted(found, key=lambda one: (-one[0], one[1]))]
