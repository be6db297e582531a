"""For every test: the zones of the pinned table, as every process of the product has them."""

from __future__ import annotations

from domain.time.zones import use_pinned_table

use_pinned_table()
