"""Headers with people's words as they go over the wire (RFC 5322 and 2047), folded by hand, and read back.

Python's own folding loses the quotation marks of a long name with a comma, which makes two addresses of one; it runs
words of a subject together between encoded words; and it decodes an encoded word that somebody typed, line break and
all, which makes a header of their choice.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.utils import getaddresses
from typing import Final

ADDRESS_HEADERS: Final = frozenset({"from", "to", "cc", "reply-to", "sender"})

_ATOMS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_LONGEST_AS_IT_IS: Final = 50
_LONGEST_LINE: Final = 78
_LONGEST_WORD: Final = 64
"""Of an encoded word: with the header's name before it the line stays within the 76 characters of RFC 2047."""
_WORDS: Final = re.compile(r"[^ ]* +|[^ ]+")
_MARKS: Final = "".join(
    chr(code)
    for code in (*range(0x300, 0x2FFF), *range(0xFE00, 0xFE30), *range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080))
    if unicodedata.category(chr(code))[0] == "M" or code == 0x200C or code >= 0x1F3FB
)
_LETTERS: Final = re.compile(rf".[{_MARKS}]*(?:\u200d.?[{_MARKS}]*)*", re.DOTALL)
"""A letter with its marks, or several that a joiner makes one."""
_PLAIN_IN_Q: Final = re.compile(r"[A-Za-z0-9!*+/-]")


def fold_addresses(name: str, addresses: Iterable[Address], linesep: str) -> str:
    """The whole header, with its line end."""
    lines = [f"{name}:"]
    for number, one in enumerate(addresses):
        if number:
            lines[-1] += ","
        for piece in (*phrase(one.display_name), f"<{_spec(one)}>" if one.display_name else _spec(one)):
            encoded = piece.startswith("=?") and len(lines[-1]) > len(name) + 1
            if encoded or (len(lines[-1]) + 1 + len(piece) > _LONGEST_LINE and lines[-1] != f"{name}:"):
                lines.append("")
            lines[-1] += f" {piece}"
    return linesep.join(lines) + linesep


def fold_text(name: str, text: str, linesep: str) -> str:
    """A header of words, such as the subject, with its line end.

    Wholly ASCII it stays as it is, broken at blanks; else all of it is encoded, since a reader drops the blank between
    an encoded word and the next.
    """
    plain = text.isascii() and text.isprintable() and "=?" not in text
    words = text.split(" ")
    if not plain or max(map(len, words)) > _LONGEST_AS_IT_IS:
        return f"{name}: {f'{linesep} '.join(_encoded(text))}{linesep}"
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > _LONGEST_LINE:
            lines.append("")
        lines[-1] += f" {word}"
    return linesep.join(lines) + linesep


def read_text(raw: str) -> str:
    """The words of a header as they were meant: unfolded and decoded, nothing put between encoded words."""
    unfolded = re.sub(r"\r?\n(?=[ \t])", "", _as_sent(raw))
    try:
        return str(make_header(decode_header(unfolded)))
    except (HeaderParseError, LookupError, UnicodeError):
        return unfolded


def read_addresses(raw: str) -> list[tuple[str, str]]:
    """Each display name with its address."""
    unfolded = re.sub(r"\r?\n(?=[ \t])", "", _as_sent(raw))
    return [(read_text(name), spec) for name, spec in getaddresses([unfolded]) if spec]


def _as_sent(raw: str) -> str:
    """The library keeps bytes that are not ASCII as surrogates: with SMTPUTF8 they are UTF-8."""
    return str(raw).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def phrase(display_name: str) -> list[str]:
    """A display name in pieces, between which the line may be broken: itself, quoted, or as encoded words."""
    if not display_name:
        return []
    is_short = len(display_name) < _LONGEST_AS_IT_IS and display_name.isascii() and display_name.isprintable()
    if is_short and "=?" not in display_name:
        if _ATOMS.fullmatch(display_name):
            return [display_name]
        if not re.search(r'[\\"]', display_name):
            return [f'"{display_name}"']
    return list(_encoded(display_name))


def _encoded(text: str) -> Iterator[str]:
    """As encoded words, in the way that takes less room and shows what is plain."""
    plain = sum(1 for c in text if _PLAIN_IN_Q.fullmatch(c) or c == " ")
    return _in_q(text) if 2 * plain >= len(text) else _in_base64(text)


def _in_q(text: str) -> Iterator[str]:
    start, end = "=?utf-8?q?", "?="
    for piece in _broken(text, _LONGEST_WORD - len(start) - len(end), lambda part: len(_q(part))):
        yield f"{start}{_q(piece)}{end}"


def _q(text: str) -> str:
    return "".join("_" if c == " " else c if _PLAIN_IN_Q.fullmatch(c) else _hex(c) for c in text)


def _hex(char: str) -> str:
    return "".join(f"={byte:02X}" for byte in char.encode("utf-8", "replace"))


def _in_base64(text: str) -> Iterator[str]:
    room = (_LONGEST_WORD - len("=?utf-8?b??=")) // 4 * 3
    for piece in _broken(text, room, lambda part: len(part.encode("utf-8", "replace"))):
        yield f"=?utf-8?b?{base64.b64encode(piece.encode('utf-8', 'replace')).decode()}?="


def _broken(text: str, room: int, size: Callable[[str], int]) -> Iterator[str]:
    """The text in pieces that fit: behind a blank, else between two letters as one sees them, else between characters.

    Some readers, Python's own among them, put a blank between two encoded words: behind a blank it changes no name.
    """
    line = ""
    for word in _WORDS.findall(text):
        if line and size(line + word) > room:
            yield line
            line = ""
        if size(word) <= room:
            line += word
            continue
        for letter in _LETTERS.findall(word):
            for char in letter if size(letter) > room else (letter,):
                if line and size(line + char) > room:
                    yield line
                    line = ""
                line += char
    yield line


def _spec(address: Address) -> str:
    return f"{address.username}@{address.domain}"
