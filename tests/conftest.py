"""What holds for every test of every folder."""

from __future__ import annotations

from hypothesis import settings

from tests.clocks import pytest_itemcollected, pytest_runtest_protocol, pytest_runtest_teardown

# How long an example takes says how busy the machine is, and nothing of the product.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

__all__ = ["pytest_itemcollected", "pytest_runtest_protocol", "pytest_runtest_teardown"]
