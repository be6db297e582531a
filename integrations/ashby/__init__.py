"""Ashby: what its webhooks say."""
