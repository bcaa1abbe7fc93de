#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

#include <sys/stat.h>

#include "app/core/recovery_kit.h"
#include "app/core/rolling_backup.h"
#include "app/core/whereabouts.h"
#include "tests/support/vault_fixture.h"

namespace fs = std::filesystem;

namespace {

std::string words_of(const base::Secret& secret)
{
    return std::string(base::text_of(secret.bytes()));
}

int mode_of(const base::Path& file)
{
    struct stat about {};
    REQUIRE(::stat(file.c_str(), &about) == 0);
    return static_cast<int>(about.st_mode & 0777);
}

std::string text_of_pdf(const base::Path& file)
{
    const auto read = base::run({"pdftotext", "-layout", file.string(), "-"});
    REQUIRE(read);
    REQUIRE(read->exit_code == 0);
    REQUIRE(base::text_of(read->errors).empty());
    return std::string(base::text_of(read->output));
}

}  // namespace

TEST_CASE("recovery kit: the printed page says the key in rows and in one line, as another program reads it",
          "[kit]")
{
    const support::TemporaryFolder temporary;
    const auto identity = crypto::Identity::generate();
    const auto file = temporary.path() / "kit.pdf";
    REQUIRE(core::write_recovery_pdf(file, temporary.path() / "vault", "3f0c1a52-7d1e-4b7a-9a57-0c2f6f1d9e10",
                                     "22 November 2026", identity));
    CHECK(mode_of(file) == 0600);
    const std::string page = text_of_pdf(file);
    for (std::size_t row = 0; row < core::kKitRows; ++row)
        CHECK(page.find(words_of(core::kit_row(identity, row))) != std::string::npos);
    std::ofstream(temporary.path() / "scanned.txt") << page;
    const auto scanned = core::read_recovery_kit(temporary.path() / "scanned.txt");
    REQUIRE(scanned);
    CHECK(scanned->recipient().text() == identity.recipient().text());
    const auto info = base::run({"pdfinfo", file.string()});
    REQUIRE(info);
    CHECK(base::text_of(info->output).find("Pages:           1") != std::string_view::npos);
    CHECK(base::text_of(info->output).find("Producer") == std::string_view::npos);
    const auto again = core::write_recovery_pdf(file, temporary.path() / "vault", "", "", identity);
    REQUIRE_FALSE(again);
    CHECK(again.error().kind == base::ErrorKind::Conflict);
}

TEST_CASE("recovery kit: what is typed from the sheet is understood, and a wrong row is named", "[kit]")
{
    const auto identity = crypto::Identity::generate();
    std::string rows;
    for (std::size_t row = 0; row < core::kKitRows; ++row)
        rows += words_of(core::kit_row(identity, row)) + "\n";
    CHECK(rows.size() == 25 + 25 + 23);
    const auto typed = core::identity_from_typing(base::bytes_of(rows));
    REQUIRE(typed);
    CHECK(typed->recipient().text() == identity.recipient().text());
    std::string careless = words_of(identity.text());
    for (char& c : careless) c = c == '0' ? 'o' : c == 'L' ? '1' : c >= 'A' ? static_cast<char>(c + 32) : c;
    CHECK(core::identity_from_typing(base::bytes_of(careless)));
    CHECK(core::rows_that_differ(identity, base::bytes_of(rows)).empty());
    std::string wrong = rows;
    wrong[25] = wrong[25] == 'Q' ? 'P' : 'Q';
    CHECK(core::rows_that_differ(identity, base::bytes_of(wrong)) == std::vector<int>{2});
    CHECK_FALSE(core::identity_from_typing(base::bytes_of(wrong)));
    const auto cut = core::identity_from_typing(base::bytes_of(rows.substr(0, 40)));
    REQUIRE_FALSE(cut);
    CHECK(cut.error().what.find("58 characters") != std::string::npos);
}

TEST_CASE("recovery kit: it is not written into the vault or where a cloud service copies it away", "[kit]")
{
    support::VaultFixture f;
    const auto identity = crypto::Identity::generate();
    const auto cloud = f.temporary.path() / "OneDrive - Borough" / "kit";
    fs::create_directories(cloud);
    const auto marked = f.temporary.path() / "Work";
    fs::create_directories(marked / "deep");
    std::ofstream(marked / ".dropbox") << "x";
    for (const auto& folder : {f.folder() / "objects", cloud, marked / "deep"}) {
        const auto text = core::write_recovery_kit(folder / "kit.txt", f.folder(), f.vault->uuid(), identity);
        REQUIRE_FALSE(text);
        CHECK(text.error().kind == base::ErrorKind::Refused);
        const auto page = core::write_recovery_pdf(folder / "kit.pdf", f.folder(), "", "", identity);
        REQUIRE_FALSE(page);
        CHECK(page.error().kind == base::ErrorKind::Refused);
        CHECK_FALSE(fs::exists(folder / "kit.txt"));
    }
    CHECK(core::whereabouts(marked / "deep").cloud == "Dropbox");
    CHECK(core::whereabouts(cloud).cloud == "OneDrive");
    CHECK(core::whereabouts(f.temporary.path()).plain());
    CHECK(core::write_recovery_kit(f.temporary.path() / "kit.txt", f.folder(), f.vault->uuid(), identity));
}

TEST_CASE("recovery kit: it is pending until it has opened a restored copy of the open vault", "[kit]")
{
    support::VaultFixture f;
    f.demo_review();
    f.opened.reset();
    REQUIRE(core::mark_kit_pending(*f.vault));
    CHECK(core::kit_standing(*f.vault)->pending);
    const auto stranger = core::rehearse_recovery(*f.vault, crypto::Identity::generate());
    REQUIRE_FALSE(stranger);
    CHECK(stranger.error().kind == base::ErrorKind::Denied);
    CHECK(core::kit_standing(*f.vault)->pending);
    REQUIRE(core::rehearse_recovery(*f.vault, f.kit));
    const auto standing = core::kit_standing(*f.vault);
    CHECK_FALSE(standing->pending);
    CHECK(standing->rehearsed == f.clock.now());
    CHECK(f.vault->backups()->empty());
}

TEST_CASE("rolling backups: the oldest goes only after the newest was read back", "[backup]")
{
    support::VaultFixture f;
    f.demo_review();
    f.opened.reset();
    const auto place = f.temporary.path() / "stick";
    fs::create_directories(place / "cairn-backup-of-another");
    std::vector<base::Path> made;
    for (int day = 0; day < 4; ++day) {
        f.clock.set(f.clock.now() + std::chrono::hours(24));
        const auto rolled = core::roll_backup(*f.vault, place, 2);
        REQUIRE(rolled);
        made.push_back(rolled->made);
        CHECK(rolled->kept == std::min<std::size_t>(made.size(), 2));
    }
    CHECK_FALSE(fs::exists(made[0]));
    CHECK_FALSE(fs::exists(made[1]));
    CHECK(review::Vault::verify_backup(made[2]));
    CHECK(review::Vault::verify_backup(made[3]));
    CHECK(fs::exists(place / "cairn-backup-of-another"));  // not this vault's: left alone
    CHECK(core::backups_at_hand(*f.vault)->size() == 2);
    CHECK(f.vault->backups()->size() == 2);
}

TEST_CASE("rolling backups: one that is stopped or whose stick is gone leaves every older one", "[backup]")
{
    support::VaultFixture f;
    const auto place = f.temporary.path() / "stick";
    fs::create_directories(place);
    const auto first = core::roll_backup(*f.vault, place, 1);
    REQUIRE(first);
    f.clock.set(f.clock.now() + std::chrono::hours(24));
    int calls = 0;
    const auto stopped = core::roll_backup(*f.vault, place, 1, [&](auto, auto) { return ++calls < 3; });
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().kind == base::ErrorKind::Cancelled);
    CHECK(review::Vault::verify_backup(first->made));
    CHECK(std::distance(fs::directory_iterator(place), {}) == 1);
    const auto gone = core::roll_backup(*f.vault, f.temporary.path() / "pulled out", 1);
    REQUIRE_FALSE(gone);
    CHECK(gone.error().kind == base::ErrorKind::NotFound);
}

TEST_CASE("rolling backups: the folder and the number to keep are remembered in the vault", "[backup]")
{
    support::VaultFixture f;
    CHECK(core::backup_plan(*f.vault)->folder.empty());
    CHECK_FALSE(core::set_backup_plan(*f.vault, {base::to_utf8(f.folder() / "in"), 3}));
    CHECK_FALSE(core::set_backup_plan(*f.vault, {"/media/stick", 0}));
    REQUIRE(core::set_backup_plan(*f.vault, {"/media/stick", 5}));
    REQUIRE(f.reopen());
    const auto plan = core::backup_plan(*f.vault);
    CHECK(plan->folder == "/media/stick");
    CHECK(plan->keep == 5);
}
