"""A report: all figures of a period beside those of the period before, their segments, and what charts show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from domain.reporting.anonymity import without_persons
from domain.reporting.experiments import Judged, with_verdicts
from domain.reporting.experiments import as_json as test_json
from domain.reporting.figures import (
    FIGURES,
    Figure,
    Period,
    Rows,
    Silence,
    funnel,
    satisfaction_over_time,
    silence_over_time,
    totals,
)
from domain.reporting.segments import COLLEAGUES, FIGURES_OF, by_segment, is_of_messages, not_counted, where
from domain.reporting.statistics import Mean, Share, Spread, changed


@dataclass(frozen=True, slots=True)
class Segment:
    """A part, with the figures that it has."""

    by: str
    value: str
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of a period."""

    period: Period
    figures: dict[str, Figure]
    before: dict[str, Figure]
    totals: dict[str, int]  # without applications where one part of the messages alone is counted
    totals_before: dict[str, int]
    segments: tuple[Segment, ...] = ()
    by: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    stages: tuple[Segment, ...] = ()  # for the charts: the response by stage,
    managers: tuple[Segment, ...] = ()  # and the time to decision by hiring manager
    silence: tuple[Silence, ...] = ()
    funnel: tuple[dict[str, Any], ...] = ()
    satisfaction: tuple[dict[str, Any], ...] = ()
    experiments: tuple[Judged, ...] = ()  # the tests under way, as they stand now
    names: dict[str, str] = field(default_factory=dict)  # colleagues' names by their marks
    not_by: dict[str, str] = field(default_factory=dict)  # figures that aren't counted by a part that was asked for

    @property
    def is_of_now(self) -> bool:
        """Does the period end at the moment at which the report was made?"""
        return self.period.until >= self.period.known_until

    def named(self, by: str, value: str) -> str:
        """A segment's value for people: a colleague by name, where it is known."""
        return self.names.get(value, f"Unknown ({value})") if by in COLLEAGUES else value


def make_report(
    rows: Rows,
    period: Period,
    *,
    by: tuple[str, ...] = (),
    where_is: tuple[tuple[str, str], ...] = (),
    names: dict[str, str] | None = None,
    experiments: tuple[Judged, ...] = (),
) -> Report:
    """The whole report. Pure: the rows are those of this period and the one before. `experiments`: about everybody, so
    that a part of them shows none.
    """
    rows = without_persons(rows, period.known_until)  # before anything is looked at by its parts
    if where_is:
        experiments = ()
        rows = where(rows, where_is)
    before, not_by = period.before, not_counted(where_is)
    figures = {key: figure for key, figure in FIGURES.items() if key not in not_by}
    of_messages = any(is_of_messages(part) for part, _ in where_is)
    without = {"applications"} if of_messages else set()
    counted = {key: figure(rows, period) for key, figure in figures.items()}
    if "K10" in counted:
        counted["K10"] = with_verdicts(counted["K10"], experiments)
    return Report(
        period=period,
        figures=counted,
        before={key: figure(rows, before) for key, figure in figures.items() if key not in ("K9", "K10")},
        totals={name: number for name, number in totals(rows, period).items() if name not in without},
        totals_before={name: number for name, number in totals(rows, before).items() if name not in without},
        segments=tuple(
            Segment(one, *found)
            for one in by
            for found in by_segment(rows, one, period, [key for key in FIGURES_OF[one] if key not in not_by])
        ),
        by=by,
        where=where_is,
        stages=tuple(
            Segment("stage", *found) for found in by_segment(Rows(rows.asking(period), {}), "stage", period, ["K1"])
        ),
        managers=tuple(
            Segment("hiring_manager", *found)
            for found in by_segment(Rows((), rows.cases), "hiring_manager", period, ["K12"], ["decision"])
        ),
        silence=() if of_messages else tuple(silence_over_time(rows, period)),
        funnel=() if of_messages else tuple(funnel(rows, period)),
        satisfaction=() if of_messages else tuple(satisfaction_over_time(rows, period)),
        experiments=experiments,
        names=names or {},
        not_by=not_by,
    )


# ---------------------------------------------------------------- as data


def as_json(report: Report) -> dict[str, Any]:
    """What `followup report --json` prints."""
    return {
        "from": instant(report.period.since),
        "until": instant(report.period.until),
        "known_until": instant(report.period.known_until),
        "where": dict(report.where),
        "totals": report.totals | {"before": report.totals_before},
        "figures": {
            key: {"not_by": report.not_by[key]}
            if key in report.not_by
            else _told(report.figures[key]) | _compared(report.figures[key], report.before.get(key, {}))
            for key in FIGURES
        },
        "segments": [
            {
                "by": one.by,
                "value": one.value,
                "name": report.named(one.by, one.value),
                **{key: _told(figure) for key, figure in one.figures.items()},
            }
            for one in report.segments
        ],
        "silence": [
            {
                "at": instant(one.at),
                "owed": one.owed,
                **{f"days_{days}": Share(n, one.owed).json() for days, n in one.silent.items()},
            }
            for one in report.silence
        ],
        "experiments": [test_json(one) for one in report.experiments],
        "funnel": list(report.funnel),
        "satisfaction": [
            {
                "from": instant(one["from"]),
                "until": instant(one["until"]),
                "score": one["score"].json(),
                "nps": one["nps"].json(),
            }
            for one in report.satisfaction
        ],
    }


def instant(at: int) -> str:
    """As commands print instants."""
    return datetime.fromtimestamp(at, UTC).isoformat()


def _told(value: Any) -> Any:
    if isinstance(value, Share | Spread | Mean):
        return value.json()
    if isinstance(value, dict):
        return {str(name): _told(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_told(one) for one in value]
    return value


def _compared(now: Figure, before: Figure) -> dict[str, Any]:
    """The same of the period before, and whether the difference is more than chance."""
    if not before:
        return {}
    changes = {
        name: changed(value, before[name])
        for name, value in now.items()
        if isinstance(value, Share | Mean) and isinstance(before.get(name), Share | Mean)
    }
    return {"before": _told(before)} | ({"change": changes} if changes else {})
