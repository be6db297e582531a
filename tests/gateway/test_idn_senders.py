"""A domain with umlauts is one domain in both of its spellings, also where mail is told from forgeries (R7, R17)."""

from __future__ import annotations

import pytest

from domain.replies.mail.parse import Mail
from gateway.sender_match import authentication_result


@pytest.mark.parametrize("sender", ["anna@müller.example", "Anna@MÜLLER.example", "anna@xn--mller-kva.example"])
def test_a_domain_vouches_for_both_of_its_spellings(sender: str) -> None:
    assert authentication_result(Mail(sender=sender, dkim="{@xn--mller-kva.example : pass}")) == "yes"
    assert authentication_result(Mail(sender=sender, spf="fail", envelope_from="x@xn--mller-kva.example")) == "forged"
    assert authentication_result(Mail(sender=sender, dkim="{@muller.example : pass}")) == "unverified"
