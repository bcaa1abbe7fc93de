#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include <sys/stat.h>

#include "app/core/desk_health.h"
#include "app/core/desk_settings.h"
#include "app/core/desk_vault.h"
#include "app/core/preferences.h"
#include "app/core/recovery_kit.h"
#include "app/core/rolling_backup.h"
#include "tests/support/go_on.h"
#include "tests/support/vault_fixture.h"

namespace fs = std::filesystem;

namespace {

using support::kGoOn;

base::Secret secret(std::string_view text)
{
    return base::Secret::copy_of(base::bytes_of(text));
}

/// A desk on which a vault was just made.
struct FirstRun {
    support::TemporaryFolder temporary;
    core::DeskStore store;
    core::Working working;

    base::Result<void> make(std::string_view folder = "vault", bool anywhere = false)
    {
        return core::desk_create(store, {base::to_utf8(temporary.path() / folder), "A. Chair", anywhere},
                                 secret(support::kPassphrase), support::kCheap);
    }
    base::Path kits() const
    {
        fs::create_directories(temporary.path() / "kits");
        return temporary.path() / "kits";
    }
    std::string paper() const
    {
        std::string rows;
        for (std::size_t row = 0; row < core::kKitRows; ++row)
            rows += std::string(base::text_of(core::kit_row(store.kit->identity, row).bytes())) + "\n";
        return rows;
    }
};

const core::HealthLine& line_of(const std::vector<core::HealthLine>& lines, std::string_view key)
{
    for (const auto& line : lines)
        if (line.key == key) return line;
    FAIL("no line " << key);
    return lines.front();
}

}  // namespace

TEST_CASE("first run: a vault is in use only after the paper has opened a copy of it", "[desk][vault]")
{
    FirstRun f;
    REQUIRE(f.make());
    CHECK(core::desk_unlocked(f.store)->kit_pending);
    const auto paper = f.paper();
    const auto early = core::desk_rehearse_kit(f.store, secret(paper), f.working, kGoOn);
    REQUIRE_FALSE(early);
    CHECK(early.error().kind == base::ErrorKind::Conflict);
    const auto files = core::desk_write_kit(f.store, base::to_utf8(f.kits()));
    REQUIRE(files);
    for (const auto& file : {files->page, files->text}) {
        struct stat about {};
        REQUIRE(::stat(file.c_str(), &about) == 0);
        CHECK((about.st_mode & 0777) == 0600);
    }
    CHECK_FALSE(core::desk_write_kit(f.store, base::to_utf8(f.kits())));  // written once
    auto wrong = paper;
    wrong[0] = wrong[0] == 'Q' ? 'P' : 'Q';
    CHECK(*core::desk_rehearse_kit(f.store, secret(wrong), f.working, kGoOn) == std::vector<int>{1});
    CHECK(core::desk_unlocked(f.store)->kit_pending);
    CHECK(core::desk_rehearse_kit(f.store, secret(paper), f.working, kGoOn)->empty());
    REQUIRE(core::desk_destroy_kit_files(f.store));
    CHECK_FALSE(fs::exists(files->page));
    CHECK_FALSE(fs::exists(files->text));
    const auto unlocked = core::desk_unlocked(f.store);
    REQUIRE(unlocked);
    CHECK_FALSE(unlocked->kit_pending);
    CHECK(unlocked->tour_due);
    CHECK(unlocked->owner == "A. Chair");
    REQUIRE(core::desk_tour_taken(f.store));
    CHECK_FALSE(core::desk_unlocked(f.store)->tour_due);
}

TEST_CASE("first run: cut off before the rehearsal, the vault asks for a new kit, and only that one counts",
          "[desk][vault]")
{
    FirstRun f;
    REQUIRE(f.make());
    const auto old = f.paper();
    f.store.lock();
    CHECK_FALSE(f.store.kit.has_value());
    const auto again = core::desk_unlock(f.store, f.temporary.path() / "vault", secret(support::kPassphrase));
    REQUIRE(again);
    CHECK(again->kit_pending);
    REQUIRE(core::desk_new_kit(f.store));
    REQUIRE(core::desk_write_kit(f.store, base::to_utf8(f.kits())));
    CHECK_FALSE(core::desk_rehearse_kit(f.store, secret(old), f.working, kGoOn)->empty());
    CHECK(core::desk_rehearse_kit(f.store, secret(f.paper()), f.working, kGoOn)->empty());
    const auto stale = core::desk_try_kit(f.store, secret(old), f.working, kGoOn);
    REQUIRE_FALSE(stale);
    CHECK(stale.error().kind == base::ErrorKind::Denied);
}

TEST_CASE("first run: a cloud folder is refused unless the person insists, and nothing is left of a refusal",
          "[desk][vault]")
{
    FirstRun f;
    const auto refused = f.make("Dropbox/vault");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "vault_place");
    CHECK(refused.error().what.find("Dropbox") != std::string::npos);
    CHECK_FALSE(fs::exists(f.temporary.path() / "Dropbox"));
    fs::create_directories(f.temporary.path() / "Dropbox");
    CHECK(f.make("Dropbox/vault", true));
    const auto kit = core::desk_write_kit(f.store, base::to_utf8(f.temporary.path() / "Dropbox"));
    REQUIRE_FALSE(kit);
    CHECK(kit.error().kind == base::ErrorKind::Refused);
    const auto weak = core::desk_create(f.store, {base::to_utf8(f.temporary.path() / "v"), "A", false},
                                        secret("password1"), support::kCheap);
    REQUIRE_FALSE(weak);
    CHECK(weak.error().code == "weak_passphrase");
}

TEST_CASE("the sheet opens a vault whose passphrase is lost, and sets a new one", "[desk][vault]")
{
    FirstRun f;
    REQUIRE(f.make());
    const auto paper = f.paper();
    f.store.lock();
    const auto folder = f.temporary.path() / "vault";
    const auto back = core::desk_recover(f.store, folder, secret(paper), secret(support::kOtherPassphrase),
                                         support::kCheap);
    REQUIRE(back);
    CHECK(back->owner == "A. Chair");
    f.store.lock();
    CHECK_FALSE(core::desk_unlock(f.store, folder, secret(support::kPassphrase)));
    CHECK(core::desk_unlock(f.store, folder, secret(support::kOtherPassphrase)));
}

TEST_CASE("the passphrase is changed only by who knows it", "[desk][vault]")
{
    FirstRun f;
    REQUIRE(f.make());
    const auto wrong = core::desk_change_passphrase(f.store, secret("no"), secret(support::kOtherPassphrase),
                                                    support::kCheap);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().kind == base::ErrorKind::Denied);
    REQUIRE(core::desk_change_passphrase(f.store, secret(support::kPassphrase),
                                         secret(support::kOtherPassphrase), support::kCheap));
    CHECK(core::check_passphrase(*f.store.vault, secret(support::kOtherPassphrase)));
}

TEST_CASE("settings: who the vault is, its minutes and its backups are said and kept", "[desk][vault]")
{
    FirstRun f;
    REQUIRE(f.make());
    const auto settings = core::desk_settings(f.store);
    REQUIRE(settings);
    CHECK(settings->owner == "A. Chair");
    CHECK(settings->fingerprint.size() > 20);
    CHECK(settings->enrolment.starts_with("You are not enrolled"));
    CHECK(settings->idle_minutes == 5);
    CHECK_FALSE(core::desk_idle(f.store, 90));
    REQUIRE(core::desk_idle(f.store, 20));
    CHECK(core::desk_unlocked(f.store)->idle_minutes == 20);
    const auto asked = core::desk_request(f.store, "", "", base::to_utf8(f.kits()));
    REQUIRE(asked);
    CHECK(std::distance(fs::directory_iterator(f.kits()), {}) == 2);
    const auto said = core::desk_settings(f.store);
    CHECK(asked->find(said->request_fingerprint) != std::string::npos);
    CHECK_FALSE(core::desk_trust(f.store, base::to_utf8(f.temporary.path() / "nothing"), ""));
}

TEST_CASE("preferences: theme, size and folder survive in a file of the owner's alone; nonsense is ignored",
          "[desk][vault]")
{
    const support::TemporaryFolder temporary;
    const auto file = temporary.path() / "cairn" / "settings.txt";
    CHECK(core::read_preferences(file) == core::Preferences{});
    const core::Preferences wanted{"contrast", 200, "/home/chair/reviews"};
    REQUIRE(core::write_preferences(file, wanted));
    CHECK(core::read_preferences(file) == wanted);
    struct stat about {};
    REQUIRE(::stat(file.c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);
    std::ofstream(file) << "cairn/settings/v1\ntheme pink\nsize 9000\n";
    CHECK(core::read_preferences(file) == core::Preferences{});
    std::ofstream(file) << std::string(300, '\0');
    CHECK(core::read_preferences(file) == core::Preferences{});
}

TEST_CASE("health: a new vault says what to do, and says it is well once that is done", "[desk][health]")
{
    support::VaultFixture f;
    core::DeskStore store;
    core::Working working;
    store.vault.emplace(*std::move(f.vault));
    auto lines = core::desk_health(store);
    REQUIRE(lines);
    CHECK(line_of(*lines, "check").level == core::HealthLevel::Note);
    CHECK(line_of(*lines, "backup").level == core::HealthLevel::Act);
    CHECK(line_of(*lines, "backup").fix == core::HealthFix::ChooseBackup);
    CHECK(line_of(*lines, "kit").level == core::HealthLevel::Act);
    CHECK(line_of(*lines, "key").level == core::HealthLevel::Note);
    CHECK(line_of(*lines, "place").level == core::HealthLevel::Well);
    CHECK(line_of(*lines, "unsent").level == core::HealthLevel::Well);

    CHECK_FALSE(core::desk_backup(store, working, kGoOn));
    const auto stick = f.temporary.path() / "stick";
    fs::create_directories(stick);
    REQUIRE(core::desk_backup_plan(store, base::to_utf8(stick), 2));
    REQUIRE(core::desk_backup(store, working, kGoOn));
    REQUIRE(core::mark_kit_rehearsed(*store.vault));
    CHECK(core::desk_check(store, working, kGoOn)->starts_with("The vault is sound"));
    lines = core::desk_health(store);
    for (const auto* key : {"check", "backup", "kit"}) {
        INFO(line_of(*lines, key).words);
        CHECK(line_of(*lines, key).level == core::HealthLevel::Well);
    }
}

TEST_CASE("health: what grows old, and a clock that runs behind, are told", "[desk][health]")
{
    support::VaultFixture f;
    core::DeskStore store;
    core::Working working;
    store.vault.emplace(*std::move(f.vault));
    const auto stick = f.temporary.path() / "stick";
    fs::create_directories(stick);
    REQUIRE(core::desk_backup_plan(store, base::to_utf8(stick), 2));
    REQUIRE(core::desk_backup(store, working, kGoOn));
    REQUIRE(core::mark_kit_rehearsed(*store.vault));
    REQUIRE(core::desk_health(store));  // the vault was in use at this time
    const auto then = f.clock.now();
    f.clock.set(then + std::chrono::hours(24 * 8));
    auto lines = core::desk_health(store);
    CHECK(line_of(*lines, "backup").level == core::HealthLevel::Act);
    CHECK(line_of(*lines, "backup").words.find("8 days ago") != std::string::npos);
    CHECK(line_of(*lines, "clock").level == core::HealthLevel::Well);
    f.clock.set(then + std::chrono::hours(24 * 400));
    CHECK(line_of(*core::desk_health(store), "kit").level == core::HealthLevel::Act);
    f.clock.set(then - std::chrono::hours(24));
    lines = core::desk_health(store);
    CHECK(line_of(*lines, "clock").level == core::HealthLevel::Act);
    CHECK(line_of(*lines, "clock").words.find("Set the clock right") != std::string::npos);
}

TEST_CASE("closing a review: archive, certificate and the end of its names, after its reference is typed",
          "[desk][health]")
{
    support::VaultFixture f;
    f.demo_review();
    const auto reference = f.opened->card()->reference;
    const auto person = f.new_id();
    REQUIRE(f.opened->apply(
        {.changes = {support::put(
             "person", person, *json::parse_object(R"({"code":"V","names":[{"family":"Zebrowitch"}]})"))}}));
    f.opened.reset();
    core::DeskStore store;
    store.vault.emplace(*std::move(f.vault));
    const auto stick = f.temporary.path() / "stick";
    const auto archive = f.temporary.path() / "archive";
    fs::create_directories(stick);
    fs::create_directories(archive);
    REQUIRE(core::roll_backup(*store.vault, stick, 3));
    const auto rows = core::desk_closings(store);
    REQUIRE(rows);
    REQUIRE(rows->size() == 1);
    CHECK(rows->front().backups.size() == 1);
    CHECK(rows->front().before.size() == 2);  // not finished, never sent
    const auto refused = core::desk_close_review(store, {f.uuid, "OWHR", base::to_utf8(archive), true});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "not_confirmed");
    CHECK(fs::is_empty(archive));
    const auto closed = core::desk_close_review(store, {f.uuid, reference, base::to_utf8(archive), true});
    INFO((closed ? std::string() : closed.error().what));
    REQUIRE(closed);
    CHECK(closed->backups_destroyed == 1);
    CHECK(fs::is_empty(stick));
    CHECK(fs::exists(base::path_from_utf8(closed->archive) / "certificate-of-erasure.txt"));
    CHECK(fs::exists(base::path_from_utf8(closed->archive) / "coded.json"));
    for (const auto& file : fs::directory_iterator(base::path_from_utf8(closed->archive))) {
        std::ifstream in(file.path());
        const std::string words((std::istreambuf_iterator<char>(in)), {});
        CHECK(words.find("Zebrowitch") == std::string::npos);
    }
    CHECK(core::desk_closings(store)->front().identities_gone);
}
