"""`page`: the address of a candidate's own page, and the end of all links to it that are out."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from settings import read_settings
from starter.cli.errors import Wrong
from starter.cli.options import AsJson, Ident
from starter.cli.output.formatting import print_json
from starter.cli.people import found, open_ledger
from starter.wording.candidates import plain
from starter.wording.instants import now


def page(
    ident: Ident,
    revoke: Annotated[bool, typer.Option("--revoke", help="Revoke every link issued so far.")] = False,
    as_json: AsJson = False,
) -> None:
    """Get a link to a candidate's own page, to see it or to share it with them. Anyone who has it can open it."""
    settings = read_settings()
    if settings.public_url is None and not revoke:
        raise Wrong("FOLLOWUP_PUBLIC_URL is not set, so there are no pages to link to (docs/pages.md).")
    with open_ledger(settings) as ledger:
        person = found(ledger, ident)
        moment = now()
        if revoke:
            for one in (person.id, *person.joined):
                ledger.links.revoke(one, moment)
            said: dict[str, Any] = {"id": person.id, "revoked_at": moment.isoformat()}
            words = f"Existing links to {plain(person.name)}'s page no longer work; their next message has a new one."
        else:
            words = f"{settings.public_url}/c/{ledger.links.plain(person.id, moment)}"
            said = {"id": person.id, "url": words}
    print_json(said) if as_json else print(words)
