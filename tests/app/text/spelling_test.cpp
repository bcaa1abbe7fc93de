#include "app/text/spelling.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>

using text::Speller;
using Verdict = text::Speller::Verdict;

namespace {

Verdict verdict(Speller& speller, std::string_view word)
{
    speller.look(word);
    speller.wait();
    return speller.look(word);
}

}  // namespace

TEST_CASE("spelling: British words are right, others are not, and nobody waits for the answer", "[text]")
{
    std::atomic<int> told = 0;
    Speller speller(Speller::british(), [&] { ++told; });
    CHECK(speller.look("recieve") == Verdict::Asked);
    speller.wait();
    REQUIRE(speller.available());
    CHECK(speller.look("recieve") == Verdict::Wrong);
    CHECK(told > 0);
    for (const char* right :
         {"colour", "organisation", "didn\u2019t", "neighbour\u2019s", "caf\u00E9", "The"})
        CHECK(verdict(speller, right) == Verdict::Right);
    for (const char* wrong : {"color", "organisaton", "didnt", "neighbur\u2019s"})
        CHECK(verdict(speller, wrong) == Verdict::Wrong);
}

TEST_CASE("spelling: codes, numbers, abbreviations and other scripts are left alone", "[text]")
{
    Speller speller;
    for (const char* word : {"S1", "MARAC", "V", "2019", "a4x", "\u0417\u0434\u0440\u0430\u0432\u043E"})
        CHECK(speller.look(word) == Verdict::Right);
}

TEST_CASE("spelling: words of this work and of the review are right, in any case and with an apostrophe s",
          "[text]")
{
    Speller speller;
    CHECK(verdict(speller, "Cuckooing") == Verdict::Right);
    CHECK(verdict(speller, "Thamesbrook") == Verdict::Wrong);
    const auto before = speller.version();
    speller.set_own_words({"Thamesbrook"});
    CHECK(speller.version() > before);
    CHECK(speller.look("Thamesbrook") == Verdict::Right);
    CHECK(speller.look("thamesbrook\u2019s") == Verdict::Right);
    speller.forget();
    CHECK(verdict(speller, "Thamesbrook") == Verdict::Wrong);
}

TEST_CASE("spelling: the likeliest words are suggested first, at most seven", "[text]")
{
    Speller speller;
    CHECK_FALSE(speller.suggestions("recieve"));
    speller.wait();
    const auto offered = speller.suggestions("recieve");
    REQUIRE(offered);
    REQUIRE_FALSE(offered->empty());
    CHECK(offered->front() == "receive");
    CHECK(offered->size() <= 7);
    CHECK_FALSE(speller.suggestions("colur"));
    speller.wait();
    const auto colours = *speller.suggestions("colur");
    CHECK(std::find(colours.begin(), colours.end(), "colour") != colours.end());
}

TEST_CASE("spelling: without a dictionary every word is right, and that is known", "[text]")
{
    Speller speller(base::path_from_utf8("/nowhere/at/all"));
    CHECK(verdict(speller, "recieve") == Verdict::Right);
    CHECK_FALSE(speller.available());
    CHECK(speller.suggestions("recieve")->empty());
}
