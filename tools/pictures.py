#!/usr/bin/env python3
"""The pictures of README.md and docs/tour.md, from the demonstration cases, in a real window under Xvfb.

tools/pictures.py [PROGRAMS [FOLDER [NAME...]]]: cairn_probe, cairnctl and cheap_driver from PROGRAMS (build/release/bin);
the pictures go to FOLDER (docs/images). Needs Xvfb, openbox, xdotool and ImageMagick's import and convert.
"""

import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))

from cairn import PASSPHRASE, Ctl  # noqa: E402
from desktop_test import Desktop  # noqa: E402

COLOURS = "64"
STEPS_TO_200 = 5  # of Ctrl +


def find(desk, words):
    """Goes somewhere through the palette."""
    desk.press("ctrl+k")
    desk.wait("| palette.search |")
    desk.type(words)
    time.sleep(0.3)
    desk.press("Return")
    time.sleep(0.3)
    desk.settled()


def section(name):
    return lambda desk: find(desk, name)


def first_row(desk, table):
    """Chooses the first row of a table with the mouse, and takes the mouse away."""
    desk.click(f"row | {table}/")
    desk.x("mousemove", "--window", desk.window, "3", "450")
    desk.settled()


def first_record(name, tabs="records.tabs", tab=0):
    def steps(desk):
        find(desk, name)
        if tab:
            desk.click(f"tab | {tabs}.{tab} |")
            desk.settled()
        first_row(desk, "records.table")
    return steps


def tab_of(name, tab):
    def steps(desk):
        find(desk, name)
        desk.click(f"tab | {tab} |")
        desk.x("mousemove", "--window", desk.window, "3", "450")
    return steps


def document(desk):
    """A document is read in the identified view only; the names of the demonstration cases are invented."""
    find(desk, "Documents")
    desk.press("F8")
    desk.settled()
    first_row(desk, "documents.table")


def coded_again(desk):
    if "Identified view" in desk.tree():
        desk.press("F8")
        desk.settled()


def meeting_view(desk):
    find(desk, "Meetings")
    desk.press("F9")
    desk.wait("dialog | view |")
    desk.press("Return")
    desk.wait("Meeting view  F9")


def help_page(desk):
    find(desk, "Chronology")
    desk.press("F1")


def palette(desk):
    find(desk, "Chronology")
    desk.press("ctrl+k")
    desk.type("threat")
    time.sleep(1)


# name, what is done before the picture; the meeting view is last, for it is left with the passphrase
PICTURES = [
    ("reviews", None),
    ("overview", section("Overview")),
    ("screening", section("Screening")),
    ("case", first_record("The case")),
    ("terms", first_record("Scope and terms", tab=1)),
    ("agencies", first_record("Panel and agencies", tab=2)),
    ("genogram", section("People")),
    ("people", first_record("People", "people.tabs", 1)),
    ("import", section("Import")),
    ("chronology", section("Chronology")),
    ("document", document),
    ("matrix", section("Analysis")),
    ("finding", first_record("Analysis", "analysis.tabs", 2)),
    ("recommendation", first_record("Analysis", "analysis.tabs", 5)),
    ("thread", tab_of("Analysis", "analysis.tabs.8")),
    ("family", first_record("Family")),
    ("meetings", section("Meetings")),
    ("quality", first_record("Quality")),
    ("send", section("Sign and send")),
    ("palette", palette),
    ("help", help_page),
    ("meeting-view", meeting_view),
]
# of the vault, with no review open
WITHOUT_A_REVIEW = [("health", section("Health")), ("settings", section("Settings"))]


def take(desk, folder, name):
    desk.settled()
    raw = subprocess.run(["import", "-window", desk.window, "png:-"], env=desk.env, check=True, capture_output=True).stdout
    small = subprocess.run(["convert", "png:-", "-strip", "-dither", "None", "-colors", COLOURS, "-define", "png:compression-level=9",
                            f"png8:{folder / name}.png"], input=raw, capture_output=True)
    assert small.returncode == 0, small.stderr.decode()
    print(folder / name, flush=True)


def open_review(desk):
    desk.click("row | reviews.table/")
    desk.press("Return")
    desk.wait("| rail.")
    desk.settled()
    if "tour.title" in desk.tree():
        desk.press("Escape")


def pictures(ctl, vault, folder, wanted, percent):
    desk = Desktop(ctl, vault, CAIRN_IDLE_SECONDS="3600")
    end = "" if percent == 100 else f"-{percent}"
    try:
        desk.wait("unlock.passphrase")
        for _ in range(STEPS_TO_200 if percent == 200 else 0):
            desk.press("ctrl+plus")
            time.sleep(0.5)
        if not wanted or "unlock" in wanted:
            take(desk, folder, "unlock" + end)
        desk.type(PASSPHRASE)
        desk.press("Return")
        desk.wait("| reviews.table/")
        opened = False
        for name, steps in WITHOUT_A_REVIEW + PICTURES:
            if wanted and name not in wanted:
                continue
            if name == "reviews" and steps is None:
                find(desk, "Reviews")
            elif (name, steps) in PICTURES and not opened:
                find(desk, "Reviews")
                open_review(desk)
                opened = True
            if steps is not None:
                steps(desk)
            take(desk, folder, name + end)
            desk.press("Escape")
            coded_again(desk)
    finally:
        desk.close()


def main():
    programs = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "build" / "release" / "bin")
    folder = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    ctl = Ctl(programs)
    try:
        vault = ctl.vault()
        ctl.run("demo", "create", vault, "all")
        for percent in map(int, os.environ.get("CAIRN_PERCENTS", "100 200").split()):
            pictures(ctl, vault, folder, sys.argv[3:], percent)
    finally:
        ctl.close()


if __name__ == "__main__":
    main()
