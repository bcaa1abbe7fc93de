// The messages between an import and the process that reads for it: every table comes through whole, and
// nothing that is no table does.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

#include "app/import/reader.h"
#include "app/import/reader_message.h"
#include "tests/app/import/support.h"
#include "tests/support/office_files.h"

namespace {

using base::Bytes;
using base::ByteView;
using import_::Hearing;
using import_::Message;
using test::table_of;

std::string file(const std::string& name)
{
    std::ifstream in(std::string(PROJECT_ROOT) + "/" + name, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

import_::Table small()
{
    return table_of("Date,Event\n01/02/2024,Seen\n02/02/2024,\"Seen\nagain\"\n");
}

Hearing ready()
{
    Hearing hearing{import_::Limits{}};
    REQUIRE(hearing.take(Message::Ready, {}));
    return hearing;
}

/// Whether a table that a reader sends is taken.
bool is_taken(const import_::Table& table)
{
    Hearing hearing = ready();
    if (!hearing.take(Message::Table, encode(table))) return false;
    for (std::size_t next = 0; next < table.records.size();)
        if (!hearing.take(Message::Records, encode_records(table.records, next))) return false;
    return hearing.take(Message::Done, {}).has_value();
}

import_::Table heard(const import_::Table& table)
{
    Hearing hearing = ready();
    REQUIRE(hearing.take(Message::Table, encode(table)));
    for (std::size_t next = 0; next < table.records.size();)
        REQUIRE(hearing.take(Message::Records, encode_records(table.records, next)));
    REQUIRE(hearing.take(Message::Done, {}));
    REQUIRE(hearing.done());
    return std::move(hearing.table());
}

void check_same_tables(const import_::Table& one, const import_::Table& other)
{
    import_::Context context;
    context.order = model::DayMonthOrder::DayFirst;
    context.imported = std::chrono::year{2026} / 11 / 22;
    const auto first = import_::preview(one, import_::propose(one), context);
    const auto second = import_::preview(other, import_::propose(other), context);
    CHECK(first.canonical == second.canonical);
    CHECK(describe(first) == describe(second));
    REQUIRE(one.records.size() == other.records.size());
    for (std::size_t i = 0; i < one.records.size(); ++i) {
        const auto &a = one.records[i], &b = other.records[i];
        const bool same =
            a.line == b.line && a.width == b.width && a.problems == b.problems && a.aside == b.aside;
        if (!same) FAIL_CHECK("record " << i << " differs");
    }
    CHECK(one.first == other.first);
    CHECK(one.columns == other.columns);
    CHECK(one.counts_from_1904 == other.counts_from_1904);
}

}  // namespace

TEST_CASE("9: a table of each kind of file comes through the messages whole")
{
    for (const std::string name :
         {"tests/samples/01c_owhr_health.xlsx", "tests/samples/01b_owhr_youth_probation.docx",
          "assets/demo/01c_owhr_health.csv", "assets/demo/01b_owhr_youth_probation.csv"}) {
        INFO(name);
        const auto table = table_of(file(name));
        check_same_tables(table, heard(table));
    }
    const auto pasted = table_of(
        "<html><body><table><tr><th>Date<th>Event</tr><tr><td>1/2/2024<td>Seen</tr></table></body></html>");
    check_same_tables(pasted, heard(pasted));
    std::string damaged = "Date,Event\n";
    for (int i = 0; i < 10'000; ++i) damaged += "01/02/2024,Se\x81n \"at\" home\nwith more than that,\n";
    const auto many = table_of(damaged);  // several messages, damaged characters, problems
    check_same_tables(many, heard(many));
}

TEST_CASE("9.3: a table that read_table cannot give is refused")
{
    REQUIRE(is_taken(small()));
    const auto refused = [](auto spoil) {
        auto table = small();
        spoil(table);
        return !is_taken(table);
    };
    CHECK(refused([](auto& table) { table.format = "pdf"; }));
    CHECK(refused([](auto& table) { table.encoding = "latin"; }));
    CHECK(refused([](auto& table) { table.delimiter = "x"; }));
    CHECK(refused([](auto& table) { table.first = 0; }));
    CHECK(refused([](auto& table) { table.columns = 1'001; }));
    CHECK(refused([](auto& table) { table.columns = 1; }));  // rows wider than the table
    CHECK(refused([](auto& table) { table.records[1].number = table.records[0].number; }));
    CHECK(refused([](auto& table) { table.records[0].number = 0; }));
    CHECK(refused([](auto& table) { table.records[0].width = 1; }));
    CHECK(refused([](auto& table) { table.records[0].cells[0] = "\xFF"; }));
    CHECK(refused([](auto& table) { table.records[0].cells[0] = std::string("a\0b", 3); }));
    CHECK(refused([](auto& table) { table.records[0].cells[0] = "\x1B[2J"; }));
    CHECK(refused([](auto& table) { table.records[0].cells[0].assign(4U << 20, 'a'); }));
    CHECK(refused([](auto& table) { table.records[0].problems.emplace_back("\x07"); }));
    CHECK(refused([](auto& table) { table.records[0].aside = static_cast<import_::Reason>(99); }));
}

TEST_CASE("9.3: messages out of order, twice, cut or too long are refused")
{
    const auto table = small();
    const auto head = encode(table);
    std::size_t next = 0;
    const auto rows = encode_records(table.records, next);
    REQUIRE(next == table.records.size());

    Hearing early{import_::Limits{}};
    CHECK_FALSE(early.take(Message::Table, head));
    CHECK_FALSE(ready().take(Message::Ready, {}));
    CHECK_FALSE(ready().take(Message::Records, rows));
    CHECK_FALSE(ready().take(Message::Done, {}));
    CHECK_FALSE(ready().take(Message::File, {}));
    Hearing twice = ready();
    REQUIRE(twice.take(Message::Table, head));
    CHECK_FALSE(twice.take(Message::Table, head));
    CHECK_FALSE(
        twice.take(Message::Failed, import_::encode(base::fail(base::ErrorKind::Invalid, "No.", "no"))));
    CHECK_FALSE(twice.take(Message::Done, {}));  // rows are missing
    CHECK_FALSE(twice.take(Message::Records, {}));
    REQUIRE(twice.take(Message::Records, rows));
    CHECK_FALSE(twice.take(Message::Records, rows));  // more than were announced
    for (std::size_t size = 0; size < head.size(); ++size)
        CHECK_FALSE(ready().take(Message::Table, ByteView(head).first(size)));
    for (std::size_t size = 0; size < rows.size(); ++size) {
        Hearing cut = ready();
        REQUIRE(cut.take(Message::Table, head));
        const auto taken = cut.take(Message::Records, ByteView(rows).first(size));
        CHECK_FALSE((taken && cut.take(Message::Done, {})));
    }
    CHECK_FALSE(import_::parse_head(base::head_of(9, 0), {}));
    CHECK_FALSE(import_::parse_head(base::head_of(16, 1), {}));
    CHECK_FALSE(import_::parse_head(base::head_of(18, 0xFFFFFFFF), {}));
}

TEST_CASE("9.3: what a reader says was wrong is one clean sentence and never the machine's fault")
{
    const auto said = [](base::ErrorKind kind, const std::string& what, const std::string& code) {
        Hearing hearing = ready();
        if (!hearing.take(Message::Failed, import_::encode(base::fail(kind, what, code))))
            return std::string("refused");
        REQUIRE(hearing.take(Message::Done, {}));
        return hearing.failure()->code + " " + hearing.failure()->what;
    };
    CHECK(said(base::ErrorKind::Refused, "It holds macros.", "macros") == "macros It holds macros.");
    CHECK(said(base::ErrorKind::Invalid, "Two\nlines.", "no") == "refused");
    CHECK(said(base::ErrorKind::Invalid, "\x1B[2J", "no") == "refused");
    CHECK(said(base::ErrorKind::Invalid, "No.", "No Code") == "refused");
    CHECK(said(base::ErrorKind::Invalid, std::string(2000, 'a'), "no") == "refused");
    Hearing hearing = ready();
    REQUIRE(hearing.take(Message::Failed, import_::encode(base::fail(base::ErrorKind::Io, "No.", "no"))));
    CHECK(hearing.failure()->kind == base::ErrorKind::Invalid);
}

TEST_CASE("9.1: what a reader is told comes through whole")
{
    import_::ReaderRequest request;
    request.limits.rows = 7;
    request.limits.text_bytes = 11;
    request.read.part = "Sheet 2";
    request.read.remembered = {{"Wann", import_::Field::Date}, {"Wer", import_::Field::Ignored}};
    request.memory_bytes = 3;
    request.cpu_seconds = 5;
    const auto bytes = encode(request);
    const auto told = import_::parse_request(bytes);
    REQUIRE(told);
    CHECK(told->limits.rows == 7);
    CHECK(told->limits.text_bytes == 11);
    CHECK(told->limits.columns == request.limits.columns);
    CHECK(told->read.part == "Sheet 2");
    CHECK(told->read.remembered == request.read.remembered);
    CHECK(told->memory_bytes == 3);
    CHECK(told->cpu_seconds == 5);
    CHECK_FALSE(import_::parse_request(ByteView(bytes).first(bytes.size() - 1)));
}

TEST_CASE("9.4: a reader that cannot be started imports nothing and says so")
{
    import_::Apart apart;
    apart.program = "/nowhere/cairnctl";
    const std::string text = "Date,Event\n01/02/2024,Seen\n";
    const auto table = import_::read_table_apart(apart, base::bytes_of(text));
    REQUIRE_FALSE(table);
    CHECK(table.error().code == "reader_start");
    apart.program.clear();
    CHECK(import_::read_table_apart(apart, base::bytes_of(text)));
}
