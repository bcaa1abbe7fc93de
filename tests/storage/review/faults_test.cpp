#include <catch2/catch_test_macros.hpp>
#include <functional>

#include "tests/support/faulty_vfs.h"
#include "tests/support/longer.h"
#include "tests/support/vault_fixture.h"

using namespace support;

namespace {

using Step = std::function<bool(review::Review&)>;

/// Runs `step` with the disk failing at its n-th change and the power cut after it, for every n until it is
/// done. What was reported is there, and what is there holds together.
void sweep(const Step& step, const Step& before, std::int64_t adds = 1)
{
    FaultyDisk disk;
    VaultFixture fixture;
    fixture.demo_review();
    REQUIRE(before(*fixture.opened));
    std::int64_t points = 0;
    for (std::int64_t n = 1;; n += stride(), points = n) {
        INFO("point " << n);
        REQUIRE(n < 400);
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
        CHECK((now == lines || now == lines + adds));
        if (done) CHECK(now == lines + adds);
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

TEST_CASE("faults: attaching a file survives a failing disk and a power cut at every point",
          "[review][faults]")
{
    FixedRandom random(9);
    const Step attach = [&](review::Review& review) {
        base::Bytes bytes(500);
        random.fill(bytes);
        base::MemorySource source(bytes);
        const auto attached = review.attach(source, true);
        if (!attached) return false;
        const json::Array parts{json::Value(base::to_hex(attached->parts[0]))};
        return review.apply({{put("document", base::new_uuid(random), object({{"parts", parts}}))}})
            .has_value();
    };
    sweep(attach, [](review::Review&) { return true; });
}

TEST_CASE(
    "faults: an import is there whole or not at all after a failing disk and a power cut at every point",
    "[review][faults]")
{
    FixedRandom random(10);
    const Step import = [&](review::Review& review) {
        const auto id = base::new_uuid(random);
        model::Command command{{put("import", id, object({{"rows_read", 5}}))}};
        for (int row = 0; row < 5; ++row)
            command.changes.push_back(put("chronology_event", base::new_uuid(random),
                                          object({{"text", "sealed"}, {"summary", "open"}, {"import", id}})));
        const auto applied = review.apply(command);
        return applied.has_value();
    };
    sweep(
        import, [](review::Review&) { return true; }, 6);
}

TEST_CASE("faults: a review being made is there whole or not at all after a power cut at every point",
          "[review][faults]")
{
    FaultyDisk disk;
    VaultFixture fixture;
    std::int64_t points = 0;
    for (std::int64_t n = 1;; n += stride(), points = n) {
        INFO("point " << n);
        REQUIRE(n < 400);
        const auto held = fixture.vault->reviews()->size();
        disk.settle();
        disk.fail_from(n);
        const bool done = fixture.vault->create_review({"OWHR", "X99000001", true, 2025}).has_value();
        const bool failed = disk.failed();
        fixture.vault.reset();
        disk.heal();
        disk.lose_power();
        REQUIRE(fixture.reopen());
        const auto reviews = fixture.vault->reviews();
        REQUIRE(reviews);
        CHECK((reviews->size() == held || reviews->size() == held + 1));
        if (done) CHECK(reviews->size() == held + 1);
        const auto health = fixture.vault->check();
        REQUIRE(health);
        CHECK(health->findings.empty());
        if (!failed) break;
    }
    CHECK(points > 10);
}
