"""By what somebody is known again in a store after they were erased (R23): names, addresses, and what was written.

A name is looked for as a whole; a surname alone, and a name that is one word, also may be somebody else's, so a person
has the last word on those. Of what they and colleagues wrote, runs of words are looked for that are long enough to be
nobody else's.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from domain.addresses import country_and_number
from domain.replies.patterns.known_words import READ_WORDS, UNREAD_WORDS

_RUN: Final = re.compile(r"[^\W_](?:[^\W_]|[ ,.'’-])*[^\W_]")
"""What stands in a text without a character that a store would write down in another form."""

_BEGINS: Final = r"(?:(?<![^\W_])|(?<=\\[bfnrt])|(?<=\\u[0-9a-f]{4}))"
"""No letter before it, unless it is the end of what JSON writes for another character: a line's end, above all."""

_ENDS: Final = r"(?![^\W_]|[\u0300-\u036f])"
"""No letter after it, and no accent that is a character of its own."""

_BETWEEN: Final = r"[\s.()/\u2010-\u2015-]{0,3}"
"""What people write between the digits of a number."""

_ANOTHER_COUNTRY: Final = re.compile(rf"(?:\+|(?<!\d)00)\d{{1,3}}{_BETWEEN}\Z")
_NUMBER: Final = re.compile(r"\+?[\d\s.()/-]+")
_FEWEST_DIGITS: Final = 7
_NO_DIGITS: Final = bytes(one for one in range(128) if not chr(one).isdigit())

_ONE_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTEST_PART: Final = 3

_SHORTEST: Final = 20
_LONGEST: Final = 60
_FEWEST_WORDS: Final = 3
_MOST: Final = 100
"""So many runs of words are looked for; beyond them more would find no more."""

_IN_FILES: Final = 20

WRITTEN: Final = frozenset({"text", "note", "notes", "feedback", "comment", "result", "reason"})
"""Fields in which people wrote; what the playbook wrote stands elsewhere too."""

_PERSON: Final = ("first_name", "last_name", "full_name", "email", "phone")
_COLLEAGUES: Final = ("recruiter", "recruiter_told", "hiring_manager", "cover")


@dataclass(frozen=True)
class Words:
    """What to look for: `certain` is an address or number, `names` are whole names, `texts` runs of words; `parts` are
    names of one word, that of a family above all, which somebody else may have, too.
    """

    certain: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()

    def __or__(self, other: Words) -> Words:
        texts = frozenset(sorted(self.texts | other.texts, key=lambda one: (-len(one), one))[:_MOST])
        return Words(self.certain | other.certain, self.names | other.names, texts, self.parts | other.parts)

    def __sub__(self, other: Words) -> Words:
        texts, parts = self.texts - other.texts, self.parts - other.parts
        return Words(self.certain - other.certain, self.names - other.names, texts, parts)

    def __bool__(self) -> bool:
        return bool(self.certain or self.names or self.texts or self.parts)

    def __len__(self) -> int:
        return len(self.certain) + len(self.names) + len(self.texts) + len(self.parts)

    @property
    def sure(self) -> Words:
        """Without what somebody else may have, too."""
        return Words(self.certain, self.names, self.texts)

    @cached_property
    def _forms(self) -> dict[str, str]:
        """Each way in which one of them may be written down, folded, and which one that is; parts aren't folded."""
        every = sorted(self.certain | self.names | self.texts)
        return {form.casefold(): one for one in every for form in _spelled(one)}

    @cached_property
    def _part_forms(self) -> dict[str, str]:
        """A name of one word as it is told from a word: not all small."""
        given = ((form, one) for one in sorted(self.parts) for form in (one, one.upper(), one.capitalize()))
        return {spelled: one for form, one in given for spelled in _spelled(form)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _any_of(self._forms)

    @cached_property
    def _part_pattern(self) -> re.Pattern[str]:
        return _any_of(self._part_forms)

    @cached_property
    def _numbers(self) -> dict[str, tuple[str, re.Pattern[str]]]:
        """Of each number how it ends, and all ways in which people write it."""
        return {
            one: _number(one)
            for one in self.certain
            if _NUMBER.fullmatch(one) and sum(map(str.isdigit, one)) >= _FEWEST_DIGITS
        }

    def found_in(self, text: str) -> Words:
        """Those that stand in the text, whatever their case."""
        return self.looked_for(text)[0]

    def within(self, text: str) -> Words:
        """Those that stand in the text, also as a part of a longer word: `Ann Lee` in `Ann Leeson`."""
        return self.looked_for(text)[1]

    def looked_for(self, text: str) -> tuple[Words, Words]:
        """Both at one look: what stands in the text, and what does so at least as a part of a longer word."""
        folded = text.casefold()
        within = {one for form, one in self._forms.items() if form in folded}  # nearly always there is none
        found = {self._forms[one] for one in self._pattern.findall(folded)} if within else set[str]()
        found.update(self._numbers_in(text))
        parts = frozenset[str]()
        if any(form in text for form in self._part_forms):
            parts = frozenset(self._part_forms[one] for one in self._part_pattern.findall(text))
        there = Words(self.certain & found, self.names & found, self.texts & found, parts)
        return there, Words(self.certain & within, self.names & within, self.texts & within)

    def _numbers_in(self, text: str) -> Iterator[str]:
        digits = text.encode("ascii", "ignore").translate(None, _NO_DIGITS) if self._numbers else b""
        for one, (ends, pattern) in self._numbers.items():
            if ends.encode() in digits and any(not _is_abroad(text, found) for found in pattern.finditer(text)):
                yield one

    def certain_in(self, text: str) -> frozenset[str]:
        """The addresses and whole names that stand in the text."""
        there = self.found_in(text)
        return there.certain | there.names

    def also_of(self, person: Words) -> Words:
        """Those that somebody else has too; what stands in a record of theirs is theirs, but for an address or name."""
        theirs = {word for name in person.names for word in name.split()} | person.parts
        parts = frozenset(one for one in self.parts if one in theirs)
        return Words(self.certain & person.certain, self.names & person.names, self.texts, parts)

    def as_bytes(self) -> list[bytes]:
        """What of them to look for in a database's file, as it may hold it: of the texts the longest, for each is a
        look through all of it, and every row is looked through for all of them.
        """
        texts = sorted(self.texts, key=lambda one: (-len(one), one))[:_IN_FILES]
        return sorted({form for one in [*self.certain, *self.names, *texts] for form in _as_written(one)})

    def as_json(self) -> dict[str, list[str]]:
        return {name: sorted(getattr(self, name)) for name in ("certain", "names", "texts", "parts")}

    @classmethod
    def of_json(cls, said: Mapping[str, Any]) -> Words:
        return cls(*(frozenset(said.get(name, ())) for name in ("certain", "names", "texts", "parts")))


def of_person(said: Mapping[str, Any]) -> Words:
    """By what a person is known who is described so; a first name beside a last one tells nobody."""
    given = {name: value.strip() for name in _PERSON if isinstance(value := said.get(name), str) and value.strip()}
    certain = {given[name] for name in ("email", "phone") if name in given and len(given[name]) > 5}
    first, last = given.get("first_name", ""), given.get("last_name", "")
    whole = {f"{first} {last}".strip(), f"{last}, {first}" if first and last else "", given.get("full_name", "")}
    names = frozenset(name for name in whole if " " in name and len(name) > 4)
    parts = frozenset(name for name in {last, *whole} if _is_a_part(name))
    return Words(frozenset(certain), names, parts=parts)


def _is_a_part(name: str) -> bool:
    """Is it one word, and no everyday one? Of those nobody could tell which is meant."""
    return bool(_ONE_WORD.fullmatch(name)) and len(name) >= _SHORTEST_PART and name.casefold() not in _everyday()


def one_words(text: str) -> list[str]:
    """Every word of a text that could be a name."""
    return _ONE_WORD.findall(text)


@cache
def _everyday() -> frozenset[str]:
    return frozenset(word for words in (READ_WORDS, UNREAD_WORDS) for one in words.values() for word in one.split())


def of_texts(kind: str, personal: Mapping[str, Any]) -> Words:
    """What was written in a fact of that type."""
    fields = {*WRITTEN, *(("subject",) if kind == "reply_received" else ())}
    texts = [value for name, value in personal.items() if name in fields and isinstance(value, str)]
    return Words(texts=frozenset(run for text in texts for run in _runs(text)))


def leaves(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object within, itself included; colleagues are not."""
    if isinstance(value, Mapping):
        yield value
        for name, one in value.items():
            if name not in _COLLEAGUES:
                yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)


def _runs(text: str) -> Iterator[str]:
    for found in _RUN.findall(text):
        run = found if len(found) <= _LONGEST else found[:_LONGEST].rpartition(" ")[0]
        if len(run) >= _SHORTEST and len(run.split()) >= _FEWEST_WORDS:
            yield run


def _spelled(one: str) -> Iterator[str]:
    """With accents as part of their letters, and as characters of their own; and each as JSON writes it."""
    for form in dict.fromkeys((one, unicodedata.normalize("NFC", one), unicodedata.normalize("NFD", one))):
        yield form
        yield json.dumps(form)[1:-1]


def _any_of(forms: Mapping[str, str]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, forms), key=len, reverse=True)
    return re.compile(f"{_BEGINS}(?:{'|'.join(longest_first)}){_ENDS}")


def _number(one: str) -> tuple[str, re.Pattern[str]]:
    """With its country or without, with whatever people write between digits."""
    country, number = country_and_number(one)
    ways = [rf"(?:\+|00)?{country}{_BETWEEN}(?:\(?0\)?{_BETWEEN})?"] if country else []
    if len(number) >= _FEWEST_DIGITS:
        ways.append(rf"\(?0?{_BETWEEN}")
    return number, re.compile(rf"(?<!\d)(?:{'|'.join(ways)}){_BETWEEN.join(number)}(?!\d)")


def _is_abroad(text: str, found: re.Match[str]) -> bool:
    """Does another country's code stand before it? Then it is somebody else's number."""
    return _ANOTHER_COUNTRY.search(text, max(0, found.start() - 8), found.start()) is not None


def _as_written(one: str) -> Iterator[bytes]:
    numbers = (re.sub(r"\D", "", one),) if _NUMBER.fullmatch(one) else ()
    for form in (one, one.lower(), *numbers):
        for spelled in _spelled(form):
            yield spelled.encode()
