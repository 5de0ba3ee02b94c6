"""Values of custom fields come back as they went: exported, imported, asked for."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.export_values import TABLES, ExportFormat, ExportWish
from helpdesk_desktop.domain.field_wishes import NewField, OptionLine
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.ticket import Serial
from tests.builders import add_field, add_ticket
from tests.importing import bring_in

K = CustomFieldKind
NOBODY = Cancellation()

# Labels that name other options, hold what stands between options, or show nothing in a font.
LABELS = (
    "One", "Two", "One,Two", "one-two", "Two, One", "A/B", 'Say "x", then', "'=1+1", "@x",
    "👩\u200d💻", "❤\ufe0f", "שלום, עולם", "\u200fمرحبا", "Đà Nẵng", "none", "any",
    "#3", " / ", ",", "x1",
)  # fmt: skip
# A label that is another's key: keys are told first.
CROSSED = (OptionLine("Red", key="blue"), OptionLine("Blue", key="red"))


def _lines() -> tuple[OptionLine, ...]:
    return (*(OptionLine(label.strip()) for label in LABELS), *CROSSED)


def _tree() -> tuple[OptionLine, ...]:
    fit = [line.label for line in _lines() if " / " not in line.label and line.label != "/"]
    found: list[OptionLine] = []
    for top in fit[:4]:
        found.append(OptionLine(top))
        found += [OptionLine(label, 1) for label in fit]
    return tuple(found)


def _field(desk: OpenDesk, kind: CustomFieldKind) -> CustomField:
    options: tuple[OptionLine, ...] = ()
    if kind in {K.DROP_DOWN, K.MULTI_SELECT}:
        options = _lines()
    elif kind is K.DEPENDENT:
        options = _tree()
    pattern = "(?s).+" if kind is K.REGEX else None
    return desk.fields.add(
        NewField(CustomFieldOwner.TICKET, "f", "F", kind, pattern=pattern, options=options)
    )


def _values(field: CustomField) -> list[Any]:
    ids = [option.id for option in field.options]
    texts = [
        *LABELS,
        "=1+1",
        "-1",
        "+1",
        "\u200bx",
        "a  b ",
        "7",
        "007",
        "1.0",
        "true",
        "2026-11-23",
    ]
    match field.kind:
        case K.TEXT | K.REGEX:
            return texts
        case K.MULTI_LINE:
            return [*texts, "a\n\nb", "-\nx"]
        case K.INTEGER:
            return [0, -1, 2**53 + 1, -(2**53) - 1, 2**63 - 1, -(2**63) + 1, 10**15, 10**16 + 1]
        case K.DECIMAL:
            told = (
                "0",
                "1.5",
                "-0.000001",
                "1234567890123.5",
                "9007199254.740993",
                "9223372036854",
            )
            return [Decimal(text) for text in told]
        case K.CHECKBOX:
            return [True, False]
        case K.DATE:
            return [date(2026, 11, 23), date(1, 1, 1), date(9999, 12, 31)]
        case K.DROP_DOWN | K.DEPENDENT:
            return ids
        case _:
            return [*((one,) for one in ids), tuple(ids[:2]), tuple(ids[:5]), tuple(ids)]


def _customs(desk: OpenDesk, serials: range) -> list[Any]:
    return [dict(desk.tickets.detail(Serial(one), NOBODY).custom).get("f") for one in serials]


@pytest.mark.parametrize("file_format", list(TABLES))
@pytest.mark.parametrize("kind", list(CustomFieldKind))
def test_every_value_comes_back_from_a_file(
    desk: OpenDesk, tmp_path: Path, kind: CustomFieldKind, file_format: ExportFormat
) -> None:
    field = _field(desk, kind)
    values = _values(field)
    for value in values:
        add_ticket(desk, "x", custom=(("f", value),))
    count = len(values)
    assert _customs(desk, range(1, count + 1)) == values
    path = tmp_path / f"a.{file_format.value}"
    wish = ExportWish(
        FilterSpec(), ("subject", "cf.f"), file_format, str(path), serials=range(1, count + 1)
    )
    desk.exports.run(wish, NOBODY)
    report = bring_in(desk.session.database, desk.viewer, path)
    assert [one.message for one in report.files[0].problems] == []
    assert report.totals.created == count
    assert _customs(desk, range(count + 1, 2 * count + 1)) == values


def test_ten_thousand_options_come_back_from_one_cell(desk: OpenDesk, tmp_path: Path) -> None:
    field = add_field(
        desk, "f", K.MULTI_SELECT, options="".join(f"Option {n}, {n % 7}\n" for n in range(10_000))
    )
    value = tuple(option.id for option in field.options)
    add_ticket(desk, "x", custom=(("f", value),))
    path = tmp_path / "a.csv"
    wish = ExportWish(FilterSpec(), ("subject", "cf.f"), ExportFormat.CSV, str(path))
    desk.exports.run(wish, NOBODY)
    assert bring_in(desk.session.database, desk.viewer, path).totals.created == 1
    assert _customs(desk, range(1, 3)) == [value, value]
