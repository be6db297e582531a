"""Where the monthly keys are that wrap everybody's own key: outside the ledger, in a folder or a KMS."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

from ledger.engine import LedgerUnavailable
from ledger.keys.sealing import KEY_BYTES, new_key


class KeysUnavailable(LedgerUnavailable):
    """The keys cannot be had now: wait and try again, as for the ledger. One sentence that says what to do."""


class KeyLost(KeysUnavailable):
    """One person's key that the ledger lacks, or that is damaged there: others can be read."""


class KeyShredded(Exception):
    """The key of somebody who was erased: what was sealed under it can never be read again, and nothing new is."""

    def __init__(self) -> None:
        super().__init__("This person was erased, and what was on record about them can't be read any more.")


class KeyStore(Protocol):
    """Holds a key per epoch (a month, as `2026-11`). All methods raise KeysUnavailable."""

    def make(self, epoch: str) -> tuple[bytes, str]:
        """The epoch's key, made where there is none, and what the ledger has to keep so that `read` finds it."""

    def read(self, epoch: str, kept: str) -> bytes:
        """The epoch's key; `kept` is what `make` gave the ledger to keep."""

    def destroy(self, epoch: str) -> None:
        """Have the key gone for good; nothing, where it is."""

    def keep(self) -> None:
        """Do what is due so that it can be asked tomorrow, too. Called now and then."""


class FolderKeys:
    """A file per epoch in a folder that this user alone can read. Every host of an installation needs the same one."""

    def __init__(self, folder: Path) -> None:
        self.folder: Final = folder

    def make(self, epoch: str) -> tuple[bytes, str]:
        """As `KeyStore`: of several processes that make one at once, the first one's counts."""
        path = self._path(epoch)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not path.exists():
                self._write(path)
        except OSError as error:
            raise KeysUnavailable(
                f"A key can't be written to {self.folder} ({error.strerror}); check the folder, or set FOLLOWUP_KEYS."
            ) from None
        return self.read(epoch, ""), ""

    def _write(self, path: Path) -> None:
        own = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(own, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(base64.b64encode(new_key()) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(own, path)  # atomic
        finally:
            own.unlink()
        self._keep_the_folder()  # the key is used at once: after a power cut it has to be there

    def read(self, epoch: str, kept: str) -> bytes:
        """As `KeyStore`."""
        path = self._path(epoch)
        try:
            key = base64.b64decode(path.read_bytes().strip(), validate=True)
        except FileNotFoundError:
            raise KeysUnavailable(
                f"The key file {path} is missing; put it back from your backup of the keys, or point FOLLOWUP_KEYS at "
                "the folder that has it."
            ) from None
        except OSError as error:
            raise KeysUnavailable(
                f"The key file {path} can't be read ({error.strerror}); give this user the right to."
            ) from None
        except (binascii.Error, ValueError):
            key = b""
        if len(key) != KEY_BYTES:
            raise KeysUnavailable(f"The key file {path} is damaged; put it back from your backup of the keys.")
        return key

    def destroy(self, epoch: str) -> None:
        """As `KeyStore`. The bytes are overwritten first, which on most disks is the best that can be done."""
        path = self._path(epoch)
        try:
            descriptor = os.open(path, os.O_WRONLY)
            with os.fdopen(descriptor, "wb") as file:
                file.write(b"\0" * path.stat().st_size)
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
            self._keep_the_folder()
        except FileNotFoundError:
            return
        except OSError as error:
            raise KeysUnavailable(
                f"The key file {path} can't be removed ({error.strerror}); give this user the right to."
            ) from None

    def keep(self) -> None:
        """As `KeyStore`: nothing is ever due."""

    def _keep_the_folder(self) -> None:
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _path(self, epoch: str) -> Path:
        return self.folder / f"{epoch}.key"
