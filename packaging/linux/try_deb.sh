#!/bin/sh
# Installs the package in a clean Debian, runs it, updates it, purges it.
#
#   try_deb.sh RELEASE OLDER.deb NEWER.deb     RELEASE: bookworm (12), trixie (13)
#
# Needs root and debootstrap. Debian's packages come from MIRROR, or from where this machine has its
# own from if it is a Debian, or from where debootstrap finds them. The clean root is kept in build/roots for the next time.
set -eu

release=${1:?a release of Debian}
older=$(readlink -f "${2:?the older package}")
newer=$(readlink -f "${3:?the newer package}")
here=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
roots=$here/build/roots
clean=$roots/$release
root=$roots/try-$release
home=$root/home/tester
mirror=${MIRROR:-}
if [ -z "$mirror" ] && grep -q '^ID=debian$' /etc/os-release; then
    mirror=$(sed -n 's/^URIs: *//p; s/^deb  *\(\[[^]]*\] \)\{0,1\}\([^ ]*\) .*/\2/p' \
        /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null | head -n 1)
fi

say() { echo "[$release] $*"; }
fail() { say "not so: $*"; exit 1; }
inside() { chroot "$root" /usr/bin/env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
as_user() { inside su -s /bin/sh tester -c "cd; $1"; }
# The window on a screen of its own; the word is run while it is open.
open_window() {
    as_user "xvfb-run -a -s '-screen 0 1280x800x24' sh -c '
        helpdesk-desktop & program=\$!
        timeout 60 xdotool search --sync --onlyvisible --class helpdesk-desktop > window
        $1
        kill \$program'" > "$roots/$release-window.log" 2>&1 || true
}
leave() {
    for place in proc dev/shm dev; do
        if mountpoint -q "$root/$place"; then umount "$root/$place"; fi
    done
}
trap leave EXIT

[ "$(id -u)" -eq 0 ] || fail "only root makes a root of its own"
mkdir -p "$roots"
if [ ! -e "$clean/.complete" ]; then
    leave
    rm -rf "$clean"
    debootstrap --variant=minbase "$release" "$clean" ${mirror:+"$mirror"} > "$roots/$release.log"
    touch "$clean/.complete"
fi
leave
rm -rf "$root"
cp -a "$clean" "$root"
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/dev/shm"
cp "$older" "$root/root/older.deb"
cp "$newer" "$root/root/newer.deb"
inside useradd --create-home tester
inside apt-get update -q > /dev/null

say "installing the older version, with what it depends on and nothing else"
inside apt-get install -y -q --no-install-recommends /root/older.deb > "$roots/$release-install.log" 2>&1 \
    || { tail -n 20 "$roots/$release-install.log"; fail "it installs"; }
as_user "helpdesk-desktop --version" | grep -q helpdesk-desktop || fail "it says its version"
as_user "helpdesk-desktop --demo --output demo" > "$roots/$release-demo.log" 2>&1 \
    || { cat "$roots/$release-demo.log"; fail "its demo runs without a screen"; }
grep "created #" "$roots/$release-demo.log"
as_user "helpdesk-desktop-cli init && helpdesk-desktop-cli fill --tickets 50 --seed 3" > /dev/null
before=$(as_user "helpdesk-desktop-cli count")
[ "$before" = 50 ] || fail "50 tickets are there, not $before"
echo "# of this computer" >> "$root/etc/helpdesk-desktop/policy.toml"

inside apt-get install -y -q --no-install-recommends xvfb xauth xdotool > "$roots/$release-xvfb.log" 2>&1
say "updating while its window is open"
rm -f "$home/window" "$home/updated" "$home/lived"
open_window "until [ -e updated ]; do sleep 1; done; kill -0 \$program && touch lived" &
opening=$!
for _ in $(seq 60); do [ -s "$home/window" ] || sleep 1; done
inside apt-get install -y -q --no-install-recommends /root/newer.deb > "$roots/$release-update.log" 2>&1 \
    || { tail -n 20 "$roots/$release-update.log"; fail "it updates"; }
touch "$home/updated"
wait "$opening"
[ -e "$home/lived" ] || { cat "$roots/$release-window.log"; fail "the open window lives on"; }
after=$(as_user "helpdesk-desktop-cli count")
[ "$after" = "$before" ] || fail "$before tickets are still there, not $after"
grep -q "# of this computer" "$root/etc/helpdesk-desktop/policy.toml" || fail "the policy is kept"

say "opening the window of the newer version"
rm -f "$home/window"
open_window true
[ -s "$home/window" ] || { cat "$roots/$release-window.log"; fail "a window opens"; }

say "taking a library of the system away"
library=$(find "$root/usr/lib" -name libEGL.so.1 | head -n 1)
mv "$library" "$library.away"
code=0
as_user "helpdesk-desktop --demo --output none" > "$roots/$release-broken.log" 2>&1 || code=$?
mv "$library.away" "$library"
if [ "$code" != 3 ] || ! grep -q "apt-get install" "$roots/$release-broken.log"; then
    cat "$roots/$release-broken.log"
    fail "it says what is missing and ends with 3, not $code"
fi

say "taking files of its own away"
for file in lib/libpython3.*.so.1.0 lib/PySide6/QtGui.abi3.so \
    lib/helpdesk_desktop/storage/migrations/versions/0001_*.py; do
    for part in "$root"/opt/helpdesk-desktop/$file; do
        mv "$part" "$part.away"
        code=0
        as_user "helpdesk-desktop --demo --output none" > "$roots/$release-broken.log" 2>&1 || code=$?
        mv "$part.away" "$part"
        if [ "$code" != 3 ] || ! grep -q "Install Helpdesk Desktop again" "$roots/$release-broken.log"; then
            cat "$roots/$release-broken.log"
            fail "without ${part##*/} it says so and ends with 3, not $code"
        fi
    done
done

say "purging"
inside apt-get purge -y -q helpdesk-desktop > "$roots/$release-purge.log" 2>&1
left=$(cd "$root" && find . -xdev \( -path ./home -o -path ./proc -o -path ./dev \) -prune -o \
    -iname '*helpdesk*' -print | grep -v -e '^./var/log' -e '^./var/cache' || true)
[ -z "$left" ] || fail "nothing is left but data: $left"
[ -s "$root/home/tester/.local/share/helpdesk-desktop/helpdesk.db" ] || fail "the data is kept"
say "installed, run, updated, purged: as it should be"
leave
rm -rf "$root"
