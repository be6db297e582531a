"""What `doctor` says of logging in to the desk: by links alone, or with the company's identity provider."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from clock import host_now

if TYPE_CHECKING:
    from starter.cli.run.doctor import Visit

Login = Annotated[
    bool, typer.Option("--login", help="Also ask your identity provider whether colleagues can log in to the desk.")
]


def say_login(visit: Visit, *, ask: bool) -> None:
    """A line where something is set, or where it's asked for; the provider hears nothing unless `ask`."""
    settings = visit.settings
    if settings.oidc_client_id and not settings.oidc_issuer:
        visit.add("Login", False, "FOLLOWUP_OIDC_CLIENT_ID is set without FOLLOWUP_OIDC_ISSUER", "set both, or neither")
        return
    if not settings.oidc_client_id or not settings.oidc_issuer:
        if ask:
            says = "no identity provider is set, so colleagues log in to the desk by links"
            visit.add("Login", True, says, "docs/desk.md says how to set one", warns=True)
        return
    says = f"colleagues log in to the desk with {settings.oidc_issuer}"
    if not ask:
        visit.add("Login", True, f"{says}; --login asks whether it answers")
        return
    from integrations.oidc.provider import Provider, ProviderAway

    provider = Provider(settings.oidc_issuer, host_now)
    try:
        for name in ("authorization_endpoint", "token_endpoint"):
            provider.address(name)
    except ProviderAway as error:
        visit.add("Login", False, str(error).rstrip("."), "links still log colleagues in")
        return
    back = f"{settings.desk_url or 'http://127.0.0.1:' + str(settings.desk_port)}/login/company/back"
    visit.add("Login", True, f"{says}, which answers; it has to send them back to {back}")
