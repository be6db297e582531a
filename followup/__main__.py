"""The way in: the command `followup`, `python -m followup`, and the children that `followup up` starts.

The rooms (domain, workflows, starter, …) stand at the top of the source tree, and in `followup/rooms` once a wheel is
installed. Either way they come first on the path, so that nobody else's `settings` or `channels` is taken for ours: no
file in the working folder, and no package of the same environment. This file can be started by its own path, whatever
else is called `followup`.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Run one command."""
    here = Path(__file__).resolve().parent
    rooms = here / "rooms"
    sys.path.insert(0, str(rooms if rooms.is_dir() else here.parent))

    from starter.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
