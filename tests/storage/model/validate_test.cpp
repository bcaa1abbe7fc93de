#include "storage/model/validate.h"

#include <catch2/catch_test_macros.hpp>

#include "storage/model/place.h"
#include "storage/model/reference.h"

using model::CodeLists;

namespace {

constexpr const char* kId = "6f1b2a30-0d3c-4f52-9a57-0c8a4a1b2c3d";

/// The error's code, empty when the fields are right.
std::string code(const char* kind, const std::string& fields, std::string_view on = {})
{
    const auto result =
        model::validate(*model::kind(kind), *json::parse_object(fields), CodeLists::built_in(), on);
    return result ? "" : result.error().code;
}

bool right(const char* kind, const std::string& fields)
{
    return code(kind, fields).empty();
}

}  // namespace

TEST_CASE("validate: each kind of field takes its own spelling and no other", "[model]")
{
    CHECK(right("person", R"({"code":"S1","age_at_incident":20,"sex":"F","disability":"NR"})"));
    CHECK(right("review",
                R"({"demo_flag":true,"other_areas":["E09000001","E09000002"],"scope_from":"2019-02-28"})"));
    CHECK(right("person", R"({"code":null,"names":null})"));
    CHECK(code("person", R"({"code":1})") == "field_type");
    CHECK(code("person", R"({"code":"a\nb"})") == "field_text");
    CHECK(right("person", R"({"note":"a\nb\tc"})"));
    CHECK(code("person", R"({"age_at_incident":"20"})") == "field_type");
    CHECK(code("person", R"({"sex":"Female"})") == "field_code");
    CHECK(code("person", R"({"disability":"MAYBE"})") == "field_code");
    CHECK(code("person", R"({"disability":true})") == "field_code");
    CHECK(code("review", R"({"demo_flag":false})") == "field_type");
    CHECK(code("review", R"({"other_areas":["E09000001","E09000001"]})") == "field_repeat");
    CHECK(code("review", R"({"other_areas":"E09000001"})") == "field_type");
    CHECK(code("review", R"({"nothing":1})") == "field_unknown");
}

TEST_CASE("validate: days and times must be real", "[model]")
{
    for (const auto* day : {"2024-02-29", "1999-12-31", "0001-01-01"}) {
        INFO(day);
        CHECK(right("chronology_event", std::string(R"({"earliest":")") + day + "\"}"));
    }
    for (const auto* day : {"2023-02-29", "2021-06-31", "2021-13-01", "2021-00-10", "2021-1-01", "21-01-01",
                            "0000-01-01", "2021-01-01 ", "2021/01/01", ""}) {
        INFO(day);
        CHECK(code("chronology_event", std::string(R"({"earliest":")") + day + "\"}") == "field_date");
    }
    CHECK(right("chronology_event", R"({"time":"00:00"})"));
    CHECK(right("chronology_event", R"({"time":"23:59"})"));
    for (const auto* time : {"24:00", "12:60", "9:30", "09.30", "0930"}) {
        INFO(time);
        CHECK(code("chronology_event", std::string(R"({"time":")") + time + "\"}") == "field_date");
    }
}

TEST_CASE("validate: a date as stated has its text, its reading, and nothing else", "[model]")
{
    CHECK(right(
        "incident",
        R"({"death_date":{"text":"?3 April","earliest":"2022-03-31","latest":"2022-04-06","precision":"DAY_APPROX","approx":true}})"));
    CHECK(right("incident",
                R"({"death_date":{"text":"before 2020","latest":"2019-12-31","precision":"BEFORE"}})"));
    CHECK(code("incident", R"({"death_date":{"text":"x"}})") == "field_type");
    CHECK(code("incident", R"({"death_date":{"text":"x","precision":"SOON"}})") == "field_code");
    CHECK(code("incident", R"({"death_date":{"text":"x","precision":"DAY","year":2020}})") ==
          "field_unknown");
    CHECK(code("incident", R"({"death_date":{"text":"x","precision":"DAY","approx":false}})") ==
          "field_type");
    CHECK(
        code(
            "incident",
            R"({"death_date":{"text":"x","precision":"RANGE","earliest":"2020-02-01","latest":"2020-01-01"}})") ==
        "field_date");
    CHECK(code("incident", R"({"death_date":"2020-01-01"})") == "field_type");
}

TEST_CASE("validate: rows hold their columns only", "[model]")
{
    CHECK(right("person",
                R"({"names":[{"kind":"LEGAL","given":"Kacper","family":"Żebrowicz","script":"Latn"},{}]})"));
    CHECK(code("person", R"({"names":[{"nick":"K"}]})") == "field_unknown");
    CHECK(code("person", R"({"names":[{"given":null}]})") == "field_type");
    CHECK(code("person", R"({"names":["K"]})") == "field_type");
    CHECK(code("person", R"({"names":{}})") == "field_type");
}

TEST_CASE("validate: references, digests and lists of texts are checked", "[model]")
{
    CHECK(right("person_role", std::string(R"({"person":")") + kId + "\"}"));
    CHECK(code("person_role", R"({"person":"V"})") == "field_type");
    CHECK(code("person_role", R"({"person":"6F1B2A30-0D3C-4F52-9A57-0C8A4A1B2C3D"})") == "field_type");
    CHECK(right("document",
                R"({"sha256":")" + std::string(64, 'a') + R"(","parts":[")" + std::string(64, 'b') + "\"]}"));
    CHECK(code("document", R"({"sha256":")" + std::string(64, 'A') + "\"}") == "field_type");
    CHECK(right("chronology_event", R"({"problems":["a","a"]})"));
    CHECK(code("chronology_event", R"({"problems":["a\nb"]})") == "field_text");
    CHECK(code("chronology_event", std::string(R"({"subjects":[")") + kId + "\",\"" + kId + "\"]}") ==
          "field_repeat");
}

TEST_CASE("validate: a code must be valid on the day, and stored records may hold retired ones", "[model]")
{
    const auto lists = CodeLists::load(
        R"({"format":"cairn/codelists/v1","version":1,"lists":[{"id":"theme","title":"Theme","values":[)"
        R"({"code":"OLD","label":"Old","valid_to":"2025-12-31"}]}]})");
    REQUIRE(lists);
    const auto on = [&](std::string_view day) {
        return model::validate(*model::kind("chronology_event"), *json::parse_object(R"({"themes":["OLD"]})"),
                               *lists, day)
            .has_value();
    };
    CHECK(on("2025-05-01"));
    CHECK_FALSE(on("2026-05-01"));
    CHECK(code("organisation", R"({"icb":"E54000028"})").empty());
    CHECK(code("chronology_event", R"({"themes":["LOCAL:BOROUGH_7"]})").empty());
}

TEST_CASE("3.3 icb: the board of the case stands, whatever list is in force today", "[model]")
{
    CHECK(code("organisation", R"({"icb":"E54000028"})", "2026-05-01").empty());
    CHECK(code("organisation", R"({"icb":"E54000099"})", "2026-05-01") == "field_code");
}

TEST_CASE("validate: an error names kind and field and never the value", "[model]")
{
    const auto result = model::validate(*model::kind("person"), *json::parse_object(R"({"sex":"Zuzanna"})"),
                                        CodeLists::built_in());
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().what.find("'sex' of 'person'") != std::string::npos);
    CHECK(result.error().what.find("Zuzanna") == std::string::npos);
    const auto unknown = model::validate(*model::kind("person"), *json::parse_object(R"({"Zuzanna Ż":1})"),
                                         CodeLists::built_in());
    REQUIRE_FALSE(unknown.has_value());
    CHECK(unknown.error().what.find("Zuzanna") == std::string::npos);
}

TEST_CASE("validate: fictional areas are for demo reviews, and the reference fits", "[model]")
{
    const auto review = [](const std::string& fields) {
        const auto result = model::validate_review(*json::parse_object(fields));
        return result ? "" : result.error().code;
    };
    CHECK(review(R"({"human_ref":"OWHR-X99000001-2025-001","lead_area":"X99000001","demo_flag":true})")
              .empty());
    CHECK(review(R"({"human_ref":"OWHR-X99000001-2025-001","lead_area":"X99000001"})") == "demo_area");
    CHECK(review(R"({"human_ref":"OWHR-E09000022-2025-001","lead_area":"E09000022","demo_flag":true})")
              .empty());
    CHECK(
        review(
            R"({"human_ref":"OWHR-E09000022-2025-001","lead_area":"E09000022","other_areas":["X99000002"]})") ==
        "demo_area");
    CHECK(review(R"({"human_ref":"OWHR-E09000021-2025-001","lead_area":"E09000022"})") == "field_code");
    CHECK(review(R"({"human_ref":"OWHR","lead_area":"E09000022"})") == "field_text");
}

TEST_CASE("normalise: text is NFC with LF, verbatim text keeps its form, controls are replaced", "[model]")
{
    const auto made = model::normalise(*model::kind("chronology_event"),
                                       *json::parse_object(R"({"summary":"Zoe\u0308","text":"Zoe\u0308"})"));
    CHECK(*made.find("summary")->text() == "Zo\xC3\xAB");
    CHECK(*made.find("text")->text() == "Zoe\xCC\x88");
    json::Object raw;
    raw.set("note", std::string("a\r\nb\rc\x01\x0C"));
    const auto clean = model::normalise(*model::kind("person"), raw);
    CHECK(*clean.find("note")->text() == "a\nb\nc\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("references: every named record is found", "[model]")
{
    const auto found =
        model::references(*model::kind("chronology_event"),
                          *json::parse_object(std::string(R"({"import":")") + kId + R"(","subjects":[")" +
                                              kId + R"("],"text":"x"})"));
    REQUIRE(found.size() == 2);
    CHECK(found[0].field == "subjects");
    CHECK(found[0].kind == "person");
    CHECK(found[1].kind == "import");
}

TEST_CASE("strike fields: a code stays open, words are sealed", "[model]")
{
    const auto& lists = CodeLists::built_in();
    CHECK(json::write(model::strike_fields("ERROR", lists)) == R"({"struck_reason":"ERROR"})");
    CHECK(json::write(model::strike_fields("as V said", lists)) ==
          R"({"struck_reason":"OTHER","struck_note":"as V said"})");
    CHECK(model::strike_fields("", lists).empty());
    const auto* kind = model::kind("person");
    const auto placed = model::split(*kind, model::strike_fields("words", lists), model::Disclosure::D4);
    CHECK(json::write(placed.open) == R"({"struck_reason":"OTHER"})");
    CHECK(json::write(placed.sealed) == R"({"struck_note":"words"})");
}

TEST_CASE("split: values go by the higher class of field and record, in table order", "[model]")
{
    const auto* kind = model::kind("chronology_event");
    const auto fields = *json::parse_object(
        R"({"text":"words","precision":"DAY","earliest":"2020-01-01","disclosure_class":"D2"})");
    const auto placed = model::split(*kind, fields, model::Disclosure::D2);
    CHECK(json::write(placed.open) ==
          R"({"earliest":"2020-01-01","precision":"DAY","disclosure_class":"D2"})");
    CHECK(json::write(placed.sealed) == R"({"text":"words"})");
    const auto raised = model::split(*kind, fields, model::Disclosure::D3);
    CHECK(json::write(raised.open) == R"({"disclosure_class":"D2"})");
    CHECK(json::write(raised.sealed) == R"({"earliest":"2020-01-01","precision":"DAY","text":"words"})");
    CHECK(model::record_class(*kind, fields) == model::Disclosure::D2);
    CHECK(model::record_class(*kind, *json::parse_object(R"({"disclosure_class":"D4"})")) ==
          model::Disclosure::D4);
    CHECK(model::record_class(*kind, *json::parse_object(R"({"disclosure_class":"D0"})")) ==
          model::Disclosure::D2);
}

TEST_CASE("split: a value that moves is cleared where it stood, and null goes to where the value is",
          "[model]")
{
    const auto* kind = model::kind("chronology_event");
    const auto yes = [](std::string_view) { return true; };
    const auto moved =
        model::split(*kind, *json::parse_object(R"({"summary":"s"})"), model::Disclosure::D3, yes, {});
    CHECK(json::write(moved.open) == R"({"summary":null})");
    CHECK(json::write(moved.sealed) == R"({"summary":"s"})");
    const auto cleared =
        model::split(*kind, *json::parse_object(R"({"summary":null})"), model::Disclosure::D3, yes, {});
    CHECK(json::write(cleared.open) == R"({"summary":null})");
    CHECK(cleared.sealed.empty());
    const auto fresh = model::split(*kind, *json::parse_object(R"({"summary":null})"), model::Disclosure::D2);
    CHECK(json::write(fresh.open) == R"({"summary":null})");
}

TEST_CASE("open bodies: a value of the sealed part is refused, null is not", "[model]")
{
    const auto* kind = model::kind("chronology_event");
    const auto check = [&](const char* open, model::Disclosure record) {
        return model::check_open(*kind, *json::parse_object(open), record).has_value();
    };
    CHECK(check(R"({"summary":"s"})", model::Disclosure::D2));
    CHECK_FALSE(check(R"({"text":"s"})", model::Disclosure::D2));
    CHECK(check(R"({"text":null})", model::Disclosure::D2));
    CHECK_FALSE(check(R"({"summary":"s"})", model::Disclosure::D3));
    CHECK(check(R"({"disclosure_class":"D4","struck_reason":"ERROR"})", model::Disclosure::D4));
}

TEST_CASE("reference: what is written is read back and nothing else is", "[model]")
{
    const model::ReviewReference reference{"SAR_M", "E09000022", 2025, 7};
    CHECK(model::to_text(reference) == "SAR_M-E09000022-2025-007");
    CHECK(model::reference_from_text("SAR_M-E09000022-2025-007") == reference);
    CHECK(model::reference_from_text("OWHR-X99000001-2025-1234")->number == 1234);
    for (const auto* text :
         {"", "OWHR", "OWHR-E09000022-2025", "OWHR-E09000022-2025-7", "OWHR-E09000022-2025-0007",
          "OWHR-E09000022-25-001", "OWHR-E09000022-2025-001-", "OWHR-E09000022-2025-001-1",
          "owhr-E09000022-2025-001", "OWHR-E09000022-2025-000", "-E09000022-2025-001",
          "OWHR-E09000022-+2025-001", "OWHR-E09000022-2025--01"}) {
        INFO(text);
        CHECK_FALSE(model::reference_from_text(text).has_value());
    }
}
