"""What somebody wrote themselves: without the mail that they answer, their phone's signature, and disclaimers.

Line by line, in time that grows with the length alone. The library for this was looked at and left: it knows fewer
languages, and takes a list for a signature and cuts it with all that follows (docs/decisions).
Too much kept is a recruiter's smile; too much cut is a stop that nobody hears: what is doubtful is kept.
"""

from __future__ import annotations

import re
from typing import Final

from domain.replies.text_folding import folded

LONGEST: Final = 8_000
"""Characters; a reply on record holds 10,000."""

_WROTE: Final = re.compile(
    r"^(?:(?:on|am|le|el|em|op|il|den|dnia|a|no|na|w dniu|mon|tue|wed|thu|fri|sat|sun)\b.{4,300}"
    r"|.{0,200}[<\[(][^\s@]{1,100}@[^\s@]{1,100}[>\])].{0,120})"
    r"(?:wrote|writes|schrieb|geschrieben|a ecrit|escribio|escreveu|schreef|ha scritto|skrev|napisal\(?a?\)?"
    r"|kirjoitti)\b.{0,120}:$"
)
_ADDRESS_AND_DATE: Final = re.compile(
    r"^.{0,200}\d.{0,200}[<\[(][^\s<>]+@[^\s<>]+[>\])].{0,80}:$"
    r"|^.{0,100}[<\[(][^\s<>]+@[^\s<>]+[>\])].{0,100}\d.{0,80}:$"
)
_WROTE_AND_ON: Final = re.compile(
    r"^.{0,200}[<\[(][^\s@]{1,100}@[^\s@]{1,100}[>\])].{0,60}"
    r"\b(?:wrote|schrieb|a ecrit|escribio|escreveu|schreef|geschreven|ha scritto|skrev)\b.{0,60}:\s+\S"
)
"""Some clients let what they quote follow on the same line."""
_STARTS: Final = re.compile(
    r"^(?:on|am|le|el|em|op|il|den|dnia|w dniu|a|no|na|20\d\d|\d{1,2}[./ -]|mon|tue|wed|thu|fri|sat|sun|.{0,80}<\S+@)",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"^[*_\s]*(?:from|von|de|van|da|fra|fran|od|expediteur|remitente|absender|afzender)[*_]?\s?:")
_SENT: Final = re.compile(
    r"^[*_\s]*(?:sent|date|gesendet|datum|envoye(?: le)?|enviad[oa](?: el| em)?|fecha|data|verzonden|inviato|to"
    r"|an|a|para|aan|sendt|skickat"
    r"|subject|betreff|objet|asunto|assunto|onderwerp|oggetto|cc)[*_]?\s?:"
)
_RULE: Final = re.compile(r"^\s*(?:-{3,}\s?[^-\n]{3,60}\s?-{3,}|_{10,}|-{20,})\s*$")
_ORIGINAL: Final = re.compile(
    r"original|ursprungliche|urspr\.|d'origine|mensaje|mensagem|oorspronkelijk|forwarded|weitergeleitet|transfere"
    r"|reenviado|encaminhad|doorgestuurd"
    r"|messaggio"
)
_FORWARD: Final = re.compile(
    r"^(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)|debut du message (?:reexpedie"
    r"|transfere)|inicio del mensaje reenviado"
    r"|inicio da mensagem (?:reencaminhada|encaminhada)|begin doorgestuurd bericht)\s?:"
)
_PHONE: Final = re.compile(
    r"^(?:sent (?:from|via|with|using) (?:my |the |a )?[^.!?]{2,60}|get outlook for \w+.*|sent from outlook.*"
    r"|(?:von|vom) mein\w* [^.!?]{2,40} gesendet"
    r"|gesendet (?:von|mit|aus|uber) [^.!?]{2,60}|diese nachricht wurde von .{2,60} gesendet"
    r"|outlook fur \w+ beziehen.*|holen sie sich outlook.*"
    r"|envoye (?:de|depuis|a partir de|avec) [^.!?]{2,60}|telecharge[rz]? outlook.*|obtenir outlook.*"
    r"|enviado (?:desde|do|de|a partir do|pelo|con) [^.!?]{2,60}|obtener outlook.*|obter o outlook.*"
    r"|verstuurd (?:vanaf|van|met) [^.!?]{2,60}|verzonden (?:vanaf|met|via) [^.!?]{2,60}|outlook voor \w+ downloaden.*"
    r"|inviato (?:da|dal) [^.!?]{2,60}|ottieni outlook.*)[.!]?(?:\s*<?https?://\S+>?)?$"
)
_DISCLAIMER: Final = re.compile(
    r"^\W*(?:confidential(?:ity)?(?: notice)?\b.{0,20}:|disclaimer\b|this (?:e-?mail|message)(?: \(?and"
    r"|,? including| is confidential| may contain| and any)"
    r"|diese (?:e-?mail|nachricht) (?:enthalt|ist vertraulich|kann)|ce (?:message|courriel|mail)(?: et"
    r"|,? est confidentiel| peut)"
    r"|este (?:correo|mensaje|e-?mail)(?:,| y| es confidencial| puede| e | pode)|esta mensagem (?:e|pode|contem)"
    r"|dit (?:bericht|e-?mail\w*) (?:is|kan|en)"
    r"|questa e-?mail )"
)
_READ: Final = 100_000
_MARK: Final = 500
"""Characters of a mail, and of a line, that are looked at: a stranger's mail must not keep everybody waiting."""
_WRAPPED: Final = 3  # lines over which "On … wrote:" may be broken


def own_words(text: str) -> str:
    """Their own words; empty where they wrote none."""
    lines = _lines(text)
    plain = [folded(line[:_MARK]).strip() for line in lines]
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = plain[at]
        if line.startswith(">"):
            at += 1
            continue
        if long := _attribution(plain, at):
            after = at + long
            while after < len(lines) and not plain[after]:
                after += 1
            if after < len(lines) and plain[after].startswith(">"):
                at = after  # quoted line by line: what stands below or between is theirs
                continue
            break
        if _quoted_from(plain, at) or _WROTE_AND_ON.match(line) or _DISCLAIMER.match(line):
            break
        if lines[at].rstrip() in ("--", "—") or (line == "__" and kept):
            at = _after_signature(plain, at)
            continue
        if not _PHONE.match(line):
            kept.append(lines[at].rstrip())
        at += 1
    said = "\n".join(kept).strip()
    while "\n\n\n" in said:
        said = said.replace("\n\n\n", "\n\n")
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def _lines(text: str) -> list[str]:
    sound = text[:_READ].replace("\r\n", "\n").replace("\r", "\n")
    clean = "".join(c for c in sound if c in "\n\t" or c.isprintable() or c == "\u00a0")
    # Byte order marks and characters of no width stand in front of many a phone's text.
    return [line.strip("\ufeff\u200b\u200c\u200d\u2060").replace("\u00a0", " ") for line in clean.split("\n")]


def _attribution(plain: list[str], at: int) -> int:
    """How many lines from here on say that somebody wrote what follows; 0 where none do."""
    if not plain[at] or not _STARTS.match(plain[at]):
        return 0
    joined = ""
    for long, line in enumerate(plain[at : at + _WRAPPED], start=1):
        if not line or line.startswith(">"):
            return 0
        joined = f"{joined} {line}".strip()
        if len(joined) > 500:
            return 0
        if line.endswith(":") and (_WROTE.match(joined) or _ADDRESS_AND_DATE.match(joined)):
            return long
    return 0


def _quoted_from(plain: list[str], at: int) -> bool:
    """Does all that follows belong to the mail that is answered or passed on?"""
    line = plain[at]
    if _FORWARD.match(line):
        return True
    following = [one for one in plain[at : at + 10] if one]
    if _RULE.match(line):
        if _ORIGINAL.search(line):
            return True
        rest = following[1:]
        return bool(rest) and _is_head(rest)
    return _is_head(following)


def _is_head(lines: list[str]) -> bool:
    """From: … and at once Sent:, To:, Subject: …, as Outlook and phones set it above what they quote."""
    return bool(lines) and bool(_FROM.match(lines[0])) and sum(bool(_SENT.match(one)) for one in lines[1:6]) >= 2


def _after_signature(plain: list[str], at: int) -> int:
    """A signature ends where something quoted begins, or at the end."""
    at += 1
    while at < len(plain) and not plain[at].startswith(">") and not _attribution(plain, at):
        at += 1
    return at
