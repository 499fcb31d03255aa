#!/bin/sh
# The keys that sign partners' tokens, in one file: the first signs, all of them verify (docs/operations.md).
#
#   signing-keys.sh new FILE    makes it, with one key; what is there already is kept
#   signing-keys.sh add FILE    a new key comes last: it signs nothing yet
#   signing-keys.sh turn FILE   the last key comes first, and signs
#   signing-keys.sh drop FILE   all keys but the first go
set -eu
umask 077

made() {
    openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 2> /dev/null || {
        echo "openssl could not make a key: is it installed?" >&2
        return 1
    }
}

changed() {
    case $1 in
        add) cat "$2" && made ;;
        turn) awk '/^-----BEGIN/ {others = others key; key = ""} {key = key $0 "\n"} END {printf "%s", key others}' "$2" ;;
        drop) awk '{print} /^-----END/ {exit}' "$2" ;;
    esac
}

case "$#${1-}" in
    2new) [ -s "$2" ] || { keys=$(made) && printf '%s\n' "$keys" > "$2"; } ;;
    2add | 2turn | 2drop)
        trap 'rm -f "$2.new"' EXIT
        cp -p "$2" "$2.new" # whoever may read the one may read the other
        chmod u+w "$2.new"
        keys=$(changed "$1" "$2") && printf '%s\n' "$keys" > "$2.new" && mv -f "$2.new" "$2"
        ;;
    *)
        sed -n 's/^#  //p' "$0" >&2
        exit 2
        ;;
esac
