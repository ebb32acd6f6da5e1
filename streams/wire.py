"""Why a broker does not take us, in plain words: a client only says that it was unable to bootstrap.

Nothing here weakens a connection to find out: the question is put once more, exactly as the settings say, and what comes
back is read.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from typing import Final

from aiokafka.conn import create_conn
from aiokafka.errors import AuthenticationFailedError, KafkaError, UnsupportedSaslMechanismError, for_code
from aiokafka.protocol.metadata import MetadataRequest

from streams.config import Settings

#: How long each step of the question may take.
_PATIENCE_MS: Final = 10_000
#: After a failed handshake the event loop still has the transport to close, which a loop that ends at once would leave.
_CLOSING: Final = 0.05
#: OpenSSL's codes for a certificate of another name or address.
_OTHER_HOST: Final = {62, 64}
#: The broker's own word for a wrong user or password.
_REFUSED: Final = for_code(58)


class BrokerUnreachable(Exception):
    """No broker answered, or none that accepts us. The message is one line and holds no secret."""


async def unreachable(settings: Settings, error: BaseException) -> BrokerUnreachable:
    """The error for brokers that no client of these settings could be started on, with what each server said."""
    reason = await _reason(settings) or _said(error)
    hint = "; the demo's own broker wants KHABAR_BROKER_KIND=embedded"
    if settings.broker_kind == "embedded" or settings.security_protocol != "PLAINTEXT":
        hint = ""
    return BrokerUnreachable(f"no broker at {settings.broker} (KHABAR_BROKER) takes us: {reason}{hint}")


async def _reason(settings: Settings) -> str | None:
    """What is wrong, by the first server that something is wrong with; None if all is well by now."""
    options = settings.client_options()
    del options["bootstrap_servers"]
    for server in settings.servers:
        host, _, port = server.rpartition(":")
        try:
            connection = await create_conn(
                host.strip("[]"), int(port), request_timeout_ms=_PATIENCE_MS, **options
            )
            try:
                await connection.send(MetadataRequest([]))
            finally:
                await connection.close()
        except (KafkaError, OSError, EOFError, TimeoutError) as error:
            await asyncio.sleep(_CLOSING)
            return f"{server}: {explain(error, settings)}"
    return None


def explain(error: BaseException, settings: Settings) -> str:
    """What a failed connection means, and the setting to look at."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            if cause.verify_code in _OTHER_HOST:
                return f"its certificate is for another host: {cause.verify_message}"
            return f"its certificate is not trusted (KHABAR_SSL_CAFILE): {cause.verify_message}"
        if isinstance(cause, ssl.SSLError):
            reason = (cause.reason or "").lower().replace("_", " ")
            if ("alert" in reason and "certif" in reason) or "unknown ca" in reason:
                return f"it refuses our certificate (KHABAR_SSL_CERTFILE): {reason}"
            return f"no TLS with it (KHABAR_SECURITY_PROTOCOL): {reason or _said(cause)}"
        if isinstance(cause, UnsupportedSaslMechanismError):
            return f"it does not take {settings.sasl_mechanism} (KHABAR_SASL_MECHANISM)"
        if isinstance(cause, AuthenticationFailedError | _REFUSED):
            return "it refuses the user or the password (KHABAR_SASL_USERNAME, KHABAR_SASL_PASSWORD)"
    for cause in _causes(error):
        if isinstance(cause, TimeoutError):
            return "it does not answer"
        if isinstance(cause, OSError) and not isinstance(cause, ConnectionResetError):
            return _said(cause)
    return (
        f"it closed the connection; does it want another KHABAR_SECURITY_PROTOCOL than "
        f"{settings.security_protocol}?"
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _said(error: BaseException) -> str:
    """An error's own words on one line, or its name where it has none."""
    return " ".join(str(error).split()) or type(error).__name__
