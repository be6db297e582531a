"""The desk's own texts in the reader's language: English is written where it is shown, and catalogues translate it.

A catalogue is a gettext file beside this one, `<language>.po`, read as it is: nothing has to be compiled. What it
doesn't translate stays English, sentence by sentence.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

FOLDER: Final = Path(__file__).resolve().parent
SOURCE: Final = "en"
"""The language that the texts are written in."""

_LONGEST_HEADER: Final = 300


@dataclass(frozen=True)
class Catalogue:
    """The translations into one language."""

    language: str
    texts: GNUTranslations
    is_mostly_done: bool
    """More than half of the texts are translated: a page says that it is in this language."""


@dataclass(eq=False)
class Languages:
    """The catalogues of a folder, each read when it is first asked for."""

    folder: Path = FOLDER
    _read: dict[str, Catalogue] = field(default_factory=dict)
    _names: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """The languages that there are, as the folder had them when it was first asked."""
        if not self._names:
            self._names = tuple(sorted(file.stem for file in self.folder.glob("*.po")))
        return self._names

    def catalogue(self, language: str) -> Catalogue:
        """The translations into one of `names()`."""
        if language not in self._read:
            self._read[language] = _catalogue(self.folder / f"{language}.po")
        return self._read[language]

    def preferred(self, accepted: str) -> Catalogue | None:
        """The catalogue of the language that a browser asks for (its Accept-Language); None for English."""
        known = {SOURCE, *self.names()}
        for tag in _by_preference(accepted):
            language = tag.partition("-")[0]
            if language in known:
                return None if language == SOURCE else self.catalogue(language)
        return None


LANGUAGES: Final = Languages()
"""Those that the desk has."""


def _by_preference(accepted: str) -> list[str]:
    """`de-AT, fr;q=0.8` as `de-at`, `fr`; what can't be read counts as not said."""
    found: list[tuple[float, str]] = []
    for part in accepted[:_LONGEST_HEADER].lower().split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            found.append((-float(weight or 1), tag.strip()))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(found, key=lambda one: one[0]) if weight < 0]


def _catalogue(file: Path) -> Catalogue:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with file.open("rb") as text:
        read = read_po(text, locale=file.stem)
    compiled = io.BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return Catalogue(file.stem, GNUTranslations(compiled), 2 * translated(read) > len(read))


def translated(catalogue: Catalog) -> int:
    """How many of its texts are translated, in all forms that the language has."""
    strings = [one.string if isinstance(one.string, tuple | list) else (one.string,) for one in catalogue if one.id]
    return sum(all(forms) for forms in strings)


# ------------------------------------------------------------ in the reader's language


_IN_USE: ContextVar[Catalogue | None] = ContextVar("desk_catalogue", default=None)


@contextmanager
def read_in(catalogue: Catalogue | None) -> Iterator[None]:
    """Have the texts of the block in a language; None: in English."""
    token = _IN_USE.set(catalogue)
    try:
        yield
    finally:
        _IN_USE.reset(token)


def language() -> str:
    """The language that a page says it is in."""
    catalogue = _IN_USE.get()
    return catalogue.language if catalogue is not None and catalogue.is_mostly_done else SOURCE


def _(text: str, /, **values: Any) -> str:
    """A text in the reader's language, with `values` at the places that it names: `%(day)s`."""
    return _translated(text) % values


def ngettext(one: str, many: str, number: int, /, **values: Any) -> str:
    """A text in the form that goes with a number, which is `%(num)s` in it unless `values` say how it is shown."""
    return _form(one, many, number) % {"num": number, **values}


def N_(text: str) -> str:
    """Marks a text for the catalogues that is translated where it is shown, by `_`."""
    return text


def _translated(text: str) -> str:
    catalogue = _IN_USE.get()
    return text if catalogue is None else catalogue.texts.gettext(text)


def _form(one: str, many: str, number: int) -> str:
    catalogue = _IN_USE.get()
    if catalogue is None:
        return one if number == 1 else many
    return catalogue.texts.ngettext(one, many, number)


# ------------------------------------------------------------ in templates, where texts are HTML and values aren't


def _text_of_page(text: str, /, **values: Any) -> Markup:
    text = _translated(text)
    if not values:
        return _without_values(text)
    return Markup(text % {name: escape(value) for name, value in values.items()})  # noqa: S704  # ours or a translator's


def _form_of_page(one: str, many: str, number: int, /, **values: Any) -> Markup:
    values = {"num": number, **values}
    return Markup(_form(one, many, number) % {name: escape(value) for name, value in values.items()})  # noqa: S704


@lru_cache(maxsize=10_000)
def _without_values(text: str) -> Markup:
    return Markup(text % {})  # noqa: S704


IN_TEMPLATES: Final[Mapping[str, Any]] = {"_": _text_of_page, "ngettext": _form_of_page, "language": language}
"""What templates call."""
