"""The candidates' own pages, under `/c/<token>`: where I stand, how to reach me, stop, ask, say how it was, my data."""
