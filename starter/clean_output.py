"""The way out to terminals and logs: what comes from outside steers no terminal, and tells no secret.

Every command prints through `cleaned`, and every log line is made by `LogLines`: a new command or message is clean
without a thought. Candidates, vendors and senders of mail choose names, ids and words; a terminal takes some of their
characters for orders, and some make one name look like another.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TextIO

_HOSTILE: Final = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and line feed
    "\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # invisible, or turn the text
    "\ud800-\udfff\U000e0000-\U000e007f"  # halves of characters, and tags
    "]"
)
_JOINERS: Final = re.compile("(?<![\u0300-\uffff\U00010000-\U0010ffff])[\u200c\u200d]")
"""Joiners where nothing is to be joined: Persian, Hindi and emoji need them, and Latin letters only hide them."""

_STYLE: Final = re.compile("\x1b\\[(?:[0-9;]*m|2?K|[0-9]*A|\\?25[lh])|\r")
"""What rich writes on a terminal: colours, and the line of a progress bar that is drawn again."""

_CLASSES_THAT_SPEAK: Final = ("OSError", "RPCError", "TemporalError", "LedgerUnavailable", "TemporalUnreachable")
_OURS: Final = ("settings.", "connection.", "ledger.engine.", "ledger.playbook", "starter.")

_QUOTING: Final = ("psycopg.", "sqlalchemy.", "pydantic")


def clean(text: str) -> str:
    """The text with a blank for each character that would steer a terminal or deceive its reader, secrets masked."""
    text = _HOSTILE.sub(" ", text.replace("\r\n", "\n"))
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS.sub(" ", text)
    if "://" in text or "=" in text:
        from settings import without_secrets  # only here: it takes a tenth of a second, and help needs none of it

        text = without_secrets(text)
    return text


def json_clean(text: str) -> str:
    """JSON with such characters escaped, as JSON can: whoever reads it gets them back."""
    return _HOSTILE.sub(lambda found: _escaped(found[0]), _JOINERS.sub(lambda found: _escaped(found[0]), text))


def _escaped(char: str) -> str:
    if char in "\n\r\t":
        return char
    code = ord(char)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


class CleanStream:
    """A text stream that cleans what is written. `rich_proxied_file` is where rich writes, which may use colours."""

    def __init__(self, stream: TextIO, *, styled: bool = False) -> None:
        self._stream = stream
        self._styled = styled

    @property
    def rich_proxied_file(self) -> CleanStream:
        return CleanStream(self._stream, styled=True)

    def write(self, text: str) -> int:
        if self._styled:
            at = 0
            for found in _STYLE.finditer(text):
                self._stream.write(clean(text[at : found.start()]) + found[0])
                at = found.end()
            self._stream.write(clean(text[at:]))
        else:
            self._stream.write(clean(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def cleaned() -> Iterator[None]:
    """For as long as the block runs everything that is printed is cleaned."""
    out, err = sys.stdout, sys.stderr
    if isinstance(out, CleanStream):
        yield
        return
    sys.stdout, sys.stderr = CleanStream(out), CleanStream(err)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err


class LogLines(logging.Formatter):
    """Log lines without controls, secrets, and the words of people that exceptions carry along."""

    def format(self, record: logging.LogRecord) -> str:
        return clean(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = " ".join(record.message.split("\n")).strip()
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:
        return "".join(told(ei[1]))


def told(error: BaseException | None, *, debugging: bool = False) -> Iterator[str]:
    """An exception, its causes first, as where it came from and what kind it is. Its words only where they are ours or
    the system's: those of others quote what they were given, and that is what people wrote. `debugging`: all but those
    that quote passwords or whole records.
    """
    if error is None:
        return
    if error.__cause__ is not None or not error.__suppress_context__:
        yield from told(error.__cause__ or error.__context__, debugging=debugging)
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    speaks = not name.startswith(_QUOTING) if debugging else _may_speak(error)
    words = f": {error}" if speaks else ""
    yield f"{name}{words}\n"


def _may_speak(error: BaseException) -> bool:
    for cls in type(error).__mro__:
        if cls.__name__ in _CLASSES_THAT_SPEAK or f"{cls.__module__}.{cls.__name__}".startswith(_OURS):
            return True
    return False


def log_cleanly(stream: TextIO | None = None) -> None:
    """Log to stderr, a line each, through `LogLines`. Without effect where logging has been set up."""
    threading.excepthook = _log_thread
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(LogLines("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def _log_thread(ended: threading.ExceptHookArgs) -> None:
    name = ended.thread.name if ended.thread else "without a name"
    error = ended.exc_value
    logging.getLogger("followup").error("the thread %s ended", name, exc_info=error)
