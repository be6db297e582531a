"""The worker of whichever release PYTHONPATH names, whose clocks continue as new after RENEW_SECONDS."""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta

import worker
from settings import read_settings
from workflows import candidate

if __name__ == "__main__":
    candidate.RENEW_AFTER = timedelta(seconds=float(os.environ["RENEW_SECONDS"]))
    asyncio.run(worker.run_worker(read_settings()))
