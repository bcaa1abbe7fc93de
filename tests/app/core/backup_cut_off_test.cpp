// A rolling backup stopped before each operation that must reach the disk.
#include "tests/support/cut_off.h"

#include <catch2/catch_test_macros.hpp>

#include "app/core/rolling_backup.h"
#include "tests/support/vault_fixture.h"

namespace fs = std::filesystem;
using support::CutOff;

namespace {

/// Backups in the folder that are whole, and those that only look so.
struct Found {
    int whole = 0, broken = 0;
};
Found look(const base::Path& stick)
{
    Found found;
    for (const auto& one : fs::directory_iterator(stick)) {
        if (!base::to_utf8(one.path().filename()).starts_with("cairn-backup-")) continue;
        ++(review::Vault::verify_backup(one.path()) ? found.whole : found.broken);
    }
    return found;
}

}  // namespace

TEST_CASE("rolling backups: killed at any moment, a whole backup is there and none that only looks whole",
          "[backup][cut]")
{
    support::VaultFixture f;
    const auto stick = f.temporary.path() / "stick";
    const auto saved_vault = f.temporary.path() / "saved vault",
               saved_stick = f.temporary.path() / "saved stick";
    fs::create_directories(stick);
    REQUIRE(core::roll_backup(*f.vault, stick, 1));
    f.clock.set(f.clock.now() + std::chrono::hours(24));
    f.vault.reset();
    fs::copy(f.folder(), saved_vault, fs::copy_options::recursive);
    fs::copy(stick, saved_stick, fs::copy_options::recursive);
    std::int64_t points = 0;
    for (bool ended = false; !ended; ++points) {
        INFO("stopped before operation " << points + 1);
        REQUIRE(points < 200);
        for (const auto& [from, to] : {std::pair{saved_vault, f.folder()}, std::pair{saved_stick, stick}}) {
            fs::remove_all(to);
            fs::copy(from, to, fs::copy_options::recursive);
        }
        const bool done = support::stopped_at(
            points + 1,
            [&] {
                CutOff::disarm();
                if (!f.reopen()) return false;
                CutOff::arm(CutOff::Way::Stop, points + 1);
                return core::roll_backup(*f.vault, stick, 1).has_value();
            },
            ended);
        if (ended) CHECK(done);
        const Found found = look(stick);
        CHECK(found.whole >= 1);
        CHECK(found.broken == 0);
        if (ended) CHECK(found.whole == 1);
    }
    CHECK(points > 10);
    f.clock.set(f.clock.now() + std::chrono::hours(24));
    REQUIRE(f.reopen());  // and the next one clears up what was left
    CHECK(core::roll_backup(*f.vault, stick, 1)->kept == 1);
    CHECK(look(stick).whole == 1);
}
