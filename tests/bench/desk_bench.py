#!/usr/bin/env python3
"""What the desk costs with 20,000 events on software rendering, in a real window under Xvfb.

tests/bench/desk_bench.py [PROGRAMS [EVENTS]]: desk_case and cairn_probe from PROGRAMS (build/release/bin). Beside each
figure stands its limit, or what the same records cost in one plain SQLite table read in the same run.
"""

import pathlib
import re
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))

from cairn import Ctl  # noqa: E402
from desktop_test import Desktop  # noqa: E402

PAGES = 120
IDLE_SECONDS = 60


def until(desk, seen):
    """Milliseconds until something is shown."""
    start = time.monotonic()
    while not seen(desk.tree()):
        assert time.monotonic() - start < 120, desk.tree()
        time.sleep(0.005)
    return (time.monotonic() - start) * 1000


def line(what, ours, limit):
    print(f"  {what:<52} {ours:>12}   {limit}", flush=True)


def scroll(desk):
    build, raster = [], []
    for _ in range(PAGES):
        before = desk.measured("pictures")
        desk.press("Next")
        until(desk, lambda tree: tree and desk.measured("pictures") > before)
        build.append(desk.measured("build_ms"))
        raster.append(desk.measured("render_ms"))
    return build, raster


def high(values):
    return sorted(values)[(len(values) - 1) * 99 // 100]


def resident(desk):
    status = pathlib.Path(f"/proc/{desk.program.pid}/status").read_text()
    return int(next(one for one in status.splitlines() if one.startswith("VmRSS")).split()[1]) // 1024


def measure(desk, passphrase, plain_all, plain_words):
    desk.wait("unlock.passphrase")
    desk.type(passphrase)
    desk.press("Return")
    line("from Enter to the list of reviews", f"{until(desk, lambda t: '| reviews.table/' in t):.0f} ms", "with key derivation")
    desk.press("Return")
    line("opening the review, to its first screen", f"{until(desk, lambda t: '| rail.chronology' in t):.0f} ms",
         f"plain SQLite reads its events in {plain_all:.0f} ms")
    desk.press("ctrl+k")
    desk.wait("| palette.search |")
    desk.type("Chronology")
    desk.press("Return")
    line("to the first contacts of the chronology", f"{until(desk, lambda t: 'row | chronology.table/' in t):.0f} ms", "")
    desk.click("row | chronology.table/")
    build, raster = scroll(desk)
    line("scrolling, building a frame: median; 99th", f"{statistics.median(build):.1f}; {high(build):.1f} ms", "limit 8 ms at the 99th")
    line("scrolling, drawing it on the processor: median; 99th", f"{statistics.median(raster):.1f}; {high(raster):.1f} ms", "")
    desk.press("ctrl+f")
    desk.wait("chronology.search | Find in the chronology | focus")
    desk.type("address")
    took = until(desk, lambda t: re.search(r"chronology.counts .* shown", t) and "= address" in t)
    line("finding a word in the chronology", f"{took:.0f} ms", f"plain SQLite: LIKE in {plain_words:.0f} ms")
    desk.press("Escape")
    until(desk, lambda t: not re.search(r"chronology.counts .* shown", t))
    start = time.monotonic()
    desk.click("toggle | chronology.agency.")
    until(desk, lambda t: re.search(r"chronology.counts .* shown", t))
    line("leaving one agency out", f"{(time.monotonic() - start) * 1000:.0f} ms", "with the mouse's way to its name")
    desk.click("toggle | chronology.agency.")
    desk.press("ctrl+k")
    desk.wait("| palette.search |")
    desk.type("address")
    took = until(desk, lambda t: "choice | palette.record." in t or "Nothing holds these words" in t)
    line("the palette, to what it found", f"{took:.0f} ms", f"plain SQLite: LIKE in {plain_words:.0f} ms")
    desk.press("Escape")
    time.sleep(2)
    before = desk.measured("pictures")
    time.sleep(IDLE_SECONDS)
    line(f"pictures in {IDLE_SECONDS} idle seconds", f"{desk.measured('pictures') - before:.0f}", "limit 0")
    line("memory held", f"{resident(desk)} MiB", "")


def main():
    programs = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "release" / "bin")
    events = sys.argv[2] if len(sys.argv) > 2 else "20000"
    case = subprocess.Popen([programs / "desk_case", events], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    folder, passphrase, plain_all, plain_words = (case.stdout.readline().strip() for _ in range(4))
    ctl = Ctl(programs)
    desk = Desktop(ctl, folder, CAIRN_IDLE_SECONDS="3600")
    try:
        print(f"{events} events, software rendering, 1600 x 900", flush=True)
        measure(desk, passphrase, float(plain_all), float(plain_words))
    finally:
        desk.close()
        ctl.close()
        case.stdin.close()
        case.wait(timeout=60)


if __name__ == "__main__":
    main()
