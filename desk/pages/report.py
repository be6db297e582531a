"""The report: what works, and for whom. The same page as `followup report --html` writes, in a frame of its own."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from math import ceil
from typing import Any, Final

from starlette.responses import HTMLResponse, Response

from desk.http.visits import Visit
from desk.locales.translating import _
from domain.time.zones import zone

SPAN: Final = timedelta(days=91)
"""As the command's."""
_FIRST: Final = date(1970, 1, 1)


async def report(visit: Visit) -> Response:
    """`/report?since=…&until=…`: the form, and the frame."""
    since, until, problem = _span(visit)
    return visit.show("report", 422 if problem else 200, since=since, until=until, problem=problem)


async def report_page(visit: Visit) -> Response:
    """`/report/page`: the report itself."""
    from domain.reporting.page import policy

    since, until, problem = _span(visit)
    if problem:
        return visit.part("sent_letter", 422, letter={"text": problem})
    text = await visit.read(_made, visit, since, until)
    headers = {
        "content-security-policy": f"{policy()}; frame-ancestors 'self'",
        "x-frame-options": "SAMEORIGIN",
    }
    return HTMLResponse(text, headers=headers)


def _span(visit: Visit) -> tuple[date, date, str]:
    """From which day until which, both of them counted in; and what is wrong with what was asked for."""
    today = visit.now.astimezone(_zone(visit)).date()
    days: dict[str, date] = {"since": today - SPAN, "until": today}
    for name in days:
        if text := visit.asked(name):
            try:
                days[name] = date.fromisoformat(text)
            except ValueError:
                return (
                    days["since"],
                    days["until"],
                    _("%(text)s isn't a date; write it like 2026-12-04.", text=repr(text[:40])),
                )
            if not _FIRST <= days[name] <= today + SPAN:
                days[name] = today
                return days["since"], days["until"], _("%(text)s can't be meant; choose a day up to today.", text=text)
    if days["since"] > days["until"]:
        return days["since"], days["until"], _("The first day is after the last one; choose others.")
    return days["since"], days["until"], ""


def _zone(visit: Visit) -> Any:
    return zone(visit.timezone) if visit.timezone else zone("UTC")


def _made(visit: Visit, since: date, until: date) -> str:
    from domain.playbook.surveys import labels
    from domain.reporting.figures import Period
    from domain.reporting.page import page
    from domain.reporting.report import make_report

    ledger, tz = visit.ledger, _zone(visit)
    begins, ends = (datetime.combine(day, time(), tz) for day in (since, until + timedelta(days=1)))
    ledger.report_keeper.catch_up(visit.now)
    period = Period(int(begins.timestamp()), ceil(min(ends, visit.now).timestamp()), ceil(visit.now.timestamp()))
    playbook = ledger.playbooks.rules().playbook
    tests = ledger.tested_messages.judged(playbook, visit.now) if playbook.experiments else ()
    rows = ledger.report_rows.rows(period, parted=False)
    names = labels(playbook.surveys) | ledger.report_rows.names()
    made = make_report(rows, period, names=names, experiments=tests)
    return page(made, tz, company=playbook.company.name, country=playbook.company.country)
