"""Markdown to plain text and to HTML: readable, complete, and nothing foreign gets in."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from channels.html import bodies, to_text
from tests.tables import each

TEXTS = {
    "plain": ("Hi Ann,\n\nthank you.", "Hi Ann,\n\nthank you.\n"),
    "emphasis": ("**Bold**, *soft* and `code`", "Bold, soft and code\n"),
    "heading": ("# Next *steps*\n\nTalk", "Next steps\n\nTalk\n"),
    "link": ("See [your page](https://a.example/c?x=1&y=2) now.", "See your page: https://a.example/c?x=1&y=2 now.\n"),
    "link of itself": ("<https://a.example>", "https://a.example\n"),
    "mail address": ("[ben@acme.example](mailto:ben@acme.example)", "ben@acme.example\n"),
    "phone": ("[Call me](tel:+14155550123)", "Call me: +14155550123\n"),
    "bold link": ("[**Choose** a time](https://a.example)", "Choose a time: https://a.example\n"),
    "picture": ("![our office](https://a.example/p.png)", "our office: https://a.example/p.png\n"),
    "signature keeps its lines": ("Best,\nBen Ruiz\nAcme", "Best,\nBen Ruiz\nAcme\n"),
    "list": (
        "You need:\n\n- a laptop\n- a *cup*\n  of tea\n\nThat is all.",
        "You need:\n\n- a laptop\n- a cup\n  of tea\n\nThat is all.\n",
    ),
    "numbers": ("3. c\n4. d\n   - e", "3. c\n4. d\n   - e\n"),
    "loose list": ("- a\n\n  b\n\n- c", "- a\n\n  b\n- c\n"),
    "quote": ("> said\n> twice\n>\n> more", "> said\n> twice\n>\n> more\n"),
    "rule": ("a\n\n---\n\nb", "a\n\n--------------------\n\nb\n"),
    "code": ("```\nx = 1\n  y\n```", "x = 1\n  y\n"),
    "escapes and entities": (r"5 \* 3 &amp; &lt;b&gt; é", "5 * 3 & <b> é\n"),
    "long line": ("word " * 100, ("word " * 100).strip() + "\n"),
    "nothing": ("", ""),
}


def to_html(markdown: str, lang: str = "en", *, title: str = "") -> str:
    return bodies(markdown, lang, title=title)[1]


@each("case", TEXTS)
def test_the_text_has_no_markup_left_and_is_never_wrapped(case: str) -> None:
    markdown, text = TEXTS[case]
    assert to_text(markdown) == text


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "subject"), ("de-AT", "Betreff"), ("pt-BR", "assunto"), ("xx", "subject")]
)
def test_the_subject_that_a_link_asks_for_is_named_in_the_language_of_the_mail(lang: str, word: str) -> None:
    link = "[stop](mailto:talent@acme.example?subject=stop)"
    assert to_text(link, lang=lang) == f"stop: talent@acme.example ({word}: stop)\n"


class Seen(HTMLParser):
    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.data = ""
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend((tag, name, value or "") for name, value in attrs)

    def handle_data(self, data: str) -> None:
        self.data += data


EVIL = (
    "<script>alert(1)</script> <img src=https://t.example/p.gif> <b onclick=x>hi</b>\n\n<style>*{}</style>\n\n"
    "[js](javascript:alert(1)) [data](data:text/html,x) [vb](vbscript:x) ![pixel](https://t.example/p.gif)\n\n"
    '[q](https://a.example/"onmouseover="x) <https://a.example/<script>>\n\n<!-- c -->\n\n<a href="https://e.example">x</a>'
)


def test_raw_html_is_escaped_and_nothing_remote_is_loaded() -> None:
    document = to_html(EVIL, title="<script>")
    seen = Seen(document)
    assert not {"script", "img", "b", "iframe", "link"} & set(seen.tags)
    assert seen.tags.count("style") == 1
    assert not [
        name for _, name, _ in seen.attributes if name.startswith("on") or name in ("src", "srcset", "background")
    ]
    links = [value for tag, name, value in seen.attributes if tag == "a" and name == "href"]
    assert all(link.startswith("https://") for link in links)
    assert "https://t.example/p.gif" in links, "a picture is a link"
    assert "url(" not in document
    assert "<b onclick=x>hi</b>" in seen.data, "shown as it was written"


def test_the_document_is_complete_narrow_and_fit_for_dark() -> None:
    document = to_html("Hi **Ann**,\n\n[your page](https://a.example)", lang="de_AT", title="Danke & Gruß")
    seen = Seen(document)
    assert document.startswith("<!DOCTYPE html>")
    assert ("html", "lang", "de-AT") in seen.attributes
    assert "max-width:600px" in document
    assert "prefers-color-scheme: dark" in document
    assert ("meta", "content", "light dark") in seen.attributes
    assert "<title>Danke &amp; Gruß</title>" in document
    assert any(tag == "a" and name == "style" for tag, name, _ in seen.attributes), "styles stand inline"
    assert len(document) < 3000


def test_an_odd_language_falls_back_to_english() -> None:
    assert '<html lang="en">' in to_html("x", lang='de" onload="x')
    assert '<html lang="en">' in to_html("x")


def test_braces_in_a_message_are_only_braces() -> None:
    assert "{body} {0}" in Seen(to_html("{body} {0}", title="{font}")).data
