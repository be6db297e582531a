"""`outbox list` and `outbox show`: what would have been sent, where no provider is set."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from domain.addresses import readable_email
from starter.cli.errors import Wrong
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.cli.output.tables import print_table
from starter.cli.people import learn_country
from starter.wording.candidates import beginning, by, plain
from starter.wording.instants import shown

outbox = typer.Typer(help="See messages that were kept in files instead of being sent.", invoke_without_command=True)


@outbox.callback()
def _default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        show_list()


@outbox.command("list")
def show_list(as_json: AsJson = False) -> None:
    """List all messages, oldest first."""
    from channels.outbox import list_outbox
    from settings import read_settings

    settings = read_settings()
    entries = list_outbox(settings.home)
    learn_country(settings)
    if as_json:
        print_json([_row(entry) for entry in entries])
    elif not entries:
        print("The outbox is empty.")
    else:
        cells = [
            (str(n), shown(e.at), by(e.channel), readable_email(e.to), e.subject or beginning(e.text, 80))
            for n, e in enumerate(entries, start=1)
        ]
        print_table(("N", "When", "Channel", "To", "Subject"), cells, wide=4)


@outbox.command()
def show(
    n: Annotated[int, typer.Argument(metavar="N", help="Its number in `outbox list`.")],
    as_json: AsJson = False,
) -> None:
    """Show one message in full."""
    from channels.outbox import read_outbox
    from settings import read_settings

    settings = read_settings()
    try:
        entry = read_outbox(settings.home, n)
    except LookupError as error:
        raise Wrong(str(error)) from None
    if as_json:
        print_json(_row(entry))
        return
    learn_country(settings)
    print(f"When     {shown(entry.at)}")
    if entry.sender:
        print(f"From     {plain(entry.sender)}")
    print(f"To       {plain(readable_email(entry.to))} ({by(entry.channel)})")
    if entry.reply_to:
        print(f"Reply to {plain(entry.reply_to)}")
    if entry.subject:
        print(f"Subject  {plain(entry.subject)}")
    print()
    print("\n".join(plain(line) for line in entry.text.splitlines()))


def _row(entry: Any) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(),
        "channel": str(entry.channel),
        "from": entry.sender,
        "reply_to": entry.reply_to,
        "to": entry.to,
        "subject": entry.subject,
        "text": entry.text,
        "touch_key": entry.touch_key,
    }
