"""How values of custom fields are said in the window."""

import pytest

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.ui.custom.custom_words import told_text

OPTIONS = (
    CustomOption(CustomOptionId(1), "urgent", "Old", is_retired=True),
    CustomOption(CustomOptionId(2), "urgent-2", "Urgent"),
)


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize(
    ("kind", "told", "said"),
    [
        (CustomFieldKind.DROP_DOWN, "urgent", "Old"),
        (CustomFieldKind.DROP_DOWN, "gone", "gone"),
        (CustomFieldKind.MULTI_SELECT, ["urgent", "urgent-2"], "Old, Urgent"),
        (CustomFieldKind.DEPENDENT, ["urgent", "gone"], "Old / gone"),
    ],
)
def test_history_names_an_option_by_its_key_though_another_is_labelled_so(
    kind: CustomFieldKind, told: object, said: str
) -> None:
    field = CustomField(CustomFieldId(1), CustomFieldOwner.TICKET, "f", "F", kind, options=OPTIONS)
    assert told_text(field, told) == said
