"""Benchmarks: what the product costs, and how that compares. They assert nothing: `python -m bench.NAME` runs one."""

from domain.time.zones import use_pinned_table

use_pinned_table()
