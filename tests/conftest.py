"""What holds for every test of every folder."""

from __future__ import annotations

from tests.clocks import pytest_itemcollected, pytest_runtest_protocol, pytest_runtest_teardown

__all__ = ["pytest_itemcollected", "pytest_runtest_protocol", "pytest_runtest_teardown"]
