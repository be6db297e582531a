"""What an outsider finds with a public key, the checkpoints that were mailed, and an export."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import runpy
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events import Recovered
from ledger.audit.keys import BadKey, SigningKey, checkpoint_key_of
from ledger.audit.merkle import Tree
from ledger.audit.verifier import (
    LEAF,
    PARTS,
    Checkpoint,
    PublicKey,
    Refused,
    comparison,
    leaf_hash,
    manifest_of,
    opened,
    packed,
    verify,
)
from ledger.store import Ledger
from ledger.timeline import facts as rows_of
from tests.ledger.audit_vectors import vectors
from tests.ledger.conftest import ANN, NOW, append, noted, replied
from tests.ledger.conftest import opened as opened_ledger
from tests.ledger.record import EVE, Record, key
from tests.ledger.test_ledger_recovery import AT, facts, story_of
from tests.ledgers import forget

OPERATOR = key("operator", 9)


@pytest.fixture
def record(ledger: Ledger, execute: Callable[..., list[Any]]) -> Record:
    """On each database."""
    return Record(ledger, execute).told()


@pytest.fixture
def sqlite(tmp_path: Path) -> Any:
    from sqlalchemy import text

    with opened_ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:

        def execute(statement: str, **values: Any) -> list[Any]:
            with ledger._database.writing("a test") as connection:
                result = connection.execute(text(statement), values)
                return list(result.all()) if result.returns_rows else []

        yield Record(ledger, execute).told()


# ------------------------------------------------------------ an honest record


@pytest.mark.parametrize("about", [ANN, None])
def test_r15_an_untouched_record_holds(record: Record, about: str | None) -> None:
    record.checkpoint()
    append(record.ledger, noted(9))
    record.checkpoint()
    report = record.examined(about)
    assert report.findings == []
    assert report.entries == (6 if about else 14)
    assert (report.checkpoint["origin"], report.checkpoint["size"]) == ("acme.example/followup", 14)


def test_a_checkpoint_where_nothing_came_since_is_the_last_one(record: Record) -> None:
    first, second = record.checkpoint(), record.checkpoint()
    assert first == second
    append(record.ledger, noted(9))
    assert record.checkpoint().size == first.size + 1


def test_r23_an_erasure_changes_nothing_in_the_log(record: Record) -> None:
    record.checkpoint()
    forget(record.ledger, ANN, NOW)
    report = verify(record.export(disclose=["text"]).data, record.key.public, checkpoints=record.mailed)
    assert report.findings == []


def test_nothing_personal_is_in_an_export_unless_it_is_chosen(record: Record) -> None:
    plain = record.export().data
    assert b"compiler talk" not in plain and b"Thursday" not in plain
    shown = record.export(disclose=["reply_received.text"])
    assert b"compiler talk" not in shown.data and b"Thursday suits me" in shown.data
    assert shown.disclosed == {"reply_received.text": 1}
    assert verify(shown.data, record.key.public).ok


def test_other_peoples_entries_tell_nobody_who_they_are(record: Record) -> None:
    data = record.export().data
    assert b"manual:bob" not in data and b"manual:eve" not in data


def test_what_was_logged_before_a_crash_is_not_logged_again(record: Record) -> None:
    rows = record.ledger.feed.read("checkpoint")
    assert record.ledger.log.take(rows) == 13
    assert record.ledger.log.take(rows) == 0  # killed before the cursor was moved
    assert record.examined(None).ok


# ------------------------------------------------------------ what must be found


def attacks() -> dict[str, Callable[[Record], None]]:
    def rewritten(record: Record) -> None:
        record.rewrite(ANN, 2, author="somebody else")

    def removed(record: Record) -> None:
        record.remove(ANN, 2)

    def cut_short(record: Record) -> None:
        record.remove(ANN, 5)

    def gone(record: Record) -> None:
        record.remove(ANN)

    def recovered(record: Record) -> None:
        """An opt-out, say, is cut out under an entry that says that facts were lost."""
        record.remove(ANN, 4)
        record.remove(ANN, 5)
        told = Recovered(event_id="lost@5", occurred_at=NOW, since=4, until=5, lost=2)
        ((head,),) = record.execute("SELECT hash FROM timeline WHERE candidate_id = :c AND seq = 3", c=ANN)
        from domain.state.model import Position

        (entry,) = rows_of.linked(ANN, [told], Position(seq=4, head=head))
        names = ", ".join(entry._fields)
        marks = ", ".join(f":{name}" for name in entry._fields)
        record.execute(
            f"INSERT INTO timeline ({names}, recorded_at) VALUES ({marks}, :recorded_at)",
            **entry._asdict(),
            recorded_at=NOW.isoformat(),
        )
        assert record.ledger.verify(ANN) == []  # the chain alone finds nothing

    return {one.__name__: one for one in (rewritten, removed, cut_short, gone, recovered)}


@pytest.mark.parametrize("thorough", [False, True], ids=["the ledger alone", "the log too"])
@pytest.mark.parametrize("about", [ANN, EVE, None])
@pytest.mark.parametrize("name", attacks())
def test_r15_a_record_that_was_changed_is_found_with_two_checkpoints_and_an_export(
    sqlite: Record, name: str, about: str | None, thorough: bool
) -> None:
    sqlite.checkpoint()
    attacks()[name](sqlite)
    if name in ("rewritten", "removed"):
        sqlite.rechain(ANN)
    append(sqlite.ledger, noted(9), candidate_id=EVE)
    if thorough:
        sqlite.relog()
    sqlite.checkpoint()
    report = sqlite.examined(about)
    if about == EVE and not thorough:
        assert report.ok  # her own record was not touched, and her export names nobody else's
    else:
        assert not report.ok
        print(*report.findings, sep="\n")
    if thorough:
        kinds = ("isn't a continuation of the checkpoint", "was cut short: the checkpoint")
        assert any(kind in one for one in report.findings for kind in kinds)


def test_an_entry_whose_leaf_was_left_behind_under_another_name_is_missed(sqlite: Record) -> None:
    """The end of a chain cut off, and the log's own note of whose it was taken away: the tree is as it was."""
    sqlite.checkpoint()
    sqlite.remove(ANN, 5)
    sqlite.execute("UPDATE log_entries SET candidate_id = 'manual:nobody' WHERE position = 12")
    findings = sqlite.examined().findings
    assert findings == ["An entry of manual:ann that the log took in as number 13 is missing: it was removed."]


def test_an_entry_that_was_slipped_in_past_the_log_is_found(sqlite: Record) -> None:
    sqlite.checkpoint()
    sqlite.remove(EVE, 4)  # makes room for a number that the reader has passed
    ((number,),) = sqlite.execute("SELECT max(number) - 1 FROM timeline")
    append(sqlite.ledger, noted(7))
    sqlite.execute("UPDATE timeline SET number = :n WHERE event_id = 'note-7'", n=number)
    assert any("isn't what the log took in" in one or "past it" in one for one in sqlite.examined().findings)


def test_a_log_that_was_cut_short_is_refused(sqlite: Record) -> None:
    sqlite.checkpoint()
    sqlite.execute("DELETE FROM timeline WHERE candidate_id = :c", c=EVE)
    sqlite.relog()
    findings = sqlite.examined(None).findings
    assert any("The log was cut short" in one for one in findings)


def test_the_installations_own_earlier_checkpoints_tell_too(sqlite: Record) -> None:
    """An outsider without one of their own still has those that were not taken out of the ledger."""
    sqlite.checkpoint()
    sqlite.rewrite(ANN, 2, author="somebody else")
    sqlite.rechain(ANN)
    sqlite.execute("DELETE FROM log_entries")
    sqlite.execute("DELETE FROM feed_cursors")
    append(sqlite.ledger, noted(9))
    assert not verify(sqlite.export().data, sqlite.key.public).ok


def test_a_quick_look_at_the_last_checkpoints_finds_what_was_changed_lately(sqlite: Record) -> None:
    doubts = sqlite.ledger.log.doubts
    assert doubts(sqlite.key.public) == []  # there is no checkpoint yet
    sqlite.checkpoint()
    append(sqlite.ledger, noted(9))
    sqlite.checkpoint()
    assert doubts(sqlite.key.public) == []
    sqlite.rewrite(ANN, 2, author="somebody else")
    sqlite.remove(EVE, 4)
    assert sorted(doubts(sqlite.key.public)) == [
        "Entry 2 of manual:ann isn't what the log took in.",
        "The fact that the log took in as number 12 is gone.",
    ]
    assert doubts(sqlite.key.public, entries=1) == []
    sqlite.execute("UPDATE log_entries SET leaf = zeroblob(length(leaf)) WHERE position = 13")  # its last byte may be 0
    assert any("doesn't come to the checkpoint of 2026-03-02T14:50" in one for one in doubts(sqlite.key.public))
    assert any("isn't signed by" in one for one in doubts(key(byte=8).public))


# ------------------------------------------------------------ recoveries


def recovered(record: Record, signed_by: SigningKey | None) -> None:
    """A ledger that was restored without Ann's last facts, took in another one, and was put right from her clock."""
    said = facts(4)
    told = story_of(record.ledger, [*said, replied()])
    record.checkpoint()
    record.execute("DELETE FROM timeline WHERE candidate_id = :c AND seq > 3", c=ANN)
    record.execute("DELETE FROM log_entries WHERE position > 6")
    record.execute("DELETE FROM checkpoints")
    record.execute("UPDATE feed_cursors SET number = 7")
    record.execute("DELETE FROM timeline WHERE number > 7")
    record.mailed.clear()  # that one was mailed after the copy, and is no part of what was restored
    append(record.ledger, noted(77, "since the restore"))
    record.checkpoint()
    assert record.ledger.recovery.fill(told, AT, signed_by) is not None


def test_a_recovery_that_an_operator_signed_holds(sqlite: Record) -> None:
    sqlite.operators = [OPERATOR.public]
    recovered(sqlite, OPERATOR)
    report = sqlite.examined()
    assert report.findings == []
    assert sqlite.ledger.verify(ANN) == []


@pytest.mark.parametrize("signed_by", [None, key("operator", 10)], ids=["nobody", "somebody else"])
def test_a_recovery_that_no_known_operator_signed_is_found(sqlite: Record, signed_by: SigningKey | None) -> None:
    sqlite.operators = [OPERATOR.public]
    recovered(sqlite, signed_by)
    findings = sqlite.examined().findings
    assert any("no operator whose key is known has signed it" in one for one in findings)


def test_a_signed_recovery_that_was_changed_is_found(sqlite: Record) -> None:
    sqlite.operators = [OPERATOR.public]
    recovered(sqlite, OPERATOR)
    ((seq,),) = sqlite.execute("SELECT seq FROM timeline WHERE type = 'recovered'")
    sqlite.rewrite(ANN, seq, lost=1)
    assert any("no operator whose key is known has signed it" in one for one in sqlite.examined().findings)


def test_an_operator_who_was_added_after_the_outsiders_checkpoint_is_asked_about(sqlite: Record) -> None:
    """Whoever can write the ledger can write the playbook in it, and name themselves an operator there."""
    sqlite.checkpoint()
    sqlite.operators = [OPERATOR.public]
    append(sqlite.ledger, noted(9))
    (finding,) = sqlite.examined().findings
    assert finding.startswith("The operator's key operator+") and "was added after your checkpoint" in finding
    assert sqlite.examined(operators=[OPERATOR.public]).ok


# ------------------------------------------------------------ forgeries


def test_another_key_is_refused_in_a_sentence(sqlite: Record) -> None:
    data = sqlite.export().data
    (finding,) = verify(data, key(byte=8).public).findings
    assert "isn't signed by acme.example/followup+" in finding
    (finding,) = verify(data, "not a key").findings
    assert finding == "not a key isn't a public key; `followup audit key` prints it."
    assert not verify(data, sqlite.key.public.replace("acme", "acne")).ok


@pytest.mark.parametrize("bits", [0x01, 0x80, 0xFF])
def test_whatever_byte_of_an_export_is_changed_it_is_refused(bits: int) -> None:
    export, public = _export()
    for at, byte in enumerate(export):
        (finding,) = verify(export[:at] + bytes([byte ^ bits]) + export[at + 1 :], public).findings
        assert finding.endswith((".", "?")), at


@given(cut=st.integers(1, 2_000))
def test_a_file_that_is_cut_or_has_more_at_its_end_is_refused(cut: int) -> None:
    export, public = _export()
    assert not verify(export[:-cut], public).ok
    assert not verify(export + b"\0" * cut, public).ok
    assert not verify(b"\0" * cut + export, public).ok


@given(st.binary(max_size=300))
def test_what_is_no_export_is_refused_in_a_sentence(data: bytes) -> None:
    assert len(verify(data, key().public).findings) == 1


_MADE: list[tuple[bytes, str]] = []


def _export() -> tuple[bytes, str]:
    """A small one, made once."""
    if not _MADE:
        leaves = [bytes([n]) * LEAF for n in range(3)]
        parts = dict.fromkeys(PARTS, b"")
        checkpoint = Checkpoint(3, Tree(map(leaf_hash, leaves)).root, "2026-03-02T14:30:00+00:00", ())
        parts["checkpoint.txt"] = key().note(checkpoint.text(key().name)).encode()
        parts["index.bin"] = b"".join(leaves)
        parts["entries.json"] = b'{"about": "manual:ann", "entries": []}'
        parts["manifest.txt"] = key().note(manifest_of(parts)).encode()
        _MADE.append((packed(parts), key().public))
    return _MADE[0]


def test_an_export_that_was_put_together_anew_needs_the_key(sqlite: Record) -> None:
    """Whoever changes an entry and all hashes in the file cannot sign its list of parts."""
    data = sqlite.export().data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in PARTS}
    parts["entries.json"] = parts["entries.json"].replace(b"kim", b"bob")
    parts["manifest.txt"] = manifest_of(parts).encode() + parts["manifest.txt"].partition(b"\n\n")[2]
    assert not verify(packed(parts), sqlite.key.public).ok
    forged = key(byte=8)
    parts["manifest.txt"] = forged.note(manifest_of(parts)).encode()
    assert not verify(packed(parts), sqlite.key.public).ok


def test_a_signer_who_lies_about_a_disclosed_value_is_found_out(sqlite: Record) -> None:
    data = sqlite.export(disclose=["text"]).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in PARTS}
    parts["entries.json"] = parts["entries.json"].replace(b"Thursday suits me", b"Thursday suits us")
    parts["manifest.txt"] = sqlite.key.note(manifest_of(parts)).encode()
    assert verify(packed(parts), sqlite.key.public).findings == [
        "Entry 5 of manual:ann (reply_received): its text isn't what was put on record."
    ]


# ------------------------------------------------------------ two checkpoints alone


def test_two_checkpoints_are_compared_by_a_proof_alone(sqlite: Record) -> None:
    old = sqlite.checkpoint()
    append(sqlite.ledger, noted(9))
    new = sqlite.checkpoint()
    tree = Tree(map(leaf_hash, sqlite.ledger.log.leaves(new.size)))
    proof = [one.hex() for one in tree.consistency(old.size)]
    file = comparison(old.note, new.note, proof).encode()
    report = verify(file, sqlite.key.public, checkpoints=sqlite.mailed)
    assert report.ok and report.checkpoint["size"] == 14
    assert not verify(comparison(old.note, new.note, proof[1:]).encode(), sqlite.key.public).ok
    assert not verify(comparison(new.note, old.note, proof).encode(), sqlite.key.public).ok
    assert not verify(file.replace(b"14", b"15"), sqlite.key.public).ok
    sqlite.mailed.append(Record(sqlite.ledger, sqlite.execute, key()).key.note("no checkpoint\n").encode())
    assert not verify(file, sqlite.key.public, checkpoints=sqlite.mailed).ok


def test_a_checkpoint_alone_is_checked_for_its_signature(sqlite: Record) -> None:
    first = sqlite.checkpoint().note.encode()
    report = verify(first, sqlite.key.public)
    assert report.ok and report.checkpoint["size"] == 13
    assert not verify(first, key(byte=8).public).ok
    assert not verify(first.replace(b"13", b"12"), sqlite.key.public).ok
    sqlite.rewrite(ANN, 2, author="somebody else")
    sqlite.rechain(ANN)
    sqlite.relog()
    (finding,) = verify(sqlite.checkpoint().note.encode(), sqlite.key.public, checkpoints=[first]).findings
    assert "isn't a continuation of the checkpoint of 2026-03-02T14:40:00+00:00 (13 entries)" in finding


# ------------------------------------------------------------ keys and notes


@pytest.mark.parametrize("told", vectors()["notes"], ids=lambda told: "as it is" if told["holds"] else "spoiled")
def test_a_note_that_go_has_signed_opens_and_a_spoiled_one_does_not(told: dict[str, Any]) -> None:
    """From the documentation of Go's golang.org/x/mod/sumdb/note, where the format comes from."""
    if told["holds"]:
        assert opened(told["note"].encode(), PublicKey(told["key"]), "It").startswith("If you think")
        return
    with pytest.raises(Refused):
        opened(told["note"].encode(), PublicKey(told["key"]), "It")


def test_a_key_is_made_once_and_never_silently_another_one(tmp_path: Path) -> None:
    made = checkpoint_key_of(tmp_path / "keys", "acme.example", is_first=True)
    assert made.name == "acme.example/followup"
    assert checkpoint_key_of(tmp_path / "keys", "other.example", is_first=False).public == made.public
    assert (tmp_path / "keys" / "checkpoint-key").stat().st_mode & 0o777 == 0o600
    (tmp_path / "keys" / "checkpoint-key").unlink()
    with pytest.raises(BadKey, match="put checkpoint-key back there"):
        checkpoint_key_of(tmp_path / "keys", "acme.example", is_first=False)
    (tmp_path / "keys" / "checkpoint-key").write_text("PRIVATE+KEY+a+b+c")
    with pytest.raises(BadKey, match="holds no private key"):
        checkpoint_key_of(tmp_path / "keys", "acme.example", is_first=False)


# ------------------------------------------------------------ the one file


def test_the_one_file_needs_nothing_of_ours(sqlite: Record, tmp_path: Path) -> None:
    export, mailed, public = tmp_path / "ann.zip", tmp_path / "old.txt", tmp_path / "key.txt"
    mailed.write_bytes(sqlite.checkpoint().note.encode())
    export.write_bytes(sqlite.export().data)
    public.write_text(sqlite.key.public + "\n")
    file = Path(__file__).parents[2] / "docs" / "audit_verifier.py"

    def run() -> subprocess.CompletedProcess[str]:
        given = [export, "--key", public, "--checkpoint", mailed]
        isolated = [sys.executable, "-I", file, *map(str, given)]
        return subprocess.run(isolated, capture_output=True, text=True, check=False, cwd=tmp_path)

    holds = run()
    assert holds.returncode == 0 and holds.stdout.startswith("It holds: 5 entries")
    export.write_bytes(export.read_bytes().replace(b"kim", b"bob"))
    broken = run()
    assert broken.returncode == 1
    assert broken.stdout == "The file isn't an export, or is damaged; get it again from where it was made.\n"


def test_the_one_file_is_what_the_product_runs() -> None:
    root = Path(__file__).parents[2]
    assert (root / "docs" / "audit_verifier.py").read_text() == (root / "ledger/audit/verifier.py").read_text()


def test_the_vectors_for_other_verifiers_hold() -> None:
    """docs/audit_vectors.json, read by the one file beside it, as somebody outside has both."""
    one_file = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "audit_verifier.py"))
    told = vectors()
    mark = one_file["mark_of"](told["entries"][0]["hash"])
    for one in told["entries"]:
        assert one_file["chain_hash"](one["previous"], one["entry"]) == one["hash"] == one["entry"]["hash"]
        assert one_file["leaf_of"](mark, one["entry"]).hex() == one["leaf"]
        commitments = json.loads(one["entry"]["commitments"])
        for name, shown in one["disclosed"].items():
            value = one_file["canonical"](shown["value"])
            assert hashlib.sha256((shown["salt"] + value).encode()).hexdigest() == commitments[name]
    assert sum(not one["findings"] for one in told["exports"]) == 3 < len(told["exports"])
    for one in told["exports"]:
        olds, data = [note.encode() for note in one["checkpoints"]], base64.b64decode(one["file"])
        found = one_file["verify"](data, one["key"], checkpoints=olds, operators=one["operators"])
        assert found.findings == one["findings"], one["what"]
