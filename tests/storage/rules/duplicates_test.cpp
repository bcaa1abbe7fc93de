#include "storage/rules/duplicates.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdlib>
#include <iostream>

#include "tests/storage/rules/contacts_generator.h"

using test::FactsBuilder;
using test::id;

namespace {

std::uint64_t seed_of_run()
{
    if (const char* said = std::getenv("CAIRN_SEED"); said != nullptr && *said != '\0')
        return std::strtoull(said, nullptr, 10);
    return static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
}

struct Measured {
    double recall = 0, precision = 0;
};

Measured measured(std::uint64_t seed, std::size_t count)
{
    test::ContactsGenerator generator(seed);
    const auto facts = generator.make(count);
    const auto proposals = rules::duplicates(facts);
    std::size_t right = 0;
    for (const auto& one : proposals) right += generator.truth().contains(std::minmax(one.a, one.b)) ? 1 : 0;
    return {static_cast<double>(right) / static_cast<double>(generator.truth().size()),
            static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(proposals.size(), 1))};
}

const rules::Proposal* proposal_of(const std::vector<rules::Proposal>& all, std::string_view a,
                                   std::string_view b)
{
    for (const auto& one : all)
        if ((one.a == id(a) && one.b == id(b)) || (one.a == id(b) && one.b == id(a))) return &one;
    return nullptr;
}

std::string joined(const std::vector<std::string>& reasons)
{
    std::string text;
    for (const auto& one : reasons) text += one + "; ";
    return text;
}

// Two agencies, and what each says; `links` may decide about them.
FactsBuilder agencies_and_people()
{
    FactsBuilder builder;
    builder.put("organisation", "pol", R"({"name":"Thamesbrook Constabulary","agency_type":"POL"})")
        .put("organisation", "amb", R"({"name":"Capital Ambulance","agency_type":"AMB"})")
        .put("organisation", "idva", R"({"name":"Haven","agency_type":"IDVA"})")
        .put("person", "v", R"({"code":"V"})")
        .put("person", "s", R"({"code":"S1"})");
    return builder;
}

}  // namespace

TEST_CASE(
    "R13: on 1,000 made-up contacts of an unseen seed, nine of ten doubles are proposed and half of the "
    "proposals are right",
    "[rules]")
{
    const std::uint64_t seed = seed_of_run();
    const Measured found = measured(seed, 1000);
    std::cout << "duplicates: seed " << seed << ", recall " << found.recall << ", precision "
              << found.precision << "\n";
    INFO("CAIRN_SEED=" << seed);
    CHECK(found.recall >= 0.9);
    CHECK(found.precision >= 0.5);
}

TEST_CASE("R13: fifty seeds", "[.][many]")
{
    double recall = 1, precision = 1, recalls = 0, precisions = 0;
    const std::uint64_t first = seed_of_run();
    for (std::uint64_t seed = first; seed < first + 50; ++seed) {
        const Measured found = measured(seed, 1000);
        recall = std::min(recall, found.recall);
        precision = std::min(precision, found.precision);
        recalls += found.recall / 50;
        precisions += found.precision / 50;
    }
    std::cout << "duplicates: fifty seeds from " << first << ": recall " << recall << " at worst, " << recalls
              << " on average; precision " << precision << " at worst, " << precisions << " on average\n";
    CHECK(recall >= 0.9);
    CHECK(precision >= 0.5);
}

TEST_CASE("R13: the same facts give the same proposals, best first", "[rules]")
{
    test::ContactsGenerator one(7), two(7);
    const auto first = one.make(300), second = two.make(300);
    const auto a = rules::duplicates(first), b = rules::duplicates(second);
    REQUIRE(a.size() > 10);
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        CHECK(a[i].a == b[i].a);
        CHECK(a[i].b == b[i].b);
        CHECK(a[i].score == b[i].score);
        CHECK(a[i].score >= rules::kProposed);
        CHECK(a[i].score <= 100);
        if (i > 0) CHECK(a[i].score <= a[i - 1].score);
        CHECK_FALSE(a[i].reasons.empty());
    }
}

TEST_CASE("R13: two agencies at one scene either side of midnight are proposed, with reasons in words",
          "[rules]")
{
    auto builder = agencies_and_people();
    builder
        .put(
            "chronology_event", "a",
            R"({"organisation":"@pol","earliest":"2024-12-11","latest":"2024-12-11","precision":"INSTANT","time":"22:40","subjects":["@v"],"text":"Fight in car park of Northway Retail Park"})")
        .put(
            "chronology_event", "b",
            R"({"organisation":"@amb","earliest":"2024-12-12","latest":"2024-12-12","precision":"INSTANT","time":"00:20","subjects":["@v"],"text":"Called to Northway Retail Park, cut eyebrow. Police on scene."})")
        .put(
            "chronology_event", "c",
            R"({"organisation":"@amb","earliest":"2023-02-01","latest":"2023-02-01","precision":"DAY","text":"Chest pain, conveyed."})");
    const auto proposals = rules::duplicates(builder.facts());
    REQUIRE(proposals.size() == 1);
    CHECK(proposals[0].a == id("a"));
    CHECK(proposals[0].b == id("b"));
    CHECK(proposals[0].link == "DUP");
    const std::string reasons = joined(proposals[0].reasons);
    INFO(reasons);
    CHECK(reasons.find("100 minutes apart, across midnight") != std::string::npos);
    CHECK(reasons.find("northway") != std::string::npos);
    CHECK(reasons.find("police") != std::string::npos);
    CHECK(reasons.find("both are about V") != std::string::npos);
}

TEST_CASE("R13: contacts of one day about different people are not proposed", "[rules]")
{
    auto builder = agencies_and_people();
    builder
        .put(
            "chronology_event", "a",
            R"({"organisation":"@pol","earliest":"2024-12-11","latest":"2024-12-11","precision":"DAY","subjects":["@v"],"text":"Reported theft of bicycle from shed"})")
        .put(
            "chronology_event", "b",
            R"({"organisation":"@amb","earliest":"2024-12-11","latest":"2024-12-11","precision":"DAY","subjects":["@s"],"text":"Asthma attack, nebuliser given, remained home"})");
    CHECK(rules::duplicates(builder.facts()).empty());
}

TEST_CASE("R13: a referral made and the referral received days later are proposed as a pair", "[rules]")
{
    auto builder = agencies_and_people();
    builder
        .put(
            "chronology_event", "out",
            R"({"organisation":"@pol","earliest":"2021-08-15","latest":"2021-08-15","precision":"DAY","contact_kind":"REF_OUT","text":"High risk. Referral made to IDVA service by officer"})")
        .put(
            "chronology_event", "in",
            R"({"organisation":"@idva","earliest":"2021-08-20","latest":"2021-08-20","precision":"DAY","contact_kind":"REF_IN","text":"Referral received from police, high risk"})")
        .put(
            "chronology_event", "later",
            R"({"organisation":"@idva","earliest":"2022-01-20","latest":"2022-01-20","precision":"DAY","contact_kind":"REF_IN","text":"Referral received from police, high risk"})");
    const auto proposals = rules::duplicates(builder.facts());
    const auto* pair = proposal_of(proposals, "out", "in");
    REQUIRE(pair != nullptr);
    CHECK(pair->link == "REFPAIR");
    CHECK(joined(pair->reasons).find("5 days after") != std::string::npos);
    CHECK(proposal_of(proposals, "out", "later") == nullptr);
}

TEST_CASE("4.1: a row that came twice in two exports of one agency is proposed", "[rules]")
{
    auto builder = agencies_and_people();
    builder.put("import", "i1", R"({})")
        .put("import", "i2", R"({})")
        .put(
            "chronology_event", "a",
            R"({"organisation":"@pol","import":"@i1","earliest":"2021-08-15","latest":"2021-08-15","precision":"DAY","text":"Arrears letter posted to tenant at Copper Row"})")
        .put(
            "chronology_event", "b",
            R"({"organisation":"@pol","import":"@i2","earliest":"2021-08-15","latest":"2021-08-15","precision":"DAY","text":"Arrears letter posted to tenant, Copper Row"})")
        .put(
            "chronology_event", "week",
            R"({"organisation":"@pol","import":"@i2","earliest":"2021-08-22","latest":"2021-08-22","precision":"DAY","text":"Arrears letter posted to tenant, Copper Row"})");
    const auto proposals = rules::duplicates(builder.facts());
    REQUIRE(proposals.size() == 1);
    CHECK(proposals[0].same_agency);
    CHECK(proposal_of(proposals, "a", "b") != nullptr);
}

TEST_CASE("R13: what was decided is not proposed again, unless asked for", "[rules]")
{
    for (const char* answer : {"Y", "N"}) {
        auto builder = agencies_and_people();
        builder
            .put(
                "chronology_event", "a",
                R"({"organisation":"@pol","earliest":"2025-02-02","latest":"2025-02-02","precision":"INSTANT","time":"01:07","text":"Stairwell, stab wounds"})")
            .put(
                "chronology_event", "b",
                R"({"organisation":"@amb","earliest":"2025-02-02","latest":"2025-02-02","precision":"INSTANT","time":"01:09","text":"Stairwell, stabbed"})")
            .put("event_link", "l",
                 std::string(R"({"a":"@b","b":"@a","link":"DUP","confirmed":")") + answer + "\"}");
        const auto facts = builder.facts();
        CHECK(rules::duplicates(facts).empty());
        CHECK(rules::duplicates(facts, true).size() == 1);
    }
}
