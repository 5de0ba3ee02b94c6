#!/bin/sh
# Installs the system libraries that Qt needs and no package of Python brings. Safe to run again.
set -eu

if [ "$(id -u)" -eq 0 ]; then as_root=; else as_root=sudo; fi

if command -v apt-get >/dev/null 2>&1; then
    $as_root apt-get update -q
    $as_root apt-get install -y -q libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 \
        libxkbcommon0 fonts-dejavu-core libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 \
        libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0
elif command -v dnf >/dev/null 2>&1; then
    $as_root dnf install -y mesa-libGL mesa-libEGL glib2 dbus-libs fontconfig libxkbcommon \
        libxkbcommon-x11 xcb-util-cursor xcb-util-wm xcb-util-keysyms dejavu-sans-fonts
elif command -v zypper >/dev/null 2>&1; then
    $as_root zypper install -y libglvnd libglib-2_0-0 libdbus-1-3 fontconfig libxkbcommon0 \
        libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 dejavu-fonts
elif command -v pacman >/dev/null 2>&1; then
    $as_root pacman -S --needed libglvnd glib2 dbus fontconfig libxkbcommon libxkbcommon-x11 \
        xcb-util-cursor xcb-util-wm xcb-util-keysyms ttf-dejavu
else
    echo "Install what Qt 6 needs: libGL, libEGL, glib, D-Bus, fontconfig, xkbcommon and" >&2
    echo "xcb-util-cursor, -wm and -keysyms, and one font." >&2
    exit 1
fi
