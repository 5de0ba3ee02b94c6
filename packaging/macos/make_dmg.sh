#!/bin/sh
# Makes a disk image of the app with a link to Applications, and what administrators set it by.
#   make_dmg.sh APP OUTPUT.dmg
set -eu

app=${1:?the app}
output=${2:?the image to make}
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
ditto "$app" "$stage/$(basename "$app")"
ln -s /Applications "$stage/Applications"
mkdir "$stage/policy"
cp "$(dirname "$0")/helpdesk-desktop.example.mobileconfig" "$stage/policy/"
rm -f "$output"
# Something of the system looks at new volumes now and then, and hdiutil finds them busy.
tries=0
until hdiutil create -volname "Helpdesk Desktop" -srcfolder "$stage" -format UDZO -ov "$output"; do
    tries=$((tries + 1))
    [ "$tries" -lt 5 ] || exit 1
    sleep 5
done
if [ -n "${HELPDESK_SIGNING_IDENTITY:-}" ]; then
    codesign --sign "$HELPDESK_SIGNING_IDENTITY" --timestamp "$output"
fi
