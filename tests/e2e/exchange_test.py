"""From the chair's vault to the central store and back, through cairnctl and the stock tools alone."""

import json
import pathlib
import random
import re
import shutil
import subprocess

from cairn import DEMO, main


def ready(ctl):
    """A vault with one imported review, enrolled at a centre."""
    vault = ctl.vault()
    review = ctl.review(vault)
    ctl.bring_in(vault, review, DEMO / "01b_owhr_youth_probation.csv", "Youth justice", "YJS", "--date-order", "dmy")
    store, keys = ctl.centre()
    roster = ctl.enrol(vault, store)
    return vault, review, store, keys, roster


def send(ctl, vault, review, roster, name):
    file = ctl.work / name
    made = ctl.run("export", vault, review, "--roster", roster, "-o", file)
    return file, made


def take_receipt(ctl, vault, store, roster, made, **more):
    receipt = ctl.work / f"{made['bundle']}.receipt"
    ctl.run("central", "receipt", store, made["bundle"], "-o", receipt)
    assert pathlib.Path(f"{receipt}.consistency").exists()
    return ctl.run("receipt", "apply", vault, receipt, "--roster", roster, **more), receipt


def the_whole_job_ends_in_a_verified_receipt_and_the_next_bundle_carries_only_what_is_new(ctl):
    vault, review, store, keys, roster = ready(ctl)
    file, made = send(ctl, vault, review, roster, "one.cairn")
    assert (made["revision"], made["objects_listed"], made["objects_sent"]) == (1, 1, 1), made
    report = ctl.run("verify", file, "--roster", roster, "--identity", keys / "central.txt", "--identity", keys / "identity.txt")
    assert report["good"] and not report["sealed_unverified"], report
    report = ctl.run("verify", file, "--roster", roster, "--identity", keys / "central.txt")
    assert report["good"] and report["sealed_unverified"], report
    outcome = ctl.run("central", "import", store, file)[0]
    assert outcome["status"] == "accepted" and outcome["sealed_unverified"], outcome
    again = ctl.run("central", "import", store, file)[0]
    assert again["replay"] and again["log_index"] == outcome["log_index"]
    applied, receipt = take_receipt(ctl, vault, store, roster, made)
    assert applied["outcome"] == "accepted" and applied["objects_acknowledged"] == 1, applied
    assert ctl.run("receipt", "apply", vault, receipt, "--roster", roster)["again"]
    checked = ctl.run("central", "sealed", store, made["review"])
    assert checked["sealed_records"] > 0 and checked["sealed_objects"] == 1, checked
    letter = ctl.work / "letter.txt"
    letter.write_text("A letter from the family.\n" * 100)
    ctl.run("attach", vault, review, letter, "--kind", "FAM", "--from", "The family")
    file, second = send(ctl, vault, review, roster, "two.cairn")
    assert (second["revision"], second["objects_listed"], second["objects_sent"]) == (2, 2, 1), second
    report = ctl.run("verify", file, "--roster", roster, "--identity", keys / "central.txt", "--identity", keys / "identity.txt")
    assert report["good"] and len(report["expected_at_centre"]) == 1, report
    assert ctl.run("central", "import", store, file)[0]["status"] == "accepted"
    applied, _ = take_receipt(ctl, vault, store, roster, second)
    assert applied["outcome"] == "accepted"
    assert ctl.run("central", "sealed", store, made["review"])["sealed_objects"] >= 1
    shown = ctl.run("central", "show", store, made["review"])
    assert shown["revision"] == 2 and len(shown["submissions"]) == 2
    assert "Polish" not in json.dumps(shown), "the open part holds an agency's words"


def a_demo_review_is_marked_at_the_centre_and_in_its_coded_data_and_counted_nowhere(ctl):
    vault, demo, store, _, roster = ready(ctl)
    real = ctl.run("review", "create", vault, "--type", "OWHR", "--area", "E09000022")["reference"]
    for number, review in enumerate([demo, real]):
        file, _ = send(ctl, vault, review, roster, f"{number}.cairn")
        assert ctl.run("central", "import", store, file)[0]["status"] == "accepted"
    held = ctl.run("central", "list", store)
    assert [one["demo"] for one in held["reviews"]] == [True, False], held
    counted = held["reviews"][1]
    assert held["counts"] == {"reviews": 1, "submissions": 1, "records": counted["records"], "demo_left_out": 1}, held
    lines = ctl.run("central", "list", store, text=True).splitlines()
    assert lines[0].endswith("DEMO") and "DEMO" not in lines[1] and "Left out: 1 demo review." in lines[2], lines
    assert ctl.run("central", "show", store, demo)["demo"] and not ctl.run("central", "show", store, real)["demo"]
    for review, marked in ((demo, True), (real, False)):
        folder = ctl.work / f"coded-{marked}"
        ctl.run("coded", vault, review, "-o", folder)
        whole = json.loads(next(folder.glob("*.json")).read_text(encoding="utf-8-sig"))
        assert whole["demo"] is marked and whole["statistics"] is not marked, whole


def revisions_that_arrive_out_of_order_wait_and_are_taken_up(ctl):
    vault, review, store, _, roster = ready(ctl)
    one, first = send(ctl, vault, review, roster, "one.cairn")
    ctl.run("record", "put", vault, review, "person", stdin={"code": "C1"})
    two, second = send(ctl, vault, review, roster, "two.cairn")
    assert second["revision"] == 2
    assert ctl.run("central", "import", store, two)[0]["status"] == "waiting"
    outcomes = ctl.run("central", "import", store, one)
    assert [o["status"] for o in outcomes] == ["accepted", "accepted"] and outcomes[1]["taken_up"], outcomes
    for made in (first, second):
        assert take_receipt(ctl, vault, store, roster, made)[0]["outcome"] == "accepted"


def two_histories_of_one_review_are_a_fork_and_both_are_kept(ctl):
    vault, review, store, _, roster = ready(ctl)
    twin = ctl.work / "twin"
    shutil.copytree(vault, twin)
    one, _ = send(ctl, vault, review, roster, "one.cairn")
    ctl.run("record", "put", twin, review, "person", stdin={"code": "C1"})
    other, made = send(ctl, twin, review, roster, "other.cairn")
    assert ctl.run("central", "import", store, one)[0]["status"] == "accepted"
    assert ctl.run("central", "import", store, other, exit=14)[0]["status"] == "fork"
    shown = ctl.run("central", "show", store, made["review"])
    assert shown["revision"] == 1 and sorted(s["status"] for s in shown["submissions"]) == ["accepted", "fork"]
    receipt = ctl.work / "fork.receipt"
    ctl.run("central", "receipt", store, made["bundle"], "-o", receipt)
    assert ctl.run("receipt", "apply", twin, receipt, "--roster", roster)["outcome"] == "fork"


def a_bundle_made_again_is_the_same_bytes(ctl):
    vault, review, _, _, roster = ready(ctl)
    one, made = send(ctl, vault, review, roster, "one.cairn")
    ctl.run("record", "put", vault, review, "person", stdin={"code": "C1"})
    ctl.run("export", vault, review, "--again", made["bundle"], "-o", ctl.work / "again.cairn")
    assert one.read_bytes() == (ctl.work / "again.cairn").read_bytes()


def words_taken_back_do_not_travel_unless_asked(ctl):
    vault, review, store, keys, roster = ready(ctl)
    ctl.run("record", "put", vault, review, "person", stdin={"code": "C1", "religion": "BUD"})
    ctl.run("undo", vault, review)
    _, made = send(ctl, vault, review, roster, "one.cairn")
    assert made["undone_dropped"] > 0, made
    assert ctl.run("vault", "check", vault)["sound"]


def a_vault_that_is_not_enrolled_and_a_revoked_key_are_refused(ctl):
    vault, review, store, _, roster = ready(ctl)
    stranger = ctl.vault("stranger")
    other = ctl.review(stranger)
    said = ctl.raw("export", stranger, other, "--roster", roster, "-o", ctl.work / "x.cairn")
    assert said.returncode == 14 and not (ctl.work / "x.cairn").exists(), said
    one, _ = send(ctl, vault, review, roster, "one.cairn")
    key = ctl.run("identity", "show", vault)["key"]
    ctl.run("central", "revoke", store, key, "--reason", "lost")
    outcome = ctl.run("central", "import", store, one, exit=14)[0]
    assert outcome["status"] in ("rejected", "quarantined"), outcome


def one_changed_byte_anywhere_is_refused_and_nothing_enters_the_store(ctl):
    vault, review, store, keys, roster = ready(ctl)
    file, _ = send(ctl, vault, review, roster, "one.cairn")
    good = file.read_bytes()
    chance = random.Random(7)
    for number, offset in enumerate(sorted(chance.randrange(len(good)) for _ in range(12))):
        bad = bytearray(good)
        bad[offset] ^= 1 << chance.randrange(8)
        altered = ctl.work / "altered.cairn"
        altered.write_bytes(bad)
        said = ctl.raw("verify", altered, "--roster", roster, "--identity", keys / "central.txt", "--identity", keys / "identity.txt")
        assert said.returncode != 0, f"offset {offset} was accepted by verify"
        outcome = ctl.run("central", "import", store, altered, exit=14)[0]
        assert outcome["status"] == "quarantined" and outcome["code"], outcome
    cut = ctl.work / "cut.cairn"
    cut.write_bytes(good[: len(good) // 2])
    assert ctl.run("central", "import", store, cut, exit=14)[0]["status"] == "quarantined"
    held = ctl.run("central", "list", store)
    assert held["reviews"] == [] and len(held["quarantine"]) >= 1


def a_bundle_opens_with_the_stock_tools_alone(ctl):
    vault, review, _, keys, roster = ready(ctl)
    letter = ctl.work / "letter.txt"
    letter.write_text("A letter from the family.\n" * 100)
    ctl.run("attach", vault, review, letter, "--kind", "FAM", "--from", "The family")
    file, made = send(ctl, vault, review, roster, "one.cairn")
    place = ctl.work / "open"
    place.mkdir()
    key = ctl.run("identity", "show", vault)["key"]
    number = ctl.run("identity", "show", vault)["key_number"]
    script = f"""set -e
tar -xf {file}
for object in objects/*.age; do sha256sum "$object" | grep -q "^$(basename "$object" .age)"; done
age -d -i {keys}/central.txt bundle.age | tar -x
cd bag
minisign -V -q -P {key} -m tagmanifest-sha512.txt -x cairn/sig/{number}.minisig
sha512sum -c --quiet tagmanifest-sha512.txt
sha512sum -c --quiet --ignore-missing manifest-sha512.txt
age -d -i {keys}/identity.txt data/sealed.age | tar -x
cat data/readme.txt
"""
    done = subprocess.run(["bash", "-c", script], cwd=place, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for tool in ("age -d", "minisign -V", "sha512sum -c", "tar"):
        assert tool in done.stdout, f"readme.txt does not name {tool}"
    lines = (place / "bag/data/journal.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["n"] for line in lines] == list(range(1, len(lines) + 1))
    sealed = [json.loads(line) for line in (place / "bag/sealed.jsonl").read_text(encoding="utf-8").splitlines()]
    assert any("Polish" in json.dumps(body) for body in sealed)
    assert "Polish" not in (place / "bag/data/bodies.jsonl").read_text(encoding="utf-8")


def a_receipt_verifies_with_the_script_of_its_format_document(ctl):
    vault, review, store, _, roster = ready(ctl)
    file, made = send(ctl, vault, review, roster, "one.cairn")
    ctl.run("central", "import", store, file)
    _, receipt = take_receipt(ctl, vault, store, roster, made)
    document = (pathlib.Path(__file__).parents[2] / "docs/formats/receipt.md").read_text(encoding="utf-8")
    script = re.search(r"```python\n(.*?)```", document, re.S).group(1)
    assert len(script.splitlines()) <= 40
    (ctl.work / "check.py").write_text(script, encoding="utf-8")
    log = next(line.split(" ", 1)[1] for line in roster.read_text().splitlines() if line.startswith("log "))
    done = subprocess.run(["python3", str(ctl.work / "check.py"), str(receipt), log, "reviews.example.org/cairn"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    altered = bytearray(receipt.read_bytes())
    altered[len(altered) // 3] ^= 2
    receipt.write_bytes(altered)
    assert subprocess.run(["python3", str(ctl.work / "check.py"), str(receipt), log, "reviews.example.org/cairn"], capture_output=True).returncode != 0
    assert ctl.raw("receipt", "apply", vault, receipt, "--roster", roster).returncode != 0


main([the_whole_job_ends_in_a_verified_receipt_and_the_next_bundle_carries_only_what_is_new,
      a_demo_review_is_marked_at_the_centre_and_in_its_coded_data_and_counted_nowhere,
      revisions_that_arrive_out_of_order_wait_and_are_taken_up, two_histories_of_one_review_are_a_fork_and_both_are_kept,
      a_bundle_made_again_is_the_same_bytes, words_taken_back_do_not_travel_unless_asked,
      a_vault_that_is_not_enrolled_and_a_revoked_key_are_refused, one_changed_byte_anywhere_is_refused_and_nothing_enters_the_store,
      a_bundle_opens_with_the_stock_tools_alone, a_receipt_verifies_with_the_script_of_its_format_document])
