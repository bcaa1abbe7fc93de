"""kill -9 at random moments during import, edit, export and central import: nothing reported as done is lost,
and the vault and the store open. The seed is printed; CAIRN_SEED repeats a run, CAIRN_KILLS sets how many."""

import json
import os
import random
import shutil

from cairn import DEMO, Ctl, Watched, main

SEED = int(os.environ.get("CAIRN_SEED") or random.SystemRandom().randrange(1 << 32))
KILLS = int(os.environ.get("CAIRN_KILLS") or 200)


class Case:
    """A folder to start from, the verb to kill, and what must hold afterwards."""

    def __init__(self, ctl, name, base, words, check, stdin=""):
        self.ctl, self.name, self.base, self.words, self.check, self.stdin = ctl, name, base, words, check, stdin
        self.measure()

    def fresh(self):
        now = self.ctl.work / "now"
        shutil.rmtree(now, ignore_errors=True)
        shutil.copytree(self.base, now)
        return now

    def start(self):
        now = self.fresh()
        return Watched(self.ctl, self.words(now), self.stdin), now

    def measure(self):
        run, now = self.start()
        self.length = run.finish()
        self.first, self.last = run.times()
        self.total = run.writes()
        assert self.total > 0
        self.check(now, run.said(), True)

    def trial(self, chance, number, of):
        run, now = self.start()
        fraction = (number + chance.random()) / of  # evenly, one in each slice: of the run's time, or of its writes
        if number % 5 < 2:
            run.kill_after(fraction * self.length)
        else:
            run.kill_at_write(1 + int(fraction * (self.total - 1)))
        between = 0 < run.writes() < self.total
        finished = run.process.returncode == 0
        self.check(now, run.said(), finished)
        return between


def cases(ctl):
    base = ctl.work / "base"
    base.mkdir()
    ctl.cheap("vault", base / "vault")
    ctl.cheap("store", base / "store")
    vault = base / "vault"
    review = ctl.review(vault)
    ctl.bring_in(vault, review, DEMO / "01b_owhr_youth_probation.csv", "Youth justice", "YJS", "--date-order", "dmy")
    roster = ctl.enrol(vault, base / "store")
    ctl.run("central", "roster", base / "store", "-o", base / "roster")
    ctl.run("export", vault, review, "--roster", roster, "-o", base / "sent.cairn")
    before = len(ctl.run("chronology", vault, review))
    rows = 10

    def sound(now):
        assert ctl.run("vault", "check", now / "vault")["sound"]

    def imported(now, said, finished):
        sound(now)
        events = len(ctl.run("chronology", now / "vault", review))
        assert events in (before, before + rows), f"half an import: {events}"
        if finished or said:
            assert events == before + rows, "an import that was reported is not there"

    def edited(now, said, finished):
        sound(now)
        there = {record["id"] for record in ctl.run("record", "show", now / "vault", review, "person")}
        for line in said:
            assert line["id"] in there, "a record that was reported is not there"
        assert not finished or len(said) == 40

    def exported(now, said, finished):
        sound(now)
        if (now / "out.cairn").exists():
            ctl.run("inspect", now / "out.cairn")
        if finished or said:
            assert (now / "out.cairn").exists()
        made = ctl.run("export", now / "vault", review, "--roster", roster, "-o", now / "again.cairn")
        ctl.run("inspect", now / "again.cairn")
        assert made["revision"] >= 1

    def taken_in(now, said, finished):
        outcome = ctl.run("central", "import", now / "store", now / "sent.cairn")[0]
        assert outcome["status"] == "accepted", outcome
        for line in said:
            assert outcome["replay"] and line[0]["log_index"] == outcome["log_index"], "an acceptance that was reported is not there"
        shown = ctl.run("central", "show", now / "store", outcome["review"])
        assert len(shown["submissions"]) == 1 and shown["records"] > before
        ctl.run("central", "receipt", now / "store", outcome["bundle"], "-o", now / "receipt")

    batch = "\n".join(json.dumps({"verb": ["record", "put", review, "person"], "input": {"code": f"C{i + 1}", "names": [{"given": f"N{i}"}]}}) for i in range(40))
    return [
        Case(ctl, "import", base, lambda now: ["import", now / "vault", review, DEMO / "01a_owhr_police.csv", "--agency", "Police",
                                               "--agency-type", "POL", "--accept"], imported),
        Case(ctl, "edit", base, lambda now: ["batch", now / "vault", "-"], edited, batch),
        Case(ctl, "export", base, lambda now: ["export", now / "vault", review, "--roster", roster, "-o", now / "out.cairn"], exported),
        Case(ctl, "central import", base, lambda now: ["central", "import", now / "store", now / "sent.cairn"], taken_in),
    ]


def a_kill_at_any_moment_loses_nothing_that_was_reported(ctl):
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    each = max(1, KILLS // 4)
    between = total = 0
    for case in cases(ctl):
        hits = 0
        for number in range(each):
            hits += case.trial(chance, number, each)
        print(f"{case.name}: {each} kills, {hits} between the first and the last of {case.total} writes, run {case.length:.2f} s, "
              f"writing from {case.first:.2f} s to {case.last:.2f} s", flush=True)
        between += hits
        total += each
    print(f"{total} kills, {between} while writing, 0 losses")
    assert between * 2 >= total


main([a_kill_at_any_moment_loses_nothing_that_was_reported])
