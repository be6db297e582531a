"""What an ATS calls our stages: a file beside the playbook, checked with it and part of its version."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from domain.names import Stage
from domain.playbook.ats_stages import COME_WITH, AtsNames
from domain.playbook.model import Playbook
from ledger.playbooks.folder import BadPlaybook, read_playbook

DEFAULT = Path(__file__).parents[2] / "playbooks" / "default"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEFAULT, tmp_path / "playbook"))


def write(folder: Path, text: str) -> None:
    (folder / "ats.yaml").write_text(text, "utf-8")


def findings(folder: Path) -> list[str]:
    with pytest.raises(BadPlaybook) as caught:
        read_playbook(folder)
    return list(caught.value.sentences)


def test_the_default_file_shows_the_names_that_are_built_in() -> None:
    shown = yaml.safe_load((DEFAULT / "ats.yaml").read_text("utf-8"))
    assert shown == {source: {name: str(stage) for name, stage in names.items()} for source, names in COME_WITH.items()}


def test_a_folder_without_the_file_knows_the_names_that_an_ats_comes_with(folder: Path) -> None:
    (folder / "ats.yaml").unlink()
    names = read_playbook(folder).ats
    assert names == AtsNames() and names.stage("greenhouse", "Face to Face") is Stage.INTERVIEW


def test_one_line_adds_a_name_and_takes_none_away(folder: Path) -> None:
    write(folder, 'greenhouse:\n  "The bake-off": screening\n  Offer: interview\n')
    names = read_playbook(folder).ats
    assert names.stage("greenhouse", " the BAKE-off ") is Stage.SCREENING
    assert names.stage("greenhouse", "offer") is Stage.INTERVIEW  # ours goes first
    assert names.stage("greenhouse", "Application Review") is Stage.APPLIED
    assert names.stage("lever", "The bake-off") is None and names.stage("workday", "Offer") is None


def test_a_line_that_says_what_is_so_without_it_changes_nothing(folder: Path) -> None:
    shown = read_playbook(folder)
    (folder / "ats.yaml").unlink()
    assert read_playbook(folder).version == shown.version


def test_the_first_name_that_is_known_counts() -> None:
    assert AtsNames().stage("ashby", "Our own words", "Offer") is Stage.OFFER
    assert AtsNames().stage("ashby", "Our own words", "", "Active") is None


def test_the_names_are_part_of_the_version_and_come_back_from_the_ledger(folder: Path) -> None:
    before = read_playbook(folder)
    write(folder, "lever:\n  Coffee: interview\n")
    after = read_playbook(folder)
    assert before.version != after.version
    assert Playbook.model_validate(after.model_dump(mode="json")) == after
    old = before.model_dump(mode="json")
    del old["ats"]  # put in force before there was such a file
    assert Playbook.model_validate(old).ats == AtsNames()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("lever:\n  Chat: screning\n", "ats.yaml, lever, Chat: 'screning' isn't a stage; did you mean 'screening'?"),
        ("greenhouse:\n  Chat:\n", "ats.yaml, greenhouse, Chat: None isn't a stage; choose from prospect, applied, "),
        ("greenhouse:\n  2: applied\n", "ats.yaml, greenhouse, 2: the name of a stage is text; put it in quotes."),
        ("greenhous:\n  Chat: applied\n", "ats.yaml, greenhous: unknown ATS; did you mean 'greenhouse'?"),
        ("lever: applied\n", "ats.yaml, lever: this should be `name: stage` lines, indented."),
        ("lever:\n  A: applied\n  A: offer\n", "ats.yaml, line 3: the key 'A' appears twice; keep one."),
        ("- lever\n", "ats.yaml: here stand no `key: value` lines"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_a_sentence_that_says_where(folder: Path, text: str, sentence: str) -> None:
    write(folder, text)
    (found,) = findings(folder)
    assert found.startswith(sentence)


def test_all_mistakes_are_told_at_once_with_those_of_the_other_files(folder: Path) -> None:
    write(folder, "lever:\n  A: nowhere\n  B: nothing\n")
    (folder / "messages" / "stray.txt").write_text("?")
    assert len(findings(folder)) == 3


def test_the_names_do_not_belong_into_the_playbook_s_own_file(folder: Path) -> None:
    file = folder / "playbook.yaml"
    file.write_text(file.read_text("utf-8") + "\nats: {}\n", "utf-8")
    assert findings(folder) == ["playbook.yaml, ats: the names of an ATS stand in a file of their own, ats.yaml."]


def test_empty_sections_are_no_mistake(folder: Path) -> None:
    write(folder, "# nothing yet\ngreenhouse:\nlever: {}\n")
    assert read_playbook(folder).ats == AtsNames()
