"""What the inbox has told of somebody, and whether it stands on record: a worker may be away, or just be at it.

Some of what an ATS says can be read rightly only against where its person stands: a deletion, a merge, a change of what
was planned. So it waits until all that was told before it is on record, and nothing it says is lost.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, Text, exists, func, or_, select, type_coerce

from ledger.instants import to_text
from ledger.keys.columns import MARK, pages
from ledger.people import address_owners as owners
from ledger.schema import inbox, storable, timeline


def is_on_record(connection: Connection, candidate_id: str, since: datetime) -> bool:
    """Is everything on record that was told since then about the person, under any of their ids (R17)?"""
    owner = owners.way_to_owner(connection, candidate_id)[-1]
    ids = set(connection.execute(owners.ids_of(owner)).scalars())
    told = select(inbox.c.facts).where(inbox.c.about.in_(ids), inbox.c.state == "told")
    told = told.where(inbox.c.facts.is_not(None), inbox.c.told_at > to_text(since))
    pairs = [tuple(pair) for text in connection.execute(told).scalars() for pair in json.loads(text)]
    return not pairs or not _missing(connection, pairs, ids)


def all_on_record(connection: Connection, source: str, since: datetime, before: datetime) -> bool:
    """Is everything on record that a source was told of in that time, about whomever?"""
    told = select(inbox.c.facts).where(inbox.c.source == source, inbox.c.state == "told", inbox.c.facts.is_not(None))
    told = told.where(inbox.c.told_at > to_text(since), inbox.c.received_at < to_text(before))
    for text in connection.execute(told).scalars():
        pairs = [tuple(pair) for pair in json.loads(text)]
        ids = {owners.way_to_owner(connection, str(whose))[-1] for whose, _ in pairs}
        if _missing(connection, pairs, ids):
            return False
    return True


def _missing(connection: Connection, pairs: Collection[tuple[str, ...]], ids: Collection[str]) -> set[str]:
    """Which facts are on nobody's timeline, neither as they were told nor as what was not understood."""
    wanted = {storable(ident) for _, ident in pairs}
    refused = {storable(f"refused:{ident}"[:200]): ident for ident in wanted}
    whose = {*ids, *(candidate for candidate, _ in pairs)}
    query = select(timeline.c.event_id).where(timeline.c.candidate_id.in_(whose))
    found = set(connection.execute(query.where(timeline.c.event_id.in_([*wanted, *refused]))).scalars())
    return wanted - found - {refused[one] for one in found if one in refused}


def waits(connection: Connection, about: str, before: datetime) -> bool:
    """Does an application wait to be told of that id which came in before? It brings somebody who is not here yet."""
    waiting = exists().where(inbox.c.about == about, inbox.c.state == "waiting", inbox.c.received_at <= to_text(before))
    waiting = waiting.where(inbox.c.application.is_not(None))
    return bool(connection.execute(select(waiting)).scalar())


def others_wait(connection: Connection, source: str, about: str, before: datetime) -> bool:
    """Does an application wait to be told of anybody else which came in before? It may be the same person's."""
    waiting = exists().where(inbox.c.state == "waiting", inbox.c.source == source, inbox.c.about != about)
    waiting = waiting.where(inbox.c.application.is_not(None), inbox.c.received_at < to_text(before))
    return bool(connection.execute(select(waiting)).scalar())


def was_told(connection: Connection, candidate_id: str) -> bool:
    """Has anything that came in about that very id been told?"""
    told = exists().where(inbox.c.about == candidate_id, inbox.c.state == "told", inbox.c.facts.is_not(None))
    return bool(connection.execute(select(told)).scalar())


def bodies_of(connection: Connection, source: str, about: str, kinds: Collection[str], before: datetime) -> list[str]:
    """What a source has said of that id in words of these kinds, as far as it was understood; empty once forgotten."""
    said = select(inbox.c.body).where(inbox.c.source == source, inbox.c.about == about, inbox.c.kind.in_(kinds))
    said = said.where(inbox.c.state.in_(("told", "nothing")), inbox.c.received_at <= to_text(before))
    said = said.order_by(inbox.c.number)
    return [str(body) for body in connection.execute(said).scalars()]


def bodies_with(connection: Connection, source: str, kinds: Collection[str], words: str, before: datetime) -> list[str]:
    """What a source has said in such events that holds these words, the last first. Rare: it reads them all."""
    said = select(inbox.c.body).where(inbox.c.source == source, inbox.c.kind.in_(kinds))
    said = said.where(inbox.c.received_at <= to_text(before))
    raw = type_coerce(inbox.c.body, Text())
    may_hold = or_(raw.contains(words, autoescape=True), raw.startswith(MARK, autoescape=True))
    said = said.where(may_hold).order_by(inbox.c.number.desc())
    return [row["body"] for page in pages(connection, said, 200) for row in page if words in row["body"]]


def first_said_of(connection: Connection, about: str) -> str | None:
    """When anything first came in about that id, in stored form."""
    return connection.execute(select(func.min(inbox.c.received_at)).where(inbox.c.about == about)).scalar()


def last_said_of(connection: Connection, source: str, application: str) -> str:
    """Under which id a source last named the person whose application it is; empty where it never did, or long ago."""
    said = select(inbox.c.about).where(inbox.c.source == source, inbox.c.application == application)
    return str(connection.execute(said.order_by(inbox.c.number.desc()).limit(1)).scalar() or "")
