"""The rows that reports are counted from: kept by a reader of the feed, and read."""
