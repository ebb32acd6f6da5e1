"""The topology says what the contract says, and what is folded together is partitioned alike."""

import typing

import pytest

import schemas
from streams import topology
from streams.config import MAX_ARTICLE_BYTES, Settings

CONTRACT = {
    "articles",
    "articles.economy",
    "articles.security",
    "articles.other",
    "events.economy.exports",
    "events.economy.external",
    "events.economy.prices",
    "events.economy.finance",
    "events.economy.output",
    "events.security.attacks",
    "events.security.operations",
    "events.security.statements",
    "tables.fiscal-years",
    "tables.incidents",
    "tables.security-months",
}


def test_the_contract_s_topics_are_all_there_each_with_its_dead_letters() -> None:
    bases = {topic.base for topic in topology.topics() if topic.kind != "changelog"}
    assert bases == CONTRACT | {f"{name}.dlq" for name in CONTRACT}


def test_names_are_unique_and_carry_the_prefix_but_for_changelogs() -> None:
    settings = Settings(topic_prefix="staging.", app_id="staging")
    listed = topology.topics(settings)
    assert len({topic.name for topic in listed}) == len(listed)
    for topic in listed:
        if topic.kind == "changelog":
            assert topic.name == topic.base
            assert topic.name.startswith("staging-")
        else:
            assert topic.name == "staging." + topic.base
    assert topology.by_name(settings)["articles.dlq"].name == "staging.articles.dlq"


def test_what_is_folded_together_and_its_state_are_partitioned_alike() -> None:
    named = topology.by_name(Settings(partitions=5, app_id="a"))
    for table in topology.TABLES:
        partitions = {named[source].partitions for source in table.sources}
        assert partitions == {named[topology.changelog("a", table.name)].partitions} == {5}


@pytest.mark.parametrize("topic", topology.topics(), ids=lambda topic: topic.name)
def test_cleanup_follows_the_kind(topic: topology.Topic) -> None:
    config = topic.config
    if topic.kind in {"tables", "changelog"}:
        assert config["cleanup.policy"] == "compact"
        assert "retention.ms" not in config
    elif topic.kind == "dead-letters":
        assert (config["cleanup.policy"], config["retention.ms"]) == ("delete", str(30 * 24 * 3600 * 1000))
    else:
        assert (config["cleanup.policy"], config["retention.ms"]) == ("delete", "-1")
        assert config["retention.bytes"] == "-1"


def test_dead_letters_hold_whatever_their_topic_accepted() -> None:
    named = topology.by_name()
    for base in CONTRACT:
        assert named[base].max_message_bytes > MAX_ARTICLE_BYTES
        assert named[f"{base}.dlq"].max_message_bytes > named[base].max_message_bytes


def test_the_models_are_the_schemas() -> None:
    assert topology.by_name()["articles"].model is schemas.Article
    for topic in topology.topics():
        assert (topic.model is None) == (topic.kind in {"dead-letters", "changelog"})


def test_every_event_type_and_indicator_has_a_topic_of_its_own_model() -> None:
    named = topology.by_name()
    for event_type, model in schemas.EVENT_TYPES.items():
        if event_type.startswith("security."):
            assert named[topology.route(event_type)].model is model
    indicators = typing.get_args(schemas.Observation.model_fields["indicator"].annotation)
    routed = {topology.route("economy.observation", indicator) for indicator in indicators}
    assert routed == set(topology.ECONOMY_EVENTS)


@pytest.mark.parametrize(
    ("indicator", "topic"),
    [
        ("exports.it", "events.economy.exports"),
        ("trade.balance", "events.economy.external"),
        ("fx.rate", "events.economy.external"),
        ("prices.cpi", "events.economy.prices"),
        ("financing.imf", "events.economy.finance"),
        ("output.lsm", "events.economy.output"),
    ],
)
def test_an_observation_goes_by_its_indicator(indicator: str, topic: str) -> None:
    assert topology.route("economy.observation", indicator) == topic


@pytest.mark.parametrize(("event_type", "indicator"), [("economy.observation", None), ("sport.result", None)])
def test_an_event_without_a_topic_is_an_error(event_type: str, indicator: str | None) -> None:
    with pytest.raises(KeyError):
        topology.route(event_type, indicator)
