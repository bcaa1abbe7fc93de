#include "app/core/putting.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cctype>
#include <map>

#include "app/core/facts.h"
#include "tests/support/vault_fixture.h"

using base::ErrorKind;
using namespace support;

namespace {

model::Change change_of(model::Op op, std::string_view kind, std::string_view id,
                        std::string_view reason = "")
{
    model::Change change;
    change.op = op;
    change.kind = kind;
    change.id = id;
    change.reason = reason;
    return change;
}

// A review to write in; ids by short word.
class WritingDesk {
public:
    WritingDesk() { fixture.demo_review(); }

    const std::string& id(const std::string& word)
    {
        auto& held = ids_[word];
        if (held.empty()) held = fixture.new_id();
        return held;
    }
    core::Result<core::Written> write(std::vector<model::Change> changes)
    {
        return core::put(*fixture.vault, review(), {std::move(changes)});
    }
    /// @word in the JSON stands for that record's id.
    core::Result<core::Written> write(std::string_view kind, const std::string& word, std::string fields)
    {
        return write({change(kind, word, std::move(fields))});
    }
    model::Change change(std::string_view kind, const std::string& word, std::string fields)
    {
        for (auto at = fields.find('@'); at != std::string::npos; at = fields.find('@')) {
            auto end = at + 1;
            while (end < fields.size() && std::isalnum(static_cast<unsigned char>(fields[end])) != 0) ++end;
            fields.replace(at, end - at, id(fields.substr(at + 1, end - at - 1)));
        }
        return support::put(kind, id(word), *json::parse_object(fields));
    }
    json::Object fields(std::string_view kind, const std::string& word)
    {
        auto record = review().record(kind, id(word));
        REQUIRE(record);
        return record->fields;
    }
    std::string head() { return base::to_hex(*review().head()); }
    review::Review& review() { return *fixture.opened; }

    VaultFixture fixture;

private:
    std::map<std::string, std::string> ids_;
};

// An event, a finding that rests on it, both written.
void agreed_finding(WritingDesk& desk)
{
    REQUIRE(desk.write("chronology_event", "e", R"({"earliest":"2024-12-11","summary":"Seen"})"));
    REQUIRE(desk.write("finding", "f", R"({"status":"DRAFT","finding_type":"GOODP"})"));
    REQUIRE(desk.write("finding_evidence", "fe", R"({"finding":"@f","target":"@e","role":"SUPPORTS"})"));
    REQUIRE(desk.write("finding", "f", R"({"status":"AGREED"})"));
}

bool says_rule(const core::Written& written, std::string_view rule)
{
    return std::ranges::any_of(written.problems, [&](const auto& one) { return one.rule == rule; });
}

}  // namespace

TEST_CASE("V1: agreeing a finding without supporting evidence is refused and nothing is written", "[putting]")
{
    WritingDesk desk;
    const auto draft = desk.write("finding", "f", R"({"status":"DRAFT","finding_type":"MISSED"})");
    REQUIRE(draft);
    CHECK(says_rule(*draft, "V1"));
    CHECK(says_rule(*draft, "V3"));
    const auto head = desk.head();
    const auto refused = desk.write("finding", "f", R"({"status":"AGREED"})");
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::Refused);
    CHECK(refused.error().code == "v1");
    CHECK(refused.error().what.starts_with("Finding 1 is agreed without supporting evidence. Link"));
    CHECK(desk.head() == head);
}

TEST_CASE("V1: evidence and agreement in one command stand together", "[putting]")
{
    WritingDesk desk;
    REQUIRE(desk.write("chronology_event", "e", R"({"earliest":"2024-12-11"})"));
    CHECK(desk.write(
        {desk.change("finding", "f", R"({"status":"AGREED","finding_type":"GOODP"})"),
         desk.change("finding_evidence", "fe", R"({"finding":"@f","target":"@e","role":"SUPPORTS"})")}));
}

TEST_CASE("V1: the last support of an agreed finding is not struck out", "[putting]")
{
    WritingDesk desk;
    agreed_finding(desk);
    const auto refused =
        desk.write({change_of(model::Op::Strike, "finding_evidence", desk.id("fe"), "ERROR")});
    REQUIRE(!refused);
    CHECK(refused.error().code == "v1");
    REQUIRE(desk.write("finding", "f", R"({"status":"DRAFT"})"));
    CHECK(desk.write({change_of(model::Op::Strike, "finding_evidence", desk.id("fe"), "ERROR")}));
}

TEST_CASE("V2: an agreed finding takes no tag that sits on no event; coding the event opens the way",
          "[putting]")
{
    WritingDesk desk;
    agreed_finding(desk);
    CHECK(desk.write("finding", "f", R"({"mo":["MO04"]})").error().code == "v2");
    REQUIRE(desk.write("chronology_event", "e", R"({"mo":["MO04"]})"));
    CHECK(desk.write("finding", "f", R"({"mo":["MO04"]})"));
    CHECK(desk.write("chronology_event", "e", R"({"mo":[]})").error().code == "v2");
}

TEST_CASE(
    "V11: agreeing keeps what the finding rests on; an event that changes flags it; agreeing again clears",
    "[putting]")
{
    WritingDesk desk;
    agreed_finding(desk);
    const auto then = json::text_or(desk.fields("finding", "f"), "evidence_state");
    CHECK(then.size() == 64);
    const auto changed = desk.write("chronology_event", "e", R"({"earliest":"2024-12-12"})");
    REQUIRE(changed);
    REQUIRE(says_rule(*changed, "V11"));
    CHECK(changed->problems.front().id == desk.id("f"));

    const auto facts = [&] { return core::facts(*desk.fixture.vault, desk.review(), core::Scope::Words); };
    CHECK(rules::check_record(*facts(), desk.id("f")).size() == 1);
    REQUIRE(desk.review().undo());
    CHECK(rules::check_record(*facts(), desk.id("f")).empty());
    REQUIRE(desk.review().redo());
    REQUIRE(desk.review().rebuild());
    CHECK(rules::check_record(*facts(), desk.id("f")).size() == 1);

    const auto again = desk.write("finding", "f", R"({"status":"AGREED"})");
    REQUIRE(again);
    CHECK(again->problems.empty());
    CHECK(json::text_or(desk.fields("finding", "f"), "evidence_state") != then);
    REQUIRE(desk.write("finding", "f", R"({"status":"DRAFT"})"));
    CHECK(!desk.fields("finding", "f").has("evidence_state"));
}

TEST_CASE("V11: the fingerprint of the evidence is made by the program", "[putting]")
{
    WritingDesk desk;
    CHECK(desk.write("finding", "f", R"({"evidence_state":")" + std::string(64, 'a') + "\"}").error().code ==
          "made_by_program");
}

TEST_CASE("V11: an event that is no evidence flags nothing", "[putting]")
{
    WritingDesk desk;
    agreed_finding(desk);
    REQUIRE(desk.write("chronology_event", "other", R"({"earliest":"2024-01-01"})"));
    const auto written = desk.write("chronology_event", "other", R"({"earliest":"2024-01-02"})");
    REQUIRE(written);
    CHECK(written->problems.empty());
}

TEST_CASE("V12: an imported row is never deleted: struck out only with a reason", "[putting]")
{
    WritingDesk desk;
    REQUIRE(desk.write("document", "d", R"({"source_kind":"CHRON"})"));
    REQUIRE(desk.write("import", "i", R"({"file":"@d"})"));
    REQUIRE(desk.write("chronology_event", "e", R"({"import":"@i","text":"Own words","source_row":1})"));
    for (const auto& [kind, word] :
         {std::pair{"chronology_event", "e"}, {"import", "i"}, {"document", "d"}}) {
        CAPTURE(kind);
        const auto bare = desk.write({change_of(model::Op::Strike, kind, desk.id(word), " ")});
        REQUIRE(!bare);
        CHECK(bare.error().kind == ErrorKind::Refused);
        CHECK(bare.error().code == "imported_row");
        CHECK(desk.write({change_of(model::Op::Strike, kind, desk.id(word), "WITHDRAWN")}));
    }
    CHECK(desk.write({change_of(model::Op::Strike, "chronology_event", desk.id("e"), "WITHDRAWN")})
              .error()
              .kind == ErrorKind::Conflict);
}

TEST_CASE("V12: an imported row is expunged only by law", "[putting]")
{
    WritingDesk desk;
    REQUIRE(desk.write("import", "i", "{}"));
    const auto written = desk.write("chronology_event", "e", R"({"import":"@i","text":"Own words"})");
    REQUIRE(written);
    const auto entry = desk.review().history(desk.id("e"))->front().n;
    auto expunge = change_of(model::Op::Expunge, "chronology_event", desk.id("e"), "ENTERED_IN_ERROR");
    expunge.target = entry;
    CHECK(desk.write({expunge}).error().code == "imported_row");
    expunge.reason = "LAW";
    CHECK(desk.write({expunge}));
}

TEST_CASE("V12: an agency's own words are not changed, and what a person adds is", "[putting]")
{
    WritingDesk desk;
    REQUIRE(desk.write("import", "i", "{}"));
    REQUIRE(desk.write("chronology_event", "e", R"({"import":"@i","text":"Own words"})"));
    CHECK(desk.write("chronology_event", "e", R"({"text":"Other words"})").error().code == "imported_words");
    CHECK(desk.write("chronology_event", "e", R"({"text":null})").error().code == "imported_words");
    CHECK(desk.write("chronology_event", "e", R"({"import":null})").error().code == "imported_words");
    CHECK(desk.write("chronology_event", "e", R"({"text":"Own words","summary":"V seen"})"));
    REQUIRE(desk.write("chronology_event", "typed", R"({"text":"Typed by hand"})"));
    CHECK(desk.write("chronology_event", "typed", R"({"text":"Typed better"})"));
}

TEST_CASE("3.1: the stage of a review changes only through a decision", "[putting]")
{
    WritingDesk desk;
    const auto review = desk.review().records("review")->front().id;
    const auto put_status = [&](const char* status) {
        json::Object fields;
        fields.set("status", status);
        return support::put("review", review, fields);
    };
    const auto refused = desk.write({put_status("S20")});
    REQUIRE(!refused);
    CHECK(refused.error().code == "stage_needs_decision");
    CHECK(desk.write({put_status("S20"), desk.change("decision", "other", R"({"stage":"S30"})")})
              .error()
              .code == "stage_needs_decision");
    REQUIRE(desk.write({desk.change("decision", "d", R"({"stage":"S20"})"), put_status("S20")}));
    CHECK(json::text_or(desk.review().records("review")->front().fields, "status") == "S20");
    CHECK(desk.write({put_status("S20")}));
}

TEST_CASE("V8: the gate to publication stays shut while no scan has run", "[putting]")
{
    WritingDesk desk;
    const auto review = desk.review().records("review")->front().id;
    for (const char* status : {"S80", "S81"}) {
        json::Object fields;
        fields.set("status", status);
        const auto refused =
            desk.write({desk.change("decision", status, R"({"stage":")" + std::string(status) + "\"}"),
                        support::put("review", review, fields)});
        REQUIRE(!refused);
        CHECK(refused.error().code == "v8");
        CHECK(refused.error().what.starts_with("Scan not run"));
    }
}

TEST_CASE("3.1: numbers are given where none was, and never again", "[putting]")
{
    WritingDesk desk;
    for (const std::string kind : {"finding", "lesson", "recommendation", "action", "meeting"}) {
        CAPTURE(kind);
        REQUIRE(desk.write({desk.change(kind, kind + "1", "{}"), desk.change(kind, kind + "2", "{}")}));
        CHECK(json::number_or(desk.fields(kind, kind + "2"), "number") == 2);
        REQUIRE(desk.write({change_of(model::Op::Strike, kind, desk.id(kind + "2"), "ERROR")}));
        REQUIRE(desk.write(kind, kind + "3", "{}"));
        CHECK(json::number_or(desk.fields(kind, kind + "3"), "number") == 3);
        REQUIRE(desk.review().undo());
        REQUIRE(desk.write(kind, kind + "4", "{}"));
        CHECK(json::number_or(desk.fields(kind, kind + "4"), "number") == 4);
    }
    REQUIRE(desk.write("kloe", "k", R"({"question":"Q"})"));
    CHECK(json::number_or(desk.fields("kloe", "k"), "kloe_no") == 1);
    REQUIRE(desk.write("finding", "given", R"({"number":40})"));
    CHECK(json::number_or(desk.fields("finding", "given"), "number") == 40);
}

TEST_CASE("3.1: a decision keeps its number, its words and its place for good", "[putting]")
{
    WritingDesk desk;
    REQUIRE(desk.write("decision", "d", R"({"text":"Agreed"})"));
    CHECK(json::number_or(desk.fields("decision", "d"), "number") == 1);
    for (const auto* change : {R"({"number":7})", R"({"text":"Agreed by all"})"}) {
        CAPTURE(change);
        CHECK(desk.write("decision", "d", change).error().code == "decision_permanent");
    }
    const auto struck = desk.write({change_of(model::Op::Strike, "decision", desk.id("d"), "ERROR")});
    CHECK(struck.error().code == "decision_permanent");
    CHECK(desk.write("decision", "e", R"({"number":1})").error().code == "decision_number");
    REQUIRE(desk.write("decision", "e", R"({"text":"Another"})"));
    CHECK(json::number_or(desk.fields("decision", "e"), "number") == 2);
}

TEST_CASE("R14: a recommendation is agreed only on a whole chain", "[putting]")
{
    WritingDesk desk;
    agreed_finding(desk);
    REQUIRE(desk.write("organisation", "o", R"({"name":"Police","agency_type":"POL"})").has_value());
    REQUIRE(desk.write("recommendation", "r", R"({"text":"Do it"})"));
    const auto refused = desk.write("recommendation", "r", R"({"rec_status":"AGREED"})");
    REQUIRE(!refused);
    CHECK(refused.error().code == "v3");
    REQUIRE(desk.write("lesson", "l", R"({"findings":["@f"]})"));
    CHECK(desk.write("recommendation", "r", R"({"rec_status":"AGREED","lessons":["@l"]})").error().code ==
          "v4");
    CHECK(desk.write("recommendation", "r", R"({"rec_status":"AGREED","lessons":["@l"],"rec_level":"SA",
        "addressee_org":["@o"],"response_due":"2026-12-01","origin":"PANEL","smart":[
        {"test":"S","score":"MET"},{"test":"M","score":"MET"},{"test":"A","score":"MET"},
        {"test":"R","score":"MET"},{"test":"T","score":"MET"}]})"));
    CHECK(desk.write("recommendation", "r", R"({"rec_status":"REJ"})").error().code == "rec_status");
    CHECK(desk.write("recommendation", "r", R"({"rec_status":"REJ","reject_reason":"Law forbids it."})"));
}

TEST_CASE("3.2: what was broken before does not stop another edit", "[putting]")
{
    WritingDesk desk;
    REQUIRE(desk.review().apply({{desk.change("finding", "f", R"({"number":1,"status":"AGREED"})")}}));
    const auto written = desk.write("finding", "f", R"({"title":"A title"})");
    REQUIRE(written);
    CHECK(says_rule(*written, "V1"));
    CHECK(desk.write("lesson", "l", R"({"statement":"A lesson"})"));
}

TEST_CASE("3.1: what is worked out is filled in with the write that changes it", "[putting]")
{
    WritingDesk desk;
    REQUIRE(desk.write({desk.change("incident", "i", R"({"death_date":{"text":"2 February 2025",
        "earliest":"2025-02-02","latest":"2025-02-02","precision":"DAY"}})"),
                        desk.change("person", "v", R"({"code":"V"})"),
                        desk.change("person_role", "p", R"({"person":"@v","role":"VIC","incident":"@i"})")}));
    const auto born = desk.write("person", "v", R"({"dob":{"text":"14 March 2004","earliest":"2004-03-14",
        "latest":"2004-03-14","precision":"DAY"}})");
    REQUIRE(born);
    CHECK(json::number_or(desk.fields("person", "v"), "age_at_incident") == 20);
    CHECK(!json::text_or(desk.fields("person", "v"), "age_band").empty());
    const auto band = json::text_or(desk.fields("person", "v"), "age_band");
    REQUIRE(desk.write("incident", "i", R"({"death_date":{"text":"2 February 2022",
        "earliest":"2022-02-02","latest":"2022-02-02","precision":"DAY"}})"));
    CHECK(json::number_or(desk.fields("person", "v"), "age_at_incident") == 17);
    CHECK(json::text_or(desk.fields("person", "v"), "age_band") != band);
    REQUIRE(desk.review().undo());
    CHECK(json::number_or(desk.fields("person", "v"), "age_at_incident") == 20);
    CHECK(desk.write("person", "v", R"({"age_at_incident":44})").error().kind == ErrorKind::Refused);
}

TEST_CASE("0.15: preventability fields are refused where the template does not ask for them", "[putting]")
{
    WritingDesk desk;
    CHECK(desk.write("finding", "f", R"({"alter_outcome":"NO"})").error().kind == ErrorKind::Refused);
    CHECK(desk.write("finding", "f", R"({"title":"A title"})"));
}

namespace {

model::Change expunge_of(WritingDesk& desk, std::string_view kind, const std::string& id,
                         std::string_view reason)
{
    auto change = change_of(model::Op::Expunge, kind, id, reason);
    const auto entries = desk.review().history(id);
    REQUIRE(entries);
    change.target = entries->front().n;
    return change;
}

}  // namespace

TEST_CASE("V1: an expunge is no way around the gate: the last support of an agreed finding stays",
          "[putting]")
{
    WritingDesk desk;
    agreed_finding(desk);
    const auto refused = desk.write({expunge_of(desk, "finding_evidence", desk.id("fe"), "LAW")});
    REQUIRE(!refused);
    CHECK(refused.error().code == "v1");
    REQUIRE(desk.write("finding", "f", R"({"status":"DRAFT"})"));
    CHECK(desk.write({expunge_of(desk, "finding_evidence", desk.id("fe"), "LAW")}));
}

TEST_CASE("A review has one record of itself, with one stage and one template", "[putting]")
{
    WritingDesk desk;
    const auto own = desk.review().records("review")->front();
    auto second = own.fields;
    second.set("status", "S60");
    CHECK(desk.write({support::put("review", desk.id("second"), second)}).error().code == "one_review");
    CHECK(desk.write({change_of(model::Op::Strike, "review", own.id, "ERROR")}).error().code == "one_review");
    CHECK(
        desk.write({support::put("review", own.id, *json::parse_object(R"({"template_version":"owhr/9"})"))})
            .error()
            .code == "made_by_program");
    REQUIRE(desk.write({expunge_of(desk, "review", own.id, "LAW")}));
    CHECK(json::text_or(desk.review().records("review")->front().fields, "status") ==
          json::text_or(own.fields, "status"));
}

TEST_CASE("An expunge leaves the working code of a person and the number of a decision", "[putting]")
{
    WritingDesk desk;
    REQUIRE(desk.write("person", "p", R"({"code":"V","names":[{"given":"Ann"}]})"));
    auto removal = expunge_of(desk, "person", desk.id("p"), "ERASURE");
    REQUIRE(desk.write({removal}));
    CHECK(json::text_or(desk.fields("person", "p"), "code") == "V");
    CHECK(!desk.fields("person", "p").has("names"));
    CHECK(desk.write("person", "p", R"({"code":"Q"})").error().code == "code_kept");

    REQUIRE(desk.write("decision", "d", R"({"text":"Agreed","decided_on":"2026-01-02"})"));
    CHECK(desk.write({expunge_of(desk, "decision", desk.id("d"), "ENTERED_IN_ERROR")}).error().code ==
          "decision_permanent");
    REQUIRE(desk.write({expunge_of(desk, "decision", desk.id("d"), "LAW")}));
    CHECK(json::number_or(desk.fields("decision", "d"), "number") == 1);
    CHECK(!desk.fields("decision", "d").has("text"));
}

TEST_CASE("The number of a recommendation that was struck out is given to no other", "[putting]")
{
    WritingDesk desk;
    REQUIRE(desk.write("recommendation", "r", R"({"text":"One"})"));
    REQUIRE(desk.write({change_of(model::Op::Strike, "recommendation", desk.id("r"), "ERROR")}));
    CHECK(desk.write("recommendation", "s", R"({"text":"Two","number":1})").error().code == "number_taken");
    REQUIRE(desk.write("recommendation", "s", R"({"text":"Two"})"));
    CHECK(desk.write("recommendation", "s", R"({"number":1})").error().code == "number_taken");
    CHECK(desk.write("recommendation", "s", R"({"number":2})"));
}

TEST_CASE("2.2: a due day somebody was told is not changed by another way than with a reason", "[putting]")
{
    WritingDesk desk;
    REQUIRE(desk.write("clock", "c", R"({"rule_id":"OW1","trigger_date":"2025-01-31"})"));
    CHECK(desk.write("clock", "c", R"({"rule_id":"OW2"})"));
    REQUIRE(desk.write("clock", "c", R"({"notified_due":"2025-02-28"})"));
    for (
        const std::string fields :
        {R"({"notified_due":"2025-03-31"})", R"({"notified_due":null})", R"({"rule_id":"OW1"})",
         R"({"notified_due":"2025-03-31","due_changes":[{"from":"2025-02-28","to":"2025-03-31"}]})",
         R"({"notified_due":"2025-03-31","due_changes":[{"from":"2025-02-27","to":"2025-03-31","reason":"x"}]})"}) {
        CAPTURE(fields);
        const auto refused = desk.write("clock", "c", fields);
        REQUIRE(!refused);
        CHECK(refused.error().code == "due_day_told");
    }
    CHECK(desk.write("clock", "c", R"({"trigger_date":"2025-02-03"})"));
    REQUIRE(desk.write(
        "clock", "c",
        R"({"notified_due":"2025-03-02","due_changes":[{"from":"2025-02-28","to":"2025-03-02","reason":"Corrected"}]})"));
    CHECK(desk.write("clock", "c", R"({"due_changes":null})").error().code == "due_day_told");
    const auto struck = desk.write({change_of(model::Op::Strike, "clock", desk.id("c"), "A mistake")});
    REQUIRE(!struck);
    CHECK(struck.error().code == "due_day_told");
    auto removal = change_of(model::Op::Expunge, "clock", desk.id("c"), "LAW");
    removal.target = desk.review().history(desk.id("c"))->back().n;
    REQUIRE(desk.write({removal}));
    CHECK(json::text_or(desk.fields("clock", "c"), "notified_due") == "2025-03-02");
}
