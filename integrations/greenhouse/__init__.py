"""Greenhouse: what its web hooks say."""
