// Where people stand in the drawing of a family.
#include <algorithm>
#include <random>

#include "storage/rules/genogram_layout.h"
#include "tests/storage/rules/support.h"

using test::id;

namespace {

const rules::PersonPlace& place_of(const rules::GenogramLayout& layout, std::string_view word)
{
    const auto* found = layout.find(id(word));
    REQUIRE(found != nullptr);
    return *found;
}

void check_apart(const rules::GenogramLayout& layout)
{
    for (std::size_t i = 0; i < layout.people.size(); ++i)
        for (std::size_t j = i + 1; j < layout.people.size(); ++j)
            if (layout.people[i].row == layout.people[j].row)
                CHECK(std::abs(layout.people[i].x - layout.people[j].x) > 0.99);
}

std::string link(std::string_view a, std::string_view b, std::string_view type)
{
    return R"({"person_a":"@)" + std::string(a) + R"(","person_b":"@)" + std::string(b) +
           R"(","relationship_type":")" + std::string(type) + R"("})";
}

}  // namespace

TEST_CASE("R35: partners stand beside each other, their children below them in the order of birth", "[rules]")
{
    test::FactsBuilder make;
    make.put("person", "mum", R"({"code":"M","sex":"F"})")
        .put("person", "dad", R"({"code":"F","sex":"M"})")
        .put("person", "young", R"({"code":"C1","age_at_incident":3})")
        .put("person", "old", R"({"code":"C2","age_at_incident":9})")
        .put("person", "partner", R"({"code":"PT1","age_at_incident":40})")
        .put("person", "friend", R"({"code":"W1"})")
        .put("relationship", "r1", link("mum", "dad", "SPOUSE"))
        .put("relationship", "r2", link("mum", "young", "PARENT"))
        .put("relationship", "r3", link("dad", "young", "PARENT"))
        .put("relationship", "r4", link("old", "mum", "CHILD"))
        .put("relationship", "r5", link("dad", "old", "PARENT"))
        .put("relationship", "r6", link("mum", "partner", "EX"));
    const auto facts = make.facts();
    const auto layout = rules::lay_out(rules::genogram(facts));
    CHECK(std::abs(place_of(layout, "mum").x - place_of(layout, "dad").x) == 1);
    CHECK(std::abs(place_of(layout, "mum").x - place_of(layout, "partner").x) == 1);
    CHECK(place_of(layout, "mum").row == 0);
    CHECK(place_of(layout, "young").row == 1);
    CHECK(place_of(layout, "old").x < place_of(layout, "young").x);
    CHECK(layout.loose_row == 2);
    CHECK(place_of(layout, "friend").row == 2);
    REQUIRE(layout.broods.size() == 1);
    CHECK(layout.broods[0].children == std::vector<std::string>{id("old"), id("young")});
    CHECK(layout.unrecorded.empty());
    check_apart(layout);
}

TEST_CASE("R35: parents between whom nothing is recorded are joined all the same", "[rules]")
{
    test::FactsBuilder make;
    make.put("person", "mum", R"({"code":"M"})")
        .put("person", "dad", R"({"code":"F"})")
        .put("person", "v", R"({"code":"V"})")
        .put("person", "carer", R"({"code":"W1"})")
        .put("relationship", "r1", link("mum", "v", "PARENT"))
        .put("relationship", "r2", link("dad", "v", "PARENT"))
        .put("relationship", "r3", link("carer", "v", "FOSTER"));
    const auto facts = make.facts();
    const auto layout = rules::lay_out(rules::genogram(facts));
    REQUIRE(layout.unrecorded.size() == 1);
    CHECK(std::abs(place_of(layout, "mum").x - place_of(layout, "dad").x) == 1);
    REQUIRE(layout.broods.size() == 2);
    const auto foster = std::ranges::find(layout.broods, "FOSTER", &rules::Brood::type);
    REQUIRE(foster != layout.broods.end());
    CHECK(foster->parents == std::vector<std::string>{id("carer")});
    check_apart(layout);
}

TEST_CASE("R35: nobody stands upon another, whatever the records say", "[rules]")
{
    std::mt19937 chance(7);
    const char* types[] = {"SPOUSE", "EX",    "PARENT", "CHILD",  "SIB",
                           "GRAND",  "STEPP", "COUSIN", "FRIEND", "COHAB"};
    for (int round = 0; round < 60; ++round) {
        test::FactsBuilder make;
        const int people = 2 + round % 18;
        std::vector<std::string> names;
        for (int i = 0; i < people; ++i) {
            names.push_back("p" + std::to_string(i));
            make.put("person", names.back(), R"({"code":"C)" + std::to_string(i) + R"("})");
        }
        for (int i = 0; i < people * 3 / 2; ++i) {
            const auto& a = names[chance() % names.size()];
            const auto& b = names[chance() % names.size()];
            if (a != b) make.put("relationship", "r" + std::to_string(i), link(a, b, types[chance() % 10]));
        }
        const auto facts = make.facts();
        const auto drawing = rules::genogram(facts);
        const auto layout = rules::lay_out(drawing);
        INFO(rules::to_text(drawing, facts.lists()));
        CHECK(layout.people.size() == names.size());
        check_apart(layout);
    }
}
