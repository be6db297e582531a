"""Exports as ATSs and spreadsheets write them: each comes in with one command at most."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.names import Stage
from domain.people.person_names import greeting_name
from starter.importing import BadFile, Imported, Options, read_people
from starter.importing.dates import Ambiguous, BadDate, judge, midday_of, read_date
from tests.clocks import WEDNESDAY
from tests.starter.export_names import HEADINGS, export_file, people
from tests.tables import each

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
EXPORTS = Path(__file__).parent / "exports"


def read(content: str | bytes, **more: Any) -> Imported:
    data = content.encode() if isinstance(content, str) else content
    return read_people(data, now=NOW, options=Options(**{"phones_in": "US"} | more))


# ------------------------------------------------------------ the two files


def test_a_greenhouse_export_comes_in_as_it_is() -> None:
    found = read((EXPORTS / "greenhouse.csv").read_bytes())
    assert (len(found.good), found.bad, found.system) == (34, [], "greenhouse")
    maria, jurgen = found.good[:2]
    assert (maria.candidate_id, maria.application_id, maria.job_id) == ("greenhouse:40010000", "5500000", "40210")
    assert (maria.greeting, jurgen.greeting) == ("Maria", "Jürgen Smith")
    assert maria.fact["recruiter"] == {"name": "Kim Park"}
    by_word = {"Application Review": "applied", "Take Home Test": "screening", "Face to Face": "interview"}
    rows = (EXPORTS / "greenhouse.csv").read_text("utf-8-sig").splitlines()[1:]
    for row, one in zip(rows, found.good, strict=True):
        for word, stage in by_word.items():
            assert word not in row or one.fact["stage"] == stage
    assert [one.fact["stage"] for one in found.good].count("rejected") == 4
    assert found.notes == [
        "Read as an export from Greenhouse; their ids begin with greenhouse:.",
        "Not needed, so ignored: 'Last Activity', 'Coordinator'.",
    ]
    said = {problem.text for problem in found.left_out}
    assert "phone: the extension 12 of +14155550132 is left out" in said
    assert not found.good[6].phone and found.good[7].phone == "+16465550170"


def test_a_german_sheet_of_excel_comes_in_with_one_command() -> None:
    content = (EXPORTS / "excel.csv").read_bytes()
    asked = read(content, phones_in="DE")
    assert (len(asked.good), asked.bad) == (31, [])
    assert any("'Beworben am' could have the day or the month first" in note for note in asked.notes)
    found = read(content, phones_in="DE", dates="mdy", stages={"In Prüfung": Stage.SCREENING})
    assert (len(found.good), found.bad, found.left_out) == (31, [], [])
    assert {one.fact["stage"] for one in found.good} == {"screening"}
    first = found.good[0]
    assert (first.greeting, first.phone, first.fact["applied_at"][:7]) == ("Wei", "+491715551000", "2026-11")
    assert first.job_id == "vertriebsleiter-m-w-d" and first.fact["notes"].startswith("Hat in Köln")
    assert not any(name in first.candidate_id for name in ("wei", "patel"))
    again = read(content, phones_in="DE", dates="mdy")
    assert [one.event_id for one in again.good] == [one.event_id for one in found.good]
    assert [one.candidate_id for one in read(content, key=b"another house").good] != [
        one.candidate_id for one in found.good
    ]


# ------------------------------------------------------------ the others


EXPORT_FILES: dict[str, tuple[str, list[tuple[str, str, str, str]]]] = {
    # system: the file, and of each line its id, greeting, stage and job
    "lever": (
        "Full-Name,Email,Phone,Posting Title,Stage,Archive-Reason,Archive-Date,Date-Added,Origin,Owner,Contact ID,"
        "Opportunity ID\n"
        "Eva Lang,eva@example.com,+1 212 555 0123,Data Engineer,Phone screen,,,2026-11-02,Applied,Kim Park,c-1,o-1\n"
        "\"Lang, Tom\",tom@example.com,,Data Engineer,On-site interview,Withdrew,2026-11-20,2026-10-02,Sourced,,c-2,o-2\n"  # noqa: E501
        "Ida Ray,ida@example.com,,Data Engineer,Offer,Hired,2026-11-20,2026-10-02,Applied,,c-3,o-3\n",
        [
            ("lever:c-1", "Eva Lang", "screening", "data-engineer"),
            ("lever:c-2", "Tom", "withdrawn", "data-engineer"),
            ("lever:c-3", "Ida Ray", "hired", "data-engineer"),
        ],
    ),
    "ashby": (
        "Candidate Name,Primary Email Address,Primary Phone Number,Job,Job ID,Current Interview Stage,"
        "Application Status,Archive Reason,Application Created At,Credited To,Candidate ID,Application ID\n"
        "Eva Lang,eva@example.com,,Designer,j1,Application Review,Active,,\"Nov 2, 2026\",Kim Park,ca-1,ap-1\n"
        "Tom Lang,tom@example.com,,Designer,j1,Onsite,Archived,RejectedByCandidate,\"Nov 3, 2026\",Kim Park,ca-2,ap-2\n"
        "Ida Ray,ida@example.com,,Designer,j1,Offer,Hired,,\"Nov 4, 2026\",Kim Park,ca-3,ap-3\n",
        [
            ("ashby:ca-1", "Eva Lang", "applied", "j1"),
            ("ashby:ca-2", "Tom Lang", "withdrawn", "j1"),
            ("ashby:ca-3", "Ida Ray", "hired", "j1"),
        ],
    ),
    "workable": (
        "Name,Headline,Email,Phone,Job,Department,Stage,Disqualified,Disqualification reason,Created at,Source\n"
        "Eva Lang,Engineer at Foo,eva@example.com,212-555-0123,Analyst,Data,Phone screen,No,,2026-11-02 10:11:12,Indeed\n"  # noqa: E501
        "Tom Lang,,tom@example.com,,Analyst,Data,Interview,Yes,Skills,2026-11-02 10:11:12,Indeed\n",
        [("", "Eva Lang", "screening", "analyst"), ("", "Tom Lang", "rejected", "analyst")],
    ),
    "bamboohr": (
        "First Name,Last Name,Email,Phone,Job Opening,Status,Application Date,Rating,Source,Hiring Lead\n"
        "Eva,Lang,eva@example.com,,Nurse,Schedule Phone Screen,11/13/2026,4,Website,Kim Park\n"
        "Tom,Lang,tom@example.com,,Nurse,Not a Fit,11/02/2026,2,Website,Kim Park\n",
        [("", "Eva", "screening", "nurse"), ("", "Tom", "rejected", "nurse")],
    ),
    "bullhorn": (
        "id,firstName,lastName,email,email2,phone,mobile,title,jobOrder id,jobOrder title,status,dateAdded,owner\n"
        "77,Eva,Lang,eva@example.com,eva2@example.com,,+12125550123,Plumber,9,Welder,Client Submission,1762070400000,Kim\n"  # noqa: E501
        "78,Tom,Lang,,tom@example.com,,,Plumber,9,Welder,Placed,1762070400000,Kim\n",
        [("bullhorn:77", "Eva", "screening", "9"), ("bullhorn:78", "Tom", "hired", "9")],
    ),
    "smartrecruiters": (
        "applicationID,candidateProfileId,candidateFirstName,candidateLastName,candidateEmail,jobId,jobTitle,"
        "applicationStage,applicationStep,applicationCreationDate,applicationReasonOfRejection,"
        "applicationReasonOfWithdrawal,appliedVia\n"
        "a1,c1,Eva,Lang,eva@example.com,j1,Buyer,IN_REVIEW,Screening,2026-11-02T00:00:00,,,APPLIED\n"
        "a2,c2,Tom,Lang,tom@example.com,j1,Buyer,WITHDRAWN,,2026-11-02T00:00:00,,Compensation,APPLIED\n"
        "a3,c3,Ida,Ray,ida@example.com,j1,Buyer,REJECTED,,2026-11-02T00:00:00,More qualified candidate selected,,APPLIED\n"  # noqa: E501
        "a4,c4,Uma,Ray,uma@example.com,j1,Buyer,LEAD,,2026-11-02T00:00:00,,,UPLOADED\n",
        [
            ("smartrecruiters:c1", "Eva", "applied", "j1"),
            ("smartrecruiters:c2", "Tom", "withdrawn", "j1"),
            ("smartrecruiters:c3", "Ida", "rejected", "j1"),
            ("smartrecruiters:c4", "Uma", "prospect", "j1"),
        ],
    ),
    "teamtailor": (
        "Candidate ID;First name;Last name;Email;Phone;Job;Stage;Applied at;Rejected at;Reject reason;Tags\n"
        "1;Eva;Lang;eva@example.com;+46701234567;Chef;Screening;2026-11-02 08:00;;;\n"
        "2;Tom;Lang;tom@example.com;;Chef;Interview;2026-11-02 08:00;2026-11-20 09:00;Experience;\n",
        [("teamtailor:1", "Eva", "screening", "chef"), ("teamtailor:2", "Tom", "rejected", "chef")],
    ),
    "linkedin": (
        "First Name,Last Name,Headline,Location,Current Title,Current Company,Email Address,Phone Number,Profile URL,"
        "Active Project,Notes,Feedback\n"
        "Eva,Lang,Engineer at Foo,Berlin,Engineer,Foo,eva@example.com,,https://l.example/eva,Platform Lead,Met at PyCon,\n",  # noqa: E501
        [("", "Eva", "prospect", "platform-lead")],
    ),
}  # fmt: skip


@each("system", EXPORT_FILES)
def test_an_export_of_each_system_comes_in_as_it_is(system: str) -> None:
    content, expected = EXPORT_FILES[system]
    found = read(content)
    assert (found.system, found.bad, found.left_out) == (system, [], [])
    assert len(found.good) == len(expected)
    for one, (ident, greeting, stage, job) in zip(found.good, expected, strict=True):
        assert one.candidate_id == ident or (not ident and one.candidate_id.startswith("manual:p"))
        assert (one.greeting, one.fact.get("stage", "applied"), one.job_id) == (greeting, stage, job)
        assert one.email and (system == "linkedin" or one.fact["applied_at"][:4] == "2026" or system == "bullhorn")
    assert read(content, system=system).good == found.good


def test_an_export_of_linkedin_without_a_project_takes_the_job_from_the_command() -> None:
    content = "First Name,Last Name,Email Address,Profile URL,Job title\nEva,Lang,eva@example.com,https://x,Plumber\n"
    with pytest.raises(BadFile, match="--job"):
        read(content)
    (one,) = read(content, defaults={"job_id": "eng", "job_title": "Engineer"}).good
    assert (one.job_id, one.fact["job_title"], one.fact["stage"]) == ("eng", "Engineer", "prospect")


# ------------------------------------------------------------ names


@each("export", HEADINGS)
def test_r10_of_five_thousand_names_none_is_greeted_by_a_wrong_one(export: str) -> None:
    made = people(export, 500, seed=1)
    found = read(export_file(export, made))
    assert not found.bad
    named = 0
    for person, one in zip(made, found.good, strict=True):
        said = one.greeting
        right = {person.first} if person.certain else {f"{person.first} {person.last}"}
        right |= {person.first} if " " in person.first else set()  # that is all the cell says
        # What was shouted has lost whether a particle or a dotless I is written small.
        as_heard = said if person.certain else said.casefold().replace("ı", "i")
        spoken = right if person.certain else {name.casefold().replace("ı", "i") for name in right}
        assert as_heard in spoken | {""}, (person, said)
        assert "," not in said and "." not in said
        assert not any(len(word) > 1 and word.isupper() for word in said.split())
        named += bool(said)
    assert named > 350


def test_a_zero_width_non_joiner_within_a_name_is_kept() -> None:
    (one,) = read("first_name,last_name,email,job\nفاطمه\u200cسادات,حسینی,f@example.com,E\n").good
    assert one.fact["candidate"]["first_name"] == one.greeting == "فاطمه\u200cسادات"


def test_a_name_column_is_taken_apart_at_a_clean_comma_alone() -> None:
    found = read('id,name,email,job_id\na,Ann Lee,a@example.com,E\nb,"Lee, Bo",b@example.com,E\n')
    assert [one.fact["candidate"].get("first_name") for one in found.good] == [None, "Bo"]
    assert [one.name for one in found.good] == ["Ann Lee", "Bo Lee"]
    assert greeting_name("", "Ann Lee") == "Ann Lee"


# ------------------------------------------------------------ files


@each("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@each("form", ["{0},{1}\n", "sep=;\n{0};{1}\n", "{0}\t{1}\n", '"sep=|"\r\n{0}|{1}\r\n'])
def test_every_common_form_of_text_is_read(encoding: str, form: str) -> None:
    first, *_ = form.partition("{0}")
    line = form.removeprefix(first)
    rows = [("Name", "E-Mail,Stelle"), ("Jürgen Groß", "j@example.com,Müller")]
    sign = "," if "," in line else ";" if ";" in line else "|" if "|" in line else "\t"
    text = first + "".join(line.format(name, rest.replace(",", sign)) for name, rest in rows)
    (one,) = read(text.encode(encoding)).good
    assert (one.name, one.fact["job_title"]) == ("Jürgen Groß", "Müller")


def test_headings_of_a_sheet_kept_by_hand_say_whose_id_and_which_job() -> None:
    for job in ("Position applied for", "Role applied for", "Job title applied for"):
        found = read(f"Kandidat-ID;Full Name;E-Mail Address;{job}\n1001;Ann Lee;ann@example.com;Data Analyst\n")
        assert [(one.candidate_id, one.fact["job_title"]) for one in found.good] == [("manual:1001", "Data Analyst")]


def test_a_title_may_stand_above_the_headings() -> None:
    for title in ("Applicants\n", "Bewerberliste;;\n\nStand: 1. November\n"):
        (one,) = read(f"{title}Name;E-Mail;Stelle\nEva Lang;e@example.com;Koch\n").good
        assert (one.name, one.line) == ("Eva Lang", title.count("\n") + 2)
    rows: list[list[object]] = [["Applicants", "", ""], ["Name", "Email", "Job"], ["Eva Lang", "e@example.com", "Cook"]]
    assert [one.line for one in read(workbook(rows)).good] == [3]


def test_groups_may_stand_above_the_headings() -> None:
    groups = "Candidate,,,Application,,,Dates,\n"
    columns = "First Name,Last Name,Email,Job Title,Job ID,Stage,Applied,Other\n"
    line = "Mia,Wong,mia@example.com,Chef,C1,Interview,2026-07-02,x\n"
    for head in (groups + columns, "Report of July\n\n" + groups + columns, columns):
        (one,) = read(head + line).good
        assert (one.name, one.job_id, one.line) == ("Mia Wong", "C1", head.count("\n") + 1)
    cells: list[list[object]] = [[*row.strip().split(",")] for row in ("Report", groups, columns, line)]
    assert [(one.name, one.line) for one in read(workbook(cells)).good] == [("Mia Wong", 4)]


def test_a_person_whose_line_looks_like_headings_is_a_person() -> None:
    (one,) = read("name,email,job\nMobile Stage,stage@example.com,Recruiter\n").good
    assert one.name == "Mobile Stage"


@pytest.mark.parametrize(
    "below",
    [
        "Total,2,,",
        "Grand Total: 2 candidates",
        "Gesamt: 2 Bewerber",
        '"Confidential - do not distribute"',
        "Page 1 of 1",
        "Total,,,\nExported 11/29/2026",
    ],
)
def test_what_a_report_says_below_its_last_line_is_no_person_that_was_refused(below: str) -> None:
    found = read(f"name,email,job\nEva Lang,eva@example.com,Cook\nTom Ray,tom@example.com,Cook\n{below}\n")
    assert (len(found.good), found.bad) == (2, [])
    assert [note for note in found.notes if "isn't a candidate" in note]


@pytest.mark.parametrize("below", ["Page Miller,,Cook", "Ann Lee", "Total,tom@,x,y", "Total,,\nAnn Lee,,Cook"])
def test_a_person_on_the_last_line_who_cannot_be_reached_is_refused_and_named(below: str) -> None:
    found = read(f"name,email,job\nEva Lang,eva@example.com,Cook\n{below}\n")
    assert len(found.good) == 1 and found.bad


@pytest.mark.parametrize(
    ("header", "cells", "stage"),
    [
        ("name,email,job,state", "Eva Lang,e@example.com,Cook,Interviewing", "interview"),
        ("name,email,job,disposition,city,state", "Eva Lang,e@example.com,Cook,Not Selected,Austin,TX", "rejected"),
        ("name,email,job,state,country", "Eva Lang,e@example.com,Cook,TX,US", None),
    ],
)
def test_beside_a_city_or_a_country_state_is_that_of_an_address(header: str, cells: str, stage: str | None) -> None:
    found = read(f"{header}\n{cells}\n")
    assert (found.good[0].fact.get("stage"), found.left_out) == (stage, [])
    if "country" in header:
        assert found.good[0].country == "US-TX"


def test_what_an_export_writes_for_a_spreadsheet_is_read_as_it_is_shown() -> None:
    rows = 'id,first_name,last_name,email,job\n="00123","=HYPERLINK(""https://x"",""Eva"")",Lang,e@example.com,E\n'
    (one,) = read(rows).good
    assert (one.candidate_id, one.name) == ("manual:00123", "Eva Lang")


def test_a_dash_in_place_of_a_name_is_none_and_null_may_be_one() -> None:
    rows = "first_name,last_name,email,job\n-,Ray,t@example.com,E\nAnn,--,a@example.com,E\nEve,Null,e@example.com,E\n"
    assert [one.name for one in read(rows).good] == ["Ray", "Ann", "Eve Null"]


def test_headings_that_come_again_are_no_person() -> None:
    found = read("Name,E-Mail,Job\nEva Lang,e@example.com,E\nName,E-Mail,Job\nTom Ray,t@example.com,E\n")
    assert (len(found.good), found.bad, found.notes) == (2, [], ["Line 3 repeats the headings."])


def test_signs_that_an_export_took_out_of_a_web_page_are_read_as_what_they_stand_for() -> None:
    (one,) = read("name,email,job\nSean O&#39;Brien,s@example.com,R&amp;D &lt;Lead&gt;\n").good
    assert (one.name, one.fact["job_title"]) == ("Sean O'Brien", "R&D <Lead>")


def test_lines_of_two_encodings_in_one_file_are_each_read_as_what_they_are() -> None:
    lines = [
        b"name,email,job\n",
        "Zoë Ray,z@example.com,E\n".encode(),
        "Jörg Ray,j@example.com,E\n".encode("cp1252"),
    ]
    assert [one.name for one in read(b"".join(lines)).good] == ["Zoë Ray", "Jörg Ray"]


def workbook(rows: list[list[object]]) -> bytes:
    """A sheet of Excel, by hand: text inline, numbers as they are."""

    def cell(value: object) -> str:
        if isinstance(value, int | float):
            return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'

    sheet = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="People" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{sheet}</sheetData></worksheet>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return file.getvalue()


def test_a_sheet_of_excel_is_read_with_its_numbers_whole() -> None:
    rows: list[list[object]] = [
        ["Candidate ID", "Name", "Email", "Job ID", "Application Date"],
        [4711, "Zoë Ray", "z@example.com", 42.0, "2026-11-02"],
        ["", "", "", "", ""],
        [4712, "Jörg Ray", "j@example.com", 42.0, 46000],
    ]
    found = read(workbook(rows))
    assert [(one.line, one.candidate_id, one.job_id) for one in found.good] == [
        (2, "manual:4711", "42"),
        (4, "manual:4712", "42"),
    ]
    assert [one.fact["applied_at"][:10] for one in found.good] == ["2026-11-02", "2025-12-09"]


def test_what_nothing_needs_is_ignored_in_one_line_and_columns_may_be_named() -> None:
    content = "Who,Where,Wanted,Shoe size,Joined\nEva Lang,eva@example.com,Chef,38,x\n"
    with pytest.raises(BadFile, match="--map"):
        read(content)
    columns = {"who": "name", "Where": "email", "Wanted": "job_title"}
    found = read(content, columns=columns, ignored=("Joined",))
    assert found.good[0].job_id == "chef"
    assert found.notes == ["Not needed, so ignored: 'Shoe size', 'Joined'."]
    for wrong in ({"columns": columns | {"Nope": "phone"}}, {"columns": {"who": "nmae"}}, {"ignored": ("Nope",)}):
        with pytest.raises(BadFile, match=r"no column|isn't one of our columns"):
            read(content, **wrong)


def test_an_oversized_or_broken_cell_that_nothing_needs_stops_nobody() -> None:
    found = read(
        f"name,email,job,Resume Text\nEva Lang,e@example.com,E,{'x' * 200_000}\nTom Lang,t@example.com,E,a\x00b\n"
    )
    assert ([one.name for one in found.good], found.bad, found.left_out) == (["Eva Lang", "Tom Lang"], [], [])


# ------------------------------------------------------------ cells


@pytest.mark.parametrize(
    ("cell", "kept", "said"),
    [
        ("a@example.com; b@example.com", "a@example.com", "and not b@example.com"),
        ("Eva Lang <a@example.com>", "a@example.com", ""),
        ("mailto:A@example.com", "a@example.com", ""),
        ("a@example.com\nb@example.com", "a@example.com", "and not b@example.com"),
        ("a@example.com (home)", "a@example.com", ""),
    ],
)
def test_two_addresses_in_a_cell_and_what_stands_around_them(cell: str, kept: str, said: str) -> None:
    found = read(f'name,email,job\nEva Lang,"{cell}",E\n')
    assert found.good[0].email == kept
    assert said in "".join(problem.text for problem in found.left_out)
    assert bool(said) is bool(found.left_out)


@each(
    ("cell", "kept", "said"),
    [
        ("(212) 555-0143", "+12125550143", ""),
        ("tel: 646-555-0170", "+16465550170", ""),
        ("+1 (415) 555-0132 x12", "+14155550132", "the extension 12"),
        ("tel:+1-212-555-0143;ext=12", "+12125550143", "the extension 12"),
        ("+49 (0)30 901820", "+4930901820", ""),
        ("Mobile: 212-555-0143 / 212-555-0144", "+12125550143", "and not +12125550144"),
        ("0171 / 555 1000", "", "wrong number of digits"),
        ("1.2125550143E+10", "+12125550143", ""),
        ("4,930901820E+10", "", "has cut"),
        ("1.21256E+10", "", "has cut"),
        ("call me", "", "is not a phone number"),
    ],
)
def test_numbers_as_people_write_them(cell: str, kept: str, said: str) -> None:
    found = read(f'name,email,phone,job\nEva Lang,e@example.com,"{cell}",E\n')
    assert found.good[0].phone == kept
    assert said in "".join(problem.text for problem in found.left_out)


@pytest.mark.parametrize("assumed", ["US", ""])
def test_a_number_of_another_country_is_left_out_with_what_settles_it(assumed: str) -> None:
    content = 'name,email,phone,job\nEva Lang,e@example.com,"0171 / 555 1000",E\n'
    (left,) = read(content, phones_in=assumed).left_out
    assert "; --country says where the numbers are from, as in --country DE" in left.text
    assert (" in US;" in left.text) is bool(assumed)
    assert read(content, phones_in="DE").good[0].phone == "+491715551000"
    said = read(content.replace("\nEva", ",country\nEva").replace(",E\n", ",E,US\n")).left_out
    assert said and "--country" not in said[0].text
    assert "--country" not in read(content.replace("0171 / 555 1000", "call me")).left_out[0].text


# ------------------------------------------------------------ dates


@each(
    ("cells", "order", "ambiguous"),
    [
        (["11/03/2026", "11/13/2026"], "mdy", False),
        (["11/03/2026", "13/11/2026"], "dmy", False),
        (["11/03/2026"], None, True),
        (["11/11/2026"], "dmy", False),
        (["11.03.2026"], "dmy", False),
        (["11/13/2026", "13/11/2026"], None, True),
        (["2026-11-03", "Nov 3, 2026", "soon"], None, False),
        (["11/03/26 10:15", "11/30/26 9:00 AM"], "mdy", False),
    ],
)
def test_a_column_of_dates_has_one_order_or_none(cells: list[str], order: str | None, *, ambiguous: bool) -> None:
    verdict = judge(cells)
    assert (verdict.order, verdict.ambiguous) == (order, ambiguous)


@each(
    ("text", "day"),
    [
        ("2026-11-03", "2026-11-03"),
        ("2026-11-03T14:05:06.123Z", "2026-11-03"),
        ("2026/11/03 14:05", "2026-11-03"),
        ("03.11.2026", "2026-11-03"),
        ("Nov 3, 2026 at 2:05pm", "2026-11-03"),
        ("3. November 2026", "2026-11-03"),
        ("Tue, 3 Nov 2026", "2026-11-03"),
        ("03-Nov-2026", "2026-11-03"),
        ("3 de noviembre de 2026", "2026-11-03"),
        ("1762178400000", "2025-11-03"),
        ("20261103", "2026-11-03"),
    ],
)
def test_dates_in_words_and_figures(text: str, day: str) -> None:
    assert read_date(text, "dmy").astimezone().date().isoformat() == day


PLACES = ["Pacific/Pago_Pago", "America/Los_Angeles", "UTC", "Europe/Berlin", "Asia/Tokyo", "Pacific/Kiritimati"]


@each("place", PLACES)
@each("day", ["2026-01-11", "2026-07-11"])
def test_a_date_alone_is_that_day_in_the_company_s_zone_and_in_utc(place: str, day: str) -> None:
    tz = ZoneInfo(place)
    at = midday_of(read_date(day, None, tz), tz, WEDNESDAY)
    assert at.astimezone(tz).date().isoformat() == at.astimezone(UTC).date().isoformat() == day
    hour = read_date(f"{day}T09:30:00Z", None, tz)
    assert midday_of(hour, tz, WEDNESDAY) == hour


def test_a_date_alone_of_today_is_not_later_than_now() -> None:
    today = read_date(WEDNESDAY.date().isoformat(), None, UTC)
    assert midday_of(today, UTC, today + timedelta(hours=9)) == today + timedelta(hours=9)
    assert midday_of(today, UTC, today - timedelta(hours=9)) == today


@pytest.mark.parametrize("text", ["soon", "2026-13-01", "31.02.2026", "2026-11-03 99:99", "0001-01-01T00:00+23:59", ""])
def test_what_is_no_date_is_none(text: str) -> None:
    with pytest.raises((BadDate, Ambiguous)):
        read_date(text, None)


@pytest.mark.parametrize(
    ("heading", "cell", "at"),
    [
        ("Created At (GMT)", "2026-11-02 23:30:00", "2026-11-02T23:30:00+00:00"),
        ("Created At (GMT)", "11/13/2026 4:05 PM", "2026-11-13T16:05:00+00:00"),
        ("Created At (GMT)", "2026-11-02T23:30:00+02:00", "2026-11-02T21:30:00+00:00"),
        ("created_at_utc", "2026-11-02 23:30", "2026-11-02T23:30:00+00:00"),
        ("Date Applied (America/New_York)", "2026-11-02 10:00", "2026-11-02T15:00:00+00:00"),
        ("Created At", "2026-11-02 23:30 GMT", "2026-11-02T23:30:00+00:00"),
    ],
)
def test_a_heading_may_name_the_zone_of_its_times(heading: str, cell: str, at: str) -> None:
    content = f"Name,Email,Posting,Stage,Origin,{heading}\nEva Lang,eva@example.com,Cook,New applicant,Applied,{cell}\n"
    found = read_people(content.encode(), now=NOW, options=Options(key=b"k"))
    assert not any("Ignored" in note and heading in note for note in found.notes), found.notes
    assert found.good[0].fact["applied_at"] == at


def test_an_export_of_lever_with_zones_in_its_headings_is_known_as_one() -> None:
    content = (
        "Name,Email,Posting,Stage,Archive Reason,Archived At (GMT),Created At (GMT),Contact ID,Opportunity ID\n"
        "Eva Lang,eva@example.com,Cook,Offer,Withdrew,2026-11-20 10:00:00,2026-10-02 09:00:00,c-1,o-1\n"
    )
    found = read_people(content.encode(), now=NOW, options=Options(key=b"k"))
    assert found.system == "lever" and not any("Ignored" in note for note in found.notes)
    (one,) = found.good
    assert (one.fact["stage"], one.fact["applied_at"]) == ("withdrawn", "2026-10-02T09:00:00+00:00")


def test_an_ambiguous_column_is_asked_about_and_else_left_out_with_one_line() -> None:
    content = "name,email,job,applied_at\nEva Lang,e@example.com,E,11/03/2026\nTom Ray,t@example.com,E,11/04/2026\n"
    left = read(content)
    assert all("applied_at" not in one.fact for one in left.good) and not left.left_out
    assert left.notes == [
        "'applied_at' could have the day or the month first, so the whole column was left out; --dates dmy or "
        "--dates mdy settles it."
    ]
    asked: list[tuple[str, str]] = []

    def answers(column: str, example: str) -> Any:
        asked.append((column, example))
        return "mdy"

    settled = read(content, ask_order=answers)
    assert asked == [("applied_at", "11/03/2026")] and settled.good[0].fact["applied_at"].startswith("2026-11-03")
    assert read(content, dates="dmy").good[0].fact["applied_at"][:7] == "2026-03"


def test_a_date_that_nobody_can_read_is_a_day_before_this_one() -> None:
    head = "name,email,job,applied_at,last_contact_at\n"
    lines = [
        "A Ray,a@example.com,E,11/03/2026,", "B Ray,b@example.com,E,soon,", "C Ray,c@example.com,E,,",
        "D Ray,d@example.com,E,,who knows",
    ]  # fmt: skip
    assert [one.fact.get("applied_before", False) for one in read(head + "\n".join(lines)).good] == [
        True, True, False, True,
    ]  # fmt: skip
    assert "applied_before" not in read(head + "F Ray,f@example.com,E,2026-11-03,who knows").good[0].fact
    settled = read(head + lines[0], dates="mdy").good[0].fact
    assert settled["applied_at"].startswith("2026-11-03") and "applied_before" not in settled


@pytest.mark.parametrize(
    ("day", "said"),
    [((NOW + timedelta(days=9)).date().isoformat(), "is in the future"), ("1970-01-01", "too long ago")],
)
def test_a_date_that_cannot_be_meant_is_left_out(day: str, said: str) -> None:
    found = read(f"name,email,job,applied_at\nEva Lang,e@example.com,E,{day}\n")
    assert said in found.left_out[0].text and "applied_at" not in found.good[0].fact


def test_a_cell_that_says_that_there_is_nothing_is_empty() -> None:
    found = read("name,email,phone,job,stage,applied_at\nEva Lang,e@example.com,n/a,E,-,NULL\n")
    assert found.good[0].phone == "" and not found.left_out


# ------------------------------------------------------------ stages


def test_stages_are_mapped_by_the_playbook_and_by_the_command_and_never_by_a_guess() -> None:
    from domain.playbook.ats_stages import AtsNames

    content = "name,email,job,stage\n" + "".join(
        f"P{n} Ray,p{n}@example.com,E,{word}\n"
        for n, word in enumerate(["Portfolio review", "Vibe check", "Interveiw", "Phone Screen", "Rejected", "applied"])
    )
    names = AtsNames.model_validate({"greenhouse": {"Portfolio review": "screening"}})
    found = read(content, names=names, stages={"vibe check": Stage.INTERVIEW})
    assert [one.fact.get("stage") for one in found.good] == [
        "screening", "interview", None, "screening", "rejected", "applied",
    ]  # fmt: skip
    assert [one.fact.get("unplaced") for one in found.good if "unplaced" in one.fact] == ["Interveiw"]
    (said,) = found.left_out
    assert (
        not found.bad
        and said.line == 4
        and "'Interveiw' isn't one of our stages, so nobody on this line gets messages" in said.text
    )
    assert "did you mean interview?" in said.text and "--stage-map 'Interveiw'=STAGE" in said.text


@each(
    "word",
    [
        "Rejected - Phone Screen",
        "Offer accepted - pending",
        "Not interested",
        "Declined",
        "Do Not Contact",
        "Duplicate",
        "Unqualified",
        "No show",
    ],
)
@each("column", ["stage", "status"])
@each("system", ["auto", "linkedin"])
def test_nobody_comes_in_as_if_they_applied_now_by_a_word_that_cannot_be_read(
    word: str, column: str, system: str
) -> None:
    content = f"name,email,job,{column}\nEva Lang,e@example.com,E,{word}\n"
    found = read(content, system=system)
    assert [one.fact.get("stage") or one.fact["unplaced"] for one in found.good] == [word] and not found.bad
    assert f"--stage-map {word!r}=STAGE" in found.left_out[0].text
    settled = read(content, system=system, stages={word: Stage.WITHDRAWN})
    assert [one.fact["stage"] for one in settled.good] == ["withdrawn"] and not settled.bad
    beside = read("name,email,job,stage,status\nEva Lang,e@example.com,E,Interview,Do not contact\n", system=system)
    assert [one.fact["unplaced"] for one in beside.good] == ["Interview / Do not contact"] and not beside.bad


@each("status", ["Closed", "Archived", "Inactive"])
@each(("stage", "meant"), [("Hired", "hired"), ("Withdrawn", "withdrawn"), ("Offer", "rejected")])
def test_a_status_that_only_shuts_leaves_a_closed_stage_as_it_is(status: str, stage: str, meant: str) -> None:
    found = read(f"name,email,job,stage,status\nEva Lang,e@example.com,E,{stage},{status}\n")
    assert [one.fact["stage"] for one in found.good] == [meant]


def test_a_status_that_closes_goes_before_the_stage() -> None:
    content = (
        "name,email,job,stage,status,rejection reason\n"
        "A Ray,a@example.com,E,Offer,Rejected,They rejected us\n"
        "B Ray,b@example.com,E,Face to Face,Rejected,Skills\n"
        "C Ray,c@example.com,E,Face to Face,Active,\n"
        "D Ray,d@example.com,E,Offer,Hired,\n"
    )
    assert [one.fact["stage"] for one in read(content).good] == ["withdrawn", "rejected", "interview", "hired"]
