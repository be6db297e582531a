"""The one way to Temporal: envconfig for the address, pydantic for the data (docs/architecture.md, "Settings")."""

from __future__ import annotations

import asyncio
import functools
import itertools
import json
import os
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, Final, Self, TypeVar

from temporalio.api.common.v1 import Payload
from temporalio.api.failure.v1 import Failure
from temporalio.client import Client
from temporalio.contrib.pydantic import PydanticJSONPlainPayloadConverter
from temporalio.converter import (
    CompositePayloadConverter,
    DataConverter,
    DefaultFailureConverter,
    DefaultPayloadConverter,
    JSONPlainPayloadConverter,
    PayloadConverter,
)
from temporalio.envconfig import ClientConfig
from temporalio.exceptions import FailureError
from temporalio.runtime import Runtime, TelemetryConfig
from temporalio.service import RPCError, RPCStatusCode

from domain.compact import Compact
from ledger.keys.person_keys import PersonKeys
from payload_codec import PersonCodec, SealingConverter
from settings import RUNNING_FILE, Settings

T = TypeVar("T")


class CompactJson(PydanticJSONPlainPayloadConverter):
    """The SDK's JSON, without what is at its default."""

    def to_payload(self, value: Any) -> Payload | None:
        if not isinstance(value, Compact):
            return super().to_payload(value)
        data = value.__pydantic_serializer__.to_json(value, exclude_defaults=True)
        return Payload(metadata={"encoding": self.encoding.encode()}, data=data)


class SharedConverter(CompositePayloadConverter):
    """The SDK's converters, made once: the SDK asks for a new one twice per activation, which was a
    twentieth of a worker's CPU, and one more for each workflow in its cache. It holds no state but a thread-safe cache.
    """

    _made: ClassVar[Self | None] = None

    def __new__(cls) -> Self:
        if cls._made is None:
            made = super().__new__(cls)
            kinds = DefaultPayloadConverter.default_encoding_payload_converters
            ours = (CompactJson() if isinstance(kind, JSONPlainPayloadConverter) else kind for kind in kinds)
            CompositePayloadConverter.__init__(made, *ours)
            cls._made = made
        return cls._made

    def __init__(self) -> None:
        """Nothing: it has been made."""


class QuietFailures(DefaultFailureConverter):
    """Failures without the words of exceptions that quote what they were given: histories are read in the web UI, and
    outlive an erasure. The kind and the place stay, and so do our own sentences and those of the system; where the
    installation is encrypted they are moved to where the codec seals them, as the SDK's own converter can do.
    """

    keys: ClassVar[PersonKeys | None] = None

    def to_failure(self, exception: BaseException, payload_converter: PayloadConverter, failure: Failure) -> None:
        super().to_failure(exception, payload_converter, failure)
        if not isinstance(exception, FailureError | OSError | RPCError) and not _is_ours(exception):
            failure.message = f"{type(exception).__name__}; what it says may be personal, so only its place is kept"
        if self.keys is not None and self.keys.encrypts_as_known:
            said = {"message": failure.message, "stack_trace": failure.stack_trace}
            failure.encoded_attributes.CopyFrom(payload_converter.to_payloads([said])[0])
            failure.message, failure.stack_trace = "Encoded failure", ""


def _is_ours(exception: BaseException) -> bool:
    """Was it written by us, as a sentence for people?"""
    rooms = (
        "domain", "workflows", "activities", "channels", "transport", "ledger", "integrations", "starter", "gateway",
        "settings", "connection",
    )  # fmt: skip
    return type(exception).__module__.partition(".")[0] in rooms


DATA_CONVERTER = DataConverter(payload_converter_class=SharedConverter, failure_converter_class=QuietFailures)
"""Plain `json/plain`, so that a workflow in any SDK can talk to ours (docs/architecture.md, "Names in Temporal")."""


def converter_with(keys: PersonKeys, namespace: str) -> DataConverter:
    """The same with a codec, which seals what an encrypted installation says and opens what is sealed."""

    class SealedFailures(QuietFailures):
        pass

    SealedFailures.keys = keys
    return SealingConverter(
        payload_converter_class=SharedConverter,
        payload_codec=PersonCodec(keys, namespace),
        failure_converter_class=SealedFailures,
    )


class TemporalUnreachable(ConnectionError):
    """Temporal does not answer; one sentence on where it was looked for and what to do."""


def running(home: Path) -> dict[str, Any]:
    """What `followup up` says runs on this home; empty where nothing does."""
    try:
        found = json.loads((home / RUNNING_FILE).read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def connect_options(settings: Settings) -> dict[str, Any]:
    """Address, namespace and credentials: from the environment, a file of settings or a profile, else from `followup
    up` on this home.
    """
    environment = {**settings.temporal, **os.environ}
    options: dict[str, Any] = dict(ClientConfig.load_client_connect_config(override_env_vars=environment))
    if not options.get("target_host") or not (
        environment.get("TEMPORAL_ADDRESS") or environment.get("TEMPORAL_PROFILE")
    ):
        local = running(settings.home).get("temporal")
        options["target_host"] = local or options.get("target_host") or "127.0.0.1:7233"
    return options


async def connect(
    settings: Settings, keys: PersonKeys | None = None, *, lazy: bool = False, quiet: bool = False, **more: Any
) -> Client:
    """A client with our data converter; a quiet one writes no log lines of its own on the terminal, for commands.

    `keys` are the ledger's: needed to say or read anything about people on an encrypted installation.
    Raises TemporalUnreachable with a sentence.
    """
    options = connect_options(settings)
    if quiet:
        more["runtime"] = quiet_runtime()
    converter = converter_with(keys, options.get("namespace", "default")) if keys else DATA_CONVERTER
    try:
        return await Client.connect(**options, data_converter=converter, lazy=lazy, **more)
    except (RPCError, RuntimeError) as error:
        raise unreachable(options.get("target_host", "")) from error


@functools.cache
def quiet_runtime() -> Runtime:
    """One that prints no log of its own, so that a command prints our sentence alone, and not each try."""
    return Runtime(telemetry=TelemetryConfig(logging=None))


def unreachable(address: str) -> TemporalUnreachable:
    return TemporalUnreachable(
        f"Temporal does not answer at {address}; start it with `followup up`, or set TEMPORAL_ADDRESS."
    )


async def unless_gone(call: Awaitable[T]) -> T | None:
    """What the server answers; None where what the call is about is not there. Raises RPCError."""
    try:
        return await call
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return None
        raise


RPC_TIMEOUT = timedelta(seconds=5)
"""How long a command waits for one answer of the server."""


# ------------------------------------------------------------ waiting for what is away


LONGEST_PAUSE: Final = 60.0


def pauses(first: float = 2.0, longest: float = LONGEST_PAUSE) -> Iterator[float]:
    """Seconds to wait before each next try: 2, 4, 8 … 60, and then 60 for ever."""
    growing = itertools.takewhile(lambda pause: pause < longest, (first * 2**n for n in itertools.count()))
    return itertools.chain(growing, itertools.repeat(longest))


class ToldToStop(Exception):
    """A process was told to end while it waited for something."""


async def until_there(
    attempt: Callable[[], Awaitable[T]],
    *,
    away: tuple[type[Exception], ...],
    stop: asyncio.Event,
    tell: Callable[[Exception, float], Awaitable[None]],
    every: Iterable[float] | None = None,
) -> T:
    """What `attempt` gives, tried until it is there, however long that takes; `tell` hears of each try that failed and
    of the pause that follows (seconds).

    Raises ToldToStop as soon as `stop` is set, also in the midst of a try or a pause, and what `attempt` raises beside
    `away`.
    """
    told = asyncio.ensure_future(stop.wait())
    try:
        for pause in every or pauses():
            trying = asyncio.ensure_future(attempt())
            await asyncio.wait({trying, told}, return_when=asyncio.FIRST_COMPLETED)
            if told.done():
                trying.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await trying
                raise ToldToStop
            try:
                return trying.result()
            except away as error:
                await tell(error, pause)
            await asyncio.wait({told}, timeout=pause)
            if told.done():
                raise ToldToStop
    finally:
        told.cancel()
    raise AssertionError("the pauses do not end")


async def aside(work: Callable[[], T]) -> T:
    """What `work` gives, done in a thread that the end of the process does not wait for."""
    loop = asyncio.get_running_loop()
    given: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if given.cancelled():
            return
        if error is not None:
            given.set_exception(error)
        else:
            given.set_result(result)  # type: ignore[arg-type] # `work` may give None itself

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except BaseException as raised:
            error = raised
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=run, daemon=True, name="aside").start()
    return await given
