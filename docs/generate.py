"""Write the reference pages that come from the code: `python -m docs.generate`.

`docs/reference/` then has the settings, the commands, the events and the hooks as they are. A test compares the pages
with what this module makes of the code, so a page cannot fall behind. Nothing here depends on the day or the machine.
"""

from __future__ import annotations

import ast
import copy
import inspect
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

FOLDER: Final = Path(__file__).resolve().parent / "reference"
_MADE: Final = "<!-- Made from the code by `make reference`; edit the code, not this page. -->\n\n"

_GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "Where things are": ("home", "ledger_url", "playbook", "secret_key", "key_store", "vault_", "keep_copies"),
    "Email and texts": ("email", "smtp_", "sendgrid_api_key", "sendgrid_url", "sms", "twilio_"),
    "What comes back": ("inbound_domain", "reply_address", "imap_", "sendgrid_"),
    "The gateway and your ATS": (
        "public_url", "gateway_host", "trusted_proxies", "greenhouse_", "lever_", "ashby_", "sync_at", "webhook_",
        "keep_",
    ),
    "The desk": ("desk_", "oidc_issuer", "oidc_client_"),
    "Temporal's web UI": ("codec_", "oidc_"),
    "Metrics": ("metrics_", "gateway_metrics_"),
}  # fmt: skip
"""Headings of the settings page, and how the names of the settings begin that stand below each; first match wins."""


def pages() -> dict[Path, str]:
    """Every page that comes from the code, by file."""
    return {
        FOLDER / "settings.md": _settings(),
        FOLDER / "commands.md": _commands(),
        FOLDER / "events.md": _events(),
        FOLDER / "figures.md": _figures(),
        **_hooks(),
        FOLDER.parent / "audit_verifier.py": (FOLDER.parents[1] / "ledger/audit/verifier.py").read_text(),
    }


# ---------------------------------------------------------------- figures


def _figures() -> str:
    """How each figure of a report is counted, as its function says it."""
    from domain.reporting.figures import FIGURES, TITLES
    from domain.reporting.tables import definition

    text = f"{_MADE}# Figures\n\n{_ABOUT_FIGURES}"
    for name in FIGURES:
        text += f"\n## {name} · {TITLES[name]}\n\n" + "\n\n".join(definition(name)) + "\n"
    return text


_ABOUT_FIGURES: Final = """\
How `followup report` counts ([the report](../reporting.md)). K8 is these figures by stage, job, department, level,
source, recruiter, hiring manager, channel, message, variant, weekday or hour (`--by`).

Shares have an interval (Wilson, 95 %): it holds the true share 95 times out of 100. A figure that stands on fewer than
30 is marked as few. A difference from the period before is named only where chance alone would make it less than once
in twenty times.
"""

# ---------------------------------------------------------------- settings


def _settings() -> str:
    from settings import Settings, variable

    said = _said_of_fields(Settings)
    rows: dict[str, list[str]] = {}
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else _default(name, field.default)
        group = next((title for title, begins in _GROUPS.items() if name.startswith(begins)), "Others")
        rows.setdefault(group, []).append(f"| `{variable(name)}` | {said[name]} | {default} |")
    text = f"{_MADE}# Settings\n\n{_ABOUT_SETTINGS}"
    for title in [*_GROUPS, "Others"]:
        if title in rows:
            text += f"\n## {title}\n\n| setting | meaning | default |\n|---|---|---|\n" + "\n".join(rows[title]) + "\n"
    return text + _TEMPORAL


_ABOUT_SETTINGS: Final = """\
Every setting is an environment variable. What the environment doesn't set is read from `.env` in the working
directory, and then from `followup.env` in the home ([Settings in files](../operations.md#settings-in-files)).
`followup doctor` lists the values with secrets masked, says where each one comes from, and names misspelled ones.
"""

_TEMPORAL: Final = """
## Temporal

These are Temporal's own, read by its SDK. Unset, followup talks to the server that `followup up` runs. They belong
together: those of one place count, and none from a file if the environment has any.

| setting | meaning |
|---|---|
| `TEMPORAL_ADDRESS` | `host:port` of the server, such as `my-namespace.a1b2c.tmprl.cloud:7233` |
| `TEMPORAL_NAMESPACE` | the namespace; `default` if unset |
| `TEMPORAL_API_KEY` | an API key, for Temporal Cloud |
| `TEMPORAL_TLS_CLIENT_CERT_PATH`, `TEMPORAL_TLS_CLIENT_KEY_PATH` | a client certificate and its key, for mTLS |
| `TEMPORAL_PROFILE`, `TEMPORAL_CONFIG_FILE` | a profile of Temporal's own configuration file |
"""


def _default(name: str, value: Any) -> str:
    from settings import DEFAULT_PLAYBOOK, Settings

    if value == DEFAULT_PLAYBOOK:
        return "`playbooks/default`"
    if value in ((), ""):
        return ""
    shown = Settings.model_construct().listed()
    from settings import variable

    return f"`{shown[variable(name)]}`"


def _said_of_fields(cls: type) -> dict[str, str]:
    """The docstring below each field of a class."""
    body = ast.parse(inspect.getsource(cls)).body[0]
    assert isinstance(body, ast.ClassDef)
    said = {}
    for field, after in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(after, ast.Expr):
            assert isinstance(after.value, ast.Constant)
            said[field.target.id] = " ".join(str(after.value.value).split())
    return said


# ---------------------------------------------------------------- commands


def _commands() -> str:
    import typer

    from starter.cli.main import app

    root: Any = typer.main.get_command(app)
    ctx = root.make_context("followup", [], resilient_parsing=True)
    text = f"{_MADE}# Commands\n\n{_ABOUT_COMMANDS}"
    panel = None
    for name in root.list_commands(ctx):
        command = root.get_command(ctx, name)
        if getattr(command, "hidden", False):
            continue
        if command.rich_help_panel != panel:
            panel = command.rich_help_panel
            text += f"\n## {panel}\n"
        for title, help_text in _help(command, f"followup {name}"):
            text += f"\n### {title}\n\n```text\n{help_text}\n```\n"
    return text


_ABOUT_COMMANDS: Final = """\
What each command prints with `--help`. An ID is `<source>:<id>`, or just `<id>` for people you enrolled yourself; an
email address or a full name that fits one person works too ([Finding people](../finding.md)).

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no such candidate or job, 4 Temporal or ledger unreachable.
"""


def _help(command: Any, title: str) -> Iterator[tuple[str, str]]:
    command = copy.copy(command)
    command.rich_markup_mode = None  # plain, without frames
    ctx = command.make_context(title, [], resilient_parsing=True, terminal_width=90, max_content_width=90)
    yield title, "\n".join(line.rstrip() for line in command.get_help(ctx).strip().splitlines())
    for name, child in getattr(command, "commands", {}).items():
        if not child.hidden:
            yield from _help(child, f"{title} {name}")


# ---------------------------------------------------------------- events


def _events() -> str:
    from domain import events
    from domain.names import FACT_TYPES, SIGNALS, UPDATES

    text = f"{_MADE}# Events\n\n{_ABOUT_EVENTS}\n### The envelope\n\n{_fields(events.Event)}"
    # In the order of their names, which are a list: the order in which a union hands out its members may differ.
    for title, names, table in (
        ("Signals", SIGNALS, events.SIGNAL_EVENTS),
        ("Updates", UPDATES, events.UPDATE_EVENTS),
    ):
        text += f"\n## {title}\n"
        for name in names:
            if (cls := table.get(name)) is None:
                continue  # a name that is kept for later
            text += f"\n### `{name}`\n\n{_first_line(cls)}\n"
            fields = [(key, shape) for key, shape in _shape(cls).items() if key not in _shape(events.Event)]
            text += f"\n{_table(fields, cls)}" if fields else ""
    known = {}
    for one in vars(events).values():
        if isinstance(one, type) and issubclass(one, events.Event) and "type" in one.model_fields:
            known[one.model_fields["type"].default] = one
    told = {
        cls.model_fields["type"].default for cls in [*events.SIGNAL_EVENTS.values(), *events.UPDATE_EVENTS.values()]
    }
    text += "\n## What decisions put on record\n\nThese stand on the timeline and are never sent in from outside.\n\n"
    text += "| type | means |\n|---|---|\n"
    for name in FACT_TYPES:
        if name not in told:
            text += f"| `{name}` | {_first_line(known[name]) if name in known else ''} |\n"
    return text


_ABOUT_EVENTS: Final = """\
What can happen to a candidate. Signals and updates come from outside: from the gateway, the command line, another
workflow. `followup schema` prints the same as JSON Schemas, and [schema.json](../schema.json) is a copy. Unknown
fields are refused, so a typing error never drops what somebody meant to say.
"""


def _first_line(cls: Any) -> str:
    line = " ".join(inspect.cleandoc(cls.__doc__ or "").split("\n\n")[0].split())
    return re.sub(r" \((?:DESIGN|docs/)[^)]*\)", "", line).replace("|", "\\|")


def _shape(cls: Any) -> dict[str, Any]:
    fields: dict[str, Any] = cls.model_json_schema()["properties"]
    return {name: shape for name, shape in fields.items() if name != "type"}


def _fields(cls: Any) -> str:
    return _table(list(_shape(cls).items()), cls)


def _table(fields: list[tuple[str, Any]], cls: Any) -> str:
    schema = cls.model_json_schema()
    needed = schema.get("required", [])
    lines = ["| field | is | needed |", "|---|---|---|"]
    for name, shape in fields:
        lines.append(f"| `{name}` | {_kind(shape, schema.get('$defs', {}))} | {'yes' if name in needed else ''} |")
    return "\n".join(lines) + "\n"


def _kind(shape: dict[str, Any], parts: dict[str, Any]) -> str:
    """A field's type in a few words."""
    if "$ref" in shape:
        name = shape["$ref"].rsplit("/", 1)[-1]
        return _kind(parts[name], parts) if parts[name].get("type") != "object" else f"an object: {_keys(parts[name])}"
    if "anyOf" in shape:
        return " or ".join(dict.fromkeys(_kind(one, parts) for one in shape["anyOf"] if one.get("type") != "null"))
    if "const" in shape:
        return f"`{shape['const']}`"
    if "enum" in shape:
        return ", ".join(f"`{one}`" for one in shape["enum"])
    kind = shape.get("type", "anything")
    if kind == "array":
        return f"a list of {_kind(shape.get('items', {}), parts)}"
    if kind == "object":
        return f"an object: {_keys(shape)}" if shape.get("properties") else "an object"
    words = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "`true` or `false`"}
    word = {"date-time": "an instant, ISO 8601 with offset", "date": "a date", "duration": "a duration"}.get(
        shape.get("format", ""), words.get(kind, kind)
    )
    limits = [f"at most {shape['maxLength']} characters"] if "maxLength" in shape else []
    if "minimum" in shape and "maximum" in shape:
        limits.append(f"{shape['minimum']} to {shape['maximum']}")
    return ", ".join([word, *limits])


def _keys(shape: dict[str, Any]) -> str:
    return ", ".join(f"`{name}`" for name in shape["properties"])


# ---------------------------------------------------------------- hooks


def _hooks() -> dict[Path, str]:
    described = open_api()
    text = f"{_MADE}# Hooks\n\n{_ABOUT_HOOKS}\n| address | from | open when these are set |\n|---|---|---|\n"
    for path, (vendor, needs) in _vendors().items():
        text += f"| `POST {path}` | {vendor} | {', '.join(f'`{name}`' for name in needs)} |\n"
    text += "\n## What it answers\n\n| code | when |\n|---|---|\n"
    some = next(iter(described["paths"].values()))["post"]["responses"]
    for code in sorted(some):
        text += f"| {code} | {some[code]['description']} |\n"
    return {
        FOLDER / "hooks.md": text + _OTHER_ADDRESSES,
        FOLDER / "hooks.openapi.json": json.dumps(described, indent=1, ensure_ascii=False) + "\n",
    }


_ABOUT_HOOKS: Final = """\
The addresses that your ATS and your providers post to. [hooks.openapi.json](hooks.openapi.json) describes them all,
as the gateway's own `/openapi.json` does for those that are open. `followup signal-urls` prints the full addresses
and where to paste them; the [gateway's page](../gateway.md) says how requests are checked, kept and passed on. A hook
whose settings are not set answers 404.
"""

_OTHER_ADDRESSES: Final = """
## The other addresses

| address | is |
|---|---|
| `GET`, `POST /c/<token>` and below | a candidate's own page ([pages.md](../pages.md)) |
| `GET /healthz` | 200: the process lives |
| `GET /readyz` | 200 when the ledger can be written, else 503 |
| `GET /openapi.json` | the open hooks, described |
"""


def open_api() -> dict[str, Any]:
    """The gateway's own description, with every hook open."""
    from gateway.app import create_app
    from ledger.store import Ledger
    from settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(f"sqlite:///{folder}/ledger.db", ["a key"])
        try:
            described = create_app(Settings(home=Path(folder), **everything_open()), ledger).openapi()
        finally:
            ledger.close()
    return described


def everything_open() -> dict[str, Any]:
    """Made-up secrets of the right form for every hook."""
    from sandbox.signing import EventKey
    from settings import Settings

    key = EventKey().public
    made: dict[str, Any] = {
        "public_url": "https://talent.example",
        "inbound_domain": "replies.example.com",
        "webhook_secret": "whsec_" + "A" * 32,
        "sendgrid_event_key": key,
        "sendgrid_inbound_key": key,
        "TWILIO_AUTH_TOKEN": "made-up",
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    }
    return {n: "made-up" for n in Settings.model_fields if n.endswith(("_secret", "_api_key"))} | made


def _vendors() -> dict[str, tuple[str, list[str]]]:
    """Each hook's sender and the settings it needs, as `followup signal-urls` prints them."""
    from typer.testing import CliRunner

    from starter.cli.main import app

    printed = json.loads(CliRunner().invoke(app, ["signal-urls", "--json"], catch_exceptions=False).stdout)
    return {urlsplit(hook["url"]).path: (hook["vendor"], list(hook["settings"])) for hook in printed}


def main() -> None:
    """Write all pages, and say which changed."""
    for path, text in pages().items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"Written: {path.relative_to(FOLDER.parents[1])}")


if __name__ == "__main__":
    main()
