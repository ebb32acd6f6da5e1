"""An Apache Kafka that lets nobody in without TLS: one listener for SCRAM users, one for clients with a certificate."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import trustme
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from streams.child import Child
from streams.config import Settings
from streams.kafka import format_storage, serve
from tests.ports import steady_port

USER: Final = "crawler"
#: With characters that a log would have to escape, and found nowhere else.
PASSWORD: Final = "pa55\\wörd'of-the-wire"
KEY_PASSWORD: Final = "k3y-0f-the-wire"
_STARTS_WITHIN: Final = 60.0
_STOPS_WITHIN: Final = 20.0

_PROPERTIES: Final = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=SCRAM://127.0.0.1:{scram},MUTUAL://127.0.0.1:{mutual},PLAIN://127.0.0.1:{plain},INTERNAL://127.0.0.1:{internal},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=SCRAM://127.0.0.1:{scram},MUTUAL://127.0.0.1:{mutual},PLAIN://127.0.0.1:{plain},INTERNAL://127.0.0.1:{internal}
listener.security.protocol.map=SCRAM:SASL_SSL,MUTUAL:SSL,PLAIN:SASL_SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=INTERNAL
controller.listener.names=CONTROLLER
ssl.keystore.type=PEM
ssl.keystore.location={keystore}
ssl.truststore.type=PEM
ssl.truststore.location={ca}
sasl.enabled.mechanisms=SCRAM-SHA-512,PLAIN
listener.name.scram.sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.scram.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.plain.sasl.enabled.mechanisms=PLAIN
listener.name.plain.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_{user}="{quoted}";
listener.name.mutual.ssl.client.auth=required
log.dirs={data}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
"""


class SecuredBroker:
    """The node, and the files that a client needs; made for addresses of 127.0.0.1, not for the name localhost."""

    def __init__(self, home: Path) -> None:
        self.ca, self.certificate, self.key = home / "ca.pem", home / "client.pem", home / "client.key"
        self.stranger, self.other_ca = home / "stranger.pem", home / "other-ca.pem"
        self.password, self.key_password = home / "password", home / "key-password"
        self.log = home / "broker.log"
        self._home = home
        self._ports = {name: steady_port() for name in ("scram", "mutual", "plain", "internal", "controller")}
        self._child: Child | None = None

    def start(self) -> None:
        """Make certificates and files, and start the node."""
        ours, theirs = trustme.CA(), trustme.CA()
        ours.cert_pem.write_to_path(str(self.ca))
        theirs.cert_pem.write_to_path(str(self.other_ca))
        server, client = ours.issue_cert("127.0.0.1"), ours.issue_cert(f"{USER}@example.org")
        keystore = self._home / "keystore.pem"
        keystore.write_bytes(_pkcs8(server) + b"".join(pem.bytes() for pem in server.cert_chain_pems))
        self.certificate.write_bytes(b"".join(pem.bytes() for pem in client.cert_chain_pems))
        self.key.write_bytes(_pkcs8(client, KEY_PASSWORD))
        stranger = theirs.issue_cert(f"{USER}@example.org")
        stranger.private_key_and_cert_chain_pem.write_to_path(str(self.stranger))
        self.password.write_text(PASSWORD + "\n", encoding="utf-8")
        self.key_password.write_text(KEY_PASSWORD, encoding="utf-8")
        # once for the module's format, once for that of properties, which are Latin 1
        quoted = (
            PASSWORD.replace("\\", "\\\\\\\\")
            .encode("ascii", "backslashreplace")
            .decode()
            .replace("\\x", "\\u00")
        )
        properties = self._home / "server.properties"
        properties.write_text(
            _PROPERTIES.format(
                **self._ports,
                keystore=keystore,
                ca=self.ca,
                data=self._home / "data",
                user=USER,
                quoted=quoted,
            ),
            encoding="utf-8",
        )
        format_storage(properties, f"SCRAM-SHA-512=[name={USER},password={PASSWORD}]")
        self._child = serve(properties, log=self.log)
        for name in ("scram", "mutual", "plain"):
            self._child.wait_for_port(self._ports[name], timeout=_STARTS_WITHIN)

    def stop(self) -> None:
        """End it; its data is not wanted any more."""
        if self._child is not None:
            self._child.stop(timeout=_STOPS_WITHIN)

    def address(self, listener: str = "scram", host: str = "127.0.0.1") -> str:
        """Where a listener is."""
        return f"{host}:{self._ports[listener]}"

    @property
    def scram(self) -> dict[str, str]:
        """The variables of a user with a password, which is in a file."""
        return {
            "KHABAR_BROKER": self.address(),
            "KHABAR_SECURITY_PROTOCOL": "SASL_SSL",
            "KHABAR_SASL_USERNAME": USER,
            "KHABAR_SASL_PASSWORD_FILE": str(self.password),
            "KHABAR_SSL_CAFILE": str(self.ca),
        }

    @property
    def plain(self) -> dict[str, str]:
        """The same with the mechanism that sends the password itself."""
        return {**self.scram, "KHABAR_BROKER": self.address("plain"), "KHABAR_SASL_MECHANISM": "PLAIN"}

    @property
    def mutual(self) -> dict[str, str]:
        """The variables of a client with a certificate."""
        return {
            "KHABAR_BROKER": self.address("mutual"),
            "KHABAR_SECURITY_PROTOCOL": "SSL",
            "KHABAR_SSL_CAFILE": str(self.ca),
            "KHABAR_SSL_CERTFILE": str(self.certificate),
            "KHABAR_SSL_KEYFILE": str(self.key),
            "KHABAR_SSL_KEY_PASSWORD_FILE": str(self.key_password),
        }

    def settings(self, **changes: object) -> Settings:
        """The settings of the user with a password."""
        return Settings.from_env(self.scram, **changes)


def _pkcs8(leaf: trustme.LeafCert, password: str | None = None) -> bytes:
    """A key in the one form that Kafka reads, encrypted where a password is given."""
    key = load_pem_private_key(leaf.private_key_pem.bytes(), None)
    encryption: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if password is not None:
        encryption = serialization.BestAvailableEncryption(password.encode())
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)
