"""When somebody who is away says that they are back (R8): English, German, French, Spanish, Portuguese, Dutch, Italian.

A date counts where it lies after the mail and within a year of it. Of several the one that stands with "back on" or
"wieder erreichbar ab" counts before one that stands with "until", and that before any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from domain.replies.text_folding import folded

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier janv enero ene janeiro januari gennaio genn",
            "february feb februar fevrier fevr febrero fevereiro fev februari febbraio febb",
            "march mar marz maerz mars marzo marco maart mrt",
            "april apr avril avr abril abr aprile",
            "may mai mayo maio mei maggio magg",
            "june jun juni juin junio junho giugno giu",
            "july jul juli juillet juil julio julho luglio lug",
            "august aug aout agosto ago augustus",
            "september sep sept septembre septiembre setembro set settembre",
            "october oct oktober okt octobre octubre outubro out ottobre ott",
            "november nov novembre noviembre novembro",
            "december dec dezember dez decembre diciembre dic dezembro dicembre",
        ),
        start=1,
    )
    for name in map(folded, names.split())
}
_WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "monday montag lundi lunes segunda-feira maandag lunedi",
            "tuesday dienstag mardi martes terca-feira dinsdag martedi",
            "wednesday mittwoch mercredi miercoles quarta-feira woensdag mercoledi",
            "thursday donnerstag jeudi jueves quinta-feira donderdag giovedi",
            "friday freitag vendredi viernes sexta-feira vrijdag venerdi",
            "saturday samstag sonnabend samedi sabado zaterdag sabato",
            "sunday sonntag dimanche domingo zondag domenica",
        )
    )
    for name in names.split()
}
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ENGLISH: Final = (
    "january|jan|february|feb|march|mar|april|apr|may|june|jun|july|jul|august|aug|september|sept|sep"
    "|october|oct|november|nov|december|dec"
)
_WEEKDAY: Final = "|".join(_WEEKDAYS)
_DATE: Final = re.compile(
    r"\b(?P<iso>20\d\d-\d{1,2}-\d{1,2})\b"
    rf"|\b(?P<m1>{_ENGLISH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*:)(?:,?\s+(?P<y1>20\d\d)\b)?"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?\s+(?:of\s+|de\s+)?(?P<m2>{_MONTH})\b\.?"
    r"(?:,?\s+(?:de\s+|del\s+)?(?P<y2>20\d\d)\b)?"
    r"|(?<![\d.,/:-])(?<!\d )(?P<d3>\d{1,2})(?P<sep>[./-])(?P<m3>\d{1,2})(?:(?P=sep)(?P<y3>(?:20)?\d\d)\b"
    r"|\.(?!\d)|(?<=\d)(?![\d.:/-]))"
    rf"|\b(?P<w>{_WEEKDAY})\b"
)
_BACK: Final = re.compile(
    r"\b(?:back|return\w*|resume|again|available\s+(?:from|again)|in\s+the\s+office\s+(?:on|from)"
    r"|zuruck|wieder|ruckkehr|erreichbar\s+ab|ab\s+dem|de\s+retour|retour|reprend\w*|disponible\s+a\s+partir"
    r"|regreso|regresare|regresar|vuelvo|vuelta|volvere|reincorpor\w*|volto|voltarei|regresso|retorno|retornarei"
    r"|regressarei"
    r"|terug|aanwezig\s+vanaf|weer|rientr\w+|ritorn\w+|tornero)\b"
)
_UNTIL: Final = re.compile(
    r"\b(?:until|till|til|through|thru|to|bis|jusqu\s?'?\s?(?:au|a)?|au|hasta|ate|al|t/m|tot|fino)\b"
)
_LOOKED_BACK: Final = 70
"""Characters before a date in which what it means stands; never beyond the sentence."""

_AT_MOST: Final = timedelta(days=400)


class _Found(NamedTuple):
    rank: int  # 2 back on that day, 1 away until then, 0 just a date
    day: date


def return_date(text: str, said_on: date) -> date | None:
    """The day on which they are back, as far as the text says; `said_on` is the day of the mail."""
    plain = folded(text[:20_000])
    found: list[_Found] = []
    last_away: date | None = None
    for match in _DATE.finditer(plain):
        before = _sentence_before(plain, match.start())
        back, until = _last(_BACK, before), _last(_UNTIL, before)
        # After the date, too: "ab dem 7.12. wieder erreichbar", "vanaf maandag ben ik weer aanwezig".
        after = re.split(r"[.!?\n]", plain[match.end() : match.end() + 40], maxsplit=1)[0]
        rank = 1 if until > back >= 0 or (until >= 0 and back < 0) else 2 if back >= 0 else 0
        if rank == 0 and _BACK.search(after):
            rank = 2
        if match["w"] and rank == 0:
            continue  # a weekday that nothing is said of
        if rank == 0 and match["sep"] == "." and not match["y3"] and not match[0].endswith("."):
            continue  # 10.30 may be a time, a price, a version
        for day in _days(match, (last_away or said_on) if match["w"] and rank == 2 else said_on):
            found.append(_Found(rank, day))
            if rank == 1:
                last_away = max(last_away or day, day)
    # "From 20 November to 1 December": the last of those that mean the same.
    return max(found).day if found else None


def _days(match: re.Match[str], said_on: date) -> Iterator[date]:
    """The day that is meant, where one can be: the next one ahead that reads so."""
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        ways = [(year, month, day)]
    elif match["w"]:
        ahead = (_WEEKDAYS[match["w"]] - said_on.weekday() - 1) % 7 + 1
        yield said_on + timedelta(days=ahead)
        return
    elif match["m1"] or match["m2"]:
        month = _MONTHS[match["m1"] or match["m2"]]
        ways = _years(match["y1"] or match["y2"], month, int(match["d1"] or match["d2"]), said_on)
    else:
        first, second, year_text = int(match["d3"]), int(match["m3"]), match["y3"]
        if match["sep"] == "-" and not year_text:
            return  # 10-12: as good as never a date
        ways = _years(year_text, second, first, said_on)
        if match["sep"] == "/":  # as Americans write it
            ways += _years(year_text, first, second, said_on)
    real = [found for way in ways if (found := _real(*way))]
    ahead_of_us = sorted(one for one in real if said_on <= one <= said_on + _AT_MOST)
    yield from ahead_of_us[:1]


def _years(year: str | None, month: int, day: int, said_on: date) -> list[tuple[int, int, int]]:
    if year:
        return [(int(year) if len(year) == 4 else 2000 + int(year), month, day)]
    return [(said_on.year, month, day), (said_on.year + 1, month, day)]


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _sentence_before(text: str, at: int) -> str:
    start = max(0, at - _LOOKED_BACK)
    # A dot within 20.11. is no end of a sentence.
    return re.split(r"[!?\n]|(?<!\d)\.\s", text[start:at])[-1]


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)
