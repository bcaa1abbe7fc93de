#include "storage/rules/reference_data.h"

#include <catch2/catch_test_macros.hpp>

#include "assets/assets.h"
#include "tests/support/altered.h"

using rules::ReferenceData;
using test::with;
using Older = ReferenceData::Older;

namespace {

constexpr std::string_view kLists =
    R"({"format":"cairn/codelists/v1","version":9,"issued":"2027-01-01","about":"x","lists":[)"
    R"({"id":"test_answer","title":"Answer to a test","closed":true,"values":[)"
    R"({"code":"MET","label":"Met"},{"code":"NOT_MET","label":"Not met"},)"
    R"({"code":"UNKNOWN","label":"Not known","valid_to":"2027-01-01"},{"code":"PARTLY","label":"Partly"}]}]})";
constexpr std::string_view kLibrary =
    R"({"format":"cairn/library/v1","recommendations":[{"ref":"DHR-2021-7/3","year":"2021","type":"DHR",)"
    R"("sector":"RA3","level":"NAT","theme":"RT2","text":"Read codes for strangulation.","source":"example"}]})";
constexpr std::string_view kCalendar =
    R"({"format":"cairn/bank-holidays/v1","version":"2027-02","first_year":2027,"last_year":2027,"holidays":[]})";

std::string owhr_template(std::string_view version)
{
    return with(std::string(*assets::find("templates/owhr.json")), "\"version\": 1",
                "\"version\": " + std::string(version));
}

}  // namespace

TEST_CASE("R16: a pack replaces a code list, adds a template version, bank holidays and a library", "[rules]")
{
    ReferenceData data;
    REQUIRE(data.take({{"codelists/lists.json", std::string(kLists)},
                       {"templates/owhr.json", owhr_template("2")},
                       {"calendar/days.json", std::string(kCalendar)},
                       {"library/published.json", std::string(kLibrary)},
                       {"about.txt", "For people."}},
                      Older::Refuse));
    CHECK(data.lists().version() == 9);
    CHECK(data.lists().accepts("test_answer", "PARTLY"));
    CHECK(data.lists().label("test_answer", "UNKNOWN") == "Not known");
    CHECK(data.lists().list("review_type") != nullptr);
    CHECK(data.templates().for_type("OWHR")->version == 2);
    CHECK(data.templates().of_review("owhr/1") != nullptr);
    CHECK(data.calendar().version() == "2027-02");
    REQUIRE(data.library().entries.size() == 1);
    CHECK(data.library().entries[0].theme == "RT2");
}

TEST_CASE("R16: data that is not newer than what is in use is refused at installation, left out later",
          "[rules]")
{
    const auto refused = [](const rules::DataFiles& files) {
        ReferenceData data;
        const auto taken = data.take(files, Older::Refuse);
        REQUIRE_FALSE(taken);
        CHECK(taken.error().kind == base::ErrorKind::Refused);
        CHECK(taken.error().code == "pack_data_older");
    };
    refused({{"templates/owhr.json", owhr_template("1")}});
    refused({{"calendar/days.json", with(std::string(kCalendar), "2027-02", "2025-01")}});
    refused({{"codelists/lists.json", with(std::string(kLists), "\"version\":9", "\"version\":1")}});
    ReferenceData data;
    REQUIRE(
        data.take({{"calendar/days.json", with(std::string(kCalendar), "2027-02", "2025-01")}}, Older::Skip));
    CHECK(data.calendar().version() == model::Calendar::built_in().version());
}

TEST_CASE("3.3: a code may be retired, never left out, and a closed list stays closed", "[rules]")
{
    for (const auto& [from, to] : {std::pair{R"({"code":"MET","label":"Met"},)", ""},
                                   std::pair{R"("closed":true)", R"("closed":false)"}}) {
        ReferenceData data;
        const auto taken =
            data.take({{"codelists/lists.json", with(std::string(kLists), from, to)}}, Older::Refuse);
        REQUIRE_FALSE(taken);
        CHECK(taken.error().code == "pack_code_missing");
        CHECK(data.lists().version() == model::CodeLists::built_in().version());
    }
}

TEST_CASE("R16: a file that is not of its form is refused and nothing of its pack is taken", "[rules]")
{
    const auto refused = [](std::string_view name, std::string text) {
        INFO(name << text);
        ReferenceData data;
        const auto taken =
            data.take({{"calendar/days.json", std::string(kCalendar)}, {std::string(name), std::move(text)}},
                      Older::Refuse);
        REQUIRE_FALSE(taken);
        CHECK(taken.error().code == "pack_data");
        CHECK(data.calendar().version() == model::Calendar::built_in().version());
    };
    refused("templates/x.json", "{}");
    refused("codelists/x.json", "[]");
    refused("calendar/x.json", "{");
    refused("program/x.bin", "x");
    refused("library/x.json", with(std::string(kLibrary), "\"2021\"", "\"21\""));
    refused("library/x.json", with(std::string(kLibrary), "RT2", "RT99"));
    refused("library/x.json", with(std::string(kLibrary), "\"sector\"", "\"secter\""));
}
