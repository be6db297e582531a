"""What an ATS calls the stages, and the reasons for closing: from its names to our stages, never by a guess.

A company's own names stand in the playbook's `ats.yaml`; they are added to the names that the ATS come with. Names
are compared without case and blanks. What stands in neither is put to a recruiter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict

from domain.names import Stage

FILE: Final = "ats.yaml"


def _by_name(names: Mapping[Stage, Iterable[str]]) -> Mapping[str, Stage]:
    return {name: stage for stage, theirs in names.items() for name in theirs}


GREENHOUSE: Final = _by_name(
    {
        Stage.APPLIED: ["Application Review"],
        Stage.SCREENING: [
            "Preliminary Phone Screen", "Recruiter Phone Screen", "Phone Screen", "Assessment", "Take Home Test",
        ],
        Stage.INTERVIEW: [
            "Phone Interview", "Hiring Manager Interview", "Technical Phone Interview", "Face to Face", "Onsite",
            "Reference Check", "Background Check", "Executive Review",
        ],
        Stage.OFFER: ["Offer"],
        Stage.WITHDRAWN: ["They rejected us"],  # a type of rejection
    }
)  # fmt: skip
LEVER: Final = _by_name(
    {
        Stage.PROSPECT: ["New lead", "Reached out", "Responded"],
        Stage.APPLIED: ["New applicant"],
        Stage.SCREENING: ["Recruiter screen", "Phone screen"],
        Stage.INTERVIEW: ["Phone interview", "On-site interview", "Reference check", "Background check"],
        Stage.OFFER: ["Offer"],
        Stage.WITHDRAWN: ["Withdrew", "Offer declined"],  # reasons for archiving
    }
)
ASHBY: Final = _by_name(
    {
        Stage.PROSPECT: ["Lead", "New Lead", "Reached Out", "Replied"],  # Lead is a type of stage
        Stage.APPLIED: ["PreInterviewScreen", "Application Review"],  # the former is a type of stage, too
        Stage.SCREENING: ["Recruiter Screen", "Phone Screen"],
        Stage.INTERVIEW: ["Hiring Manager Screen", "Technical Screen", "Onsite", "Final Round", "Reference Check"],
        Stage.OFFER: ["Offer"],
        Stage.WITHDRAWN: ["RejectedByCandidate"],  # a type of reason for archiving
    }
)

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
