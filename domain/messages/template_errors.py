"""What is wrong with a template, in words for somebody who writes messages and no code."""

from __future__ import annotations

import difflib
import re
from typing import Final

_TAGS: Final = ("if", "elif", "else", "endif", "include")
_UNKNOWN_TAG: Final = re.compile(r"Encountered unknown tag '(?P<tag>\w+)'")
_OPEN: Final = re.compile(r"innermost block that needs to be closed is '(?P<tag>\w+)'")
_PRINTING: Final = re.compile(r"expected token 'end of print statement', got (?P<what>.+)")
_BLOCK: Final = re.compile(r"expected token 'end of statement block', got (?P<what>.+)")


def in_words(said: str) -> str:
    """A template error of Jinja2's as one sentence without its end; unchanged where it is not one that people meet."""
    if found := _UNKNOWN_TAG.search(said):
        return _tag(found["tag"], open_tag["tag"] if (open_tag := _OPEN.search(said)) else "")
    if "Unexpected end of template" in said:
        tag = found["tag"] if (found := _OPEN.search(said)) else "if"
        return f"{{% {tag} %}} has no end; add {{% end{tag} %}}"
    if _PRINTING.search(said):
        return "what's between {{ and }} isn't a name; write one such as {{ candidate.first_name }}"
    if _BLOCK.search(said):
        return "what's between {% and %} can't be read; write something like {% if promise.by %}"
    return said


def _tag(tag: str, within: str) -> str:
    """`{% fi %}`, or a tag that stands where it cannot; `within` is the one that waits for its end."""
    if tag in _TAGS and within:
        return f"{{% {tag} %}} stands within {{% {within} %}}, which needs its {{% end{within} %}} first"
    if tag in _TAGS:
        begins = tag.removeprefix("end") if tag.startswith("end") else "if"
        return f"{{% {tag} %}} belongs to what does not begin; write {{% {begins} … %}} before it, or take it out"
    near = difflib.get_close_matches(tag, [f"end{within}" if within else "if", *_TAGS], n=1, cutoff=0.5)
    known = "there are {% if … %}, {% else %}, {% endif %} and {% include … %}"
    meant = f"did you mean {{% {near[0]} %}}?" if near else known
    return f"{{% {tag} %}} is unknown; {meant}"
