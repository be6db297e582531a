"""What works, and for whom: the figures K1-K13 (docs/domain.md), from one row for each message."""
