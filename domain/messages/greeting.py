"""A message to somebody whose name is in doubt (R10): what would name them is taken out of the words, in any language.

So a playbook needs no second wording: "Hi ,", "Dear ," or "Welcome, !" can never go out. A message that wants another
one writes `{% if candidate.first_name %}`.
"""

from __future__ import annotations

import re
from typing import Final

NO_NAME: Final = "\ufdd0"
"""Stands in the words where the name would; a noncharacter, which no text holds."""

_SALUTATIONS: Final[dict[str, str]] = {
    "hi": "Hello", "hey": "Hello", "dear": "Hello", "hello": "Hello",
    "hallo": "Hallo", "liebe": "Hallo", "lieber": "Hallo", "liebe/r": "Hallo", "liebe(r)": "Hallo",
    "liebe*r": "Hallo", "liebe:r": "Hallo", "sehr geehrte": "Guten Tag", "sehr geehrter": "Guten Tag",
    "sehr geehrte/r": "Guten Tag", "sehr geehrte(r)": "Guten Tag",
    "cher": "Bonjour", "chère": "Bonjour", "cher/chère": "Bonjour", "chère/cher": "Bonjour",
    "estimado": "Hola", "estimada": "Hola", "estimado/a": "Hola", "estimada/o": "Hola", "querido": "Hola",
    "querida": "Hola", "querido/a": "Hola",
    "prezado": "Olá", "prezada": "Olá", "prezado(a)": "Olá", "caro(a)": "Olá", "oi": "Olá",
    "caro": "Buongiorno", "cara": "Buongiorno", "caro/a": "Buongiorno", "gentile": "Buongiorno", "ciao": "Buongiorno",
    "beste": "Hallo", "geachte": "Goedendag", "dag": "Goedendag", "kære": "Hej", "kära": "Hej", "käre": "Hej",
    "kjære": "Hei", "hyvä": "Hei", "drogi": "Dzień dobry", "droga": "Dzień dobry", "cześć": "Dzień dobry",
    "szanowny": "Dzień dobry", "szanowna": "Dzień dobry", "dragă": "Bună ziua", "kedves": "Jó napot",
    "milý": "Dobrý den", "milá": "Dobrý den", "say\u0131n": "Merhaba", "sevgili": "Merhaba",
}  # fmt: skip
"""What only stands before a name, and what is said without one."""

_WORDS: Final = "|".join(map(re.escape, sorted(_SALUTATIONS, key=len, reverse=True)))
_GREETING: Final = re.compile(rf"(?<![^\W\d_])({_WORDS})[ \t,]*[*_]*{NO_NAME}[*_]*", re.IGNORECASE)
_LEADING: Final = re.compile(rf"(?m)^([>#*\s]*)[*_]*{NO_NAME}[*_]*[ \t]*[,:!]?[ \t]*(\w?)")
_ELSEWHERE: Final = re.compile(rf"[ \t,]*[*_]*{NO_NAME}[*_]*")
_AND: Final = r"(?:and|&|und|et|y|e|en|och|og|i|ja)"
_JOINED: Final = re.compile(
    rf"[*_]*{NO_NAME}[*_]*,?[ \t]+{_AND}[ \t]+|,?[ \t]+{_AND}[ \t]+[*_]*{NO_NAME}[*_]*", re.IGNORECASE
)
"""Somebody named beside others: those are left."""

_BESIDE: Final = re.compile(rf"(?<![^\W\d_])({_WORDS})[ \t]+[*_]*{NO_NAME}[*_]*,?[ \t]+{_AND}[ \t]+", re.IGNORECASE)
"""Somebody greeted beside others: Hi Ann and team."""

_OF_THEIRS: Final = re.compile(rf"(^|[.!?:][ \t]+)?[*_]*{NO_NAME}[*_]*['\u2019]s\b", re.MULTILINE)
_TO_THEM: Final = re.compile(
    rf"\b(to|for|with|from|about|of|by|like|see|meet|thank)[ \t]+[*_]*{NO_NAME}[*_]*", re.IGNORECASE
)
_AT_THE_END: Final = re.compile(
    rf"[ \t]+[-\u2013\u2014|][ \t]*{NO_NAME}[ \t]*$|^[ \t]*{NO_NAME}[ \t]*[-\u2013\u2014|][ \t]*", re.MULTILINE
)
_READS_WELL: Final = re.compile(
    rf"(?:\b(?:{_WORDS})[ \t,]*[*_]*{NO_NAME}[*_]*"  # Hi Ann,
    rf"|^[>#*_ \t]*(?:[^\W\d_]+[ \t]){{0,2}}(?<!\b(?:to|of|by)[ \t])(?<!\bfor[ \t])"
    rf"[*_]*{NO_NAME}[*_]*(?=[,:!])"  # Ann, or Szia Ann,
    rf"|,[ \t]*[*_]*{NO_NAME}[*_]*)[ \t]*(?=[,.!?:;)]|$)",  # thank you, Ann.
    re.IGNORECASE | re.MULTILINE,
)
"""Where a name is only said, so that the sentence stands without it, in whatever language."""


def without_name(text: str) -> str:
    """The words with nobody named in them."""
    if NO_NAME not in text:
        return text
    text = _AT_THE_END.sub("", text)
    text = _BESIDE.sub(lambda found: f"{_SALUTATIONS[found[1].casefold()]} ", text)
    text = _JOINED.sub("", text)
    text = _OF_THEIRS.sub(lambda found: "your" if found[1] is None else f"{found[1]}Your", text)
    text = _TO_THEM.sub(lambda found: f"{found[1]} you", text)
    text = _GREETING.sub(lambda found: _SALUTATIONS[found[1].casefold()], text)
    text = _LEADING.sub(lambda found: found[1] + found[2].upper(), text)
    return _ELSEWHERE.sub("", text)


def read_badly(text: str) -> list[str]:
    """The lines of a filled message that lean on the name: without it they say something else, or nothing."""
    left = _READS_WELL.sub("", _AT_THE_END.sub("", text))
    return [" ".join(without_name(line).split()) for line in left.splitlines() if NO_NAME in line]
