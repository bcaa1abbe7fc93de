#include "app/report/coded.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/report/codebook.h"
#include "app/report/delimited.h"
#include "storage/model/field.h"
#include "tests/app/report/support.h"
#include "tests/storage/rules/support.h"

using report::CodedFile;
using test::FactsBuilder;
using test::id;

namespace {

rules::Facts one_death()
{
    FactsBuilder builder;
    builder
        .put(
            "review", "r",
            R"({"human_ref":"OWHR-X99000001-2025-001","review_type":"OWHR","lead_area":"X99000001","demo_flag":true,"status":"S40","marking":"OS_P"})")
        .put(
            "person", "v",
            R"({"code":"V","sex":"M","age_band":"20","religion":"NONE","disability":"NR","vulnerability":["V1","V19","V20"],"mh_issue":["MH4"],"immigration":"SETT"})")
        .put("person", "s1", R"({"code":"S1","sex":"M","age_band":"05"})")
        .put("person", "s2", R"({"code":"S2","sex":"F"})")
        .put("person_role", "pr0", R"({"person":"@v","role":"VIC"})")
        .put("person_role", "pr1", R"({"person":"@s1","role":"SUS"})")
        .put("person_role", "pr2", R"({"person":"@s2","role":"SUS"})")
        .put("criminal_justice", "cj", R"({"suspect":"@s1","cj_status":"CHARGED"})")
        .put(
            "incident", "i",
            R"({"victims":["@v"],"method":"M05","dhr_category":"D1","location_type":"PUB_EST","death_date":{"text":"2 Feb 2025","earliest":"2025-02-02","latest":"2025-02-02","precision":"DAY"},"circumstance":[{"code":"CI04","answer":"Y"},{"code":"CI05","answer":"PR"}],"witnesses_n":3,"description":"Words of nobody else"})")
        .put(
            "victim_suspect", "vs",
            R"({"victim":"@v","suspect":"@s1","relation":"FA","aggravating":["AF1","AF10D"],"known_to":["POL"],"supervision":["MAPPA"]})")
        .put("family_engagement", "f1", R"({"step":"FE1"})")
        .put("family_engagement", "f2", R"({"step":"FE4"})")
        .put(
            "recommendation", "rec",
            R"~({"number":1,"text":"=HYPERLINK(\"x\")","rec_theme":"RT2","rec_addressee":"RA1","smart":[{"test":"S","score":"MET","note":"-x, \"y\"\n\u017bz"}]
})~")
        .put(
            "finding", "fi",
            R"({"number":7,"title":"007","statement":"@home, \"two\"\nlines","theme":"F01","themes":["C02"]})");
    return builder.facts("2026-11-22");
}

const CodedFile& file(const std::vector<CodedFile>& files, std::string_view name)
{
    const auto found =
        std::find_if(files.begin(), files.end(), [&](const auto& one) { return one.name == name; });
    INFO(name);
    REQUIRE(found != files.end());
    return *found;
}

std::string value(const std::vector<std::vector<std::string>>& rows, std::string_view column,
                  std::size_t row = 1)
{
    for (std::size_t i = 0; i < rows[0].size(); ++i)
        if (rows[0][i] == column) return report::unguarded(rows[row][i]);
    FAIL("no column " << column);
    return {};
}

}  // namespace

TEST_CASE("3.4: the library has one row a victim in the Home Office's tags", "[coded]")
{
    const auto facts = one_death();
    const auto files = report::coded_export(facts, false);
    const auto rows = report::read_csv(file(files, "library.csv").bytes);
    REQUIRE(rows);
    REQUIRE(rows->size() == 2);
    CHECK(value(*rows, "dhr_category") == "D1");
    CHECK(value(*rows, "method") == "M05");
    CHECK(value(*rows, "method_nvdrs") == "WeaponType9");
    CHECK(value(*rows, "method_mmria") == "4");
    CHECK(value(*rows, "method_homicide_index") == "Strangulation, asphyxiation");
    CHECK(value(*rows, "location") == "PUB");
    CHECK(value(*rows, "location_label") == "Public place");
    CHECK(value(*rows, "year_of_death") == "2025");
    CHECK(value(*rows, "victim_vulnerability") == "V1;V8");
    CHECK(value(*rows, "victim_vulnerability_detail") == "V1;V19;V20");
    CHECK(value(*rows, "victim_mh_issue") == "MH4");
    CHECK(value(*rows, "victim_immigration") == "Y");
    CHECK(value(*rows, "victim_disability") == "NR");
    CHECK(value(*rows, "suspects") == "S1|S2");
    CHECK(value(*rows, "suspect_sex") == "M|F");
    CHECK(value(*rows, "relationship") == "FA|");
    CHECK(
        value(*rows, "aggravating_label").starts_with("Coercive or controlling behaviour; Digital stalking"));
    CHECK(value(*rows, "verdict") == "CHARGED|");
    CHECK(value(*rows, "family_engagement") == "FE1;FE4");
    CHECK(value(*rows, "theme") == "C02;F01");
    CHECK(value(*rows, "rec_theme") == "RT2");
    CHECK(value(*rows, "rec_addressee") == "RA1");
    CHECK(value(*rows, "demo") == "true");
}

TEST_CASE("3.4: every method of killing but exposure, other and unknown has its names elsewhere", "[coded]")
{
    for (const auto& code : model::CodeLists::built_in().list("method")->values) {
        const bool known = report::method_elsewhere(code.code) != nullptr;
        CHECK(known == (code.code != "M17" && code.code != "M18" && code.code != "M99"));
    }
}

TEST_CASE("R47: a coded export has no free text unless it is asked for, and nothing sealed ever", "[coded]")
{
    const auto facts = one_death();
    for (const auto& one : report::coded_export(facts, false)) {
        INFO(one.name);
        for (const char* words : {"HYPERLINK", "two", "nobody else", "2 Feb 2025"})
            if (one.name != "coded.json" || std::string_view(words) != "two")
                CHECK(one.bytes.find(words) == std::string::npos);
    }
    const auto with = report::coded_export(facts, true);
    CHECK(file(with, "incident.csv").bytes.find("nobody else") != std::string::npos);
    for (const auto& one : with)
        for (const auto& kind : model::kinds())
            for (const auto& field : kind.fields)
                if (one.name == std::string(kind.name) + ".csv" && model::is_sealed(field, kind.disclosure)) {
                    const auto rows = report::read_csv(one.bytes);
                    CHECK(std::find(rows->front().begin(), rows->front().end(), field.id) ==
                          rows->front().end());
                }
}

TEST_CASE("R47: every value of a coded export reads back as it was", "[coded]")
{
    const auto facts = one_death();
    for (const bool words : {false, true}) {
        const auto files = report::coded_export(facts, words);
        const auto check = report::check_coded(files);
        REQUIRE(check);
        CHECK(check->differences.empty());
        CHECK(check->records == 14);
        CHECK(check->demo);
        CHECK(check->values > 100);
    }
    const auto files = report::coded_export(facts, true);
    const auto findings = report::read_csv(file(files, "finding.csv").bytes);
    REQUIRE(findings);
    CHECK(value(*findings, "title") == "007");
    CHECK(value(*findings, "statement") == id("home") + ", \"two\"\nlines");
    CHECK(value(*findings, "number") == "7");
    const auto people = report::read_csv(file(files, "person.csv").bytes);
    CHECK((*people)[2][std::size_t(std::find(people->front().begin(), people->front().end(), "age_band") -
                                   people->front().begin())] == "'05");
    const auto smart = report::read_csv(file(files, "recommendation.smart.csv").bytes);
    CHECK(value(*smart, "note") == "-x, \"y\"\n\u017bz");
    for (const auto& row : *smart)
        for (const auto& one : row)
            CHECK((one.empty() || std::string_view("=+-@").find(one[0]) == std::string_view::npos));
}

TEST_CASE("R47: a value changed in a CSV is found and named by file, row and column, never by what it says",
          "[coded]")
{
    const auto facts = one_death();
    auto files = report::coded_export(facts, false);
    for (auto& one : files)
        if (one.name == "victim_suspect.csv") one.bytes.replace(one.bytes.find("AF10D"), 5, "AF10P");
    const auto check = report::check_coded(files);
    REQUIRE(check);
    CHECK(check->differences == std::vector<std::string>{"victim_suspect.csv, row 2: aggravating"});
    std::erase_if(files, [](const auto& one) { return one.name == "incident.circumstance.csv"; });
    CHECK(report::check_coded(files)->differences.size() == 2);
    CHECK_FALSE(report::check_coded({}));
}

TEST_CASE("6.5: a demonstration review says so in every file and is no statistic", "[coded]")
{
    const auto files = report::coded_export(one_death(), false);
    for (const auto& one : files) {
        INFO(one.name);
        if (one.name.ends_with(".csv")) {
            const auto rows = report::read_csv(one.bytes);
            REQUIRE(rows);
            for (std::size_t i = 1; i < rows->size(); ++i) CHECK((*rows)[i][1] == "true");
        }
    }
    const auto whole = json::parse_object(file(files, "coded.json").bytes);
    REQUIRE(whole);
    CHECK(json::flag_or(*whole, "demo"));
    CHECK_FALSE(json::flag_or(*whole, "statistics", true));
    CHECK(file(files, "README.txt").bytes.find("DEMO") != std::string::npos);
}

TEST_CASE("R47: LibreOffice opens a coded CSV with every code as it was", "[coded]")
{
    const auto files = report::coded_export(one_death(), false);
    const auto back =
        test::through_libreoffice(file(files, "person.csv").bytes, "person.csv", "CSV:44,34,76,1");
    if (!back) SKIP("LibreOffice is not installed; the CSV was not opened by another program");
    const auto rows = report::read_csv(*back);
    REQUIRE(rows);
    CHECK(value(*rows, "age_band", 2) == "05");
    CHECK(value(*rows, "vulnerability", 1) == "V1;V19;V20");
    CHECK(value(*rows, "code", 3) == "S2");
}

TEST_CASE("codebook: it holds every kind, field, column, list and code, in order", "[codebook]")
{
    const auto& lists = model::CodeLists::built_in();
    const auto table = report::codebook_table(lists);
    std::vector<std::string> wanted, held;
    for (const auto& kind : model::kinds()) {
        wanted.push_back("kind " + std::string(kind.name));
        for (const auto& field : kind.fields) {
            wanted.push_back("field " + std::string(kind.name) + "." + std::string(field.id));
            for (const auto& column : field.rows)
                wanted.push_back("column " + std::string(kind.name) + "." + std::string(field.id) + "." +
                                 std::string(column.id));
        }
    }
    for (const auto& list : lists.lists()) {
        wanted.push_back("list " + list.id);
        for (const auto& value : list.values) wanted.push_back("code " + list.id + "." + value.code);
    }
    for (const auto& row : table.rows) {
        std::string name;
        for (const std::size_t column : {1U, 2U, 3U, 4U, 5U})
            if (const auto text = report::shown(row[column]); !text.empty())
                name += (name.empty() ? "" : ".") + text;
        held.push_back(report::shown(row[0]) + " " + name);
    }
    CHECK(held == wanted);
    std::vector<std::string> kinds, ids;
    for (const auto& kind : model::kinds()) kinds.emplace_back(kind.name);
    for (const auto& list : lists.lists()) ids.push_back(list.id);
    CHECK(std::is_sorted(kinds.begin(), kinds.end()));
    CHECK(std::is_sorted(ids.begin(), ids.end()));
}

TEST_CASE("export: the codebook as JSON and as a page holds the same as its table", "[codebook]")
{
    const auto& lists = model::CodeLists::built_in();
    const auto whole = report::codebook_json(lists);
    REQUIRE(json::parse(json::write(whole)));
    std::size_t kinds = 0, fields = 0, codes = 0;
    for (const auto& kind : *whole.find("kinds")->array()) {
        const auto* spec = model::kind(json::text_or(*kind.object(), "name"));
        REQUIRE(spec != nullptr);
        ++kinds;
        const auto& held = *kind.object()->find("fields")->array();
        REQUIRE(held.size() == spec->fields.size());
        for (std::size_t i = 0; i < held.size(); ++i) {
            const auto& one = *held[i].object();
            ++fields;
            CHECK(json::text_or(one, "id") == spec->fields[i].id);
            CHECK(json::text_or(one, "type") == model::to_text(spec->fields[i].kind));
            CHECK((json::text_or(one, "part") == "sealed") ==
                  model::is_sealed(spec->fields[i], spec->disclosure));
            CHECK(json::text_or(one, "mandatory_before") == spec->fields[i].mandatory);
        }
    }
    const auto html = report::codebook_html(lists);
    for (const auto& list : lists.lists()) {
        codes += list.values.size();
        CHECK(html.find("id=\"list-" + list.id + "\"") != std::string::npos);
    }
    CHECK(kinds == model::kinds().size());
    CHECK(fields > 500);
    CHECK(codes > 1000);
    CHECK(html.find("http") == std::string::npos);
}
