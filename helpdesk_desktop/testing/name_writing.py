"""The command `python -m helpdesk_desktop.testing`: the catalogue of object names, written anew."""

import os
import sys
from collections.abc import Sequence

from helpdesk_desktop.testing.object_names import (
    CATALOGUE,
    HEADING,
    Catalogue,
    read_catalogue,
    unsaid,
)

RELEASED = "--released"


def main(words: Sequence[str] = ()) -> int:
    """Write the catalogue anew; 1 where something is gone that the changelog does not name.

    With the word `--released` what is gone is forgotten: the last release has announced it.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Qt reads the platform's name when it is loaded.
    from helpdesk_desktop.testing.name_walk import walked_names  # noqa: PLC0415  # as said above

    before = Catalogue() if RELEASED in words else read_catalogue()
    made = before.renewed(walked_names())
    CATALOGUE.write_text(made.as_text(), encoding="utf-8", newline="\n")
    added = len(made.names - before.names)
    sys.stdout.write(f"{len(made.names)} names, {added} new or said anew\n")
    changelog = CATALOGUE.parents[2] / "CHANGELOG.md"
    missing = unsaid(made, changelog.read_text(encoding="utf-8")) if changelog.exists() else []
    for place in missing:
        sys.stdout.write(f"gone; name it in CHANGELOG.md under “{HEADING}”: `{place}`\n")
    return 1 if missing else 0
