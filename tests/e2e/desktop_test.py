"""The real window under Xvfb: unlocked by typing, the chronology read from the list of what is on the screen."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

from cairn import DEMO, PASSPHRASE, SOURCES, main

PICTURES = os.environ.get("CAIRN_PICTURES")  # a folder: screenshots are left there


class Desktop:
    """An X server of our own, a window manager, and the program in it."""
    NAME = "cairn_probe"

    def __init__(self, ctl, *words, size="1680x1000x24", **more):
        self.tree_file = ctl.work / "tree.txt"
        self.tree_file.unlink(missing_ok=True)
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
            pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as line:  # to its end: the server writes the number and the line end apart
            display = line.readline().strip()
        self.env = {**os.environ, "DISPLAY": f":{display}", "LIBGL_ALWAYS_SOFTWARE": "1", "HOME": str(ctl.work),
                    "CAIRN_TREE_FILE": str(self.tree_file), **more}
        self.env.pop("WAYLAND_DISPLAY", None)
        self.manager = subprocess.Popen(["openbox"], env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.5)
        self.program = subprocess.Popen([str(ctl.programs / self.NAME), *map(str, words)], env=self.env, cwd=ctl.work)
        window = self.x("search", "--sync", "--onlyvisible", "--name", "^Cairn$").split()[0]
        self.window = window
        self.x("windowactivate", "--sync", window)
        self.x("windowsize", "--sync", window, "1600", "900")
        self.x("mousemove", "--window", window, "120", "500")  # away from the rows

    def windows(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Cairn$"], env=self.env, capture_output=True, text=True)
        return found.stdout.split()

    def again(self):
        """After a lock the program has a new window: it gets the keyboard."""
        self.x("search", "--sync", "--onlyvisible", "--name", "^Cairn$")
        self.window = self.windows()[0]
        self.x("windowactivate", "--sync", self.window)

    def x(self, *words):
        return subprocess.run(["xdotool", *words], env=self.env, check=True, capture_output=True, text=True, timeout=60).stdout

    def tree(self):
        return self.tree_file.read_text(encoding="utf-8") if self.tree_file.exists() else ""

    def measured(self, name):
        return float(re.search(rf"\b{name} ([0-9.]+)", self.tree()).group(1))

    def wait(self, text, seconds=60):
        until = time.monotonic() + seconds
        while text not in self.tree():
            assert self.program.poll() is None, f"the program ended with {self.program.returncode}"
            assert time.monotonic() < until, f"never shown: {text}\n{self.tree()}"
            time.sleep(0.05)
        return self.tree()

    def wait_gone(self, text, seconds=60):
        until = time.monotonic() + seconds
        while text in self.tree():
            assert time.monotonic() < until, f"still shown: {text}\n{self.tree()}"
            time.sleep(0.05)

    def type(self, text):
        self.x("type", "--delay", "5", text)

    def press(self, *keys):
        for key in keys:
            self.x("key", key)

    def place(self, text):
        """Where the first control stands whose line holds the text: x, y, width, height."""
        line = next((line for line in self.tree().splitlines() if text in line and "| at " in line), None)
        assert line, f"not on the screen: {text}\n{self.tree()}"
        return [int(n) for n in line.rsplit("| at ", 1)[1].split()]

    def in_view(self, text):
        """From where to where a control can be seen, up and down: within the window and every pane it stands in."""
        lines = self.tree().splitlines()
        at = next(i for i, line in enumerate(lines) if text in line and "| at " in line)
        top, bottom = 0, int(self.x("getwindowgeometry", "--shell", self.window).split("HEIGHT=")[1].split()[0])
        deep = len(lines[at]) - len(lines[at].lstrip())
        for line in reversed(lines[1:at]):
            here = len(line) - len(line.lstrip())
            if here >= deep:
                continue
            deep = here
            if line.lstrip().startswith("pane |"):
                _, y, _, h = (int(n) for n in line.rsplit("| at ", 1)[1].split())
                top, bottom = max(top, y), min(bottom, y + h)
        return top, bottom

    def click(self, text, seconds=60):
        """Presses the middle of a control, scrolled into view with the wheel when it cannot be seen."""
        self.wait(text, seconds)
        for _ in range(200):
            x, y, w, h = place = self.place(text)
            top, bottom = self.in_view(text)
            middle = y + h // 2
            if top + 4 <= middle <= bottom - 4:
                self.x("mousemove", "--window", self.window, str(x + w // 2), str(middle))
                if self.place(text) == place:
                    break
                continue  # what stands above it grew or went
            self.x("mousemove", "--window", self.window, str(x + min(w // 2, 40)), str((top + bottom) // 2),
                   "click", "4" if middle < top + 4 else "5")
            until = time.monotonic() + 5  # a busy machine: a second turn of the wheel would go past
            while self.place(text) == place and time.monotonic() < until:
                time.sleep(0.02)
        self.x("click", "1")
        time.sleep(0.15)

    def tab_to(self, text):
        """Presses Tab until what is focused says this; each press is waited for."""
        def focus():
            return next((line for line in self.tree().splitlines() if "| focus" in line), "")
        for _ in range(60):
            here = focus()
            if text in here:
                return
            self.press("Tab")
            until = time.monotonic() + 20  # a busy machine: a second press would go past
            while focus() == here and time.monotonic() < until:
                time.sleep(0.02)
        raise AssertionError(f"not reached with Tab: {text}\n{self.tree()}")

    def settled(self):
        """Waits until nothing more is drawn for a while: every key has had its effect."""
        before = -1
        while self.measured("pictures") != before:
            before = self.measured("pictures")
            time.sleep(0.4)

    def picture(self, name):
        if PICTURES:
            raw = subprocess.run(["import", "-window", self.window, "png:-"], env=self.env, check=True, capture_output=True).stdout
            pathlib.Path(PICTURES, f"{name}.png").write_bytes(raw)

    def close(self):
        for process in (self.program, self.manager, self.server):
            process.terminate()
        for process in (self.program, self.manager, self.server):
            process.wait(timeout=20)


def demo_vault(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    for name, agency, code in SOURCES["owhr"]:
        ctl.bring_in(vault, review, DEMO / name, agency, code, "--date-order", "dmy")
    return vault, review


def code(ctl, vault, review):
    """Codes some contacts as a chair would, and gives one a summary that names nobody."""
    lines = ctl.run("chronology", vault, review)
    fields = [{"mo": ["MO07"]}, {"significance": "KPE", "mo": ["MO20"]}, {"mo": ["MO18"]},
              {"gp": ["GP01"], "summary": "V took part in a summer scheme until its money ended.", "summary_confirmed": True}]
    coded = [line for line in lines if not line["problems"]][1:1 + len(fields)]
    for line, put in zip(coded, fields):
        ctl.run("record", "put", vault, review, "chronology_event", line["id"], stdin=put)
    return coded


def unlock(desk):
    desk.wait("passphrase field | unlock.passphrase")
    desk.type(PASSPHRASE)
    assert PASSPHRASE.split()[0] not in desk.tree(), "the passphrase is in the list of controls"
    desk.press("Return")
    desk.wait("row | reviews.table/")


def open_chronology(desk):
    """The first review of the list; it opens with its overview."""
    desk.press("Return")
    desk.wait("overview.today")
    desk.tab_to("button | rail.chronology |")
    desk.press("Return")
    return desk.wait("row | chronology.table/")


def the_demo_vault_is_unlocked_by_typing_and_its_chronology_is_read_from_the_list_of_controls(ctl):
    vault, review = demo_vault(ctl)
    want = ctl.run("chronology", vault, review)
    desk = Desktop(ctl, vault)
    try:
        desk.picture("unlock")
        unlock(desk)
        desk.picture("reviews")
        tree = open_chronology(desk)
        assert f"table | chronology.table | Chronology | of {len(want)}" in tree, tree
        assert want[0]["text"][:30] not in tree, "an agency's words are shown in coded view"
        desk.press("F8")
        desk.wait(want[0]["text"].splitlines()[0][:40])
        seen = []
        for index in range(len(want)):  # every line, in order, from the keyboard
            tree = desk.wait(f"| row {index + 1} | selected", 20)
            row = next(line for line in tree.splitlines() if line.strip().startswith("row |") and "| selected" in line)
            seen.append(row.split("|")[1].strip().removeprefix("chronology.table/"))
            if index + 1 < len(want):
                desk.press("Down")
        assert seen == [line["id"] for line in want], "the window shows another order than cairnctl"
        desk.press("ctrl+l")
        tree = desk.wait("passphrase field | unlock.passphrase")
        assert want[0]["text"][:30] not in tree
    finally:
        desk.close()


def what_is_coded_is_shown_in_both_views(ctl):
    vault, review = demo_vault(ctl)
    coded = code(ctl, vault, review)
    desk = Desktop(ctl, vault)
    try:
        unlock(desk)
        open_chronology(desk)
        desk.wait("V took part in a summer scheme until its money ended.")
        desk.picture("coded")
        desk.press("F8")
        tree = desk.wait(coded[0]["text"].splitlines()[0][:40])
        row = tree[tree.index(f"cell | chronology.table/{coded[1]['id']}/coding"):].splitlines()[0]
        assert "Key episode, Missed opportunity" in row, row
        for index, line in enumerate(ctl_order(tree)):
            if line == coded[1]["id"]:
                desk.press(*["Down"] * index)
        desk.wait(f"row | chronology.table/{coded[1]['id']} |")
        desk.picture("chronology")
    finally:
        desk.close()


def ctl_order(tree):
    """Ids of the rows in view, from the top."""
    return re.findall(r"^ *row \| chronology\.table/([0-9a-f-]+) ", tree, re.M)


def a_wrong_passphrase_is_said_and_the_right_one_then_opens(ctl):
    vault = ctl.vault()
    desk = Desktop(ctl, vault)
    try:
        desk.wait("unlock.passphrase")
        desk.type("not the passphrase")
        desk.press("Return")
        desk.wait("That passphrase does not open this vault")
        desk.type(PASSPHRASE)
        desk.press("Return")
        desk.wait("This vault holds no review yet.")
    finally:
        desk.close()


def nothing_is_drawn_while_nothing_changes(ctl):
    vault, _ = demo_vault(ctl)
    desk = Desktop(ctl, vault)
    try:
        unlock(desk)
        open_chronology(desk)
        time.sleep(1)
        before = desk.measured("pictures")
        time.sleep(5)
        drawn = desk.measured("pictures") - before
        assert drawn == 0, f"{drawn} pictures in five idle seconds"
        for _ in range(20):
            desk.press("Next")
        print(f"        pictures while idle: 0; frame built in {desk.measured('build_99_ms')} ms (99th percentile), "
              f"drawn in {desk.measured('render_ms')} ms")
    finally:
        desk.close()


def an_unlocked_vault_locks_itself_when_nobody_uses_it(ctl):
    vault, _ = demo_vault(ctl)
    desk = Desktop(ctl, vault, CAIRN_IDLE_SECONDS="3")
    try:
        unlock(desk)
        desk.wait("Locked because nobody used it for a while", 20)
    finally:
        desk.close()


def every_section_of_a_built_case_is_reached_from_the_keyboard_and_in_a_narrow_window_from_a_list(ctl):
    vault = ctl.vault()
    ctl.run("demo", "create", vault, "OWHR-DEMO-01")
    desk = Desktop(ctl, vault)
    try:
        unlock(desk)
        tree = open_chronology(desk)
        assert "Demonstration" in tree, "the window does not say that the case is invented"
        sections = re.findall(r"button \| rail\.(\w+) \|", tree)
        assert sections[:2] == ["reviews", "overview"] and sections[-2:] == ["health", "settings"], sections
        for key in sections[2:-2] + ["overview"]:
            desk.tab_to(f"button | rail.{key} |")
            desk.press("Return")
            desk.wait({"chronology": "row | chronology.table/", "overview": "overview.today", "screening": "screening.never",
                       "import": "button | import.choose", "send": "heading | send.title",
                       "analysis": "heading | analysis.title", "people": "heading | people.title",
                       "documents": "heading | documents.title", "meetings": "heading | meetings.title"}.get(key, "heading | records.title"))
        desk.x("windowsize", "--sync", desk.window, "1000", "700")
        desk.wait("picker | rail.section | Section = Overview")
        desk.x("mousemove", "--window", desk.window, "100", "25", "click", "1")
        desk.type("Analysis")
        desk.press("Return")
        desk.wait("tab | analysis.tabs.2 | Findings 5")
        desk.picture("narrow")
    finally:
        desk.close()


def without_a_display_the_program_says_why_and_names_the_verb_that_works(ctl):
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run([str(ctl.programs / "cairn"), str(ctl.work)], env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1, done
    assert "no window can be opened" in done.stderr and "cairnctl chronology DIR REF" in done.stderr, done.stderr


def a_file_is_imported_by_the_assistant_when_it_is_accepted(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    folder = ctl.work / "sent"
    folder.mkdir()
    file = folder / "agency file.csv"
    file.write_text("Date,Who,What happened\n03/04/2022,V,Attended with a hand injury\n05/06/2022,V,Did not attend\n")
    desk = Desktop(ctl, vault)
    try:
        unlock(desk)
        desk.press("Return")
        desk.wait("overview.today")
        desk.tab_to("button | rail.import |")
        desk.press("Return")
        desk.wait("button | import.choose")
        desk.tab_to("button | import.choose |")
        desk.press("Return")
        desk.wait("import.files.path")
        desk.tab_to("| import.files.path |")
        desk.press("ctrl+a")
        desk.type(str(folder))
        desk.press("Return")
        desk.wait("import.files.table/agency file.csv")
        desk.tab_to("import.files.table/agency file.csv")
        desk.press("Return")
        desk.wait("import.name")
        desk.tab_to("| import.name |")
        desk.type("St Aldhelm's")
        desk.press("Tab", "Return")  # the kinds of agency
        desk.wait("choices.search")
        desk.type("Acute")
        desk.press("Return")
        desk.wait_gone("choices.search")
        desk.tab_to("button | import.look |")
        desk.press("Return")
        tree = desk.wait("import.order.DMY")
        assert "hand injury" not in tree and "agency file" not in tree, "words of the file are shown in coded view"
        desk.tab_to("| import.order.DMY |")
        desk.press("space")
        desk.wait("Nothing has entered the review yet.")
        desk.tab_to("button | import.accept |")
        desk.press("Return")
        desk.wait("2 contacts were added")
        desk.tab_to("button | import.undo |")
        desk.press("Return")
        desk.wait("button | import.undo.yes |")
        desk.tab_to("button | import.undo.yes |")
        desk.press("Return")
        desk.wait("The whole import was undone", 20)
    finally:
        desk.close()
    assert ctl.run("chronology", vault, review) == []


if __name__ == "__main__":
    missing = [tool for tool in ("Xvfb", "openbox", "xdotool") if shutil.which(tool) is None]
    if missing:
        sys.exit("missing: " + ", ".join(missing))
    main([
        without_a_display_the_program_says_why_and_names_the_verb_that_works,
        the_demo_vault_is_unlocked_by_typing_and_its_chronology_is_read_from_the_list_of_controls,
        what_is_coded_is_shown_in_both_views,
        a_wrong_passphrase_is_said_and_the_right_one_then_opens,
        every_section_of_a_built_case_is_reached_from_the_keyboard_and_in_a_narrow_window_from_a_list,
        nothing_is_drawn_while_nothing_changes,
        an_unlocked_vault_locks_itself_when_nobody_uses_it,
        a_file_is_imported_by_the_assistant_when_it_is_accepted,
    ])
