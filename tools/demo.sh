#!/bin/bash
# The whole main job on the two demo cases, every step printed: vault, import, export, central verify and import, receipt.
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
    if [ "$only" = --vault-only ]; then
        step "The three invented cases, complete from screening to action plan" \
            "$ctl" demo create "$vault" all "${pass[@]}"
        return
    fi
    step "The first demo review: an offensive weapons homicide review" \
        "$ctl" review create "$vault" --type OWHR --area X99000001 --demo --year-of-death 2025 "${pass[@]}"
    owhr=$("$ctl" review list "$vault" --json "${pass[@]}" | member reference)
    step "The second: a domestic homicide review" \
        "$ctl" review create "$vault" --type DHR --area X99000002 --demo --year-of-death 2022 "${pass[@]}"
    dhr=$("$ctl" review list "$vault" --json "${pass[@]}" | tr '{' '\n' | grep '"DHR' | member reference)
}

# import REVIEW FILE AGENCY TYPE [OPTION...]: preview, then accept exactly what was shown.
bring_in() {
    local review=$1 file=$2 agency=$3 type=$4 hash
    shift 4
    local words=("$ctl" import "$vault" "$review" "$demo/$file" --agency "$agency" --agency-type "$type" "$@" "${pass[@]}")
    hash=$("${words[@]}" --json | member hash)
    step "$agency: accept what the preview showed" "${words[@]}" "--accept=$hash"
}

import_all() {
    printf '\n== A file whose dates could be read either way is a question, never a guess\n'
    if "$ctl" import "$vault" "$owhr" "$demo/01c_owhr_health.csv" --agency "St Aldhelm's and others" --agency-type GP "${pass[@]}" >"$work/question.txt"; then
        echo "   expected exit 14"
        exit 1
    fi
    tail -n 6 "$work/question.txt" | sed 's/^/   /'
    rm -f "$work/question.txt"
    bring_in "$owhr" 01a_owhr_police.csv "Thamesbrook Constabulary" POL
    bring_in "$owhr" 01b_owhr_youth_probation.csv "Thamesbrook youth and probation services" YJS
    bring_in "$owhr" 01c_owhr_health.csv "St Aldhelm's and others" GP --date-order dmy
    bring_in "$dhr" 02a_dhr_police_windows1252.csv "Northmere Police" POL --date-order dmy
    bring_in "$dhr" 02b_dhr_health_semicolon.csv "Northmere Surgery" GP --date-order dmy
    bring_in "$dhr" 02c_dhr_idva_housing_family.csv "Northmere services and family" IDVA --date-order dmy
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
import_all
step "The merged chronology" "$ctl" chronology "$vault" "$owhr" "${pass[@]}"
step "Search without accents" "$ctl" search "$vault" zebrowicz "${pass[@]}"
step "The vault, read back whole" "$ctl" vault check "$vault" "${pass[@]}"
step "A central store, with its own keys" \
    "$ctl" central init "$store" --origin reviews.example.org/cairn --keys-out "$work/keys" "${pass[@]}"
step "The chair asks to be enrolled" "$ctl" identity request "$vault" -o "$work/enrol.txt" --device laptop "${pass[@]}"
step "The centre grants it, after comparing fingerprints" "$ctl" central enrol "$store" "$work/enrol.txt" "${pass[@]}"
step "The roster, signed by the centre" "$ctl" central roster "$store" -o "$work/roster" "${pass[@]}"
step "The chair trusts it" "$ctl" identity trust "$vault" "$work/roster" "${pass[@]}"
send "$owhr"
send "$dhr"
step "What the centre holds" "$ctl" central list "$store" "${pass[@]}"
printf '\nreceipt verified\n'
