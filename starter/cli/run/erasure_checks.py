"""What `doctor` says of erasures: nothing, unless one is not getting on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keystore import erasures_file
from ledger.keys.key_store import KeysUnavailable
from settings import BadSetting

if TYPE_CHECKING:
    from ledger.store import Ledger
    from starter.cli.run.doctor import Visit


def say_erasures(visit: Visit, ledger: Ledger) -> None:
    """One line for each that a person has to see to, and one for those that wait for a worker; one where it can't be
    read who was erased.
    """
    try:
        erasures_file(visit.settings).entries()
    except (BadSetting, OSError, KeysUnavailable) as error:
        visit.add(
            "Erasure", False, str(error), "fix that: without it, a restored ledger would bring erased people back"
        )
    erasures = [ledger.erasures.one(ident) for ident in ledger.erasures.under_way()]
    for one in erasures:
        if one.says:
            visit.add(
                "Erasure",
                False,
                f"{', '.join(one.ids)}: {one.says}",
                "do that; it's looked for again every half hour, or at once by `followup erase ID`",
            )
    waiting = sum(one.state == "asked" for one in erasures)
    if waiting:
        visit.add(
            "Erasure",
            True,
            f"{waiting} waiting for a worker",
            "start one with `followup up` or `followup worker`",
            warns=True,
        )
