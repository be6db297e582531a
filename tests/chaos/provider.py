"""SendGrid and Twilio for a run: the fault server with every kind of fault, and webhooks that come as they like.

It runs in the harness's own process, which nobody kills: what it accepted is what a person got.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from sandbox.faults import Faults
from sandbox.posting import Gateway
from sandbox.signing import EventKey
from sandbox.webhooks import Webhooks
from tests.providers.server import ProviderServer

SHARES: Final[Mapping[str, float]] = {
    "accept-then-hang": 0.004,
    "hang": 0.004,
    "accept-then-reset": 0.01,
    "reset": 0.008,
    "accept-then-close": 0.008,
    "close": 0.005,
    "accept-then-cut": 0.008,
    "accept-then-drip": 0.003,
    "slow": 0.03,
    "refuse": 0.002,
    "unauthorized": 0.004,
    "too-many": 0.02,
    "500": 0.008,
    "accept-then-500": 0.008,
    "502": 0.004,
    "503": 0.006,
    "accept-then-503": 0.004,
    "redirect": 0.004,
    "wrong-json": 0.005,
}
"""Of all messages: one in seven or so meets a fault."""


class Balanced(Gateway):
    """Several gateways behind one address: what is posted goes to one after the other."""

    def __init__(self, urls: Sequence[str], key: EventKey, auth_token: str) -> None:
        super().__init__(urls[0], key, auth_token)
        self._turn = itertools.cycle(urlsplit(url).netloc for url in urls)

    def _post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        return super()._post(urlunsplit(urlsplit(url)._replace(netloc=next(self._turn))), body, headers)


def provider(seed: int, scale: float, gateway: Gateway | None = None) -> ProviderServer:
    """A provider whose faults come by the seed, their shares scaled. With a gateway it tells of what it accepted:
    one in ten late, one in five twice, one in five out of order."""
    told = None
    if gateway is not None:
        told = Webhooks(gateway, seed=seed, delay=(0.1, 2), late=0.1, late_by=(4, 15), twice=0.2, disorder=0.2)
    return ProviderServer(faults=faults(seed, scale), webhooks=told)


def faults(seed: int, scale: float) -> Faults:
    return Faults(
        seed, {kind: share * scale for kind, share in SHARES.items()}, {"slow": 0.05 * scale, "503": 0.05 * scale}
    )
