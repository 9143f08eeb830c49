#!/usr/bin/env bash
# The CycloneDX SBOM of one crate of the workspace, as cargo-cyclonedx (in PATH) sees it for one target:
#   sbom.sh CRATE_FOLDER TARGET FILE
# Paths of the building machine are taken out, and with SOURCE_DATE_EPOCH the same sources give the same bytes.
# JavaScript that is bundled into the page and the extension is not in it.
set -euo pipefail

crate=${1:?folder of the crate} target=${2:?target} file=${3:?file to write}
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$(dirname "$file")"
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
name=sbom-for-medlint
# cargo-cyclonedx writes one for every member of the workspace, each into the folder of its crate.
trap 'rm -f "$root"/*/"$name.json"' EXIT
cargo cyclonedx --quiet --manifest-path "$root/$crate/Cargo.toml" --format json --spec-version 1.5 \
  --target "$target" --override-filename "$name"
sed "s|path+file://$root/|path+file:///|g" "$root/$crate/$name.json" >"$file"
test -s "$file"
if grep -qF "$root" "$file"; then
  printf 'sbom: %s still names the folder of the build\n' "$file" >&2
  exit 1
fi
