"""Tables, queries and coded exports, through cairnctl alone."""

import csv
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


if __name__ == "__main__":
    main([the_action_plan_has_the_seven_columns_of_2016_in_every_form,
          a_pseudonymised_chronology_has_no_words_of_an_agency_and_an_identified_one_is_marked,
          queries_answer_with_the_same_facts_to_people_and_machines,
          what_changed_is_told_by_meaning])
