"""The mail with a link to log in."""

from __future__ import annotations

from typing import Final

SUBJECT: Final = "Your link to the desk of followup"

WORDS: Final = """\
Hello {name},

this link opens the desk; it works once, for half an hour:

{link}

If you didn't ask for it, do nothing: nobody gets in without it.
"""


def mail_of(name: str, url: str, token: str) -> tuple[str, str]:
    """Its subject and its Markdown."""
    return SUBJECT, WORDS.format(name=name.split(" ")[0] or "there", link=f"{url.rstrip('/')}/in/{token}")
