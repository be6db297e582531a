"""A playbook's folder is read without waiting, and brings in nothing that lies outside of it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.playbooks import folder_files
from ledger.playbooks.folder import BadPlaybook, line_finder, read_playbook
from ledger.playbooks.folder_files import Folder, UnreadableFile
from tests.house import QUICK

HELLO = "---\nsubject: Hello\n---\nHi {{ candidate.first_name }}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The quick playbook, in a place where links can lead out of it."""
    made = tmp_path / "playbook"
    (made / "messages" / "applied").mkdir(parents=True)
    (made / "playbook.yaml").write_bytes((QUICK / "playbook.yaml").read_bytes())
    (made / "messages" / "applied" / "hello.md").write_text(HELLO)
    (tmp_path / "secret").write_text("SECRET=hunter2")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "leak.md").write_text("SECRET=hunter2")
    return made


def refusal(folder: Path) -> str:
    with pytest.raises(BadPlaybook) as caught:
        read_playbook(folder)
    said = " ".join(caught.value.sentences)
    assert "hunter2" not in said and "\n" not in said
    return said


LEAK = "messages/_leak.md"


def _link(to: str) -> Callable[[Path], None]:
    return lambda folder: (folder / LEAK).symlink_to(to)


def _fifo(folder: Path) -> None:
    os.mkfifo(folder / LEAK)


def _socket(folder: Path) -> None:
    here = Path.cwd()
    os.chdir(folder)  # the way to a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(LEAK)
    finally:
        os.chdir(here)


def _large(folder: Path) -> None:
    (folder / LEAK).write_text("x" * (64 * 1024 + 1))


def _unreadable(folder: Path) -> None:
    (folder / LEAK).symlink_to("nowhere.md")


ODD = [
    pytest.param(_link("/proc/self/environ"), "leads out of the playbook's folder", id="the environment"),
    pytest.param(_link("../../secret"), "leads out of the playbook's folder", id="a file beside it"),
    pytest.param(_link("/dev/zero"), "leads out of the playbook's folder", id="a device without an end"),
    pytest.param(_link("/dev/stdin"), "leads out of the playbook's folder", id="a terminal"),
    pytest.param(_fifo, "is a pipe and no file; remove it, or write a file", id="a pipe that nobody writes to"),
    pytest.param(_socket, "is a socket and no file; remove it, or write a file", id="a socket"),
    pytest.param(_large, "is larger than 64 KB; shorten it, or split it", id="a large file"),
    pytest.param(_unreadable, "is a link that leads nowhere", id="a link to nothing"),
    pytest.param(_link("_leak.md"), "leads in a circle", id="a link to itself"),
    pytest.param(_link(f"{'x' * 300}.md"), "is a link that leads nowhere", id="a link to a name without an end"),
]


@pytest.mark.timeout(10)
@pytest.mark.parametrize(("put", "said"), ODD)
def test_only_a_small_file_of_its_own_is_read_and_nothing_is_waited_for(
    folder: Path, put: Callable[[Path], None], said: str
) -> None:
    put(folder)
    (folder / "messages" / "applied" / "hello.md").write_text(HELLO + '{% include "_leak.md" %}\n')
    found = refusal(folder)
    assert f"{LEAK} " in found and said in found


@pytest.mark.timeout(10)
@pytest.mark.parametrize("name", ["playbook.yaml", "ats.yaml"])
@pytest.mark.parametrize(
    ("put", "said"),
    [
        (lambda file: file.symlink_to("/proc/self/environ"), "leads out of the playbook's folder"),
        (lambda file: os.mkfifo(file), "is a pipe and no file"),
        (lambda file: file.mkdir(), "is a folder and no file"),
        (lambda file: file.write_text("#" * 65_537), "is larger than 64 KB"),
    ],
    ids=["link", "pipe", "folder", "large"],
)
def test_the_rules_themselves_are_read_no_otherwise(
    folder: Path, name: str, put: Callable[[Path], None], said: str
) -> None:
    (folder / name).unlink(missing_ok=True)
    put(folder / name)
    assert f"{name} {said}" in refusal(folder)
    if name == "playbook.yaml":
        with pytest.raises(BadPlaybook, match=said):
            line_finder(folder)


@pytest.mark.parametrize("below", ["messages", "messages/applied"])
def test_no_folder_of_messages_lies_elsewhere(folder: Path, below: str) -> None:
    (folder / "messages" / "applied" / "hello.md").unlink()
    (folder / "messages" / "applied").rmdir()
    if below == "messages":
        (folder / "messages").rmdir()
    (folder / below).symlink_to(folder.parent / "outside")
    assert f"{below} leads out of the playbook's folder; put a file of your own there." in refusal(folder)


def test_a_folder_that_leads_back_to_itself_is_refused(folder: Path) -> None:
    (folder / "messages" / "again").symlink_to("..")
    assert "messages/again leads back to a folder that holds it; remove the link." in refusal(folder)


def test_what_is_wrong_with_the_folder_is_said_and_not_that_all_its_files_are_missing(folder: Path) -> None:
    (folder / "messages" / "again").symlink_to("..")
    with pytest.raises(BadPlaybook) as caught:
        read_playbook(folder)
    assert str(caught.value) == "messages/again leads back to a folder that holds it; remove the link."


def test_more_than_500_files_are_refused(folder: Path) -> None:
    for number in range(500):
        (folder / "messages" / f"_{number}.md").write_text("x")
    assert "messages/ holds 501 files, and a playbook may have 500; remove some." in refusal(folder)
    (folder / "messages" / "_0.md").unlink()
    assert len(read_playbook(folder).messages) == 500


def test_a_home_given_as_the_folder_is_not_gone_through_for_ever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_files, "_MOST_ENTRIES", 10)
    for number in range(11):
        (folder / "messages" / f".{number}").mkdir()
    assert "messages/ holds thousands of files" in refusal(folder)


@pytest.mark.parametrize("name", [b"_a\x1b[2J.md", b"_\xff.md"], ids=["steers a terminal", "no UTF-8"])
def test_a_file_whose_name_cannot_be_shown_is_refused(folder: Path, name: bytes) -> None:
    (Path(os.fsdecode(os.fsencode(folder / "messages") + b"/" + name))).write_text("x")
    assert "messages/ holds a file named '_" in refusal(folder) and "\x1b" not in refusal(folder)


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", ["playbook.yaml", "ats.yaml"])
@pytest.mark.parametrize("text", ["x: " + "[" * 60_000, "{a: " * 16_000, "- " * 30_000 + "x"], ids=["[", "{", "-"])
def test_a_file_of_brackets_or_dashes_is_refused(folder: Path, name: str, text: str) -> None:
    """libyaml would overrun the stack on them, and end the process."""
    (folder / name).write_text(text)
    assert f"{name}: this is nested too deeply to be read" in refusal(folder)


def test_the_folder_itself_may_be_a_link_as_a_release_is(folder: Path) -> None:
    """`current` leads to `release-7`: a usual way to put the next one in its place at once."""
    release = folder.rename(folder.parent / "release-7")
    current = folder.parent / "current"
    current.symlink_to("release-7")
    assert read_playbook(current).version == read_playbook(release).version
    assert line_finder(current)("limits.per_day") > 0
    (release / LEAK).symlink_to("../../secret")
    assert "leads out of" in refusal(current)


def test_a_mounted_configmap_is_read(tmp_path: Path) -> None:
    """Kubernetes links each file to `..data/…`, and `..data` to a folder of the day: all within the mount."""
    mount = tmp_path / "mounted"
    day = mount / "..2026_11_25_09_00_00.123456789"
    (day / "messages" / "applied").mkdir(parents=True)
    (day / "playbook.yaml").write_bytes((QUICK / "playbook.yaml").read_bytes())
    (day / "messages" / "applied" / "hello.md").write_text(HELLO)
    (mount / "..data").symlink_to(day.name)
    (mount / "playbook.yaml").symlink_to("..data/playbook.yaml")
    (mount / "messages").symlink_to("..data/messages")
    assert set(read_playbook(mount).messages) == {"applied/hello.md"}
    (mount / "messages").unlink()  # and as a volume of `items:` with a path each
    (mount / "messages" / "applied").mkdir(parents=True)
    (mount / "messages" / "applied" / "hello.md").symlink_to("../../..data/messages/applied/hello.md")
    assert read_playbook(mount).messages["applied/hello.md"].subject == "Hello"


def test_a_file_that_becomes_a_link_while_it_is_read_brings_in_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at where a link leads and the opening, somebody puts another link there."""
    file, real = folder / "messages" / "applied" / "hello.md", os.path.realpath
    file.rename(folder / "hello-2.md")
    file.symlink_to(folder / "hello-2.md")
    looked: list[str] = []

    def look(path: object) -> str:
        found = real(str(path))
        if str(path).endswith("hello.md"):
            looked.append(found)
            (folder / "hello-2.md").unlink()
            (folder / "hello-2.md").symlink_to(folder.parent / "secret")
        return found

    monkeypatch.setattr(folder_files.os.path, "realpath", look)
    with pytest.raises(UnreadableFile, match="was changed while it was read"):
        Folder(folder).read("messages/applied/hello.md")
    assert looked
