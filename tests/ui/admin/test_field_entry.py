"""The words of a field's form: what stands in it is read as the same again."""

import pytest

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.domain.custom_values import CustomValue, read_text
from helpdesk_desktop.ui.admin.field_entry import value_word

# The key of the first is what the second is called.
OPTIONS = (
    CustomOption(CustomOptionId(1), "urgent", "Old", is_retired=True),
    CustomOption(CustomOptionId(2), "urgent-2", "Urgent"),
    CustomOption(CustomOptionId(3), "gone", "Gone", is_retired=True),
)


@pytest.mark.parametrize(
    ("kind", "value", "word"),
    [
        (CustomFieldKind.DROP_DOWN, 1, "Old"),
        (CustomFieldKind.DROP_DOWN, 2, "urgent-2"),
        (CustomFieldKind.DROP_DOWN, 3, "gone"),
        (CustomFieldKind.DEPENDENT, 1, "Old"),
        (CustomFieldKind.MULTI_SELECT, (1, 2), "Old, Urgent"),
        (CustomFieldKind.CHECKBOX, False, "no"),
        (CustomFieldKind.INTEGER, 2**63 - 1, "9223372036854775807"),
        (CustomFieldKind.TEXT, None, ""),
    ],
)
def test_a_value_s_word_is_read_as_the_same_value(
    kind: CustomFieldKind, value: CustomValue | None, word: str
) -> None:
    field = CustomField(CustomFieldId(1), CustomFieldOwner.TICKET, "f", "F", kind, options=OPTIONS)
    assert value_word(field, value) == word
    assert read_text(field, word, []) == value
