"""A report as one page: charts with a table beside each, readable on a phone, on paper, in the dark and by a screen
reader. Nothing in it is fetched, and nothing runs.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from functools import cache
from typing import Any, Final

from jinja2 import Environment, StrictUndefined

from domain.reporting import charts
from domain.reporting.charts import Bar, Line
from domain.reporting.figures import FIGURES, TITLES
from domain.reporting.records import DAY
from domain.reporting.report import Report
from domain.reporting.segments import WEEKDAYS
from domain.reporting.statistics import Share
from domain.reporting.tables import (
    DAYS,
    FEW,
    Table,
    brief,
    day,
    definition,
    few,
    many,
    narrowed,
    only_in_words,
    part_in_words,
    percent,
    shown,
    span,
    tables,
    totals_in_words,
)
from domain.time.written import written_in

STYLE: Final = """\
:root {
  color-scheme: light dark;
  --page: #f5f4f0; --card: #fff; --line: #d9d6cd; --ink: #1c2430; --soft: #4d5663; --accent: #0b5a55;
  --track: #ecebe6; --halo: #fff;
  --heat-1: #dcebe8; --heat-2: #b3d5cf; --heat-3: #7fb9b1; --heat-4: #2f857c; --heat-5: #0b5a55;
  --on-light: #1c2430; --on-dark: #fff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14181c; --card: #1d2329; --line: #39424b; --ink: #eef1f3; --soft: #b7c0c8; --accent: #7cd3c8;
    --track: #2b333b; --halo: #1d2329;
    --heat-1: #22383a; --heat-2: #2b4f4f; --heat-3: #38716d; --heat-4: #63b3a9; --heat-5: #9be3d9;
    --on-light: #eef1f3; --on-dark: #08211f;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
}
header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.75rem; }
main { display: grid; gap: 1.25rem; padding-top: 1.25rem; padding-bottom: 2rem; grid-template-columns: minmax(0, 1fr); }
footer { padding-bottom: 2rem; color: var(--soft); font-size: .9375rem; }
h1, h2, h3, p, dl, dd, figure { margin: 0; }
h1 { font-size: clamp(1.6rem, 1.3rem + 1.6vw, 2.1rem); line-height: 1.2; letter-spacing: -.015em; text-wrap: balance; }
h2 { font-size: 1.2rem; line-height: 1.3; }
h3 { font-size: 1rem; }
a { color: var(--accent); text-underline-offset: .18em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
.lead, .note { color: var(--soft); }
.note { font-size: .9375rem; }
.lead { margin-top: .4rem; }
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.25rem;
  display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr);
}
.pair, .stack { display: grid; gap: 1.25rem 2rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
@media (min-width: 56rem) { .pair { grid-template-columns: minmax(0, 28rem) minmax(0, 1fr); } }
.key { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(min(8.75rem, 100%), 1fr)); }
.key div { border-top: 3px solid var(--accent); padding-top: .5rem; }
.key .few { border-top-style: dotted; }
.key dt { color: var(--soft); font-size: .9375rem; }
.key .big { font-size: 1.6rem; font-weight: 650; line-height: 1.2; }
.key .more { color: var(--soft); font-size: .875rem; }
.wide { overflow-x: auto; }
table {
  border-collapse: collapse; width: 100%; font-size: .9375rem; font-variant-numeric: tabular-nums;
  overflow-wrap: normal;
}
caption { text-align: left; color: var(--soft); font-size: .875rem; padding-bottom: .35rem; }
th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 500; }
.many { min-width: 62rem; font-size: .875rem; }
.many td, .many th { padding-right: 1rem; }
.many tbody th, .dates tbody th { white-space: nowrap; }
@media (max-width: 40rem) {
  table { font-size: .8125rem; }
  th, td { padding-right: .3rem; }
  .card { padding: 1rem; }
  header, main, footer { padding-left: .75rem; padding-right: .75rem; }
}
svg { display: block; width: 100%; max-width: 30rem; height: auto; overflow: visible; }
svg text { font-size: 13px; line-height: 1; fill: var(--ink); }
svg .value, svg .tick { fill: var(--soft); font-size: 12px; }
svg .cell { font-size: 12px; fill: var(--on-light); }
svg .on-dark { fill: var(--on-dark); }
svg .end { text-anchor: end; } svg .middle { text-anchor: middle; }
svg .track { fill: var(--track); } svg .bar { fill: var(--accent); }
svg .few { fill: none; stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 3 2; }
svg .whisker { fill: none; stroke: var(--ink); stroke-width: 2; }
svg .halo { fill: none; stroke: var(--halo); stroke-width: 5; }
svg .before { fill: var(--soft); }
svg .grid { stroke: var(--line); fill: none; }
svg .line { fill: none; stroke: var(--accent); stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }
svg .line-2 { stroke-dasharray: 7 5; } svg .line-3 { stroke-dasharray: 1.5 5; }
svg .band { fill: var(--accent); opacity: .18; }
svg .heat-1 { fill: var(--heat-1); } svg .heat-2 { fill: var(--heat-2); } svg .heat-3 { fill: var(--heat-3); }
svg .heat-4 { fill: var(--heat-4); } svg .heat-5 { fill: var(--heat-5); }
.defs { display: grid; gap: 1rem; }
.defs p + p { margin-top: .35rem; }
.defs h3 { margin-bottom: .2rem; }
@media print {
  :root {
    color-scheme: light; --page: #fff; --card: #fff; --line: #bbb; --ink: #000; --soft: #444; --accent: #0b5a55;
    --track: #eee; --halo: #fff; --heat-1: #dcebe8; --heat-2: #b3d5cf; --heat-3: #7fb9b1; --heat-4: #2f857c;
    --heat-5: #0b5a55; --on-light: #000; --on-dark: #fff;
  }
  @page { margin: 15mm; }
  body { font-size: 10pt; }
  svg, .key div { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  .card { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: .75rem 0 0; }
  .pair { grid-template-columns: minmax(0, 8.5cm) minmax(0, 1fr); }
  .wide { overflow: visible; }
  .many { min-width: 0; font-size: 6.5pt; }
  .many td, .many th { padding-right: .3rem; }
  .card, .pair, tr, figure, .defs > div { break-inside: avoid; }
  .long, .long .pair { break-inside: auto; }
  a { color: inherit; text-decoration: none; }
}
"""

_HEAD: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>{{ title }}</title>
<style>{{ style | safe }}</style>
</head>
<body>
"""

_PAGE: Final = (
    _HEAD
    + """\
<header>
<h1>{{ title }}</h1>
<p class="lead">{{ span }}</p>
<p class="lead">{{ lead }}</p>
</header>
<main>
<section class="card" aria-labelledby="glance">
<h2 id="glance">At a glance</h2>
<dl class="key">
{% for one in key -%}
<div{% if one.few %} class="few"{% endif %}><dt>{{ one.title }}</dt>
<dd class="big">{{ one.now }}</dd><dd class="more">{{ one.more }}</dd></div>
{% endfor -%}
</dl>
{% for text in glance %}<p class="note">{{ text }}</p>
{% endfor -%}
{{ figures | safe }}
</section>
{% for one in charts -%}
<section class="card{{ ' long' if one.long }}" aria-labelledby="{{ one.name }}">
<h2 id="{{ one.name }}">{{ one.title }}</h2>
{% if one.note %}<p class="note">{{ one.note }}</p>{% endif %}
<div class="{{ 'stack' if one.below else 'pair' }}">
<figure>{{ one.chart | safe }}</figure>
{{ one.table | safe }}
</div>
</section>
{% endfor -%}
{% for one in more -%}
<section class="card" aria-labelledby="{{ one.name }}">
<h2 id="{{ one.name }}">{{ one.title }}</h2>
{% for table in one.tables %}{{ table | safe }}{% endfor %}
</section>
{% endfor -%}
<section class="card long" aria-labelledby="counted">
<h2 id="counted">How each figure is counted</h2>
<p class="note">Opens aren't measured, since mail programs open messages by themselves. Clicks aren't tracked.
{{ few }} The likely range holds the true value 95 times out of 100.</p>
<div class="defs">
{% for one in definitions -%}
<div><h3 id="{{ one.name }}">{{ one.name }} · {{ one.title }}</h3>
{% for text in one.text %}<p class="note">{{ text }}</p>{% endfor %}</div>
{% endfor -%}
</div>
</section>
</main>
<footer><p>Made by followup from what is on record{{ made }}.</p></footer>
</body>
</html>
"""
)

_ONE_TABLE: Final = (
    _HEAD
    + """\
<header>
<h1>{{ title }}</h1>
{% for text in lead %}<p class="lead">{{ text }}</p>
{% endfor -%}
</header>
<main>
<section class="card long">
{{ table | safe }}
</section>
</main>
</body>
</html>
"""
)

_TABLE: Final = """\
<div class="wide" role="region" tabindex="0" aria-label="Table: {{ table.title }}">
<table{% if css %} class="{{ css }}"{% endif %}><caption>{{ caption }}</caption>
<thead><tr>{% for one in table.headings %}<th scope="col">{{ one }}</th>{% endfor %}</tr></thead>
<tbody>
{% for row in rows -%}
<tr>{% for cell in row %}{% if loop.first %}<th scope="row">{{ cell }}</th>{% else %}<td>{{ cell }}</td>{% endif %}\
{% endfor %}</tr>
{% endfor -%}
</tbody></table></div>"""


@cache
def _templates() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def policy() -> str:
    """The page's own content security policy: its one style sheet, by its hash, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def page(report: Report, tz: tzinfo, *, company: str = "", country: str = "") -> str:
    """The whole page. Days are told in this zone, and as they are written in this country."""
    found = {one.name: one for one in tables(report, tz)}
    drawn = [_with_table(one) for one in _charts(report, found, tz)]
    used = {"figures", *(one["name"] for one in drawn)}
    return (
        _templates()
        .from_string(_PAGE)
        .render(
            policy=policy(),
            style=STYLE,
            title=f"How follow-up is working{f' at {company}' if company else ''}",
            span=_span(report, tz, country),
            lead=_lead(report),
            key=_key(report),
            glance=found["figures"].note.splitlines(),
            figures=_table(found["figures"]),
            charts=drawn,
            more=[
                {"name": name, "title": one.title, "tables": [_table(part) for part in _narrow(one)]}
                for name, one in found.items()
                if name not in used and one.rows
            ],
            definitions=[{"name": name, "title": TITLES[name], "text": definition(name)} for name in FIGURES],
            few=f"{FEW[0].upper()}{FEW[1:]}",
            made=f", {_day(report.period.known_until, tz, country)}",
        )
    )


def table_page(table: Table, title: str, lead: Sequence[str]) -> str:
    """A page with one table and nothing else."""
    rows = [[shown(cell) for cell in row] for row in table.rows]
    drawn = _templates().from_string(_TABLE).render(table=table, rows=rows, caption=title, css="many")
    return (
        _templates().from_string(_ONE_TABLE).render(policy=policy(), style=STYLE, title=title, lead=lead, table=drawn)
    )


def _day(at: int, tz: tzinfo, country: str) -> str:
    return written_in(country).day(datetime.fromtimestamp(at, UTC).astimezone(tz).date(), year=True)


def _span(report: Report, tz: tzinfo, country: str) -> str:
    since, until, _ = report.period
    days = max(1, round((until - since) / DAY))
    return (
        f"{_day(since, tz, country)} to {_day(until - 1, tz, country)} ({days} days), compared with the {days} before."
    )


def _lead(report: Report) -> str:
    return " ".join(filter(None, (only_in_words(report), totals_in_words(report))))


def _key(report: Report) -> list[dict[str, Any]]:
    """The six figures that a lead asks for first."""
    now, before = report.figures, report.before
    wanted = (
        ("Response rate", "K1", "share"),
        ("Acknowledged within 48 h", "K6", "acknowledged"),
        ("Promised dates kept", "K6", "promises_kept"),
        ("Word within a week", "K11", "word"),
        ("Satisfied candidates", "K7", "satisfied"),
    )
    found = []
    for title, figure, name in wanted:
        if figure in report.not_by:
            more = f"not by {part_in_words(report.not_by[figure])}"
            found.append({"title": title, "now": "-", "more": more, "few": False})
            continue
        share: Share = now[figure][name]
        of = f"{share.n:,} of {share.of:,}" if share.of else "nobody in this period"
        old: Share = before[figure][name]
        was = f" · before\u00a0{percent(old.value)}" if old.of else ""
        mark = " · few" if few(share) else ""
        pending = now[figure].get("pending", 0) if name == "share" else 0
        still = f" · {pending:,} more may still answer" if pending else ""
        found.append({"title": title, "now": percent(share.value), "more": of + mark + still + was, "few": few(share)})
    time, old_time = now["K2"]["time"], before["K2"]["time"]
    before_it = span(old_time.median).replace(" ", "\u00a0")
    was = f" · before\u00a0{before_it}" if old_time.n else ""
    more = f"{time.n:,} replies{' · few' if few(time) else ''}{was}" if time.n else "no replies in this period"
    found.insert(1, {"title": "Time to response", "now": span(time.median), "more": more, "few": few(time)})
    return found


# ---------------------------------------------------------------- charts


def _charts(report: Report, found: dict[str, Table], tz: tzinfo) -> list[dict[str, Any]]:
    made = [
        _shares(
            found["response_by_stage"], "Bars: the share who answered. The thin line: where the true share likely is."
        ),
        _heat(report, found["response_by_hour"]),
        _silence(report, found["silence"], tz),
        _service(found["service"]),
        _decisions(found["time_to_decision"]),
        _funnel(found["funnel"]),
        _shares(found["experiments"], found["experiments"].note),
        _shares(found["variants"], f"Each variant, with where its true share likely is. {found['variants'].note}"),
        _satisfaction(report, found["satisfaction"], tz),
        _nps(report, found["nps"], tz),
    ]
    return [one for one in made if one is not None]


def _with_table(one: dict[str, Any]) -> dict[str, Any]:
    table: Table = one["source"]
    is_wide = len(table.headings) > 7 or table.name == "variants"
    return {"name": table.name, "title": table.title, "note": one["note"] or table.note, "chart": one["chart"],
            "table": _table(table), "long": len(table.rows) > 14, "below": is_wide}  # fmt: skip


def _table(table: Table) -> str:
    to_words = brief if table.name == "silence" else shown  # of how many is a column of its own there
    rows = [[f"{to_words(cell)}{' (few)' if few(cell) else ''}" for cell in row] for row in table.rows]
    caption = "All figures" if table.name == "figures" else "The same in numbers"
    css = "many" if len(table.headings) > 7 else "dates" if table.name in ("silence", "satisfaction") else ""
    return _templates().from_string(_TABLE).render(table=table, rows=rows, caption=caption, css=css)


def _narrow(table: Table, most: int = 5) -> list[Table]:
    """A table of many columns as several, so that none is cut on paper; each begins with the first column."""
    columns = range(1, len(table.headings))
    return narrowed(table, [columns[start : start + most] for start in range(0, len(columns), most)])


def _grid(table: Table, report: Report) -> Table:
    """Weekdays by hours, as the chart has them: what the file has as one line for each hour."""
    slots = {(one["weekday"], one["hour"]): one["share"] for one in report.figures["K9"]["slots"]}
    hours = sorted({hour for _, hour in slots})
    rows = tuple(
        (name, *(slots.get((weekday, hour)) for hour in hours))
        for weekday, name in enumerate(DAYS.values())
        if any((weekday, hour) in slots for hour in hours)
    )
    return Table(table.name, table.title, ("Weekday", *(f"{hour}:00" for hour in hours)), rows, table.note)


def _says(table: Table) -> str:
    """What a chart shows, in a sentence for people who don't see it."""
    parts = [f"{row[0]}: {', '.join(shown(cell) for cell in row[1:])}" for row in table.rows[:12]]
    return f"{'; '.join(parts)}{'; and more in the table' if len(table.rows) > 12 else ''}."


def _short(label: str, most: int = 34) -> str:
    """A label that leaves room for what stands beside it; the table has the whole."""
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"


def _shares(table: Table, note: str) -> dict[str, Any] | None:
    """Bars of the first share in each row."""
    if not table.rows:
        return None
    found = []
    for row in table.rows:
        share = next(cell for cell in row if isinstance(cell, Share))
        low, high = share.interval or (None, None)
        label = " ".join(str(cell) for cell in row[: row.index(share)])
        says = f"{percent(share.value)} of {share.of:,}{' (few)' if few(share) else ''}"
        found.append(Bar(_short(label), says, share.value or 0.0, low, high, few=few(share)))
    return {"source": table, "chart": charts.bars(f"c-{table.name}", table.title, _says(table), found), "note": note}


def _heat(report: Report, table: Table) -> dict[str, Any] | None:
    slots = {(one["weekday"], one["hour"]): one["share"] for one in report.figures["K9"]["slots"]}
    if not slots:
        return None
    hours = range(min(hour for _, hour in slots), max(hour for _, hour in slots) + 1)
    days: list[tuple[str, list[tuple[float, bool] | None]]] = []
    for weekday, name in enumerate(WEEKDAYS):
        row = [slots.get((weekday, hour)) for hour in hours]
        if any(row):
            days.append((name.capitalize(), [(one.value or 0.0, one.is_small) if one else None for one in row]))
    solid = [(share.value or 0.0, slot) for slot, share in slots.items() if not share.is_small]
    best = max(solid, default=None)
    desc = "The response rate for each hour in which messages went out; the table has the numbers."
    if best is not None:
        desc += f" The best hour with enough candidates is {WEEKDAYS[best[1][0]].capitalize()} at {best[1][1]}:00."
    note = "Percent who answered, by their own clock. Dotted: too few candidates to say."
    note += "" if solid else " So far that's every hour."
    chart = charts.heat("c-hours", table.title, desc, days, hours)
    return {"source": _grid(table, report), "chart": chart, "note": note}


def _silence(report: Report, table: Table, tz: tzinfo) -> dict[str, Any] | None:
    if len(report.silence) < 2 or not any(one.owed for one in report.silence):
        return None
    found = [
        Line(f"{days} days", [one.silent[days] / one.owed if one.owed else None for one in report.silence])
        for days in report.silence[0].silent
    ]
    most = max((value for line in found for value in line.values if value is not None), default=0.0)
    top = next(one for one in (0.1, 0.2, 0.5, 1.0) if most <= one)
    ticks = [(0.0, "0%"), (top / 2, percent(top / 2)), (top, percent(top))]
    ends = day(report.silence[0].at, tz), day(report.silence[-1].at, tz)
    last = ", ".join(f"{line.label}: {percent(line.values[-1])}" for line in found)
    desc = f"The share of applications without a word for 7, 14 and 30 days, week by week. At the end, {last}."
    return {"source": table, "chart": charts.lines("c-silence", table.title, desc, found, ticks, ends), "note": ""}


def _service(table: Table) -> dict[str, Any] | None:
    found = []
    if not table.rows:
        return None
    for title, now, before in table.rows:
        assert isinstance(now, Share) and isinstance(before, Share)
        low, high = now.interval or (None, None)
        says = f"{percent(now.value)} of {now.of:,}{' (few)' if few(now) else ''}" if now.of else "none"
        found.append(Bar(str(title), says, now.value or 0.0, low, high, before.value, few(now)))
    note = "The small triangle marks the period before."
    return {"source": table, "chart": charts.bars("c-service", table.title, _says(table), found), "note": note}


def _decisions(table: Table) -> dict[str, Any] | None:
    spreads = [(str(row[0]), row[1]) for row in table.rows]
    most = max((one.p90 or 0.0 for _, one in spreads if not isinstance(one, str | int | float | None)), default=0.0)  # type: ignore[union-attr]
    if not most:
        return None
    found = []
    for label, one in spreads:
        median, p90 = one.median or 0.0, one.p90 or 0.0  # type: ignore[union-attr]
        says = f"{span(one.median)} ({one.n:,}{' few' if few(one) else ''})"  # type: ignore[union-attr]
        found.append(Bar(_short(label), says, median / most, median / most, p90 / most, few=few(one)))
    note = "Bars: half heard within this time. The thin line ends where 9 of 10 had heard."
    return {"source": table, "chart": charts.bars("c-decision", table.title, _says(table), found), "note": note}


def _funnel(table: Table) -> dict[str, Any] | None:
    most = max((int(row[1] or 0) for row in table.rows), default=0)  # type: ignore[arg-type]
    if not most:
        return None
    found = [
        Bar(str(stage), f"{shown(number)} · {many(messages or 0, 'message')}", int(number or 0) / most)  # type: ignore[arg-type]
        for stage, number, messages in table.rows
    ]
    return {"source": table, "chart": charts.bars("c-funnel", table.title, _says(table), found), "note": ""}


def _satisfaction(report: Report, table: Table, tz: tzinfo) -> dict[str, Any] | None:
    return _over_time(report, table, tz, "score", "c-survey", [(1.0, "1"), (3.0, "3"), (5.0, "5")])


def _nps(report: Report, table: Table, tz: tzinfo) -> dict[str, Any] | None:
    return _over_time(report, table, tz, "nps", "c-nps", [(-100.0, "-100"), (0.0, "0"), (100.0, "100")])


def _over_time(
    report: Report, table: Table, tz: tzinfo, name: str, chart_id: str, ticks: list[tuple[float, str]]
) -> dict[str, Any] | None:
    """An average as a line, where there is any."""
    means = [one[name] for one in report.satisfaction]
    if not any(one.n for one in means):
        return None
    label = "score" if name == "score" else "NPS"
    line = Line(label, [one.mean for one in means], [one.low for one in means], [one.high for one in means])
    ends = day(report.satisfaction[0]["from"], tz), day(report.satisfaction[-1]["from"], tz)
    chart = charts.lines(chart_id, table.title, _says(table), [line], ticks, ends)
    return {"source": table, "chart": chart, "note": f"{table.note} The band: where the true average likely is."}
