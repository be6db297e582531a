"""Every reader sees the name and the subject that were written, and one address (R10), whichever Python wrote them."""

from __future__ import annotations

import email
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.sendgrid_email import _request_body
from domain.one_line import one_line
from tests.channels.people_in_scripts import headers_of, message_to, people

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BY_DAY, BY_NIGHT = 450, 10_000


def unfolded(mail: Message, header: str) -> str:
    return re.sub(r"\r?\n(?=[ \t])", "", str(mail[header]))


def decoded(text: str) -> str:
    return str(make_header(decode_header(text)))


def check_with_the_old_parser(count: int) -> None:
    """Python's compat32, which takes addresses apart first and decodes names then, as mail programs do."""
    for number, (name, subject) in enumerate(people(count)):
        raw = headers_of(name, subject, number)
        assert raw.isascii() and max(map(len, raw.split(b"\r\n"))) <= 78, (name, subject)
        mail = email.message_from_bytes(raw)
        assert set(mail) == {
            "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "X-Followup-Touch", "X-Followup-Attempt",
            "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
        }, (name, subject)  # fmt: skip
        for header, address, meant in (
            ("To", f"person-{number}@mail.example", name),
            ("From", "talent@acme.example", name[::-1]),
            ("Reply-To", "answers@acme.example", name),
        ):
            ((said, spec),) = getaddresses([unfolded(mail, header)])
            assert (decoded(said), spec) == (one_line(meant), address)
        assert decoded(unfolded(mail, "Subject")) == one_line(subject)


def test_r10_names_and_subjects_in_twenty_scripts_are_read_as_they_were_written() -> None:
    check_with_the_old_parser(BY_DAY)


@given(name=st.text(max_size=150), subject=st.text(max_size=300))
def test_r10_whatever_somebody_is_called_the_mail_goes_to_one_address(name: str, subject: str) -> None:
    mail = email.message_from_bytes(headers_of(name, subject))
    ((said, spec),) = getaddresses([unfolded(mail, "To")])
    assert (decoded(said), spec) == (one_line(name), "person-0@mail.example")
    assert decoded(unfolded(mail, "Subject")) == one_line(subject)
    assert len(mail.keys()) == 11


@pytest.mark.nightly
def test_r10_ten_thousand_names_and_subjects_are_read_as_they_were_written() -> None:
    check_with_the_old_parser(BY_NIGHT)


def test_r10_what_sendgrid_gets_holds_no_line_break_no_second_address_and_no_encoded_word() -> None:
    """It makes the headers itself, from JSON; a comma or semicolon in a recipient's name it takes for a fault."""
    for name, subject in people(BY_DAY):
        body = _request_body(message_to(name, subject))
        ((to,),) = (one["to"] for one in body["personalizations"])
        assert to["email"] == "person-0@mail.example" and not re.search("[,;]", to.get("name", ""))
        assert body["from"]["email"] == "talent@acme.example" and body["reply_to"]["email"] == "answers@acme.example"
        for said in (to.get("name", ""), body["from"].get("name", ""), body["subject"]):
            assert said == one_line(said) and "=?" not in said
        assert body["subject"] == one_line(subject).replace("=?", "= ?")


PERL = r"""
use strict; use warnings; use Encode qw(decode encode);
local $/ = "\r\n\r\n";
while (my $head = <STDIN>) {
    $head =~ s/\r\n(?=[ \t])//g;
    for my $line (split /\r\n/, $head) {
        next unless $line =~ /^(?:Subject|To): (.*)$/;
        my $said = $1;
        if ($line =~ /^To: /) {
            # A quoted string or words, then one address; nothing else may stand there.
            $said =~ s/ ?<?(person-\d+\@mail\.example)>?$// or die "no address at the end: $said";
            $said =~ /^(?:"([^"\\]*)"|([^",;:<>@()\\]*))$/ or die "more than a name: $said";
            $said = defined $1 ? $1 : $2;
        }
        print encode("UTF-8", decode("MIME-Header", $said)), "\n";
    }
}
"""


@pytest.mark.skipif(shutil.which("perl") is None, reason="there is no Perl on this machine")
@pytest.mark.parametrize("count", [BY_DAY, pytest.param(BY_NIGHT, marks=pytest.mark.nightly)])
def test_r10_perl_reads_the_same_names_and_subjects(count: int) -> None:
    everybody = list(people(count))
    raw = b"".join(headers_of(name, subject, number) for number, (name, subject) in enumerate(everybody))
    done = subprocess.run(["perl", "-e", PERL], input=raw, capture_output=True, check=True, timeout=120)
    said = done.stdout.decode().split("\n")[:-1]
    assert said == [one_line(text) for name, subject in everybody for text in (name, subject)]


def other_pythons() -> Iterator[Path]:
    """Every Python from 3.11 on that is on this machine, one for each version, but for the one that runs the tests."""
    seen = {sys.version.split()[0]}
    homes = [*(Path.home() / ".pyenv/versions").glob("3.*/bin"), Path("/usr/bin"), Path("/usr/local/bin"), Path("/opt")]
    for path in sorted(one for home in homes for one in home.glob("python3.[0-9]*")):
        minor = re.fullmatch(r"python3\.(\d+)", path.name)
        if minor and int(minor[1]) >= 11:
            told = subprocess.run([path, "-V"], capture_output=True, text=True, timeout=60)
            version = told.stdout.removeprefix("Python ").strip()
            if told.returncode == 0 and version not in seen:
                seen.add(version)
                yield path


@pytest.mark.parametrize("count", [BY_DAY, pytest.param(BY_NIGHT, marks=pytest.mark.nightly)])
def test_r10_every_python_on_this_machine_writes_the_very_same_headers(count: int) -> None:
    ours = b"".join(headers_of(name, subject, number) for number, (name, subject) in enumerate(people(count)))
    for python in other_pythons():
        done = subprocess.run(
            [python, "-B", HERE / "people_in_scripts.py", str(count)],
            env={"PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
            timeout=300,
        )
        assert done.stdout == ours, python
