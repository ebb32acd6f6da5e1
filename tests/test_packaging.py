"""What is installed is what was tested: every dependency has one exact version, and the commands that are told of exist."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import streams

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONSTRAINTS = [
    line
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
REQUIREMENTS = [
    *PROJECT["dependencies"],
    *(item for extra in PROJECT["optional-dependencies"].values() for item in extra),
]


def test_constraints_are_exact_versions_and_nothing_else() -> None:
    for line in CONSTRAINTS:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*==([0-9]+!)?[0-9][A-Za-z0-9.+]*", line)
    assert sorted(CONSTRAINTS, key=lambda line: line.partition("==")[0]) == CONSTRAINTS


@pytest.mark.parametrize("requirement", [Requirement(item) for item in REQUIREMENTS], ids=str)
def test_every_dependency_is_constrained_to_a_version_it_allows(requirement: Requirement) -> None:
    pins = dict(line.split("==") for line in CONSTRAINTS)
    assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("package", ["streams", "schemas"])
def test_who_uses_the_packages_gets_their_types(package: str) -> None:
    assert (ROOT / package / "py.typed").is_file()


def test_the_version_is_said_once() -> None:
    assert streams.__version__ == PROJECT["version"]
    assert f"## {PROJECT['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_commands_that_contributors_are_told_of_exist() -> None:
    told = set(re.findall(r"`make (\w+)", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    assert told >= {"demo", "test", "check", "bench", "format", "clean"}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(re.search(rf"^{target}:", makefile, flags=re.MULTILINE) for target in told)


def test_the_ci_script_is_well_formed_and_does_what_it_says() -> None:
    script = ROOT / ".ci" / "run"
    subprocess.run(["bash", "-n", str(script)], check=True)
    assert script.read_text(encoding="utf-8").splitlines()[-3:] == [
        "export KHABAR_TEST_KAFKA=require",
        "make check",
        "make test",
    ]
