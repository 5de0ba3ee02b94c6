"""The only place that says from where on a list is an export, which asks for a right of its own.

What a role may see it may read row by row; taking away a whole list in one go is another matter.
See .github/decisions/0011-what-an-export-is.md.
"""

from helpdesk_desktop.domain.errors import NotAllowed
from helpdesk_desktop.domain.people import Right, Viewer

# Twenty pages of fifty: more than anybody reads, less than anybody would steal.
MOST_WITHOUT_RIGHT = 1_000


def require_export(viewer: Viewer, rows: int, *, key: str = "export_right") -> None:
    """Let whoever lacks the right to export have so many rows at once at most; `key` says so.

    Raises:
        NotAllowed: it would be more.
    """
    if rows > MOST_WITHOUT_RIGHT and not viewer.may(Right.EXPORT):
        raise NotAllowed(key, limit=MOST_WITHOUT_RIGHT)
