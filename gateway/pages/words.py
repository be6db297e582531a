"""The words of the pages, in each language that they speak, and dates as people there write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import format_time, get_timezone_location
from markupsafe import Markup, escape

from domain.spoken import Spoken, spoken_date

LANGUAGES: Final = ("en", "de", "fr", "es", "pt", "nl")
"""Those with a file in `words/`; the first where nothing else fits."""

_FOLDER: Final = Path(__file__).parent / "words"
_MOST_ASKED: Final = 10


@dataclass(frozen=True)
class Words:
    """One language, as one region writes it."""

    lang: str
    locale: Locale
    _texts: Mapping[str, Any]

    def __call__(self, key: str, /, **values: object) -> str:
        """The words under `group.key`, with values put in; escape what comes out, as Jinja does by itself."""
        return self._text(key).format(**values)

    def strong(self, key: str, /, **values: object) -> Markup:
        """The same as HTML, the values emphasised."""
        return escape(self._text(key)).format(**{k: Markup("<strong>{}</strong>").format(v) for k, v in values.items()})

    def date(self, day: date) -> str:
        """Friday, 4 December: as our messages write it."""
        said = spoken_date(day)
        return said.in_language(str(self.locale).replace("_", "-")) if isinstance(said, Spoken) else said

    def time(self, at: datetime) -> str:
        """The time of day of a local instant."""
        return format_time(at, "short", locale=self.locale)

    def zone(self, tz: ZoneInfo) -> str:
        """The zone as people say it: New York time."""
        if "/" not in str(tz):
            return str(tz)
        return self("zone", city=get_timezone_location(str(tz), locale=self.locale, return_city=True))

    def _text(self, key: str) -> str:
        found: Any = self._texts
        for part in key.split("."):
            found = found[part]
        return str(found)


def words_for(locale: str, accepted: str = "") -> Words:
    """For a person's locale, as `de-AT`; where that is not spoken here, for what their browser asks for."""
    for tag in (locale, *_asked_for(accepted), LANGUAGES[0]):
        if lang := spoken_here(tag):
            return Words(lang, _locale(tag, lang), texts_of(lang))
    raise AssertionError("the last language is always spoken")


def spoken_here(tag: str) -> str:
    """The language of a tag such as `pt-BR`, where the pages speak it; else nothing."""
    lang = tag.replace("_", "-").partition("-")[0].lower()
    return lang if lang in LANGUAGES else ""


def own_name(tag: str) -> str:
    """What a language calls itself: polski; nothing where nobody knows it."""
    try:
        return Locale.parse(tag.replace("_", "-").partition("-")[0].lower()[:8]).get_language_name() or ""
    except (ValueError, UnknownLocaleError):
        return ""


def language_names() -> dict[str, str]:
    """Each language's own name for itself."""
    return {lang: str(texts_of(lang)["language"]) for lang in LANGUAGES}


@lru_cache
def texts_of(lang: str) -> Mapping[str, Any]:
    """What a language's file says."""
    texts: dict[str, Any] = yaml.safe_load((_FOLDER / f"{lang}.yaml").read_text("utf-8"))
    return texts


def _asked_for(accepted: str) -> list[str]:
    """The languages of an Accept-Language header, the dearest first."""
    asked: list[tuple[float, str]] = []
    for part in accepted[:500].split(",")[:_MOST_ASKED]:
        tag, _, rest = part.strip().partition(";")
        weight = rest.strip().removeprefix("q=")
        try:
            asked.append((-float(weight or 1), tag.strip()))
        except ValueError:
            continue
    return [tag for _, tag in sorted(asked, key=lambda one: one[0])]


@lru_cache
def _locale(tag: str, lang: str) -> Locale:
    try:
        return Locale.parse(tag[:20].replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale.parse(lang)
