"""Logins with the company's identity provider, as Temporal's web UI passes them on (docs/encryption.md)."""
