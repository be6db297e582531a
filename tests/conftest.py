"""What holds for every test of every folder. The zones are those of the pinned table, as in the product."""

from __future__ import annotations

from domain.time.zones import use_pinned_table
from tests.clocks import pytest_itemcollected, pytest_runtest_protocol, pytest_runtest_teardown

__all__ = ["pytest_itemcollected", "pytest_runtest_protocol", "pytest_runtest_teardown"]

use_pinned_table()
