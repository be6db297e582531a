"""How facts change the state, by subject."""
