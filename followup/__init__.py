"""Follow-up with candidates that cannot fall silent. Importing this changes nothing; the way in is `__main__`."""
