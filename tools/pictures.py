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


def settled(desk):
    """Waits until no further picture is drawn."""
    before = -1
    while desk.measured("pictures") != before:
        before = desk.measured("pictures")
        time.sleep(0.4)


def find(desk, words):
    """Goes somewhere through the palette."""
    desk.press("ctrl+k")
    desk.wait("| palette.search |")
    desk.type(words)
    time.sleep(0.3)
    desk.press("Return")
    time.sleep(0.3)
    settled(desk)


def section(name):
    return lambda desk: find(desk, name)


def first_record(name, tab=0):
    def steps(desk):
        find(desk, name)
        if tab:
            desk.click(f"tab | records.tabs.{tab} |")
        x, y, w, _ = desk.place("table | records.table |")
        desk.x("mousemove", "--window", desk.window, str(x + w // 2), str(y + 30), "click", "1")
        desk.x("mousemove", "--window", desk.window, "120", "860")
    return steps


def help_page(desk):
    find(desk, "Chronology")
    desk.press("F1")


def palette(desk):
    find(desk, "Chronology")
    desk.press("ctrl+k")
    desk.type("threat")
    time.sleep(1)


# name, what is done before the picture
PICTURES = [
    ("reviews", None),
    ("overview", section("Overview")),
    ("chronology", section("Chronology")),
    ("case", first_record("The case")),
    ("terms", first_record("Scope and terms", 1)),
    ("agencies", first_record("Panel and agencies", 2)),
    ("people", first_record("People")),
    ("analysis", first_record("Analysis", 1)),
    ("family", first_record("Family")),
    ("meetings", first_record("Meetings")),
    ("quality", first_record("Quality")),
    ("send", section("Sign and send")),
    ("health", section("Health")),
    ("settings", section("Settings")),
    ("palette", palette),
    ("help", help_page),
]


def take(desk, folder, name):
    settled(desk)
    raw = subprocess.run(["import", "-window", desk.window, "png:-"], env=desk.env, check=True, capture_output=True).stdout
    small = subprocess.run(["convert", "png:-", "-strip", "-dither", "None", "-colors", COLOURS, "-define", "png:compression-level=9",
                            f"png8:{folder / name}.png"], input=raw, capture_output=True)
    assert small.returncode == 0, small.stderr.decode()
    print(folder / name, flush=True)


def pictures(ctl, vault, folder, wanted, percent):
    desk = Desktop(ctl, vault, CAIRN_IDLE_SECONDS="3600")
    end = "" if percent == 100 else f"-{percent}"
    try:
        desk.wait("unlock.passphrase")
        for _ in range(STEPS_TO_200 if percent == 200 else 0):
            desk.press("ctrl+plus")
        if not wanted or "unlock" in wanted:
            take(desk, folder, "unlock" + end)
        desk.type(PASSPHRASE)
        desk.press("Return")
        desk.wait("| reviews.table/")
        for name, steps in PICTURES:
            if wanted and name not in wanted:
                continue
            if steps is not None:
                if "rail.case" not in desk.tree() and "rail.section" not in desk.tree():
                    desk.click("row | reviews.table/")
                    desk.press("Return")
                    desk.wait("| rail.")
                    settled(desk)
                    if "tour.title" in desk.tree():
                        desk.press("Escape")
                steps(desk)
            take(desk, folder, name + end)
            desk.press("Escape")
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
