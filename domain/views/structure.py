"""What ops may see of what goes through Temporal: ids, instants, kinds and the shape, and no word of a person."""

from __future__ import annotations

import json
import re
from typing import Any, Final

HIDDEN: Final = "…"

_NAME: Final = re.compile(r"[A-Za-z_]\w{0,60}", re.ASCII)
_IDENT: Final = re.compile(r"[\w:./#-]{1,120}", re.ASCII)
"""An id or a kind: without a blank and without an @."""
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_SPAN: Final = re.compile(r"P(T?\d+[YMWDHS])+", re.ASCII)

_IDS: Final = frozenset({
    "candidate_id", "application_id", "event_id", "job_id", "task_id", "touch_key", "workflow_id", "erasure",
    "merged_into", "into", "head", "id", "playbook", "version",
})  # fmt: skip
_KINDS: Final = frozenset({
    "type", "kind", "signal", "stage", "state", "step", "channel", "outcome", "rule", "release", "source", "act",
})  # fmt: skip
_COUNTS: Final = frozenset({"seq", "attempt", "occurrence", "entry", "number", "schema", "tries", "touches"})


def structure_of(data: bytes) -> bytes:
    """A payload of JSON with its words hidden; of any other nothing is shown."""
    try:
        return json.dumps(_shown(json.loads(data), ""), ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return json.dumps(HIDDEN, ensure_ascii=False).encode()


def _shown(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {
            key if _NAME.fullmatch(key) else f"{HIDDEN}{number}": _shown(one, key)
            for number, (key, one) in enumerate(value.items(), start=1)
        }
    if isinstance(value, list):
        return [_shown(one, name) for one in value]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value if _is_structure(value, name) else HIDDEN
    return value if name in _COUNTS else HIDDEN


def _is_structure(text: str, name: str) -> bool:
    if not text or _SPAN.fullmatch(text):
        return True
    if _INSTANT.fullmatch(text):
        return name.endswith(("_at", "_on", "_since", "_until")) or name in ("at", "since", "until")
    return name in _IDS | _KINDS and bool(_IDENT.fullmatch(text))
