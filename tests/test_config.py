"""Settings are read from the mapping they are given, validated as a whole, and fail closed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.config import ConfigError, Settings

SASL = {
    "KHABAR_SECURITY_PROTOCOL": "SASL_SSL",
    "KHABAR_SASL_USERNAME": "reader",
    "KHABAR_SASL_PASSWORD": "correct horse",
}


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = Settings.from_env({})
    assert settings == Settings()
    assert (settings.servers, settings.app_id, settings.web_host) == (
        ["localhost:9092"],
        "khabar",
        "127.0.0.1",
    )


def test_variables_are_read_by_field_name_and_empty_ones_count_as_absent() -> None:
    settings = Settings.from_env({"KHABAR_PARTITIONS": "12", "KHABAR_APP_ID": "", "OTHER": "x"})
    assert (settings.partitions, settings.app_id) == (12, "khabar")


def test_overrides_win_over_the_environment_and_none_is_no_override() -> None:
    settings = Settings.from_env({"KHABAR_WEB_PORT": "1", "KHABAR_BROKER": "a:1"}, web_port=2, broker=None)
    assert (settings.web_port, settings.broker) == (2, "a:1")


@pytest.mark.parametrize(
    ("given_", "servers"),
    [
        ("kafka", ["kafka:9092"]),
        ("a:1, b:2", ["a:1", "b:2"]),
        ("[::1]", ["[::1]:9092"]),
        ("[::1]:9093", ["[::1]:9093"]),
    ],
)
def test_bootstrap_servers_get_the_default_port(given_: str, servers: list[str]) -> None:
    assert Settings(broker=given_).servers == servers


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KHABAR_PARTITIONS", "none"),
        ("KHABAR_PARTITIONS", "0"),
        ("KHABAR_BROKER", "kafka://localhost:9092"),
        ("KHABAR_BROKER", "localhost:99999"),
        ("KHABAR_BROKER", "localhost:²"),
        ("KHABAR_BROKER", "a:1,,b:2"),
        ("KHABAR_BROKER", "::1"),
        ("KHABAR_BROKER", "a b:1"),
        ("KHABAR_COMMIT_INTERVAL", "nan"),
        ("KHABAR_LOG_LEVEL", "loud"),
        ("KHABAR_APP_ID", "a/b"),
        ("KHABAR_TOPIC_PREFIX", "a b"),
        ("KHABAR_HEARTBEAT_INTERVAL", "29"),
        ("KHABAR_SESSION_TIMEOUT", "91"),
        ("KHABAR_SSL_CAFILE", "/ca.pem"),
        ("KHABAR_SASL_PASSWORD_FILE", "/no/such/file"),
    ],
)
def test_a_bad_value_is_refused_and_the_variable_named(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        Settings.from_env({name: value})


def test_sasl_without_tls_is_refused_unless_allowed() -> None:
    env = SASL | {"KHABAR_SECURITY_PROTOCOL": "SASL_PLAINTEXT"}
    with pytest.raises(ConfigError, match="KHABAR_SECURITY_PROTOCOL.*KHABAR_ALLOW_PLAINTEXT_SASL=1"):
        Settings.from_env(env)
    allowed = Settings.from_env(env | {"KHABAR_ALLOW_PLAINTEXT_SASL": "1"})
    assert allowed.client_options()["security_protocol"] == "SASL_PLAINTEXT"


def test_a_user_without_sasl_and_sasl_without_a_user_are_refused() -> None:
    with pytest.raises(ConfigError, match="KHABAR_SECURITY_PROTOCOL"):
        Settings.from_env({"KHABAR_SASL_USERNAME": "reader"})
    with pytest.raises(ConfigError, match="KHABAR_SASL_USERNAME"):
        Settings.from_env({"KHABAR_SECURITY_PROTOCOL": "SASL_SSL"})


def test_the_password_reaches_the_client_and_no_text() -> None:
    settings = Settings.from_env(SASL)
    assert settings.client_options()["sasl_plain_password"] == "correct horse"
    assert "correct horse" not in f"{settings!r} {settings} {settings.model_dump_json()}"
    with pytest.raises(ConfigError) as raised:
        Settings.from_env(SASL | {"KHABAR_PARTITIONS": "correct horse"})
    assert "correct horse" not in str(raised.value)


def test_the_password_may_come_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("from file\n")
    env = {k: v for k, v in SASL.items() if k != "KHABAR_SASL_PASSWORD"}
    env["KHABAR_SASL_PASSWORD_FILE"] = str(secret)
    assert Settings.from_env(env).client_options()["sasl_plain_password"] == "from file"
    with pytest.raises(ConfigError, match="KHABAR_SASL_PASSWORD_FILE"):
        Settings.from_env(env | SASL)


def test_a_file_s_secret_is_what_stands_in_it_without_the_line_s_end(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    env = {k: v for k, v in SASL.items() if k != "KHABAR_SASL_PASSWORD"}
    env["KHABAR_SASL_PASSWORD_FILE"] = str(secret)
    secret.write_bytes(b" inner and outer blanks \r\n")
    assert Settings.from_env(env).secrets() == [" inner and outer blanks "]
    for content, why in (
        (b"\n", "is empty"),
        (b"\xffs3cret", "not UTF-8"),
        (b"s3cret" * 10_000, "too long"),
    ):
        secret.write_bytes(content)
        with pytest.raises(ConfigError, match=why) as raised:
            Settings.from_env(env)
        assert "KHABAR_SASL_PASSWORD_FILE" in str(raised.value)
        assert "s3cret" not in str(raised.value)
        assert raised.value.__cause__ is None


@pytest.mark.parametrize(
    ("given_", "named"),
    [
        ({"KHABAR_SSL_CERTFILE": "c.pem"}, "KHABAR_SSL_CERTFILE.*no TLS"),
        ({"KHABAR_SSL_KEYFILE": "k.pem", "KHABAR_SECURITY_PROTOCOL": "SSL"}, "KHABAR_SSL_CERTFILE: is needed"),
        ({"KHABAR_SSL_KEY_PASSWORD": "p", "KHABAR_SECURITY_PROTOCOL": "SSL"}, "KHABAR_SSL_CERTFILE: is needed"),
    ],
)  # fmt: skip
def test_a_client_s_certificate_goes_with_tls(given_: dict[str, str], named: str) -> None:
    with pytest.raises(ConfigError, match=named):
        Settings.from_env(given_)


def test_tls_verifies_the_peer_and_a_bad_ca_file_is_named(tmp_path: Path) -> None:
    context = Settings(security_protocol="SSL").ssl_context()
    assert context is not None
    assert context.check_hostname
    assert Settings().ssl_context() is None
    broken = tmp_path / "ca.pem"
    broken.write_text("no certificate")
    with pytest.raises(ConfigError, match="KHABAR_SSL_CAFILE"):
        Settings(security_protocol="SSL", ssl_cafile=broken).ssl_context()


def test_replace_validates_the_whole() -> None:
    assert Settings(app_id="a").replace(partitions=2) == Settings(app_id="a", partitions=2)
    with pytest.raises(ConfigError, match="KHABAR_PARTITIONS"):
        Settings().replace(partitions=0)
    with pytest.raises(ConfigError, match="KHABAR_NO_SUCH"):
        Settings().replace(no_such=1)


@given(
    partitions=st.integers(1, 1000),
    linger=st.floats(0, 10),
    level=st.sampled_from(["debug", "info", "error"]),
    password=st.none() | st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20),
)
def test_a_child_process_gets_the_same_settings(
    partitions: int, linger: float, level: str, password: str | None
) -> None:
    sasl = {} if password is None else {"KHABAR_SASL_PASSWORD": password}
    base = Settings.from_env(SASL | sasl if password else {})
    settings = base.replace(partitions=partitions, linger=linger, log_level=level)
    assert Settings.from_env(settings.to_env()) == settings
