"""The opaque reference by which a text's status callback names its touch (docs/architecture.md, "Delivery")."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

from domain.names import digest

PARAMETER = "ref"


def callback_reference(touch_key: str) -> str:
    """A digest of the touch key: says nothing about the person to whoever sees the address."""
    return digest(touch_key)


def callback_address(base: str, touch_key: str) -> str:
    """The status callback's address for one touch: the base with `ref=` added, other parameters kept."""
    parts = urlsplit(base)
    query = urlencode({PARAMETER: callback_reference(touch_key)})
    return urlunsplit(parts._replace(query=f"{parts.query}&{query}" if parts.query else query))
