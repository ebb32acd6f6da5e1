"""The schemas of the kinds that deploy/kubernetes uses, each from a package: nothing is asked of the network but packages.

Kubernetes' own from `kubernetes-validate`, KEDA's and the Prometheus operator's from the models made of their CRDs, Strimzi's made by
its own generator from its own classes, which Maven brings once into the cache directory of Apache Kafka's.
"""

import functools
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import kubernetes_validate
import pytest
import yaml
from jsonschema import Draft202012Validator

from streams.kafka import alone_with_maven, jar_folder

KUBERNETES: Final = "1.31"
STRIMZI: Final = "0.50.0"
_GENERATOR: Final = "io.strimzi.crdgenerator.CrdGenerator"
_STRIMZI_KINDS: Final = {"KafkaTopic": "topic", "KafkaUser": "user"}
_PLUGIN: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"


def check(resource: dict[str, Any]) -> None:
    """Raises ValidationError for a resource that its kind's schema refuses; unknown fields are refused as well."""
    group = resource["apiVersion"].partition("/")[0]
    if group == "kafka.strimzi.io":
        _validate(resource, strimzi(resource["kind"], resource["apiVersion"].partition("/")[2]))
    elif group in {"keda.sh", "monitoring.coreos.com"}:
        _validate(resource, _model_schema(resource["kind"]))
    else:
        kubernetes_validate.validate(resource, KUBERNETES, strict=True)


def _validate(resource: dict[str, Any], schema: dict[str, Any]) -> None:
    Draft202012Validator(schema).validate(resource)


@functools.cache
def _model_schema(kind: str) -> dict[str, Any]:
    """From the models; importing these costs a second, so only where they are needed."""
    import cloudcoil.models.keda.v1alpha1 as keda
    import cloudcoil.models.prometheus_operator.v1 as prometheus

    model = getattr(keda, kind, None) or getattr(prometheus, kind)
    # the models do without what a writer of YAML must give
    schema: dict[str, Any] = closed(model.model_json_schema(by_alias=True))
    return schema | {"required": ["apiVersion", "kind", "metadata", "spec"]}


@functools.cache
def strimzi(kind: str, version: str) -> dict[str, Any]:
    """From the CRD. Skips the test where Maven or Java is missing, or fails it where KHABAR_TEST_KAFKA=require."""
    crd = yaml.safe_load((_crds() / f"{_STRIMZI_KINDS[kind]}.yaml").read_text(encoding="utf-8"))
    (found,) = (item for item in crd["spec"]["versions"] if item["name"] == version and item["served"])
    schema: dict[str, Any] = closed(found["schema"]["openAPIV3Schema"])
    # what every resource has, and a CRD does not say
    schema["properties"] |= {"metadata": {"type": "object"}}
    return schema


@functools.cache
def _crds() -> Path:
    folder = jar_folder().parent / f"strimzi-crds-{STRIMZI}"
    if folder.is_dir():
        return folder
    missing = [name for name in ("mvn", "java") if shutil.which(name) is None]
    if missing:
        reason = f"Strimzi's schemas are made with {' and '.join(missing)}, which is not on the PATH"
        if os.environ.get("KHABAR_TEST_KAFKA") == "require":
            pytest.fail(f"KHABAR_TEST_KAFKA=require, but {reason}")
        pytest.skip(reason)
    with alone_with_maven():
        if not folder.is_dir():
            _bring(folder)
    return folder


def _bring(folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".strimzi-") as scratch:
        jars, crds = Path(scratch) / "jars", Path(scratch) / "crds"
        crds.mkdir()
        pom = Path(__file__).parent / "strimzi-pom.xml"
        _run("mvn", "-B", "-q", "-f", pom, f"{_PLUGIN}:copy-dependencies", f"-DoutputDirectory={jars}")
        classes = [
            f"io.strimzi.api.kafka.model.{name}.{kind}={crds / name}.yaml"
            for kind, name in _STRIMZI_KINDS.items()
        ]
        _run("java", "-cp", f"{jars}/*", _GENERATOR, *classes)
        crds.rename(folder)


def _run(*command: str | Path) -> None:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def closed(schema: Any) -> Any:
    """The schema without room for fields that it does not name: a misspelt one is an error and not left out in silence."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {name: closed(value) for name, value in schema.items()}
    if isinstance(shut.get("properties"), dict) and "x-kubernetes-preserve-unknown-fields" not in shut:
        shut.setdefault("additionalProperties", False)
    if "x-kubernetes-int-or-string" in shut:
        shut["type"] = ["integer", "string"]
    return shut


def resources(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every resource of the YAML files under the folder but kustomizations, with its file."""
    for path in sorted(folder.rglob("*.yaml")):
        if path.name != "kustomization.yaml":
            for resource in yaml.safe_load_all(path.read_text(encoding="utf-8")):
                yield path, json.loads(json.dumps(resource))
