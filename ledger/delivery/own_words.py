"""A colleague's own words as they stand on record, and the mail of the candidate's that they answer."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from domain.events import ReplyReceived, SayRequested
from domain.events.envelope import ERASED
from domain.messages.own_words import OwnWords, reply_subject
from domain.names import AttemptState, Channel
from ledger.schema import attempts, storable, timeline
from ledger.timeline import facts

_LOOKED_AT = 20
"""Replies that are looked at for the mail which is answered, the latest first."""


def found(connection: Connection, candidate_ids: Sequence[str], event_id: str) -> OwnWords | None:
    """The words of that fact about the person, who may have been recorded under several ids; None once erased."""
    query = select(timeline).where(
        timeline.c.candidate_id.in_(candidate_ids), timeline.c.event_id == storable(event_id)
    )
    row = connection.execute(query).mappings().first()
    fact = facts.restored(row) if row is not None else None
    if row is None or not isinstance(fact, SayRequested) or fact.text.strip() in ("", ERASED):
        return None
    if not fact.answer:
        return OwnWords(text=fact.text, subject=fact.subject)
    subject, message_id = thread_of(connection, row["candidate_id"], row["seq"])
    return OwnWords(fact.text, fact.subject or subject, answer=True, in_reply_to=message_id)


def thread_of(connection: Connection, candidate_id: str, before: int) -> tuple[str, str]:
    """The subject of an answer to what they had written by that entry of their record, and the Message-ID of their
    mail; each empty where it is not known. What they wrote later is another matter, and changes nothing.
    """
    mail = _answered(connection, candidate_id, before)
    about = (mail.subject if mail else "") or _ours(connection, candidate_id, mail)
    return reply_subject(about) if about else "", mail.message_id if mail else ""


def _answered(connection: Connection, candidate_id: str, before: int) -> ReplyReceived | None:
    """The last mail that they had written by then."""
    query = (
        select(timeline)
        .where(timeline.c.candidate_id == candidate_id, timeline.c.type == "reply_received", timeline.c.seq < before)
        .order_by(timeline.c.seq.desc())
        .limit(_LOOKED_AT)
    )
    replies = [facts.restored(row) for row in connection.execute(query).mappings()]
    mails = (one for one in replies if isinstance(one, ReplyReceived) and one.channel is Channel.EMAIL)
    return next((one for one in mails if not one.automatic), None)


def _ours(connection: Connection, candidate_id: str, mail: ReplyReceived | None) -> str:
    """The subject of the mail of ours that they answered, else of our last one."""
    mine = (
        select(attempts.c.subject)
        .where(attempts.c.candidate_id == candidate_id, attempts.c.state == str(AttemptState.ACCEPTED))
        .where(attempts.c.channel == str(Channel.EMAIL))
        .order_by(attempts.c.attempted_at.desc())
        .limit(1)
    )
    if mail is not None and mail.in_reply_to:
        named = connection.execute(mine.where(attempts.c.message_id == mail.in_reply_to)).scalar()
        if named:
            return str(named)
    return str(connection.execute(mine).scalar() or "")
