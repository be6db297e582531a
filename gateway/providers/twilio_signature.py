"""Is a request signed by Twilio? HMAC over the address as Twilio has it and the form's fields.

Behind a proxy the address is not the one that arrives here: it is built from FOLLOWUP_PUBLIC_URL. There is no time in
the signature, so an old request cannot be told from a new one; the same thing said again is harmless by its MessageSid.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

from twilio.request_validator import RequestValidator, get_signature_algorithm

from domain.replies.mail.forms import pairs
from integrations.arrivals import Request, UnverifiedRequest
from settings import Settings


def _silent(_: logging.LogRecord) -> bool:
    return False


# It repeats what stands in a header that anybody may send.
logging.getLogger("twilio.request_validator").addFilter(_silent)

SIGNATURE: Final = "x-twilio-signature"
SIGNED: Final = frozenset({SIGNATURE})
SETTINGS: Final = "x-twilio-webhooks-signature-settings"
FORM: Final = "application/x-www-form-urlencoded"


class Form(dict[str, str]):
    """The fields of a request; of a name that stands there twice the last value, and all with `getlist`."""

    def __init__(self, given: Sequence[tuple[str, str]]) -> None:
        super().__init__(given)
        self._given = given

    def getlist(self, name: str) -> list[str]:
        """All values of a name, for the signature."""
        return [value for key, value in self._given if key == name]

    def text(self, name: str, limit: int = 300) -> str:
        """A field in one piece, without what no database takes; empty where there is none."""
        return self.get(name, "")[:limit].encode("utf-8", "replace").decode().replace("\0", "").strip()


def form_of(request: Request) -> Form:
    """The fields that were posted; empty where none can be read."""
    return Form(pairs(request.body))


class Verifier:
    """Checks with the account's token; several, separated by commas, while it is being changed."""

    def __init__(self, settings: Settings) -> None:
        token = settings.twilio_auth_token.get_secret_value() if settings.twilio_auth_token else ""
        self._validators = [RequestValidator(one.strip()) for one in token.split(",") if one.strip()]

    def check(self, request: Request) -> None:
        """Nothing where it is theirs. Raises UnverifiedRequest."""
        signature = request.headers.get(SIGNATURE, "")
        if not signature:
            raise UnverifiedRequest("The signature is missing.")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
            raise UnverifiedRequest("It isn't a form.")
        algorithm = get_signature_algorithm(request.headers.get(SETTINGS, ""))
        form = form_of(request)
        try:
            fits = [one.validate(request.url, form, signature, algorithm) for one in self._validators]
        except Exception:  # the package raises whatever comes up for an odd address or header
            fits = []
        if not any(fits):
            raise UnverifiedRequest(
                "The signature does not fit the address and the form; is FOLLOWUP_PUBLIC_URL right?"
            )
