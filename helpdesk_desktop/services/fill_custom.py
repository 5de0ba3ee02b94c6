"""The only place for which custom fields a generated desk has, and how their values spread.

Every kind is there for tickets, some for contacts and companies; about four values a ticket, skewed
as choices are. A stream of random numbers of its own: the other rows are the same with and without.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from random import Random
from typing import Any

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.services.fill_rows import COLUMNS, DAY_US, VALUE_COLUMNS, Batch
from helpdesk_desktop.storage.column_types import scaled
from helpdesk_desktop.storage.custom.custom_value_rows import value_rows

_TICKET, _CONTACT, _COMPANY = CustomFieldOwner
_TAGS = (
    "vip", "gift", "fragile", "repeat caller", "legal", "press", "wholesale", "recall", "escalated",
    "test order",
)  # fmt: skip
_PRODUCTS = (
    "phone", "laptop", "tablet", "headset", "router", "camera", "printer", "screen", "keyboard",
    "charger", "speaker", "watch",
)  # fmt: skip
_REGIONS = {
    "north": ("ha-noi", "hai-phong", "bac-ninh", "nam-dinh", "thai-nguyen", "lang-son"),
    "central": ("da-nang", "hue", "nghe-an", "quang-nam", "khanh-hoa", "dak-lak"),
    "south": (
        "ho-chi-minh",
        "can-tho",
        "dong-nai",
        "binh-duong",
        "long-an",
        "ca-mau",
        "kien-giang",
    ),
}
_DISTRICTS = 5
_TIERS = ("gold", "silver", "basic")
_SECTORS = ("retail", "bank", "public", "industry")
_RESOLUTIONS = (
    "Đã hoàn tiền cho khách.\nKhách xác nhận đã nhận được.",
    "Replaced the device under warranty.\nOld one came back on the same day.",
    "Giao lại đơn hàng vào buổi sáng hôm sau.",
    "Explained the invoice line by line; the customer agreed.",
    "Chuyển cho bộ phận kỹ thuật.\nĐã cập nhật phần mềm và khởi động lại thiết bị.",
    "No fault found. Asked to call again if it returns.",
    "Thu hồi sản phẩm lỗi, gửi phiếu mua hàng.",
)


@dataclass(frozen=True, slots=True)
class _Plan:
    """One field: whose, its key and label, kind, share of owners that have a value, and options."""

    owner: CustomFieldOwner
    key: str
    label: str
    kind: CustomFieldKind
    share: float
    options: tuple[tuple[str, str | None], ...] = ()  # key, key of the one above


def _plain(keys: Iterable[str]) -> tuple[tuple[str, str | None], ...]:
    return tuple((key, None) for key in keys)


def _regions() -> tuple[tuple[str, str | None], ...]:
    made: list[tuple[str, str | None]] = []
    for area, provinces in _REGIONS.items():
        made.append((area, None))
        for province in provinces:
            made.append((province, area))
            made += [(f"{province}-{number}", province) for number in range(1, _DISTRICTS + 1)]
    return tuple(made)


_PLANS = (
    _Plan(_TICKET, "order_no", "Order number", CustomFieldKind.TEXT, 0.45),
    _Plan(_TICKET, "product", "Product", CustomFieldKind.DROP_DOWN, 0.6, _plain(_PRODUCTS)),
    _Plan(_TICKET, "region", "Region", CustomFieldKind.DEPENDENT, 0.6, _regions()),
    _Plan(_TICKET, "tags", "Tags", CustomFieldKind.MULTI_SELECT, 0.3, _plain(_TAGS)),
    _Plan(_TICKET, "items", "Items", CustomFieldKind.INTEGER, 0.4),
    _Plan(_TICKET, "amount", "Amount", CustomFieldKind.DECIMAL, 0.4),
    _Plan(_TICKET, "warranty", "Under warranty", CustomFieldKind.CHECKBOX, 0.3),
    _Plan(_TICKET, "promised", "Promised for", CustomFieldKind.DATE, 0.3),
    _Plan(_TICKET, "device_no", "Device number", CustomFieldKind.REGEX, 0.2),
    _Plan(_TICKET, "resolution", "Resolution", CustomFieldKind.MULTI_LINE, 0.2),
    _Plan(_CONTACT, "tier", "Tier", CustomFieldKind.DROP_DOWN, 0.3, _plain(_TIERS)),
    _Plan(_CONTACT, "birthday", "Birthday", CustomFieldKind.DATE, 0.2),
    _Plan(_CONTACT, "newsletter", "Newsletter", CustomFieldKind.CHECKBOX, 0.4),
    _Plan(_COMPANY, "sector", "Sector", CustomFieldKind.DROP_DOWN, 0.8, _plain(_SECTORS)),
    _Plan(_COMPANY, "employees", "Employees", CustomFieldKind.INTEGER, 0.7),
)
_PATTERN = "[A-Z]{2}-[0-9]{4}"


class CustomMaker:
    """Makes definitions where the desk has none of the key, and values of its own kinds."""

    def __init__(self, seed: int, known: Sequence[CustomField], next_ids: dict[str, int]) -> None:
        self._rng = Random(f"custom {seed}")  # noqa: S311 - made up, not secret
        self._kept: dict[tuple[int, Any], list[tuple[object, ...]]] = {}
        self._made: Batch = {}
        by_key = {(field.owner, field.key): field for field in known}
        self._fields: list[tuple[_Plan, CustomField, Callable[[int], Any]]] = []
        next_option = next_ids["custom_option"]
        next_field = next_ids["custom_field"]
        for place, plan in enumerate(_PLANS):
            field = by_key.get((plan.owner, plan.key))
            if field is None:
                field = _defined(plan, next_field, next_option)
                self._tell(plan, field, len(known) + place)
                next_field += 1
                next_option += len(field.options)
            if field.kind is plan.kind:
                self._fields.append((plan, field, self._drawing(field)))

    def definitions(self) -> Batch:
        """The fields and options that were not there."""
        return self._made

    def add_values(self, batch: Batch) -> None:
        """Give the batch's tickets, contacts and companies values."""
        created_at = COLUMNS["ticket"].index("created_at")
        self._add(_TICKET, batch, ((row[0], row[created_at]) for row in batch["ticket"]))
        for owner in (_CONTACT, _COMPANY):
            self._add(owner, batch, ((row[0], 0) for row in batch[owner.value]))

    def _add(self, owner: CustomFieldOwner, batch: Batch, owned: Iterable[tuple[Any, Any]]) -> None:
        random = self._rng.random
        rows = batch[f"{owner.value}_value"]
        fields = [
            (plan.share, field, drawn) for plan, field, drawn in self._fields if plan.owner is owner
        ]
        for number, at in owned:
            for share, field, drawn in fields:
                if random() < share:
                    rows += [(number, *row) for row in self._rows(field, drawn(at))]

    def _rows(self, field: CustomField, value: Any) -> list[tuple[object, ...]]:
        if isinstance(value, str):
            return _as_tuples(field, value)
        key = (int(field.id), value)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = _as_tuples(field, value)
        return found

    def _tell(self, plan: _Plan, field: CustomField, position: int) -> None:
        pattern = _PATTERN if plan.kind is CustomFieldKind.REGEX else None
        self._made.setdefault("custom_field", []).append(
            (field.id, plan.owner.value, plan.key, plan.label, plan.kind.value, None, pattern, None,
             position, 1, 0, 0, 1)
        )  # fmt: skip
        self._made.setdefault("custom_option", []).extend(
            (option.id, field.id, option.key, option.label, option.parent_id, place, 0)
            for place, option in enumerate(field.options)
        )

    def _drawing(self, field: CustomField) -> Callable[[int], Any]:
        """How a value is drawn for what was made at an instant."""
        rng = self._rng
        random, bits = rng.random, rng.getrandbits
        ids = tuple(int(option.id) for option in field.options)
        weights = list(accumulate(1 / (place + 2) for place in range(len(ids))))
        epoch = date(1970, 1, 1)
        match field.kind:
            case CustomFieldKind.TEXT:
                return lambda _: f"DH{bits(30) % 9_000_000 + 1_000_000}"
            case CustomFieldKind.REGEX:
                return lambda _: f"{rng.choice(('SN', 'IM', 'MX'))}-{bits(20) % 10_000:04d}"
            case CustomFieldKind.MULTI_LINE:
                return lambda _: rng.choice(_RESOLUTIONS)
            case CustomFieldKind.INTEGER:
                return lambda _: 1 + int(60 * random() ** 4)
            case CustomFieldKind.DECIMAL:
                return lambda _: Decimal(1 + int(20_000 * random() ** 3)) / 4
            case CustomFieldKind.CHECKBOX:
                return lambda _: random() < 0.3
            case CustomFieldKind.DATE if field.owner is _TICKET:
                return lambda at: epoch + timedelta(days=at // DAY_US + int(15 * random()))
            case CustomFieldKind.DATE:
                return lambda _: epoch + timedelta(days=bits(20) % 12_000 - 4_000)
            case CustomFieldKind.MULTI_SELECT:
                return lambda _: tuple(
                    sorted(set(rng.choices(ids, cum_weights=weights, k=1 + bits(2) // 2)))
                )
            case _:
                return lambda _: rng.choices(ids, cum_weights=weights)[0]


def _defined(plan: _Plan, field_id: int, first_option: int) -> CustomField:
    numbers = {key: first_option + place for place, (key, _) in enumerate(plan.options)}
    options = tuple(
        CustomOption(
            CustomOptionId(numbers[key]),
            key.replace(" ", "-"),
            key.replace("-", " ").title(),
            None if above is None else CustomOptionId(numbers[above]),
        )
        for key, above in plan.options
    )
    return CustomField(
        CustomFieldId(field_id), plan.owner, plan.key, plan.label, plan.kind, options=options
    )


def _as_tuples(field: CustomField, value: Any) -> list[tuple[object, ...]]:
    return [
        tuple(
            scaled(row[name]) if isinstance(row[name], Decimal) else row[name]
            for name in VALUE_COLUMNS
        )
        for row in value_rows(field, value)
    ]
