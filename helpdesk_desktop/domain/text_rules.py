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


def one_line(text: str) -> str:
    """The text with each line break and tab, and white space around it, folded to one space."""
    return _BREAKS.sub(" ", text)


def is_blank(text: str | None) -> bool:
    """Whether there is nothing to read in a text."""
    return text is None or not text or text.isspace()


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
