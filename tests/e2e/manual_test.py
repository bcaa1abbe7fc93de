"""docs/cairnctl.md against the program: every verb is documented, and nothing is documented that the program does not know."""

import re

from cairn import ROOT, main

MANUAL = (ROOT / "docs" / "cairnctl.md").read_text(encoding="utf-8")


def plain_words(text):
    """The lower-case words a line begins with: `event merge DIR REF` gives event merge."""
    found = []
    for word in text.split():
        if not re.fullmatch(r"[a-z]+", word):
            break
        found.append(word)
    return " ".join(found)


def verbs(ctl):
    """Every verb and what stands after it, as the program itself lists them."""
    listed = [line.removeprefix("  cairnctl ") for line in ctl.raw("--help", as_json=False).stdout.splitlines() if line.startswith("  cairnctl ")]
    found = {}
    for line in listed:
        usage = re.split(r"  +", line)[0]
        found[plain_words(usage)] = usage
    assert len(found) == len(listed) > 100, "two verbs of one name, or a list that cannot be read"
    return found


def documented():
    """What stands in code in the first column of the tables of verbs."""
    rows = [line.split(" | ")[0] for line in MANUAL.replace("\\|", "/").splitlines() if line.startswith("| `")]
    return [code for row in rows for code in re.findall(r"`([^`]+)`", row)]


def every_verb_is_in_the_manual(ctl):
    said = {plain_words(code) for code in documented()}
    missing = sorted(set(verbs(ctl)) - said)
    assert not missing, f"not in docs/cairnctl.md: {missing}"


def nothing_is_in_the_manual_that_is_no_verb(ctl):
    unknown = sorted({plain_words(code) for code in documented()} - set(verbs(ctl)))
    assert not unknown, f"in docs/cairnctl.md, and no verb: {unknown}"


def every_option_in_the_manual_is_one_of_its_verb(ctl):
    for code in documented():
        wanted = set(re.findall(r"--[a-z][a-z-]*", code))
        if wanted:
            known = ctl.raw(*plain_words(code).split(), "--help", as_json=False).stdout
            assert wanted <= set(re.findall(r"--[a-z][a-z-]*", known)), f"{code}: {sorted(wanted)}\n{known}"


if __name__ == "__main__":
    main([every_verb_is_in_the_manual, nothing_is_in_the_manual_that_is_no_verb, every_option_in_the_manual_is_one_of_its_verb])
