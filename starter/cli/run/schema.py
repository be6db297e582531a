"""`schema`: what may be told to a candidate's workflow, as JSON Schemas for those who write in other languages."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from starter.cli.errors import Failed
from starter.cli.output.formatting import print_json
from starter.installed import IS_SOURCE, ROOMS

FILE = ROOMS / "docs" / "schema.json"


def schema(
    write: Annotated[bool, typer.Option("--write", help="Write docs/schema.json of this source tree.")] = False,
    as_json: Annotated[bool, typer.Option("--json", hidden=True)] = False,  # it prints nothing else anyway
) -> None:
    """Print the JSON Schemas of every signal and update, the start input and the intake's envelope."""
    del as_json  # it prints nothing else
    if not write:
        print_json(schemas())
        return
    if not IS_SOURCE or not FILE.parent.is_dir():
        raise Failed("--write is for the source tree, which this isn't; leave it out to print the schemas.")
    FILE.write_text(json.dumps(schemas(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"Written: {FILE}")


def schemas() -> dict[str, Any]:
    """All schemas, by name."""
    from activities.intake import Envelope
    from domain.events import SIGNAL_EVENTS, UPDATE_EVENTS
    from domain.names import CANDIDATE_WORKFLOW, INTAKE_WORKFLOW, TASK_QUEUE
    from domain.state.model import Start

    return {
        "task_queue": TASK_QUEUE,
        "start": {"workflow": CANDIDATE_WORKFLOW, "input": _start(Start)},
        "intake": {"workflow": INTAKE_WORKFLOW, "input": _closed(Envelope.model_json_schema())},
        "hook": _hook(_closed(Envelope.model_json_schema())),
        "signals": {name: _told(cls) for name, cls in SIGNAL_EVENTS.items()},
        "updates": {name: _told(cls) for name, cls in UPDATE_EVENTS.items()},
    }


def _hook(envelope: dict[str, Any]) -> dict[str, Any]:
    """What any system may post to the gateway; `fact` is what stands under `signals`, and may leave out the envelope's
    own fields: then `event_id`, `occurred_at` and `source` come from the headers.
    """
    envelope["properties"]["fact"]["description"] = "the fields of that signal, as under `signals`"
    return {
        "post": "/hooks/ats",
        "signed": "Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature, by FOLLOWUP_WEBHOOK_SECRET",
        "body": envelope,
    }


def _told(cls: Any) -> dict[str, Any]:
    """What others may say: without `type`, which the signal's or update's name says already."""
    shape: dict[str, Any] = _closed(cls.model_json_schema())
    shape["properties"].pop("type", None)
    return shape


def _closed(shape: dict[str, Any]) -> dict[str, Any]:
    """What is told is read strictly, at every depth; the models say what is kept, which is more."""
    for one in (shape, *shape.get("$defs", {}).values()):
        if one.get("type") == "object":
            one["additionalProperties"] = False
    return shape


def _start(cls: Any) -> dict[str, Any]:
    """Only the id is for others to give; the state is our own, carried over from run to run."""
    shape: dict[str, Any] = cls.model_json_schema()
    shape["properties"].pop("state", None)
    shape.pop("$defs", None)
    shape.pop("additionalProperties", None)
    return shape
