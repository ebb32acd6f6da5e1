"""Ports for brokers that tests stop and start again."""

import random
import socket
from pathlib import Path

_LOWEST = 10_240
_RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")
#: Where that file is missing: the lowest that systems begin at.
_EPHEMERAL = 32_768


def steady_port() -> int:
    """A free loopback port that the system gives to nobody by itself: it is still free when its owner was away.

    Of those that it gives to clients, one could take the port of a broker that is stopped.
    """
    top = int(_RANGE.read_text().split()[0]) if _RANGE.exists() else _EPHEMERAL
    while True:
        port = random.randrange(_LOWEST, top)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
