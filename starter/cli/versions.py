"""`version`: which release this is, and which playbook is in force."""

from __future__ import annotations

from contextlib import closing
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as of_package

from domain.releases import SCHEMA_NUMBER
from settings import BadSetting, read_settings
from starter.cli.options import AsJson
from starter.cli.saying import plain, print_json


def version(as_json: AsJson = False) -> None:
    """This release, its schema number, and the playbook in force where there is one."""
    release = _release()
    playbook, note = version_in_force()
    if as_json:
        print_json({"version": release, "schema": SCHEMA_NUMBER, "playbook": playbook, "note": note})
        return
    print(f"followup  {release or 'not installed as a package, so its version is not known'}")
    print(f"schema    {SCHEMA_NUMBER}")
    print(f"playbook  {playbook or '-'}{f'  ({plain(note)})' if note else ''}")


def _release() -> str | None:
    try:
        return of_package("followup")
    except PackageNotFoundError:  # run from a folder of source
        return None


def version_in_force() -> tuple[str | None, str]:
    """The version of the playbook in force, and why there is none. Whatever is wrong with settings or ledger, which
    release this is can still be said.
    """
    from ledger.engine import Database, LedgerUnavailable
    from ledger.playbooks import Playbooks
    from starter.cli.people import is_there

    try:
        settings = read_settings()
        is_there(settings)
        with closing(Database(settings.ledger_address)) as database:
            found = Playbooks(database).version_in_force()
    except (BadSetting, LedgerUnavailable) as error:
        return None, str(error)
    return found, "" if found else "none is in force yet"
