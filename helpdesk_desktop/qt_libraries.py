"""The only place that names the system's libraries which Qt needs and no Python package brings."""

from collections.abc import Sequence

DEBIAN = (
    "apt-get install libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
)
FEDORA = (
    "dnf install mesa-libGL mesa-libEGL glib2 dbus-libs fontconfig libxkbcommon "
    "libxkbcommon-x11 xcb-util-cursor xcb-util-wm xcb-util-keysyms"
)
# What Qt itself links to.
LIBRARIES = (
    "libGL.so.1",
    "libEGL.so.1",
    "libglib-2.0.so.0",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
    "libxkbcommon.so.0",
)
# What Qt's plug-in for X11 links to beyond what Qt itself does; names as of its version 6.
WINDOW_LIBRARIES = (
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-shape.so.0",
    "libxcb-xkb.so.1",
    "libxkbcommon-x11.so.0",
)


def missing(names: Sequence[str]) -> list[str]:
    """Which of these libraries the system cannot load, each with its reason."""
    import ctypes  # noqa: PLC0415  # itself a library that can be missing

    found = []
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError as error:
            found.append(str(error))
    return found
