"""Outside systems: one folder each, which knows their protocol and no Temporal."""
