"""The words of the pages, in each language that they speak, and dates as people there write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml
from babel import Locale, UnknownLocaleError
from markupsafe import Markup, escape

from domain.time.spoken_dates import Spoken, reader_of, spoken_date, spoken_time

LANGUAGES: Final = ("en", "de", "fr", "es", "pt", "nl")
"""Those with a file in `words/`; the first where nothing else fits."""

_FOLDER: Final = Path(__file__).parent / "words"
_MOST_ASKED: Final = 10


@dataclass(frozen=True)
class Words:
    """One language, as one reader's country writes it."""

    lang: str
    reader: str  # a tag, as `en-GB`
    _texts: Mapping[str, Any]

    def __call__(self, key: str, /, **values: object) -> str:
        """The words under `group.key`, with values put in; escape what comes out, as Jinja does by itself."""
        return self._text(key).format(**values)

    def strong(self, key: str, /, **values: object) -> Markup:
        """The same as HTML, the values emphasised."""
        return escape(self._text(key)).format(**{k: Markup("<strong>{}</strong>").format(v) for k, v in values.items()})

    def date(self, day: date) -> str:
        """Friday, December 4: as our messages write it."""
        return self._said(spoken_date(day, self.reader))

    def time(self, local: datetime) -> str:
        """The time of day with its zone, as our messages write it: 3:05 PM ET."""
        return self._said(spoken_time(local, self.reader))

    def _said(self, words: str) -> str:
        return words.in_language(self.lang) if isinstance(words, Spoken) else words

    def _text(self, key: str) -> str:
        found: Any = self._texts
        for part in key.split("."):
            found = found[part]
        return str(found)


def words_for(locale: str, accepted: str = "", country: str = "") -> Words:
    """For a person's locale, as `de-AT`; where that is not spoken here, for what their browser asks for.

    `country`: where they are, which says how dates and hours are written where the locale does not.
    """
    for tag in (locale, *_asked_for(accepted), LANGUAGES[0]):
        if lang := spoken_here(tag):
            return Words(lang, reader_of(tag[:20], country), texts_of(lang))
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
