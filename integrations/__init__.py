"""Outside systems: a folder each, which knows their protocol, no Temporal and no settings."""
