"""Which columns an export may have."""

from helpdesk_desktop.domain.columns import COLUMN_KEYS
from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
)
from helpdesk_desktop.domain.export_values import SUFFIXES, ExportFormat, every_column
from helpdesk_desktop.domain.people import Directory


def _field(number: int, key: str, owner: CustomFieldOwner) -> CustomField:
    return CustomField(CustomFieldId(number), owner, key, key, CustomFieldKind.TEXT)


def test_every_column_is_the_contracts_and_the_tickets_own_fields() -> None:
    directory = Directory(
        custom_fields=(
            _field(1, "region", CustomFieldOwner.TICKET),
            _field(2, "vip", CustomFieldOwner.CONTACT),
        )
    )
    assert every_column(directory) == (*COLUMN_KEYS, "cf.region")
    assert every_column(Directory()) == COLUMN_KEYS


def test_a_name_ends_as_its_kind_is_called() -> None:
    assert [SUFFIXES[kind] for kind in ExportFormat] == [".csv", ".xlsx", ".json"]
