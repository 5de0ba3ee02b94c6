"""The only place for what every package of Linux has: the menu entry, icons, manual pages."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

from building import man_pages
from building.bundle import ICONS
from building.identity import APP_ID, COMMAND_LINE, LINK_SCHEME, NAME, TAKES_LINKS, build_moment
from building.identity import version as program_version
from steps import ROOT

SOURCE = ROOT / "packaging" / "linux"
# What is loaded before the program's first line.
_BEGINS_WITH = (
    "libpython*.so*",
    "libz.so*",
    "libexpat.so*",
    "encodings/__init__.pyc",
    "encodings/aliases.pyc",
    "encodings/ascii.pyc",
    "encodings/latin_1.pyc",
    "encodings/utf_8.pyc",
)
_PNG_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def desktop_entry() -> str:
    """The menu entry; it takes links as soon as the program does."""
    text = (SOURCE / f"{NAME}.desktop").read_text(encoding="utf-8")
    if TAKES_LINKS:
        text = text.replace(f"Exec={NAME}\n", f"Exec={NAME} %u\n")
        text += f"MimeType=x-scheme-handler/{LINK_SCHEME};\n"
    return text


def metainfo() -> str:
    """What software centres show, with this version."""
    text = (SOURCE / f"{APP_ID}.metainfo.xml.in").read_text(encoding="utf-8")
    version = program_version().replace("rc", "~rc")
    return text.replace("@VERSION@", version).replace("@DATE@", f"{build_moment():%Y-%m-%d}")


def start_lines(bundle: Path) -> str:
    """What starts a program of the bundle, below the lines that say where it is."""
    text = (SOURCE / "start.sh.in").read_text(encoding="utf-8")
    library = bundle / "lib"
    found = [path for pattern in _BEGINS_WITH for path in library.glob(pattern)]
    places = sorted(f"{path.relative_to(library)}" for path in found)
    places += [f"../{name}" for name in (NAME, COMMAND_LINE)]
    lengths = "\n".join(f"{(library / place).stat().st_size} {place}" for place in places)
    return text.replace("@FILES@", " ".join(places)).replace("@LENGTHS@", lengths)


def write_share(share: Path, python: Path, *, packed: bool) -> None:
    """Everything that goes below a `share` folder; `packed` manual pages, as packages have them."""
    _write(share / "applications" / f"{NAME}.desktop", desktop_entry())
    shutil.copyfile(
        SOURCE / f"{NAME}-file.desktop", share / "applications" / f"{NAME}-file.desktop"
    )
    _write(share / "metainfo" / f"{APP_ID}.metainfo.xml", metainfo())
    types = (SOURCE / f"{NAME}-mime.xml").read_text(encoding="utf-8")
    _write(share / "mime" / "packages" / f"{NAME}.xml", types)
    icons = share / "icons" / "hicolor"
    for size in _PNG_SIZES:
        _copy(ICONS / f"{NAME}-{size}.png", icons / f"{size}x{size}" / "apps" / f"{NAME}.png")
    _copy(ICONS / f"{NAME}.svg", icons / "scalable" / "apps" / f"{NAME}.svg")
    pages = {
        NAME: man_pages.window_page(python),
        COMMAND_LINE: man_pages.command_line_page(python),
    }
    for name, page in pages.items():
        path = share / "man" / "man1" / f"{name}.1"
        _write(path, page)
        if packed:
            pack(path)


def pack(path: Path) -> None:
    """Make a .gz of a file in its place, the same each time."""
    with (
        path.open("rb") as file,
        path.with_name(path.name + ".gz").open("wb") as out,
        gzip.GzipFile("", "wb", 9, out, mtime=0) as packed,
    ):
        shutil.copyfileobj(file, packed)
    path.unlink()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
