"""In which order the rows of the inbox are told: per person; and whose a row is that names an application alone.

Some of what an ATS says (an offer, an interview) names an application and nobody. Whose it is, an earlier row has told,
or the ledger knows. Where neither does, such rows wait in a chain of the application's own, which joins the person's
as soon as a row comes in that tells whose it is. A row that is read before its application is here goes behind the row
that brings it, so that it neither is told too early nor holds up what it waits for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select, update

from ledger.instants import to_text
from ledger.schema import aliases, applications, inbox

_ON_RECORD_SOON: Final = timedelta(hours=1)
"""So long ago something may have been told without being on record yet."""

_turn: Final = func.coalesce(inbox.c.behind, inbox.c.number)


def chain_of(source: str, application: str) -> str:
    """What stands in place of a person for rows about an application of nobody knows whom: never anybody's id."""
    return f"{source} application {application}"


def waits_for_another() -> ColumnElement[bool]:
    """Does anything before this row wait that is about the same person?"""
    earlier = inbox.alias("earlier")
    its_turn = func.coalesce(earlier.c.behind, earlier.c.number)
    before = or_(
        its_turn < _turn,
        and_(
            its_turn == _turn,
            inbox.c.behind.is_not(None),  # behind a row is after that row, and after what went there before
            or_(earlier.c.behind.is_(None), earlier.c.number < inbox.c.number),
        ),
    )
    return exists().where(earlier.c.about == inbox.c.about, earlier.c.state == "waiting", before)


def by_turn() -> tuple[ColumnElement[Any], ...]:
    """The order of rows that are about different people, or of one person's."""
    return (_turn, inbox.c.behind.is_not(None), inbox.c.number)


def say_whose(connection: Connection, rows: Sequence[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """Fill in whose the rows are that name an application alone; whose each application is that the others name."""
    named: dict[tuple[str, str], str] = {}
    for row in rows:
        if row["application"] is None:
            continue
        mark = (row["source"], row["application"])
        if row["about"]:
            named[mark] = row["about"]
            continue
        row["about"] = named.get(mark) or _holder(connection, *mark) or chain_of(*mark)
        row["application"] = None  # it does not tell whose it is
    return named


def join_chains(connection: Connection, named: dict[tuple[str, str], str]) -> None:
    """What has waited for somebody to say whose the application is waits with that person from now on."""
    for mark, about in named.items():
        chain = and_(inbox.c.about == chain_of(*mark), inbox.c.state.in_(("waiting", "not_understood")))
        connection.execute(update(inbox).where(chain).values(about=about))


def step_behind(connection: Connection, number: int, application: str, now: datetime) -> None:
    """Let the row that brings the application go before this one, which cannot be told without it.

    Where none waits that brings it, all that waits for this person may go first. Where it has just been told, it is on
    record in a moment, and nothing may overtake this row.
    """
    names = select(inbox.c.source, inbox.c.about, inbox.c.application, _turn.label("turn"))
    mine = connection.execute(names.where(inbox.c.number == number)).mappings().first()
    if mine is None or not mine["about"]:
        return
    brings = and_(inbox.c.source == mine["source"], inbox.c.application == application, inbox.c.number != number)
    just_told = and_(inbox.c.state == "told", inbox.c.told_at > to_text(now - _ON_RECORD_SOON))
    if connection.execute(select(inbox.c.number).where(brings, just_told).limit(1)).first():
        return
    theirs = and_(inbox.c.about == mine["about"], inbox.c.state == "waiting", inbox.c.number != number)
    query = select(inbox.c.source, inbox.c.application, inbox.c.behind, _turn.label("turn"))
    behind_me = connection.execute(query.where(theirs, _turn >= mine["turn"]).order_by(*by_turn())).mappings().all()
    if not behind_me:
        return
    bringing = (row for row in behind_me if (row["source"], row["application"]) == (mine["source"], application))
    target = next(bringing, behind_me[-1])
    after = target["turn"] if target["behind"] is None else target["turn"] + 1
    connection.execute(update(inbox).where(inbox.c.number == number).values(behind=after))


def _holder(connection: Connection, source: str, application: str) -> str | None:
    """Who has an application of the ATS: as it last said itself, else as the ledger knows, under the ATS's own id."""
    told = select(inbox.c.about).where(inbox.c.source == source, inbox.c.application == application)
    if found := connection.execute(told.order_by(inbox.c.number.desc()).limit(1)).scalar():
        return str(found)
    query = select(applications.c.candidate_id).where(applications.c.application_id == application)
    query = query.where(~exists().where(aliases.c.candidate_id == applications.c.candidate_id))
    holders = [str(one) for one in connection.execute(query).scalars()]
    theirs = [one for one in holders if one.startswith(f"{source}:")] or holders
    if len(theirs) != 1:
        return None
    if theirs[0].startswith(f"{source}:"):
        return theirs[0]
    joined = select(aliases.c.candidate_id).where(aliases.c.owner_id == theirs[0])
    own = [str(one) for one in connection.execute(joined).scalars() if one.startswith(f"{source}:")]
    return own[0] if len(own) == 1 else theirs[0]
