"""Markdown to the two bodies of a mail: readable plain text, and a small HTML document for mail clients (R11).

A line break in the Markdown stays a line break in both: people write signatures line by line, and nobody who edits a
message should have to know about two spaces at the end.
"""

from __future__ import annotations

import html
import re
from typing import Final
from urllib.parse import unquote

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

# Raw HTML is escaped (html=False), and a picture becomes a link: nothing is loaded from anywhere, so nothing tracks.
_PARSER: Final = MarkdownIt("commonmark", {"html": False, "breaks": True})

_FONT: Final = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_STYLES: Final = {
    "p": "margin:0 0 16px",
    "h1": "margin:24px 0 12px;font-size:22px;line-height:1.3",
    "h2": "margin:24px 0 12px;font-size:19px;line-height:1.3",
    "h3": "margin:20px 0 8px;font-size:16px;line-height:1.3",
    "ul": "margin:0 0 16px;padding-left:24px",
    "ol": "margin:0 0 16px;padding-left:24px",
    "li": "margin:0 0 4px",
    "blockquote": "margin:0 0 16px;padding-left:12px;border-left:3px solid #8c959f",
    "pre": "margin:0 0 16px;white-space:pre-wrap",
    "hr": "margin:24px 0;border:0;border-top:1px solid #8c959f",
    "a": "color:#0b57d0;text-decoration:underline",
}
_TAGS: Final = set(_STYLES) | {"strong", "em", "br", "code"}
_SCHEMES: Final = {"http", "https", "mailto", "tel"}
_CLEANER: Final = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href"}, "ol": {"start"}},
    url_schemes=_SCHEMES,
    link_rel="noopener noreferrer",
    set_tag_attribute_values={tag: {"style": style} for tag, style in _STYLES.items()},
)
_LANG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")

_SUBJECT: Final = {
    "en": "subject",
    "da": "emne",
    "de": "Betreff",
    "es": "asunto",
    "fr": "objet",
    "it": "oggetto",
    "nb": "emne",
    "nl": "onderwerp",
    "pl": "temat",
    "pt": "assunto",
    "sv": "ämne",
}
"""The word for a mail's subject."""

_DOCUMENT: Final = """\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; supported-color-schemes: light dark; }}
@media (prefers-color-scheme: dark) {{
body, .page {{ background: #1b1d21 !important; color: #e6e8eb !important; }}
a {{ color: #8ab4f8 !important; }}
}}
</style>
</head>
<body style="margin:0;padding:0;background:#ffffff;color:#1f2328">
<div class="page" dir="auto" style="max-width:600px;margin:0 auto;padding:24px 16px;background:#ffffff;color:#1f2328;\
font-family:{font};font-size:16px;line-height:1.5;overflow-wrap:break-word">
{body}</div>
</body>
</html>
"""


def bodies(markdown: str, lang: str = "en", *, title: str = "") -> tuple[str, str]:
    """The same words twice: as `to_text` has them, and as a whole HTML mail, at most 600 px wide, for light and dark,
    with nothing remote and nothing that tracks.

    `lang` is a BCP 47 tag such as `de` or `pt-BR` (an odd one falls back to `en`); `title` usually the subject.
    """
    tokens = _PARSER.parse(markdown)
    return _plain(tokens, lang), _document(tokens, lang, title)


def _document(tokens: list[Token], lang: str, title: str) -> str:
    """Of tokens that nobody needs any more: their pictures are taken out."""
    for token in tokens:
        if token.children:
            token.children = [part for child in token.children for part in _without_picture(child)]
    body = _CLEANER.clean(_PARSER.renderer.render(tokens, _PARSER.options, {}))
    lang = lang.replace("_", "-")
    return _DOCUMENT.format(
        lang=lang if _LANG.fullmatch(lang) else "en", title=html.escape(title or "Message"), font=_FONT, body=body
    )


def to_text(markdown: str, *, lang: str = "en") -> str:
    """The same as plain text: links as `label: url`, lists with dashes and numbers, no markup left, never wrapped.

    `lang` is the language of the words: the subject that a mail link asks for is named in it.
    """
    return _plain(_PARSER.parse(markdown), lang)


def _plain(tokens: list[Token], lang: str) -> str:
    lines = _lines(SyntaxTreeNode(tokens).children, _SUBJECT.get(lang[:2].lower(), _SUBJECT["en"]))
    return "\n".join(line.rstrip() for line in lines) + "\n" if lines else ""


def _lines(blocks: list[SyntaxTreeNode], subject: str) -> list[str]:
    """The lines of some blocks: an empty one between two, except within the items of a tight list."""
    out: list[str] = []
    tight = False
    for block in blocks:
        if out and not tight:
            out.append("")
        tight = block.hidden
        match block.type:
            case "bullet_list" | "ordered_list":
                number = int(block.attrs.get("start", 1))
                for offset, item in enumerate(block.children):
                    marker = "- " if block.type == "bullet_list" else f"{number + offset}. "
                    inside = _lines(item.children, subject) or [""]
                    out.append(marker + inside[0])
                    out.extend(" " * len(marker) + line for line in inside[1:])
            case "blockquote":
                out.extend("> " + line for line in _lines(block.children, subject))
            case "hr":
                out.append("-" * 20)
            case "fence" | "code_block":
                out.extend(block.content.rstrip("\n").split("\n"))
            case _:
                for inline in block.children:
                    out.extend(_inline(inline.token.children or [], subject).split("\n") if inline.token else [])
    return out


def _inline(children: list[Token], subject: str) -> str:
    parts: list[str] = []
    links: list[tuple[str, int]] = []
    for child in children:
        match child.type:
            case "text" | "code_inline":
                parts.append(child.content)
            case "softbreak" | "hardbreak":
                parts.append("\n")
            case "link_open":
                links.append((str(child.attrs.get("href", "")), len(parts)))
            case "link_close":
                url, start = links.pop()
                label = "".join(parts[start:]).strip()
                parts[start:] = [_link(label, url, subject)]
            case "image":
                parts.append(_link(child.content.strip(), str(child.attrs.get("src", "")), subject))
    return "".join(parts)


def _link(label: str, url: str, subject: str) -> str:
    bare = url.removeprefix("mailto:").removeprefix("tel:")
    if url.startswith("mailto:") and "?subject=" in bare:
        to, _, wanted = bare.partition("?subject=")
        bare = f"{to} ({subject}: {unquote(wanted)})"
    return bare if not label or label in (url, bare) else f"{label}: {bare}"


def _without_picture(token: Token) -> list[Token]:
    if token.type != "image":
        return [token]
    source = str(token.attrs.get("src", ""))
    label = Token("text", "", 0, content=token.content or source)
    return [Token("link_open", "a", 1, attrs={"href": source}), label, Token("link_close", "a", -1)]
