"""Finding people on an encrypted ledger: a mark for each beginning of a word, which nobody without our key can read.

Marked are the beginnings of three to eight letters, words that are shorter, whole words of letters, and every four
digits in a row. What is longer than that is looked up by its first eight letters, and then compared with the words of
those who were found. By whole words those are told apart who are called so from those whose name only begins so,
without their names being opened.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select

from domain.people.search_words import Term, fits, words_of_snapshot
from ledger.keys.columns import fetched, keys_of
from ledger.schema import candidates, search_marks

_SHORTEST, _LONGEST, _DIGITS = 3, 8, 4
_COMPARED: Final = 300
"""People who are opened at most to see whether a long word is really theirs; of more the first eight letters count."""

_NUMBER: Final = re.compile(rf"\d{{{_DIGITS},}}")
_OF_A_NAME: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def write(connection: Connection, candidate_id: str, words: str) -> None:
    """Have the candidate found by these words alone (`domain.people.search_words.words_of`)."""
    key = keys_of(connection).secret_keys[0]
    connection.execute(delete(search_marks).where(search_marks.c.candidate_id == candidate_id))
    rows = [{"mark": _mark(key, one), "candidate_id": candidate_id} for one in sorted(_parts(words))]
    if rows:
        connection.execute(insert(search_marks), rows)


def found(connection: Connection, wanted: Sequence[Term]) -> ColumnElement[bool]:
    """Who is found by all the terms, of the rows of `candidates`."""
    by_marks = and_(*(_by_term(connection, term) for term in wanted))
    if all(len(one) <= _LONGEST for term in wanted for one in term.spellings):
        return by_marks
    c = candidates.c
    rows = fetched(connection, select(c.candidate_id, c.snapshot).where(by_marks).limit(_COMPARED + 1))
    if len(rows) > _COMPARED:
        return by_marks
    words = {row["candidate_id"]: words_of_snapshot(json.loads(row["snapshot"])) for row in rows}
    return c.candidate_id.in_([ident for ident, theirs in words.items() if fits(theirs, wanted)])


def called_so(connection: Connection, wanted: Sequence[Term]) -> ColumnElement[bool] | None:
    """Who has each of the terms as a whole word, of the rows of `candidates`; None where one is no word of a name."""
    if any(term.anywhere or not all(map(_OF_A_NAME.fullmatch, term.spellings)) for term in wanted):
        return None
    return and_(*(or_(*(_by_marks(connection, {f"={one}"}) for one in term.spellings)) for term in wanted))


def _by_term(connection: Connection, term: Term) -> ColumnElement[bool]:
    return or_(*(_by_marks(connection, _needed(one, anywhere=term.anywhere)) for one in term.spellings))


def _by_marks(connection: Connection, parts: Collection[str]) -> ColumnElement[bool]:
    m = search_marks.c
    keys = keys_of(connection).secret_keys
    with_mark = (select(m.candidate_id).where(m.mark.in_([_mark(key, part) for key in keys])) for part in sorted(parts))
    return and_(*(candidates.c.candidate_id.in_(some) for some in with_mark))


def _parts(words: str) -> set[str]:
    """What of somebody's words is marked."""
    found: set[str] = set()
    for word in words.split():
        if len(word) < _SHORTEST or _OF_A_NAME.fullmatch(word):
            found.add(f"={word}")
        found.update(f"^{word[:length]}" for length in range(_SHORTEST, min(len(word), _LONGEST) + 1))
    return found | {f"#{four}" for four in _fours(words)}


def _needed(spelling: str, *, anywhere: bool) -> set[str]:
    """What must be marked of whoever is found by this."""
    if anywhere:
        return {f"#{four}" for four in _fours(spelling)}
    return {f"={spelling}" if len(spelling) < _SHORTEST else f"^{spelling[:_LONGEST]}"}


def _fours(text: str) -> Iterable[str]:
    for digits in _NUMBER.findall(text):
        yield from (digits[at : at + _DIGITS] for at in range(len(digits) - _DIGITS + 1))


def _mark(key: str, part: str) -> str:
    digest = hmac.new(key.encode(), f"followup search\n{part}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:9]).decode()
