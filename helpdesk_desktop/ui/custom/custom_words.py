"""The only place that says values of custom fields in the user's language."""

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from helpdesk_desktop.domain.custom_field import OPTION_KINDS, CustomField, CustomFieldKind
from helpdesk_desktop.domain.custom_values import CustomValue, decimal_text, labelled
from helpdesk_desktop.domain.folding import fold

translate = QCoreApplication.translate


def custom_text(field: CustomField, value: CustomValue) -> str:
    """The value in words: options by label, numbers and days as the locale writes them."""
    match value:
        case bool():
            return _yes_no(is_so=value)
        case Decimal():
            return decimal_text(value).replace(".", QLocale().decimalPoint())
        case date():
            day = QDate(value.year, value.month, value.day)
            return QLocale().toString(day, QLocale.FormatType.ShortFormat)
        case int() if field.kind not in OPTION_KINDS:
            return QLocale().toString(value)
        case _:
            return labelled(field, value)


def told_text(field: CustomField, told: Any) -> str:
    """A value that the JSON contract tells, in words; an option that is gone by its key."""
    if isinstance(told, bool):
        return _yes_no(is_so=told)
    if isinstance(told, list):
        # A path is told from its top down, several options one after the other.
        sign = " / " if field.kind is CustomFieldKind.DEPENDENT else ", "
        return sign.join(_option(field, str(key)) for key in told)
    return _option(field, str(told)) if field.kind in OPTION_KINDS else str(told)


def _yes_no(*, is_so: bool) -> str:
    return translate("CustomValues", "Yes") if is_so else translate("CustomValues", "No")


def _option(field: CustomField, key: str) -> str:
    option = field.option_by_key.get(fold(key))
    return key if option is None else option.label
