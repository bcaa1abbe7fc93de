#include "sync/bundle/tags.h"

namespace bundle {

std::string readme_text()
{
    return R"(This is a Cairn bundle: one review, signed and encrypted. Stock tools open it: tar, age, minisign, sha256sum, sha512sum.
Put the age identities you hold into one file KEYS (one AGE-SECRET-KEY-1... a line). Only the holder of an identity or
recovery key opens the sealed part (names, dates of birth, agencies' original words) and the attachments kept with it.

1 The carried form. A packed bundle is a tar archive; a loose one is the folder, already open.

    test -f bundle.age || tar xf "$BUNDLE"
    test ! -d objects || for f in objects/*.age; do echo "$(basename "$f" .age)  $f"; done | sha256sum -c --quiet

2 The bundle. Each signer named in cairn/statement.txt must have signed tagmanifest-sha512.txt.

    age -d -i "$KEYS" bundle.age | tar xf -
    cd bag
    for p in $(sed -n 's/^signer //p' cairn/statement.txt); do for s in cairn/sig/*.minisig; do
    minisign -V -q -P "$p" -x "$s" -m tagmanifest-sha512.txt 2>/dev/null && echo "signed by $p"; done; done
    sha512sum -c --quiet tagmanifest-sha512.txt

3 The sealed part, if there is one.

    mkdir -p sealed data/blobs
    test ! -f data/sealed.age || age -d -i "$KEYS" data/sealed.age | tar xf - -C sealed

4 The attachments. Each is an age file with a key of its own, filled up with zeros: objects.tsv gives its file, the
file's length, the attachment's SHA-256 and length, and its key ("-": the key is in sealed/sealed-objects.tsv).

    cat cairn/objects.tsv sealed/sealed-objects.tsv 2>/dev/null | grep -o '[0-9a-f]\{64\}[^A-Z]*AGE-SECRET-KEY-1.*' |
    while read -r a b part size key; do
    test -n "$key" || { key=$b; set -- $(grep "$a" cairn/objects.tsv); a=$1; part=$3; size=$4; }
    test -f "../objects/$a.age" || continue
    echo "$key" > key.txt; age -d -i key.txt "../objects/$a.age" | head -c "$size" > "data/blobs/$part"; rm key.txt
    done

5 Everything that is said to be here. Attachments that came with an earlier revision are not in this folder, nor those
whose key you do not have: then add --ignore-missing.

    sha512sum -c --quiet manifest-sha512.txt

data/journal.jsonl is the chain of changes (each line names the SHA-256 of the line before and of its bodies),
data/bodies.jsonl and sealed/sealed.jsonl hold what they say, data/review.jsonl is the state they add up to, and
data/schema describes each kind of record. All are JSON, one object a line.
)";
}

}  // namespace bundle
