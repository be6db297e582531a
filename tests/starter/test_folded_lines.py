"""Lines fit the reader's window: folded between words, and never inside what people copy."""

from __future__ import annotations

import io
import sys

import pytest

from starter.cli.main import run
from starter.cli.output.tables import table_lines
from starter.cli.output.width import FoldedStream, folded, width_of
from tests.clocks import wednesday
from tests.starter.conftest import Cli
from tests.tables import each


@each(
    ("line", "shown"),
    [
        ("short", "short"),
        ("one two three four five six seven eight nine ten", "one two three four five six seven eight\nnine ten"),
        ("  Next: one two three four five six seven eight", "  Next: one two three four five six\n    seven eight"),
        ("  - one two three four five six seven eight nine", "  - one two three four five six seven\n    eight nine"),
        (
            "Subject  one two three four five six seven eight",
            "Subject  one two three four five six\n         seven eight",
        ),
        ("  | one two three four five six seven eight nine", "  | one two three four five six seven\n  | eight nine"),
        ("answer it now with `followup answer ann --text X`", "answer it now with\n`followup answer ann --text X`"),
        ("    followup send-now manual:ann applied/receipt", "    followup send-now manual:ann applied/receipt"),
        ("see https://example.com/a/very/long/address/of/a/page", "see\nhttps://example.com/a/very/long/address/of/a/page"),
        ("王小明王小明王小明 王小明王小明王小明 王", "王小明王小明王小明 王小明王小明王小明 王"),
        ("王小明王小明王小明 王小明王小明王小明 王小", "王小明王小明王小明 王小明王小明王小明\n王小"),
    ],
)  # fmt: skip
def test_a_line_is_folded_between_words(line: str, shown: str) -> None:
    assert folded(line, 40) == shown


def test_a_line_that_is_begun_is_not_folded_again() -> None:
    stream = FoldedStream(seen := io.StringIO(), 20)
    for text in ("Who is it? ", "a long answer that somebody types\n", "and a new line that is long\n"):
        stream.write(text)
    assert seen.getvalue() == "Who is it? a long answer that somebody types\nand a new line that\nis long\n"


def test_no_word_of_a_table_is_broken_and_no_line_is_too_long() -> None:
    row = ("Ann Lee", "manual:ann", "DATA-2 rejected, DES-4 interview", "active", "Mon, Mar 1, 2027, 11:51 PM JST")
    headings = ("Name", "ID", "Job and stage", "State", "Next contact")
    for width in range(40, 160):
        lines = table_lines(headings, [row], 2, width)
        assert max(map(len, lines)) <= width, "\n".join(lines)
        assert not {word for cell in row for word in cell.split()} - set(" ".join(lines).split()), "\n".join(lines)
        assert sum("DATA-2" in line or "DES-4" in line for line in lines) <= 2, "\n".join(lines)


def test_what_programs_read_is_folded_nowhere(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = cli("preview", "--json").out
    monkeypatch.setenv("COLUMNS", "40")
    assert cli("preview", "--json").out == wide


@pytest.mark.usefixtures("home")
def test_an_error_in_a_pipe_stays_one_line(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    said = cli("status", "ann")
    assert said.err.count("\n") == 1 and len(said.err) > 40


@pytest.mark.usefixtures("home")
def test_an_error_in_a_terminal_is_folded(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    run(["status", "ann"], clock=wednesday)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) > 1 and "`followup setup`" in " ".join(lines)


def test_a_pipe_has_no_width_but_what_columns_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert width_of(io.StringIO()) is None
    for value, width in (("100", 100), ("10", 40), ("0", None), ("wide", None), ("", None)):
        monkeypatch.setenv("COLUMNS", value)
        assert width_of(io.StringIO()) == width


def test_alone_it_shows_the_commands_of_the_day_on_one_screen(cli: Cli) -> None:
    said = cli()
    assert said.code == 0 and len(said.out.splitlines()) <= 24 and max(map(len, said.out.splitlines())) <= 80
    assert "followup --help" in said.out
