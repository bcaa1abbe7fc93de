"""The golden thread through cairnctl: gates that refuse, one chain both ways, what hangs loose, colours, the scan."""

from cairn import main

SCORES = [{"test": test, "score": "MET"} for test in "SMART"]


def put(ctl, vault, review, kind, fields, *id, exit=0):
    made = ctl.run("record", "put", vault, review, kind, *id, exit=exit, stdin=fields)
    return made["id"] if exit == 0 else made["error"]


def chain(ctl, vault, review):
    """Event to action update; returns the ids by kind."""
    ids = {"organisation": put(ctl, vault, review, "organisation", {"name": "Thamesbrook Police", "agency_type": "POL"})}
    ids["event"] = put(ctl, vault, review, "chronology_event", {"earliest": "2024-12-11", "latest": "2024-12-11", "mo": ["MO19"]})
    ids["finding"] = put(ctl, vault, review, "finding", {"title": "Threat not recorded", "status": "DRAFT", "finding_type": "MISSED", "mo": ["MO19"]})
    ids["evidence"] = put(ctl, vault, review, "finding_evidence", {"finding": ids["finding"], "target": ids["event"], "role": "SUPPORTS"})
    ids["lesson"] = put(ctl, vault, review, "lesson", {"findings": [ids["finding"]], "statement": "Threats need an owner."})
    ids["recommendation"] = put(ctl, vault, review, "recommendation", {
        "lessons": [ids["lesson"]], "text": "Record every third-party threat and audit a dip sample by 30 June 2026.", "rec_level": "SA",
        "addressee_org": [ids["organisation"]], "response_due": "2020-01-31", "origin": "PANEL", "smart": SCORES})
    ids["action"] = put(ctl, vault, review, "action", {
        "recommendation": ids["recommendation"], "owner_org": ids["organisation"], "start": "2019-01-01", "target_date": "2020-01-31"})
    ids["update"] = put(ctl, vault, review, "action_update", {"action": ids["action"], "date": "2020-01-01", "status": "G"})
    return ids


def the_gates_refuse_and_say_what_to_do(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    finding = put(ctl, vault, review, "finding", {"status": "DRAFT", "finding_type": "MISSED"})
    state = ctl.run("review", "show", vault, review)["state"]
    error = put(ctl, vault, review, "finding", {"status": "AGREED"}, finding, exit=14)
    assert error["code"] == "v1" and error["message"].startswith("Finding 1 is agreed without supporting evidence. Link"), error
    recommendation = put(ctl, vault, review, "recommendation", {"text": "Consider training."})
    assert put(ctl, vault, review, "recommendation", {"rec_status": "AGREED"}, recommendation, exit=14)["code"] == "v3"
    own = ctl.run("record", "show", vault, review, "review")[0]["id"]
    assert put(ctl, vault, review, "review", {"status": "S20"}, own, exit=14)["code"] == "stage_needs_decision"
    ctl.run("undo", vault, review)
    assert ctl.run("review", "show", vault, review)["state"] == state
    # A batch goes the same way: what a rule refuses stops it there.
    lines = '{"verb":["record","put","%s","finding","%s"],"input":{"status":"AGREED"}}\n' % (review, finding)
    assert ctl.raw("batch", vault, "-", stdin=lines).returncode == 14


def one_chain_is_shown_both_ways_and_a_changed_event_flags_the_finding(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    ids = chain(ctl, vault, review)
    put(ctl, vault, review, "finding", {"status": "AGREED"}, ids["finding"])
    put(ctl, vault, review, "recommendation", {"rec_status": "ISSUED"}, ids["recommendation"])
    thread = ctl.run("thread", vault, review, ids["lesson"])
    assert [step["id"] for step in thread["upstream"]] == [ids["event"], ids["evidence"], ids["finding"]], thread
    assert [step["id"] for step in thread["downstream"]] == [ids["recommendation"], ids["action"], ids["update"]], thread
    assert thread["downstream"][0]["name"] == "Recommendation 1"
    ctl.run("thread", vault, review, "00000000-0000-4000-8000-000000000000", exit=3)

    checked = ctl.run("check", vault, review)
    assert checked == {"problems": [], "orphans": []}, checked
    changed = ctl.run("record", "put", vault, review, "chronology_event", ids["event"], stdin={"earliest": "2024-12-10"})
    assert [problem["rule"] for problem in changed["problems"]] == ["V11"], changed
    assert ctl.run("check", vault, review, "--rule", "V11")["problems"][0]["id"] == ids["finding"]
    assert ctl.run("check", vault, review, "--rule", "V4")["problems"] == []
    ctl.run("check", vault, review, "--rule", "V44", exit=1)
    put(ctl, vault, review, "finding", {"status": "AGREED"}, ids["finding"])
    assert ctl.run("check", vault, review)["problems"] == []

    loose = put(ctl, vault, review, "chronology_event", {"earliest": "2024-12-12", "gp": ["GP01"]})
    assert [(one["rule"], one["id"]) for one in ctl.run("check", vault, review)["orphans"]] == [("evidence_unused", loose)]


def recommendations_are_followed_from_dates(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    ids = chain(ctl, vault, review)
    weak = put(ctl, vault, review, "recommendation", {"text": "Staff should consider training."})
    warned = {one["id"]: [w["code"] for w in one["warnings"]] for one in ctl.run("recommendation", "check", vault, review)}
    assert warned[ids["recommendation"]] == [], warned
    assert warned[weak] == ["vague", "training_only", "unowned", "no_measure", "no_date"], warned

    put(ctl, vault, review, "finding", {"status": "AGREED"}, ids["finding"])
    put(ctl, vault, review, "recommendation", {"rec_status": "ISSUED"}, ids["recommendation"])
    status = ctl.run("recommendation", "status", vault, review, ids["recommendation"])[0]
    assert (status["status"], status["stored"], status["days_left"] < 0) == ("NORESP", "ISSUED", True), status
    action = ctl.run("actions", vault, review)[0]
    assert (action["colour"], action["computed"], action["stated"], action["due"]) == ("R", "R", "G", "2020-01-31"), action
    assert ctl.run("actions", vault, review, "--colour", "G") == [] and len(ctl.run("actions", vault, review, "--late")) == 1

    other = ctl.review(vault)
    found = ctl.run("recommendation", "similar", vault, other, stdin={"text": "Each third-party threat is recorded; audit by dip samples."})
    assert found["searched"] == 2 and found["similar"][0]["ref"] == f"{review} R1", found
    own = ctl.run("recommendation", "similar", vault, review, ids["recommendation"])
    assert own["searched"] == 1 and all(one["ref"] != f"{review} R1" for one in own["similar"]), own
    real = ctl.run("review", "create", vault, "--type", "OWHR", "--area", "E09000022")["reference"]
    asked = ctl.run("recommendation", "similar", vault, real, stdin={"text": "Each third-party threat is recorded."})
    assert asked["searched"] == 0, "a demonstration's recommendations are not offered to a real review"


def the_scan_names_places_and_shows_words_only_when_asked(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    put(ctl, vault, review, "person", {"code": "KZ", "names": [{"given": "Kacper", "family": "Żebrowicz"}]})
    clean = ctl.run("scan", vault, review)
    assert clean["hits"] == [] and [one["rule"] for one in clean["warnings"]] == ["6.1"], clean
    assert clean["published"][0]["message"].startswith("Scan not run"), clean
    put(ctl, vault, review, "finding", {"statement": "Zebrowicz was seen; NHS number 943 476 5919."})
    hits = ctl.run("scan", vault, review)
    assert [hit["what"] for hit in hits["hits"]] == ["name", "nhs_number"], hits
    assert "ebrowicz" not in str(hits) and hits["published"][0]["gate"], hits
    shown = ctl.run("scan", vault, review, "--show")
    assert [hit["word"] for hit in shown["hits"]] == ["Zebrowicz", "943 476 5919"], shown
    assert "ebrowicz" not in ctl.run("scan", vault, review, text=True)


main([the_gates_refuse_and_say_what_to_do, one_chain_is_shown_both_ways_and_a_changed_event_flags_the_finding,
      recommendations_are_followed_from_dates, the_scan_names_places_and_shows_words_only_when_asked])
