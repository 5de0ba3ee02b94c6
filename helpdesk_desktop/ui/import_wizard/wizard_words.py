"""The only place for the wizard's words: separators, orders of dates, fates, reasons, sizes."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.errors import ProblemCode
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.import_values import (
    AUTO,
    IMPORT_FIELDS,
    REJECT,
    ColumnGuess,
    ImportMapping,
)
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.text_rules import one_line
from helpdesk_desktop.domain.ticket import PRIORITY_KEYS, SOURCE_KEYS, STATUS_KEYS
from helpdesk_desktop.ui.choice_names import (
    field_name,
    priority_name,
    source_name,
    status_name,
)
from helpdesk_desktop.ui.custom.custom_form import fields_of
from helpdesk_desktop.ui.list.column_set import custom_title

translate = QCoreApplication.translate

# What spreadsheets and help desks write; others can be typed.
ENCODINGS: Final = (
    "utf-8", "windows-1252", "windows-1258", "windows-1250", "windows-1251", "utf-16",
    "iso-8859-15", "gb18030", "big5", "shift_jis", "euc-kr",
)  # fmt: skip
DELIMITERS: Final = (",", ";", "\t", "|")
DATE_ORDERS: Final = ("dmy", "mdy", "ymd")


def delimiter_name(delimiter: str) -> str:
    """The separator as a word."""
    return {
        ",": translate("ImportWizard", "comma  ,"),
        ";": translate("ImportWizard", "semicolon  ;"),
        "\t": translate("ImportWizard", "tab"),
        "|": translate("ImportWizard", "pipe  |"),
    }.get(delimiter, delimiter)


def date_order_name(order: str) -> str:
    """The order of a date's parts, with an example."""
    return {
        "dmy": translate("ImportWizard", "day first  31.12.2026"),
        "mdy": translate("ImportWizard", "month first  12/31/2026"),
        "ymd": translate("ImportWizard", "year first  2026-12-31"),
    }.get(order, order)


def automatic(found: str) -> str:
    """The entry that leaves it to the program, with what it found."""
    if not found:
        return translate("ImportWizard", "Automatic")
    return translate("ImportWizard", "Automatic: {found}").format(found=found)


def target_fields(directory: Directory) -> list[tuple[str, str]]:
    """Key and name of every field that a column can fill; the ticket's come first."""
    standard = [(key, field_name(key, directory)) for key in IMPORT_FIELDS]
    custom = [
        (field.filter_key, custom_title(field))
        for owner in CustomFieldOwner
        for field in fields_of(directory, owner)
    ]
    return standard + custom


def needed_fields(directory: Directory, owner: CustomFieldOwner) -> list[CustomField]:
    """What every new contact or company must have and does not get by itself."""
    return [
        field
        for field in fields_of(directory, owner)
        if field.is_required_to_create and field.default is None
    ]


def may_make(owner: CustomFieldOwner, mapping: ImportMapping) -> bool:
    """Whether rows that are read like this can make a contact, or a company."""
    named = ("company",) if owner is CustomFieldOwner.COMPANY else ("contact", "email", "company")
    return any(mapping.template_of(key) or mapping.constant_of(key) for key in named)


def column_field(column: str, directory: Directory) -> CustomField | None:
    """The field of tickets that a column fills which shall be one, if it is there."""
    key, label = fold(column.removeprefix("cf.")), fold(one_line(column).strip())
    mine = [one for one in directory.custom_fields if one.owner is CustomFieldOwner.TICKET]
    if column.startswith("cf."):
        return next((one for one in mine if one.key == key), None)
    return next((one for one in mine if fold(one.label) == label), None)


def new_field_name(guess: ColumnGuess) -> str:
    """What a column would become: `New custom field: Drop-down (7 options)`."""
    if guess.kind is None:
        return translate("ImportWizard", "New custom field")
    name = {
        CustomFieldKind.TEXT: translate("ImportWizard", "Text"),
        CustomFieldKind.MULTI_LINE: translate("ImportWizard", "Multi-line text"),
        CustomFieldKind.DROP_DOWN: translate("ImportWizard", "Drop-down"),
        CustomFieldKind.INTEGER: translate("ImportWizard", "Integer"),
        CustomFieldKind.DECIMAL: translate("ImportWizard", "Decimal"),
        CustomFieldKind.CHECKBOX: translate("ImportWizard", "Checkbox"),
        CustomFieldKind.REGEX: translate("ImportWizard", "Regular expression"),
        CustomFieldKind.DATE: translate("ImportWizard", "Date"),
        CustomFieldKind.MULTI_SELECT: translate("ImportWizard", "Multi-select"),
        CustomFieldKind.DEPENDENT: translate("ImportWizard", "Dependent"),
    }[guess.kind]
    if not guess.options:
        return translate("ImportWizard", "New custom field: {kind}").format(kind=name)
    count = len(guess.options)
    options = (
        translate("ImportWizard", "1 option")
        if count == 1
        else translate("ImportWizard", "%Ln options", "", count)
    )
    return translate("ImportWizard", "New custom field: {kind} ({options})").format(
        kind=name, options=options
    )


def choices_of_field(key: str, directory: Directory) -> list[tuple[str, str]]:
    """Key and name of every choice that a word can mean."""
    match key:
        case "status":
            return [(word, status_name(each)) for each, word in STATUS_KEYS.items()]
        case "priority":
            return [(word, priority_name(each)) for each, word in PRIORITY_KEYS.items()]
        case "source":
            return [(word, source_name(each)) for each, word in SOURCE_KEYS.items()]
        case "type":
            named = [(kind.key, kind.name) for kind in directory.types if not kind.is_retired]
            return [*named, ("-", translate("ImportWizard", "No type"))]
        case "assignee":
            return [(one.login, one.name) for one in directory.agents if one.is_active]
        case "group":
            return [(one.key, one.name) for one in directory.groups]
        case _:
            return []


def meaning_name(key: str, meaning: str | None, directory: Directory) -> str:
    """What a word becomes; a question where nobody said it."""
    if meaning is None:
        return translate("ImportWizard", "Choose…")
    if meaning == REJECT:
        return translate("ImportWizard", "Reject the row")
    return dict(choices_of_field(key, directory)).get(meaning, meaning)


def reason_name(code: ProblemCode) -> str:
    """The kind of a problem, for a list to filter by."""
    return {
        ProblemCode.REQUIRED: translate("ImportWizard", "Required value missing"),
        ProblemCode.UNKNOWN_CHOICE: translate("ImportWizard", "Unknown choice"),
        ProblemCode.BAD_DATE: translate("ImportWizard", "Date"),
        ProblemCode.BAD_NUMBER: translate("ImportWizard", "Number"),
        ProblemCode.TOO_LONG: translate("ImportWizard", "Too long"),
        ProblemCode.BAD_TEXT: translate("ImportWizard", "Text that cannot be stored"),
        ProblemCode.RAGGED: translate("ImportWizard", "Wrong number of cells"),
        ProblemCode.DUPLICATE: translate("ImportWizard", "Same id twice"),
        ProblemCode.NOT_FOUND: translate("ImportWizard", "Not found"),
        ProblemCode.CONFLICT: translate("ImportWizard", "Other value kept"),
        ProblemCode.NOT_ALLOWED: translate("ImportWizard", "Not allowed"),
        ProblemCode.PATTERN: translate("ImportWizard", "E-mail or phone number"),
        ProblemCode.BAD_ENCODING: translate("ImportWizard", "Encoding"),
    }[code]


def said_or_auto(value: str) -> str:
    """A wish typed into a list; empty leaves it to the program."""
    return value.strip() or AUTO
