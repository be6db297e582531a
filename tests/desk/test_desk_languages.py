"""The desk in other languages: every text of it can be translated, and what isn't translated is English."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from desk.locales.extracting import ALL, bring_up_to_date, extracted, kept
from desk.locales.translating import FOLDER, IN_TEMPLATES, LANGUAGES, Languages, _, language, ngettext, read_in
from domain import events as e
from domain.names import Stage
from domain.people.team import Member
from ledger.playbooks.folder import read_playbook, texts_of
from settings import DEFAULT_PLAYBOOK
from starter.cli.run.desk import setting_up
from tests.clocks import WEDNESDAY
from tests.desk.desk_house import LEA, MAX, OLU, RITA, Browser, desk_of, install
from tests.gateway.applicants import ANN, applied, at_stage, record, told

OPEN, CLOSE = "⟦", "⟧"
GERMAN: Final = {"accept_language": "de-AT,de;q=0.9,en;q=0.5"}
HOUR = timedelta(hours=1)

PAGES: Final[tuple[tuple[Member, tuple[str, ...]], ...]] = (
    (
        LEA,
        (
            "/?whose=all", "/candidates", "/candidates?q=zzz", f"/candidates/{ANN}", "/candidates/greenhouse:99",
            "/same?one=x&other=y",
            f"/same?one={ANN}&other=greenhouse:77", "/jobs", "/jobs/eng", "/jobs/none", "/playbook", "/playbook/files",
            "/playbook/edit?file=messages/applied/received.md", "/playbook/edit?file=messages/applied/new.sms.txt",
            "/playbook/edit?file=playbook.yaml", "/playbook/edit?file=x", "/playbook/changes", "/playbook/versions",
            "/playbook/moves?version=x&before=y", "/playbook/back?to=1", "/playbook/compare?one=0&other=1",
            "/report", "/system", "/bring-in", "/nowhere",
        ),
    ),
    (RITA, ("/", "/playbook", "/report")),
    (MAX, ("/feedback", "/jobs", "/jobs/eng")),
    (OLU, ("/system",)),
)  # fmt: skip

_WHEN: Final = r"(today at |[A-Z][a-z]{2}, [A-Z][a-z]{2} \d{1,2}, )\d{1,2}:\d\d [AP]M [A-Z]{3}"
_NAMES: Final = "Ann Lee|Bea Lee|Sam Lee|Lea Brandt|Rita Alvarez|Max Ode|Olu Ade|Acme|followup|test"
_WHY: Final = (
    "after|before|due|their time|deadline|moved up|business day|an hour|in case of|already replied|too long|no contact"
)
_MESSAGE: Final = (
    "We have your .*|Hi Sam,|Thank you for .*|You'll hear from us .*|Until then, .*|Best regards,|"
    "The Acme recruiting team|Acme, 123 Main .*|If you would rather .*"
)
_FILES: Final = r"[\w./-]+\.(md|yaml|sms\.txt)|any|colleagues|none|[a-z]+: [a-z-]+(, [a-z]+: [a-z-]+)?"
_RULED: Final = "/playbook|/candidates/.*"
STAYS_ENGLISH: Final[tuple[tuple[str, str, str], ...]] = (
    ("names of people, of the company and of the product", ".*", _NAMES),
    ("jobs, and who looks after them", ".*", r"Data Engineer( \(eng\)| · Rita Alvarez)?|eng"),
    ("the same before and behind a page's title", ".*", r"((Ann Lee|Data Engineer|[\w./-]+) )?\| (Acme|followup)"),
    ("addresses, ids and zones", ".*", r"[\w.]+@[\w.]+|greenhouse:\d+|\(?[A-Z][a-z]+/[A-Za-z_/ ]+\)?|UTC"),
    ("stages, as the playbook calls them", ".*", "|".join([*Stage, *(stage.capitalize() for stage in Stage)])),
    ("dates and hours, which go by the locale", ".*", rf"(, )?{_WHEN}( \(2 hours ago\))?"),
    ("states, as the command line calls them", ".*", "active|paused|needs attention|closed"),
    ("ways to reach somebody, as the command line calls them", ".*", "by email|by text|by phone"),
    ("what a task asks for, as mails say it", r"/(\?.*)?|/candidates/.*", "Reply to their message"),
    ("steps, as the playbook calls them", _RULED, "[a-z]+([ -][a-z]+)*"),
    ("samples of a stage, as the forecast calls them", "/playbook", "Someone .*"),
    ("why the rules decide so", _RULED, rf"[RS]\d+, [a-z' ]+|.*\b({_WHY})\b.*"),
    ("the record of what happened", "/candidates/.*", r"(task|held|skipped|reply|interview|moved|application) .*"),
    ("files of the playbook, and who sends them", "/playbook/(files|edit.*)", _FILES),
    ("the words of a message", "/playbook/edit.*", _MESSAGE),
    ("what checks of the playbook say", "/playbook/edit.*", "subject: None is not text; .*"),
    ("kinds of entries on logins", "/system", "a link that doesn't work|logged in|refused: recruiter"),
)
"""Why, on which pages, and what: everything else on every page is translated."""


def stays_english(path: str, text: str) -> bool:
    return any(re.fullmatch(where, path) and re.fullmatch(what, text) for _why, where, what in STAYS_ENGLISH)


def marked_up(folder: Path, language: str = "de") -> Languages:
    """Catalogues of which one has each text in brackets."""
    catalogue = Catalog(locale=language)
    for one in extracted():
        if one.id:
            ids = one.id if isinstance(one.id, tuple) else (one.id,)
            said = tuple(f"{OPEN}{text}{CLOSE}" for text in ids)
            catalogue.add(one.id, said if len(said) > 1 else said[0], flags=one.flags)
    with (folder / f"{language}.po").open("wb") as file:
        write_po(file, catalogue)
    return Languages(folder)


class _Seen(HTMLParser):
    """What somebody reads of a page, or has read to them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.attributes: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "code", "kbd", "textarea", "blockquote"):
            self._within.append(tag)
        named = dict(attrs)
        self.attributes += [named[name] or "" for name in _READ if named.get(name)]

    def handle_endtag(self, tag: str) -> None:
        if self._within and self._within[-1] == tag:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.texts.append(data)


_READ: Final = ("aria-label", "placeholder", "title", "alt", "data-label", "data-away", "data-broken")


def not_translated(page: str) -> list[str]:
    """What stands outside of all brackets."""
    seen = _Seen()
    seen.feed(page)
    found, depth = [], 0
    for text in [*seen.texts, *seen.attributes]:
        left = ""
        for sign in text:
            depth += (sign == OPEN) - (sign == CLOSE)
            left += sign if depth == 0 and sign != CLOSE else "\n" if depth else ""
        found += [" ".join(part.split()) for part in left.split("\n")]
    return [one for one in found if re.search(r"[A-Za-z]{2,}", one)]


async def test_every_text_of_the_desk_can_be_translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")
    (tmp_path / "po").mkdir()
    folder = tmp_path / "playbook"
    shutil.copytree(DEFAULT_PLAYBOOK, folder)
    settings, ledger = install(tmp_path / "home", playbook=folder)
    ledger.playbooks.keep_files(read_playbook(folder).version, texts_of(folder))
    languages = marked_up(tmp_path / "po")
    left: list[tuple[str, str]] = []

    async def read(browser: Browser, path: str) -> None:
        page = (await browser.get(path, **GERMAN)).text
        assert OPEN in page, path
        assert '<html lang="de">' in page or "<html" not in page, path
        left.extend((path, text) for text in not_translated(page) if not stays_english(path, text))

    async with desk_of(settings, ledger, languages=languages, setting_up=setting_up(settings)) as house:
        stranger, lea = house.stranger(), await house.browser(LEA)
        for path in ("/begin", "/bring-in"):
            await read(lea, path)
        _people(ledger)
        for path in ("/login", "/in/none", "/nowhere"):
            await read(stranger, path)
        for who, paths in PAGES:
            browser = await house.browser(who)
            for path in paths:
                await read(browser, path)
    ledger.close()
    assert not left


def _people(ledger: Any) -> None:
    record(
        ledger,
        applied(hiring_manager=e.Person(name="Max Ode", email="max@acme.example")),
        at_stage(Stage.INTERVIEW, WEDNESDAY - timedelta(days=6)),
        told(
            e.InterviewScheduled, WEDNESDAY - timedelta(days=3), at=WEDNESDAY - timedelta(days=2), interview_id="i1",
            interviewers=(e.Person(name="Max Ode", email="max@acme.example"),),
        ),
        told(e.ReplyReceived, WEDNESDAY - 2 * HOUR, text="Is it remote?"),
    )  # fmt: skip
    record(ledger, applied(first_name="Bea", email="bea@example.com"), ident="greenhouse:77")


async def test_the_words_of_acts_are_translated_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")
    (tmp_path / "po").mkdir()
    settings, ledger = install(tmp_path / "home")
    _people(ledger)
    async with desk_of(settings, ledger, languages=marked_up(tmp_path / "po")) as house:
        lea = await house.browser(LEA)
        task = ledger.tasks()[0]["task"]
        form = {"csrf": lea.csrf, "candidate": ANN, "task": task, "other": "x", "stage": "interview", "kind": "tag"}
        for act, more in (
            ("answer", {}), ("answer", {"text": "Yes."}), ("say", {}), ("note", {}), ("note", {"text": "x"}),
            ("promise", {}), ("promise", {"by": "x"}), ("promise", {"by": "0001-01-01"}), ("snooze", {}), ("stage", {}),
            ("stage", {"stage": "x"}), ("meant", {}), ("later", {}), ("later", {"task": "x"}), ("tag", {}),
            ("merge", {}), ("assign", {}), ("undo", {}), ("interview", {}), ("interview", {"at": "x"}),
            ("offer", {"start_date": "2020-01-01"}),
            ("interview-held", {}), ("pause", {"until": "2026-09-01"}),
        ):  # fmt: skip
            answer = await lea.send(f"/act/{act}", form | more, hx_request="true", **GERMAN)
            assert not_translated(answer.text) == [] and OPEN in answer.text, (act, more, answer.text)
    ledger.close()


# ------------------------------------------------------------ the catalogues


def test_catalogues_hold_the_texts_that_the_sources_have(tmp_path: Path) -> None:
    for name in (ALL, *(f"{name}.po" for name in LANGUAGES.names())):
        shutil.copy(FOLDER / name, tmp_path)
    bring_up_to_date(tmp_path)
    stale = [file.name for file in tmp_path.iterdir() if file.read_bytes() != (FOLDER / file.name).read_bytes()]
    assert stale == [], "run `python -m desk.locales`"


def test_the_desk_has_the_languages_of_the_candidates_pages() -> None:
    theirs = {file.stem for file in (FOLDER.parent.parent / "gateway/pages/words").glob("*.yaml")}
    assert {*LANGUAGES.names(), "en"} == theirs


_PLACE: Final = re.compile(r"%\(\w+\)s|%%")
_TAG: Final = re.compile(r"</?[a-z][^>]*>")


def _wrong(texts: Any, translations: Any) -> bool:
    """Does a translation name other values than its text, or other HTML, or would it end an attribute?"""
    one, many = texts if isinstance(texts, tuple) else (texts, texts)
    said = translations if isinstance(translations, tuple) else (translations,)
    for text in filter(None, said):
        bare = _TAG.sub("", text)
        values = {*_PLACE.findall(text)} - {"%%"}
        if not values <= {*_PLACE.findall(one), *_PLACE.findall(many)} or sorted(_TAG.findall(text)) != sorted(
            _TAG.findall(many)
        ):
            return True
        if "%" in _PLACE.sub("", text) or "<" in bare or ('"' in bare and '"' not in _TAG.sub("", many)):
            return True
    return False


@pytest.mark.parametrize("language", LANGUAGES.names())
def test_a_translation_keeps_the_values_and_the_html_of_its_text(language: str) -> None:
    wrong = [one.id for one in kept(FOLDER / f"{language}.po") if one.id and _wrong(one.id, one.string)]
    assert wrong == []


def test_what_would_break_a_page_is_found_in_a_translation() -> None:
    assert not _wrong("due %(when)s", "fällig %(when)s")
    assert _wrong("due %(when)s", "fällig %(wann)s")
    assert _wrong("100%% of %(when)s", "100% %(when)s")
    assert _wrong("Run <code>x</code>", "<b>x</b>")
    assert _wrong("Undo", '"zurück"')


# ------------------------------------------------------------ which language


def _languages(folder: Path, *texts: tuple[Any, Any]) -> Languages:
    catalogue = Catalog(locale="pl")
    for text, said in texts:
        catalogue.add(text, said)
    with (folder / "pl.po").open("wb") as file:
        write_po(file, catalogue)
    (folder / "fr.po").write_bytes((FOLDER / "fr.po").read_bytes())
    return Languages(folder)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", None), ("pl", "pl"), ("pl-PL,en;q=0.9", "pl"), ("en-GB,pl;q=0.8", None), ("en;q=0.3, pl;q=0.8", "pl"),
        ("ja, pl;q=0.1", "pl"), ("ja", None), ("pl;q=0", None), ("pl;q=x", None), ("../pl", None), ("*", None),
    ],
)  # fmt: skip
def test_the_desk_speaks_the_first_language_that_the_browser_asks_for_and_it_has(
    tmp_path: Path, accepted: str, language: str | None
) -> None:
    found = _languages(tmp_path, ("Undo", "Cofnij")).preferred(accepted)
    assert (found.language if found else None) == language


def test_numbers_have_the_forms_of_the_language_and_what_is_missing_is_english(tmp_path: Path) -> None:
    one_many = ("%(num)s reply to answer", "%(num)s replies to answer")
    polish = _languages(
        tmp_path, ("Undo", "Cofnij"), (one_many, ("%(num)s odpowiedź", "%(num)s odpowiedzi", "%(num)s odpowiedzi (5)"))
    ).preferred("pl")
    for number, said in ((1, "1 odpowiedź"), (3, "3 odpowiedzi"), (5, "5 odpowiedzi (5)"), (22, "22 odpowiedzi")):
        with read_in(polish):
            assert ngettext(*one_many, number) == said
            assert _("Log out") == "Log out"
            assert ngettext("%(num)s file", "%(num)s files", number) == ("1 file" if number == 1 else f"{number} files")
    assert (_("Undo"), ngettext(*one_many, 1)) == ("Undo", "1 reply to answer")


def test_a_page_says_that_it_is_in_a_language_only_when_most_of_it_is(tmp_path: Path) -> None:
    languages = _languages(tmp_path, ("Undo", "Cofnij"))
    for accepted, said in (("pl", "pl"), ("fr", "en"), ("", "en")):
        with read_in(languages.preferred(accepted)):
            assert language() == said


def test_a_value_in_a_translated_text_is_escaped_in_a_page(tmp_path: Path) -> None:
    polish = _languages(tmp_path, ("Open %(name)s", "<b>Otwórz</b> %(name)s")).preferred("pl")
    with read_in(polish):
        assert IN_TEMPLATES["_"]("Open %(name)s", name="<i>") == "<b>Otwórz</b> &lt;i&gt;"
