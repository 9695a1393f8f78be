# Which test programs passed as they stand now? What has not changed since then need not run again.
#
# A program's state is the hash of itself, of every file of the repository that a test may read, of the names,
# sizes and times of the shared data, and, for tests that run the program, of the program.
# shellcheck shell=bash

PASSED=$ROOT/build/release/passed

# Changes whenever a file does that tests read at run time; sources are in the programs already.
data_state() {
  (
    cd "$ROOT"
    git ls-files -z --cached --others --exclude-standard -- ':!*.cpp' ':!*.hpp' ':!*.md' |
      xargs -0 -r sha256sum 2>/dev/null
    find -L "${BAYON_SHARED:-../shared}/data" -type f -printf '%p %s %T@\n' 2>/dev/null | sort
    sha256sum build/venv/bin/python 2>/dev/null
  ) | sha256sum
}

# program_state PROGRAM DATA_STATE
program_state() {
  local runs=()
  case $1 in
    *faces_tests | *faults_tests | *spec_tests | *oracle_tests) runs=("$ROOT"/build/release/bin/*) ;;
  esac
  (sha256sum "$1" "${runs[@]}" && printf '%s\n' "$2") | sha256sum
}

# Names of the programs whose tests passed as they stand now, separated by "|".
passed_before() {
  local data program name out=
  data=$(data_state)
  for program in "$ROOT"/build/release/test/*_tests; do
    name=$(basename "$program" _tests)
    if [ -f "$PASSED/$name" ] && [ "$(cat "$PASSED/$name")" = "$(program_state "$program" "$data")" ]; then
      out+=${out:+|}$name
    fi
  done
  printf '%s' "$out"
}

note_passed() {
  local data program
  data=$(data_state)
  mkdir -p "$PASSED"
  for program in "$ROOT"/build/release/test/*_tests; do
    program_state "$program" "$data" >"$PASSED/$(basename "$program" _tests)"
  done
}
