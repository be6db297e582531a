"""The import graph of the rooms, and of the packages within `domain/`, as tables for docs/architecture.md.

`python -m docs.import_graph` prints it, `--write` puts it into the page. It is drawn by grimp, which import-linter uses
to hold the order.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import grimp

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- import-graph -->\n", "<!-- /import-graph -->"
ROOMS: Final = (
    "starter", "gateway", "workflows", "activities", "integrations", "channels", "transport", "ledger", "sandbox",
    "domain",
)  # fmt: skip


def edges(parts: Iterable[str], graph: grimp.ImportGraph) -> dict[str, set[str]]:
    """Which of the parts import which others directly, anywhere within them."""
    names = list(parts)

    def part_of(module: str) -> str | None:
        return next((one for one in names if module == one or module.startswith(f"{one}.")), None)

    found: dict[str, set[str]] = {one: set() for one in names}
    for module in graph.modules:
        if (mine := part_of(module)) is None:
            continue
        for imported in graph.find_modules_directly_imported_by(module):
            other = part_of(imported)
            if other is not None and other != mine:
                found[mine].add(other)
    return found


def levels(found: dict[str, set[str]]) -> dict[str, int]:
    """How many levels of imports stand below each part; 0 where none does. For a graph without rings."""
    known: dict[str, int] = {}

    def level(one: str) -> int:
        if one not in known:
            known[one] = max((level(other) + 1 for other in found[one]), default=0)
        return known[one]

    for one in found:
        level(one)
    return known


def files_in(part: str) -> int:
    folder = ROOT / part.replace(".", "/")
    return sum(one.name != "__init__.py" for one in folder.rglob("*.py")) or 1


def table(found: dict[str, set[str]], *, within: str = "") -> str:
    """A row per part, the highest first."""

    def shown(one: str) -> str:
        return f"`{one.removeprefix(within)}`"

    height = levels(found)
    lines = ["| level | part | files | imports |", "|---|---|---|---|"]
    for one in sorted(found, key=lambda part: (-height[part], part)):
        others = ", ".join(shown(other) for other in sorted(found[one], key=lambda part: (-height[part], part)))
        lines.append(f"| {height[one]} | {shown(one)} | {files_in(one)} | {others} |")
    return "\n".join(lines)


def drawn() -> str:
    """Both tables, as they stand between the marks of the page."""
    graph = grimp.build_graph(*ROOMS, cache_dir=None)
    packages = sorted(graph.find_children("domain"))
    # A command may start a worker or a gateway, inside its function; that is no layer of its own.
    rooms = edges([one for one in ROOMS if one != "starter"] + ["starter.cli", "starter.client"], graph)
    return (
        f"Between the rooms:\n\n{table(rooms)}\n\n"
        f"Within `domain/`:\n\n{table(edges(packages, graph), within='domain.')}\n\n"
        "Drawn by `python -m docs.import_graph --write`.\n"
    )


def with_graph(page: str) -> str:
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}{drawn()}{END}{rest.partition(END)[2]}"


def main() -> None:
    if "--write" in sys.argv:
        PAGE.write_text(with_graph(PAGE.read_text("utf-8")), "utf-8")
    else:
        print(drawn())


if __name__ == "__main__":
    main()
