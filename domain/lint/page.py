"""A message file as the linter's rules look at it: what it says in its own words, and filled for sample candidates.

A rule is a function from a page to complaints. Lines are counted from the top of the file, front matter included.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, Final, NamedTuple

from jinja2 import nodes

from domain.messages.files import FileParts
from domain.messages.render import Rendered, fill
from domain.messages.template_parsing import SUBJECT, MessageError, faults, included_in, parsed, source_of, syntax
from domain.messages.values import SAMPLE_BARE, SAMPLE_FULL
from domain.names import Stage
from domain.playbook.model import MessageFile, Playbook, Step

VALUE: Final = "\ufffc"
"""Stands in prose for a value that the candidate's data fill in; no word list matches it."""


class Complaint(NamedTuple):
    """A finding of one page: its line, its stable id, and a sentence that says what to do."""

    line: int
    id: str
    message: str


Rule = Callable[["Page"], Iterable[Complaint]]


def of_messages(rule: Rule) -> Rule:
    """A rule about whole messages as they read: it is not asked about parts, nor about what cannot be filled."""
    return wraps(rule)(lambda page: rule(page) if page.whole and page.full is not None else ())


def of_english_messages(rule: Rule) -> Rule:
    """The same, for a rule that knows English alone."""
    return wraps(rule)(lambda page: of_messages(rule)(page) if page.english else ())


class Prose:
    """The words of a template without its code, each with the line it stands in."""

    def __init__(self, pieces: Iterable[tuple[int, str]]) -> None:
        self._starts: list[int] = []
        self._lines: list[int] = []
        text = ""
        for line, piece in pieces:
            self._starts.append(len(text))
            self._lines.append(line)
            text += piece
        self.text = text

    def line_at(self, position: int) -> int:
        """The line of the file in which this character of `text` stands."""
        piece = bisect_right(self._starts, position) - 1
        if piece < 0:
            return 1
        return self._lines[piece] + self.text.count("\n", self._starts[piece], position)

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
        """Line and words of each place that the pattern matches."""
        for found in pattern.finditer(self.text):
            yield self.line_at(found.start()), " ".join(found[0].split())


@dataclass(frozen=True)
class Page:
    """One file below `messages/`, and the steps that send it."""

    playbook: Playbook
    path: str
    parts: FileParts
    uses: tuple[tuple[Stage, Step], ...]

    @property
    def message(self) -> MessageFile:
        return self.playbook.messages[self.path]

    @property
    def whole(self) -> bool:
        """Is it a message, and no part that messages include?"""
        return not self.parts.partial

    @property
    def english(self) -> bool:
        return self.parts.english

    @property
    def sms(self) -> bool:
        return self.parts.sms

    @property
    def subject_line(self) -> int:
        return self.message.head.get("subject", 1)

    def line_of(self, key: str, line: int) -> int:
        """The line of the file, for a line of the body or of the subject."""
        return self.subject_line + line - 1 if key.endswith(SUBJECT) else self.message.line + line - 1

    @property
    def keys(self) -> tuple[str, ...]:
        """The templates of the file: its body, and its subject where it has one."""
        return (self.path, self.path + SUBJECT) if self.message.subject and not self.sms else (self.path,)

    @cached_property
    def trees(self) -> dict[str, nodes.Template]:
        """The templates that can be used, by key."""
        wrong = {fault.key for fault in faults(self.playbook, self.path)}
        found: dict[str, nodes.Template] = {}
        for key in self.keys:
            if key not in wrong:  # what cannot be used is told by `broken-template`, with all its reasons
                found[key] = parsed(self.playbook, key)
        return found

    @cached_property
    def prose(self) -> Prose:
        """What body and subject say in their own words."""
        return Prose([*self._pieces(self.path), *((0, "\n"),), *self._pieces(self.path + SUBJECT)])

    def _pieces(self, key: str) -> list[tuple[int, str]]:
        if key not in self.keys:
            return []
        source = source_of(self.playbook, key)
        try:
            tokens = list(syntax().lex(source))
        except Exception:  # not to be read as a template: then all of it counts as words
            tokens = [(1, "data", source)]
        return list(_words(tokens, lambda line: self.line_of(key, line)))

    # ------------------------------------------------------------ filled

    @cached_property
    def filled(self) -> dict[str, Rendered | str]:
        """The message for a candidate of whom all is known (`full`), and next to nothing (`bare`), or why not."""
        return {"full": self._filled(SAMPLE_FULL), "bare": self._filled(SAMPLE_BARE)}

    def _filled(self, sample: Any) -> Rendered | str:
        try:
            return fill(self.playbook, self.path, sample)
        except MessageError as error:
            return str(error)

    @property
    def full(self) -> Rendered | None:
        found = self.filled["full"]
        return found if isinstance(found, Rendered) else None

    @property
    def reads(self) -> Rendered:
        """The same, for a rule that is asked about nothing else (`of_messages`)."""
        assert self.full is not None
        return self.full

    @cached_property
    def parts_included(self) -> frozenset[str]:
        """The files that it includes by name, in its own language where there are such."""
        tree = self.trees.get(self.path)
        return included_in(self.playbook, self.path, tree) if tree else frozenset()

    @cached_property
    def own(self) -> str:
        """What the full message says before its closing, as a reader sees it."""
        return self.own_source if self.sms else plain(self.own_source)

    @cached_property
    def own_source(self) -> str:
        """What the full message says before its closing: no signature and no footer; Markdown for mail."""
        if self.full is None:
            return ""
        body = self.full.body
        for name in self.parts_included:
            if name.rpartition("/")[2].startswith(("_signature", "_footer")) and name in self.playbook.messages:
                try:
                    part = fill(self.playbook, name, SAMPLE_FULL).body
                except MessageError:
                    continue
                body = body.replace(part, "") if part else body
        return _CLOSING.split(body)[0]

    def line_near(self, sentence: str) -> int:
        """The line of the file that says this sentence of a filled message, as far as that can be told."""
        wanted = set(_WORD.findall(sentence.lower()))
        lines = [(len(wanted & set(_WORD.findall(text.lower()))), -n) for n, text in self._body_lines()]
        best = max(lines, default=(0, -self.first_line))
        return -best[1] if best[0] else self.first_line

    @property
    def first_line(self) -> int:
        """The first line with words."""
        return next((n for n, text in self._body_lines() if text.strip()), self.message.line)

    @property
    def last_line(self) -> int:
        """The last line with words."""
        return max((n for n, text in self._body_lines() if text.strip()), default=self.message.line)

    def _body_lines(self) -> list[tuple[int, str]]:
        return [(self.message.line + n, text) for n, text in enumerate(self.message.body.split("\n"))]


_WORD: Final = re.compile(r"\w+")
_CLOSING: Final = re.compile(
    r"^(?:(?:with )?(?:kind|best|warm) (?:regards|wishes)|regards|sincerely|yours (?:sincerely|truly)|all the best)"
    r",?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_LINK: Final = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_BARE_URL: Final = re.compile(r"<?\bhttps?://[^\s>]+>?")
_MARKS: Final = re.compile(r"\\(?=[^\w\s])|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")
_ITEM: Final = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[ \t]+", re.MULTILINE)


def plain(markdown: str) -> str:
    """The words that a reader sees: a paragraph or list item per line, links as their label."""
    text = _BARE_URL.sub("", _LINK.sub(r"\1", markdown))
    lines: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text):
        items = re.split(r"\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])", paragraph)
        lines += [" ".join(_MARKS.sub("", _ITEM.sub("", item)).split()) for item in items]
    return "\n".join(filter(None, lines))


_URL: Final = re.compile(r"\]\([^)\s]*\)|<?https?://[^\s>)]+>?|\bmailto:\S+")


def _words(tokens: Iterable[tuple[int, str, str]], line_of: Callable[[int], int]) -> Iterator[tuple[int, str]]:
    """Text, and the quoted words that a template prints; addresses of links are no words."""
    inside, block = "", ""
    for line, kind, value in tokens:
        if kind == "data":
            yield line_of(line), _URL.sub(lambda found: "]" + "\n" * found[0].count("\n"), value)
        elif kind in ("variable_begin", "block_begin"):
            inside, block = kind, ""
            if kind == "variable_begin":
                yield line_of(line), VALUE
        elif kind in ("variable_end", "block_end"):
            inside = ""
        elif kind == "name" and inside == "block_begin" and not block:
            block = value
        elif kind == "string" and (inside == "variable_begin" or block == "set"):
            yield line_of(line), f"{value[1:-1]}{VALUE}"
