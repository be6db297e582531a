"""Time: zones and what they are called."""
