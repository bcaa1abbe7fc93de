"""Tables, queries and coded exports, through cairnctl alone."""

import csv
import json
import os
import stat
import subprocess

from cairn import DEMO, main


def put(ctl, vault, review, kind, fields, *id):
    return ctl.run("record", "put", vault, review, kind, *id, stdin=fields)["id"]


def small_review(ctl):
    """A review of three imported rows' worth of everything the tables draw on."""
    vault = ctl.vault()
    review = ctl.review(vault)
    ctl.bring_in(vault, review, DEMO / "01a_owhr_police.csv", "Thamesbrook Constabulary", "POL", "--date-order", "dmy")
    police = ctl.run("record", "show", vault, review, "organisation")[0]["id"]
    event = ctl.run("chronology", vault, review)[0]["id"]
    line = put(ctl, vault, review, "kloe", {"kloe_no": 1, "question": "Was risk seen?", "agencies": [police]})
    finding = put(ctl, vault, review, "finding", {"number": 1, "title": "=SUM(1)", "statement": "Risk was not joined up.",
                                                  "finding_type": "MISSED", "status": "DRAFT", "kloe": [line], "agencies": [police]})
    put(ctl, vault, review, "finding_evidence", {"finding": finding, "target": event, "role": "SUPPORTS"})
    lesson = put(ctl, vault, review, "lesson", {"number": 1, "statement": "Threats need an owner.", "findings": [finding]})
    rec = put(ctl, vault, review, "recommendation", {"number": 1, "text": "Triage every named threat.", "lessons": [lesson],
                                                     "addressee_org": [police], "rec_level": "FORCE", "response_due": "2026-01-31"})
    put(ctl, vault, review, "action", {"number": 1, "recommendation": rec, "text": "Write the triage.", "owner_org": police,
                                       "scope": "local", "target_date": "2020-01-31",
                                       "milestones": [{"text": "Draft", "date": "2019-12-01", "done": "2019-11-30"}]})
    return vault, review


def the_action_plan_has_the_seven_columns_of_2016_in_every_form(ctl):
    vault, review = small_review(ctl)
    answer = ctl.run("copy", vault, review, "actions")
    assert [c["label"] for c in answer["columns"]] == [
        "Recommendation", "Scope", "Action to take", "Lead agency", "Key milestones achieved in enacting recommendation",
        "Target date", "Date of completion and outcome"], answer["columns"]
    row = answer["rows"][0]
    assert row["recommendation"] == "1. Triage every named threat.", row
    assert row["lead_agency"] == "Thamesbrook Constabulary" and row["target_date"] == "2020-01-31", row
    for form in ("html", "tsv", "csv", "xlsx"):
        file = ctl.work / f"plan.{form}"
        ctl.run("copy", vault, review, "actions", "-o", file)
        assert stat.S_IMODE(os.stat(file).st_mode) == 0o600, form
        assert form == "xlsx" or b"DEMO" in file.read_bytes(), form
    assert ctl.raw("copy", vault, review, "actions", "--as", "xlsx").returncode == 1
    assert ctl.raw("copy", vault, review, "nothing").returncode == 3


def a_pseudonymised_chronology_has_no_words_of_an_agency_and_an_identified_one_is_marked(ctl):
    vault, review = small_review(ctl)
    coded = ctl.run("copy", vault, review, "chronology", "--as", "csv", text=True)
    rows = ctl.run("chronology", vault, review)
    assert "not yet coded" in coded and "IDENTIFIED" not in coded
    for row in rows:
        assert not row["text"] or row["text"][:25] not in coded, row["id"]
    named = ctl.run("copy", vault, review, "chronology", "--as", "html", "--identified", text=True)
    assert "IDENTIFIED" in named and "OFFICIAL-SENSITIVE" in named and "DEMO" in named
    assert len(ctl.run("copy", vault, review, "chronology")["rows"]) == len(rows) == 10


def queries_answer_with_the_same_facts_to_people_and_machines(ctl):
    vault, review = small_review(ctl)
    late = ctl.run("late", vault, review)["rows"]
    assert [r["what"] for r in late] == ["action"] or "action" in [r["what"] for r in late], late
    matrix = ctl.run("matrix", vault, review, "agencies")
    assert matrix["rows"][0]["c1"] == "1 finding, 1 evidence", matrix
    assert ctl.run("matrix", vault, review, "findings")["rows"][0]["c1"] == "1 finding, 1 evidence"
    assert ctl.raw("matrix", vault, review, "something").returncode == 1
    coverage = ctl.run("coverage", vault, review)
    cells = coverage["rows"][0]
    assert any("received" in str(v) for v in cells.values()), cells
    forms = {r["name"]: r for r in ctl.run("completeness", vault, review)["rows"]}
    assert forms["Terms of reference"]["state"] == "not started", forms
    fields = {r["id"]: r for r in ctl.run("missing", vault, review)["rows"]}
    assert fields["finding.title"]["filled"] == 1 and fields["finding.theme"]["empty"] == 1
    assert "chronology_event.text" not in fields
    assert "chronology_event.text" in {r["id"] for r in ctl.run("missing", vault, review, "--identified")["rows"]}
    text = ctl.run("completeness", vault, review, text=True)
    assert "Terms of reference" in text and "not started" in text


def what_changed_is_told_by_meaning(ctl):
    vault, review = small_review(ctl)
    everything = ctl.run("changed", vault, review, "--since", "2020-01-01")["rows"]
    assert {r["turn"] for r in everything} == {"added"}, everything
    assert ctl.run("changed", vault, review, "--since", "2999-01-01")["rows"] == []
    assert ctl.raw("changed", vault, review).returncode == 1
    assert ctl.raw("changed", vault, review, "--meeting", "3").returncode == 3
    put(ctl, vault, review, "meeting", {"number": 3, "date": "2020-05-01"})
    assert ctl.run("changed", vault, review, "--meeting", "3")["rows"]


def the_codebook_needs_no_vault_and_comes_in_three_forms(ctl):
    book = json.loads(plainly(ctl, "codebook", "--json").stdout)
    assert book["format"] == "cairn/codebook/v1" and len(book["kinds"]) >= 44 and len(book["lists"]) > 71
    page = ctl.work / "codebook.html"
    assert plainly(ctl, "codebook", "--as", "html", "-o", page).returncode == 0
    assert b'id="kind-finding"' in page.read_bytes()
    rows = list(csv.DictReader(plainly(ctl, "codebook", "--as", "csv").stdout.lstrip("\ufeff").splitlines(keepends=True)))
    assert {"what": "field", "kind": "finding", "field": "status"}.items() <= [r for r in rows if r["kind"] == "finding" and r["field"] == "status"][0].items()


def plainly(ctl, *words):
    """A verb that opens nothing takes no passphrase."""
    return subprocess.run([ctl.programs / "cairnctl", *map(str, words)], capture_output=True, text=True, timeout=60)


def a_coded_export_reads_back_and_a_changed_file_is_found(ctl):
    vault, review = small_review(ctl)
    folder = ctl.work / "coded"
    done = ctl.run("coded", vault, review, "-o", folder, "--text")
    assert done["demo"] is True and "coded.json" in done["files"], done
    assert ctl.raw("coded", vault, review, "-o", folder).returncode == 1  # never over an earlier one
    with open(folder / "finding.csv", encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["title"] == "'=SUM(1)" and row["demo"] == "true", row
    checked = plainly(ctl, "coded", "check", folder)
    assert checked.returncode == 0, checked
    text = (folder / "finding.csv").read_bytes()
    (folder / "finding.csv").write_bytes(text.replace(b"MISSED", b"SYSTEM"))
    changed = plainly(ctl, "coded", "check", folder)
    assert changed.returncode == 13 and "finding.csv, row 2: finding_type" in changed.stdout, changed
    for file in folder.iterdir():
        assert b"23.50" not in file.read_bytes(), file.name  # no word of an agency
        assert stat.S_IMODE(os.stat(file).st_mode) == 0o600, file.name


def early_learning_goes_out_on_one_page_and_not_with_a_name(ctl):
    vault, review = small_review(ctl)
    assert ctl.raw("note", vault, review).returncode == 14  # nothing is marked yet
    lesson = ctl.run("record", "show", vault, review, "lesson")[0]["id"]
    put(ctl, vault, review, "lesson", {"early_learning": True, "audience": "Duty inspectors"}, lesson)
    put(ctl, vault, review, "incident", {"area_gss": "X99000001", "method": "M01",
                                         "death_date": {"text": "2 Feb 2025", "earliest": "2025-02-02", "latest": "2025-02-02", "precision": "DAY"}})
    preview = ctl.run("note", vault, review)
    assert "Threats need an owner." in preview["text"] and "February 2025" in preview["text"] and "2 February" not in preview["text"]
    assert "DEMO" in preview["text"]
    assert "issued_on" not in ctl.run("record", "show", vault, review, "lesson", lesson)["fields"]
    page = ctl.work / "note.html"
    ctl.run("note", vault, review, "-o", page)
    assert b"Duty inspectors" in page.read_bytes() and b"DEMO" in page.read_bytes()
    assert ctl.run("record", "show", vault, review, "lesson", lesson)["fields"]["issued_on"]
    put(ctl, vault, review, "person", {"code": "V", "names": [{"kind": "LEGAL", "given": "Kacper", "family": "Zebrowicz"}]})
    put(ctl, vault, review, "lesson", {"statement": "Kacper's school knew."}, lesson)
    refused = ctl.raw("note", vault, review, "-o", ctl.work / "other.html")
    assert refused.returncode == 14 and "Kacper" not in refused.stdout + refused.stderr, refused
    assert not (ctl.work / "other.html").exists()


def a_note_travels_in_a_bundle_from_the_first_stages(ctl):
    vault, review = small_review(ctl)
    store, _ = ctl.centre()
    roster = ctl.enrol(vault, store)
    lesson = ctl.run("record", "show", vault, review, "lesson")[0]["id"]
    put(ctl, vault, review, "lesson", {"early_learning": True}, lesson)
    ctl.run("note", vault, review, "-o", ctl.work / "note.html")
    assert ctl.run("review", "show", vault, review)["status"] in ("S00", "S05"), "a review that has hardly begun"
    bundle = ctl.work / "bundle.cairn"
    ctl.run("export", vault, review, "--roster", roster, "-o", bundle)
    assert bundle.stat().st_size > 0


if __name__ == "__main__":
    main([the_codebook_needs_no_vault_and_comes_in_three_forms,
          a_coded_export_reads_back_and_a_changed_file_is_found,
          early_learning_goes_out_on_one_page_and_not_with_a_name,
          a_note_travels_in_a_bundle_from_the_first_stages,
          the_action_plan_has_the_seven_columns_of_2016_in_every_form,
          a_pseudonymised_chronology_has_no_words_of_an_agency_and_an_identified_one_is_marked,
          queries_answer_with_the_same_facts_to_people_and_machines,
          what_changed_is_told_by_meaning])
