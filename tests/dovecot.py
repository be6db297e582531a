"""A real Dovecot of the tests' own, one for each process that runs tests; every test takes a mailbox of its own."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from domain.replies.mail.mailbox_address import MailboxAddress
from starter.embedded import free_port, is_listening
from tests.clocks import WEDNESDAY

PASSWORD = "a-password-for-tests"
HOST = "imap.acme.example"
"""The name in its certificate."""

FULL_AT = 100
"""Mails that a mailbox may hold."""

_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/server.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.pem
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
recipient_delimiter = +
mail_location = maildir:{folder}/mail/%u
mailbox_idle_check_interval = 1s
mail_fsync = never
mail_plugins = quota acl
protocol imap {{
  mail_plugins = quota acl imap_quota
}}
plugin {{
  acl = vfile
  quota = maildir:Mailbox
  quota_rule = *:messages={full_at}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
"""


@dataclass
class Dovecot:
    """A server that can be killed and started again. Its folder holds the mail."""

    folder: Path
    port: int
    tls_port: int
    _account: pwd.struct_passwd
    _process: subprocess.Popen[bytes] | None = None
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def start(self) -> None:
        group = _group(self._account)
        config = self.folder / "dovecot.conf"
        config.write_text(
            _CONFIG.format(
                folder=self.folder,
                user=self._account.pw_name,
                group=group,
                port=self.port,
                tls_port=self.tls_port,
                password=PASSWORD,
                full_at=FULL_AT,
            )
        )
        identity: dict[str, Any] = {}
        if os.geteuid() == 0:
            identity = {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}
        with (self.folder / "output").open("ab") as output:  # not a pipe: it would write there for ever
            self._process = subprocess.Popen(
                [_program(), "-F", "-c", str(config)],
                stdout=output,
                stderr=output,
                cwd=self.folder,
                start_new_session=True,
                **identity,
            )
        give_up_at = time.monotonic() + 20
        while not is_listening(self.port):
            if self._process.poll() is not None or time.monotonic() > give_up_at:
                pytest.fail(f"Dovecot did not start: {self.log()}", pytrace=False)
            time.sleep(0.02)

    @property
    def certificate(self) -> Path:
        """What a client has to trust to believe that this is imap.acme.example."""
        return self.folder / "authority.pem"

    def kill(self) -> None:
        """All of it at once, as when the machine is switched off."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(20)
            self._process = None

    def log(self) -> str:
        return "".join(path.read_text() for name in ("output", "server.log") if (path := self.folder / name).exists())

    def new_box(self, user: str = "") -> Box:
        """An empty mailbox."""
        number = next(self._numbers)
        box = Box(self, user or f"talent{number}@acme.example")
        for name in ("cur", "new", "tmp"):
            self.make(box.path / name)
        return box

    def make(self, folder: Path) -> None:
        for one in [folder, *folder.parents]:
            if one == self.folder:
                break
            one.mkdir(parents=True, exist_ok=True)
            self.own(one)

    def own(self, path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, self._account.pw_uid, self._account.pw_gid)


@dataclass
class Box:
    """One mailbox on the server."""

    server: Dovecot
    user: str
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def path(self) -> Path:
        return self.server.folder / "mail" / self.user

    @property
    def address(self) -> MailboxAddress:
        return MailboxAddress("127.0.0.1", self.server.port, self.user, "INBOX", encrypted=False)

    @property
    def settings(self) -> dict[str, Any]:
        """What names it in an installation's settings."""
        return {
            "imap_url": f"imap://{self.user}@127.0.0.1:{self.server.port}/INBOX",
            "imap_password": SecretStr(PASSWORD),
        }

    def deliver(self, *mails: bytes, at: datetime = WEDNESDAY) -> None:
        """As a mail server does: a file each, complete at once, received at that instant."""
        for raw in mails:
            name = f"{next(self._numbers):06}.test"
            there = self.path / "tmp" / name
            there.write_bytes(raw.replace(b"\r\n", b"\n"))
            self.server.own(there)
            os.utime(there, (at.timestamp(), at.timestamp()))
            there.rename(self.path / "new" / name)

    def seen(self) -> list[str]:
        """The files that are marked as read, by name."""
        return sorted(
            one.name.partition(":")[0] for one in (self.path / "cur").iterdir() if "S" in one.name.partition(":2,")[2]
        )

    def rebuild(self) -> None:
        """The server loses its numbers, and gives new ones under another UIDVALIDITY."""
        for one in self.path.iterdir():
            if one.name.startswith(("dovecot-uidlist", "dovecot.index", "dovecot.list.index")):
                one.unlink()

    def make_read_only(self) -> None:
        rights = self.path / "dovecot-acl"
        rights.write_text("owner lr\n")
        self.server.own(rights)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A Dovecot from the system's programs, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="followup-dovecot-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        server = Dovecot(folder, free_port(), free_port(), _unprivileged())
        server.own(folder)
        _certify(server)
        for name in ("run", "state", "mail"):
            server.make(folder / name)
        server.start()
        try:
            yield server
        finally:
            server.kill()


def _certify(server: Dovecot) -> None:
    """A certificate for imap.acme.example, which its own file alone vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate = built.public_bytes(Encoding.PEM)
    server.certificate.write_bytes(certificate)
    both = server.folder / "server.pem"
    both.write_bytes(certificate + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    server.own(both)


def _unprivileged() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def _group(account: pwd.struct_passwd) -> str:
    import grp

    return grp.getgrgid(account.pw_gid).gr_name


def _program() -> str:
    found = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.fail("Dovecot is not here; install the Debian packages `dovecot-core dovecot-imapd`.", pytrace=False)
    return found
