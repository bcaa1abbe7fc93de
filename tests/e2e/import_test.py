"""Files of real offices, through cairnctl alone: sheets, Word tables, pasted tables, corrections, hostile files."""

import resource
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


if __name__ == "__main__":
    main([
        a_workbook_and_a_document_give_the_events_of_their_text,
        a_pasted_table_is_read_from_standard_input,
        a_corrected_file_says_what_changed,
        a_hostile_workbook_is_refused_inside_a_memory_limit,
    ])
