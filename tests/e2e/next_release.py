# ruff: noqa: E501 - an edit is read best beside what it replaces, on one line
"""The release after this one: a copy of the code, patched by exact replacement, so that both can run side by side.

It has a field more at every depth of the state, in facts and in what decisions give back; a signal more, a type of fact
more that its decisions put on record, and nested details more at its doors.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
_ROOMS = ("activities", "channels", "domain", "gateway", "ledger", "sandbox", "starter", "workflows")
_FILES = ("clock.py", "connection.py", "metrics.py", "settings.py", "worker.py")


class Edit(NamedTuple):
    """One replacement; what is replaced must stand in the file once, or the patch is out of date."""

    file: str
    old: str
    new: str


NEXT = (
    Edit("domain/names.py", '    "left",\n)', '    "left",\n    "praised",\n)'),
    Edit(
        "domain/events/inbound.py",
        'class Replan(Event):\n',
        'class Praised(Event):\n    type: Literal["praised"] = "praised"\n'
        '    personal: ClassVar[frozenset[str]] = frozenset({"text"})\n    text: LongText = ""\n\n\n'
        "class Replan(Event):\n",
    ),
    Edit(
        "domain/events/inbound.py",
        '    feedback: Annotated[str, Field(max_length=2000)] = ""\n    keep_in_touch',
        '    feedback: Annotated[str, Field(max_length=2000)] = ""\n    panel: ShortText = ""\n    keep_in_touch',
    ),
    Edit("domain/events/envelope.py", "    sms_consent_at: Instant | None = None\n",
         "    sms_consent_at: Instant | None = None\n    pronoun: ShortText | None = None\n"),
    Edit(
        "domain/events/recorded.py",
        "class Held(TouchEvent):\n",
        'class Noticed(Event):\n    type: Literal["noticed"] = "noticed"\n    why: Why = ()\n\n\nclass Held(TouchEvent):\n',
    ),
    Edit("domain/events/recorded.py", "    used_note: bool = False\n", '    used_note: bool = False\n    tone: str = ""\n'),
    Edit("domain/events/__init__.py", "    NotAcceptedYet,\n    PutApart,", "    NotAcceptedYet,\n    Noticed,\n    PutApart,"),
    Edit("domain/events/__init__.py", "    PreferencesSet,\n    Promised,\n    Rated,", "    Praised,\n    PreferencesSet,\n    Promised,\n    Rated,"),
    Edit("domain/state/model.py", "    sms_consent_at: Instant | None = None\n", '    sms_consent_at: Instant | None = None\n    pronoun: str = ""\n'),
    Edit("domain/state/model.py", "    anchors: dict[str, Instant] = {}\n", '    anchors: dict[str, Instant] = {}\n    mood: str = ""\n'),
    Edit("domain/state/model.py", "    quiet: bool = False  # silence", '    team: str = ""\n    quiet: bool = False  # silence'),
    Edit("domain/state/model.py", "    urgent: bool = False  #", '    flavour: str = ""\n    urgent: bool = False  #'),
    Edit("domain/state/model.py", '    leaving_to: str = ""', '    praise: tuple[str, ...] = ()\n    noticed: bool = False\n    leaving_to: str = ""'),
    Edit("domain/reducers/coming_in.py", "        midway=midway,\n", '        midway=midway,\n        mood="calm",\n'),
    Edit("domain/reducers/coming_in.py", '        "applied_at": applied_at,\n', '        "applied_at": applied_at,\n        "team": "blue",\n'),
    Edit("domain/decisions/decide.py", "        urgent=is_urgent(", '        flavour="mint",\n        urgent=is_urgent('),
    Edit("domain/delivery/sent_fact.py", "        playbook=playbook,\n        **more,", '        playbook=playbook,\n        tone="warm",\n        **more,'),
    Edit(
        "domain/reducers/evolve.py",
        "@HANDLERS.of(MessageRefused)\n",
        '@HANDLERS.of(e.Praised)\ndef _praised(state, event):\n    return state.replace(praise=(*state.praise, event.text))\n\n\n'
        "@HANDLERS.of(e.Noticed)\ndef _noticed(state, event):\n    return state.replace(noticed=True)\n\n\n"
        "@HANDLERS.of(MessageRefused)\n",
    ),
    Edit("domain/reducers/evolve.py", "from domain.names import SENDING", "from domain import events as e\nfrom domain.names import SENDING"),
    Edit("domain/people/contact_details.py", '"channel", "sms_consent_at")\n', '"channel", "sms_consent_at", "pronoun")\n'),
    Edit(
        "activities/decisions.py",
        "            transaction.decide(transaction.world())\n",
        "            if transaction.state.applications and not transaction.state.noticed:\n"
        "                from domain.events import Noticed, Reason\n\n"
        "                ident, why = f'noticed@{transaction.state.position.seq}', (Reason(rule='R1', text='seen'),)\n"
        "                transaction.record(Noticed(event_id=ident, occurred_at=request.now, why=why))\n"
        "            transaction.decide(transaction.world())\n",
    ),
)  # fmt: skip

NO_WAY_BACK = (
    Edit("domain/events/releases.py", "SCHEMA_NUMBER: Final = 2\n", "SCHEMA_NUMBER: Final = 3\n"),
    Edit("domain/names.py", '    NETWORK = "network"\n', '    NETWORK = "network"\n    TRIAL = "trial"\n'),
    Edit("domain/views/status.py", "    Stage.NETWORK,\n", "    Stage.NETWORK,\n    Stage.TRIAL,\n"),
)


def patched(folder: Path, edits: Iterable[Edit] = NEXT) -> Path:
    """A copy of the code with the edits. Raises AssertionError where one does not fit any more."""
    for room in _ROOMS:
        shutil.copytree(ROOT / room, folder / room)
    for file in _FILES:
        shutil.copy(ROOT / file, folder / file)
    for file, old, new in edits:
        text = (folder / file).read_text()
        assert text.count(old) == 1, f"{file} holds {old!r} {text.count(old)} times: bring next_release.py up to date"
        (folder / file).write_text(text.replace(old, new))
    return folder


def argv(program: str) -> list[str]:
    return [sys.executable, str(Path(__file__).parent / program)]


def tell(tree: Path, env: Mapping[str, str], ident: str, signal: str, fact: Mapping[str, Any]) -> None:
    """Tell a fact through that release's own door."""
    said = json.dumps([ident, signal, fact])
    done = subprocess.run(
        argv("release_door.py"),
        input=said,
        text=True,
        capture_output=True,
        env=os.environ | env | {"PYTHONPATH": str(tree)},
    )
    assert done.returncode == 0, done.stderr
