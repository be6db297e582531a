"""Delivery: from whom a message goes."""
