"""Each change of the ledger's tables, one file each, in the order of their numbers; what is released is never edited.

The number of the newest is also `HEAD` in `ledger/operations/migrating.py`: a new file here is named there, too.
"""
