"""The only place that says which number a typed phone number is.

The number is kept as typed; beside it stand the forms that searches compare. E.164 is told only
where it is certain: a valid number of the region, or one that names its country. A number from an
unknown plan keeps its digits, which is better than a wrong country. Extensions stay in the typed
text alone: two people at one switchboard share the number.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from typing_extensions import override

from helpdesk_desktop.domain.ticket import PHONE_LIMIT

DEFAULT_REGION = "VN"

_LINK = re.compile(r"\s*(?:tel|callto|sip):\s*", re.IGNORECASE)
# A word before the digits of an extension, as people and RFC 3966 write them.
_EXTENSION = re.compile(r"(?:;?\s*ext?\.?=?|\bmáy lẻ|;|#|\bx)\s*:?\.?\s*\d.*$", re.IGNORECASE)
# The keys of a telephone: ABC on 2 ... WXYZ on 9.
_KEYS = {letter: key for key, group in zip(
    "23456789", ("abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"), strict=True
) for letter in group}  # fmt: skip
# Emergency numbers and a switchboard's extensions have three.
_FEWEST_DIGITS = 3
# Fewer letters in a row are an abbreviation ("ext", "No."), more spell a vanity number.
_VANITY = re.compile(r"[A-Za-z]{4,}")
_DIGIT = re.compile(r"\d")
# Digits, spaces and what people, and programs they copy from, put between and around them: dashes
# and pluses of every script, and marks that nobody sees.
_BARE = re.compile(
    "[\\d\\s+().·/\uff0b\uff0d\\-\u2010-\u2015\u2212\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """One number in the forms that are stored.

    `value` as typed; `normalised` E.164 with its + where it can be told, else the digits;
    `digits` those of `normalised`; `national` what is dialled inside the country, None where the
    number cannot be told.
    """

    value: str
    normalised: str
    digits: str
    national: str | None
    is_valid: bool

    @override
    def __hash__(self) -> int:
        # An import asks for it several times a row, and that of a text is kept.
        return hash(self.value)


def normalise(text: str, default_region: str = DEFAULT_REGION) -> PhoneNumber | None:
    """The number that `text` spells, None when there is no digit or too much in it.

    `default_region` is the country whose numbers are written without a country code.
    """
    value = _LINK.sub("", text, count=1) if _LINK.match(text) else text
    value = value.strip()
    if not value or len(value) > PHONE_LIMIT:
        return None
    return _normalised(value, default_region)


def spells_number(text: str, number: PhoneNumber) -> bool:
    """Whether a text that gave this number is one, and not a word with digits in it.

    Letters stand in an extension, or spell a valid number (1-800-FLOWERS).
    """
    rest = _EXTENSION.sub("", _LINK.sub("", text, count=1))
    has_digits = len(number.digits) >= _FEWEST_DIGITS
    return has_digits and (number.is_valid or not any(char.isalpha() for char in rest))


def bare_number(text: str, default_region: str = DEFAULT_REGION) -> PhoneNumber | None:
    """The number that a text is and nothing else, None where it says anything more.

    `0908 123 331` in the place of a name is one, with its extension too; `Room 12` is none.
    """
    is_link = _LINK.match(text) is not None
    # Most texts are names, told by their first letter.
    if not _DIGIT.search(text) or (text[0].isalpha() and not is_link):
        return None
    rest = _LINK.sub("", text, count=1) if is_link else text
    has_extension = not _BARE.fullmatch(rest)
    if has_extension and not _BARE.fullmatch(_EXTENSION.sub("", rest)):
        return None
    number = normalise(text, default_region)
    if number is None or len(number.digits) < _FEWEST_DIGITS:
        return None
    return number if number.is_valid or not has_extension else None


@lru_cache(maxsize=1)
def regions() -> tuple[str, ...]:
    """The codes of the countries whose numbers can be told: `AC`, `AD` … `ZW`."""
    from phonenumbers import SUPPORTED_REGIONS  # noqa: PLC0415  # 60 ms, see _normalised

    return tuple(sorted(SUPPORTED_REGIONS))


def is_region(code: str) -> bool:
    """Whether the code is one of `regions`, whatever its case."""
    return code.upper() in regions()


def digits_of(text: str) -> str:
    """The decimal digits of a text, whatever script they are written in."""
    if text.isascii():
        return "".join(char for char in text if "0" <= char <= "9")
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


@lru_cache(maxsize=4_096)  # an import and a caller look-up see the same numbers again and again
def _normalised(value: str, default_region: str) -> PhoneNumber | None:
    # 21 MB of number plans: loaded with the first number, not with the program.
    import phonenumbers  # noqa: PLC0415  # as said above

    if not digits_of(value):
        return None  # letters alone are a word, not a vanity number
    number = _EXTENSION.sub("", value)
    bare = digits_of(_dialled(number))
    if not bare:
        number, bare = value, digits_of(value)
    told = None
    try:
        parsed = phonenumbers.parse(number, default_region)
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is not None:
        is_valid = phonenumbers.is_valid_number(parsed)
        names_country = value.lstrip(" (").startswith(("+", "＋", "00"))
        if is_valid or (names_country and phonenumbers.is_possible_number(parsed)):
            told = parsed
    if told is None:
        return PhoneNumber(value, bare, bare, None, is_valid=False)
    e164 = phonenumbers.format_number(told, phonenumbers.PhoneNumberFormat.E164)
    national = digits_of(phonenumbers.format_number(told, phonenumbers.PhoneNumberFormat.NATIONAL))
    return PhoneNumber(value, e164, e164[1:], national, is_valid=is_valid)


def _dialled(value: str) -> str:
    def keys(match: re.Match[str]) -> str:
        return "".join(_KEYS[letter] for letter in match[0].lower())

    return _VANITY.sub(keys, value)
