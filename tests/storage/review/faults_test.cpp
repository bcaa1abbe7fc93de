#include <catch2/catch_test_macros.hpp>
#include <functional>

#include "tests/support/faulty_vfs.h"
#include "tests/support/vault_fixture.h"

using namespace support;

namespace {

using Step = std::function<bool(review::Review&)>;

/// Runs `step` with the disk failing at its n-th change and the power cut after it, for every n until it is
/// done. What was reported is there, and what is there holds together.
void sweep(const Step& step, const Step& before)
{
    FaultyDisk disk;
    VaultFixture fixture;
    fixture.demo_review();
    REQUIRE(before(*fixture.opened));
    std::int64_t points = 0;
    for (std::int64_t n = 1;; ++n, ++points) {
        INFO("point " << n);
        REQUIRE(n < 200);
        const auto lines = *fixture.opened->lines();
        disk.settle();
        disk.fail_from(n);
        const bool done = step(*fixture.opened);
        const bool failed = disk.failed();
        fixture.opened.reset();
        fixture.vault.reset();
        disk.heal();
        disk.lose_power();
        REQUIRE(fixture.reopen());
        fixture.open_demo();
        const auto now = *fixture.opened->lines();
        CHECK(now >= lines + (done ? 1 : 0));
        CHECK(now <= lines + 1);
        const auto health = fixture.vault->check();
        REQUIRE(health);
        CHECK(health->findings.empty());
        if (!failed) {
            CHECK(done);
            break;
        }
        if (now > lines && !before(*fixture.opened)) FAIL("could not set the stage again");
    }
    CHECK(points > 10);
}

}  // namespace

TEST_CASE("faults: an edit over both databases survives a failing disk and a power cut at every point",
          "[review][faults]")
{
    FixedRandom random(7);
    const Step edit = [&](review::Review& review) {
        return review
            .apply({{put("chronology_event", base::new_uuid(random),
                         object({{"text", "sealed"}, {"summary", "open"}}))}})
            .has_value();
    };
    sweep(edit, [](review::Review&) { return true; });
}

TEST_CASE("faults: an undo survives a failing disk and a power cut at every point", "[review][faults]")
{
    FixedRandom random(8);
    const Step edit = [&](review::Review& review) {
        return review
            .apply({{put("chronology_event", base::new_uuid(random),
                         object({{"text", "sealed"}, {"summary", "open"}}))}})
            .has_value();
    };
    sweep([](review::Review& review) { return review.undo().has_value(); }, edit);
}
