"""Checks that look outside: what they find is judged in `domain/checks`."""
