"""Writing a playbook's files, from the desk: whole or not at all, and never over what somebody wrote meanwhile.

Each write says what it took for being there, by its mark; where something else is there, nothing is written. A file
is written beside its place under a name that readers leave out, and put there by one rename, with the rights it had.
Nothing is written through a link, and nowhere but to names that a playbook reads. Two desks take turns; an editor
that saves between the last look and the rename, a few microseconds, wins or loses as between two editors.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from domain.playbook.ats_stages import FILE as ATS_FILE
from ledger.playbooks.folder import FILE, MESSAGES
from ledger.playbooks.folder_files import LARGEST, MOST, Folder, UnreadableFile

_PART: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{0,79}")
_DEEPEST: Final = 4
_ENDS: Final = (".md", ".sms.txt")
NOTHING: Final = ""
"""The mark of a file that isn't there."""


class Unwritable(Exception):
    """It can't be written; a sentence on what to do."""


class WrittenMeanwhile(Exception):
    """Somebody else wrote the file: what is there now, None where it is gone."""

    def __init__(self, name: str, text: str | None) -> None:
        super().__init__(f"{name} was changed meanwhile.")
        self.name, self.text = name, text


def may_be_named(name: str) -> bool:
    """Is it a name of a file that a playbook reads? Nothing else is ever written."""
    if name in (FILE, ATS_FILE):
        return True
    first, *rest = name.split("/")
    return (
        first == MESSAGES
        and 1 <= len(rest) <= _DEEPEST
        and all(_PART.fullmatch(part) for part in rest)
        and name.endswith(_ENDS)
        and not rest[-1].startswith(_ENDS)
    )


def mark_of(text: str | None) -> str:
    """What tells this content from any other."""
    return NOTHING if text is None else hashlib.sha256(text.encode()).hexdigest()[:32]


def as_kept(typed: str, before: str | None) -> str:
    """What was typed in a browser, with the line ends that the file has, and one at its end: nothing but what was
    edited differs.
    """
    text = typed.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    text = text if text.endswith("\n") or not text else f"{text}\n"
    if before is not None and "\r\n" in before:
        text = text.replace("\n", "\r\n")
    return f"\ufeff{text}" if before is not None and before.startswith("\ufeff") else text


def why_not(folder: Path) -> str:
    """Why the folder can't be written; empty where it can."""
    if not folder.is_dir():
        return f"There is no folder {folder}."
    for place in (folder, folder / MESSAGES):
        if place.is_dir() and not os.access(place, os.W_OK | os.X_OK):
            return f"The folder {place} can't be written by the desk."
    if (folder / FILE).is_symlink():
        return f"The files in {folder} are links, so whatever put them there has to change them."
    return ""


def write(folder: Path, files: Mapping[str, str | None], marks: Mapping[str, str]) -> None:
    """Write these files, and remove those that are None; all of them or none. `marks`: what is there by `mark_of`.

    Raises Unwritable, WrittenMeanwhile.
    """
    for name, text in files.items():
        if not may_be_named(name):
            raise Unwritable("Name the file messages/<stage>/<name>.md or .sms.txt, in letters, digits and dashes.")
        if text is not None and len(text.encode()) > LARGEST:
            raise Unwritable(f"{name} is larger than {LARGEST // 1024} KB; shorten it, or split it.")
    if why := why_not(folder):
        raise Unwritable(why)
    with _alone(folder) as home:
        before = {name: _now_there(folder, name) for name in files}
        for name, text in before.items():
            if mark_of(text) != marks.get(name, NOTHING):
                raise WrittenMeanwhile(name, text)
        new = [name for name, text in files.items() if text is not None and before[name] is None]
        if new and len(list(Folder(folder).below(MESSAGES))) + len(new) > MOST:
            raise Unwritable(f"A playbook may have {MOST} messages; remove some first.")
        done: list[str] = []
        try:
            for name, text in files.items():
                if text != before[name]:
                    done.append(name)
                    _put(home, name, text)
        except OSError as error:
            with suppress(OSError):
                for name in done:
                    _put(home, name, before[name])
            raise Unwritable(_said(error)) from None


@contextmanager
def _alone(folder: Path) -> Iterator[int]:
    """The folder, which no other desk writes as long as the block runs. Raises Unwritable."""
    try:
        home = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise Unwritable(_said(error)) from None
    try:
        with suppress(OSError):  # a file system without locks: the marks are looked at all the same
            fcntl.flock(home, fcntl.LOCK_EX)
        yield home
    finally:
        os.close(home)


def _now_there(folder: Path, name: str) -> str | None:
    """The text of a regular file that no link leads to; None where nothing is there. Raises Unwritable."""
    way = folder
    for part in Path(name).parts:
        way = way / part
        if way.is_symlink():
            raise Unwritable(f"{name} is a link, or lies behind one, so whatever put it there has to change it.")
    files = Folder(folder)
    if not files.has(name):
        return None
    try:
        return files.read(name).decode("utf-8")
    except (UnreadableFile, UnicodeDecodeError) as error:
        raise Unwritable(str(error) if isinstance(error, UnreadableFile) else f"{name} is not UTF-8 text.") from None


def _put(home: int, name: str, text: str | None) -> None:
    """One file, by one rename; None removes it. Raises OSError, also where a part of its way is a link."""
    *folders, file = Path(name).parts
    at = os.dup(home)
    try:
        for part in folders:
            if text is not None:
                with suppress(FileExistsError):
                    os.mkdir(part, 0o755, dir_fd=at)
            below = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=at)
            os.close(at)
            at = below
        if text is None:
            with suppress(FileNotFoundError):
                os.unlink(file, dir_fd=at)
            return
        _renamed_into(at, file, text.encode())
    finally:
        os.close(at)


def _renamed_into(at: int, file: str, content: bytes) -> None:
    mode = 0o644
    with suppress(FileNotFoundError):
        looks = os.stat(file, dir_fd=at, follow_symlinks=False)
        if not stat.S_ISREG(looks.st_mode):
            raise OSError(errno.EEXIST, "something other than a file is there")
        mode = stat.S_IMODE(looks.st_mode)
    beside = f".{file[:60]}.{secrets.token_hex(6)}"
    new = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600, dir_fd=at)
    try:
        with os.fdopen(new, "wb") as out:
            out.write(content)
            out.flush()
            os.fchmod(out.fileno(), mode)
            os.fsync(out.fileno())
        os.rename(beside, file, src_dir_fd=at, dst_dir_fd=at)
        os.fsync(at)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside, dir_fd=at)
        raise


def _said(error: OSError) -> str:
    return f"The playbook's folder can't be written ({error.strerror}); tell whoever runs followup."
