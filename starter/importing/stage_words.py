"""Where a line of a file stands: by `--stage-map`, the playbook's `ats.yaml`, and plain words for our stages.

Never by a guess: what nobody knows is left out and listed, with the option that settles it.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from domain.names import CLOSED_STAGES, Stage
from domain.playbook.ats_stages import COME_WITH, AtsNames
from starter.importing.column_headings import folded

_WORDS: Final[Mapping[Stage, str]] = {
    Stage.PROSPECT: "lead|leads|new lead|sourced|sourcing|prospect|uncontacted|contacted|reached out|replied|responded|"
    "identified|kontaktiert|to contact",
    Stage.APPLIED: "applied|new|new applicant|new application|applicant|application|application received|received|"
    "inbox|unreviewed|to review|application review|in review|under review|review|reviewing|reviewed|cv review|"
    "resume review|neu|eingegangen|beworben|bewerbung|bewerbung eingegangen|in prufung|prufung|in bearbeitung|"
    "web response|online applicant|candidature recue|candidature|recu|recue|recibido|recebido|ricevuto|ontvangen|"
    "posteingang|eingang|nouveau|nuevo|novo|nuovo|inkorg|nieuw",
    Stage.SCREENING: "screening|screen|phone screen|phone screening|phone screened|schedule phone screen|"
    "recruiter screen|recruiter call|recruiter interview|prescreen|pre screen|prescreening|preselection|shortlist|"
    "shortlisted|longlist|assessment|test|take home|take home test|coding test|vorauswahl|telefonscreening|"
    "engere auswahl|submitted|internally submitted|internal submission|client submission|submitted to client|"
    "qualified|presented",
    Stage.INTERVIEW: "interview|interviews|interviewing|interviewed|interview scheduled|interview requested|"
    "schedule interview|phone interview|video interview|first interview|second interview|third interview|"
    "final interview|1st interview|2nd interview|3rd interview|technical interview|panel interview|onsite|on site|"
    "onsite interview|on site interview|face to face|face to face interview|hiring manager interview|"
    "hiring manager screen|hiring manager review|final round|client interview|internal interview|reference check|"
    "references|checking references|background check|vorstellungsgesprach|gesprach|erstgesprach|zweitgesprach|"
    "bewerbungsgesprach|telefoninterview|probearbeiten|probetag|assessment center|entretien|entretiens|entrevista|"
    "entrevistas|colloquio|colloqui|intervju|im gesprach|in gesprach|gesprek|in gesprek|interviewphase",
    Stage.OFFER: "offer|offers|offered|offer extended|offer sent|offer made|make an offer|offer pending|"
    "contract sent|angebot|vertragsangebot|vertrag versendet|offre|oferta|erbjudande|aanbod",
    Stage.HIRED: "hired|hire|placed|placement|offer accepted|joined|onboarding|eingestellt|einstellung|embauche|"
    "contratado|anstalld|aangenomen",
    Stage.REJECTED: "rejected|reject|rejection|not selected|not hired|not a fit|not qualified|over qualified|"
    "disqualified|unsuccessful|archived|archive|client rejected|rejected by client|rejected by us|no hire|"
    "abgelehnt|absage|abgesagt|absage erteilt|nicht geeignet|refuse|rechazado|descartado|avslag|afgewezen",
    Stage.WITHDRAWN: "withdrawn|withdrew|withdraw|candidate withdrew|candidate withdrawn|candidate not interested|"
    "rejected by candidate|they rejected us|self withdrew|offer declined|declined offer|offer rejected|"
    "hired elsewhere|zuruckgezogen|bewerbung zuruckgezogen|ruckzug|retire|teruggetrokken",
    Stage.NETWORK: "network|talent pool|talent community|keep warm|future consideration|nurture|silver medalist|"
    "talentpool|kandidatenpool|vivier",
}
_GENERIC: Final = {folded(word): stage for stage, words in _WORDS.items() for word in words.split("|")}


def _listed(words: str) -> frozenset[str]:
    return frozenset(map(folded, words.split("|")))


_OPEN: Final = _listed(
    "active|open|in progress|in process|ongoing|live|pending|aktiv|offen|laufend|en cours|activo|in consideration|"
    "considering|converted"
)
"""Statuses that say no more than that a decision is still to come."""

_SHUT: Final = _listed("archived|archive|disqualified|rejected|reject|closed|inactive")
"""Statuses that close an application, as what its reason says."""

_ONLY_SHUT: Final = _listed("archived|archive|closed|inactive")
"""Of those, what says no more than that it is over: where the stage says how, that holds."""

_NO: Final = frozenset(("", "no", "false", "0", "n", "nein", "non", "-", "n/a", "none"))
_REASON_CLOSES: Final = ("lever", "ashby", "workable", "teamtailor", "smartrecruiters")
"""Exports that give a reason only for those who are closed."""


@dataclass(frozen=True)
class StageWords:
    """What the words of one file mean."""

    system: str = ""
    given: Mapping[str, Stage] = field(default_factory=dict)  # by folded word
    names: AtsNames = field(default_factory=AtsNames)

    def known(self, word: str) -> Stage | None:
        """Our stage for a word; None where nobody knows it."""
        key = folded(word)
        if key in self.given:
            return self.given[key]
        if word.strip().lower() in set(Stage):
            return Stage(word.strip().lower())
        sources = (self.system,) if self.system in COME_WITH else tuple(COME_WITH)
        found = {stage for source in sources if (stage := self.names.stage(source, word))}
        if len(found) == 1:
            return found.pop()
        return _GENERIC.get(key)

    def read(self, stage: str, status: str, closed: str, reason: str) -> tuple[Stage | None, str]:
        """Where somebody stands, and a clause on what was not understood: then nobody knows whether they may be written
        to ("Do not contact", "Declined"), also where the other word is known.
        """
        if closing := self._closed(stage, status, closed, reason):
            return closing, ""
        for word in (stage, status):
            if word and folded(word) not in _OPEN and self.known(word) is None:
                return None, self._unknown(word)
        for word in (stage, status):
            if word and (found := self.known(word)):
                return found, ""
            if word and folded(word) in _OPEN:
                break
        return self._default(), ""

    def _closed(self, stage: str, status: str, closed: str, reason: str) -> Stage | None:
        """As what an application is closed; None where it is open. What `--stage-map` says goes first."""
        how = self.known(stage) if stage else None
        for word in (status, stage):
            found = self.known(word) if word else None
            if folded(word) in self.given:
                return found if found in CLOSED_STAGES else None
            if folded(word) in _ONLY_SHUT and how in CLOSED_STAGES and folded(stage) not in _SHUT:
                return how
            if found in CLOSED_STAGES and folded(word) not in _SHUT:
                return found
            if found is Stage.REJECTED or folded(word) in _SHUT:
                return self._by_reason(reason)
        said = closed.strip().lower() not in _NO
        return self._by_reason(reason) if said or (reason and self.system in _REASON_CLOSES) else None

    def _by_reason(self, reason: str) -> Stage:
        """A rejection, unless the reason is one that closes otherwise."""
        found = self.known(reason) if reason else None
        return found if found in CLOSED_STAGES else Stage.REJECTED

    def _default(self) -> Stage | None:
        """Whom LinkedIn Recruiter lists was found by us, and has not applied."""
        return Stage.PROSPECT if self.system == "linkedin" else None

    def _unknown(self, word: str) -> str:
        near = difflib.get_close_matches(word.lower(), list(Stage), n=1, cutoff=0.75)
        hint = f"did you mean {near[0]}? " if near else ""
        settled = f"run it again with --stage-map {word[:60]!r}=STAGE, or use `followup stage` for each"
        return f"{word[:60]!r} isn't one of our stages, so nobody on this line gets messages; {hint}{settled}"
