"""An installation whose files can be lost: Temporal's database and the ledger as files, copied and put back."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

from domain.names import Channel
from ledger.operations.backup import copy_database
from starter.embedded import LocalServer, end, free_port, spawn, wait_until_listening
from starter.recovery import ClocksAccount, LedgerAccount, recover_clocks, recover_ledger
from tests.house import QUICK, House, build, connected
from tests.senders import Provider
from tests.temporal import SPARING

TOUCHES = 6
"""Of the quick playbook: a hello and five updates, a second apart."""


class Installation:
    """Server, ledger and a provider that counts; nothing of the provider's is ever lost."""

    def __init__(self, folder: Path) -> None:
        self.home, self.copies = folder / "home", folder / "copies"
        self.home.mkdir()
        self.copies.mkdir()
        self.server = LocalServer(port=free_port(), database=self.home / "temporal.db")
        self.provider = Provider(self.home)
        self._process: subprocess.Popen[bytes] | None = None
        self.house: House

    async def start(self, *, playbook: Path = QUICK) -> House:
        """The server, and what a command or a worker opens when it starts."""
        self._process = spawn(self.server.command(), log=self.home / "server.log", env=SPARING)
        wait_until_listening(self.server.port, self._process)
        tag = self.house.tag if hasattr(self, "house") else None
        self.house = build(await connected(self.server.address), self.home, playbook=playbook)
        self.house.senders[Channel.EMAIL] = self.provider
        if tag:
            self.house.tag = tag
        return self.house

    def stop(self) -> None:
        """Everything, in good order."""
        if hasattr(self, "house"):
            self.house.ledger.close()
        if self._process is not None:
            end(self._process, patience=10)
            self._process = None

    def copy(self, name: str) -> None:
        """A backup, while everything runs."""
        copy_database(self.home / name, self.copies / name)

    def lose(self, name: str, *, restore: bool = False) -> None:
        """With everything stopped: the file is gone, or an older copy stands in its place."""
        assert self._process is None
        for suffix in ("", "-wal", "-shm"):
            (self.home / f"{name}{suffix}").unlink(missing_ok=True)
        if restore:
            (self.copies / name).rename(self.home / name)

    async def recover_ledger(self, **more: Any) -> LedgerAccount:
        return await recover_ledger(self.house.followup, **more)

    async def recover_clocks(self, **more: Any) -> ClocksAccount:
        return await recover_clocks(self.house.followup, **more)

    # ------------------------------------------------------------ what is seen from outside

    def sent(self, ident: str) -> int:
        return sum(key.startswith(f"{ident}/") for key in self.provider.posts)

    def twice(self) -> dict[str, int]:
        return {key: n for key, n in Counter(self.provider.posts).items() if n > 1}

    def all_sent(self, *idents: str) -> bool:
        """Has each got everything, and does the ledger know of it?"""
        known = all(self.house.ledger.status(i) and self._is_calm(i) for i in idents)
        return known and all(self.sent(i) == TOUCHES for i in idents)

    def _is_calm(self, ident: str) -> bool:
        view = self.house.ledger.status(ident)
        return view is not None and view["state"] != "attention" and view["next"] is None
