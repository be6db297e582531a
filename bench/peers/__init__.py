"""The product, and what people would use instead: each does the work of `bench.work` in its own way (README.md)."""

from __future__ import annotations

import importlib
from pathlib import Path

from bench.work import Peer, Work

PEERS = {
    "product": "Product",
    "floor": "Floor",
    "visible": "Visible",
    "usual": "Usual",
    "dbos": "Dbos",
    "celery": "CeleryRedis",
    "sqlpoll": "SqlPoll",
}
"""Module in this folder, and its class."""


def make(name: str, work: Work, folder: Path) -> Peer:
    """A peer on an empty folder; each loads its own libraries alone."""
    folder.mkdir(parents=True, exist_ok=True)
    made: Peer = getattr(importlib.import_module(f"bench.peers.{name}"), PEERS[name])(work, folder)
    return made
