"""`team`: the colleagues, what stands for them in Temporal, whom they have, and who covers for whom."""

from __future__ import annotations

import sys
from datetime import UTC, tzinfo
from typing import Any

from domain.people.team import Member, Team, colleague_mark, short_day
from settings import read_settings
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.cli.output.tables import print_table
from starter.cli.people import company_zone, open_reader
from starter.team import follow_file
from starter.wording.candidates import plain
from starter.wording.instants import forms, now


def team(as_json: AsJson = False) -> None:
    """List your colleagues: name, address, role, number of open candidates, who's away."""
    settings = read_settings()
    with open_reader(settings) as reader:
        problem = follow_file(reader, settings)
        everybody = reader.team.all()
        number = reader.team.candidates_of()
    if problem:
        print(problem, file=sys.stderr)
    tz = company_zone() or UTC
    rows = [row_of(one, everybody, number, tz) for one in everybody.people]
    if as_json:
        print_json(rows)
        return
    if not rows:
        print("No colleagues on record yet: name them in team.yaml next to the playbook (docs/colleagues.md).")
        return
    cells = [
        (
            r["name"] or "-",
            r["email"] or "-",
            r["role"],
            ", ".join(r["marks"]),
            str(r["open"]),
            forms().in_words(r["says"]) or "-",
        )
        for r in rows
    ]
    print_table(("Name", "Address", "Role", "Mark", "Open", "Away"), cells, wide=5)


def row_of(one: Member, everybody: Team, number: dict[tuple[str, str], int], tz: tzinfo) -> dict[str, Any]:
    """A colleague as `team --json` has them; `number`: how many open candidates each (name, address) has."""
    at = now()
    theirs = [(who, many) for who, many in number.items() if everybody.find(*who) == one]
    marks = dict.fromkeys([one.mark, *(colleague_mark(*who) for who, _ in theirs)])
    away, cover = one.absence, everybody.cover_for(one.name, one.email, at)
    absence = None
    if away is not None and away.until > at and not one.has_left(at):
        by = cover.acts if cover is not None else everybody.by_key(away.cover)
        absence = {
            "from": away.since.isoformat(),
            "until": away.until.isoformat(),
            "back_on": away.back_on.isoformat(),
            "now": one.is_away(at),
            "cover": _as_json(by),
            "gap": cover.gap if cover else "",
        }
    return {
        "mark": one.mark,
        "marks": list(marks),
        "name": one.name,
        "email": one.email,
        "role": one.role,
        "title": one.title,
        "phone": one.phone,
        "open": sum(many for _, many in theirs),
        "away": absence,
        "left_at": one.left_at.isoformat() if one.left_at else None,
        "successor": _as_json(everybody.by_key(one.successor)) if one.left_at else None,
        "says": plain(_says(one, everybody, tz)),
    }


def _as_json(one: Member | None) -> dict[str, str] | None:
    return {"name": one.name, "email": one.email, "mark": one.mark} if one else None


def _says(one: Member, everybody: Team, tz: tzinfo) -> str:
    """`until Fri 11 Dec; Sam Lee is covering`."""
    at, away = now(), one.absence
    if one.has_left(at):
        heir = everybody.by_key(one.successor)
        return f"left; {heir.shown} has taken over" if heir else "left"
    if away is None or away.until <= at:
        return ""
    if (cover := everybody.cover_for(one.name, one.email, at)) is not None:
        return cover.words.partition(" is away ")[2]
    covers = everybody.by_key(away.cover)
    since = away.since.astimezone(tz).date()
    by = f"; {covers.shown} is covering" if covers else ""
    return f"from {short_day(since)} until {short_day(away.back_on)}{by}"
