"""A worker process of one peer: `python -m bench.peers NAME FOLDER`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

if __name__ == "__main__":
    importlib.import_module(f"bench.peers.{sys.argv[1]}").run_worker(Path(sys.argv[2]))
