"""`followup`: from a command's name to its module, which alone is loaded; and the one way out.

A command is a function in a module of this folder, named in `COMMANDS`. Modules import late what they run, so that
reading commands start without the Temporal SDK.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Annotated, Any, Final, cast

import typer
from typer.core import TyperGroup

from clock import Clock, host_now
from domain.time.zones import use_pinned_table
from starter.clean_output import cleaned
from starter.cli.errors import explained
from starter.cli.options import spread
from starter.cli.output.width import folded_to_fit
from starter.cli.whom import about_people
from starter.wording.instants import told_by

_RUN, _ASK, _TELL, _RULES = "Run", "Ask", "Tell", "Rules and messages"

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "init": (_RUN, "run.init:init"),
    "up": (_RUN, "run.up:up"),
    "worker": (_RUN, "run.services:worker"),
    "gateway": (_RUN, "run.services:gateway"),
    "desk": (_RUN, "run.desk:desk"),
    "setup": (_RUN, "run.services:setup"),
    "doctor": (_RUN, "run.doctor:doctor"),
    "signal-urls": (_RUN, "run.signal_urls:signal_urls"),
    "inbox": (_RUN, "run.inbox:inbox"),
    "mailbox": (_RUN, "run.mailbox:mailbox"),
    "sync": (_RUN, "run.sync:sync"),
    "recover": (_RUN, "run.recover:recover"),
    "backup": (_RUN, "run.recover:backup"),
    "retention": (_RUN, "run.retention:retention"),
    "rehearse": (_RUN, "run.rehearse:rehearse"),
    "sandbox": (_RUN, "run.sandbox:sandbox"),
    "schema": (_RUN, "run.schema:schema"),
    "version": (_RUN, "run.version:version"),
    "find": (_ASK, "ask.find:find"),
    "list": (_ASK, "ask.status:list_candidates"),
    "status": (_ASK, "ask.status:status"),
    "next": (_ASK, "ask.forecast:coming"),
    "why": (_ASK, "ask.why:why"),
    "timeline": (_ASK, "ask.timeline:timeline"),
    "tasks": (_ASK, "ask.status:tasks"),
    "digest": (_ASK, "ask.digest:digest"),
    "page": (_ASK, "ask.page:page"),
    "team": (_ASK, "ask.team:team"),
    "report": (_ASK, "ask.report:report"),
    "audit": (_ASK, "ask.audit:audit"),
    "enroll": (_TELL, "tell.enroll:enroll"),
    "stage": (_TELL, "tell.stage:stage"),
    "interview": (_TELL, "tell.interview:interview"),
    "offer": (_TELL, "tell.offer:offer"),
    "hire": (_TELL, "tell.offer:hire"),
    "reject": (_TELL, "tell.stage:reject"),
    "job": (_TELL, "tell.job:job"),
    "withdraw": (_TELL, "tell.stage:withdraw"),
    "reply": (_TELL, "tell.communication:reply"),
    "answer": (_TELL, "tell.answer:answer"),
    "send": (_TELL, "tell.send:send"),
    "contacted": (_TELL, "tell.communication:contacted"),
    "note": (_TELL, "tell.communication:note"),
    "promise": (_TELL, "tell.communication:promise"),
    "done": (_TELL, "tell.communication:done"),
    "approve": (_TELL, "tell.approve:approve"),
    "pause": (_TELL, "tell.steering:pause"),
    "resume": (_TELL, "tell.steering:resume"),
    "snooze": (_TELL, "tell.steering:snooze"),
    "send-now": (_TELL, "tell.steering:send_now"),
    "prefer": (_TELL, "tell.steering:prefer"),
    "tag": (_TELL, "tell.tag:tag"),
    "stop": (_TELL, "tell.steering:stop"),
    "allow": (_TELL, "tell.steering:allow"),
    "assign": (_TELL, "tell.assign:assign"),
    "away": (_TELL, "tell.away:away"),
    "feedback": (_TELL, "tell.colleagues:feedback"),
    "replace": (_TELL, "tell.replace:replace"),
    "rate": (_TELL, "tell.communication:rate"),
    "left": (_TELL, "tell.colleagues:left"),
    "undo": (_TELL, "tell.undo:undo"),
    "merge": (_TELL, "tell.merge:merge"),
    "redact": (_TELL, "tell.redact:redact"),
    "hold": (_TELL, "tell.erase:hold"),
    "erase": (_TELL, "tell.erase:erase"),
    "preview": (_RULES, "ask.forecast:preview"),
    "playbook": (_RULES, "rules.playbook:playbook"),
    "lint": (_RULES, "rules.lint:lint"),
    "outbox": (_RULES, "rules.outbox:outbox"),
}
"""Each command: the panel of the help that lists it, and `module:function` in this folder (or a `typer.Typer`)."""

_SETTINGS: Final[dict[str, Any]] = {"help_option_names": ["-h", "--help"]}


class _Commands(TyperGroup):
    """The group of all commands, each loaded when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.commands and cmd_name in COMMANDS:
            self.commands[cmd_name] = _loaded(cmd_name)
        return self.commands.get(cmd_name)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(HELP)

    def format_all(self, ctx: Any) -> None:
        """Every command with the first sentence of its own help, in the panels of `COMMANDS`."""
        super().format_help(ctx, ctx.make_formatter())

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS:
            self.commands = dict.fromkeys(COMMANDS, self)  # names alone, for the suggestion
        return super().resolve_command(ctx, args)


def _loaded(name: str) -> Any:
    panel, place = COMMANDS[name]
    module, _, attribute = place.partition(":")
    room = import_module(f"starter.cli.{module}")
    found = getattr(room, attribute)
    if isinstance(found, typer.Typer):
        group = typer.main.get_group(found)
        group.name, group.rich_help_panel = name, panel
        return group
    one = typer.Typer(add_completion=False, context_settings=_SETTINGS)
    reads_as = getattr(room, "READS_AS", {}).get(name)  # a class of its own, for what click cannot be told
    one.command(name, cls=reads_as, rich_help_panel=panel)(about_people(spread(found), tells=panel == _TELL))
    return typer.main.get_command(one)


app = typer.Typer(cls=_Commands, add_completion=True, context_settings=_SETTINGS)

FIRST: Final = """\
followup keeps in touch with your candidates, so that nobody waits in silence.

What needs your attention today
  followup tasks              what you have to do, most urgent first
  followup digest             your whole day: replies, promises, what goes out
  followup answer ID          answer what a candidate wrote
  followup done TASK          mark a task as done

Look someone up
  followup list               all candidates, next contact first
  followup find NAME          find a candidate by name, email, phone or job
  followup status ID          where a candidate stands, and what comes next
  followup why ID             why that comes next, and why then

Say what happened
  followup enroll FILE.csv    bring candidates in from a file, or one by one
  followup stage ID STAGE     move an application to another stage

New here? `followup init` sets you up, and `followup up` starts everything.
More: `followup --help` has the main commands, `followup --all` every command.
"""
"""What `followup` alone prints: the ten commands of a recruiter's day, and where the others are."""

HELP: Final = """\
Usage: followup COMMAND [OPTIONS]

Start
  init         set it up for your company, and send yourself a test
  up           start it on this computer; Ctrl-C stops it
  rehearse     watch 90 days of sample candidates in seconds
  doctor       check that everything works, and what to do if it doesn't

See what needs your attention, and where candidates stand
  tasks        what you have to do, most urgent first
  digest       your whole day: replies, promises, what goes out
  list, find   all candidates, or the ones you're looking for
  status       where a candidate stands, and what comes next
  why, next    why that comes next, and what comes after it
  timeline     everything on record about a candidate

Say what happened
  enroll       bring candidates in from a file, or one by one
  stage        move an application to another stage
  interview    schedule, move or cancel an interview
  offer, hire  record an offer, the answer to it, or a hire
  reject       reject an application; the closing message waits an hour
  contacted    you called or met them yourself
  undo         take back what was entered by mistake

Write to candidates
  answer       answer what a candidate wrote, in your own words
  send         write to one or many candidates, in your own words
  approve      approve or decline a message that's waiting for you
  note         something to mention in the next message
  promise      the date by which you promised an answer

Change what goes out
  pause        send nothing for a while; `resume` ends it
  stop         the candidate asked for no more messages
  preview      see what the rules would send over months, and when
  playbook     check, compare and apply the rules
  report       what works: who answers, what was kept, how you are rated

`followup COMMAND --help` explains a command, `followup --all` lists them all.
"""
"""What `followup --help` prints: the commands that most people need, by what they want to do."""


_COLLECT_AFTER: Final = (50_000, 20, 20)
"""New objects after which Python looks for cycles. What a command loads stays until it ends: to look through it every
700 objects was up to a tenth of the work of a command. A worker has figures of its own."""


def _list_all(context: typer.Context, asked: bool) -> None:
    if asked:
        cast(_Commands, context.command).format_all(context)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def followup(
    context: typer.Context,
    _all: Annotated[bool, typer.Option("--all", help="List every command.", callback=_list_all, is_eager=True)] = False,
) -> None:
    """Nobody who applied is left in silence: see what each candidate gets next, when, and why."""
    if context.invoked_subcommand is None:
        print(FIRST, end="")


def run(arguments: list[str] | None = None, *, clock: Clock = host_now) -> int:
    """Run one command, typed when `clock` says; its exit code. Every error is told on stderr in one sentence."""
    use_pinned_table()
    with cleaned(), folded_to_fit():
        return _run(arguments, clock)


def _run(arguments: list[str] | None, clock: Clock) -> int:
    try:
        with told_by(clock):
            code = app(args=arguments, prog_name="followup", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except BaseException as error:
        return explained(error)


def main() -> None:
    """The script `followup`. What it and its children write is this user's alone, whatever the shell lets others do."""
    os.umask(0o077)
    gc.set_threshold(*_COLLECT_AFTER)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a letter gets a question mark, no traceback
            stream.reconfigure(errors="replace")
    code = run()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # whoever read our output has gone (`| head`); nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if "temporalio" in sys.modules:
        os._exit(code)  # its threads have been seen to crash a short process while the interpreter ends
    sys.exit(code)


if __name__ == "__main__":
    main()
