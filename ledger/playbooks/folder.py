"""Reading a playbook's folder: what recruiting leads wrote, or one sentence that says what to change.

Files are read here and nowhere else, by way of `ledger.playbooks.folder_files`; what they mean is said by
`domain.playbook.model`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from domain.messages.template_parsing import refusals
from domain.names import Stage
from domain.playbook import ats_stages as ats_names
from domain.playbook.audience import Audience
from domain.playbook.experiments import Experiment
from domain.playbook.model import (
    Company,
    Limits,
    LimitsForSome,
    Playbook,
    PromiseRules,
    SenderIdentity,
    StageForSome,
    StageRules,
    Step,
    Texts,
)
from domain.playbook.statutory import StatutoryLine
from domain.time.business_hours import Window
from ledger.playbooks.folder_files import Folder, UnreadableFile

FILE = "playbook.yaml"
MESSAGES = "messages"
ATS = "ats"

_MODELS: dict[str, type[BaseModel]] = {
    "company": Company,
    "sender": SenderIdentity,
    "window": Window,
    "limits": Limits,
    "texts": Texts,
    "promise": PromiseRules,
    "statutory": StatutoryLine,
    "experiments": Experiment,
}
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<head>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FRONT_KEYS = ("subject", "waive", "for")
_SET_BY_US = "words_for"
_QUOTE = "put the value in quotes"


class BadPlaybook(ValueError):
    """A playbook that cannot be used: `sentences`, each naming the file and the place and saying what to do.

    As a text it is the first one, and how many more there are.
    """

    def __init__(self, *sentences: str) -> None:
        self.sentences = tuple(dict.fromkeys(sentences))
        first, more = self.sentences[0], len(self.sentences) - 1
        super().__init__(f"{first} `followup playbook check` lists {more} more." if more else first)


def read_playbook(folder: Path, *, as_draft: bool = False, instead: Mapping[str, bytes] | None = None) -> Playbook:
    """Read `playbook.yaml`, `ats.yaml` if there is one, and all of `messages/` (docs/architecture.md, "Playbook").

    Raises BadPlaybook, also for messages that hold what they may not (`domain.messages.render.refusals`); not for those
    `as_draft`, for who tells all that is wrong with it. Whether their words hold together is for
    `domain.messages.render.check_messages` to say.
    """
    if not folder.is_dir():
        raise BadPlaybook(f"There is no playbook folder {folder}; set FOLLOWUP_PLAYBOOK to one that has a {FILE}.")
    files = Folder(folder, instead)
    if not files.has(FILE):
        raise BadPlaybook(f"The folder {folder} has no {FILE}; add one, or name another folder.")
    found: list[str] = []
    ats: dict[str, Any] = {}
    try:
        ats = _ats_names(files)
    except BadPlaybook as error:
        found += error.sentences
    try:
        names = [name.removeprefix(f"{MESSAGES}/") for name in files.below(MESSAGES)]
    except UnreadableFile as error:  # that its messages are missing would be one mistake said many times
        raise BadPlaybook(str(error), *found) from None
    messages: dict[str, dict[str, Any]] = {}
    for name in names:
        try:
            messages[name] = _message(files, name)
        except BadPlaybook as error:
            found += error.sentences
    try:
        text = _text(files, FILE)
        content, root = as_mapping(text, FILE)
    except BadPlaybook as error:
        raise BadPlaybook(*error.sentences, *found) from None
    if MESSAGES in content:
        raise BadPlaybook(f"{FILE}, {MESSAGES}: messages are files of their own; move them to the folder {MESSAGES}/.")
    if _SET_BY_US in content:
        raise BadPlaybook(f"{FILE}, {_SET_BY_US}: unknown key; {_suggest(_SET_BY_US, _keys_at(()))}.")
    if ATS in content:
        raise BadPlaybook(f"{FILE}, {ATS}: the names of an ATS stand in a file of their own, {ats_names.FILE}.")
    times = [f'{FILE}, window.{key}: write the time in quotes, such as "17:30".' for key in _bare_times(content)]
    try:
        # What could not be read is there, too: that a step's message is missing would be one mistake said twice.
        known = messages | {name: {"subject": "?", "body": "?"} for name in names}
        playbook = Playbook.model_validate({**content, ATS: ats, MESSAGES: known | messages})
    except ValidationError as error:
        wrong = [sentence for one in error.errors() for sentence in _sentences(one, content, root)]
        raise BadPlaybook(*times, *wrong, *found) from None
    if times or found:
        raise BadPlaybook(*times, *found)
    if not as_draft and (refused := refusals(playbook)):
        raise BadPlaybook(*refused)
    return playbook


def texts_of(folder: Path) -> dict[str, str]:
    """The text of each file that a playbook is read from, by its place in the folder. Raises UnreadableFile."""
    return Folder(folder).everything(FILE, ats_names.FILE, below=MESSAGES)


def line_finder(folder: Path, *, instead: Mapping[str, bytes] | None = None) -> Callable[[str], int]:
    """Where in `playbook.yaml` a place stands, such as `limits.per_day` or `stages.offer, step questions`; 0: nowhere.

    Raises BadPlaybook for a file that cannot be read.
    """
    text = _text(Folder(folder, instead), FILE)
    content, root = as_mapping(text, FILE)

    def line(place: str) -> int:
        place, _, whom = place.removesuffix(")").partition(" (for ")
        keys, _, step = place.partition(", step ")
        loc: tuple[int | str, ...] = tuple(keys.split("."))
        here: Any = content
        for key in loc:
            here = here.get(key) or {} if isinstance(here, dict) else {}
        if step:
            steps = here.get("steps") or []
            named = [n for n, one in enumerate(steps) if one.get("step") == step]
            # Of two for the same ones the later is meant: it is the one too many.
            meant = [n for n in named if whom and _is_for(steps[n], whom)][-1:]
            loc += ("steps", *(meant or named or [len(steps)])[:1])
        elif whom and isinstance(here, dict):
            meant = [n for n, one in enumerate(here.get("by_job") or ()) if _is_for(one, whom)][-1:]
            loc += ("by_job", *meant) if meant else ()
        return _line(root, loc)

    return line


# --- files --------------------------------------------------------------------------------------------------------


def _message(files: Folder, name: str) -> dict[str, Any]:
    """Front matter and body; where the body starts is kept, so that findings can name the line in the file."""
    place = f"{MESSAGES}/{name}"
    if not name.endswith((".md", ".sms.txt")):
        raise BadPlaybook(f"{place} is neither .md nor .sms.txt; rename it, or move it elsewhere.")
    text = _text(files, place)
    head: dict[Any, Any] = {}
    lines: dict[str, int] = {}
    line = 1
    if match := _FRONT_MATTER.match(text):
        head, root = as_mapping(match["head"], place, offset=1)
        lines = _key_lines(root)
        line, text = match[0].count("\n") + 1, text[match.end() :]
    elif text.startswith("---"):
        raise BadPlaybook(f"{place}, line 1: the front matter does not end; close it with a line of three dashes.")
    for key, value in head.items():
        if key not in _FRONT_KEYS:
            raise BadPlaybook(f"{place}, {key}: unknown key; {_suggest(str(key), _FRONT_KEYS)}")
        if key == "subject" and not isinstance(value, str):
            raise BadPlaybook(f"{place}, subject: {value!r} is not text; {_QUOTE}.")
        if key == "waive" and not _is_waiver(value):
            raise BadPlaybook(f"{place}, waive: write each finding's id with a reason, such as `too-long: legal text`.")
        if key == "for":
            head[key] = _whom(value, place)
    if name.endswith(".md") and not name.rpartition("/")[2].startswith("_") and not head.get("subject"):
        raise BadPlaybook(f"{place} has no subject; begin the file with three lines: ---, `subject: …` and ---.")
    if "waive" in head:  # one without a reason is a finding of the linter, at its line
        head["waive"] = {ident: reason or "" for ident, reason in head["waive"].items()}
    return {**head, "body": text, "line": line, "head": lines}


def _whom(value: Any, place: str) -> dict[str, Any]:
    """For whom the words of a file are, checked. Raises BadPlaybook."""
    try:
        return Audience.model_validate(value).model_dump(mode="json", exclude_none=True)
    except ValidationError as error:
        found = []
        for one in error.errors():
            loc = ("for", *one["loc"])
            found += [f"{place}, {'.'.join(map(str, loc))}: {said}." for said in _complaint(one, loc).splitlines()]
        raise BadPlaybook(*(text.replace("?.", "?").replace("..", ".") for text in found)) from None


def _is_for(rule: Any, whom: str) -> bool:
    """Is a rule, as it is written, for those whom an audience names so?"""
    try:
        return bool(rule.get("for")) and str(Audience.model_validate(rule["for"])) == whom
    except ValidationError:
        return False


def _ats_names(files: Folder) -> dict[str, Any]:
    """`ats.yaml`: what each ATS calls our stages. A folder may go without; then the names that it comes with count."""
    if not files.has(ats_names.FILE):
        return {}
    content, _ = as_mapping(_text(files, ats_names.FILE), ats_names.FILE)
    stages, found = [str(stage) for stage in Stage], []
    for source, names in content.items():
        place = f"{ats_names.FILE}, {source}"
        if source not in ats_names.SOURCES:
            found.append(f"{place}: unknown ATS; {_suggest(str(source), ats_names.SOURCES)}.")
        elif not isinstance(names, dict) and names is not None:
            found.append(f"{place}: this should be `name: stage` lines, indented.")
        for name, stage in names.items() if isinstance(names, dict) else ():
            if not isinstance(name, str):
                found.append(f"{place}, {name}: the name of a stage is text; put it in quotes.")
            elif stage not in stages:
                found.append(f"{place}, {name}: {stage!r} isn't a stage; {_suggest(str(stage), stages)}.")
    if found:
        raise BadPlaybook(*(text.replace("?.", "?") for text in found))
    come_with = ats_names.AtsNames()  # a line that says what is so without it changes nothing
    return {
        source: {name: stage for name, stage in (names or {}).items() if come_with.stage(source, name) != stage}
        for source, names in content.items()
    }


def _key_lines(front_matter: yaml.Node | None) -> dict[str, int]:
    """Where each key of a front matter stands in its file, those of `waive:` too."""

    def keys(node: yaml.Node | None) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        return [(key, value) for key, value in pairs if isinstance(key, yaml.ScalarNode)]

    found: dict[str, int] = {}
    for key, value in keys(front_matter):
        found[key.value] = key.start_mark.line + 2
        found |= {f"{key.value}.{inner.value}": inner.start_mark.line + 2 for inner, _ in keys(value)}
    return found


def _is_waiver(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(k, str) and isinstance(v, str | None) for k, v in value.items())


def _text(files: Folder, name: str) -> str:
    try:
        content = files.read(name).decode("utf-8-sig")
    except UnreadableFile as error:
        raise BadPlaybook(str(error)) from None
    except UnicodeDecodeError:
        raise BadPlaybook(f"{name} is not UTF-8 text; save it as UTF-8.") from None
    return content.replace("\r\n", "\n").replace("\r", "\n")


class _EachKeyOnce(yaml.constructor.SafeConstructor):
    """Does not let a key's second mention silently win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key in (k for k, _ in node.value if isinstance(k, yaml.ScalarNode)):
            if key.value in seen and key.value != "<<":
                raise yaml.MarkedYAMLError(
                    problem=f"the key {key.value!r} appears twice; keep one", problem_mark=key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


class _Loader(_EachKeyOnce, yaml.SafeLoader):
    """Safe loading in Python, whose complaints name the place."""


_FastLoader: type[Any] = _Loader
if yaml.__with_libyaml__:

    class _InC(_EachKeyOnce, yaml.CSafeLoader):
        """The same by libyaml, in a tenth of the time."""

    _FastLoader = _InC

_SURELY_FLAT = 2_000


def _parsed(text: str) -> tuple[Any, yaml.Node | None]:
    """What the text says, and where. Raises what PyYAML raises, and RecursionError."""
    # libyaml overruns the stack on some ten thousand levels. Two levels at most begin with a bracket (a list of one
    # pair), or in one column (a list below its key).
    if 2 * (text.count("[") + text.count("{") + max(map(len, text.splitlines()), default=0)) < _SURELY_FLAT:
        try:
            return _loaded(text, _FastLoader)
        except (yaml.YAMLError, ValueError):
            pass  # said in the words of the other
    return _loaded(text, _Loader)


def _loaded(text: str, loader: type[Any]) -> tuple[Any, yaml.Node | None]:
    reading = loader(text)
    try:
        node = reading.get_single_node()
        return (None if node is None else reading.construct_document(node)), node
    finally:
        reading.dispose()


def as_mapping(text: str, place: str, *, offset: int = 0) -> tuple[dict[Any, Any], yaml.Node | None]:
    """What a file says, and where in it."""
    try:
        content, root = _parsed(text)
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1 + offset}" if error.problem_mark else ""
        twice = "twice" in (error.problem or "")
        what = (
            error.problem
            if twice
            else f"this is not YAML ({error.problem}); values with {{{{ }}}} or a colon go in quotes"
        )
        raise BadPlaybook(f"{place}{line}: {what}.") from None
    except RecursionError:
        raise BadPlaybook(f"{place}: this is nested too deeply to be read; make it simpler.") from None
    except (yaml.YAMLError, ValueError) as error:
        raise BadPlaybook(f"{place}: this is not YAML ({str(error).splitlines()[0]}); correct the file.") from None
    if content is None:
        return {}, root
    if not isinstance(content, dict):
        raise BadPlaybook(f"{place}: here stand no `key: value` lines; write some, such as `subject: …`.")
    return content, root


def _bare_times(content: dict[Any, Any]) -> list[str]:
    """Takes out times without quotes: YAML reads a bare 17:30 as the number 1050, a quarter past midnight."""
    window = content.get("window")
    bare = [key for key in ("open", "close") if isinstance(window, dict) and isinstance(window.get(key), int)]
    if bare:
        content["window"] = {key: value for key, value in content["window"].items() if key not in bare}
    return bare


# --- sentences ----------------------------------------------------------------------------------------------------


def _sentences(error: ErrorDetails, content: dict[Any, Any], root: yaml.Node | None) -> Iterator[str]:
    loc = tuple(part for part in error["loc"] if part != "[key]")
    line = _line(root, loc)
    places = [FILE, *([f"line {line}"] if line else []), *_place(loc, content)]
    for text in _complaint(error, error["loc"]).splitlines():  # a model tells all that it finds, a line each
        said = text.rstrip(".")
        yield f"{', '.join(places)}: {said}{'' if said.endswith('?') else '.'}"


def _place(loc: tuple[int | str, ...], content: dict[Any, Any]) -> Iterator[str]:
    """`stages.interview`, `step check-in`, `delay`: steps are known by their name, and not by their number."""
    if len(loc) > 3 and loc[0] == "stages" and loc[2] == "steps":
        yield f"stages.{loc[1]}"
        try:
            name = content["stages"][loc[1]]["steps"][loc[3]]["step"]
        except (KeyError, IndexError, TypeError):
            name = ""
        yield f"step {name}" if name and isinstance(name, str) else f"step number {int(loc[3]) + 1}"
        loc = loc[4:]
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    if text:
        yield text


def _line(node: yaml.Node | None, loc: tuple[int | str, ...]) -> int:
    """Where in the file that stands, as far as it is there at all; 0 for the whole file."""
    line = 0
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if isinstance(k, yaml.ScalarNode) and k.value == part), None)
            if found is None:
                return line
            key, node = found
            line = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            return line
    return line


def _complaint(error: ErrorDetails, loc: tuple[int | str, ...]) -> str:
    value = error["input"]
    match error["type"]:
        case "value_error":
            return error["msg"].removeprefix("Value error, ")
        case "extra_forbidden":
            return f"unknown key; {_suggest(str(loc[-1]), _keys_at(loc[:-1]))}"
        case "missing":
            return f"`{loc[-1]}:` is missing; add it"
        case "enum" if loc[-1] == "[key]":
            return f"unknown stage; {_suggest(str(value), [s.value for s in Stage])}"
        case "literal_error" | "enum":
            return f"{value!r} isn't allowed here; {_suggest(str(value), _choices(error))}"
        case "string_type":
            return f"{value!r} is not text; {_QUOTE}"
        case "string_pattern_mismatch":
            what = "a step" if loc[-1] == "step" else "this"
            return f"{value!r} is not a name for {what}; use lower-case letters, digits and dashes, such as thank-you"
        case "model_type" | "model_attributes_type" | "dict_type":
            return "this should be `key: value` lines, indented"
        case "tuple_type":
            return "this should be a list; begin each entry with a dash"
        case "time_parsing" | "time_type":
            return f'{value!r} isn\'t a time of day; write one in quotes, such as "09:00"'
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return f"{value!r} isn't a whole number; write one such as {_digits(value) or 1}"
        case "greater_than_equal":
            return f"{value!r} is too small; write {error['ctx']['ge']} or more"
        case "less_than_equal":
            return f"{value!r} is too large; write {error['ctx']['le']} or less"
        case "bool_parsing" | "bool_type":
            return f"{value!r} is neither yes nor no; write true or false"
        case _:
            message = error["msg"].removeprefix("Input should be ")
            return f"{value!r} isn't allowed here; write {message}"


def _digits(value: Any) -> str:
    """The 70 of `70%`; empty where there is no number in it."""
    found = re.match(r"\s*(\d+)", str(value))
    return found[1] if found else ""


def _keys_at(loc: tuple[int | str, ...]) -> list[str]:
    """The keys known at a place of the playbook."""
    model: type[BaseModel] = Playbook
    if "for" in loc:
        model = Audience
    elif "by_job" in loc:
        model = LimitsForSome if loc[0] == "limits" else StageForSome
    elif loc and loc[0] == "stages":
        model = Step if "steps" in loc else StageRules
    elif loc:
        model = _MODELS.get(str(loc[0]), Playbook)
    names = [field.alias or key for key, field in model.model_fields.items()]
    return [key for key in names if key not in (ATS, MESSAGES, _SET_BY_US)]


def _choices(error: ErrorDetails) -> list[str]:
    """What may stand in a place of few words: pydantic lists it, quoted."""
    return re.findall(r"'([^']+)'", str(error.get("ctx", {}).get("expected", "")))


def _suggest(word: str, known: Iterable[str]) -> str:
    known = list(known)
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(known)}"
