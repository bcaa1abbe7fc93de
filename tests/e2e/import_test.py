"""Files of real offices, through cairnctl alone: sheets, Word tables, pasted tables, corrections, hostile files."""

import os
import pathlib
import resource
import signal
import subprocess
import zipfile

from cairn import DEMO, SAMPLES, main
from chronology_test import compare


def read(ctl, file, agency, code, *more, stdin=None):
    vault = ctl.vault("vault-" + code + str(len(more)))
    review = ctl.review(vault)
    words = ["import", vault, review, file, "--agency", agency, "--agency-type", code, "--date-order", "dmy", *more, "--accept"]
    done = ctl.run(*words, stdin=stdin)
    assert done["rows_read"] == done["events"] + done["rows_set_aside"]
    return done, ctl.run("chronology", vault, review)


def a_workbook_and_a_document_give_the_events_of_their_text(ctl):
    done, rows = read(ctl, SAMPLES / "01c_owhr_health.xlsx", "Health", "ICB")
    assert done["format"] == "xlsx", done
    compare("01c_owhr_health.csv", rows)
    done, rows = read(ctl, SAMPLES / "01b_owhr_youth_probation.docx", "Youth justice", "YJS")
    assert done["format"] == "docx", done
    compare("01b_owhr_youth_probation.csv", rows)


def a_pasted_table_is_read_from_standard_input(ctl):
    text = (DEMO / "01c_owhr_health.csv").read_text(encoding="utf-8")
    done, rows = read(ctl, "-", "Health", "ICB", "--pasted", stdin=text)
    compare("01c_owhr_health.csv", rows)
    assert {row["agency"] for row in rows} == {"GP", "ED", "Talking Therapies", "Ambulance"}, rows


def a_corrected_file_says_what_changed(ctl):
    vault = ctl.vault("vault-corrected")
    review = ctl.review(vault)
    ctl.bring_in(vault, review, DEMO / "01c_owhr_health.csv", "Health", "ICB", "--date-order", "dmy")
    lines = (DEMO / "01c_owhr_health.csv").read_text(encoding="utf-8").splitlines()
    lines = [line.replace("Registered,Coded", "Registered late,Coded") for line in lines if not line.startswith("11/08/2023")]
    corrected = ctl.work / "corrected.csv"
    corrected.write_text("\n".join(lines + ["2025-02-03,GP,999 123 0001,Practice told of the death.,Noted,"]) + "\n", encoding="utf-8")
    said = ctl.run("import", "compare", vault, review, corrected, "--agency", "Health", "--date-order", "dmy")
    assert (said["unchanged"], said["changed"], said["added"], said["gone"]) == (5, 1, 1, 1), said
    ctl.bring_in(vault, review, corrected, "Health", "ICB", "--date-order", "dmy")
    assert len(ctl.run("record", "show", vault, review, "chronology_event")) == 9
    again = ctl.raw("import", vault, review, corrected, "--agency", "Health", "--date-order", "dmy", "--accept", as_json=True)
    assert again.returncode == 14, again


def a_hostile_workbook_is_refused_inside_a_memory_limit(ctl):
    vault = ctl.vault("vault-hostile")
    review = ctl.review(vault)
    bomb = ctl.work / "bomb.xlsx"
    links = "<r><Relationship Id='a' Type='/%s' Target='%s'/></r>"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("_rels/.rels", links % ("officeDocument", "xl/workbook.xml"))
        parts.writestr("xl/_rels/workbook.xml.rels", links % ("worksheet", "sheet.xml"))
        parts.writestr("xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='S' r:id='a'/></sheets></workbook>")
        parts.writestr("xl/sheet.xml", b" " * (300 << 20))
    words = [ctl.programs / "cairnctl", "import", vault, review, bomb, "--agency", "A", "--agency-type", "GP",
             "--passphrase-file", ctl.passphrase]
    limit = 1536 << 20
    said = subprocess.run(words, capture_output=True, text=True, timeout=300,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
    assert said.returncode == 14, said
    assert "unpack" in said.stderr, said


def workbook(file, rows):
    """A workbook of that many rows."""
    links = "<r><Relationship Id='a' Type='/%s' Target='%s'/></r>"
    cells = "<row><c t='inlineStr'><is><t>%s</t></is></c><c t='inlineStr'><is><t>%s</t></is></c></row>"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("_rels/.rels", links % ("officeDocument", "xl/workbook.xml"))
        parts.writestr("xl/_rels/workbook.xml.rels", links % ("worksheet", "sheet.xml"))
        parts.writestr("xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='S' r:id='a'/></sheets></workbook>")
        body = "".join(cells % ("2024-03-01", f"Seen at home {number}") for number in range(rows))
        parts.writestr("xl/sheet.xml", "<worksheet><sheetData>" + cells % ("Date", "Event") + body + "</sheetData></worksheet>")
    return file


def readers_of(process):
    """The children of a process that read for it, as /proc tells."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]) == process:
                if b"read-agency-file" in (entry / "cmdline").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            pass  # it ended while it was looked at
    return found


def is_confined(process):
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    return "Seccomp:\t2" in status and "NoNewPrivs:\t1" in status


def start_import(ctl, vault, review, file):
    words = [ctl.programs / "cairnctl", "import", vault, review, file, "--agency", "Health", "--agency-type", "GP",
             "--accept", "--passphrase-file", ctl.passphrase]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def a_file_is_read_by_a_confined_child_and_its_end_imports_nothing(ctl):
    vault = ctl.vault("vault-apart")
    review = ctl.review(vault)
    book = workbook(ctl.work / "large.xlsx", 60_000)
    seen, killed = {}, False
    process = start_import(ctl, vault, review, book)
    while process.poll() is None and not killed:
        for child in readers_of(process.pid):
            try:
                if not is_confined(child):
                    continue
                descriptors = {os.readlink(entry).split(":")[0] for entry in pathlib.Path(f"/proc/{child}/fd").iterdir()}
                seen[child] = (pathlib.Path(f"/proc/{child}/environ").read_bytes(), descriptors) if os.geteuid() == 0 else (b"", set())
                os.kill(child, signal.SIGKILL)
                killed = True
            except OSError:
                continue
    _, said = process.communicate(timeout=120)
    assert killed and len(seen) == 1, "no confined child was seen while a file was read"
    for environment, descriptors in seen.values():
        assert environment == b"" and descriptors <= {"socket", "/dev/null"}, seen
    assert process.returncode == 14 and "Nothing was imported" in said, (process.returncode, said)
    assert ctl.run("record", "show", vault, review, "import") == []
    assert ctl.run("record", "show", vault, review, "chronology_event") == []
    again = start_import(ctl, vault, review, workbook(ctl.work / "small.xlsx", 3))
    assert again.wait(timeout=120) == 0, again.stderr.read()
    assert len(ctl.run("record", "show", vault, review, "chronology_event")) == 3


def drive(ctl, file, program, seconds=60, mebibytes=2048):
    """What reading a file came to, with that program as its reader."""
    done = subprocess.run([ctl.programs / "worker_driver", "read", file, program, str(seconds), str(mebibytes)],
                          capture_output=True, text=True, timeout=300)
    return done.stdout.strip()


def a_reader_that_was_taken_over_reaches_nothing(ctl):
    driver = ctl.programs / "worker_driver"
    outcomes = {}
    for what in ["nothing", "socket", "program", "process", "write", "alter", "remove", "read", "end", "lie"]:
        file = ctl.work / f"{what}.csv"
        file.write_text(f"{what}\n{file}\n")
        outcomes[what] = drive(ctl, file, driver)
        assert file.read_text().startswith(what), "the file was touched"
        assert not pathlib.Path(f"{file}.beside").exists()
    for what in ("nothing", "write", "alter", "remove"):
        assert outcomes[what] == "it_could_not", (what, outcomes)
    for what in ("socket", "program", "process", "end"):
        assert outcomes[what] == "reader_lost", (what, outcomes)
    assert outcomes["lie"] == "reader_answer", outcomes
    landlock = "landlock" in (pathlib.Path("/sys/kernel/security/lsm").read_text() if pathlib.Path("/sys/kernel/security/lsm").exists() else "")
    assert outcomes["read"] == "it_could_not" or not landlock, outcomes


def a_bomb_ends_the_reader_only(ctl):
    driver = ctl.programs / "worker_driver"
    for what, seconds in (("memory", 60), ("spin", 2)):
        file = ctl.work / f"{what}.csv"
        file.write_text(f"{what}\n-\n")
        assert drive(ctl, file, driver, seconds, 256) == "reader_limit", what
    book = workbook(ctl.work / "wide.xlsx", 100_000)
    assert drive(ctl, book, ctl.programs / "cairnctl") == "read"


if __name__ == "__main__":
    main([
        a_workbook_and_a_document_give_the_events_of_their_text,
        a_pasted_table_is_read_from_standard_input,
        a_corrected_file_says_what_changed,
        a_hostile_workbook_is_refused_inside_a_memory_limit,
        a_file_is_read_by_a_confined_child_and_its_end_imports_nothing,
        a_reader_that_was_taken_over_reaches_nothing,
        a_bomb_ends_the_reader_only,
    ])
