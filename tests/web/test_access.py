"""Who may ask, and from where."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from streams.config import ConfigError, Settings
from streams.web import access
from tests.web.flow import Read
from tests.web.served import serving

ROOT = Path(__file__).parents[2]
TOKEN = "correct horse battery staple"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", "LOCALHOST"])
def test_the_loopback_address_needs_nothing(host: str) -> None:
    access.check(Settings(web_host=host))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.1.2.3", "worker.example.org", ""])
def test_what_others_can_reach_needs_a_token_or_a_word(host: str) -> None:
    with pytest.raises(ConfigError, match="KHABAR_WEB_TOKEN.*KHABAR_WEB_OPEN=1"):
        access.check(Settings(web_host=host))
    access.check(Settings(web_host=host).replace(web_token=TOKEN))
    access.check(Settings(web_host=host, web_open=True))


def test_the_token_may_be_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    settings = Settings.from_env({"KHABAR_WEB_TOKEN_FILE": str(file)})
    assert settings.web_token is not None
    assert settings.web_token.get_secret_value() == TOKEN
    assert TOKEN in settings.secrets()


def test_without_the_token_nothing_is_answered(read: Read) -> None:
    with serving(read, Settings().replace(web_token=TOKEN)) as served:
        for sent in ("", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer caf\xe9"):
            for path in ("incidents", "stream", "openapi.json", "nothing"):
                answer = served.ask(path, Authorization=sent)
                assert (answer.status, answer.headers["Content-Type"]) == (401, "application/problem+json")
                assert answer.headers["WWW-Authenticate"] == 'Bearer realm="khabar"'
        assert served.ask("incidents", Authorization=f"Bearer {TOKEN}").status == 200
        assert served.ask("incidents", Authorization=f"bearer  {TOKEN}").status == 200


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
def test_what_is_asked_by_machines_needs_none(read: Read, path: str) -> None:
    with serving(read) as served:
        assert served.ask(path, Host="10.1.2.3:6066").status == 404, "an orchestrator asks by address"
    with serving(read, Settings().replace(web_token=TOKEN)) as served:
        # nothing is there in this test, which is another answer than 401
        assert served.ask(path).status == 404
        assert served.ask(f"{path}/../api/v1/incidents").status in {401, 404}


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 200), ("localhost:6066", 200), ("127.0.0.1:1", 200), ("[::1]:6066", 200), ("[::1]", 200),
     ("example.org", 421), ("localhost.example.org:6066", 421), ("10.0.0.1", 421), ("1", 421)],
)  # fmt: skip
def test_without_a_token_only_names_of_this_machine_are_answered_to(
    read: Read, host: str, status: int
) -> None:
    with serving(read) as served:
        assert served.ask("lag", Host=host).status == status
    with serving(read, Settings(web_open=True)) as served:
        assert served.ask("lag", Host=host).status == 200


@pytest.mark.parametrize("file", ["docker-compose.yml", "deploy/kubernetes/base/settings.yaml"])
def test_what_we_deploy_starts(file: str) -> None:
    """And says itself who may ask."""
    told = yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))
    env = told["services"]["worker"]["environment"] if "services" in told else told["data"]
    given = {name: value for name, value in env.items() if name.startswith("KHABAR_WEB")}
    access.check(Settings.from_env(given))
