"""A sandbox that somebody runs by hand: the server, its webhooks and its page, put together."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from clock import Clock, host_now
from sandbox.accounts import Accounts
from sandbox.faults import Faults
from sandbox.journal import Handled
from sandbox.pages import Pages
from sandbox.posting import Gateway
from sandbox.server import ProviderServer
from sandbox.signing import EventKey
from sandbox.webhooks import Webhooks


@contextmanager
def running(
    accounts: Accounts,
    *,
    port: int,
    gateway: str,
    faults: Faults | None = None,
    watcher: Callable[[Handled], None] | None = None,
    clock: Clock = host_now,
) -> Iterator[ProviderServer]:
    """A sandbox for as long as the block runs. With faults, webhooks come late, twice and out of order as well.

    Raises OSError where the port is taken.
    """
    odd = 0.1 if faults else 0
    seed = faults.seed if faults else 0
    hooks = Webhooks(
        Gateway(gateway, EventKey(accounts.event_key), accounts.auth_token, clock),
        seed=seed,
        late=odd,
        twice=odd,
        disorder=odd,
    )
    pages = Pages(gateway, in_words(faults))
    provider = ProviderServer(
        api_key=accounts.api_key,
        account_sid=accounts.account_sid,
        auth_token=accounts.auth_token,
        faults=faults,
        webhooks=hooks,
        port=port,
        run=secrets.token_hex(4),
        visitor=pages,
        watcher=watcher,
        clock=clock,
    )
    pages.look_after(provider)
    with provider:
        yield provider


def in_words(faults: Faults | None) -> str:
    """What a seed deals out, for people."""
    if faults is None:
        return "none"
    shares = set(faults.share.values())
    if len(faults.share) > 6 and len(shares) == 1:
        return f"every kind, {shares.pop():.0%} each (seed {faults.seed})"
    return ", ".join(f"{kind} {part:.0%}" for kind, part in faults.share.items()) + f" (seed {faults.seed})"
