"""The only place that says which numbers there are: those that all three databases keep exactly.

A whole number has 64 bits; a decimal is one of these, scaled by 10^6. What may be stored may be
asked for, and nothing else.
"""

import re
from decimal import Decimal
from typing import NamedTuple

INTEGER_LIMIT = 2**63 - 1
DECIMAL_LIMIT = INTEGER_LIMIT // 10**6
DECIMAL_PLACES = 6
_SHOWN = 30  # characters of a wrong number that its sentence repeats

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


class NumberFault(NamedTuple):
    """Why a number cannot be: the key of its sentence, and what fills it."""

    key: str
    values: dict[str, object]


def read_number(text: str) -> Decimal | None:
    """The number that a text spells in plain digits; None where it spells none."""
    # There is no minus zero in a column.
    return (Decimal(text) or Decimal(0)) if _NUMBER.fullmatch(text) else None


def limit_fault(number: Decimal, largest: int, label: str, text: str) -> NumberFault | None:
    """Why no field whose largest number is this can hold the number; None when it can."""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    if not number.is_finite() or number.copy_abs() > largest:
        bounds = {"least": -largest, "most": largest}
        return NumberFault("number_out_of_range", {"value": shown, "label": label, **bounds})
    if number != round(number, DECIMAL_PLACES):
        return NumberFault("too_many_places", {"value": shown, "label": label})
    return None
