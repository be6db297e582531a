"""What goes through Temporal, sealed under the key of the person it is about (docs/encryption.md).

The codec learns from the SDK whose workflow a payload belongs to. It opens by the key's id, which stands beside what it
seals, and reads what is not sealed as it is: other systems may signal in plain, and old histories replay.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final, Self, cast

from temporalio.api.common.v1 import Payload
from temporalio.converter import (
    ActivitySerializationContext,
    DataConverter,
    PayloadCodec,
    SerializationContext,
    WithSerializationContext,
    WorkflowSerializationContext,
)

from ledger.keys.person_keys import INSTALLATION, PersonKey, PersonKeys
from ledger.keys.sealing import opened, seal

ENCODING: Final = b"binary/encrypted"
KEY_ID: Final = "followup-key-id"
"""The metadata that names the key: a codec server is told nothing else, and what lacks it others have encrypted."""

_KEPT: Final = 5_000
"""Converters kept: more than a worker has candidates in its cache."""

_PEOPLE: Final = "candidate-"
_INTAKE: Final = "intake-"


class SealingConverter(DataConverter):
    """A data converter with our codec, kept for each workflow: the SDK asks for one twice a payload, and making it
    costs more than sealing does.
    """

    def with_context(self, context: SerializationContext) -> Self:
        """As the SDK's: payload and failure converters know no context here."""
        codec = self.payload_codec
        if not isinstance(codec, PersonCodec):
            return super().with_context(context)
        whose = _whose(context)
        if whose == codec.whose:
            return self
        made = codec.converters.get(whose)
        if made is None:
            if len(codec.converters) > _KEPT:
                codec.converters.clear()
            made = codec.converters[whose] = super().with_context(context)
        return cast(Self, made)


class PersonCodec(PayloadCodec, WithSerializationContext):
    """Seals for one workflow; opens for any. Safe to share."""

    __slots__ = ("_keys", "_namespace", "converters", "whose")

    def __init__(
        self,
        keys: PersonKeys,
        namespace: str,
        whose: str | None = INSTALLATION,
        converters: dict[str | None, DataConverter] | None = None,
    ) -> None:
        """`whose` is the id of the workflow; None for what stays plain. `converters` are those of others."""
        self._keys, self._namespace, self.whose = keys, namespace, whose
        self.converters: dict[str | None, DataConverter] = {} if converters is None else converters

    def with_context(self, context: SerializationContext) -> PersonCodec:
        """The same for what the SDK has in hand now."""
        whose = _whose(context)
        return self if whose == self.whose else PersonCodec(self._keys, self._namespace, whose, self.converters)

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """As the SDK's. Raises KeyShredded, KeysUnavailable and LedgerUnavailable."""
        if not payloads or self.whose is None or not await self._encrypts():
            return list(payloads)
        key = self._keys.known_of(self.whose)
        if key is None:
            key = await asyncio.to_thread(self._keys.of_workflow, self.whose)
        return [self._sealed(payload, key) for payload in payloads]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """As the SDK's. Raises KeyShredded, KeysUnavailable, LedgerUnavailable, and NotSealedHere."""
        return [await self._opened(payload) if _is_ours(payload) else payload for payload in payloads]

    async def _encrypts(self) -> bool:
        known = self._keys.encrypts_as_known
        return await asyncio.to_thread(lambda: self._keys.encrypts) if known is None else known

    def _sealed(self, payload: Payload, key: PersonKey) -> Payload:
        if _is_ours(payload):  # handed on as it came
            return payload
        return Payload(
            metadata={"encoding": ENCODING, KEY_ID: key.key_id.encode()},
            data=seal(key.cipher, payload.SerializeToString(), self._about(key)),
        )

    async def _opened(self, payload: Payload) -> Payload:
        key_id = payload.metadata.get(KEY_ID, b"").decode(errors="replace")
        key = self._keys.known(key_id)
        if key is None:
            key = await asyncio.to_thread(self._keys.by_id, key_id)
        return Payload.FromString(opened(key.cipher, payload.data, self._about(key)))

    def _about(self, key: PersonKey) -> bytes:
        return f"{self._namespace}\n{key.workflow_id}".encode()


def _is_ours(payload: Payload) -> bool:
    """What another system has encrypted is handed on to the clock, which refuses it on the record."""
    return payload.metadata.get("encoding") == ENCODING and KEY_ID in payload.metadata


def _whose(context: SerializationContext) -> str | None:
    """Under whose key it is sealed. What an intake is given and answers stays plain, for another system reads it."""
    if not isinstance(context, WorkflowSerializationContext | ActivitySerializationContext):
        return INSTALLATION
    ident = context.workflow_id or ""
    if ident.startswith(_INTAKE):
        return ident if isinstance(context, ActivitySerializationContext) else None
    return ident if ident.startswith(_PEOPLE) else INSTALLATION
