"""In which files somebody who was erased is still found (R23): whole words in text, every byte in a database."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from channels.erased_files import HomeFiles
from domain.people.erased_words import of_person

ANN = of_person({"first_name": "Ann", "last_name": "Lee", "email": "ann@example.com"})


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("Ann Lee", True),
        ("seen today: ANN LEE, at noon", False),  # as it was written, or all small: what a store does not change
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
