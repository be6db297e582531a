"""In which files somebody who was erased is still found (R23): whole words in text, every byte in a database."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from channels.erased_files import HomeFiles
from domain.people.erased_words import of_person
from domain.views.erasure_left import Left, in_the_way
from ledger.audit.verifier import PARTS, packed
from ledger.operations.backup import copy_database

ANN = of_person({"first_name": "Ann", "last_name": "Lee", "email": "ann@example.com"}).sure


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("Ann Lee", True),
        ("seen today: ANN LEE, at noon", True),
        ("ann lee", True),
        (json.dumps({"text": "Seen:\nAnn Lee\nSam"}), True),
        (json.dumps({"text": "é\u2028Ann Lee"}), True),
        ("Ann Leeson and Joann Lee", False),
        ("Ann Leé", False),
        ("xann@example.com", False),
        ("", False),
    ],
)
def test_r23_a_file_that_names_them_is_found_and_one_that_names_somebody_of_a_longer_name_is_not(
    tmp_path: Path, content: str, found: bool
) -> None:
    (tmp_path / "notes.txt").write_text(content)
    assert HomeFiles(tmp_path).find(ANN) == (["notes.txt"] if found else [])


def test_r23_in_a_databases_file_nothing_stands_between_two_columns(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as database:
        database.execute("CREATE TABLE t (a, b, c)")
        database.execute("INSERT INTO t VALUES ('x', 'Ann Lee', 'y')")
    database.close()
    assert HomeFiles(tmp_path).find(ANN) == ["other.db"]


@pytest.mark.parametrize("size", [2**20 - 8, 2**20 - 3, 2**20, 3 * 2**20 + 5])
def test_r23_a_large_file_is_read_to_its_end_and_no_word_is_cut(tmp_path: Path, size: int) -> None:
    (tmp_path / "worker.log").write_text("x " * (size // 2) + "Ann Lee was here")
    assert HomeFiles(tmp_path).find(ANN) == ["worker.log"]
    (tmp_path / "worker.log").write_text("x " * (size // 2) + "Ann Leeson was here")
    assert HomeFiles(tmp_path).find(ANN) == []


def test_r23_a_word_of_a_name_is_looked_for_in_texts_and_in_no_database(tmp_path: Path) -> None:
    part = of_person({"first_name": "Ann", "last_name": "Lindqvist"})
    (tmp_path / "notes.txt").write_text("Lindqvist will come")
    with sqlite3.connect(tmp_path / "other.db") as database:
        database.execute("CREATE TABLE t (a)")
        database.execute("INSERT INTO t VALUES ('Lindqvist')")
    database.close()
    assert HomeFiles(tmp_path).find(part) == ["notes.txt"]
    assert HomeFiles(tmp_path).find(part.sure) == []


def test_r23_a_copy_of_the_ledger_and_an_export_in_the_home_are_told_apart_from_other_files(tmp_path: Path) -> None:
    """What to do about each differs, and it is said which file it is."""
    with sqlite3.connect(tmp_path / "backup.db") as database:
        database.execute("CREATE TABLE timeline (personal)")
        database.execute("INSERT INTO timeline VALUES ('Ann Lee')")
    database.close()
    copied = copy_database(tmp_path / "backup.db", tmp_path / "copy.db")
    (tmp_path / "ann.zip").write_bytes(packed(dict.fromkeys(PARTS, b'{"name": "Ann Lee"}')))
    (tmp_path / "notes.txt").write_text("Ann Lee")
    home = HomeFiles(tmp_path)
    assert copied and home.find(ANN) == ["ann.zip", "backup.db", "copy.db", "notes.txt"]
    kinds = [home.kind_of(name) for name in home.find(ANN)]
    assert kinds == ["export", "copy", "copy", ""] and home.kind_of("gone.db") == ""
    told = in_the_way(Left("file", name, what=kind) for name, kind in zip(home.find(ANN), kinds, strict=True))
    assert "the file ann.zip, an export of the record that shows their words: delete it, or move it out of" in told
    assert "the file backup.db, a copy of the ledger: delete it, or move it out of the home to where you" in told
    assert "the file notes.txt: delete it, or take their name out of it" in told


def test_r23_nobody_is_told_to_delete_the_ledger_itself() -> None:
    told = in_the_way([Left("file", "ledger.db", what="own")])
    assert "run `VACUUM`" in told and "delete it" not in told
