"""What a colleague may answer, written out for them to read and change first (R14)."""

from __future__ import annotations

from typing import Final

FEEDBACK_SUBJECT: Final = "Thank you for your feedback"

_MOST: Final = 600
"""Characters of their own words that are quoted."""


def answer_to_feedback(first_name: str, job_title: str, words: str) -> str:
    """Thanks for what they said of us, with what it was, so that they see that somebody has read it."""
    hello = f"Hi {first_name}," if first_name else "Hello,"
    about = f" with your application for {job_title}" if job_title else ""
    said = " ".join(words.split())
    said = said if len(said) <= _MOST else f"{said[:_MOST].rsplit(' ', 1)[0]} …"
    return (
        f"{hello}\n\nThank you for telling us how we did{about}. You wrote:\n\n> {said}\n\n"
        "I've read it, and I'll take it up with the team, so that the next person who applies has it better. If you'd "
        "like to add anything, just reply to this message."
    )
