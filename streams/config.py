"""Settings: one frozen value, read from a mapping of `KHABAR_*` variables and nowhere else.

Nothing here runs at import and nothing reads the process's environment by itself: the command line calls
`Settings.from_env(os.environ)` once and hands the value on. All times are seconds, all sizes bytes.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

PREFIX: Final = "KHABAR_"
#: An article of 1 MB as JSON, with room for keys, headers and what classification adds.
MAX_ARTICLE_BYTES: Final = 1_048_576
MAX_MESSAGE_BYTES: Final = 3 * MAX_ARTICLE_BYTES
#: The settings that may also come from a file, named by the variable with `_FILE` behind it.
_SECRETS: Final = ("sasl_password", "ssl_key_password", "web_token")
_LONGEST_SECRET: Final = 10_000
#: A table's value gathers what many messages said.
MAX_STATE_BYTES: Final = 12 * MAX_ARTICLE_BYTES

Seconds = Annotated[float, Field(gt=0, le=3600, allow_inf_nan=False)]
#: What Kafka takes in topic and group names; the length leaves room for "-<table>-changelog" and ".dlq".
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]


class ConfigError(ValueError):
    """A setting that cannot be used. The message names the variable and never holds a secret's value."""


class Settings(BaseModel):
    """Everything that a worker or a command may be told. Field `name` is read from `KHABAR_NAME`."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    broker: str = "localhost:9092"
    """Bootstrap servers, `host:port`, comma-separated."""
    broker_kind: Literal["kafka", "embedded"] = "kafka"
    """`embedded` turns on what the embedded broker needs of its clients (see `streams.transport`)."""
    app_id: Name = "khabar"
    """Faust's app id, which is the consumer group and the beginning of the changelogs' names."""
    instance_id: Name | None = None
    """The name of this worker, the same over its restarts and no other's: one that is back within a session's time gets its
    partitions again, and the others go on undisturbed. A worker that ends for good keeps them for that time."""
    topic_prefix: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{0,60}$")] = ""
    """Put before every topic's name: several installations, or tests, on one cluster."""
    partitions: Annotated[int, Field(ge=1, le=1000)] = 6
    """Of every topic but the dead letters; fixed once the topics exist, since state is kept per partition."""
    replication: Annotated[int, Field(ge=1, le=15)] = 1
    """Of every topic. 1 loses what was on a disk with the disk; 3 is for production."""

    data_dir: Path = Path("khabar-data")
    """What a worker keeps on disk; one directory a worker. With the store in memory, nothing."""
    store: Literal["memory", "rocksdb"] = "memory"
    """Where tables are kept beside their changelogs; `rocksdb` needs the extra of that name."""
    short_state: bool = False
    """Write tables' values in their short form. Every worker must be of a version that reads it."""
    standby_replicas: Annotated[int, Field(ge=0, le=10)] = 0
    """How many other workers keep a copy of each partition's tables, to take it over without reading its changelogs."""
    web_host: str = "127.0.0.1"
    """Where the page and the API listen."""
    web_port: Annotated[int, Field(ge=0, le=65535)] = 6066
    """0: any free one."""
    web_token: SecretStr | None = None
    """What readers must send (`Authorization: Bearer`); or the path of a file that holds it, in `KHABAR_WEB_TOKEN_FILE`."""
    web_open: bool = False
    """Lets a server that other machines can reach be asked without a token; a worker refuses to start otherwise."""
    web_reader: bool = True
    """Whether this worker reads all tables to answer the API; without, the API answers 503."""

    session_timeout: Seconds = 30.0
    """After how long without a heartbeat a worker's partitions go to others."""
    heartbeat_interval: Seconds = 3.0
    """At most half of the session's."""
    rebalance_timeout: Seconds = 60.0
    """How long members may take to give up their partitions."""
    request_timeout: Seconds = 90.0
    """How long an answer of the broker may take."""
    commit_interval: Seconds = 0.5
    """A rebalance repeats what came since the last commit, so this bounds the repeated work."""
    fetch_max_wait: Seconds = 0.1
    """How long a fetch may wait for data. A fetch over idle partitions delays busy ones by as much."""
    linger: Annotated[float, Field(ge=0, le=10)] = 0.02
    """How long a record waits for others to go along with."""
    max_batch_bytes: Annotated[int, Field(ge=1024)] = 262_144
    """Of a batch of records for one partition."""
    max_request_bytes: Annotated[int, Field(ge=MAX_ARTICLE_BYTES)] = MAX_STATE_BYTES
    """Of a record, and of what is asked of a partition at once."""

    batch_size: Annotated[int, Field(ge=1, le=100_000)] = 200
    """How many messages an agent takes at once."""
    batch_within: Annotated[float, Field(gt=0, le=1.0)] = 0.1
    """How long an agent waits for a batch to fill; short, since a waiting agent does not see a shutdown."""
    processing_timeout: Seconds = 300.0
    """After how long without progress Faust reports a partition as stuck."""
    lag_window: Seconds = 20.0
    """How far back the statuses of lag look; less than a session, so that a worker that hangs is told from one that left."""
    probe_interval: Seconds = 5.0
    """Between two looks of `khabar probe`; some of them make a window."""
    probe_port: Annotated[int, Field(ge=0, le=65535)] = 6067
    """Where `khabar probe` serves its metrics, on `web_host`."""
    log_level: Literal["debug", "info", "warning", "error", "critical"] = "info"
    """`debug`, `info`, `warning`, `error` or `critical`; none shows a password."""
    log_format: Literal["text", "json"] | None = None
    """Without it, text on a terminal and from commands, JSON lines from a worker or probe elsewhere."""

    security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = "PLAINTEXT"
    """`PLAINTEXT`, `SSL`, `SASL_PLAINTEXT` or `SASL_SSL`."""
    sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = "SCRAM-SHA-512"
    """`PLAIN`, `SCRAM-SHA-256` or `SCRAM-SHA-512`."""
    sasl_username: str | None = None
    """Needed with SASL, and so is the password."""
    sasl_password: SecretStr | None = None
    """Or the path of a file that holds it, in `KHABAR_SASL_PASSWORD_FILE`."""
    ssl_cafile: Path | None = None
    """Certificates to trust; without it, the system's."""
    ssl_certfile: Path | None = None
    """The client's certificate (PEM, with what leads to its CA), for a broker that asks for one."""
    ssl_keyfile: Path | None = None
    """Its private key; without it, the certificate's file holds the key."""
    ssl_key_password: SecretStr | None = None
    """Of an encrypted key; or the path of a file that holds it, in `KHABAR_SSL_KEY_PASSWORD_FILE`."""
    allow_plaintext_sasl: bool = False
    """Lets a password cross the network unencrypted; refused otherwise."""

    @field_validator("broker")
    @classmethod
    def _servers(cls, value: str) -> str:
        if "://" in value:
            raise ValueError("is host:port[,host:port...], without a scheme")
        return ",".join(_address(part) for part in value.split(","))

    @field_validator("security_protocol", "sasl_mechanism", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("log_level", "log_format", "store", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _timeouts_agree(self) -> Self:
        if self.heartbeat_interval > self.session_timeout / 2:
            raise _cross("heartbeat_interval", "is at most half of KHABAR_SESSION_TIMEOUT")
        if self.session_timeout > self.request_timeout:
            raise _cross("session_timeout", "is at most KHABAR_REQUEST_TIMEOUT")
        return self

    @model_validator(mode="after")
    def _fails_closed(self) -> Self:
        sasl = self.security_protocol.startswith("SASL_")
        if sasl and (not self.sasl_username or self.sasl_password is None):
            raise _cross("sasl_username", "and KHABAR_SASL_PASSWORD are needed for SASL")
        if not sasl and (self.sasl_username is not None or self.sasl_password is not None):
            raise _cross("security_protocol", "is SASL_SSL when a SASL user or password is given")
        if self.security_protocol == "SASL_PLAINTEXT" and not self.allow_plaintext_sasl:
            raise _cross(
                "security_protocol",
                "SASL_PLAINTEXT sends the password unencrypted: use SASL_SSL, or set "
                "KHABAR_ALLOW_PLAINTEXT_SASL=1 on a network that is trusted",
            )
        for field in ("ssl_cafile", "ssl_certfile", "ssl_keyfile", "ssl_key_password"):
            if getattr(self, field) is not None and not self.uses_tls:
                raise _cross(field, "is given, but KHABAR_SECURITY_PROTOCOL uses no TLS")
        if self.ssl_certfile is None and (self.ssl_keyfile is not None or self.ssl_key_password is not None):
            raise _cross("ssl_certfile", "is needed where a key is given")
        return self

    @classmethod
    def from_env(cls, env: Mapping[str, str], **overrides: object) -> Settings:
        """The settings in `env`; `overrides` (by field name, None ignored) win over it.

        An empty variable counts as absent. Raises ConfigError, naming the variable, for a value that cannot be
        used. Reads the files that KHABAR_SASL_PASSWORD_FILE, KHABAR_SSL_KEY_PASSWORD_FILE and KHABAR_WEB_TOKEN_FILE name.
        """
        values: dict[str, object] = {
            field: env[variable(field)] for field in cls.model_fields if env.get(variable(field))
        }
        for field in _SECRETS:
            path = env.get(f"{variable(field)}_FILE")
            if path and field in values:
                raise ConfigError(f"{variable(field)}_FILE: {variable(field)} is set too; give one of them")
            if path:
                values[field] = _secret(f"{variable(field)}_FILE", Path(path))
        values |= {field: value for field, value in overrides.items() if value is not None}
        return cls._validated(values)

    def replace(self, **changes: object) -> Settings:
        """A copy with `changes` (by field name), validated as a whole. Raises ConfigError."""
        current = {field: getattr(self, field) for field in self.model_fields_set}
        return self._validated(current | changes)

    def to_env(self) -> dict[str, str]:
        """The variables that give these settings to a child process. Holds the password: not for printing."""
        env: dict[str, str] = {}
        for field in sorted(self.model_fields_set):
            value = getattr(self, field)
            if isinstance(value, SecretStr):
                env[variable(field)] = value.get_secret_value()
                env[f"{variable(field)}_FILE"] = ""  # one that the child inherits would contradict it
            elif isinstance(value, bool):
                env[variable(field)] = str(int(value))
            elif value is not None:
                env[variable(field)] = str(value)
        return env

    @property
    def servers(self) -> list[str]:
        """The bootstrap servers, each `host:port`."""
        return self.broker.split(",")

    @property
    def uses_tls(self) -> bool:
        return self.security_protocol in {"SSL", "SASL_SSL"}

    def ssl_context(self) -> ssl.SSLContext | None:
        """A TLS context that verifies the broker, and tells who we are if it asks; None where the protocol has no TLS.

        Raises ConfigError for files that cannot be used.
        """
        if not self.uses_tls:
            return None
        try:
            context = ssl.create_default_context(
                ssl.Purpose.SERVER_AUTH, cafile=str(self.ssl_cafile) if self.ssl_cafile else None
            )
        except OSError as error:  # ssl.SSLError is one
            raise ConfigError(f"{variable('ssl_cafile')}: {self.ssl_cafile}: {error}") from error
        if self.ssl_certfile is not None:
            key = str(self.ssl_keyfile) if self.ssl_keyfile else None
            try:
                context.load_cert_chain(str(self.ssl_certfile), key, password=self._key_password)
            except OSError as error:
                names = f"{variable('ssl_certfile')}, {variable('ssl_keyfile')}"
                raise ConfigError(f"{names}: {self.ssl_certfile}, {key or 'no key file'}: {error}") from None
        return context

    def _key_password(self) -> str:
        """Asked for only where the key is encrypted; OpenSSL would ask the terminal."""
        if self.ssl_key_password is None:
            raise ConfigError(f"{variable('ssl_key_password')}: is needed: the key is encrypted")
        return self.ssl_key_password.get_secret_value()

    def secrets(self) -> list[str]:
        """What no log may show."""
        values = [getattr(self, field) for field in _SECRETS]
        return [value.get_secret_value() for value in values if value is not None]

    def client_options(self) -> dict[str, Any]:
        """Keyword arguments for any aiokafka client: where the brokers are and how to speak to them."""
        options: dict[str, Any] = {
            "bootstrap_servers": self.servers,
            "security_protocol": self.security_protocol,
            "ssl_context": self.ssl_context(),
        }
        if self.security_protocol.startswith("SASL_") and self.sasl_password is not None:
            options |= {
                "sasl_mechanism": self.sasl_mechanism,
                "sasl_plain_username": self.sasl_username,
                "sasl_plain_password": self.sasl_password.get_secret_value(),
            }
        return options

    @classmethod
    def _validated(cls, values: Mapping[str, object]) -> Settings:
        try:
            return cls.model_validate(dict(values))
        except ValidationError as error:
            raise ConfigError("; ".join(_explain(item) for item in error.errors())) from None


def variable(field: str) -> str:
    """The name of the environment variable of a field of `Settings`."""
    return PREFIX + field.upper()


def _secret(name: str, path: Path) -> str:
    """What a file holds, without the line's end. Raises ConfigError, which never holds any of it."""
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(_LONGEST_SECRET + 1)
    except (OSError, UnicodeDecodeError) as error:
        # a decoding error's text quotes the bytes
        why = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise ConfigError(f"{name}: {path} cannot be read: {why}") from None
    if len(text) > _LONGEST_SECRET:
        raise ConfigError(f"{name}: {path} is too long for a password")
    secret = text.strip("\r\n")
    if not secret:
        raise ConfigError(f"{name}: {path} is empty")
    return secret


def _cross(field: str, message: str) -> ValueError:
    """An error over several fields, filed under one: pydantic gives such errors no place of their own."""
    return ValueError(f"{variable(field)}: {message}")


def _explain(item: Any) -> str:
    """One pydantic error as "VARIABLE: what is wrong", without the value, which may be a secret."""
    message = str(item["msg"]).removeprefix("Value error, ")
    return f"{variable(str(item['loc'][0]))}: {message}" if item["loc"] else message


def _address(part: str) -> str:
    """`host:port` of one bootstrap server, with the default port put in. IPv6 hosts stand in brackets."""
    part = part.strip()
    host, colon, port = part.rpartition(":")
    if not colon or part.endswith("]"):
        host, port = part, "9092"
    plain = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    bracketed = plain != host
    if not plain or any(c.isspace() or c in "/@[]" for c in plain) or (":" in plain and not bracketed):
        raise ValueError("is host:port[,host:port...]")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise ValueError("has a port that is not a number from 1 to 65535")
    return f"{host}:{int(port)}"
