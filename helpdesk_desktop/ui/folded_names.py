"""The only place that folds many names at once, to find what is typed among them."""

from collections.abc import Sequence

from helpdesk_desktop.domain.folding import fold


def folded_names(names: Sequence[str]) -> list[str]:
    """Each name folded; in one go, for one by one ten thousand take five times as long."""
    folded = fold("\n".join(names)).split("\n")
    # A name of several lines would be taken for several.
    return folded if len(folded) == len(names) else [fold(name) for name in names]
