"""Places as people and ATSs write them: `Toronto, ON`, `Toronto ON, Canada`, `Ottawa (Ontario)`, `CA-ON-Toronto`.

What a text says is read by evidence, from the surest to the least: a region's name, its code where a code may stand, a
postal code, a town that is known. A code is a word in other places (`on site`), and towns and codes have namesakes
(`London, UK`; `Ontario, California`), so each needs that nothing beside it says otherwise. Regions of the United States
and Canada are known by name and code; other countries by theirs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import Final

from domain.one_line import one_line

_CANADA: Final = (
    "AB alberta|BC british columbia|MB manitoba|NB new brunswick|NL newfoundland|NS nova scotia|"
    "NT northwest territories|NU nunavut|ON ontario|PE prince edward island|QC quebec|SK saskatchewan|"
    "YT yukon"
)
_STATES: Final = (
    "AL alabama|AK alaska|AZ arizona|AR arkansas|CA california|CO colorado|CT connecticut|DE delaware|"
    "DC district of columbia|FL florida|GA georgia|HI hawaii|ID idaho|IL illinois|IN indiana|IA iowa|"
    "KS kansas|KY kentucky|LA louisiana|ME maine|MD maryland|MA massachusetts|MI michigan|MN minnesota|"
    "MS mississippi|MO missouri|MT montana|NE nebraska|NV nevada|NH new hampshire|NJ new jersey|NM new mexico|"
    "NY new york|NC north carolina|ND north dakota|OH ohio|OK oklahoma|OR oregon|PA pennsylvania|"
    "RI rhode island|SC south carolina|SD south dakota|TN tennessee|TX texas|UT utah|VT vermont|VA virginia|"
    "WA washington|WV west virginia|WI wisconsin|WY wyoming"
)
_ALSO: Final = {
    "ont": "CA-ON",
    "alta": "CA-AB",
    "que": "CA-QC",
    "pq": "CA-QC",
    "sask": "CA-SK",
    "calif": "US-CA",
    "newfoundland and labrador": "CA-NL",
}
"""Old abbreviations, which no word is like."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


def _table(country: str, text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("|"):
        code, _, name = line.partition(" ")
        yield f"{country}-{code}", name


NAMES: Final = {name: place for place, name in (*_table("CA", _CANADA), *_table("US", _STATES))}
"""Regions by their names."""

_REGIONS: Final = frozenset(NAMES.values())

_COUNTRIES: Final = {
    "canada": "CA", "can": "CA", "usa": "US", "us": "US", "united states": "US", "united states of america": "US",
    "uk": "GB", "united kingdom": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "gb": "GB", "gbr": "GB", "australia": "AU", "nsw": "AU", "new zealand": "NZ", "nz": "NZ", "ireland": "IE",
    "jamaica": "JM", "south africa": "ZA",
}  # fmt: skip
"""Countries whose towns have namesakes in Canada and the United States, as they are written there."""

_TOWNS: Final = {
    "CA-ON": _words(
        "toronto|ottawa|mississauga|brampton|markham|vaughan|etobicoke|north york|scarborough|kitchener|"
        "kitchener-waterloo|guelph|oshawa|barrie|thunder bay|sudbury|greater sudbury|st catharines|richmond hill|"
        "oakville|whitby|ajax|pickering|brantford|peterborough|sault ste marie|sarnia|north bay|belleville|timmins|"
        "niagara falls|kanata|nepean|orleans|gta|gtha|greater toronto area"
    )
}
_NAMESAKES: Final = {
    "CA-ON": _words(
        "london|hamilton|windsor|kingston|cambridge|waterloo|burlington|milton|newmarket|aurora|cornwall|chatham|"
        "welland|woodstock|st thomas|scarborough|peterborough|belleville|orleans|richmond hill|oakville|whitby|ajax|"
        "brantford|niagara falls|barrie|sault ste marie"
    )
}
"""Towns that are as well known elsewhere: they say nothing by themselves."""

_POSTAL: Final = {"CA-ON": re.compile(r"\b[KLMNP]\d[A-Z] ?\d[A-Z]\d\b")}
_CANADIAN_POSTAL: Final = re.compile(r"\s*\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b", re.IGNORECASE)
_ZIP: Final = re.compile(r"\s*\b\d{5}(?:-\d{4})?\b")

_SEVERAL: Final = re.compile(r"[;/|\n•·&]|\s(?:or|and)\s")  # `OR` is Oregon
"""What stands between places."""
_APART: Final = re.compile(r"[,()\[\]:]|\s[-–—]\s|[–—]|(?<=\w)>|\s>\s")
"""What stands between the parts of one."""
_NOISE: Final = re.compile(
    r"\b(?:remote|hybrid|on-?site|in-?office|office|downtown|metro|metropolitan|greater|area|region|city of|"
    r"province of|anywhere in|based in|home|hq)\b",
    re.IGNORECASE,
)


def _bare(text: str) -> str:
    """Without accents, case and dots."""
    plain = unicodedata.normalize("NFD", one_line(text).casefold().replace(".", ""))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def _split(text: str) -> list[str]:
    return [part for one in _APART.split(text) if (part := one_line(one).strip(" -."))]


@lru_cache(maxsize=4096)
def names(text: str, place: str, countries: frozenset[str] = frozenset()) -> bool:
    """Does the text name this country or region? `countries`: which are meant where the text names none."""
    country, _, code = place.partition("-")
    alternatives = [one for one in _SEVERAL.split(text) if one.strip()]
    if not code:
        return any(_country_in(_split(one), country) for one in alternatives)
    whole = _split(text)  # `Canada / Ontario / Toronto`
    at_home = frozenset({country} if _country_in(whole, country) else countries)
    return any(_region_in(one, place, at_home) for one in alternatives)


def _country_in(parts: Collection[str], country: str) -> bool:
    """Is it named, or one of its regions?"""
    bare = [_bare(part) for part in parts]
    return _is_named(bare, country) or any(NAMES.get(part, "").startswith(f"{country}-") for part in bare)


def _is_named(bare: Collection[str], country: str) -> bool:
    if any(_COUNTRIES.get(part) == country or _ends_with(part, country) for part in bare):
        return True
    return country not in _COUNTRIES.values() and any(_by_name().get(part) == country for part in bare)


def _ends_with(part: str, country: str) -> bool:
    """`toronto on canada`."""
    return any(part.endswith(f" {word}") for word, meant in _COUNTRIES.items() if meant == country and len(word) > 2)


@cache
def _by_name() -> dict[str, str]:
    """Countries by their English names, and by the names that people there use."""
    from babel import Locale  # late: few playbooks ask for a country

    found: dict[str, str] = {}
    for tongue in ("en", "de", "fr", "es", "nl"):
        for code, name in Locale(tongue).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(_bare(name), code)
    return found


def _region_in(text: str, place: str, at_home: frozenset[str]) -> bool:
    """Does one place that is written like this lie in the region?"""
    country, _, code = place.partition("-")
    parts, upper = _split(text), text.upper()
    bare = [_bare(part) for part in parts]
    if re.search(rf"\b{_LONG.get(country, country)}[-_ .]{code}\b", upper):
        return True
    is_there = country in at_home or _country_in(parts, country) or bool(_postal(country).search(upper))
    if _POSTAL.get(place) is not None and _POSTAL[place].search(upper):
        return True
    if code in _UNMISTAKABLE and code in parts and len(parts) > 1:
        return True
    if _elsewhere(parts, bare, country) and not _is_named(bare, country):
        return False
    spelled = [name for name, named in (*NAMES.items(), *_ALSO.items()) if named == place]
    if any(re.search(rf"\b{re.escape(name)}\b", part) for name in spelled for part in bare):
        return True
    towns, doubtful = _TOWNS.get(place, frozenset()), _NAMESAKES.get(place, frozenset())
    for part in parts:
        if part.upper() == code and (len(parts) > 1 or part == code):
            return True
        town, _, last = _without_end(part).rpartition(" ")
        sure = is_there or _bare(town) in towns | doubtful
        if town and last.upper() == code and (sure or (last == code and not text.isupper())):
            return True
        if part.upper().startswith(f"{code}-") and _bare(part[len(code) + 1 :]) in towns | doubtful:
            return True
    named = [words for part in parts if (words := _bare(_NOISE.sub(" ", part)))]
    if any(one in towns - doubtful for one in named):
        return True
    rest = [one for one in named if _COUNTRIES.get(one) != country]
    return is_there and bool(rest) and all(one in towns | doubtful for one in rest)


_UNMISTAKABLE: Final = frozenset({"AB", "BC", "MB", "NB", "NS", "ON", "QC"})
"""Codes that stand for nothing else behind a town, whatever else the text names."""

_LONG: Final = {"CA": "(?:CA|CAN)", "US": "(?:US|USA)"}


def _postal(country: str) -> re.Pattern[str]:
    return _CANADIAN_POSTAL if country == "CA" else _NEVER


_NEVER: Final = re.compile(r"(?!)")


def _without_end(part: str) -> str:
    """`Toronto ON M5V 2T6`, `Toronto ON Canada`: without the postal code and the country."""
    part = _ZIP.sub("", _CANADIAN_POSTAL.sub("", part)).strip()
    words = part.split()
    while len(words) > 1 and (_COUNTRIES.get(_bare(words[-1])) or _is_canada(words)):
        words.pop()
    return " ".join(words)


def _is_canada(words: list[str]) -> bool:
    """Does it end like `ON CA`?"""
    return words[-1] == "CA" and f"CA-{words[-2]}" in _REGIONS


def _elsewhere(parts: Collection[str], bare: Collection[str], country: str) -> bool:
    """Is another country named, or a region of one? `CA` may be Canada and California, and says nothing here."""
    if any(meant != country for part in bare if (meant := _COUNTRIES.get(part))):
        return True
    for n, part in enumerate(parts):
        ends = part if n else ""  # the first part is the town: `Washington`, `New York`
        code = _without_end(part).rpartition(" ")[2] if n == 0 else _without_end(part)
        for other in ("US", "CA"):
            if other == country or (other, code) == ("US", "CA"):
                continue
            if (code.isupper() and f"{other}-{code}" in _REGIONS) or NAMES.get(_bare(ends), "").startswith(other):
                return True
    return False


# ---------------------------------------------------------------- in one form


@lru_cache(maxsize=4096)
def one_place(text: str) -> str:
    """A place in the form in which places are compared: `Toronto, ON`, `Toronto ON, Canada` and `toronto (Ontario)` are
    one. The region is its code, and its country isn't said beside it; a town alone stays a town alone.
    """
    parts: list[str] = []
    for part in _split(text):
        town, _, last = _without_end(part).rpartition(" ")
        parts += [town, last] if town and last.isupper() and _codes(last) else [_without_end(part) or part]
    first, *others = parts or [""]
    read = [_bare(part) for part in others]
    regions = [_region(part) for part in read]
    if any((one or "").startswith("CA-") for one in regions):  # then CA is Canada
        regions = [None if part == "ca" else one for part, one in zip(read, regions, strict=True)]
        read = ["canada" if part == "ca" else part for part in read]
    lands = {one.partition("-")[0] for one in regions if one}
    found = [_bare(first)]
    for part, region in zip(read, regions, strict=True):
        country = _COUNTRIES.get(part)
        if region:
            found.append(region.lower())
        elif country not in lands:
            found.append(country.lower() if country else part)
    return ", ".join(dict.fromkeys(filter(None, found)))


def _codes(text: str) -> list[str]:
    return [place for place in (f"CA-{text}", f"US-{text}") if place in _REGIONS]


def _region(part: str) -> str | None:
    """The region that a part of a place names, by name or code."""
    found = NAMES.get(part) or _ALSO.get(part) or next(iter(_codes(part.upper())), None)
    if found is None and part[2:3] == "-" and part.upper() in _REGIONS:
        return part.upper()
    return found
