"""What worker, gateway and desk say of themselves in their logs; `followup up` looks for it, and loads none of them.

What they wait for stands behind a colon.
"""

from __future__ import annotations

from typing import Final

WORKER_STARTS: Final = "worker starts"
WORKER_RUNS: Final = "worker runs"
WORKER_WAITS: Final = "worker waits"

GATEWAY_RUNS: Final = "gateway runs"
GATEWAY_WAITS: Final = "gateway waits"

DESK_RUNS: Final = "desk runs"
DESK_WAITS: Final = "desk waits"
