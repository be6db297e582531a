"""What commands that tell many have in common: asking first, watching, and letting go."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from starter.cli.errors import Failed, Wrong
from starter.cli.output.formatting import bar_console
from starter.wording.candidates import plain

if TYPE_CHECKING:
    from domain.operations.broadcasts import Progress
    from starter.client import Followup

_T = TypeVar("_T")


def agreed(question: str, *, yes: bool) -> None:
    """Ask before many are concerned. Raises Failed where they say no, Wrong where nobody is there to ask."""
    can_ask(yes=yes)
    if yes:
        return
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise Failed("Nothing was changed.")


def can_ask(*, yes: bool) -> None:
    """Raises Wrong where there is a question and nobody to answer it."""
    if not yes and not sys.stdin.isatty():
        raise Wrong("There's nobody to answer the question; add --yes if you're sure.")


def talk(say: Callable[[Followup], Awaitable[_T]]) -> _T:
    """Run something that may take its time. Raises TemporalUnreachable, LedgerUnavailable."""
    from settings import read_settings
    from starter.cli.tell.signals import opened

    async def go() -> _T:
        from temporalio.service import RPCError

        from starter.broadcasting import is_stopped

        async with opened(read_settings()) as followup:
            try:
                return await say(followup)
            except (asyncio.CancelledError, RPCError) as error:
                if not (isinstance(error, asyncio.CancelledError) or is_stopped()):
                    raise
                print("It continues without this command; run it again to watch.", file=sys.stderr)
                raise asyncio.CancelledError from None

    return asyncio.run(go())


async def watched(handle: Any, total: int, *, title: str) -> Progress | None:
    """Watch a broadcast, with a bar where a person looks on; None where no worker takes it up now."""
    from starter.broadcasting import follow

    with showing(title, total) as show:
        return await follow(handle, show)


@contextmanager
def showing(title: str, total: int) -> Iterator[Callable[[Progress], None]]:
    """A bar on stderr where a person looks on."""
    if not sys.stderr.isatty():
        yield lambda _progress: None
        return
    from rich.progress import Progress as Bar

    with Bar(console=bar_console(), transient=True) as bar:
        task = bar.add_task(title, total=total or None)
        yield lambda progress: bar.update(task, completed=progress.told + progress.failed, total=progress.total or None)


def outcome_words(progress: Progress | None, whats: str) -> list[str]:
    """What came of it, in sentences; `whats` says what so many of them are now."""
    if progress is None:
        return [
            "No worker is running: it continues once one is (`followup up` or `followup worker`); "
            "run the same command to watch it again."
        ]
    if not progress.failed:
        return [f"{progress.told} {whats}."]
    said = [f"{progress.told} {whats}; {progress.failed} could not be updated:"]
    said += [f"  {plain(failure)}" for failure in progress.failures]
    more = progress.failed - len(progress.failures)
    return [*said, f"  and {more:,} more (the first {len(progress.failures)} are listed)"] if more > 0 else said
