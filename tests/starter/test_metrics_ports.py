"""Where `followup up` has worker and gateway show their figures: as it is set, and never a reason not to start."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from settings import BadSetting, Settings, read_settings
from starter.cli.run.up import metrics_port
from starter.embedded import free_port


def test_a_port_that_is_set_is_taken_and_zero_is_off(tmp_path: Path) -> None:
    port = free_port()
    made = Settings(home=tmp_path, metrics_port=port, gateway_metrics_port=0)
    assert metrics_port(made, "metrics_port") == port
    assert metrics_port(made, "gateway_metrics_port") == 0


def test_without_a_setting_both_have_a_port_of_their_own(tmp_path: Path) -> None:
    made = Settings(home=tmp_path)
    ports = {metrics_port(made, name) for name in ("metrics_port", "gateway_metrics_port")}
    assert len(ports) == 2 and 0 not in ports


def test_a_set_port_that_is_taken_is_said_in_one_sentence_and_costs_the_figures_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert metrics_port(Settings(home=tmp_path, metrics_port=port), "metrics_port") == 0
    said = capsys.readouterr().err
    assert said == f"Port {port} is taken, so it shows no metrics; set FOLLOWUP_METRICS_PORT to another.\n"


def test_a_port_that_is_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_METRICS_PORT", "99999")
    with pytest.raises(BadSetting, match="The setting FOLLOWUP_METRICS_PORT is wrong"):
        read_settings(home=tmp_path)
