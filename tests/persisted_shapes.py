"""The shapes of all that is persisted, pinned in `persisted_shapes.json`: names, types and defaults.

`make shapes` adds what is new, and never changes or removes what stands there: what was written once is read for years,
and by the older release while a newer one is taken back (docs/releases.md).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from activities.asking import Answers
from activities.digests import DigestJob, DigestRecipients, DigestRequest, DigestResult, DigestRun
from activities.feeds import FeedRead, FeedStart
from activities.intake import Envelope, TakenIn
from domain.events import EVENT_TYPES
from domain.events.releases import SCHEMA_NUMBER
from domain.names import AttemptState
from domain.operations.broadcasts import Broadcast, Page, PageTold
from domain.state.model import CandidateState, DecisionRequest, DecisionResult, Start
from workflows.digest import Account

FILE = Path(__file__).with_name("persisted_shapes.json")

_ROOTS = (
    *EVENT_TYPES.values(),
    CandidateState,
    Start,
    DecisionRequest,
    DecisionResult,
    Answers,
    Envelope,
    TakenIn,
    Broadcast,
    Page,
    PageTold,
    DigestRequest,
    DigestRun,
    DigestRecipients,
    DigestJob,
    DigestResult,
    Account,
    FeedStart,
    FeedRead,
)
_WORDS = ("title", "description", "examples", "discriminator", "additionalProperties")


def shapes() -> dict[str, Any]:
    """What this code writes: of each model its fields, of each choice its values, and the schema number."""
    _, found = models_json_schema([(cls, "validation") for cls in _ROOTS], ref_template="{model}")
    models: dict[str, Any] = {}
    values: dict[str, list[str]] = {"AttemptState": [str(one) for one in AttemptState]}
    for name, shape in found["$defs"].items():
        if "enum" in shape:
            values[name] = shape["enum"]
            continue
        required = shape.get("required", [])
        models[name] = {}
        for field, told in shape.get("properties", {}).items():
            plain = _plain(told)
            if "enum" in plain:
                values[f"{name}.{field}"] = plain.pop("enum")
            models[name][field] = plain | ({"required": True} if field in required else {})
    return {"schema_number": SCHEMA_NUMBER, "values": values, "models": models}


def _plain(told: Any) -> Any:
    """Without the words for people."""
    if isinstance(told, dict):
        return {
            key: _plain(value) for key, value in told.items() if key not in _WORDS or not isinstance(value, str | bool)
        }
    return [_plain(one) for one in told] if isinstance(told, list) else told


def broken(pinned: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What can not be released so, one sentence each."""
    found = []
    for name, fields in pinned["models"].items():
        mine = now["models"].get(name)
        if mine is None:
            found.append(f"{name} is gone or has another name; what was written as it is read for years.")
            continue
        for field, shape in fields.items():
            if field not in mine:
                found.append(f"{name}.{field} is gone or has another name; keep it, and stop writing it.")
            elif not _same_default(mine[field].get("default"), shape.get("default")):
                found.append(f"{name}.{field} has another default; what is at the default is not written, so it stays.")
            elif mine[field] | {"default": None} != shape | {"default": None}:
                found.append(f"{name}.{field} has another type or limit; give what is new another name.")
        found += [
            f"{name}.{field} is new and required, so nothing written before can be read; give it a default."
            for field in mine.keys() - fields.keys()
            if mine[field].get("required")
        ]
    for name, values in pinned["values"].items():
        mine = now["values"].get(name, [])
        found += [f"{name} lacks {value!r}, which stands in ledgers." for value in values if value not in mine]
        more = [value for value in mine if value not in values]
        # In a fact it is kept whole and skipped, and folded in by the newer release; elsewhere nothing could be read.
        is_of_a_fact = name.partition(".")[0] in {cls.__name__ for cls in EVENT_TYPES.values()}
        if more and not is_of_a_fact and now["schema_number"] <= pinned["schema_number"]:
            found.append(
                f"{name} has {more[0]!r} more, with which an older worker would do wrong: raise SCHEMA_NUMBER, and say "
                "in the changelog that there is no way back from this release."
            )
    if now["schema_number"] < pinned["schema_number"]:
        found.append("SCHEMA_NUMBER went down; it only rises.")
    return found


def _same_default(mine: Any, pinned: Any) -> bool:
    """A model that is the default of a field may have fields more, which are at their own."""
    if isinstance(mine, dict) and isinstance(pinned, dict) and pinned:
        return all(name in mine and mine[name] == value for name, value in pinned.items())
    return bool(mine == pinned)


def added(pinned: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """What is pinned, with what is new."""
    models = {name: fields | pinned["models"].get(name, {}) for name, fields in now["models"].items()}
    return {"schema_number": now["schema_number"], "values": now["values"], "models": pinned["models"] | models}


def _written(pinned: dict[str, Any]) -> str:
    """As JSON, with a line for each field, so that a change of the file is read at a glance."""

    def lines(data: dict[str, Any], depth: int) -> str:
        if not depth:
            return json.dumps(data, sort_keys=True)
        inner = ",\n".join(f"{json.dumps(key)}: {lines(data[key], depth - 1)}" for key in sorted(data))
        return f"{{\n{inner}\n}}" if data else "{}"

    whole = {"models": lines(pinned["models"], 2), "values": lines(pinned["values"], 1)}
    parts = [f'"{name}": {text}' for name, text in whole.items()]
    return "{\n" + ",\n".join([f'"schema_number": {pinned["schema_number"]}', *parts]) + "\n}\n"


def main() -> None:
    now = shapes()
    pinned = json.loads(FILE.read_text()) if FILE.exists() else now
    if problems := broken(pinned, now):
        sys.exit("\n".join(problems))
    FILE.write_text(_written(added(pinned, now)))
    print(f"Written: {FILE}")


if __name__ == "__main__":
    main()
