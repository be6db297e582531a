"""`python -m bench [--quick | --full] [SECTION …] [--write docs/performance.md]`: the whole page, or some of it.

Quick takes some minutes and is for a look; full takes hours, nearly all of them for growing to 50,000 candidates, and
is what docs/performance.md is made from. Nothing here asserts anything about time.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.page import SECTIONS, run, write


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    size = options.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="small sizes, some minutes (the default)")
    size.add_argument("--full", action="store_true", help="the sizes of docs/performance.md, hours")
    options.add_argument("--write", type=Path, metavar="PAGE", help="put the figures between the page's markers")
    options.add_argument("--no-run", action="store_true", help="with --write: only what was kept of earlier runs")
    options.add_argument("sections", nargs="*", metavar="SECTION", help=f"among {', '.join(SECTIONS)}; all if none")
    given = options.parse_args()
    if unknown := set(given.sections) - set(SECTIONS):
        options.error(f"there is no section {', '.join(sorted(unknown))}; write some of {', '.join(SECTIONS)}")
    failed = [] if given.no_run else run(given.sections or SECTIONS, full=given.full)
    if given.write:
        for name in write(given.write):
            print(f"{given.write}: no place for {name}, or it was never measured", file=sys.stderr)
    if failed:
        print(f"not measured: {', '.join(failed)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
