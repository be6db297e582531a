"""Is a request signed by SendGrid? ECDSA over timestamp and body, for events and for mail that came in.

The package's own verifier takes text alone, and mail is bytes; it raises on odd input and takes any age. Its reading of
the key is used, the rest is done here.
"""

from __future__ import annotations

import base64
import binascii
import re
from datetime import datetime, timedelta
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from sendgrid.helpers.eventwebhook import EventWebhook

from integrations.arrivals import Request, UnverifiedRequest
from settings import BadSetting, variable

SIGNATURE: Final = "x-twilio-email-event-webhook-signature"
TIMESTAMP: Final = "x-twilio-email-event-webhook-timestamp"
SIGNED: Final = frozenset({SIGNATURE, TIMESTAMP})

_AHEAD: Final = timedelta(minutes=5)


class Verifier:
    """Checks with every public key that is set, so that a key can be changed without a gap."""

    def __init__(self, setting: str, value: str, oldest: timedelta) -> None:
        """`oldest`: as long as SendGrid goes on trying to deliver, for it is not documented that it signs anew.

        Raises BadSetting naming the setting.
        """
        self._keys = [_key(setting, one) for one in value.split(",") if one.strip()]
        self._oldest = oldest
        if not self._keys:
            raise BadSetting(f"The setting {variable(setting)} is wrong: it holds no key.")

    def check(self, request: Request) -> None:
        """Nothing where it is theirs and recent. Raises UnverifiedRequest."""
        signature, timestamp = request.headers.get(SIGNATURE, ""), request.headers.get(TIMESTAMP, "")
        if not signature or not timestamp:
            raise UnverifiedRequest("The signature is missing.")
        if not self._is_signed(signature, timestamp, request.body):
            raise UnverifiedRequest("The signature does not fit the body.")
        _check_age(timestamp, request.received_at, self._oldest)

    def _is_signed(self, signature: str, timestamp: str, body: bytes) -> bool:
        try:
            given = base64.b64decode(signature, validate=True)
            signed = timestamp.encode("ascii") + body
        except (ValueError, binascii.Error):  # UnicodeEncodeError is a ValueError
            return False
        return any(_fits(key, given, signed) for key in self._keys)


def _fits(key: Any, given: bytes, signed: bytes) -> bool:
    try:
        key.verify(given, signed, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _check_age(timestamp: str, now: datetime, oldest: timedelta) -> None:
    if not (timestamp.isdecimal() and len(timestamp) <= 12):
        raise UnverifiedRequest("The timestamp isn't a number.")
    age = now.timestamp() - int(timestamp)
    if age > oldest.total_seconds():
        raise UnverifiedRequest("The request is too old.")
    if age < -_AHEAD.total_seconds():
        raise UnverifiedRequest("The request is dated ahead; check this machine's clock.")


def _key(setting: str, text: str) -> Any:
    bare = "".join(re.sub(r"-----[A-Z ]+-----", "", text).split())
    try:
        key = EventWebhook().convert_public_key_to_ecdsa(bare)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise BadSetting(
            f"The setting {variable(setting)} is wrong: it must be the verification key (base64) that SendGrid shows."
        )
    return key
