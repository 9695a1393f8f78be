# How do the verbs of ./dev speak? One line of what is about to happen, one of how it went; the noise goes
# to build/log, and its end is shown only when something failed.
# shellcheck shell=bash

LOGS=$ROOT/build/log

say() { printf '%s\n' "$*"; }

fail() {
  printf 'dev: %s\n' "$*" >&2
  exit 1
}

# quietly NAME COMMAND...: runs the command into build/log/NAME.log.
quietly() {
  local name=$1 log=$LOGS/$1.log
  shift
  mkdir -p "$LOGS"
  if "$@" >"$log" 2>&1 </dev/null; then return 0; fi
  show_failure "$name" "$*"
  return 1
}

show_failure() {
  local log=$LOGS/$1.log errors
  # A compiler's first errors tell more than the last lines of a parallel build.
  errors=$(grep -nE '(^FAILED|[: ]error:|Error:|undefined reference|CMake Error)' "$log" | head -n 15) || true
  {
    printf 'dev: this failed: %s\n' "$2"
    if [ -n "$errors" ]; then printf '%s\n...\n' "$errors"; fi
    tail -n 15 "$log"
    printf 'dev: the whole log is %s\n' "${log#"$ROOT"/}"
  } | cut -c1-400 >&2
}
