"""`khabar tables`: a table of the installation, from any of its workers, in full."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Final
from urllib.parse import urlencode

import orjson
import typer

from streams.commands.common import Output, OutputOption, Unusable, say, settings, write
from streams.config import Settings

#: Rows a question.
_PAGE: Final = 1000
#: How long to wait for a worker that is not ready to answer, in seconds.
_PATIENCE: Final = 60.0
_LONGEST_PAUSE: Final = 5.0


class Which(StrEnum):
    """The tables, as `khabar tables` calls them."""

    fiscal_years = "fiscal-years"
    incidents = "incidents"
    security_months = "security-months"


Many = list[str] | None
CountryOption = Annotated[
    Many, typer.Option("--country", help="Alpha-2, such as PK; may be given again. All tables.")
]
IndicatorOption = Annotated[
    Many, typer.Option("--indicator", help="Such as exports.it; may be given again. Fiscal years.")
]
YearOption = Annotated[
    Many, typer.Option("--fiscal-year", help="Such as FY2026; may be given again. Fiscal years.")
]
FromOption = Annotated[
    str | None, typer.Option("--from", help="From this day, or month, on. Incidents, security months.")
]
ToOption = Annotated[
    str | None, typer.Option("--to", help="Up to this day, or month. Incidents, security months.")
]
ProvinceOption = Annotated[
    Many, typer.Option("--admin1", help="Province or state; may be given again. Incidents.")
]
CityOption = Annotated[Many, typer.Option("--city", help="May be given again. Incidents.")]
AttackOption = Annotated[
    Many, typer.Option("--attack", help="Such as bombing; may be given again. Incidents.")
]
GroupOption = Annotated[
    Many, typer.Option("--perpetrator", help="Name or code; may be given again. Incidents.")
]
KilledOption = Annotated[
    int | None, typer.Option("--min-killed", min=0, help="At least so many killed. Incidents.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", help="As of what was published by then: RFC 3339, or a date (its end, UTC)."),
]
UrlOption = Annotated[
    str | None,
    typer.Option("--url", help="Of any worker; default: http://$KHABAR_WEB_HOST:$KHABAR_WEB_PORT."),
]


def tables(
    which: Annotated[Which, typer.Argument(help="Which table.")],
    country: CountryOption = None,
    indicator: IndicatorOption = None,
    fiscal_year: YearOption = None,
    since: FromOption = None,
    until: ToOption = None,
    admin1: ProvinceOption = None,
    city: CityOption = None,
    attack: AttackOption = None,
    perpetrator: GroupOption = None,
    min_killed: KilledOption = None,
    as_of: AsOfOption = None,
    url: UrlOption = None,
    output: OutputOption = Output.table,
) -> None:
    """Show a table, from any running worker. $KHABAR_WEB_TOKEN is sent where it is set."""
    config = settings()
    asked: list[tuple[str, str]] = []
    given: dict[str, Any] = {
        "geo" if which is Which.fiscal_years else "country": country,
        "indicator": indicator,
        "fiscal_year": fiscal_year,
        "from": since,
        "to": until,
        "admin1": admin1,
        "city": city,
        "attack": attack,
        "perpetrator": perpetrator,
        "min_killed": min_killed,
        "as_of": as_of,
    }
    for name, value in given.items():
        values = value if isinstance(value, list) else [] if value is None else [str(value)]
        asked += [(name, item) for item in values]
    base = (url or f"http://{_reached(config.web_host)}:{config.web_port}").rstrip("/")
    if not base.startswith(("http://", "https://")):
        raise Unusable("--url begins with http:// or https://")
    rows = list(_rows(base, which.value, asked, config))
    if output is Output.json:
        write(rows)
        return
    from schemas import FiscalYear, Incident, SecurityMonth, parse
    from streams import render

    out = render.console()
    if which is Which.fiscal_years:
        out.print(render.fiscal_years([parse(FiscalYear, row) for row in rows]))
    elif which is Which.incidents:
        out.print(render.incidents([parse(Incident, row) for row in rows]))
    else:
        out.print(render.security_months([parse(SecurityMonth, row) for row in rows]))


def _reached(host: str) -> str:
    """By which name a worker of this machine is reached that listens at `host`."""
    if host in {"0.0.0.0", "::"}:
        return "127.0.0.1" if host == "0.0.0.0" else "[::1]"
    return f"[{host}]" if ":" in host else host


def _rows(base: str, table: str, asked: list[tuple[str, str]], config: Settings) -> Iterator[dict[str, Any]]:
    """All rows, page after page."""
    cursor: str | None = None
    while True:
        query = [*asked, ("limit", str(_PAGE)), *([("cursor", cursor)] if cursor else [])]
        answer = _get(base, f"/api/v1/{table}?{urlencode(query)}", config)
        yield from answer["items"]
        cursor = answer["next"]
        if cursor is None:
            return


def _get(base: str, path: str, config: Settings) -> dict[str, Any]:
    """An answer; a worker that is not ready is asked again for a while. Raises Unusable with the worker's own words."""
    request = urllib.request.Request(base + path, headers={"Accept": "application/json"})
    if config.web_token is not None:
        request.add_header("Authorization", f"Bearer {config.web_token.get_secret_value()}")
    give_up = time.monotonic() + _PATIENCE
    told = False
    while True:
        try:
            with urllib.request.urlopen(request, timeout=_PATIENCE) as response:
                found: dict[str, Any] = orjson.loads(response.read())
                return found
        except urllib.error.HTTPError as error:
            reason = _reason(error)
            pause = error.headers.get("Retry-After", "")
            if error.code != 503 or not pause.isdigit() or time.monotonic() + int(pause) > give_up:
                raise Unusable(f"{base}: {reason}") from None
            if not told:
                say(f"{reason}; waiting")
                told = True
            time.sleep(min(int(pause), _LONGEST_PAUSE))
        except (urllib.error.URLError, OSError, orjson.JSONDecodeError) as error:
            raise Unusable(f"no worker answers at {base}: {error}") from error


def _reason(error: urllib.error.HTTPError) -> str:
    try:
        return str(orjson.loads(error.read())["detail"])
    except (orjson.JSONDecodeError, KeyError, TypeError, OSError):
        return f"{error.code} {error.reason}"
