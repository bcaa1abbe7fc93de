// Files that are meant to do harm are refused with a reason, inside a memory limit.
#include <catch2/catch_test_macros.hpp>
#include <cstdio>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/import/import.h"
#include "app/import/xml.h"
#include "tests/support/office_files.h"

namespace {

std::string code_of(const std::string& bytes)
{
    const auto table = import_::read_table(base::bytes_of(bytes));
    return table ? "read" : table.error().code;
}

test::BookXml sheet(std::string xml)
{
    test::BookXml book;
    book.sheets = {{"S", std::move(xml)}};
    return book;
}

std::string repeated(std::string_view text, std::size_t times)
{
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kLimited = false;
#else
constexpr bool kLimited = true;
#endif

/// What reading gives in a process that may take 1,536 MiB of address space and no more. `code_of` there is 0
/// when the file was refused or found damaged with a code.
bool refused_within_limit(const char* what, const std::string& bytes,
                          std::string (*read)(const std::string&) = code_of)
{
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const rlim_t most = 1536ULL * 1024 * 1024;
        const rlimit limit{most, most};
        if (kLimited) ::setrlimit(RLIMIT_AS, &limit);
        const std::string code = read(bytes);
        ::_exit(code.empty() || code == "read" ? 1 : 0);
    }
    int status = 0;
    rusage used{};
    ::wait4(child, &status, 0, &used);
    std::printf("%s: at most %ld MiB in memory\n", what, used.ru_maxrss / 1024);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

TEST_CASE("import: macros, passwords and old Office files are refused with what to do", "[hostile]")
{
    auto book = sheet(test::rows_xml({{"Date", "Event"}, {"1/1/2020", "a"}}));
    CHECK(code_of(test::book_of(book)) == "read");
    book.more = {{"xl/vbaProject.bin", "program"}};
    CHECK(code_of(test::book_of(book)) == "macros");
    book.more = {{"[Content_Types].xml",
                  "<Types><Override ContentType=\"application/vnd.ms-word.document."
                  "macroEnabled.main+xml\"/></Types>"}};
    CHECK(code_of(test::book_of(book)) == "macros");
    CHECK(code_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old") == "old_office");
}

TEST_CASE("import: names that lead out of the file, twice the same, or too many are refused", "[hostile]")
{
    for (const char* name : {"../evil.xml", "/etc/passwd", "xl\\..\\..\\evil", "a/../../b", "C:evil"}) {
        INFO(name);
        CHECK(code_of(test::zip_of({{name, "x"}})) == "zip_name");
    }
    auto parts = test::book_parts(sheet(test::rows_xml({{"Date", "Event"}})));
    parts.emplace_back("XL/workbook.xml", "<workbook/>");
    CHECK(code_of(test::zip_of(parts)) == "zip_double");
    std::vector<test::NamedPart> many;
    for (int i = 0; i < 5001; ++i) many.emplace_back("part" + std::to_string(i), "");
    CHECK(code_of(test::zip_of(many)) == "zip_entries");
    CHECK(code_of(test::zip_of({{"inner.zip", test::zip_of({{"a.csv", "Date,Event\n"}})}})) == "not_text");
}

TEST_CASE("import: a file cut short anywhere is refused, never half read", "[hostile]")
{
    const std::string whole = test::book_of(sheet(test::rows_xml({{"Date", "Event"}, {"1/1/2020", "a"}})));
    for (std::size_t size = 4; size < whole.size(); size += 37)
        CHECK(code_of(whole.substr(0, size)) != "read");
}

TEST_CASE("import: a document type is refused whatever it declares", "[hostile]")
{
    auto parts = test::book_parts(sheet(""));
    parts[0].second = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><worksheet><sheetData>" +
                      std::string("<row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>");
    CHECK(code_of(test::zip_of(parts)) == "xml_doctype");
    auto words = test::document_parts("");
    words[2].second = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><w:document/>";
    CHECK(code_of(test::zip_of(words)) == "xml_doctype");
}

TEST_CASE("import: nothing outside the file is followed", "[hostile]")
{
    auto parts =
        test::document_parts(test::table_xml({{"Date", "Event"}, {"13/01/2020", "a"}}),
                             test::relation("t", "attachedTemplate", "http://example.invalid/evil.dotm",
                                            "TargetMode=\"External\""));
    const auto table = import_::read_table(base::bytes_of(test::zip_of(parts)));
    REQUIRE(table);
    bool told = false;
    for (const auto& note : table->notes) told = told || note.find("none was opened") != std::string::npos;
    CHECK(told);
    parts = test::document_parts("");
    parts[0] = test::relations("_rels/.rels", test::relation("d", "officeDocument", "../../etc/passwd"));
    CHECK(code_of(test::zip_of(parts)) == "not_text");
}

TEST_CASE("import: what a sheet claims of its size costs nothing", "[hostile]")
{
    CHECK(code_of(test::book_of(sheet("<dimension ref=\"A1:XFD1048576\"/>" +
                                      test::rows_xml({{"Date", "Event"}, {"1/1/2020", "a"}})))) == "read");
    CHECK(code_of(test::book_of(sheet(
              "<sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData>"))) == "limit_columns");
    CHECK(code_of(test::book_of(
              sheet("<sheetData><row r=\"4000000000\"><c><v>1</v></c></row></sheetData>"))) == "xml_damaged");
    CHECK(code_of(test::book_of(sheet("<sheetData><row r=\"2\"/><row r=\"1\"/></sheetData>"))) ==
          "xml_damaged");
    CHECK(code_of(repeated("<table><tr><td>", 1000)) == "html_depth");
    CHECK(code_of("<table><tr><td colspan=100000 rowspan=100000000>x") == "read");
}

TEST_CASE("security: a page of nothing but ampersands is read once, not once for each", "[hostile]")
{
    // Each one searched the whole page for its end: half a million of them took minutes.
    CHECK(code_of("<table><tr><td>" + repeated("&", 500'000)) == "read");
}

TEST_CASE("security: hostile files are refused inside a limit of memory", "[hostile]")
{
    std::string huge(220U * 1024 * 1024, ' ');
    auto parts = test::book_parts(sheet(""));
    parts[0].second = huge;
    CHECK(refused_within_limit("a bomb of 220 MiB", test::zip_of(parts)));
    parts[0].second.resize(120U * 1024 * 1024);
    CHECK(refused_within_limit("a bomb that claims to be small", test::zip_of(parts, 100)));
    huge.clear();
    huge.shrink_to_fit();
    parts[0].second = repeated("<a>", 400'000);
    CHECK(refused_within_limit("nesting", test::zip_of(parts)));
    const auto tree = [](const std::string& bytes) {
        const auto parsed = import_::parse_xml(bytes);
        return parsed ? "read" : parsed.error().code;
    };
    CHECK(refused_within_limit("fifteen million elements", "<a>" + repeated("<a/>", 15'000'000) + "</a>",
                               tree));
    parts[0].second = "<worksheet><sheetData>" + repeated("<row><c><v>1</v></c></row>", 1'100'000) +
                      "</sheetData></worksheet>";
    CHECK(refused_within_limit("a million rows", test::zip_of(parts)));
    auto book =
        sheet("<sheetData>" + repeated("<row><c t=\"s\"><v>0</v></c></row>", 20'000) + "</sheetData>");
    book.strings = {std::string(1024U * 1024, 'x')};
    CHECK(refused_within_limit("one text in twenty thousand cells", test::book_of(book)));
    CHECK(refused_within_limit(
        "a million columns",
        test::document_of("<w:tbl><w:tr>" + repeated("<w:tc><w:p/></w:tc>", 1'000'000) + "</w:tr></w:tbl>")));
}
