"""What Prometheus reads from a worker and a gateway that really run, by HTTP."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families

from starter.embedded import LocalServer, end, free_port
from tests.forked import begin_command
from tests.gateway.gate import SECRET, Sender, moved, plain_client
from tests.house import QUICK, build, connected, until
from tests.temporal import temporal_server


class Figures(dict[tuple[str, frozenset[tuple[str, str]]], float]):
    """One scrape: samples by name and labels."""

    @classmethod
    def at(cls, port: int) -> Figures:
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
            text = answer.read().decode()
        return cls(
            {
                (one.name, frozenset(one.labels.items())): one.value
                for family in text_string_to_metric_families(text)
                for one in family.samples
            }
        )

    def of(self, name: str, **labels: str) -> float:
        return self.get((name, frozenset(labels.items())), 0.0)

    def total(self, name: str, **labels: str) -> float:
        return sum(v for (n, given), v in self.items() if n == name and frozenset(labels.items()) <= given)


def scraped(port: int) -> Figures:
    with suppress(URLError, ConnectionError):
        return Figures.at(port)
    return Figures()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """A server of its own: a worker counts every clock that it works on, whoever began it."""
    with temporal_server(tmp_path_factory.mktemp("temporal")) as local:
        yield local


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[bytes]]]:
    processes: list[subprocess.Popen[bytes]] = []
    yield processes
    for process in processes:
        end(process, patience=10)


def run(command: str, home: Path, temporal: str, *words: str, **env: str) -> subprocess.Popen[bytes]:
    own = {"FOLLOWUP_HOME": str(home), "FOLLOWUP_PLAYBOOK": str(QUICK), "TEMPORAL_ADDRESS": temporal}
    return begin_command(command, *words, log=home / f"{command}.log", env=own | env)


async def test_a_scrape_of_worker_and_gateway_tells_what_went_out_and_what_was_turned_away(
    server: LocalServer, tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    house = build(await connected(server.address), tmp_path / "home")
    home = house.settings.home
    port, of_gateway, of_worker = free_port(), free_port(), free_port()
    secret = {"FOLLOWUP_WEBHOOK_SECRET": SECRET, "FOLLOWUP_GATEWAY_METRICS_PORT": str(of_gateway)}
    started.append(run("gateway", home, server.address, "--port", str(port), **secret))
    started.append(run("worker", home, server.address, FOLLOWUP_METRICS_PORT=str(of_worker)))
    await until(lambda: scraped(of_gateway) and scraped(of_worker), what="the two pages", patience=60)

    ident = await house.applies("sam")
    await until(lambda: house.rows(ident, "sent"), what="the first message", patience=60)  # before the stage is over
    async with plain_client() as client:
        sender = Sender(f"http://127.0.0.1:{port}", client=client)
        assert (await sender.post(moved(ident))).status_code == 200
        assert (await sender.post(moved(ident), webhook_signature="v1,AAAA")).status_code == 401

    def sent() -> float:
        return scraped(of_worker).total("followup_touches_total", outcome="sent", channel="email")

    await until(sent, what="a follow-up on the worker's page", patience=60)
    worker, gateway = Figures.at(of_worker), Figures.at(of_gateway)
    assert worker.total("followup_touches_total", outcome="sent") == len(house.outbox())
    assert worker.total("followup_lateness_seconds_count") == worker.total("followup_touches_total", outcome="sent")
    assert worker.of("followup_facts_total", type="application_received") == 1
    hook = "/hooks/ats"
    assert gateway.of("followup_hooks_received_total", hook=hook) == 2
    assert gateway.of("followup_hooks_refused_total", hook=hook, reason="signature") == 1
    assert gateway.of("followup_ledger_readable") == 1
    assert gateway.of("followup_inbox_rows", state="not_understood") == 0
    assert not [label for figures in (worker, gateway) for _, given in figures for label in given if "sam" in label[1]]
    await house.leave()


@pytest.mark.nightly
async def test_a_taken_port_costs_the_figures_alone_and_is_said_in_one_sentence(
    server: LocalServer, tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    house = build(await connected(server.address), tmp_path / "home")
    home, port = house.settings.home, free_port()
    taken = str(port)  # the gateway's own, so that its metrics cannot have it
    started.append(run("gateway", home, server.address, "--port", str(port), FOLLOWUP_GATEWAY_METRICS_PORT=taken))

    def healthy() -> bool:
        with suppress(URLError, ConnectionError):
            return bool(urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30).status == 200)
        return False

    await until(healthy, what="the gateway", patience=60)
    started.append(run("worker", home, server.address, FOLLOWUP_METRICS_PORT=str(port)))
    await until(lambda: "worker runs" in (home / "worker.log").read_text(), what="the worker", patience=60)
    for name, setting in (("gateway", "FOLLOWUP_GATEWAY_METRICS_PORT"), ("worker", "FOLLOWUP_METRICS_PORT")):
        said = (home / f"{name}.log").read_text()
        assert said.count(f"no metrics: port {port} of 127.0.0.1 cannot be had") == 1
        assert f"set {setting} to another" in said
        assert "Traceback" not in said
    await house.leave()
