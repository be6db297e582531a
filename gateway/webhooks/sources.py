"""The hooks there are, what each needs to be open, and the doors of this installation.

A hook's module has one function `door`, which builds its door and raises ValueError where a secret is malformed. It is
loaded only where the hook's settings are set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from pydantic import SecretStr

from settings import BadSetting, Settings, variable

if TYPE_CHECKING:
    from integrations.arrivals import WebhookSource


@dataclass(frozen=True, slots=True)
class Hook:
    """One address that a vendor posts to."""

    path: str
    vendor: str
    needs: tuple[str, ...]  # names of settings
    module: str
    paste: str  # where in the vendor's set-up the address belongs
    events: tuple[str, ...] = ()  # to be chosen there, in the vendor's words (docs/ats.md, docs/inbound.md)
    answers: str = "json"  # or `xml`: what the vendor takes for an answer
    given: tuple[str, ...] = ()  # settings of which `door` is given the values; else it is given all settings

    def missing(self, settings: Settings) -> list[str]:
        """The environment variables that have to be set before this hook is open."""
        return [variable(name) for name in self.needs if not getattr(settings, name)]


HOOKS: Final = (
    Hook(
        path="/hooks/greenhouse",
        vendor="Greenhouse",
        needs=("greenhouse_secret",),
        module="integrations.greenhouse.events",
        given=("greenhouse_secret",),
        paste="Configure > Dev Center > Web Hooks: one web hook per event, with this endpoint and the secret key",
        events=(
            "Candidate has submitted application",
            "Candidate has changed stage",
            "Candidate or prospect rejected, unrejected",
            "Candidate hired, unhired",
            "Application updated",
            "Candidate or prospect updated",
            "Candidate merged",
            "Candidate anonymized",
            "Delete candidate",
            "Delete application",
            "Offer created, approved, updated",
            "Offer deleted",
            "Job updated, deleted",
        ),
    ),
    Hook(
        path="/hooks/lever",
        vendor="Lever",
        needs=("lever_secret", "lever_api_key"),
        module="integrations.lever.events",
        given=("lever_secret", "lever_api_key", "lever_url"),
        paste="Settings > Integrations and API > Webhooks: this address for each event; copy the signature token",
        events=(
            "Application created",
            "Candidate stage change",
            "Candidate archive state change",
            "Candidate hired",
            "Candidate deleted",
            "Interview created, updated, deleted",
            "Contact created, updated",
        ),
    ),
    Hook(
        path="/hooks/ashby",
        vendor="Ashby",
        needs=("ashby_secret",),
        module="integrations.ashby.events",
        given=("ashby_secret",),
        paste="Admin > Integrations > Webhooks: one per event, with this address and the secret token",
        events=(
            "applicationSubmit",
            "applicationUpdate",
            "candidateStageChange",
            "candidateHire",
            "candidateMerge",
            "candidateDelete",
            "interviewScheduleCreate",
            "interviewScheduleUpdate",
            "offerCreate",
            "offerUpdate",
            "offerDelete",
            "signatureRequestUpdate",
            "jobUpdate",
            "surveySubmit",
        ),
    ),
    Hook(
        path="/hooks/ats",
        vendor="Any other system",
        needs=("webhook_secret",),
        module="integrations.standard.events",
        given=("webhook_secret",),
        paste="Its webhook settings, or your own code: Standard Webhooks, with the body of `followup schema`, `hook`",
    ),
    Hook(
        path="/hooks/sendgrid/events",
        vendor="SendGrid events",
        needs=("sendgrid_event_key",),
        module="gateway.providers.sendgrid_events",
        paste="Settings > Mail Settings > Event Webhook: this address, Signed on; copy its verification key",
        events=(
            "Processed",
            "Delivered",
            "Bounced",
            "Dropped",
            "Spam Reports",
            "Unsubscribes",
            "Group Unsubscribes",
        ),
    ),
    Hook(
        path="/hooks/sendgrid/inbound",
        vendor="SendGrid replies",
        needs=("sendgrid_inbound_key", "inbound_domain"),
        module="gateway.providers.sendgrid_inbound",
        paste="Settings > Inbound Parse: FOLLOWUP_INBOUND_DOMAIN with this address, raw MIME on, and a signed policy",
    ),
    Hook(
        path="/hooks/twilio/status",
        vendor="Twilio status",
        needs=("twilio_auth_token", "public_url"),
        module="gateway.providers.twilio_status",
        paste="Nothing to paste: each text carries this address",
        answers="xml",
    ),
    Hook(
        path="/hooks/twilio/inbound",
        vendor="Twilio replies",
        needs=("twilio_auth_token", "public_url"),
        module="gateway.providers.twilio_inbound",
        paste="Phone Numbers > the number > Messaging > A message comes in: Webhook, this address, HTTP POST",
        answers="xml",
    ),
)


def webhook_sources(settings: Settings) -> dict[str, WebhookSource]:
    """The doors whose settings are set, by path. Raises BadSetting."""
    opened: dict[str, WebhookSource] = {}
    for hook in HOOKS:
        if not hook.missing(settings):
            opened[hook.path] = _door(hook, settings)
    by_source(opened)
    return opened


def _door(hook: Hook, settings: Settings) -> WebhookSource:
    values = [_plain(getattr(settings, name)) for name in hook.given]
    try:
        door: WebhookSource = import_module(hook.module).door(*(values or (settings,)))
    except BadSetting:
        raise
    except ValueError as error:
        raise BadSetting(str(error)) from None
    return door


def _plain(value: Any) -> Any:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def by_source(opened: Mapping[str, WebhookSource]) -> dict[str, WebhookSource]:
    """The same doors by the source under which their rows stand in the inbox. Raises BadSetting where two share one."""
    found: dict[str, WebhookSource] = {}
    for path, door in opened.items():
        if door.source in found:
            raise BadSetting(f"The hook {path} has a source that another one has, {door.source!r}.")
        found[door.source] = door
    return found
