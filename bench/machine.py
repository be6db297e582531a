"""What the figures were taken on, and what a process costs: its memory, and the seconds of CPU that it has used."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PROC: Final = Path("/proc")


def machine() -> dict[str, Any]:
    """What a reader must know to judge a figure: processor, cores, memory, system, versions, and how busy it is."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "temporalio": _version("temporalio"),
        "temporal server": _server(),
        "load before": round(os.getloadavg()[0], 1),
    }


def told(found: dict[str, Any], at: datetime) -> str:
    """The machine and the day in one sentence."""
    return (
        f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC, {found['processor']}, {found['cores']} cores, "
        f"{found['memory_gb']} GB, {found['system']}; Python {found['python']}, temporalio {found['temporalio']}, "
        f"Temporal server {found['temporal server']}, SQLite {found['sqlite']}; load before: {found['load before']}."
    )


def memory(pid: int) -> int:
    """Bytes of memory that the process holds now (resident)."""
    status = _PROC / str(pid) / "status"
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) * 1024
    return int(_ps(pid, "rss")) * 1024


def cpu(pid: int) -> float:
    """Seconds of CPU that the process has used so far, all of its threads together."""
    stat = _PROC / str(pid) / "stat"
    if stat.exists():
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS
    clock = _ps(pid, "cputime").replace("-", ":").split(":")
    return sum(float(part) * unit for part, unit in zip(reversed(clock), (1, 60, 3600, 86400), strict=False))


def _ps(pid: int, field: str) -> str:
    """Where there is no /proc, as on macOS."""
    return subprocess.run(["ps", "-o", f"{field}=", "-p", str(pid)], capture_output=True, text=True, check=True).stdout


def _processor() -> str:
    info = _PROC / "cpuinfo"
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return " ".join(line.partition(":")[2].split())
    return platform.processor() or platform.machine()


def _server() -> str:
    beside = Path(sys.executable).parent / "temporal"
    argv = [str(beside) if beside.exists() else "temporal", "--version"]
    try:
        words = subprocess.run(argv, capture_output=True, text=True, check=True, timeout=20).stdout.split()
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return next((words[i + 1] for i, word in enumerate(words) if word == "(Server"), " ".join(words)).rstrip(",")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
