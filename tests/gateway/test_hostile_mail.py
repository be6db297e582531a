"""A mail that a stranger made to keep everybody waiting, or to make the reader stumble, is read like any other."""

from __future__ import annotations

import pytest

from gateway.replies.html_words import words_of_html
from gateway.replies.own_words import own_words

LONG = "x" * 20 + "@" * 3000


@pytest.mark.parametrize(
    "line",
    ["<" * 200 + LONG, ("<a@" * 60 + LONG) * 30, "on " + "<a@b" * 4000, "sent from my " + "a" * 50_000],
    ids=range(4),
)
def test_a_line_without_an_end_is_read_in_a_moment(line: str) -> None:
    """Read in time that grows with the square of its length, each of these would take minutes."""
    text = "\n".join(["Please stop.", *[line] * 40])
    assert own_words(text).startswith("Please stop.")


@pytest.mark.parametrize("mark", ["<a ", "<p <", "<!--", "<![x "])
def test_tags_without_an_end_are_read_in_a_moment(mark: str) -> None:
    assert "Please stop." in words_of_html("<p>Please stop.</p>" + mark * 60_000)


@pytest.mark.parametrize("html", ["a <![x stop", "<![ stop", "<![1]> stop please", "<div><![if x stop</div>"])
def test_marks_that_the_parser_stumbles_over_hide_no_stop(html: str) -> None:
    assert "stop" in words_of_html(html)
