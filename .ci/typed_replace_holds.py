"""Read by mypy and never run: what `typed_replace.py` refuses. An ignore that nothing needs is an error of its own."""

from __future__ import annotations

from domain.state.model import Offer


def wrong(offer: Offer) -> list[Offer]:
    return [
        offer.replace(title="Engineer", expires_on=None),
        offer.replace(titel="Engineer"),  # type: ignore[call-arg]
        offer.replace(title=None),  # type: ignore[arg-type]
    ]
