"""Addresses in one form, so that one person is found however they were typed (R17)."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from functools import lru_cache

_EMAIL = re.compile(r"[^@\s<>\",;:()\[\]\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""What comes along where an address is copied from a page, and is part of none."""
_UNSEEN_IN_DOMAIN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""The same but for the joiners, which tell some domains apart."""


_IN_WORDS = re.compile(r"[^\s<>\",;:()\[\]\\]+@[\w.-]*xn--[\w.-]*\w")
"""An address within other words whose domain is not as people write it."""


class BadAddress(ValueError):
    """An address that cannot be used; the message says why."""


def normal_email(text: str) -> str:
    """The address in lower case without surrounding blanks, its domain in ASCII. Raises BadAddress with a sentence.

    `anna@müller.de` and `anna@xn--mller-kva.de` are one address: the second is what goes over the wire, what stands on
    record, and what suppressions are made of.
    """
    local, at, domain = text.strip().lower().rpartition("@")
    if not text.isascii():
        local = unicodedata.normalize("NFC", _UNSEEN.sub("", local))
        with contextlib.suppress(BadAddress):  # then the pattern below refuses it
            domain = ascii_domain(domain)
    address = f"{local}{at}{domain}"
    if not _EMAIL.fullmatch(address) or len(address) > 254 or ".." in address:
        raise BadAddress(f"{text.strip()!r} is not an email address; write one such as ann@example.com")
    return address


def folded_email(text: str) -> str:
    """The one form in which addresses are compared; what is no address as it stands, in lower case."""
    try:
        return normal_email(text)
    except BadAddress:
        return text.strip().lower()


@lru_cache(maxsize=4096)
def ascii_domain(text: str) -> str:
    """A domain as the wire has it: müller.de is xn--mller-kva.de (IDNA 2008). Raises BadAddress."""
    clean = text.strip().lower()
    if clean.isascii():
        return clean
    import idna  # late: most addresses need none of it

    try:
        return idna.encode(_UNSEEN_IN_DOMAIN.sub("", clean), uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise BadAddress(f"{text.strip()!r} is not a domain that email can go to") from None


@lru_cache(maxsize=4096)
def readable_email(address: str) -> str:
    """The address as its owner writes it, for people to read: anna@müller.de. What is not right stays as it is."""
    local, at, domain = address.rpartition("@")
    if "xn--" not in domain:
        return address
    import idna

    try:
        shown = idna.decode(domain)
        return f"{local}{at}{shown}" if ascii_domain(shown) == domain else address
    except (idna.IDNAError, UnicodeError, BadAddress):
        return address


def with_readable_emails(text: str) -> str:
    """The words, each address in them as its owner writes it."""
    return _IN_WORDS.sub(lambda found: readable_email(found[0]), text) if "xn--" in text else text


def needs_smtputf8(address: str) -> bool:
    """Is the part before the @ not ASCII? Then the address needs a mail server with SMTPUTF8, at both ends."""
    return not address.rpartition("@")[0].isascii()


def phone_extension(text: str, country: str = "") -> str:
    """The extension of a number as it was typed, which E.164 has no place for: `45` of `+1 212 555 0123 ext. 45`."""
    if len(re.sub(r"\D", "", text)) < 8:
        return ""
    import phonenumbers

    try:
        return phonenumbers.parse(text, country.upper().partition("-")[0] or None).extension or ""
    except phonenumbers.NumberParseException:
        return ""


@lru_cache(maxsize=4096)
def normal_phone(text: str, country: str = "") -> str:
    """The number in E.164, read in `country` (`DE`, or `DE-BY`) where it has no `+`. Raises BadAddress."""
    import phonenumbers  # late: its metadata takes a tenth of a second that most commands need not pay

    try:
        number = phonenumbers.parse(text, country.upper().partition("-")[0] or None)
    except phonenumbers.NumberParseException:
        raise BadAddress(
            f"{text.strip()!r} is not a phone number; write it with its country code, as in +1 212 555 0123"
        ) from None
    if not phonenumbers.is_possible_number(number):
        raise BadAddress(f"{text.strip()!r} has the wrong number of digits for a phone number")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def country_and_number(e164: str) -> tuple[str, str]:
    """The country's code of a number and what comes behind it, digits alone; no code where nobody can tell."""
    import phonenumbers

    try:
        number = phonenumbers.parse(e164)
        return str(number.country_code), phonenumbers.national_significant_number(number)
    except phonenumbers.NumberParseException:
        return "", re.sub(r"\D", "", e164)


@lru_cache(maxsize=4096)
def phone_country(e164: str) -> str:
    """The country of a number in E.164, as two letters; empty where it has none."""
    import phonenumbers

    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(e164)) or ""
    except phonenumbers.NumberParseException:
        return ""
