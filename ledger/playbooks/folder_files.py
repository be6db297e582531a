"""The files of a playbook's folder: regular ones that lie within it, few and small enough, and read without waiting.

A playbook's words go out to people. So no link may bring in what lies elsewhere on this computer (its environment, its
keys), and nothing that never ends or never answers (a device, a pipe) may hold up whoever reads the folder. The folder
itself may be a link, as `current` to `release-7`; so may files within it, as long as they lead to files within it: that
is how Kubernetes mounts a ConfigMap (`messages/hello.md` to `..data/hello.md`).
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

LARGEST: Final = 64 * 1024
"""Bytes of one file."""

MOST: Final = 500
"""Files of one playbook."""

_MOST_ENTRIES: Final = 20 * MOST
"""Names that are looked at before it is taken for a wrong folder."""


class UnreadableFile(ValueError):
    """A file that is not read: one sentence that names it and says what to do."""


class Folder:
    """A playbook's folder. Files are named by their place below it, as `messages/applied/received.md`."""

    def __init__(self, path: Path, instead: Mapping[str, bytes] | None = None) -> None:
        """`instead`: what stands in files that aren't saved yet, by their place; they needn't be there."""
        self.path: Final = path
        self._instead: Final = instead or {}

    def has(self, name: str) -> bool:
        """Is there something of that name, whatever it is? A link that leads nowhere counts."""
        return name in self._instead or os.path.lexists(self.path / name)

    def read(self, name: str) -> bytes:
        """What a file holds. Raises UnreadableFile for everything but a small regular file within the folder.

        It is opened first and looked at then, so that it cannot become another one in between, and nothing is waited
        for.
        """
        if name in self._instead:
            return _small(name, self._instead[name])
        try:
            file = self._open(name)
        except OSError as error:
            raise UnreadableFile(_refusal(name, error)) from None
        try:
            looks = os.fstat(file)
            if not stat.S_ISREG(looks.st_mode):
                raise UnreadableFile(f"{name} is {_kind(looks.st_mode)} and no file; remove it, or write a file.")
            content = _all_of(file)
        except OSError as error:
            raise UnreadableFile(_refusal(name, error)) from None
        finally:
            os.close(file)
        return _small(name, content)

    def everything(self, *names: str, below: str) -> dict[str, str]:
        """The text of these files, as far as they are there, and of all in that folder. Raises UnreadableFile."""
        wanted = [name for name in names if self.has(name)] + list(self.below(below))
        try:
            return {name: self.read(name).decode("utf-8") for name in wanted}
        except UnicodeDecodeError:
            raise UnreadableFile("A file is not UTF-8 text; save it as UTF-8.") from None

    def below(self, name: str) -> Iterator[str]:
        """The files in a folder and in those within it, in order of their names; none where it is not there.

        Left out is what begins with a dot. Raises UnreadableFile for what is neither file nor folder, leads outside, or
        is too much.
        """
        typed = {one for one in self._instead if one.startswith(f"{name}/")}
        if not os.path.lexists(self.path / name):
            yield from sorted(typed)
            return
        if not self._is_folder(name):
            raise UnreadableFile(f"{name} is no folder; make one of that name, with a file for each message.")
        self._within(name)
        found = sorted({*self._walk(name), *typed})
        if len(found) > MOST:
            raise UnreadableFile(f"{name}/ holds {len(found)} files, and a playbook may have {MOST}; remove some.")
        yield from found

    # ------------------------------------------------------------ within

    def _walk(self, top: str) -> Iterator[str]:
        waiting, looked_at = [top], 0
        while waiting:
            inside = waiting.pop()
            try:
                entries = sorted(entry.name for entry in (self.path / inside).iterdir())
            except OSError as error:
                raise UnreadableFile(_refusal(inside, error)) from None
            for entry in entries:
                looked_at += 1
                if looked_at > _MOST_ENTRIES:
                    raise UnreadableFile(
                        f"{top}/ holds thousands of files, and a playbook may have {MOST}; remove some."
                    )
                if entry.startswith("."):
                    continue
                if not entry.isprintable():
                    raise UnreadableFile(f"{inside}/ holds a file named {entry!a}; rename it with letters that show.")
                name = f"{inside}/{entry}"
                if not self._is_folder(name):
                    yield name
                elif (self.path / name).is_symlink():
                    self._within(name)
                    if self._leads_up(name):
                        raise UnreadableFile(f"{name} leads back to a folder that holds it; remove the link.")
                    waiting.append(name)
                else:
                    waiting.append(name)

    def _is_folder(self, name: str) -> bool:
        """Is it one, or a link to one? Raises UnreadableFile where that cannot be found out."""
        try:
            return (self.path / name).is_dir()
        except OSError as error:  # no right to look, or a way that is too long
            raise UnreadableFile(_refusal(name, error)) from None

    def _within(self, name: str) -> Path:
        """Where the name leads to in the end. Raises UnreadableFile where that is outside."""
        home = Path(os.path.realpath(self.path))
        real = Path(os.path.realpath(self.path / name))
        if real != home and home not in real.parents:
            raise UnreadableFile(f"{name} leads out of the playbook's folder; put a file of your own there.")
        return real

    def _leads_up(self, name: str) -> bool:
        real, holds = self._within(name), Path(os.path.realpath((self.path / name).parent))
        return real == holds or real in holds.parents

    def _open(self, name: str) -> int:
        """The file. Only where a part of its way is a link is it worked out where that leads to."""
        way = Path(name).parts
        if ".." not in way:
            try:
                return self._walked_down_to(way)
            except OSError as error:
                if error.errno not in (errno.ELOOP, errno.ENOTDIR):
                    raise
        return self._walked_down_to(self._within(name).relative_to(os.path.realpath(self.path)).parts)

    def _walked_down_to(self, way: tuple[str, ...]) -> int:
        """What is found by walking down from the folder, if no part of the way is a link."""
        at = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for part in way[:-1]:
                below = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=at)
                os.close(at)
                at = below
            if not way:
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            # Without waiting: a pipe that nobody writes to would never open.
            return os.open(way[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC, dir_fd=at)
        finally:
            os.close(at)


def _small(name: str, content: bytes) -> bytes:
    if len(content) > LARGEST:
        raise UnreadableFile(f"{name} is larger than {LARGEST // 1024} KB; shorten it, or split it.")
    return content


def _all_of(file: int) -> bytes:
    """What it holds, up to a byte more than it may."""
    content = b""
    while len(content) <= LARGEST and (piece := os.read(file, LARGEST + 1 - len(content))):
        content += piece
    return content


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    return "a socket" if stat.S_ISSOCK(mode) else "a device"


def _refusal(name: str, error: OSError) -> str:
    match error.errno:
        case errno.ENOENT | errno.ENAMETOOLONG:
            return f"{name} is a link that leads nowhere, or has just been removed; write a file."
        case errno.ELOOP | errno.ENOTDIR:
            return f"{name} was changed while it was read, or leads in a circle; write a file."
        case errno.ENXIO:
            return f"{name} is a socket and no file; remove it, or write a file."
        case errno.EISDIR:
            return f"{name} is a folder and no file; remove it, or write a file."
        case _:
            return f"{name} cannot be read ({error.strerror}); check its permissions."
