"""What `doctor` says of the team: is its file read, and has everybody who is away somebody who covers (R25)?"""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from domain.views.workload import counted
from starter.team import read_file
from starter.wording.instants import forms, now

if TYPE_CHECKING:
    from ledger.store import Ledger
    from starter.cli.run.doctor import Visit


def say_team(visit: Visit, ledger: Ledger) -> None:
    """A line for the team, and one for each colleague whom nobody covers for."""
    if problem := read_file(visit.settings)[1]:
        visit.add("Team file", False, problem, "correct it; `followup team` shows who is known")
    team, at, number = ledger.team.all(), now(), ledger.team.candidates_of()
    words = []
    for one in team.away(at):
        cover = team.cover_for(one.name, one.email, at)
        if cover is None:
            continue
        if cover.who is None:
            has = sum(many for who, many in number.items() if team.find(*who) == one)
            says = f"{forms().in_words(cover.words)}; they have {counted(has, 'open candidate')}"
            whose = quote(one.email or one.name)
            does = f"replace {whose} --by NAME" if cover.left else f"away {whose} --cover NAME"
            visit.add("Team", False, says, f"run `followup {does}`")
        else:
            words.append(forms().in_words(cover.words))
    people = len(team.people)
    named = "; ".join([f"{counted(people, 'colleague')} on record", *words])
    visit.add("Team", True, named if people else "no colleagues on record")
