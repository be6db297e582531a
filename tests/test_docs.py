"""The pages in docs/: what comes from the code is up to date, and what they point at is there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from httpx import ASGITransport, AsyncClient

from docs import build, generate, import_graph
from gateway.app import create_app
from ledger.store import Ledger
from settings import Settings, variable
from starter.cli.main import COMMANDS
from tests.clocks import wednesday
from tests.tables import each

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
READ_ON_ITS_OWN = [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
HOW_TO = [DOCS / "index.md", DOCS / "tutorial.md", *(DOCS / "how-to").glob("*.md")]

_FENCE = re.compile(r"^( *)(```|~~~).*?^\1\2", re.M | re.S)
_CODE = re.compile(r"`[^`]*`")
_NAMED = re.compile(r"`([\w./-]+\.py)(?::\w+)?`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.M)
_QUOTED = re.compile(r'(docs/[a-z-]+\.md)((?:,?\s+(?:and\s+)?(?:#\s+)?"[^"]+")+)')


def in_words(page: Path) -> str:
    """A page without its blocks of code."""
    return _FENCE.sub("", page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """The names of a page's headings, as GitHub and the site make them."""
    found: dict[str, int] = {}
    for heading in _HEADING.findall(in_words(page)):
        words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).lower()
        slug = re.sub(r"[^\w\- ]", "", words).strip().replace(" ", "-")
        found[slug] = found.get(slug, -1) + 1
    return {slug if not n else f"{slug}-{n}" for slug, most in found.items() for n in range(most + 1)}


@cache
def _sources() -> list[str]:
    """Every module of the repository, as a path from its top."""
    folders = [path for path in ROOT.iterdir() if path.is_dir() and (path.name[0] != "." or path.name == ".ci")]
    found = [*ROOT.glob("*.py"), *(path for folder in folders for path in folder.rglob("*.py"))]
    return [path.relative_to(ROOT).as_posix() for path in found]


def links(page: Path) -> Iterator[str]:
    for target in _LINK.findall(_CODE.sub("", in_words(page))):
        if not re.match(r"[a-z]+:", target):
            yield target


@each("page", READ_ON_ITS_OWN, ids=lambda page: page.name)
def test_every_file_of_the_code_that_a_page_names_is_there(page: Path) -> None:
    if DOCS / "decisions" in page.parents:
        return  # a decision names what stood when it was made
    for named in _NAMED.findall(page.read_text("utf-8")):
        assert any(f"/{path}".endswith(f"/{named}") for path in _sources()), f"{page.name} names {named}, which is gone"


def test_the_pages_that_come_from_the_code_are_up_to_date() -> None:
    for path, text in generate.pages().items():
        assert path.read_text("utf-8") == text, f"{path.name} is behind the code: `make reference` writes it"


async def test_every_hook_of_the_gateway_is_described_and_answers_at_its_address(tmp_path: Path) -> None:
    described = generate.open_api()["paths"]
    page = (DOCS / "reference" / "hooks.md").read_text("utf-8")
    hooks = set(re.findall(r"^\| `POST (/hooks/\S+)` \|", page, re.M))
    assert hooks == set(described)
    ledger = Ledger(f"sqlite:///{tmp_path}/ledger.db", ["a key"])
    gateway = create_app(Settings(home=tmp_path, **generate.everything_open()), ledger, clock=wednesday)
    try:
        async with AsyncClient(transport=ASGITransport(gateway), base_url="https://talent.example") as client:
            for path in hooks:
                assert list(described[path]) == ["post"]
                answer = await client.post(path, content=b"unsigned")
                assert str(answer.status_code) in described[path]["post"]["responses"], path
                assert answer.status_code == 401, path
            assert (await client.post("/hooks/another")).status_code == 404
            for path in re.findall(r"^\| `GET (/\S+)` \|", page, re.M):
                assert (await client.get(path)).status_code in (200, 503), path
    finally:
        ledger.close()


@each("page", READ_ON_ITS_OWN, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target in links(page):
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{target}: there is no such file"
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), f"{target}: {there.name} has no such heading"


def test_every_page_stands_in_the_sites_list() -> None:
    def named(entries: list[object]) -> Iterator[str]:
        for entry in entries:
            if isinstance(entry, str):
                yield entry
            elif isinstance(entry, dict):
                for value in entry.values():
                    yield from named(value if isinstance(value, list) else [value])

    listed = list(named(tomllib.loads((DOCS / "zensical.toml").read_text("utf-8"))["project"]["nav"]))
    assert len(listed) == len(set(listed))
    pages = {str(page.relative_to(DOCS)) for page in PAGES}
    pages = {page for page in pages if not page.startswith("decisions/")} | {"decisions/README.md"}
    assert pages - set(listed) == set(), "name them under `nav` in docs/zensical.toml"
    assert set(listed) - pages == set()


def test_every_decision_stands_in_the_list_under_its_number() -> None:
    index = (DOCS / "decisions" / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| \[(.+)\]\((\d{4}-[a-z0-9-]+\.md)\) \| (.+) \|$", index, re.M)
    files = {path.name for path in (DOCS / "decisions").glob("[0-9]*.md")}
    assert {name for _, _, name, _ in rows} == files
    numbers = [int(number) for number, _, _, _ in rows]
    assert numbers == sorted(set(numbers)), "each number once, in order; one may be left out"
    for number, title, name, status in rows:
        page = (DOCS / "decisions" / name).read_text("utf-8")
        assert name.startswith(f"{int(number):04}-")
        assert page.startswith(f"# {number}. {title}\n\nStatus: {status}\n"), name


def test_headings_that_the_code_names_are_there() -> None:
    rooms = (path for path in ROOT.glob("*/") if not path.name.startswith(".") and path.name != "site")
    files = [path for room in rooms for path in room.rglob("*.py")] + list(ROOT.glob("*.py"))
    for path in files:
        for page, quoted in _QUOTED.findall(path.read_text("utf-8")):
            text = in_words(ROOT / page)
            headings = _HEADING.findall(text)
            for heading in re.findall(r'"([^"]+)"', quoted):
                words = " ".join(heading.replace("#", "").split())
                assert words in headings or f"**{words}" in text, f"{path}: {page} has no {words!r}"


@each("page", HOW_TO, ids=lambda page: page.stem)
def test_a_how_to_names_settings_and_commands_that_there_are(page: Path) -> None:
    text = page.read_text("utf-8")
    compose = set(re.findall(r"[A-Z_]+", (ROOT / "docker-compose.yml").read_text("utf-8")))
    known = {variable(name) for name in Settings.model_fields} | {"FOLLOWUP_HOME"} | compose
    assert set(re.findall(r"\b(?:FOLLOWUP|TWILIO|SENDGRID)_[A-Z_]+\b", text)) - known == set()
    blocks = [found[0] for found in _FENCE.finditer(text)]
    # Of what was printed, only what was typed counts.
    typing = "\n".join(
        line for block in blocks for line in block.splitlines() if "```console" not in block or line.startswith("$ ")
    )
    code = "\n".join([typing, *_CODE.findall(in_words(page))])
    # A user, a namespace and a secret are called so, too.
    typed = set(re.findall(r"(?<!-u )(?<!-n )(?<!namespace )(?<!generic )\bfollowup ([a-z][a-z-]*)\b", code))
    assert typed - COMMANDS.keys() == set()


def test_a_request_to_another_server_is_found(tmp_path: Path) -> None:
    page = '<a href="https://a.example">a</a><link rel="canonical" href="https://a.example/x">'
    (tmp_path / "fine.html").write_text(page + '<img src="../a.png">')
    assert list(build.outside_requests(tmp_path)) == []
    for bad in (
        '<script src="https://cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="//fonts.example/css">',
        '<img src="http://pixel.example/1.gif">',
        "<style>@import 'https://fonts.example/a.css'</style>",
        '<pre class="mermaid">graph</pre>',
    ):
        (tmp_path / "bad.html").write_text(bad)
        assert len(list(build.outside_requests(tmp_path))) == 1, bad


def test_a_link_out_of_the_folder_is_a_path_on_the_site() -> None:
    page = DOCS / "delivery.md"
    assert build.without_links_out(
        "[x](../domain/names.py) [y](ats.md) [`../CHANGELOG.md`](../CHANGELOG.md)", page
    ) == ("x (`domain/names.py`) [y](ats.md) `../CHANGELOG.md` (`CHANGELOG.md`)")


def test_the_import_graph_on_the_page_is_that_of_the_code() -> None:
    page = import_graph.PAGE.read_text("utf-8")
    assert import_graph.with_graph(page) == page, "run `python -m docs.import_graph --write`"
