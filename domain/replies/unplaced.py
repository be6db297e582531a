"""A no, a once more or a sigh that nothing else in a short message places: a person looks at it (R3).

"No, Tuesday is hard" says what the no is about; "not again" and "that will do" do not, and in no language is there a
list of all ways to say so. So it is told the other way round: by the words that would place it.
"""

from __future__ import annotations

import re
from typing import Final

from domain.replies.patterns import unplaced as words
from domain.replies.text_folding import folded

_WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_NO: Final = frozenset(folded(f"{words.NO} {words.REFUSES}").split())
_ONCE_MORE: Final = frozenset(folded(words.ONCE_MORE).split())
_THANKS: Final = frozenset(folded(words.THANKS).split())
_WEARY: Final = frozenset(folded(words.WEARY).split())
_PLACING_A_NO: Final = frozenset(folded(words.PLACES_A_NO).split())
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
_SIGN_OF_NO: Final = re.compile(folded(words.SIGNS_OF_NO))
_SIGN_THAT_PLACES: Final = re.compile(folded(words.SIGNS_THAT_PLACE))
_MOST: Final = 9
"""Words of a message so short that each of them counts."""
_LONGEST: Final = 90
_MOST_SIGNS: Final = 16
_BLANK: Final = "\u25a1"


def is_unplaced(seen: str) -> bool:
    """Is it short, uneasy, and about nothing that an applicant has to tell us? `seen`: folded, the harmless blanked."""
    if len(seen) > _LONGEST or _BLANK in seen or re.search(r"\d", seen):
        return False
    if len(seen) <= _MOST_SIGNS and _SIGN_OF_NO.search(seen):
        return not _SIGN_THAT_PLACES.search(seen)
    found = _WORD.findall(seen)
    if not 0 < len(found) <= _MOST:
        return False
    said = {*found, *(part for one in found for part in re.split("['-]", one))}
    if _PLACING & said:
        return False
    if _WEARY & said:
        return True
    no = bool(_NO & said) or (bool(_ONCE_MORE & said) and not _THANKS & said)
    return no and not _PLACING_A_NO & said
