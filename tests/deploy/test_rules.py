"""The Prometheus rules: valid, each alert shown to fire and to clear, each with its paragraph of the runbook."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy import rules
from tests.deploy.programs import program

ROOT = Path(__file__).parent.parent.parent
UNIT_TESTS = sorted((Path(__file__).parent / "rules").glob("*.yml"))
RUNBOOK = (ROOT / "deploy" / "runbook.md").read_text(encoding="utf-8")
ALERTS = {rule["alert"]: rule for rule in rules.alerts()}


def _promtool(*arguments: str | Path) -> None:
    done = subprocess.run(
        [program("promtool"), *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_configuration_and_its_rules_are_valid() -> None:
    _promtool("check", "config", rules.FOLDER / "prometheus.yml")
    _promtool("check", "rules", *(rules.FOLDER / name for name in rules.FILES))


@pytest.mark.parametrize("path", UNIT_TESTS, ids=lambda path: path.stem)
def test_what_fires_and_what_does_not(path: Path) -> None:
    _promtool("test", "rules", path)


def _expectations() -> list[dict[str, Any]]:
    parsed = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in UNIT_TESTS]
    return [case for file in parsed for test in file["tests"] for case in test["promql_expr_test"]]


@pytest.mark.parametrize("name", ALERTS)
def test_each_alert_is_shown_to_fire_and_to_clear(name: str) -> None:
    about = [case for case in _expectations() if name in case["expr"]]
    fires = [
        _minutes(case["eval_time"])
        for case in about
        if any(
            f'"{name}"' in sample["labels"] and 'alertstate="firing"' in sample["labels"]
            for sample in case["exp_samples"]
        )
    ]
    silent = [_minutes(case["eval_time"]) for case in about if not case["exp_samples"]]
    assert fires
    assert any(at < min(fires) for at in silent), "is not shown to be silent while all is well"
    assert any(at > max(fires) for at in silent), "is not shown to clear"


def _minutes(text: str) -> int:
    return int(text[:-1]) * {"m": 1, "h": 60}[text[-1]]


@pytest.mark.parametrize("name", ALERTS)
def test_each_alert_says_how_bad_it_is_what_is_wrong_and_where_to_read_on(name: str) -> None:
    rule = ALERTS[name]
    assert rule["labels"]["severity"] in {"critical", "warning"}
    notes = rule["annotations"]
    assert set(notes) == {"summary", "description", "runbook_url"}
    assert notes["runbook_url"] == f"deploy/runbook.md#{name.lower()}"


def test_every_alert_has_its_paragraph_and_every_paragraph_its_alert() -> None:
    assert re.findall(r"^### (Khabar\w+)$", RUNBOOK, flags=re.MULTILINE) == list(ALERTS)


@pytest.mark.parametrize("name", ALERTS)
def test_a_paragraph_says_what_it_means_where_to_look_and_what_to_do(name: str) -> None:
    paragraph = RUNBOOK.partition(f"### {name}\n")[2].partition("\n### ")[0].partition("\n## ")[0]
    assert "**Means**" in paragraph
    assert "**Look**" in paragraph
    assert "**Do**" in paragraph


def test_a_drill_differs_in_its_waiting_times_alone(tmp_path: Path) -> None:
    rules.drill(tmp_path, 0.01, objectives={"khabar:lag_seconds:objective": 2})
    _promtool("check", "rules", *(tmp_path / name for name in rules.FILES))
    text = (tmp_path / "alerts.yml").read_text(encoding="utf-8")
    assert not re.search(r"for: \d+[mhd]\b", text)
    assert "vector(2)" in (tmp_path / "objectives.yml").read_text(encoding="utf-8")
    rules.drill(tmp_path / "as-it-is", 1)
    for name in rules.FILES:
        there = yaml.safe_load((tmp_path / "as-it-is" / name).read_text(encoding="utf-8"))
        _promtool("check", "rules", tmp_path / "as-it-is" / name)
        as_written = yaml.safe_load((rules.FOLDER / name).read_text(encoding="utf-8"))
        assert [len(group["rules"]) for group in there["groups"]] == [
            len(group["rules"]) for group in as_written["groups"]
        ]
    with pytest.raises(KeyError, match="no such objective"):
        rules.drill(tmp_path, 1, objectives={"khabar:lag:objective": 2})
