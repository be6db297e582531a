"""Key management systems that hold the keys of the months (docs/encryption.md)."""
