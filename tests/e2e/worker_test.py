"""The worker that reads submissions at the centre: a process of its own that can do nothing but read and answer."""

import os
import pathlib
import random
import shutil
import signal
import subprocess
import time

from cairn import DEMO, main

SEED = int(os.environ.get("CAIRN_SEED") or random.SystemRandom().randrange(1 << 32))


def ready(ctl):
    """A store with one enrolled vault, and a submission with an attachment."""
    vault = ctl.vault()
    review = ctl.review(vault)
    ctl.bring_in(vault, review, DEMO / "01b_owhr_youth_probation.csv", "Youth justice", "YJS", "--date-order", "dmy")
    store, _ = ctl.centre()
    roster = ctl.enrol(vault, store)
    file = ctl.work / "one.cairn"
    ctl.run("export", vault, review, "--roster", roster, "-o", file)
    return vault, review, store, roster, file


def drive(ctl, store, file, program="-", seconds=60, mebibytes=4096):
    """Imports through a centre with that program as its worker; its status and code."""
    done = subprocess.run([ctl.programs / "worker_driver", "import", store, ctl.passphrase, file, program, str(seconds), str(mebibytes)],
                          capture_output=True, text=True, timeout=300)
    return done.stdout.split()


def workers_of(process):
    """The children of a process that are workers, as /proc tells."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]) == process:
                if b"examine-worker" in (entry / "cmdline").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            pass  # it ended while it was looked at
    return found


def start_import(ctl, store, *files):
    return subprocess.Popen([ctl.programs / "cairnctl", "central", "import", store, *files, "--passphrase-file", ctl.passphrase, "--json"],
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def an_import_happens_in_a_child_that_is_confined(ctl):
    _, _, store, _, file = ready(ctl)
    process = start_import(ctl, store, file)
    seen = {}
    while process.poll() is None:
        for child in workers_of(process.pid):
            try:
                status = pathlib.Path(f"/proc/{child}/status").read_text()
                environment = pathlib.Path(f"/proc/{child}/environ").read_bytes() if os.geteuid() == 0 else b""
            except OSError:
                continue
            fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
            if fields.get("Seccomp", "").strip() == "2":
                seen[child] = (fields["NoNewPrivs"].strip(), environment)
    assert process.wait() == 0, process.stdout.read()
    assert seen, "no confined child was seen while an import ran"
    assert all(found == ("1", b"") for found in seen.values()), seen


def a_worker_that_was_taken_over_reaches_nothing(ctl):
    """The driver as the worker does, once confined, what the submission says."""
    store, _ = ctl.centre()
    driver = ctl.programs / "worker_driver"
    outcomes = {}
    for number, what in enumerate(["nothing", "socket", "program", "process", "write", "alter", "remove", "read"]):
        file = ctl.work / f"{number}.cairn"
        file.write_text(what + "\n" + "x" * 5000)
        outcomes[what] = drive(ctl, store, file, driver)[:2]
        assert file.read_text().startswith(what), "the submission was touched"
        assert not pathlib.Path(f"{file}.beside").exists()
    for what in ("nothing", "write", "alter", "remove"):
        assert outcomes[what] == ["quarantined", "it_could_not"], (what, outcomes[what])
    for what in ("socket", "program", "process"):  # ended on the spot
        assert outcomes[what] == ["quarantined", "worker_lost"], (what, outcomes[what])
    landlock = "landlock" in (pathlib.Path("/sys/kernel/security/lsm").read_text() if pathlib.Path("/sys/kernel/security/lsm").exists() else "")
    assert outcomes["read"][1] == "it_could_not" or not landlock, outcomes["read"]
    assert ctl.run("central", "list", store)["reviews"] == []


def limits_of_memory_and_time_put_a_submission_aside_and_the_next_is_taken_in(ctl):
    _, _, store, _, good = ready(ctl)
    driver = ctl.programs / "worker_driver"
    for what, seconds, mebibytes in (("memory", 60, 256), ("spin", 2, 4096)):
        file = ctl.work / f"{what}.cairn"
        file.write_text(what + "\n" + "x" * 5000)
        assert drive(ctl, store, file, driver, seconds, mebibytes)[:2] == ["quarantined", "worker_limit"], what
    held = ctl.run("central", "list", store)["quarantine"]
    assert [entry["code"] for entry in held] == ["worker_limit", "worker_limit"], held
    assert ctl.run("central", "import", store, good)[0]["status"] == "accepted"


def a_worker_killed_at_any_moment_leaves_the_store_sound(ctl):
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    _, _, store, _, file = ready(ctl)
    killed = 0
    for number in range(int(os.environ.get("CAIRN_KILLS") or 40) // 2):
        now = ctl.work / "now"
        shutil.rmtree(now, ignore_errors=True)
        shutil.copytree(store, now)
        process = start_import(ctl, now, file)
        delay = chance.random() * 0.03
        while process.poll() is None:
            children = workers_of(process.pid)
            if children and (number % 2 or chance.random() < 0.5):
                time.sleep(delay)
                try:
                    os.kill(children[0], signal.SIGKILL)
                    killed += 1
                except ProcessLookupError:
                    pass
                break
        said, _ = process.communicate(timeout=120)
        assert process.returncode in (0, 1, 14), f"exit {process.returncode}: {said}"
        outcome = ctl.run("central", "import", now, file)[0]
        assert outcome["status"] == "accepted", outcome
        shown = ctl.run("central", "show", now, outcome["review"])
        assert len(shown["submissions"]) == 1 and shown["revision"] == 1
        ctl.run("central", "receipt", now, outcome["bundle"], "-o", ctl.work / "receipt")
    print(f"{killed} workers killed")
    assert killed > 0


main([an_import_happens_in_a_child_that_is_confined, a_worker_that_was_taken_over_reaches_nothing,
      limits_of_memory_and_time_put_a_submission_aside_and_the_next_is_taken_in,
      a_worker_killed_at_any_moment_leaves_the_store_sound])
