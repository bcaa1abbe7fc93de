"""The truth table of the sample files, through cairnctl alone."""

import json

from cairn import DEMO, SAMPLES, SOURCES, main

TRUTH = json.loads((SAMPLES / "EXPECTED.json").read_text(encoding="utf-8"))["files"]


def overlaps(row, truth):
    """No more than the text supports: an interval that overlaps the truth, or none."""
    early = row["earliest"] or "0000-00-00"
    late = row["latest"] or "9999-99-99"
    return early <= (truth["latest"] or "9999-99-99") and (truth["earliest"] or "0000-00-00") <= late


def compare(name, rows):
    truth = TRUTH[name]["truth"]
    assert len(rows) == len(truth), f"{name}: {len(rows)} events, wanted {len(truth)}"
    for row, want in zip(sorted(rows, key=lambda r: r["source_row"]), truth):
        where = f"{name} row {row['source_row']}"
        if want.get("needs_person"):
            assert row["problems"], f"{where}: not listed as one to settle"
            assert overlaps(row, want), f"{where}: {row['earliest']}..{row['latest']} does not overlap the truth"
            continue
        got = (row["earliest"], row["latest"], row["precision"], row["time"])
        wanted = (want["earliest"], want["latest"], want["precision"], want.get("time"))
        assert got == wanted, f"{where}: {got}, wanted {wanted}"
        if want["precision"] == "UNKNOWN":
            assert row["problems"], f"{where}: an impossible date must be a listed problem"


def every_sample_row_reads_as_the_truth_table_says(ctl):
    vault = ctl.vault()
    for case, (kind, area) in {"owhr": ("OWHR", "X99000001"), "dhr": ("DHR", "X99000002")}.items():
        review = ctl.review(vault, kind, area)
        for name, agency, code in SOURCES[case]:
            done = ctl.bring_in(vault, review, DEMO / name, agency, code, "--date-order", "dmy")
            assert done["encoding"] == TRUTH[name]["encoding"].replace("utf-8-bom", "utf-8-bom"), name
            assert done["delimiter"] == TRUTH[name]["delimiter"], name
            assert done["events"] == TRUTH[name]["events"], name
            assert done["rows_read"] == done["events"] + done["rows_set_aside"], name
        chronology = ctl.run("chronology", vault, review)
        order = [(r["earliest"] or "9999") for r in chronology]
        for name, _, _ in SOURCES[case]:
            compare(name, [r for r in chronology if r["source_file"] == name])
        assert len(order) == sum(TRUTH[n]["events"] for n, _, _ in SOURCES[case])


def an_undecidable_day_month_order_is_a_question_and_exit_14(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    words = ["import", vault, review, DEMO / "01c_owhr_health.csv", "--agency", "Surgery", "--agency-type", "GP"]
    said = ctl.raw(*words, as_json=False)
    assert said.returncode == 14, said
    assert "row" in said.stdout + said.stderr
    assert ctl.raw(*words, "--accept", as_json=False).returncode == 14
    assert ctl.run("chronology", vault, review) == []


def a_preview_changes_nothing_and_a_changed_preview_is_refused(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    before = ctl.run("review", "show", vault, review)["state"]
    file = ctl.work / "police.csv"
    file.write_bytes((DEMO / "01a_owhr_police.csv").read_bytes())
    words = ["import", vault, review, file, "--agency", "Police", "--agency-type", "POL"]
    preview = ctl.run(*words)
    assert ctl.run("review", "show", vault, review)["state"] == before
    file.write_bytes(file.read_bytes().replace(b"Crime recorded", b"Crime Recorded"))
    ctl.run(*words, f"--accept={preview['hash']}", exit=14)
    assert ctl.run("review", "show", vault, review)["state"] == before


def undo_of_an_import_restores_the_state_and_redo_brings_it_back(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    before = ctl.run("review", "show", vault, review)["state"]
    done = ctl.bring_in(vault, review, DEMO / "02a_dhr_police_windows1252.csv", "Police", "POL", "--date-order", "dmy")
    after = ctl.run("review", "show", vault, review)["state"]
    assert before != after
    ctl.run("import", "undo", vault, review, done["import"])
    assert ctl.run("review", "show", vault, review)["state"] == before
    assert ctl.run("chronology", vault, review) == []
    ctl.run("undo", vault, review, exit=1)  # the review itself is not taken back
    ctl.run("redo", vault, review)
    assert ctl.run("review", "show", vault, review)["state"] == after
    ctl.run("record", "put", vault, review, "person", stdin={"code": "C1"})
    later = ctl.run("review", "show", vault, review)["state"]
    ctl.run("import", "undo", vault, review, done["import"])
    assert ctl.run("chronology", vault, review) == []
    assert len(ctl.run("record", "show", vault, review, "person")) == 1
    ctl.run("undo", vault, review)
    assert ctl.run("review", "show", vault, review)["state"] == later
    assert ctl.run("vault", "check", vault)["sound"]


def a_settled_row_has_the_chairs_dates_and_the_agencys_words(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    ctl.bring_in(vault, review, DEMO / "01b_owhr_youth_probation.csv", "Youth justice", "YJS", "--date-order", "dmy")
    row = next(r for r in ctl.run("chronology", vault, review) if r["date_text"] == "Feb half term 2023")
    assert row["problems"]
    ctl.run("event", "settle", vault, review, row["id"],
            stdin={"earliest": "2023-02-13", "latest": "2023-02-17", "precision": "RANGE", "reason": "school calendar"})
    settled = next(r for r in ctl.run("chronology", vault, review) if r["id"] == row["id"])
    assert (settled["earliest"], settled["latest"], settled["precision"]) == ("2023-02-13", "2023-02-17", "RANGE")
    assert settled["date_text"] == row["date_text"] and settled["text"] == row["text"] and settled["problems"] == []
    ctl.run("event", "settle", vault, review, row["id"], stdin={"earliest": "2023-02-30", "reason": "x"}, exit=1)
    ctl.run("undo", vault, review)
    again = next(r for r in ctl.run("chronology", vault, review) if r["id"] == row["id"])
    assert again == row


if __name__ == "__main__":
    main([every_sample_row_reads_as_the_truth_table_says, an_undecidable_day_month_order_is_a_question_and_exit_14,
          a_preview_changes_nothing_and_a_changed_preview_is_refused, undo_of_an_import_restores_the_state_and_redo_brings_it_back,
          a_settled_row_has_the_chairs_dates_and_the_agencys_words])
