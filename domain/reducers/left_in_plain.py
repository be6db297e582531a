"""What earlier releases put on record in plain although it is personal, and where it belongs (R23).

Such a field was none that an erasure takes out then: the title of a task, the place of an interview in the record of
somebody who was joined, a reason that quotes what was said. Pure: what an entry holds goes in and comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from domain.events import EVENT_TYPES
from domain.reducers.merged_history import taken_apart_again

_WITH_RECORD: Final = ("history_joined", "recovered")


def put_apart(
    kind: str, payload: Mapping[str, Any], personal: Mapping[str, Any], quotes: Callable[[str], bool]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What an entry of that type says in plain, and what is personal in it, as they are to be.

    `quotes`: does a reason have words in it that are theirs?
    """
    public, private = dict(payload), dict(personal)
    for name in EVENT_TYPES[kind].personal & public.keys() if kind in EVENT_TYPES else ():
        private[name] = public.pop(name)
    if kind in _WITH_RECORD and public.get("record"):
        details = private.get("details") or {}
        public["record"], apart = taken_apart_again(public["record"], details)
        if apart != {"applications": {}} and apart != details:
            private["details"] = apart
    if any(quotes(one.get("text", "")) for one in public.get("why", ()) if isinstance(one, Mapping)):
        private["why"] = public.pop("why")
    return public, private
