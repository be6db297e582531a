"""Which column of a file is which of ours: our own names, those of the common exports, and what people write.

Headings are compared by their letters and digits alone, without case and accents. What an export calls something else
than everybody stands under its system; that LinkedIn's "Job title" is the candidate's own, for one.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from domain.time.zones import zone_named
from starter.importing.lines import COLUMNS, WHOLE_NAME
from starter.importing.tables import BadFile

APPLICATION: Final = "application_id"
STATUS: Final = "status"
CLOSED: Final = "closed"
REASON: Final = "reason"
REGION: Final = "region"

OURS: Final = (*COLUMNS, WHOLE_NAME, APPLICATION, STATUS, CLOSED, REASON, REGION)
"""What a column may be mapped to: the columns of a candidate file, and what exports say in other ways."""

_SYNONYMS: Final[Mapping[str, str]] = {
    "id": "candidate id|candidate uuid|applicant id|applicant number|app id|person id|contact id|candidate profile id|"
    "bewerber id|bewerbernummer|kandidaten id|kandidat id|bullhorn id|profile id|externe id|external id",
    APPLICATION: "application uuid|opportunity id|submission id|job submission id|bewerbungs id|job application id",
    "first_name": "given name|forename|firstname|candidate first name|applicant first name|vorname|prenom|nombre|"
    "preferred first name|legal first name|nome",
    "last_name": "surname|family name|lastname|candidate last name|applicant last name|nachname|familienname|apellido|"
    "apellidos|nom de famille|cognome|achternaam|efternamn",
    WHOLE_NAME: "full name|candidate name|candidate|applicant name|applicant|candidate full name|bewerber|bewerberin|"
    "kandidat|kandidatin|bewerbername|name des bewerbers|vor und nachname|nom complet|nombre completo|naam|namn",
    "email": "e mail|email address|e mail address|emails|email addresses|candidate email|candidate email address|"
    "primary email|primary email address|personal email|personal email address|work email|applicant email|mail|"
    "e mail adresse|mailadresse|emailadresse|email 1|courriel|correo|correo electronico|email primary|email2|email 2|"
    "secondary email|other email",
    "phone": "phone number|phone numbers|phones|mobile|mobile phone|mobile number|cell|cell phone|primary phone|"
    "primary phone number|candidate phone|candidate phone number|contact number|telephone|telephone number|telefon|"
    "telefonnummer|handy|handynummer|mobil|mobilnummer|mobiltelefon|tel|rufnummer|home phone|work phone|telefono|"
    "telefoon|phone mobile|phone home",
    "timezone": "time zone|zeitzone",
    "country": "land|country code|candidate country|pays|pais",
    REGION: "bundesland|federal state",
    "locale": "language|preferred language|sprache|candidate language|langue|idioma",
    "channel": "preferred channel|kontaktweg",
    "sms_consent_at": "sms consent|text consent|sms consent date|sms opt in date|opt in date",
    "job_id": "job uuid|requisition id|req id|job req id|job requisition id|posting id|position id|job order id|"
    "job opening id|stellen id|stellennummer|referenznummer|kennziffer|job number|job code|project id|opening id",
    "job_title": "job|jobs|job name|position|position title|role|posting|posting title|posting name|requisition|"
    "requisition title|requisition name|vacancy|vacancy title|job opening|job opening title|job opening name|"
    "job information|opening|opening title|job order|job order title|applied for|applied position|job applied for|"
    "position applied for|role applied for|applied for position|job title applied for|"
    "stelle|stellenbezeichnung|stellentitel|beworben als|beworben fur|beworben auf|jobtitel|poste|puesto|functie|"
    "tjanst|active project|project|project name",
    "department": "team|departments|abteilung|job department|fachbereich|business unit",
    "level": "seniority|job level|experience level",
    "location": "office|offices|job location|standort|arbeitsort|posting location",
    "employment_type": "employment|commitment|job type|type of employment|work type|beschaftigungsart|vertragsart",
    "pay_range": "salary range|pay|compensation range|gehaltsspanne",
    "stage": "current stage|candidate stage|current interview stage|interview stage|pipeline stage|stage name|"
    "application stage|hiring stage|current stage name|recruiting stage|phase|bewerbungsphase|schritt|etape|"
    "hiring process step|step|current step|workflow step|application step",
    STATUS: "application status|candidate status|current status|submission status|disposition|"
    "candidate disposition|disposition status|state|stand|bewerbungsstatus|statut|"
    "estado|consideration status|activity status|job submission status|applicant status",
    CLOSED: "rejected|rejected at|rejected on|rejection date|date rejected|disqualified|disqualified at|"
    "disqualified on|archived|archived at|archive date|archived on|date archived|abgelehnt|abgelehnt am|absage am",
    REASON: "rejection reason|reject reason|rejection reason name|archive reason|archived reason|"
    "disqualification reason|disqualify reason|absagegrund|reason for rejection|reason|withdrawal reason|"
    "application reason of rejection|application reason of withdrawal|rejection type|archive reason type",
    "applied_at": "applied|applied on|applied date|date applied|application date|application created at|"
    "application created|application creation date|application received|application received date|created at|"
    "created on|created|creation date|date created|created datetime|date added|added|added at|added on|applied at date|"
    "submitted|submitted at|submission date|date submitted|beworben am|bewerbungsdatum|eingang|eingangsdatum|"
    "bewerbung eingegangen|eingegangen am|erstellt am|consideration created at|apply date|date de candidature",
    "last_contact_at": "last contact|last contacted|last contacted at|last contact date|last emailed|"
    "last email sent at|letzter kontakt|zuletzt kontaktiert|last message sent at|last reached out",
    "recruiter": "recruiter name|recruiters|owner|candidate owner|opportunity owner|hiring lead|primary recruiter|"
    "application owner|ansprechpartner|ansprechpartnerin|recruiterin|betreuer|zustandig|personalreferent",
    "recruiter_email": "recruiter e mail|owner email|recruiter mail",
    "recruiter_role": "recruiter title",
    "recruiter_phone": "recruiter telefon",
    "hiring_manager": "hiring managers|hiring manager name|fachvorgesetzter|fachvorgesetzte|vorgesetzter|"
    "einstellender manager",
    "hiring_manager_email": "hiring manager e mail|hiring manager mail",
    "notes": "note|candidate notes|notizen|notiz|bemerkung|bemerkungen|anmerkung|anmerkungen|kommentar|opmerkingen",
    "source": "candidate source|application source|source name|sourced from|source of candidate|recruiting source|"
    "referral source|channel source|bewerberquelle|quelle|kandidatenquelle|herkunft|origine|fuente|origem|bron|kalla",
    "tags": "tag|labels|label|candidate tags|candidate tag|candidate labels|applicant tags|application tags|"
    "opportunity tags|tag list|tag names|schlagworte|schlagworter|stichworte|etiketten|etikett|etiquettes|etiquetas|"
    "etichette|taggar|trefwoorden",
}  # fmt: skip
"""Ours → what others call it, the likeliest first: where two columns say the same, the first that is filled counts."""

_SYSTEMS: Final[Mapping[str, Mapping[str, str]]] = {
    "greenhouse": {"id": "person id", "job_title": "job name|job", REASON: "rejection reason"},
    "lever": {
        "id": "contact id",
        APPLICATION: "opportunity id|candidate id|id|profile id",
        "job_title": "posting|posting title|job posting",
        "recruiter": "owner|opportunity owner|posting owner",
        "hiring_manager": "hiring manager|posting hiring manager",
    },
    "ashby": {
        "name": "candidate|candidate name|name",
        "job_title": "job|job name|job title",
        "recruiter": "recruiter|credited to",
    },
    "workable": {"name": "name|candidate", "job_title": "job|job title", "department": "department"},
    "bamboohr": {"job_title": "job opening|job information|job title|position", "recruiter": "hiring lead"},
    "bullhorn": {
        "id": "candidate id|candidate internal id|id",
        APPLICATION: "submission id|job submission id",
        "job_title": "job order title|job title|job|job order|position",
        "recruiter": "owner|candidate owner|sending user|submitted by",
        "job_id": "job order id|job id",
    },
    "smartrecruiters": {
        "id": "candidate id|candidate profile id|candidate uuid",
        "stage": "application stage|status",
        "location": "job location|job location city|job city",
        "recruiter": "recruiter|job recruiter|job creator name",
    },
    "teamtailor": {"recruiter": "recruiter|responsible|owner|user"},
    "linkedin": {"job_title": "active project|project|project name|hiring project", "stage": "pipeline stage|stage"},
}
"""What a system calls otherwise than everybody; it goes before the rest."""

_NOT_OURS: Final[Mapping[str, str]] = {
    "linkedin": "job title|title|current title|company|current company|location|headline",
    "bullhorn": "title|occupation|company|company name|status reason|type",
    "greenhouse": "title|company|preferred name|last activity|coordinator",
    "workable": "headline|location",
    "smartrecruiters": "application rejected after|application withdrawal after|application step|job status|location",
    "teamtailor": "title|location",
    "lever": "headline|origin|location",
    "ashby": "title|company|location",
}
"""What a system calls by a name of ours and means otherwise: that of the candidate's present work, mostly."""

_SIGNS: Final[Mapping[str, Sequence[str]]] = {
    "greenhouse": (
        "candidate id+application id+current stage",
        "candidate name+current stage+coordinator",
        "candidate name+job name+current stage",
    ),
    "lever": ("opportunity id", "posting+stage+origin", "posting+archive reason", "archive reason+date added"),
    "ashby": ("current interview stage", "consideration created at", "credited to"),
    "workable": ("job+disqualified", "disqualification reason", "name+headline+job+stage"),
    "bamboohr": ("job opening+hiring lead", "hiring lead", "job information+application date", "job opening+rating"),
    "bullhorn": ("job order", "job order title", "job order id", "job submission id", "submission status"),
    "smartrecruiters": ("application stage+candidate email", "application creation date", "candidate profile id"),
    "teamtailor": ("stage+reject reason", "job+stage+rejected at", "candidate id+stage+applied at+rejected at"),
    "linkedin": ("profile url+first name", "active project", "pipeline stage+first name", "hiring state id"),
}  # fmt: skip
"""Headings by which an export is known: any line of them, all that stand in it together."""

SYSTEMS: Final = tuple(_SIGNS)
NAMES: Final[Mapping[str, str]] = {
    "greenhouse": "Greenhouse", "lever": "Lever", "ashby": "Ashby", "workable": "Workable", "bamboohr": "BambooHR",
    "bullhorn": "Bullhorn", "smartrecruiters": "SmartRecruiters", "teamtailor": "Teamtailor",
    "linkedin": "LinkedIn Recruiter",
}  # fmt: skip


def folded(heading: str) -> str:
    """The letters and digits of a heading: `E-Mail`, `e_mail` and `email` are one, and so are `candidateEmail` and
    `Candidate Email`.
    """
    plain = unicodedata.normalize("NFKD", heading.replace("ß", "ss")).casefold()
    return "".join(c for c in plain if c.isalnum())


_WITH_ZONE: Final = re.compile(
    r"(?P<rest>.*[^\W_])[\s_]*(?:\((?P<named>[^()]+)\)|[\s_](?P<bare>UTC|GMT))\s*", re.IGNORECASE
)


def zone_of_heading(heading: str) -> tuple[str, str]:
    """A heading that says in which zone its times are, without that, and the zone: `Created At (GMT)`."""
    found = _WITH_ZONE.fullmatch(heading)
    named = zone_named(found["named"] or found["bare"]) if found else ""
    return (found["rest"], named) if found and named else (heading, "")


_OF_A_PLACE: Final = frozenset(
    ("city", "town", "zip", "zipcode", "postalcode", "postcode", "street", "county", "country")
)
"""Headings beside which "State" is that of an address."""

_KNOWN: Final = frozenset(
    folded(word)
    for word in (
        *OURS,
        *(name for names in _SYNONYMS.values() for name in names.split("|")),
        *(name for names in (*_SYSTEMS.values(),) for words in names.values() for name in words.split("|")),
    )
)


def is_known(heading: str) -> bool:
    """Does any export call a column so?"""
    return folded(heading) in _KNOWN


_EMPTY: Final = frozenset(("", "-", "--", "\u2013", "\u2014", "n/a", "#n/a", "null", "nan", "k.a.", "k. a."))


def _is_empty(cell: str, ours: str) -> bool:
    if ours in ("first_name", "last_name", WHOLE_NAME):  # somebody may be called Null
        return not any(c.isalnum() for c in cell)
    return cell.casefold() in _EMPTY


@dataclass(frozen=True)
class Columns:
    """Which column holds what: per name of ours the positions, the first that is filled counts."""

    places: Mapping[str, tuple[int, ...]]
    system: str = ""
    ignored: tuple[str, ...] = ()
    zones: Mapping[str, str] = field(default_factory=dict)  # per name of ours the zone that its headings name

    def row(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells by our names; what only says that there is nothing is empty, but where a name would stand."""
        return {
            ours: next((c for at in places if at < len(cells) and (c := cells[at]) and not _is_empty(c, ours)), "")
            for ours, places in self.places.items()
        }


def read_columns(
    header: Sequence[str],
    *,
    system: str = "auto",
    mapped: Mapping[str, str] | None = None,
    ignored: Sequence[str] = (),
    strict: bool = False,
    job_given: bool = False,
) -> Columns:
    """Find out what each column is. Raises BadFile where a name, a way to reach them or the job is nowhere."""
    keys = [folded(name) for name in header]
    mapped = _known_columns({folded(column): ours for column, ours in (mapped or {}).items()}, keys, mapped or {})
    left = {folded(name) for name in ignored}
    for name in ignored:
        if folded(name) not in keys:
            raise BadFile(f"--ignore: the file has no column {name!r}; it has {_listed(header)}.")
    parted = [zone_of_heading(name) for name in header]
    short = [folded(rest) for rest, _ in parted]
    system = known_system([*keys, *short]) if system == "auto" else system
    _check_twice(header, keys)
    rank = _ranks(system)
    if _OF_A_PLACE & {*keys}:
        rank[folded("state")] = (100, REGION)
    not_ours = {folded(name) for name in _NOT_OURS.get(system, "").split("|") if name}
    found: dict[str, list[tuple[int, int]]] = {}
    unused: list[str] = []
    for at, (name, whole) in enumerate(zip(header, keys, strict=True)):
        key = whole if whole in rank or whole in mapped or whole in left else short[at]
        if not key or key in left:
            unused += [name] if key else []
        elif key in mapped:
            found.setdefault(mapped[key], []).append((-1, at))
        elif key in rank and key not in not_ours:
            order, ours = rank[key]
            found.setdefault(ours, []).append((order, at))
        else:
            unused.append(name)
    places = {ours: tuple(at for _, at in sorted(spots)) for ours, spots in found.items()}
    zones = {ours: {parted[at][1] for at in spots} for ours, spots in places.items()}
    if STATUS in places and "stage" not in places:  # a lone status is the stage
        places["stage"] = places.pop(STATUS)
    if not strict:  # else each line says for itself what it has
        _check_needed(places, header, job_given=job_given)
    return Columns(
        places, system, tuple(unused), {ours: one for ours, (one, *more) in zones.items() if one and not more}
    )


def _known_columns(wanted: Mapping[str, str], keys: Sequence[str], typed: Mapping[str, str]) -> dict[str, str]:
    ours_by_key = {folded(name): name for name in OURS}
    found: dict[str, str] = {}
    for (key, ours), name in zip(wanted.items(), typed, strict=True):
        if key not in keys:
            raise BadFile(f"--map: the file has no column {name!r}.")
        if folded(ours) not in ours_by_key:
            near = difflib.get_close_matches(ours, OURS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(OURS)}."
            raise BadFile(f"--map: {ours!r} isn't one of our columns; {hint}")
        found[key] = ours_by_key[folded(ours)]
    return found


def _ranks(system: str) -> dict[str, tuple[int, str]]:
    """Heading → how likely, and which of ours."""
    rank: dict[str, tuple[int, str]] = {}
    for ours, names in _SYSTEMS.get(system, {}).items():
        for order, name in enumerate(names.split("|")):
            rank.setdefault(folded(name), (order, ours))
    for ours in OURS:
        rank.setdefault(folded(ours), (100, ours))
    for ours, names in _SYNONYMS.items():
        for order, name in enumerate(names.split("|"), start=101):
            rank.setdefault(folded(name), (order, ours))
    return rank


def known_system(keys: Sequence[str]) -> str:
    """Whose export it is, by its headings; empty where they could be anybody's."""
    have = set(keys)
    if {"id", "jobid"} <= have:
        return ""  # our own file
    for system, lines in _SIGNS.items():
        if any(all(folded(name) in have for name in line.split("+")) for line in lines):
            return system
    return ""


def _check_twice(header: Sequence[str], keys: Sequence[str]) -> None:
    for name, key in zip(header, keys, strict=True):
        if key in ("id", "jobid") and keys.count(key) > 1:
            raise BadFile(f"The column {name[:60]!r} appears twice; keep one.")


def _check_needed(places: Mapping[str, tuple[int, ...]], header: Sequence[str], *, job_given: bool) -> None:
    """Is there a column for the name, one to reach them by, and one for the job, unless --job gives it?"""
    missing = ""
    if not {"first_name", "last_name", WHOLE_NAME} & places.keys():
        missing = "a name (first_name, last_name or name)"
    elif not {"email", "phone"} & places.keys():
        missing = "a way to reach them (email or phone)"
    elif not job_given and not {"job_id", "job_title"} & places.keys():
        near = _nearest("the job (job_id or job_title)", header)
        raise BadFile(
            f"There is no column for the job; {near}give everyone the same job with --job ID --job-title TITLE, "
            "or name the column with "
            f"--map COLUMN=job_title. There are {_listed(header)}.",
            needs="job",
        )
    if missing:
        near = _nearest(missing, header)
        raise BadFile(
            f"No column holds {missing}; {near}say which with --map COLUMN=OURS. There are {_listed(header)}.",
            needs="name" if "name" in missing else "address",
        )


def _nearest(missing: str, header: Sequence[str]) -> str:
    wanted = re.findall(r"[a-z_]{4,}", missing.partition("(")[2])
    for ours in wanted:
        if near := difflib.get_close_matches(ours, [name.lower() for name in header], n=1, cutoff=0.7):
            name = next(one for one in header if one.lower() == near[0])
            return f"is {name[:60]!r} meant? If so, --map {name[:60]!r}={ours}; else "
    return ""


def _listed(header: Sequence[str]) -> str:
    shown = [name[:40] for name in header if name][:20]
    return ", ".join(repr(name) for name in shown) + (" …" if len(header) > len(shown) else "")
