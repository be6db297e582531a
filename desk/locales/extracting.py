"""The catalogues beside this file, made to hold exactly the texts that the desk has."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from desk.locales.translating import FOLDER, translated

ALL: Final = "desk.pot"
"""The catalogue without translations, which each language's follows."""

_ROOM: Final = FOLDER.parent
_KEYWORDS: Final[dict[str, Any]] = {"_": None, "N_": None, "ngettext": (1, 2)}
_OPTIONS: Final = {"silent": "false"}  # a template that can't be read is no template without texts
_HEAD: Final = "# Texts of the desk. `python -m desk.locales` brings this file up to date with the sources."
_NO_DATE: Final = datetime(1970, 1, 1, tzinfo=UTC)


def _found() -> Iterator[tuple[str, Any]]:
    """Each text with the file that it is in."""
    for pattern, method in (("**/*.py", "python"), ("templates/*.html", "jinja2")):
        for path in sorted(_ROOM.glob(pattern)):
            for _line, text, _comments, _context in extract_from_file(
                method, path, keywords=_KEYWORDS, options=_OPTIONS
            ):
                yield path.relative_to(_ROOM).as_posix(), text


def extracted() -> Catalog:
    """All texts of the desk."""
    catalogue = Catalog(header_comment=_HEAD, project="followup", charset="utf-8")
    for file, text in _found():
        catalogue.add(text, locations=[(file, 0)])
    return catalogue


def begin(language: str, folder: Path = FOLDER) -> None:
    """Write an empty file for a language, where there is none."""
    path = folder / f"{language}.po"
    if not path.exists():
        _write(path, Catalog(locale=language, project="followup", header_comment=_HEAD, charset="utf-8"))


def bring_up_to_date(folder: Path = FOLDER) -> list[str]:
    """Write `desk.pot`, and each language's file with it: translations stay, texts that are gone go. For each language
    a line on how far it is.
    """
    all_texts = extracted()
    _write(folder / ALL, all_texts)
    said = []
    for path in sorted(folder.glob("*.po")):
        catalogue = kept(path)
        catalogue.update(all_texts, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        _write(path, catalogue)
        said.append(f"{path.name}: {translated(catalogue)} of {len(catalogue)} texts translated")
    return said


def kept(path: Path) -> Catalog:
    """A language's file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def _write(path: Path, catalogue: Catalog) -> None:
    """Without dates and lines, so that a file changes only with its texts."""
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    catalogue.fuzzy = False
    written = io.BytesIO()
    write_po(written, catalogue, width=110, include_lineno=False, sort_output=True)
    path.write_bytes(written.getvalue())
