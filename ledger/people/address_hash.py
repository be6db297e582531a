"""Addresses as the ledger keys them: an HMAC of the normalised form, so that no address stands in a table's key.

The secret keys come newest first. What is written is sealed under the newest; what is looked up is tried under all.
An old key must stay in the list as long as what was sealed under it is to be found: suppressions are for good (R7).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from domain.addresses import BadAddress, normal_email, normal_phone
from domain.people.person_names import comparable


@dataclass(frozen=True, slots=True)
class HashedAddress:
    """One address under every key, newest first."""

    all: tuple[str, ...]

    @property
    def newest(self) -> str:
        return self.all[0]


def normal_or_empty(email: str) -> str:
    """The address as it is on record; empty where it is none."""
    try:
        return normal_email(email) if email else ""
    except BadAddress:
        return ""


class AddressHasher:
    """Seals addresses under the secret keys."""

    def __init__(self, secret_keys: Sequence[str]) -> None:
        if not secret_keys or not all(secret_keys):
            raise ValueError("the ledger needs at least one secret key, and none may be empty")
        self._keys = tuple(key.encode() for key in secret_keys)

    def email(self, address: str) -> HashedAddress | None:
        """The address sealed; None where it is empty or no address."""
        try:
            return self._seal(f"email:{normal_email(address)}") if address else None
        except BadAddress:
            return None

    def phone(self, number: str, country: str = "") -> HashedAddress | None:
        """The number sealed, read in `country` where it has no `+`; None where it is empty or no number."""
        try:
            return self._seal(f"phone:{normal_phone(number, country)}") if number else None
        except BadAddress:
            return None

    def name(self, name: str, told_in: str) -> HashedAddress | None:
        """The name sealed, the same for names that agree; None where it is none. `told_in` is the fact that has it: so
        the same name of somebody else is sealed differently.
        """
        plain = comparable(name)
        return self._seal(f"name:{told_in}:{plain}") if plain else None

    def _seal(self, text: str) -> HashedAddress:
        return HashedAddress(tuple(hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for key in self._keys))
