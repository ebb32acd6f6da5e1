"""The words that the reading of rates goes by, from `rates.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from streams.text.lexicon import Phrases, load


@dataclass(frozen=True, slots=True)
class RateWords:
    """Sets of words and matchers of phrases; what each is for stands in the data file."""

    free: frozenset[str]
    nouns: frozenset[str]
    whole: frozenset[str]
    subjects: Phrases[str]
    verbs: frozenset[str]
    expansions: Phrases[str]
    speakers: frozenset[str]
    always: frozenset[str]
    amounts: frozenset[str]
    foreign: Phrases[str]
    regions: frozenset[str]
    parts: frozenset[str]
    places: frozenset[str]
    around: frozenset[str]
    basket: frozenset[str]
    adjunct: frozenset[str]
    policy: Phrases[str]
    corridor_of: frozenset[str]
    makers: frozenset[str]
    peaks: frozenset[str]
    wishes: frozenset[str]
    actual_verbs: frozenset[str]
    attained: frozenset[str]
    forecast_nouns: frozenset[str]
    not_forecast: Phrases[str]
    aims: Phrases[str]
    marks: frozenset[str]
    hypothetical: Phrases[str]
    revision: frozenset[str]
    earlier: frozenset[str]
    told: frozenset[str]
    behind: frozenset[str]
    before: frozenset[str]
    homes: dict[str, str]
    rolling: Phrases[str]
    price_growth: Phrases[str]
    floor_of: frozenset[str]
    borrowing_of: frozenset[str]
    plain_years: frozenset[str]
    monthly: frozenset[str]
    by_months: frozenset[str]
    plain: frozenset[str]


@cache
def words() -> RateWords:
    """The words of the data file."""
    data = load("streams.economy", "rates.toml")
    growth, foreign, policy, status = data["growth"], data["foreign"], data["policy"], data["status"]
    loose = frozenset(policy["loose"])
    named = {name: "loose" if name in loose else "policy" for name in policy["names"]}
    named |= dict.fromkeys(policy["corridor"], "corridor")
    named = dict.fromkeys(policy["other"], "other") | named
    named |= dict.fromkeys(policy["floor"], "floor") | dict.fromkeys(policy["ceiling"], "other")
    named |= dict.fromkeys(policy["borrowing"], "borrowing")
    return RateWords(
        free=frozenset(growth["free"]),
        nouns=frozenset(growth["nouns"]),
        whole=frozenset(growth["whole"]),
        subjects=_phrases(growth["subjects"]),
        verbs=frozenset(growth["verbs"]),
        expansions=_phrases(growth["expansions"]),
        speakers=frozenset(growth["speakers"]),
        always=frozenset(data["fall"]["always"]),
        amounts=frozenset(data["fall"]["amounts"]),
        foreign=_phrases([*foreign["names"], *foreign["basket"], *foreign["regions"]]),
        regions=frozenset(name.lower() for name in foreign["regions"]),
        parts=frozenset(foreign["parts"]),
        places=frozenset(foreign["places"]),
        around=frozenset(foreign["around"]),
        basket=frozenset(foreign["basket"]),
        adjunct=frozenset(foreign["adjunct"]),
        policy=Phrases(named.items()),
        corridor_of=frozenset(policy["corridor_of"]),
        makers=frozenset(policy["makers"]),
        peaks=frozenset(policy["peaks"]),
        wishes=frozenset(policy["wishes"]),
        attained=frozenset(status["attained"]),
        actual_verbs=frozenset(status["actual_verbs"]),
        forecast_nouns=frozenset(status["forecast_nouns"]),
        not_forecast=_phrases(status["not_forecast"]),
        aims=_phrases(status["aims"]),
        marks=frozenset(status["marks"]),
        hypothetical=_phrases(status["hypothetical"]),
        revision=frozenset(status["revision"]),
        earlier=frozenset(status["earlier"]),
        told=frozenset(status["told"]),
        behind=frozenset(data["telling"]["behind"]),
        before=frozenset(data["telling"]["before"]),
        homes=dict(data["home"]),
        rolling=_phrases(data["average"]["rolling"]),
        price_growth=_phrases(data["prices"]["growth"]),
        floor_of=frozenset(policy["floor_of"]),
        borrowing_of=frozenset(policy["borrowing_of"]),
        plain_years=frozenset(data["calendar"]["plain"]),
        monthly=frozenset(data["calendar"]["monthly"]),
        by_months=frozenset(data["calendar"]["by_months"]),
        plain=frozenset(data["plain"]["words"]),
    )


def _phrases(names: list[str]) -> Phrases[str]:
    return Phrases((name, name) for name in dict.fromkeys(names))
