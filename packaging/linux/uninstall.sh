#!/bin/sh
# Takes Helpdesk Desktop away that install.sh has installed; data and settings stay.
#
#   uninstall.sh                  what was installed for you alone
#   sudo uninstall.sh --system    what was installed for everybody
set -eu

refresh() { if command -v "$1" >/dev/null 2>&1; then "$@" || true; fi; }

root=
system=no
while [ $# -gt 0 ]; do
    case $1 in
        --system) system=yes ;;
        --root) root=${2:?--root FOLDER}; shift ;;
        -h|--help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) echo "uninstall.sh: unknown word: $1" >&2; exit 2 ;;
    esac
    shift
done
if [ "$system" = yes ]; then
    program=/opt/helpdesk-desktop
    bin=/usr/local/bin
    share=/usr/local/share
else
    program=${XDG_DATA_HOME:-$HOME/.local/share}/helpdesk-desktop-program
    bin=$HOME/.local/bin
    share=${XDG_DATA_HOME:-$HOME/.local/share}
fi
if [ "$system" = yes ] && [ -z "$root" ] && [ "$(id -u)" -ne 0 ]; then
    echo "uninstall.sh: --system needs root" >&2
    exit 1
fi

rm -rf "$root$program" "$root$program.new" "$root$program.old"
rm -f "$root$bin/helpdesk-desktop" "$root$bin/helpdesk-desktop-cli"
rm -f "$root$share/applications/helpdesk-desktop.desktop" \
    "$root$share/applications/helpdesk-desktop-file.desktop" \
    "$root$share/metainfo/org.helpdesk_desktop.HelpdeskDesktop.metainfo.xml" \
    "$root$share/mime/packages/helpdesk-desktop.xml" \
    "$root$share/man/man1/helpdesk-desktop.1" "$root$share/man/man1/helpdesk-desktop-cli.1" \
    "$root$share"/icons/hicolor/*/apps/helpdesk-desktop.png \
    "$root$share/icons/hicolor/scalable/apps/helpdesk-desktop.svg"
if [ -z "$root" ]; then
    refresh update-desktop-database -q "$share/applications"
    refresh update-mime-database "$share/mime"
    refresh gtk-update-icon-cache -q -t "$share/icons/hicolor"
fi
echo "Removed. Data and settings are where they were."
