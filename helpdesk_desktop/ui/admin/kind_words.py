"""The only place that says the kinds and owners of custom fields to an administrator."""

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomFieldOwner

translate = QCoreApplication.translate

KIND_ICONS = {
    CustomFieldKind.TEXT: "type",
    CustomFieldKind.MULTI_LINE: "align-left",
    CustomFieldKind.DROP_DOWN: "square-chevron-down",
    CustomFieldKind.INTEGER: "hash",
    CustomFieldKind.DECIMAL: "decimals-arrow-right",
    CustomFieldKind.CHECKBOX: "square-check",
    CustomFieldKind.REGEX: "regex",
    CustomFieldKind.DATE: "calendar",
    CustomFieldKind.MULTI_SELECT: "list-checks",
    CustomFieldKind.DEPENDENT: "list-tree",
}


def kind_name(kind: CustomFieldKind) -> str:
    """A kind in a word or two."""
    return {
        CustomFieldKind.TEXT: translate("FieldKinds", "Single line"),
        CustomFieldKind.MULTI_LINE: translate("FieldKinds", "Several lines"),
        CustomFieldKind.DROP_DOWN: translate("FieldKinds", "Drop-down"),
        CustomFieldKind.INTEGER: translate("FieldKinds", "Whole number"),
        CustomFieldKind.DECIMAL: translate("FieldKinds", "Decimal number"),
        CustomFieldKind.CHECKBOX: translate("FieldKinds", "Checkbox"),
        CustomFieldKind.REGEX: translate("FieldKinds", "Pattern"),
        CustomFieldKind.DATE: translate("FieldKinds", "Date"),
        CustomFieldKind.MULTI_SELECT: translate("FieldKinds", "Multi-select"),
        CustomFieldKind.DEPENDENT: translate("FieldKinds", "Dependent"),
    }[kind]


def kind_sentence(kind: CustomFieldKind) -> str:
    """What a kind is for, in one plain sentence."""
    return {
        CustomFieldKind.TEXT: translate("FieldKinds", "A few words, such as a shop's name."),
        CustomFieldKind.MULTI_LINE: translate("FieldKinds", "A longer text with line breaks."),
        CustomFieldKind.DROP_DOWN: translate("FieldKinds", "One of a list of options."),
        CustomFieldKind.INTEGER: translate("FieldKinds", "A number to count with."),
        CustomFieldKind.DECIMAL: translate("FieldKinds", "A number with up to six places."),
        CustomFieldKind.CHECKBOX: translate("FieldKinds", "Yes or no."),
        CustomFieldKind.REGEX: translate("FieldKinds", "A line that must match a pattern."),
        CustomFieldKind.DATE: translate("FieldKinds", "A day of the calendar."),
        CustomFieldKind.MULTI_SELECT: translate("FieldKinds", "Several of a list of options."),
        CustomFieldKind.DEPENDENT: translate("FieldKinds", "A choice in a tree, step by step."),
    }[kind]


def owner_name(owner: CustomFieldOwner) -> str:
    """What the fields of an owner belong to."""
    return {
        CustomFieldOwner.TICKET: translate("FieldOwners", "Tickets"),
        CustomFieldOwner.CONTACT: translate("FieldOwners", "Contacts"),
        CustomFieldOwner.COMPANY: translate("FieldOwners", "Companies"),
    }[owner]


def with_value(owner: CustomFieldOwner, count: int) -> str:
    """How many have a value."""
    match owner:
        case CustomFieldOwner.TICKET:
            return translate("FieldOwners", "%Ln ticket(s)", "", count)
        case CustomFieldOwner.CONTACT:
            return translate("FieldOwners", "%Ln contact(s)", "", count)
        case CustomFieldOwner.COMPANY:
            return translate("FieldOwners", "%Ln company(ies)", "", count)
