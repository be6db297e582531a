"""Reading what candidates write: the words, the mail around them, and what they ask for (R3, R7, R8)."""
