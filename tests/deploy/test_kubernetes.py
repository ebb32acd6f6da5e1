"""The Kubernetes manifests: valid by their kinds' schemas, current, confined, and of one mind with the rest of the project."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import ValidationError

from deploy import files
from streams import topology
from streams.cli import main
from streams.config import Settings
from tests.deploy import schemas

FOLDER = Path(__file__).parent.parent.parent / "deploy" / "kubernetes"
RESOURCES = list(schemas.resources(FOLDER))
WORKLOADS = [
    resource for _, resource in RESOURCES if resource["kind"] in {"StatefulSet", "Deployment", "Pod"}
]


def _name(item: tuple[Path, dict[str, Any]]) -> str:
    return f"{item[0].parent.name}/{item[1]['kind']}/{item[1]['metadata']['name']}"


def _one(kind: str, name: str) -> dict[str, Any]:
    (found,) = (item for _, item in RESOURCES if item["kind"] == kind and item["metadata"]["name"] == name)
    return found


def _pod(workload: dict[str, Any]) -> dict[str, Any]:
    spec: dict[str, Any] = workload["spec"]
    return spec if workload["kind"] == "Pod" else spec["template"]["spec"]


def test_what_is_generated_is_current() -> None:
    assert files.outdated() == [], "run python -m deploy"


@pytest.mark.parametrize(("option", "file"), [((), "topics.yaml"), (("--users",), "users.yaml")])
def test_the_command_prints_what_is_in_the_files(
    option: tuple[str, ...],
    file: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KHABAR_REPLICATION", str(files.SETTINGS.replication))
    with pytest.raises(SystemExit):
        main(["topics", "manifests", "--cluster", files.CLUSTER, *option])
    _, _, there = (FOLDER / "strimzi" / file).read_text(encoding="utf-8").partition("\n")
    assert capsys.readouterr().out == there


def test_without_yaml_the_command_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(SystemExit) as ended:
        main(["topics", "manifests"])
    assert ended.value.code == 2
    assert "khabar[kubernetes]" in capsys.readouterr().err


@pytest.mark.parametrize("item", RESOURCES, ids=_name)
def test_every_resource_is_what_its_kind_says(item: tuple[Path, dict[str, Any]]) -> None:
    schemas.check(item[1])


@pytest.mark.parametrize("kind", sorted({item["kind"] for _, item in RESOURCES}))
def test_a_misspelt_field_or_a_value_of_another_type_is_refused(kind: str) -> None:
    resource = json.loads(json.dumps(next(item for _, item in RESOURCES if item["kind"] == kind)))
    inner = resource.get("spec", resource)
    inner["misspelt"] = True
    with pytest.raises(ValidationError):
        schemas.check(resource)
    if "spec" in resource:
        resource["spec"] = 7
        with pytest.raises(ValidationError):
            schemas.check(resource)


@pytest.mark.parametrize(
    "path", sorted(FOLDER.glob("*/kustomization.yaml")), ids=lambda path: path.parent.name
)
def test_a_kustomization_names_every_file_of_its_folder(path: Path) -> None:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(told) <= {"apiVersion", "kind", "namespace", "labels", "resources", "images"}
    there = {file.name for file in path.parent.glob("*.yaml")} - {path.name}
    assert set(told["resources"]) == there


@pytest.mark.parametrize("workload", WORKLOADS, ids=lambda item: item["metadata"]["name"])
def test_pods_are_confined_as_the_restricted_profile_asks(workload: dict[str, Any]) -> None:
    pod = _pod(workload)
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] == 10001  # the image's own
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert not {"hostNetwork", "hostPID", "hostIPC"} & set(pod)
    for container in pod["containers"]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert {"cpu", "memory"} == set(container["resources"]["requests"])
        assert "memory" in container["resources"]["limits"]
    assert not any("hostPath" in volume for volume in pod["volumes"])


@pytest.mark.parametrize("workload", WORKLOADS, ids=lambda item: item["metadata"]["name"])
def test_settings_exist_and_passwords_come_as_files(workload: dict[str, Any]) -> None:
    shared = _one("ConfigMap", "khabar")["data"]
    (container,) = _pod(workload)["containers"]
    own = {item["name"]: item["value"] for item in container["env"] if "value" in item}
    told = {
        name: value
        for name, value in {**shared, **own}.items()
        if not name.endswith("_FILE") and name != "KHABAR_SSL_CAFILE"
    }
    settings = Settings.from_env(told, sasl_password="from-the-file")
    assert set(settings.model_fields_set) == {
        name.removeprefix("KHABAR_").lower() for name in {**told, "KHABAR_SASL_PASSWORD": ""}
    }
    assert not any("PASSWORD" in name and not name.endswith("_FILE") for name in told)
    mounts = {mount["mountPath"] for mount in container["volumeMounts"]}
    files_of = [name for name in {**shared, **own} if name.endswith("_FILE") or name == "KHABAR_SSL_CAFILE"]
    assert {"KHABAR_SASL_PASSWORD_FILE", "KHABAR_SSL_CAFILE"} <= set(files_of)
    for name in files_of:
        assert str(Path({**shared, **own}[name]).parent) in mounts
    if container.get("args") == ["worker"]:
        assert "KHABAR_WEB_TOKEN_FILE" in files_of  # a worker refuses to be open unasked


def test_users_are_those_that_the_pods_come_as() -> None:
    for workload in WORKLOADS:
        (container,) = _pod(workload)["containers"]
        own = {item["name"]: item.get("value") for item in container["env"]}
        assert _one("KafkaUser", str(own["KHABAR_SASL_USERNAME"]))
        secrets = [
            volume["secret"]["secretName"] for volume in _pod(workload)["volumes"] if "secret" in volume
        ]
        assert own["KHABAR_SASL_USERNAME"] in secrets


def test_every_topic_of_the_topology_is_there_as_the_worker_wants_it() -> None:
    wanted = {topic.name: topic for topic in topology.topics(files.SETTINGS)}
    there = [item for _, item in RESOURCES if item["kind"] == "KafkaTopic"]
    assert [item["spec"]["topicName"] for item in there] == list(wanted)
    for item in there:
        topic = wanted[item["spec"]["topicName"]]
        assert item["spec"]["partitions"] == topic.partitions
        assert item["spec"]["config"] == topic.config
        assert re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", item["metadata"]["name"])


def test_no_more_workers_than_partitions_and_never_more_than_one_away() -> None:
    scaled = _one("ScaledObject", "khabar-worker")["spec"]
    worker = _one("StatefulSet", "khabar-worker")["spec"]
    assert scaled["maxReplicaCount"] == files.SETTINGS.partitions
    assert scaled["minReplicaCount"] == worker["replicas"]
    assert scaled["scaleTargetRef"]["name"] == "khabar-worker"
    assert _one("PodDisruptionBudget", "khabar-worker")["spec"]["maxUnavailable"] == 1
    groups = {trigger["metadata"]["consumerGroup"] for trigger in scaled["triggers"]}
    assert groups == {files.SETTINGS.app_id}
    names = {topic.name for topic in topology.topics(files.SETTINGS)}
    assert {trigger["metadata"]["topic"] for trigger in scaled["triggers"]} <= names


def test_alive_and_ready_are_asked_apart_and_a_long_recovery_kills_nobody() -> None:
    (container,) = _one("StatefulSet", "khabar-worker")["spec"]["template"]["spec"]["containers"]
    assert container["livenessProbe"]["httpGet"]["path"] == "/livez"
    assert container["startupProbe"]["httpGet"]["path"] == "/livez"
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"


def test_the_monitors_keep_the_names_of_the_jobs_that_the_alerts_know() -> None:
    configured = yaml.safe_load((FOLDER.parent / "prometheus" / "prometheus.yml").read_text(encoding="utf-8"))
    jobs = {job["job_name"] for job in configured["scrape_configs"]}
    there = {
        relabel["replacement"]
        for _, item in RESOURCES
        if item["kind"] == "PodMonitor"
        for endpoint in item["spec"]["podMetricsEndpoints"]
        for relabel in endpoint["relabelings"]
        if relabel["targetLabel"] == "job"
    }
    assert there == jobs
