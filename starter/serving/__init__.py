"""What gateway and desk have in common as processes that listen."""
