"""How SendGrid and Twilio sign what they post, written from their documentation and not from our verifiers."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

_SIGNATURE: Final = "X-Twilio-Email-Event-Webhook-Signature"
_TIMESTAMP: Final = "X-Twilio-Email-Event-Webhook-Timestamp"


class EventKey:
    """SendGrid's half of a key pair: ECDSA on P-256. Made anew unless a private key in PEM is given."""

    def __init__(self, pem: str = "") -> None:
        """Raises ValueError where the PEM holds no such key."""
        made = (
            serialization.load_pem_private_key(pem.encode(), None) if pem else ec.generate_private_key(ec.SECP256R1())
        )
        if not isinstance(made, ec.EllipticCurvePrivateKey):
            raise ValueError("This is no private key on an elliptic curve.")
        self._key = made

    @property
    def public(self) -> str:
        """As SendGrid's settings show it, for FOLLOWUP_SENDGRID_EVENT_KEY and FOLLOWUP_SENDGRID_INBOUND_KEY."""
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return base64.b64encode(self._key.public_key().public_bytes(serialization.Encoding.DER, form)).decode()

    @property
    def pem(self) -> str:
        """To be kept, and to be kept secret."""
        plain, pkcs8 = serialization.NoEncryption(), serialization.PrivateFormat.PKCS8
        return self._key.private_bytes(serialization.Encoding.PEM, pkcs8, plain).decode()

    def headers(self, body: bytes, now: datetime) -> dict[str, str]:
        """The headers that vouch for a body, signed now."""
        stamp = str(int(now.timestamp()))
        signature = self._key.sign(stamp.encode() + body, ec.ECDSA(hashes.SHA256()))
        return {_SIGNATURE: base64.b64encode(signature).decode(), _TIMESTAMP: stamp}


def twilio_headers(auth_token: str, url: str, fields: Mapping[str, str]) -> dict[str, str]:
    """The header that vouches for a form: HMAC-SHA1 over the address as Twilio was told it, and the sorted fields."""
    said = url + "".join(name + fields[name] for name in sorted(fields))
    digest = hmac.new(auth_token.encode(), said.encode(), hashlib.sha1).digest()
    return {"X-Twilio-Signature": base64.b64encode(digest).decode()}
