"""What a decision looks at, by subject."""
