"""The law: tables are a function of the set of articles. Order, repeats and revisions in any order change no byte."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas import Article
from streams.articles import decode
from streams.replay import replay


@cache
def sample() -> tuple[Article, ...]:
    folder = files("streams.samples")
    names = sorted(
        path.name for path in folder.iterdir() if path.name.endswith(".json") and ".expected" not in path.name
    )
    return tuple(decode(folder.joinpath(name).read_bytes()) for name in names)


def tables(articles: list[Article]) -> bytes:
    return orjson.dumps(replay(articles).plain())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_order_and_any_repeats_give_the_same_bytes(data: st.DataObject) -> None:
    chosen = data.draw(
        st.lists(st.sampled_from(sample()), min_size=2, max_size=14, unique_by=lambda a: a.revision)
    )
    order = data.draw(st.permutations(chosen))
    repeats = data.draw(st.lists(st.sampled_from(chosen), max_size=6))
    assert tables(chosen) == tables([*order, *repeats])


def test_the_whole_sample_backwards_and_twice() -> None:
    articles = list(sample())
    assert tables(articles) == tables([*reversed(articles), *articles])
