#include "storage/model/citation.h"

#include <catch2/catch_test_macros.hpp>

namespace {

const std::string kOne = "11111111-1111-4111-8111-111111111111";

}  // namespace

TEST_CASE("citation: it is found where it stands, by kind and record", "[model]")
{
    const std::string text = "See [[finding:" + kOne + "]] and [[chronology_event:" + kOne + "]].";
    const auto found = model::citations(text);
    REQUIRE(found.size() == 2);
    CHECK(found[0].kind == "finding");
    CHECK(found[0].id == kOne);
    CHECK(text.substr(found[0].from, found[0].to - found[0].from) == model::cite("finding", kOne));
    CHECK(found[1].kind == "chronology_event");
    CHECK(found[1].to == text.size() - 1);
}

TEST_CASE("citation: what only looks like one is text", "[model]")
{
    for (const std::string& text :
         {std::string("[["), std::string("[[]]"), "[[finding:" + kOne + "]", "[[Finding:" + kOne + "]]",
          "[[:" + kOne + "]]", "[[finding:" + kOne.substr(1) + "]]", "[[finding " + kOne + "]]",
          "[[finding:" + kOne + " ]]", std::string("[[finding:not-a-uuid]]")})
        CHECK(model::citations(text).empty());
    CHECK(model::citations("[[[[finding:" + kOne + "]]").size() == 1);
}

TEST_CASE("citation: its words take its place", "[model]")
{
    const auto words = [](const model::Citation& one) { return "E 12 March 2019 (" + one.kind + ")"; };
    CHECK(model::with_words("She rang, " + model::cite("event", kOne) + ", twice.", words) ==
          "She rang, E 12 March 2019 (event), twice.");
    CHECK(model::with_words("nothing cited", words) == "nothing cited");
}
