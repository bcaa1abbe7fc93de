#!/bin/bash
# The whole main job on the three demo cases, every step printed: vault, cases, import, what the rules say, search,
# export, central verify and import, receipt. --vault-only: the vault and its cases, for the desktop.
# tools/demo.sh PROGRAMS WORK [--vault-only]
set -euo pipefail
programs=$1 work=$2 only=${3:-}
ctl=$programs/cairnctl
demo=$(cd "$(dirname "$0")/../assets/demo" && pwd)

umask 077
mkdir -p "$work"
work=$(cd "$work" && pwd)
vault=$work/vault store=$work/store
pass=(--passphrase-file "$work/passphrase")

# Prints the step and the command line a person would type, then its answer.
step() {
    printf '\n== %s\n' "$1"
    shift
    printf '   $'
    local word
    for word in "$@"; do
        word=${word/#"$programs"\//}
        case $word in *\ *) printf " '%s'" "${word/#"$work"\//}" ;; *) printf ' %s' "${word/#"$work"\//}" ;; esac
    done
    printf '\n'
    "$@" | sed 's/^/   /'
}

# Reads one text member out of an answer in JSON.
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1; }

make_vault() {
    printf 'granite heron lantern orchard saddle\n' >"$work/passphrase"
    step "A vault, with its recovery kit written, read back and rehearsed" \
        "$ctl" vault create "$vault" --owner "Dame Ruth Abara (demo)" --recovery-kit "$work/recovery-kit.txt" "${pass[@]}"
    step "The three invented cases, complete from screening to action plan" \
        "$ctl" demo create "$vault" all "${pass[@]}"
}

# One agency's file by hand: a question, its answer, the preview, and exactly what was shown accepted.
bring_in() {
    local exit=0 hash
    step "One more review, as a chair opens it" \
        "$ctl" review create "$vault" --type OWHR --area X99000001 --demo --year-of-death 2024 "${pass[@]}"
    local words=("$ctl" import "$vault" OWHR-X99000001-2024-001 "$demo/01c_owhr_health.csv"
        --agency "St Aldhelm's and others" --agency-type ACUTE "${pass[@]}")
    step "A file whose dates could be read either way is a question, never a guess" "${words[@]}" || exit=$?
    printf '   exit %s\n' "$exit"
    [ "$exit" -eq 14 ] || exit 1
    hash=$("${words[@]}" --date-order dmy --json | member hash)
    step "The question answered, and what the preview showed accepted" "${words[@]}" --date-order dmy "--accept=$hash"
}

# What a chair asks of a case.
ask() {
    local review=$1
    step "The merged chronology: one line a contact, with its sources" "$ctl" chronology "$vault" "$review" --merged "${pass[@]}"
    step "What the rules say" "$ctl" check "$vault" "$review" "${pass[@]}"
    step "What is late, and who is to act" "$ctl" late "$vault" "$review" "${pass[@]}"
    step "The action plan, its colours from the dates" "$ctl" actions "$vault" "$review" "${pass[@]}"
    step "Search without accents" "$ctl" search "$vault" zebrowicz "${pass[@]}"
    step "The vault, read back whole" "$ctl" vault check "$vault" "${pass[@]}"
}

# send REVIEW: export, inspect, verify, import at the centre, receipt, and the receipt proved.
send() {
    local review=$1 bundle file
    file=$work/out/$review
    mkdir -p "$file"
    step "$review: signed, then encrypted, to the centre's keys" \
        "$ctl" export "$vault" "$review" --roster "$work/roster" -o "$file" "${pass[@]}"
    file=$(echo "$file"/*.cairn*)
    bundle=$(basename "$file" | cut -d. -f1)
    step "What a carrier can see of it" "$ctl" inspect "$file"
    step "Every check that needs no store" \
        "$ctl" verify "$file" --roster "$work/roster" --identity "$work/keys/central.txt" --identity "$work/keys/identity.txt"
    step "The centre verifies it and takes it in" "$ctl" central import "$store" "$file" "${pass[@]}"
    step "The same bundle again is the same submission" "$ctl" central import "$store" "$file" "${pass[@]}"
    step "The identity desk checks the sealed part" "$ctl" central sealed "$store" "$bundle" "${pass[@]}"
    step "The centre's receipt" "$ctl" central receipt "$store" "$bundle" -o "$work/out/$review.receipt" "${pass[@]}"
    step "The chair proves the receipt and keeps it" \
        "$ctl" receipt apply "$vault" "$work/out/$review.receipt" --roster "$work/roster" "${pass[@]}"
}

if [ "$only" = --vault-only ] && [ -d "$vault" ]; then exit 0; fi
rm -rf "$vault" "$store" "$work/keys" "$work/out" "$work/roster" "$work"/enrol* "$work"/recovery-kit.txt
make_vault
if [ "$only" = --vault-only ]; then exit 0; fi
bring_in
ask OWHR-X99000001-2025-001
step "A central store, with its own keys" \
    "$ctl" central init "$store" --origin reviews.example.org/cairn --keys-out "$work/keys" "${pass[@]}"
step "The chair asks to be enrolled" "$ctl" identity request "$vault" -o "$work/enrol.txt" --device laptop "${pass[@]}"
step "The centre grants it, after comparing fingerprints" "$ctl" central enrol "$store" "$work/enrol.txt" "${pass[@]}"
step "The roster, signed by the centre" "$ctl" central roster "$store" -o "$work/roster" "${pass[@]}"
step "The chair trusts it" "$ctl" identity trust "$vault" "$work/roster" "${pass[@]}"
for review in OWHR-X99000001-2025-001 DHR-X99000002-2022-001 SAR_M-X99000003-2022-001 OWHR-X99000001-2024-001; do
    send "$review"
done
step "What the centre holds" "$ctl" central list "$store" "${pass[@]}"
printf '\nreceipt verified\n'
