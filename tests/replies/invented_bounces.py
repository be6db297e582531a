"""Bounces in the style of each mail system, all invented: names at example.org, servers that do not exist."""

from __future__ import annotations

from typing import NamedTuple

TO = "jo.fox@example.org"
US = "talent@acme.example"
OURS = "<3c1a9e77.touch@acme.example>"
COPY = f"From: Acme Talent <{US}>\nTo: Jo Fox <{TO}>\nSubject: Your application\nMessage-ID: {OURS}\n"


class Case(NamedTuple):
    """What a mail system sent, and how it is to be read. `undecided` is a `blocked` that is counted."""

    name: str
    raw: bytes
    kind: str  # bounce, undecided, blocked, complaint, noise
    says: str  # the word of the evidence that `why` names
    about: bool = True  # it tells to whom the mail was
    ours: bool = True  # it holds our mail's Message-ID


def report(status: str, diagnostic: str, *, text: str = "", action: str = "failed", sender: str = "") -> bytes:
    """A report by RFC 3464, as Postfix, Exchange and others write it."""
    said = f"Diagnostic-Code: smtp; {diagnostic}\n" if diagnostic else ""
    state = f"Status: {status}\n" if status else ""
    return (
        f"From: {sender or 'MAILER-DAEMON@mx.example.net (Mail Delivery System)'}\nTo: {US}\n"
        "Subject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\nReturn-Path: <>\n"
        'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nThis is the mail system at host mx.example.net.\n\n"
        "I'm sorry to have to inform you that your message could not be delivered to one or more recipients.\n"
        f"{text}\n"
        f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n"
        f"Final-Recipient: rfc822; {TO}\nAction: {action}\n{state}{said}\n"
        f"--b\nContent-Type: message/rfc822\n\n{COPY}\nHello Jo.\n--b--\n"
    ).encode()


def plain(
    subject: str, body: str, *, sender: str = "MAILER-DAEMON@mx.example.net", more: str = "", path: str = "<>"
) -> bytes:
    """A bounce in words alone."""
    back = f"Return-Path: {path}\n" if path else ""
    return f"From: {sender}\nTo: {US}\nSubject: {subject}\n{back}{more}\n{body}\n".encode()


QMAIL = (
    "Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your message to the "
    "following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<{to}>:\n{said}\n\n"
    "--- Below this line is a copy of the message.\n\nReturn-Path: <{us}>\n{copy}\nHello Jo.\n"
)
EXIM = (
    "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
    "delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n"
    "  {to}\n    {said}\n\n------ This is a copy of the message, including all the headers. ------\n\n{copy}\nHello.\n"
)
GMAIL = (
    "Delivery to the following recipient failed permanently:\n\n     {to}\n\nTechnical details of permanent failure: \n"
    "{said}\n\n----- Original message -----\n\n{copy}\nHello.\n"
)
YAHOO = (
    "Sorry, we were unable to deliver your message to the following address.\n\n<{to}>:\n{said}\n\n"
    "--- Below this line is a copy of the message.\n\n{copy}\nHello.\n"
)
SENDMAIL = (
    "The original message was received at Wed, 2 Dec 2026 10:00:00 -0500\nfrom mail.acme.example [192.0.2.7]\n\n"
    "   ----- The following addresses had permanent fatal errors -----\n<{to}>\n    (reason: {said})\n\n"
    "   ----- Transcript of session follows -----\n... while talking to mx.example.org.:\n>>> DATA\n<<< {said}\n\n"
    "   ----- Original message follows -----\n\n{copy}\nHello.\n"
)
DOMINO = "Your message\n\n  Subject: Your application\n\nwas not delivered to:\n\n  {to}\n\nbecause:\n\n  {said}\n"
COURIER = (
    "This is a delivery status notification from mx.example.net,\nrunning the Courier mail server, version 1.2.\n\n"
    "The original message was received on Wed, 2 Dec 2026 10:00:00 -0500\n\n---\n\n"
    "                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n"
    "<{to}>:\n    mx.example.org [192.0.2.30]:\n>>> RCPT TO:<{to}>\n<<< {said}\n\n---\n\n{copy}\n"
)
EXCHANGE = (
    "Your message\n\n  To:      {to}\n  Subject: Your application\n  Sent:    Wed, 2 Dec 2026 10:00:00 -0500\n\n"
    "did not reach the following recipient(s):\n\n{to} on Wed, 2 Dec 2026 10:00:02 -0500\n    {said}\n"
)


def by(style: str, said: str) -> str:
    return style.format(to=TO, us=US, said=said, copy=COPY)


def _feedback(sender: str, subject: str) -> bytes:
    return (
        f"From: {sender}\nTo: {US}\nSubject: {subject}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nThis is an abuse report.\n--b\nContent-Type: message/feedback-report\n\n"
        f"Feedback-Type: abuse\nUser-Agent: SomeMail/1\nOriginal-Rcpt-To: {TO}\n\n"
        f"--b\nContent-Type: message/rfc822\n\n{COPY}\nHello.\n--b--\n"
    ).encode()


def _hotmail() -> bytes:
    return (
        f"From: <staff@hotmail.com>\nTo: {US}\nSubject: complaint about message from 192.0.2.7\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: message/rfc822\n\n'
        f"X-HmXmrOriginalRecipient: {TO}\n{COPY}\nHello.\n--b--\n"
    ).encode()


REPORTS: tuple[Case, ...] = tuple(
    Case(name, report(status, diagnostic), kind, says)
    for name, status, diagnostic, kind, says in (
        ("postfix: user unknown", "5.1.1", f"550 5.1.1 <{TO}>: Recipient address rejected: User unknown in local recipient table", "bounce", "user unknown"),
        ("no status, words alone", "", "550 No such user here", "bounce", "no such user"),
        ("5.0.0 and words", "5.0.0", f"550 <{TO}> does not exist", "bounce", "nobody has the address"),
        ("5.7.1 and unknown all the same", "5.7.1", f"550 5.7.1 Unknown user: {TO}", "bounce", "unknown user"),
        ("google", "5.1.1", "550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking", "bounce", "does not exist"),
        ("google, disabled", "5.2.1", "550-5.2.1 The email account that you tried to reach is disabled.", "bounce", "disabled"),
        ("microsoft: recipient not found", "5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup", "bounce", "nobody has the address"),
        ("microsoft: 5.4.1 access denied", "5.4.1", f"550 5.4.1 [{TO}]: Recipient address rejected: Access denied. [X.prod.protection.example]", "bounce", "access denied"),
        ("5.4.4, unknown recipient in words", "5.4.4", "550 5.4.4 Invalid recipient", "bounce", "invalid recipient"),
        ("host not found", "5.4.4", "Host or domain name not found. Name service error for name=nosuch.example.org type=A: Host not found", "undecided", "looked up"),
        ("no such domain", "5.1.2", "550 5.1.2 No such domain", "bounce", "domain does not exist"),
        ("null MX", "5.1.10", f"556 5.1.10 <{TO}>: Recipient address rejected: Domain example.org does not accept mail (nullMX)", "bounce", "domain does not exist"),
        ("hotmail's standard words", "5.5.0", "550 Requested action not taken: mailbox unavailable (S2017062302)", "bounce", "requested action"),
        ("account closed", "5.0.0", "554 30 Sorry, your message cannot be delivered. This mailbox is disabled (554.30).", "bounce", "given up"),
        ("she left", "5.0.0", "550 This person no longer works here, the mailbox has been closed", "bounce", "given up"),
        ("german", "5.0.0", "550 Empfänger unbekannt", "bounce", "unbekannt"),
        ("french", "5.0.0", "550 5.5.0 Adresse d'au moins un destinataire invalide. Utilisateur inconnu", "bounce", "nobody has the address"),
        ("spanish", "5.0.0", "550 La cuenta de correo no existe", "bounce", "no existe"),
        ("portuguese", "5.0.0", "554 Usuário Inválido ou Inexistente", "bounce", "nobody has the address"),
        ("dutch", "5.0.0", "550 Gebruiker onbekend", "bounce", "onbekend"),
        ("status alone", "5.1.1", "", "bounce", "5.1.1"),
        ("disabled, status alone", "5.2.1", "", "bounce", "5.2.1"),
        ("full, 5.2.2", "5.2.2", "552 5.2.2 Mailbox full", "blocked", "full"),
        ("full, under 5.1.1", "5.1.1", "550 5.1.1 user over quota (#5.1.1)", "blocked", "full"),
        ("full, google", "5.2.2", "552-5.2.2 The recipient's inbox is out of storage space and inactive.", "blocked", "full"),
        ("full, no status", "", "552 sorry, mailbox quota exceeded", "blocked", "full"),
        ("full, german", "5.0.0", "552 Das Postfach des Empfängers ist voll", "blocked", "full"),
        ("spam", "5.0.0", "554 5.7.1 Message rejected as spam by Content Filtering", "blocked", "spam"),
        ("policy", "5.2.0", "550 5.2.0 Mail rejected for policy reasons", "blocked", "rule"),
        ("reputation", "5.7.1", "550-5.7.1 Our system has detected that this message is suspicious due to the very low reputation of the sending IP", "blocked", "reputation"),
        ("a block list", "5.0.0", "554 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org", "blocked", "reputation"),
        ("microsoft block list", "5.7.606", "550 5.7.606 Access denied, banned sending IP [192.0.2.7]", "blocked", "reputation"),
        ("no PTR", "5.0.0", "554 5.7.1 Fix reverse DNS for 192.0.2.7", "blocked", "PTR"),
        ("not authenticated", "5.7.26", "550-5.7.26 Unauthenticated email from acme.example is not accepted due to domain's DMARC policy.", "blocked", "authenticated"),
        ("microsoft, 5.7.515", "5.7.515", "550 5.7.515 Access denied, sending domain ACME.EXAMPLE doesn't meet the required authentication level", "blocked", "authenticat"),
        ("too many", "5.0.0", "550 5.4.5 Daily sending quota exceeded", "blocked", "quota"),
        ("rate", "4.7.0", "421 4.7.0 Too many connections from your IP", "blocked", "too much"),
        ("greylisted to the end", "4.2.0", "450 4.2.0 Recipient address rejected: Greylisted, see http://postgrey.example.org/help", "blocked", "again later"),
        ("timed out", "4.4.1", "connect to mx.example.org[192.0.2.30]:25: Connection timed out", "blocked", "in time"),
        ("refused connection", "4.4.1", "connect to mx.example.org[192.0.2.30]:25: Connection refused", "blocked", "in time"),
        ("our sender, 5.1.8", "5.1.8", "553 5.1.8 Domain of sender address talent@acme.example does not exist", "blocked", "sender"),
        ("our sender, unknown", "5.1.0", "550 5.1.0 Sender unknown", "blocked", "sender"),
        ("sender verify", "5.0.0", "550 Sender verify failed", "blocked", "sender"),
        ("too large", "5.3.4", "552 5.3.4 Message size exceeds fixed limit", "blocked", "large"),
        ("loop", "5.4.6", "554 5.4.6 Hop count exceeded - possible mail loop", "blocked", "loop"),
        ("relaying", "5.7.1", "554 5.7.1 Relay access denied", "blocked", "relay"),
        ("virus", "5.7.1", "554 5.7.1 Message contains a virus", "blocked", "virus"),
        ("recipient's filter", "5.7.1", "550 5.7.1 Your message was rejected by the recipient's mail rules", "blocked", "rule"),
        ("nothing but a number", "5.0.0", "550 no", "undecided", "5.0.0"),
        ("nothing at all", "", "", "undecided", "nothing says why"),
        ("unknown, but only now", "4.1.1", f"450 4.1.1 <{TO}>: User unknown", "undecided", "time being"),
        ("suspended", "5.0.0", "550 This account has been temporarily suspended", "undecided", "suspended"),
    )
)  # fmt: skip

PLAIN: tuple[Case, ...] = (
    Case("qmail: no mailbox", plain("failure notice", by(QMAIL, "Sorry, no mailbox here by that name. (#5.1.1)")), "bounce", "no mailbox"),
    Case("qmail: over quota", plain("failure notice", by(QMAIL, "552 Error: disk quota exceeded")), "blocked", "full"),
    Case("qmail: host", plain("failure notice", by(QMAIL, "Sorry, I couldn't find any host named example.org. (#5.1.2)")), "bounce", "domain does not exist"),
    Case("qmail: time", plain("failure notice", by(QMAIL, "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)\nI'm not going to try again; this message has been in the queue too long.")), "blocked", "in time"),
    Case("exim: unknown", plain("Mail delivery failed: returning message to sender", by(EXIM, f"host mx.example.org [192.0.2.30]: 550 <{TO}>: User unknown"), more=f"X-Failed-Recipients: {TO}\nAuto-Submitted: auto-replied\n"), "bounce", "user unknown"),
    Case("exim: unrouteable", plain("Mail delivery failed: returning message to sender", by(EXIM, "Unrouteable address"), path=""), "bounce", "unrouteable"),
    Case("exim: retry time", plain("Mail delivery failed: returning message to sender", by(EXIM, "retry timeout exceeded")), "blocked", "in time"),
    Case("exim: still waits", plain("Warning: message 1abc-0001-XY delayed 24 hours", f"A message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.net.\n\nThe address to which the message has not yet been delivered is:\n\n  {TO}\n\nNo action is required on your part.", more="Auto-Submitted: auto-replied\n"), "noise", "takes long", ours=False),
    Case("gmail: unknown", plain("Delivery Status Notification (Failure)", by(GMAIL, "Google tried to deliver your message, but it was rejected by the recipient domain. The error was: 550 550 Unknown user (state 14)."), sender="Mail Delivery Subsystem <mailer-daemon@googlemail.example>"), "bounce", "unknown user"),
    Case("gmail: delay", plain("Delivery Status Notification (Delay)", f"THIS IS A WARNING MESSAGE ONLY.\n\nYOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\nDelivery to the following recipient has been delayed:\n\n     {TO}\n\nMessage will be retried for 2 more day(s)", sender="Mail Delivery Subsystem <mailer-daemon@googlemail.example>"), "noise", "takes long", ours=False),
    Case("yahoo: no account", plain("Failure Notice", by(YAHOO, "Remote host said: 554 delivery error: dd This user doesn't have a example.org account (jo.fox@example.org) [0]")), "bounce", "doesn't have"),
    Case("failed delivery", plain("failed delivery", f"Message from example.net.\nUnable to deliver message to the following address(es).\n\n<{TO}>:\nunable to connect to remote server [192.0.2.30:25]: Operation timed out\n\n--- Original message follows.\n\n{COPY}"), "blocked", "in time"),
    Case("sendmail", plain("Returned mail: see transcript for details", by(SENDMAIL, f"550 5.1.1 <{TO}>... User unknown"), sender="Mail Delivery Subsystem <MAILER-DAEMON>"), "bounce", "user unknown"),
    Case("sendmail: sender", plain("Returned mail: see transcript for details", by(SENDMAIL, "550 Unauthenticated senders not allowed"), sender="Mail Delivery Subsystem <MAILER-DAEMON>"), "blocked", "sender"),
    Case("sendmail: warning", plain("Warning: could not send message for past 4 hours", f"    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n\n<{TO}>... Deferred: Connection refused by mx.example.org.\nWarning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old\n"), "noise", "takes long", ours=False),
    Case("domino", plain("DELIVERY FAILURE: User jo.fox (jo.fox@example.org) not listed in Domino Directory", by(DOMINO, "User jo.fox (jo.fox@example.org) not listed in Domino Directory"), sender="Postmaster@example.net"), "bounce", "not listed in", ours=False),
    Case("courier", plain("NOTICE: mail delivery status.", by(COURIER, "550 5.1.1 No such mailbox."), sender='"Courier mail server at mx.example.net" <postmaster@mx.example.net>'), "bounce", "no such mailbox"),
    Case("exchange: not recognised", plain("Undeliverable: Your application", by(EXCHANGE, "The recipient name is not recognized\n    MSEXCH:IMS:ACME:MX 0 (000C05A6) Unknown Recipient"), sender="System Administrator <postmaster@example.net>"), "bounce", "nobody has the address", ours=False),
    Case("dragonfly, an empty From", plain("Mail delivery failed", f"This is the DragonFly Mail Agent v0.13 at mx.example.net.\n\nThere was an error delivering your mail to <{TO}>.\n\nmx.example.org [192.0.2.30] did not like our RCPT TO:\n550 5.1.1 <{TO}>: no such user\n\nMessage headers follow.\n\n{COPY}", sender="MAILER-DAEMON <>", path=""), "bounce", "no such user"),
    Case("no sender at all", plain("failure notice", f"550 {TO}... No such user\n\n-------original mail info\n{COPY}", sender="<>"), "bounce", "no such user"),
    Case("opensmtpd", plain("Delivery status notification: error", f"    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\n{TO}: Envelope expired\n\n    Below is a copy of the original message:\n\n{COPY}", sender="Mailer Daemon <MAILER-DAEMON@mx.example.net>"), "blocked", "in time"),
    Case("german words", plain("Unzustellbar: Ihre Bewerbung", f"Ihre Nachricht konnte nicht zugestellt werden.\n\n<{TO}>: 550 Empfänger unbekannt\n\n{COPY}", sender="Mail Delivery System <MAILER-DAEMON@mx.example.net>"), "bounce", "unbekannt"),
    Case("french words", plain("Echec de la remise", f"Votre message n'a pas pu être remis au destinataire suivant :\n\n{TO}\n\n550 Boîte inexistante : destinataire inconnu\n\n{COPY}", sender="postmaster@example.net"), "bounce", "inconnu"),
    Case("spanish words", plain("No se puede entregar: su candidatura", f"No se pudo entregar el mensaje a: {TO}\n\nEl buzón del destinatario está lleno.\n\n{COPY}", sender="postmaster@example.net"), "blocked", "full"),
    Case("a provider under no-reply", plain("Message could not be delivered", f"Your mail sent on: Wed, 2 Dec 2026\n  Could not be delivered to: <{TO}>\n  550 the mailbox is full.\n\n{COPY}", sender="no-reply@mobile.example.net", path=""), "blocked", "full"),
)  # fmt: skip

OTHER: tuple[Case, ...] = (
    Case("a report of a delay", report("4.4.1", "connect to mx.example.org: Connection timed out", action="delayed"), "noise", "takes long"),
    Case("a report of success", report("2.0.0", "250 2.0.0 OK", action="delivered"), "noise", "arrived"),
    Case("a feedback loop", _feedback("feedback@mail.example.net", "FW: Your application"), "complaint", "complaint"),
    Case("hotmail's complaint", _hotmail(), "complaint", "complaint"),
)  # fmt: skip

CASES: tuple[Case, ...] = REPORTS + PLAIN + OTHER


ANSWERS: tuple[tuple[str, str, str], ...] = (
    ("dead", "550 5.1.1 <jo@example.org>: Email address could not be found, or was misspelled (G8)", ""),
    ("dead", "550 5.1.1 unknown or illegal alias: jo@example.org", ""),
    ("dead", "550 5.4.310 DNS domain example.org does not exist [Message=InfoDomainNonexistent]", "5.4.310"),
    ("dead", "550 #5.1.0 Address rejected.", ""),
    ("dead", "511 sorry, no mailbox here by that name (#5.1.1 - chkuser)", ""),
    ("dead", "553 5.3.0 <jo@example.org>... Addressee unknown, relay=[192.0.2.1]", "5.3.0"),
    ("dead", "550 5.1.1 <jo@example.org>: Recipient address rejected: undeliverable address: host mx.example.org[192.0.2.3] said: 550 5.1.1 No such user (in reply to RCPT TO command)", "5.1.1"),
    ("dead", "550 Mailbox not found", "5.0.0"),
    ("dead", "550 Requested mail action not taken: mailbox unavailable", ""),
    ("dead", "550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]", "5.1.1"),
    ("dead", "550 5.7.1 No such user!", "5.7.1"),
    ("dead", "550 Message was not accepted -- invalid mailbox. Local mailbox jo@example.ru is unavailable: user not found", ""),
    ("dead", "550 Message was not accepted -- invalid mailbox. Local mailbox jo@example.ru is unavailable: account is disabled", ""),
    ("dead", "550 5.1.1 Not our Customer", ""),
    ("dead", "550 Invalid Recipient - https://community.mimecast.example/docs/DOC-1369#550", ""),
    ("dead", "550 permanent failure for one or more recipients (jo@example.org:550 5.1.1 User Unknown)", ""),
    ("dead", "550 5.1.1 <jo@example.org> is not a valid mailbox", "5.1.1"),
    ("dead", "550 unknown user account", ""),
    ("dead", "550 5.1.6 recipient no longer on server: jo@example.org", ""),
    ("dead", "550 Unknown address error 550-'5.1.1 <jo@example.org> user unknown'", "5.1.0"),
    ("dead", "550 Utilisateur inconnu !", ""),
    ("dead", "550 Benutzer hat hier kein Postfach / user has no mailbox here", ""),
    ("dead", "550 Użytkownik nie istnieje", "5.0.0"),
    ("dead", "550 Пользователь не найден", "5.0.0"),
    ("dead", "550 5.2.1 This mailbox has been deactivated due to inactivity", ""),
    ("dead", "550 recipient rejected: no longer an employee", ""),
    ("dead", "550 5.7.1 RESOLVER.ADR.RecipNotFound; not found", ""),
    ("dead", "550 A conta de e-mail não existe", ""),
    ("blocked", "550 5.7.1 Unfortunately, messages from [192.0.2.7] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).", "5.7.1"),
    ("blocked", "550 SC-001 (COL004) Unfortunately, messages from 192.0.2.7 weren't sent.", ""),
    ("blocked", "421 4.7.0 [TSS04] Messages from 192.0.2.7 temporarily deferred due to unexpected volume or user complaints", ""),
    ("blocked", "552 5.2.2 The email account that you tried to reach is over quota.", ""),
    ("blocked", "450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered.", ""),
    ("blocked", "550 5.7.1 The user or domain that you are sending to (or from) has a policy that prohibited the mail that you sent.", ""),
    ("blocked", "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required", ""),
    ("blocked", "550 5.7.129 RESOLVER.RST.RestrictedToRecipientsPermission; not authorized to send to this recipient", ""),
    ("blocked", "550 5.4.316 Message expired, connection refused(Socket error code 10061)", ""),
    ("undecided", "550 5.4.312 Message expired, DNS query failed(ServerFailure)", ""),
    ("blocked", "550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.", ""),
    ("blocked", "550 5.1.8 Access denied, bad outbound sender AS(42004)", ""),
    ("blocked", "550 JunkMail rejected - mail.acme.example (mail.acme.example) [192.0.2.7] is in an RBL", ""),
    ("blocked", "571 Delivery not authorized, message refused", ""),
    ("blocked", "550 Too many invalid recipients", ""),
    ("blocked", "421 4.7.1 Too many unknown users", ""),
    ("blocked", "550 Blocked: recipient does not accept mail from unknown senders", ""),
    ("blocked", "452 4.3.1 Insufficient system storage", ""),
    ("blocked", "550 5.7.1 Message rejected. Sender's domain doesn't exist", ""),
    ("blocked", "550-Verification failed for <talent@acme.example>\n550-No Such User Here\n550 Sender verify failed", ""),
    ("blocked", "450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.7]", ""),
    ("blocked", "504 5.5.2 <mail>: Helo command rejected: need fully-qualified hostname", ""),
    ("blocked", "450 4.7.1 <mail.acme.example>: Helo command rejected: Host not found", ""),
    ("blocked", "550 5.7.1 <jo@example.org>: Recipient address rejected: Message rejected due to: SPF fail - not authorized.", ""),
    ("blocked", "554 5.7.1 Message blocked due to spam content in the message.", ""),
    ("blocked", "550 5.2.0 Mail rejete. Mail rejected. ofr_506 [506]", "5.2.0"),
    ("blocked", "550 5.7.1 Command not allowed: your IP has no PTR record", ""),
    ("blocked", "554 5.7.1 Your mail could not be delivered because the recipient is only accepting mail from specific email addresses", ""),
    ("blocked", "550 Message size exceeds limit set by administrator", ""),
    ("blocked", "550 5.2.2 <jo@example.org>: Recipient address rejected: Mailbox is full / Quota exceeded", "5.2.2"),
    ("blocked", "554 5.6.0 Message contains invalid header", "5.6.0"),
    ("blocked", "550 Mailbox is temporarily full", ""),
    ("blocked", "550 relay not permitted", ""),
    ("blocked", "451 4.3.0 Temporary lookup failure", ""),
    ("blocked", "550 5.7.1 Sender address rejected: not owned by user talent", ""),
    ("blocked", "553 5.7.1 <talent@acme.example>: Sender address rejected: user unknown", ""),
    ("blocked", "550 5.7.1 sender account acme@acme.example disabled", ""),
    ("blocked", "550 Account disabled: sender talent@acme.example", ""),
    ("blocked", "550 5.7.1 sender mailbox unavailable", ""),
    ("blocked", "550 5.1.1 <talent@acme.example>: sender user unknown", ""),
    ("blocked", "550 5.1.1 sender's account has been suspended", "5.1.1"),
    ("blocked", "550 user unknown (sender)", ""),
    ("dead", "550 5.1.1 Account disabled. Sender, please check the address", ""),
    ("dead", "550 5.1.1 user unknown; returned to sender", ""),
    ("blocked", "Das Nachrichtenlimit wurde erreicht, das Postfach ist voll", ""),
    ("blocked", "550 5.7.0 Local Policy Violation", ""),
    ("undecided", "550 Account temporarily disabled", ""),
    ("undecided", "550 5.0.0 ", ""),
    ("undecided", "554 5.0.0 hm", ""),
    ("undecided", "451 4.1.1 user unknown in local recipient table", ""),
)  # fmt: skip
"""Answers of servers in other words than those above: what they say of the address, the answer, its status."""

NO_BOUNCES: dict[str, bytes] = {
    "a person who passes a bounce on": (
        b"From: Kim <kim@example.com>\nTo: talent@acme.example\nSubject: Fwd: Undelivered Mail Returned to Sender\n\n"
        b"This came back to me, did you get my CV?\n\n> 550 5.1.1 <old@example.org>: User unknown\n"
    ),
    "a person who writes about delivery": (
        b"From: Kim <kim@example.com>\nTo: talent@acme.example\nSubject: Delivery of my documents failed\n\n"
        b"I could not send the documents, the mailbox is full. Shall I bring them?\n"
    ),
    "an absence without a return path": (
        b"From: Kim <kim@example.com>\nTo: talent@acme.example\nSubject: Automatic reply: Your application\n"
        b"Return-Path: <>\nAuto-Submitted: auto-replied\nIn-Reply-To: <3c1a9e77.touch@acme.example>\n\n"
        b"I am out of the office until Monday and cannot be reached. Mail is not delivered to my colleague.\n"
    ),
    "an absence without a return path that answers nothing": (
        b"From: Kim <kim@example.com>\nTo: talent@acme.example\nSubject: Out of office\nReturn-Path: <>\n"
        b"Auto-Submitted: auto-replied\n\nI am away. Your message will not be delivered to anybody else; write to "
        b"sam@example.com or call 212 555 0123.\n"
    ),
    "somebody who writes as postmaster": (
        b"From: Sam <postmaster@smallco.example>\nTo: talent@acme.example\nSubject: Re: Your application\n\n"
        b"Hi, yes please, failed to call you. Friday?\n"
    ),
    "somebody who answers as postmaster and tells of an error": (
        b"From: postmaster@smallco.example\nTo: talent@acme.example\nSubject: Re: Your application\n"
        b"In-Reply-To: <3c1a9e77.touch@acme.example>\n\nYes. My last mail was returned, delivery failed, hence so late.\n"
    ),
    "an absence of a postmaster": (
        b"From: postmaster@example.org\nTo: talent@acme.example\nSubject: Automatic reply: Your application\n"
        b"Auto-Submitted: auto-replied\n\nUser unknown? No: I am on holiday until 5 January 2027.\n"
    ),
    "an absence of a postmaster without a return path": (
        b"From: postmaster@example.org\nTo: talent@acme.example\nSubject: Out of office\nReturn-Path: <>\n"
        b"Auto-Submitted: auto-replied\n\nI am away until Monday, deliveries to the front desk please.\n"
    ),
    "a newsletter from an envelope for bounces": (
        b"From: Jobs <news@jobs.example>\nTo: talent@acme.example\nSubject: Warning: delivery delayed?\n"
        b"Return-Path: <bounces+123-abc@em.jobs.example>\n\nNo more failed deliveries: read our guide. 500 recruiters did.\n"
    ),
    "a ticket that quotes a bounce": (
        b"From: Support <support@example.com>\nTo: talent@acme.example\nSubject: Re: [#12] Undelivered mail\n"
        b"In-Reply-To: <3c1a9e77.touch@acme.example>\n\nWe looked at it: 550 5.1.1 <old@example.org> user unknown.\n"
    ),
    "a parcel": (
        b"From: Parcels <no-reply@parcels.example>\nTo: talent@acme.example\nSubject: Delivery delayed\n\n"
        b"Your parcel could not be delivered today. We will try again tomorrow.\n"
    ),
}
