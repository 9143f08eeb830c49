#!/usr/bin/env bash
# The installation of the GitHub Action: the program that the input medlint-path names, or else the released one of the
# action's own version, or of the version asked for. Tells the later steps its path and version. Checks no document.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
fail() {
  printf '::error title=medlint::%s\n' "$1" >&2
  exit 2
}

program=${MEDLINT_PATH:-}
if test -n "$program"; then
  # A bare name is looked for in PATH, anything else is a path.
  program=$(command -v -- "$program") || fail 'the input medlint-path names no program'
  case $program in
    /* | [A-Za-z]:[\\/]*) ;;
    *) program=$PWD/$program ;;
  esac
else
  if test -z "${MEDLINT_VERSION:-}"; then
    # medlint/medlint@v0.1.0 installs 0.1.0: one pin for both.
    MEDLINT_VERSION=$(awk -F '"' '/^\[/ { here = $0 == "[workspace.package]" } here && /^version = / { print $2 }' \
      "$here/../../Cargo.toml")
    export MEDLINT_VERSION
  fi
  export MEDLINT_INSTALL_DIR=${MEDLINT_INSTALL_DIR:-${RUNNER_TEMP:?}/medlint-program}
  program=$(sh "$here/../install.sh") || fail 'medlint could not be installed; the log says why'
fi
version=$("$program" --version) || fail 'the program does not tell its version'
printf '%s is %s\n' "$program" "$version"
case $program$version in
  *$'\n'*) fail 'path and version of the program have to be one line' ;;
esac
{
  printf 'medlint=%s\n' "$program"
  printf 'version=%s\n' "${version#medlint }"
} >>"$GITHUB_OUTPUT"
