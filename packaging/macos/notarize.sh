#!/bin/sh
# Has Apple look at a signed app or image, and staples the ticket to it.
#   NOTARY_KEY=FILE NOTARY_KEY_ID=ID NOTARY_ISSUER=ID notarize.sh APP_OR_DMG
set -eu

target=${1:?an app or a disk image}
: "${NOTARY_KEY:?the file of the App Store Connect key}" "${NOTARY_KEY_ID:?}" "${NOTARY_ISSUER:?}"
send=$target
case $target in
    *.app|*.app/)
        stage=$(mktemp -d)
        trap 'rm -rf "$stage"' EXIT
        send=$stage/app.zip
        ditto -c -k --keepParent "$target" "$send"
        codesign --verify --deep --strict "$target"
        ;;
esac
xcrun notarytool submit "$send" --key "$NOTARY_KEY" --key-id "$NOTARY_KEY_ID" \
    --issuer "$NOTARY_ISSUER" --wait
xcrun stapler staple "$target"
xcrun stapler validate "$target"
