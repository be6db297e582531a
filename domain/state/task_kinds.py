"""What a task is about, by kind, and the words in its title that others look for."""

from __future__ import annotations

from typing import Final

ANSWER = "answer"
PROMISE = "promise"
UNPLACED = "unplaced"
"""Asks where somebody stands whose stage nobody could read as they came in."""

APPROVE = "approve"
DOUBT = "doubt"
"""They may have asked us to stop: a person says what they meant (R3)."""
STOPPED = "stopped"
"""They asked us to stop: a person closes or confirms the application (R7)."""
FEEDBACK = "feedback"
"""They told us how we did (R14)."""
ERASURE = "erasure"
"""They, or their ATS, asked us to erase them: a yes carries it out (R23)."""
LAW = "law"
"""A date by which the law wants them to have word (R24)."""
COLLEAGUE = "colleague"
"""A colleague was asked about them and has not answered, or can't be reached (R14)."""
CALL = "call"
CALLS = (CALL, "reach")
"""A colleague is to speak to them: not while they may want to be left in peace, and not once they do (R3, R7)."""

REPLY: Final = "Reply to their message"
"""What is asked after a message that is nothing but a message."""

REPLY_ALONE: Final = (REPLY, "Answer their reply")
"""The same, also as older releases put it on record."""

NEWS: Final = "decide, or add a note with news or a reason (`followup note`)"
"""How a title ends that asks for what goes into the third word of a delay (R2)."""

ASKS_FOR_NEWS: Final = (
    NEWS,
    "decide, or add a line of news or a reason (`followup note`)",
    "decide, or give one sentence of news or a reason for the update (`followup note`)",
)
"""The same, also as older releases put it on record."""

OR_WRITE: Final = "; if not, write to them yourself"
"""How a title goes on that asks to write to them."""
