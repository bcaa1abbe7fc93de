// Headings, totals and open ends as agencies write them.
#include <catch2/catch_test_macros.hpp>

#include "app/import/import.h"

namespace {

using import_::Field;

import_::Preview headings_preview(std::string_view bytes)
{
    auto table = import_::read_table(base::bytes_of(bytes));
    REQUIRE(table);
    import_::Context context;
    context.imported = std::chrono::year{2026} / 11 / 22;
    const auto preview = import_::preview(*table, import_::propose(*table), context);
    CHECK(preview.rows_read == preview.events.size() + preview.set_aside.size());
    CHECK(preview.questions.empty());
    return preview;
}

}  // namespace

TEST_CASE("headings: each agency's words find their column")
{
    struct Case {
        std::string_view headings, subject, text, outcome;  ///< the last three: cells expected
    };
    // Every row is "13/01/2020,c2,c3,c4".
    const Case cases[] = {
        {"Date of incident,Nominal(s),Details of call,Result / disposal", "c2", "c3", "c4"},
        {"Note date,Child(ren),Case note detail,Plan / follow up", "c2", "c3", "c4"},
        {"Contact date,YP,Contact note,Next steps", "c2", "c3", "c4"},
        {"DATE,CLIENT NAME,CONTACT,INTERVENTION / RESPONSE", "c2", "c3", "c4"},
        {"Date of interview,Interviewee,Account given,Outcome", "c2", "c3", "c4"},
        {"Occurrence date,Prisoner,Occurrence,Action", "c2", "c3", "c4"},
        {"Day and date,Young person,Log,Follow-up needed?", "c2", "c3", "c4"},
        {"When did it happen?,Who was there,What we remember,What was done about it", "c2", "c3", "c4"},
        {"Date/time reported,Reported by,Circumstances of incident,Agency response", "", "c3", "c4"},
        {"Meeting date,Victim,Discussion,Actions agreed", "c2", "c3", "c4"}};
    for (const Case& one : cases) {
        INFO(one.headings);
        const auto preview = headings_preview(std::string(one.headings) + "\n13/01/2020,c2,c3,c4\n");
        REQUIRE(preview.events.size() == 1);
        CHECK(preview.events[0].value(Field::Subject) == one.subject);
        CHECK(preview.events[0].value(Field::Text) == one.text);
        CHECK(preview.events[0].value(Field::Outcome) == one.outcome);
        CHECK(preview.events[0].reading.earliest.has_value());
    }
}

TEST_CASE("headings: a column of recording dates is never taken for what happened")
{
    const auto preview = headings_preview(
        "Date recorded,Date of event,Progress note,Recorded by\n16/01/2020,14/01/2020,CPA,N\n");
    REQUIRE(preview.events.size() == 1);
    CHECK(preview.events[0].date_text == "14/01/2020");
    CHECK(preview.events[0].value(Field::Text) == "CPA");
}

TEST_CASE("headings: a second line of headings is set aside, a first event is not")
{
    const auto two = headings_preview(
        "Date,Time,Source of,Event /\n,(24hr),information,contact\n14/02/2019,0930,Mosaic,Referral\n");
    CHECK(two.events.size() == 1);
    CHECK(two.set_aside.size() == 2);
    const auto one =
        headings_preview("Date,Time,Source of,Event /\n,,Mosaic,Call from (V) at 9\n14/02/2019,0930,,x\n");
    CHECK(one.events.size() == 2);
}

TEST_CASE("headings: a sum below the table is set aside, an event that begins with total is not")
{
    const auto preview =
        headings_preview("Date,Time,Event\n14/02/2019,,x\nTotal,3,\nTotal,,Total loss of contact\n");
    CHECK(preview.events.size() == 2);
    CHECK(preview.set_aside.size() == 2);
}

TEST_CASE("dates: an end that is ongoing leaves the period open and is listed")
{
    const auto preview =
        headings_preview("From,To,Event\n15/03/2020,ongoing,Arrears\n13/03/2020,n/k,Arrears\n");
    REQUIRE(preview.events.size() == 2);
    CHECK(preview.events[0].reading.precision == model::Precision::After);
    CHECK_FALSE(preview.events[0].reading.latest.has_value());
    CHECK_FALSE(preview.events[0].problems.empty());
    CHECK(preview.events[1].reading.precision == model::Precision::Day);
    CHECK_FALSE(preview.events[1].problems.empty());
}

TEST_CASE("encoding: dashes and pound signs alone raise no doubt about the code page")
{
    const auto preview = headings_preview(
        "Date,Event\n14/02/2019,Paid \xA3"
        "20 \x96 \x93no debt\x94\n");
    CHECK(preview.encoding == "windows-1252");
    CHECK(preview.notes.empty());
}

TEST_CASE("encoding: a file of any bytes is no text")
{
    std::string bytes;
    for (unsigned i = 0; i < 5000; ++i) bytes += static_cast<char>((i * 2654435761U) >> 13U & 0xFFU);
    CHECK_FALSE(import_::read_table(base::bytes_of(bytes)));
}
