"""By what somebody is known again in a store after they were erased (R23): names, addresses, and what was written.

A name alone may be somebody else's, so it is looked for as a whole. Of what they and colleagues wrote, runs of words
are looked for that are long enough to be nobody else's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

_RUN: Final = re.compile(r"[^\W_](?:[^\W_]|[ ,.'’-])*[^\W_]")
"""What stands in a text without a character that a store would write down in another form."""

_BEGINS: Final = r"(?:(?<![^\W_])|(?<=\\[bfnrt])|(?<=\\u[0-9a-f]{4}))"
"""No letter before it, unless it is the end of what JSON writes for another character: a line's end, above all."""

_SHORTEST: Final = 20
_LONGEST: Final = 60
_FEWEST_WORDS: Final = 3
_MOST: Final = 100
"""So many runs of words are looked for; beyond them more would find no more."""

_IN_FILES: Final = 20

WRITTEN: Final = frozenset({"text", "note", "notes", "feedback", "comment", "result", "reason"})
"""Fields in which people wrote; what the playbook wrote stands elsewhere too."""

_PERSON: Final = ("first_name", "last_name", "full_name", "email", "phone")


@dataclass(frozen=True)
class Words:
    """What to look for: `certain` is an address or number, `names` are whole names, `texts` runs of words."""

    certain: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    def __or__(self, other: Words) -> Words:
        texts = frozenset(sorted(self.texts | other.texts, key=lambda one: (-len(one), one))[:_MOST])
        return Words(self.certain | other.certain, self.names | other.names, texts)

    def __sub__(self, other: Words) -> Words:
        return Words(self.certain - other.certain, self.names - other.names, self.texts - other.texts)

    def __bool__(self) -> bool:
        return bool(self.certain or self.names or self.texts)

    def __len__(self) -> int:
        return len(self.certain) + len(self.names) + len(self.texts)

    @cached_property
    def _forms(self) -> dict[str, str]:
        """Each way in which one of them may be written down, folded, and which one that is."""
        every = sorted(self.certain | self.names | self.texts)
        plain = {one.casefold(): one for one in every}
        return {json.dumps(one)[1:-1].casefold(): one for one in every} | plain

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(map(re.escape, self._forms), key=len, reverse=True)
        return re.compile(f"{_BEGINS}(?:{'|'.join(longest_first)})(?![^\\W_])")

    def found_in(self, text: str) -> Words:
        """Those that stand in the text, whatever their case."""
        folded = text.casefold()
        if not any(form in folded for form in self._forms):  # so it is nearly always, and quickly seen
            return Words()
        return self._of({self._forms[one] for one in self._pattern.findall(folded)})

    def within(self, text: str) -> Words:
        """Those that stand in the text, also as a part of a longer word: `Ann Lee` in `Ann Leeson`."""
        folded = text.casefold()
        return self._of({one for form, one in self._forms.items() if form in folded})

    def _of(self, some: set[str]) -> Words:
        return Words(self.certain & some, self.names & some, self.texts & some)

    def certain_in(self, text: str) -> frozenset[str]:
        """The addresses and whole names that stand in the text."""
        there = self.found_in(text)
        return there.certain | there.names

    def also_of(self, person: Words) -> Words:
        """Those that somebody else has too; what stands in a record of theirs is theirs, but for an address or name."""
        return Words(self.certain & person.certain, self.names & person.names, self.texts)

    def as_bytes(self) -> list[bytes]:
        """What of them to look for in a file, as it may hold it: of the texts the longest, for each is a look through
        all of it, and every row is looked through for all of them.
        """
        texts = sorted(self.texts, key=lambda one: (-len(one), one))[:_IN_FILES]
        return sorted({form for one in [*self.certain, *self.names, *texts] for form in _as_written(one)})

    def as_json(self) -> dict[str, list[str]]:
        return {"certain": sorted(self.certain), "names": sorted(self.names), "texts": sorted(self.texts)}

    @classmethod
    def of_json(cls, said: Mapping[str, Any]) -> Words:
        return cls(*(frozenset(said.get(name, ())) for name in ("certain", "names", "texts")))


def of_person(said: Mapping[str, Any]) -> Words:
    """By what a person is known who is described so; a name in one piece that is one word tells nobody."""
    given = {name: value.strip() for name in _PERSON if isinstance(value := said.get(name), str) and value.strip()}
    certain = {given[name] for name in ("email", "phone") if name in given and len(given[name]) > 5}
    first, last = given.get("first_name", ""), given.get("last_name", "")
    whole = {f"{first} {last}".strip(), f"{last}, {first}" if first and last else "", given.get("full_name", "")}
    return Words(frozenset(certain), frozenset(name for name in whole if " " in name and len(name) > 4))


def of_texts(kind: str, personal: Mapping[str, Any]) -> Words:
    """What was written in a fact of that type."""
    fields = {*WRITTEN, *(("subject",) if kind == "reply_received" else ())}
    texts = [value for name, value in personal.items() if name in fields and isinstance(value, str)]
    return Words(texts=frozenset(run for text in texts for run in _runs(text)))


def leaves(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object within, itself included."""
    if isinstance(value, Mapping):
        yield value
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)


def _runs(text: str) -> Iterator[str]:
    for found in _RUN.findall(text):
        run = found if len(found) <= _LONGEST else found[:_LONGEST].rpartition(" ")[0]
        if len(run) >= _SHORTEST and len(run.split()) >= _FEWEST_WORDS:
            yield run


def _as_written(one: str) -> Iterator[bytes]:
    for form in (one, one.lower()):
        yield form.encode()
        yield json.dumps(form)[1:-1].encode()
