"""`tag`: a candidate's tags, and tags added and taken off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand

from domain.tags import MOST
from starter.cli.errors import Wrong
from starter.cli.output.formatting import print_json, who
from starter.cli.output.tags import read_tags
from starter.cli.people import View
from starter.cli.tell.signals import AboutPerson
from starter.wording.candidates import plain

_Changes = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="+T|-T",
        help="+T adds the tag T, -T removes it; give as many as you like. Quote tags with spaces, as in '+visa "
        "needed'. For a tag that looks like an option, put -- first, as in: followup tag ann -- -h",
        show_default=False,
    ),
]


def tag(about: AboutPerson, changes: _Changes = None) -> None:
    """Show a candidate's tags, add some or remove some; `followup list --tag T` finds people by tag."""
    more, less = _read(changes or ())
    have = list(about.person.tags)
    if not changes:
        _show(about.person, have, about.as_json)
        return
    new, gone = [one for one in more if one not in have], [one for one in less if one in have]
    if len(have) + len(new) - len(gone) > MOST:
        raise Wrong(f"{about.name} would have more than {MOST} tags; take some off first.")
    needless = _needless([one for one in more if one in have], [one for one in less if one not in have])
    if not new and not gone:
        about.report_no_change(f"Nothing to change for {about.name}: {needless}.", added=[], taken_off=[])
        return
    told = about.tell("candidate_updated", tagged=new or None, untagged=gone or None)
    done = " and ".join([*([f"now has {_listed(new)}"] if new else []), *([f"lost {_listed(gone)}"] if gone else [])])
    rest = f" ({needless})" if needless else ""
    about.report(told, f"{about.name} {done}{rest}.", added=new, taken_off=gone)


def _show(person: View, have: Sequence[str], as_json: bool) -> None:
    if as_json:
        print_json({"id": person.id, "name": person.name, "tags": have})
    elif have:
        print(f"{who(person)}: {', '.join(plain(one) for one in have)}")
    else:
        print(f"{who(person)} has no tags.")


def _read(changes: Sequence[str]) -> tuple[list[str], list[str]]:
    """The tags to add, and those to take off. Raises Wrong."""
    found: dict[str, list[str]] = {"+": [], "-": []}
    for typed in changes:
        sign, text = typed[:1], typed[1:]
        if sign not in found:
            raise Wrong(f"Write '+{typed}' to add the tag, or '-{typed}' to take it off.")
        if not (tags := read_tags(text)):
            raise Wrong(f"There is no tag after the {sign}; write {sign}eu, without a space after the {sign}.")
        found[sign] += [one for one in tags if one not in found[sign]]
    if both := [one for one in found["+"] if one in found["-"]]:
        raise Wrong(f"{both[0]!r} can't be both added and removed; choose one.")
    return found["+"], found["-"]


def _needless(there: Sequence[str], missing: Sequence[str]) -> str:
    """What they have already, and what they never had."""
    return " and ".join(
        [
            *([f"{_listed(there)} {_is_or_are(there)} already there"] if there else []),
            *([f"{_listed(missing)} {_is_or_are(missing)} not there"] if missing else []),
        ]
    )


def _is_or_are(tags: Sequence[str]) -> str:
    return "is" if len(tags) == 1 else "are"


def _listed(tags: Iterable[str]) -> str:
    return ", ".join(f"“{plain(one)}”" for one in tags)


class _Signed(TyperCommand):
    """A command of which every word that is none of its options is an argument, also one with a dash before it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        takes_value = {
            name: not getattr(option, "is_flag", False)
            for option in self.get_params(ctx)
            if option.param_type_name == "option"
            for name in (*option.opts, *option.secondary_opts)
        }
        options: list[str] = []
        words: list[str] = []
        left = iter(args)
        for one in left:
            if one == "--":
                words += left
            elif takes_value.get(one):
                if (value := next(left, None)) is None:
                    return super().parse_args(ctx, [*options, one])  # click says what is missing
                options += [one, value]
            elif one in takes_value:
                options.append(one)
            elif one.startswith("--"):
                options.append(one)  # --as=Kim, or one that there is not
            else:
                words.append(one)
        return super().parse_args(ctx, [*options, "--", *words])


READS_AS: Final = {"tag": _Signed}
"""By the names of commands, how their words are read where that is not click's way."""
