"""Where the keys are under which people's words are sealed, and where it stands who was erased: as the settings say."""

from __future__ import annotations

from pathlib import Path

from clock import Clock, host_now
from ledger.keys.key_mirror import KeyMirror
from ledger.keys.key_store import FolderKeys
from ledger.keys.person_keys import KeyPlace
from ledger.people.erasures_file import ErasuresFile
from settings import BadSetting, Settings


def key_place(settings: Settings, clock: Clock = host_now) -> KeyPlace:
    """A folder, or a KMS. Asks nobody, and makes nothing. Raises BadSetting.

    The home's folder lasts where the ledger is a file beside it. With PostgreSQL the home may be a container's, gone
    with it, or one of several: there it has to be named.
    """
    where = settings.key_store
    if not where.startswith("vault+"):
        folder = Path(where) if where else settings.home / "keys"
        lasts = bool(where) or not settings.ledger_url.startswith("postgresql")
        return KeyPlace(FolderKeys(folder), clock, lasts=lasts, mirror=KeyMirror(folder))
    from integrations.kms.vault import VaultKeys  # late: most have a folder

    store = VaultKeys(where.removeprefix("vault+"), _token(settings), settings.vault_namespace)
    # Each host has a home of its own: on several, what one shreds would stay in the others'.
    alone = not settings.ledger_url.startswith("postgresql")
    return KeyPlace(store, clock, mirror=KeyMirror(settings.keys_folder, makes_folder=True) if alone else None)


def erasures_file(settings: Settings) -> ErasuresFile:
    """Who was erased: in a file of this host, and in the Vault where the keys are in one. Asks nobody.

    Raises BadSetting.
    """
    where = settings.key_store
    if not where.startswith("vault+"):
        return ErasuresFile(settings.erasures_file)
    from integrations.kms.vault import VaultLines

    url, place = where.removeprefix("vault+"), settings.vault_kv
    return ErasuresFile(settings.erasures_file, VaultLines(url, place, _token(settings), settings.vault_namespace))


def _token(settings: Settings) -> str:
    if settings.vault_token is None:
        raise BadSetting("FOLLOWUP_KEYS names a Vault, so VAULT_TOKEN is needed: a token for its transit engine.")
    return settings.vault_token.get_secret_value()
