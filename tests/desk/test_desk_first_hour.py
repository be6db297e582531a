"""An empty installation at the desk: the company, a file of candidates, and what may not come in with one."""

from __future__ import annotations

import asyncio
import html
import io
import re
import zipfile
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from desk.coming_in.uploads import KEPT, MOST, Upload, Uploads
from desk.http.form_parts import BadForm, parts_of, shown_name
from settings import DEFAULT_PLAYBOOK, read_settings
from starter.cli.run.desk import setting_up
from starter.importing.bounded import MOST_BYTES, MOST_LINES, read_upload
from starter.importing.tables import BadFile
from starter.own_playbook import sample_version
from tests.clocks import WEDNESDAY
from tests.desk.desk_house import LEA, OLU, RITA, TEAM, Browser, DeskHouse, desk_of
from tests.gateway.applicants import applied, record
from tests.ledgers import ledger_of

PEOPLE = b"""First Name,Last Name,E-mail,Role,Stage,Applied on
Ann,Lee,ann@example.com,Engineer,Phone screen,03/06/2026
Bea,Roy,bea@example.com,Engineer,In the attic,04/06/2026
Cyd,Orr,,Engineer,Applied,05/06/2026
"""
ANSWERS = {
    "company": "Harbor Light", "sender": "talent@harborlight.example", "timezone": "Europe/Berlin", "email": "outbox",
}  # fmt: skip


@pytest.fixture
async def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DeskHouse]:
    """A desk where nobody has come in, with the sample's playbook in force; Temporal is away."""
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")
    monkeypatch.setenv("FOLLOWUP_HOME", str(tmp_path / "home"))
    settings = read_settings()
    ledger = ledger_of(settings)
    ledger.team.follow_file(TEAM)
    async with desk_of(settings, ledger, setting_up=setting_up(settings)) as house:
        yield house
    ledger.close()


async def upload(browser: Browser, content: bytes, name: str = "people.csv") -> httpx.Response:
    """Choose a file and press the button, without a script."""
    await browser.get("/bring-in")
    return await browser.client.post(
        f"{browser.url}/bring-in", data={"csrf": browser.csrf}, files={"file": (name, content)}, follow_redirects=True
    )


async def seen(browser: Browser) -> str:
    """The page once the file was looked through."""
    while "Looking through" in (page := html.unescape((await browser.get("/bring-in")).text)):
        await asyncio.sleep(0)
    return page


# ------------------------------------------------------------ the company


async def test_only_an_installation_without_candidates_begins_and_only_for_a_lead(empty: DeskHouse) -> None:
    lea, rita = await empty.browser(LEA), await empty.browser(RITA)
    assert (await lea.get("/")).url.path == "/begin"
    assert "<h1>Today</h1>" in (await rita.get("/")).text
    for who in (RITA, OLU):
        browser = await empty.browser(who)
        for path in ("/begin", "/bring-in"):
            assert (await browser.get(path)).status_code == 403
        assert (await browser.post("/begin", **ANSWERS)).status_code == 403
        assert (await browser.post("/bring-in/go")).status_code == 403
    record(empty.ledger, applied())
    assert "<h1>Today</h1>" in (await lea.get("/")).text
    assert (await lea.get("/begin")).url.path == "/bring-in"
    assert (await lea.post("/begin", **ANSWERS)).url.path == "/bring-in"
    assert empty.ledger.playbooks.version_in_force() == sample_version()


async def test_what_is_answered_becomes_settings_and_a_playbook_that_is_in_force(empty: DeskHouse) -> None:
    lea = await empty.browser(LEA)
    await lea.get("/begin")
    said = html.unescape((await lea.post("/begin", **ANSWERS)).text)
    assert "You're set up" in said
    assert "A test message to talent@harborlight.example" in said
    home = empty.settings.home
    assert "FOLLOWUP_EMAIL=outbox" in (home / "followup.env").read_text()
    assert (home / "followup.env").stat().st_mode & 0o077 == 0
    in_force = empty.ledger.playbooks.rules().playbook
    assert (in_force.company.name, str(in_force.company.timezone)) == ("Harbor Light", "Europe/Berlin")
    assert in_force.company.country == "DE"
    assert empty.ledger.playbooks.history()[-1]["author"] == "Lea Brandt"
    assert (await lea.get("/")).url.path == "/bring-in"
    again = await lea.post("/begin", **ANSWERS | {"company": "Other"})
    assert again.url.path == "/bring-in"
    assert empty.ledger.playbooks.rules().playbook.company.name == "Harbor Light"


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"company": ""}, "company", "missing"),
        ({"sender": "nobody"}, "sender", "address"),
        ({"timezone": "Mars/Base"}, "timezone", "time zone"),
        ({"country": "Atlantis"}, "country", "two letters"),
        ({"email": "pigeon"}, "email", "not one of"),
        ({"email": "smtp"}, "smtp_url", "missing"),
        ({"email": "smtp", "smtp_url": "ftp://x"}, "", "FOLLOWUP_SMTP_URL"),
    ],
    ids=str,
)
async def test_an_answer_that_cannot_be_meant_is_said_beside_it_and_nothing_is_written(
    empty: DeskHouse, given: dict[str, str], field: str, words: str
) -> None:
    lea = await empty.browser(LEA)
    await lea.get("/begin")
    answer = await lea.post("/begin", **ANSWERS | given)
    page = html.unescape(answer.text)
    assert answer.status_code == 422
    said = re.search(r'id="wrong" role="alert">([^<]+)<', page)
    assert said and words in said[1], page
    assert "--" not in said[1]
    marked = re.findall(r'<input id="(\w+)"[^>]*aria-invalid', page)
    assert marked == ([field] if field and field != "email" else [])
    assert given.get("company", "Harbor Light") in page, "what was typed stays"
    assert not (empty.settings.home / "followup.env").exists()
    assert empty.ledger.playbooks.version_in_force() == sample_version()


async def test_settings_that_are_there_already_are_not_written_over(empty: DeskHouse) -> None:
    (empty.settings.home / "followup.env").write_text("FOLLOWUP_EMAIL=outbox\n")
    lea = await empty.browser(LEA)
    await lea.get("/begin")
    page = html.unescape((await lea.post("/begin", **ANSWERS)).text)
    assert "already exists and isn't overwritten: edit it, or remove it first." in page
    assert "`" not in page.partition("<main")[2]
    assert (empty.settings.home / "followup.env").read_text() == "FOLLOWUP_EMAIL=outbox\n"
    assert empty.ledger.playbooks.version_in_force() == sample_version()


async def test_where_the_playbook_is_set_elsewhere_nobody_fills_in_a_form_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FOLLOWUP_PLAYBOOK", str(DEFAULT_PLAYBOOK))
    settings = read_settings()
    ledger = ledger_of(settings)
    ledger.team.follow_file(TEAM)
    for makes in (setting_up(settings), None):
        async with desk_of(settings, ledger, setting_up=makes) as house:
            lea = await house.browser(LEA)
            page = html.unescape((await lea.get("/")).text)
            assert "set up where followup runs" in page
            assert ("set in the environment" in page) is (makes is not None)
            assert 'action="/begin"' not in page
            page = html.unescape((await lea.post("/begin", **ANSWERS)).text)
            assert "You're set up" not in page
    assert not (settings.home / "followup.env").exists()
    ledger.close()


# ------------------------------------------------------------ a file


async def test_a_file_is_shown_first_and_what_it_means_can_be_changed(empty: DeskHouse) -> None:
    lea = await empty.browser(LEA)
    page = html.unescape((await upload(lea, PEOPLE)).text)
    page = await seen(lea)
    assert "No column says which job" not in page  # "Role" does
    assert "<strong>2</strong> would come in" in page
    assert "<strong>1</strong> can't be used" in page
    assert "an address is missing" in page
    assert "In the attic" in page and "1 not known" in page
    assert "Which comes first in dates?" in page
    assert "--" not in re.sub(r"<[^>]*>", "", page.partition("<main")[2])
    number = re.search(r'name="word-(\d+)" value="In the attic"', page)
    assert number
    answer = await lea.post(
        "/bring-in/choices",
        **{
            f"word-{number[1]}": "In the attic",
            f"stage-{number[1]}": "interview",
            "dates": "dmy",
            "column-3": "job_title",
        },
    )
    page = await seen(lea)
    assert answer.url.path == "/bring-in"
    assert "not known" not in page
    assert "have waited too long" in page or "has waited too long" in page  # since 3 June, by the day-first dates
    assert "Ann Lee" in page and "Bea Roy" in page
    assert not empty.ledger.has_anybody()


async def test_a_page_that_waits_is_led_on_as_a_whole_when_there_is_nothing_to_wait_for(empty: DeskHouse) -> None:
    lea = await empty.browser(LEA)
    for content in (None, PEOPLE):
        if content:
            await upload(lea, content)
            await seen(lea)
        answer = await lea.get("/bring-in", hx_request="true")
        assert answer.headers["hx-redirect"] == "/bring-in"
        assert not answer.text, "a page within a page"


async def test_everybody_gets_one_job_where_no_column_says_it(empty: DeskHouse) -> None:
    lea = await empty.browser(LEA)
    await upload(lea, b"name,email\nAnn Lee,ann@example.com\n")
    page = await seen(lea)
    assert "No column says which job they applied for" in page
    assert "would come in" not in page
    await lea.post("/bring-in/choices", job="Night manager")
    assert "<strong>1</strong> would come in" in await seen(lea)


async def test_columns_are_what_a_lead_says_and_an_odd_answer_is_none(empty: DeskHouse) -> None:
    lea = await empty.browser(LEA)
    await upload(lea, b"Who,Mailbox,Job\nAnn Lee,ann@example.com,Engineer\n")
    assert "No column holds names" in await seen(lea)
    odd = {"column-0": "name", "column-1": "email", "column-2": "../../etc", "column-99": "id", "stage-0": "x"}
    await lea.post("/bring-in/choices", **odd)
    page = await seen(lea)
    assert "<strong>1</strong> would come in" in page or "No column says which job" in page
    await lea.post("/bring-in/choices", **odd | {"column-2": "job_title"})
    assert "<strong>1</strong> would come in" in await seen(lea)


async def test_a_file_is_one_sessions_alone_and_gone_when_it_is_left_or_logged_out(empty: DeskHouse) -> None:
    lea, other = await empty.browser(LEA), await empty.browser(LEA)
    await upload(lea, PEOPLE)
    assert "Ann" in await seen(lea)
    assert "Ann" not in (await other.get("/bring-in")).text
    before = sorted(str(one) for one in empty.settings.home.rglob("*"))
    await lea.post("/bring-in/leave")
    assert "A file of candidates" in (await lea.get("/bring-in")).text
    await upload(lea, PEOPLE)
    await lea.post("/out")
    assert not empty.desk().uploads._by_session
    lea = await empty.browser(LEA)
    assert "A file of candidates" in (await lea.get("/bring-in")).text
    assert sorted(str(one) for one in empty.settings.home.rglob("*")) == before
    assert not [one for one in empty.settings.home.rglob("*") if one.is_file() and b"bea@example" in one.read_bytes()]


async def test_a_long_file_says_how_far_it_is_and_stops_when_it_is_left(empty: DeskHouse) -> None:
    lea = await empty.browser(LEA)
    rows = "".join(f"Ann Lee,p{number}@example.com,Engineer\n" for number in range(3000))
    await upload(lea, f"name,email,job\n{rows}".encode())
    page = await lea.get("/bring-in")
    assert re.search(r"[\d,]+ of 3,000", page.text)
    assert "<progress" in page.text
    assert '<noscript><meta http-equiv="refresh"' in page.text
    work = next(iter(empty.desk().uploads._by_session.values())).work
    assert work is not None and work.task is not None
    await lea.post("/bring-in/leave")
    await work.task
    assert work.done < 3000
    assert "A file of candidates" in (await lea.get("/bring-in")).text


async def test_without_temporal_nobody_comes_in_and_the_file_stays(empty: DeskHouse) -> None:
    lea = await empty.browser(LEA)
    await upload(lea, PEOPLE)
    await seen(lea)
    answer = await lea.post("/bring-in/go")
    assert answer.status_code == 503
    assert "Temporal isn't responding" in html.unescape(answer.text)
    assert "<strong>2</strong> would come in" in await seen(lea)


async def test_who_is_here_already_is_not_brought_in_again(empty: DeskHouse) -> None:
    record(empty.ledger, applied(first_name="Ann", last_name="Lee", email="ann@example.com", job_title="Engineer"))
    lea = await empty.browser(LEA)
    await upload(lea, b"name,email,job_id\nAnn Lee,ann@example.com,eng\nBea Roy,bea@example.com,eng\n")
    page = await seen(lea)
    assert "<strong>1</strong> would come in" in page
    assert "<strong>1</strong> is here already" in page


def sheet(rows: str, *, dimension: str = "A1:C2", more: dict[str, bytes] | None = None) -> bytes:
    """A sheet as a spreadsheet program writes it, with these rows."""
    made = io.BytesIO()
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{of}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{of}"><sheets>'
        '<sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{of}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><dimension ref="{dimension}"/>'
        f"<sheetData>{rows}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return made.getvalue()


def line(number: int, *cells: str) -> str:
    inside = (
        one if one.startswith("<c") else f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{one}</t></is></c>'
        for at, one in enumerate(cells)
    )
    return f'<row r="{number}">{"".join(inside)}</row>'


HEAD = line(1, "name", "email", "job")


def test_a_cell_with_a_formula_is_read_as_what_it_showed_and_never_calculated() -> None:
    formula = '<c r="A2" t="str"><f>HYPERLINK("https://evil.example","Ann Lee")</f><v>Ann Lee</v></c>'
    read = read_upload(sheet(HEAD + line(2, formula, "ann@example.com", "Engineer")))
    assert read.rows[0].cells == ("Ann Lee", "ann@example.com", "Engineer")
    text = b"name,email,job\n=1+1,ann@example.com,Engineer\n"
    assert read_upload(text).rows[0].cells[0] == "=1+1"


FAR = '<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>'
BOMBS = {
    "a cell in the last of a billion places": lambda: sheet(HEAD + f'<row r="1048576">{FAR}</row>'),
    "a sheet that says it is that large": lambda: sheet(HEAD + FAR, dimension="A1:XFD1048576"),
    "no sheet": lambda: b"PK\x03\x04" + b"\x00" * 1000,
    "a text of nothing but NUL": lambda: b"\x00" * 5000,
    "too many bytes": lambda: b"name,email,job\n" + b"x" * MOST_BYTES,
    "too many lines": lambda: b"name,email,job\n" + b"a,b,c\n" * (MOST_LINES + 1),
    "too many columns": lambda: b",".join(b"c%d" % n for n in range(400)) + b"\na\n",
    "columns alone": lambda: b"name,email,job\n",
    "nothing": lambda: b" ",
}


@pytest.mark.parametrize("what", BOMBS)
def test_a_file_that_wants_too_much_is_refused_in_a_sentence(what: str) -> None:
    with pytest.raises(BadFile, match=r"\.$"):
        read_upload(BOMBS[what]())


def test_a_sheet_that_unpacks_to_more_than_there_is_memory_for_is_refused() -> None:
    made = io.BytesIO(sheet(""))
    archive = zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED)
    with archive, archive.open("xl/sharedStrings.xml", "w") as strings:
        strings.write(b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">')
        for _ in range(30):
            strings.write(b"<si><t>" + b"x" * 8_000_000 + b"</t></si>")
        strings.write(b"</sst>")
    assert len(made.getvalue()) < 1_000_000
    with pytest.raises(BadFile, match="too large to be read"):
        read_upload(made.getvalue(), memory=300 * 1024 * 1024)
    assert read_upload(sheet(HEAD + line(2, "Ann Lee", "a@example.com", "Eng")), memory=300 * 1024 * 1024).rows


@pytest.mark.parametrize("path", ["/bring-in", "/begin", "/bring-in/choices"])
async def test_too_large_a_request_is_refused_before_it_is_read(empty: DeskHouse, path: str) -> None:
    lea = await empty.browser(LEA)
    many = MOST_BYTES + 400_000 if path == "/bring-in" else 400_000
    file = {"file": ("a.csv", b"x" * many)}
    try:
        answer = await lea.client.post(empty.url + path, data={"csrf": lea.csrf}, files=file)
    except (httpx.ReadError, httpx.WriteError):
        return  # hung up on while it was still sending
    assert answer.status_code == 413


async def test_a_file_without_this_sessions_token_is_not_taken(empty: DeskHouse) -> None:
    lea, other = await empty.browser(LEA), await empty.browser(RITA)
    await other.get("/")
    for token in ("", other.csrf):
        answer = await lea.client.post(
            f"{empty.url}/bring-in", data={"csrf": token}, files={"file": ("people.csv", PEOPLE)}
        )
        assert answer.status_code == 403
    assert "A file of candidates" in (await lea.get("/bring-in")).text


SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


async def test_names_headings_and_file_names_are_words_and_no_markup(empty: DeskHouse) -> None:
    lea = await empty.browser(LEA)
    quoted = SCRIPT.replace('"', '""')
    rows = f'name,email,job,"{quoted}",stage\n"{quoted}",a@example.com,Eng,x,{SCRIPT[:20]}\n'
    await upload(lea, rows.encode(), name=f"../../etc/{SCRIPT[:30]}.csv")
    page = (await lea.get("/bring-in")).text
    assert "would come in" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "etc/" not in page.partition("<h1>")[2].partition("</h1>")[0]


PART = b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n'


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--x\r\n\r\n--x--"),
        ("multipart/form-data; boundary=", b""),
        ("multipart/form-data; boundary=x", b"--x\r\nno name\r\n\r\n1\r\n--x--"),
        ("multipart/form-data; boundary=x", PART),
        ("multipart/form-data; boundary=x", PART * 500 + b"--x--"),
        ("multipart/form-data; boundary=" + "y" * 500, b""),
    ],
    ids=range(6),
)  # fmt: skip
def test_a_body_that_is_no_such_form_is_none(kind: str, body: bytes) -> None:
    with pytest.raises(BadForm):
        parts_of(kind, body)


def test_a_form_keeps_a_files_bytes_as_they_are() -> None:
    content = bytes(range(256)) + b"\r\n--xx\r\n\r\n" + b"\n\r\r\n"
    disposition = b'form-data; name="file"; filename="C:\\\\lists\\\\people.csv"'
    body = b"--x\r\nContent-Disposition: " + disposition + b"\r\nContent-Type: text/csv\r\n\r\n" + content
    body += b'\r\n--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nabc\r\n--x--\r\n'
    fields, file = parts_of('multipart/form-data; boundary="x"', body)
    assert fields == {"csrf": "abc"}
    assert file is not None
    assert (file.name, file.content) == ("people.csv", content)
    assert shown_name("..\\..\\a\x00\nb.csv") == "a  b.csv"
    assert shown_name("/") == "file"


def test_files_are_few_and_those_that_nobody_looks_at_are_forgotten() -> None:
    uploads, read = Uploads(), read_upload(PEOPLE)

    def put(session: str, at: Any) -> bool:
        return uploads.put(session, Upload(session, read, at), at)

    for number in range(MOST + 2):
        assert put(f"s{number}", WEDNESDAY + timedelta(minutes=number))
    at = WEDNESDAY + timedelta(minutes=MOST + 2)
    assert [uploads.of(f"s{number}", at) is None for number in range(MOST + 2)] == [True, True] + [False] * MOST
    assert uploads.of(f"s{MOST}", at + KEPT) is None


async def test_somebody_who_is_in_the_middle_of_nothing_presses_buttons_and_nothing_happens(empty: DeskHouse) -> None:
    lea = await empty.browser(LEA)
    await lea.get("/bring-in")
    for path in ("/bring-in/go", "/bring-in/choices", "/bring-in/leave"):
        assert (await lea.post(path)).url.path == "/bring-in"
    assert (await lea.post("/bring-in")).status_code == 422
    assert not empty.ledger.has_anybody()
