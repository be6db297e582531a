"""The words of an HTML body, without what it quotes: clients mark quotes better in HTML than in text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_UNSEEN: Final = frozenset(("head", "style", "script", "title", "template", "object"))
_EMPTY: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "tr",
        "table",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "section",
        "article",
        "header",
        "footer",
    ]
)
_QUOTES: Final = frozenset(
    [
        "gmail_quote",
        "gmail_quote_container",
        "gmail_attr",
        "gmail_signature",
        "moz-cite-prefix",
        "moz-signature",
        "yahoo_quoted",
        "protonmail_quote",
        "protonmail_signature_block",
        "zmail_extra",
        "tutanota_quote",
    ]
)
_QUOTED_FROM_HERE: Final = frozenset(
    ["divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container", "olk_src_body_section"]
)
"""Outlook puts what it quotes beside this mark, not inside it: all that follows is quoted."""
LONGEST_HTML: Final = 1_000_000
_LONGEST: Final = 200_000
_MOST_TAGS: Final = 2_500
"""The parser's time grows with the square of unfinished tags: a stranger's mail must not keep everybody waiting."""
_SECTION: Final = re.compile(r"!\[\s*(?:if|else|endif)\b[^\]]*\]\s*>|!\[[^\]]*\]\]>", re.IGNORECASE)
"""What Office writes for itself; of anything else the parser makes nothing."""
_TAG: Final = re.compile(r"<[^<>]{0,500}>|<\S{0,40}")


def words_of_html(html: str, *, without_quotes: bool = False) -> str:
    """The text as one sees it, in lines; links as their words alone; quotes only where there is nothing else (R8).

    `without_quotes`: not even then. Never raises.
    """
    html = _bounded(html)
    text = _words(html, _Reader())
    return text if text or without_quotes else _words(html, _Reader(with_quotes=True))


def _words(html: str, reader: _Reader) -> str:
    try:
        reader.feed(html)
        reader.close()
        said = "".join(reader.said)
    except (
        AssertionError
    ):  # the parser's own, of marks such as `<![x`: what stands between the tags is better than nothing
        said = _TAG.sub("\n", html)
    lines = [" ".join(line.split()) for line in said.splitlines()]
    text = "\n".join(lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()


def _bounded(html: str) -> str:
    """No more tags in it than are read in a moment; behind those, its words alone.

    A `<` that begins nothing which ends is a letter like others: the parser would look for its end again each time.
    """
    html, rest = html[:_LONGEST], html[_LONGEST:LONGEST_HTML]
    last_comment = html.rfind("-->")
    first, *parts = html.split("<", _MOST_TAGS + 1)
    if len(parts) > _MOST_TAGS:
        rest = f"<{parts.pop()}{rest}"
    sound, at = [first], len(first)
    for part in parts:
        if part.startswith("!--"):
            ends = at < last_comment
        elif part.startswith("!["):
            ends = _SECTION.match(part) is not None
        else:
            ends = ">" in part
        sound.append(f"<{part}" if ends else f"&lt;{part}")
        at += len(part) + 1
    plain = _TAG.sub("\n", rest).replace("<", "&lt;")
    return "".join(sound) + re.sub(r"\n\s*\n", "\n", plain)[:_LONGEST]


class _Reader(HTMLParser):
    """Collects what is seen, outside of quotes."""

    def __init__(self, *, with_quotes: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self._with_quotes = with_quotes
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []  # tag, and whether all in it is left out
        self._left_out = 0
        self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("id", "").lower().removeprefix("x_") in _QUOTED_FROM_HERE:
            self._over = not self._with_quotes
        if tag == "br" or tag in _BLOCKS:
            self._say("\n")
        if tag in _EMPTY or len(self._open) > 5000:
            return
        classes = {name.removeprefix("x_") for name in given.get("class", "").lower().split()}
        # A bar on the left is how programs draw what they quote; without it somebody may have set text in.
        drawn = given.get("type", "").lower() == "cite" or "border-left" in given.get("style", "").lower()
        quoted = (tag == "blockquote" and drawn) or bool(classes & _QUOTES)
        out = tag in _UNSEEN or (quoted and not self._with_quotes)
        self._open.append((tag, out))
        self._left_out += out

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not any(tag == one for one, _ in self._open[-200:]):
            return
        while self._open:
            closed, out = self._open.pop()
            self._left_out -= out
            if closed == tag:
                break
        if tag in _BLOCKS:
            self._say("\n")

    def handle_data(self, data: str) -> None:
        self._say(" ".join(data.split("\n")))

    def _say(self, text: str) -> None:
        if not self._left_out and not self._over:
            self.said.append(text)
