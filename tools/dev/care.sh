# Is it still sound? Format, tidy, sanitizers, fuzzing, benchmarks.
# shellcheck shell=bash

# Every C++ file that is ours, NUL-separated.
cpp_files() {
  git -C "$ROOT" ls-files -z --cached --others --exclude-standard -- '*.cpp' '*.hpp' |
    (cd "$ROOT" && xargs -0 -r ls -d 2>/dev/null) | tr '\n' '\0'
}

verb_fmt() {
  setup_packages care
  if [ "${1:-}" = --check ]; then
    say "fmt: which C++ files does clang-format-19 want to change?"
    mkdir -p "$LOGS"
    if (cd "$ROOT" && cpp_files | xargs -0 -r clang-format-19 --dry-run --Werror) \
      >"$LOGS/fmt.log" 2>&1; then
      return 0
    fi
    sed -n 's/^\([^:]*\):[0-9]*:[0-9]*: error:.*/\1/p' "$LOGS/fmt.log" | sort | uniq -c | head -n 20
    say "fmt: run ./dev fmt"
    return 1
  fi
  say "fmt: clang-format-19 over every C++ file"
  (cd "$ROOT" && cpp_files | xargs -0 -r clang-format-19 -i)
}

# The rules of the house, before anything is built: each finding names its place and remedy.
verb_tidy() {
  say "tidy: floors, lengths, names, errors with their cases, invariants, citations"
  "$ROOT/build/venv/bin/python" -B "$ROOT/tools/tidy/tidy.py" "$ROOT"
}

verb_check() {
  local what=${1:-quick} failed=()
  case $what in
    quick) say "check: format, tidy, build (preset dev), fast tests" ;;
    asan) say "check: every test under the address and undefined behaviour sanitizers" ;;
    tsan) say "check: the tests under the thread sanitizer, on the plain thread pool" ;;
    --full) say "check: format, tidy, every test, then all again under asan and the fast ones under tsan" ;;
    *) fail "check takes nothing, asan, tsan or --full" ;;
  esac
  setup_packages build test care
  setup_venv venv requirements.txt
  setup_vocabulary
  if [ "$what" = quick ] || [ "$what" = --full ]; then
    verb_fmt --check || failed+=(format)
    verb_tidy || failed+=(tidy)
    if build_preset dev all bench; then
      if [ "$what" = quick ]; then
        run_tests dev -L '^(fast|fuzz|tools)$' || failed+=(tests)
      else
        run_tests dev || failed+=(tests)
      fi
    else
      failed+=(build)
    fi
  fi
  if [ "$what" = asan ] || [ "$what" = --full ]; then
    { build_preset asan && run_tests asan -LE tools; } || failed+=(asan)
  fi
  if [ "$what" = tsan ] || [ "$what" = --full ]; then
    { build_preset tsan && run_tests tsan -L fast; } || failed+=(tsan)
  fi
  if [ "${#failed[@]}" -ne 0 ]; then
    say "check: failed in: ${failed[*]}"
    return 1
  fi
  say "check: sound"
}

verb_bench() {
  local filter=${1:-.} program name
  say "bench: builds and runs the benchmarks${1:+ matching $1}, then the peers (bench/peers)"
  setup_packages build test
  setup_vocabulary
  build_preset release bayon bench || return 1
  say "machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
  for program in "$ROOT"/build/release/bench/*_bench; do
    [ -x "$program" ] || continue
    name=$(basename "$program")
    say "bench: $name"
    (cd "$ROOT" && "$program" --benchmark_filter="$filter" --benchmark_counters_tabular=true \
      --benchmark_out="$LOGS/$name.json" --benchmark_out_format=json 2>"$LOGS/$name.log") || return 1
    # A benchmark that could not run says so in its answer; one with a wrong answer is no benchmark.
    if grep '"error_message"' "$LOGS/$name.json" | grep -v '"skipped: ' >&2; then return 1; fi
  done
  if [ -f "$ROOT/bench/peers/run.py" ] && [ -z "${1:-}" ]; then
    setup_venv venv-peers requirements-peers.txt
    say "bench: peers on the same ledger"
    (cd "$ROOT" && build/venv-peers/bin/python bench/peers/run.py \
      --program build/release/bin/bayon)
  fi
}

# Runs one target; its line says how many inputs it tried and how many places of the program it reached.
fuzz_one() {
  local target=$1 seconds=$2 folder=$ROOT/build/asan/fuzz corpus log=$LOGS/$1.log seed
  corpus=$folder/corpus/$target
  mkdir -p "$corpus" "$folder/found" "$LOGS"
  while IFS= read -r seed; do
    [ -z "$seed" ] || cp -f "$seed" "$corpus/seed_$(sha256sum <"$seed" | cut -c1-16)"
  done <"$folder/$target.seeds"
  if ! (cd "$ROOT" && "$folder/$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 \
    -max_len=65536 -print_final_stats=1 -artifact_prefix="$folder/found/$target-" "$corpus") \
    >"$log" 2>&1 </dev/null; then
    grep -E '(ERROR:|SUMMARY:|runtime error:|Test unit written to)' "$log" | head -n 5 >&2
    say "fuzz: $target broke; the whole log is ${log#"$ROOT"/}"
    return 1
  fi
  say "fuzz: $target $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs," \
    "$(grep -oE 'cov: [0-9]+' "$log" | tail -n 1)"
}

verb_fuzz() {
  local seconds=60 only= broken=0 target
  while [ $# -gt 0 ]; do
    case $1 in
      --seconds) seconds=${2:?--seconds takes a number}; shift ;;
      *) only=$1 ;;
    esac
    shift
  done
  say "fuzz: each target${only:+ matching $only} for $seconds s, seeded from the samples"
  setup_packages build test care
  setup_vocabulary
  build_preset asan fuzzers || return 1
  say "fuzz: the canary must break"
  if "$ROOT/build/asan/fuzz/canary" -max_total_time=30 -seed=1 \
    -artifact_prefix="$LOGS/canary-" >"$LOGS/canary.log" 2>&1 </dev/null; then
    fail "the canary's planted fault was not found, so the fuzzing finds nothing"
  fi
  for target in "$ROOT"/build/asan/fuzz/fuzz_*; do
    [ -x "$target" ] || continue
    target=$(basename "$target")
    [[ $target == *"$only"* ]] || continue
    fuzz_one "$target" "$seconds" || broken=$((broken + 1))
  done
  [ "$broken" -eq 0 ] || fail "$broken fuzz targets broke; inputs are in build/asan/fuzz/found"
}

verb_clean() {
  if [ "${1:-}" = --all ]; then
    say "clean: removes build/, installed Python packages included"
    rm -rf "$ROOT/build"
    return 0
  fi
  say "clean: removes what was compiled and the demo's case; keeps build/venv and build/packages"
  local preset
  for preset in dev release asan tsan coverage log; do rm -rf "$ROOT/build/$preset"; done
  rm -rf "$ROOT/demo-case"
}
