"""A whole review through cairnctl alone, from the death to the gate of the published edition: an offensive weapons
homicide review and a domestic homicide review. At every gate it is first tried too early."""

import json
import uuid

from cairn import DEMO, SOURCES, main

NINE = ["AGE", "DIS", "GR", "MCP", "PM", "RACE", "RB", "SEX", "SO"]


class Case:
    """One review in one vault. Names stand for ids; puts are gathered and written in one batch."""

    def __init__(self, ctl, vault, kind, area, year):
        self.ctl, self.vault, self.kind = ctl, vault, kind
        self.ref = ctl.run("review", "create", vault, "--type", kind, "--area", area, "--demo", "--year-of-death", str(year))["reference"]
        self.lines = []
        self.events = {}

    def id(self, name):
        """Always the same UUID of version 4 for the same name in the same review."""
        return str(uuid.UUID(bytes=uuid.uuid5(uuid.NAMESPACE_URL, f"{self.ref}/{name}").bytes, version=4))

    def named(self, value):
        """`@name` anywhere in a value stands for the id of that record, or of an event as @file:row."""
        if isinstance(value, dict):
            return {k: self.named(v) for k, v in value.items()}
        if isinstance(value, list):
            return [self.named(v) for v in value]
        if isinstance(value, str) and value.startswith("@"):
            return self.events.get(value[1:]) or self.id(value[1:])
        return value

    def put(self, record_kind, name, /, **fields):
        self.lines.append({"verb": ["record", "put", self.ref, record_kind, self.id(name)], "input": self.named(fields)})

    def do(self, *words, **fields):
        """A verb within the batch; @names in its words too."""
        self.lines.append({"verb": [self.named(str(w)) for w in self.placed(words)], "input": self.named(fields)})

    def placed(self, words):
        """REF stands for this review."""
        return [self.ref if w == "REF" else w for w in words]

    def write(self):
        if not self.lines:
            return []
        text = "\n".join(json.dumps(line, ensure_ascii=False) for line in self.lines)
        self.lines = []
        done = self.ctl.raw("batch", self.vault, "-", stdin=text)
        assert done.returncode == 0, done.stdout[-300:] + done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def ask(self, *words, **fields):
        """One verb on its own: its answer."""
        self.write()
        words = [self.named(w) if isinstance(w, str) else w for w in self.placed(words)]
        return self.ctl.run(*self.with_folder(words), stdin=self.named(fields) if fields else None)

    def refused(self, *words, **fields):
        """The same, refused by a rule: what was said."""
        self.write()
        words = [self.named(w) if isinstance(w, str) else w for w in self.placed(words)]
        return self.ctl.run(*self.with_folder(words), stdin=self.named(fields) if fields else None, exit=14)["error"]

    def with_folder(self, words):
        at = next(i for i, w in enumerate(words) if w == self.ref)
        return [*words[:at], self.vault, *words[at:]]

    def put_refused(self, record_kind, name, /, **fields):
        return self.refused("record", "put", "REF", record_kind, "@" + name, **fields)

    def state(self):
        return self.ask("review", "show", "REF")["state"]

    def bring_in(self, case):
        for file, agency, code in SOURCES[case]:
            self.write()
            self.ctl.bring_in(self.vault, self.ref, DEMO / file, agency, code, "--date-order", "dmy")
        for event in self.ask("chronology", "REF"):
            if event["source_file"]:
                self.events[f"{event['source_file'][:3]}:{event['source_row']}"] = event["id"]

    def problems(self, rule=None):
        found = self.ask("check", "REF")
        found = found["problems"] if isinstance(found, dict) else found
        return [p for p in found if rule is None or p["rule"] == rule]

    def stage(self, to, text="The panel decides to go on."):
        return self.ask("stage", "REF", to, text=text, reason="What this stage asks for is there.", decided_by_text="Dame Ruth Abara", decided_on="2025-03-03")

    def stage_refused(self, to):
        return self.refused("stage", "REF", to, text="Too early.", reason="Tried too early.", decided_by_text="Dame Ruth Abara", decided_on="2025-03-03")

    def smart(self):
        return [{"test": t, "score": "MET"} for t in "SMART"]


def people_of_owhr(case):
    case.put("person", "v", code="V", names=[{"given": "Kacper", "family": "Żebrowicz"}], sex="M", ethnicity_18_1="W9", ethnicity_source="FAM",
             dob={"text": "14/05/2004", "earliest": "2004-05-14", "latest": "2004-05-14", "precision": "DAY"}, first_language="Polish", living_flag="N")
    case.put("person", "s1", code="S1", names=[{"given": "Rhys", "family": "Calloway-Adu"}], sex="M", living_flag="Y")
    case.put("person", "m", code="M", names=[{"given": "Danuta", "family": "Żebrowicz"}], first_language="Polish", interpreter_needed="Y", living_flag="Y")
    case.put("person", "chair", code="PR-CH", names=[{"given": "Ruth", "family": "Abara"}])
    case.put("incident", "incident", death_date={"text": "2 February 2025", "earliest": "2025-02-02", "latest": "2025-02-02", "precision": "DAY"},
             incident_date={"text": "2 February 2025", "earliest": "2025-02-02", "latest": "2025-02-02", "precision": "DAY"},
             location_type="PUB_EST", area_gss="X99000001", method="M01", weapon=["KNIFE_Z"], weapon_legal="MADE", weapon_source="BROUGHT",
             circumstance=[{"code": "CI04", "answer": "Y", "source": "E4"}, {"code": "CI05", "answer": "PR", "source": "E3"}],
             alcohol_involved="NR", drug_involved="NR", hi_domestic="NDOM", victims=["@v"], description="V was stabbed in the stairwell of an estate.")
    case.put("person_role", "r-v", person="@v", role="VIC", incident="@incident")
    case.put("person_role", "r-s", person="@s1", role="ACC", incident="@incident")
    case.put("person_role", "r-m", person="@m", role="PARENT")
    case.put("person_role", "r-c", person="@chair", role="PROF")
    case.put("relationship", "rel", person_a="@m", person_b="@v", relationship_type="PARENT", cohabiting="Y", abuse_present="N")
    case.put("victim_suspect", "pair", victim="@v", suspect="@s1", relation="FA", known_days=900, living_together="N")
    case.put("criminal_justice", "cj", suspect="@s1", cj_status="CHARGED", charge_date="2025-02-05")
    case.put("parallel_process", "trial", kind="CRIM", state="OPEN", constraint="NOPUB", advice_date="2025-02-20", last_checked="2025-03-01")
    for name, agency, words in (("police", "POL", "Thamesbrook Constabulary"), ("council", "LA_CS", "Thamesbrook Council"), ("icb", "ICB", "Thamesbrook ICB")):
        case.put("organisation", name, name=words, agency_type=agency, area_gss=["X99000001"], statutory_partner=True, public_name=words)


def equality(case, person):
    for code in NINE:
        case.put("equality", f"eq-{person}-{code}", person="@" + person, characteristic=code, considered="Y", relevant="Y" if code in ("AGE", "RACE") else "N",
                 analysis="Considered by the panel against the records of every agency.")


def terms(case, questions):
    case.put("terms_of_reference", "tor", version=1, agreed_on="2025-03-03", purpose="To learn what each service knew and did.", persons=["@v", "@s1"],
             period_from="2016-09-01", period_to="2025-02-02", family_consulted="Y")
    for n, question in enumerate(questions, 1):
        case.put("kloe", f"k{n}", kloe_no=n, question=question, kind="CASE", terms="@tor")


def agency_returns(case, agencies):
    for n, (org, status) in enumerate(agencies):
        case.put("information_request", f"req{n}", to_org=org, legal_basis="S29" if case.kind == "OWHR" else "S9", asked_for="Chronology and summary of involvement.",
                 sent_on="2025-03-04", due_on="2025-04-01", response="NIL" if status == "NIL" else "RECEIVED", response_on="2025-03-28")


def finding(case, n, name, kind, title, theme, evidence, mo=(), gp=()):
    case.put("finding", name, number=n, title=title, statement=f"{title}. The records of the agencies show it.", why_it_happened="No one role was asked to do it.",
             finding_type=kind, theme=theme, kloe=["@k1"], agencies=["@police"], mo=list(mo), gp=list(gp), evidence_strength="E4", status="DRAFT")
    for i, target in enumerate(evidence):
        case.put("finding_evidence", f"{name}-e{i}", finding="@" + name, target="@" + target, role="SUPPORTS")


def agreed(case, *names):
    for name in names:
        case.put("finding", name, status="AGREED")


def learning(case, lessons, recommendations):
    for n, (name, findings) in enumerate(lessons, 1):
        case.put("lesson", name, number=n, statement="Somebody must own what is known about a risk.", level="PARTNER", findings=["@" + f for f in findings])
    for n, (name, lesson, org) in enumerate(recommendations, 1):
        case.put("recommendation", name, number=n, text="By 30 June 2026 the body names one owner for each reported threat and dip-samples twelve cases a quarter.",
                 lessons=["@" + lesson], rec_level="MA", addressee_org=["@" + org], rec_theme="RT2", rec_addressee="RA1", smart=case.smart(), origin="PANEL",
                 response_due="2026-08-01", rec_status="DRAFT", rec_strength="LARGE")
        case.put("action", "a-" + name, number=n, recommendation="@" + name, text="Write the procedure and start it.", owner_org="@" + org, owner_role="Head of safeguarding",
                 start="2025-12-01", target_date="2026-06-30", impact_measure="Share of threats with an owner within a day.")


def screened(case, answers):
    for basis, test, answer, reason in answers:
        case.do("screen", "answer", "REF", basis, test, answer=answer, reasons_for=reason if answer == "MET" else "None.",
                reasons_against="None." if answer == "MET" else reason, decided_by="@chair", decided_on="2025-02-20")


OWHR_TESTS = [("OWHR", t, "MET", "The records show it.") for t in ("OW_AGE18", "OW_HOMICIDE", "OW_WEAPON", "OW_AREA", "OW_INFO", "OW_IDENTITY")] + [
    ("OWHR", "S26_CDR", "NOT_MET", "The victim was 20."), ("OWHR", "S26_DHR", "NOT_MET", "Not a relative, partner or member of the household."),
    ("OWHR", "S26_SAR", "NOT_MET", "No needs for care and support are recorded."), ("OWHR", "S26_MH", "NOT_MET", "No NHS investigation.")]
DHR_TESTS = [("DHR", t, "MET", "The records show it.") for t in ("DHR_AGE16", "DHR_VIOLENCE", "DHR_REL")] + [("DHR", "DHR_SUICIDE", "NOT_MET", "A homicide.")]


def screening(case, tests, basis, text):
    assert all(t["answer"] is None for b in case.ask("screen", "REF")["bases"] for t in b["tests"])
    screened(case, tests)
    case.ask("stage", "REF", "S05", text="Screening begins.", reason="The death was reported.", decided_by_text="Dame Ruth Abara", decided_on="2025-02-20")
    case.stage_refused("S30")  # no decision which review applies
    shown = case.ask("screen", "REF")
    assert basis in shown["met"], [(b["basis"], b["result"], b["words"], [(t["test"], t["answer"]) for t in b["tests"]]) for b in shown["bases"]]
    decided = case.ask("screen", "decide", "REF", text=text, reason="Every test is met.", decided_by_text="Dame Ruth Abara", decided_on="2025-02-25", stage="S15")
    assert decided["status"] == "S15", decided


def clocks_of_owhr(case):
    for party, aware, due in (("police", "2025-02-02", "2025-03-01"), ("council", "2025-02-05", "2025-03-04"), ("icb", "2025-02-20", "2025-03-19")):
        answer = case.ask("clock", "start", "REF", "OW1", "--party", "@" + party, trigger_date=aware, trigger_event="Aware of qualifying circumstances")
        assert due in [c.get("due") for c in answer["clocks"]], answer
    case.refused("clock", "pause", "REF", "OW1", "--party", "@police", **{"from": "2025-02-10", "reason": "Trial.", "advice": "Police"})  # set by statute
    case.ask("clock", "notify", "REF", "OW1", "--party", "@police", value="DUTY", kind="INITIAL", sent_on="2025-02-27", to_text="Secretary of State", due_told="2025-03-01")


def chronology_work(case, dhr=False):
    before = case.state()
    proposals = case.ask("duplicates", "REF")
    assert len(proposals) >= 3, proposals
    a, b = (("02a:4", "02c:2") if dhr else ("01a:8", "01c:6"))
    merged = case.ask("event", "merge", "REF", "@" + a, "@" + b)
    assert case.state() != before
    case.ask("event", "split", "REF", merged["link"])
    assert case.state() == before, "merge then split gives the same state"
    case.ask("event", "merge", "REF", "@" + a, "@" + b)
    case.ask("event", "code", "REF", "@" + a, "--mo", "MO19", "--theme", "F12", "--significance", "KPE")
    case.ask("event", "code", "REF", "@" + b, "--gp", "GP14", "--significance", "TURN")
    return a, b


def until_information(case, tests, questions, legal):
    """From the death to the gathering of information."""
    review = case.ask("record", "show", "REF", "review")[0]["id"]
    error = case.refused("record", "put", "REF", "review", review, status="S15")
    assert "decision" in error["message"].lower(), error
    screening(case, tests, case.kind, "The partners decide to hold this review.")
    case.stage_refused("S20")
    terms(case, questions)
    case.put("conflict_of_interest", "independence", person="@chair", nature="No employment with any agency.", declared_on="2025-03-01", handling="Recorded.", independence=True)
    case.put("meeting", "m1", meeting_type="PANEL1", date="2025-03-03", place="Town hall", quorum=2, confidentiality_read=True, conflicts=["@independence"],
             attendees=[{"role": "Chair", "person": "@chair", "attendance": "PRESENT"}, {"role": "Police lead", "organisation": "@police", "attendance": "PRESENT"}])
    case.put("decision", "d-scope", meeting="@m1", decision_kind="SCOPE", text="Agencies search from 2016.", decided_on="2025-03-03", decided_by=["@chair"])
    case.ask("record", "put", "REF", "review", review, chair_person="@chair", commissioner_org="@council", scope_from="2016-09-01", scope_to="2025-02-02",
             scope_reason="From the first referral to the death.")
    case.stage("S20")
    case.stage("S30")


def whole(case, sample, dhr=False):
    """Analysis, learning, sign-off, and the gate of the published edition."""
    agency_returns(case, [("@police", "RECEIVED"), ("@council", "RECEIVED"), ("@icb", "NIL")])
    for n, org in enumerate(("police", "council", "icb")):
        case.put("agency_involvement", f"inv{n}", organisation="@" + org, known_to_agency="Y" if n < 2 else "N", required="CHRON", status="RECEIVED" if n < 2 else "NIL")
    case.write()
    case.bring_in(sample)
    events = list(case.events)
    case.stage("S40")
    a, b = chronology_work(case, dhr)
    case.stage("S45")
    case.put("factor", "factor", person="@s1", factor_domain="P", factor_role="RISK", theme="F12", description="The weapon history was not read.", modifiable="M", evidence=["@" + a])
    finding(case, 1, "f1", "MISSED", "The threat was not recorded", "F12", [], mo=["MO19"])
    error = case.put_refused("finding", "f1", status="AGREED")  # V1
    assert "evidence" in error["message"], error
    case.put("finding_evidence", "f1-e", finding="@f1", target="@" + a, role="SUPPORTS")
    finding(case, 2, "f2", "GOODP", "A careful record", "G05", [b], gp=["GP14"])
    case.put("finding_evidence", "f1-c", finding="@f1", target="@" + b, role="CONTRADICTS")
    case.write()
    assert [p["rule"] for p in case.problems("V9")] == ["V9"]
    case.put("finding", "f1", contradiction_text="The later record does not change what was known then.")
    agreed(case, "f1", "f2")
    case.write()
    assert not case.problems("V9")
    case.ask("event", "code", "REF", "@" + a, "--theme", "A04")  # V11: the evidence changed after it was agreed
    assert [p["rule"] for p in case.problems("V11")] == ["V11"]
    agreed(case, "f1")
    case.write()
    assert not case.problems("V11")
    assert case.problems("V3"), "a missed opportunity without a lesson"
    learning(case, [("l1", ["f1"]), ("l2", ["f2"])], [("r1", "l1", "police"), ("r2", "l2", "council")])
    case.write()
    assert not case.problems("V3") and not case.problems("V4")
    case.put("recommendation", "r1", addressee_org=["@police", "@council"])
    case.write()
    assert case.problems("V4"), "two addressees need an action each"
    case.put("action", "a-r1b", number=3, recommendation="@r1", text="The council does its part.", owner_org="@council", owner_role="Head of community safety", target_date="2026-06-30")
    case.put("recommendation", "r2", rec_level="NAT")
    case.write()
    assert not case.problems("V4") and case.problems("V5")
    case.put("recommendation", "r2", national_body="NHS England")
    case.write()
    assert not case.problems("V5")
    case.put_refused("recommendation", "r2", rec_status="REJ")  # a reason is required
    thread = case.ask("thread", "REF", "@f1")
    kinds = {r["kind"] for r in thread["upstream"]} | {r["kind"] for r in thread["downstream"]}
    assert {"chronology_event", "lesson", "recommendation", "action"} <= kinds, kinds
    case.stage("S50")
    case.stage("S55")
    case.stage_refused("S60")  # key lines, equality
    for n in (1, 2):
        case.put("kloe", f"k{n}", answer_status="ANSWERED", answer="It is answered by the findings.", findings=["@f1"])
    case.write()
    case.stage_refused("S60")
    equality(case, "v")
    equality(case, "s1")
    case.put("family_engagement", "fam", person="@m", step="FE7", date="2025-09-01", by_whom="The chair", comment="She asked for plainer words.", response="The section was rewritten.")
    for n, org in enumerate(("police", "council", "icb")):
        case.put("sign_off", f"so{n}", edition="SUBMISSION", organisation="@" + org, capacity="Borough lead", date="2025-10-01", method="MEETING")
    case.write()
    left = case.ask("stage", "check", "REF", "S60")
    assert not left, left
    case.stage("S60")
    case.stage("S65")
    case.put("qa_review", "qa", round=1, date="2025-11-20", outcome="PASS")
    case.write()
    case.stage("S70")
    error = case.stage_refused("S80")
    assert "publication" in error["message"], error  # the trial forbids it
    case.put("parallel_process", "trial", state="ENDED", constraint="NONE")
    case.write()
    error = case.stage_refused("S80")  # V8
    assert "scan" in error["message"].lower(), error
    return events


def answers_of_the_desk(case):
    """What a chair asks before a meeting."""
    for words in (("late",), ("coverage",), ("completeness",), ("missing",), ("matrix", "agencies"), ("matrix", "findings"), ("measures",), ("actions",), ("roles",),
                  ("check",), ("scan",), ("clock", "list"), ("recommendation", "check"), ("recommendation", "status")):
        at = 1 if words[0] in ("matrix",) else len(words)
        case.ask(*words[:at], "REF", *words[at:])
    case.ask("changed", "REF", "--since", "2020-01-01")
    for table in ("chronology", "actions", "matrix", "people"):
        assert case.ctl.raw("copy", case.vault, case.ref, table, "--as", "tsv", as_json=False).returncode == 0, table


def a_hundred_undone_and_redone(case):
    before = case.state()
    for verb in ("undo", "redo"):
        for _ in range(100):
            case.do(verb, "REF")
        case.write()
        if verb == "undo":
            assert case.state() != before
    assert case.state() == before, "undo of the last hundred commands and redo give the same state"
    case.ctl.run("vault", "check", case.vault)


def an_offensive_weapons_homicide_review_from_death_to_the_published_edition(ctl):
    case = Case(ctl, ctl.vault(), "OWHR", "X99000001", 2025)
    people_of_owhr(case)
    case.write()
    clocks_of_owhr(case)
    until_information(case, OWHR_TESTS, ["Was the risk from S1 seen?", "Was V's voice heard?"], "S29")
    whole(case, "owhr")
    answers_of_the_desk(case)
    a_hundred_undone_and_redone(case)


def people_of_dhr(case):
    people_of_owhr(case)
    case.put("incident", "incident", death_date={"text": "12 June 2022", "earliest": "2022-06-12", "latest": "2022-06-12", "precision": "DAY"},
             incident_date={"text": "12 June 2022", "earliest": "2022-06-12", "latest": "2022-06-12", "precision": "DAY"}, area_gss="X99000002", location_type="RES_SH",
             method="M01", weapon=["KNIFE_K"], hi_domestic="DOM", da_death_type="IPH", dhr_category="D1")
    case.put("person", "v", code="V", names=[{"given": "Zoë", "family": "Márquez-Hale"}], sex="F", dob={"text": "1981", "earliest": "1981-01-01", "latest": "1981-06-11", "precision": "RANGE"})
    case.put("person", "s1", code="S1", names=[{"given": "Étienne", "family": "Fauché"}], sex="M")
    case.put("relationship", "rel2", person_a="@v", person_b="@s1", relationship_type="COHAB", cohabiting="Y", abuse_present="Y")
    case.put("victim_suspect", "pair", relation="PX", living_together="Y", aggravating=["AF1", "AF2", "AF8", "AF6", "AF10D"])
    case.put("criminal_justice", "cj", cj_status="V_MUR", verdict="V_MUR", verdict_on="2023-03-01", convicted="Y")
    for name in ("police", "council", "icb"):
        case.put("organisation", name, area_gss=["X99000002"])


def a_domestic_homicide_review_from_death_to_the_published_edition(ctl):
    case = Case(ctl, ctl.vault(), "DHR", "X99000002", 2022)
    people_of_dhr(case)
    case.write()
    assert [r["word"] for r in case.ask("roles", "REF") if r["code"] == "S1"] == ["perpetrator"]
    answer = case.ask("clock", "start", "REF", "DH2", trigger_date="2022-06-13", trigger_event="Notified to the partnership")
    assert answer["clocks"][0]["due"] == "2022-07-13", answer
    answer = case.ask("clock", "start", "REF", "DH3", trigger_date="2022-07-08", trigger_event="Decision to proceed")
    assert answer["clocks"][0]["due"] == "2023-01-08", answer
    answer = case.ask("clock", "extend", "REF", "DH3", new_date="2023-06-30", reason="The trial.", approved_by="The partnership")
    assert answer["clocks"][0]["due"] == "2023-06-30", answer
    until_information(case, DHR_TESTS, ["Was coercive control seen?", "Did the MARAC's actions close?"], "S9")
    whole(case, "dhr", dhr=True)
    answers_of_the_desk(case)
    a_hundred_undone_and_redone(case)


main([an_offensive_weapons_homicide_review_from_death_to_the_published_edition, a_domestic_homicide_review_from_death_to_the_published_edition])
