#!/bin/sh
# Installs a released medlint for a pipeline: takes the archive of this machine from the release, refuses it unless its
# checksum is the published one, and prints the path of the program. Everything else it says goes to standard error.
# It changes no PATH and no profile. Ends with 0, or with 2 when there is no program that can be trusted.
#
# MEDLINT_VERSION       as 0.1.0; necessary
# MEDLINT_INSTALL_DIR   folder for the program; .medlint in the current one unless set
# MEDLINT_DOWNLOAD_URL  where releases are, for a mirror: files are looked for in $MEDLINT_DOWNLOAD_URL/v$MEDLINT_VERSION
# MEDLINT_ATTESTATION   auto (verify with gh when it is there and signed in), require, off
set -eu

repository=medlint/medlint

fail() {
  printf 'medlint install: %s\n' "$1" >&2
  exit 2
}

version=${MEDLINT_VERSION:-}
version=${version#v}
case $version in
'') fail 'MEDLINT_VERSION says which version to install, as 0.1.0; it is empty' ;;
*[!0-9A-Za-z.-]* | [!0-9]*) fail "MEDLINT_VERSION is not a version such as 0.1.0: $version" ;;
esac
folder=${MEDLINT_INSTALL_DIR:-.medlint}
address=${MEDLINT_DOWNLOAD_URL:-https://github.com/$repository/releases/download}
address=${address%/}/v$version
attestation=${MEDLINT_ATTESTATION:-auto}
case $attestation in
auto | require | off) ;;
*) fail "MEDLINT_ATTESTATION is auto, require or off, not $attestation" ;;
esac
case $address in
https://* | file://*) ;;
*) fail "MEDLINT_DOWNLOAD_URL has to begin with https://: $address" ;;
esac

# What this machine needs.
system=$(uname -s)
machine=$(uname -m)
case $machine in
x86_64 | amd64) machine=x86_64 ;;
aarch64 | arm64) machine=aarch64 ;;
*) fail "there is no medlint for the processor $machine: build it with cargo" ;;
esac
program=medlint
kind=tar.gz
case $system in
Linux) target=$machine-unknown-linux-musl ;;
Darwin) target=$machine-apple-darwin ;;
# Windows on Arm runs the program for x86_64.
MINGW* | MSYS* | CYGWIN*) target=x86_64-pc-windows-msvc program=medlint.exe kind=zip ;;
*) fail "there is no medlint for $system: build it with cargo" ;;
esac
name=medlint-$version-$target
archive=$name.$kind

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM

download() {
  if command -v curl >/dev/null 2>&1; then
    curl --fail --silent --show-error --location --proto-redir '=https' --retry 3 --output "$work/$1" "$address/$1"
  elif command -v wget >/dev/null 2>&1; then
    wget -q -O "$work/$1" "$address/$1"
  else
    fail 'neither curl nor wget is there to download with'
  fi || fail "$address/$1 cannot be downloaded: is there a release $version, and can this machine reach it?"
}

sha256() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum "$1" | cut -d ' ' -f 1
  elif command -v shasum >/dev/null 2>&1; then
    shasum -a 256 "$1" | cut -d ' ' -f 1
  else
    fail 'neither sha256sum nor shasum is there to verify with'
  fi
}

download SHA256SUMS
# Exactly one line for exactly this name; a line may have the mark of a binary file before the name.
wanted=$(tr -d '\r' <"$work/SHA256SUMS" | awk -v name="$archive" '$2 == name || $2 == "*" name { print $1 }')
case $wanted in
*[!0-9a-f]* | '') fail "SHA256SUMS of release $version has no single checksum for $archive: nothing is installed" ;;
esac
test ${#wanted} -eq 64 || fail "SHA256SUMS of release $version has no SHA-256 for $archive: nothing is installed"
download "$archive"
# Not inside of an `if`: a failure in sha256 has to end this.
found=$(sha256 "$work/$archive")
if test "$found" != "$wanted"; then
  fail "$archive is not what was published (SHA-256 $found, published $wanted): nothing is installed"
fi

if test "$attestation" != off; then
  if command -v gh >/dev/null 2>&1 && test -n "${GH_TOKEN:-${GITHUB_TOKEN:-}}"; then
    gh attestation verify "$work/$archive" --repo "$repository" \
      --signer-workflow "$repository/.github/workflows/release.yml" >&2 ||
      fail "the provenance of $archive cannot be verified: nothing is installed (MEDLINT_ATTESTATION=off goes without)"
  elif test "$attestation" = require; then
    fail 'the provenance is to be verified, but gh is not there or not signed in (GH_TOKEN)'
  else
    printf 'medlint install: checksum verified; provenance not, because gh is not there or not signed in\n' >&2
  fi
fi

if test "$kind" = zip; then
  unzip -q "$work/$archive" "$name/$program" -d "$work" || fail "$archive cannot be unpacked"
else
  tar -xzf "$work/$archive" -C "$work" "$name/$program" || fail "$archive cannot be unpacked"
fi
mkdir -p "$folder"
mv -f "$work/$name/$program" "$folder/$program"
chmod 755 "$folder/$program"
folder=$(cd "$folder" && pwd)
said=$("$folder/$program" --version) || said='nothing'
if test "$said" != "medlint $version"; then
  rm -f "$folder/$program"
  fail "asked for its version, the program of $archive says '$said', not 'medlint $version': it is removed"
fi
printf '%s\n' "$folder/$program"
