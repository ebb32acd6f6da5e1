"""Tables for the terminal. Only how things look: every figure comes from the rows as they are."""

from __future__ import annotations

import calendar
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from schemas import FiscalYear, Incident, SecurityMonth, When
from schemas.tables import Toll
from streams.ops.lag import Lag

_SCALES: Final = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
_DASH: Final = "–"
#: Characters that a terminal needs for all columns of lag.
_WIDE_LAG: Final = 190


def console(*, stderr: bool = False) -> Console:
    """A console that writes plain text where there is no terminal."""
    stream = sys.stderr if stderr else sys.stdout
    # a table in a pipe keeps its columns: without a terminal there is no width to go by
    width = None if stream.isatty() else 140
    return Console(file=stream, highlight=False, width=width)


def amount(value: float | None, unit: str, rounding: float = 0.0) -> str:
    """A figure with as many digits as its rounding leaves: `2.24bn USD`, `5.6%`."""
    if value is None:
        return _DASH
    if unit == "percent":
        return f"{value:g}%"
    for scale, letter in _SCALES:
        if abs(value) >= scale:
            shown = value / scale
            digits = 3 if abs(shown) < 10 and rounding < scale / 500 else 2 if abs(shown) < 10 else 1
            text = f"{shown:,.{digits}f}"
            return f"{text.rstrip('0').rstrip('.') if '.' in text else text}{letter} {unit}"
    return f"{value:,.10g} {unit}"


def percent(value: float | None) -> Text:
    """A growth rate, green up and red down."""
    if value is None:
        return Text(_DASH, style="dim")
    return Text(f"{value:+.3g}%", style="green" if value > 0 else "red" if value < 0 else "")


def fiscal_years(rows: Sequence[FiscalYear]) -> Table:
    """One line a series and year."""
    table = _table(
        "Fiscal years", "series", "year", ">cumulative", "through", ">growth", ">target", ">articles", ""
    )
    for row in rows:
        total = row.cumulative
        table.add_row(
            f"{row.geo}/{row.indicator}",
            row.fiscal_year,
            amount(total.value, row.unit, total.rounding) if total else _latest(row),
            str(total.through) if total else _DASH,
            percent(total.yoy_percent if total else None),
            amount(row.target.value, row.unit) if row.target else _DASH,
            str(len(row.articles)),
            Text(f"{len(row.disputed)} disputed", style="yellow") if row.disputed else "",
        )
    return table


def fiscal_year(row: FiscalYear) -> RenderableType:
    """One series and year in full: month by month with the running total, and what is disputed."""
    title = f"{row.geo}/{row.indicator} {row.fiscal_year}  ({row.start} to {row.end})"
    table = _table(
        title, "month", ">value", ">cumulative", ">on the year", ">on the month", "how", ">articles", ""
    )
    for month, running in zip(row.months, running_totals(row), strict=True):
        table.add_row(
            month.month,
            Text(amount(month.value, row.unit, month.rounding), style="bold"),
            amount(running, row.unit) if running is not None else Text(_DASH, style="dim"),
            percent(month.yoy_percent),
            percent(month.mom_percent),
            Text(month.method, style="" if month.method == "reported" else "cyan"),
            str(len(month.articles)),
            Text("disputed", style="yellow") if _is_disputed(row, month.month) else "",
        )
    parts: list[RenderableType] = [table]
    if row.cumulative:
        total = row.cumulative
        line = Text("  total through ")
        line.append(f"{total.through}: ").append(
            amount(total.value, row.unit, total.rounding), style="bold green"
        )
        line.append(f" ({total.method}, {amount(total.low, row.unit)} to {amount(total.high, row.unit)})")
        parts.append(line)
    if row.target:
        parts.append(Text(f"  target for the year: {amount(row.target.value, row.unit)}"))
    for item in row.disputed:
        line = Text("  disputed ", style="yellow")
        line.append(f"{item.label}: {amount(item.value, row.unit)}", style="bold")
        line.append(f" by {item.source or 'an article'} – {item.explanation}", style="default")
        parts.append(line)
    return Group(*parts)


def running_totals(row: FiscalYear) -> list[float | None]:
    """For each month the total from the start of the year: as reported, else the sum where no month is missing."""
    reported = {span.end: span.value for span in row.spans if span.start == row.start}
    totals: list[float | None] = []
    total: float | None = 0.0
    expected = row.start
    for month in row.months:
        year, number = (int(part) for part in month.month.split("-"))
        last = date(year, number, calendar.monthrange(year, number)[1])
        whole = total is not None and (expected.year, expected.month) == (year, number)
        total = reported.get(last, total + month.value if whole and total is not None else None)
        expected = date(year + number // 12, number % 12 + 1, 1)
        totals.append(total if row.unit != "percent" else None)
    return totals


def incidents(rows: Sequence[Incident]) -> Table:
    """One line an incident, the latest first."""
    table = _table(
        "Incidents",
        "date",
        "attack",
        "place",
        ">killed",
        ">injured",
        "perpetrators",
        ">reports",
        "condemned by",
    )
    for row in sorted(rows, key=lambda item: (item.date.start, item.incident_id), reverse=True):
        table.add_row(
            when(row.date),
            row.attack.replace("_", " "),
            ", ".join(
                dict.fromkeys(part for part in (row.place.name, row.place.city, row.place.country) if part)
            ),
            toll(row.killed),
            toll(row.injured),
            ", ".join(f"{item.name} ({item.status})" for item in row.perpetrators) or _DASH,
            str(len(row.articles)),
            ", ".join(row.condemned_by) or _DASH,
        )
    return table


def when(date: When) -> str:
    """A day, a month or a year, as precisely as it is known."""
    shown = {"month": f"{date.start:%Y-%m}", "year": f"{date.start:%Y}", "week": f"week of {date.start}"}
    return shown.get(date.precision, str(date.start))


def toll(value: Toll) -> Text:
    """The best figure, with the range where there is one."""
    if value.best is None:
        return Text(_DASH, style="dim")
    text = Text(str(value.best), style="bold")
    if value.high is None:
        text.append(f" ({value.best if value.low is None else value.low} or more)", style="dim")
    elif value.low != value.high:
        text.append(f" ({_or(value.low)}–{value.high})", style="dim")
    return text


def security_months(rows: Sequence[SecurityMonth]) -> Table:
    """One line a country and month."""
    table = _table("Security by month", "month", ">incidents", ">killed", ">injured", "by kind")
    for row in rows:
        kinds = ", ".join(
            f"{name.replace('_', ' ')} {tally.incidents}" for name, tally in sorted(row.by_attack.items())
        )
        table.add_row(row.key, str(row.incidents), str(row.killed), str(row.injured), kinds)
    return table


#: The columns of kafka-consumer-groups, and two of ours.
LAG_COLUMNS: Final = (
    *("GROUP", "TOPIC", ">PARTITION", ">CURRENT-OFFSET", ">LOG-END-OFFSET", ">LAG"),
    *("CONSUMER-ID", "HOST", "CLIENT-ID", ">SECONDS", "STATUS"),
)
#: What a narrow terminal does without.
_WHO: Final = ("CONSUMER-ID", "HOST", "CLIENT-ID")
_ALARMING: Final = {"WARN": "yellow", "STALL": "bold red", "STOP": "bold red"}


def lag(rows: Sequence[Lag], *, width: int) -> Table:
    """A line a group, topic and partition. A narrow terminal does without who holds a partition, and a sole group's name."""
    left_out: set[str] = set() if width >= _WIDE_LAG else set(_WHO)
    if width < _WIDE_LAG and len({row.group for row in rows}) == 1:
        left_out.add("GROUP")
    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1 if width >= _WIDE_LAG else 0), expand=False
    )
    for column in LAG_COLUMNS:
        name = column.removeprefix(">")
        if name not in left_out:
            # on two lines, so that the figures stand close
            header = name if width >= _WIDE_LAG else name.replace("-OFFSET", "\nOFFSET")
            table.add_column(header, justify="right" if column != name else "left", no_wrap=True)
    for row in rows:
        cells = lag_cells(row)
        style = _ALARMING.get(cells["STATUS"], "yellow" if row.lag else "")
        table.add_row(
            *(
                Text(cell, style=style if name in {"LAG", "STATUS"} else "")
                for name, cell in cells.items()
                if name not in left_out
            )
        )
    return table


def lag_cells(row: Lag) -> dict[str, str]:
    """A row by column, as plain text; `-` for what is not known."""
    values = (
        *(row.group, row.topic, row.partition, row.current_offset, row.log_end_offset, row.lag),
        *(row.consumer_id, row.host, row.client_id),
        *(None if row.seconds is None else f"{row.seconds:.1f}", row.status),
    )
    names = (name.removeprefix(">") for name in LAG_COLUMNS)
    return {name: "-" if value is None else str(value) for name, value in zip(names, values, strict=True)}


def plain_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
    """Any table; a column whose name begins with `>` is aligned to the right."""
    table = _table(title, *columns)
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else _or(cell) for cell in row))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        right = name.startswith(">")
        table.add_column(
            name.removeprefix(">"),
            justify="right" if right else "left",
            header_style="dim",
            overflow="fold",
            no_wrap=right,
        )
    return table


def _latest(row: FiscalYear) -> str:
    """The last month's figure, for series that do not add up over a year."""
    return f"{amount(row.months[-1].value, row.unit)} ({row.months[-1].month})" if row.months else _DASH


def _is_disputed(row: FiscalYear, month: str) -> bool:
    return any(item.label == month for item in row.disputed)


def _or(value: object) -> str:
    return _DASH if value is None else str(value)
