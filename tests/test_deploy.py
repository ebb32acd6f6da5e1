"""The deployment files hold what they promise: loopback only, no root, a health check that asks, no topics by chance."""

import json
import re
from pathlib import Path
from typing import Any

import compose_spec
import pytest
import yaml

from streams.config import Settings
from streams.kafka import kafka_version

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(
    (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
)["services"]


def _instructions(name: str) -> list[str]:
    joined = DOCKERFILE.replace("\\\n", " ")
    return re.findall(rf"^{name} (.*)$", joined, flags=re.MULTILINE)


def test_the_services_are_a_broker_its_topics_and_a_worker_and_what_watches_them_where_it_is_asked_for() -> (
    None
):
    watching = {name for name, spec in SERVICES.items() if spec.get("profiles") == ["monitoring"]}
    assert watching == {"probe", "prometheus", "grafana"}
    assert set(SERVICES) - watching == {"kafka", "topics", "worker"}
    assert SERVICES["probe"]["command"] == ["probe"]
    assert SERVICES["topics"]["command"] == ["topics", "apply"]
    assert SERVICES["worker"]["command"] == ["worker"]


def test_it_is_a_compose_file() -> None:
    # its anchors put in, as compose does before it reads
    resolved = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    read = compose_spec.PyCompose.from_json(json.dumps(resolved))
    assert set(read.service_names()) == set(SERVICES)
    with pytest.raises(ValueError, match="portz"):
        compose_spec.PyCompose.from_json('{"services": {"a": {"image": "x", "portz": []}}}')


def test_prometheus_scrapes_services_that_are_there() -> None:
    folder = ROOT / "deploy" / "prometheus"
    assert "./deploy/prometheus:/etc/prometheus:ro" in SERVICES["prometheus"]["volumes"]
    scraped = yaml.safe_load((folder / "prometheus.yml").read_text(encoding="utf-8"))["scrape_configs"]
    targets = [target for job in scraped for static in job["static_configs"] for target in static["targets"]]
    for target in targets:
        host, port = target.split(":")
        assert any(published.endswith(f":{port}") for published in SERVICES[host]["ports"])


def test_what_mounts_files_of_ours_mounts_what_is_there_and_does_not_write_to_it() -> None:
    mounts = [
        volume.split(":")
        for spec in SERVICES.values()
        for volume in spec.get("volumes", [])
        if volume.startswith(".")
    ]
    assert mounts
    for source, _, *mode in mounts:
        assert (ROOT / source).is_dir()
        assert mode == ["ro"]


@pytest.mark.parametrize("service", ["prometheus", "grafana"])
def test_what_watches_runs_confined(service: str) -> None:
    assert SERVICES[service]["cap_drop"] == ["ALL"]
    assert SERVICES[service]["security_opt"] == ["no-new-privileges:true"]
    assert re.fullmatch(r"[a-z/]+:v?\d+\.\d+\.\d+", SERVICES[service]["image"])


def test_each_waits_for_what_it_needs() -> None:
    assert SERVICES["topics"]["depends_on"] == {"kafka": {"condition": "service_healthy"}}
    assert SERVICES["worker"]["depends_on"] == {"topics": {"condition": "service_completed_successfully"}}


@pytest.mark.parametrize("service", SERVICES)
def test_published_ports_are_bound_to_loopback(service: str) -> None:
    for port in SERVICES[service].get("ports", []):
        assert re.fullmatch(r"127\.0\.0\.1:\d+:\d+", port)


def test_the_broker_is_the_one_that_the_tests_run_on() -> None:
    assert SERVICES["kafka"]["image"] == f"apache/kafka:{kafka_version()}"
    assert SERVICES["kafka"]["environment"]["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] == "false"
    assert SERVICES["kafka"]["volumes"] == ["kafka-data:/var/lib/kafka/data"]


def test_the_health_check_asks_the_broker_and_reads_the_answer() -> None:
    kind, command = SERVICES["kafka"]["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    assert "kafka-broker-api-versions.sh --bootstrap-server" in command
    assert "| grep -q 'id: 1 '" in command


@pytest.mark.parametrize("service", ["topics", "worker", "probe"])
def test_ours_run_confined_with_settings_that_exist(service: str) -> None:
    spec = SERVICES[service]
    assert spec["read_only"] is True
    assert spec["cap_drop"] == ["ALL"]
    assert spec["security_opt"] == ["no-new-privileges:true"]
    assert spec["build"] == {"context": ".", "dockerfile": "deploy/Dockerfile"}
    settings = Settings.from_env(spec["environment"])
    assert settings.to_env() == spec["environment"]


def test_a_stop_is_bounded() -> None:
    assert SERVICES["worker"]["stop_grace_period"] == "30s"


def test_the_image_runs_as_nobody_in_particular_and_gets_its_signals() -> None:
    assert _instructions("USER")[-1] == "10001:10001"
    assert json.loads(_instructions("ENTRYPOINT")[-1]) == ["khabar"]
    assert json.loads(_instructions("CMD")[-1]) == ["worker"]
    assert len(_instructions("FROM")) == 2


def test_the_image_is_built_from_files_that_are_let_through() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_through = {line[1:] for line in ignored if line.startswith("!")}
    copied = {
        name for line in _instructions("COPY") if not line.startswith("--from") for name in line.split()[:-1]
    }
    assert copied == let_through
    assert all((ROOT / name).exists() for name in copied)
