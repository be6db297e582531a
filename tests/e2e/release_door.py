"""The door of whichever release PYTHONPATH names: tells the fact that comes as JSON on stdin, as gateway and CLI do."""

from __future__ import annotations

import asyncio
import json
import os
import sys

from settings import read_settings
from starter.client import Followup


async def main() -> None:
    followup = await Followup.open(read_settings())
    ident, signal, fact = json.load(sys.stdin)
    await followup.tell(ident, signal, fact)
    followup.ledger.close()


if __name__ == "__main__":
    asyncio.run(main())
    os._exit(0)  # a short process that has loaded the SDK may die as its interpreter ends
