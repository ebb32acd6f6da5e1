"""Grafana's files: of its schema, and asking for nothing that is not there."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models import dashboard as models
from grafana_foundation_sdk.models import units

from deploy import panels, rules

FOLDER = Path(__file__).parent.parent.parent / "deploy" / "grafana"
DASHBOARD: dict[str, Any] = json.loads((FOLDER / "dashboards" / "khabar.json").read_text(encoding="utf-8"))
PANELS = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
UNITS = {value for name, value in vars(units).items() if name.isupper()} | {
    value for name, value in vars(units).items() if isinstance(value, str) and not name.startswith("_")
}


def test_every_field_is_one_of_grafanas_schema() -> None:
    register_default_plugins()
    read = models.Dashboard.from_json(DASHBOARD)
    # what the schema does not know is lost on the way
    assert json.loads(JSONEncoder().encode(read)) == DASHBOARD


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])
def test_a_panel_says_what_it_shows_in_which_unit(panel: dict[str, Any]) -> None:
    assert panel["title"]
    assert panel["description"].endswith(".")
    assert panel["fieldConfig"]["defaults"]["unit"] in UNITS
    assert panel["targets"]
    assert all(target["expr"] for target in panel["targets"])
    assert {target["refId"] for target in panel["targets"]} == set("ABC"[: len(panel["targets"])])


def test_numbers_and_places_are_unique_and_rows_are_full() -> None:
    assert (
        len({panel["id"] for panel in PANELS}) == len(PANELS) == sum(len(row.panels) for row in panels.ROWS)
    )
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in DASHBOARD["panels"]]
    assert len(set(places)) == len(places)
    assert all(panel["gridPos"]["x"] + panel["gridPos"]["w"] <= 24 for panel in PANELS)
    for row in panels.ROWS:
        assert sum(panel.width for panel in row.panels) % 24 == 0


def test_every_recorded_series_that_is_asked_for_is_recorded() -> None:
    recorded = {rule["record"] for group in rules.groups() for rule in group["rules"] if "record" in rule}
    asked = " ".join(target["expr"] for panel in PANELS for target in panel["targets"])
    used = set(re.findall(r"\b[a-z_]+:[a-z_]+:[a-z0-9_]+\b", asked))
    assert used
    assert used <= recorded


def test_the_provisioned_source_is_the_one_that_the_dashboard_asks() -> None:
    sources = yaml.safe_load((FOLDER / "provisioning" / "datasources" / "prometheus.yml").read_text())
    (source,) = sources["datasources"]
    uids = {panel["datasource"]["uid"] for panel in PANELS}
    assert uids == {source["uid"]}
    compose = yaml.safe_load((FOLDER.parent.parent / "docker-compose.yml").read_text())["services"]
    assert source["url"] == "http://prometheus:9090"
    assert "prometheus" in compose
    providers = yaml.safe_load((FOLDER / "provisioning" / "dashboards" / "khabar.yml").read_text())
    (provider,) = providers["providers"]
    mounted = [volume.split(":")[1] for volume in compose["grafana"]["volumes"]]
    assert provider["options"]["path"] in mounted
    home = compose["grafana"]["environment"]["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"]
    assert home == f"{provider['options']['path']}/khabar.json"
