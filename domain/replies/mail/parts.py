"""Which parts of a body hold its words, and all of them: whoever adds a footer in another form hides nobody's answer.

The parts of an alternative say the same in two forms; the plain one is read, for quotes are told better in it. Some
programs put next to nothing there ("[image: logo]"), and then what HTML has more is read as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from domain.replies.mail.html_words import words_of_html

_WORD: Final = re.compile(r"\w+")
_MOST_WORDS: Final = 300
_ENOUGH: Final = 0.5
_NEARLY_ALL: Final = 0.9
_PLACEHOLDER: Final = re.compile(
    r"\[(?:image|cid|inline image|bild|imagen?|immagine|afbeelding)[^\]\n]{0,200}\]|<?https?://\S{1,500}"
    r"|[^\n.]{0,80}\b(?:not|nicht|ne|pas|no|non|niet|n.o)\b[^\n.]{0,40}\bhtml\b[^\n.]{0,80}\.?"
    r"|[^\n.]{0,80}\bhtml\b[^\n.]{0,80}\b(?:version|only|format|message|e-?mail|mail|viewer|client)\b[^\n.]{0,40}\.?",
    re.IGNORECASE,
)
"""What a program writes where somebody sees the plain form alone."""


class Part(NamedTuple):
    """A part that is read. `choice`: which alternative it belongs to; 0 for none."""

    text: str
    is_html: bool = False
    choice: int = 0


def words_of(parts: Iterable[Part]) -> str:
    """The words of all parts in their order; what HTML quotes only where nothing else is there (R8)."""
    parts = [part for part in parts if part.text.strip()]
    all_html = "\n".join(part.text for part in parts if part.is_html)
    if not all_html:
        return "\n".join(part.text for part in parts)
    said: list[str] = []
    all_plain = "\n".join(part.text for part in parts if not part.is_html)
    for choice, alike in groupby(parts, lambda part: part.choice):
        together = list(alike)
        plain = "\n".join(part.text for part in together if not part.is_html)
        if choice and plain:
            html = words_of_html("\n".join(part.text for part in together if part.is_html), without_quotes=True)
            said += [plain] if _share(html, plain) >= _ENOUGH else _both(plain, html)
            continue
        for part in together:
            text = words_of_html(part.text, without_quotes=True) if part.is_html else part.text
            if not part.is_html or _share(text, all_plain) < _NEARLY_ALL:  # some send both forms side by side
                said.append(text)
    text = "\n".join(one for one in said if one.strip())
    return text or words_of_html(all_html)


def _both(plain: str, html: str) -> list[str]:
    """HTML's words, and those of the plain form where they are not among them."""
    left = _PLACEHOLDER.sub("", plain)
    return [html] if _share(left, html) >= _NEARLY_ALL else [html, left]


def _share(text: str, whole: str) -> float:
    """Which share of the beginning of a text is in another: of its words as they follow each other."""
    words = _WORD.findall(text.casefold())[:_MOST_WORDS]
    if not words:
        return 1.0
    there = _WORD.findall(whole.casefold())
    if len(words) == 1:
        wanted: list[tuple[str, ...]] = [(words[0],)]
        known: set[tuple[str, ...]] = {(word,) for word in there}
    else:
        wanted, known = [*pairwise(words)], {*pairwise(there)}
    run = "".join(there)  # where words have no blanks between them, a line may have been broken anywhere
    found = [pair in known or (not (said := "".join(pair)).isascii() and said in run) for pair in wanted]
    return sum(found) / len(found)
