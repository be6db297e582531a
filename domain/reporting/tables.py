"""A report as tables: what the terminal, the files of `--csv`, the page and the weekly mail all show."""

from __future__ import annotations

import csv
import inspect
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, Final

from domain.reporting.figures import FIGURES, Figure
from domain.reporting.records import DAY, HOUR
from domain.reporting.report import Report
from domain.reporting.segments import FIGURES_OF, WEEKDAYS
from domain.reporting.statistics import SMALL, Mean, Share, Spread, changed

Cell = str | int | float | Share | Spread | Mean | None

WORDS: Final = {"hiring_manager": "hiring manager"}
DAYS: Final = dict(
    zip(WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `name` is the file of `--csv`."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


def definition(figure: str) -> tuple[str, ...]:
    """How a figure is counted, paragraph by paragraph, as its function says it."""
    text = inspect.getdoc(FIGURES[figure]) or ""
    return tuple(" ".join(part.split()) for part in text.split("\n\n"))


# ---------------------------------------------------------------- words


def percent(value: float | None) -> str:
    """`44%`; `<1%` and `>99%` where rounding would make nothing or everything of it."""
    if value is None:
        return "-"
    if 0 < value < 0.005:
        return "<1%"
    return ">99%" if 0.995 < value < 1 else f"{value:.0%}"


def span(seconds: float | None) -> str:
    """`25 min`, `5 h`, `2.1 days`."""
    if seconds is None:
        return "-"
    if seconds < HOUR:
        return f"{seconds / 60:.0f} min"
    if seconds < 2 * DAY:
        return f"{seconds / HOUR:.0f} h"
    return f"{seconds / DAY:.1f} days" if seconds < 20 * DAY else f"{seconds / DAY:.0f} days"


def many(number: int, what: str) -> str:
    """`1 message`, `1,200 messages`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def likely(value: Cell) -> str:
    """`34-54%`: where the true value lies, in 95 of 100 cases; empty where nobody works that out."""
    if isinstance(value, Share):
        if value.interval is None:
            return "-"
        low, high = value.interval
        return f"{100 * low:.0f}-{100 * high:.0f}%"
    if isinstance(value, Mean) and value.low is not None and value.high is not None:
        return f"{value.low:.1f}-{value.high:.1f}"
    return ""


def shown(cell: Cell) -> str:
    """A cell as people read it. Where it stands on few, the number says so."""
    if isinstance(cell, Share):
        return f"{percent(cell.value)} ({cell.n:,} of {cell.of:,})" if cell.of else "-"
    if isinstance(cell, Spread):
        return f"{span(cell.median)} (9 of 10: {span(cell.p90)}; {cell.n:,})" if cell.n else "-"
    if isinstance(cell, Mean):
        return f"{cell.mean:.1f} ({cell.n:,})" if cell.mean is not None else "-"
    if cell is None:
        return "-"
    if isinstance(cell, int):
        return f"{cell:,}"
    return f"{cell:.2f}" if isinstance(cell, float) else cell


def of_how_many(cell: Cell) -> int | None:
    """On how many a cell stands; None where that is no matter."""
    if isinstance(cell, Share):
        return cell.of
    return cell.n if isinstance(cell, Spread | Mean) else None


def few(cell: Cell) -> bool:
    """Does it stand on so few that it says little?"""
    number = of_how_many(cell)
    return number is not None and 0 < number < SMALL


FEW: Final = f"few: fewer than {SMALL}, so the figure says little."


# ---------------------------------------------------------------- tables


_LINES: Final[tuple[tuple[str, str, str], ...]] = (
    ("K1", "share", "Response rate"),
    ("K2", "time", "Time to response"),
    ("K3", "value", "Interactions per candidate"),
    ("K4", "share", "Moved on within 14 days"),
    ("K5", "rating", "Rating of hires (1-5)"),
    ("K5", "still_employed", "Still employed at 90 days"),
    ("K6", "acknowledged", "Acknowledged within 48 h"),
    ("K6", "thanked", "Thanked within 24 h"),
    ("K6", "promises_kept", "Promised dates kept"),
    ("K6", "answered", "Replies answered in time"),
    ("K6", "longest_silence", "Longest silence"),
    ("K6", "breaches", "Silences over the limit"),
    ("K7", "score", "Survey score (1-5)"),
    ("K7", "satisfied", "Survey: satisfied (4-5)"),
    ("K7", "answered", "Surveys answered"),
    ("K11", "word", "Word within a week"),
    ("K11", "silent_30", "Ever silent for 30 days"),
    ("K11", "silent_60", "Ever silent for 60 days"),
    ("K12", "time", "Interview to decision"),
    ("K12", "open_past_45", "Undecided after 45 days"),
    ("K13", "score", "Score by rejected people"),
)
"""What the first table shows: the figure, its part, and how it's called."""

_TIMES: Final = ("longest_silence",)


def part(figures: dict[str, Figure], figure: str, name: str) -> Cell:
    """A part of a figure, as a cell."""
    value: Any = figures.get(figure, {}).get(name)
    if name in _TIMES:
        return span(value) if value is not None else "under 7 days"
    return value  # type: ignore[no-any-return]


def brief(cell: Cell) -> str:
    """A cell without what its neighbors say: `44%`, `2.1 days`."""
    if isinstance(cell, Share):
        return percent(cell.value)
    if isinstance(cell, Spread):
        return span(cell.median)
    if isinstance(cell, Mean):
        return f"{cell.mean:.1f}" if cell.mean is not None else "-"
    return shown(cell)


def change(now: Cell, before: Cell) -> str:
    """`up`, `down`, or `-` where the difference may be chance."""
    if (isinstance(now, Share) and isinstance(before, Share)) or (isinstance(now, Mean) and isinstance(before, Mean)):
        return {"no clear change": "-"}.get(said := changed(now, before), said)
    return ""


def figures_table(report: Report) -> Table:
    """Everything at a glance, beside the period before."""
    rows: list[tuple[Cell, ...]] = []
    for figure, name, title in _LINES:
        now, before = part(report.figures, figure, name), part(report.before, figure, name)
        number = of_how_many(now)
        of = "" if number is None else f"{number:,}{' few' if few(now) else ''}"
        rows.append((title, brief(now), likely(now) if number else "", of, brief(before), change(now, before)))
    return Table(
        "figures", "At a glance", ("Figure", "Now", "Likely", "Of", "Before", "Change"), tuple(rows),
        f"Likely: where the true value lies, 95 times out of 100. {FEW[0].upper()}{FEW[1:]} "
        "Change: more than chance explains.",
    )  # fmt: skip


def _stages(report: Report) -> Table:
    rows = tuple((one.value.capitalize(), one.figures["K1"]["share"]) for one in report.stages)
    return Table("response_by_stage", "Response by stage", ("Stage", "Response rate"), rows)


def _hours(report: Report) -> Table:
    rows = tuple(
        (DAYS[WEEKDAYS[one["weekday"]]], f"{one['hour']:02}:00", one["share"]) for one in report.figures["K9"]["slots"]
    )
    note = "Percent who answered, by their own clock at the hour the message went out."
    return Table("response_by_hour", "Response by weekday and hour", ("Weekday", "Hour", "Response rate"), rows, note)


def _silence(report: Report, tz: tzinfo) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (day(one.at, tz), one.owed, *(Share(n, one.owed) for n in one.silent.values())) for one in report.silence
    )
    days = tuple(f"Silent {n} days" for n in (report.silence[0].silent if report.silence else (7, 14, 30)))
    note = "Of applications in which we owe a word: without one for so many days."
    return Table("silence", "Silence over time", ("At", "Applications", *days), rows, note)


def _service(report: Report) -> Table:
    names = ("acknowledged", "thanked", "promises_kept", "answered")
    titles = {name: title for figure, name, title in _LINES if figure == "K6"}
    rows = tuple((titles[name], report.figures["K6"][name], report.before["K6"][name]) for name in names)
    return Table("service", "What we promised", ("Service", "Now", "Before"), rows)


def _decisions(report: Report) -> Table:
    rows: list[tuple[Cell, ...]] = [("Everyone", report.figures["K12"]["time"], report.figures["K12"]["open_past_45"])]
    rows += [
        (report.named("hiring_manager", one.value), one.figures["K12"]["time"], one.figures["K12"]["open_past_45"])
        for one in report.managers
    ]
    headings = ("Hiring manager", "Last interview to word", "Past 45 days")
    note = "Half hear within the first time, nine of ten within the second. Past 45 days: still told nothing."
    return Table("time_to_decision", "Time to decision", headings, tuple(rows), note)


def _funnel(report: Report) -> Table:
    rows = tuple(
        (one["stage"].capitalize(), one["applications"], one["messages"])
        for one in report.funnel
        if one["applications"] or one["messages"]
    )
    note = "Applications that came in during the period, by the furthest stage so far; and messages sent in each stage."
    return Table("funnel", "How far applications came", ("Stage", "Applications", "Messages"), rows, note)


def _variants(report: Report) -> Table:
    rows = tuple(
        (test["message"], one["variant"], one["share"], one["verdict"])
        for test in report.figures["K10"]["messages"]
        for one in test["variants"]
    )
    return Table("variants", "Variants", ("Message", "Variant", "Response rate", "Beside the base"), rows)


def _satisfaction(report: Report, tz: tzinfo) -> Table:
    rows = tuple((day(one["from"], tz), one["score"]) for one in report.satisfaction)
    note = "Scores of 1 to 5. No survey asks yet whether people would recommend us, so there is no NPS."
    return Table("satisfaction", "Survey score over time", ("From", "Score"), rows, note)


_WAYS: Final = {"sms": "text", "linkedin": "LinkedIn"}


def _rejected(report: Report) -> Table:
    found = report.figures["K13"]
    rows: list[tuple[Cell, ...]] = [("All", found["score"])]
    rows += [
        (f"Told by {_WAYS.get(name, name)}" if name != "none" else "Never told", one)
        for name, one in found["by_channel"].items()
    ]
    rows += [(name.capitalize(), one) for name, one in found["by_feedback"].items()]
    return Table("rejected", "How rejected people rate us", ("Who", "Score"), tuple(rows))


_PARTS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "K1": (("share", "Response"),),
    "K2": (("time", "Time to it"),),
    "K3": (("value", "Interactions"),),
    "K4": (("share", "Moved on"),),
    "K5": (("rating", "Rating of hires"), ("still_employed", "Still employed")),
    "K6": (
        ("acknowledged", "Acknowledged"),
        ("thanked", "Thanked"),
        ("promises_kept", "Promises kept"),
        ("answered", "Answered in time"),
        ("breaches", "Silences over the limit"),
    ),
    "K7": (("score", "Survey score"),),
    "K11": (("word", "Word in a week"),),
    "K12": (("time", "To decision"), ("open_past_45", "Undecided after 45 days")),
    "K13": (("score", "Score by rejected"),),
}


def _segment(report: Report, by: str) -> Table:
    columns = [(key, name, title) for key in FIGURES_OF[by] for name, title in _PARTS[key]]
    rows = tuple(
        (
            DAYS.get(one.value) or report.named(by, one.value),
            *(part(one.figures, key, name) for key, name, _ in columns),
        )
        for one in report.segments
        if one.by == by
    )
    word = WORDS.get(by, by)
    return Table(f"by_{by}", f"By {word}", (word.capitalize(), *(title for _, _, title in columns)), rows)


def tables(report: Report, tz: tzinfo) -> list[Table]:
    """All tables; days are told in this zone."""
    found = [
        figures_table(report), _stages(report), _hours(report), _silence(report, tz), _service(report),
        _decisions(report), _funnel(report), _variants(report), _satisfaction(report, tz), _rejected(report),
    ]  # fmt: skip
    return found + [_segment(report, by) for by in report.by]


def day(at: int, tz: tzinfo) -> str:
    """`2026-07-15`."""
    return datetime.fromtimestamp(at, UTC).astimezone(tz).date().isoformat()


# ---------------------------------------------------------------- files


_BEGINS: Final = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet takes a text for a formula."""


def harmless(text: str) -> str:
    """The text so that no spreadsheet runs it."""
    return f"'{text}" if text.startswith(_BEGINS) else text


def as_csv(table: Table) -> str:
    """The table as a file: a share is five columns, so a spreadsheet can count with it."""
    width = [
        next((len(_values(row[n])) for row in table.rows if row[n] is not None), 1) for n in range(len(table.headings))
    ]
    names: list[str] = []
    for heading, example in zip(table.headings, _examples(table), strict=True):
        names += [f"{heading}{suffix}" for suffix in _suffixes(example)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for row in table.rows:
        cells: list[Any] = []
        for cell, wide in zip(row, width, strict=True):
            values = _values(cell)
            cells += values + [""] * (wide - len(values))
        writer.writerow([harmless(one) if isinstance(one, str) else one for one in cells])
    return out.getvalue()


def _examples(table: Table) -> Sequence[Cell]:
    return [next((row[n] for row in table.rows if row[n] is not None), None) for n in range(len(table.headings))]


def _suffixes(cell: Cell) -> list[str]:
    if isinstance(cell, Share):
        return ["", " (n)", " (of)", " (low)", " (high)"]
    if isinstance(cell, Spread):
        return [" (median, seconds)", " (9 of 10 within, seconds)", " (n)"]
    return ["", " (n)", " (low)", " (high)"] if isinstance(cell, Mean) else [""]


def _values(cell: Cell) -> list[Any]:
    if isinstance(cell, Share):
        low, high = cell.interval or ("", "")
        return ["" if cell.value is None else cell.value, cell.n, cell.of, low, high]
    if isinstance(cell, Spread):
        return ["" if one is None else one for one in (cell.median, cell.p90)] + [cell.n]
    if isinstance(cell, Mean):
        return ["" if one is None else one for one in (cell.mean, cell.n, cell.low, cell.high)]
    return ["" if cell is None else cell]
