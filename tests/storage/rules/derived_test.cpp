#include "storage/rules/derived.h"

#include "tests/storage/rules/support.h"

using test::FactsBuilder;
using test::id;

namespace {

std::string subtype(std::string_view person, std::string_view incident)
{
    const auto facts =
        FactsBuilder()
            .put("person", "v", person)
            .put("incident", "i", std::string(R"({"victims":["@v"],)") + std::string(incident) + "}")
            .facts();
    return rules::homicide_subtype(facts, *facts.find(id("i")));
}

model::Day day(std::string_view text)
{
    return *model::day_from_text(text);
}

rules::Facts aged(std::string_view born_from, std::string_view born_to)
{
    return FactsBuilder()
        .put("person", "v",
             std::string(R"({"dob":{"text":"x","earliest":")") + std::string(born_from) + R"(","latest":")" +
                 std::string(born_to) + "\"}}")
        .put("incident", "i",
             R"({"victims":["@v"],"death_date":{"text":"x","earliest":"2025-02-02","latest":"2025-02-02"}})")
        .facts();
}

}  // namespace

TEST_CASE("3.1: age at the incident stays honest where the dates leave it open", "[rules]")
{
    const auto exact = aged("2004-05-01", "2004-05-01");
    CHECK(rules::to_text(*rules::age_at_incident(exact, *exact.find(id("v")))) == "20");
    const auto open = aged("2005-01-01", "2005-12-31");
    CHECK(rules::to_text(*rules::age_at_incident(open, *open.find(id("v")))) == "19 or 20");
    const auto wide = aged("2003-01-01", "2007-12-31");
    CHECK(rules::to_text(*rules::age_at_incident(wide, *wide.find(id("v")))) == "17 to 22");
    CHECK(rules::age_on(day("2004-02-29"), day("2025-02-28")) == 20);
    CHECK(rules::age_on(day("2004-02-29"), day("2025-03-01")) == 21);
}

TEST_CASE("3.3 age_band: by the age, not known where a range crosses bands", "[rules]")
{
    CHECK(rules::age_band(rules::Age{0, 0}) == "00");
    CHECK(rules::age_band(rules::Age{4, 4}) == "01");
    CHECK(rules::age_band(rules::Age{9, 9}) == "05");
    CHECK(rules::age_band(rules::Age{15, 15}) == "10");
    CHECK(rules::age_band(rules::Age{19, 19}) == "16");
    CHECK(rules::age_band(rules::Age{24, 24}) == "20");
    CHECK(rules::age_band(rules::Age{34, 34}) == "25");
    CHECK(rules::age_band(rules::Age{44, 44}) == "35");
    CHECK(rules::age_band(rules::Age{54, 54}) == "45");
    CHECK(rules::age_band(rules::Age{64, 64}) == "55");
    CHECK(rules::age_band(rules::Age{65, 65}) == "65");
    CHECK(rules::age_band(rules::Age{20, 22}) == "20");
    CHECK(rules::age_band(rules::Age{19, 20}) == "NK");
    CHECK(rules::age_band({}) == "NK");
}

TEST_CASE("3.3 homicide_subtype: HT1 female victims of domestic homicide", "[rules]")
{
    CHECK(subtype(R"({"sex":"F","age_at_incident":41})", R"("hi_domestic":"DOM")") == "HT1");
}

TEST_CASE("3.3 homicide_subtype: HT2 male victims of domestic homicide", "[rules]")
{
    CHECK(subtype(R"({"sex":"M","age_at_incident":16})", R"("hi_domestic":"DOM")") == "HT2");
}

TEST_CASE("3.3 homicide_subtype: HT3 males under 25 in public, not domestic", "[rules]")
{
    CHECK(subtype(R"({"sex":"M","age_at_incident":24})",
                  R"("hi_domestic":"NDOM","location_type":"PUB_EST")") == "HT3");
    CHECK(subtype(R"({"sex":"M","age_at_incident":14})", R"("location_type":"PUB")") == "HT3");
}

TEST_CASE("3.3 homicide_subtype: HT4 females of 16 and over, not domestic", "[rules]")
{
    CHECK(subtype(R"({"sex":"F","age_at_incident":16})", R"("hi_domestic":"NDOM")") == "HT4");
}

TEST_CASE("3.3 homicide_subtype: HT5 males of 25 and over in public", "[rules]")
{
    CHECK(subtype(R"({"sex":"M","age_at_incident":25})",
                  R"("hi_domestic":"NDOM","location_type":"PUB_ST")") == "HT5");
}

TEST_CASE("3.3 homicide_subtype: HT6 males of 25 and over in a residence", "[rules]")
{
    CHECK(subtype(R"({"sex":"M","age_at_incident":70})", R"("hi_domestic":"NDOM","location_type":"RES_V")") ==
          "HT6");
}

TEST_CASE("3.3 homicide_subtype: HT7 under 16, not in public", "[rules]")
{
    CHECK(subtype(R"({"sex":"F","age_at_incident":15})", R"("hi_domestic":"NDOM","location_type":"RES")") ==
          "HT7");
    CHECK(subtype(R"({"sex":"M","age_at_incident":0})", R"("location_type":"NK")") == "HT7");
}

TEST_CASE("3.3 homicide_subtype: HT0 what the seven do not cover", "[rules]")
{
    CHECK(subtype(R"({"sex":"M","age_at_incident":20})", R"("hi_domestic":"NDOM","location_type":"RES")") ==
          "HT0");
    CHECK(subtype(R"({"sex":"F","age_at_incident":12})", R"("location_type":"PUB")") == "HT0");
}

TEST_CASE("3.3 homicide_subtype: open where a fact is missing, and no homicide after a suicide", "[rules]")
{
    CHECK(subtype(R"({"sex":"M"})", R"("hi_domestic":"DOM")").empty());
    CHECK(subtype(R"({"sex":"M","age_at_incident":30})", R"("hi_domestic":"NK","location_type":"PUB")")
              .empty());
    CHECK(subtype(R"({"sex":"M","age_at_incident":30})", R"("hi_domestic":"NDOM")").empty());
    CHECK(subtype(R"({"sex":"F","age_at_incident":30})", R"("hi_domestic":"DOM","da_death_type":"SVSDA")")
              .empty());
}

TEST_CASE("3.3 hi_domestic: suggested by the pairs, and only from 16 years on", "[rules]")
{
    const auto hint = [](std::string_view age, std::string_view relation) {
        const auto facts =
            FactsBuilder()
                .put("person", "v", std::string(R"({"age_at_incident":)") + std::string(age) + "}")
                .put("incident", "i", R"({"victims":["@v"]})")
                .put("victim_suspect", "p",
                     std::string(R"({"victim":"@v","suspect":"@s","relation":")") + std::string(relation) +
                         "\"}")
                .facts();
        return rules::domestic_hint(facts, *facts.find(id("i")));
    };
    CHECK(hint("41", "PX") == "DOM");
    CHECK(hint("15", "SD") == "NDOM");
    CHECK(hint("20", "ST") == "NDOM");
    CHECK(hint("20", "NK") == "NK");
}

TEST_CASE("3.3 bcu: from the borough; the City and demo areas have none", "[rules]")
{
    const auto& lists = model::CodeLists::built_in();
    CHECK(rules::bcu_of(lists, "E09000022") == "AS");
    CHECK(rules::bcu_of(lists, "E09000005") == "NW");
    CHECK(rules::bcu_of(lists, "E09000001").empty());
    CHECK(rules::bcu_of(lists, "X99000001").empty());
}

TEST_CASE("0.9, 3.3 icb: by the day, never by today's list", "[rules]")
{
    const auto& lists = model::CodeLists::built_in();
    CHECK(rules::icb_of(lists, "E09000003", day("2026-03-31")) == "E54000028");  // Barnet, North Central
    CHECK(rules::icb_of(lists, "E09000003", day("2026-04-01")) == "E54000071");  // West and North
    CHECK(rules::icb_of(lists, "E09000005", day("2025-01-01")) == "E54000027");  // Brent, North West
    CHECK(rules::icb_of(lists, "E09000005", day("2026-04-01")) == "E54000071");
    CHECK(rules::icb_of(lists, "E09000022", day("2025-01-01")) == "E54000030");
    CHECK(rules::icb_of(lists, "E09000022", day("2026-11-22")) == "E54000030");
    CHECK(rules::icb_of(lists, "E09000022", day("2020-01-01")).empty());
}

TEST_CASE("3.3 homicide_subtype: a typed value is refused, the computed one is written", "[rules]")
{
    const auto facts =
        FactsBuilder()
            .put("person", "v", R"({"sex":"F","age_at_incident":41})")
            .put("incident", "i", R"({"victims":["@v"],"hi_domestic":"DOM","area_gss":"E09000022"})")
            .facts();
    model::Change change;
    change.kind = "incident";
    change.id = id("i");
    change.fields.set("homicide_subtype", "HT4");
    CHECK_FALSE(rules::check_typed(facts, nullptr, change));
    change.fields.set("homicide_subtype", "HT1");
    CHECK(rules::check_typed(facts, nullptr, change));
    const auto changes = rules::derived_changes(facts);
    REQUIRE(changes.size() == 2);
    CHECK(json::text_or(changes[0].fields, "age_band") == "35");
    CHECK(json::text_or(changes[1].fields, "homicide_subtype") == "HT1");
    CHECK(json::text_or(changes[1].fields, "bcu") == "AS");
}

TEST_CASE("0.15: preventability is off unless the template asks for it", "[rules]")
{
    const auto facts = FactsBuilder().put("finding", "f", R"({"number":1})").facts();
    model::Change change;
    change.kind = "finding";
    change.id = id("f");
    change.fields.set("practice_grade", "C");
    rules::Template by;
    CHECK_FALSE(rules::check_typed(facts, &by, change));
    by.practice_grade = true;
    CHECK(rules::check_typed(facts, &by, change));
    change.fields.set("alter_outcome", "GOOD");
    CHECK_FALSE(rules::check_typed(facts, &by, change));
    by.alter_outcome = true;
    CHECK(rules::check_typed(facts, &by, change));
}
