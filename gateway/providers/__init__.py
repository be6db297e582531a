"""The providers of mail and texts, one file each."""
