"""What reads and writes dates for people, at ten awkward instants (a plugin: `pytest -p tests.dates`, `make dates`).

Chosen by folder, so that a new test is not forgotten: all of tests/starter but what starts a server or is left out
below. Tests elsewhere meet one of the instants in each ordinary run, settled by the test's name (tests/clocks.py).
`make test` runs these beside all others (`--dates-beside-the-rest`), in the same processes.
"""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import is_hypothesis_test, settings

from tests.clocks import INSTANTS, by_name, folder_of, keeps_machine_time

FOLDERS: Final = ("starter",)

_BESIDE: Final = "--dates-beside-the-rest"

ONCE: Final = {
    "test_diff_of_a_thousand.py": "compares a thousand people, ten times as many seconds as the others together",
    "test_exit_codes.py": "is about wrong words on the command line",
    "test_desk_commands.py": "is about links, which last an hour on any day",
    "test_lint_command.py": "is about words, on any day",
    "test_clean_output.py": "is about characters that steer a terminal, on any day",
    "test_masked_secrets.py": "is about passwords, on any day",
    "test_nothing_cut_in_silence.py": "works out years of messages, from an instant that it is given",
    "test_odd_folders.py": "is about files, on any day",
    "test_processes_that_wait.py": "runs processes of its own, which keep the host's time",
    "test_supervising.py": "runs processes of its own, which keep the host's time",
    "test_up_settings.py": "is about wrong settings, on any day",
    "test_playbook_commands.py": "reads whole playbooks, on any day",
    "test_experiment_commands.py": "is about tests of variants that began on a day that it is given",
    "test_pictures.py": "draws everything on its Wednesday, twice",
    "test_folded_lines.py": "is about widths, on any day",
    "test_reading_commands_start_without_the_temporal_sdk": "runs a process of its own, which keeps the host's time",
    "test_r26_these_commands_still_start_without_the_temporal_sdk": "runs a process of its own",
    "test_r26_doctor_says_that_another_process_holds_the_ledger": "waits for a process of its own",
    "test_a_line_of_a_hundred_megabytes_is_one_error": "is about length",
    "test_playbook_check_and_show": "reads whole playbooks, on any day",
    "test_preview_shows_every_stage": "works out every stage, which takes as long as ten other tests",
    "test_the_schemas_on_paper_are_those_of_the_code": "is about shapes",
    "test_completion.py": "runs a shell of its own, which keeps the host's time",
    "test_installed.py": "is about paths and shells",
    "test_metrics_ports.py": "is about ports",
    "test_free_ports.py": "is about ports",
    "test_report_page.py": "shows lives of a year that it is given, in a browser",
    "test_version_starts_without_the_temporal_sdk": "runs a process of its own",
    "test_in_a_terminal_list_stops_where_nobody_scrolls": "runs a process of its own, which keeps the host's time",
}
"""Files and tests of those folders that meet one instant in an ordinary run as all others do, and why not ten."""

AT_NIGHT: Final = {
    "test_reading_commands.py": "is about words and shapes, but where a day is said",
    "test_audit_commands.py": "is about what was changed, and by which key that is shown",
    "test_words_of_stages.py": "is about words, with an instant of its own each",
    "test_came_in_silent.py": "is about who waits, but where it is said when they hear",
    "test_recognising.py": "is about who is who",
    "test_page_command.py": "is about links, and whom they are for",
    "test_importing.py": "takes long for what it may find",
    "test_inbox_command.py": "is about what came in, with an instant of its own each",
    "test_inbox_explain.py": "is about words, and dates that stand in them",
    "test_mail_checks.py": "is about addresses and names of hosts",
    "test_mailbox_command.py": "is about a mailbox, and when it was last read",
    "test_merging_command.py": "is about two histories that lie side by side",
    "test_newer_release.py": "is about shapes that a later release writes",
    "test_recovering_command.py": "is about what was lost",
    "test_nothing_sent.py": "is about what stands still, and since when",
    "test_doubts_shown.py": "is about what they wrote",
    "test_own_words_commands.py": "is about words, and about the next hour in which they may go",
    "test_finding_commands.py": "is about names and addresses",
    "test_enrolling_dry.py": "is about files, and what each line would get",
    "test_exports.py": "is about files, on any day",
    "test_settings_files.py": "is about files of settings",
    "test_init_command.py": "is about what is asked first",
    "test_version_command.py": "is about a release",
    "test_tag_commands.py": "is about words",
    "test_report_command.py": "is about figures of lives that it is given",
    "test_encryption_commands.py": "is about keys, and since when they are there",
    "test_erasing_commands.py": "is about whom it is about, and what is in the way",
    "test_rules_by_job_commands.py": "is about which of the rules is whose",
    "test_dates_of_the_law.py": "is about a deadline that each of its tests has at an instant of its own",
    "test_team_commands.py": "is about who covers, with an absence that most of them share",
    "test_digest_command.py": "is about whose email it is",
    "test_messages_that_wait.py": "is about what waits for a yes",
    "test_told_in_full.py": "is about what is printed whole",
    "test_written_for_country.py": "is about how a day is written, which one command shows at all ten",
}
"""Files whose days hang on little: each of their tests has ten instants in `make dates` alone, which `make nightly`
runs. By day a file as a whole meets all ten, its tests in turn; the few that are named below have ten each."""

BY_DAY: Final = frozenset(
    {
        "test_status_says_what_a_colleague_would_say",
        "test_next_is_what_the_clock_would_do",
        "test_why_names_the_rules",
        "test_a_promise_is_shown",
        "test_r20_the_digest_says_who_had_waited_too_long_and_when_each_hears",
        "test_r17_an_application_after_a_rejection_is_told_as_the_file_calls_it",
        "test_r1_job_show_says_who_waits_longest",
        "test_r26_the_digest_tells_an_outage_afterwards_to_the_team_where_nobody_else_has_anything",
        "test_r3_the_digest_puts_a_doubt_first",
        "test_the_day_and_minute_shown_are_those_of_the_live_decision",
        "test_a_rehearsal_for_programs_has_the_instants_and_the_words",
        "test_it_prints_the_mail_as_it_would_go_out",
        "test_another_day_is_shown_as_things_stand_now",
        "test_the_digest_shows_what_holds_messages_back_although_it_is_due_later",
        "test_what_is_printed_of_one_instant_in_two_countries",
    }
)
"""Of those files one or two tests that say a day, a deadline or an hour: at ten instants in every run."""


@pytest.fixture(autouse=True)
def hosts_day(request: pytest.FixtureRequest) -> str:
    """The name of the instant, set before all fixtures by `tests.clocks`."""
    return str(getattr(request, "param", ""))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(_BESIDE, action="store_true", help="the ten instants, and all other tests at one")


def pytest_configure(config: pytest.Config) -> None:
    """Ten times few examples: what the words are is looked at in the ordinary run."""
    if not config.getoption(_BESIDE):
        settings.register_profile("dates", settings.get_profile("dev"), max_examples=5, derandomize=True, database=None)
        settings.load_profile("dates")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    item = metafunc.definition
    if not _is_for_ten(item):
        return
    days = list(INSTANTS)
    if metafunc.config.getoption(_BESIDE):
        if is_hypothesis_test(metafunc.function):
            return  # a law takes as long as ten tests
        if item.path.name in AT_NIGHT and item.originalname not in BY_DAY:
            days = _by_turns(metafunc)
    if days:
        metafunc.parametrize("hosts_day", days, indirect=True)


def _by_turns(metafunc: pytest.Metafunc) -> list[str]:
    """The instants at which a test of `AT_NIGHT` runs by day; none where it is the one by its name alone.

    A file meets all ten: those that none of its tests has by its name are dealt to them in turn.
    """
    item = metafunc.definition
    file = item.nodeid.partition("::")[0]
    plain = [name for name, test in vars(metafunc.module).items() if name.startswith("test_") and _is_plain(test)]
    own = {name: by_name(f"{file}::{name}") for name in plain}
    missing = [day for day in INSTANTS if day not in own.values()]
    mine = [day for at, day in enumerate(missing) if plain[at % len(plain)] == item.originalname] if plain else []
    return [own[item.originalname], *mine] if mine else []


def _is_plain(test: object) -> bool:
    """Is it one test, and a short one?"""
    marks = {mark.name for mark in getattr(test, "pytestmark", ())}
    named = getattr(test, "__name__", "")
    odd = marks & {"parametrize", "long", "nightly", "machine_time"} or named in BY_DAY | ONCE.keys()
    return callable(test) and not odd and not is_hypothesis_test(test)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption(_BESIDE):
        return
    left_out = [item for item in items if not _is_for_ten(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def _is_for_ten(item: pytest.Item) -> bool:
    in_folder = folder_of(item.path) in FOLDERS
    names = {item.path.name, getattr(item, "originalname", item.name)}
    return in_folder and not names & ONCE.keys() and not keeps_machine_time(item)
