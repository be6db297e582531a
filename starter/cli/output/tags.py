"""Tags as somebody types them (`--tag eu`, `+eu`), and as the timeline tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from domain.tags import BadTag, tags_in
from starter.cli.errors import Wrong
from starter.wording.candidates import plain

HELP: Final = "Only those with this tag; repeat it to require several tags."


def read_tags(text: str) -> tuple[str, ...]:
    """The tags that somebody typed. Raises Wrong."""
    try:
        return tags_in(text)
    except BadTag as error:
        raise Wrong(f"{error}.") from None


def wanted_tags(typed: Sequence[str]) -> tuple[str, ...]:
    """The tags that are looked for. Raises Wrong."""
    found = [read_tags(one) for one in typed]
    if not all(found):
        raise Wrong("--tag: say which tag to look for, such as --tag eu.")
    return tuple(dict.fromkeys(tag for tags in found for tag in tags))


def unknown(wanted: Sequence[str], known: Sequence[str]) -> str:
    """That nobody has one of these tags at all, and which may be meant; empty where each is somebody's."""
    missing = next((tag for tag in wanted if tag not in known), None)
    if missing is None:
        return ""
    near = get_close_matches(missing, known, n=1)
    return f"Nobody has the tag “{plain(missing)}”" + (f"; did you mean “{plain(near[0])}”?" if near else ".")
