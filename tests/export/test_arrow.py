"""Arrow types of the models: derived from them alone, the contract's names, nothing inferred."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

from schemas.base import Model
from streams.export.arrow import record, schema
from streams.export.datasets import DATASETS


@pytest.mark.parametrize("name", DATASETS)
def test_the_columns_are_the_contracts_fields_in_its_order(name: str) -> None:
    model = DATASETS[name].model
    assert schema(model).names == list(model.model_fields)


def test_types_and_nulls_are_the_models() -> None:
    columns = schema(DATASETS["economy.observation"].model)
    assert columns.field("value") == pa.field("value", pa.float64(), nullable=False)
    assert columns.field("counterpart") == pa.field("counterpart", pa.string())
    assert columns.field("withdrawn") == pa.field("withdrawn", pa.bool_(), nullable=False)
    assert columns.field("indicator").type == pa.string()
    period = columns.field("period").type
    assert (period.field("start").type, period.field("label").type) == (pa.date32(), pa.string())
    article = columns.field("article").type
    assert article.field("published_at").type == pa.timestamp("us", tz="UTC")
    assert columns.field("evidence").type.value_type.field("start").type == pa.int64()


def test_pairs_are_structs_and_mappings_are_maps() -> None:
    incidents = schema(DATASETS["incidents"].model)
    history = incidents.field("perpetrators").type.value_type.field("history").type
    assert [field.name for field in history.value_type] == ["item_0", "item_1"]
    months = schema(DATASETS["security_months"].model)
    assert pa.types.is_map(months.field("by_attack").type)


class Odd(Model):
    when: tuple[datetime, str]
    days: dict[str, date]
    either: tuple[int | None, ...] = ()


def test_values_are_made_for_their_types() -> None:
    moment = datetime.fromisoformat("2026-02-06T14:00:00+05:00")
    odd = Odd(when=(moment, "x"), days={"b": date(2026, 1, 2), "a": date(2026, 1, 1)}, either=(1, None))
    assert record(odd) == {
        "when": {"item_0": datetime(2026, 2, 6, 9, tzinfo=UTC), "item_1": "x"},
        "days": [("a", date(2026, 1, 1)), ("b", date(2026, 1, 2))],
        "either": [1, None],
    }
    assert pa.Table.from_pylist([record(odd)], schema=schema(Odd)).num_rows == 1


class Loose(Model):
    anything: Any
    one: int | str = 0


def test_a_field_of_no_one_type_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match=r"no Arrow type for typing\.Any"):
        schema(Loose)
