"""Benchmarks: what the product costs, and how that compares. They assert nothing: `python -m bench.NAME` runs one."""
