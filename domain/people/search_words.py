"""What a candidate is found by, and what was typed to find them: words without case, accents and order.

A word that was typed stands for every word that begins with it. A number is found by any four digits of it in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from domain.replies.text_folding import folded

if TYPE_CHECKING:  # the command line looks for people without loading what a state is made of
    from domain.state.model import CandidateState

_WRITTEN_OUT: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"}
)
"""As people write these letters who do not have them on their keyboard."""

_BETWEEN: Final = re.compile(r"[\s,;()\[\]<>\"“”„|]+")
_PARTS: Final = re.compile(r"[^\w]+|_")
_NUMBER: Final = re.compile(r"\+?(?:\(0\)|[\d\s()./\-\u2010-\u2015])+")
_FEWEST_DIGITS: Final = 4
_LONGEST, _MOST = 1000, 20
"""Characters and words of what is looked for: the databases have limits, and nobody is called by more."""


class Term(NamedTuple):
    """One thing that was typed: it is found in any of its spellings."""

    spellings: tuple[str, ...]
    anywhere: bool = False  # also in the middle of a word: digits of a number


def terms(typed: str) -> list[Term]:
    """What somebody is looked for by; each must be found. Empty where nothing was typed but marks."""
    if numbers := _numbers(typed):
        return [Term(numbers, anywhere=True)]
    found = []
    for chunk in _BETWEEN.split(typed[:_LONGEST].strip())[:_MOST]:
        if numbers := _numbers(chunk):
            found.append(Term(numbers, anywhere=True))
        elif spellings := tuple(dict.fromkeys(one for form in _spellings(chunk) if (one := _bare(form)))):
            found.append(Term(spellings))
    return found


def is_number(typed: str) -> bool:
    """Is a phone number looked for, and nothing else?"""
    return bool(_numbers(typed))


def name_key(name: str) -> tuple[str, ...]:
    """A full name as it is compared: `Lee, Ann` and `ann lee` are one."""
    return tuple(sorted(word for word in _PARTS.split(fold(name).replace("'", "")) if word))


def same_name(one: str, other: str) -> bool:
    """Are these one name, also where umlauts are written out (Müller, Mueller)?"""
    return bool(name_key(one)) and any(
        name_key(a) == name_key(b) for a in (one, one.translate(_WRITTEN_OUT)) for b in (other, _written_out(other))
    )


def how_near(name: str, typed: str) -> int:
    """0 for the very name, 1 for one with all the words in it, 2 for others that were found."""
    words, wanted = name_key(name), name_key(typed)
    return 0 if words == wanted else 1 if wanted and set(wanted) <= set(words) else 2


def words_of(state: CandidateState) -> str:
    """What the candidate is found by, as the ledger keeps it; empty where they are followed up under another id."""
    return "" if state.merged_into else words_of_snapshot(state.model_dump(include=_NAMED))


_NAMED: Final[Mapping[str, Any]] = {
    "candidate": {"candidate_id", "first_name", "last_name", "email", "phone"},
    "joined": True,
    "merged_into": True,
    "applications": {"__all__": {"application_id", "also", "job_id", "job_title"}},
}


def words_of_snapshot(snapshot: Mapping[str, Any]) -> str:
    """The same of a state that is plain data, as the ledger keeps it."""
    if snapshot.get("merged_into"):
        return ""
    person: Mapping[str, Any] = snapshot.get("candidate") or {}
    named = [str(person.get(name) or "") for name in ("first_name", "last_name", "email")]
    named += [str(person.get("candidate_id") or ""), *map(str, snapshot.get("joined") or ())]
    for app in snapshot.get("applications") or ():
        named += [str(app.get(name) or "") for name in ("application_id", "job_id", "job_title")]
        named += map(str, app.get("also") or ())
    digits = "".join(c for c in str(person.get("phone") or "") if c.isdigit())
    words = dict.fromkeys(word for text in named for word in _words(text))
    return " ".join(["", *words, *([digits] if digits else []), ""])


def fits(words: str, wanted: Iterable[Term], *, anywhere: bool = False) -> bool:
    """Are all the terms found in these words (`words_of`)? `anywhere`: also in the middle of a word."""
    return all(
        any((one if anywhere or term.anywhere else f" {one}") in words for one in term.spellings) for term in wanted
    )


def _numbers(text: str) -> tuple[str, ...]:
    """The digits of a number, and those that stand on record, where it begins with the country and not with a zero;
    nothing where it is no number.
    """
    if not _NUMBER.fullmatch(text[:_LONGEST].strip()):
        return ()
    digits = "".join(c for c in text[:_LONGEST].replace("(0)", "") if c.isdigit())
    without = digits.lstrip("0")
    if len(digits) < _FEWEST_DIGITS:
        return ()
    return tuple(dict.fromkeys((digits, without) if len(without) > _FEWEST_DIGITS else (digits,)))


def _words(text: str) -> Iterator[str]:
    """Every form of the words in a text under which somebody may look for them."""
    for chunk in _BETWEEN.split(text):
        for word in _spellings(chunk):
            if not (bare := _bare(word)):
                continue
            yield bare
            yield bare.replace("'", "")
            if "@" in bare:
                yield bare.partition("@")[2]
            parts = [part for part in _PARTS.split(bare) if part]
            yield from parts if len(parts) > 1 else ()


def _spellings(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((fold(text), fold(_written_out(text)))))


def _written_out(text: str) -> str:
    return text if text.isascii() else text.translate(_WRITTEN_OUT)


def fold(text: str) -> str:
    """The text as names are compared and put in order."""
    return folded(text).casefold()


def _bare(word: str) -> str:
    """Without marks at either end: `@acme.example` and `"Lee".` stand for what is in them."""
    first = next((n for n, c in enumerate(word) if c.isalnum()), len(word))
    last = next((n for n, c in enumerate(reversed(word)) if c.isalnum()), 0)
    return word[first : len(word) - last]
