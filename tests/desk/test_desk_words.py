"""What the desk says: no sentence asks somebody at a browser to type a command."""

from __future__ import annotations

import ast
import html
import re
from datetime import timedelta
from pathlib import Path

import pytest

from desk.http.pressed_words import pressed
from domain import events as e
from tests.clocks import WEDNESDAY
from tests.desk.desk_house import LEA, RITA, DeskHouse
from tests.gateway.applicants import ANN, applied, record, told

ROOT = Path(__file__).parent.parent.parent
SPOKEN = (
    "domain/commands.py", "domain/decisions/own_words.py", "domain/decisions/undo.py", "domain/forecast/own_words.py",
    "domain/state/task_kinds.py", "domain/decisions/staff_tasks.py", "domain/decisions/colleague_steps.py",
    "starter/importing/__init__.py", "starter/importing/stage_words.py", "starter/importing/cells.py",
    "starter/own_playbook.py",
)  # fmt: skip


def _sentences(file: str) -> list[str]:
    """Each text of the file that names a command, with something in each of its gaps."""
    tree = ast.parse((ROOT / file).read_text())
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.append("".join(str(p.value) if isinstance(p, ast.Constant) else "doubt-1a2b" for p in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (inside | docs):
            found.append(node.value)
    return [text for text in found if "`followup " in text or " --" in text]


@pytest.mark.parametrize("file", SPOKEN)
def test_what_the_rules_refuse_is_said_at_the_desk_without_a_command(file: str) -> None:
    said = [text for text in _sentences(file) if " " in text]
    assert said, file
    fragments = ("prints what it may carry", "--answer", "--show`")  # no sentence of its own, or for nobody at the desk
    for text in said:
        if not any(one in text and "asks" not in text for one in fragments):
            assert "`followup" not in pressed(text) and " --" not in pressed(text), pressed(text)


def test_a_question_of_what_they_meant_is_answered_on_today() -> None:
    typed = (
        "This task asks what they meant: `followup approve doubt-1a --answer stop` or `followup approve doubt-1a "
        "--answer go-on`."
    )
    assert pressed(typed) == "This task asks what they meant: press it on Today."


def test_where_nothing_answers_nobody_is_told_to_start_a_worker() -> None:
    typed = (
        "No worker answered in time, so it may not have been recorded: start one with `followup up` or "
        "`followup worker`, and say it again."
    )
    assert "`" not in pressed(typed)
    assert "reload to see" in pressed(typed)


def test_a_sentence_without_a_command_stays_as_it_is() -> None:
    assert pressed("They have no open application.") == "They have no open application."


async def test_a_page_offers_no_undo_of_what_nobody_can_undo(desk: DeskHouse) -> None:
    record(
        desk.ledger,
        applied(source="cli"),
        told(e.Noted, WEDNESDAY - timedelta(hours=3), text="First", source="desk", event_id="desk:one"),
        told(e.Noted, WEDNESDAY - timedelta(hours=2), text="Second", source="desk", event_id="desk:two"),
        told(e.TakenBack, WEDNESDAY - timedelta(hours=1), about="desk:one", source="desk", event_id="desk:back"),
    )
    page = (await (await desk.browser(LEA)).get(f"/candidates/{ANN}")).text
    assert re.findall(r'name="event" value="([^"]+)"', page) == ["desk:two"]


async def test_of_several_applications_the_one_that_is_open_is_chosen(desk: DeskHouse) -> None:
    record(
        desk.ledger,
        applied(ident="eng"),
        applied(ident="ops", job_title="Operator"),
        told(e.Rejected, WEDNESDAY - timedelta(days=1)),
    )
    page = (await (await desk.browser(LEA)).get(f"/candidates/{ANN}")).text
    chosen = re.findall(r'<option value="(\w+)" selected>', page)
    assert chosen
    assert set(chosen) == {"ops"}


async def test_no_page_of_a_recruiters_asks_for_a_command(desk: DeskHouse) -> None:
    record(
        desk.ledger,
        applied(WEDNESDAY - timedelta(days=60)),
        told(e.ReplyReceived, WEDNESDAY - timedelta(hours=3), text="Is it remote?"),
    )
    rita = await desk.browser(RITA)
    for path in ("/", "/?whose=all", "/candidates", f"/candidates/{ANN}", "/jobs", "/jobs/eng"):
        page = html.unescape((await rita.get(path)).text)
        assert "`followup" not in page, path
        assert "<code>followup" not in page, path


async def test_feedback_of_a_candidate_is_answered_from_a_written_start(desk: DeskHouse) -> None:
    record(
        desk.ledger,
        applied(),
        told(e.StageChanged, WEDNESDAY - timedelta(days=3), stage="interview"),
        told(e.SurveyAnswered, WEDNESDAY - timedelta(hours=3), score=2, comment="Nobody told me who I would meet."),
    )
    kinds = {task.kind: task for task in desk.ledger.workload().tasks}
    assert "feedback" in kinds, kinds
    assert kinds["feedback"].draft, kinds
    page = html.unescape((await (await desk.browser(LEA)).get("/?whose=all")).text)
    assert kinds["feedback"].draft.splitlines()[0] in page
    assert 'action="/act/answer"' in page
