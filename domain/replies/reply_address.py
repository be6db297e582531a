"""The address that a mail asks to be answered at: it names the touch, so that whoever answers it is found (R8, R17).

`reply+<token>@domain` at a domain that the gateway receives for, or `talent+<token>@acme.example` at the company's own
mailbox. The token is the touch's opaque reference and a mark that only the holder of a secret key can make. It holds
nothing personal, stays within the 64 characters of a local part, and has letters that mean the same in upper and lower
case, since mail systems fold case as they please.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Sequence
from typing import Final

from domain.addresses import BadAddress, normal_email
from domain.names import digest

_LOCAL: Final = "reply"
_REFERENCE_BYTES: Final = 8  # as long as `domain.names.digest`
_MARK_BYTES: Final = 10
_TOKEN_LENGTH: Final = 29

LONGEST_LOCAL: Final = 64 - len("+") - _TOKEN_LENGTH
"""Characters that a mailbox's name may have, so that its plus-addresses stay within RFC 5321."""

_MAILBOX: Final = re.compile(r"(?!\.)[a-z0-9!#$%&'*+/=?^_`{|}~.-]+(?<!\.)")

# Behind whatever a mail system makes of the local part: `talent+TOKEN`, `talent=2BTOKEN`, `SRS0=x=y=acme=talent+TOKEN`,
# `list-bounces+talent+TOKEN=acme.example`, `talent-TOKEN`. The mark tells a token from any other run of letters.
_TOKEN: Final = re.compile(
    rf"(?:(?<![a-z0-9])|(?<=[=%]2b)|(?<=[=%]252b))([a-z2-7]{{{_TOKEN_LENGTH}}})(?![a-z0-9])", re.IGNORECASE | re.ASCII
)


def reply_address(touch_key: str, at: str, keys: Sequence[str]) -> str:
    """Where an answer to this touch is to go: `at` a domain of ours alone, or at a mailbox with plus-addresses.

    `keys` newest first; the newest signs.
    """
    reference = bytes.fromhex(digest(touch_key))
    token = base64.b32encode(reference + _mark(reference, keys[0])).decode().rstrip("=").lower()
    local, _, domain = at.rpartition("@")
    return f"{local or _LOCAL}+{token}@{domain}"


def plus_mailbox(text: str) -> str:
    """The mailbox in lower case, where its plus-addresses can stand in any mail. Raises BadAddress with a sentence."""
    address = normal_email(text)
    local = address.partition("@")[0]
    if not _MAILBOX.fullmatch(local):
        raise BadAddress(
            f"{address!r} has letters that not every mail system takes; use a mailbox whose name has none but a-z, 0-9 "
            "and signs such as . _ -"
        )
    if len(local) > LONGEST_LOCAL:
        raise BadAddress(
            f"the name before the @ has {len(local)} characters, and with the {_TOKEN_LENGTH + 1} that mark each "
            f"message it may have {LONGEST_LOCAL}; use a mailbox with a shorter name"
        )
    return address


def references_in(text: str, keys: Sequence[str]) -> list[str]:
    """The references of touches that stand rightly signed in addresses somewhere in the text, each once, in order.

    Every key is tried, so that answers to mails of before a rotation are found as long as the old key stays listed.
    """
    found: dict[str, None] = {}
    for match in _TOKEN.finditer(text):
        if reference := _read(match[1], keys):
            found[reference] = None
    return list(found)


def looks_signed(text: str, at: str) -> bool:
    """Does an address of this domain or mailbox stand in the text that has the form of those that we sign? Whether we
    did, only the keys tell.
    """
    local, _, domain = at.lower().rpartition("@")
    plus, token = r"(?:\+|[=%]2b|[=%]252b)", rf"[a-z2-7]{{{_TOKEN_LENGTH}}}"
    address = rf"(?<![a-z0-9]){re.escape(local or _LOCAL)}{plus}{token}(?:@|=|%40){re.escape(domain)}"
    return re.search(address + r"(?!\.?[a-z0-9-])", text, re.IGNORECASE) is not None


def _read(token: str, keys: Sequence[str]) -> str:
    try:
        raw = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except ValueError:  # letters that are none of its own
        return ""
    reference, mark = raw[:_REFERENCE_BYTES], raw[_REFERENCE_BYTES:]
    right = False
    for key in keys:
        right |= hmac.compare_digest(_mark(reference, key), mark)
    return reference.hex() if right else ""


def _mark(reference: bytes, key: str) -> bytes:
    return hmac.new(key.encode(), b"reply-address:" + reference, hashlib.sha256).digest()[:_MARK_BYTES]
