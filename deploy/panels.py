"""The dashboard's panels as data: what is asked, in which unit, and how to read it. `dashboard` makes Grafana's JSON of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

#: What the variable "group" of the dashboard leaves in.
GROUP: Final = 'consumergroup=~"$group"'


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One panel. `queries` are pairs of PromQL and legend; `unit` is one of Grafana's."""

    title: str
    description: str
    unit: str
    queries: tuple[tuple[str, str], ...]
    kind: Literal["stat", "lines", "stack"] = "lines"
    width: int = 12
    """Of 24 columns."""
    red: float | None = None
    """From which value on a stat is red; it is green below. With `red_below`, the other way round."""
    red_below: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of panels, with what it answers as its title."""

    title: str
    panels: tuple[Panel, ...]


ROWS: Final = (
    Row(
        title="Is it well?",
        panels=(
            Panel(
                title="Alerts firing",
                description="Alerts of these rules that fire now. deploy/runbook.md has a paragraph for each.",
                unit="short",
                kind="stat",
                width=4,
                red=1,
                queries=(('count(ALERTS{alertname=~"Khabar.+", alertstate="firing"}) or vector(0)', ""),),
            ),
            Panel(
                title="Behind",
                description="Age of the oldest message that is not processed; red from the objective on.",
                unit="s",
                kind="stat",
                width=4,
                red=300,
                queries=((f"max(consumergroup:lag_seconds:max{{{GROUP}}})", ""),),
            ),
            Panel(
                title="Partitions that stall or stand",
                description="Groups with a status of STALL (members, but no progress) or STOP (nobody there).",
                unit="short",
                kind="stat",
                width=4,
                red=1,
                queries=((f'sum(khabar_lag_status{{status=~"STALL|STOP", {GROUP}}})', ""),),
            ),
            Panel(
                title="Workers ready",
                description="Workers that have their partitions and tables, reach the broker and get on.",
                unit="short",
                kind="stat",
                width=4,
                red=1,
                red_below=True,
                queries=(("sum(khabar_ready) or vector(0)", ""),),
            ),
            Panel(
                title="Probe",
                description="1 while the lag probe answers and reaches the broker. At 0, nothing here tells of lag.",
                unit="short",
                kind="stat",
                width=4,
                red=1,
                red_below=True,
                queries=(("min(khabar_probe_up) or vector(0)", ""),),
            ),
            Panel(
                title="Version",
                description="Versions that run, by number of workers; two only during a rolling upgrade.",
                unit="short",
                kind="stat",
                width=4,
                queries=(("count by (version) (khabar_build_info)", "{{version}}"),),
            ),
        ),
    ),
    Row(
        title="How far behind are we?",
        panels=(
            Panel(
                title="Lag in seconds by topic",
                description=(
                    "Age of the first message that is not processed, the worst partition of each topic, as the broker tells it."
                    " The dashed line is the objective. The topic that rises first is where the flow is stuck."
                ),
                unit="s",
                queries=(
                    (f"consumergroup_topic:lag_seconds:max{{{GROUP}}}", "{{consumergroup}} {{topic}}"),
                    ("khabar:lag_seconds:objective", "objective"),
                ),
            ),
            Panel(
                title="Lag in messages by topic",
                description="Messages that are not processed. It falls when more is worked off than comes in.",
                unit="short",
                queries=(
                    (
                        f"max by (consumergroup, topic) (kafka_consumergroup_topic_lag_sum{{{GROUP}}})",
                        "{{consumergroup}} {{topic}}",
                    ),
                ),
            ),
            Panel(
                title="Comes in and is worked off",
                description="Messages a second that are published to a topic, and that the group commits there.",
                unit="cps",
                queries=(
                    (
                        "topic:produced:rate5m and on (topic) consumergroup_topic:consumed:rate5m",
                        "{{topic}} in",
                    ),
                    (f"consumergroup_topic:consumed:rate5m{{{GROUP}}}", "{{topic}} worked off"),
                ),
            ),
            Panel(
                title="Members and status of the group",
                description=(
                    "Members of each group, and its status as 1: OK, WARN (falls behind), STALL (members, but no progress),"
                    " STOP (nobody there)."
                ),
                unit="short",
                queries=(
                    (
                        f"max by (consumergroup) (kafka_consumergroup_members{{{GROUP}}})",
                        "{{consumergroup}} members",
                    ),
                    (
                        f"max by (consumergroup, status) (khabar_lag_status{{{GROUP}}}) > 0",
                        "{{consumergroup}} {{status}}",
                    ),
                ),
            ),
        ),
    ),
    Row(
        title="How old is the news?",
        panels=(
            Panel(
                title="Age of news at each stage",
                description=(
                    "Nine of ten articles were younger than this, counted from their publication: when they came to Kafka"
                    " (published), when their events did (event), when the tables had them (table). What lies between published"
                    " and table is ours, the rest the crawlers'. The dashed line is the objective."
                ),
                unit="s",
                queries=(
                    ("stage:news_age_seconds:p90_30m", "{{stage}}"),
                    ("khabar:news_age_seconds:objective", "objective"),
                ),
            ),
            Panel(
                title="Time since a source was last heard of",
                description="The ten that have been silent longest; one that goes silent rises in a straight line.",
                unit="s",
                queries=(("topk(10, time() - source:last_seen_timestamp_seconds:max3d)", "{{source}}"),),
            ),
        ),
    ),
    Row(
        title="What comes and what comes of it?",
        panels=(
            Panel(
                title="Articles by label",
                description="Articles classified a second; one with two labels counts twice.",
                unit="cps",
                kind="stack",
                queries=(("label:articles:rate5m", "{{label}}"),),
            ),
            Panel(
                title="Events by type",
                description="Events extracted a second. None of a type while articles of its label come: look at the rules.",
                unit="cps",
                kind="stack",
                queries=(("type:events:rate5m", "{{type}}"),),
            ),
            Panel(
                title="Articles by source",
                description="The ten sources that publish most, articles a minute.",
                unit="cpm",
                queries=(
                    ("topk(10, 60 * sum by (source) (rate(khabar_articles_total[15m])))", "{{source}}"),
                ),
            ),
            Panel(
                title="Extraction of an article",
                description="Time that the extraction of an article takes, the middle one and one in a hundred, by domain.",
                unit="s",
                queries=(
                    ("domain:extraction_seconds:p50_5m", "{{domain}} half"),
                    ("domain:extraction_seconds:p99_5m", "{{domain}} 99 in 100"),
                ),
            ),
        ),
    ),
    Row(
        title="What failed?",
        panels=(
            Panel(
                title="Dead letters by code",
                description=(
                    "Messages set aside in the last 15 minutes, by topic, stage and code. internal_error is a bug of ours, the"
                    " rest is what was sent to us: `khabar dlq ls`."
                ),
                unit="short",
                kind="stack",
                queries=(
                    (
                        "topic_stage_code:dead_letters:increase15m > 0",
                        "{{topic}} {{stage}} {{code}}",
                    ),
                ),
            ),
            Panel(
                title="Share of what is read that fails",
                description="Dead letters for each message that was read, over 15 minutes. The dashed line is the objective.",
                unit="percentunit",
                queries=(
                    ("khabar:dead_letters:ratio_rate15m", "share"),
                    ("khabar:dead_letter_ratio:objective", "objective"),
                ),
            ),
        ),
    ),
    Row(
        title="How much state is there, and how is recovery?",
        panels=(
            Panel(
                title="Rows of the tables",
                description="Entries of each table, over all workers.",
                unit="short",
                width=8,
                queries=(("sum by (table) (khabar_table_rows)", "{{table}}"),),
            ),
            Panel(
                title="Size of the tables",
                description="Bytes that each table takes, over all workers; deploy/sizing.md says what 100,000 articles leave.",
                unit="bytes",
                width=8,
                queries=(("sum by (table) (khabar_table_bytes)", "{{table}}"),),
            ),
            Panel(
                title="Recovery: records left to read",
                description="Records of changelogs that a worker has yet to read before it works; 0 when it has its tables.",
                unit="short",
                width=8,
                queries=(
                    ("khabar_recovery_records_remaining", "{{instance}}"),
                    ("khabar_recovering", "{{instance}} is recovering"),
                ),
            ),
            Panel(
                title="Recovery: time of the last one",
                description="How long each worker's last recovery took.",
                unit="s",
                queries=(("khabar_recovery_seconds", "{{instance}}"),),
            ),
            Panel(
                title="Workers up, ready, recovering",
                description="Prometheus reaches it; it is ready; it reads its tables back. Numbers of workers.",
                unit="short",
                queries=(
                    ('sum(up{job="khabar-worker"})', "up"),
                    ("sum(khabar_ready)", "ready"),
                    ("sum(khabar_recovering)", "recovering"),
                ),
            ),
        ),
    ),
)
