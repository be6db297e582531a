"""How many years of school a message takes to read: Flesch-Kincaid for English (R11).

Our own forty lines, because the libraries that offer it bring a language toolkit and word data to download. Syllables
are counted by the vowels that are spoken; a word in twenty is a syllable off, which hardly moves a whole mail's grade.
"""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_NUMBER: Final = re.compile(r"\d[\d.,:]*")
_END: Final = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\n+")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(r"(?:[^laeiouycsgxz]es|[^dtaeiouy]ed|[^laeiouy]e|[aeiouy]les?)$")
_TWO: Final = re.compile(r"i(?:a|o(?!us|n))|[^cgst]ious$|ying$|eo(?!p)|ua[lt]|[aeiou]ing$|ism$|[a-z]ea$|^crea")


def reading_grade(text: str) -> float:
    """The US school grade that a text asks for; 8 is what most adults read with ease. Nothing asks for 0."""
    sentences = [words for part in _END.split(text) if (words := _words(part))]
    count = sum(len(words) for words in sentences)
    if not count:
        return 0.0
    spoken = sum(syllables(word) for words in sentences for word in words)
    return round(max(0.0, 0.39 * count / len(sentences) + 11.8 * spoken / count - 15.59), 1)


def syllables(word: str) -> int:
    """How many syllables an English word has, about."""
    word = word.lower().split("'")[0]
    if len(word) <= 3:
        return 1
    return max(1, len(_VOWELS.findall(_SILENT.sub(_kept, word))) + len(_TWO.findall(word)))


def _kept(found: re.Match[str]) -> str:
    """The ending without its silent vowel."""
    ending = found[0].rstrip("sd")
    return ending.removesuffix("e")


def _words(sentence: str) -> list[str]:
    return _WORD.findall(_NUMBER.sub(" ", sentence))
