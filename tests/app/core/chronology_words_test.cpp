#include "app/core/chronology_words.h"

#include <catch2/catch_test_macros.hpp>

using core::date_words;

TEST_CASE("date words: a day has its weekday under it and its month spelled", "[core]")
{
    const auto words = date_words("2021-01-22", "2021-01-22", "00:15", false);
    CHECK(words.date == "22 January 2021, 00:15");
    CHECK(words.note == "Friday");
}

TEST_CASE("date words: an interval says no more than it must", "[core]")
{
    CHECK(date_words("2021-03-01", "2021-03-31", "", true).date == "1 to 31 March 2021");
    CHECK(date_words("2021-03-01", "2021-03-31", "", true).note == "approximate");
    CHECK(date_words("2020-06-01", "2020-08-31", "", false).date == "1 June to 31 August 2020");
    CHECK(date_words("2019-09-01", "2020-07-31", "", false).date == "1 September 2019 to 31 July 2020");
}

TEST_CASE("date words: an open end is said, and an unknown date is never a number", "[core]")
{
    CHECK(date_words("", "2020-05-05", "", false).date == "Not later than 5 May 2020");
    CHECK(date_words("2020-05-05", "", "", false).date == "Not earlier than 5 May 2020");
    CHECK(date_words("", "", "", false).date == "Date not known");
}

TEST_CASE("date words: an approximate day does not claim a weekday", "[core]")
{
    CHECK(date_words("2021-01-22", "2021-01-22", "", true).note == "approximate");
}

TEST_CASE("gap words: weeks are no gap, then days, months, years", "[core]")
{
    CHECK(core::gap_words(20).empty());
    CHECK(core::gap_words(74) == "74 days without contact");
    CHECK(core::gap_words(153) == "5 months without contact");
    CHECK(core::gap_words(500) == "16 months without contact");
    CHECK(core::gap_words(2000) == "5 years without contact");
}

TEST_CASE("agency letters: the words all names begin with tell nothing apart", "[core]")
{
    const auto letters =
        core::agency_letters({"Thamesbrook Constabulary", "Thamesbrook Health", "Thamesbrook Youth"});
    CHECK(letters == std::vector<std::string>{"C", "H", "Y"});
}

TEST_CASE("agency letters: no two agencies of a review share one", "[core]")
{
    const auto letters =
        core::agency_letters({"Police", "Probation Service", "Public health", "Prison", "Prison", "école"});
    CHECK(letters == std::vector<std::string>{"P", "PS", "PH", "Pr", "P2", "é"});
}
