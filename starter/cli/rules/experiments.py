"""Tests of variants for `playbook check` and `playbook show`: what each needs, and how it stands (K10)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starter.cli.errors import Failed, Wrong
from starter.wording.candidates import plain
from starter.wording.instants import forms, now

if TYPE_CHECKING:
    from domain.playbook.model import Playbook
    from domain.reporting.experiments import Judged
    from ledger.store import Ledger


def tests_of(playbook: Playbook, ledger: Ledger | None) -> tuple[Judged, ...]:
    """Every test as it stands; without a ledger, as if nobody had had the message yet. Raises LedgerUnavailable."""
    from domain.reporting.experiments import judged, nothing_yet

    if not playbook.experiments:
        return ()
    return ledger.tested_messages.judged(playbook, now()) if ledger else judged(playbook, nothing_yet, now())


def looked_up(playbook: Playbook) -> tuple[Judged, ...]:
    """The same by the ledger of this place, where there is one. It is only read."""
    from ledger.engine import LedgerUnavailable
    from settings import BadSetting
    from starter.cli.people import open_ledger

    if not playbook.experiments:
        return ()
    try:
        with open_ledger() as ledger:
            return tests_of(playbook, ledger)
    except (LedgerUnavailable, BadSetting):  # a folder is checked where nothing is set up yet, too
        return tests_of(playbook, None)


def lines_of(tests: tuple[Judged, ...]) -> list[str]:
    """What each test needs, and how it stands."""
    from domain.reporting.experiment_words import harm_words, how_to_end, plan_words, status_words

    lines = []
    for judged in tests:
        lines.append(plan_words(judged.plan, forms()))
        if any(one.came_in for one in judged.arms):
            lines.append(f"  {status_words(judged)}{f' `{how_to_end(judged)}`' if judged.is_decided else ''}")
            lines += [f"  {said}" for said in harm_words([judged])]
    return lines


def data_of(tests: tuple[Judged, ...]) -> list[dict[str, Any]]:
    """For `--json`."""
    from domain.reporting.experiments import as_json

    return [as_json(one) for one in tests]


# ---------------------------------------------------------------- ending one


def end_test(folder: Path, winner: str, *, as_json: bool) -> Callable[[], None]:
    """Let the winner of a test have its message in the folder; returns what puts the folder back.

    `winner`: the message, and behind `=` the variant, where it isn't the one that the test found. Raises Wrong, Failed.
    """
    from ledger.playbooks.folder import BadPlaybook
    from ledger.playbooks.winner import ending

    message, _, letter = winner.strip().partition("=")
    judged = _meant(message.strip())
    letter = letter.strip().lower() or _found(judged)
    if letter not in judged.plan.arms.shares:
        raise Wrong(f"--winner: there's no variant {letter!r}; choose from {', '.join(judged.plan.arms.shares)}.")
    try:
        end = ending(folder, judged.message, letter)
        back = end.carry_out(folder)
    except BadPlaybook as error:
        raise Failed(" ".join(error.sentences)) from None
    except OSError as error:
        raise Failed(f"The folder {folder} can't be changed: {error.strerror}.") from None
    if not as_json:
        print(plain(f"The test of {judged.message} ends, and {letter} stays."))
        for name, becomes in end.becomes.items():
            print(plain(f"  {name} becomes {becomes}"))
        gone = [name for name, content in end.files.items() if content is None and name not in end.becomes]
        for name in gone:
            print(plain(f"  {name} is removed"))

    def put_back() -> None:
        back.carry_out(folder)

    return put_back


def _meant(message: str) -> Judged:
    """The test that is in force for this message, by all that is on record now. Raises Wrong."""
    from starter.cli.people import open_ledger

    with open_ledger() as ledger:
        playbook = ledger.playbooks.rules().playbook
        if message not in playbook.experiments:
            tested = ", ".join(playbook.experiments)
            raise Wrong(f"--winner: {message} isn't tested; {f'choose from {tested}' if tested else 'nothing is'}.")
        ledger.report_keeper.catch_up(now())
        return next(one for one in tests_of(playbook, ledger) if one.message == message)


def _found(judged: Judged) -> str:
    """The variant to go on with. Raises Failed where that isn't known yet."""
    from domain.reporting.experiment_words import status_words

    if judged.winner is None:
        raise Failed(
            f"{status_words(judged)} To end it now, name the variant to keep: "
            f"`followup playbook apply --winner {judged.message}={judged.plan.arms.base}`."
        )
    return judged.winner
