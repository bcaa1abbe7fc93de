#include "storage/rules/screening.h"

#include <algorithm>

#include "tests/storage/rules/support.h"

using rules::Answered;
using test::FactsBuilder;
using test::id;

namespace {

rules::Screening screened(const FactsBuilder& made)
{
    return rules::screen(made.facts(), rules::Templates::built_in());
}

// Answers tests of one basis.
FactsBuilder& answer(FactsBuilder& made, std::string_view basis,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> answers)
{
    for (const auto& [test, said] : answers)
        made.put("eligibility_test", std::string(basis) + "-" + std::string(test),
                 "{\"basis\":\"" + std::string(basis) + "\",\"test_code\":\"" + std::string(test) +
                     "\",\"answer\":\"" + std::string(said) + "\"}");
    return made;
}

const rules::TestState& state(const rules::Screening& all, std::string_view basis, std::string_view test)
{
    const auto* found = all.basis(basis);
    REQUIRE(found != nullptr);
    const auto one = std::ranges::find(found->tests, test, &rules::TestState::code);
    REQUIRE(one != found->tests.end());
    return *one;
}

bool screening_says(const rules::Screening& all, std::string_view words)
{
    return std::ranges::any_of(all.notes,
                               [&](const auto& note) { return note.find(words) != std::string::npos; });
}

FactsBuilder& owhr_met(FactsBuilder& made)
{
    return answer(made, "OWHR",
                  {{"OW_AGE18", "MET"},
                   {"OW_HOMICIDE", "MET"},
                   {"OW_WEAPON", "MET"},
                   {"OW_AREA", "MET"},
                   {"OW_INFO", "MET"},
                   {"OW_IDENTITY", "MET"},
                   {"S26_CDR", "NOT_MET"},
                   {"S26_SAR", "NOT_MET"},
                   {"S26_MH", "NOT_MET"}});
}

}  // namespace

TEST_CASE("2.1: the bases come in the order of the law", "[rules]")
{
    CHECK(rules::screened_bases() ==
          std::vector<std::string_view>{"CDR", "RR", "DHR", "SAR_M", "SAR_D", "OWHR", "MHHR", "LHR"});
}

TEST_CASE("2.1: the program never decides: hints alone leave every basis open", "[rules]")
{
    FactsBuilder made;
    made.put("person", "v", R"({"code":"V","age_at_incident":12})")
        .put("incident", "i",
             R"({"victims":["@v"],"death_date":{"text":"x","earliest":"2025-02-02","latest":"2025-02-02"}})");
    const auto all = screened(made);
    CHECK(all.met.empty());
    CHECK(all.basis("CDR")->result == Answered::Unknown);
    CHECK(all.basis("CDR")->suggested == Answered::Met);
    CHECK(screening_says(all, "never decides"));
}

TEST_CASE("2.1 step 0: under 18, from the age at the incident, with its evidence", "[rules]")
{
    FactsBuilder made;
    made.put("person", "v", R"({"code":"V","age_at_incident":17})")
        .put("incident", "i", R"({"victims":["@v"]})");
    const auto all = screened(made);
    const auto& hint = state(all, "CDR", "CH_UNDER18").hint;
    CHECK(hint.suggests == Answered::Met);
    CHECK(hint.evidence == std::vector<std::string>{id("v")});
    CHECK(state(all, "OWHR", "OW_AGE18").hint.suggests == Answered::NotMet);
    CHECK(state(all, "DHR", "DHR_AGE16").hint.suggests == Answered::Met);
}

TEST_CASE("2.1 step 0: an age that may be either side suggests unknown", "[rules]")
{
    FactsBuilder made;
    made.put("person", "v",
             R"({"code":"V","dob":{"text":"2007","earliest":"2007-01-01","latest":"2007-12-31"}})")
        .put("incident", "i",
             R"({"victims":["@v"],"death_date":{"text":"x","earliest":"2025-06-02","latest":"2025-06-02"}})");
    CHECK(state(screened(made), "CDR", "CH_UNDER18").hint.suggests == Answered::Unknown);
}

TEST_CASE("2.1 step 1: a lodger raises the household test", "[rules]")
{
    FactsBuilder made;
    made.put("person", "v", R"({"code":"V"})")
        .put("victim_suspect", "p",
             R"({"victim":"@v","suspect":"@s","relation":"OK","living_together":"Y"})");
    const auto all = screened(made);
    CHECK(state(all, "DHR", "DHR_REL").hint.suggests == Answered::Met);
    CHECK(state(all, "DHR", "DHR_REL").hint.evidence == std::vector<std::string>{id("p")});
}

TEST_CASE("2.1 step 1: suicide after abuse counts without violence by another", "[rules]")
{
    FactsBuilder made;
    answer(
        made, "DHR",
        {{"DHR_AGE16", "MET"}, {"DHR_VIOLENCE", "NOT_MET"}, {"DHR_REL", "NOT_MET"}, {"DHR_SUICIDE", "MET"}});
    CHECK(screened(made).basis("DHR")->result == Answered::Met);
}

TEST_CASE("2.1 step 2: mandatory needs needs, abuse and concern; alive or dead", "[rules]")
{
    FactsBuilder dead;
    answer(dead, "SAR_M", {{"SAR_NEEDS", "MET"}, {"SAR_ABUSE", "MET"}, {"SAR_JOINT", "MET"}});
    CHECK(screened(dead).basis("SAR_M")->result == Answered::Met);
    FactsBuilder alive;
    answer(alive, "SAR_M",
           {{"SAR_NEEDS", "MET"}, {"SAR_ABUSE", "NOT_MET"}, {"SAR_ALIVE", "MET"}, {"SAR_JOINT", "MET"}});
    CHECK(screened(alive).basis("SAR_M")->result == Answered::Met);
    FactsBuilder neither;
    answer(neither, "SAR_M",
           {{"SAR_NEEDS", "MET"}, {"SAR_ABUSE", "NOT_MET"}, {"SAR_ALIVE", "NOT_MET"}, {"SAR_JOINT", "MET"}});
    CHECK(screened(neither).basis("SAR_M")->result == Answered::NotMet);
    FactsBuilder open;
    answer(open, "SAR_M", {{"SAR_NEEDS", "MET"}, {"SAR_ABUSE", "MET"}, {"SAR_JOINT", "UNKNOWN"}});
    CHECK(screened(open).basis("SAR_M")->result == Answered::Unknown);
}

TEST_CASE("2.1 step 3: an OWHR is residual: section 26 met takes it away, unknown leaves it open", "[rules]")
{
    FactsBuilder clear;
    answer(owhr_met(clear), "OWHR", {{"S26_DHR", "NOT_MET"}});
    CHECK(screened(clear).basis("OWHR")->result == Answered::Met);
    FactsBuilder taken;
    answer(owhr_met(taken), "OWHR", {{"S26_DHR", "MET"}});
    const auto away = screened(taken);
    CHECK(away.basis("OWHR")->result == Answered::NotMet);
    CHECK(away.basis("OWHR")->words.find("A domestic homicide review may be held") != std::string::npos);
    FactsBuilder open;
    answer(owhr_met(open), "OWHR", {{"S26_DHR", "UNKNOWN"}});
    const auto residual = screened(open);
    CHECK(residual.basis("OWHR")->result == Answered::Unknown);
    CHECK(residual.basis("OWHR")->words.find("residual") != std::string::npos);
}

TEST_CASE("2.1: what screening says names tests and reviews by their labels, never by their codes", "[rules]")
{
    FactsBuilder made;
    answer(made, "DHR", {{"DHR_AGE16", "MET"}, {"DHR_VIOLENCE", "MET"}, {"DHR_REL", "MET"}});
    answer(owhr_met(made), "OWHR", {{"S26_DHR", "UNKNOWN"}});
    const auto all = screened(made);
    std::string said;
    for (const auto& basis : all.bases) {
        said += basis.words + "\n";
        for (const auto& test : basis.tests) said += test.hint.words + "\n";
    }
    CHECK(said.find('_') == std::string::npos);
    CHECK(said.find("CDR:") == std::string::npos);
    CHECK(state(all, "OWHR", "S26_CDR")
              .hint.words.starts_with("By the tests above, Child Death Review / CDOP: tests open."));
    CHECK(all.basis("OWHR")->words.find("A domestic homicide review may be held.") != std::string::npos);
}

TEST_CASE("2.1: may counts as much as must when section 26 is tested", "[rules]")
{
    FactsBuilder made;
    answer(made, "SAR_M", {{"SAR_NEEDS", "MET"}, {"SAR_ABUSE", "NOT_MET"}, {"SAR_ALIVE", "NOT_MET"}});
    answer(made, "SAR_D", {{"SAR_NEEDS", "MET"}, {"SAR_OTHER", "MET"}});
    CHECK(state(screened(made), "OWHR", "S26_SAR").hint.suggests == Answered::Met);
}

TEST_CASE("2.1 step 3: weapon, area and information are suggested from the records", "[rules]")
{
    FactsBuilder made;
    made.put("incident", "i",
             R"({"weapon":["KNIFE_Z"],"weapon_legal":"MADE","area_gss":"E09000022",
                 "death_date":{"text":"x","earliest":"2023-06-01","latest":"2023-06-01"}})")
        .put("organisation", "o", R"({"name":"Police","statutory_partner":true})")
        .put("agency_involvement", "a", R"({"organisation":"@o","known_to_agency":"Y"})");
    const auto all = screened(made);
    CHECK(state(all, "OWHR", "OW_WEAPON").hint.suggests == Answered::Met);
    CHECK(state(all, "OWHR", "OW_AREA").hint.suggests == Answered::Met);  // Lambeth, in the pilot
    CHECK(state(all, "OWHR", "OW_INFO").hint.suggests == Answered::Met);
    FactsBuilder other;
    other.put("incident", "i",
              R"({"weapon":["BODY"],"area_gss":"E09000012",
                  "death_date":{"text":"x","earliest":"2023-06-01","latest":"2023-06-01"}})");
    const auto none = screened(other);
    CHECK(state(none, "OWHR", "OW_WEAPON").hint.suggests == Answered::NotMet);
    CHECK(state(none, "OWHR", "OW_AREA").hint.suggests == Answered::NotMet);  // Hackney is not
}

TEST_CASE("2.1 step 4: care of a suspect is noted and takes nothing away", "[rules]")
{
    FactsBuilder made;
    answer(made, "MHHR", {{"MH_CARE", "MET"}});
    answer(owhr_met(made), "OWHR", {{"S26_DHR", "NOT_MET"}});
    const auto all = screened(made);
    CHECK(all.basis("OWHR")->result == Answered::Met);
    CHECK(screening_says(all, "26(2)"));
}

TEST_CASE("2.1: more than one basis offers a joint review or linked ones", "[rules]")
{
    FactsBuilder made;
    answer(made, "DHR", {{"DHR_AGE16", "MET"}, {"DHR_VIOLENCE", "MET"}, {"DHR_REL", "MET"}});
    answer(made, "SAR_M", {{"SAR_NEEDS", "MET"}, {"SAR_ABUSE", "MET"}, {"SAR_JOINT", "MET"}});
    const auto all = screened(made);
    CHECK(all.met == std::vector<std::string>{"DHR", "SAR_M"});
    CHECK(screening_says(all, "joint review"));
}

TEST_CASE("2.1 step 5: nothing left but a local review, once every test is answered", "[rules]")
{
    FactsBuilder made;
    answer(made, "CDR", {{"CH_UNDER18", "NOT_MET"}});
    answer(made, "RR", {{"CH_UNDER18", "NOT_MET"}});
    answer(made, "DHR", {{"DHR_AGE16", "MET"}, {"DHR_REL", "NOT_MET"}, {"DHR_SUICIDE", "NOT_MET"}});
    answer(made, "SAR_M", {{"SAR_NEEDS", "NOT_MET"}});
    answer(made, "SAR_D", {{"SAR_NEEDS", "NOT_MET"}});
    CHECK_FALSE(screening_says(screened(made), "No statutory review applies"));
    answer(made, "OWHR", {{"OW_WEAPON", "NOT_MET"}});
    CHECK(screening_says(screened(made), "No statutory review applies"));
}

TEST_CASE("2.1: a test belongs to its basis", "[rules]")
{
    CHECK(rules::is_test_of("OWHR", "S26_SAR"));
    CHECK_FALSE(rules::is_test_of("DHR", "S26_SAR"));
    CHECK_FALSE(rules::is_test_of("NONE", "DHR_REL"));
}
