// Sheets, Word tables and pasted tables as offices send them.
#include <catch2/catch_test_macros.hpp>

#include "app/import/import.h"
#include "app/import/number_text.h"
#include "tests/app/import/support.h"
#include "tests/support/office_files.h"

namespace {

using import_::Field;
using import_::Preview;
using import_::Reason;
using test::count_aside;

Preview office_preview(const std::string& bytes, const std::string& part = {})
{
    const auto table = import_::read_table(base::bytes_of(bytes), {}, {.part = part, .remembered = {}});
    INFO((table ? "" : table.error().what));
    REQUIRE(table);
    import_::Context context;
    context.order = model::DayMonthOrder::DayFirst;
    context.imported = std::chrono::year{2026} / 11 / 22;
    const Preview preview = import_::preview(*table, import_::propose(*table), context);
    CHECK(preview.rows_read == preview.events.size() + preview.set_aside.size());
    return preview;
}

std::string dates(const Preview& preview)
{
    std::string text;
    for (const auto& event : preview.events)
        text += event.date_text + "=" +
                (event.reading.earliest ? model::to_text(*event.reading.earliest) : "open") + " " +
                std::string(model::to_code(event.reading.precision)) + "\n";
    return text;
}

bool says(const std::vector<std::string>& texts, std::string_view word)
{
    for (const std::string& text : texts)
        if (text.find(word) != std::string::npos) return true;
    return false;
}

std::string typed(std::string_view number, int style, std::string_view text)
{
    return "<c s=\"" + std::to_string(style) + "\"><v>" + std::string(number) +
           "</v></c><c t=\"inlineStr\"><is><t>" + std::string(text) + "</t></is></c>";
}

const std::string kHead =
    "<row r=\"1\"><c t=\"inlineStr\"><is><t>Date</t></is></c><c "
    "t=\"inlineStr\"><is><t>Event</t></is></c></row>";

}  // namespace

TEST_CASE("R09: a typed date is read by its number format, in the 1900 system", "[import]")
{
    const auto text = [](std::string_view number, std::string_view format) {
        return import_::number_text(number, import_::read_format(format), false).text;
    };
    CHECK(text("44625", "dd/mm/yyyy") == "2022-03-05");
    CHECK(text("44625", "[$-809]d mmmm yyyy;@") == "2022-03-05");
    CHECK(text("44625.395833333336", "yyyy-mm-dd hh:mm") == "2022-03-05 09:30");
    CHECK(text("44625", "dd/mm/yyyy hh:mm") == "2022-03-05 00:00:00");
    CHECK(text("0.652777777777778", "hh:mm") == "15:40");
    CHECK(text("1.0833333333333333", "[h]:mm") == "26:00");
    CHECK(text("44621", "mmm-yy") == "March 2022");
    CHECK(text("44625", "mmm-yy") == "2022-03-05");
    CHECK(text("930", "0000") == "0930");
    CHECK(text("9990000001", "General") == "9990000001");
    CHECK(text("0.1", "\"day\" 0.0") == "0.1");
    CHECK(text("12.5", "#,##0.00;[Red]-#,##0.00") == "12.5");
    CHECK(import_::number_text("44625", import_::built_in_format(14), false).text == "2022-03-05");
    CHECK(import_::number_text("0.5", import_::built_in_format(20), false).text == "12:00");
    CHECK(import_::number_text("26.5", import_::built_in_format(2), false).text == "26.5");
}

TEST_CASE("R09: 29 February 1900 never was, and 1904 counts otherwise", "[import]")
{
    const auto date = import_::read_format("dd/mm/yyyy");
    CHECK(import_::number_text("59", date, false).text == "1900-02-28");
    CHECK(import_::number_text("61", date, false).text == "1900-03-01");
    CHECK_FALSE(import_::number_text("60", date, false).problem.empty());
    CHECK_FALSE(import_::number_text("-1", date, false).problem.empty());
    CHECK(import_::number_text("43163", date, true).text == "2022-03-05");

    test::BookXml book;
    book.formats = {"dd/mm/yyyy"};
    book.from_1904 = true;
    book.sheets = {{"S", "<sheetData>" + kHead + "<row r=\"2\">" + typed("43163", 1, "typed") +
                             "</row><row r=\"3\">" + typed("43163", 0, "a bare count") +
                             "</row></sheetData>"}};
    const Preview preview = office_preview(test::book_of(book));
    CHECK(dates(preview) == "2022-03-05=2022-03-05 DAY\n43163=2022-03-05 DAY\n");
    CHECK(says(preview.notes, "1904"));
}

TEST_CASE("R09: shared strings, rich text, booleans and errors of a sheet are read as shown", "[import]")
{
    test::BookXml book;
    book.strings = {"13/01/2020", "line one_x000D_\nline two"};
    book.sheets = {
        {"S", "<sheetData>" + kHead +
                  "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c></row>"
                  "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>0</v></c><c r=\"B4\" t=\"inlineStr\"><is><r><t>rich "
                  "</t></r><r><t>text"
                  "</t></r><rPh><t>no</t></rPh></is></c></row>"
                  "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>0</v></c><c r=\"B5\" t=\"b\"><v>1</v></c></row>"
                  "<row r=\"6\"><c r=\"A6\" t=\"s\"><v>0</v></c><c r=\"B6\" "
                  "t=\"e\"><v>#N/A</v></c></row></sheetData>"}};
    const Preview preview = office_preview(test::book_of(book));
    REQUIRE(preview.events.size() == 4);
    CHECK(preview.events[0].value(Field::Text) == "line one\nline two");
    CHECK(preview.events[1].value(Field::Text) == "rich text");
    CHECK(preview.events[1].record == 4);
    CHECK(preview.events[2].value(Field::Text) == "TRUE");
    CHECK_FALSE(preview.events[3].problems.empty());
}

TEST_CASE("R09: hidden rows, columns and sheets are read or named, never dropped silently", "[import]")
{
    test::BookXml book;
    book.sheets = {
        {"Notes", test::rows_xml({{"Hello"}})},
        {"Chronology", "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>" + kHead +
                           "<row r=\"2\" hidden=\"1\">" + typed("44625", 0, "hidden") + "</row></sheetData>"},
        {"Old", test::rows_xml({{"Date", "Event"}, {"1/1/2019", "x"}}), "hidden"}};
    const Preview preview = office_preview(test::book_of(book));
    REQUIRE(preview.events.size() == 1);
    CHECK(says(preview.events[0].problems, "hidden in the workbook"));
    CHECK(says(preview.notes, "Hidden columns were read: 2"));
    CHECK(says(preview.notes, "A hidden sheet was not read: Old"));
    REQUIRE(preview.parts.size() == 3);
    CHECK(preview.parts[1].read);
    CHECK(preview.parts[2].headings);
    CHECK(office_preview(test::book_of(book), "Old").events[0].value(Field::Text) == "x");
    const auto none =
        import_::read_table(base::bytes_of(test::book_of(book)), {}, {.part = "None", .remembered = {}});
    REQUIRE_FALSE(none);
    CHECK(none.error().code == "no_such_part");
}

TEST_CASE("R09: a formula's last value is read and reported; without one it is to settle", "[import]")
{
    test::BookXml book;
    book.sheets = {
        {"S", "<sheetData>" + kHead +
                  "<row r=\"2\"><c t=\"str\"><f>TEXT(1)</f><v>13/01/2020</v></c><c "
                  "t=\"inlineStr\"><is><t>a</t></is>"
                  "</c></row><row r=\"3\"><c><f>TODAY()</f></c><c t=\"inlineStr\"><is><t>b</t></is></c></row>"
                  "</sheetData>"}};
    const Preview preview = office_preview(test::book_of(book));
    REQUIRE(preview.events.size() == 2);
    CHECK(preview.events[0].date_text == "13/01/2020");
    CHECK(preview.events[0].problems.empty());
    CHECK(says(preview.notes, "row 2"));
    CHECK(says(preview.events[1].problems, "formula"));
}

TEST_CASE("R09: a cell merged downwards says the same of each row", "[import]")
{
    test::BookXml book;
    book.sheets = {
        {"S", test::rows_xml({{"Date", "Event"}, {"13/01/2020", "a"}, {"", "b"}, {"14/01/2020", "c"}}) +
                  "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>"}};
    CHECK(dates(office_preview(test::book_of(book))) ==
          "13/01/2020=2020-01-13 DAY\n13/01/2020=2020-01-13 DAY\n14/01/2020=2020-01-14 DAY\n");
}

TEST_CASE("R09: Word tables with the same headings are joined, others set aside with their reason",
          "[import]")
{
    const Preview preview = office_preview(test::document_of(
        test::paragraph_xml("Chronology (fictional)") + test::table_xml({{"Author", "N"}, {"Version", "2"}}) +
        test::table_xml({{"Date", "Event"}, {"13/01/2020", "a"}}) +
        test::paragraph_xml("Part two of the story") +
        test::table_xml({{"DATE", "EVENT"}, {"14/01/2020", "b\nsecond line"}}) +
        test::table_xml({{"15/01/2020", "no headings"}}) +
        test::table_xml({{"Key", "Meaning"}, {"NFA", "none"}})));
    CHECK(dates(preview) ==
          "13/01/2020=2020-01-13 DAY\n14/01/2020=2020-01-14 DAY\n15/01/2020=2020-01-15 DAY\n");
    CHECK(preview.events[1].value(Field::Text) == "b\nsecond line");
    CHECK(count_aside(preview, Reason::Preamble) == 1);
    CHECK(count_aside(preview, Reason::OtherTable) == 4);
    CHECK(count_aside(preview, Reason::Outside) == 1);
    CHECK(count_aside(preview, Reason::Heading) == 2);
    CHECK(says(preview.notes, "Table 4 has no headings"));
}

TEST_CASE("R09: merged Word cells, tabs, fields, links and hyphens give the words that are shown", "[import]")
{
    const std::string body =
        "<w:tbl><w:tr>" + test::cell_xml("Date") + test::cell_xml("Who") + test::cell_xml("Event") +
        "</w:tr><w:tr>" + test::cell_xml("13/01/2020", "<w:vMerge w:val=\"restart\"/>") +
        test::cell_xml("V") +
        "<w:tc><w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t></w:r><w:hyperlink r:id=\"x\"><w:r><w:t> "
        "link</w:t></w:r>"
        "</w:hyperlink><w:r><w:fldChar "
        "w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText><w:t>no</w:t>"
        "</w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t> 7</w:t></w:r><w:r><w:fldChar "
        "w:fldCharType=\"end\"/></w:r><w:r><w:t> "
        "follow</w:t><w:noBreakHyphen/><w:t>up</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr>" +
        test::cell_xml("", "<w:vMerge/>") + test::cell_xml("V says all", "<w:gridSpan w:val=\"2\"/>") +
        "</w:tr></w:tbl>";
    const Preview preview = office_preview(test::document_of(body));
    REQUIRE(preview.events.size() == 2);
    CHECK(preview.events[0].value(Field::Text) == "one\ttwo link 7 follow-up");
    CHECK(preview.events[1].date_text == "13/01/2020");
    CHECK(preview.events[1].value(Field::Subject) == "V says all");
}

TEST_CASE("R09: a Word field that begins and never ends hides its own cell at most, and that is said",
          "[import]")
{
    const std::string open = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
    const auto line = [](const std::string& date, const std::string& cell) {
        return "<w:tr>" + test::cell_xml(date) + cell + "</w:tr>";
    };
    const auto event = [](const std::string& before, const std::string& text) {
        return "<w:tc><w:p>" + before + "<w:r><w:t>" + text + "</w:t></w:r></w:p></w:tc>";
    };
    const Preview preview = office_preview(test::document_of(
        "<w:p>" + open + "</w:p><w:tbl>" + line("Date", test::cell_xml("Event")) +
        line("13/01/2020", event(open, "swallowed")) + line("14/01/2020", event("", "seen")) + "</w:tbl>"));
    REQUIRE(preview.events.size() == 2);
    CHECK(says(preview.events[0].problems, "never ends"));
    CHECK(preview.events[1].value(Field::Text) == "seen");
    CHECK_FALSE(says(preview.events[1].problems, "never ends"));
}

TEST_CASE("R09: tracked changes: inserted words are read, deleted ones are not, both are reported",
          "[import]")
{
    const std::string body = "<w:tbl><w:tr>" + test::cell_xml("Date") + test::cell_xml("Event") +
                             "</w:tr><w:tr>" + test::cell_xml("13/01/2020") +
                             "<w:tc><w:p><w:r><w:t>kept</w:t></w:r><w:ins><w:r><w:t> "
                             "new</w:t></w:r></w:ins><w:del><w:r><w:delText> old"
                             "</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t> "
                             "hidden</w:t></w:r><w:r><w:commentReference "
                             "w:id=\"1\"/></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:del/></"
                             "w:trPr><w:tc><w:p><w:del><w:r><w:delText>gone"
                             "</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl>";
    const Preview preview = office_preview(test::document_of(body));
    REQUIRE(preview.events.size() == 1);
    CHECK(preview.events[0].value(Field::Text) == "kept new hidden");
    CHECK(says(preview.events[0].problems, "inserted words"));
    CHECK(says(preview.events[0].problems, "deleted words"));
    CHECK(says(preview.events[0].problems, "hidden text"));
    CHECK(says(preview.notes, "comment"));
    CHECK(count_aside(preview, Reason::Deleted) == 1);
}

TEST_CASE("4.1: a table pasted from Word or Excel is read, and nothing in it is run", "[import]")
{
    const std::string html =
        "Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000000500\r\n<html><head><style>td{}</style></"
        "head><body>"
        "<!--StartFragment--><table border=0><tr><td>Date</td><td>Event &amp; note</td><td>Outcome</td></tr>"
        "<tr><td rowspan=2>13/01/2020</td><td>caf&eacute; &#8211; "
        "<b>bold</b><br>next<script>alert('no')</script></td>"
        "<td>x</td></tr><tr><td colspan=2>both</td></tr></table><!--EndFragment--></body></html>";
    const Preview preview = office_preview(html);
    CHECK(preview.format == "html");
    REQUIRE(preview.events.size() == 2);
    CHECK(preview.events[0].value(Field::Text) == "caf\u00E9 \u2013 bold\nnext");
    CHECK(preview.events[1].date_text == "13/01/2020");
    CHECK(preview.events[1].value(Field::Text) == "both");

    // Characters by number: 128 to 159 as Windows has them, controls and what is no character shown as
    // \uFFFD.
    const Preview numbered = office_preview(
        "<table><tr><td>Date</td><td>Event</td></tr><tr><td>13/01/2020</td>"
        "<td>a &#150; b&#27;[31m&#129;&#0;&#xD800;</td></tr></table>");
    REQUIRE(numbered.events.size() == 1);
    CHECK(numbered.events[0].value(Field::Text) == "a \u2013 b\uFFFD[31m\uFFFD\uFFFD\uFFFD");
    CHECK(says(numbered.events[0].problems, "could not be read"));

    // A caption is not lost.
    CHECK(count_aside(
              office_preview(
                  "<table><caption>Draft</caption><tr><td>Date</td><td>Event</td></tr><tr><td>1/2/2020</td>"
                  "<td>a</td></tr></table>"),
              Reason::Preamble) == 1);
    CHECK(dates(office_preview("Date\tEvent\r\n13/01/2020\t\"a\r\nb\"\r\n")) ==
          "13/01/2020=2020-01-13 DAY\n");
}

TEST_CASE("4.1: columns settled once are known again, also where no heading is", "[import]")
{
    const auto table =
        import_::read_table(base::bytes_of("Wann,Wer,Was\n13/01/2020,V,x\n"), {},
                            {.part = {}, .remembered = {{"Wann", Field::Date}, {"Was", Field::Text}}});
    REQUIRE(table);
    const auto proposal = import_::propose(*table, {{{"Wann", Field::Date}, {"Was", Field::Text}}});
    CHECK(proposal.map.header_row == 1);
    CHECK(proposal.questions.empty());
    CHECK(proposal.remembered == std::vector<bool>{true, false, true});
}

TEST_CASE("S34: Chronolator's headings are known", "[import]")
{
    const Preview preview = office_preview(
        "Seq,Date,Time,End date,End time,Source of information,Significant event,Response\n"
        "1,13/01/2020,1540,14/01/2020,0900,CRIS,Call,Attended\n");
    REQUIRE(preview.questions.empty());
    const auto& map = preview.map;
    for (const Field field : {Field::Sequence, Field::Date, Field::Time, Field::EndDate, Field::EndTime,
                              Field::Source, Field::Text, Field::Outcome})
        CHECK(map.column_of(field).has_value());
}
