"""Nothing of the case lies in the clear: not in the vault, its journals, backups, temporary files, logs or bundle.

Looked for: every name, every date in full and every word of eight letters or more of the demo case that the
program's own messages and format names do not use. What is looked for is printed as a count; the words left out,
because the program itself uses them, are listed."""

import os
import pathlib
import re
import shutil
import signal
import tempfile

from cairn import DEMO, ROOT, SOURCES, Watched, main

NAMES = ["Żebrowicz", "ŻEBROWICZ", "Zebrowicz", "Kacper", "Beata", "Calloway", "CALLOWAY", "Rhys", "Rizz", "Đurić", "Zlatko", "Márquez", "MÁRQUEZ",
         "Fauché", "FAUCHÉ", "Étienne", "Renée", "Lacroix", "Inés", "Thamesbrook", "Northmere", "Aldhelm"]
FOLDED = [name.lower() for name in NAMES]


def case_text():
    text = ""
    for files in SOURCES.values():
        for name, _, _ in files:
            raw = (DEMO / name).read_bytes()
            text += raw.decode("cp1252" if "1252" in name else "utf-8-sig") + "\n"
    return text


def own_words(programs):
    """Words that the programs and their formats use themselves."""
    program = (programs / "cairnctl").read_bytes()
    for file in DEMO.iterdir():  # the cases lie in the program too: they are what is looked for
        program = program.replace(file.read_bytes(), b"\n")
    return {word.decode().lower() for word in re.findall(rb"[A-Za-z]{8,}", program)}


def wanted(programs):
    text = case_text()
    words = {word for word in re.findall(r"[^\W\d_]{8,}", text)}
    own = own_words(programs)
    left_out = sorted({word.lower() for word in words if word.lower() in own})
    words = {word for word in words if word.lower() not in own}
    dates = set(re.findall(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{1,2}-[A-Z][a-z]{2}-\d{2}\b", text))
    # As the program spells a date; the death itself is in no message of the program.
    dates |= {"2025-02-02", "2022-06-12", "2021-01-22", "2019-12-24"}
    phones = {"020 7946 0123", "999 123 0001"}
    return words | dates | phones | set(NAMES) | set(FOLDED), left_out


def spelled(words):
    for word in words:
        for encoding in ("utf-8", "utf-16-le", "cp1252"):
            try:
                yield word, word.encode(encoding)
            except UnicodeEncodeError:
                pass


def search(needles, folders, skip=()):
    found = []
    for folder in folders:
        for path in pathlib.Path(folder).rglob("*"):
            if not path.is_file() or path in skip:
                continue
            data = path.read_bytes()
            for word, raw in needles:
                if raw in data:
                    found.append((word, path))
            name = str(path.name)
            found += [(word, path) for word, _ in needles if word in name]
    return found


def the_vault_and_the_bundle_hold_no_word_of_the_case_in_the_clear(ctl):
    words, left_out = wanted(ctl.programs)
    needles = list(spelled(words))
    print(f"looking for {len(words)} words, names and dates; left out, because the program itself uses them: {' '.join(left_out)}")
    assert len(words) > 120 and len(left_out) < len(words)
    assert search(needles, [DEMO]), "the search itself must be able to find them"
    temporary = ctl.work / "tmp"
    temporary.mkdir()
    os.environ.update(TMPDIR=str(temporary), HOME=str(temporary), XDG_RUNTIME_DIR=str(temporary), XDG_CACHE_HOME=str(temporary))
    vault = ctl.vault()
    store, _ = ctl.centre()
    for case, (kind, area) in {"owhr": ("OWHR", "X99000001"), "dhr": ("DHR", "X99000002")}.items():
        review = ctl.review(vault, kind, area)
        for name, agency, code in SOURCES[case]:
            ctl.bring_in(vault, review, DEMO / name, agency.split()[-1], code, "--date-order", "dmy")
    ctl.run("search", vault, "zebrowicz")
    ctl.run("undo", vault, review)
    roster = ctl.enrol(vault, store)
    out = ctl.work / "out"
    out.mkdir()
    for card in ctl.run("review", "list", vault):
        ctl.run("export", vault, card["reference"], "--roster", roster, "-o", out)
    ctl.run("vault", "backup", vault, ctl.work / "backup")
    ctl.run("central", "import", store, *sorted(out.iterdir()))
    # Killed in the middle of an import, the rollback journal still lies there.
    killed = [ctl.work / f"killed{number}" for number in (5, 40, 80, 120)]
    for folder, number in zip(killed, (5, 40, 80, 120)):
        shutil.copytree(vault, folder)
        run = Watched(ctl, ["import", folder, review, DEMO / "01a_owhr_police.csv", "--agency", "P", "--agency-type", "POL", "--accept"])
        run.kill_at_write(number)
        assert run.process.returncode == -signal.SIGKILL, f"the import ended before its write {number}"
    found = search(needles, [vault, store, out, ctl.work / "backup", temporary, *killed])
    assert not found, found[:10]


main([the_vault_and_the_bundle_hold_no_word_of_the_case_in_the_clear])
