"""A playbook with one good message, to be spoilt in one place at a time, and what the linter then finds."""

from __future__ import annotations

from typing import Any

from domain.lint.engine import Finding, lint
from domain.playbook.model import Playbook

SUBJECT = "Your application for the {{ application.job_title }} role"
GOOD = """\
Hi {{ candidate.first_name }},

Thank you for your patience. Your application for the {{ application.job_title }} role is in review.

{% if promise.by %}
You will hear from us by {{ promise.by }}.
{% else %}
You will hear from us within two weeks.
{% endif %}

If your plans have changed, reply to this message.

{% include "_signature.md" %}

{% include "_footer.md" %}
"""
GOOD_TEXT = (
    "{{ company.name }}: Hi {{ candidate.first_name }}, thank you for your patience. You will hear from us "
    '{{ "by " ~ promise.by if promise.by else "within two weeks" }}. Reply STOP to opt out.\n'
)
PARTS = {
    "_signature.md": {
        "body": "Kind regards,\n\n{% if recruiter.name %}{{ recruiter.name }}{% else %}{{ company.name }}{% endif %}\n"
    },
    "_footer.md": {"body": "* * *\n\n[Stop these messages]({{ links.unsubscribe }})\n"},
    "any/receipt.md": {"subject": "Your message to {{ company.name }}", "body": GOOD, "line": 4},
}


def playbook(
    messages: dict[str, Any], stage: str = "applied", texts: dict[str, Any] | None = None, **step: Any
) -> Playbook:
    """A playbook whose one step, in `stage`, sends `x/hello`."""
    step = {"step": "hello", "after": "entered", "message": "x/hello", **step}
    return Playbook.model_validate(
        {
            "company": {"name": "Acme", "timezone": "America/New_York", "country": "US"},
            "sender": {"name": "Acme", "email": "talent@acme.example"},
            "texts": texts or {},
            "stages": {stage: {"steps": [step]}},
            "messages": {**PARTS, **messages},
        }
    )


def mail(body: str = GOOD, *, subject: str = SUBJECT, file: str = "x/hello.md", **more: Any) -> dict[str, Any]:
    """One mail of four lines of front matter and a body; `more` is the rest of the file."""
    head = {"subject": 2, "waive": 3} | {f"waive.{ident}": 4 for ident in more.get("waive", {})}
    base = {} if file == "x/hello.md" else {"x/hello.md": {"subject": SUBJECT, "body": GOOD, "line": 4}}
    return {**base, file: {"subject": subject, "body": body, "line": 4, "head": head, **more}}


def text(body: str = GOOD_TEXT, **more: Any) -> dict[str, Any]:
    """One text, beside a good mail."""
    return {**mail(), "x/hello.sms.txt": {"body": body, **more}}


def found(messages: dict[str, Any], stage: str = "applied", **step: Any) -> list[Finding]:
    """What the linter finds in these messages."""
    return lint(playbook(messages, stage, **step))


def ids(messages: dict[str, Any], stage: str = "applied", **step: Any) -> set[str]:
    return {finding.id for finding in found(messages, stage, **step)}


def with_line(line: str, body: str = GOOD) -> str:
    """The good mail with one more paragraph before its closing."""
    return body.replace('{% include "_signature.md" %}', f'{line}\n\n{{% include "_signature.md" %}}')
