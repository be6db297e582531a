"""`audit`: the record checked here, and exported for somebody else to check; its checkpoints and keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperGroup

from settings import Settings, read_settings
from starter.cli.errors import FAILED, Failed, Wrong
from starter.cli.options import A_PERSON, AsJson
from starter.cli.output.formatting import print_json
from starter.cli.output.tables import print_table
from starter.cli.people import found, open_ledger, open_reader
from starter.wording.candidates import plain
from starter.wording.instants import now, shown

if TYPE_CHECKING:
    from ledger.audit.export import Exported
    from ledger.audit.keys import SigningKey
    from ledger.audit.log import Kept
    from ledger.audit.verifier import Report
    from ledger.store import Ledger

_CHECK: Final = "check"


class _Audit(TyperGroup):
    """`followup audit ID` is `followup audit check ID`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ("-h", "--help")):
            args = [_CHECK, *args]
        return super().parse_args(ctx, args)


audit = typer.Typer(
    cls=_Audit, help="Check that the record wasn't changed, and export it for someone else to check (docs/audit.md)."
)

Who = Annotated[
    str | None,
    typer.Argument(metavar="ID", help="The candidate (default: the whole record)."),
    A_PERSON,
]
Export = Annotated[Path | None, typer.Option("--export", metavar="FILE", help="Write the export into this file.")]


@audit.command(_CHECK)
def check(
    ident: Who = None,
    export: Export = None,
    disclose: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD", help="Show this personal field in the export, as text or noted.text; repeatable."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check that a candidate's record, or everybody's, wasn't changed, and export it with `--export`."""
    from ledger.audit.verifier import verify

    if export is not None and export.exists():
        raise Failed(f"{export} already exists; choose another file.")
    if disclose and export is None:
        raise Wrong("--disclose chooses what an export shows; add --export FILE.")
    settings = read_settings()
    with open_ledger(settings) as ledger:
        about, ids = (None, None) if ident is None else _ids(ledger, ident)
        key, kept, operators, late = _checkpoint(settings, ledger)
        made = _export(ledger, kept, key, about, ids, disclose or ())
    report = verify(made.data, key.public, operators=operators)
    if late:
        report.notes.append("Other transactions are open, so what was put on record just now isn't in the log yet.")
    if export is not None:
        _write(export, made.data)
    if as_json:
        file = {"export": str(export), "disclosed": made.disclosed, "erased": made.erased} if export else {}
        print_json({"id": about, "ok": report.ok, **_told(report), **file})
    else:
        of = f" of {about}" if about else ""
        _print(report, f"The record{of} wasn't changed", f"The record{of} was changed")
        if export is not None:
            _print_export(export, made)
    if not report.ok:
        raise typer.Exit(FAILED)


@audit.command("verify")
def verify_file(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="An export, a comparison of two checkpoints, or a checkpoint.")
    ],
    key: Annotated[
        str | None,
        typer.Option("--key", metavar="KEY", help="The public key or a file with it (default: this installation's)."),
    ] = None,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option("--checkpoint", metavar="FILE", help="An earlier checkpoint that you kept; repeatable."),
    ] = None,
    operator: Annotated[
        list[str] | None,
        typer.Option("--operator", metavar="KEY", help="Only recoveries signed by this key count; repeatable."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check an export with the public key alone: needs no ledger, no server and no network."""
    from ledger.audit.verifier import key_given, verify

    data = _read(file)
    kept = [_read(one) for one in checkpoint or ()]
    public = key_given(key) if key is not None else _own_key(read_settings()).public
    report = verify(data, public, checkpoints=kept, operators=[key_given(one) for one in operator or ()])
    if as_json:
        print_json({"ok": report.ok, **_told(report)})
    else:
        _print(report, f"{plain(file)} checks out", f"{plain(file)} doesn't check out")
    if not report.ok:
        raise typer.Exit(FAILED)


@audit.command("checkpoint")
def make_checkpoint(
    since: Annotated[
        Path | None, typer.Option("--since", metavar="FILE", help="Also prove that it continues this older checkpoint.")
    ] = None,
    export: Export = None,
    as_json: AsJson = False,
) -> None:
    """Sign a checkpoint of the whole record now, and mail it to where the playbook says."""
    if (since is None) != (export is None):
        raise Wrong("--since FILE and --export FILE go together: the proof is written into the second one.")
    if export is not None and export.exists():
        raise Failed(f"{export} already exists; choose another file.")
    settings = read_settings()
    with open_ledger(settings) as ledger:
        key, kept, _, _ = _checkpoint(settings, ledger, mail=True)
        if since is not None and export is not None:
            _write(export, _comparison(ledger, key, since, kept))
    if as_json:
        print_json({"size": kept.size, "note": kept.note, "made_at": kept.made_at, "mailed_at": kept.mailed_at})
        return
    print(kept.note, end="")
    if export is not None:
        print(f"The proof that it continues {plain(since)} is in {plain(export)}; `followup audit verify` checks it.")


@audit.command("looks")
def looks(
    ident: Annotated[
        str | None, typer.Argument(metavar="ID", help="The candidate (default: everybody, the last 100)."), A_PERSON
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List who had Temporal's web UI or command show them what is encrypted, by the hour."""
    from domain.names import workflow_id

    with open_reader(read_settings()) as reader:
        of = None if ident is None else {workflow_id(one): one for one in reader.ids_of(found(reader, ident).id)}
        rows = reader.looks(now).listing(None if of is None else list(of), limit=100 if of is None else None)
    whose = of or {}
    told = [{"about": whose.get(r["workflow_id"], r["workflow_id"]), "who": r["who"], "hour": r["hour"]} for r in rows]
    if as_json:
        print_json(told)
    elif not told:
        print("Nobody has had anything shown that is encrypted in Temporal.")
    else:
        cells = [(shown(one["hour"]), plain(one["who"]), plain(one["about"])) for one in told]
        print_table(("In the hour from", "Who", "About"), cells, wide=2)


@audit.command("key")
def show_key(
    new: Annotated[
        Path | None, typer.Option("--new", metavar="FILE", help="Make an operator's key in this file, for `recover`.")
    ] = None,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="With --new: whose key it is.")] = "operator",
    renew: Annotated[
        bool, typer.Option("--renew", help="Make another key for checkpoints, where the one there was is lost.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Print the public key with which exports and checkpoints are checked, and nothing else."""
    from ledger.audit.keys import CHECKPOINT_KEY, BadKey, SigningKey

    try:
        if new is not None:
            key = SigningKey.made(name)
            key.write(new)
        elif renew:
            settings = read_settings()
            key = SigningKey.made(f"{_domain(settings)}/followup")
            key.write(settings.keys_folder / CHECKPOINT_KEY)
        else:
            key = _own_key(read_settings())
    except BadKey as error:
        raise Failed(str(error)) from None
    print_json({"key": key.public}) if as_json else print(key.public)


# ---------------------------------------------------------------- within


def _ids(ledger: Ledger, ident: str) -> tuple[str, list[str]]:
    """Whose record it is: all ids under which they are here (R17). Somebody who is on record and nowhere else, too,
    and somebody who was erased.
    """
    from domain.names import BadId, candidate_id

    try:
        known = candidate_id(ident)
    except BadId:
        known = ""
    erasure = ledger.erasures.of(known) if known else None
    if known and erasure is not None and ledger.owner_of(known) == known:
        return known, [known, *(other for other in erasure.ids if other != known)]
    about = known if known and ledger.known(known) else found(ledger, ident).id
    ids = ledger.ids_of(about)
    return ids[0], ids


def _checkpoint(
    settings: Settings, ledger: Ledger, *, mail: bool = False
) -> tuple[SigningKey, Kept, tuple[str, ...], bool]:
    """The key, a checkpoint of now, the operators of the playbook, and whether something may be missing in it."""
    from domain.playbook.model import Playbook
    from ledger.audit.keys import BadKey
    from ledger.audit.log import READER
    from worker import checkpoints_of, senders_of

    key = _own_key(settings)  # before: it is a worker that makes one, where all workers have it
    in_force = ledger.playbooks.in_force()
    operators = Playbook.kept(in_force[1], in_force[0]).audit.operators if in_force else ()
    try:
        kept = checkpoints_of(ledger, settings, senders_of(settings) if mail else {}).now(now())
    except BadKey as error:
        raise Failed(str(error)) from None
    return key, kept, operators, ledger.feed.behind(READER).facts > 0


def _export(
    ledger: Ledger, kept: Kept, key: SigningKey, about: str | None, ids: list[str] | None, disclose: Sequence[str]
) -> Exported:
    from ledger.audit.export import export

    made = export(ledger.log, kept, key, about=about, candidate_ids=ids, disclose=disclose)
    if about is not None and not made.entries and not made.missing:
        raise Failed(f"Nothing is on record about {about} yet; run this again in a minute.")
    if unknown := [name for name in disclose if name not in made.disclosed and name not in made.erased]:
        there = f"there are {', '.join(sorted(made.personal))}" if made.personal else "there are none"
        raise Wrong(f"No entry has a personal field {unknown[0]!r}; {there}.")
    return made


def _comparison(ledger: Ledger, key: SigningKey, since: Path, kept: Kept) -> bytes:
    from ledger.audit.merkle import Tree
    from ledger.audit.verifier import Checkpoint, PublicKey, Refused, comparison, leaf_hash

    note = _read(since)
    try:
        old = Checkpoint.read(note, PublicKey(key.public), f"{since.name}")
    except Refused as refused:
        raise Failed(str(refused)) from None
    tree = Tree(leaf_hash(leaf) for leaf in ledger.log.leaves(kept.size))
    if old.size > tree.size:
        raise Failed(f"{since.name} is over {old.size:,} entries and the log has {tree.size:,}: it was cut short.")
    proof = [node.hex() for node in tree.consistency(old.size)]
    return comparison(note.decode(), kept.note, proof).encode()


def _own_key(settings: Settings) -> SigningKey:
    """Raises Failed where there is none here."""
    from ledger.audit.keys import CHECKPOINT_KEY, BadKey, SigningKey

    path = settings.keys_folder / CHECKPOINT_KEY
    if not path.exists():
        raise Failed(
            f"The key that signs checkpoints isn't in {settings.keys_folder}: a worker makes it with the first one. To "
            "check an export from elsewhere, add --key KEY."
        )
    try:
        return SigningKey.read(path)
    except BadKey as error:
        raise Failed(str(error)) from None


def _domain(settings: Settings) -> str:
    with open_ledger(settings) as ledger:
        in_force = ledger.playbooks.in_force()
    return str(in_force[1]["sender"]["email"]).rpartition("@")[2] if in_force else "followup"


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Wrong(f"{file} can't be read ({error.strerror}).") from None


def _write(file: Path, data: bytes) -> None:
    try:
        with file.open("xb") as target:
            file.chmod(0o600)
            target.write(data)
    except OSError as error:
        raise Failed(f"{file} can't be written ({error.strerror}).") from None


def _told(report: Report) -> dict[str, Any]:
    return {
        "findings": report.findings,
        "entries": report.entries,
        "checkpoint": report.checkpoint or None,
        "notes": report.notes,
    }


_SHOWN: Final = 20


def _print(report: Report, well: str, ill: str) -> None:
    if report.ok:
        checkpoint = f"checkpoint of {shown(report.checkpoint['made_at'])} over {report.checkpoint['size']:,}"
        entries = f"{report.entries:,} {'entry' if report.entries == 1 else 'entries'}, "
        print(f"✓ {well}: {entries if report.entries else ''}{checkpoint}.")
    else:
        print(f"✗ {ill}:")
        for finding in report.findings[:_SHOWN]:
            print(f"  {plain(finding)}")
        if len(report.findings) > _SHOWN:
            print(f"  and {len(report.findings) - _SHOWN:,} more (--json lists all)")
    for note in report.notes[:_SHOWN]:
        print(f"  {plain(note)}")
    if len(report.notes) > _SHOWN:
        print(f"  and {len(report.notes) - _SHOWN:,} more (--json lists all)")


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} KB"


def _print_export(file: Path, made: Exported) -> None:
    print(
        f"Wrote {plain(file)} ({_size(len(made.data))}). Anyone who checks it needs the key that `followup audit key` "
        "prints."
    )
    for name, count in sorted(made.disclosed.items()):
        print(f"  It shows {name} {count:,} {'time' if count == 1 else 'times'}.")
    for name, count in sorted(made.erased.items()):
        print(f"  It can't show {name} {count:,} {'time' if count == 1 else 'times'}: it was erased.")
    if not made.disclosed and not made.erased:
        print("  It has nothing personal in it but ids; --disclose FIELD shows more.")
