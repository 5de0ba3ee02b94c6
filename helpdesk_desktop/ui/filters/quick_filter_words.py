"""The only place for the words about a quick filter: whose it is, who has it, if it changed."""

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.filtering.filter_sharing import Sharing
from helpdesk_desktop.domain.quick_filters import QuickFilter
from helpdesk_desktop.ui.messages import problem_sentence

# Longer names are cut at the dock's usual width; the whole stands in the tooltip.
_LONG_NAME = 24
# A filter may name ten thousand retired options.
_MOST_NOTES = 3


translate = QCoreApplication.translate


def sharing_words(sharing: Sharing) -> str:
    """With whom a filter is shared."""
    if sharing.is_to_all:
        return translate("FilterWords", "Shared with everyone")
    if sharing.group_ids:
        return translate("FilterWords", "Shared with %Ln group(s)", "", len(sharing.group_ids))
    return translate("FilterWords", "Private")


def owner_words(entry: QuickFilter) -> str:
    """Whose filter it is, and whether they are still here."""
    saved = entry.saved
    if saved is None or entry.is_own:
        return ""
    if not saved.is_left:
        return translate("FilterWords", "By {name}").format(name=saved.owner_name)
    if saved.owner_name:
        return translate("FilterWords", "By {name}, who works here no more").format(
            name=saved.owner_name
        )
    return translate("FilterWords", "Its owner works here no more")


def hint_of(entry: QuickFilter, name: str, *, is_changed: bool) -> str:
    """What a tooltip says of the filter beyond what its row shows; empty for nothing."""
    lines = []
    saved = entry.saved
    if saved is not None and saved.why_unusable is not None:
        lines.append(problem_sentence(saved.why_unusable))
    elif saved is not None:
        lines += map(problem_sentence, saved.notes[:_MOST_NOTES])
    if saved is not None and entry.is_own and not saved.sharing.is_private:
        lines.append(sharing_words(saved.sharing))
    lines.append(owner_words(entry))
    if is_changed:
        lines.append(translate("FilterWords", "Changed, not saved"))
    said = [line for line in lines if line]
    if said or len(name) > _LONG_NAME:
        return "\n".join((name, *said))
    return ""


def spoken_state(entry: QuickFilter, *, is_changed: bool) -> tuple[str, ...]:
    """What a screen reader says of the filter behind its count."""
    said = []
    if entry.saved is not None and entry.is_own and not entry.saved.sharing.is_private:
        said.append(sharing_words(entry.saved.sharing))
    if entry.saved is not None and entry.is_shared and entry.saved.is_left:
        said.append(translate("FilterWords", "its owner has left"))
    if is_changed:
        said.append(translate("FilterWords", "changed, not saved"))
    return tuple(said)
