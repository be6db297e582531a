"""Addresses in one form, so that one person is found however they were typed (R17)."""

from __future__ import annotations

import re
from functools import lru_cache

_EMAIL = re.compile(r"[^@\s<>\",;:()\[\]\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")


class BadAddress(ValueError):
    """An address that cannot be used; the message says why."""


def normal_email(text: str) -> str:
    """The address in lower case without surrounding blanks. Raises BadAddress with a sentence."""
    address = text.strip().lower()
    if not _EMAIL.fullmatch(address) or len(address) > 254 or ".." in address:
        raise BadAddress(f"{text.strip()!r} is not an e-mail address; write one such as ann@example.com")
    return address


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


@lru_cache(maxsize=4096)
def phone_country(e164: str) -> str:
    """The country of a number in E.164, as two letters; empty where it has none."""
    import phonenumbers

    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(e164)) or ""
    except phonenumbers.NumberParseException:
        return ""
