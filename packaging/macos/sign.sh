#!/bin/bash
# Sign the app, once and last; then the disk image; then let Apple look at it. Each step runs only where its credentials
# are in the environment, and says so where they are not:
#   MACOS_CERTIFICATE (base64 of a .p12 with a Developer ID), MACOS_CERTIFICATE_PASSWORD, MACOS_IDENTITY
#   NOTARY_KEY (text of the .p8), NOTARY_KEY_ID, NOTARY_ISSUER
#
#   packaging/macos/sign.sh app dist/Pawsort.app
#   packaging/macos/sign.sh image dist/Pawsort-1.0.0-macos-arm64.dmg
set -euo pipefail

step=$1
target=$2
here=$(cd "$(dirname "$0")" && pwd)

if [ -z "${MACOS_CERTIFICATE:-}" ]; then
    echo "No certificate in MACOS_CERTIFICATE: $target stays without a signature of ours."
    exit 0
fi

folder=$(mktemp -d)
keychain="$folder/signing.keychain-db"
cleanup() {
    security delete-keychain "$keychain" 2>/dev/null || true
    rm -rf "$folder"
}
trap cleanup EXIT
password=$(uuidgen)
printf '%s' "$MACOS_CERTIFICATE" | base64 --decode > "$folder/certificate.p12"
security create-keychain -p "$password" "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$folder/certificate.p12" -k "$keychain" -P "$MACOS_CERTIFICATE_PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$password" "$keychain" > /dev/null
security list-keychains -d user -s "$keychain" login.keychain-db

sign() {
    codesign --force --timestamp --options runtime --keychain "$keychain" --sign "$MACOS_IDENTITY" "$@"
}

case "$step" in
app)
    # From the inside out: whatever holds something signed is signed after it.
    find "$target/Contents" -type f \( -name '*.dylib' -o -name '*.so' -o -perm -u+x \) -print0 |
        while IFS= read -r -d '' file; do
            if file -b "$file" | grep -q '^Mach-O'; then
                sign --entitlements "$here/entitlements.plist" "$file"
            fi
        done
    find "$target/Contents" -type d -name '*.framework' -print0 |
        while IFS= read -r -d '' framework; do sign "$framework"; done
    sign --entitlements "$here/entitlements.plist" "$target"
    codesign --verify --deep --strict "$target"
    ;;
image)
    sign "$target"
    if [ -z "${NOTARY_KEY:-}" ]; then
        echo "No key in NOTARY_KEY: $target is signed, but not notarised."
        exit 0
    fi
    printf '%s' "$NOTARY_KEY" > "$folder/notary.p8"
    xcrun notarytool submit "$target" --wait --key "$folder/notary.p8" --key-id "$NOTARY_KEY_ID" --issuer "$NOTARY_ISSUER"
    xcrun stapler staple "$target"
    spctl --assess --type open --context context:primary-signature "$target"
    ;;
*)
    echo "usage: sign.sh app|image FILE" >&2
    exit 2
    ;;
esac
