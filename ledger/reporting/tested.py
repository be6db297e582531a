"""What tests of variants are judged by: the rows of the messages that are tested, of all time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from domain.playbook.model import Playbook
from domain.reporting.experiments import Judged, judged
from domain.reporting.records import HARM, Case, Group, Kind, Touch
from ledger.engine import Database
from ledger.reporting.numbers import kinds_in
from ledger.schema import touch_cases, touches


class TestedMessages:
    """The tests of one ledger. All methods raise LedgerUnavailable."""

    __test__ = False  # pytest takes it for tests of its own

    def __init__(self, database: Database) -> None:
        self._database = database

    def judged(self, playbook: Playbook, now: datetime) -> tuple[Judged, ...]:
        """Every test of the playbook as it stands, as far as the rows are kept by now."""
        return judged(playbook, self._rows, now)

    def _rows(self, message: str) -> tuple[list[Touch], list[Case]]:
        """Every message of that name that went out, and the harm that belongs to it."""
        with self._database.reading() as connection:
            kinds = {number: kind for number, kind in kinds_in(connection).items() if kind.message == message}
            t, c = touches.c, touch_cases.c
            columns = t.number, t.person, t.application, t.kind, t.sent_at, t.bounced_at, t.replied_at, t.moved_at
            sent = connection.execute(select(*columns).where(t.kind.in_([*kinds]))).all()
            query = select(c.person, c.application, c.number, c.kind, c.began_at, c.met_at, c.about)
            harms = connection.execute(query.where(c.case == HARM, c.kind.in_([*kinds]))).all()
        return [_touch(kinds, *row) for row in sent], [_case(kinds, *row) for row in harms]


_NO_GROUP = Group()


def _touch(
    kinds: Mapping[int, Kind],
    number: int,
    person: int,
    application: int,
    kind: int,
    sent_at: int,
    bounced_at: int | None,
    replied_at: int | None,
    moved_at: int | None,
) -> Touch:
    return Touch(number, person, application, kinds[kind], _NO_GROUP, sent_at, 0, bounced_at, replied_at, moved_at)


def _case(
    kinds: Mapping[int, Kind], person: int, application: int, number: int, kind: int, began: int, met: int, about: str
) -> Case:
    return Case(HARM, person, application, number, kinds[kind], _NO_GROUP, began, met_at=met, about=about)
