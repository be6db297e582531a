"""A report as tables: what the terminal, the files of `--csv`, the page and the weekly mail all show."""

from __future__ import annotations

import csv
import inspect
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, Final

from domain.reporting.experiment_words import table_of
from domain.reporting.figures import FIGURES, TITLES, Figure
from domain.reporting.records import DAY, HOUR
from domain.reporting.report import Report
from domain.reporting.segments import FIGURES_OF, WEEKDAYS
from domain.reporting.statistics import SMALL, Mean, Share, Spread, changed

Cell = str | int | float | Share | Spread | Mean | None

WORDS: Final = {"hiring_manager": "hiring manager"}
"""What parts are called."""
DAYS: Final = dict(
    zip(WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `name` is its file's name among those of `--csv`."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


def definition(figure: str) -> tuple[str, ...]:
    """How a figure is counted, paragraph by paragraph, as its function says it; without its own title."""
    found = [""]
    for line in (inspect.getdoc(FIGURES[figure]) or "").splitlines():
        is_of_item = line.startswith("Left out") and found[-1].startswith("`")
        begins = not line or (line.startswith(_BEGINS_ANEW) and found[-1].endswith(".") and not is_of_item)
        if begins and found[-1]:
            found.append("")
        found[-1] = f"{found[-1]} {line}".strip()
    title, *rest = found
    return tuple(rest) if title == f"{TITLES[figure]}." else tuple(found)


_BEGINS_ANEW: Final = ("Counted", "Of:", "Left out", "`")
"""With these a new paragraph begins, where a sentence has ended before."""


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


FEW: Final = f"few: fewer than {SMALL}, too few to say much."


def part_in_words(by: str) -> str:
    """`hiring manager`."""
    return WORDS.get(by, by)


def only_in_words(report: Report) -> str:
    """`Only department Sales, stage interview.`; empty for everything."""
    found = ", ".join(f"{part_in_words(by)} {DAYS.get(value) or report.named(by, value)}" for by, value in report.where)
    return f"Only {found}." if found else ""


def totals_in_words(report: Report) -> str:
    """How much it's about, in a sentence."""
    found = report.totals
    sent = f"We sent {many(found['messages'], 'message')} to {many(found['candidates'], 'candidate')}"
    sent += f" ({found['bounced']:,} bounced)" if found["bounced"] else ""
    came = f", and {many(found['applications'], 'application')} came in" if "applications" in found else ""
    return f"{sent}{came}."


def pending_in_words(report: Report) -> str:
    """Who may still answer or move on: both rates can only rise by them. Empty where nobody may."""
    answer, move = (report.figures.get(key, {}).get("pending", 0) for key in ("K1", "K4"))
    found = [f"{many(answer, 'more candidate')} may still answer"] if answer else []
    found += [f"{many(move, 'more application')} may still move on"] if move else []
    text = " and ".join(found)
    return (
        f"{text}: their time isn't over yet, so {'these rates' if len(found) > 1 else 'this rate'} can still rise."
        if text
        else ""
    )


def missing_in_words(report: Report) -> str:
    """Which figures aren't counted by a part that was asked for; empty where all are."""
    found = [
        f"Not by {part_in_words(by)}: {', '.join(title[0].lower() + title[1:] for title in titles)}."
        for by in dict.fromkeys(report.not_by.values())
        if (titles := [TITLES[key] for key, part in report.not_by.items() if part == by])
    ]
    return " ".join(found)


# ---------------------------------------------------------------- tables


_LINES: Final[tuple[tuple[str, str, str], ...]] = (
    ("K1", "share", "Response rate"),
    ("K2", "time", "Time to response"),
    ("K3", "value", "Interactions per person"),
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
    ("K7", "nps", "Would recommend us (NPS)"),
    ("K7", "answered", "Surveys answered"),
    ("K11", "word", "Word within a week"),
    ("K11", "silent_30", "Heard nothing for 30 days"),
    ("K11", "silent_60", "Heard nothing for 60 days"),
    ("K12", "time", "Interview to decision"),
    ("K12", "open_past_45", "Undecided after 45 days"),
    ("K13", "score", "Score by rejected people"),
    ("K13", "nps", "NPS by rejected people"),
)
"""What the first table shows: the figure, its part, and how it's called."""

_TIMES: Final = ("longest_silence",)


def part(figures: dict[str, Figure], figure: str, name: str) -> Cell:
    """A part of a figure, as a cell."""
    found = figures.get(figure)
    value: Any = found.get(name) if found else None
    if found and name in _TIMES:
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
        if figure in report.not_by:
            continue
        now, before = part(report.figures, figure, name), part(report.before, figure, name)
        number = of_how_many(now)
        of = "" if number is None else f"{number:,}{' few' if few(now) else ''}"
        rows.append((title, brief(now), likely(now) if number else "", of, brief(before), change(now, before)))
    legend = "Likely: the range that holds the true value 95 times out of 100."
    legend += f" {FEW[0].upper()}{FEW[1:]} Change: by more than chance would explain."
    note = [pending_in_words(report), missing_in_words(report), legend]
    headings = ("Figure", "This period", "Likely", "Out of", "Before", "Change")
    return Table("figures", "At a glance", headings, tuple(rows), "\n".join(filter(None, note)))


def figures_file(report: Report) -> Table:
    """The same to count with: one number a cell, times in seconds, and nothing where there is no number."""
    rows = []
    for figure, name, title in _LINES:
        now, before = (found.get(figure, {}).get(name) for found in (report.figures, report.before))
        pending = report.figures.get(figure, {}).get("pending") if name == "share" else None
        note = f"not by {part_in_words(report.not_by[figure])}" if figure in report.not_by else ""
        unit = "share" if isinstance(now, Share) else "seconds" if isinstance(now, Spread) or name in _TIMES else ""
        low, high = _ends(now)
        rows.append(
            (
                title, figure, unit, _number(now), low, high, of_how_many(now), pending, _number(before),
                *_ends(before), of_how_many(before), change(now, before).strip("-"), note,
            )
        )  # fmt: skip
    headings = (
        "Figure", "Id", "Unit", "Value", "Low", "High", "Out of", "May still count", "Before", "Before, low",
        "Before, high", "Before, out of", "Change", "Note",
    )  # fmt: skip
    return Table("figures", "At a glance", headings, tuple(rows))


def _number(cell: Cell) -> Cell:
    """The one number of a cell."""
    if isinstance(cell, Share):
        return cell.value
    if isinstance(cell, Spread):
        return cell.median
    return cell.mean if isinstance(cell, Mean) else cell


def _ends(cell: Cell) -> tuple[Cell, Cell]:
    """Where the true value likely lies."""
    if isinstance(cell, Mean):
        return cell.low, cell.high
    return (cell.interval or (None, None)) if isinstance(cell, Share) else (None, None)


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
    note = "Open: applications where we owe an update. Silent: those without one for that many days."
    return Table("silence", "Silence over time", ("At", "Open", *days), rows, note)


def _service(report: Report) -> Table:
    names = ("acknowledged", "thanked", "promises_kept", "answered")
    titles = {name: title for figure, name, title in _LINES if figure == "K6"}
    is_there = "K6" not in report.not_by
    rows = tuple((titles[name], report.figures["K6"][name], report.before["K6"][name]) for name in names if is_there)
    return Table("service", "Keeping our word", ("Service", "This period", "Before"), rows)


def _decisions(report: Report) -> Table:
    rows: list[tuple[Cell, ...]] = []
    if (all_of_them := report.figures.get("K12")) is not None:
        rows.append(("Everyone", all_of_them["time"], all_of_them["open_past_45"]))
        rows += [
            (report.named("hiring_manager", one.value), one.figures["K12"]["time"], one.figures["K12"]["open_past_45"])
            for one in report.managers
        ]
    headings = ("Hiring manager", "Last interview to word", "Past 45 days")
    note = "Half heard within the first time, 9 of 10 within the second. Past 45 days: still waiting to hear."
    return Table("time_to_decision", "Time to decision", headings, tuple(rows), note)


def _funnel(report: Report) -> Table:
    rows = tuple(
        (one["stage"].capitalize(), one["applications"], one["messages"])
        for one in report.funnel
        if one["applications"] or one["messages"]
    )
    note = "Applications that came in during the period, each up to its furthest stage so far; messages in each stage."
    return Table("funnel", "How far applications came", ("Stage", "Applications", "Messages"), rows, note)


def _variants(report: Report) -> Table:
    rows = tuple(
        (test["message"], one["variant"], one["share"], one["pending"], one["verdict"])
        for test in report.figures["K10"]["messages"]
        for one in test["variants"]
    )
    note = "Counted: candidates who have had their 30 days to answer. Waiting: the others, who may still answer."
    headings = ("Message", "Variant", "Response rate", "Waiting", "Verdict")
    return Table("variants", "Variants", headings, rows, note)


def _experiments(report: Report) -> Table:
    headings, rows, note = table_of(report.experiments)
    return Table("experiments", "Tests of variants", headings, rows, note)


def _satisfaction(report: Report, tz: tzinfo) -> Table:
    rows = tuple((day(one["from"], tz), one["score"]) for one in report.satisfaction)
    return Table("satisfaction", "Survey score over time", ("From", "Score"), rows, f"Scores of 1 to 5. {_IN_FIVES}")


def _nps(report: Report, tz: tzinfo) -> Table:
    asked = any(one["nps"].n for one in report.satisfaction)
    rows = tuple((day(one["from"], tz), one["nps"]) for one in report.satisfaction) if asked else ()
    note = f"From -100 to 100: the percentage who answered 9 or 10, less that of 0 to 6. {_IN_FIVES}"
    return Table("nps", "Would recommend us, over time (NPS)", ("From", "NPS"), rows, note)


_IN_FIVES: Final = "We count answers five at a time, so nobody can be singled out."


def _questions(report: Report) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for one in report.figures.get("K7", {}).get("questions", ()):
        asked = report.names.get(one["question"], one["question"])
        if "value" in one:
            rows.append((asked, "average" if one["kind"] == "score" else "NPS", _value(one)))
        rows += [(asked, report.names.get(key, key), share) for key, share in one.get("choices", {}).items()]
    return Table("survey_questions", "What they answered", ("Question", "Answer", "Result"), tuple(rows), _IN_FIVES)


def _value(one: dict[str, Any]) -> Mean:
    return one["points"] if one["kind"] == "nps" else one["value"]  # type: ignore[no-any-return]


_WAYS: Final = {"sms": "text", "linkedin": "LinkedIn"}


def _rejected(report: Report) -> Table:
    found = report.figures.get("K13")
    if found is None:
        return Table("rejected", "How rejected people rate us", ("Who", "Score"), ())
    rows: list[tuple[Cell, ...]] = [("All", found["score"])]
    rows += [
        (f"Told by {_WAYS.get(name, name)}" if name != "none" else "Never told", one)
        for name, one in found["by_channel"].items()
    ]
    rows += [(name.capitalize(), one) for name, one in found["by_feedback"].items()]
    return Table("rejected", "How rejected people rate us", ("Who", "Score"), tuple(rows))


_PARTS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "K1": (("share", "Response"),),
    "K2": (("time", "Time to reply"),),
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
    "K7": (("score", "Survey score"), ("nps", "NPS")),
    "K11": (("word", "Word in a week"),),
    "K12": (("time", "To decision"), ("open_past_45", "Undecided after 45 days")),
    "K13": (("score", "Score by rejected"),),
}


def _segment(report: Report, by: str) -> Table:
    columns = [(key, name, title) for key in FIGURES_OF[by] if key not in report.not_by for name, title in _PARTS[key]]
    rows = tuple(
        (
            DAYS.get(one.value) or (one.value.capitalize() if by == "stage" else report.named(by, one.value)),
            *(part(one.figures, key, name) for key, name, _ in columns),
        )
        for one in report.segments
        if one.by == by
    )
    word = part_in_words(by)
    return Table(f"by_{by}", f"By {word}", (word.capitalize(), *(title for _, _, title in columns)), rows)


def narrowed(table: Table, columns: Sequence[Sequence[int]]) -> list[Table]:
    """A table of many columns as several, each with the first one; `columns`: the others that each has."""
    return [
        Table(
            table.name,
            f"{table.title}, {', '.join(table.headings[n] for n in some)}",
            (table.headings[0], *(table.headings[n] for n in some)),
            tuple((row[0], *(row[n] for n in some)) for row in table.rows),
            table.note,
        )
        for some in columns
    ]


def tables(report: Report, tz: tzinfo) -> list[Table]:
    """All tables; days are told in this zone."""
    found = [
        figures_table(report), _stages(report), _hours(report), _silence(report, tz), _service(report),
        _decisions(report), _funnel(report), _experiments(report), _variants(report), _satisfaction(report, tz),
        _nps(report, tz), _questions(report), _rejected(report),
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


def files(report: Report, tz: tzinfo) -> list[Table]:
    """The tables as they are written into files."""
    return [figures_file(report), *tables(report, tz)[1:]]


def as_one_csv(found: Sequence[Table]) -> str:
    """All tables as one file: a line for each value, with the table, the row and the column that it stands in."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("Table", "Row", "Column", "Value"))
    for table in found:
        names, *lines = csv.reader(io.StringIO(as_csv(table)))
        labels = _LABELS.get(table.name, 1)
        for line in lines:
            row = ", ".join(line[:labels])
            writer.writerows(
                (table.name, row, *one) for one in zip(names[labels:], line[labels:], strict=True) if one[1]
            )
    return out.getvalue()


_LABELS: Final = {"response_by_hour": 2, "variants": 2}
"""Tables whose rows are named by more than the first column."""


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
        given: list[Any] = [cell.value, cell.n, cell.of, *(cell.interval or (None, None))]
    elif isinstance(cell, Spread):
        given = [cell.median, cell.p90, cell.n]
    else:
        given = [cell.mean, cell.n, cell.low, cell.high] if isinstance(cell, Mean) else [cell]
    return ["" if one is None else round(one, 6) if isinstance(one, float) else one for one in given]
