"""A test of variants ends in the folder: the winner's words stay, and the rest of the file is as people wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ledger.playbooks.folder import BadPlaybook, read_playbook
from ledger.playbooks.winner import ending

HEAD = "company: {name: Acme, timezone: America/New_York, country: US}\nsender: {name: Acme, email: t@acme.example}\n"
STAGES = "stages:\n  applied:\n    steps:\n      - {step: hello, after: entered, message: applied/hello}\n"
STEP = "stages:\n  applied:\n    steps:\n"
IN_LINES = "        after: entered\n        message: applied/hello\n"
TEST = "{smallest_effect: 5%, from: 2027-01-11}"

WRITTEN: dict[str, tuple[str, str]] = {
    "in a block, alone, between comments": (
        f"# Ours.\n{HEAD}# What we try.\nexperiments:\n  # since January\n  applied/hello: {TEST}  # Kim's idea\n"
        f"\n# How.\n{STAGES}",
        f"# Ours.\n{HEAD}# What we try.\n\n# How.\n{STAGES}",
    ),
    "in a block, among others": (
        f"{HEAD}experiments:\n  applied/hello:\n    smallest_effect: 0.05\n    from: 2027-01-11\n  other: {TEST}\n"
        f"{STAGES}",
        f"{HEAD}experiments:\n  other: {TEST}\n{STAGES}",
    ),
    "in braces, first": (
        f"{HEAD}experiments: {{applied/hello: {TEST}, other: {TEST}}}\n{STAGES}",
        f"{HEAD}experiments: {{other: {TEST}}}\n{STAGES}",
    ),
    "in braces, last": (
        f"{HEAD}experiments: {{other: {TEST}, applied/hello: {TEST}}}\n{STAGES}",
        f"{HEAD}experiments: {{other: {TEST}}}\n{STAGES}",
    ),
    "in braces, alone, at the end without a line break": (
        f"{HEAD}{STAGES}experiments: {{applied/hello: {TEST}}}",
        f"{HEAD}{STAGES}",
    ),
    "with weights in braces": (
        f"{HEAD}experiments: {{applied/hello: {TEST}}}\n{STAGES}".replace(
            "message: applied/hello", "message: applied/hello, variants: {a: 1, b: 1}, asks: true"
        ),
        f"{HEAD}{STAGES}".replace("message: applied/hello", "message: applied/hello, asks: true"),
    ),
    "with weights in braces, last": (
        f"{HEAD}experiments: {{applied/hello: {TEST}}}\n{STAGES}".replace(
            "message: applied/hello", "message: [applied/hello, applied/again], variants: {a: 1, b: 1}"
        ),
        f"{HEAD}{STAGES}".replace("message: applied/hello", "message: [applied/hello, applied/again]"),
    ),
    "with weights in a block": (
        f"{HEAD}experiments: {{applied/hello: {TEST}}}\n{STEP}      - step: hello\n        variants:\n"
        f"          a: 90  # most\n          b: 10\n{IN_LINES}",
        f"{HEAD}{STEP}      - step: hello\n{IN_LINES}",
    ),
    "with weights first behind a dash": (
        f"{HEAD}experiments: {{applied/hello: {TEST}}}\n{STEP}      - variants: {{a: 1, b: 1}}\n        step: hello\n"
        f"{IN_LINES}",
        f"{HEAD}{STEP}      - step: hello\n{IN_LINES}",
    ),
}


def folder_of(tmp_path: Path, rules: str, **messages: str) -> Path:
    (tmp_path / "playbook.yaml").write_bytes(rules.encode())
    found = {"applied/hello.md": "base", "applied/hello.b.md": "second", "applied/again.md": "again", **messages}
    for name, words in found.items():
        file = tmp_path / "messages" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\nsubject: Hello\n---\n{words}\n" if name.endswith(".md") else words, encoding="utf-8")
    return tmp_path


def words(folder: Path) -> dict[str, str]:
    files = sorted((folder / "messages").rglob("*.*"))
    return {str(one.relative_to(folder / "messages")): one.read_text().splitlines()[-1] for one in files}


@pytest.mark.parametrize("way", WRITTEN)
def test_only_the_test_is_taken_out_of_the_file(tmp_path: Path, way: str) -> None:
    before, after = WRITTEN[way]
    folder = folder_of(tmp_path, before)
    ending(folder, "applied/hello", "b").carry_out(folder)
    assert (folder / "playbook.yaml").read_text() == after
    assert words(folder) == {"applied/hello.md": "second", "applied/again.md": "again"}


@pytest.mark.parametrize("way", ["in a block, alone, between comments", "with weights in a block"])
def test_line_ends_of_another_system_and_a_byte_order_mark_stay(tmp_path: Path, way: str) -> None:
    before, after = (f"\ufeff{text}".replace("\n", "\r\n") for text in WRITTEN[way])
    folder = folder_of(tmp_path, before)
    ending(folder, "applied/hello", "a").carry_out(folder)
    assert (folder / "playbook.yaml").read_bytes().decode() == after


def test_the_base_that_wins_stays_and_all_others_go(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path, f"{HEAD}experiments: {{applied/hello: {TEST}}}\n{STAGES}", **{"applied/hello.c.md": "third"}
    )
    end = ending(folder, "applied/hello", "a")
    assert end.becomes == {}
    end.carry_out(folder)
    assert words(folder) == {"applied/hello.md": "base", "applied/again.md": "again"}
    assert read_playbook(folder).experiments == {}


def test_the_winner_takes_the_place_of_the_base_in_each_language_text_and_label_that_it_has(tmp_path: Path) -> None:
    more = {
        "applied/hello.de.md": "Basis", "applied/hello.b.de.md": "Zweite", "applied/hello.fr.md": "base en français",
        "applied/hello.sms.txt": "text", "applied/hello.b.sms.txt": "second text",
        "applied/hello.c.sms.txt": "third text",
        "applied/hello@sales.md": "sales", "applied/hello@sales.b.md": "second for sales",
    }  # fmt: skip
    folder = folder_of(tmp_path, f"{HEAD}experiments: {{applied/hello: {TEST}}}\n{STAGES}", **more)
    ending(folder, "applied/hello", "b").carry_out(folder)
    assert words(folder) == {
        "applied/hello.md": "second", "applied/hello.de.md": "Zweite", "applied/hello.fr.md": "base en français",
        "applied/hello.sms.txt": "second text", "applied/hello@sales.md": "second for sales",
        "applied/again.md": "again",
    }  # fmt: skip


def test_what_puts_it_back_puts_all_back(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, WRITTEN["with weights in a block"][0])
    before = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    ending(folder, "applied/hello", "b").carry_out(folder).carry_out(folder)
    assert {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()} == before


@pytest.mark.parametrize(
    ("rules", "letter", "said"),
    [
        (f"{HEAD}{STAGES}", "b", "playbook.yaml tests no message applied/hello"),
        (
            f"{HEAD}experiments: {{applied/hello: {TEST}}}\n{STAGES}", "c",
            "The folder has no variant c of applied/hello",
        ),
        (
            f"{HEAD}experiments: {{applied/hello: {TEST}}}\n{STAGES}".replace(
                "message: applied/hello", "message: [applied/hello, applied/again], variants: {a: 1, b: 1}"
            ),
            "b",
            "The weights of step hello in stage applied are those of applied/again, too",
        ),
        (
            f"{HEAD}experiments: &tests {{applied/hello: {TEST}}}\n{STAGES}x: *tests\n", "b",
            "can't be taken out of playbook.yaml as it is written; do it by hand",
        ),
        ("experiments: [", "b", "this is not YAML"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_nothing_is_changed(tmp_path: Path, rules: str, letter: str, said: str) -> None:
    folder = folder_of(tmp_path, rules, **({"applied/again.b.md": "x"} if "too" in said else {}))
    before = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    with pytest.raises(BadPlaybook) as caught:
        ending(folder, "applied/hello", letter)
    assert said in str(caught.value)
    assert {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()} == before


def test_the_written_ways_are_what_they_say() -> None:
    for before, after in WRITTEN.values():
        assert "applied/hello" in yaml.safe_load(before)["experiments"]
        assert "applied/hello" not in (yaml.safe_load(after).get("experiments") or {})
