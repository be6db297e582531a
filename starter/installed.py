"""How this installation is laid out, started again, and called: a source tree, or a wheel in any environment."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

ROOMS: Final = Path(__file__).resolve().parents[1]
"""The folder that holds `domain`, `starter`, `examples` and the rest."""

_OF_SOURCE: Final = ROOMS / "followup" / "__main__.py"

IS_SOURCE: Final = _OF_SOURCE.is_file()
"""Is it a source tree? In a wheel the rooms are below the package, not beside it."""

EXAMPLES: Final = ROOMS / "examples"


@cache
def release() -> str | None:
    """This release's number; None where it is run from a folder of source that is not installed."""
    try:
        return version("followup")
    except PackageNotFoundError:
        return None


def ourselves() -> tuple[str, ...]:
    """The command line that starts this very program again, for a child.

    By the path of its file and without the working folder (`-P`): a `settings.py`, `followup.py` or `yaml.py` there is
    somebody else's.
    """
    return (sys.executable, "-P", str(_OF_SOURCE if IS_SOURCE else ROOMS.parent / "__main__.py"))


def alias() -> str | None:
    """What to type first, so that a shell knows us as `followup`; None where it finds us by that name."""
    script = Path(sys.argv[0])
    if script.name == "__main__.py":  # python -m followup
        script = Path(sys.executable).with_name("followup")
        if not script.is_file():
            return _alias(f"{shlex.quote(sys.executable)} -m followup")
    if not script.is_file():
        return None
    found = shutil.which("followup", path=_path_of_the_shell(script.parent))
    if found and script.samefile(found):
        return None
    return _alias(shlex.quote(str(_absolute(script))))


def _alias(command: str) -> str:
    return f"alias followup={shlex.quote(command)}"


def near(path: Path) -> str:
    """A path as one types it here: from the working folder where it lies below it, quoted where need be."""
    whole = _absolute(path)
    with suppress(FileNotFoundError):  # the working folder is gone
        here = Path.cwd()
        whole = whole.relative_to(here) if whole.is_relative_to(here) else whole
    return shlex.quote(str(whole))


def _path_of_the_shell(own: Path) -> str:
    """The PATH without what `uvx` and `uv run` have put before it for us alone."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if "UV" in os.environ and folders and Path(folders[0]) == _absolute(own):
        del folders[0]
    return os.pathsep.join(folders)


def _absolute(path: Path) -> Path:
    """Without `..`, and with its links as they are: a link is typed as it is called."""
    return Path(os.path.normpath(path.absolute()))
