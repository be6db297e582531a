"""Checks: whether what is set up can work, each finding a sentence that says what to do."""
