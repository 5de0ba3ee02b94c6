from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.storage.custom.custom_value_rows import VALUE_COLUMNS, day_number, value_rows
from tests import trees

_OF_TICKETS = {
    custom.kind: custom
    for custom in trees.CUSTOM_DIRECTORY.custom_fields
    if custom.owner is CustomFieldOwner.TICKET
}


def _filled(kind: CustomFieldKind, value: Any) -> list[dict[str, Any]]:
    """The rows without what is NULL and what every row has."""
    field: CustomField = _OF_TICKETS[kind]
    rows = value_rows(field, value)
    assert all(row["field_id"] == field.id for row in rows)
    assert [row["position"] for row in rows] == list(range(len(rows)))
    assert all(row[VALUE_COLUMNS[kind]] is not None for row in rows)
    assert len({frozenset(row) for row in rows}) <= 1
    return [
        {
            name: held
            for name, held in row.items()
            if held is not None and name not in {"field_id", "position"}
        }
        for row in rows
    ]


@pytest.mark.parametrize(
    ("kind", "value", "rows"),
    [
        (CustomFieldKind.TEXT, "Đơn", [{"text_value": "Đơn", "text_fold": "don"}]),
        (CustomFieldKind.REGEX, "SN-1", [{"text_value": "SN-1", "text_fold": "sn-1"}]),
        (
            CustomFieldKind.MULTI_LINE,
            "Đơn\nhàng.",
            [{"text_value": "Đơn\nhàng.", "text_fold": "don\nhang.", "text_words": " don hang"}],
        ),
        (CustomFieldKind.INTEGER, -3, [{"int_value": -3}]),
        (CustomFieldKind.CHECKBOX, False, [{"int_value": 0}]),
        (CustomFieldKind.CHECKBOX, True, [{"int_value": 1}]),
        (CustomFieldKind.DECIMAL, Decimal("2.5"), [{"decimal_value": Decimal("2.5")}]),
        (CustomFieldKind.DATE, date(1970, 1, 2), [{"day_value": 1}]),
        (CustomFieldKind.DROP_DOWN, 12, [{"option_id": 12}]),
        (CustomFieldKind.DEPENDENT, 3, [{"option_id": 3}]),
        (
            CustomFieldKind.MULTI_SELECT,
            (13, 11, 13, 99),
            [{"option_id": 11}, {"option_id": 13}, {"option_id": 99}],
        ),
        (CustomFieldKind.MULTI_SELECT, (), []),
    ],
)
def test_each_kind_fills_its_own_columns(
    kind: CustomFieldKind, value: Any, rows: list[dict[str, Any]]
) -> None:
    assert _filled(kind, value) == rows


@pytest.mark.parametrize("kind", CustomFieldKind)
def test_an_empty_value_has_no_row(kind: CustomFieldKind) -> None:
    assert _filled(kind, None) == []


@pytest.mark.parametrize("kind", [CustomFieldKind.TEXT, CustomFieldKind.REGEX])
def test_a_text_is_kept_folded_as_a_whole_where_its_beginning_is_not_all(
    kind: CustomFieldKind,
) -> None:
    (fits,) = _filled(kind, "Ă" * 200)
    assert fits == {"text_value": "Ă" * 200, "text_fold": "a" * 200}
    (long,) = _filled(kind, "Ă" * 201)
    assert long["text_fold"] == "a" * 200
    assert long["text_whole"] == "a" * 201


def test_days_are_counted_from_1970_both_ways() -> None:
    assert day_number(date(1970, 1, 1)) == 0
    assert day_number(date(1969, 12, 31)) == -1
    assert day_number(date.max) == 2_932_896
