"""An Apache Kafka as deploy/ wants it: users with the rights of their roles, and a listener for Burrow."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from aiokafka.protocol.admin import CreateAclsRequest

from streams.child import Child, free_port
from streams.config import Settings
from streams.kafka import format_storage, serve
from streams.ops.manifests import ROLES, Role, acls
from streams.topics import administrator

_STARTS_WITHIN: Final = 60.0
_STOPS_WITHIN: Final = 20.0
# Whoever comes in by LOCAL is ANONYMOUS, and may do everything; by ROLES, one may what one's rules say. What comes in by
# BURROW is sent on to the translator's port.
_PROPERTIES: Final = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=LOCAL://127.0.0.1:{local},ROLES://127.0.0.1:{roles},BURROW://127.0.0.1:{burrow},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=LOCAL://127.0.0.1:{local},ROLES://127.0.0.1:{roles},BURROW://127.0.0.1:{translator}
listener.security.protocol.map=LOCAL:PLAINTEXT,ROLES:SASL_PLAINTEXT,BURROW:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=LOCAL
controller.listener.names=CONTROLLER
sasl.enabled.mechanisms=PLAIN
listener.name.roles.sasl.enabled.mechanisms=PLAIN
listener.name.roles.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required {users};
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:ANONYMOUS
allow.everyone.if.no.acl.found=false
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
# Kafka's codes of what Strimzi calls by name
_RESOURCES: Final = {"topic": 2, "group": 3, "cluster": 4}
_PATTERNS: Final = {"literal": 3, "prefix": 4}
_OPERATIONS: Final = {
    "Read": 3,
    "Write": 4,
    "Create": 5,
    "Describe": 8,
    "DescribeConfigs": 10,
}
_ALLOW: Final = 3


class WatchedBroker:
    """The node, and where its listeners are."""

    def __init__(self, home: Path) -> None:
        self.log = home / "broker.log"
        self._home = home
        self.ports = {name: free_port() for name in ("local", "roles", "burrow", "translator", "controller")}
        self._child: Child | None = None

    def start(self) -> None:
        """Start the node."""
        users = " ".join(f'user_{role}="{role}-secret"' for role in ROLES)
        properties = self._home / "server.properties"
        properties.write_text(
            _PROPERTIES.format(**self.ports, users=users, data=self._home / "data"), encoding="utf-8"
        )
        format_storage(properties)
        self._child = serve(properties, log=self.log)
        for name in ("local", "roles", "burrow"):
            self._child.wait_for_port(self.ports[name], timeout=_STARTS_WITHIN)

    def stop(self) -> None:
        """End it; its data is not wanted any more."""
        if self._child is not None:
            self._child.stop(timeout=_STOPS_WITHIN)

    def settings(self, **changes: object) -> Settings:
        """Of one who may do everything."""
        return Settings(broker=f"127.0.0.1:{self.ports['local']}").replace(**changes)

    def as_role(self, role: Role, settings: Settings) -> Settings:
        """The settings, coming in as the user of a role."""
        return settings.replace(
            broker=f"127.0.0.1:{self.ports['roles']}",
            security_protocol="SASL_PLAINTEXT",
            allow_plaintext_sasl=True,
            sasl_mechanism="PLAIN",
            sasl_username=role,
            sasl_password=f"{role}-secret",
        )


async def grant(settings: Settings, roles: Iterable[Role] = ROLES) -> None:
    """Give the users of the roles the rights that their manifests give them, and no other."""
    creations = [
        (
            _RESOURCES[rule["resource"]["type"]],
            rule["resource"]["name"],
            _PATTERNS[rule["resource"]["patternType"]],
            f"User:{role}",
            rule["host"],
            _OPERATIONS[operation],
            _ALLOW,
        )
        for role in roles
        for rule in acls(role, settings)
        for operation in rule["operations"]
    ]
    async with administrator(settings) as admin:
        answer: Any = await admin._send_to_controller(_Creations(creations))
    assert all(code == 0 for code, _ in answer.creation_responses), answer


class _Creations(CreateAclsRequest):  # type: ignore[misc]
    """aiokafka's takes one rule a request."""

    def __init__(self, creations: list[tuple[Any, ...]]) -> None:
        self._creations = creations

    def build(self, request_struct_class: Any) -> Any:
        return request_struct_class(self._creations)
