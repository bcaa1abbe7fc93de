"""From an empty folder to an unlocked demonstration case, in the real window, by real keys: the vault made, its kit
printed, typed back from the page and tried, its files destroyed, the cases loaded, the tour left."""

import os
import re
import shutil
import subprocess
import sys
import time

from cairn import PASSPHRASE, main
from desktop_test import Desktop


def rows_on(page):
    """The three rows as another program reads them off the printed page."""
    text = subprocess.run(["pdftotext", "-layout", page, "-"], check=True, capture_output=True, text=True).stdout
    rows = re.findall(r"^\s*Row \d\s+((?:[0-9A-Z]{2,4} ?)+)$", text, re.M)
    assert len(rows) == 3, text
    return rows


def gone(desk, text, seconds=30):
    until = time.monotonic() + seconds
    while text in desk.tree():
        assert time.monotonic() < until, f"still shown: {text}\n{desk.tree()}"
        time.sleep(0.05)


def type_seen(desk, field, text):
    """Types, and waits until all of it has arrived: a Tab that follows is then the next thing."""
    desk.type(text)
    desk.wait(f"= {text}" if field is None else f"| {field} = " + "•" * len(text))


def make_vault(desk):
    desk.wait("welcome.make")
    desk.picture("first-welcome")
    desk.press("Return")
    desk.wait("create.owner | ")
    type_seen(desk, None, "Dame Ruth Abara")
    desk.tab_to("create.passphrase |")
    type_seen(desk, "Passphrase", PASSPHRASE)
    desk.tab_to("create.again |")
    type_seen(desk, "Passphrase again", PASSPHRASE)
    desk.wait("Strong enough")
    desk.picture("first-create")
    assert PASSPHRASE.split()[0] not in desk.tree(), "the passphrase is in the list of controls"
    desk.press("Return")


def try_kit(desk, home):
    desk.wait("kit.folder | ", 120)
    desk.picture("first-kit")
    desk.tab_to("kit.go |")
    desk.press("Return")
    desk.wait("kit.printed |")
    desk.picture("first-print")
    page = next(home.glob("cairn-recovery-kit-*.pdf"))
    text = page.with_suffix(".txt")
    assert page.stat().st_mode & 0o777 == 0o600 and text.stat().st_mode & 0o777 == 0o600
    rows = rows_on(page)
    desk.tab_to("kit.printed |")
    desk.press("Return")
    desk.wait("kit.typed.row1 |")
    wrong = ("Q" if rows[0][0] != "Q" else "P") + rows[0][1:]
    for row in (wrong, rows[1].lower(), rows[2].replace(" ", "")):
        desk.type(row)
        desk.press("Return")
    desk.wait("Row 1 differs from the sheet", 60)
    desk.picture("first-typed")
    desk.tab_to("kit.typed.row1 |")
    desk.press("End", *["BackSpace"] * 26)
    type_seen(desk, "Row 1", rows[0])
    desk.tab_to("kit.go |")
    desk.press("Return")
    desk.wait("The kit works", 120)
    desk.picture("first-files")
    desk.press("Return")
    desk.wait("kit.enter |")
    assert not page.exists() and not text.exists(), "the kit's files are still there"


def a_vault_is_made_its_kit_tried_and_a_demonstration_case_opened_from_nothing(ctl):
    desk = Desktop(ctl)
    try:
        begun = time.monotonic()
        make_vault(desk)
        try_kit(desk, ctl.work)
        print(f"  made and tried in {time.monotonic() - begun:.0f} s", flush=True)
        desk.press("Return")
        desk.wait("row | reviews.table/", 400)
        desk.picture("first-reviews")
        desk.press("Return")
        desk.wait("tour.title | This case is invented", 120)
        desk.picture("first-tour1")
        desk.press("Return")
        desk.wait("tour.title | Every contact, in time order")
        desk.wait("row | chronology.table/", 60)
        desk.picture("first-tour2")
        desk.press("Escape")
        gone(desk, "tour.title")
        desk.press("ctrl+l")
        desk.wait("passphrase field | unlock.passphrase")
        desk.picture("first-locked")
    finally:
        desk.close()
    vault = ctl.work / "Cairn reviews"
    assert ctl.run("vault", "check", vault)["sound"]
    assert len(ctl.run("review", "list", vault)) == 3
    kept = (ctl.work / ".config" / "cairn" / "settings.txt").read_text()
    assert kept == f"cairn/settings/v1\ntheme light\nsize 100\nvault {vault}\n", kept
    desk = Desktop(ctl)  # the next start knows the folder, and shows no tour again
    try:
        desk.wait(str(vault))
        desk.type(PASSPHRASE)
        desk.press("Return")
        desk.wait("row | reviews.table/", 60)
        desk.press("Return")
        desk.wait("rail.chronology", 60)
        assert "tour.title" not in desk.tree()
    finally:
        desk.close()


def a_vault_whose_kit_was_never_tried_makes_a_new_one_first(ctl):
    desk = Desktop(ctl)
    try:
        make_vault(desk)
        desk.wait("kit.folder | ", 120)
        desk.press("ctrl+l")
        time.sleep(1)
    finally:
        desk.close()
    desk = Desktop(ctl)
    try:
        desk.wait("passphrase field | unlock.passphrase")
        desk.type(PASSPHRASE)
        desk.press("Return")
        desk.wait("kit.folder | ", 120)
    finally:
        desk.close()


if __name__ == "__main__":
    os.environ.pop("XDG_CONFIG_HOME", None)
    missing = [tool for tool in ("Xvfb", "openbox", "xdotool", "pdftotext") if shutil.which(tool) is None]
    if missing:
        sys.exit("missing: " + ", ".join(missing))
    main([a_vault_is_made_its_kit_tried_and_a_demonstration_case_opened_from_nothing,
          a_vault_whose_kit_was_never_tried_makes_a_new_one_first])
