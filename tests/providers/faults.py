"""The ways in which one request to a provider can go wrong, for `ProviderServer.script`."""

from __future__ import annotations

from sandbox.faults import (
    KINDS,
    Fault,
    Faults,
    accept_then_close,
    accept_then_cut,
    accept_then_hang,
    accept_then_reset,
    close,
    hang,
    of_kind,
    redirect,
    refuse,
    reset,
    server_error,
    slow,
    slow_drip,
    too_many,
    vendor_says,
    wrong_json,
)

__all__ = [
    "KINDS",
    "Fault",
    "Faults",
    "accept_then_close",
    "accept_then_cut",
    "accept_then_hang",
    "accept_then_reset",
    "close",
    "hang",
    "of_kind",
    "redirect",
    "refuse",
    "reset",
    "server_error",
    "slow",
    "slow_drip",
    "too_many",
    "vendor_says",
    "wrong_json",
]
