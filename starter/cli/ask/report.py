"""`report`: what works, and for whom (K1-K13), in the terminal, as JSON, as files for a spreadsheet, or as a page."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta, tzinfo
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from settings import read_settings
from starter.cli.errors import Failed, Wrong
from starter.cli.options import AsJson
from starter.cli.output.dates import forms, now, read_instant
from starter.cli.output.formatting import plain, print_json, redraw
from starter.cli.output.tables import print_table
from starter.cli.people import company_zone, open_ledger

if TYPE_CHECKING:
    from domain.reporting.report import Report
    from domain.reporting.tables import Cell, Table
    from ledger.store import Ledger

_DAYS: Final = 91
"""How far back a report goes where nobody says: thirteen whole weeks."""

_BAR: Final = 20
_SPARKS: Final = "▁▂▃▄▅▆▇█"

Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day on (default: 91 days before --until).")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Until the beginning of this day (default: now).")]
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
Csv = Annotated[Path | None, typer.Option("--csv", metavar="FOLDER", help="Write one CSV file per table here.")]
Html = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write the report as one page into this file.")
]


def report(
    since: Since = None,
    until: Until = None,
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
    from domain.reporting.tables import tables

    parts = tuple(dict.fromkeys(_part(one, "--by") for one in by or ()))
    wanted = tuple(_where(one) for one in where or ())
    if csv is not None and html is not None:
        raise Wrong("Use either --csv or --html.")
    if html is not None and html.exists():
        raise Failed(f"{html} already exists; choose another file.")
    tz = company_zone() or UTC
    made = _made(since, until, parts, wanted, tz)
    if csv is not None:
        _write_files(csv, tables(made, tz))
    if html is not None:
        _write_page(html, made, tz)
    if as_json:
        print_json(data_of(made))
    elif csv is not None:
        print(f"Wrote {len(tables(made, tz))} files into {plain(csv)}.")
    elif html is not None:
        print(f"Wrote {plain(html)}. Open it in a browser, or print it.")
    else:
        _print(made, tables(made, tz), tz)


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

    at = now()
    ends = min(read_instant(until, "--until", whole_days=True, tz=tz), at) if until else at
    begins = read_instant(since, "--since", whole_days=True, tz=tz) if since else ends - timedelta(days=_DAYS)
    if begins >= ends:
        raise Wrong("--since has to lie before --until, and both in the past.")
    with open_ledger(read_settings()) as ledger:
        _bring_up_to_date(ledger, at)
        names = ledger.report_rows.names()
        asked = labels(ledger.playbooks.rules().playbook.surveys) if ledger.playbooks.in_force() else {}
        meant = tuple((part, _mark(value, names) if part in COLLEAGUES else value) for part, value in where)
        # What was put on record in this very second counts.
        period = Period(int(begins.timestamp()), ceil(ends.timestamp()), ceil(at.timestamp()))
        rows = ledger.report_rows.rows(period, parted=bool(by or where))
    return make_report(rows, period, by=by, where_is=meant, names=asked | names)


def _mark(text: str, names: dict[str, str]) -> str:
    """The colleague who is meant: by mark, or by name. Raises Wrong."""
    if text in names:
        return text
    found = [mark for mark, name in names.items() if name.casefold() == text.casefold()]
    if len(found) != 1:
        why = "several colleagues are" if found else "no colleague is"
        raise Wrong(f"--where: {why} called {text!r}; `followup team` lists their marks.")
    return found[0]


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


def _write_files(folder: Path, found: list[Table]) -> None:
    from domain.reporting.tables import as_csv

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in found:
            (folder / f"{one.name}.csv").write_text(as_csv(one), encoding="utf-8-sig", newline="")
    except OSError as error:
        raise Failed(f"{folder} can't be written: {error.strerror}.") from None


def _write_page(file: Path, made: Report, tz: tzinfo) -> None:
    from domain.reporting.page import page

    with open_ledger(read_settings()) as ledger:
        company = ledger.playbooks.rules().playbook.company
    try:
        file.write_text(page(made, tz, company=company.name, country=company.country), encoding="utf-8")
    except OSError as error:
        raise Failed(f"{file} can't be written: {error.strerror}.") from None


# ---------------------------------------------------------------- the terminal


def _print(made: Report, found: list[Table], tz: tzinfo) -> None:
    from domain.reporting.tables import few, many, shown

    period, totals = made.period, made.totals
    first, last = (datetime.fromtimestamp(at, UTC).astimezone(tz) for at in (period.since, period.until - 1))
    days = max(1, round((period.until - period.since) / 86400))
    print(
        f"{forms().day(first, year=True)} to {forms().day(last, year=True)} ({days} days), next to the {days} before."
    )
    if made.where:
        only = (f"{name.replace('_', ' ')} {plain(made.named(name, value))}" for name, value in made.where)
        print("Only " + ", ".join(only))
    sent, people = many(totals["messages"], "message"), many(totals["candidates"], "candidate")
    came = f"{many(totals['applications'], 'application')} came in"
    print(f"{sent} went to {people}, {totals['bounced']:,} bounced; {came}.")
    if not totals["messages"] and not totals["applications"]:
        print("Nothing happened in this period; choose another with --since and --until.")
        return
    charts = {
        "response_by_stage": _bars,
        "service": _bars,
        "funnel": _bars,
        "silence": _sparks,
        "satisfaction": _sparks,
        "nps": _sparks,
    }
    for one in found:
        if not one.rows:
            continue
        print(f"\n{one.title}")
        if one.name == "response_by_hour":
            print("\n".join(_heat(made)))
        elif one.name in charts:
            print("\n".join(charts[one.name](one)))
        else:
            print_table(
                one.headings,
                [[plain(f"{shown(cell)}{' few' if few(cell) else ''}") for cell in row] for row in one.rows],
            )
        if one.note:
            print(f" {one.note}")


def _bars(table: Table) -> list[str]:
    """The first number of each row as a bar, with the cell beside it."""
    from domain.reporting.statistics import Share
    from domain.reporting.tables import brief, few, shown

    numbers = [row[1].value or 0 if isinstance(row[1], Share) else float(row[1] or 0) for row in table.rows]  # type: ignore[arg-type]
    most = 1.0 if isinstance(table.rows[0][1], Share) else max(numbers) or 1.0
    wide = max(len(str(row[0])) for row in table.rows)
    lines = []
    for row, number in zip(table.rows, numbers, strict=True):
        bar = "█" * round(_BAR * number / most)
        note = " few" if few(row[1]) else ""
        more = f"   {row[2]:,} messages" if table.name == "funnel" and isinstance(row[2], int) else ""
        more = f"   before {brief(row[2])}" if table.name == "service" else more
        lines.append(f" {plain(row[0]):<{wide}}  {bar:<{_BAR}}  {shown(row[1])}{note}{more}")
    return lines


def _sparks(table: Table) -> list[str]:
    """Each column as a line of small bars, from the first row to the last."""
    from domain.reporting.tables import shown

    wide = max(len(heading) for heading in table.headings)
    lines = []
    for n, heading in enumerate(table.headings[1:], 1):
        column = [_number(row[n]) for row in table.rows]
        most = max((one for one in column if one is not None), default=0) or 1
        least = min((one for one in column if one is not None), default=0)
        least, span = min(least, 0), most - min(least, 0) or 1
        line = "".join(" " if one is None else _SPARKS[min(7, round(7 * (one - least) / span))] for one in column)
        lines.append(f" {heading:<{wide}}  {line}  now {shown(table.rows[-1][n])}")
    return lines


def _number(cell: Cell) -> float | None:
    from domain.reporting.statistics import Mean, Share

    if isinstance(cell, Share):
        return cell.value
    return cell.mean if isinstance(cell, Mean) else float(cell) if isinstance(cell, int | float) else None


def _heat(made: Report) -> list[str]:
    """Weekdays by hours, a percentage in each; a dot where there are too few to say."""
    from domain.reporting.segments import WEEKDAYS

    slots = {(one["weekday"], one["hour"]): one["share"] for one in made.figures["K9"]["slots"]}
    hours = [hour for _, hour in slots]
    first, last = min(hours), max(hours)
    lines = ["      " + "".join(f"{hour:>4}" for hour in range(first, last + 1))]
    for weekday, name in enumerate(WEEKDAYS):
        row = [slots.get((weekday, hour)) for hour in range(first, last + 1)]
        if any(row):
            cells = ("" if one is None else "·" if one.is_small else f"{100 * (one.value or 0):.0f}" for one in row)
            lines.append(f" {name.capitalize():<5}" + "".join(f"{cell:>4}" for cell in cells))
    return [*lines, " A dot: too few candidates to say."]
