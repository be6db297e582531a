"""The playbook at the desk: leads edit its files, see what they do, apply them with a reason and take them back.

Temporal is away all the while: where nobody is waiting nothing needs it, and elsewhere the desk says so.
"""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ledger.playbooks.folder import read_playbook, texts_of
from ledger.playbooks.folder_files import LARGEST
from settings import DEFAULT_PLAYBOOK
from tests.clocks import WEDNESDAY
from tests.desk.desk_house import LEA, MAX, OLU, RITA, Browser, DeskHouse, desk_of, install
from tests.gateway.applicants import applied, heard, record

FILE = "messages/applied/received.md"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
GETS = (
    "/playbook/files", f"/playbook/edit?file={FILE}", "/playbook/seen/x", "/playbook/changes",
    "/playbook/moves?version=x&before=y", "/playbook/versions", "/playbook/compare?one=1&other=2",
    "/playbook/back?to=1", "/playbook/back/moves?to=1",
)  # fmt: skip
POSTS = ("/playbook/look", "/playbook/save", "/playbook/remove", "/playbook/apply", "/playbook/back")


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DeskHouse]:
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")
    folder = tmp_path / "playbook"
    shutil.copytree(DEFAULT_PLAYBOOK, folder)
    settings, ledger = install(tmp_path / "home", playbook=folder)
    ledger.playbooks.keep_files(read_playbook(folder).version, texts_of(folder))
    async with desk_of(settings, ledger) as found:
        yield found
    ledger.close()


def _folder(house: DeskHouse) -> Path:
    return house.settings.playbook


def _text(house: DeskHouse, name: str = FILE) -> str:
    return (_folder(house) / name).read_text()


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return html.unescape(found[1])


async def _open(lea: Browser, name: str = FILE) -> tuple[str, str]:
    """A file's text in its box, and the mark that goes along with it."""
    page = (await lea.get(f"/playbook/edit?file={name}")).text
    box = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert box
    return html.unescape(box[1].removeprefix("\n")), _hidden(page, "mark")


async def _edited(lea: Browser, old: str, new: str, name: str = FILE) -> str:
    """Open a file, change something, save it: the page that comes next."""
    text, mark = await _open(lea, name)
    assert old in text
    saved = await lea.post("/playbook/save", file=name, mark=mark, text=text.replace(old, new, 1))
    return html.unescape(saved.text)


async def _apply(lea: Browser, reason: str) -> str:
    """Look at what would change, and put it in force."""
    page = (await lea.get("/playbook/changes")).text
    found = re.search(r"/playbook/moves\?version=([^&]+)&amp;before=([^&]+)&amp;", page)
    assert found, page
    for _ in range(200):
        page = (await lea.get(f"/playbook/moves?version={found[1]}&before={found[2]}")).text
        if "Looking at everyone" not in page:
            break
    form = {"version": _hidden(page, "version"), "before": _hidden(page, "before"), "reason": reason}
    return html.unescape((await lea.post("/playbook/apply", **form)).text)


# ---------------------------------------------------------------- the way through


async def test_a_lead_edits_applies_compares_and_takes_back_with_reason_and_author_on_record(house: DeskHouse) -> None:
    lea, before = await house.browser(LEA), _text(house)
    assert "Saved messages/applied/received.md" in await _edited(lea, "Thank you for applying", "Thanks for applying")
    assert "Thanks for applying" in _text(house)
    assert house.ledger.playbooks.acts()[-1]["number"] == 1, "saving applies nothing"
    assert "edited, not in force" in (await lea.get("/playbook/files")).text
    looked = html.unescape((await lea.get("/playbook/changes")).text)
    assert "messages/applied/received.md" in looked
    assert "<ins>" in looked
    assert "is in force" in await _apply(lea, "Shorter reads better")
    act = house.ledger.playbooks.acts()[-1]
    assert (act["number"], act["author"], act["reason"]) == (2, "Lea Brandt", "Shorter reads better")
    compared = html.unescape((await lea.get("/playbook/compare?one=2&other=1")).text)
    assert "Thanks for applying" in compared
    page = (await lea.get("/playbook/back?to=1")).text
    form = {"to": "1", "before": _hidden(page, "before")}
    assert "Write why" in html.unescape((await lea.post("/playbook/back", **form, reason=" ")).text)
    assert "Its files are in the folder" in html.unescape(
        (await lea.post("/playbook/back", **form, reason="Too terse")).text
    )
    acts = house.ledger.playbooks.acts()
    assert [one["version"] for one in acts[::2]] == [acts[0]["version"]] * 2
    assert (acts[-1]["author"], acts[-1]["reason"]) == ("Lea Brandt", "Too terse")
    assert _text(house) == before


async def test_what_is_typed_is_checked_with_its_line_and_read_in_the_chosen_zone(house: DeskHouse) -> None:
    lea = await house.browser(LEA)
    text, mark = await _open(lea)
    bad = text.replace("{{ candidate.first_name }}", "{{ candidate.frist_name }}")
    looked = await lea.send(
        "/playbook/look",
        {"csrf": lea.csrf, "file": FILE, "text": bad.replace("\n", "\r\n"), "mark": mark},
        hx_request="true",
    )
    found = html.unescape(looked.text)
    assert "<html" not in found
    assert re.search(r'data-line="4".*did you mean|data-line="4"[^\n]*first_name', found, re.DOTALL), found
    assert "unknown-name" in found
    good = {"csrf": lea.csrf, "file": FILE, "text": text, "mark": mark, "zone": "Asia/Tokyo"}
    found = html.unescape((await lea.send("/playbook/look", good, hx_request="true")).text)
    assert "Nothing to correct" in found
    frame = re.search(r'src="(/playbook/seen/[^"]+)"', found)
    assert frame
    mail = await lea.get(frame[1])
    assert "Hi Sam" in mail.text
    assert "sandbox" in mail.headers["content-security-policy"]
    assert (await (await house.browser(LEA)).client.get(house.url + frame[1])).status_code == 404, "another session's"
    assert _text(house) == text, "looking saves nothing"


async def test_a_text_is_read_with_its_segments_and_the_letters_that_make_it_longer(house: DeskHouse) -> None:
    lea, name = await house.browser(LEA), "messages/interview/reminder.sms.txt"
    text, _ = await _open(lea, name)
    form = {"csrf": lea.csrf, "file": name, "text": text.rstrip() + " Ł\n"}
    found = html.unescape((await lea.send("/playbook/look", form, hx_request="true")).text)
    assert re.search(r"\d+ segments? of at most \d+", found), found
    assert "Ł" in found
    assert "outside the alphabet of texts" in found


async def test_a_rule_that_cannot_work_is_said_with_its_line_and_is_not_applied(house: DeskHouse) -> None:
    lea, name = await house.browser(LEA), "playbook.yaml"
    text, mark = await _open(lea, name)
    line = next(n for n, one in enumerate(text.splitlines(), 1) if "per_day:" in one)
    typed = text.replace("per_day: 1", "per_day: x")
    form = {"csrf": lea.csrf, "file": name, "text": typed}
    found = (await lea.send("/playbook/look", form, hx_request="true")).text
    assert f'data-line="{line}"' in found, found
    await lea.post("/playbook/save", file=name, mark=mark, text=typed)
    page = html.unescape((await lea.get("/playbook/changes")).text)
    assert "To correct before it can be applied" in page
    forced = {"version": "", "before": house.ledger.playbooks.acts()[-1]["version"], "reason": "x"}
    assert "can't be applied yet" in html.unescape((await lea.post("/playbook/apply", **forced)).text)
    assert len(house.ledger.playbooks.acts()) == 1


# ---------------------------------------------------------------- several at once


async def test_an_edit_made_meanwhile_is_shown_and_never_overwritten_unseen(house: DeskHouse) -> None:
    lea, text = await house.browser(LEA), _text(house)
    mine, mark = await _open(lea)
    (_folder(house) / FILE).write_text(text.replace("Thank you", "Theirs: thank you", 1))
    clash = await lea.post("/playbook/save", file=FILE, mark=mark, text=mine.replace("Hi ", "Mine: hi "))
    said = html.unescape(clash.text)
    assert "Not saved: someone changed this file meanwhile" in said
    assert "Theirs: thank you" in said
    assert "Mine: hi" in said, "what was typed stays in the box"
    assert "Mine" not in _text(house)
    again = await lea.post("/playbook/save", file=FILE, mark=_hidden(clash.text, "mark"), text="x" + mine)
    assert "Saved" in html.unescape(again.text)
    (_folder(house) / FILE).unlink()
    gone = await lea.post("/playbook/save", file=FILE, mark=_hidden(again.text, "mark"), text=mine)
    assert "someone removed this file meanwhile" in html.unescape(gone.text)
    assert not (_folder(house) / FILE).exists()


async def test_what_was_looked_at_is_applied_and_nothing_else(house: DeskHouse) -> None:
    lea, lou = await house.browser(LEA), await house.browser(LEA)
    await _edited(lea, "Thank you for applying", "Thanks for applying")
    page = (await lea.get("/playbook/changes")).text
    found = re.search(r"version=([^&]+)&amp;before=([^&]+)&amp;", page)
    assert found
    await _edited(lou, "Thanks for applying", "We thank you for applying")
    stale = {"version": found[1], "before": found[2], "reason": "mine"}
    assert "has changed since you opened this page" in html.unescape((await lea.post("/playbook/apply", **stale)).text)
    assert "is in force" in await _apply(lou, "theirs")
    acts = house.ledger.playbooks.acts()
    late = {"version": acts[-1]["version"], "before": found[2], "reason": "mine"}
    assert "has changed since you opened this page" in html.unescape((await lea.post("/playbook/apply", **late)).text)
    assert [one["reason"] for one in house.ledger.playbooks.acts()[1:]] == ["theirs"]


async def test_taking_back_never_writes_over_edits_that_nobody_applied(house: DeskHouse) -> None:
    lea = await house.browser(LEA)
    await _edited(lea, "Thank you for applying", "Thanks for applying")
    await _apply(lea, "shorter")
    other = "messages/applied/update.md"
    (_folder(house) / other).write_text(_text(house, other) + "<!-- mine -->\n")
    page = html.unescape((await lea.get("/playbook/back?to=1")).text)
    assert "aren't in force" in page
    assert other in page
    form = {"to": "1", "before": house.ledger.playbooks.acts()[-1]["version"], "reason": "x"}
    assert "nothing was done" in html.unescape((await lea.post("/playbook/back", **form)).text)
    assert "Thanks for applying" in _text(house)
    assert "mine" in _text(house, other)
    assert len(house.ledger.playbooks.acts()) == 2


# ---------------------------------------------------------------- what is away, or locked


async def test_with_temporal_away_editing_goes_on_and_applying_says_so(house: DeskHouse) -> None:
    record(house.ledger, applied(), heard(WEDNESDAY))
    lea = await house.browser(LEA)
    assert "Saved" in await _edited(lea, "Thank you for applying", "Thanks for applying")
    assert "Temporal isn't responding, so nothing was done" in await _apply(lea, "shorter")
    assert len(house.ledger.playbooks.acts()) == 1


async def test_a_folder_that_cannot_be_written_says_so_and_what_is_in_it_can_be_applied(
    house: DeskHouse, tmp_path: Path
) -> None:
    """As a ConfigMap is mounted: the files are links, and another release of them is put there."""
    folder = _folder(house)
    folder.rename(tmp_path / "mounted")
    folder.mkdir()
    for name in ("playbook.yaml", "ats.yaml"):
        shutil.copy(tmp_path / "mounted" / name, folder / f"..{name}")
        (folder / name).symlink_to(f"..{name}")
    shutil.copytree(tmp_path / "mounted" / "messages", folder / "messages")
    lea = await house.browser(LEA)
    page = html.unescape((await lea.get(f"/playbook/edit?file={FILE}")).text)
    assert "are links, so whatever put them there has to change them" in page
    assert "Save to the folder" not in page
    text, mark = await _open(lea)
    refused = await lea.post("/playbook/save", file=FILE, mark=mark, text=text + "More.\n")
    assert refused.status_code == 409
    assert "More." in refused.text, "what was typed stays in the box"
    assert _text(house) == text
    (folder / FILE).write_text(text.replace("Thank you for applying", "Thanks for applying", 1))
    assert "is in force" in await _apply(lea, "a new release of the files")
    form = {"to": "1", "before": house.ledger.playbooks.acts()[-1]["version"], "reason": "taken back"}
    said = html.unescape((await lea.post("/playbook/back", **form)).text)
    assert "The folder still has the other one" in said
    assert house.ledger.playbooks.acts()[-1]["version"] == house.ledger.playbooks.acts()[0]["version"]


async def test_the_playbook_that_comes_with_followup_is_not_written(tmp_path: Path) -> None:
    settings, ledger = install(tmp_path / "home")
    async with desk_of(settings, ledger) as house:
        lea = await house.browser(LEA)
        text, mark = await _open(lea)
        refused = await lea.post("/playbook/save", file=FILE, mark=mark, text=text + "More.\n")
        assert "`followup init` makes one of your own" in html.unescape(refused.text)
        assert (DEFAULT_PLAYBOOK / FILE).read_text() == text
    ledger.close()


# ---------------------------------------------------------------- attacks


@pytest.mark.parametrize("who", [RITA, MAX, OLU], ids=lambda one: str(one.role))
async def test_nobody_but_a_lead_edits_or_applies_the_playbook(house: DeskHouse, who: object) -> None:
    browser, before = await house.browser(who), texts_of(_folder(house))  # type: ignore[arg-type]
    for path in GETS:
        assert (await browser.client.get(house.url + path)).status_code == 403, path
    for path in POSTS:
        form = {"csrf": browser.csrf, "file": FILE, "text": "Hello", "mark": "", "reason": "x", "to": "1"}
        assert (await browser.send(path, form)).status_code == 403, path
    assert texts_of(_folder(house)) == before
    assert len(house.ledger.playbooks.acts()) == 1
    assert any(row["kind"].startswith("refused: ") for row in house.ledger.desk.events())


async def test_no_form_of_another_page_edits_the_playbook(house: DeskHouse) -> None:
    lea = await house.browser(LEA)
    for path in POSTS:
        form = {"csrf": "made-up", "file": FILE, "text": "Hello", "mark": "", "reason": "x", "to": "1"}
        assert (await lea.send(path, form)).status_code == 403
        form["csrf"] = lea.csrf
        assert (await lea.send(path, form, origin="https://evil.example")).status_code == 403


NAMES = (
    "../outside.md", "messages/../../outside.md", "/etc/outside.md", "messages//outside.md", "messages/applied/.md",
    "messages/.hidden/x.md", "messages/applied/..md", "messages/applied/x.md/", "messages\\x.md", "outside.md",
    "messages/x.py", "messages/a/b/c/d/e.md", "messages/applied/x\n.md", "messages/applied/" + "x" * 300 + ".md",
    "messages/applied/.received.md.tmp", ".git/config", "followup.env", "playbook.yaml.md", "messages/é.md", "",
)  # fmt: skip


async def test_only_a_playbooks_files_are_written(house: DeskHouse, tmp_path: Path) -> None:
    lea = await house.browser(LEA)
    there = {one for one in tmp_path.rglob("*") if "home" not in one.parts}
    for name in NAMES:
        for path in ("/playbook/save", "/playbook/remove", "/playbook/look"):
            form = {"csrf": lea.csrf, "file": name, "text": "---\nsubject: x\n---\nHi\n", "mark": ""}
            assert (await lea.send(path, form)).status_code == 422, (path, name)
    assert {one for one in tmp_path.rglob("*") if "home" not in one.parts} == there


@pytest.mark.parametrize("what", ["file", "folder"])
async def test_no_link_leads_a_write_out_of_the_folder(house: DeskHouse, tmp_path: Path, what: str) -> None:
    lea, outside = await house.browser(LEA), tmp_path / "outside"
    outside.mkdir()
    (outside / "received.md").write_text("secret")
    place = _folder(house) / FILE
    if what == "file":
        place.unlink()
        place.symlink_to(outside / "received.md")
    else:
        shutil.rmtree(place.parent)
        place.parent.symlink_to(outside)
    opened = await lea.get(f"/playbook/edit?file={FILE}")
    assert opened.status_code == 409
    assert "secret" not in opened.text
    for path in ("/playbook/save", "/playbook/remove"):
        form = {"csrf": lea.csrf, "file": FILE, "text": "---\nsubject: x\n---\nHi\n", "mark": ""}
        assert (await lea.send(path, form)).status_code == 409
    assert (outside / "received.md").read_text() == "secret"
    assert [one.name for one in outside.iterdir()] == ["received.md"]


async def test_a_file_is_as_small_as_its_reader_allows(house: DeskHouse) -> None:
    lea = await house.browser(LEA)
    text, mark = await _open(lea)
    large = text + "x" * LARGEST
    answer = await lea.post("/playbook/save", file=FILE, mark=mark, text=large)
    assert "is larger than 64 KB" in html.unescape(answer.text)
    assert _text(house) == text
    looked = await lea.send("/playbook/look", {"csrf": lea.csrf, "file": FILE, "text": large}, hx_request="true")
    assert "is larger than 64 KB" in html.unescape(looked.text)


NOT_ALLOWED = (
    "{{ ''.__class__.__mro__ }}", "{% for x in range(9) %}x{% endfor %}", "{% set x = 1 %}", "{{ self.__class__ }}",
    "{{ lipsum.__globals__ }}", "{% include '/etc/passwd' %}", "{% include '../../home/followup.env' %}",
    "{{ 7 * 7 }}", "{{ config }}", "{% macro x() %}{% endmacro %}", "{{ cycler('a') }}",
)  # fmt: skip


async def test_a_template_stays_within_what_messages_may(house: DeskHouse) -> None:
    lea = await house.browser(LEA)
    text, _ = await _open(lea)
    for words in NOT_ALLOWED:
        form = {"csrf": lea.csrf, "file": FILE, "text": text.replace("Thank you", f"{words} Thank you", 1)}
        found = await lea.send("/playbook/look", form, hx_request="true")
        assert found.status_code == 200
        assert "Nothing to correct" not in found.text, words
        assert "/playbook/seen/" not in found.text, "nothing of it is rendered"
        assert not re.search(r"root:|__subclasses__|>49<", found.text), words


async def test_words_of_a_message_are_no_markup_of_the_desk(house: DeskHouse) -> None:
    lea = await house.browser(LEA)
    text, mark = await _open(lea)
    typed = text.replace("Thank you", f"{SCRIPT}</textarea>{SCRIPT} Thank you", 1)
    assert "Saved" in (await lea.post("/playbook/save", file=FILE, mark=mark, text=typed)).text
    (_folder(house) / "messages" / "applied" / "<img src=x onerror=alert(1)>.md").write_text(
        "---\nsubject: x\n---\nHi\n"
    )
    pages = ["/playbook/files", f"/playbook/edit?file={FILE}", "/playbook/changes"]
    for path in pages:
        page = await lea.get(path)
        assert page.status_code == 200
        assert all('src="/static/' in one for one in re.findall(r"<script[^>]*>", page.text)), path
        assert "<img" not in page.text, path
        for frame in re.findall(r'src="(/playbook/seen/[^"]+)"', page.text):
            mail = (await lea.get(frame)).text
            assert "<script" not in mail
            assert "<img" not in mail
    reason = {"version": "x", "before": "y", "reason": SCRIPT}
    assert "<img" not in (await lea.post("/playbook/apply", **reason)).text
