# How is it built and tested? One preset, release, serves the demo and the tests, so that it compiles once.
# shellcheck shell=bash

JOBS=${BAYON_JOBS:-$(nproc)}

# build_preset PRESET [TARGET...]: configures where needed and builds.
build_preset() {
  local preset=$1 started=$SECONDS
  shift
  say "build: preset $preset${*:+, $*} (log: build/log/build-$preset.log)"
  quietly "configure-$preset" cmake -S "$ROOT" --preset "$preset" || return 1
  quietly "build-$preset" cmake --build "$ROOT/build/$preset" --parallel "$JOBS" ${@:+--target "$@"} ||
    return 1
  say "build: done in $((SECONDS - started)) s"
}

# run_tests PRESET CTEST_ARGUMENT...: runs tests and shows ctest's summary, or what failed.
run_tests() {
  local preset=$1 log=$LOGS/test-$1.log
  shift
  mkdir -p "$LOGS"
  export PYTHONDONTWRITEBYTECODE=1
  [ ! -x "$ROOT/build/venv/bin/python" ] || export BAYON_VENV_PYTHON=$ROOT/build/venv/bin/python
  local ended=0
  (cd "$ROOT" && ctest --preset "$preset" --parallel "$JOBS" "$@") >"$log" 2>&1 </dev/null || ended=$?
  if [ "$ended" -ne 0 ]; then
    # ctest prints the output of a failed test above its "Failed" line.
    grep -nE '(: Failure|\*\*\*(Failed|Exception|Timeout)|ERROR: |runtime error:|WARNING: ThreadSan)' \
      "$log" | head -n 30 | cut -c1-300 >&2 || true
    [ "$(grep -c . "$log")" -gt 3 ] || cat "$log" >&2
  fi
  sed -n '/tests passed/,$p' "$log" | grep -v '^Errors while running' || true
  if [ "$ended" -ne 0 ]; then
    say "test: failed; the whole log is ${log#"$ROOT"/}"
    return 1
  fi
}

verb_build() {
  local preset=${1:-release}
  setup_packages build test
  if [ "$preset" = asan ]; then setup_packages care; fi
  build_preset "$preset"
}

verb_test() {
  local which="every test" before=
  case ${1:-} in
    '') which="every test of what changed since it passed" ;;
    --all) ;;
    *) which="the tests matching '$1'" ;;
  esac
  # A clean clone has nothing that passed; elsewhere CI asks for everything.
  if [ -n "${CI:-}" ] && [ -z "${1:-}" ]; then set -- --all; fi
  say "test: installs what is missing, builds, runs $which"
  setup_packages build test
  setup_venv venv requirements.txt
  setup_vocabulary
  build_preset release || return 1
  if [ -n "${1:-}" ] && [ "$1" != --all ]; then
    run_tests release -R "$1"
    return
  fi
  if [ -z "${1:-}" ]; then before=$(passed_before); fi
  if [ -n "$before" ]; then
    say "test: unchanged since they passed, not run again: ${before//|/, } (./dev test --all runs every test)"
  fi
  run_tests release ${before:+-E "^($before)\\."} || return 1
  note_passed
}

verb_spec() {
  local update=0 filter=
  for argument in "$@"; do
    case $argument in
      --update) update=1 ;;
      *) filter=$argument ;;
    esac
  done
  if [ "$update" -eq 1 ]; then
    say "spec: asks every question of test/spec and rewrites the expected answers; read the diff"
  else
    say "spec: asks every question of test/spec through every face that is built"
  fi
  setup_packages build test
  build_preset release || return 1
  BAYON_SPEC_UPDATE=$update run_tests release -R "^spec\\..*$filter" || return 1
  if [ "$update" -eq 1 ]; then git -C "$ROOT" --no-pager diff --stat -- test/spec; fi
}

verb_demo() {
  say "demo: installs what is missing, builds the program, investigates a made-up scam centre"
  setup_packages build
  setup_vocabulary
  build_preset release bayon || return 1
  cd "$ROOT" && "${DEMO[@]}"
}
