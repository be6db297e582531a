"""A no, a once more or a sigh that nothing else in a short message places: a person looks at it (R3).

"No, Tuesday is hard" says what the no is about; "not again" and "that will do" do not, and in no language is there a
list of all ways to say so. So it is told the other way round: by the words that would place it.
"""

from __future__ import annotations

import re
from typing import Final

from domain.replies.patterns import unplaced as words
from domain.replies.text_folding import folded

UNPLACED: Final = "a no, or a sigh, and nothing that says of what"
AGAINST_OURS: Final = "a no beside what we send, and nothing else"
"""Why a person is to look; where a machine speaks, neither is a reason."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_NO: Final = frozenset(folded(f"{words.NO} {words.REFUSES}").split())
_ONCE_MORE: Final = frozenset(folded(words.ONCE_MORE).split())
_THANKS: Final = frozenset(folded(words.THANKS).split())
_WEARY: Final = frozenset(folded(words.WEARY).split())
_OWN_FAULT: Final = frozenset(folded(words.OWN_FAULT).split())
_PLACING_A_NO: Final = frozenset(folded(f"{words.PLACES_A_NO} {words.ARRIVES}").split())
_PLACING: Final = frozenset(
    folded(
        " ".join(
            (
                words.PLACES,
                words.PLACES_DE,
                words.PLACES_FR,
                words.PLACES_ES,
                words.PLACES_PT,
                words.PLACES_NL,
                words.PLACES_IT,
                words.PLACES_ELSEWHERE,
            )
        )
    ).split()
)
_PLACING_OURS: Final = (_PLACING - frozenset(folded(words.POLITE).split())) | frozenset(folded(words.ARRIVES).split())
_OF_OURS: Final = frozenset(folded(words.OF_OURS).split())
_NO_LONGER: Final = _NO | frozenset(folded(words.NO_LONGER).split())
_IN_THE: Final = re.compile(words.IN_THE)
_SENTENCE: Final = re.compile(r"[.!?\n;:]")
_TIME: Final = re.compile(r"\d ?(?:h\b|uhr|uur|am\b|pm\b|o'clock|km\b|k\b|euro|€)")
_MOST_IN_ONE: Final = 30
"""Words of a sentence that is looked at; and sentences."""
_SIGN_OF_NO: Final = re.compile(folded(words.SIGNS_OF_NO))
_SIGN_THAT_PLACES: Final = re.compile(folded(words.SIGNS_THAT_PLACE))
_MOST: Final = 9
"""Words of a message so short that each of them counts."""
_LONGEST: Final = 90
_FIRST: Final = 3_000
_MOST_SIGNS: Final = 16
_BLANK: Final = "\u25a1"


def is_against_ours(seen: str) -> bool:
    """Does a sentence have a no, and what we send, and nothing that an applicant has to tell us?"""
    for one in _SENTENCE.split(_IN_THE.sub(r"\1 ", seen[:_FIRST]))[:_MOST_IN_ONE]:
        said = set() if _BLANK in one or _TIME.search(one) else _words(one, _MOST_IN_ONE)
        if _OF_OURS & said and _NO_LONGER & said and not _PLACING_OURS & said:
            return True
    return False


def is_placed(text: str) -> bool:
    """Does a word in it, or a number, say what it is about: a time, a place, a paper, a job?"""
    plain = _IN_THE.sub(r"\1 ", folded(text[:_FIRST]))
    return any(letter.isdigit() for letter in plain) or any(
        word in _PLACING or any(part in _PLACING for part in re.split("['-]", word)) for word in _WORD.findall(plain)
    )


def _words(text: str, most: int) -> set[str]:
    """Its words, and the parts of those that have parts; none where there are more."""
    found = _WORD.findall(text)
    return {*found, *(part for one in found for part in re.split("['-]", one))} if len(found) <= most else set()


def is_unplaced(seen: str) -> bool:
    """Is it short, uneasy, and about nothing that an applicant has to tell us? `seen`: folded, the harmless blanked."""
    if len(seen) > _LONGEST or _BLANK in seen or re.search(r"\d", seen):
        return False
    seen = _IN_THE.sub(r"\1 ", seen)
    if len(seen) <= _MOST_SIGNS and _SIGN_OF_NO.search(seen):
        return not _SIGN_THAT_PLACES.search(seen)
    said = _words(seen, _MOST)
    if _PLACING & said:
        return False
    if _WEARY & said and not _OWN_FAULT & said:
        return True
    no = bool(_NO & said) or (bool(_ONCE_MORE & said) and not _THANKS & said)
    return no and not _PLACING_A_NO & said
