"""What a freshly mailed link opens: one page, one button, once. Opening it changes nothing, so that a mail scanner that
follows links uses none of them up.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from starlette.responses import Response

from domain.names import Channel
from gateway.pages.my_data import my_data
from gateway.pages.page_request import PageRequest
from gateway.pages.page_response import HEADERS, gone, page
from gateway.pages.submissions import PageSubmissions
from ledger.people.page_links import Purpose
from ledger.store import Ledger

_TELLS: Final[dict[Purpose, list[tuple[str, dict[str, Any]]]]] = {
    # The mail proves the address, so it is email that opens again; texts open by a text (START).
    Purpose.START_AGAIN: [("opted_in", {"channel": str(Channel.EMAIL)})],
    Purpose.ERASURE: [
        ("opted_out", {"reason": "asked for erasure"}),
        (
            "reply_received",
            {"text": "Please erase my data.", "erasure": True, "channel": str(Channel.EMAIL), "automatic": False},
        ),
    ],
}


class FreshViews:
    """All raise LedgerUnavailable."""

    def __init__(self, ledger: Ledger, wishes: PageSubmissions) -> None:
        self._ledger = ledger
        self._wishes = wishes

    async def show(self, request: PageRequest, errors: dict[str, str] | None = None) -> Response:
        values = {"purpose": str(request.opened.purpose), "errors": errors or {}}
        return page("fresh", request.words, values | request.letterhead)

    async def carry_out(self, request: PageRequest) -> Response:
        """Do what the link is for, and use it up. A wish is stored first, under the link's own mark: none is lost to a
        crash in between, and none counts twice.
        """
        purpose = request.opened.purpose
        assert purpose is not None
        if purpose is Purpose.ERASURE and request.form.get("confirm") != "yes":
            return await self.show(request, {"confirm": request.words("fresh.erasure_missing")})
        if purpose is Purpose.DATA:
            content = await asyncio.to_thread(my_data, self._ledger, request)
            return self._file(content) if await self._use(request) else gone(request.words)
        await self._wishes.record(request, str(purpose), _TELLS[purpose], mark=request.opened.mark)
        await self._use(request)
        words, key = request.words, f"fresh.{purpose}_done"
        return page("done", words, {"title": words(f"{key}_title"), "text": words(key)} | request.letterhead)

    async def _use(self, request: PageRequest) -> bool:
        return await asyncio.to_thread(self._ledger.links.use, request.opened, request.world.now)

    def _file(self, content: bytes) -> Response:
        headers = HEADERS | {"content-disposition": 'attachment; filename="my-data.json"'}
        return Response(content, headers=headers, media_type="application/json")
