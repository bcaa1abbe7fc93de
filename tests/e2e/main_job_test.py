"""The main job of a chair from an empty folder to a receipt, in the real window, by real keys and the mouse: a vault and
its kit, a review, the agencies' files, duplicates, coding, a finding with what follows from it, a meeting with a lock in
the middle of a sentence, enrolment, the signed bundle; the centre verifies it, and the vault is read again without the
window."""

import json
import os
import re
import shutil
import sys

from cairn import DEMO, PASSPHRASE, SAMPLES, main
from desk_job_test import fill
from desktop_test import Desktop
from first_run_test import make_vault, try_kit, type_seen
from lock_test import wait_for

REFERENCE = "OWHR-X99000001-2025-001"
# As three agencies send them: a text with commas, a Word document, a text whose dates can be read either way round.
FILES = [(DEMO / "01a_owhr_police.csv", "Thamesbrook Constabulary", "POL", "Police: territorial force", 10),
         (SAMPLES / "01b_owhr_youth_probation.docx", "Thamesbrook Youth and Probation", "YJS", "Youth justice service", 9),
         (DEMO / "01c_owhr_health.csv", "Thamesbrook Health", "GP", "General practice / primary care", 7)]
STABBED = "Stab wound left thigh"
FOOTBALL = "Engaged with summer football scheme"
SCHOOL = "Attendance 71%"
TITLE = "A reachable moment was not used"
LESSON = "Somebody must own the moment after an injury."
RECOMMENDED = "The force names one owner for every reported threat."
ACTION = "Write the procedure and start it."
BEGUN, REST = "Agencies search from September 2016", " to the day of the death."


def choose(desk, field, words, label, several=False):
    """Opens a list, types what it should find, and takes the first that fits."""
    desk.click(f"picker | {field} |")
    desk.wait("| choices.search |")
    desk.type(words)
    desk.wait(f"= {words} | focus")
    desk.press("Return")
    if several:
        desk.wait(f"= {label}")
        desk.press("Escape")
    desk.wait_gone("| choices.search |")
    desk.wait(f"= {label}")


def choose_file(desk, key, folder, name=None):
    """In the program's own chooser: the path is typed, then a file of it is pressed or the folder itself taken."""
    desk.click(f"text field | {key}.path |")
    desk.press("ctrl+a")
    desk.type(str(folder))
    desk.wait(f"| Folder = {folder} | focus")
    desk.press("Return")
    if name is None:
        desk.wait(f"| {key}.none | No folders in here")
    else:
        desk.click(f"row | {key}.table/{name} |")
        wait_for(60, f"{name} marked", lambda: any(f"row | {key}.table/{name} |" in line and "| selected" in line
                                                   for line in desk.tree().splitlines()))
    desk.click(f"button | {key}.choose |")
    desk.wait_gone(f"dialog | {key} |")


def makes_a_vault_and_tries_its_kit(ctl, desk):
    make_vault(desk)
    try_kit(desk, ctl.work)
    desk.tab_to("kit.enter |")
    desk.press("Return")
    desk.wait("This vault holds no review yet.")
    desk.picture("job-01-empty")


def opens_a_review(desk):
    desk.click("button | reviews.new |")
    desk.click("button | screening.test.OWHR/OW_HOMICIDE |")
    desk.click("radio button | screening.answer.MET |")
    fill(desk, "screening.answer.for", "A man of twenty was stabbed and died.")
    desk.picture("job-02-screening")
    desk.click("button | screening.answer.save |")
    desk.wait_gone("| screening.answer.save |")
    desk.click("button | new.next |")
    desk.wait("Step 2 of 3")
    choose(desk, "new.type", "Offensive", "Offensive Weapons Homicide Review")
    desk.click("check box | new.demo |")
    desk.click("radio button | new.area.X99000001 |")
    desk.wait("Thamesbrook (demo) | selected")
    fill(desk, "new.year", "2025")
    desk.picture("job-03-type")
    desk.click("button | new.next |")
    desk.wait("Step 3 of 3")
    fill(desk, "decision.text", "The partners hold this review.")
    fill(desk, "decision.reason", "Every test of the law is met.")
    fill(desk, "decision.by", "Dame Ruth Abara")
    choose(desk, "decision.basis", "PCSC", "Police, Crime, Sentencing and Courts Act 2022 s.24", several=True)
    desk.picture("job-04-decision")
    desk.click("button | new.make |")
    desk.wait("overview.today", 120)
    desk.picture("job-05-overview")
    assert "tour.title" not in desk.tree(), "the tour lies over a review that has nothing to show"


def says_whose_file_it_is(desk, agency, code, kind):
    desk.wait("Whose file is it?")
    tree = desk.wait("button | import.look |")
    if "radio button | import.agency.new |" in tree:
        desk.click("radio button | import.agency.new |")
    elif "picker | import.agency |" in tree:
        choose(desk, "import.agency", "not listed", "An agency that is not listed")
    fill(desk, "import.name", agency)
    choose(desk, "import.type", code, kind)


def imports_the_three_files(ctl, desk):
    sent = ctl.work / "sent"
    sent.mkdir()
    for number, (file, agency, code, kind, contacts) in enumerate(FILES):
        shutil.copy(file, sent)
        if number == 0:
            desk.click("button | rail.import |")
        else:
            desk.click("button | import.more |")
        desk.click("button | import.choose |")
        choose_file(desk, "import.files", sent, file.name)
        says_whose_file_it_is(desk, agency, code, kind)
        desk.click("button | import.look |")
        tree = desk.wait("button | import.accept |", 120)
        assert STABBED not in tree, "an agency's words are shown in coded view"
        if number == 2:
            desk.wait("Which comes first in this file, the day or the month?")
            desk.picture("job-06-date-order")
            desk.click("radio button | import.order.DMY |")
        desk.wait("Nothing has entered the review yet.")
        desk.picture(f"job-07-preview-{number}")
        desk.click(f"button | import.accept | Add {contacts} contacts")
        desk.wait(f"{contacts} contacts were added", 120)
    desk.click("button | import.open |")
    desk.wait("| chronology.table | Chronology | of 26")
    desk.wait("26 contacts and events from")
    desk.picture("job-08-chronology")


def pair_of(desk, *sides):
    """The key of the pair whose two sides these are, in either order."""
    pairs = {}
    for line in desk.tree().splitlines():
        if found := re.match(r" *text \| doubles\.(pair\d+)\.[ab] \| (.*?) \| ", line):
            pairs.setdefault(found[1], []).append(found[2])
    return next((key for key, said in pairs.items() if all(any(side in one for one in said) for side in sides)), None)


def pairs_waiting(desk):
    found = re.search(r"\| doubles\.count \| (\d+) pair", desk.tree())
    return int(found.group(1)) if found else 0


def decides(desk, act, *sides):
    waiting = pairs_waiting(desk)
    wait_for(60, f"the pair {sides}", lambda: pair_of(desk, *sides))
    desk.click(f"button | doubles.{pair_of(desk, *sides)}.{act} |")
    wait_for(60, "one pair fewer", lambda: pairs_waiting(desk) == waiting - 1 and pair_of(desk, *sides) is None)


def merges_what_was_told_twice(desk):
    desk.press("F8")
    desk.wait("Identified view")
    desk.click("button | chronology.doubles |")
    desk.wait("| doubles.pair0 |")
    desk.picture("job-09-duplicates")
    decides(desk, "join", "Thamesbrook Constabulary, 11 December 2024", "Ambulance, 12 December 2024")
    desk.wait("; 1 told by several sources")
    decides(desk, "join", "Thamesbrook Constabulary, 5 March 2022", "ED, 5 March 2022")
    desk.wait("; 2 told by several sources")
    decides(desk, "apart", "children's social care, 22 January 2021", "Thamesbrook Constabulary, 22 January 2021, 19:10")
    desk.wait("| chronology.table | Chronology | of 24")
    desk.picture("job-10-merged")
    desk.click("button | doubles.title_close |")
    desk.wait("| inspector.title |")


def chosen_row(desk):
    rows = re.findall(r"^ *row \| chronology\.table/(\S+) .*\| selected", desk.tree(), re.M)
    return rows[0] if rows else ""


def cell(desk, event, column):
    start = f"cell | chronology.table/{event}/{column} |"
    return next((line for line in desk.tree().splitlines() if line.lstrip().startswith(start)), "")


def goes_to(desk, words):
    """Down the chronology with the arrow, as a reader does, to the contact with these words; its id."""
    if not re.search(r"cell \| chronology\.table/.*\| focus", desk.tree()):  # a second press would go into the contact
        desk.click("row | chronology.table/")
    desk.press("Home")
    desk.wait("| row 1 | selected")
    for row in range(2, 60):
        event = chosen_row(desk)
        if words in cell(desk, event, "what"):
            return event
        desk.press("Down")
        desk.wait(f"| row {row} | selected")
    raise AssertionError(f"not in the chronology: {words}")


def codes(desk, event, letter, title, words, seen):
    desk.press(letter)
    desk.wait(f"{title}: type to find")
    desk.type(words)
    desk.wait(f"= {words} | focus")
    desk.press("Return")
    desk.wait_gone("| choices.search |")
    wait_for(60, f"{seen} in the table", lambda: seen in cell(desk, event, "coding"))


def codes_by_one_key_each(desk):
    event = goes_to(desk, SCHOOL)
    codes(desk, event, "m", "Missed opportunity", "interpreter", "Missed opportunity")
    event = goes_to(desk, FOOTBALL)
    codes(desk, event, "g", "Good practice", "GP01", "Good practice")
    event = goes_to(desk, STABBED)
    assert "ED and Thamesbrook Constabulary" in cell(desk, event, "agency"), cell(desk, event, "agency")
    codes(desk, event, "m", "Missed opportunity", "reachable", "Missed opportunity")
    desk.press("k")
    wait_for(60, "the key episode in the table", lambda: "Key episode" in cell(desk, event, "coding"))
    desk.picture("job-11-coded")
    return event


def begins_a_finding_with_the_chosen_contact(desk):
    desk.press("e")
    desk.wait("Add to finding: type to find")
    desk.wait("| A new finding, with this as its first evidence")
    desk.press("Return")
    desk.wait("What it does for the finding: type to find")
    desk.type("Supports")
    desk.wait("= Supports | focus")
    desk.press("Return")
    desk.wait_gone("| choices.search |")
    desk.click("tab | inspector.tabs.2 |")
    desk.wait("Finding 1  ·  Supports")
    desk.picture("job-12-thread-of-the-contact")
    desk.click("tab | inspector.tabs.0 |")


def writes_the_finding(desk):
    desk.click("button | rail.analysis |")
    desk.click("tab | analysis.tabs.2 | Findings 1")
    desk.click("row | records.table/")
    fill(desk, "finding.title", TITLE)
    fill(desk, "finding.statement", "After the stab wound nobody met V while V could be reached.")
    choose(desk, "finding.finding_type", "missed", "Missed opportunity")
    desk.wait("Finding 1 has no lesson")
    choose(desk, "finding.theme", "F12", "Weapon carrying and access")
    choose(desk, "finding.mo", "reachable", "Reachable moment not used", several=True)
    desk.picture("job-13-finding")


def adds_evidence(desk):
    desk.click("button | evidence.add |")
    desk.wait("| picker.words |")
    desk.click("radio button | picker.role.CONTEXT |")
    desk.wait("Gives context | selected")
    fill(desk, "picker.words", "football")
    desk.wait(FOOTBALL)
    desk.picture("job-14-evidence")
    line = next(line for line in desk.tree().splitlines() if FOOTBALL in line and ".words |" in line and "picker." in line)
    event = re.search(r"picker\.(\S+)\.words", line).group(1)
    desk.click(f"button | picker.{event} |")
    desk.wait_gone("dialog | picker |")
    desk.wait("| Evidence 2")


def draws_a_lesson(desk):
    desk.click("tab | analysis.tabs.4 | Lessons")
    desk.click("button | records.add | Add a lesson")
    fill(desk, "lesson.statement", LESSON)
    choose(desk, "lesson.findings", "reachable", "Finding 1", several=True)
    desk.wait_gone("rests on no finding")
    desk.picture("job-15-lesson")


def recommends(desk):
    desk.click("tab | analysis.tabs.5 | Recommendations")
    desk.click("button | records.add | Add a recommendation")
    desk.wait("rests on no lesson")
    fill(desk, "recommendation.text", RECOMMENDED)
    choose(desk, "recommendation.lessons", "moment", "Lesson 1", several=True)
    desk.wait_gone("rests on no lesson")
    choose(desk, "recommendation.addressee_org", "Constabulary", "Thamesbrook Constabulary", several=True)
    desk.wait_gone("has no addressee")
    choose(desk, "recommendation.rec_level", "single", "Single agency")
    desk.wait_gone("has no level")
    desk.picture("job-16-recommendation")


def gives_an_action(desk):
    desk.click("tab | analysis.tabs.6 | Actions")
    desk.click("button | records.add | Add an action")
    desk.click("radio button | action.recommendation.")
    desk.wait("Single agency | selected")
    fill(desk, "action.text", ACTION)
    choose(desk, "action.owner_org", "Constabulary", "Thamesbrook Constabulary")
    fill(desk, "action.owner_role", "Head of safeguarding")
    fill(desk, "action.target_date", "30 June 2027")
    desk.press("Tab")
    desk.wait("Due 30 June 2027")
    desk.picture("job-17-action")


def sees_the_golden_thread_whole(desk):
    desk.click("tab | analysis.tabs.8 | Golden thread")
    desk.wait("Nothing is missing on this thread")
    for called in ("Finding 1", "Lesson 1", "Recommendation 1", "Action 1"):
        wait_for(60, called, lambda one=called: re.search(rf"button \| thread\.\S+ \| {one} \|", desk.tree()))
    desk.picture("job-18-golden-thread")


def opens_a_meeting(desk):
    desk.click("button | rail.meetings |")
    desk.click("button | meetings.add |")
    desk.wait("| entry.title |")
    choose(desk, "meeting.meeting_type", "First panel", "First panel: terms of reference")
    fill(desk, "meeting.quorum", "1")
    desk.click("button | entry.save |")
    desk.wait("Meeting 1: First panel: terms of reference")
    desk.click("text field | agenda.new |")
    for number, words in enumerate(("Settle the terms of reference", "Who asks the hospital"), 1):
        desk.type(words)
        desk.wait(f"= {words} | focus")
        desk.press("Return")
        desk.wait(f"| {number}. {words}")
    desk.picture("job-19-agenda")
    desk.click("tab | meeting.tabs.1 | Attendance")
    desk.click("check box | meeting.confidentiality |")
    desk.wait("Confidentiality statement read")
    fill(desk, "seat.post", "Borough commander")
    choose(desk, "seat.agency", "Constabulary", "Thamesbrook Constabulary")
    desk.click("button | seat.add |")
    desk.wait("1 present, quorum of 1 met")
    desk.picture("job-20-attendance")


def is_locked_in_the_middle_of_a_sentence_and_goes_on(desk):
    desk.click("button | meeting.decide |")
    desk.wait("decision.text | Decision | focus")
    desk.type(BEGUN)
    desk.wait(f"= {BEGUN} | focus")
    before = desk.window
    desk.press("ctrl+l")
    tree = desk.wait("passphrase field | unlock.passphrase")
    assert "September 2016" not in tree and "rail." not in tree, tree
    wait_for(60, "a new window", lambda: desk.windows() and before not in desk.windows())
    desk.again()
    desk.picture("job-21-locked")
    desk.type(PASSPHRASE)
    desk.press("Return")
    desk.wait(f"= {BEGUN} | focus", 120)
    desk.picture("job-22-unlocked")
    desk.type(REST)
    desk.wait(f"= {BEGUN}{REST} | focus")


def takes_down_a_decision_and_an_action(desk):
    choose(desk, "decision.decision_kind", "scope", "Time period or scope")
    desk.click("button | entry.save |")
    desk.wait("| Decisions 1")
    desk.wait("decision.text | Decision | focus")
    desk.press("Escape")
    desk.wait_gone("| entry.title |")
    desk.press("a")
    for field, words in (("text", "Ask the hospital for its record"), ("owner_role", "Medical director"), ("due", "1 March 2027")):
        wait_for(60, f"the keyboard at {field}", lambda one=field: re.search(rf"\| meeting_action\.{one} \|.*\| focus", desk.tree()))
        desk.type(words)
        desk.wait(f"= {words} | focus")
        desk.press("Return")
    desk.wait("| Decisions 2")
    desk.wait("meeting_action.text | What is to be done | focus")
    desk.press("Escape")
    desk.wait_gone("| entry.title |")
    desk.click("tab | meeting.tabs.3 | Minutes")
    tree = desk.wait("| minutes.text |")
    for words in (BEGUN + REST, "Ask the hospital for its record (Medical director), due 1 March 2027", "Who asks the hospital"):
        assert words in tree, tree
    desk.picture("job-23-minutes")


def is_enrolled_and_trusts_the_roster(ctl, desk, store, stick):
    desk.click("button | rail.settings |")
    desk.click("tab | settings.tabs.1 | Centre")
    fill(desk, "settings.device", "laptop")
    desk.click("button | settings.request.make |")
    choose_file(desk, "settings.files", stick)
    tree = desk.wait("and read this fingerprint out when they call you", 120)
    desk.picture("job-24-request")
    granted = ctl.run("central", "enrol", store, next(stick.glob("enrol-*.txt")))
    assert granted["fingerprint"] in tree, "the centre reads another fingerprint than the chair"
    roster = ctl.run("central", "roster", store, "-o", stick / "roster")
    fill(desk, "settings.root.typed", roster["root_fingerprint"])
    desk.click("button | settings.trust |")
    choose_file(desk, "settings.files", stick, "roster")
    desk.wait("is trusted now. You are enrolled.", 120)
    desk.picture("job-25-trusted")


def signs_and_saves(desk, stick):
    desk.click("button | rail.reviews |")
    desk.click("row | reviews.table/")
    desk.wait("overview.today", 120)
    desk.click("button | rail.send |")
    desk.wait("| send.standing | This review has not been sent yet.")
    desk.picture("job-26-before-signing")
    fill(desk, "send.folder", str(stick))
    desk.click("passphrase field | send.passphrase |")
    type_seen(desk, "Your passphrase", PASSPHRASE)
    desk.click("button | send.go |")
    desk.wait("| toast | Revision 1 is signed, encrypted and saved", 240)
    desk.wait("| Under way |")
    desk.picture("job-27-signed")


def the_centre_verifies_it(ctl, store, keys, stick):
    bundle = next(stick.glob("*.cairn"))
    report = ctl.run("verify", bundle, "--roster", stick / "roster", "--identity", keys / "central.txt", "--identity", keys / "identity.txt")
    assert report["good"] and not report["sealed_unverified"], report
    outcome = ctl.run("central", "import", store, bundle)[0]
    assert outcome["status"] == "accepted" and outcome["revision"] == 1 and not outcome["missing"], outcome
    ctl.run("central", "receipt", store, outcome["bundle"], "-o", stick / "one.receipt")
    return ctl.run("central", "show", store, outcome["review"])


def takes_the_receipt_in(desk, stick):
    desk.click("button | send.receipt |")
    choose_file(desk, "send.files", stick, "one.receipt")
    desk.wait("| Accepted |", 120)
    desk.wait("The receipt is genuine. Revision 1: Accepted by the centre")
    desk.picture("job-28-accepted")
    desk.press("ctrl+l")
    desk.wait("passphrase field | unlock.passphrase")


def fields_of(ctl, vault, kind):
    return [{"id": one["id"], **one["fields"]} for one in ctl.run("record", "show", vault, REFERENCE, kind)]


def what_was_done_with_the_chronology_is_in_the_vault(ctl, vault, stabbed):
    lines = ctl.run("chronology", vault, REFERENCE)
    assert len(lines) == sum(contacts for *_, contacts in FILES), len(lines)
    links = fields_of(ctl, vault, "event_link")
    assert sorted(link["confirmed"] for link in links) == ["N", "Y", "Y"], links
    told = {line["id"]: line["text"] for line in lines}
    (joined,) = [link for link in links if link.get("canonical_event") == stabbed]
    other = next(joined[side] for side in "ab" if joined[side] != stabbed)
    assert STABBED in told[stabbed] and "single wound to L thigh" in told[other], joined
    coded = {told[one["id"]][:len(SCHOOL)]: one for one in fields_of(ctl, vault, "chronology_event")
             if {"mo", "gp", "significance"} & one.keys()}
    assert len(coded) == 3, coded
    assert coded[SCHOOL]["mo"] == ["MO18"], coded
    assert coded[FOOTBALL[:len(SCHOOL)]]["gp"] == ["GP01"], coded
    assert coded[STABBED[:len(SCHOOL)]]["mo"] == ["MO20"] and coded[STABBED[:len(SCHOOL)]]["significance"] == "KPE", coded


def the_thread_from_evidence_to_action_is_in_the_vault(ctl, vault, stabbed):
    (finding,), (lesson,), (recommendation,), (action,) = (
        fields_of(ctl, vault, kind) for kind in ("finding", "lesson", "recommendation", "action"))
    assert (finding["title"], finding["finding_type"], finding["theme"], finding["mo"]) == (TITLE, "MISSED", "F12", ["MO20"]), finding
    evidence = {one["role"]: one for one in fields_of(ctl, vault, "finding_evidence")}
    assert evidence.keys() == {"SUPPORTS", "CONTEXT"} and evidence["SUPPORTS"]["target"] == stabbed, evidence
    assert lesson["statement"] == LESSON and lesson["findings"] == [finding["id"]], lesson
    assert recommendation["text"] == RECOMMENDED and recommendation["lessons"] == [lesson["id"]], recommendation
    assert action["text"] == ACTION and action["recommendation"] == recommendation["id"], action
    assert action["target_date"] == "2027-06-30" and [action["owner_org"]] == recommendation["addressee_org"], action
    thread = ctl.run("thread", vault, REFERENCE, finding["id"])
    assert {lesson["id"], recommendation["id"], action["id"]} <= {one["id"] for one in thread["downstream"]}, thread
    assert {one["target"] for one in evidence.values()} <= {one["id"] for one in thread["upstream"]}, thread


def the_meeting_is_in_the_vault(ctl, vault):
    (meeting,) = fields_of(ctl, vault, "meeting")
    assert meeting["confidentiality_read"] and meeting["attendees"][0]["attendance"] == "PRESENT", meeting
    agenda = [item["text"] for item in fields_of(ctl, vault, "agenda_item")]
    assert sorted(agenda) == ["Settle the terms of reference", "Who asks the hospital"], agenda
    (decision,) = [one for one in fields_of(ctl, vault, "decision") if one.get("meeting") == meeting["id"]]
    assert decision["text"] == BEGUN + REST and decision["decision_kind"] == "SCOPE", decision
    (action,) = fields_of(ctl, vault, "meeting_action")
    assert (action["meeting"], action["due"]) == (meeting["id"], "2027-03-01"), action


def the_centre_holds_the_same_records_and_none_of_the_agencies_words(ctl, vault, shown):
    assert shown["demo"] and [one["status"] for one in shown["submissions"]] == ["accepted"], shown["submissions"]
    held = {one["id"]: one for one in shown["record_list"]}
    for kind in ("chronology_event", "event_link", "finding", "finding_evidence", "lesson", "recommendation", "action", "meeting",
                 "agenda_item", "decision", "meeting_action"):
        for record in ctl.run("record", "show", vault, REFERENCE, kind):
            assert record["id"] in held, f"not at the centre: {kind} {record['id']}"
    open_part = json.dumps(shown, ensure_ascii=False)
    assert STABBED not in open_part and FOOTBALL not in open_part, "an agency's words are in the open part"


def a_chair_does_the_whole_job_in_the_window_and_the_centre_verifies_what_was_signed(ctl):
    store, keys = ctl.centre()
    stick = ctl.work / "stick"
    stick.mkdir()
    desk = Desktop(ctl, CAIRN_IDLE_SECONDS="3600")
    try:
        makes_a_vault_and_tries_its_kit(ctl, desk)
        opens_a_review(desk)
        imports_the_three_files(ctl, desk)
        merges_what_was_told_twice(desk)
        stabbed = codes_by_one_key_each(desk)
        begins_a_finding_with_the_chosen_contact(desk)
        writes_the_finding(desk)
        adds_evidence(desk)
        draws_a_lesson(desk)
        recommends(desk)
        gives_an_action(desk)
        sees_the_golden_thread_whole(desk)
        opens_a_meeting(desk)
        is_locked_in_the_middle_of_a_sentence_and_goes_on(desk)
        takes_down_a_decision_and_an_action(desk)
        is_enrolled_and_trusts_the_roster(ctl, desk, store, stick)
        signs_and_saves(desk, stick)
        shown = the_centre_verifies_it(ctl, store, keys, stick)
        takes_the_receipt_in(desk, stick)
    finally:
        desk.close()
    vault = ctl.work / "Cairn reviews"
    assert ctl.run("vault", "check", vault)["sound"]
    what_was_done_with_the_chronology_is_in_the_vault(ctl, vault, stabbed)
    the_thread_from_evidence_to_action_is_in_the_vault(ctl, vault, stabbed)
    the_meeting_is_in_the_vault(ctl, vault)
    the_centre_holds_the_same_records_and_none_of_the_agencies_words(ctl, vault, shown)


if __name__ == "__main__":
    os.environ.pop("XDG_CONFIG_HOME", None)
    missing = [tool for tool in ("Xvfb", "openbox", "xdotool", "pdftotext") if shutil.which(tool) is None]
    if missing:
        sys.exit("missing: " + ", ".join(missing))
    main([a_chair_does_the_whole_job_in_the_window_and_the_centre_verifies_what_was_signed])
