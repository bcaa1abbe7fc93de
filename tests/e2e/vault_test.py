"""The vault and its verbs: every documented exit code, and nothing lost."""

import fcntl
import json
import shutil
import subprocess

from cairn import DEMO, PASSPHRASE, main

NAME = "Kacper Żebrowicz"


def person(given, family):
    return {"names": [{"given": given, "family": family}]}


def each_exit_code_is_the_documented_one(ctl):
    vault = ctl.vault()
    wrong = ctl.work / "wrong"
    wrong.write_text("orchard saddle granite heron lantern\n")
    assert ctl.raw("vault", "info", ctl.work / "nowhere").returncode == 10
    assert ctl.raw("vault", "info", vault, passphrase=wrong).returncode == 12
    assert ctl.raw("vault", "nonsense", vault).returncode == 2
    assert ctl.raw("review", "show", vault, "OWHR-X99000001-2020-001").returncode == 3
    assert ctl.raw("review", "create", vault, "--type", "OWHR", "--area", "X99000001").returncode == 14
    (ctl.work / "empty").mkdir()
    assert ctl.raw("vault", "info", ctl.work / "empty").returncode == 10
    damaged = ctl.work / "damaged"
    shutil.copytree(vault, damaged)
    for name in ("vault.key", "vault.key.2"):
        (damaged / name).write_bytes(b"not a key file")
    assert ctl.raw("vault", "info", damaged).returncode == 13
    half = ctl.work / "half"
    shutil.copytree(vault, half)
    good = (half / "vault.key").read_bytes()
    (half / "vault.key").write_bytes(good[:-20])
    said = ctl.raw("vault", "info", half)
    assert said.returncode == 0 and "vault.key" in said.stderr, said
    assert (half / "vault.key").read_bytes() == good


def a_vault_open_elsewhere_is_exit_11(ctl):
    vault = ctl.vault()
    with open(vault / "lock", "r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert ctl.raw("vault", "info", vault).returncode == 11
    assert ctl.raw("vault", "info", vault).returncode == 0


def the_recovery_kit_opens_the_vault_and_sets_a_new_passphrase(ctl):
    vault = ctl.real_vault()
    kit = ctl.work / "vault-kit.txt"
    assert oct(kit.stat().st_mode & 0o777) == "0o600"
    fresh = ctl.work / "fresh"
    fresh.write_text("copper thimble meadow quarry violin\n")
    ctl.run("vault", "recover", vault, "--recovery-kit", kit, "--new-passphrase-file", fresh)
    assert ctl.raw("vault", "info", vault).returncode == 12
    assert ctl.raw("vault", "info", vault, passphrase=fresh).returncode == 0
    # The kit works with the stock program too.
    secret = next(line for line in kit.read_text().splitlines() if line.startswith("AGE-SECRET-KEY-1"))
    (ctl.work / "id").write_text(secret + "\n")
    opened = subprocess.run(["age", "-d", "-i", str(ctl.work / "id"), str(vault / "vault.key")], capture_output=True, text=True)
    assert opened.returncode == 0 and opened.stdout.startswith("cairn/vault/v1\n"), opened.stderr
    assert ctl.raw("vault", "create", ctl.work / "second", "--owner", "A", "--recovery-kit", kit).returncode == 1
    assert not (ctl.work / "second").exists()


def a_weak_passphrase_is_refused_at_creation(ctl):
    weak = ctl.work / "weak"
    weak.write_text("password1\n")
    said = ctl.raw("vault", "create", ctl.work / "v", "--owner", "A", "--recovery-kit", ctl.work / "k", passphrase=weak)
    assert said.returncode == 14, said
    assert not (ctl.work / "v").exists() and not (ctl.work / "k").exists()


def a_backup_restores_to_the_same_state(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    ctl.bring_in(vault, review, DEMO / "01a_owhr_police.csv", "Police", "POL")
    state = ctl.run("review", "show", vault, review)["state"]
    ctl.run("vault", "backup", vault, ctl.work / "backup")
    ctl.run("vault", "restore", ctl.work / "back", ctl.work / "backup")
    assert ctl.run("review", "show", ctl.work / "back", review)["state"] == state
    assert ctl.run("vault", "check", ctl.work / "back")["sound"]
    damaged = ctl.work / "backup" / "vault.db"
    data = bytearray(damaged.read_bytes())
    data[len(data) // 2] ^= 1
    damaged.write_bytes(data)
    assert ctl.raw("vault", "restore", ctl.work / "third", ctl.work / "backup").returncode == 13
    assert not (ctl.work / "third").exists()


def search_folds_accents_case_and_letters_without_decomposition(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    for given, family in (("Kacper", "Żebrowicz"), ("Zlatko", "Đurić"), ("Łukasz", "Großstraße"), ("Zoë", "Márquez-Hale")):
        ctl.run("record", "put", vault, review, "person", stdin=person(given, family))
    for words in ("zebrowicz", "ŻEBROWICZ", "duric", "lukasz", "grossstrasse", "zoe marquez", "żebro"):
        hits = ctl.run("search", vault, words)
        assert len({h["id"] for h in hits}) == 1, f"{words}: {hits}"
    assert ctl.run("search", vault, stdin="duric")
    assert ctl.run("search", vault, "nobody") == []


def undo_and_redo_work_across_restarts_and_history_tells_all(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    states = [ctl.run("review", "show", vault, review)["state"]]
    made = ctl.run("record", "put", vault, review, "person", stdin=person("Kacper", "Żebrowicz"))
    states.append(ctl.run("review", "show", vault, review)["state"])
    ctl.run("record", "put", vault, review, "person", made["id"], stdin={"names": [{"given": "Kacper", "family": "Żebrowicz"}, {"text": "Kaz"}]})
    states.append(ctl.run("review", "show", vault, review)["state"])
    ctl.run("record", "strike", vault, review, "person", made["id"], "--reason", "entered twice")
    ctl.run("undo", vault, review, "00000000-0000-4000-8000-000000000000", exit=3)
    ctl.run("undo", vault, review, ctl.run("review", "show", vault, review)["uuid"], exit=1)
    for state in (states[2], states[1], states[0]):
        ctl.run("undo", vault, review, made["id"])
        assert ctl.run("review", "show", vault, review)["state"] == state
    for state in (states[1], states[2]):
        ctl.run("redo", vault, review)
        assert ctl.run("review", "show", vault, review)["state"] == state
    entries = ctl.run("history", vault, review, made["id"])
    assert len(entries) == 8 and entries[0]["op"] == "put", entries
    ctl.run("record", "put", vault, review, "person", stdin={"sex": "Z"}, exit=1)
    ctl.run("record", "put", vault, review, "person", stdin={"no_such_field": "x"}, exit=1)
    ctl.run("record", "put", vault, review, "nothing", stdin={}, exit=1)


def expunged_words_are_gone_from_search_and_history(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    made = ctl.run("record", "put", vault, review, "person", stdin=person("Kacper", "Żebrowicz"))
    entry = ctl.run("history", vault, review, made["id"])[0]["n"]
    ctl.run("record", "expunge", vault, review, "person", made["id"], "--entry", str(entry), "--reason", "error")
    assert ctl.run("search", vault, "zebrowicz") == []
    assert "brow" not in json.dumps(ctl.run("history", vault, review))
    assert ctl.run("vault", "check", vault)["sound"]


def a_batch_opens_once_and_stops_at_the_first_failure(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    lines = [{"verb": ["record", "put", review, "person"], "input": person("A", "B")},
             {"verb": ["record", "put", str(vault), review, "person"], "input": person("C", "D")},
             {"verb": ["record", "show", review, "person", "00000000-0000-4000-8000-000000000000"]},
             {"verb": ["record", "put", review, "person"], "input": person("E", "F")}]
    said = ctl.raw("batch", vault, "-", stdin="\n".join(json.dumps(line) for line in lines))
    assert said.returncode == 3 and "line 3" in said.stderr, said
    assert len([line for line in said.stdout.splitlines() if '"id"' in line]) == 2
    assert len(ctl.run("record", "show", vault, review, "person")) == 2


def a_changed_passphrase_leaves_the_data_as_it_was(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    database = (vault / "vault.db").stat().st_size
    fresh = ctl.work / "fresh"
    fresh.write_text("copper thimble meadow quarry violin")
    ctl.run("vault", "passphrase", vault, "--new-passphrase-file", fresh)
    assert ctl.raw("vault", "info", vault).returncode == 12
    assert ctl.raw("review", "show", vault, review, passphrase=fresh).returncode == 0
    assert (vault / "vault.db").stat().st_size == database
    assert PASSPHRASE not in fresh.read_text()


main([each_exit_code_is_the_documented_one, a_vault_open_elsewhere_is_exit_11, the_recovery_kit_opens_the_vault_and_sets_a_new_passphrase,
      a_weak_passphrase_is_refused_at_creation, a_backup_restores_to_the_same_state, search_folds_accents_case_and_letters_without_decomposition,
      undo_and_redo_work_across_restarts_and_history_tells_all, expunged_words_are_gone_from_search_and_history,
      a_batch_opens_once_and_stops_at_the_first_failure, a_changed_passphrase_leaves_the_data_as_it_was])
