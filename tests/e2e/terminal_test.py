"""What agencies, packs and people wrote is shown, never obeyed: no answer moves a cursor or turns a line around."""

import re

from cairn import main

# Controls but tab and line end, DEL, C1, separators, what turns the direction of writing.
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
HOSTILE = "Police \x9b2J\x7f\u202ekrow\u202c \x85gone"


def no_answer_holds_a_control_character(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    lesson = ctl.run("record", "put", vault, review, "lesson", stdin={"statement": HOSTILE})["id"]
    ctl.run("record", "put", vault, review, "organisation", stdin={"name": HOSTILE, "agency_type": "POL"})
    file = ctl.work / "hostile.csv"
    file.write_text('Date,Time,Text\n01/02/2024,,"Seen \x1b]0;title\x07 \x1b[2J' + HOSTILE + '"\n13/02/2024,,Left\n')
    ctl.raw("import", vault, review, file, "--agency", HOSTILE, "--agency-type", "POL", "--accept")
    asked = [("record", "show", vault, review, "lesson", lesson), ("copy", vault, review, "lessons"), ("copy", vault, review, "agencies"),
             ("copy", vault, review, "chronology", "--identified"), ("chronology", vault, review), ("search", vault, "Police"),
             ("copy", vault, review, "lessons", "--as", "tsv"), ("thread", vault, review, lesson), ("check", vault, review),
             ("late", vault, HOSTILE), ("no" + HOSTILE,), ("record", "show", vault, review, HOSTILE)]
    for words in asked:
        for as_json in (False, True):
            done = ctl.raw(*words, as_json=as_json)
            assert not ACTS.search(done.stdout + done.stderr), (words, as_json, done.stdout + done.stderr)
    # Machines get the same value; people see what stands there.
    assert ctl.run("record", "show", vault, review, "lesson", lesson)["fields"]["statement"] == HOSTILE
    assert "<U+009B>2J<U+007F><U+202E>" in ctl.run("record", "show", vault, review, "lesson", lesson, text=True)
    line = '{"verb":["record","show","%s","lesson","%s"]}\n' % (review, lesson)
    assert not ACTS.search(ctl.raw("batch", vault, "-", stdin=line, as_json=False).stdout)


def dates_are_typed_as_people_write_them(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    incident = ctl.run("record", "put", vault, review, "incident", stdin={"death_date": "14 March 2025"})["id"]
    read = ctl.run("record", "show", vault, review, "incident", incident)["fields"]["death_date"]
    assert (read["text"], read["earliest"], read["latest"]) == ("14 March 2025", "2025-03-14", "2025-03-14"), read
    either = ctl.raw("record", "put", vault, review, "incident", incident, stdin='{"death_date":"03/04/2025"}')
    assert either.returncode == 14 and "order_open" in either.stderr, either
    person = ctl.run("person", "add", vault, review, "--role", "VIC", stdin={"names": [{"given": "Ann", "family": "Lee"}], "dob": "1 May 2000"})
    born = ctl.run("person", "show", vault, review, person["code"])["fields"]["dob"]
    assert born["earliest"] == "2000-05-01", born


def what_is_wrong_says_where_to_look(ctl):
    vault = ctl.vault()
    review = ctl.review(vault)
    for words, told in ((("stage", vault, review, "S99"), "Its stages are S00"), (("person", "show", vault, review, "V9"), "person list"),
                        (("template", "show", vault, "--template", "nope"), "template list"), (("list", vault, "nope"), "list DIR")):
        done = ctl.raw(*words, as_json=False, stdin="")
        assert done.returncode != 0 and told in done.stderr, (words, done)
    assert "Each review partner has clocks of its own" in ctl.run("clock", "list", vault, review, text=True)
    assert "M01  Sharp instrument" in ctl.run("list", vault, "method", text=True)


main([no_answer_holds_a_control_character, dates_are_typed_as_people_write_them, what_is_wrong_says_where_to_look])
