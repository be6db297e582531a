"""The addresses of editing the playbook, all of them for leads."""

from __future__ import annotations

from typing import Final

from desk.access.roles import LEADS
from desk.editing.changes import apply, changes, moves
from desk.editing.files import edit, files, look, remove, save, seen
from desk.editing.versions import back, back_moves, take_back, two, versions
from desk.http.visits import View

EDITING_PAGES: Final[tuple[tuple[str, View, frozenset[str], str], ...]] = (
    ("/playbook/files", files, LEADS, "GET"),
    ("/playbook/edit", edit, LEADS, "GET"),
    ("/playbook/look", look, LEADS, "POST"),
    ("/playbook/seen/{name}", seen, LEADS, "GET"),
    ("/playbook/save", save, LEADS, "POST"),
    ("/playbook/remove", remove, LEADS, "POST"),
    ("/playbook/changes", changes, LEADS, "GET"),
    ("/playbook/moves", moves, LEADS, "GET"),
    ("/playbook/apply", apply, LEADS, "POST"),
    ("/playbook/versions", versions, LEADS, "GET"),
    ("/playbook/compare", two, LEADS, "GET"),
    ("/playbook/back", back, LEADS, "GET"),
    ("/playbook/back", take_back, LEADS, "POST"),
    ("/playbook/back/moves", back_moves, LEADS, "GET"),
)
