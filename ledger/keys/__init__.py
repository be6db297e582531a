"""A key per person: what is personal can be read for as long as the key is there (docs/encryption.md)."""
