"""`followup report`: in the terminal at 80 columns, as JSON, as files for a spreadsheet, and as a page."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from domain.events import Person
from domain.reporting.segments import SEGMENTS
from domain.reporting.tables import harmless
from domain.state.model import Candidate
from ledger.people import team
from ledger.store import Ledger
from settings import Settings
from tests.clocks import WEDNESDAY
from tests.domain.reported_lives import START, Told, year
from tests.ledgers import ledger_of
from tests.starter.conftest import Cli

SPAN = ("--since", "2026-01-05", "--until", "2026-07-01")
FIGURES = {"K1", "K2", "K3", "K4", "K5", "K6", "K7", "K9", "K10", "K11", "K12", "K13"}


def put(ledger: Ledger, told: list[Told]) -> None:
    for one in told:
        with ledger.book(one.whose) as book:
            book.append([one.fact], Candidate(candidate_id=one.whose), START)


@cache
def _lived() -> bytes:
    """A ledger's file with forty candidates of half a year, made once; its reader has taken in all."""
    with TemporaryDirectory() as folder:
        ledger = ledger_of(Settings(home=Path(folder)))
        put(ledger, [one for one in year(21, 40, muddled=True) if one.fact.occurred_at < WEDNESDAY])
        assert ledger.report_keeper.catch_up(WEDNESDAY)
        ledger.close()
        return (Path(folder) / "ledger.db").read_bytes()


@pytest.fixture
def lived(home: Path) -> Iterator[Ledger]:
    """Forty candidates of half a year; they came in through a file and an ATS."""
    home.mkdir()
    (home / "ledger.db").write_bytes(_lived())
    settings = Settings(home=home)
    ledger = Ledger(settings.ledger_address, settings.keys)
    yield ledger
    ledger.close()


def shares(value: Any) -> list[dict[str, Any]]:
    """Every share that there is, at any depth."""
    if isinstance(value, dict):
        found = [value] if "of" in value and "value" in value else []
        return found + [one for part in value.values() for one in shares(part)]
    return [one for part in value for one in shares(part)] if isinstance(value, list) else []


def test_json_has_all_figures_and_every_share_with_its_interval(cli: Cli, lived: Ledger) -> None:
    found = cli("report", *SPAN, "--by", "stage", "--by", "recruiter", "--json").json
    assert {"from", "until", "figures", "segments"} <= set(found)
    assert (found["from"], found["until"]) == ("2026-01-05T05:00:00+00:00", "2026-07-01T04:00:00+00:00")
    assert set(found["figures"]) == FIGURES
    assert found["figures"]["K1"]["share"]["of"] > 5
    assert len(shares(found)) > 50
    for share in shares(found):
        assert {"n", "of", "value", "low", "high", "small"} <= set(share)
        assert share["small"] == (share["of"] < 30)
        assert share["of"] == 0 or 0 <= share["low"] <= share["value"] <= share["high"] <= 1
    parts = [(one["by"], one["value"]) for one in found["segments"]]
    assert ("stage", "interview") in parts
    recruiters = [one for one in found["segments"] if one["by"] == "recruiter"]
    assert {"K1", "K6", "K11"} <= set(recruiters[0])
    assert not [one for one in recruiters if "Recruiter" in one["value"]], "a mark, and no name"


def test_without_dates_it_is_about_the_last_91_days(cli: Cli, lived: Ledger) -> None:
    found = cli("report", "--json").json
    assert found["until"] == WEDNESDAY.isoformat()
    assert found["from"] == (WEDNESDAY - timedelta(days=91)).isoformat()


def test_the_terminal_shows_tables_bars_and_sparklines_at_80_columns(
    cli: Cli, lived: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = cli("report", *SPAN)
    assert said.code == 0
    for words in ("Mon, Jan 5, 2026 to Tue, Jun 30, 2026", "Response rate", "█", "▁", "Promised dates kept", "few"):
        assert words in said.out
    assert max(len(line) for line in said.out.splitlines()) <= 80, [x for x in said.out.splitlines() if len(x) > 80]
    assert "Recruiter" not in said.out


@pytest.mark.parametrize("by", SEGMENTS)
def test_each_part_has_its_table(cli: Cli, lived: Ledger, by: str) -> None:
    found = cli("report", *SPAN, "--by", by, "--json").json
    assert found["segments"] and {one["by"] for one in found["segments"]} == {by}


def test_where_counts_one_part_alone(cli: Cli, lived: Ledger) -> None:
    everything = cli("report", *SPAN, "--json").json
    sales = cli("report", *SPAN, "--where", "department=Sales", "--json").json
    rest = cli("report", *SPAN, "--where", "department=Research", "--json").json
    for figure, name in (("K1", "share"), ("K6", "acknowledged"), ("K11", "word")):
        both = [one["figures"][figure][name]["of"] for one in (sales, rest)]
        # A person who came in twice may have applied in both departments.
        assert everything["figures"][figure][name]["of"] <= sum(both) <= 4 + everything["figures"][figure][name]["of"]
        assert min(both) > 0


@pytest.mark.parametrize(
    ("given", "as_"),
    [
        ("department=sales", "department=Sales"),
        ("Department= SALES ", "department=Sales"),
        ("stage=Interview", "stage=interview"),
        ("weekday=Tuesday", "weekday=tue"),
        ("hour=9", "hour=09"),
        ("hour=9:00", "hour=09"),
        ("message=Interview/Invite", "message=interview/invite"),
        ("variant=interview/invite A", "variant=interview/invite a"),
        ("source=LINKEDIN", "source=LinkedIn"),
        ("channel=SMS", "channel=sms"),
    ],
)
def test_a_value_is_found_however_it_is_written(cli: Cli, lived: Ledger, given: str, as_: str) -> None:
    found = cli("report", *SPAN, "--where", given, "--json").json
    assert found == cli("report", *SPAN, "--where", as_, "--json").json
    assert found["totals"]["messages"] > 0


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("department=Slaes", "there's no department 'Slaes'; did you mean 'Sales'?"),
        ("department=Tax", "there's no department 'Tax'; choose from Research, Sales."),
        ("stage=intervew", "there's no stage 'intervew'; did you mean 'interview'?"),
        ("weekday=noon", "there's no weekday 'noon'; choose from mon, tue, wed, thu, fri, sat, sun."),
        ("hour=25", "there's no hour '25'; "),
        ("message=interview/invte", "there's no message 'interview/invte'; did you mean 'interview/invite'?"),
        ("recruiter=Recuiter 1", "no colleague is called 'Recuiter 1'; "),
    ],
)
def test_a_value_that_there_is_not_is_refused_with_a_suggestion(cli: Cli, lived: Ledger, given: str, says: str) -> None:
    said = cli("report", *SPAN, "--where", given)
    assert said.code == 2
    assert said.err.startswith(f"--where: {says}") and said.err.count("\n") == 1, said.err


def test_what_is_no_matter_of_single_messages_is_said_and_not_counted_as_nothing(
    cli: Cli, lived: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("report", *SPAN, "--where", "message=interview/invite")
    figures = cli(*asked, "--json").json["figures"]
    assert set(figures) == FIGURES
    not_counted = {key for key, one in figures.items() if one == {"not_by": "message"}}
    assert not_counted == {"K5", "K6", "K7", "K11", "K12", "K13"}
    assert figures["K1"]["share"]["of"] > 5
    monkeypatch.setenv("COLUMNS", "80")
    out = " ".join(cli(*asked, "--by", "recruiter").out.split())
    assert "Only message interview/invite." in out
    assert "Not by message: quality of hire, service, candidate satisfaction, word within a week," in out
    assert "Acknowledged" not in out and "came in" not in out
    file = tmp_path / "figures.csv"
    assert cli(*asked, "--csv", str(tmp_path / "f")).code == 0
    rows = {row["Figure"]: row for row in read(tmp_path / "f" / "figures.csv")}
    assert (rows["Acknowledged within 48 h"]["Value"], rows["Acknowledged within 48 h"]["Note"]) == (
        "",
        "not by message",
    )
    assert cli(*asked, "--html", str(file)).code == 0
    assert "not by message" in file.read_text()


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_who_may_still_answer_is_told_wherever_the_rate_stands(
    cli: Cli, lived: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "500")
    since = ("--since", "2026-01-05")
    pending = [cli("report", *since, "--json").json["figures"][key]["pending"] for key in ("K1", "K4")]
    assert pending[0] > 1
    move = {0: "", 1: " and 1 more application may still move on"}.get(
        pending[1], f" and {pending[1]} more applications may still move on"
    )
    words = f"{pending[0]} more candidates may still answer{move}: their time isn't over yet, so "
    assert words in cli("report", *since).out
    assert cli("report", *since, "--html", str(tmp_path / "r.html")).code == 0
    page = (tmp_path / "r.html").read_text().replace("&#39;", "'")
    assert words in page and f"{pending[0]} more may still answer" in page
    whole = cli("report", *since, "--until", "2026-05-01").out  # everybody has had their time
    assert "their time isn't over yet" not in whole and "at the end" in whole and " now " not in whole


def test_a_colleague_is_named_by_name_or_mark(cli: Cli, lived: Ledger) -> None:
    people = [("recruiter", Person(name=f"Recruiter {n}")) for n in range(4)]
    with lived._database.writing("a test") as connection:
        team.note_named(connection, people)
    rows = cli("report", *SPAN, "--by", "recruiter", "--json").json["segments"]
    assert {one["name"] for one in rows} == {f"Recruiter {n}" for n in range(4)}
    by_name = cli("report", *SPAN, "--where", "recruiter=Recruiter 1", "--json").json
    mark = next(one["value"] for one in rows if one["name"] == "Recruiter 1")
    assert by_name["totals"] == cli("report", *SPAN, "--where", f"recruiter={mark}", "--json").json["totals"]
    assert by_name["totals"]["messages"] > 0
    assert by_name == cli("report", *SPAN, "--where", "recruiter=recruiter 1", "--json").json
    near = cli("report", "--where", "recruiter=Recuiter 1")
    assert near.err == "--where: no colleague is called 'Recuiter 1'; did you mean 'Recruiter 1'?\n"
    nobody = cli("report", "--where", "recruiter=Nobody")
    assert (nobody.code, nobody.err) == (
        2, "--where: no colleague is called 'Nobody'; `followup team` lists their marks.\n",
    )  # fmt: skip


def test_a_colleague_whom_nobody_knows_by_name_is_called_unknown(cli: Cli, lived: Ledger) -> None:
    out = cli("report", *SPAN, "--by", "recruiter").out
    mark = cli("report", *SPAN, "--by", "recruiter", "--json").json["segments"][0]["value"]
    assert f"Unknown ({mark})" in out
    assert cli("report", *SPAN, "--where", f"recruiter={mark}", "--json").json["totals"]["messages"] > 0


def test_one_csv_file_per_table_with_shares_to_count_with(cli: Cli, lived: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    said = cli("report", *SPAN, "--by", "job", "--csv", str(folder))
    assert said.code == 0 and said.out == f"Wrote 14 files into {folder}.\n"
    assert {"figures.csv", "response_by_hour.csv", "funnel.csv", "by_job.csv"} <= {one.name for one in folder.iterdir()}
    rows = read(folder / "by_job.csv")
    assert rows[0]["Job"].startswith("job-")
    n, of, share = int(rows[0]["Response (n)"]), int(rows[0]["Response (of)"]), float(rows[0]["Response"])
    assert share == pytest.approx(n / of, abs=1e-6)


_TEXTS = {"Figure", "Id", "Unit", "Change", "Note"}


def test_figures_have_one_number_a_cell_and_nothing_where_there_is_none(
    cli: Cli, lived: Ledger, tmp_path: Path
) -> None:
    assert cli("report", *SPAN, "--csv", str(tmp_path / "f")).code == 0
    found = cli("report", *SPAN, "--json").json["figures"]
    rows = {row["Figure"]: row for row in read(tmp_path / "f" / "figures.csv")}
    rate, share = rows["Response rate"], found["K1"]["share"]
    for name, column in (("value", "Value"), ("low", "Low"), ("high", "High"), ("of", "Out of")):
        assert float(rate[column]) == pytest.approx(share[name], abs=1e-6)
    assert (rate["Unit"], int(rate["May still count"])) == ("share", found["K1"]["pending"])
    assert rows["Time to response"]["Unit"] == rows["Longest silence"]["Unit"] == "seconds"
    assert float(rows["Time to response"]["Value"]) == found["K2"]["time"]["median"]
    assert rows["Time to response"]["Low"] == "", "nobody works that out"
    cells = [(name, cell) for row in rows.values() for name, cell in row.items() if name not in _TEXTS]
    for name, cell in cells:
        assert cell == "" or float(cell) >= 0, (name, cell)
    assert {row["Change"] for row in rows.values()} <= {"", "up", "down"}


def test_csv_into_one_file_has_a_line_for_each_number(cli: Cli, lived: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    said = cli("report", *SPAN, "--by", "job", "--csv", str(file))
    assert said.out == f"Wrote {file}.\n"
    assert cli("report", *SPAN, "--by", "job", "--csv", str(tmp_path / "f")).code == 0
    lines = read(file)
    assert {line["Table"] for line in lines} == {one.stem for one in (tmp_path / "f").iterdir() if read(one)}
    in_one = {(line["Table"], line["Row"], line["Column"]): line["Value"] for line in lines}
    assert len(in_one) == len(lines)
    for row in read(tmp_path / "f" / "by_job.csv"):
        for column, value in [*row.items()][1:]:
            assert in_one.get(("by_job", row["Job"], column), "") == value
    slots = [line["Row"] for line in lines if line["Table"] == "response_by_hour"]
    assert slots[0].startswith("Monday, ")
    again = cli("report", "--csv", str(file))
    assert (again.code, again.err) == (1, f"{file} already exists; choose another file.\n")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_spreadsheet_runs_what_stands_in_a_cell(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless(f"Job {text}") == f"Job {text}"


def test_a_job_that_is_a_formula_is_harmless_in_the_file(cli: Cli, ledger: Ledger, tmp_path: Path) -> None:
    first = next(one for one in year(22, 1) if one.fact.type == "application_received")
    evil = first.fact.replace(job_id="=HYPERLINK(1)", occurred_at=WEDNESDAY - timedelta(days=9))
    put(ledger, [Told(first.whose, evil)])
    assert cli("report", "--by", "job", "--csv", str(tmp_path / "f")).code == 0
    assert "\n'=HYPERLINK(1)," in (tmp_path / "f" / "by_job.csv").read_text(encoding="utf-8-sig")
    assert cli("report", "--by", "job", "--csv", str(tmp_path / "f.csv")).code == 0
    assert ",'=HYPERLINK(1)," in (tmp_path / "f.csv").read_text(encoding="utf-8-sig")


def test_the_page_is_one_file_that_fetches_and_runs_nothing(cli: Cli, lived: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    said = cli("report", *SPAN, "--html", str(file))
    assert said.out == f"Wrote {file}. Open it in a browser, or print it.\n"
    text = file.read_text()
    assert "<script" not in text and "http://" not in text and "https://" not in text and " style=" not in text
    assert "default-src &#39;none&#39;" in text
    assert text.count("<svg") >= 5 and text.count("<table") > text.count("<svg")
    again = cli("report", *SPAN, "--html", str(file))
    assert (again.code, again.err) == (1, f"{file} already exists; choose another file.\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--by", "mood"), "--by: 'mood' isn't a part of a report; choose one of stage, job,"),
        (("--where", "stage"), "--where: 'stage' needs a part and a value, as in --where stage=interview."),
        (
            ("--since", "2026-07-01", "--until", "2026-06-01"),
            "--since must be before --until, and both must be in the past.",
        ),
        (("--since", "soon"), "--since: 'soon' isn't a"),
        (("--csv", "x", "--html", "y"), "Use either --csv or --html."),
    ],
)
def test_what_is_wrongly_asked_is_said_in_a_sentence(
    cli: Cli, ledger: Ledger, words: tuple[str, ...], says: str
) -> None:
    said = cli("report", *words)
    assert said.code == 2
    assert says in said.err and said.err.count("\n") == 1


def test_with_nothing_on_record_it_says_so(cli: Cli, ledger: Ledger) -> None:
    said = cli("report")
    assert said.code == 0
    assert "Nothing happened in this period; choose another with --since and --until." in said.out
    assert cli("report", "--json").json["figures"]["K1"]["share"]["value"] is None
