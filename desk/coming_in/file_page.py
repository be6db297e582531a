"""Bringing a file of candidates in: what its columns and stages mean, who comes in, what each would get, and then the
deed.

Everything is asked of `starter.importing`, as `followup enroll` asks it: a file that was brought in by the one is known
to the other. What takes a while goes on beside the pages, which say how far it is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from starlette.responses import Response

from connection import TemporalUnreachable
from desk.coming_in.company import beginning
from desk.coming_in.uploads import Choices, Looked, Stopped, Upload, Work
from desk.http.pressed_words import pressed
from desk.http.visits import UNREACHED, Visit
from desk.locales.translating import N_, _, ngettext
from domain.forecast.first_weeks import by_day, by_what_they_get
from domain.names import Stage
from domain.playbook.rule_history import Rules
from domain.time.zones import zone
from ledger.store import LedgerUnavailable
from starter.importing import (
    Options,
    Problem,
    columns_of,
    options_for,
    people_of,
    stage_words,
)
from starter.importing.bounded import MOST_BYTES, MOST_LINES, read_upload
from starter.importing.column_headings import OURS, STATUS
from starter.importing.dates import ORDERS, DateOrder
from starter.importing.looking_ahead import already_silent_of, look_ahead
from starter.importing.matching import recognise
from starter.importing.tables import BadFile
from starter.importing.telling import Told, tell_all
from starter.serving.fault_places import place_of

log = logging.getLogger("followup.desk")

SHOWN: Final = 25
"""Lines, people and groups of one kind on the page; of more their number is told."""
_ONE_BY_ONE: Final = 12
"""So few people are shown one by one."""
_WORDS: Final = 60
"""Different words for stages that can be placed on the page."""
_AT_ONCE: Final = 0.15
"""Seconds for which a page waits: a short file is looked through by then."""

_CUT_OFF: Final = N_("Temporal stopped responding, so not everybody is in. Bring the same file in again for the rest.")
_NOWHERE: Final = "-"
NEEDS: Final = {
    "name": N_("No column holds names. Choose which one does below."),
    "address": N_("No column holds an email address or a phone number. Choose which one does below."),
    "job": N_("No column says which job they applied for. Choose the one that does, or give everyone the same job."),
}

LABELS: Final[Mapping[str, str]] = {
    "id": N_("Id"),
    "first_name": N_("First name"),
    "last_name": N_("Last name"),
    "name": N_("Full name"),
    "email": N_("Email"),
    "phone": N_("Phone"),
    "sms_consent_at": N_("Agreed to texts on"),
    "channel": N_("Preferred channel"),
    "timezone": N_("Time zone"),
    "country": N_("Country"),
    "locale": N_("Language"),
    "job_id": N_("Job id"),
    "job_title": N_("Job title"),
    "department": N_("Department"),
    "level": N_("Level"),
    "location": N_("Location"),
    "employment_type": N_("Employment type"),
    "stage": N_("Stage"),
    "source": N_("Source"),
    "tags": N_("Tags"),
    "recruiter": N_("Recruiter"),
    "recruiter_email": N_("Recruiter email"),
    "recruiter_role": N_("Recruiter role"),
    "recruiter_phone": N_("Recruiter phone"),
    "hiring_manager": N_("Hiring manager"),
    "hiring_manager_email": N_("Hiring manager email"),
    "notes": N_("Notes"),
    "status": N_("Status"),
    "applied_at": N_("Applied on"),
    "last_contact_at": N_("Last contact on"),
    "application_id": N_("Application id"),
    "closed": N_("Closed on"),
    "reason": N_("Reason it was closed"),
    "region": N_("State or region"),
    "pay_range": N_("Pay range"),
}


@dataclass(frozen=True)
class Column:
    """A column as it is shown: what it is taken for, and what stands in it."""

    number: int
    heading: str
    ours: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """A word for a stage, what it means, and how many lines have it."""

    number: int
    text: str
    stage: str
    lines: int


async def bring_in(visit: Visit) -> Response:
    """`GET /bring-in`: the form, or how far the file is."""
    return await _page(visit)


async def take_file(visit: Visit) -> Response:
    """`POST /bring-in`: a file."""
    if visit.file is None:
        return await _page(visit, _("Choose a file first."), 422)
    try:
        read = await visit.read(read_upload, visit.file.content)
    except BadFile as error:
        return await _page(visit, pressed(str(error)), 422)
    upload = Upload(visit.file.name, read, visit.now)
    if not visit.desk.uploads.put(visit.session.mark, upload, visit.now):
        return await _page(visit, _("Other files are being brought in right now. Try again in a few minutes."), 409)
    await _look(visit, upload)
    return visit.redirect("/bring-in")


async def choose(visit: Visit) -> Response:
    """`POST /bring-in/choices`: what columns, stages and dates mean."""
    upload = _of(visit)
    if upload is not None and not upload.is_busy and upload.told is None:
        upload.choices = await visit.read(_choices, visit, upload)
        await _look(visit, upload)
    return visit.redirect("/bring-in")


async def go(visit: Visit) -> Response:
    """`POST /bring-in/go`: bring them in. Pressed twice it brings nobody in twice."""
    upload = _of(visit)
    if upload is None or upload.is_busy or upload.looked is None or upload.told is not None:
        return visit.redirect("/bring-in")
    try:
        followup = await visit.desk.connecting()
    except TemporalUnreachable:
        return await _page(visit, _(UNREACHED), 503)
    looked = upload.looked
    upload.told = Told(named=looked.sorted_out.named)
    work = upload.work = Work("tell", total=len(looked.sorted_out.new))

    async def tell() -> None:
        assert upload.told is not None
        ids = [one.candidate_id for one in looked.sorted_out.new]
        upload.told.strangers = set(ids) - (await asyncio.to_thread(visit.ledger.people, ids)).keys()
        await tell_all(
            followup,
            looked.sorted_out.new,
            upload.told,
            visit.who.author,
            work.advance,
            now=visit.desk.clock,
            source="desk",
        )

    await _begin(work, tell())
    return visit.redirect("/bring-in")


async def leave(visit: Visit) -> Response:
    """`POST /bring-in/leave`: forget the file."""
    visit.desk.uploads.drop(visit.session.mark)
    return visit.redirect("/bring-in")


# ------------------------------------------------------------ what takes a while


async def _look(visit: Visit, upload: Upload) -> None:
    """Look through the file again."""
    upload.looked, upload.problem, upload.needs, upload.drawn = None, "", "", {}
    work = upload.work = Work("look", total=len(upload.read.rows))
    asked: list[tuple[str, str]] = []

    def look() -> None:
        rules = visit.ledger.playbooks.rules()
        judge(rules)
        upload.drawn = _drawn(visit, upload, rules)  # once, and not at each look at the page

    def judge(rules: Rules) -> None:
        options = _options(visit, rules, upload.choices, asked)
        try:
            imported = people_of(upload.read.table(), now=visit.now, options=options)
        except BadFile as error:
            upload.problem, upload.needs = NEEDS.get(error.needs, pressed(str(error))), error.needs
            return
        sorted_out = recognise(imported.good, visit.ledger)
        work.total = len({sorted_out.owner.get(one.line, one.candidate_id) for one in sorted_out.new})
        ahead = look_ahead(sorted_out, rules.playbook, visit.now, visit.ledger, work.advance)
        silent = already_silent_of(sorted_out.new, rules, now=visit.now, reader=visit.ledger)
        upload.looked = Looked(imported, sorted_out, tuple(ahead), tuple(silent), tuple(asked))

    await _begin(work, asyncio.to_thread(look))


async def _begin(work: Work, doing: Any) -> None:
    """Let it go on beside the pages; a short one is done before the next."""

    async def done() -> None:
        try:
            await doing
        except Stopped:
            return
        except TemporalUnreachable:
            work.problem = _(
                "Temporal stopped responding, so not everybody is in. Bring the same file in again for the rest."
            )
        except LedgerUnavailable:
            work.problem = _("The ledger stopped responding. Bring the same file in again.")
        except Exception as error:
            log.error("a file failed with %s%s", type(error).__name__, place_of(error))  # never what it says
            work.problem = _("This is a bug; tell whoever runs followup. Nobody comes in twice if you try again.")

    work.task = asyncio.create_task(done())
    await asyncio.wait({work.task}, timeout=_AT_ONCE)


def _options(visit: Visit, rules: Rules, choices: Choices, asked: list[tuple[str, str]]) -> Options:
    def ask(column: str, example: str) -> DateOrder | None:
        asked.append((column, example))
        return None

    return options_for(
        rules.playbook,
        visit.desk.settings.keys,
        columns=choices.columns,
        ignored=choices.ignored,
        stages=choices.stages,
        dates=choices.dates,
        defaults={"job_title": choices.job} if choices.job else {},
        ask_order=ask,
    )


# ------------------------------------------------------------ what was chosen


def _choices(visit: Visit, upload: Upload) -> Choices:
    """What the form says beyond what would be taken for granted. What isn't one of its answers counts as not given."""
    form, rules = visit.form, visit.ledger.playbooks.rules()
    plain = _options(visit, rules, Choices(), [])
    guessed = _guessed(upload, plain)
    columns: dict[str, str] = {}
    ignored: list[str] = []
    for number, heading in enumerate(upload.read.header):
        chosen = form.get(f"column-{number}", guessed.get(number, _NOWHERE))
        if not heading or chosen == guessed.get(number, _NOWHERE):
            continue
        if chosen == _NOWHERE:
            ignored.append(heading)
        elif chosen in OURS:
            columns[heading] = chosen
    stages: dict[str, Stage] = {}
    for number in range(_WORDS):
        text, chosen = form.get(f"word-{number}", ""), form.get(f"stage-{number}", "")
        if text and chosen in set(Stage):
            stages[text] = Stage(chosen)
    order = form.get("dates", "")
    dates = next((one for one in ORDERS if one == order), None)
    return Choices(columns, tuple(ignored), stages, dates, " ".join(form.get("job", "").split())[:200])


def _guessed(upload: Upload, options: Options) -> dict[int, str]:
    """What each column is taken for, by its number; none where the headings can't be read."""
    table = replace(upload.read.table(), strict=True)  # what is missing is said elsewhere
    try:
        columns = columns_of(table, options)
    except BadFile:
        return {}
    return {at: ours for ours, places in columns.places.items() for at in places}


# ------------------------------------------------------------ what is shown


def _of(visit: Visit) -> Upload | None:
    return visit.desk.uploads.of(visit.session.mark, visit.desk.clock())


async def _page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    upload = _of(visit)
    if visit.is_part and (upload is None or not upload.is_busy):
        return Response(headers={"hx-redirect": "/bring-in"})
    is_first = await visit.read(beginning, visit.ledger)
    if upload is None:
        limits = {"most_mb": MOST_BYTES // 1024 // 1024, "most_lines": MOST_LINES}
        return visit.show("bring_in", status, problem=problem, first=is_first, **limits)
    if upload.is_busy or upload.told is not None or (upload.work and upload.work.problem):
        template = "bringing_in_part" if visit.is_part else "bringing_in"
        shown = visit.part if visit.is_part else visit.show
        return shown(template, status, upload=upload, work=upload.work, problem=problem, told=_came_in(upload))
    return visit.show("file", status, problem=problem, upload=upload, **upload.drawn)


def _came_in(upload: Upload) -> dict[str, Any]:
    if upload.told is None or upload.is_busy:
        return {}
    told = upload.told
    return {"people": len(set(told.enrolled)), "here": len(set(told.here)), "notes": told.notes[:SHOWN]}


def _drawn(visit: Visit, upload: Upload, rules: Rules) -> dict[str, Any]:
    """What is shown of a file that was looked through."""
    options = _options(visit, rules, upload.choices, [])
    guessed = _guessed(upload, options)
    looked, tz = upload.looked, zone(rules.playbook.company.timezone)
    values: dict[str, Any] = {
        "looked": looked,
        "columns": [_column(upload, number, guessed) for number, name in enumerate(upload.read.header) if name],
        "ours": [(one, LABELS[one]) for one in OURS],
        "words": _stages(upload, options),
        "stages": list(Stage),
        "asks_dates": upload.choices.dates or (looked.asked if looked else ()),
        "shown_most": SHOWN,
    }
    if looked is not None:
        waits = [one for one in looked.silent if one.hears_at is not None]
        values |= {
            "days": by_day(looked.ahead, tz),
            "busiest": max((day.people for day in by_day(looked.ahead, tz)), default=0),
            "each": looked.ahead if len(looked.ahead) <= _ONE_BY_ONE else (),
            "groups": by_what_they_get(looked.ahead, tz) if len(looked.ahead) > _ONE_BY_ONE else (),
            "bad": _grouped([*looked.imported.bad, *looked.sorted_out.bad]),
            "left_out": _grouped(looked.imported.left_out),
            "sharing": _grouped(looked.sorted_out.sharing),
            "notes": [pressed(one) for one in looked.imported.notes],
            "unnamed": [one.name for one in looked.ahead if not one.greeting],
            "lines_in": len(looked.sorted_out.new),
            "present": looked.sorted_out.here,
            "closed": looked.sorted_out.closed,
            "hear_by": max((one.hears_at for one in waits if one.hears_at), default=None),
            "tz": tz,
        }
    return values


def _column(upload: Upload, number: int, guessed: Mapping[int, str]) -> Column:
    cells = (row.cells[number] for row in upload.read.rows if number < len(row.cells) and row.cells[number])
    examples: list[str] = []
    for cell in cells:
        if cell not in examples:
            examples.append(cell[:40])
        if len(examples) == 2:
            break
    return Column(number, upload.read.header[number], guessed.get(number, _NOWHERE), tuple(examples))


def _stages(upload: Upload, options: Options) -> list[Word]:
    """The file's words for stages, those first that nobody knows."""
    try:
        columns = columns_of(upload.read.table(), options)
    except BadFile:
        return []
    words, counted = stage_words(columns, options), dict[str, int]()
    for row in upload.read.rows:
        if not row.wrong:
            cells = columns.row(row.cells)
            for text in {cells.get("stage", ""), cells.get(STATUS, "")} - {""}:
                counted[text] = counted.get(text, 0) + 1
    found = []
    for text, lines in counted.items():
        stage, unknown = words.read(text, "", "", "")
        if stage is not None or unknown:
            found.append((text, str(stage or ""), lines))
    found.sort(key=lambda one: (bool(one[1]), -one[2], one[0]))
    return [Word(number, *one) for number, one in enumerate(found[:_WORDS])]


def _grouped(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """Each different fault once, with its lines."""
    lines: dict[str, list[int]] = {}
    for one in problems:
        lines.setdefault(pressed(one.text), []).append(one.line)
    return [(text, _lines(numbers)) for text, numbers in lines.items()]


def _lines(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:5]))
    if len(numbers) > 5:
        return _("Lines %(numbers)s and %(num)s more", numbers=shown, num=len(numbers) - 5)
    return ngettext("Line %(numbers)s", "Lines %(numbers)s", len(numbers), numbers=shown)
