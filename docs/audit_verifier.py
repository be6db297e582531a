"""Checks an export of followup's record against its signed checkpoints, with no ledger and no network.

This file stands alone: Python 3.11 or newer and the package `cryptography` are all that it needs.

    python audit_verifier.py EXPORT --key KEY [--checkpoint FILE]... [--operator KEY]...

EXPORT is a zip from `followup audit ID --export`, or a comparison from `followup audit checkpoint --since FILE`. KEY is
the public key that `followup audit key` prints, or a file with it. A checkpoint is a file that followup mailed; with an
older one, an export shows that nothing was rewritten or removed since. Exit 0: all of it holds. Exit 1: it doesn't,
and a line says what. "Audit" in followup's documentation has the whole story.

The formats are public ones: the log is a Merkle tree of RFC 6962, checkpoints are signed notes (C2SP signed-note and
tlog-checkpoint, Ed25519).
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import io
import json
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT: Final = 1
EXPORT: Final = f"followup export {FORMAT}"
COMPARISON: Final = f"followup comparison {FORMAT}"
PARTS: Final = ("README.txt", "checkpoint.txt", "earlier.txt", "entries.json", "index.bin", "manifest.txt")
"""What is in the zip, in this order. The manifest, signed, has the hash of each of the others."""

LEAF: Final = 64
"""Bytes of one leaf: the mark of the person, and the hash of the entry."""

ENTRY: Final = (
    "candidate_id", "seq", "event_id", "type", "occurred_at", "recorded_at", "payload", "commitments", "hash",
)  # fmt: skip
"""What a leaf covers of an entry. Nothing personal is in it: of personal fields there are salted hashes alone."""

RECOVERED: Final = "recovered"
"""The type of the entries that say what was written again after a loss. An operator's key signs them."""

PUT_APART: Final = "put_apart"
"""The type of the entries that say which others lost what an earlier release had left in them in plain. The key of the
checkpoints signs them.
"""


class Refused(Exception):
    """It cannot be what it should be; one sentence on why."""


# ------------------------------------------------------------ the Merkle tree (RFC 6962, section 2.1)


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Peaks:
    """The roots of the perfect subtrees of a tree that only grows, the largest first: all that a root needs."""

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size, self.hashes = size, list(hashes)

    def add(self, leaf: bytes) -> None:
        """Add the next leaf, by its hash."""
        size, top = self.size, leaf
        while size & 1:
            top = node_hash(self.hashes.pop(), top)
            size >>= 1
        self.hashes.append(top)
        self.size += 1

    @property
    def root(self) -> bytes:
        if not self.hashes:
            return hashlib.sha256(b"").digest()
        top = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            top = node_hash(left, top)
        return top


def is_included(leaf: bytes, position: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Does the path lead from the leaf's hash at that place to the root? (RFC 9162, section 2.1.3.2)"""
    if not 0 <= position < size:
        return False
    place, last, top = position, size - 1, leaf
    for other in path:
        if not last:
            return False
        if place & 1 or place == last:
            top = node_hash(other, top)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            top = node_hash(top, other)
        place, last = place >> 1, last >> 1
    return not last and top == root


def is_continued(old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Does the tree of `size` begin with the tree of `old_size`? (RFC 9162, section 2.1.4.2)"""
    if not 0 < old_size <= size:
        return old_size == 0 and not proof
    if old_size == size:
        return not proof and old_root == root
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    if not path:
        return False
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    was = now = path[0]
    for other in path[1:]:
        if not last:
            return False
        if place & 1 or place == last:
            was, now = node_hash(other, was), node_hash(other, now)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            now = node_hash(now, other)
        place, last = place >> 1, last >> 1
    return not last and was == old_root and now == root


# ------------------------------------------------------------ signed notes (C2SP signed-note, Ed25519)


class PublicKey:
    """A key as it is written: name, id and key, with plus signs between."""

    def __init__(self, written: str) -> None:
        """Raises Refused."""
        self.written = written.strip()
        try:
            self.name, ident, key = self.written.split("+", 2)
            raw = base64.b64decode(key, validate=True)
        except (ValueError, binascii.Error):
            raise Refused(f"{_short(written)} isn't a public key; `followup audit key` prints it.") from None
        self.ident = hashlib.sha256(self.name.encode() + b"\n" + raw).digest()[:4]
        if len(raw) != 33 or raw[0] != 1 or self.ident.hex() != ident or not self.name or " " in self.name:
            raise Refused(f"{_short(written)} isn't a public key, or a character of it is wrong.")
        self._key = Ed25519PublicKey.from_public_bytes(raw[1:])

    def has_signed(self, message: bytes, signature: str) -> bool:
        """Is it this key's signature, in base64 behind the key's id?"""
        try:
            raw = base64.b64decode(signature, validate=True)
            if base64.b64encode(raw).decode() != signature or raw[:4] != self.ident:
                return False
            self._key.verify(raw[4:], message)
        except (InvalidSignature, ValueError, binascii.Error):
            return False
        return True


def opened(note: bytes, key: PublicKey, what: str) -> str:
    """The text of a signed note. Raises Refused where this key has not signed it, or not these very bytes."""
    try:
        whole = note.decode()
    except UnicodeDecodeError:
        raise Refused(f"{what} isn't a signed note.") from None
    text, parted, signatures = whole.rpartition("\n\n")
    text += "\n"
    lines = signatures.split("\n")
    if not parted or lines.pop() or not lines or any(not line.startswith("— ") for line in lines):
        raise Refused(f"{what} isn't a signed note.")
    for line in lines:
        name, _, signature = line[2:].partition(" ")
        if name == key.name and key.has_signed(text.encode(), signature):
            if len(lines) > 1:
                raise Refused(f"{what} bears more signatures than followup's own.")
            return text
    raise Refused(
        f"{what} isn't signed by {_short(key.written)}; was it changed, or is that another installation's key?"
    )


class Checkpoint(NamedTuple):
    """How far the log had come at an instant, and the one hash that all of it comes to."""

    size: int
    root: bytes
    made_at: str
    operators: tuple[str, ...]

    @classmethod
    def read(cls, note: bytes, key: PublicKey, what: str = "The checkpoint") -> Checkpoint:
        """Raises Refused."""
        lines = opened(note, key, what).split("\n")[:-1]
        try:
            origin, size, root, *more = lines
            said = [line.split(" ", 1) for line in more]
            made_at = next(value for word, value in said if word == "made")
            operators = tuple(value for word, value in said if word == "operator")
            if origin != key.name or size != str(int(size)) or len(base64.b64decode(root, validate=True)) != 32:
                raise ValueError
        except (ValueError, StopIteration, binascii.Error):
            raise Refused(f"{what} isn't a checkpoint.") from None
        return cls(int(size), base64.b64decode(root), made_at, operators)

    def text(self, origin: str) -> str:
        """What is signed."""
        extra = [f"made {self.made_at}", *(f"operator {one}" for one in self.operators)]
        return "\n".join([origin, str(self.size), base64.b64encode(self.root).decode(), *extra]) + "\n"


# ------------------------------------------------------------ entries


def canonical(value: Any) -> str:
    """JSON in the one form that is hashed: keys sorted, no blanks."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def mark_of(first_hash: str) -> bytes:
    """What stands for a person in the log: made of the hash of their first entry, so that it tells nobody who it is."""
    return hashlib.sha256(b"followup person\n" + first_hash.encode()).digest()


def leaf_of(mark: bytes, entry: Mapping[str, Any]) -> bytes:
    """The data of an entry's leaf."""
    return mark + content_of(entry)


def content_of(entry: Mapping[str, Any]) -> bytes:
    """The hash over all of an entry, as its leaf has it."""
    return hashlib.sha256(canonical([entry[name] for name in ENTRY]).encode()).digest()


def chain_hash(previous: str, entry: Mapping[str, Any]) -> str:
    """The hash that an entry must have behind the one whose hash is `previous`, in its person's own chain."""
    names = ("candidate_id", "seq", "event_id", "type", "occurred_at", "payload", "commitments")
    return hashlib.sha256(canonical([previous, *(entry[name] for name in names)]).encode()).hexdigest()


def signed_part(entry: Mapping[str, Any]) -> tuple[bytes, str]:
    """What is signed of an entry that says that others were recovered or put apart, and the signature that is in it."""
    told = json.loads(entry["payload"])
    signature = str(told.pop("signature", ""))
    names = ("candidate_id", "seq", "event_id", "type", "occurred_at")
    parts = ["followup recovered", *(entry[name] for name in names), canonical(told), entry["commitments"]]
    return canonical(parts).encode(), signature


# ------------------------------------------------------------ the export


@dataclass
class Report:
    """What was found."""

    findings: list[str] = field(default_factory=list)
    """What does not hold, a sentence each; none: all of it holds."""
    entries: int = 0
    checkpoint: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    """What else somebody should know."""

    @property
    def ok(self) -> bool:
        return not self.findings


def verify(data: bytes, key: str, *, checkpoints: Sequence[bytes] = (), operators: Sequence[str] = ()) -> Report:
    """Check an export, a comparison of two checkpoints, or a checkpoint. Never raises.

    `checkpoints` are earlier ones that the checker kept; `operators` are the only ones whose recoveries count, where
    any are given.
    """
    report = Report()
    try:
        signer = PublicKey(key)
        trusted = [PublicKey(one) for one in operators]
        olds = [(f"Checkpoint {n}", note) for n, note in enumerate(checkpoints, start=1)]
        if data[:1] == b"{":
            _compare(report, data, signer, olds)
        elif data.startswith(f"{signer.name}\n".encode()):
            _one(report, data, signer, olds)
        else:
            _Examination(report, _parts(data, signer), signer, olds, trusted).examine()
    except Refused as refused:
        report.findings.append(str(refused))
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        report.findings.append(
            f"The export can't be read ({type(error).__name__}); get it again from where it was made."
        )
    return report


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The zip, the same for the same parts: stored as they are, without a date."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in PARTS:
            about = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            about.create_system, about.external_attr = 3, 0o600 << 16
            archive.writestr(about, parts[name])
    return target.getvalue()


def manifest_of(parts: Mapping[str, bytes]) -> str:
    """What is signed for the whole export."""
    lines = [f"{hashlib.sha256(parts[name]).hexdigest()}  {name}" for name in PARTS[:-1]]
    return "\n".join([EXPORT, *lines]) + "\n"


def _parts(data: bytes, key: PublicKey) -> dict[str, bytes]:
    """What is in the zip, every byte as it was signed. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.namelist() != list(PARTS):
                raise Refused("This isn't an export of this release, or something was taken out of it or put into it.")
            if any(one.compress_type or one.file_size > len(data) for one in archive.infolist()):
                raise Refused("The export was packed again after it was made; get it again from where it was made.")
            parts = {name: archive.read(name) for name in PARTS}
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError, struct.error, zlib.error):
        raise Refused("The file isn't an export, or is damaged; get it again from where it was made.") from None
    if opened(parts["manifest.txt"], key, "The export") != manifest_of(parts) or packed(parts) != data:
        raise Refused("The export was changed after it was made; get it again from where it was made.")
    return parts


def _one(report: Report, data: bytes, key: PublicKey, olds: Sequence[tuple[str, bytes]]) -> None:
    """A checkpoint alone: it is signed, and does not contradict the others."""
    new = Checkpoint.read(data, key)
    report.checkpoint = _told(key.name, new)
    for what, note in olds:
        old = Checkpoint.read(note, key, what)
        if old.size == new.size and old.root != new.root:
            report.findings.append(_NOT_CONTINUED.format(_when(old)))
    if olds and report.ok:
        report.notes.append("To show that it continues the older one takes an export, or a comparison of the two.")


def _compare(report: Report, data: bytes, key: PublicKey, olds: Sequence[tuple[str, bytes]]) -> None:
    given = json.loads(data)
    if data.decode() != comparison(given["old"], given["new"], given["proof"]) or given["format"] != COMPARISON:
        raise Refused("This isn't a comparison of two checkpoints, or it was changed.")
    old = Checkpoint.read(given["old"].encode(), key, "The older checkpoint")
    new = Checkpoint.read(given["new"].encode(), key)
    report.checkpoint = _told(key.name, new)
    proof = [bytes.fromhex(one) for one in given["proof"]]
    if not is_continued(old.size, old.root, new.size, new.root, proof):
        report.findings.append(_NOT_CONTINUED.format(_when(old)))
    for what, note in olds:
        mine = Checkpoint.read(note, key, what)
        if (mine.size, mine.root) not in ((old.size, old.root), (new.size, new.root)):
            report.findings.append(f"{what}, of {_when(mine)}, is neither of the two that are compared here.")


def comparison(old: str, new: str, proof: Sequence[str]) -> str:
    """The file that shows that one checkpoint continues another."""
    return json.dumps({"format": COMPARISON, "old": old, "new": new, "proof": list(proof)}, indent=1) + "\n"


_NOT_CONTINUED: Final = (
    "The record isn't a continuation of the checkpoint of {}: something that stood in it was rewritten or removed."
)


class _Examination:
    """One export."""

    def __init__(
        self,
        report: Report,
        parts: Mapping[str, bytes],
        key: PublicKey,
        olds: Sequence[tuple[str, bytes]],
        trusted: Sequence[PublicKey],
    ) -> None:
        self._report, self._find = report, report.findings.append
        self._key, self._new = key, Checkpoint.read(parts["checkpoint.txt"], key)
        self._index = parts["index.bin"]
        told = json.loads(parts["entries.json"])
        self._about, self._entries = told["about"], told["entries"]
        self._olds = [Checkpoint.read(note, key, what) for what, note in olds]
        kept = parts["earlier.txt"].decode().split("\x00")[:-1]
        self._kept = [Checkpoint.read(note.encode(), key, "A checkpoint in the export") for note in kept]
        self._trusted = list(trusted)
        report.entries, report.checkpoint = len(self._entries), _told(key.name, self._new)

    def examine(self) -> None:
        self._operators()
        self._apart = self._put_apart()
        self._log()
        self._leaves()
        self._chains()
        for entry in self._entries:
            self._disclosed(entry)

    def _operators(self) -> None:
        """Whose recoveries count: as the one who checks says, else as the checkpoint has it."""
        if not self._trusted:
            self._trusted = [PublicKey(one) for one in self._new.operators]
            known = {one for old in self._olds for one in old.operators}
            for one in self._new.operators:
                if self._olds and one not in known:
                    self._find(
                        f"The operator's key {_short(one)} was added after your checkpoint: ask who added it, and "
                        "check again with --operator once you know whose it is."
                    )

    def _put_apart(self) -> dict[tuple[str, int, str], Mapping[str, str]]:
        """Which entries lost what stood in them in plain, by person, number and hash: as signed, and nothing else."""
        found = {}
        for entry in self._entries:
            if entry["type"] != PUT_APART:
                continue
            message, signature = signed_part(entry)
            if not any(key.has_signed(message, signature) for key in (self._key, *self._trusted)):
                self._find(
                    f"{_named(entry)} says that words were taken out of others, and no key that is known has signed it."
                )
                continue
            for one in json.loads(entry["payload"])["entries"]:
                found[entry["candidate_id"], one["seq"], one["hash"]] = one
        return found

    def _was_put_apart(self, entry: Mapping[str, Any]) -> Mapping[str, str]:
        return self._apart.get((entry["candidate_id"], entry["seq"], entry["hash"]), {})

    def _taken_in_as(self, entry: Mapping[str, Any]) -> bytes:
        """The hash over all of an entry before it lost what stood in it in plain; of others, as it is."""
        content, apart = content_of(entry), self._was_put_apart(entry)
        return bytes.fromhex(apart["was"]) if apart.get("now") == content.hex() else content

    def _log(self) -> None:
        """Does the log come to what was signed, now and earlier?"""
        if len(self._index) != self._new.size * LEAF:
            self._find(f"The log has {len(self._index) // LEAF:,} entries, its checkpoint {self._new.size:,}.")
        wanted: dict[int, list[Checkpoint]] = {}
        for old in {*self._olds, *self._kept, self._new}:
            wanted.setdefault(old.size, []).append(old)
        wrong: list[Checkpoint] = []
        tree = Peaks()
        for leaf in self._all_leaves():
            wrong += [old for old in wanted.pop(tree.size, ()) if tree.root != old.root]
            tree.add(leaf_hash(leaf))
        wrong += [old for old in wanted.pop(tree.size, ()) if tree.root != old.root]
        for old in sorted(wrong, key=lambda one: one.size):
            self._find(_NOT_CONTINUED.format(_when(old)))
        for longer in sorted(wanted):
            for old in wanted[longer]:
                self._find(
                    f"The log was cut short: the checkpoint of {_when(old)} has {old.size:,} entries, and only "
                    f"{tree.size:,} are left."
                )

    def _all_leaves(self) -> Iterator[bytes]:
        return (self._index[at : at + LEAF] for at in range(0, len(self._index), LEAF))

    def _leaves(self) -> None:
        """Is each entry what the log took in, and is none missing that it took in about these people?"""
        firsts: dict[str, tuple[int, str]] = {}
        marks: dict[str, set[bytes]] = {}
        for entry in self._entries:
            whose = entry["candidate_id"]
            if entry["replaced"]:
                if entry["seq"] == 1:
                    marks.setdefault(whose, set()).add(mark_of(entry["hash"]))
            elif whose not in firsts or entry["seq"] < firsts[whose][0]:
                firsts[whose] = entry["seq"], entry["hash"]
        for whose, (_, first) in firsts.items():
            marks.setdefault(whose, set()).add(mark_of(first))
        told: set[int] = set()
        for entry in self._entries:
            position, named = entry["position"], _named(entry)
            if position is None:
                self._find(f"{named} isn't in the log: it was put on record past it.")
                continue
            if position in told:
                self._find(f"{named} is at a place in the log that another entry has, too.")
            told.add(position)
            leaf = self._index[position * LEAF : (position + 1) * LEAF]
            fitting = {content_of(entry), self._taken_in_as(entry)}
            if leaf not in {mark + one for mark in marks.get(entry["candidate_id"], ()) for one in fitting}:
                self._find(f"{named} isn't what the log took in as number {position + 1:,}: it was rewritten.")
            elif (path := entry.get("proof")) is not None and not is_included(
                leaf_hash(leaf), position, self._new.size, [bytes.fromhex(one) for one in path], self._new.root
            ):
                self._find(f"{named} isn't in the log that the checkpoint is of.")
        theirs = {mark for several in marks.values() for mark in several}
        for position, leaf in enumerate(self._all_leaves()):
            if position not in told and (self._about is None or leaf[:32] in theirs):
                whose = "" if self._about is None else f" of {self._about}"
                self._find(
                    f"An entry{whose} that the log took in as number {position + 1:,} is missing: it was removed."
                )

    def _chains(self) -> None:
        """Does each person's own chain hold, and are all recoveries an operator's?"""
        chains: dict[str, list[Mapping[str, Any]]] = {}
        replaced: dict[str, list[Mapping[str, Any]]] = {}
        for entry in self._entries:
            (replaced if entry["replaced"] else chains).setdefault(entry["candidate_id"], []).append(entry)
        if self._about is not None and self._about not in chains:
            self._find(f"There is no entry of {self._about} in the export.")
        for chain in chains.values():
            chain.sort(key=lambda entry: int(entry["seq"]))
            previous, last = "", 0
            for entry, following in zip(chain, [*chain[1:], None], strict=True):
                told = json.loads(entry["payload"]) if entry["type"] == RECOVERED else {}
                if entry["seq"] != last + 1 and told.get("lost", 0) != entry["seq"] - last:
                    self._find(
                        f"Entry {last + 1} of {entry['candidate_id']} is missing: entry {entry['seq']} follows {last}."
                    )
                expected = chain_hash(previous, entry)
                is_apart = self._was_put_apart(entry).get("proof") == expected
                if is_apart:
                    self._report.notes.append(
                        f"{_named(entry)} lost what an earlier release had left in it in plain; what else it says is "
                        "as the key of the checkpoints signed it then."
                    )
                if entry["hash"] != expected and not is_apart and not _vouched_for(entry, expected, following):
                    self._find(f"{_named(entry)} was changed, or the one before it was: its hash doesn't fit.")
                if entry["type"] == RECOVERED and not self._is_signed(entry):
                    self._find(
                        f"{_named(entry)} says that facts were lost and written again, and no operator whose key is "
                        "known has signed it."
                    )
                previous, last = entry["hash"], entry["seq"]
        for whose, several in replaced.items():
            recoveries = [
                e["position"] or 0 for e in chains.get(whose, ()) if e["type"] == RECOVERED and self._is_signed(e)
            ]
            kept = {entry["event_id"] for entry in chains.get(whose, ())}
            for entry in several:
                if (entry["position"] or 0) >= max(recoveries, default=-1):
                    self._find(f"{_named(entry)} was put aside, and no signed recovery says why.")
                elif entry["event_id"] not in kept:
                    self._report.notes.append(f"{_named(entry)} was put aside by a recovery and isn't on record again.")

    def _is_signed(self, entry: Mapping[str, Any]) -> bool:
        """By an operator: as it stands, or before it lost what stood in it in plain, as the checkpoints' key says."""
        message, signature = signed_part(entry)
        if any(key.has_signed(message, signature) for key in self._trusted):
            return True
        apart = self._was_put_apart(entry)
        is_it = apart.get("now") == content_of(entry).hex()
        return is_it and any(key.written == apart.get("operator") for key in self._trusted)

    def _disclosed(self, entry: Mapping[str, Any]) -> None:
        """Are the values that are shown those that were put on record?"""
        commitments = json.loads(entry["commitments"])
        for name, shown in entry["disclosed"].items():
            made = hashlib.sha256((shown["salt"] + canonical(shown["value"])).encode()).hexdigest()
            if commitments.get(name) != made:
                self._find(f"{_named(entry)}: its {name} isn't what was put on record.")


def _vouched_for(entry: Mapping[str, Any], expected: str, following: Mapping[str, Any] | None) -> bool:
    """Is it the last of entries that were written again, as the recovery behind it has on record?"""
    if following is None or following["type"] != RECOVERED:
        return False
    told = json.loads(following["payload"])
    return (told.get("until"), told.get("head"), told.get("proof")) == (entry["seq"], entry["hash"], expected)


def _named(entry: Mapping[str, Any]) -> str:
    return f"Entry {entry['seq']} of {entry['candidate_id']} ({entry['type']})"


def _when(checkpoint: Checkpoint) -> str:
    return f"{checkpoint.made_at} ({checkpoint.size:,} entries)"


def _told(origin: str, checkpoint: Checkpoint) -> dict[str, Any]:
    root = base64.b64encode(checkpoint.root).decode()
    return {"origin": origin, "size": checkpoint.size, "root": root, "made_at": checkpoint.made_at}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:40]}…"


# ------------------------------------------------------------ as a program


def key_given(text: str) -> str:
    """A key that was typed, or the one in the file of that name."""
    try:
        return Path(text).read_text().strip() if Path(text).is_file() else text
    except (OSError, ValueError):
        return text


def main() -> int:
    parser = argparse.ArgumentParser(description="Checks an export of followup's record.")
    parser.add_argument("export", type=Path)
    parser.add_argument("--key", required=True, help="the public key, or a file with it")
    parser.add_argument(
        "--checkpoint", action="append", default=[], type=Path, help="an earlier checkpoint that you kept"
    )
    parser.add_argument("--operator", action="append", default=[], help="the public key of an operator whom you know")
    given = parser.parse_args()
    try:
        data, kept = given.export.read_bytes(), [one.read_bytes() for one in given.checkpoint]
    except OSError as error:
        sys.stderr.write(f"{error.filename} can't be read: {error.strerror}.\n")
        return 2
    operators = [key_given(one) for one in given.operator]
    report = verify(data, key_given(given.key), checkpoints=kept, operators=operators)
    lines = [*report.findings, *report.notes]
    if report.ok:
        size, made_at = report.checkpoint["size"], report.checkpoint["made_at"]
        lines.insert(0, f"It holds: {report.entries:,} entries, checkpoint of {made_at} over {size:,} entries.")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if report.ok else 1


if __name__ == "__main__":
    sys.exit(main())
