"""A colleague's own words as the letter that goes out: Markdown for mail, plain for texts, and nothing is evaluated.

The playbook's signature and footer stand below, as below every mail: they are templates, and the words never meet them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from domain.messages.files import MAIL, TEXT, file_for, language_of
from domain.messages.render import Rendered
from domain.messages.values import BIDI, escape_markdown, plain_line
from domain.names import OWN_WORDS
from domain.playbook.model import Playbook

Fill = Callable[[Playbook, str, Mapping[str, Any]], Rendered]
"""Fills one file of the playbook, as `domain.messages.render.fill`. Raises MessageError."""

_OPT_OUT: Final = "Reply STOP to opt out."
_ANSWERED: Final = re.compile(r"(?:re|aw|antw|sv|vs|odp|rif|res|ynt|vá)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_FENCE: Final = re.compile(r"^([ \t]*(?:[-+*>][ \t]+|\d{1,9}[.)][ \t]+)*)(`{3,}|~{3,})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a colleague wrote, as it stands on record, with what is known of the mail that it answers."""

    text: str
    subject: str = ""
    answer: bool = False
    in_reply_to: str = ""  # the Message-ID of their mail


def reply_subject(subject: str) -> str:
    """The subject of an answer: `Re: ` once, however often it was answered before."""
    line = " ".join(subject.split())
    return line if _ANSWERED.match(line) else f"Re: {line}"[:300]


def path_of(*, sms: bool) -> str:
    """Stands where a message of the playbook has its file."""
    return f"{OWN_WORDS}{TEXT if sms else MAIL}"


def rendered(
    words: OwnWords, playbook: Playbook, context: Mapping[str, Any], fill: Fill, *, sms: bool, locale: str | None
) -> Rendered:
    """The letter. Raises MessageError where the playbook's signature or footer cannot be filled."""
    text = _tidy(words.text)
    company = str(context["company"]["name"])
    if sms:
        said = plain_line(text)
        if not words.answer:  # as the playbook's own texts begin and end
            said = said if company.casefold() in said.casefold() else f"{company}: {said}"
            said = said if "STOP" in said else f"{said} {_OPT_OUT}"
        return Rendered("", said, path_of(sms=True))
    subject = " ".join(words.subject.split()) or f"{'Re: ' if words.answer else ''}Your message to {company}"
    parts = [_without_fences(text)]
    if not _is_signed(text, str(context["recruiter"].get("name") or "")):
        parts.append(_part("_signature", playbook, context, fill, locale))
    footer = _part("_footer", playbook, context, fill, locale)
    parts.append(footer or _plain_footer(context))
    tag = language_of(file_for(playbook, "_footer", sms=False, locale=locale, variant="") or "")
    path = f"{OWN_WORDS}.{tag}{MAIL}" if tag else path_of(sms=False)
    return Rendered(subject, "\n\n".join(part for part in parts if part), path)


def _part(name: str, playbook: Playbook, context: Mapping[str, Any], fill: Fill, locale: str | None) -> str:
    """A part that all mails of the playbook share, in their language; nothing where this playbook has none."""
    path = file_for(playbook, name, sms=False, locale=locale, variant="")
    return fill(playbook, path, context).body if path else ""


def _plain_footer(context: Mapping[str, Any]) -> str:
    """Who writes and how to stop it: no mail goes without (R7)."""
    company, links = context["company"], context["links"]
    where = ", ".join(escape_markdown(str(company[name])) for name in ("name", "postal_address") if company.get(name))
    return f"* * *\n\n{where}\n\nIf you would rather not hear from us, [stop these messages]({links['unsubscribe']})."


def _tidy(text: str) -> str:
    """Lines as they were typed, without what no reader sees and what could make words read as others."""
    text = re.sub(r"\r\n?|[\u2028\u2029]", "\n", text)
    kept = (c for c in text if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in BIDI))
    return "".join(kept).strip("\n").rstrip()


def _without_fences(text: str) -> str:
    """Shown as typed: a block of code that nobody closes would swallow the footer, and with it the way to stop."""
    return _FENCE.sub(lambda found: found[1] + "".join(f"\\{mark}" for mark in found[2]), text)


def _is_signed(text: str, name: str) -> bool:
    """Does it end with the recruiter's name already?"""
    last = [line.strip(" ,.-\u2013\u2014").casefold() for line in text.splitlines() if line.strip()][-4:]
    names = {name.casefold(), name.casefold().partition(" ")[0]} - {""}
    return any(line in names for line in last)
