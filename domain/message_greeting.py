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


def without_name(text: str) -> str:
    """The words with nobody named in them."""
    if NO_NAME not in text:
        return text
    text = _GREETING.sub(lambda found: _SALUTATIONS[found[1].casefold()], text)
    text = _LEADING.sub(lambda found: found[1] + found[2].upper(), text)
    return _ELSEWHERE.sub("", text)
