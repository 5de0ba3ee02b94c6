#!/bin/sh
# Installs Helpdesk Desktop from its unpacked archive.
#
#   ./install.sh              for you alone, below ~/.local
#   sudo ./install.sh --system    for everybody: /opt, /usr/local
#   ./install.sh --root FOLDER [--system]   into another root, for packagers and tests
#
# Run again to update. uninstall.sh takes it away; data and settings stay.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
refresh() { if command -v "$1" >/dev/null 2>&1; then "$@" || true; fi; }

root=
system=no
while [ $# -gt 0 ]; do
    case $1 in
        --system) system=yes ;;
        --root) root=${2:?--root FOLDER}; shift ;;
        -h|--help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) echo "install.sh: unknown word: $1" >&2; exit 2 ;;
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
    echo "install.sh: --system needs root, e.g. sudo ./install.sh --system" >&2
    exit 1
fi
if [ ! -x "$here/helpdesk-desktop/helpdesk-desktop" ]; then
    echo "install.sh: run it in the folder that the archive was unpacked to" >&2
    exit 1
fi

# Whoever unpacked the archive, and with whatever rights: for everybody means root's, for all to read.
if [ "$system" = yes ]; then umask 022; fi

# The new one is complete beside the old one before it takes its place.
mkdir -p "$root$program.new" "$root$bin" "$root$share"
rm -rf "$root$program.new"
cp -a "$here/helpdesk-desktop" "$root$program.new"
cp "$here/uninstall.sh" "$root$program.new/uninstall.sh"
if [ "$system" = yes ]; then
    if [ "$(id -u)" -eq 0 ]; then chown -R 0:0 "$root$program.new"; fi
    chmod -R u=rwX,go=rX "$root$program.new"
fi
if [ -d "$root$program" ]; then
    rm -rf "$root$program.old"
    mv "$root$program" "$root$program.old"
fi
mv "$root$program.new" "$root$program"
rm -rf "$root$program.old"

quoted=$(printf '%s' "$program" | sed "s/'/'\\\\''/g")
for name in helpdesk-desktop helpdesk-desktop-cli; do
    {
        printf "#!/bin/sh\nfolder='%s'\nprogram=%s\n" "$quoted" "$name"
        cat "$here/start.sh.in"
    } > "$root$bin/$name.new"
    chmod 755 "$root$bin/$name.new"
    mv -f "$root$bin/$name.new" "$root$bin/$name"
done
(cd "$here/share" && find . -type f) | while IFS= read -r file; do
    mkdir -p "$root$share/$(dirname "$file")"
    cp "$here/share/$file" "$root$share/$file"
    chmod 644 "$root$share/$file"
done
# A launcher started without the terminal's PATH still finds the program.
started=$bin/helpdesk-desktop
case $started in
    *[!A-Za-z0-9/._-]*)  # a word with anything else in it stands between quotes, twice escaped
        started=$(printf '"%s"' "$(printf '%s' "$started" | sed 's/[\\"`$]/\\\\&/g; s/%/%%/g')") ;;
esac
started=$(printf '%s' "$started" | sed 's/[\\&|]/\\&/g')
for entry in "$root$share"/applications/helpdesk-desktop*.desktop; do
    sed -i "s|^Exec=helpdesk-desktop|Exec=$started|" "$entry"
done

if [ -z "$root" ]; then
    refresh update-desktop-database -q "$share/applications"
    refresh update-mime-database "$share/mime"
    refresh gtk-update-icon-cache -q -t "$share/icons/hicolor"
    case ":$PATH:" in
        *":$bin:"*) ;;
        *) echo "Note: $bin is not in your PATH." ;;
    esac
fi
echo "Installed: $program. Start it as helpdesk-desktop, or from the menu."
