"""The dev server with time skipping, for the tests that skip it; the runs of the harness start servers of their own."""

from __future__ import annotations

from tests.e2e.conftest import postgres_server, server

__all__ = ["postgres_server", "server"]
