#!/bin/sh
# Prints the path of a Python 3.11 to 3.14 that can make virtual environments; as root on Debian it installs one first.
# $1 is "run" or "test": on a bare system everything that purpose needs is installed in one go.
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

usable() {
    "$1" -I -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' >/dev/null 2>&1
}

find_python() {
    for name in python3 python3.13 python3.12 python3.11 python3.14; do
        if path=$(command -v "$name") && usable "$path"; then
            printf '%s\n' "$path"
            return 0
        fi
    done
    return 1
}

environment=$root/.venv/bin/python  # a finished environment needs no other Python
if [ -x "$environment" ] && "$environment" -I -S -c '' >/dev/null 2>&1; then
    printf '%s\n' "$environment"
    exit 0
fi
find_python && exit 0

packages="python3 python3-venv"
while read -r purpose package _; do
    if [ "$purpose" = run ] || [ "$purpose" = "$1" ]; then packages="$packages $package"; fi
done <"$root/.ci/debian-packages"
install="apt-get install -y --no-install-recommends $packages"

if ! command -v apt-get >/dev/null; then
    echo "Incident Tracker needs Python 3.11, 3.12, 3.13 or 3.14. Please install it and start again." >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "Some system packages are missing. Please type this line once, then start again:" >&2
    echo "  sudo apt-get update && sudo $install" >&2
    exit 1
fi
echo "Installing Python and the system libraries (once, about a minute)…" >&2
export DEBIAN_FRONTEND=noninteractive
# flock: two first starts at once must not fight over apt; dpkg: an earlier one may have been interrupted
flock "$root" sh -c "dpkg --configure -a; apt-get update -qq && $install -qq" >"$root/.set-up.log" 2>&1 </dev/null
if ! find_python; then
    tail -n 15 "$root/.set-up.log" >&2
    echo "The system packages could not be installed. When the network is back, start again, or type:" >&2
    echo "  apt-get update && $install" >&2
    exit 1
fi
rm -f "$root/.set-up.log"
