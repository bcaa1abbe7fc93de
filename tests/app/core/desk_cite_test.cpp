#include "app/core/desk_cite.h"

#include <catch2/catch_test_macros.hpp>

#include "app/core/desk_records.h"
#include "tests/support/parsed_object.h"
#include "tests/support/vault_fixture.h"

using namespace support;

namespace {

/// A desk with a demonstration review open.
struct CitingDesk {
    VaultFixture fixture;
    core::DeskStore store;
    const std::atomic<bool> give_up = false;

    CitingDesk()
    {
        fixture.demo_review();
        fixture.opened.reset();
        fixture.vault.reset();
        unlock();
    }
    void unlock()
    {
        const auto passphrase = base::Secret::copy_of(base::bytes_of(kPassphrase));
        REQUIRE(core::desk_unlock(store, fixture.folder(), passphrase));
        open();
    }
    void open() { REQUIRE(core::desk_open(store, fixture.uuid, give_up)); }
    std::string put(const std::string& kind, const std::string& fields)
    {
        const auto id = fixture.new_id();
        REQUIRE(core::desk_put(store, kind, id, parsed_object(fields)));
        return id;
    }
};

constexpr const char* kEvent =
    R"({"earliest":"2019-03-12","latest":"2019-03-12","precision":"DAY","text":"Zebrowitch rang.",
"summary":"A call about the rent","summary_confirmed":true})";

}  // namespace

TEST_CASE("citing: a citation reads as what the record is called, open words beside it", "[core]")
{
    CitingDesk desk;
    const auto event = desk.put("chronology_event", kEvent);
    const auto finding = desk.put("finding", R"({"title":"A call not returned"})");
    const auto nobody = desk.fixture.new_id();
    const auto found = core::desk_cited(
        desk.store,
        {{"chronology_event", event}, {"finding", finding}, {"finding", nobody}, {"no_such_kind", event}});
    REQUIRE(found);
    REQUIRE(found->size() == 4);
    CHECK((*found)[0].called == "E 12 March 2019");
    CHECK((*found)[0].words == "A call about the rent");
    CHECK((*found)[1].called.starts_with("Finding"));
    CHECK((*found)[1].words.find("A call not returned") != std::string::npos);
    CHECK((*found)[2].called.empty());
    CHECK((*found)[3].called.empty());
    REQUIRE(core::desk_strike(desk.store, "finding", finding, "Twice"));
    CHECK((*core::desk_cited(desk.store, {{"finding", finding}}))[0].called.empty());
}

TEST_CASE("citing: events are offered by their day and by open words, never by the agency's own", "[core]")
{
    CitingDesk desk;
    const auto event = desk.put("chronology_event", kEvent);
    const auto finding = desk.put("finding", R"({"title":"A call not returned"})");
    desk.open();
    const auto only = [&](std::string_view words) {
        const auto found = core::desk_citable(desk.store, words);
        REQUIRE(found);
        return found->size() == 1 ? found->front().id : std::string();
    };
    CHECK(only("12 March 2019") == event);
    CHECK(only("12/3/2019") == event);
    CHECK(only("March 2019") == event);
    CHECK(only("rent") == event);
    CHECK(only("13 March 2019").empty());
    CHECK(only("Zebrowitch").empty());
    CHECK(only("") == finding);
    CHECK(core::desk_citable(desk.store, "call")->size() == 2);
}

TEST_CASE("own words: a word joins the review's once, sealed, and stands after a lock", "[core]")
{
    CitingDesk desk;
    REQUIRE(core::desk_add_own_word(desk.store, "Thamesbrook"));
    REQUIRE(core::desk_add_own_word(desk.store, "thamesbrook"));
    REQUIRE(core::desk_add_own_word(desk.store, "Okafor"));
    desk.store.lock();
    CHECK_FALSE(core::desk_own_words(desk.store));
    desk.unlock();
    CHECK(*core::desk_own_words(desk.store) == std::vector<std::string>{"Thamesbrook", "Okafor"});
    const auto record = desk.store.open->review().records("review");
    const auto open = desk.store.open->review().record("review", record->front().id, model::Part::Open);
    CHECK(open->fields.find("spelling_words") == nullptr);
}

TEST_CASE("draft: words being typed, their caret and their undo list stand after a lock", "[core]")
{
    CitingDesk desk;
    const auto finding = desk.put("finding", R"({"title":"A call not returned"})");
    const base::Bytes undo = {1, 2, 3, 0, 255};
    REQUIRE(core::desk_draft(desk.store, {"finding", finding, "statement", "The worker rang", 10, undo}));
    desk.store.lock();
    desk.unlock();
    const auto records = core::desk_records(desk.store);
    REQUIRE(records);
    REQUIRE(records->drafts.size() == 1);
    CHECK(records->drafts[0].text == "The worker rang");
    CHECK(records->drafts[0].caret == 10);
    CHECK(records->drafts[0].undo == undo);
}

TEST_CASE("citing: in a list of records a citation is in words", "[core]")
{
    CitingDesk desk;
    const auto finding = desk.put("finding", R"({"title":"A call not returned"})");
    desk.put("lesson", R"({"statement":"As in [[finding:)" + finding + R"(]] and [[chronology_event:)" +
                           desk.fixture.new_id() + R"(]]."})");
    const auto records = core::desk_records(desk.store);
    REQUIRE(records);
    for (const auto& record : records->records) {
        CHECK(record.words.find("[[") == std::string::npos);
        if (record.kind == "lesson") CHECK(record.words.starts_with("As in Finding"));
    }
}
