"""The door for what an administrator does to the definitions of custom fields."""

from collections.abc import Sequence
from typing import Protocol

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldId, CustomFieldOwner
from helpdesk_desktop.domain.field_wishes import FieldEdit, FieldUses, NewField, OptionLine


class Fields(Protocol):
    """The definitions of custom fields; every change raises as below.

    Raises:
        NotAllowed: the role may not manage fields.
        Invalid: one problem per fault; `field` is a name of `NewField`, `line` that of an option.
        NotFound: there is no such field.
        Conflict: somebody else changed it first.
    """

    def all(self) -> tuple[CustomField, ...]:
        """Every field as it is now, retired ones too, in their order."""
        ...

    def add(self, new: NewField) -> CustomField:
        """Make a field with its options; it stands last."""
        ...

    def change(self, edit: FieldEdit) -> CustomField:
        """Change what may change, retiring and restoring among it."""
        ...

    def reorder(
        self, owner: CustomFieldOwner, field_ids: Sequence[CustomFieldId]
    ) -> tuple[CustomField, ...]:
        """Put the owner's fields in this order, those not named after them; answers them."""
        ...

    def set_options(
        self, field_id: CustomFieldId, version: int | None, lines: Sequence[OptionLine]
    ) -> CustomField:
        """Make exactly these the field's options.

        One that is left out goes where neither anybody nor the default has it, and else is
        retired, with what it lies below.
        """
        ...

    def uses(self, field_id: CustomFieldId) -> FieldUses:
        """How many have a value of the field, and of each option; hidden ones count too.

        Raises:
            NotAllowed, NotFound: as for changes.
        """
        ...
