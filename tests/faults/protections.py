"""What protects against each fault, as the lines that are taken out to see its test fail (`tests.faults.mutations`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of a file, which stands there once, and what is put in its place."""

    file: str
    taken_out: str
    instead: str = ""

    def applied(self, text: str) -> str:
        """The file without the piece; raises ValueError if the piece does not stand there once."""
        if text.count(self.taken_out) != 1:
            raise ValueError(
                f"{self.file}: stands there {text.count(self.taken_out)} times: {self.taken_out!r}"
            )
        return text.replace(self.taken_out, self.instead)


@dataclass(frozen=True, slots=True)
class Protection:
    """What is promised, the lines that keep it, and the test that must fail without them."""

    name: str
    test: str
    changes: tuple[Change, ...]
    turns: int = 3
    """What a fault strikes is drawn; of so many turns one must fail."""


#: What ties a write to the membership in which it was begun.
_FENCE: Final = (
    Change("streams/lease.py", "        return self.now() < self._until\n", "        return True\n"),
    Change(
        "streams/fence.py",
        "        if self.lease.turn != self._turn:\n            self._drop()\n",
        "        pass\n",
    ),
    Change(
        "streams/fence.py",
        "            if self.lease.turn != self._turn or self.lease.out:\n                self._drop()\n",
        "",
    ),
    Change(
        "streams/fence.py",
        "        if self._lease.turn != self._turn or not self._lease.holds():\n"
        "            raise _Unsettled\n",
        "",
    ),
    Change("streams/agents.py", " or self._lease.turn != self._turn", ""),
    Change(
        "streams/agents.py",
        "            if self.app.rebalancing or self._lease.out:\n",
        "            if self.app.rebalancing:\n",
    ),
)

PROTECTIONS: Final = (
    Protection(
        "killed: what was read is not yet done",
        "test_faults.py::test_killed_ten_times",
        (
            Change(
                "streams/offsets.py",
                "                partition: held.done.start\n"
                "                for partition, held in self._partitions.items()\n"
                "                if held.done.start > held.committed\n",
                "                partition: held.position\n"
                "                for partition, held in self._partitions.items()\n"
                "                if held.position > held.committed\n",
            ),
        ),
    ),
    Protection(
        "killed: acknowledged after the work, not before",
        "test_faults.py::test_killed_ten_times",
        (
            Change(
                "streams/agents.py",
                "            if current and await self._process([_message(event) for event in current]):\n"
                "                acknowledge(stream, cast(Consumer, self.app.consumer), current)\n",
                "            if current:\n"
                "                acknowledge(stream, cast(Consumer, self.app.consumer), current)\n"
                "                await self._process([_message(event) for event in current])\n",
            ),
        ),
    ),
    Protection(
        "come and go: what was lost in a rebalance is read again",
        "test_faults.py::test_workers_come_and_go",
        (
            Change(
                "streams/recovery.py",
                "                await _read_again(app, _holes(app) or {})\n",
                "                pass\n",
            ),
            Change(
                "streams/recovery.py",
                "                await _read_again(app, _waiting(app) or {})\n",
                "                pass\n",
            ),
            Change("streams/app.py", "        app.consumer.stop_flow()\n", "        pass\n"),
        ),
    ),
    Protection(
        "standby: the copies are kept",
        "test_standby.py",
        (
            Change(
                "streams/app.py",
                "        table_standby_replicas=settings.standby_replicas,\n",
                "        table_standby_replicas=0,\n",
            ),
        ),
    ),
    Protection(
        "disk full: what cannot be written ends the worker",
        "test_disk.py",
        (
            Change(
                "streams/disk.py",
                "            self._write(database, changes, position or database.position)\n"
                "        except Exception as error:\n"
                "            raise self._failure(database, error) from error\n",
                "            self._write(database, changes, position or database.position)\n"
                "        except Exception as error:\n"
                "            log.warning('%s', error)\n",
            ),
        ),
    ),
    Protection(
        "a leader is lost: topics have the replicas that were set",
        "test_faults.py::test_a_leader_is_lost",
        (
            Change(
                "streams/topics.py",
                "            NewTopic(topic.name, topic.partitions, settings.replication, topic_configs=topic.config)\n",
                "            NewTopic(topic.name, topic.partitions, 1, topic_configs=topic.config)\n",
            ),
            # which would be found out before anything is lost
            Change("streams/topics.py", "    if there.replication < replication:\n", "    if False:\n"),
        ),
    ),
    Protection(
        "the broker restarts: what was not acknowledged is sent again",
        "test_faults.py::test_the_broker_restarts",
        (Change("streams/delivery.py", "        if not failed:\n            break\n", "        break\n"),),
    ),
    Protection(
        "frozen: a partition that was never committed is read from its beginning",
        # the trials seldom see it: all partitions are committed before a worker is frozen
        "../test_transport.py",
        (
            Change(
                "streams/transport.py",
                "            await consumer.seek_to_beginning(*never)\n",
                "            pass\n",
            ),
        ),
        turns=1,
    ),
    Protection(
        "frozen: nothing is written for partitions that may be others'",
        "../broker/test_fence.py",
        _FENCE,
        turns=1,
    ),
    Protection(
        "frozen until all is done: nothing is written for partitions that may be others'",
        "test_faults.py::test_frozen_until_all_is_done",
        _FENCE,
        # each is frozen at another point of its work
        turns=10,
    ),
    Protection(
        "asked to end: the batch in hand is finished",
        "test_faults.py::test_asked_to_end_while_it_works",
        (
            Change(
                "streams/agents.py",
                "            async with asyncio.timeout(timeout), self._lock:\n                return True\n",
                "            raise TimeoutError\n",
            ),
        ),
    ),
    Protection(
        "poison: what is no article is a dead letter",
        "test_faults.py::test_repeated_reordered_and_late",
        (
            Change(
                "streams/stages.py",
                "            work.publish(self.refuse(message, error.code, error.reason))\n"
                "            work.note(self.refused(message, error.code, error.field))\n"
                "        except",
                "            pass\n        except",
            ),
        ),
    ),
    Protection(
        "killed between a row and its digest: the row is marked",
        # which worker ends there, and before which messages, no kill from outside can choose
        "../law/test_crashes.py",
        (
            Change(
                "streams/stages.py",
                "            self.marks[table, partition, key] = UNSURE\n",
                "            pass\n",
            ),
        ),
        turns=1,
    ),
    Protection(
        "late: an older revision changes nothing",
        "test_faults.py::test_repeated_reordered_and_late",
        (
            Change(
                "streams/stages.py",
                'if seen is not None and article.revision < seen["revision"]:',
                "if False:",
            ),
            Change(
                "streams/stages.py",
                'if ledger is not None and article.revision < ledger["revision"]:',
                "if False:",
            ),
            Change(
                "streams/claims.py", 'if ledger is not None and revision < ledger["revision"]:', "if False:"
            ),
        ),
    ),
    Protection(
        "dead letters cannot be written: nothing is done before they are",
        "test_faults.py::test_the_dead_letters_cannot_be_written",
        (
            Change(
                "streams/agents.py",
                "                await deliver(records, self._send, abandon=self._handing_over)\n",
                # Faust flushes the producer before it commits: what is queued would be waited for all the same
                "                async def later(letters=[one for one in records if is_dead_letter(one)]):\n"
                "                    await asyncio.sleep(30)\n"
                "                    await deliver(letters, self._send, abandon=lambda: False)\n"
                "                waited = asyncio.ensure_future(later())\n"
                "                vars(self).setdefault('waited', []).append(waited)\n"
                "                records = [r for r in records if not is_dead_letter(r)]\n"
                "                await deliver(records, self._send, abandon=self._handing_over)\n",
            ),
        ),
    ),
    Protection(
        "clocks off: records bear the broker's time",
        "test_faults.py::test_clocks_two_hours_off",
        (Change("streams/topology.py", '            "message.timestamp.type": "LogAppendTime",\n'),),
    ),
    Protection(
        "two versions: a field that is not known is let be",
        "test_faults.py::test_two_versions_side_by_side",
        (Change("schemas/base.py", 'extra="ignore"', 'extra="forbid"'),),
    ),
)
