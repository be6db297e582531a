"""Lever: what its webhooks say, and the API that they have to be read with."""
