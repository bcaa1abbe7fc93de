"""Drives cairnctl as a person would, for the end-to-end tests. Standard library only."""

import json
import mmap
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import traceback

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "samples"
DEMO = ROOT / "assets" / "demo"
PASSPHRASE = "granite heron lantern orchard saddle"


class Ctl:
    """One cairnctl program, one passphrase, one folder to work in."""

    def __init__(self, programs):
        self.programs = pathlib.Path(programs).resolve()
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="cairn-e2e-"))
        self.passphrase = self.work / "passphrase"
        self.passphrase.write_text(PASSPHRASE + "\n")

    def run(self, *words, exit=0, stdin=None, text=False):
        """Runs one verb; returns its JSON answer (or its text). Fails the test on another exit code."""
        done = self.raw(*words, stdin=stdin, as_json=not text)
        if done.returncode != exit:
            raise AssertionError(f"cairnctl {' '.join(map(str, words))}: exit {done.returncode}, wanted {exit}\n{done.stdout}{done.stderr}")
        if text:
            return done.stdout
        return json.loads(done.stdout) if done.stdout.strip() else None

    def raw(self, *words, stdin=None, as_json=True, passphrase=None):
        line = [str(self.programs / "cairnctl"), *map(str, words)]
        if "--passphrase-file" not in line and words[0] not in ("inspect", "verify") and words[:2] != ("vault", "recover"):
            line += ["--passphrase-file", str(passphrase or self.passphrase)]
        if as_json:
            line.append("--json")
        if isinstance(stdin, (dict, list)):
            stdin = json.dumps(stdin, ensure_ascii=False)
        return subprocess.run(line, input=stdin if stdin is not None else "", capture_output=True, text=True, timeout=600)

    def real_vault(self, name="vault", owner="Dame Ruth Abara"):
        """As a person makes it, with its recovery kit beside it."""
        folder = self.work / name
        self.run("vault", "create", folder, "--owner", owner, "--recovery-kit", self.work / f"{name}-kit.txt")
        return folder

    def vault(self, name="vault"):
        """The same, but cheap to open."""
        return self.cheap("vault", self.work / name)

    def cheap(self, what, folder, *more):
        subprocess.run([self.programs / "cheap_driver", what, folder, self.passphrase, *more], check=True, timeout=120)
        return folder

    def review(self, vault, kind="OWHR", area="X99000001", *more):
        return self.run("review", "create", vault, "--type", kind, "--area", area, "--demo", *more)["reference"]

    def bring_in(self, vault, review, file, agency, agency_type, *more):
        """Preview, then accept what was previewed."""
        words = ["import", vault, review, file, "--agency", agency, "--agency-type", agency_type, *more]
        preview = self.run(*words)
        return self.run(*words, f"--accept={preview['hash']}")

    def centre(self, name="store"):
        keys = self.work / f"{name}-keys"
        return self.cheap("store", self.work / name, keys), keys

    def enrol(self, vault, store):
        """Request, grant, roster, trust; returns the roster's file."""
        request = self.work / f"{vault.name}-enrol.txt"
        roster = self.work / "roster"
        self.run("identity", "request", vault, "-o", request)
        self.run("central", "enrol", store, request)
        self.run("central", "roster", store, "-o", roster)
        self.run("identity", "trust", vault, roster)
        return roster

    def close(self):
        shutil.rmtree(self.work, ignore_errors=True)


SOURCES = {
    "owhr": [("01a_owhr_police.csv", "Thamesbrook Constabulary", "POL"),
             ("01b_owhr_youth_probation.csv", "Thamesbrook Youth and Probation", "YJS"),
             ("01c_owhr_health.csv", "Thamesbrook Health", "GP")],
    "dhr": [("02a_dhr_police_windows1252.csv", "Northmere Police", "POL"),
            ("02b_dhr_health_semicolon.csv", "Northmere Surgery", "GP"),
            ("02c_dhr_idva_housing_family.csv", "Northmere Community Safety", "IDVA")],
}


class Watched:
    """One run of cairnctl under the write watch, which may be killed."""

    def __init__(self, ctl, words, stdin=""):
        self.file = ctl.work / "watch"
        self.file.write_bytes(bytes(32))
        self.map = mmap.mmap(os.open(self.file, os.O_RDWR), 32)
        env = dict(os.environ, LD_PRELOAD=str(ctl.programs / "write_watch.so"), WRITE_WATCH=str(self.file))
        self.out = open(ctl.work / "stdout", "w+")
        given = open(ctl.work / "stdin", "w+")
        given.write(stdin)
        given.seek(0)
        self.begun = time.monotonic()
        self.process = subprocess.Popen([str(ctl.programs / "cairnctl"), *map(str, words), "--passphrase-file", str(ctl.passphrase), "--json"],
                                        stdin=given, stdout=self.out, stderr=subprocess.DEVNULL, env=env)

    def writes(self):
        return struct.unpack_from("Q", self.map, 0)[0]

    def times(self):
        _, start, first, last = struct.unpack("4Q", self.map[:32])
        return (first - start) / 1e9, (last - start) / 1e9

    def finish(self):
        code = self.process.wait(timeout=300)
        assert code == 0, f"the run to be measured failed with {code}"
        return time.monotonic() - self.begun

    def kill_after(self, seconds):
        try:
            self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def kill_at_write(self, number):
        while self.writes() < number and self.process.poll() is None:
            time.sleep(0.0001)
        self.kill_after(0)

    def said(self):
        self.out.seek(0)
        lines = []
        for line in self.out.read().splitlines():
            try:
                lines.append(json.loads(line))
            except json.JSONDecodeError:
                pass  # the line it was killed in
        return lines


def main(tests):
    """Runs test functions that take a fresh Ctl; prints their names; exits 1 when one failed."""
    programs = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "build" / "release" / "bin")
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    failed = 0
    for test in tests:
        name = test.__name__.replace("_", " ")
        if only not in name:
            continue
        ctl = Ctl(programs)
        try:
            test(ctl)
            print(f"ok      {name}", flush=True)
        except Exception as error:  # noqa: BLE001 -- every failure is reported with its name
            failed += 1
            print(f"FAILED  {name}\n{str(error)[:20000]}", flush=True)
            for frame in traceback.extract_tb(error.__traceback__)[1:]:
                print(f"  line {frame.lineno}: {frame.line}", flush=True)
        finally:
            if not os.environ.get("CAIRN_KEEP"):
                ctl.close()
    sys.exit(1 if failed else 0)
