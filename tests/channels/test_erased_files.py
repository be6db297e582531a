"""In which files somebody who was erased is still found (R23): whole words in text, every byte in a database."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from channels.erased_files import HomeFiles
from domain.people.erased_words import of_person

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
