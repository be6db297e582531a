"""Who looks at the provider beside its senders: the protocol of what answers a browser."""

from __future__ import annotations

from typing import Protocol

from sandbox.answers import Answer, Headers


class Visitor(Protocol):
    """Answers what is no vendor's address."""

    def refuses(self, headers: Headers) -> Answer | None:
        """Why a request may not come in at all, whatever it asks; None where it may."""
        ...

    def answer(self, method: str, target: str, headers: Headers, content: bytes) -> Answer | None:
        """The answer; None where there is no such address."""
        ...
