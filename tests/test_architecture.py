"""The house: what may not be found in a room at all.

Which package may import which is held by import-linter (`lint-imports`, with its contracts in pyproject.toml); here
is what it cannot say: of files that are no package, of imports inside functions, of calls. Read from the source text,
so imports inside functions and under TYPE_CHECKING count as well.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent

PACKAGES = (
    "domain", "workflows", "activities", "channels", "transport", "ledger", "integrations", "gateway", "desk",
    "sandbox", "starter", "followup",
)  # fmt: skip
# The files at the top, and what each may import: import-linter looks at packages alone.
FILES: dict[str, frozenset[str]] = {
    "worker": frozenset(
        {*PACKAGES, "settings", "keystore", "connection", "metrics", "clock"} - {"gateway", "desk", "sandbox"}
    ),
    "settings": frozenset({"domain"}),
    "keystore": frozenset({"ledger", "integrations", "settings", "clock"}),
    "connection": frozenset({"domain", "ledger", "payload_codec", "settings"}),
    "payload_codec": frozenset({"ledger"}),
    "metrics": frozenset({"domain", "ledger", "clock"}),
    "clock": frozenset(),
}
# Rooms within a room that may not be imported although their room may.
MAY_NOT_IMPORT: dict[str, frozenset[str]] = {"worker": frozenset({"starter.cli"})}
# What commands import inside functions only: a command loads what it runs.
LATE_IN_COMMANDS = frozenset({"worker", "gateway", "desk", "channels", "integrations", "metrics", "sandbox"})

# Folders and files at the top that hold Python and are no room: they may import everything, and no room imports them.
OUTSIDE = frozenset({"tests", "bench", "docs", "examples", "playbooks"})

DOMAIN_THIRD_PARTIES = frozenset(
    {"pydantic", "pydantic_core", "holidays", "phonenumbers", "jinja2", "markupsafe", "babel", "idna"}
)
# Input and output, clocks, chance, threads: a rule gives the same answer to the same question.
IMPURE = frozenset(
    {
        "asyncio",
        "concurrent",
        "http",
        "multiprocessing",
        "os",
        "pathlib",
        "random",
        "requests",
        "secrets",
        "shutil",
        "smtplib",
        "socket",
        "sqlite3",
        "ssl",
        "subprocess",
        "tempfile",
        "threading",
        "time",
        "urllib.request",
    }
)
IMPURE_BUILTINS = frozenset({"input", "open", "print"})

VENDOR_SDKS = frozenset({"sendgrid", "twilio", "python_http_client"})
# `gateway/providers/` checks the vendors' signatures with the vendors' own verifiers.
VENDOR_ROOMS = ("channels", "gateway.providers")
WITHOUT_TEMPORAL = frozenset({"domain", "ledger", "channels", "transport", "integrations", "sandbox"})

# Who reads the host's clock cannot be told another time: `clock.py` alone does, and hands it to whoever needs it.
READS_THE_CLOCK = frozenset(
    {
        "datetime.date.today",
        "datetime.datetime.now",
        "datetime.datetime.today",
        "datetime.datetime.utcnow",
        "time.ctime",
        "time.gmtime",
        "time.localtime",
        "time.strftime",
        "time.time",
        "time.time_ns",
    }
)
THE_CLOCK = "clock"
# Before Python 3.12 it drops a cancellation that comes as what it waits for is done; `asyncio.timeout` does not.
LOSES_CANCELLATIONS = "asyncio.wait_for"

NAMELESS = frozenset({"utils", "util", "helpers", "helper", "common", "misc"})


class Import(NamedTuple):
    target: str
    line: int
    late: bool  # inside a function, or for the type checker only


def within(module: str, prefix: str) -> bool:
    return module == prefix or module.startswith(prefix + ".")


def within_any(module: str, prefixes: frozenset[str] | tuple[str, ...]) -> bool:
    return any(within(module, prefix) for prefix in prefixes)


def is_type_checking(test: ast.expr) -> bool:
    return (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    )


def imports(module: str, source: str, *, is_package: bool = False) -> Iterator[Import]:
    """Every import of a file; `from a import b` counts as `a.b`, since b may be a module."""

    def visit(node: ast.AST, late: bool) -> Iterator[Import]:
        match node:
            case ast.Import(names=names):
                yield from (Import(name.name, node.lineno, late) for name in names)
            case ast.ImportFrom(module=base, names=names, level=level):
                if level:
                    parts = module.split(".")
                    parents = parts[: len(parts) - level + (1 if is_package else 0)]
                    base = ".".join([*parents, base] if base else parents)
                yield from (Import(f"{base}.{name.name}", node.lineno, late) for name in names)
            case ast.Call(func=ast.Name(id="__import__") | ast.Attribute(attr="import_module"), args=[first, *_]):
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield Import(first.value, node.lineno, late)
        if isinstance(node, ast.If) and is_type_checking(node.test):
            for statement in node.body:
                yield from visit(statement, True)
            for statement in node.orelse:
                yield from visit(statement, late)
            return
        late = late or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for child in ast.iter_child_nodes(node):
            yield from visit(child, late)

    yield from visit(ast.parse(source), False)


def violations(module: str, source: str, *, is_package: bool = False) -> list[str]:
    """What is wrong with a file's imports, a sentence each; `module` is its dotted name, as `starter.cli.main`."""
    room = module.split(".")[0]
    found: list[str] = []
    for target, line, late in imports(module, source, is_package=is_package):

        def wrong(why: str, target: str = target, line: int = line) -> None:
            found.append(f"{module}:{line} imports {target}: {why}")

        top = target.split(".")[0]
        if top in OUTSIDE:
            wrong("no room imports what is beside the product")
        if room in FILES and (top in FILES or top in PACKAGES):
            allowed = FILES[room] | {room}
            if top not in allowed or within_any(target, MAY_NOT_IMPORT.get(room, frozenset())):
                wrong(f"{room} may import {', '.join(sorted(allowed - {room})) or 'no other room'}")
        if within(module, "starter.cli") and top in LATE_IN_COMMANDS and not late:
            wrong("a command imports what it runs inside its function")
        if top in FILES or top in PACKAGES or top in OUTSIDE:
            continue
        if top in VENDOR_SDKS and not within_any(module, VENDOR_ROOMS):
            wrong("a vendor's SDK is imported in channels alone")
        if top == "temporalio" and room in WITHOUT_TEMPORAL:
            wrong(f"{room} knows nothing of Temporal")
        if room == "domain":
            if top not in sys.stdlib_module_names and top not in DOMAIN_THIRD_PARTIES:
                wrong("the rules use the standard library, pydantic, holidays, phonenumbers and jinja2 alone")
            if within_any(target, IMPURE):
                wrong("the rules do no input or output and know no clock and no chance")
    if room == "domain":
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IMPURE_BUILTINS:
                found.append(f"{module}:{node.lineno} calls {node.func.id}(): the rules do no input or output")
    return found


def _dotted(node: ast.expr) -> str:
    """`a.b.c`; nothing where it is more than names, whose own parts are looked at by themselves."""
    if isinstance(node, ast.Name):
        return node.id
    inner = _dotted(node.value) if isinstance(node, ast.Attribute) else ""
    return f"{inner}.{node.attr}" if inner and isinstance(node, ast.Attribute) else ""


def named(source: str) -> Iterator[tuple[str, int]]:
    """The full names that a file mentions, as `datetime.datetime.now`, with their lines."""
    tree, full = ast.parse(source), {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            full |= {(name.asname or name.name).split(".")[0]: (name.asname and name.name) or name.name.split(".")[0]
                     for name in node.names}  # fmt: skip
        elif isinstance(node, ast.ImportFrom) and not node.level:
            full |= {name.asname or name.name: f"{node.module}.{name.name}" for name in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            dotted = _dotted(node)
            first, _, rest = dotted.partition(".")
            if first in full:
                yield (f"{full[first]}.{rest}" if rest else full[first]), node.lineno


def misuses(module: str, source: str) -> list[str]:
    """Where a file reads the host's clock or waits in a way that loses a cancellation, a sentence each."""
    found = []
    for name, line in named(source):
        if name in READS_THE_CLOCK and module != THE_CLOCK:
            found.append(f"{module}:{line} reads the host's clock ({name}): take an instant, or a `clock.Clock`")
        if name == LOSES_CANCELLATIONS:
            found.append(f"{module}:{line} uses {name}, which can lose a cancellation: use `asyncio.timeout`")
    return found


def room_files() -> list[Path]:
    files: list[Path] = []
    for room in (*PACKAGES, *FILES):
        files += [ROOT / f"{room}.py"] if (ROOT / f"{room}.py").is_file() else sorted((ROOT / room).rglob("*.py"))
    return files


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_every_file_imports_only_what_it_may() -> None:
    files = room_files()
    assert files
    found = [
        wrong
        for path in files
        for wrong in violations(module_name(path), path.read_text("utf-8"), is_package=path.name == "__init__.py")
    ]
    assert not found, "\n".join(found)


def test_the_hosts_clock_is_read_in_one_place_and_no_wait_loses_a_cancellation() -> None:
    found = [wrong for path in room_files() for wrong in misuses(module_name(path), path.read_text("utf-8"))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import UTC, datetime\nnow = datetime.now(UTC)",
        "import datetime as dt\nnow = dt.datetime.now",
        "import datetime\ntoday = datetime.date.today()",
        "from time import time as seconds\nseconds()",
        "import time\nclock = time.time",
        "def f():\n    import asyncio\n    return asyncio.wait_for(1, 2)",
    ],
)
def test_a_planted_misuse_is_found(source: str) -> None:
    assert misuses("gateway.app", source)


def test_what_measures_a_length_of_time_or_writes_a_date_is_no_misuse() -> None:
    source = "import time, asyncio\nfrom datetime import datetime\nasync def f(at: datetime):\n    "
    source += "async with asyncio.timeout(3):\n        return time.monotonic(), at.now, datetime.fromisoformat('x')"
    assert misuses("gateway.app", source) == []
    assert misuses("clock", "from datetime import UTC, datetime\nnow = datetime.now(UTC)") == []


def test_every_python_folder_and_file_at_the_top_has_a_place_in_the_table() -> None:
    tops = {path.stem for path in ROOT.glob("*.py")}
    tops |= {path.parent.name for path in ROOT.glob("[!.]*/*.py")}
    assert tops <= {*PACKAGES, *FILES} | OUTSIDE


def test_modules_are_named_for_what_they_hold() -> None:
    places = [*room_files(), *(path for top in OUTSIDE for path in (ROOT / top).rglob("*.py"))]
    nameless = [
        str(path.relative_to(ROOT)) for path in places if NAMELESS & set(path.relative_to(ROOT).with_suffix("").parts)
    ]
    assert not nameless


PLANTED = [
    ("domain.rules", "import temporalio.workflow", "nothing of Temporal"),
    ("domain.rules", "import yaml", "alone"),
    ("domain.rules", "import tests.fakes", "beside the product"),
    ("domain.rules", "import time", "no clock"),
    ("domain.rules", "from time import monotonic", "no clock"),
    ("domain.rules", "from urllib.request import urlopen", "no input"),
    ("domain.rules", "from urllib import request", "no input"),
    ("domain.rules", "from os import path", "no input"),
    ("domain.rules", "__import__('random')", "no chance"),
    ("domain.rules", "open('notes')", "no input"),
    ("activities.delivery", "import twilio.rest", "channels alone"),
    ("ledger.store", "import temporalio", "nothing of Temporal"),
    ("channels.outbox", "from temporalio import activity", "nothing of Temporal"),
    ("integrations.mailbox.client", "import temporalio", "nothing of Temporal"),
    ("gateway.webhooks.routes", "import sendgrid", "channels alone"),
    ("starter.cli.run.up", "import worker", "inside its function"),
    ("starter.cli.run.up", "from channels.outbox import Outbox", "inside its function"),
    ("starter.cli.run.up", "class A:\n    import gateway.app", "inside its function"),
    ("worker", "import starter.cli.main", "starter"),
    ("worker", "from starter import cli", "starter"),
    ("worker", "import gateway.app", "starter"),
    ("connection", "import channels.sender", "settings"),
]

INNOCENT = [
    ("domain.rules", "from datetime import time\nfrom urllib.parse import quote\nimport holidays, re"),
    ("domain.rules", "from domain import names\nfrom .names import Stage\nfrom markupsafe import Markup"),
    ("channels.twilio_sms", "from twilio.rest import Client\nimport time, socket"),
    ("gateway.providers.twilio", "from twilio.request_validator import RequestValidator"),
    (
        "starter.cli.run.up",
        "def up():\n    import worker\n    from gateway.app import serve\n    import channels.outbox",
    ),
    ("starter.cli.run.up", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from worker import Worker"),
    ("worker", "import channels.outbox, starter.embedded, ledger.store, workflows.candidate"),
]

# An import, and the contract in pyproject.toml that it breaks.
BROKEN = {
    ("domain/names.py", "import ledger.store"): "Rules know no room",
    ("domain/time/zones.py", "from domain.decisions import decide"): "Inside domain",
    ("workflows/candidate.py", "from channels.sender import Sender"): "The workflow reaches the world",
    ("activities/delivery.py", "from channels.outbox import Outbox"): "Activities are given what they use",
    ("ledger/store.py", "import channels.sender"): "know nothing of each other",
    ("integrations/mailbox/client.py", "import gateway.app"): "know nobody above them",
    ("integrations/greenhouse/events.py", "from gateway.webhooks.routes import hook_routes"): "know nobody above them",
    ("integrations/ashby/events.py", "import settings"): "know nobody above them",
    ("integrations/arrivals.py", "import settings"): "know nobody above them",
    ("integrations/lever/client.py", "from channels.sender import Sender"): "Integrations, channels and sandbox",
    ("integrations/lever/events.py", "import integrations.mailbox.client"): "Outside systems know nothing",
    ("integrations/arrivals.py", "import integrations.standard.events"): "Outside systems know nothing",
    ("transport/deadline.py", "import channels.sender"): "How a request goes out",
    ("ledger/store.py", "import transport.deadline"): "Ledger and sandbox ask nobody",
    ("gateway/app.py", "from starter.importing import tables"): "The gateway knows typed calls",
    ("starter/client.py", "def late():\n    import worker"): "What commands share starts nothing",
}


def test_every_contract_between_packages_finds_what_breaks_it(tmp_path: Path) -> None:
    for room in PACKAGES:
        for path in (ROOT / room).rglob("*.py"):
            copy = tmp_path / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    lint = [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"]
    here = {"cwd": tmp_path, "env": os.environ | {"COLUMNS": "200"}, "capture_output": True, "text": True}
    assert "0 broken" in subprocess.run(lint, **here, check=False).stdout  # type: ignore[call-overload]
    for name, line in BROKEN:
        (tmp_path / name).write_text((tmp_path / name).read_text("utf-8") + f"\n{line}\n", "utf-8")
    said = subprocess.run(lint, **here, check=False).stdout  # type: ignore[call-overload]
    broken = [line for line in said.splitlines() if "BROKEN" in line]
    for (name, line), contract in BROKEN.items():
        assert any(contract in line for line in broken), f"{contract!r} is not broken:\n{said}"
        planted = next(imports("", line)).target
        reported = re.findall(rf"\b{re.escape(module_name(ROOT / name))} -> ([\w.]+) \(", said)
        assert any(within(planted, one) for one in reported), f"{name} may import {planted}:\n{said}"


@pytest.mark.parametrize(("module", "source", "why"), PLANTED)
def test_a_planted_violation_is_found(module: str, source: str, why: str) -> None:
    found = violations(module, source)
    assert found
    assert any(why in sentence for sentence in found)


@pytest.mark.parametrize(("module", "source"), INNOCENT)
def test_what_is_allowed_is_not_reported(module: str, source: str) -> None:
    assert violations(module, source) == []


def test_relative_imports_of_a_package_are_resolved() -> None:
    assert [one.target for one in imports("starter.cli", "from .main import app", is_package=True)] == [
        "starter.cli.main.app"
    ]
    assert [one.target for one in imports("starter.cli.main", "from ..client import x")] == ["starter.client.x"]


def test_no_two_files_of_tests_have_one_name() -> None:
    """A run of a folder finds nothing wrong, and a run of all tests ends before the first of them."""
    named = Counter(file.name for file in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, files in named.items() if files > 1] == []
