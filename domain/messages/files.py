"""Which of the playbook's files speaks to a candidate: by message, language and variant (R10).

`interview/thank-you.b.de.md` is the message `interview/thank-you`, its variant `b`, in German, for mail. The base file
is variant `a` and has no letter. Files whose name begins with `_` are parts for `{% include %}`. Behind the name,
`@sales` is a label: these words are for some applications only, instead of the others and all their variants (R22).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from domain.names import BASE_VARIANT
from domain.playbook.model import MessageFile, Playbook

BASE: Final = BASE_VARIANT
"""The letter by which weights and reports call the base file."""

MAIL: Final = ".md"
TEXT: Final = ".sms.txt"

_SHAPE: Final = re.compile(
    r"(?P<name>(?:.*/)?[^./@]+)(?:@(?P<label>[a-z0-9][a-z0-9-]*))?(?:\.(?P<letter>[b-z]))?(?:\.(?P<tag>[a-z]{2,3}(?:-[A-Z0-9]{2,4})?))?"
    r"(?P<suffix>\.md|\.sms\.txt)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class ByVersion:
    """A playbook as a cache key: a version names the content, or its words, so nothing else need be compared."""

    version: str
    playbook: Playbook = field(compare=False)


class FileParts(NamedTuple):
    """What a file's name says."""

    name: str  # the message, as steps write it
    variant: str  # "" for the base
    tag: str  # the language, with its region; "" for the base
    sms: bool
    label: str = ""  # "" for everybody

    @property
    def partial(self) -> bool:
        """Is it a part that other files include?"""
        return self.name.rpartition("/")[2].startswith("_")

    @property
    def english(self) -> bool:
        """Base files are taken to be in English."""
        return self.tag.partition("-")[0] in ("", "en")


def parts_of(path: str) -> FileParts | None:
    """What the name of a file below `messages/` says; None for a name that no candidate's message can have."""
    found = _SHAPE.fullmatch(path)
    if found is None:
        return None
    sms = found["suffix"] == TEXT
    return FileParts(found["name"], found["letter"] or "", found["tag"] or "", sms, found["label"] or "")


def language_of(path: str) -> str:
    """The language of a file, such as `de`; empty for English and for base files."""
    parts = parts_of(path)
    return parts.tag if parts else ""


def file_for(playbook: Playbook, name: str, *, sms: bool, locale: str | None, variant: str) -> str | None:
    """The language first, then for whom it is, then the variant: neither words for some in English nor a test in
    English may turn a German mail into an English one, and whoever has words of their own is in no test of others.
    """
    suffix = TEXT if sms else MAIL
    language, _, region = (locale or "").replace("_", "-").partition("-")
    tags = [f".{language.lower()}-{region.upper()}"] if region else []
    tags += [f".{language.lower()}"] if language else []
    labels = [f"@{label}" for label in playbook.words_for.get(name, ())]
    for tag in (*tags, ""):
        for label in (*labels, ""):
            for letter in (f".{variant}", "") if variant else ("",):
                if (path := f"{name}{label}{letter}{tag}{suffix}") in playbook.messages:
                    return path
    return None


def part_for(playbook: Playbook, part: str, path: str) -> str:
    """The file that `{% include "_signature.md" %}` means in this file: `_signature.de.md` in a German one, and
    `_signature@sales.md` for whom that is.

    The part itself where there is none in that language, and where the file or the part is not named by a language.
    """
    speaks, asked = parts_of(path), parts_of(part)
    if speaks is None or asked is None or asked.tag or asked.variant or asked.label:
        return part
    if not speaks.tag and asked.name not in playbook.words_for:
        return part
    return file_for(playbook, asked.name, sms=asked.sms, locale=speaks.tag, variant="") or part


_NOTE: Final = re.compile(r"\{[{%][^{}]*\bnote\b[^{}]*[%}]\}")


def prints_note(file: MessageFile) -> bool:
    """Does it say the recruiter's note where there is one (R10)?"""
    return _NOTE.search(file.body) is not None


def may_say_a_note(playbook: Playbook, name: str) -> bool:
    """Does any file of the message print the recruiter's note?"""
    return _may_say_a_note(ByVersion(playbook.words_version, playbook), name)


@lru_cache(maxsize=1024)
def _may_say_a_note(version: ByVersion, name: str) -> bool:
    """As above: it goes through all files, and each decision asks."""
    return any(prints_note(version.playbook.messages[path]) for path in files_of(version.playbook, name))


def files_of(playbook: Playbook, name: str) -> dict[str, FileParts]:
    """Every file of a message: for mail and for texts, in all variants and languages, and for everybody whom the
    playbook is for.
    """
    found = {path: parts for path in sorted(playbook.messages) if (parts := parts_of(path)) and parts.name == name}
    if playbook.is_for_one:
        labels = ("", *playbook.words_for.get(name, ()))
        found = {path: parts for path, parts in found.items() if parts.label in labels}
    return dict(sorted(found.items(), key=lambda entry: entry[1].sms))


def variants_of(playbook: Playbook, name: str, *, sms: bool, locale: str | None) -> tuple[str, ...]:
    """The variants a candidate with this locale can get: "" for the base, then letters. Empty if there is no file."""
    return _variants_of(ByVersion(playbook.words_version, playbook), name, sms, locale)


@lru_cache(maxsize=1024)
def _variants_of(version: ByVersion, name: str, sms: bool, locale: str | None) -> tuple[str, ...]:
    """As above: it goes through all files, and each message asks twice."""
    playbook = version.playbook
    base = file_for(playbook, name, sms=sms, locale=locale, variant="")
    if base is None:
        return ()
    letters = sorted({p.variant for p in files_of(playbook, name).values() if p.sms is sms and p.variant})
    return ("", *(v for v in letters if file_for(playbook, name, sms=sms, locale=locale, variant=v) != base))
