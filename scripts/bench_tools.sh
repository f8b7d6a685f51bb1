#!/bin/sh
# What `make bench` measures with: nginx, and wrk as the client. Installed where that is possible
# (Debian, as root); otherwise it is said what to install.
PATH="$PATH:/usr/sbin"
missing=""
command -v nginx >/dev/null 2>&1 || missing="nginx-light"
command -v wrk >/dev/null 2>&1 || missing="$missing wrk"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing:$missing …"
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086 — a list of names
  apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends $missing >/dev/null && exit 0
fi
echo "Missing for make bench:$missing. On Debian or Ubuntu: apt install$missing" >&2
exit 1
