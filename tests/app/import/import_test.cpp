// Files as offices send them.
#include "app/import/import.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/app/import/support.h"

namespace {

using import_::Field;
using import_::Preview;
using import_::Reason;
using model::DayMonthOrder;
using model::Precision;
using test::count_aside;
using test::table_of;

import_::Context context_of(DayMonthOrder order)
{
    import_::Context context;
    context.order = order;
    context.imported = std::chrono::year{2026} / 11 / 22;
    context.file_digest = "ab";
    return context;
}

Preview preview_of(std::string_view bytes, DayMonthOrder order = DayMonthOrder::Unsettled)
{
    const auto table = table_of(bytes);
    const Preview preview = import_::preview(table, import_::propose(table), context_of(order));
    CHECK(preview.rows_read == preview.events.size() + preview.set_aside.size());
    CHECK(preview.rows_read == table.records.size());
    return preview;
}

std::string day(const std::optional<model::Day>& value)
{
    return value ? model::to_text(*value) : "null";
}

std::string utf16(std::string_view ascii, bool little, bool mark)
{
    std::string bytes = mark ? (little ? "\xFF\xFE" : "\xFE\xFF") : "";
    for (const char c : ascii) bytes += little ? std::string{c, '\0'} : std::string{'\0', c};
    return bytes;
}

}  // namespace

TEST_CASE("import: Excel's Unicode text is UTF-16 with tabs", "[import]")
{
    const std::string_view text =
        "Date\tTime\tEvent\r\n13/01/2020\t1540\tCalled, \"no\" reply\r\n14/01/2020\t\tVisited\r\n";
    for (const bool little : {true, false})
        for (const bool mark : {true, false}) {
            const Preview preview = preview_of(utf16(text, little, mark));
            CHECK(preview.encoding == (little ? "utf-16le" : "utf-16be"));
            CHECK(preview.delimiter == "\t");
            REQUIRE(preview.events.size() == 2);
            CHECK(preview.events[0].value(Field::Text) == "Called, \"no\" reply");
            CHECK(preview.events[0].date_text == "13/01/2020 1540");
        }
}

TEST_CASE("import: semicolons cut the cells where commas are decimal", "[import]")
{
    const Preview preview =
        preview_of("Date;Details;Cost\n13/01/2020;Paid 4,50, again 3,20;7,70\n14/01/2020;Paid 1,00;1,00\n");
    CHECK(preview.delimiter == ";");
    REQUIRE(preview.events.size() == 2);
    CHECK(preview.events[0].value(Field::Text) == "Paid 4,50, again 3,20");
    CHECK(preview.events[0].value(Field::Other) == "7,70");
}

TEST_CASE("import: line ends of CR alone part the rows", "[import]")
{
    const Preview preview = preview_of("Date,Event\r13/01/2020,\"one\rtwo\"\r14/01/2020,three\r");
    REQUIRE(preview.events.size() == 2);
    CHECK(preview.events[0].value(Field::Text) == "one\ntwo");
}

TEST_CASE("import: quotation marks doubled wrongly keep the rows apart and are listed", "[import]")
{
    const Preview stray = preview_of(
        "Date,Event,Outcome\n13/01/2020,\"He said \"go\" and left\",NFA\n14/01/2020,5\" knife "
        "found,Seized\n");
    REQUIRE(stray.events.size() == 2);
    CHECK(stray.events[0].value(Field::Text) == "He said \"go\" and left");
    CHECK_FALSE(stray.events[0].problems.empty());
    CHECK(stray.events[1].value(Field::Text) == "5\" knife found");

    const Preview open =
        preview_of("Date,Event,Outcome\n13/01/2020,\"never closed,NFA\n14/01/2020,next,NFA\n");
    REQUIRE(open.events.size() == 2);
    CHECK_FALSE(open.events[0].problems.empty());
    CHECK(open.events[1].value(Field::Text) == "next");
}

TEST_CASE("import: headings in row four leave three rows of preamble", "[import]")
{
    const Preview preview = preview_of(
        "Chronology,,\nAgency: Housing (fictional),,\n,,\nDate of "
        "contact,Details,Outcome\n13/01/2020,Visited,None\nPage 2 of 4,,\n"
        "Chronology,,\nDate of contact,Details,Outcome\n14/01/2020,Called,None\nEnd of report,,\n");
    CHECK(preview.map.header_row == 4);
    CHECK(preview.preamble_rows == 3);
    CHECK(preview.events.size() == 2);
    CHECK(count_aside(preview, Reason::Preamble) == 2);
    CHECK(count_aside(preview, Reason::Blank) == 1);
    CHECK(count_aside(preview, Reason::Heading) == 2);
    CHECK(count_aside(preview, Reason::Banner) == 3);
}

TEST_CASE("import: rows may name their own agency", "[import]")
{
    const Preview preview = preview_of(
        "Date,Agency,Significant event,Action/decision,Voice of child/adult,Reviewer "
        "comment/analysis\n13/01/2020,Police,Call,None,Not heard,x\n"
        "14/01/2020,GP,Visit,None,Said so,y\n");
    REQUIRE(preview.events.size() == 2);
    CHECK(preview.events[1].value(Field::Agency) == "GP");
    CHECK(preview.events[1].value(Field::Voice) == "Said so");
    CHECK(preview.events[1].value(Field::Outcome) == "None");
    CHECK(preview.events[1].value(Field::AgencyComment) == "y");
}

TEST_CASE("import: trailing separators are nothing and ragged rows are listed", "[import]")
{
    const Preview preview = preview_of(
        "Date,Event,,,\n13/01/2020,One,,,,,,\n14/01/2020\n15/01/2020,Two,spilled,over,far,away,still\n");
    REQUIRE(preview.events.size() == 3);
    CHECK(preview.events[0].problems.empty());
    CHECK_FALSE(preview.events[1].problems.empty());
    CHECK_FALSE(preview.events[2].problems.empty());
    CHECK(preview.events[2].original.size() == 7);
}

TEST_CASE("import: Excel's sep= line is obeyed and set aside", "[import]")
{
    const Preview preview = preview_of("\xEF\xBB\xBFsep=;\r\nDate;Event\r\n13/01/2020;a,b,c\r\n");
    CHECK(preview.encoding == "utf-8-bom");
    CHECK(preview.delimiter == ";");
    REQUIRE(preview.events.size() == 1);
    CHECK(preview.events[0].value(Field::Text) == "a,b,c");
    CHECK(count_aside(preview, Reason::Preamble) == 1);
}

TEST_CASE("import: Windows-1252 bytes become their letters, those it lacks are listed", "[import]")
{
    const Preview preview = preview_of(
        "Date,Event\n13/01/2020,\x93yes\x94 \x96 \x80"
        "5 caf\xE9\n14/01/2020,bad \x81 byte\n");
    CHECK(preview.encoding == "windows-1252");
    REQUIRE(preview.events.size() == 2);
    CHECK(preview.events[0].value(Field::Text) == "\u201Cyes\u201D \u2013 \u20AC5 caf\u00E9");
    CHECK(preview.events[0].problems.empty());
    CHECK(preview.events[1].value(Field::Text) == "bad \uFFFD byte");
    CHECK_FALSE(preview.events[1].problems.empty());
}

TEST_CASE("import: a control character is replaced and its row listed", "[import]")
{
    const Preview preview = preview_of("Date,Event\n13/01/2020,bell\x07 rings\n14/01/2020,fine\n");
    CHECK(preview.encoding == "utf-8");
    REQUIRE(preview.events.size() == 2);
    CHECK(preview.events[0].value(Field::Text) == "bell\uFFFD rings");
    CHECK_FALSE(preview.events[0].problems.empty());
    CHECK(preview.events[1].problems.empty());
}

TEST_CASE("import: what is no text file is refused with a reason", "[import]")
{
    for (const std::string& bytes : {std::string(), std::string("\n\n \n"), std::string("PK\x03\x04rest"),
                                     std::string("%PDF-1.7"), std::string("a\0b\0\0\0\0c", 8)}) {
        const auto table = import_::read_table(base::bytes_of(bytes));
        REQUIRE_FALSE(table);
        CHECK(table.error().kind == base::ErrorKind::Invalid);
    }
}

TEST_CASE("import: each limit refuses the file", "[import]")
{
    const auto refused = [](std::string_view bytes, const import_::Limits& limits) {
        const auto table = import_::read_table(base::bytes_of(bytes), limits);
        return !table && table.error().kind == base::ErrorKind::Refused;
    };
    CHECK(refused("Date,Event\n1,2\n", {.file_bytes = 10}));
    CHECK(refused("Date,Event\n1,2\n3,4\n", {.rows = 2}));
    CHECK(refused("Date,Event,x\n1,2,3\n", {.columns = 2}));
    CHECK(refused("Date,Event\n1,aaaaaaaaaaaa\n", {.cell_bytes = 10}));
    CHECK(refused("Date,Event\n1,\"aaaaaaaaaaaaa\"\n", {.cell_bytes = 10}));
    CHECK(refused("Date,Event\n1,2\n3,4\n", {.cells = 5}));
    CHECK_FALSE(refused("Date,Event\n1,2\n3,4\n", {.rows = 3, .columns = 2, .cell_bytes = 10, .cells = 6}));
}

TEST_CASE("import: a file of headings alone has no event and cannot be accepted", "[import]")
{
    const Preview preview = preview_of("Date,Time,Event\n");
    CHECK(preview.rows_read == 1);
    CHECK(preview.events.empty());
    CHECK_FALSE(preview.acceptable());
}

TEST_CASE("import: a file without known headings is proposed by position and asked about", "[import]")
{
    const std::string text =
        "13/01/2020,P1,Called by a neighbour about shouting\n14/02/2020,P2,Visited and spoke to both at the "
        "door\n";
    const Preview preview = preview_of(text);
    CHECK(preview.map.header_row == 0);
    CHECK_FALSE(preview.questions.empty());
    CHECK_FALSE(preview.acceptable());
    CHECK(preview.map.column_of(Field::Date) == 0);
    CHECK(preview.map.column_of(Field::Text) == 2);
    CHECK(preview.events.size() == 2);

    const auto table = table_of(text);
    const auto mapped = import_::apply_map(
        R"({"columns":{"1":"date","2":"source","3":"text"},"header_row":0})", table, import_::propose(table));
    REQUIRE(mapped);
    const Preview accepted = import_::preview(table, *mapped, context_of(DayMonthOrder::Unsettled));
    CHECK(accepted.acceptable());
    CHECK(accepted.events[0].value(Field::Source) == "P1");
}

TEST_CASE("import: a single column of prose is asked about, never dropped", "[import]")
{
    const Preview preview = preview_of("She called on Monday\nHe left the house\n");
    CHECK(preview.events.size() == 2);
    CHECK_FALSE(preview.acceptable());
}

TEST_CASE("import: days that are all below thirteen leave the order open", "[import]")
{
    const std::string text = "Date,Event\n03/04/2020,a\n05/06/2020,b\n2020-07-13,c\n";
    const Preview preview = preview_of(text);
    REQUIRE(preview.order_question);
    CHECK(preview.order_question->rows == std::vector<std::size_t>{2, 3});
    CHECK_FALSE(preview.events[0].reading.earliest);
    CHECK(day(preview_of(text, DayMonthOrder::DayFirst).events[0].reading.earliest) == "2020-04-03");
    CHECK(day(preview_of(text, DayMonthOrder::MonthFirst).events[0].reading.earliest) == "2020-03-04");
}

TEST_CASE("import: one value that admits a single order settles the column", "[import]")
{
    const Preview day_first = preview_of("Date,Event\n03/04/2020,a\n25/06/2020,b\n");
    CHECK(day_first.order == DayMonthOrder::DayFirst);
    CHECK(day(day_first.events[0].reading.earliest) == "2020-04-03");
    const Preview month_first = preview_of("Date,Event\n03/04/2020,a\n06/25/2020,b\n");
    CHECK(month_first.order == DayMonthOrder::MonthFirst);
    CHECK(day(month_first.events[0].reading.earliest) == "2020-03-04");
}

TEST_CASE("import: values that force both orders are a question that lists them", "[import]")
{
    const std::string text = "Date,Event\n25/06/2020,a\n06/25/2020,b\n01/02/2020,c\n";
    const Preview preview = preview_of(text);
    REQUIRE(preview.order_question);
    CHECK(preview.order_question->rows == std::vector<std::size_t>{2, 3, 4});
    const Preview settled = preview_of(text, DayMonthOrder::DayFirst);
    CHECK(settled.acceptable());
    CHECK_FALSE(settled.events[1].reading.earliest);
    CHECK_FALSE(settled.events[1].problems.empty());
}

TEST_CASE("import: cells that look like formulas stay as they are", "[import]")
{
    const Preview preview =
        preview_of("Date,Event,Outcome\n13/01/2020,=1+1,-No action\n14/01/2020,@cmd,+44\n");
    CHECK(preview.events[0].value(Field::Text) == "=1+1");
    CHECK(preview.events[0].value(Field::Outcome) == "-No action");
    CHECK(preview.events[1].value(Field::Text) == "@cmd");
}

TEST_CASE("import: a start and an end date make one period", "[import]")
{
    const Preview preview = preview_of(
        "Start date,Start time,End date,End time,Source of "
        "information,Event\n13/01/2020,0900,20/01/2020,1700,File,Stay\n"
        "21/01/2020,0900,21/01/2020,1000,File,Visit\n22/01/2020,,01/01/2020,,File,Wrong\n");
    REQUIRE(preview.events.size() == 3);
    CHECK(preview.events[0].reading.precision == Precision::Range);
    CHECK(day(preview.events[0].reading.latest) == "2020-01-20");
    CHECK(preview.events[1].reading.precision == Precision::Instant);
    CHECK(preview.events[1].reading.time_latest == model::Minutes{600});
    CHECK(day(preview.events[2].reading.latest) == "2020-01-22");
    CHECK_FALSE(preview.events[2].problems.empty());
}

TEST_CASE("import: a blank date takes the period of the row above, but not across a row without one",
          "[import]")
{
    const Preview preview =
        preview_of("Date,Event\nNov 2020,a\n,b\n31/06/2021,c\n,d\n13/01/2020,e\nditto,f\n");
    REQUIRE(preview.events.size() == 6);
    CHECK(preview.events[1].reading.precision == Precision::Month);
    CHECK(day(preview.events[1].reading.latest) == "2020-11-30");
    CHECK(preview.events[3].reading.precision == Precision::Unknown);
    CHECK_FALSE(preview.events[3].problems.empty());
    CHECK(day(preview.events[5].reading.earliest) == "2020-01-13");
}

TEST_CASE("import: a row whose text merely begins like a notice is an event", "[import]")
{
    const Preview preview = preview_of(
        "Date,Event\n13/01/2020,a\n,Confidential disclosure made to the midwife\n,End of life care "
        "discussed\n");
    CHECK(preview.events.size() == 3);
}

TEST_CASE("import: a row without a letter or figure is refused, not lost", "[import]")
{
    const Preview preview = preview_of("Date,Event\n13/01/2020,a\n-----,-----\n");
    CHECK(count_aside(preview, Reason::Refused) == 1);
}

TEST_CASE("import: a birth date places an age", "[import]")
{
    const auto table = table_of("Date,Subject,Event\naged 14,V,a\n13/01/2020,V,b\n");
    auto context = context_of(DayMonthOrder::Unsettled);
    context.birth_of = [](std::string_view subject) {
        return subject == "V" ? std::optional<model::Day>(std::chrono::year{2004} / 5 / 6) : std::nullopt;
    };
    const Preview preview = import_::preview(table, import_::propose(table), context);
    CHECK(preview.events[0].reading.precision == Precision::Age);
    CHECK(day(preview.events[0].reading.earliest) == "2018-05-06");
}

TEST_CASE("import: the canonical bytes change with the file, the map, the order and nothing else", "[import]")
{
    const std::string text = "Date,Event,Comment\n03/04/2020,a,x\n";
    const auto table = table_of(text);
    const auto proposal = import_::propose(table);
    const auto bytes = [&](const import_::Proposal& p, DayMonthOrder order, const std::string& digest) {
        auto context = context_of(order);
        context.file_digest = digest;
        return import_::preview(table, p, context).canonical;
    };
    const std::string base = bytes(proposal, DayMonthOrder::DayFirst, "ab");
    CHECK(base == bytes(import_::propose(table_of(text)), DayMonthOrder::DayFirst, "ab"));
    CHECK(base != bytes(proposal, DayMonthOrder::MonthFirst, "ab"));
    CHECK(base != bytes(proposal, DayMonthOrder::DayFirst, "cd"));
    const auto mapped = import_::apply_map(R"({"columns":{"Comment":"outcome"}})", table, proposal);
    REQUIRE(mapped);
    CHECK(base != bytes(*mapped, DayMonthOrder::DayFirst, "ab"));
}

TEST_CASE("import: a column map that does not fit is refused", "[import]")
{
    const auto table = table_of("Date,Event\n13/01/2020,a\n");
    const auto proposal = import_::propose(table);
    for (const char* map :
         {"[]", "{", R"({"columns":{"Nope":"date"}})", R"({"columns":{"Date":"nope"}})",
          R"({"columns":{"3":"text"}})", R"({"header_row":9})", R"({"header_row":-1})", R"({"other":1})",
          R"({"columns":[]})", R"({"columns":{"Date":"date","Event":"date"}})"}) {
        INFO(map);
        CHECK_FALSE(import_::apply_map(map, table, proposal));
    }
}

TEST_CASE("import: a map may move the heading row and the date column", "[import]")
{
    const auto table = table_of("Title\nA,B,C\n13/01/2020,said,14/01/2020\n");
    const auto mapped = import_::apply_map(
        R"({"header_row":2,"columns":{"C":"date","B":"text","A":"other"}})", table, import_::propose(table));
    REQUIRE(mapped);
    const Preview preview = import_::preview(table, *mapped, context_of(DayMonthOrder::Unsettled));
    CHECK(preview.acceptable());
    CHECK(preview.preamble_rows == 1);
    CHECK(day(preview.events[0].reading.earliest) == "2020-01-14");
}

TEST_CASE("import: what an agency's columns were before is remembered", "[import]")
{
    const auto table = table_of("Date,Blob,Details\n13/01/2020,a,b\n");
    const auto proposal = import_::propose(table, {{{"Blob", Field::Source}}});
    CHECK(proposal.map.column_of(Field::Source) == 1);
    CHECK(proposal.scores[1] == 100);
}

TEST_CASE("import: the preview for people counts every row and names every problem", "[import]")
{
    const std::string text = import_::describe(preview_of("Date,Event\n31/06/2021,a\n\n13/01/2020,b\n"));
    CHECK(text.find("4 rows read = 2 events + 2 set aside (heading 1, blank 1)") != std::string::npos);
    CHECK(text.find("There is no such day in the calendar.") != std::string::npos);
}
