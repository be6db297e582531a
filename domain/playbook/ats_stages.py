"""What an ATS calls the stages, and the reasons for closing: from its names to our stages, never by a guess.

A company's own names stand in the playbook's `ats.yaml`; they are added to the names that the ATS come with. Names
are compared without case and blanks. What stands in neither is put to a recruiter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict

from domain.names import Stage

FILE: Final = "ats.yaml"

_A, _S, _I, _O = Stage.APPLIED, Stage.SCREENING, Stage.INTERVIEW, Stage.OFFER

GREENHOUSE: Final[Mapping[str, Stage]] = {
    "Application Review": _A,
    "Preliminary Phone Screen": _S,
    "Recruiter Phone Screen": _S,
    "Phone Screen": _S,
    "Assessment": _S,
    "Take Home Test": _S,
    "Phone Interview": _I,
    "Hiring Manager Interview": _I,
    "Technical Phone Interview": _I,
    "Face to Face": _I,
    "Onsite": _I,
    "Reference Check": _I,
    "Background Check": _I,
    "Executive Review": _I,
    "Offer": _O,
    "They rejected us": Stage.WITHDRAWN,  # a type of rejection
}
LEVER: Final[Mapping[str, Stage]] = {
    "New lead": Stage.PROSPECT,
    "Reached out": Stage.PROSPECT,
    "Responded": Stage.PROSPECT,
    "New applicant": _A,
    "Recruiter screen": _S,
    "Phone screen": _S,
    "Phone interview": _I,
    "On-site interview": _I,
    "Reference check": _I,
    "Background check": _I,
    "Offer": _O,
    "Withdrew": Stage.WITHDRAWN,  # reasons for archiving
    "Offer declined": Stage.WITHDRAWN,
}
ASHBY: Final[Mapping[str, Stage]] = {
    "Lead": Stage.PROSPECT,  # these and the next are types of stage
    "PreInterviewScreen": _A,
    "New Lead": Stage.PROSPECT,
    "Reached Out": Stage.PROSPECT,
    "Replied": Stage.PROSPECT,
    "Application Review": _A,
    "Recruiter Screen": _S,
    "Phone Screen": _S,
    "Hiring Manager Screen": _I,
    "Technical Screen": _I,
    "Onsite": _I,
    "Final Round": _I,
    "Reference Check": _I,
    "Offer": _O,
    "RejectedByCandidate": Stage.WITHDRAWN,  # a type of reason for archiving
}


COME_WITH: Final = {"greenhouse": GREENHOUSE, "lever": LEVER, "ashby": ASHBY}
"""The names that each ATS comes with."""


class AtsNames(BaseModel):
    """The names of each ATS: what a company added to those that come with it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    greenhouse: dict[str, Stage] = {}
    lever: dict[str, Stage] = {}
    ashby: dict[str, Stage] = {}

    def stage(self, source: str, *names: str) -> Stage | None:
        """Our stage for the first of the names that is known; None where none is: then a person decides."""
        theirs = getattr(self, source) if source in COME_WITH else {}
        known = {_plain(name): stage for name, stage in (*COME_WITH.get(source, {}).items(), *theirs.items())}
        return next((known[name] for name in map(_plain, names) if name in known), None)


def _plain(name: str) -> str:
    return "".join(name.casefold().split())


SOURCES: Final = tuple(COME_WITH)


def unmapped(source: str, name: str) -> str:
    """What to do about a name that is not known: which line to add where, and what to do about this person."""
    return (
        f"{source.capitalize()} calls it {name!r}, which isn't one of our stages: add the line `{_key(name)}: "
        f"screening` (or whichever it is) below `{source}:` in the playbook's {FILE}, run `followup playbook apply`, "
        f"and move them with `followup stage`"
    )


def _key(name: str) -> str:
    """The name as a key in YAML: in quotes, so that whatever stands in it is taken as it is."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
