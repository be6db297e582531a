"""The test vectors of the record's formats, for whoever writes a verifier of their own: `docs/audit_vectors.json`.

`python -m tests.ledger.audit_vectors` makes them anew, which is needed only where a format changes: salts are random.
Those of Certificate Transparency and of Go's `sumdb/note` are published, and stay as they are.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import text

from domain.events import Recovered
from ledger.audit.verifier import content_of, mark_of, verify
from ledger.timeline import facts as rows_of
from tests.ledger.conftest import ANN, NOW, opened
from tests.ledger.record import EVE, Record, key
from tests.ledger.test_left_in_plain import as_before

FILE: Final = Path(__file__).parents[2] / "docs" / "audit_vectors.json"
OPERATOR: Final = key("operator", 9)
MIA: Final = "manual:mia"


def vectors() -> dict[str, Any]:
    """As they stand in the file."""
    found: dict[str, Any] = json.loads(FILE.read_text())
    return found


@contextmanager
def _record() -> Iterator[Record]:
    with TemporaryDirectory() as folder, opened(f"sqlite:///{folder}/ledger.db", sealed=False) as ledger:

        def execute(statement: str, **values: Any) -> list[Any]:
            with ledger._database.writing("a vector") as connection:
                result = connection.execute(text(statement), values)
                return list(result.all()) if result.returns_rows else []

        record = Record(ledger, execute, operators=[OPERATOR.public]).told()
        record.checkpoint()
        yield record


def _rewritten(record: Record) -> None:
    record.rewrite(ANN, 2, author="somebody else")
    record.rechain(ANN)


def _removed(record: Record) -> None:
    record.remove(ANN, 5)


def _rebuilt(record: Record) -> None:
    record.remove(EVE)
    record.relog()


def _forged(record: Record) -> None:
    lost = Recovered(event_id="lost@6", occurred_at=NOW, since=6, until=6, lost=2, record={"candidate": {}})
    with record.ledger.book(ANN) as book:
        position = book.position()
        (entry,) = rows_of.linked(ANN, [lost], position.model_copy(update={"seq": position.seq + 1}))
        row = rows_of.as_row(book._connection, entry, "2026-03-02T14:30:00.000000Z")
    names = ", ".join(row)
    record.execute(f"INSERT INTO timeline ({names}) VALUES ({', '.join(f':{n}' for n in row)})", **row)


def _put_apart(record: Record) -> None:
    as_before(record.ledger, MIA)
    record.checkpoint()
    erasure = record.ledger.erasures.ask(MIA, "request", "kim", NOW).erasure_id
    record.ledger.erasures.mark(erasure, NOW)
    record.ledger.erasures.empty(erasure, NOW, record.key.sign)


def _untouched(record: Record) -> None:
    """Nothing is done to it."""


_EXPORTS: Final[dict[str, tuple[Callable[[Record], None], str | None]]] = {
    "as it was made": (_untouched, ANN),
    "everybody's, as it was made": (_untouched, None),
    "an entry was rewritten, and the chain made to fit": (_rewritten, ANN),
    "a person's last entry was removed": (_removed, ANN),
    "a person was removed, and the log built again": (_rebuilt, None),
    "an erasure took out what an earlier release had left in plain": (_put_apart, MIA),
    "a recovery was forged, under which an entry is missing": (_forged, ANN),
}


def _exports() -> Iterator[dict[str, Any]]:
    for what, (done, about) in _EXPORTS.items():
        with _record() as record:
            done(record)
            data = record.export(about, ["text"]).data
            given = {"checkpoints": [one.decode() for one in record.mailed], "operators": [OPERATOR.public]}
            told = {"what": what, "key": record.key.public, **given, "file": base64.b64encode(data).decode()}
            yield told | {"findings": _found(told)}
            if what == "as it was made":
                other = told | {"what": "another key than the one that signed it", "key": key("another", 5).public}
                yield other | {"findings": _found(other)}
                changed = base64.b64encode(data.replace(b"compiler", b"compleat")).decode()
                spoiled = told | {"what": "a byte of it was changed", "file": changed}
                yield spoiled | {"findings": _found(spoiled)}


def _found(given: dict[str, Any]) -> list[str]:
    olds, data = [one.encode() for one in given["checkpoints"]], base64.b64decode(given["file"])
    return verify(data, given["key"], checkpoints=olds, operators=given["operators"]).findings


def _entries() -> Iterator[dict[str, Any]]:
    """Of one person, each behind the one before it."""
    with _record() as record:
        previous = mark = ""
        for logged in record.ledger.log.facts([ANN], record.ledger.log.size()):
            assert logged.fact is not None
            names = ("candidate_id", "seq", "event_id", "type", "occurred_at", "recorded_at", "payload", "commitments")
            entry = {name: logged.fact[name] for name in (*names, "hash")}
            mark = mark or mark_of(entry["hash"]).hex()
            values, salts = (json.loads(logged.fact[name] or "{}") for name in ("personal", "salts"))
            shown = {name: {"salt": salts[name], "value": values[name]} for name in values}
            leaf = mark + content_of(entry).hex()
            yield {"entry": entry, "previous": previous, "hash": entry["hash"], "leaf": leaf, "disclosed": shown}
            previous = entry["hash"]


def main() -> None:
    """Write the file."""
    made = vectors() | {"format": 1, "entries": list(_entries()), "exports": list(_exports())}
    FILE.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
