"""`report`: what works, and for whom (K1-K13), in the terminal, as JSON, as files for a spreadsheet, or as a page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from difflib import get_close_matches
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from domain.names import Channel, Stage
from domain.tags import one_form
from settings import read_settings
from starter.cli.errors import Failed, Wrong
from starter.cli.options import AsJson
from starter.cli.output.dates import read_instant
from starter.cli.output.formatting import print_json, redraw
from starter.cli.output.tables import print_table
from starter.cli.output.width import columns_of, width_of
from starter.cli.people import company_zone, open_ledger
from starter.wording.candidates import plain
from starter.wording.instants import forms, now

if TYPE_CHECKING:
    from domain.reporting.experiments import Judged
    from domain.reporting.report import Report
    from domain.reporting.tables import Cell, Table
    from ledger.store import Ledger

_DAYS: Final = 91
"""How far back a report goes where nobody says: thirteen whole weeks."""

_BAR: Final = 20
_SPARKS: Final = "▁▂▃▄▅▆▇█"

Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day on (default: 91 days before --until).")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Up to the start of this day (default: now).")]
By = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PART",
        help="Also the figures by stage, job, department, level, source, recruiter, hiring_manager, channel, message, "
        "variant, weekday or hour; repeatable.",
    ),
]
Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="PART=VALUE", help="Only this part, as in --where stage=interview; repeatable."),
]
Csv = Annotated[
    Path | None,
    typer.Option(
        "--csv",
        metavar="FILE",
        help="Write all tables into this file, if it ends in .csv; else one CSV file per table into this folder.",
    ),
]
Html = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write the report as one page into this file.")
]


Duty = Annotated[
    str | None,
    typer.Option(
        "--duty",
        metavar="D",
        help="Show how a legal deadline was kept, such as ontario or all: who, when due, when they heard, evidence.",
    ),
]


def report(
    since: Since = None,
    until: Until = None,
    duty: Duty = None,
    by: By = None,
    where: Where = None,
    csv: Csv = None,
    html: Html = None,
    as_json: AsJson = False,
) -> None:
    """Show what works: who answers, how soon, what was promised and kept, and how candidates rate you.

    Opens and clicks aren't measured. docs/reporting.md says how each figure is counted.
    """
    from domain.reporting.report import as_json as data_of
    from domain.reporting.tables import files, tables

    parts = tuple(dict.fromkeys(_part(one, "--by") for one in by or ()))
    wanted = tuple(_where(one) for one in where or ())
    if csv is not None and html is not None:
        raise Wrong("Use either --csv or --html.")
    if duty is not None and (parts or wanted):
        raise Wrong("--duty lists people and their dates; leave out --by and --where.")
    for file in (html, csv if csv is not None and _is_one_file(csv) else None):
        if file is not None and file.exists():
            raise Failed(f"{file} already exists; choose another file.")
    tz = company_zone() or UTC
    if duty is not None:
        _report_duty(duty, _span(since, until, tz), tz, csv, html, as_json=as_json)
        return
    made = _made(since, until, parts, wanted, tz)
    wrote = ""
    if csv is not None:
        wrote = _write_files(csv, files(made, tz))
    elif html is not None:
        wrote = _write_page(html, made, tz)
    if as_json:
        print_json(data_of(made))
    elif wrote:
        print(wrote)
    else:
        _print(made, tables(made, tz), tz)


def _report_duty(
    duty: str, span: tuple[datetime, datetime], tz: tzinfo, csv: Path | None, html: Path | None, *, as_json: bool
) -> None:
    """Who had to hear by a legal deadline, when they did, and what shows it (R24)."""
    from domain.reporting.page import table_page
    from starter.cli.ask.duties import DutyReport

    with open_ledger(read_settings()) as ledger:
        _bring_up_to_date(ledger, now())
        made = DutyReport.made(ledger, duty, span[0].astimezone(tz), span[1].astimezone(tz), now())
    wrote = ""
    if csv is not None:
        wrote = _write_files(csv, [made.table()], as_they_are=True)
    elif html is not None:
        wrote = _written(html, table_page(made.table(), "Legal deadlines", made.said()))
    if as_json:
        print_json(made.json())
    elif wrote:
        print(wrote)
    else:
        made.print()


# ---------------------------------------------------------------- what is asked


def _part(text: str, option: str) -> str:
    from domain.reporting.segments import SEGMENTS

    name = text.strip().lower().replace("-", "_").replace(" ", "_")
    if name not in SEGMENTS:
        raise Wrong(f"{option}: {text!r} isn't a part of a report; choose one of {', '.join(SEGMENTS)}.")
    return name


def _where(text: str) -> tuple[str, str]:
    name, is_there, value = text.partition("=")
    if not is_there or not value.strip():
        raise Wrong(f"--where: {text!r} needs a part and a value, as in --where stage=interview.")
    return _part(name, "--where"), value.strip()


def _made(
    since: str | None,
    until: str | None,
    by: tuple[str, ...],
    where: tuple[tuple[str, str], ...],
    tz: tzinfo,
) -> Report:
    from domain.playbook.surveys import labels
    from domain.reporting.figures import Period
    from domain.reporting.report import make_report
    from domain.reporting.segments import COLLEAGUES
    from ledger.reporting.reading import no_cycles

    at = now()
    begins, ends = _span(since, until, tz)
    with open_ledger(read_settings()) as ledger:
        _bring_up_to_date(ledger, at)
        names = ledger.report_rows.names()
        meant = tuple(
            (part, _mark(ledger, part, value, names) if part in COLLEAGUES else _value(ledger, part, value))
            for part, value in where
        )
        # What was put on record in this very second counts.
        period = Period(int(begins.timestamp()), ceil(ends.timestamp()), ceil(at.timestamp()))
        rows = ledger.report_rows.rows(period, parted=bool(by), where=meant)
        tests = tests_of(ledger, at) if not where else ()
        asked = labels(ledger.playbooks.rules().playbook.surveys) if ledger.playbooks.in_force() else {}
    with no_cycles():
        return make_report(rows, period, by=by, where_is=meant, names=asked | names, experiments=tests)


def tests_of(ledger: Ledger, at: datetime) -> tuple[Judged, ...]:
    """The tests of the playbook in force, as they stand."""
    from domain.playbook.model import NewerPlaybook
    from ledger.playbooks.in_force import NoPlaybook

    try:
        playbook = ledger.playbooks.rules().playbook
    except (NoPlaybook, NewerPlaybook):  # what a newer release tests, it tells
        return ()
    return ledger.tested_messages.judged(playbook, at) if playbook.experiments else ()


def _span(since: str | None, until: str | None, tz: tzinfo) -> tuple[datetime, datetime]:
    """From when until when. Raises Wrong."""
    at = now()
    ends = min(read_instant(until, "--until", whole_days=True, tz=tz), at) if until else at
    begins = read_instant(since, "--since", whole_days=True, tz=tz) if since else ends - timedelta(days=_DAYS)
    if begins >= ends:
        raise Wrong("--since must be before --until, and both must be in the past.")
    return begins, ends


def _value(ledger: Ledger, part: str, text: str) -> str:
    """The value that is meant, however it is written. Raises Wrong for one that there is not."""
    from domain.reporting.tables import DAYS, part_in_words

    known = {one_form(value): value for value in _known(ledger, part)}
    also = {one_form(name): day for day, name in DAYS.items()} if part == "weekday" else {}
    asked = one_form(text)
    if part == "hour":  # 9, 09:00
        asked = asked.partition(":")[0].rjust(2, "0")
    if (found := known.get(asked) or also.get(asked)) is not None:
        return found
    shown = [plain(value) for value in known.values()]
    near = [plain(known[one]) for one in get_close_matches(asked, [*known], n=1, cutoff=0.6)]
    if near:
        hint = f"did you mean {near[0]!r}?"
    elif not shown:
        hint = "nothing has one yet."
    elif len(shown) <= _LISTED:
        hint = f"choose from {', '.join(shown)}."
    else:
        hint = f"`followup report --by {part}` shows what there is."
    raise Wrong(f"--where: there's no {part_in_words(part)} {text!r}; {hint}")


def _known(ledger: Ledger, part: str) -> list[str]:
    """What there is to choose from: on record, and in the playbook."""
    found = ledger.report_rows.values(part)
    if part == "stage":
        found = [str(one) for one in Stage]
    elif part == "channel":
        found = [str(one) for one in Channel]
    elif part == "message" and ledger.playbooks.in_force() is not None:
        of_stages = ledger.playbooks.rules().playbook.stages.values()
        found = sorted({*found, *(name for rules in of_stages for step in rules.steps for name in step.messages)})
    return found


_LISTED: Final = 12


def _mark(ledger: Ledger, part: str, text: str, names: dict[str, str]) -> str:
    """The colleague who is meant: by mark, name or address. Raises Wrong."""
    from domain.people.team import colleague_mark

    marks = {*names, *ledger.report_rows.values(part)}
    for one in (text.strip(), colleague_mark("", text) if "@" in text else ""):
        if one in marks:
            return one
    found = [mark for mark, name in names.items() if one_form(name) == one_form(text)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Wrong(f"--where: several colleagues are called {text!r}; `followup team` lists their marks.")
    near = get_close_matches(one_form(text), [one_form(name) for name in names.values()], n=1, cutoff=0.6)
    meant = next((plain(name) for name in names.values() if near and one_form(name) == near[0]), "")
    hint = f"did you mean {meant!r}?" if meant else "`followup team` lists their marks."
    raise Wrong(f"--where: no colleague is called {text!r}; {hint}")


def _bring_up_to_date(ledger: Ledger, at: datetime) -> None:
    """Take in what was put on record since; of a lot, how far that is."""
    from ledger.reporting.keeper import READER

    left = ledger.feed.behind(READER).facts
    is_seen = left > _A_LOT and sys.stderr.isatty()

    def tell(done: int) -> None:
        if is_seen:
            redraw(f"Reading what is on record: {min(done, left):,} of {left:,}")

    is_whole = ledger.report_keeper.catch_up(at, tell=tell)
    if is_seen:
        redraw("")
    if not is_whole:
        print("Other transactions are open, so what was put on record just now isn't counted yet.", file=sys.stderr)


_A_LOT: Final = 2000


# ---------------------------------------------------------------- files


def _is_one_file(path: Path) -> bool:
    return path.suffix.lower() == ".csv" and not path.is_dir()


def _write_files(path: Path, found: list[Table], *, as_they_are: bool = False) -> str:
    """Into one file, or one per table into a folder; what to say of it. A table alone is `as_they_are` in one file."""
    from domain.reporting.tables import as_csv, as_one_csv

    try:
        if _is_one_file(path):
            text = as_csv(found[0]) if as_they_are else as_one_csv(found)
            path.write_text(text, encoding="utf-8-sig", newline="")
            return f"Wrote {plain(path)}."
        path.mkdir(parents=True, exist_ok=True)
        for one in found:
            (path / f"{one.name}.csv").write_text(as_csv(one), encoding="utf-8-sig", newline="")
    except OSError as error:
        raise Failed(f"{path} can't be written: {error.strerror}.") from None
    return f"Wrote {'1 file' if len(found) == 1 else f'{len(found)} files'} into {plain(path)}."


def _written(file: Path, text: str) -> str:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Failed(f"{file} can't be written: {error.strerror}.") from None
    return f"Wrote {plain(file)}. Open it in a browser, or print it."


def _write_page(file: Path, made: Report, tz: tzinfo) -> str:
    from domain.reporting.page import page

    with open_ledger(read_settings()) as ledger:
        company = ledger.playbooks.rules().playbook.company
    return _written(file, page(made, tz, company=company.name, country=company.country))


# ---------------------------------------------------------------- the terminal


def _print(made: Report, found: list[Table], tz: tzinfo) -> None:
    from domain.reporting.tables import few, only_in_words, shown, totals_in_words

    period, totals = made.period, made.totals
    first, last = (datetime.fromtimestamp(at, UTC).astimezone(tz) for at in (period.since, period.until - 1))
    days = max(1, round((period.until - period.since) / 86400))
    print(
        f"{forms().day(first, year=True)} to {forms().day(last, year=True)} ({days} days), "
        f"compared with the {days} before."
    )
    for line in filter(None, (only_in_words(made), totals_in_words(made))):
        print(plain(line))
    if not totals["messages"] and not totals.get("applications"):
        print("Nothing happened in this period; choose another with --since and --until.")
        return
    at_last = "now" if made.is_of_now else "at the end"
    charts: dict[str, Callable[[Table], list[str]]] = {
        "response_by_stage": _bars,
        "response_by_hour": lambda _table: _heat(made),
        "service": _bars,
        "funnel": _bars,
        "silence": lambda table: _sparks(table, at_last),
        "satisfaction": lambda table: _sparks(table, at_last),
        "nps": lambda table: _sparks(table, at_last),
    }
    for one in found:
        if not one.rows:
            continue
        print(f"\n{one.title}")
        if one.name in charts:
            print("\n".join(charts[one.name](one)))
        else:
            cells = [[plain(f"{shown(cell)}{' few' if few(cell) else ''}") for cell in row] for row in one.rows]
            for headings, rows in _fitting(one.headings, cells):
                print_table(headings, rows)
        if one.note and not (one.name == "response_by_hour" and _too_few(made)):
            print("\n".join(f" {line}" for line in one.note.splitlines()))


def _fitting(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[tuple[list[str], list[list[str]]]]:
    """The table; where the window has no room for it, several, each with the first column and as many others as fit."""
    room = width_of(sys.stdout)
    widths = [max(map(columns_of, column)) for column in zip(headings, *rows, strict=True)]
    left = list(range(1, len(headings)))
    while left:
        some = [left.pop(0)]
        while left and (room is None or 1 + sum(3 + widths[n] for n in (*some, left[0])) + widths[0] <= room):
            some.append(left.pop(0))
        columns = (0, *some)
        yield [headings[n] for n in columns], [[row[n] for n in columns] for row in rows]
        if left:
            print()


def _bars(table: Table) -> list[str]:
    """The first number of each row as a bar, with the cell beside it."""
    from domain.reporting.statistics import Share
    from domain.reporting.tables import brief, few, many, shown

    numbers = [row[1].value or 0 if isinstance(row[1], Share) else float(row[1] or 0) for row in table.rows]  # type: ignore[arg-type]
    most = 1.0 if isinstance(table.rows[0][1], Share) else max(numbers) or 1.0
    wide = max(len(str(row[0])) for row in table.rows)
    lines = []
    for row, number in zip(table.rows, numbers, strict=True):
        bar = "█" * round(_BAR * number / most)
        note = " few" if few(row[1]) else ""
        more = f"   {many(row[2], 'message')}" if table.name == "funnel" and isinstance(row[2], int) else ""
        more = f"   before {brief(row[2])}" if table.name == "service" else more
        lines.append(f" {plain(row[0]):<{wide}}  {bar:<{_BAR}}  {shown(row[1])}{note}{more}")
    return lines


def _sparks(table: Table, at_last: str) -> list[str]:
    """Each column as a line of small bars, from the first row to the last."""
    from domain.reporting.tables import few, shown

    wide = max(len(heading) for heading in table.headings)
    lines = []
    for n, heading in enumerate(table.headings[1:], 1):
        column = [_number(row[n]) for row in table.rows]
        most = max((one for one in column if one is not None), default=0) or 1
        least = min((one for one in column if one is not None), default=0)
        least, span = min(least, 0), most - min(least, 0) or 1
        line = "".join(" " if one is None else _SPARKS[min(7, round(7 * (one - least) / span))] for one in column)
        last = table.rows[-1][n]
        lines.append(f" {heading:<{wide}}  {line}  {at_last} {shown(last)}{' few' if few(last) else ''}")
    return lines


def _number(cell: Cell) -> float | None:
    from domain.reporting.statistics import Mean, Share

    if isinstance(cell, Share):
        return cell.value
    return cell.mean if isinstance(cell, Mean) else float(cell) if isinstance(cell, int | float) else None


def _too_few(made: Report) -> bool:
    """Is there no hour with enough candidates to compare it with others?"""
    return all(one["share"].is_small for one in made.figures["K9"]["slots"])


def _heat(made: Report) -> list[str]:
    """Weekdays by hours, a percentage in each; a dot where there are too few to say."""
    from domain.reporting.segments import WEEKDAYS
    from domain.reporting.tables import many

    slots = {(one["weekday"], one["hour"]): one["share"] for one in made.figures["K9"]["slots"]}
    if _too_few(made):
        return [
            f" Messages went out in {many(len(slots), 'hour')} of the week, to too few candidates in each to compare."
        ]
    hours = [hour for _, hour in slots]
    first, last = min(hours), max(hours)
    lines = ["      " + "".join(f"{hour:>4}" for hour in range(first, last + 1))]
    for weekday, name in enumerate(WEEKDAYS):
        row = [slots.get((weekday, hour)) for hour in range(first, last + 1)]
        if any(row):
            cells = ("" if one is None else "·" if one.is_small else f"{100 * (one.value or 0):.0f}" for one in row)
            lines.append(f" {name.capitalize():<5}" + "".join(f"{cell:>4}" for cell in cells))
    return [*lines, " A dot: too few candidates to say."]
