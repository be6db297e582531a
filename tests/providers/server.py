"""SendGrid and Twilio for the tests: the server of `followup sandbox`."""

from __future__ import annotations

from sandbox.journal import Handled, ReceivedMail, ReceivedText
from sandbox.server import ProviderServer

__all__ = ["Handled", "ProviderServer", "ReceivedMail", "ReceivedText"]
