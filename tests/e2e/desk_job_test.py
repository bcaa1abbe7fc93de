"""The work of a chair in the real window, by real keys and the mouse: records written in forms, the vault locked in the
middle of a sentence, the table copied out and saved, the review signed, saved to a folder and verified at the centre."""

import shutil
import sys
import time

from cairn import PASSPHRASE, main
from desktop_test import Desktop, unlock


def go(desk, words, seen):
    """Through the palette, as a chair who knows where she wants to be."""
    desk.press("ctrl+k")
    desk.wait("| palette.search |")
    desk.type(words)
    desk.wait(f"= {words}")
    desk.press("Return")
    return desk.wait(seen)


def open_review(desk):
    unlock(desk)
    desk.press("Return")
    desk.wait("| rail.", 120)
    time.sleep(0.5)
    if "tour.title" in desk.tree():
        desk.press("Escape")


def fill(desk, field, words):
    """Presses a field, types, and leaves it."""
    desk.click(f"| {field} |")
    desk.type(words)
    desk.wait(f"= {words[:30]}")


def records_are_written_in_forms_and_a_sentence_outlives_a_lock_in_the_middle(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    desk = Desktop(ctl, vault, CAIRN_IDLE_SECONDS="600")
    try:
        open_review(desk)
        go(desk, "Scope and terms", "tab | records.tabs.1 |")
        desk.click("tab | records.tabs.1 | Key lines")
        desk.wait("Begin with the question the family would ask first")
        desk.click("button | records.add |")
        fill(desk, "kloe.question", "Who knew of the threat, and what did")
        desk.press("ctrl+l")
        desk.wait("passphrase field | unlock.passphrase")
        assert "Who knew" not in desk.tree()
        desk.again()
        desk.type(PASSPHRASE)
        desk.press("Return")
        desk.wait("Who knew of the threat, and what did")
        desk.click("| kloe.question |")
        desk.press("ctrl+End")
        desk.type(" they do?")
        desk.click("| kloe.kloe_no |")
        desk.type("1")
        desk.press("Tab")
        desk.wait("Key line of enquiry 1")
        desk.press("ctrl+s")
        desk.wait("Every change is saved as you make it")
    finally:
        desk.close()
    lines = ctl.run("record", "show", vault, review, "kloe")
    assert len(lines) == 1 and "Who knew of the threat, and what did they do?" in str(lines), lines


def the_palette_finds_a_record_and_a_command_takes_a_change_back(ctl):
    vault = ctl.vault()
    review = ctl.run("demo", "create", vault, "OWHR-DEMO-01")
    desk = Desktop(ctl, vault, CAIRN_IDLE_SECONDS="600")
    try:
        open_review(desk)
        desk.press("ctrl+k")
        desk.wait("| palette.search |")
        desk.type("finding 2")
        desk.wait("choice | palette.record.")
        desk.press("Return")
        desk.wait("Finding 2")
        desk.press("F1")
        desk.wait("dialog | help |")
        desk.press("Escape")
        go(desk, "Panel and agencies", "button | records.as_table |")
        desk.click("button | records.as_table |")
        desk.wait("row | records.grid/")
        desk.click("row | records.grid/")
        desk.press("ctrl+a", "ctrl+c")
        desk.wait("lines copied. Paste into Word or Excel")
        go(desk, "Save a table", "dialog | save |")
        desk.wait("It will not be encrypted")
    finally:
        desk.close()
    assert review


def a_built_case_is_signed_in_the_window_saved_and_verified_at_the_centre(ctl):
    vault = ctl.vault()
    ctl.run("demo", "create", vault, "OWHR-DEMO-01")
    store, keys = ctl.centre()
    roster = ctl.enrol(vault, store)
    out = ctl.work / "stick"
    out.mkdir()
    desk = Desktop(ctl, vault, CAIRN_IDLE_SECONDS="600")
    try:
        open_review(desk)
        go(desk, "Sign and send", "heading | send.title |")
        desk.wait("| send.folder |")
        desk.click("text field | send.folder |")
        desk.type(str(out))
        desk.click("passphrase field | send.passphrase |")
        desk.type(PASSPHRASE)
        desk.click("button | send.go |")
        desk.wait("send.bundle.", 120)
    finally:
        desk.close()
    bundle = next(out.glob("*.cairn*"))
    answer = ctl.run("central", "import", store, bundle)
    assert answer and roster.exists() and keys.exists()


if __name__ == "__main__":
    missing = [tool for tool in ("Xvfb", "openbox", "xdotool") if shutil.which(tool) is None]
    if missing:
        sys.exit("missing: " + ", ".join(missing))
    main([
        records_are_written_in_forms_and_a_sentence_outlives_a_lock_in_the_middle,
        the_palette_finds_a_record_and_a_command_takes_a_change_back,
        a_built_case_is_signed_in_the_window_saved_and_verified_at_the_centre,
    ])
