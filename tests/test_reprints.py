"""Reprints: an agency's story is one voice, however many print it; who prints it stays listed; the law holds with them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas import Article, Event, FiscalYear, Incident
from streams.folds import Table
from streams.pipeline import process
from streams.replay import folds, replay
from streams.reprints import Voices

SLOW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FIRST = datetime(2026, 1, 20, 6, tzinfo=UTC)

#: An agency's story with a misprint: the digits of 412 in another order.
WIRE = """\
KARACHI: Pakistan's IT exports stood at $124 million in December 2025, data of the State Bank of Pakistan showed on Tuesday.

Officials put the figure down to freelancers who now bring their earnings home through banks, and to a rule that lets firms \
keep half of what they earn abroad in accounts of their own. Traders said that the pace would be hard to keep in spring, when \
large contracts in the Gulf come to an end.

An association of software houses asked for tax rules that do not change every June, and for cheaper bandwidth."""
DAILY = """\
Pakistan's IT exports came to $412 million in December 2025, according to the State Bank of Pakistan, the best month so far. \
Clients abroad tend to settle their accounts before the holidays, but never yet on this scale, said an analyst in Lahore. \
Whether the spring will bring as much is another question: much of the work is for banks that are cutting their budgets."""
PORTAL = """\
Freelancers and software houses have something to celebrate. IT exports of Pakistan were $412 million in December 2025, the \
central bank said. The industry's lobby was quick to repeat what it asks of every government: cheaper internet, a stable tax \
regime and fewer forms. A spokesman for the ministry promised all three, and gave no date for any of them."""

ATTACK = """\
QUETTA: A bomb killed 60 people and injured 40 at a market in Quetta on Monday, police said. The device had been left in a \
rickshaw near the gate of the vegetable market at an hour when it is full of people from the villages around the city. Rescue \
workers took the injured to the civil hospital, where an emergency was declared and people were asked to give blood. No group \
has said that it was behind the blast."""
HOSPITAL = """\
A bomb killed 16 people and injured 40 at a market in Quetta on Monday, officials said. Doctors at the city's largest hospital \
worked through the night; the names of the dead were put up on a board at its gate, where families were waiting in the cold. \
Traders kept their shops shut in protest and asked the province to post guards at the bazaars."""
POLICE = """\
Sixteen people were killed and 40 injured when a bomb went off at a market in Quetta on Monday, the police chief told \
reporters. He said that his men had found parts of a timer, and that the owner of the rickshaw was being questioned. Roads to \
the bazaar stayed closed in the afternoon while experts looked for a second device and found none."""


def article(
    number: int, source: str, body: str, *, title: str = "", hours: float = 0, day: datetime = FIRST
) -> Article:
    return Article.model_validate(
        {
            "url": f"https://outlet-{number}.example/story",
            "title": title or f"From our newsroom, number {number}",
            "body": body,
            "published_at": day + timedelta(hours=hours),
            "source": source,
        }
    )


def prints(body: str, count: int, **options: Any) -> list[Article]:
    """The story as so many outlets print it: with their own headline, their name in it, cut here and there."""
    found = []
    for number in range(count):
        parts = body.split("\n\n")
        text = "\n\n".join(parts[: 2 + number % 2]) if len(parts) > 2 else body
        text = text.replace("police said", "police told Outlet") if number % 4 == 3 else text
        found.append(article(number, f"Outlet {number}", text, hours=number, **options))
    return found


def month(rows: tuple[FiscalYear, ...], name: str) -> Any:
    (found,) = [m for row in rows if row.indicator == "exports.it" for m in row.months if m.month == name]
    return found


def test_ten_prints_of_a_misprint_do_not_outvote_two_reports() -> None:
    ten = prints(WIRE, 10)
    two = [article(20, "Indus Daily", DAILY, hours=3), article(21, "Tech Portal", PORTAL, hours=4)]
    tables = replay([*ten, *two])
    (row,) = tables.fiscal_years
    december = month(tables.fiscal_years, "2025-12")
    assert (december.value, december.articles) == (412e6, tuple(sorted(item.id for item in two)))
    # every outlet stays listed, and says why it is not believed
    assert set(row.articles) == {item.id for item in (*ten, *two)}
    assert {disputed.source for disputed in row.disputed} == {f"Outlet {number}" for number in range(10)}
    assert "2 publishers against 1" in row.disputed[0].explanation
    # and is marked
    assert {(reprint.article, reprint.of) for reprint in row.reprints} == {
        (item.id, ten[0].id) for item in ten[1:]
    }


def test_ten_outlets_with_words_of_their_own_do_outvote_two() -> None:
    words = [" ".join(f"{word}{number}" for word in PORTAL.split()) for number in range(10)]
    ten = [
        article(
            number,
            f"Outlet {number}",
            WIRE.split("\n\n", maxsplit=1)[0] + " " + words[number] + ".",
            hours=number,
        )
        for number in range(10)
    ]
    two = [article(20, "Indus Daily", DAILY, hours=3), article(21, "Tech Portal", PORTAL, hours=4)]
    tables = replay([*ten, *two])
    assert month(tables.fiscal_years, "2025-12").value == 124e6
    assert tables.fiscal_years[0].reprints == ()


def test_ten_prints_of_a_wrong_toll_do_not_outvote_two_reports() -> None:
    monday = datetime(2026, 1, 19, 12, tzinfo=UTC)
    ten = prints(ATTACK, 10, day=monday)
    two = [
        article(20, "Indus Daily", HOSPITAL, hours=11, day=monday),
        article(21, "Portal", POLICE, hours=12, day=monday),
    ]
    (row,) = replay([*ten, *two]).incidents
    alone = replay([ten[0], *two]).incidents[0]
    assert (row.killed, row.injured) == (alone.killed, alone.injured)
    assert row.killed.best == 16
    assert set(row.sources) == {"Indus Daily", "Portal", *(f"Outlet {number}" for number in range(10))}
    assert {(reprint.article, reprint.of) for reprint in row.reprints} == {
        (item.id, ten[0].id) for item in ten[1:]
    }


def test_a_late_print_of_an_old_toll_says_nothing_new() -> None:
    monday = datetime(2026, 1, 19, 12, tzinfo=UTC)
    first = article(0, "Agency", ATTACK.replace("60", "9"), day=monday)
    later = article(1, "Indus Daily", HOSPITAL, hours=20, day=monday)
    late = article(2, "Village Post", ATTACK.replace("60", "9"), hours=60, day=monday)
    without, with_it = replay([first, later]).incidents, replay([first, later, late]).incidents
    assert with_it[0].killed == without[0].killed
    assert with_it[0].killed.low == 16


def event(number: int, fingerprint: str | None) -> Event:
    found = events()[0]
    reference = found.article.model_copy(update={"id": f"a{number}", "fingerprint": fingerprint})
    return found.model_copy(update={"event_id": f"e{number}", "article": reference})


def test_an_outlet_that_prints_a_story_and_then_writes_its_own_has_a_voice() -> None:
    text, own = process(prints(WIRE, 1)[0])[1][0], process(article(1, "x", DAILY))[1][0]
    heard = Voices()
    heard.hear("t1", "Agency", event(1, text.article.fingerprint))
    heard.hear("t2", "Daily", event(2, text.article.fingerprint))
    assert [name for _, name in heard.voices] == ["Agency"]
    heard.hear("t3", "Daily", event(3, own.article.fingerprint))
    assert [name for _, name in heard.voices] == ["Agency", "Daily"]
    assert [(copy.article, copy.of) for copy in heard.copies] == [("a2", "a1")]


def test_what_has_no_fingerprint_is_nobodys_reprint() -> None:
    heard = Voices()
    for number in range(5):
        heard.hear(f"t{number}", f"Outlet {number}", event(number, None))
    assert len(heard.voices) == 5
    assert heard.copies == []


@cache
def events() -> tuple[Event, ...]:
    """Of prints of two stories by many outlets, and of reports of their own."""
    monday = datetime(2026, 1, 19, 12, tzinfo=UTC)
    articles = [
        *prints(WIRE, 5),
        article(20, "Indus Daily", DAILY, hours=3),
        article(21, "Tech Portal", PORTAL, hours=4),
        *(article(30 + n, f"Outlet {n}", ATTACK, hours=n, day=monday) for n in range(4)),
        article(40, "Indus Daily", HOSPITAL, hours=2, day=monday),
        article(41, "Portal", POLICE, hours=12, day=monday),
    ]
    return tuple(found for item in articles for found in process(item)[1])


def views(found: list[Event], *, as_of: datetime | None = None) -> list[Table]:
    tables = folds()
    for item in found:
        for fold in tables.values():
            fold.add(item)
    return [row for fold in tables.values() for row in fold.views(as_of=as_of)]


@SLOW
@given(st.data())
def test_any_order_any_repeats_and_any_stops_give_the_same_rows(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(events()), min_size=2, unique_by=lambda e: e.event_id))
    taken_back = data.draw(st.lists(st.sampled_from(chosen), max_size=3))
    stream = [*chosen, *chosen[:2], *(item.model_copy(update={"withdrawn": True}) for item in taken_back)]
    order = data.draw(st.permutations(stream))
    stops = data.draw(st.sets(st.integers(0, len(order))))
    told: dict[tuple[str, str], Table] = {}
    tables = folds()
    for position, item in enumerate([*order, None]):
        for fold in tables.values():
            if item is not None:
                fold.add(item)
            if item is None or position in stops:
                for view in fold.drain():
                    if view.value is None:
                        told.pop((view.topic, view.key), None)
                    else:
                        told[view.topic, view.key] = view.value
    expected = views(sorted(stream, key=lambda e: (e.event_id, e.withdrawn)))
    assert [row for fold in tables.values() for row in fold.views()] == expected
    assert sorted(told.values(), key=repr) == sorted(expected, key=repr)


@SLOW
@given(st.data())
def test_the_past_is_what_was_known_then_with_reprints_too(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(events()), min_size=2, unique_by=lambda e: e.event_id))
    moment = data.draw(st.sampled_from(chosen)).article.published_at
    by_then = [item for item in chosen if item.article.published_at <= moment]
    assert views(chosen, as_of=moment) == views(by_then)


@SLOW
@given(st.data())
def test_later_prints_change_nothing_but_what_is_listed(data: st.DataObject) -> None:
    own = [article(20, "Indus Daily", DAILY), article(21, "Tech Portal", PORTAL, hours=1), *prints(WIRE, 1)]
    chosen = data.draw(st.lists(st.sampled_from(own), min_size=1, unique_by=lambda a: a.id))
    reprints = [
        item.model_copy(
            update={
                "id": f"reprint-{number}",
                "source": f"Paper {number}",
                "published_at": FIRST + timedelta(days=1 + number),
            }
        )
        for number, item in enumerate(data.draw(st.lists(st.sampled_from(chosen), max_size=6)))
    ]
    before, after = replay(chosen).fiscal_years, replay([*chosen, *reprints]).fiscal_years
    assert [believed(row) for row in before] == [believed(row) for row in after]
    assert len(after[0].reprints) == len(reprints)


@SLOW
@given(st.data())
def test_later_prints_of_an_attack_change_nothing_but_what_is_listed(data: st.DataObject) -> None:
    monday = datetime(2026, 1, 19, 12, tzinfo=UTC)
    own = [
        article(number, f"Outlet {number}", text, hours=number, day=monday)
        for number, text in enumerate((ATTACK, HOSPITAL, POLICE))
    ]
    chosen = data.draw(st.lists(st.sampled_from(own), min_size=1, unique_by=lambda a: a.id))
    reprints = [
        item.model_copy(
            update={
                "id": f"reprint-{number}",
                "source": f"Paper {number}",
                "published_at": monday + timedelta(days=1, hours=number),
            }
        )
        for number, item in enumerate(data.draw(st.lists(st.sampled_from(chosen), max_size=6)))
    ]
    (before,), (after,) = replay(chosen).incidents, replay([*chosen, *reprints]).incidents
    told = (
        "attack",
        "date",
        "place",
        "target",
        "killed",
        "injured",
        "perpetrators",
        "incident_id",
        "first_reported",
    )
    assert [getattr(before, name) for name in told] == [getattr(after, name) for name in told]
    assert {reprint.article for reprint in after.reprints} == {item.id for item in reprints}
    assert set(after.articles) == {item.id for item in (*chosen, *reprints)}


def believed(row: FiscalYear) -> object:
    """What a row says, without who says it."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                name: bare(item)
                for name, item in value.items()
                if name not in ("articles", "reprints", "disputed")
            }
        return [bare(item) for item in value] if isinstance(value, list) else value

    return bare(row.model_dump(mode="json"))


@pytest.mark.parametrize("model", [FiscalYear, Incident])
def test_a_row_of_before_is_still_read(model: type[FiscalYear] | type[Incident]) -> None:
    assert model.model_fields["reprints"].default == ()
