"""An export of the record for an outsider: what is on record about a person, or about everybody, with the proofs.

`ledger.audit.verifier` reads it, and says what it shows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ledger.audit.keys import SigningKey
from ledger.audit.log import Kept, Logged, RecordLog, entry_of
from ledger.audit.merkle import Tree
from ledger.audit.verifier import Checkpoint, PublicKey, Refused, leaf_hash, manifest_of, packed

EARLIER: Final = 1_000
"""So many earlier checkpoints go along."""


@dataclass
class Exported:
    """What went into an export."""

    data: bytes
    entries: int
    missing: int = 0
    """Leaves of the log whose fact is gone: the export shows it."""
    disclosed: dict[str, int] = field(default_factory=dict)
    """How often each chosen field is shown."""
    erased: dict[str, int] = field(default_factory=dict)
    """How often it cannot be, because it was erased."""
    personal: set[str] = field(default_factory=set)
    """What might be chosen, as `noted.text`."""


def export(
    log: RecordLog,
    checkpoint: Kept,
    key: SigningKey,
    *,
    about: str | None,
    candidate_ids: Sequence[str] | None,
    disclose: Sequence[str] = (),
) -> Exported:
    """The export as of the checkpoint. `disclose`: names of personal fields to show, as `text` or `noted.text`.

    Raises LedgerUnavailable.
    """
    leaves = list(log.leaves(checkpoint.size))
    tree = Tree(leaf_hash(leaf) for leaf in leaves) if about is not None else None
    made = Exported(b"", 0)
    entries = []
    logged = log.facts(candidate_ids, checkpoint.size)
    if disclose:
        logged = _opened(log, logged)
    for one in logged:
        if one.fact is None:
            made.missing += 1
            continue
        entry: dict[str, Any] = {"position": one.position, "replaced": one.replaced, **entry_of(one.fact)}
        if tree is not None and one.position is not None and one.position < tree.size:
            entry["proof"] = [node.hex() for node in tree.inclusion(one.position)]
        entry["disclosed"] = _disclosed(one.fact, disclose, made)
        entries.append(entry)
    made.entries = len(entries)
    earlier = [kept for kept in log.kept(EARLIER)[::-1] if kept.size < checkpoint.size and _is_signed_by(kept, key)]
    parts = {
        "README.txt": _README.encode(),
        "checkpoint.txt": checkpoint.note.encode(),
        "earlier.txt": "".join(f"{kept.note}\x00" for kept in earlier).encode(),
        "entries.json": (json.dumps({"about": about, "entries": entries}, ensure_ascii=True, indent=1) + "\n").encode(),
        "index.bin": b"".join(leaves),
    }
    parts["manifest.txt"] = key.note(manifest_of({**parts, "manifest.txt": b""})).encode()
    made.data = packed(parts)
    return made


def _is_signed_by(kept: Kept, key: SigningKey) -> bool:
    """Not by the key before it, which whoever checks this export may not have."""
    try:
        Checkpoint.read(kept.note.encode(), PublicKey(key.public))
    except Refused:
        return False
    return True


def _opened(log: RecordLog, logged: list[Logged]) -> list[Logged]:
    rows = iter(log.opened([dict(one.fact) for one in logged if one.fact is not None]))
    return [one if one.fact is None else replace(one, fact=next(rows)) for one in logged]


def _disclosed(row: Mapping[str, Any], wanted: Sequence[str], made: Exported) -> dict[str, Any]:
    shown = {}
    values, salts = (json.loads((row.get(name) if wanted else None) or "{}") for name in ("personal", "salts"))
    for name in json.loads(row["commitments"]):
        made.personal.add(f"{row['type']}.{name}")
        asked = next((one for one in wanted if one in (name, f"{row['type']}.{name}")), None)
        if asked is None:
            continue
        if name in values and name in salts:
            shown[name] = {"salt": salts[name], "value": values[name]}
        counts = made.disclosed if name in shown else made.erased
        counts[asked] = counts.get(asked, 0) + 1
    return shown


_README: Final = """\
This is an export of followup's record of contacts with candidates, made to be checked by someone else.

  checkpoint.txt  how far the record had come, and the hash that all of it comes to; signed
  entries.json    the entries, each with the proof that it is in the record that the checkpoint is of
  index.bin       for each entry of the whole record, also other people's: 32 bytes that stand for the person, and the
                  32 bytes of the entry's hash. It tells nobody who they are, and shows that nothing was left out
  earlier.txt     earlier checkpoints that followup kept itself. Your own are better evidence
  manifest.txt    the hash of each of these files; signed

To check it you need this file as it is, and the public key, which you should have from somewhere else:

  followup audit verify FILE --key KEY --checkpoint YOUR-OLDER-CHECKPOINT

or, without followup, audit_verifier.py of its documentation, which needs Python and the package cryptography:

  python audit_verifier.py FILE --key KEY --checkpoint YOUR-OLDER-CHECKPOINT
"""
