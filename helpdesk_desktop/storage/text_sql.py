"""The only place for how a folded text is compared in SQL, alike on all three engines.

Both sides come folded (`domain.folding`), so comparison is by code point: PostgreSQL's folded
columns have the collation "C", MariaDB's tables a binary one, SQLite's default is binary. LIKE is
used on PostgreSQL alone, where a trigram index serves it; SQLite's ignores the case of ASCII and
MariaDB's is no faster than LOCATE. A beginning is a range, which every plain index serves.
"""

from typing import assert_never

from sqlalchemy import ColumnElement, and_, func

from helpdesk_desktop.domain.filters import TextMatch
from helpdesk_desktop.storage.claims import NEVER, Claim

_LAST_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)  # no text that a database keeps holds one
_ESCAPE = "/"


def words_in(column: ColumnElement[str], words: tuple[str, ...], dialect_name: str) -> Claim:
    """A token text (`folding.token_text`) has these consecutive words, the last as a prefix.

    The one door for word look-ups: an index may be asked before, the meaning stays here. A word is
    letters and digits, so it holds nothing that LIKE would read as a pattern.
    """
    if not words:
        return NEVER
    return _contains(column, f" {' '.join(words)}", dialect_name)


def text_is(
    column: ColumnElement[str], op: TextMatch, wanted: tuple[str, ...], dialect_name: str
) -> list[Claim]:
    """Claims of which one must hold: the column compares so with one of the folded texts."""
    storable = tuple(text for text in wanted if _is_storable(text))
    match op:
        case TextMatch.IS:
            return [Claim(column.in_(storable))] if storable else []
        case TextMatch.CONTAINS:
            return [_contains(column, text, dialect_name) for text in storable]
        case TextMatch.STARTS:
            return [_starts(column, text) for text in storable]
        case TextMatch.ENDS:
            return [_ends(column, text, dialect_name) for text in storable]
        case _:
            assert_never(op)


def _is_storable(text: str) -> bool:
    # NUL and lone surrogates are refused on write; a driver would refuse the question too.
    return not any(char == "\0" or ord(char) in _SURROGATES for char in text)


def _contains(column: ColumnElement[str], text: str, dialect_name: str) -> Claim:
    if not text:
        return Claim(column.is_not(None), is_sure=True)
    match dialect_name:
        case "postgresql":
            return Claim(column.like(f"%{_escaped(text)}%", escape=_ESCAPE))
        case "sqlite":
            return Claim(func.instr(column, text) > 0)
        case _:
            return Claim(func.locate(text, column) > 0)


def _starts(column: ColumnElement[str], text: str) -> Claim:
    if not text:
        return Claim(column.is_not(None), is_sure=True)
    end = _next_after_all_that_start_with(text)
    if end is None:
        return Claim(column >= text)
    return Claim(and_(column >= text, column < end))


def _ends(column: ColumnElement[str], text: str, dialect_name: str) -> Claim:
    if not text:
        return Claim(column.is_not(None), is_sure=True)
    if dialect_name == "sqlite":
        return Claim(func.substr(column, -len(text)) == text)
    return Claim(func.right(column, len(text)) == text)


def _escaped(text: str) -> str:
    return (
        text.replace(_ESCAPE, _ESCAPE * 2).replace("%", f"{_ESCAPE}%").replace("_", f"{_ESCAPE}_")
    )


def _next_after_all_that_start_with(text: str) -> str | None:
    # The least text greater than every text with this beginning; None: there is none.
    kept = text.rstrip(chr(_LAST_CODE_POINT))
    if not kept:
        return None
    following = ord(kept[-1]) + 1
    if following in _SURROGATES:
        following = _SURROGATES.stop
    return kept[:-1] + chr(following)
