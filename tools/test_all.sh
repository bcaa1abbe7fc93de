#!/bin/bash
# Everything ./test runs once the packages are there: dev build under sanitizers and its tests, release build with
# the end-to-end and window tests, fuzz targets. Ends with the count of vectors and the count of tests.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/setup.sh

passed=0 failed=0 skipped=0
failures=()
export CAIRN_VECTOR_COUNT=$PWD/build/vectors.tsv
export CAIRN_VECTORS=${CAIRN_VECTORS:-$PWD/../shared/vectors}
mkdir -p build
: >"$CAIRN_VECTOR_COUNT"

# The age testkit is also an npm package: used where the vectors are not at hand and npm is.
if [ ! -d "$CAIRN_VECTORS/age-testkit" ] && [ ! -d build/cctv-age ] && command -v npm >/dev/null; then
    (cd build && npm pack --silent cctv-age@0.2.0 >/dev/null 2>&1 && mkdir -p cctv-age && tar -xzf cctv-age-*.tgz -C cctv-age) || rm -rf build/cctv-age
fi
if [ -d build/cctv-age ]; then export CAIRN_CCTV_AGE=$PWD/build/cctv-age/package; fi

mkdir -p build/logs

# run_one NAME COMMAND...: runs one test, its output and outcome kept in build/logs.
run_one() {
    local name=$1 started=$SECONDS outcome=ok
    shift
    "$@" >"build/logs/$name.log" 2>&1 || outcome=FAILED
    printf '%s %d\n' "$outcome" $((SECONDS - started)) >"build/logs/$name.outcome"
}
export -f run_one

# longest_first PATTERN NAME...: the names, those that take long before the others, so that two at a time end together.
longest_first() {
    local pattern=$1
    shift
    printf '%s\n' "$@" | grep -E "$pattern" || true
    printf '%s\n' "$@" | grep -vE "$pattern" || true
}

# report NAME: counts one test that has run; its output is shown only if it failed.
report() {
    local outcome seconds more
    read -r outcome seconds <"build/logs/$1.outcome"
    more=$(grep -aoE '^(test cases|assertions):.*[0-9]+ skipped' "build/logs/$1.log" | grep -oE '[0-9]+ skipped' | head -n 1 || true)
    skipped=$((skipped + ${more%% *} + 0))
    printf '%-7s %-34s %4d s  %s\n' "$outcome" "$1" "$seconds" "$more"
    if [ "$outcome" = ok ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        failures+=("$1")
        tail -n 60 "build/logs/$1.log"
    fi
}

# begin PRESET TARGET...: builds behind, in the time that the tests before it spend waiting. built: its end.
begin() {
    (renice -n 19 "$BASHPID" >/dev/null && build "$@") &
    behind=$!
}
built() { wait "$behind" || exit 1; }

say "Building with sanitizers"
build dev tests
say "Testing with sanitizers, building for release"
begin release all drivers benches
export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1
export UBSAN_OPTIONS=print_stacktrace=1
longest_first 'storage_review|storage_model|sync_ingest' build/dev/tests/test_* | xargs -P 2 -I{} bash -c 'run_one "$(basename {} | sed s/^test_//)" {} --order decl --rng-seed "${CAIRN_SEED:-1}"'
for program in build/dev/tests/test_*; do report "$(basename "$program" | sed 's/^test_//')"; done
unset ASAN_OPTIONS UBSAN_OPTIONS

built
say "Testing end to end, building the fuzz targets"
begin fuzz fuzzers
end_to_end() {
    case $1 in
        *.py) run_one "$(basename "$1" .py)" python3 "$1" build/release/bin ;;
        *) run_one whole_job "$1" build/release/bin build/demo-test ;;
    esac
}
export -f end_to_end
longest_first 'kill_test|main_job|views' tests/e2e/*_test.py tools/demo.sh | xargs -P 2 -I{} bash -c 'end_to_end {}'
for script in tests/e2e/*_test.py; do report "$(basename "$script" .py)"; done
report whole_job

built
say "Fuzzing"
fuzz_one() {
    local target=$1 name
    name=$(basename "$1")
    mkdir -p "build/corpus/$name"
    local seeds=()
    if [ -d "tests/fuzz/seeds/$name" ]; then seeds=("tests/fuzz/seeds/$name"); fi
    "$target" -max_total_time="${CAIRN_FUZZ_SECONDS:-15}" -timeout=20 -rss_limit_mb=3000 -print_final_stats=1 \
        "build/corpus/$name" "${seeds[@]}" >"build/logs/$name.log" 2>&1
}
export -f fuzz_one
export CAIRN_FUZZ_SECONDS=${CAIRN_FUZZ_SECONDS:-$([ -n "${CAIRN_LONG:-}" ] && echo 600 || echo 6)}
mkdir -p build/logs
printf '%s\n' build/fuzz/fuzz/*_fuzz | xargs -P 2 -I{} bash -c 'fuzz_one {} && echo ok >{}.outcome || echo failed >{}.outcome' || true
for target in build/fuzz/fuzz/*_fuzz; do
    name=$(basename "$target")
    if [ "$(cat "$target.outcome")" = ok ]; then
        passed=$((passed + 1))
        printf 'ok      %-34s %s\n' "$name" "$(grep -o 'stat::number_of_executed_units: *[0-9]*' "build/logs/$name.log" | grep -o '[0-9]*$') runs"
    else
        failed=$((failed + 1))
        failures+=("$name")
        printf 'FAILED  %s\n' "$name"
        tail -n 30 "build/logs/$name.log"
    fi
done

if [ $failed -gt 0 ]; then printf 'failed: %s\n' "${failures[*]}"; fi
printf '%d passed, %d failed, %d skipped\n' $passed $failed $skipped
awk -F'\t| ' '{ run += $2; skip += $3 } END { printf "vectors: %d run, %d skipped\n", run, skip }' "$CAIRN_VECTOR_COUNT"
[ $failed -eq 0 ]
