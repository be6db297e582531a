"""Words of automatic mail: somebody is away, or has left, and a machine says so (R8)."""

from __future__ import annotations

import re
from typing import Final

from domain.replies.patterns import notices
from domain.replies.patterns.automatic import (
    AUTOMATIC,
    AUTOMATIC_SIGNS,
    AUTOMATIC_SUBJECT,
    LEFT,
    NOT_DELIVERED,
    NOT_DELIVERED_SUBJECT,
    PERHAPS_SUBJECT,
)
from domain.replies.patterns.receipts import HANDLED, LABEL, NO_REPLY, ONE_PERSON, READ, READ_SUBJECT, RECEIVED, SELF
from domain.replies.text_folding import folded

_ANSWERS: Final = re.compile(
    r"\?|\b(?:but|works?|suits|sorry|yes|yep|sure|can we|could we|i can|aber|passt|konnen wir|ja|gern|mais|oui|pero"
    r"|mas|sim|maar|graag"
    r"|desole|scusa|scusate|va bene|kan wel|funciona|convient|puedo|posso|peux|kann|until then|before that|vorher"
    r"|danach gern)\b"
)
"""What somebody writes who answers, and mentions that they are away."""

_OWN_JOB: Final = re.compile(
    r"\b(?:libres?|disponib\w+|disponive(?:l|is)|verfugbar|dimission\w+|dimess[oa]|gekundigt|demissionn?\w*"
    r"|frei|(?:i'm|im|i am|am) (?:now )?(?:free|available)"
    r"|libero|libera|livres?|beschikbaar|vrij|liber[oa]|ledig"
    r"|melden sie sich|ruft? an|rufen sie|call me|ring me|llam\w+|chiam\w+|anfangen|empezar|comecar|beginnen"
    r"|commencer|iniziare|anticipiamo|anticipare|preavviso|preaviso|kundigungsfrist|notice period)\b"
)
"""What an applicant says who has left a job, and no mailbox."""
_TO_BE_WRITTEN_TO: Final = re.compile(r"@|\b(?:mailbox|postfach|casella|cuenta|conta|boite|postvak|urgent|dringend)")

_MOST: Final = 20_000
_ADDRESS: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_OFFICE: Final = re.compile(
    r"^(?:reception|info|office|hr|jobs?|sales|support|contact|admin|team|hello|mail|kontakt|empfang|personal"
    r"|service|help\w*|recruit\w*|career\w*"
    r"|post|accueil|secretariat|rh|contato|contacto|rrhh|ufficio|segreteria)\b[^@]*@"
)
_THEIRS: Final = re.compile(
    r"(?:write to(?: me)?|reach me|contact me|mail me|e-?mail me|find me|my (?:new|private|personal|current)"
    r" (?:e-?mail|address|mail)|new (?:e-?mail )?address|erreichen sie mich|erreichbar unter"
    r"|meine neue|neue (?:e-?mail-?)?adresse|schreiben sie (?:mir )?(?:bitte )?an|mich (?:bitte )?unter|me joindre"
    r"|ma nouvelle|nouvelle adresse|ecrivez(?:-moi)? a|mi nuev[oa]|nueva direccion|nuevo correo|escribanme a"
    r"|escriban a|meu novo|novo e-?mail"
    r"|escrevam?(?:-me)? para|mijn nieuwe|nieuwe (?:e-?mail)?adres|bereik\w* me|mail naar|schrijf naar|il mio nuovo"
    r"|nuovo indirizzo|scrivetemi a|scrivere a)[^.!?\n@]{0,60}$"
)


def reads_automatic(subject: str, own: str) -> bool:
    """Is a mail automatic by its words alone, where its headers say nothing (R8)?

    The subject tells where no person writes such a one; else it takes the words of an absence along with what only a
    machine that answers for somebody says. Who merely mentions their holidays has answered.
    """
    subject, own = folded(subject[:500]), folded(own[:_MOST])
    if AUTOMATIC_SUBJECT.search(subject) or _has_label(own) or is_receipt(own, subject):
        return True
    if READ_SUBJECT.search(subject) and (not own.strip() or SELF.search(own)):
        return True
    if has_left(own):
        return True
    away = AUTOMATIC.search(own) is not None
    if PERHAPS_SUBJECT.search(subject):
        return away and not _ANSWERS.search(own)
    return away and AUTOMATIC_SIGNS.search(own) is not None


def reports_no_delivery(subject: str, own: str) -> bool:
    """Is it a mail program's report that something did not arrive, which is no person's answer?"""
    if not NOT_DELIVERED_SUBJECT.search(folded(subject[:500])):
        return False
    return NOT_DELIVERED.search(folded(own[:_MOST])) is not None


def sounds_automatic(text: str) -> bool:
    """The same of words of which nothing else is known, not even a subject."""
    plain = folded(text[:_MOST])
    if _has_label(plain) or is_receipt(plain):
        return True
    if AUTOMATIC.search(plain):
        return bool(AUTOMATIC_SIGNS.search(plain)) or not _ANSWERS.search(plain)
    return has_left(plain)


def _has_label(plain: str) -> bool:
    """Does it begin "Auto-reply:"?"""
    label = AUTOMATIC_SUBJECT.match(plain)
    return label is not None and plain[label.end() :].lstrip(" ])").startswith((":", "-"))


def is_receipt(plain: str, subject: str = "") -> bool:
    """Does a machine say that something was registered or read, or that it is one? Both are given folded."""
    if READ.search(plain) or LABEL.search(plain) or is_notice(plain):
        return True
    own_word = SELF.search(plain)
    if own_word and not plain[: own_word.start()].strip() and "?" not in plain:
        return True
    if not RECEIVED.search(plain) or ONE_PERSON.search(plain):
        return False
    return bool(own_word or NO_REPLY.search(plain) or HANDLED.search(f"{subject}\n{plain}"))


def is_notice(plain: str) -> bool:
    """Does a machine say that something did not arrive, that nobody has this address or number, that a house is closed,
    or that a filter wants to be answered? Given folded.
    """
    if notices.CHALLENGE.search(plain) or notices.NO_TEXTS.search(plain):
        return True
    if (
        notices.CLOSED.search(plain)
        and notices.HOURS.search(plain)
        and not ONE_PERSON.search(notices.HOURS.sub(" ", plain))
    ):
        return True
    for notice in (notices.NOT_DELIVERED, notices.GONE):
        if (found := notice.search(plain)) and not ONE_PERSON.search(plain[: found.start()] + plain[found.end() :]):
            return True
    return False


def signs_of_a_machine(text: str) -> bool:
    """Is there what only a machine that answers for somebody says?"""
    plain = folded(text[:_MOST])
    return AUTOMATIC_SIGNS.search(plain) is not None or is_receipt(plain)


def has_left(plain: str) -> bool:
    """Does a mailbox say that its owner works there no more?"""
    plain = plain[:_MOST]
    if LEFT.search(plain) is None:
        return False
    return not _OWN_JOB.search(plain) or _TO_BE_WRITTEN_TO.search(plain) is not None


def new_address(text: str) -> str:
    """Where somebody who has left can be written to, themselves; empty where only an office is named."""
    plain = folded(text[:_MOST])
    if not has_left(plain):
        return ""
    for found in _ADDRESS.finditer(plain):
        if _THEIRS.search(plain[max(0, found.start() - 120) : found.start()]) and not _OFFICE.match(found[0]):
            return found[0]
    return ""
