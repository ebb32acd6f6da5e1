"""Commands that run a worker: demo, worker."""

from __future__ import annotations

import os
import socket
from typing import Annotated

import typer

from streams.commands.common import BrokerOption, Unusable, run, settings, until_signal

PortOption = Annotated[int | None, typer.Option("--port", min=0, help="Of the web page; 0: any free one.")]


def demo(
    once: Annotated[
        bool, typer.Option("--once", help="End when the sample is processed and printed.")
    ] = False,
    broker: Annotated[
        str,
        typer.Option("--broker", help="embedded, kafka (needs java and mvn), or host:port of a running one."),
    ] = "embedded",
    port: PortOption = None,
) -> None:
    """Run the whole pipeline here: broker, worker and sample articles, and show the tables they make."""
    from streams import render
    from streams.demo import demo as show

    config = settings(web_port=port, partitions=2)
    if port is None and not _is_free(config.web_host, config.web_port):
        config = config.replace(web_port=0)
    try:
        run(until_signal(show(config, kind=broker, once=once, out=render.console())))
    except OSError as error:
        raise Unusable(f"cannot listen on port {config.web_port}: {error}") from error


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # as the server does, since a port that was just left counts as free
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def worker(broker: BrokerOption = None, port: PortOption = None) -> None:
    """Run a worker until SIGTERM or Ctrl-C. Its topics must exist: `khabar topics apply`."""
    from streams.ops.tracing import configure
    from streams.worker import run as work

    config = settings(quiet=False, broker=broker, web_port=port)
    traces = configure(os.environ, service="khabar-worker")
    try:
        run(work(config, traces=traces))
    except OSError as error:
        raise Unusable(f"cannot listen on {config.web_host}:{config.web_port}: {error}") from error
    finally:
        traces.close()
