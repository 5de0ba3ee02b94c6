"""The only place for what a text may hold and how long it may be; the same on every database.

Characters are counted as code points, as all three databases count them. Empty text is None.
NUL and lone surrogates cannot be stored everywhere, so they are refused everywhere; whatever else
people paste comes back unchanged.
"""

import re

from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.ticket import LONG_TEXT_LIMIT, SUBJECT_LIMIT

# Every character that str.splitlines() breaks at, and the tab, with the white space around it.
_BREAKS = re.compile(r"\s*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*")
_SURROGATE = re.compile("[\ud800-\udfff]")
# What leaves no trace on the screen: white space, controls, what Unicode lets a font ignore
# (joiners, variation selectors, fillers), and the few blank signs besides. NUL is none: it is to
# be refused.
_SEEN = re.compile(
    "[^\\s\x01-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def one_line(text: str) -> str:
    """The text with each line break and tab, and white space around it, folded to one space."""
    return _BREAKS.sub(" ", text)


def is_blank(text: str | None) -> bool:
    """Whether nothing is seen of a text; signs that are not seen count for nothing."""
    return text is None or _SEEN.search(text) is None


def is_empty(text: str) -> bool:
    """Whether nothing was typed but white space; signs that nobody sees are kept as they came."""
    return not text or text.isspace()


def storable_problem(text: str, field: str, label: str) -> Problem | None:
    """Why no database could keep the text, None when all can."""
    if "\0" in text:
        return Problem(ProblemCode.BAD_TEXT, "bad_text_nul", {"label": label}, field)
    if not text.isascii() and _SURROGATE.search(text):
        return Problem(ProblemCode.BAD_TEXT, "bad_text_surrogate", {"label": label}, field)
    return None


def text_problem(text: str, field: str, label: str, limit: int) -> Problem | None:
    """Why the text cannot be stored, None when it can."""
    problem = storable_problem(text, field, label)
    if problem is None and len(text) > limit:
        values = {"label": label, "limit": limit, "count": len(text)}
        problem = Problem(ProblemCode.TOO_LONG, "too_long", values, field)
    return problem


def line_or_none(text: str | None) -> str | None:
    """A one-line text as it is stored: breaks folded, None where there is nothing to read."""
    if text is None or is_blank(text):
        return None
    return one_line(text)


def long_or_none(text: str | None) -> str | None:
    """A text of several lines as it is stored: None where it is empty, else untouched."""
    return text or None


def fit_subject(subject: str, description: str | None) -> tuple[str, str | None, bool]:
    """A subject and description that can be stored, and whether the subject had to be cut.

    A subject that is too long is cut, and the whole of it put before the description.
    """
    line = one_line(subject)
    if len(line) <= SUBJECT_LIMIT:
        return line, description, False
    whole = f"{subject}\n\n{description}" if description else subject
    return line[:SUBJECT_LIMIT], whole[:LONG_TEXT_LIMIT], True
