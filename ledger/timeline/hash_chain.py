"""The hash chain that makes a timeline tamper-evident (R15). Pure: rows in, hashes and findings out.

An entry's hash covers the one before it, so a changed, missing or added entry shows from there on. Personal fields
enter it only as salted commitments: their values and salts can be erased and the chain still holds.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from itertools import zip_longest
from typing import Any, Final, NamedTuple


class Entry(NamedTuple):
    """One link. `payload`, `commitments`, `personal` and `salts` are canonical JSON objects as text.

    `personal` and `salts` are None where there is nothing personal, or where it was erased.
    """

    candidate_id: str
    seq: int
    event_id: str
    type: str
    occurred_at: str
    payload: str
    commitments: str
    personal: str | None
    salts: str | None
    hash: str


def canonical(value: Any) -> str:
    """JSON in the one form that is hashed: keys sorted, no blanks."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def link(  # noqa: PLR0913  each is named where it is called
    previous: str,
    *,
    candidate_id: str,
    seq: int,
    event_id: str,
    type: str,
    occurred_at: str,
    public: Mapping[str, Any],
    personal: Mapping[str, Any],
    salt: Callable[[], str] = lambda: secrets.token_hex(16),
    sign: Callable[[Mapping[str, Any]], str] | None = None,
) -> Entry:
    """The entry that follows the one whose hash is `previous` (empty for the first).

    `sign` gives the signature that is put into it, by what else is in it (`ledger.audit.verifier.signed_part`).
    """
    salts = {field: salt() for field in personal}
    payload = canonical(public)
    commitments = canonical({field: commitment(salts[field], value) for field, value in personal.items()})
    if sign is not None:
        told = {"candidate_id": candidate_id, "seq": seq, "event_id": event_id, "type": type}
        signature = sign({**told, "occurred_at": occurred_at, "payload": payload, "commitments": commitments})
        payload = canonical({**public, "signature": signature})
    return Entry(
        candidate_id=candidate_id,
        seq=seq,
        event_id=event_id,
        type=type,
        occurred_at=occurred_at,
        payload=payload,
        commitments=commitments,
        personal=canonical(personal) if personal else None,
        salts=canonical(salts) if personal else None,
        hash=_hash(previous, candidate_id, seq, event_id, type, occurred_at, payload, commitments),
    )


def breaks(entries: Iterable[Entry], *, seq: int = 0, head: str = "") -> list[str]:
    """What is wrong with a candidate's entries, in order, one sentence each; empty means intact.

    `seq` and `head` are a position known from elsewhere (a projection, a workflow): the chain must pass through it.
    No personal value stands in the sentences.
    """
    found: list[str] = []
    previous, last, passed = "", 0, seq == 0
    in_order = list(entries)
    apart = set_apart(in_order)
    for entry, following in zip_longest(in_order, in_order[1:]):
        if entry.seq != last + 1 and not _tells_loss(entry, last):
            found.append(f"Entry {last + 1} is missing: entry {entry.seq} follows entry {last}.")
        if not fits(entry, previous, following, apart):
            found.append(
                f"Entry {entry.seq} ({entry.type}) was changed, or the one before it was: its hash does not fit."
            )
        found.extend(_false_values(entry))
        if entry.seq == seq:
            passed = True
            if entry.hash != head:
                found.append(f"Entry {seq} is not the one that was on record there: the chain was rewritten.")
        # Go on from the hash that is written, so that one change is one finding and not one for every later entry.
        previous, last = entry.hash, entry.seq
    if not passed and last < seq:
        found.append(f"The entries after {last} are missing: there were {seq}.")
    return found


def fits(entry: Entry, previous: str, following: Entry | None, apart: Mapping[tuple[int, str], str]) -> bool:
    """Is the entry's hash the one that it has to have behind `previous`, or is another one accounted for on record?"""
    expected = expected_hash(entry, previous)
    if entry.hash == expected or apart.get((entry.seq, entry.hash)) == expected:
        return True
    return _vouched_for(entry, expected, following)


def expected_hash(entry: Entry, previous: str) -> str:
    """What the entry comes to behind the one of that hash, as it stands."""
    told = (entry.event_id, entry.type, entry.occurred_at, entry.payload, entry.commitments)
    return _hash(previous, entry.candidate_id, entry.seq, *told)


def set_apart(entries: Iterable[Entry]) -> dict[tuple[int, str], str]:
    """By number and hash of the entries that lost what stood in them in plain: what each of them comes to now."""
    told = [one for e in entries if e.type == PUT_APART for one in json.loads(e.payload).get("entries", ())]
    return {(one["seq"], one["hash"]): one.get("proof", "") for one in told}


RECOVERED: Final = "recovered"
"""The type of the entries that say what was written again after a loss (docs/recovery.md)."""

PUT_APART: Final = "put_apart"
"""The type of the entries that say which ones before them lost what earlier releases had left in them in plain."""


def _tells_loss(entry: Entry, last: int) -> bool:
    """Does it stand for entries that were lost with the ledger, all of those that are missing here?"""
    return entry.type == RECOVERED and json.loads(entry.payload).get("lost", 0) == entry.seq - last


def _vouched_for(entry: Entry, expected: str, following: Entry | None) -> bool:
    """Is it the last of entries that were written again, as the entry behind it has on record?

    Its hash is the one that the candidate's clock knows, and the one that it comes to stands behind it.
    """
    if following is None or following.type != RECOVERED:
        return False
    told = json.loads(following.payload)
    return (told.get("until"), told.get("head"), told.get("proof")) == (entry.seq, entry.hash, expected)


def _hash(*parts: str | int) -> str:
    # A JSON list keeps the parts apart, so that no character can move from one into the next.
    return hashlib.sha256(canonical(parts).encode()).hexdigest()


def commitment(salt: str, value: Any) -> str:
    return hashlib.sha256((salt + canonical(value)).encode()).hexdigest()


def _false_values(entry: Entry) -> list[str]:
    """Findings about personal values that are still there and are not those that were committed to."""
    if entry.personal is None:
        return []
    try:
        commitments, values, salts = (
            json.loads(text or "{}") for text in (entry.commitments, entry.personal, entry.salts)
        )
        return [
            f"Entry {entry.seq} ({entry.type}): its {field} was changed."
            for field, value in values.items()
            if commitments.get(field) != commitment(salts.get(field, ""), value)
        ]
    except (ValueError, AttributeError, TypeError):
        return [f"Entry {entry.seq} ({entry.type}): its personal fields cannot be read."]
