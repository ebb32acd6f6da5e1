"""The page: every table of a worker at a glance, plain HTML, no script. Text from articles is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from schemas import FiscalYear, Incident, SecurityMonth
from streams import render

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color-scheme:light dark}"
    "table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}"
    "th,td{padding:.25rem .75rem .25rem 0;text-align:left;border-bottom:1px solid #8884;vertical-align:top}"
    ".n{text-align:right}.d{color:#b45309}"
)


def page(years: Sequence[FiscalYear], incidents: Sequence[Incident], months: Sequence[SecurityMonth]) -> str:
    """The HTML of the page."""
    latest = sorted(incidents, key=lambda row: (row.date.start, row.incident_id), reverse=True)
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>",
        f"<title>Khabar</title><style>{_STYLE}</style><h1>Khabar</h1>",
        _table(
            "fiscal-years",
            "Fiscal years",
            ("series", "year", "#so far", "through", "#growth", ""),
            map(_year, years),
        ),
        _table(
            "incidents",
            "Incidents",
            ("date", "attack", "place", "#killed", "#injured", "by", "#articles"),
            map(_incident, latest),
        ),
        _table(
            "security-months",
            "Security by month",
            ("month", "#incidents", "#killed", "#injured"),
            map(_month, months),
        ),
    ]
    return "\n".join(parts)


def _table(name: str, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a column whose name begins with # holds numbers."""
    sides = [" class=n" if column.startswith("#") else "" for column in columns]
    head = "".join(
        f"<th{side}>{column.removeprefix('#')}" for side, column in zip(sides, columns, strict=True)
    )
    body = [
        "<tr>" + "".join(f"<td{side}>{html.escape(cell)}" for side, cell in zip(sides, row, strict=True))
        for row in rows
    ]
    link = f"<a href='/api/v1/{name}'>JSON</a>"
    return (
        f"<h2>{title} <small>({len(body)}, {link})</small></h2><table><tr>{head}\n"
        + "\n".join(body)
        + "</table>"
    )


def _year(row: FiscalYear) -> tuple[str, ...]:
    total = row.cumulative
    disputed = f"{len(row.disputed)} disputed" if row.disputed else ""
    if total is None:
        last = row.months[-1] if row.months else None
        value = render.amount(last.value, row.unit) if last else "–"
        return f"{row.geo}/{row.indicator}", row.fiscal_year, value, last.month if last else "", "", disputed
    growth = "" if total.yoy_percent is None else f"{total.yoy_percent:+.3g}%"
    value = render.amount(total.value, row.unit, total.rounding)
    return f"{row.geo}/{row.indicator}", row.fiscal_year, value, str(total.through), growth, disputed


def _incident(row: Incident) -> tuple[str, ...]:
    groups = ", ".join(f"{group.name} ({group.status})" for group in row.perpetrators)
    where = ", ".join(
        dict.fromkeys(part for part in (row.place.name, row.place.city, row.place.country) if part)
    )
    killed, injured = render.toll(row.killed).plain, render.toll(row.injured).plain
    kind = row.attack.replace("_", " ")
    return render.when(row.date), kind, where, killed, injured, groups, str(len(row.articles))


def _month(row: SecurityMonth) -> tuple[str, ...]:
    return row.key, str(row.incidents), str(row.killed), str(row.injured)
