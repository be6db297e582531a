"""Candidate files: what is taken, what is refused, and in which words."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import Stage
from starter.importing import COLUMNS, BadFile, Imported, Options, one_person, read_people
from tests.tables import each

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
HEADER = "id,first_name,email,job_id"
SAMPLE = Path(__file__).parents[2] / "examples" / "candidates.csv"


def read(text: str | bytes, **more: Any) -> Imported:
    return read_people(text.encode() if isinstance(text, str) else text, now=NOW, **more)


def test_a_line_becomes_the_fact_that_is_told() -> None:
    found = read(
        "id,first_name,last_name,email,phone,country,job_id,stage\nann,Ann,Lee,Ann@Example.com,(212) 555-0123,us,E1,"
    )
    assert not found.bad
    (one,) = found.good
    assert (one.candidate_id, one.line, one.event_id) == ("manual:ann", 2, "enroll:manual:ann:E1")
    assert one.fact["candidate"] == {
        "first_name": "Ann",
        "last_name": "Lee",
        "email": "ann@example.com",
        "phone": "+12125550123",
        "country": "US",
    }
    assert one.fact["application_id"] == one.fact["job_id"] == "E1"
    assert "stage" not in one.fact


def test_the_sample_file_has_every_stage_every_column_and_a_person_with_two_applications() -> None:
    content = SAMPLE.read_bytes()
    assert content.splitlines()[0].decode() == ",".join(COLUMNS)
    found = read(content)
    assert not found.bad
    assert len(found.good) == 13
    assert len({one.candidate_id for one in found.good}) == 12
    assert {one.fact.get("stage") for one in found.good} == set(Stage)
    zones = {one.fact["candidate"]["timezone"] for one in found.good}
    assert zones >= {"America/Los_Angeles", "Asia/Kathmandu", "Asia/Kolkata", "Pacific/Auckland", "America/Sao_Paulo"}
    assert all(one.email.endswith(("@example.com", "@example.org")) for one in found.good)


def test_what_rules_by_job_ask_for_comes_from_the_file() -> None:
    head = "id,first_name,email,job_id,Department,Level,Office,Employment Type,Candidate Source,tags\n"
    (one,) = read(f"{head}ann,Ann,ann@example.com,E1,Sales,Senior,Berlin,Full-time,Career fair,EU\n").good
    names = ("department", "level", "location", "employment_type", "application_source")
    assert [one.fact[name] for name in names] == ["Sales", "Senior", "Berlin", "Full-time", "Career fair"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("ann,,ann@example.com,E1", "a name is missing"),
        ("ann,Ann,,E1", "an address is missing"),
        ("ann,Ann,ann@example.com,", "the job is missing"),
        ("ann,Ann,ann@,E1", "email: 'ann@' is not an email address"),
        ("ann,Ann,ann@example.com,E1,more", "5 fields where the first line names 4 columns"),
        (f"ann,{'A' * 400},ann@example.com,E1", "first_name: it is longer than 300 characters"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(row: str, said: str) -> None:
    found = read(f"{HEADER}\n{row}\nbob,Bob,bob@example.com,E1\n")
    assert [one.candidate_id for one in found.good] == ["manual:bob"]
    (problem,) = found.bad
    assert problem.line == 2
    assert said in problem.text


@each(
    ("column", "value", "said"),
    [
        ("phone", "12", "phone: '12'"),
        ("phone", "call me", "is not a phone number"),
        ("country", "Atlantis", "write its two letters"),
        ("locale", "German!", "isn't a valid language"),
        ("channel", "pigeon", "isn't a valid channel"),
        ("applied_at", "last week", "isn't a valid date"),
        ("applied_at", "2031-01-01", "is in the future"),
        ("sms_consent_at", "0001-01-01T00:00+23:59", "isn't a valid date"),
        ("recruiter_email", "kim", "recruiter_email: 'kim' is not"),
    ],
)
def test_a_value_that_cannot_be_read_is_left_out_and_listed(column: str, value: str, said: str) -> None:
    found = read(f"{HEADER},{column}\nann,Ann,ann@example.com,E1,{value}\n")
    (one,) = found.good
    assert column not in {**one.fact, **one.fact["candidate"]} or column == "recruiter_email"
    assert [problem.line for problem in found.left_out] == [2]
    assert said in found.left_out[0].text


@pytest.mark.parametrize(
    ("value", "said"),
    [("Berlin", "did you mean Europe/Berlin?"), ("Mars/One", "write one such as Europe/Berlin")],
)
def test_r5_a_zone_that_nobody_understands_is_listed_and_kept_so_that_a_task_asks_for_it(value: str, said: str) -> None:
    found = read(f"{HEADER},timezone\nann,Ann,ann@example.com,E1,{value}\n")
    (one,), (cell,) = found.good, found.left_out
    assert one.fact["candidate"]["timezone"] == value and cell.line == 2
    asked = "until then a task asks their recruiter for it"
    assert cell.text == f"timezone: {value!r} isn't a valid time zone; {said}; {asked}"
    with pytest.raises(BadFile, match="isn't a valid time zone"):
        one_person({"id": "ann", "name": "Ann", "email": "a@example.com", "job_id": "E1", "timezone": value}, now=NOW)


@each(
    ("ident", "name", "named"),
    [
        ("ann-lee", "Lee, Ann", True),
        ("lee.a.2026", "Lee, Ann", True),
        ("mullerj", "Müller, Jürgen", True),
        ("van_der_berg", "van der Berg, Eva", True),
        ("ng-li", "Ng, Li", True),
        ("cher", "Cher", True),
        ("ann", "Lee, Ann", False),  # a first name alone tells nobody
        ("c1041", "Lee, Ann", False),
        ("4711", "Ng, Li", False),
        ("ashby-77", "Ash, Bo", True),
    ],
)
def test_r23_an_id_that_holds_a_name_is_warned_about(ident: str, name: str, named: bool) -> None:
    found = read(f'id,name,email,job_id\n{ident},"{name}",ann@example.com,E1\n')
    assert len(found.good) == 1
    assert [note.split(" holds ")[0] for note in found.notes] == [f"The id {found.good[0].candidate_id}"] * named


def test_r23_many_such_ids_are_one_line_and_those_made_here_hold_no_name() -> None:
    lines = [f'{n}-leeson,"Leeson, Ann",ann{n}@example.com,E1' for n in range(30)]
    (note,) = read("\n".join(["id,name,email,job_id", *lines])).notes
    assert note.startswith("30 ids hold names, such as manual:0-leeson. ")
    made = read('name,email,job_id\n"Lee, Ann",ann.lee@example.com,E1\n', options=Options(key=b"k"))
    assert made.good[0].made and "lee" not in made.good[0].candidate_id
    assert not [note for note in made.notes if "hold" in note]
    typed = {"name": "Lee, Ann", "email": "ann.lee@example.com", "job_id": "E1"}
    assert one_person(typed, now=NOW, options=Options(key=b"k")).candidate_id == made.good[0].candidate_id


CELLS_OF_TAGS = [
    ("tags", "", '"EU, Referral;vip"', ["eu", "referral", "vip"], ""),
    ("Labels", "", "Night shift|EU", ["night shift", "eu"], ""),
    ("Candidate Tags", "--from greenhouse", '"eu,  EU ,\n2026"', ["eu", "2026"], ""),
    ("Gruppe", "--map", "EU", ["eu"], ""),
    ("tags", "", "n/a", None, ""),
    ("tags", "", f"eu;{'x' * 90}", ["eu"], "tags: 'xxxxxxxxxxxxxxxxxxxx'… is longer than the 80 characters"),
    ("tags", "", ";".join(f"t{n}" for n in range(52)), [f"t{n}" for n in range(50)], "at most 50 tags; t50, t51 came"),
]


@pytest.mark.parametrize(("heading", "how", "cell", "tags", "said"), CELLS_OF_TAGS)
def test_tags_come_from_a_cell_with_several(
    heading: str, how: str, cell: str, tags: list[str] | None, said: str
) -> None:
    options = Options(
        system="greenhouse" if "greenhouse" in how else "auto", columns={heading: "tags"} if how == "--map" else {}
    )
    content = f"id,first_name,email,job_id,{heading}\nann,Ann,ann@example.com,E1,{cell}\n".encode()
    found = read_people(content, now=NOW, options=options)
    (one,) = found.good
    assert list(one.fact.get("tags", ())) == (tags or [])
    assert [said in problem.text for problem in found.left_out] == ([True] if said else [])
    json_line = json.dumps({"id": "ann", "name": "Ann", "email": "ann@example.com", "job_id": "E1", "tags": tags or []})
    (same,) = read_people(json_line.encode(), now=NOW).good
    assert same.fact.get("tags", ()) == one.fact.get("tags", ())


def test_countries_and_languages_may_be_written_out() -> None:
    head = "first_name,email,job_id,country,locale\n"
    found = read(head + "Ann,a@example.com,E1,Germany,German\nBo,b@example.com,E1,Vereinigte Staaten,Portugiesisch\n")
    said = [(one.country, one.fact["candidate"]["locale"]) for one in found.good]
    assert (said, found.left_out) == ([("DE", "de"), ("US", "pt")], [])


@pytest.mark.parametrize(
    ("ident", "said"),
    [("ann@example.com", "must not contain an email address"), ("Green House:1", "may hold only lower-case letters")],
)
def test_an_id_that_cannot_be_one_is_left_out_and_one_is_made(ident: str, said: str) -> None:
    found = read(f"{HEADER}\n{ident},Ann,ann@example.com,E1\n")
    assert found.good[0].candidate_id.startswith("manual:p") and said in found.left_out[0].text


@each(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\n \n", "is empty"),
        (b"id,first_name,email,job_id,id\n", "appears twice"),
        (b"id,email,job_id\n", "No column holds a name"),
        (b"id,first_name,job_id\n", "No column holds a way to reach them"),
        (b"id,first_name,e-adress,job_id\n", "No column holds a way to reach them"),
        (b"id,first_name,email\n", "give everyone the same job with --job"),
        (b"PK\x03\x04\x00\x00\x00", "isn't a text file or an Excel sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "isn't a text file or an Excel sheet"),
        (b'"id,first_name', "is not CSV"),
    ],
)
def test_what_is_no_candidate_file_is_refused_whole(content: bytes, said: str) -> None:
    with pytest.raises(BadFile) as refused:
        read(content)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@each("delimiter", [",", ";", "\t"])
@each("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@each("newline", ["\n", "\r\n"])
def test_what_spreadsheets_write_is_read(delimiter: str, encoding: str, newline: str) -> None:
    rows = [
        HEADER.split(","),
        ["zoe", "Zoë", "zoe@example.com", "E1"],
        ["", "", "", ""],
        ["bo", "Bo", "b@example.com", "E1"],
    ]
    found = read(newline.join(delimiter.join(row) for row in rows).encode(encoding))
    assert [(one.line, one.name) for one in found.good] == [(2, "Zoë"), (4, "Bo")]


def test_line_numbers_count_lines_inside_quotes() -> None:
    found = read(f'{HEADER},notes\nann,Ann,ann@example.com,E1,"two\nlines"\nbob,Bob,bad,E1,\n')
    assert found.good[0].fact["notes"] == "two\nlines"
    assert found.bad[0].line == 4


def test_a_quote_that_never_ends_loses_only_what_follows() -> None:
    found = read(f'{HEADER}\nann,Ann,ann@example.com,E1\nbob,"Bob,bob@example.com,E1\n')
    assert len(found.good) == 1
    assert "quote" in found.bad[0].text


def test_json_lines() -> None:
    lines = [
        json.dumps({"id": 7, "first_name": "Ann", "email": "ann@example.com", "job_id": "E1", "phone": None}),
        "not json",
        "[]",
        json.dumps({"id": "bob", "first_name": ["Bob"], "email": "b@example.com", "job_id": "E1"}),
    ]
    found = read("\n".join(lines), jsonl=True)
    assert [one.candidate_id for one in found.good] == ["manual:7"]
    assert [problem.line for problem in found.bad] == [2, 3, 4]


def test_one_id_for_two_people_is_refused() -> None:
    found = read(f"{HEADER}\nann,Ann,ann@example.com,E1\nann,Bob,bob@example.com,E1\nann,Ann,ann@example.com,E2\n")
    assert [one.job_id for one in found.good] == ["E1", "E2"]
    assert "is Ann's on line 2; give Bob another" in found.bad[0].text


def test_a_person_typed_at_the_command_line_is_checked_likewise() -> None:
    with pytest.raises(BadFile, match="address is missing"):
        one_person({"id": "ann", "first_name": "Ann", "job_id": "E1"}, now=NOW)


CELLS = st.text(alphabet=st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["ann", "a@example.com", "+12125550123", "E1", "2026-01-01", "Europe/Berlin", "applied", '"', "US"]
)


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(content: bytes) -> None:
    for jsonl in (None, True, False):
        with suppress(BadFile):
            read_people(content, now=NOW, jsonl=jsonl)


@given(st.lists(st.lists(CELLS, min_size=len(COLUMNS), max_size=len(COLUMNS)), max_size=3))
def test_no_cells_make_it_fail(rows: list[list[str]]) -> None:
    quoted = (",".join('"' + cell.replace('"', '""').replace("\x00", "") + '"' for cell in row) for row in rows)
    found = read_people("\n".join([",".join(COLUMNS), *quoted]).encode(), now=NOW)
    assert len(found.good) + len(found.bad) <= len(rows)


@given(st.dictionaries(st.sampled_from(COLUMNS), st.none() | st.integers() | st.floats() | CELLS | st.lists(CELLS)))
def test_no_json_object_makes_it_fail(row: dict[str, object]) -> None:
    found = read_people(json.dumps(row).encode(), now=NOW, jsonl=True)
    assert len(found.good) + len(found.bad) == 1


# ------------------------------------------------------------ a bad line is one line


ANN, BOB, CY = "ann,Ann,ann@example.com,E1", "bob,Bob,bob@example.com,E1", "cy,Cy,cy@example.com,E1"
WITH_NOTES = f"{HEADER},notes"


@each(
    ("content", "good", "bad"),
    [
        (f"{HEADER}\n{ANN}\nbob,{'B' * 200_000},b@example.com,E1\n{CY}\n", ["ann", "cy"], {3: "field 2 is longer"}),
        (f'{HEADER}\n{ANN}\nbob,"{"B" * 200_000}",b@example.com,E1\n{CY}\n', ["ann", "cy"], {3: "field 2 is longer"}),
        (f"{HEADER}\n{ANN}\nbob,B\x00b,b@example.com,E1\n{CY}\n", ["ann", "cy"], {3: "a NUL character"}),
        (f"{HEADER}\n{ANN}\n{'x' * 3_000_000}\n{CY}\n", ["ann", "cy"], {3: "the line is longer than 1,000,000"}),
        (f'{HEADER}\n{ANN}\nbob,"Bob,b@example.com,E1\n{CY}\n', ["ann", "cy"], {3: "a quote on this line"}),
        (f'{HEADER}\n{ANN}\nbob,"B"ob,b@example.com,E1\n{CY}\n', ["ann", "cy"], {3: "a quote on this line"}),
        # Two lone ones pair, and between them stands somebody who would be lost in another's name. Those lines are
        # not read one by one: a field could bring in people.
        (
            f'{HEADER}\nann,"Ann,a@example.com,E1\n{BOB}\ncy,Cy",c@example.com,E1\nd,Di,d@example.com,E1\n',
            ["d"],
            {2: "a quote on this line ends on line 4 only, so none of them was read"},
        ),
        (
            f'{WITH_NOTES}\n{ANN},"likes Go\n{BOB},\n{CY},nice"\nd,Di,d@example.com,E1,\n',
            ["d"],
            {2: "a quote on this line ends on line 4 only, so none of them was read"},
        ),
        (f"\ufeff{HEADER}\r\n{ANN}\n{BOB}\r\n\ufeff{CY}\r", ["ann", "bob", "cy"], {}),
        (f"{HEADER}\r{ANN}\r{BOB}\r", ["ann", "bob"], {}),
        (f'{WITH_NOTES}\n{ANN},"spoke of Go, Rust,\nC, and tea"\n{BOB},\n', ["ann", "bob"], {}),
        (f'{HEADER}\nann,"Ann ""Annie""",a@example.com,E1\n{BOB}\n', ["ann", "bob"], {}),
    ],
    ids=[
        "long",
        "long quoted",
        "NUL",
        "long line",
        "open",
        "within",
        "pair",
        "pair in notes",
        "BOM",
        "CR",
        "notes",
        "twice",
    ],
)
def test_one_bad_line_is_one_error_with_its_number_and_the_others_come_in(
    content: str, good: list[str], bad: dict[int, str]
) -> None:
    found = read(content)
    assert [one.candidate_id for one in found.good] == [f"manual:{name}" for name in good]
    assert [problem.line for problem in found.bad] == list(bad)
    assert all(bad[problem.line] in problem.text for problem in found.bad)
    assert all(len(problem.text) < 300 for problem in found.bad)


def test_a_line_of_a_hundred_megabytes_is_one_error() -> None:
    head = f"{HEADER}\n{ANN}\n".encode()
    found = read(head + b"bob," + b"B" * 100_000_000 + f",b@example.com,E1\n{CY}\n".encode())
    assert [one.candidate_id for one in found.good] == ["manual:ann", "manual:cy"]
    assert [problem.line for problem in found.bad] == [3]


def test_a_file_full_of_lone_quotes_is_read_in_one_go() -> None:
    """Each is an error of its own line, and none has the rest of the file read again and again."""
    rows = "".join(f'p{n},"P{n},p{n}@example.com,E1\n' for n in range(20_000))
    found = read(f"{HEADER}\n{rows}{CY}\n")
    assert [one.candidate_id for one in found.good] == ["manual:cy"]
    assert len(found.bad) == 20_000


def test_a_bad_line_of_json_is_one_error_too() -> None:
    good = '{"id": "ann", "first_name": "Ann", "email": "ann@example.com", "job_id": "E1"}'
    found = read(f'{good}\n{{"id": "b\x00b"}}\n{{"id": "{"x" * 2_000_000}"}}\n{good.replace("ann", "cy")}\n')
    assert [one.candidate_id for one in found.good] == ["manual:ann", "manual:cy"]
    assert [problem.line for problem in found.bad] == [2, 3]


def test_an_address_with_umlauts_comes_in_and_an_extension_left_out_is_said() -> None:
    found = read(f"{HEADER},phone\nann,Ann,ann@müller.de,E1,+1 212 555 0123 ext. 45\n")
    (one,) = found.good
    assert (one.email, one.phone) == ("ann@xn--mller-kva.de", "+12125550123")
    assert one.left_out == ("phone: the extension 45 of +12125550123 is left out",)
    (jurgen,) = read(f"{HEADER}\nj,Jürgen,jürgen@müller.de,E1\n").good
    assert jurgen.email == "jürgen@xn--mller-kva.de"
    assert jurgen.left_out[0].endswith("is kept; it can only be reached through servers with SMTPUTF8")
