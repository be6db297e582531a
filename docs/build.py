"""Build the site of this folder into `site/`: `make docs`.

Links from a page to a file outside this folder work where the repository is read, and would lead nowhere on the site:
there the path stands instead. A warning of the generator ends the build, and so does a page that would ask another
server for anything.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).resolve().parent
SITE: Final = DOCS.parent / "site"

_LINK: Final = re.compile(r"\[([^\]]*)\]\(((?:\.\./)+[^)\s#]+)(#[^)\s]*)?\)")
_OUTSIDE: Final = re.compile(r"(?:https?:)?//")
_IN_STYLE: Final = re.compile(r"(?:url\(|@import\s+)[\"']?((?:https?:)?//[^\"')\s]+)")
_ASKED_FOR: Final = {
    "script": ("src",), "link": ("href",), "img": ("src", "srcset"), "iframe": ("src",), "source": ("src", "srcset"),
    "video": ("src", "poster"), "audio": ("src",), "embed": ("src",), "object": ("data",), "form": ("action",),
}  # fmt: skip
"""What a browser fetches by itself or sends something to. Links that a reader presses may lead anywhere."""


def main() -> int:
    """Build; 0 when all is well."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copy(DOCS / "zensical.toml", root)
        for page in DOCS.rglob("*"):
            if page.suffix in (".md", ".json", ".svg", ".png"):
                copy = root / "docs" / page.relative_to(DOCS)
                copy.parent.mkdir(parents=True, exist_ok=True)
                if page.suffix == ".md":
                    copy.write_text(without_links_out(page.read_text("utf-8"), page), encoding="utf-8")
                else:
                    shutil.copy(page, copy)
        command = [sys.executable, "-m", "zensical", "build", "--strict", "-f", str(root / "zensical.toml")]
        built = subprocess.run(command, cwd=root, check=False)
        if built.returncode:
            return built.returncode
        asks = [f"{path.relative_to(root)} asks {address}" for path, address in outside_requests(root / "site")]
        for sentence in asks:
            print(sentence, file=sys.stderr)
        if asks:
            return 1
        shutil.rmtree(SITE, ignore_errors=True)
        shutil.copytree(root / "site", SITE)
    print(f"Built: {SITE / 'index.html'}")
    return 0


def without_links_out(text: str, page: Path) -> str:
    """A page's text, with the path of the file in place of each link that leaves this folder."""

    def said(link: re.Match[str]) -> str:
        target = (page.parent / link[2]).resolve()
        if target.is_relative_to(DOCS):
            return link[0]
        path = f"`{target.relative_to(DOCS.parent)}`"
        words = link[1].strip("`")
        return path if words in path else f"{link[1]} ({path})"

    return _LINK.sub(said, text)


def outside_requests(site: Path) -> Iterator[tuple[Path, str]]:
    """Every address on another server that a browser would ask when it shows a page of the site."""
    for path in sorted(site.rglob("*")):
        if path.suffix == ".html":
            reader = _Requests()
            reader.feed(path.read_text("utf-8"))
            yield from ((path, address) for address in reader.found)
        if path.suffix in (".html", ".css"):
            yield from ((path, address) for address in _IN_STYLE.findall(path.read_text("utf-8")))


class _Requests(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "link" and named.get("rel") in ("canonical", "prev", "next", "alternate"):
            return  # said of the page, and not fetched
        self.found += [
            value for name in _ASKED_FOR.get(tag, ()) if (value := named.get(name) or "") and _OUTSIDE.match(value)
        ]
        # A drawing in this language is loaded with a program from elsewhere.
        if "mermaid" in (named.get("class") or "").split():
            self.found.append("https://unpkg.com/mermaid")


if __name__ == "__main__":
    sys.exit(main())
