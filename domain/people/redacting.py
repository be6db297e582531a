"""Taking the words out of one thing on record (R23): what it says of somebody who is erased, or should not be there.

That it happened stays, and when, and what followed from it; the chain of hashes still holds.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from domain.events import Event, Redacted, ReplyReceived
from domain.events.envelope import ERASED
from domain.replies import recorded_reply
from domain.state.consent import change_of

_STAY: Final = frozenset(
    {
        *("candidate", "tags", "tagged", "untagged", "address_mark", "message_id", "link", "location", "changes"),
        *("by", "interviewers"),
    }
)
"""Personal fields that are no words, or that what is owed to the person hangs on; they are changed, not taken out."""

_STAYS_WHOLE: Final = ("recovered", "redacted", "undone", "erased", "put_apart")

NO_WORDS: Final = "Nothing that anybody wrote is in that entry any more."
_READ_BY_WORDS: Final = "How that reply counts hangs on its words, so they can't be taken out."
_HOLDS_MORE: Final = "What that entry holds says where they stand, so it can't be taken out."


def fields_to_take_out(event: Event, there: Collection[str]) -> tuple[str, ...]:
    """The personal fields of this fact, among those that are there, whose words go."""
    if event.type in _STAYS_WHOLE:
        return ()
    return tuple(sorted(name for name in there if name in event.personal - _STAY))


def why_not(event: Event, there: Collection[str]) -> str | None:
    """Why the words of this fact stay, in a sentence; None where they may go."""
    if event.type in _STAYS_WHOLE:
        return _HOLDS_MORE
    if (
        isinstance(event, ReplyReceived)
        and "text" in there
        and _as_it_counts(event) != _as_it_counts(event.replace(text=ERASED))
    ):
        return _READ_BY_WORDS
    return None if fields_to_take_out(event, there) else NO_WORDS


def leaves_words_behind(fact: Event) -> bool:
    """Should the clock go on in a new run, because this one's history holds what was taken out of the record?"""
    return isinstance(fact, Redacted)


def _as_it_counts(reply: ReplyReceived) -> tuple[object, ...]:
    """All that is made of a reply: a stop, a withdrawal, an answer …; it must stay what it was."""
    text = reply.text
    bare = recorded_reply.is_stop_word(text, reply.channel)
    asks = recorded_reply.wants_texts_again(text), recorded_reply.asks_who_we_are(text)
    return (recorded_reply.read(reply), tuple(change_of(reply)), bare, asks, bool(text.strip()))
