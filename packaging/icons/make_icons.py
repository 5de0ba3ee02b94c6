#!/usr/bin/env python3
"""Every size and kind of the program's icon from its one SVG, with PySide6 alone.

`make_icons.py FOLDER` writes PNGs for desktops, an .ico for Windows and an .icns for macOS.
"""

from __future__ import annotations

import os
import shutil
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "icons" / "app.svg"
NAME = "helpdesk-desktop"
PNG_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
# The kinds of an .icns that hold a PNG, with their sizes; the later four are for dense screens.
ICNS_KINDS = {
    b"icp4": 16,
    b"icp5": 32,
    b"icp6": 64,
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic10": 1024,
    b"ic11": 32,
    b"ic12": 64,
    b"ic13": 256,
    b"ic14": 512,
}


def drawn(renderer: QSvgRenderer, size: int, inset: float = 0.0) -> bytes:
    """The icon as a PNG of this size; `inset` leaves room around it, as macOS has it."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    target = image.rect().toRectF()
    room = size * inset
    renderer.render(painter, target.adjusted(room, room, -room, -room))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know bytes only
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """An icon of Windows from PNGs by size."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    entries, bodies = b"", b""
    for size, picture in pictures.items():
        side = size % 256  # 0 says 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
        bodies += picture
    return head + entries + bodies


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """An icon of macOS from PNGs by kind."""
    body = b"".join(
        kind + struct.pack(">I", len(picture) + 8) + picture for kind, picture in pictures.items()
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main() -> int:
    """Write all of them into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QGuiApplication(["icons"])
    renderer = QSvgRenderer(str(SOURCE))
    if not renderer.isValid():
        print(f"{SOURCE.name} is no picture", file=sys.stderr)
        return 1
    for size in PNG_SIZES:
        (folder / f"{NAME}-{size}.png").write_bytes(drawn(renderer, size))
    shutil.copyfile(SOURCE, folder / f"{NAME}.svg")
    (folder / f"{NAME}.ico").write_bytes(ico({size: drawn(renderer, size) for size in ICO_SIZES}))
    (folder / f"{NAME}.icns").write_bytes(
        icns({kind: drawn(renderer, size, 0.08) for kind, size in ICNS_KINDS.items()})
    )
    del renderer, app
    return 0


if __name__ == "__main__":
    sys.exit(main())
