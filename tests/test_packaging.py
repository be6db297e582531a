"""What the product is shipped with: the lock, the compose stack, the image, the scripts."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
# v1.34.0, 1.32.0, 17.11-trixie, 3.11.15-slim-trixie
EXACT_TAG = re.compile(r"v?\d+\.\d+(\.\d+)?(-[a-z0-9.-]+)?")


def exact(image: str) -> bool:
    name, colon, tag = image.partition("@")[0].rpartition(":")
    # PostgreSQL's exact versions have two numbers; two numbers of any other are a line of versions.
    numbers = 2 if name == "postgres" else 3
    return bool(colon and EXACT_TAG.fullmatch(tag)) and len(re.findall(r"\d+", tag.partition("-")[0])) == numbers


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def services(compose: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = compose["services"]
    return found


def one_shots(services: dict[str, Any]) -> set[str]:
    """The services that others wait for to end."""
    return {
        name
        for service in services.values()
        for name, wait in service.get("depends_on", {}).items()
        if wait["condition"] == "service_completed_successfully"
    }


# -- docker-compose.yml and Dockerfile


def test_compose_file_is_valid() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*command, "docker-compose.yml"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_image_is_pinned_to_an_exact_version(services: dict[str, Any]) -> None:
    images = [service["image"] for service in services.values()]
    images += re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    assert images
    assert [image for image in images if not exact(image)] == []


@pytest.mark.parametrize("image", ["postgres", "postgres:latest", "postgres:17", "temporalio/ui:2.54", "a/b:1.2.3.4"])
def test_an_image_that_can_change_is_found(image: str) -> None:
    assert not exact(image)


def test_every_long_running_service_has_a_health_check_and_comes_back(services: dict[str, Any]) -> None:
    staying = services.keys() - one_shots(services)
    assert {"postgresql", "temporal", "temporal-ui", "worker", "gateway", "desk", "mailpit"} <= staying
    for name in staying:
        assert services[name].get("healthcheck", {}).get("test"), name
        assert services[name].get("restart") == "unless-stopped", name


def test_a_one_shot_service_ends(services: dict[str, Any]) -> None:
    assert one_shots(services) == {"temporal-schema", "temporal-namespace", "setup"}
    for name in one_shots(services):
        assert str(services[name].get("restart", "no")).startswith(("no", "on-failure")), name


def test_every_wait_names_a_condition_that_can_come_true(services: dict[str, Any]) -> None:
    for name, service in services.items():
        for other, wait in service.get("depends_on", {}).items():
            assert other in services, f"{name} waits for {other}"
            if wait["condition"] == "service_healthy":
                assert other not in one_shots(services), f"{name} waits for the health of {other}, which ends"


def test_every_published_port_is_on_this_machine_alone(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert ports
    assert [port for port in ports if not str(port).startswith("127.0.0.1:")] == []
    assert all("network_mode" not in service for service in services.values())


def test_volumes_are_named_and_mounted_files_exist(compose: dict[str, Any], services: dict[str, Any]) -> None:
    for service in services.values():
        for volume in service.get("volumes", []):
            usual = re.fullmatch(r"\$\{\w+:-(?P<path>[^}]+)\}:.+", volume)  # a folder that .env may replace
            source = usual["path"] if usual else volume.split(":")[0]
            if source.startswith("."):
                assert (ROOT / source).exists(), source
            else:
                assert source in compose["volumes"], source


def test_the_tools_of_temporal_are_of_the_server_s_version(services: dict[str, Any]) -> None:
    server = services["temporal"]["image"].split(":")[1]
    assert {services[name]["image"].split(":")[1] for name in ("temporal-schema", "temporal-namespace")} == {server}


def test_secrets_are_required_and_the_example_names_each() -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    example = (ROOT / ".env.example").read_text("utf-8")
    required = set(re.findall(r"\$\{(\w+):\?", text))
    assert required == {"POSTGRES_PASSWORD", "TEMPORAL_DB_PASSWORD", "FOLLOWUP_DB_PASSWORD", "FOLLOWUP_SECRET_KEY"}
    assert set(re.findall(r"^(\w+)=$", example, re.MULTILINE)) == required
    for line in text.splitlines():
        if re.search(r"(PASSWORD|PWD|SECRET|KEY|TOKEN)\w*: *\S", line):
            assert "${" in line, f"a secret stands in the file: {line.strip()}"


def test_the_image_runs_as_a_user_of_its_own() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    assert re.search(r"^USER followup$", dockerfile, re.MULTILINE)
    assert "--require-hashes" in dockerfile
    assert re.search(r"^HEALTHCHECK ", dockerfile, re.MULTILINE)


def test_no_service_has_a_capability_or_can_get_one(services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert service.get("cap_drop") == ["ALL"], name
        assert "cap_add" not in service, name
        assert "no-new-privileges:true" in service.get("security_opt", []), name
        assert not service.get("privileged"), name


def test_what_is_ours_and_the_database_write_to_their_volumes_alone_and_never_as_root(
    services: dict[str, Any],
) -> None:
    ours = {name for name, service in services.items() if service.get("image", "").startswith("followup:")}
    assert ours == {"setup", "worker", "gateway", "desk"}
    for name in (*ours, "postgresql"):
        assert services[name].get("read_only") is True, name
        assert "/tmp" in services[name].get("tmpfs", []), name
        assert services[name].get("user") not in (None, "root", "0", "0:0"), name
    uid = re.search(r"--uid (\d+)", (ROOT / "Dockerfile").read_text("utf-8"))
    assert uid and {services[name]["user"] for name in ours} == {f"{uid[1]}:{uid[1]}"}


def test_the_image_installs_what_runs_and_nothing_that_tests_or_measures() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    assert re.findall(r"-r (\S+)", dockerfile) == ["requirements-runtime.lock"]
    assert "requirements.lock" not in dockerfile
    extras = project()["project"]["optional-dependencies"]
    only = {canonicalize_name(Requirement(one).name) for extra in extras.values() for one in extra}
    assert only & locked("requirements-runtime.lock").keys() <= {
        canonicalize_name(Requirement(one).name) for one in project()["project"]["dependencies"]
    }
    assert (
        not {"pytest", "celery", "dbos", "mypy", "playwright", "hatchling"} & locked("requirements-runtime.lock").keys()
    )


def test_what_runs_is_locked_to_what_was_tested() -> None:
    """`make lock` writes both, and the smaller one holds nothing that the whole does not hold just so."""
    runtime, everything = locked("requirements-runtime.lock"), locked()
    assert {name: everything.get(name) for name in runtime} == runtime
    wanted = [canonicalize_name(Requirement(one).name) for one in project()["project"]["dependencies"]]
    assert [name for name in wanted if name not in runtime] == []
    script = (ROOT / ".ci" / "lock").read_text("utf-8")
    assert re.findall(r"-o (\S+)", script) == ["requirements.lock", "requirements-runtime.lock", DOCS_LOCK]


def test_what_makes_the_site_is_locked_and_fits_beside_the_rest() -> None:
    site, everything = locked(DOCS_LOCK), locked()
    assert all(hashes for _, hashes in site.values())
    assert {name: everything[name] for name in site.keys() & everything.keys()} == {
        name: site[name] for name in site.keys() & everything.keys()
    }
    wanted = [canonicalize_name(Requirement(one).name) for one in project()["dependency-groups"]["docs"]]
    assert [name for name in wanted if name not in site] == []


def test_the_image_holds_all_that_the_wheel_holds() -> None:
    builds = runpy.run_path(str(ROOT / ".ci" / "wheel.py"))
    shipped = {"followup", *builds["FOLDERS"], *builds["MODULES"], *(name.split("/")[0] for name in builds["DATA"])}
    copies = re.findall(r"^COPY (.*)", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    copied = {source for copy in copies for source in copy.split()[:-1]}
    sent = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    assert shipped - {"docs"} <= copied  # pages to read, for those who have no other copy
    assert copied <= sent


# -- pyproject.toml and requirements.lock


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


LOCKS = ("requirements.lock", "requirements-runtime.lock")
DOCS_LOCK = "docs/requirements.lock"


def locked(name: str = "requirements.lock") -> dict[str, tuple[str, list[str]]]:
    """Name → version and hashes."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    found: dict[str, tuple[str, list[str]]] = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            requirement = Requirement(line.partition(" --hash")[0].strip())
            version = str(requirement.specifier).removeprefix("==")
            found[canonicalize_name(requirement.name)] = (version, re.findall(r"--hash=sha256:([0-9a-f]{64})\b", line))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_locked_to_one_version_by_hash(lock: str) -> None:
    requirements = locked(lock)
    assert len(requirements) > 30
    for name, (version, hashes) in requirements.items():
        assert re.fullmatch(r"[\w.!+]+", version), f"{name} is not pinned to one version"
        assert hashes, f"{name} has no hash"


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_place_to_fetch_from(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"https?:|file:|git\+|@ |^\s*-(-index|-extra-index|-find-links|-trusted|i |f )", text, re.M)
    others = ("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "pylock.toml", "package-lock.json")
    assert [name for name in others if (ROOT / name).exists()] == []


def test_every_dependency_is_in_the_lock_in_a_version_that_it_allows() -> None:
    table = project()["project"]
    wanted = [*table["dependencies"], *table["optional-dependencies"]["dev"], *project()["build-system"]["requires"]]
    requirements = locked()
    for requirement in map(Requirement, wanted):
        assert canonicalize_name(requirement.name) in requirements, f"run `make lock`: {requirement.name} is missing"
        version = requirements[canonicalize_name(requirement.name)][0]
        assert requirement.specifier.contains(version), f"run `make lock`: {requirement} does not allow {version}"


# -- scripts and files


@pytest.mark.parametrize(
    "script", [".ci/run", ".ci/prerequisites", ".ci/lock", ".ci/typescript", "docker/postgresql/init.sh"]
)
def test_scripts_can_be_run_and_stop_at_the_first_error(script: str) -> None:
    path = ROOT / script
    assert os.access(path, os.X_OK)
    assert "set -euo pipefail" in path.read_text("utf-8")
    assert subprocess.run(["bash", "-n", path], timeout=60).returncode == 0


def test_ci_runs_what_a_developer_runs() -> None:
    assert (ROOT / ".ci/run").read_text("utf-8").rstrip().endswith("\nmake test")


def test_make_offers_what_the_contributing_page_names() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"env", "up", "test", "check", "lock", "fmt", "histories"} <= targets
    named = set(re.findall(r"`make ([a-z]+)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8")))
    assert named
    assert named <= targets


def test_the_forms_for_issues_are_what_their_reader_takes() -> None:
    forms = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    assert len(forms) == 2
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-issue-forms"]
    done = subprocess.run([*command, *forms], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_this_version_has_a_dated_section_and_nothing_older_stands_above_it() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    sections = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert sections[0] == "Unreleased"
    dated = [re.fullmatch(r"(\d+\.\d+\.\d+) - (\d{4}-\d\d-\d\d)", section) for section in sections[1:]]
    assert all(dated), sections
    versions = [Version(found[1]) for found in dated if found]
    assert versions == sorted(versions, reverse=True)
    assert str(versions[0]) == project()["project"]["version"]
    dates = [date.fromisoformat(found[2]) for found in dated if found]
    assert dates == sorted(dates, reverse=True)
    assert f"\n### {versions[0]}\n" in (ROOT / "docs" / "upgrading.md").read_text("utf-8")
    kinds = re.findall(r"^### (.+)$", text, re.MULTILINE)
    assert set(kinds) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def tracked_text_files() -> list[tuple[str, str]]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        timeout=100,
    )
    if listing.returncode:
        pytest.skip("not a git checkout")
    found = []
    for name in listing.stdout.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file():
            content = path.read_bytes()
            if b"\0" not in content:
                found.append((name, content.decode("utf-8", "replace")))
    return found


def test_no_file_names_a_place_on_one_machine() -> None:
    # Put together here, so that this file does not hold what it looks for.
    place = re.compile(r"(?<![\w.])/" + r"(work|home/\w+|root|Users/\w+)/")
    assert [name for name, text in tracked_text_files() if place.search(text)] == []


def test_env_files_are_ignored() -> None:
    assert ".env" in (ROOT / ".gitignore").read_text("utf-8").split()


def test_the_stack_as_it_comes_uses_no_way_out_that_its_first_start_refuses(services: dict[str, Any]) -> None:
    """With the sample company's playbook nothing but the outbox is started."""
    for name in ("setup", "worker", "gateway"):
        assert services[name]["environment"]["FOLLOWUP_EMAIL"] == "${FOLLOWUP_EMAIL:-outbox}"
        assert services[name]["environment"]["FOLLOWUP_SMS"] == "${FOLLOWUP_SMS:-outbox}"
        assert "${PLAYBOOK_FOLDER:-./playbooks/default}:/playbook:ro" in services[name]["volumes"]
