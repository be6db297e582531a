"""`python -m desk.locales [LANGUAGE]`: bring all catalogues up to date with the sources; begin one for a language."""

from __future__ import annotations

import sys

from desk.locales.extracting import begin, bring_up_to_date

if __name__ == "__main__":
    for language in sys.argv[1:]:
        begin(language)
    sys.stdout.writelines(f"{line}\n" for line in bring_up_to_date())
