"""The mail with a link to log in."""

from __future__ import annotations

from typing import Final

SUBJECT: Final = "Your login link for the followup desk"

WORDS: Final = """\
Hi {name},

Here's your link to the desk. It works once, for half an hour:

{link}

If you didn't ask for it, ignore this email. Nobody can log in without the link.
"""


def mail_of(name: str, url: str, token: str) -> tuple[str, str]:
    """Its subject and its Markdown."""
    return SUBJECT, WORDS.format(name=name.split(" ")[0] or "there", link=f"{url.rstrip('/')}/in/{token}")
