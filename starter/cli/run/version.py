"""`version`: which release this is, which playbook is in force, and where its docs are."""

from __future__ import annotations

from contextlib import closing

from domain.events.releases import SCHEMA_NUMBER
from settings import BadSetting, read_settings
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.installed import ROOMS, release
from starter.wording.candidates import plain


def version(as_json: AsJson = False) -> None:
    """Show the release, its schema number, the playbook in force, and where the docs are."""
    number = release()
    playbook, note = version_in_force()
    if as_json:
        print_json({"version": number, "schema": SCHEMA_NUMBER, "playbook": playbook, "note": note, "docs": _docs()})
        return
    print(f"followup  {number or 'not installed as a package, so its version is not known'}")
    print(f"schema    {SCHEMA_NUMBER}")
    print(f"playbook  {playbook or '-'}{f'  ({plain(note)})' if note else ''}")
    print(f"docs      {_docs() or '-'}")


def _docs() -> str | None:
    """The folder of this release's pages, which other commands point to as docs/….md; an image has none."""
    folder = ROOMS / "docs"
    return str(folder) if folder.is_dir() else None


def version_in_force() -> tuple[str | None, str]:
    """The version of the playbook in force, and why there is none. Whatever is wrong with settings or ledger, which
    release this is can still be said.
    """
    from ledger.engine import Database, LedgerUnavailable
    from ledger.playbooks.in_force import Playbooks
    from starter.cli.people import is_there

    try:
        settings = read_settings()
        is_there(settings)
        with closing(Database(settings.ledger_address)) as database:
            found = Playbooks(database).version_in_force()
    except (BadSetting, LedgerUnavailable) as error:
        return None, str(error)
    return found, "" if found else "none is in force yet"
