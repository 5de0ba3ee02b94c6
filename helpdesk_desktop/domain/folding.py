"""The only place that decides when two texts count as the same for search and sort.

fold(s) = NFD of lower-case s with đ -> d, combining marks dropped. Tokens are the maximal runs of
letters and digits of fold(s), CJK characters one by one. All three databases store what this
module makes, because none of them folds alike (SQLite folds ASCII only, no tokenizer maps đ to d).
"""

import re
import unicodedata
from collections.abc import Iterable

# Stands between the parts of a search text (subject, description, a note...), so that a phrase
# never reaches from one part into the next. Not a letter or digit: no query can hold it.
PART_MARK = "¶"
# Ends the contact's addresses, which stand before everything else, so that what follows can be
# asked alone: not everybody who sees a ticket may find it by its contact's address.
EMAILS_END = "§"

# Han, Hiragana, Katakana, Hangul and their compatibility and extension blocks: scripts written
# without spaces between words, so each character is a word of its own.
_CJK_RANGES = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3040-\u30ff\u3100-\u312f"
    "\u3130-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U000323af"
)
_CJK = re.compile(f"[{_CJK_RANGES}]")
# \w without the underscore is: letters, digits and other numeric characters.
_TOKEN = re.compile(rf"[{_CJK_RANGES}]|[^\W_{_CJK_RANGES}]+")


def fold(text: str) -> str:
    """The form in which texts are compared: lower case, no marks, đ as d."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFD", lowered.replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, folded, in their order."""
    return tuple(_TOKEN.findall(fold(text)))


def token_text(text: str) -> str:
    """The words of a text, each led by one space; empty for a text without words.

    A word matches where this contains " word"; a phrase where it contains " first second".
    """
    found = tokens(text)
    return " " + " ".join(found) if found else ""


def search_text(parts: Iterable[str | None], emails: Iterable[str] = ()) -> str:
    """What a ticket's search column holds: the words of every part, parts kept apart."""
    return join_words(
        (token_text(part) for part in parts if part), (token_text(email) for email in emails)
    )


def join_words(worded: Iterable[str | None], emails: Iterable[str] = ()) -> str:
    """`search_text` of parts and addresses that are `token_text` already."""
    addresses = f" {PART_MARK}".join(words for words in emails if words)
    others = f" {PART_MARK}".join(words for words in worded if words)
    return f"{addresses} {EMAILS_END}{others}" if addresses else others
