#include <catch2/catch_test_macros.hpp>
#include <random>

#include "tests/support/vault_fixture.h"

namespace {

json::Object fields(std::string_view text)
{
    auto parsed = json::parse_object(text);
    REQUIRE(parsed);
    return std::move(*parsed);
}

model::Change event_put(const std::string& id, std::string_view text)
{
    model::Change change;
    change.kind = "chronology_event";
    change.id = id;
    change.fields = fields(text);
    return change;
}

}  // namespace

// After a reading was settled the full check called the search index damaged.
TEST_CASE("search: the index is whole after some sealed words of an event were cleared and others put",
          "[review]")
{
    support::VaultFixture at;
    auto& review = at.demo_review();
    const std::string id = at.new_id();
    REQUIRE(review.apply(
        {{event_put(id, R"({"date_text":"Feb half term 2023","text":"He carries something, on the 36 bus",
        "problems":["Half-term weeks are set locally: the dates are to be taken from the school's calendar."]})")}}));
    REQUIRE(at.vault->check()->findings.empty());
    REQUIRE(review.apply(
        {{event_put(id, R"({"earliest":"2023-02-13","latest":"2023-02-17","precision":"RANGE","settled":true,
        "settled_note":"Half term of the borough","problems":null})")}}));
    CHECK(at.vault->check()->findings.empty());
}

TEST_CASE("search: the index is whole after one command put a record twice", "[review]")
{
    support::VaultFixture at;
    auto& review = at.demo_review();
    const std::string id = at.new_id();
    REQUIRE(review.apply({{event_put(id, R"({"text":"alpha beta","problems":["gamma delta"]})")}}));
    REQUIRE(review.apply({{event_put(id, R"({"settled_note":"beta gamma","problems":null})"),
                           event_put(id, R"({"settled_note":"epsilon gamma"})")}}));
    CHECK(at.vault->check()->findings.empty());
    REQUIRE(review.undo());
    CHECK(at.vault->check()->findings.empty());
}

TEST_CASE("search: the index is whole after a claim with a date was written beside an event", "[review]")
{
    support::VaultFixture at;
    auto& review = at.demo_review();
    const std::string id = at.new_id();
    REQUIRE(review.apply({{event_put(id, R"({"date_text":"Feb half term 2023","text":"alpha"})")}}));
    model::Change claim;
    claim.kind = "claim";
    claim.id = at.new_id();
    claim.fields = fields(R"({"record_kind":"chronology_event","field":"earliest","reason":"SETTLE",
        "reason_text":"Half term of the borough",
        "date":{"text":"Feb half term 2023","earliest":"2023-02-01","latest":"2023-02-28","precision":"TERM"}})");
    REQUIRE(review.apply({{claim}}));
    CHECK(at.vault->check()->findings.empty());
}

TEST_CASE("search: a word that one record keeps and another gets in the same command is found in both",
          "[review]")
{
    support::VaultFixture at;
    auto& review = at.demo_review();
    const std::string first = at.new_id(), second = at.new_id();
    REQUIRE(review.apply({{event_put(first, R"({"text":"half term","problems":["look"]})")}}));
    REQUIRE(review.apply({{event_put(first, R"({"settled_note":"seen","problems":null})"),
                           event_put(second, R"({"text":"half term"})")}}));
    CHECK(at.vault->check()->findings.empty());
    CHECK(review.search("half")->size() == 2);
}

TEST_CASE("search: whatever commands write, every index is the one that would be made anew", "[review]")
{
    support::VaultFixture at;
    auto& review = at.demo_review();
    std::mt19937 random(20261122);
    const char* words[] = {"half", "term", "school", "told", "him", "Żółw", "2023", "bus"};
    std::vector<std::string> ids;
    for (int i = 0; i < 6; ++i) ids.push_back(at.new_id());
    const auto some = [&] {
        std::string text;
        for (auto n = random() % 5; n > 0; --n) text += std::string(words[random() % 8]) + " ";
        return text;
    };
    model::Command first;
    for (const auto& id : ids) first.changes.push_back(event_put(id, R"({"text":"half a word"})"));
    REQUIRE(review.apply(first));
    for (int step = 0; step < 60; ++step) {
        model::Command command;
        for (auto n = 1 + random() % 4; n > 0; --n)
            command.changes.push_back(event_put(
                ids[random() % ids.size()], R"({"text":")" + some() + R"(","summary":")" + some() + "\"}"));
        REQUIRE(review.apply(command));
        if (random() % 4 == 0) REQUIRE(review.undo());
        CHECK(at.vault->check()->findings.empty());
    }
}
