#include <catch2/catch_test_macros.hpp>

#include "tests/support/faulty_vfs.h"
#include "tests/support/vault_fixture.h"

using namespace support;

TEST_CASE("drafts: one that was stored survives a power cut at every point of the next", "[review][faults]")
{
    FaultyDisk disk;
    VaultFixture fixture;
    fixture.demo_review();
    const auto id = fixture.new_id();
    for (const char* field : {"text", "summary"}) {  // sealed, and open
        std::int64_t points = 0;
        for (std::int64_t n = 1;; ++n, ++points) {
            INFO(field << ", point " << n);
            REQUIRE(n < 200);
            const std::string before = "words before " + std::to_string(n);
            const std::string after = before + " and after";
            REQUIRE(fixture.opened->put_draft({"chronology_event", id, field, before, 3, {1, 2}}));
            disk.settle();
            disk.fail_from(n);
            const bool done =
                fixture.opened->put_draft({"chronology_event", id, field, after, 5, {3}}).has_value();
            const bool failed = disk.failed();
            fixture.opened.reset();
            fixture.vault.reset();
            disk.heal();
            disk.lose_power();
            REQUIRE(fixture.reopen());
            fixture.open_demo();
            std::string held;
            std::int64_t cursor = 0;
            const auto drafts = fixture.opened->drafts();
            REQUIRE(drafts);
            for (const auto& draft : *drafts)
                if (draft.field == field) {
                    held = draft.text;
                    cursor = draft.cursor;
                }
            CHECK((held == before || held == after));
            CHECK(cursor == (held == before ? 3 : 5));
            if (done) CHECK(held == after);
            if (!failed) break;
        }
        CHECK(points > 3);
    }
}
