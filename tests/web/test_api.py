"""The API as its readers meet it: over HTTP, with the samples' tables behind it."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import quote

import orjson
import pytest

from schemas import Article, dump
from streams.replay import Tables
from streams.web.endpoints import ENDPOINTS, PublishedArticle
from streams.web.problems import not_ready
from tests.law.test_order import sample
from tests.web.flow import Read, replayed
from tests.web.served import LAG, Served, serving


@pytest.fixture(scope="module")
def tables() -> Tables:
    return replayed()


def test_the_lists_are_the_tables(served: Served, tables: Tables) -> None:
    for path, rows in (
        ("fiscal-years", tables.fiscal_years),
        ("incidents", tables.incidents),
        ("security-months", tables.security_months),
    ):
        answer = served.ask(f"{path}?limit=1000")
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "application/json"
        assert sorted(orjson.dumps(item) for item in answer.json["items"]) == sorted(
            dump(row) for row in rows
        )
        assert (answer.json["next"], answer.json["total"]) == (None, len(rows))
        assert answer.headers["X-Total-Count"] == str(len(rows))


def test_one_row_is_asked_for_by_its_key(served: Served, tables: Tables) -> None:
    for year in tables.fiscal_years[:5]:
        assert served.ask(f"fiscal-years/{year.key}").body == dump(year)
    for incident in tables.incidents[:5]:
        assert served.ask(f"incidents/{incident.incident_id}").body == dump(incident)


def test_pages_are_followed_by_cursor_or_link(served: Served) -> None:
    whole = served.ask("incidents?limit=1000").json["items"]
    found = []
    path = "/api/v1/incidents?limit=4"
    while path:
        answer = served.ask(path)
        found += answer.json["items"]
        link = answer.headers.get("Link", "")
        assert bool(link) == (answer.json["next"] is not None)
        path = link.removeprefix("<").partition(">")[0]
    assert found == whole


def test_an_article_comes_with_what_it_says(served: Served, tables: Tables) -> None:
    article_id = tables.incidents[-1].articles[0]
    article = next(one for one in sample() if one.id == article_id)
    answer = served.ask(f"articles/{article_id}").json
    assert (answer["title"], answer["body"], answer["revision"]) == (
        article.title,
        article.body,
        article.revision,
    )
    assert answer["events"] == served.ask(f"articles/{article_id}/events").json["items"]
    for event in answer["events"]:
        for piece in event["evidence"]:
            assert answer[piece["field"]][piece["start"] : piece["end"]].strip()
    starts = [(e["evidence"][0]["field"] == "body", e["evidence"][0]["start"]) for e in answer["events"]]
    assert starts == sorted(starts)
    same = served.ask(f"articles/{article_id}?revision={quote(article.revision, safe='')}")
    assert same.json == answer
    assert served.ask(f"articles/{article_id}?revision=older").status == 404


def test_an_event_leads_to_its_article(served: Served, tables: Tables) -> None:
    article_id = tables.incidents[-1].articles[0]
    for event in served.ask(f"articles/{article_id}/events").json["items"]:
        assert served.ask(f"events/{event['event_id']}").json == event
        (article,) = served.ask(f"events/{event['event_id']}/articles").json["items"]
        assert (article["id"], article["revision"]) == (article_id, event["article"]["revision"])


def test_an_answer_about_an_article_has_all_of_its_fields() -> None:
    assert {*PublishedArticle.model_fields} == {*Article.model_fields, "revision"}


@pytest.mark.parametrize(
    "path",
    ["incidents/none", "fiscal-years/PK/exports.it/FY1900", "articles/none", "articles/none/events",
     "events/none", "events/none/articles", "nothing", "incidents/none?as_of=2026-01-01"],
)  # fmt: skip
def test_what_is_not_there_is_404(served: Served, path: str) -> None:
    answer = served.ask(path)
    assert (answer.status, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert answer.json["type"] == "urn:khabar:problem:not-found"
    assert {"type", "title", "status", "detail"} <= set(answer.json)


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("incidents?nonsense=1", "nonsense"),
        ("lag?limit=1", "limit"),
        ("openapi.json?x=1", "x"),
        ("incidents?limit=0", "limit"),
        ("incidents?limit=1001", "limit"),
        ("incidents?limit=1_0", "limit"),
        ("incidents?limit=1&limit=2", "limit"),
        ("incidents?country=pk", "country"),
        ("incidents?country=", "country"),
        ("incidents?attack=war", "attack"),
        ("incidents?from=yesterday", "from"),
        ("incidents?to=2026-02-30", "to"),
        ("incidents?min_killed=-1", "min_killed"),
        ("incidents?as_of=2026-W01", "as_of"),
        ("incidents?as_of=2026-01-01T10:00:00", "as_of"),
        ("incidents?cursor=bm9uc2Vuc2U", "cursor"),
        ("incidents?cursor=%C3%A9", "cursor"),
        ("incidents?fields=nonsense", "fields"),
        ("incidents?format=xml", "format"),
        ("security-months?from=2026-13", "from"),
        ("fiscal-years?indicator=exports", "indicator"),
        ("stream?only=nothing", "only"),
    ],
)
def test_what_cannot_be_asked_is_named(served: Served, path: str, parameter: str) -> None:
    answer = served.ask(path)
    assert (answer.status, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert answer.json["parameter"].partition(".")[0] == parameter
    assert parameter in answer.json["detail"]


def test_every_fault_is_told_at_once(served: Served) -> None:
    answer = served.ask("incidents?limit=x&attack=war").json
    assert [fault["parameter"] for fault in answer["errors"]] == ["limit", "attack"]


def test_a_cursor_is_good_for_its_own_question_only(served: Served) -> None:
    cursor = served.ask("incidents?limit=2&country=PK").json["next"]
    assert served.ask(f"incidents?limit=3&country=PK&cursor={cursor}").status == 200
    for other in (
        "incidents",
        "incidents?country=IN",
        "fiscal-years",
        "incidents?country=PK&as_of=2026-03-01",
    ):
        answer = served.ask(f"{other}{'&' if '?' in other else '?'}cursor={cursor}")
        assert (answer.status, answer.json["parameter"]) == (400, "cursor")


def test_what_the_client_has_is_not_sent_again(served: Served) -> None:
    first = served.ask("incidents?limit=3")
    tag = first.headers["ETag"]
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = served.ask("incidents?limit=3", If_None_Match=known)
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert served.ask("incidents?limit=3", If_None_Match='"other"').body == first.body
    assert served.ask("incidents?limit=4", If_None_Match=tag).status == 200
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_head_tells_the_headers_alone(served: Served) -> None:
    for path in ("incidents", "lag", "openapi.json", "stream"):
        got, head = served.ask(path) if path != "stream" else None, served.ask(path, method="HEAD")
        assert (head.status, head.body) == (200, b"")
        if got is not None:
            assert head.headers.get("ETag") == got.headers.get("ETag")


def test_csv_beside_json(served: Served) -> None:
    rows = served.ask("incidents?limit=5").json["items"]
    by_parameter = served.ask("incidents?limit=5&format=csv")
    by_header = served.ask("incidents?limit=5", Accept="text/csv, application/json;q=0.5")
    assert by_parameter.body == by_header.body
    assert by_parameter.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "cursor=" in by_parameter.headers["Link"]
    read_again = list(csv.DictReader(io.StringIO(by_parameter.body.decode(), newline="")))
    for line, row in zip(read_again, rows, strict=True):
        assert line["incident_id"] == row["incident_id"]
        assert line["date.start"] == row["date"]["start"]
        assert line["killed.best"] == ("" if row["killed"]["best"] is None else str(row["killed"]["best"]))
        assert orjson.loads(line["toll_history"]) == row["toll_history"]
    assert served.ask("incidents", Accept="text/html,*/*").headers["Content-Type"] == "application/json"
    assert served.ask("lag?format=csv").body.splitlines()[1] == b"khabar,articles,0,3,5,2,1.5,OK,1,,,"


def test_only_the_fields_that_are_asked_for(served: Served) -> None:
    for item in served.ask("incidents?fields=killed,incident_id").json["items"]:
        assert list(item) == ["incident_id", "killed"]
    lines = served.ask("incidents?fields=killed&format=csv").body.splitlines()
    assert lines[0] == b"killed.low,killed.best,killed.high"


def test_long_answers_are_compressed_where_that_is_understood(served: Served) -> None:
    plain, packed = served.ask("incidents"), served.ask("incidents", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 3
    assert packed.headers["ETag"] == plain.headers["ETag"]


def test_the_lag(served: Served) -> None:
    assert served.ask("lag").json == {"items": LAG, "next": None, "total": 2}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(served: Served, method: str) -> None:
    answer = served.ask("incidents", method=method, Origin="https://example.org")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET,HEAD")
    assert not any(name.lower().startswith("access-control") for name in answer.headers)


def test_every_answer_forbids_what_a_page_must_not_do(served: Served) -> None:
    for path in ("incidents", "nothing", "incidents?x=1"):
        headers = served.ask(path).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        for part in ("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"):
            assert part in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Server"] == "khabar"


def test_until_the_tables_are_known_nothing_is_answered(read: Read) -> None:
    with serving(read) as served:
        served.problem = not_ready("the tables are being read", retry_after=3)
        for endpoint in ENDPOINTS:
            path = endpoint.path.replace("{", "").replace("}", "").removeprefix("/")
            answer = served.ask(path)
            if endpoint.needs_model:
                assert (answer.status, answer.headers["Retry-After"]) == (503, "3"), path
                assert answer.headers["Content-Type"] == "application/problem+json"
            else:
                assert answer.status == 200
        assert served.ask("openapi.json").status == 200


def test_what_was_forgotten_while_it_was_asked_for_is_not_answered(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = read.queries.page

    with serving(read) as served:

        async def forgetting(*asked: Any) -> Any:
            found = await page(*asked)
            served.problem = not_ready("the tables are read anew")
            return found

        monkeypatch.setattr(read.queries, "page", forgetting)
        assert served.ask("incidents").status == 503


def test_without_a_read_model_another_worker_is_to_be_asked() -> None:
    with serving(None) as served:
        assert served.ask("incidents").status == 503
        assert served.ask("lag").status == 200


def test_a_fault_of_the_server_tells_nothing_of_its_inside(
    read: Read, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(read) as served:
        served.problem = ZeroDivisionError("secret")
        answer = served.ask("incidents")
    assert (answer.status, answer.headers["Content-Type"]) == (500, "application/problem+json")
    assert b"secret" not in answer.body
    assert "secret" in caplog.text
