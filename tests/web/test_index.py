"""The index: what it keeps is a function of the records, and it goes with its process."""

from __future__ import annotations

from pathlib import Path

from streams.web.index import Index, Place, Version, sweep


def version(
    event: str, revision: str, *, group: str = "PK", gone: bool = False, body: bytes = b"{}"
) -> Version:
    return Version("security", group, event, revision, gone, "article", body)


def test_the_newest_version_stands_and_a_withdrawal_takes_it_back(tmp_path: Path) -> None:
    index = Index(tmp_path)
    assert index.put_event(version("e", "2", body=b"second"))
    assert index.put_event(version("e", "1", body=b"first"))
    assert not index.put_event(version("e", "1", body=b"first")), "a repeat is nothing new"
    assert index.event("e") == b"second"
    assert index.events_of("article") == [b"second"]
    assert index.put_event(version("e", "3", gone=True, body=b"gone"))
    assert index.event("e") == b"gone"
    assert index.events_of("article") == []
    assert index.event("other") is None
    index.close()


def test_an_event_that_moved_stands_under_its_new_key_alone(tmp_path: Path) -> None:
    index = Index(tmp_path)
    index.put_event(version("e", "1", group="IN", body=b"there"))
    index.put_event(version("e", "2", group="PK", body=b"here"))
    index.put_event(version("e", "2", group="IN", gone=True, body=b"not there"))
    assert index.event("e") == b"here"
    assert index.events_of("article") == [b"here"]
    index.close()


def test_one_revision_read_by_two_versions_of_the_rules_is_settled_by_its_bytes(tmp_path: Path) -> None:
    for order in ([b"a", b"b"], [b"b", b"a"]):
        index = Index(tmp_path)
        for body in order:
            index.put_event(version("e", "1", body=body))
        assert index.event("e") == b"b"
        index.close()


def test_a_revision_is_late_where_a_newer_one_came_first(tmp_path: Path) -> None:
    index = Index(tmp_path)
    assert not index.put_article(Place("a", "2", 0, 0))
    assert not index.put_article(Place("a", "2", 0, 1)), "a repeat is not late"
    assert index.put_article(Place("a", "1", 0, 2))
    assert not index.put_article(Place("a", "3", 0, 3))
    assert index.article("a") == Place("a", "3", 0, 3)
    assert index.article("a", "1") == Place("a", "1", 0, 2)
    assert index.article("a", "9") is None
    past = index.reading()
    assert past.late("0") == []
    assert past.late("1") == [Place("a", "1", 0, 2)]
    assert past.late("2") == []
    past.close()
    index.close()


def test_of_an_article_in_several_partitions_any_revision_may_have_been_passed_over(tmp_path: Path) -> None:
    places = [Place("a", "1", 0, 0), Place("a", "2", 1, 0)]
    for order in (places, places[::-1]):
        index = Index(tmp_path)
        for place in order:
            index.put_article(place)
        past = index.reading()
        assert [past.late(until) for until in "12"] == [[places[0]], [places[1]]]
        past.close()
        index.close()


def test_it_goes_with_its_process_or_with_the_next(tmp_path: Path) -> None:
    first = Index(tmp_path)
    first.close()
    assert list(tmp_path.iterdir()) == []
    killed = Index(tmp_path)
    killed._db.close()
    assert len(list(tmp_path.iterdir())) == 1
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []
