"""What encryption costs a message: `python -m bench.encryption [PAIRS]`.

Two installations that differ in it alone, one after the other, in turns: CPU seconds per message of server and worker.
"""

from __future__ import annotations

import asyncio
import statistics
import sys

from bench.growth import cost
from bench.installation import Spent, installed

_TOUCHES = 8


async def _one(encrypted: bool, name: str) -> Spent:
    async with installed(_TOUCHES, encrypted=encrypted) as place:
        await place.start_worker()
        await cost(place, f"warm{name}")
        return await cost(place, f"x{name}")


async def _pairs(pairs: int) -> None:
    ratios, plains, sealeds = [], [], []
    for pair in range(pairs):
        order = (False, True) if pair % 2 == 0 else (True, False)
        found = {encrypted: await _one(encrypted, f"{pair}{int(encrypted)}") for encrypted in order}
        plain, sealed = found[False].worker * 1000, found[True].worker * 1000
        plains.append(plain)
        sealeds.append(sealed)
        ratios.append(sealed / plain)
        servers = " and ".join(f"{found[kind].server * 1000:.2f} ms" for kind in (False, True))
        print(f"worker: {plain:.2f} ms plain, {sealed:.2f} ms encrypted; server: {servers}", flush=True)
    print(
        f"medians of {pairs} pairs: {statistics.median(plains):.2f} ms, {statistics.median(sealeds):.2f} ms encrypted"
    )
    print(f"ratio {statistics.median(ratios):.3f} (from {min(ratios):.3f} to {max(ratios):.3f})")


def main() -> None:
    asyncio.run(_pairs(int(sys.argv[1]) if len(sys.argv) > 1 else 5))


if __name__ == "__main__":
    main()
