"""Icons of every kind from one drawing."""

import struct

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer

from icons.make_icons import ICNS_KINDS, ICO_SIZES, SOURCE, drawn, icns, ico


@pytest.fixture
def renderer(qapp: QGuiApplication) -> QSvgRenderer:  # noqa: ARG001  # drawing needs one
    return QSvgRenderer(str(SOURCE))


def test_a_picture_has_its_size_and_clear_corners(renderer: QSvgRenderer) -> None:
    image = QImage.fromData(drawn(renderer, 48))
    assert (image.width(), image.height()) == (48, 48)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(6, 24).alpha() == 255  # the blue of its left edge


def test_windows_finds_every_size(renderer: QSvgRenderer) -> None:
    pictures = {size: drawn(renderer, size) for size in ICO_SIZES}
    data = ico(pictures)
    count = struct.unpack_from("<HHH", data)[2]
    assert count == len(ICO_SIZES)
    for index, size in enumerate(ICO_SIZES):
        side, _, _, _, _, bits, length, place = struct.unpack_from(
            "<BBBBHHII", data, 6 + 16 * index
        )
        assert (side or 256, bits) == (size, 32)
        assert data[place : place + length] == pictures[size]


def test_macos_finds_every_kind(renderer: QSvgRenderer) -> None:
    picture = drawn(renderer, 16, 0.08)
    data = icns(dict.fromkeys(ICNS_KINDS, picture))
    assert struct.unpack_from(">4sI", data) == (b"icns", len(data))
    place, kinds = 8, []
    while place < len(data):
        kind, length = struct.unpack_from(">4sI", data, place)
        kinds.append(kind)
        assert data[place + 8 : place + length] == picture
        place += length
    assert kinds == list(ICNS_KINDS)
