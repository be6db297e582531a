"""Tab completes commands, as the README says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent


def test_bash_completes_the_commands_of_a_group() -> None:
    typed = """
        eval "$(followup --show-completion)"
        COMP_WORDS=(followup playbook ap) COMP_CWORD=2
        $(complete -p followup | grep -o '_[a-z_]*') followup
        echo "completed: ${COMPREPLY[@]}"
    """
    env = os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", typed], env=env, capture_output=True, text=True, timeout=60)
    assert done.stdout == "completed: apply\n", done.stdout + done.stderr
