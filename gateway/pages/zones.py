"""The time zones to choose from: one name for each place that people know, by continent."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache
def zones() -> dict[str, dict[str, str]]:
    """Continent → zone → how it is shown, in order: {"Europe": {"Europe/Berlin": "Berlin"}}."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    names = sorted(line.split("\t")[2] for line in table.splitlines() if line and not line.startswith("#"))
    found: dict[str, dict[str, str]] = {}
    for name in names:
        continent, _, place = name.partition("/")
        found.setdefault(continent, {})[name] = place.replace("_", " ").replace("/", ", ")
    return found


def is_zone(name: str) -> bool:
    """Can it be chosen?"""
    return name in zones().get(name.partition("/")[0], {})
