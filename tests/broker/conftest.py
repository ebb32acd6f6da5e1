"""Where the fixtures of `tests.brokers` may be imported from as well; there is one broker of a kind all the same."""

from tests.brokers import (
    broker,
    delete_topics,
    embedded_broker,
    embedded_settings,
    kafka_broker,
    kafka_settings,
)

__all__ = [
    "broker",
    "delete_topics",
    "embedded_broker",
    "embedded_settings",
    "kafka_broker",
    "kafka_settings",
]
