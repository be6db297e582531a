"""What reads and writes dates for people, at ten awkward instants (a plugin: `pytest -p tests.dates`, `make dates`).

Chosen by folder, so that a new test is not forgotten: all of tests/starter but what starts a server or is left out
below. Tests elsewhere meet one of the instants in each ordinary run, settled by the test's name (tests/clocks.py).
`make test` runs these beside all others (`--dates-beside-the-rest`), in the same processes.
"""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import is_hypothesis_test, settings

from tests.clocks import INSTANTS, TESTS, keeps_machine_time

FOLDERS: Final = ("starter",)

_BESIDE: Final = "--dates-beside-the-rest"

ONCE: Final = {
    "test_diff_of_a_thousand.py": "compares a thousand people, ten times as many seconds as the others together",
    "test_exit_codes.py": "is about wrong words on the command line",
    "test_lint_command.py": "is about words, on any day",
    "test_clean_output.py": "is about characters that steer a terminal, on any day",
    "test_masked_secrets.py": "is about passwords, on any day",
    "test_nothing_cut_in_silence.py": "works out years of messages, from an instant that it is given",
    "test_odd_folders.py": "is about files, on any day",
    "test_processes_that_wait.py": "runs processes of its own, which keep the host's time",
    "test_supervising.py": "runs processes of its own, which keep the host's time",
    "test_up_settings.py": "is about wrong settings, on any day",
    "test_playbook_commands.py": "reads whole playbooks, on any day",
    "test_reading_commands_start_without_the_temporal_sdk": "runs a process of its own, which keeps the host's time",
    "test_r26_these_commands_still_start_without_the_temporal_sdk": "runs a process of its own",
    "test_r26_doctor_says_that_another_process_holds_the_ledger": "waits for a process of its own",
    "test_a_line_of_a_hundred_megabytes_is_one_error": "is about length",
    "test_playbook_check_and_show": "reads whole playbooks, on any day",
    "test_in_a_terminal_list_stops_where_nobody_scrolls": "runs a process of its own, which keeps the host's time",
}
"""Files and tests of those folders that meet one instant in an ordinary run as all others do, and why not ten."""

AT_NIGHT: Final = ("test_importing.py",)
"""Files that take long for what they may find: at ten instants in `make dates` alone, which `make nightly` runs."""


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
    item, beside = metafunc.definition, metafunc.config.getoption(_BESIDE)
    # A law takes as long as ten tests.
    long = is_hypothesis_test(metafunc.function) or item.path.name in AT_NIGHT
    if _is_for_ten(item) and not (beside and long):
        metafunc.parametrize("hosts_day", list(INSTANTS), indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption(_BESIDE):
        return
    left_out = [item for item in items if not _is_for_ten(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def _is_for_ten(item: pytest.Item) -> bool:
    in_folder = item.path.is_relative_to(TESTS) and item.path.relative_to(TESTS).parts[0] in FOLDERS
    names = {item.path.name, getattr(item, "originalname", item.name)}
    return in_folder and not names & ONCE.keys() and not keeps_machine_time(item)
