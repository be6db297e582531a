"""Commands that tell: something about a candidate, or about a colleague."""
