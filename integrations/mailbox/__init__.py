"""An IMAP mailbox of the company's own, to which candidates' answers come (docs/inbound.md)."""
