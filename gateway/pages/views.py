"""The pages: each shows itself on GET, which changes nothing, and takes its form on POST."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from starlette.responses import Response

from connection import TemporalUnreachable
from domain.names import Channel, digest
from domain.people.person_names import greeting_name
from domain.time.durations import Duration
from domain.time.zones import zone
from domain.views.candidate_page import PROGRESS, Standing
from gateway.dispatch.dispatcher import Connecting
from gateway.pages import preferences
from gateway.pages.fresh import FreshLinks
from gateway.pages.look import page
from gateway.pages.visits import STOP, Visit
from gateway.pages.wishes import Wishes, envelope, nonce
from gateway.pages.words import Words, language_names, own_name, words_for
from gateway.pages.zones import is_zone, zones
from ledger.people.page_links import Purpose
from starter.client import NoAnswer

LONGEST_TEXT: Final = 2000
"""Characters of a question or a comment."""

LONGEST_PAUSE: Final = timedelta(days=180)

SURVEY: Final = "survey"

SHOWN_AT_ONCE: Final = (STOP, str(Purpose.ERASURE), str(Purpose.START_AGAIN))
"""What the page shows although the clock has not been told."""

log = logging.getLogger("followup.gateway")


class Views:
    """What a plain link opens. All raise LedgerUnavailable."""

    def __init__(self, wishes: Wishes, fresh: FreshLinks, connecting: Connecting) -> None:
        """`connecting` reaches the clocks, for what is answered with the decision: a pause."""
        self._wishes = wishes
        self._fresh = fresh
        self._connecting = connecting

    # ------------------------------------------------------------ where I stand

    async def status(self, visit: Visit) -> Response:
        shown = visit.page
        actions = [("ask", "question")]
        if _asked(visit):
            actions.append(("survey", "survey"))
        actions.append(("preferences", "preferences"))
        if not shown.stopped:
            actions += [("resume" if shown.paused else "pause", "pause"), ("stop", "stop")]
        if _is_closed(visit):
            actions.append(("again", "private"))
        actions.append(("data", "private"))
        person, tz = visit.state.candidate, visit.world.tz
        return _page(
            "status",
            visit,
            name=greeting_name(person.first_name, person.last_name),
            progress=PROGRESS,
            actions=actions,
            local=lambda at: at.astimezone(tz),
            waiting=any(kind not in SHOWN_AT_ONCE for kind in visit.waiting),
            home="",
        )

    # ------------------------------------------------------------ stop, ask, say how it was

    async def stop(self, visit: Visit) -> Response:
        return _page("stop", visit, home="")

    async def stop_now(self, visit: Visit) -> Response:
        """By our own button, and by a mail program's one-click POST (RFC 8058), whatever the body says."""
        await self._wishes.record(visit, STOP, [("opted_out", {"reason": "their own page"})])
        return _done(visit, "stop.done", then=("private", "again"))

    async def question(self, visit: Visit, errors: Mapping[str, str] | None = None) -> Response:
        within = _in_words(visit.world.playbook.answer_within, visit.words)
        return _form("question", visit, errors, ("about", "text"), within=within, most=LONGEST_TEXT)

    async def ask(self, visit: Visit) -> Response:
        text = visit.form.get("text", "").strip()
        if not text or len(text) > LONGEST_TEXT:
            key = "question.wrong" if text else "question.missing"
            return await self.question(visit, {"text": visit.words(key, most=LONGEST_TEXT)})
        fields: dict[str, Any] = {"text": text, "channel": str(Channel.EMAIL), "automatic": False}
        if about := _one_of(visit.page.standings, visit.form.get("about", "")):
            fields["application_id"] = about.application_id
        await self._wishes.record(visit, "question", [("reply_received", fields)])
        return _done(visit, "question.done")

    async def survey(self, visit: Visit, errors: Mapping[str, str] | None = None) -> Response:
        if asked := _asked(visit):
            return _form("survey", visit, errors, ("about", "score", "comment"), asked=asked)
        if SURVEY in visit.waiting or any(app.survey_answered for app in visit.state.applications):
            return _done(visit, "survey.done")
        return Response(status_code=303, headers={"location": visit.here})  # nothing is over yet

    async def answer(self, visit: Visit) -> Response:
        asked = _asked(visit)
        about = _one_of(asked, visit.form.get("about", "")) or next(iter(asked), None)
        if about is None:
            return await self.survey(visit)
        score, comment = visit.form.get("score", ""), visit.form.get("comment", "").strip()
        errors = {}
        if score not in ("1", "2", "3", "4", "5"):
            errors["score"] = visit.words("survey.wrong_score")
        if len(comment) > LONGEST_TEXT:
            errors["comment"] = visit.words("survey.wrong_comment", most=LONGEST_TEXT)
        if errors:
            return await self.survey(visit, errors)
        fields = {"score": int(score), "comment": comment, "application_id": about.application_id}
        await self._wishes.record(visit, SURVEY, [("survey_answered", fields)])
        return _done(visit, "survey.done")

    # ------------------------------------------------------------ how we reach them

    async def preferences(self, visit: Visit, errors: Mapping[str, str] | None = None) -> Response:
        now = preferences.on_record(visit)
        now |= {preferences.was(field): value for field, value in now.items()}
        more: dict[str, Any] = {"zones": zones(), "is_zone": is_zone, "languages": language_names()}
        more |= {"own_language": own_name(visit.state.candidate.locale), "waiting": preferences.KIND in visit.waiting}
        return _form("preferences", visit, errors, tuple(now), now=now, wished=visit.state.candidate.channel, **more)

    async def prefer(self, visit: Visit) -> Response:
        """Through the inbox, so as `candidate_updated`: the update `set_preferences` needs an answer from Temporal."""
        if errors := preferences.mistakes(visit):
            return await self.preferences(visit, errors)
        changed = preferences.changes(visit)
        if not changed:
            return _done(visit, "preferences.same")
        await self._wishes.record(visit, preferences.KIND, [("candidate_updated", {"candidate": changed})])
        return _done(
            visit,
            "preferences.done",
            words_for(changed["locale"], country=visit.world.country) if "locale" in changed else None,
        )

    async def pause(self, visit: Visit, errors: Mapping[str, str] | None = None, *, away: bool = False) -> Response:
        first, last = _pause_days(visit)
        same: dict[str, Any] = (
            {"nonce": visit.form["n"]} if away and visit.form.get("n") else {}
        )  # said again it is the same wish
        answer = _form("pause", visit, errors, ("until",), first=first, last=last, away=away, **same)
        if away:
            answer.status_code = 503
            answer.headers["retry-after"] = "60"
        return answer

    async def pause_now(self, visit: Visit) -> Response:
        """Answered by the clock itself: what is shown here has been decided. Where it cannot be asked now, the form is
        given back as it was filled in. Raises NoSuchCandidate, Refused.
        """
        try:
            return await self._pause_now(visit)
        except (TemporalUnreachable, NoAnswer) as error:
            log.warning("a candidate's pause could not be recorded: %s", type(error).__name__)
            return await self.pause(visit, away=True)

    async def _pause_now(self, visit: Visit) -> Response:
        if visit.form.get("what") == "resume":
            await self._update(visit, "resume")
            return _done(visit, "pause.resume_done")
        first, last = _pause_days(visit)
        until = _day(visit.form.get("until", ""))
        if until is None or not first <= until <= last:
            said = visit.words("pause.wrong", first=visit.words.date(first), last=visit.words.date(last))
            return await self.pause(visit, {"until": said})
        begins_at = datetime.combine(until, time.min, zone(str(visit.world.tz))).astimezone(UTC)
        await self._update(visit, "pause", until=begins_at.isoformat(), reason="their own page")
        return _done(visit, "pause.done", date=visit.words.date(until))

    async def _update(self, visit: Visit, name: str, **fields: Any) -> None:
        mark = visit.form.get("n") or nonce()
        said = fields.get("until", "")  # the same form with another day is another wish
        event_id = f"page:{name}:{digest(visit.candidate_id, mark, said)}"
        followup = await self._connecting()
        await followup.update(visit.candidate_id, name, fields | envelope(event_id, visit.world.now))

    # ------------------------------------------------------------ what only a freshly mailed link opens

    async def private(self, visit: Visit, errors: Mapping[str, str] | None = None) -> Response:
        return _form("private", visit, errors, ("what",), purposes=_purposes(visit))

    async def ask_for_link(self, visit: Visit) -> Response:
        if (what := visit.form.get("what", "")) not in _purposes(visit):
            return await self.private(visit, {"what": visit.words("private.missing")})
        self._fresh.ask(visit, Purpose(what))
        return _done(visit, "private.done")


def _page(template: str, visit: Visit, **values: Any) -> Response:
    company = visit.world.playbook.company
    known: dict[str, Any] = {
        "company": company.name,
        "postal_address": company.postal_address,
        "here": visit.here,
        "home": visit.here,
        "personal": True,
        "page": visit.page,
        "nonce": nonce(),
    }
    return page(template, visit.words, known | values)


def _form(
    template: str,
    visit: Visit,
    errors: Mapping[str, str] | None,
    fields: tuple[str, ...],
    now: Mapping[str, str] | None = None,
    **values: Any,
) -> Response:
    """A form as it was filled in, where it has errors, else with what holds `now`."""
    filled = {field: visit.form.get(field, (now or {}).get(field, "")) for field in fields}
    answer = _page(template, visit, errors=errors or {}, form=filled, **values)
    if errors:
        answer.status_code = 422
    return answer


def _done(
    visit: Visit, key: str, words: Words | None = None, then: tuple[str, str] | None = None, **values: object
) -> Response:
    """It is recorded; never said before it is. `then`: a page to go on to, and which action leads there."""
    words = words or visit.words
    company = visit.world.playbook.company
    said: dict[str, Any] = {
        "title": words(f"{key}_title"),
        "text": words(key, **values),
        "home": visit.here,
        "personal": True,
        "then": (f"{visit.here}/{then[0]}", words(f"status.{then[1]}")) if then else None,
    }
    return page("done", words, said | {"company": company.name, "postal_address": company.postal_address})


def _one_of(standings: tuple[Standing, ...], application_id: str) -> Standing | None:
    return next((one for one in standings if one.application_id == application_id), None)


def _asked(visit: Visit) -> tuple[Standing, ...]:
    """The applications about which they may still say how we did; an answer that waits is one."""
    asked = tuple(one for one in visit.page.standings if one.survey)
    return () if len(asked) == 1 and SURVEY in visit.waiting else asked


def _is_closed(visit: Visit) -> bool:
    """Is there something to open again by mail?"""
    closed = {*visit.state.closed_channels, *visit.world.suppressed}
    return visit.state.stopped or Channel.EMAIL in closed


def _purposes(visit: Visit) -> list[str]:
    again = [Purpose.START_AGAIN] if _is_closed(visit) else []
    return [str(purpose) for purpose in (Purpose.DATA, Purpose.ERASURE, *again)]


def _pause_days(visit: Visit) -> tuple[date, date]:
    today = visit.world.now.astimezone(visit.world.tz).date()
    return today + timedelta(days=1), today + LONGEST_PAUSE


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _in_words(within: Duration, words: Words) -> str:
    if within.business_days == 1:
        return words("within.day")
    return words("within.days", n=within.business_days) if within.business_days else words("within.soon")
