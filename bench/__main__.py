"""Benchmarks, printed as ratios of figures from one run: `make bench`, or `python -m bench [core|fold|incidents|flow|page|query|state]`.

core   articles a second of the core on one processor, and of each domain alone over the articles that have its label,
       beside spaCy's blank English tokenizer over the same texts
fold   new claims a second of the fiscal-year fold, each drained at once, in a series of 10,000 claims beside one of 100
incidents
       reports a second of the incident fold from nothing, for 10,000, 30,000 and 100,000 reports of a year, with the time
       a report beside that of the smallest; and one new report, drained at once, beside 1,000 and beside 100,000
flow   articles a second from `articles` to the tables through the embedded broker, beside a bare aiokafka loop that
       consumes and produces the same messages; and what metrics, the log and traces cost beside the core
page   milliseconds until the page paints and shows 10,000 incidents, and how long a frame takes while they move, beside one at rest;
       in Debian's chromium
state  bytes that 100,000 articles leave in each table, in its changelog's last words and on disk
query  questions of 10,000 incidents beside a list of 100; what reading all that the workers make costs beside the
       core; and what a read model keeps
"""

from __future__ import annotations

import asyncio
import sys

from rich.console import Console

from streams import render


def main() -> None:
    """Run what the arguments name, or all."""
    wanted = set(sys.argv[1:]) or {"core", "fold", "incidents", "flow", "page", "query", "state"}
    out = Console(width=None if sys.stdout.isatty() else 120)
    columns = ("work", ">a second", ">ratio")
    if "core" in wanted:
        from bench.core import core

        out.print(render.plain_table("Core, one processor", columns, core()))
    if "fold" in wanted:
        from bench.fold import fold

        title = "Fiscal-year fold: one new claim, and the rows that changed"
        out.print(render.plain_table(title, columns, fold()))
    if "incidents" in wanted:
        from bench.incidents import incidents

        title = "Incident fold: reports of a year, and one new report"
        out.print(render.plain_table(title, columns, incidents()))
    if "flow" in wanted:
        from bench.flow import flow

        out.print(render.plain_table("End to end, embedded broker", columns, asyncio.run(flow())))
        from bench.observing import observing

        out.print(render.plain_table("Looking on, as a share of the core's time", columns, observing()))
    if "page" in wanted:
        from bench.page import INCIDENTS, page

        title = f"The page on loopback, {INCIDENTS:,} incidents"
        out.print(render.plain_table(title, ("what", ">milliseconds", ">ratio"), page()))
    if "state" in wanted:
        from bench.state import FOR, state

        sizes = ("table", ">entries", ">bytes each", ">MB", ">MB on disk", ">MB short", ">MB short on disk")
        out.print(render.plain_table(f"State that {FOR:,} articles leave", sizes, state()))
    if "query" in wanted:
        from bench.query import kept, query, reading

        out.print(render.plain_table("Questions of 10,000 incidents", columns, query()))
        out.print(render.plain_table("Reading along", columns, reading()))
        out.print(render.plain_table("What is kept", ("of", ">how many", ">bytes each"), kept()))


if __name__ == "__main__":
    main()
