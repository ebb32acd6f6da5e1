"""Grafana's dashboard, made of `panels` with Grafana's own library of its schema."""

from __future__ import annotations

from typing import Any, Final

from grafana_foundation_sdk.builders import common as common_builders
from grafana_foundation_sdk.builders import dashboard, prometheus, stat, timeseries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import common
from grafana_foundation_sdk.models import dashboard as models

from deploy.panels import ROWS, Panel

UID: Final = "khabar"
_SOURCE: Final = models.DataSourceRef(type_val="prometheus", uid="prometheus")
_HEIGHT: Final = {"stat": 4, "lines": 9, "stack": 9}
_DASHED: Final = [
    models.DynamicConfigValue("custom.lineStyle", {"fill": "dash", "dash": [10, 10]}),
    models.DynamicConfigValue("custom.fillOpacity", 0),
    models.DynamicConfigValue("color", {"mode": "fixed", "fixedColor": "red"}),
]


def text() -> str:
    """The dashboard as JSON, for a file."""
    return JSONEncoder(sort_keys=True, indent=2).encode(_dashboard()) + "\n"


def _dashboard() -> models.Dashboard:
    built = (
        dashboard.Dashboard("Khabar")
        .uid(UID)
        .description(
            "Is it well, how far behind, how old is the news, what failed, and how much state there is."
        )
        .tags(["khabar", "kafka"])
        .refresh("30s")
        .time("now-3h", "now")
        .timezone("utc")
        .tooltip(models.DashboardCursorSync.CROSSHAIR)
        .readonly()
        .with_variable(_groups())
        .annotation(_alerts())
    )
    number = 0
    for row in ROWS:
        built = built.with_row(dashboard.Row(row.title))
        for panel in row.panels:
            number += 1
            built = built.with_panel(_stat(panel, number) if panel.kind == "stat" else _lines(panel, number))
    return built.build()


def _groups() -> dashboard.QueryVariable:
    return (
        dashboard.QueryVariable("group")
        .label("Consumer group")
        .datasource(_SOURCE)
        .query("label_values(kafka_consumergroup_members, consumergroup)")
        .refresh(models.VariableRefresh.ON_TIME_RANGE_CHANGED)
        .sort(models.VariableSort.ALPHABETICAL_ASC)
        .multi(True)
        .include_all(True)
        .all_value(".*")
    )


def _alerts() -> dashboard.AnnotationQuery:
    """A mark on every panel where an alert fires."""
    return (
        dashboard.AnnotationQuery()
        .name("Alerts")
        .datasource(_SOURCE)
        .enable(True)
        .icon_color("red")
        .expr('ALERTS{alertname=~"Khabar.+", alertstate="firing"}')
    )


def _targets(panel: Panel) -> list[Any]:
    return [
        prometheus.Dataquery().ref_id(chr(ord("A") + place)).expr(query).legend_format(legend or "__auto")
        for place, (query, legend) in enumerate(panel.queries)
    ]


def _stat(panel: Panel, number: int) -> stat.Panel:
    built = (
        stat.Panel()
        .id(number)
        .title(panel.title)
        .description(panel.description)
        .unit(panel.unit)
        .datasource(_SOURCE)
        .span(panel.width)
        .height(_HEIGHT[panel.kind])
        .color_mode(
            common.BigValueColorMode.BACKGROUND if panel.red is not None else common.BigValueColorMode.NONE
        )
        .reduce_options(common_builders.ReduceDataOptions().calcs(["lastNotNull"]))
        .targets(_targets(panel))
    )
    if panel.red is None:
        return built
    low, high = ("red", "green") if panel.red_below else ("green", "red")
    steps = [models.Threshold(None, low), models.Threshold(panel.red, high)]
    return built.thresholds(dashboard.ThresholdsConfig().mode(models.ThresholdsMode.ABSOLUTE).steps(steps))


def _lines(panel: Panel, number: int) -> timeseries.Panel:
    built = (
        timeseries.Panel()
        .id(number)
        .title(panel.title)
        .description(panel.description)
        .unit(panel.unit)
        .datasource(_SOURCE)
        .span(panel.width)
        .height(_HEIGHT[panel.kind])
        .min(0)
        .fill_opacity(40 if panel.kind == "stack" else 5)
        .legend(
            common_builders.VizLegendOptions()
            .display_mode(common.LegendDisplayMode.TABLE)
            .placement(common.LegendPlacement.BOTTOM)
            .show_legend(True)
            .calcs(["lastNotNull", "max"])
        )
        .tooltip(
            common_builders.VizTooltipOptions()
            .mode(common.TooltipDisplayMode.MULTI)
            .sort(common.SortOrder.DESCENDING)
        )
        .targets(_targets(panel))
    )
    if panel.kind == "stack":
        built = built.stacking(common_builders.StackingConfig().mode(common.StackingMode.NORMAL))
    if any(legend == "objective" for _, legend in panel.queries):
        built = built.override_by_name("objective", _DASHED)
    return built
