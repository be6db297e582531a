"""What would happen next: looked at from before, by the rules that then decide."""
