#include "app/report/write.h"

#include <catch2/catch_test_macros.hpp>

#include "app/report/delimited.h"
#include "tests/app/report/support.h"

using report::Table;

namespace {

const std::vector<std::string>& hard_texts()
{
    static const std::vector<std::string> texts = {"=1+1",
                                                   "+44 20 7946 0000",
                                                   "-2",
                                                   "@SUM(A1)",
                                                   "\tindented",
                                                   "\rreturn",
                                                   "007",
                                                   "1E5",
                                                   "3/4",
                                                   "5%",
                                                   "'quoted",
                                                   "''",
                                                   "a,b;c",
                                                   "say \"no\"",
                                                   "two\nlines",
                                                   " edge ",
                                                   "Żebrowicz Ní",
                                                   "12345678901234567",
                                                   "_x000D_ as typed",
                                                   "<b>&amp;</b>",
                                                   "\xEF\xBC\x9D"
                                                   "1+1",
                                                   "08:05",
                                                   "2025-02-02",
                                                   "10"};
    return texts;
}

Table sample()
{
    Table table;
    table.title = "Action plan";
    table.reference = "OWHR-X99000001-2025-001";
    table.marking = "OFFICIAL-SENSITIVE";
    table.demo = true;
    table.produced = "2026-11-22";
    table.columns = {{"number", "No.", 6}, {"text", "Action", 40}, {"due", "Target date", 14}};
    std::int64_t number = 0;
    for (const auto& text : hard_texts()) table.add({++number, text, *model::day_from_text("2025-03-14")});
    table.add({std::monostate{}, std::string("before 1900"), *model::day_from_text("1899-12-31")});
    table.notes = {"Seven columns of 2016."};
    return table;
}

}  // namespace

TEST_CASE("export: no text cell can begin a formula, and the guard comes off again", "[report]")
{
    for (const auto& text : hard_texts()) {
        INFO(text);
        const auto safe = report::guarded(text);
        CHECK(std::string_view("=+-@\t\r\n").find(safe.front()) == std::string_view::npos);
        CHECK(report::unguarded(safe) == text);
    }
    for (const char* text : {"plain words", "10", "0", "08:05", "2025-02-02", "M01", "S1"}) {
        INFO(text);
        CHECK_FALSE(report::needs_guard(text));
    }
    for (const char* text : {"007", "1E5", "3/4", "1.10", "5%", "12345678901234567", "020 7946 0000"}) {
        INFO(text);
        CHECK(report::needs_guard(text));
    }
}

TEST_CASE("tables: a table wider than a terminal stands in parts, each with its first column", "[report]")
{
    report::Table table;
    table.title = "Coverage";
    table.columns = {{"agency", "Agency", 40}};
    std::vector<report::Cell> row = {std::string("Thamesbrook Constabulary")};
    for (int i = 1; i <= 24; ++i) {
        table.columns.push_back({"q" + std::to_string(i), "Quarter " + std::to_string(i), 10});
        row.push_back(std::string("received"));
    }
    table.rows.push_back(row);
    const auto text = report::to_text(table);
    std::size_t agencies = 0;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = text.find('\n', from);
        CHECK(end - from <= 100);
        agencies += text.substr(from, end - from).starts_with("Thamesbrook") ? 1 : 0;
        from = end + 1;
    }
    CHECK(agencies > 1);
    CHECK(text.find("Quarter 24") != std::string::npos);
}

TEST_CASE("export: a formula behind blanks or characters that cannot be seen is guarded too", "[report]")
{
    for (const char* before :
         {"\u200B", " ", "\u00A0", "\uFEFF", "\u2060", "\u202A", "\u00AD", "\u3000", "\u200B \u200B"})
        for (const char* formula : {"=1+1", "+1", "-1", "@SUM(1)", "\uFF1D1", "\uFE661", "\u22121"}) {
            const auto text = std::string(before) + formula;
            INFO(text);
            CHECK(report::guarded(text) == "'" + text);
            CHECK(report::unguarded(report::guarded(text)) == text);
        }
    CHECK_FALSE(report::needs_guard("\u200Bwords = more"));
    CHECK_FALSE(report::needs_guard("\u200B"));
}

TEST_CASE("export: a table as a page opened in a spreadsheet runs no formula", "[report]")
{
    report::Table table;
    table.columns = {{"text", "Action", 40}};
    table.add({std::string("=1+1")});
    table.add({std::string("plain words")});
    const auto html = report::to_html(table);
    CHECK(html.find(R"( sdnum="2057;0;@" style="mso-number-format:'\@'">=1+1<)") != std::string::npos);
    CHECK(html.find(">plain words<") != std::string::npos);
    CHECK(html.find("sdnum") == html.rfind("sdnum"));
}

TEST_CASE("export: CSV keeps every value through RFC 4180, with a byte order mark and CRLF", "[report]")
{
    const auto csv = report::to_csv(sample());
    CHECK(csv.starts_with("\xEF\xBB\xBF"));
    const auto rows = report::read_csv(csv);
    REQUIRE(rows);
    REQUIRE(rows->size() == hard_texts().size() + 3);
    CHECK((*rows)[0][0].find("DEMO") != std::string::npos);
    CHECK((*rows)[0][0].find("OFFICIAL-SENSITIVE") != std::string::npos);
    CHECK((*rows)[1] == std::vector<std::string>{"No.", "Action", "Target date"});
    for (std::size_t i = 0; i < hard_texts().size(); ++i) {
        INFO(i);
        CHECK(report::unguarded((*rows)[i + 2][1]) == hard_texts()[i]);
        CHECK((*rows)[i + 2][2] == "2025-03-14");
    }
    CHECK(csv.find("\r\n") != std::string::npos);
}

TEST_CASE("export: a CSV that is not whole is refused", "[report]")
{
    CHECK_FALSE(report::read_csv("a,\"b"));
    CHECK_FALSE(report::read_csv("a,\"b\"c\r\n"));
    const auto plain = report::read_csv("a,,\"b\"\"c\"\n\r\nx");
    REQUIRE(plain);
    CHECK(*plain == std::vector<std::vector<std::string>>{{"a", "", "b\"c"}, {""}, {"x"}});
}

TEST_CASE("tables: a table as a page is one accessible, self-contained document", "[report]")
{
    const auto html = report::to_html(sample());
    CHECK(html.find("<html lang=\"en-GB\">") != std::string::npos);
    CHECK(html.find("<th scope=\"col\">Target date</th>") != std::string::npos);
    CHECK(html.find("<caption>Action plan</caption>") != std::string::npos);
    CHECK(html.find("&lt;b&gt;&amp;amp;&lt;/b&gt;") != std::string::npos);
    CHECK(html.find("<b>") == std::string::npos);
    CHECK(html.find("14 March 2025") != std::string::npos);
    CHECK(html.find("two<br>lines") != std::string::npos);
    CHECK(html.find("http") == std::string::npos);  // nothing is fetched
    const auto first = html.find("DEMO"), last = html.rfind("DEMO");
    CHECK(first != std::string::npos);
    CHECK(first != last);  // above and below
}

TEST_CASE("tables: a table as TSV is pasted as rows and columns", "[report]")
{
    Table table;
    table.columns = {{"a", "A", 5}, {"b", "B", 5}};
    table.add({std::string("x\ty"), std::string("=cmd")});
    CHECK(report::to_tsv(table) == "A\tB\r\n\"x\ty\"\t'=cmd\r\n");
}

TEST_CASE("tables: the same table gives the same workbook", "[report]")
{
    const auto one = report::to_xlsx(sample()), two = report::to_xlsx(sample());
    REQUIRE(one);
    REQUIRE(two);
    CHECK(*one == *two);
    CHECK(one->starts_with("PK"));
}

TEST_CASE("tables: LibreOffice reads every cell of a workbook as it was", "[report]")
{
    const auto book = report::to_xlsx(sample());
    REQUIRE(book);
    const auto back = test::through_libreoffice(*book, "table.xlsx");
    if (!back) SKIP("LibreOffice is not installed; the workbook was not opened by another program");
    const auto rows = report::read_csv(*back);
    REQUIRE(rows);
    REQUIRE(rows->size() == hard_texts().size() + 5);
    CHECK((*rows)[2] == std::vector<std::string>{"No.", "Action", "Target date"});
    for (std::size_t i = 0; i < hard_texts().size(); ++i) {
        INFO(i << ": " << hard_texts()[i]);
        const auto& wanted = hard_texts()[i];
        if (wanted.find('\r') != std::string::npos) continue;  // a spreadsheet knows one line end, LF
        CHECK((*rows)[i + 3][1] == wanted);
        CHECK((*rows)[i + 3][0] == std::to_string(i + 1));
        CHECK((*rows)[i + 3][2] == "14 Mar 2025");
    }
    CHECK((*rows)[hard_texts().size() + 3][2] == "1899-12-31");
}

TEST_CASE("export: LibreOffice runs no cell of a CSV and drops no zero", "[report]")
{
    const auto back = test::through_libreoffice(report::to_csv(sample()), "table.csv", "CSV:44,34,76,1");
    if (!back) SKIP("LibreOffice is not installed; the CSV was not opened by another program");
    const auto rows = report::read_csv(*back);
    REQUIRE(rows);
    for (std::size_t i = 0; i < hard_texts().size(); ++i) {
        const auto& text = hard_texts()[i];
        if (text == "08:05" || text == "2025-02-02" || text.find('\r') != std::string::npos) continue;
        INFO(i << ": " << text);
        CHECK(report::unguarded((*rows)[i + 2][1]) == text);
    }
}

TEST_CASE("tables: a text longer than a cell is cut where everybody can see it", "[report]")
{
    Table table;
    table.title = "Long";
    table.columns = {{"a", "A", 5}};
    table.add({std::string(40000, 'x')});
    const auto book = report::to_xlsx(table);
    REQUIRE(book);
    const auto back = test::through_libreoffice(*book, "long.xlsx");
    if (!back) SKIP("LibreOffice is not installed; the workbook was not opened by another program");
    CHECK(back->find("more bytes: a cell holds no more") != std::string::npos);
}
