"""Questions to the ledger, one file each."""
