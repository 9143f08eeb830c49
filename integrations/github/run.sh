#!/usr/bin/env bash
# The check of the GitHub Action: turns the action's inputs, which come as environment variables and never as text in a
# script, into one run of medlint; then writes annotations, the step summary and the action's outputs.
# It installs nothing and uploads nothing. Ends as medlint does: 0, 1 (found something; all reports are written), 2.
# Runs with bash 3.2 (macOS) and Git's bash (Windows).
set -euo pipefail

fail() {
  # A message of the runner ends at the line's end, and % begins an escape.
  local text=${1//'%'/%25}
  text=${text//$'\r'/%0D}
  # To standard error: the runner reads both, and what is said in $(...) gets lost on the other.
  printf '::error title=medlint::%s\n' "${text//$'\n'/%0A}" >&2
  exit 2
}

# Tells the value of an input that has to be one line.
line() {
  local value=${!1:-}
  case $value in
    *$'\n'* | *$'\r'*) fail "the input $2 has to be one line" ;;
  esac
  printf '%s' "$value"
}

# Is an input switched on?
on() {
  case ${!1:-} in
    true) return 0 ;;
    false | '') return 1 ;;
    *) fail "the input $2 is true or false, not '${!1}'" ;;
  esac
}

output() { printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; }

medlint=$(line MEDLINT medlint-path)
test -n "$medlint" || fail 'no program: MEDLINT is empty'
reports=$(line MEDLINT_REPORTS reports)
test -n "$reports" || fail 'no folder for the reports: MEDLINT_REPORTS is empty'
mkdir -p "$reports" || fail "the folder $reports cannot be made"
reports=$(cd "$reports" && pwd)
# Git's bash on Windows has paths of its own, which other programs do not know.
if command -v cygpath >/dev/null 2>&1; then reports=$(cygpath -m "$reports"); fi
# Reports of a run before this one would be taken for this one's.
rm -f "$reports/medlint.sarif" "$reports/medlint-alerts.sarif" "$reports/medlint.json" "$reports/medlint.md" "$reports/annotations.txt"

arguments=(check --output "json=$reports/medlint.json")

# An option with the value of an input, if it has one.
option() {
  local value
  value=$(line "$2" "$3") || exit 2
  test -z "$value" || arguments+=("$1=$value")
}
option --config MEDLINT_CONFIG config
option --fail-on MEDLINT_FAIL_ON fail-on
option --baseline MEDLINT_BASELINE baseline
option --cache-dir MEDLINT_CACHE_DIR cache
if on MEDLINT_CHECK_BASELINE check-baseline; then
  test -n "${MEDLINT_BASELINE:-}" || fail 'check-baseline: true needs the input baseline'
  arguments+=(--check-baseline)
fi

# The commit that a pull request is compared with.
base_of_pull_request() {
  local base=${MEDLINT_BASE_SHA:-} parents
  # Unless told otherwise, actions/checkout takes the merge of the pull request into its target (GITHUB_SHA): the first parent
  # is the target as it is now, which is what the change is to be compared with. The commit names its parents also where
  # history was not fetched.
  parents=$(git cat-file -p HEAD | sed -n -e '/^$/q' -e 's/^parent //p') || return 1
  case ${GITHUB_REF:-} in
    refs/pull/*/merge)
      if test "$(git rev-parse HEAD)" = "${GITHUB_SHA:-}"; then base=${parents%%$'\n'*}; fi
      ;;
  esac
  test -n "$base" || return 1
  if ! git cat-file -e "$base^{commit}" 2>/dev/null; then
    git fetch --quiet --no-tags --depth=1 origin "$base" >&2 || return 1
  fi
  # Another commit than the merge was checked out: what the target got since then is not this change's.
  git merge-base "$base" HEAD 2>/dev/null || printf '%s\n' "$base"
}

since=$(line MEDLINT_SINCE since)
if test "$since" = auto; then
  since=
  if test -z "${MEDLINT_BASELINE:-}"; then
    case ${GITHUB_EVENT_NAME:-} in
      pull_request | pull_request_target | merge_group)
        since=$(base_of_pull_request) ||
          fail 'the commit that this is compared with is not here: give actions/checkout the input "fetch-depth: 2", or this action "since: none"'
        printf 'Compared with commit %s\n' "$since"
        ;;
    esac
  fi
elif test "$since" = none; then
  since=
fi
test -z "$since" || arguments+=("--since=$since")

html=
if test -n "${MEDLINT_HTML:-}"; then
  html=$(line MEDLINT_HTML html)
  case $html in
    /* | [A-Za-z]:[\\/]*) ;;
    *) html=$reports/$html ;;
  esac
  mkdir -p "$(dirname "$html")" || fail "the folder of $html cannot be made"
  rm -f "$html"
  arguments+=(--output "html=$html")
fi
annotations=
if on MEDLINT_SARIF sarif; then
  arguments+=(--output "sarif=$reports/medlint.sarif")
else
  # Code scanning shows findings at the line by itself; without it annotations do.
  annotations=$reports/annotations.txt
  arguments+=(--output "github=$annotations")
fi
summary=
if on MEDLINT_SUMMARY summary; then
  summary=$reports/medlint.md
  arguments+=(--output "markdown=$summary")
  if test -n "${GITHUB_REPOSITORY:-}" && test -n "${GITHUB_SHA:-}"; then
    arguments+=(--link-base "${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_REPOSITORY/blob/$GITHUB_SHA")
  fi
fi
while IFS= read -r further || test -n "$further"; do
  further=${further%$'\r'}
  test -z "$further" || arguments+=(--output "$further")
done <<<"${MEDLINT_OUTPUT:-}"

# One path a line, so that a path may have spaces. Behind `--` nothing is taken for an option.
arguments+=(--)
while IFS= read -r path || test -n "$path"; do
  path=${path%$'\r'}
  test -z "$path" || arguments+=("$path")
done <<<"${MEDLINT_PATHS:-}"

# The report quotes documents. Between these lines the runner takes nothing for a command of its own.
token=medlint-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
printf '::stop-commands::%s\n' "$token"
code=0
"$medlint" "${arguments[@]}" 2>&1 || code=$?
printf '\n::%s::\n' "$token"

if test -n "$annotations" && test -f "$annotations"; then
  cat "$annotations"
  rm -f "$annotations"
fi
if test -n "$summary" && test -f "$summary"; then
  cat "$summary" >>"$GITHUB_STEP_SUMMARY"
  output markdown "$summary"
fi
if test -n "$html" && test -f "$html"; then output html "$html"; fi
if test -f "$reports/medlint.json"; then output json "$reports/medlint.json"; fi
if test -f "$reports/medlint.sarif"; then
  output sarif "$reports/medlint.sarif"
  # GitHub reads neither suppressions nor baselineState: what is excused or gone would become an open alert.
  alerts=$reports/medlint-alerts.sarif
  excused='(.suppressions // [] | length > 0) or .baselineState == "absent"'
  if jq -c "del(.runs[].results[] | select($excused))" "$reports/medlint.sarif" >"$alerts"; then
    output alerts "$alerts"
  else
    rm -f "$alerts"
    printf '::warning title=medlint::no alerts were handed over: it takes jq to leave out what is waived\n'
  fi
fi
output reports "$reports"
output exit-code "$code"

case $code in
  0 | 1) exit "$code" ;;
  2) printf '::error title=medlint::medlint could not check the documents; the log says why\n' ;;
  *) printf '::error title=medlint::medlint ended with %s, which it never does by itself\n' "$code" ;;
esac
exit 2
