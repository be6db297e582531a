"""The mail with a link to log in."""

from __future__ import annotations

from typing import Final

from desk.locales.translating import N_, _

SUBJECT: Final = N_("Your login link for the followup desk")

WORDS: Final = N_("""\
Hi %(name)s,

Here's your link to the desk. It works once, for half an hour:

%(link)s

If you didn't ask for it, ignore this email. Nobody can log in without the link.
""")


def mail_of(name: str, url: str, token: str) -> tuple[str, str]:
    """Its subject and its Markdown."""
    link = f"{url.rstrip('/')}/in/{token}"
    return _(SUBJECT), _(WORDS, name=name.split(" ")[0] or "there", link=link)
