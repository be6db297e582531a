"""Benchmarks: what the product costs, and how that compares. They assert nothing; run one with `python -m bench.NAME`."""
