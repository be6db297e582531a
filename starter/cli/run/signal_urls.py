"""`signal-urls`: what to paste into each vendor's set-up page, and what is still to be set here."""

from __future__ import annotations

import textwrap
from typing import Any

from settings import read_settings
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json


def signal_urls(as_json: AsJson = False) -> None:
    """Show the addresses your ATS and providers post to, where to paste each, and which secrets are set."""
    from gateway.webhooks.sources import HOOKS
    from settings import variable

    settings = read_settings()
    base = settings.public_url or "http://127.0.0.1:8080"
    rows: list[dict[str, Any]] = [
        {
            "vendor": hook.vendor,
            "url": f"{base}{hook.path}",
            "paste": hook.paste,
            "events": list(hook.events),
            "settings": {variable(name): bool(getattr(settings, name)) for name in hook.needs},
            "open": not hook.missing(settings),
        }
        for hook in HOOKS
    ]
    if as_json:
        print_json(rows)
        return
    if settings.public_url is None:
        print(
            "FOLLOWUP_PUBLIC_URL is not set, so these addresses only work on this computer: set it to the https address"
        )
        print("at which the gateway can be reached from outside.\n")
    for row in rows:
        print(f"{'✓' if row['open'] else '·'} {row['vendor']:<17} {row['url']}")
        print(f"    paste into  {row['paste']}")
        if row["events"]:
            print(_listed("    events      ", row["events"]))
        needed = ", ".join(f"{name} {'is set' if there else 'is NOT set'}" for name, there in row["settings"].items())
        print(f"    needs       {needed}")
    closed = sum(not row["open"] for row in rows)
    if closed:
        which = "is closed until its settings are" if closed == 1 else "are closed until their settings are"
        print(f"\n{closed} of {len(rows)} {which} complete and the gateway is restarted.")


def _listed(head: str, names: list[str]) -> str:
    """The names behind a head, in lines that break between two of them."""
    whole = "; ".join(name.replace(" ", "\u00a0") for name in names)
    return textwrap.fill(whole, 115, initial_indent=head, subsequent_indent=" " * len(head)).replace("\u00a0", " ")
