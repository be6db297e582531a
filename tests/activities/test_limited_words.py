"""Words of a template that would be refused today: a process of its own fills it, and is ended where it must be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from activities.limited_words import Busy, LimitedWords
from domain.messages.render import SAMPLE_FULL
from domain.messages.template_parsing import MessageError, refusals
from domain.playbook.model import Playbook
from domain.time.spoken_dates import spoken_date
from tests.domain.test_messages import playbook

ROOT = Path(__file__).resolve().parents[2]
FILE = "x/hello.md"
LOOP = "{% for x in 'abc' %}{{ x }}{% endfor %}"
ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


@pytest.fixture(scope="module")
def limited() -> Iterator[LimitedWords]:
    made = LimitedWords()
    yield made
    made.close()


def old(body: str, file: str = FILE) -> Playbook:
    """A playbook as an older version took it, whose body begins in line 4."""
    rules = playbook(
        {
            FILE: {"subject": "S", "body": "x"},
            file: {"subject": "For {{ candidate.first_name }}", "body": body, "line": 4},
        }
    )
    assert refusals(rules), "it would be taken today"
    return rules


def filled(limited: LimitedWords, body: str) -> str:
    """Asked again while it is busy, as the activity does: on a machine with much to do it takes its time to begin."""
    while True:
        with suppress(Busy):
            return limited.fill(old(body), FILE, SAMPLE_FULL).body


def pid(limited: LimitedWords) -> int:
    assert limited._one is not None
    return limited._one._process.pid


def test_what_goes_on_until_the_next_apply_reads_as_before(limited: LimitedWords) -> None:
    found = limited.fill(old(f"Hi {{{{ candidate.first_name }}}} {LOOP}"), FILE, SAMPLE_FULL)
    assert (found.subject, found.body, found.path) == ("For Ann", "Hi Ann abc", FILE)
    german = old(f"{LOOP} {{{{ promise.by }}}}", "x/hello.de.md")
    context = {**SAMPLE_FULL, "promise": {"by": spoken_date(date(2026, 12, 1))}}
    assert limited.fill(german, "x/hello.de.md", context).body == "abc Dienstag, 1. Dezember"


@pytest.mark.timeout(90)
@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            ENDLESS,
            "messages/x/hello.md cannot be filled for them: it takes more than 200 ms. messages/x/hello.md, line 4",
        ),
        ("{{ 'a' * 10**9 }}", "more memory than a message may|more than 200 ms"),
        ("{{ 'x'|center(99999) }}", "messages/x/hello.md, line 4: it comes to more than 20 KB"),
        ("{{ lipsum(n=10000) }}", "more than 20 KB|more than 200 ms"),
        ("{{ 'a'|format }}{% for x in range(9999999) %}{% endfor %}", "Range too big"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion|more than 200 ms"),
    ],
)
def test_what_takes_too_long_or_too_much_is_told_with_its_file_and_line(
    limited: LimitedWords, body: str, said: str
) -> None:
    with pytest.raises(MessageError, match=said):
        filled(limited, body)
    assert filled(limited, LOOP) == "abc"  # and the next one is filled


def test_the_process_knows_no_secret_of_the_workers(limited: LimitedWords, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_SECRET_KEY", "hunter2")
    fresh = LimitedWords()
    filled(fresh, LOOP)
    environ = Path(f"/proc/{pid(fresh)}/environ")
    assert not environ.exists() or b"hunter2" not in environ.read_bytes()
    fresh.close()


def test_it_finds_its_libraries_where_the_worker_has_them(tmp_path: Path) -> None:
    """Also where they are in no folder that Python looks into by itself: `pip install --user`, `--target`."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path], check=True, timeout=60)
    code = (
        "from activities.limited_words import _Process; import time; print(_Process().is_ready(time.monotonic() + 30))"
    )
    done = subprocess.run(
        [tmp_path / "bin" / "python", "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": os.pathsep.join((str(ROOT), sysconfig.get_path("purelib")))},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == "True\n", done.stderr


def test_a_process_that_ended_is_begun_again(limited: LimitedWords) -> None:
    filled(limited, LOOP)
    before = pid(limited)
    os.kill(before, signal.SIGKILL)
    assert filled(limited, LOOP) == "abc"
    assert pid(limited) != before


@pytest.mark.timeout(90)
def test_a_process_that_does_not_answer_is_given_up_and_another_begun() -> None:
    limited = LimitedWords()
    filled(limited, LOOP)
    stopped = pid(limited)
    os.kill(stopped, signal.SIGSTOP)
    with pytest.raises(Busy):
        limited.fill(old(LOOP), FILE, SAMPLE_FULL)
    assert filled(limited, LOOP) == "abc"
    assert pid(limited) != stopped
    limited.close()


def test_the_process_ends_with_whoever_began_it() -> None:
    limited = LimitedWords()
    filled(limited, LOOP)
    process = limited._one._process  # type: ignore[union-attr]
    del limited
    assert process.wait(30) is not None


def test_where_no_process_can_be_begun_it_is_tried_a_while_and_then_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    limited = LimitedWords()
    for _ in range(19):
        with pytest.raises(Busy):
            limited.fill(old(LOOP), FILE, SAMPLE_FULL)
    for _ in range(2):
        with pytest.raises(MessageError, match=r"messages/x/hello.md cannot be filled on this computer: .* line 4"):
            limited.fill(old(LOOP), FILE, SAMPLE_FULL)
    monkeypatch.undo()
    assert filled(limited, LOOP) == "abc"  # and it is not given up
    limited.close()
