// Every row of every sample file against the truth table beside them.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <fstream>
#include <iterator>

#include "app/import/import.h"
#include "storage/json/json.h"
#include "tests/support/office_files.h"

namespace {

const std::string kSamples = std::string(PROJECT_ROOT) + "/assets/demo/";
const std::string kTruths = std::string(PROJECT_ROOT) + "/tests/samples/";

std::string read_file(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

import_::Preview sample_preview(const std::string& bytes, model::DayMonthOrder order)
{
    const auto table = import_::read_table(base::bytes_of(bytes));
    REQUIRE(table);
    import_::Context context;
    context.order = order;
    context.imported = std::chrono::year{2026} / 11 / 22;
    context.file_digest = "00";
    return import_::preview(*table, import_::propose(*table), context);
}

std::string day_or_null(const std::optional<model::Day>& day)
{
    return day ? model::to_text(*day) : "null";
}

std::string text_or_null(const json::Object& object, std::string_view key)
{
    return json::text_or(object, key, "null");
}

void check_row(const import_::Event& event, const json::Object& truth)
{
    INFO("source row " << event.source_row);
    const bool needs_person = json::flag_or(truth, "needs_person");
    const json::Object expected = needs_person ? *truth.find("from_text")->object() : truth;
    CHECK(model::to_code(event.reading.precision) == text_or_null(expected, "precision"));
    CHECK(day_or_null(event.reading.earliest) == text_or_null(expected, "earliest"));
    CHECK(day_or_null(event.reading.latest) == text_or_null(expected, "latest"));
    CHECK((event.reading.time ? model::to_text(*event.reading.time) : "null") == text_or_null(truth, "time"));
    if (needs_person || event.reading.precision == model::Precision::Unknown)
        CHECK_FALSE(event.problems.empty());
}

}  // namespace

TEST_CASE("import: every row of the sample files is read as the truth table says", "[import]")
{
    const std::string truth_table = GENERATE("EXPECTED.json", "EXPECTED-SAR.json");
    const std::size_t least = truth_table == "EXPECTED.json" ? 6 : 3;
    const auto expected = json::parse_object(read_file(kTruths + truth_table));
    REQUIRE(expected);
    const json::Object& files = *expected->find("files")->object();
    CHECK(files.size() >= least);
    for (const auto& [name, value] : files) {
        INFO(name);
        const json::Object& truth = *value.object();
        const import_::Preview preview =
            sample_preview(read_file(kSamples + name), model::DayMonthOrder::DayFirst);
        CHECK(preview.encoding == json::text_or(truth, "encoding"));
        CHECK(preview.delimiter == json::text_or(truth, "delimiter"));
        CHECK(static_cast<std::int64_t>(preview.preamble_rows) == json::number_or(truth, "preamble_rows"));
        CHECK(preview.rows_read == preview.events.size() + preview.set_aside.size());
        CHECK(preview.acceptable());
        const json::Array& rows = *truth.find("truth")->array();
        REQUIRE(static_cast<std::int64_t>(preview.events.size()) == json::number_or(truth, "events"));
        REQUIRE(preview.events.size() == rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) check_row(preview.events[i], *rows[i].object());
    }
}

namespace {

std::vector<std::vector<std::string>> cells_of(const std::string& csv)
{
    const auto table = import_::read_table(base::bytes_of(csv));
    REQUIRE(table);
    std::vector<std::vector<std::string>> rows;
    for (const auto& record : table->records) rows.push_back(record.cells);
    return rows;
}

std::string html_of(const std::vector<std::vector<std::string>>& rows)
{
    std::string html = "<html><body><table>";
    for (const auto& row : rows) {
        html += "<tr>";
        for (std::string cell : row) {
            cell = test::escaped(cell);
            for (std::size_t at = 0; (at = cell.find('\n', at)) != std::string::npos; at += 4)
                cell.replace(at, 1, "<br>");
            html += "<td>" + cell + "</td>";
        }
        html += "</tr>";
    }
    return html + "</table></body></html>";
}

std::string joined(const import_::Event& event)
{
    std::string text = day_or_null(event.reading.earliest) + " " + day_or_null(event.reading.latest) + " " +
                       std::string(model::to_code(event.reading.precision)) + " " +
                       (event.reading.time ? model::to_text(*event.reading.time) : "") + "\n";
    for (const auto& [field, value] : event.values)
        if (field != import_::Field::Date && field != import_::Field::Time)
            text += std::string(import_::to_name(field)) + ": " + value + "\n";
    return text;
}

void check_same_events(const import_::Preview& as_text, const std::string& bytes)
{
    const import_::Preview other = sample_preview(bytes, model::DayMonthOrder::DayFirst);
    REQUIRE(other.events.size() == as_text.events.size());
    for (std::size_t i = 0; i < other.events.size(); ++i) {
        INFO("event " << i + 1);
        CHECK(joined(other.events[i]) == joined(as_text.events[i]));
    }
}

}  // namespace

TEST_CASE("R09: every sample gives the same events as text, sheet, Word table and pasted table", "[import]")
{
    const std::string truth_table = GENERATE("EXPECTED.json", "EXPECTED-SAR.json");
    const auto expected = json::parse_object(read_file(kTruths + truth_table));
    REQUIRE(expected);
    for (const auto& [name, value] : *expected->find("files")->object()) {
        const std::string csv = read_file(kSamples + name);
        const auto as_text = sample_preview(csv, model::DayMonthOrder::DayFirst);
        const auto rows = cells_of(csv);
        test::BookXml book;
        book.sheets = {{"Sheet1", test::rows_xml(rows)}};
        const std::pair<const char*, std::string> forms[] = {
            {"sheet", test::book_of(book)},
            {"document", test::document_of(test::table_xml(rows))},
            {"pasted", html_of(rows)}};
        for (const auto& [form, bytes] : forms) {
            INFO(name << " as " << form);
            check_same_events(as_text, bytes);
            const auto preview = sample_preview(bytes, model::DayMonthOrder::DayFirst);
            const json::Array& truth = *value.object()->find("truth")->array();
            REQUIRE(preview.events.size() == truth.size());
            for (std::size_t i = 0; i < truth.size(); ++i) check_row(preview.events[i], *truth[i].object());
        }
    }
}

TEST_CASE("R09: the samples saved by an office suite give the same events as their text", "[import]")
{
    const std::string folder = std::string(PROJECT_ROOT) + "/tests/samples/";
    const std::pair<const char*, const char*> files[] = {
        {"01b_owhr_youth_probation.csv", "01b_owhr_youth_probation.docx"},
        {"01c_owhr_health.csv", "01c_owhr_health.xlsx"}};
    for (const auto& [csv, office] : files) {
        INFO(office);
        check_same_events(sample_preview(read_file(kSamples + csv), model::DayMonthOrder::DayFirst),
                          read_file(folder + office));
    }
}

TEST_CASE("import: the health file asks for the order of day and month when none is given", "[import]")
{
    const import_::Preview preview =
        sample_preview(read_file(kSamples + "01c_owhr_health.csv"), model::DayMonthOrder::Unsettled);
    REQUIRE(preview.order_question);
    CHECK(preview.order_question->rows == std::vector<std::size_t>{6, 7});
    CHECK_FALSE(preview.acceptable());
}

TEST_CASE("import: the other sample files need no order to be given", "[import]")
{
    for (const char* name :
         {"01a_owhr_police.csv", "01b_owhr_youth_probation.csv", "02a_dhr_police_windows1252.csv",
          "02b_dhr_health_semicolon.csv", "02c_dhr_idva_housing_family.csv"}) {
        INFO(name);
        CHECK(sample_preview(read_file(kSamples + name), model::DayMonthOrder::Unsettled).acceptable());
    }
}

TEST_CASE("import: the columns of the sample files are known by their headings", "[import]")
{
    const auto columns = [](const char* name) {
        std::string text;
        for (const import_::Field field :
             sample_preview(read_file(kSamples + name), model::DayMonthOrder::DayFirst).map.fields)
            text += (text.empty() ? "" : " ") + std::string(import_::to_name(field));
        return text;
    };
    CHECK(columns("01a_owhr_police.csv") == "date time source subject text outcome agency_comment");
    CHECK(columns("01b_owhr_youth_probation.csv") ==
          "date worker_role subject text outcome agency_comment significance");
    CHECK(columns("01c_owhr_health.csv") == "date agency reference text outcome agency_comment");
    CHECK(columns("02a_dhr_police_windows1252.csv") ==
          "date source subject text outcome policy_followed agency_comment");
    CHECK(columns("02b_dhr_health_semicolon.csv") == "date worker_role subject text other outcome");
    CHECK(columns("02c_dhr_idva_housing_family.csv") == "date agency contact_kind text outcome");
}
