// Changes of keys and of attachments stopped, or failing, at each operation that must reach the disk.
#include "tests/support/cut_off.h"

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <set>

#include "tests/support/file_bytes.h"
#include "tests/support/longer.h"
#include "tests/support/vault_fixture.h"

using namespace support;
using base::ErrorKind;

namespace {

namespace fs = std::filesystem;

/// A folder as it was, to begin again from.
class Saved {
public:
    explicit Saved(const VaultFixture& fixture)
        : from_(fixture.temporary.path() / "saved"), to_(fixture.folder())
    {
        fs::copy(to_, from_, fs::copy_options::recursive);
    }
    void put_back() const
    {
        fs::remove_all(to_);
        fs::copy(from_, to_, fs::copy_options::recursive);
    }

private:
    base::Path from_, to_;
};

using Work = std::function<bool(VaultFixture&)>;
using Look = std::function<void(bool done)>;

/// `work` on an open vault, stopped before one durable operation after another (at a stride) by the end of
/// its process, then failing from each on; after each the vault is closed and `look` sees what the disk
/// holds.
std::int64_t interrupt(VaultFixture& fixture, const Work& work, const Look& look)
{
    fixture.opened.reset();
    fixture.vault.reset();
    const Saved saved(fixture);
    std::int64_t points = 0;
    for (bool ended = false; !ended; points += stride()) {
        INFO("stopped before operation " << points + 1);
        REQUIRE(points < 300);
        saved.put_back();
        const bool done = stopped_at(
            points + 1,
            [&] {
                CutOff::disarm();
                if (!fixture.reopen()) return false;
                CutOff::arm(CutOff::Way::Stop, points + 1);
                return work(fixture);
            },
            ended);
        if (ended) CHECK(done);
        look(done);
        fixture.opened.reset();
        fixture.vault.reset();
    }
    for (std::int64_t n = 1; n < points; n += stride()) {
        INFO("failing from operation " << n);
        saved.put_back();
        REQUIRE(fixture.reopen());
        CutOff::arm(CutOff::Way::Fail, n);
        const bool done = work(fixture);
        fixture.opened.reset();
        fixture.vault.reset();
        CutOff::disarm();
        look(done);
        fixture.opened.reset();
        fixture.vault.reset();
    }
    saved.put_back();
    return points;
}

bool opens(VaultFixture& fixture, std::string_view passphrase)
{
    const bool open = fixture.reopen(passphrase).has_value();
    fixture.vault.reset();
    return open;
}

/// Every file that is not of a vault that nobody interrupted.
void no_leftovers(const VaultFixture& fixture)
{
    for (const auto& entry : fs::recursive_directory_iterator(fixture.folder())) {
        const auto name = entry.path().filename().native();
        INFO(name);
        CHECK_FALSE(name.ends_with(".part"));
        CHECK_FALSE(name.ends_with(".new"));
        CHECK_FALSE(name.ends_with(".new-journal"));
    }
}

model::Change event(VaultFixture& fixture)
{
    return put("chronology_event", fixture.new_id(),
               object({{"text", "Seen by Nightingale"}, {"summary", "Seen at home"}}));
}

}  // namespace

TEST_CASE("interrupted: a passphrase change leaves one passphrase that opens, at every step",
          "[vault][interrupted]")
{
    VaultFixture fixture;
    const Work change = [](VaultFixture& f) {
        return f.vault->change_passphrase(base::bytes_of(kOtherPassphrase), kCheap).has_value();
    };
    const auto points = interrupt(fixture, change, [&](bool done) {
        // A change that was cut off between the copies is completed by whichever secret opens first.
        const bool former = opens(fixture, kPassphrase);
        const bool fresh = opens(fixture, kOtherPassphrase);
        CHECK((former || fresh));
        if (done) CHECK(fresh);
        if (done) CHECK_FALSE(former);
        CHECK(opens(fixture, kPassphrase) != opens(fixture, kOtherPassphrase));
        CHECK(bytes_at(fixture.folder() / "vault.key") == bytes_at(fixture.folder() / "vault.key.2"));
        no_leftovers(fixture);
    });
    CHECK(points > 8);
}

TEST_CASE("interrupted: an erasure with its new database key is undone or completed, at every step",
          "[vault][erase][interrupted]")
{
    VaultFixture fixture;
    REQUIRE(fixture.demo_review().apply({{event(fixture)}}));
    const auto old_database = [&] {
        fixture.opened.reset();
        fixture.vault.reset();
        return bytes_at(fixture.folder() / "vault.db");
    }();
    const Work erase = [](VaultFixture& f) { return f.vault->erase_identities(f.uuid).has_value(); };
    const auto identity = fixture.folder() / "identity" / (fixture.uuid + ".db");
    const auto points = interrupt(fixture, erase, [&](bool done) {
        REQUIRE(fixture.reopen());
        const auto health = fixture.vault->check();
        REQUIRE(health);
        CHECK(health->findings.empty());
        auto& review = fixture.open_demo();
        const bool gone = review.card()->identities_gone;
        if (done) CHECK(gone);
        CHECK(fs::exists(identity) != gone);
        CHECK(review.search("nightingale")->empty() == gone);
        fixture.opened.reset();
        REQUIRE(fixture.reopen());
        CHECK(fixture.vault->notices().empty());  // nothing is left to complete
        fixture.vault.reset();
        no_leftovers(fixture);
        if (!gone) return;
        REQUIRE(base::replace_file(fixture.folder() / "vault.db", old_database, base::Privacy::OwnerOnly));
        CHECK(fixture.reopen().error().kind == ErrorKind::Corrupt);
    });
    CHECK(points > 20);
}

TEST_CASE("interrupted: an attachment leaves no file that no record names, at every step",
          "[review][objects][interrupted]")
{
    VaultFixture fixture;
    fixture.demo_review();
    const std::string document = fixture.new_id();
    const Work attach = [&](VaultFixture& f) {
        base::MemorySource source(base::bytes_of("the bytes of a file"));
        auto opened = f.vault->open_review(f.uuid);
        if (!opened) return false;
        f.opened.emplace(std::move(*opened));
        const auto attached = f.opened->attach(source, true);
        if (!attached) return false;
        const json::Array parts{json::Value(base::to_hex(attached->parts[0]))};
        return f.opened->apply({{put("document", document, object({{"parts", parts}}))}}).has_value();
    };
    const auto points = interrupt(fixture, attach, [&](bool done) {
        REQUIRE(fixture.reopen());
        auto& review = fixture.open_demo();
        const auto objects = review.objects();
        REQUIRE(objects);
        if (done) CHECK(objects->size() == 1);
        std::set<base::Path> named, there;
        for (const auto& part : *objects) named.insert(review.object_file(part.object));
        for (const auto& entry : fs::recursive_directory_iterator(fixture.folder() / "objects"))
            if (entry.is_regular_file()) there.insert(entry.path());
        CHECK(there == named);
        CHECK(fixture.vault->check()->findings.empty());
        no_leftovers(fixture);
    });
    CHECK(points > 8);
}

TEST_CASE("interrupted: a review that was being made is there whole or not at all, at every step",
          "[vault][interrupted]")
{
    VaultFixture fixture;
    const Work create = [](VaultFixture& f) {
        return f.vault->create_review({"OWHR", "X99000001", true, 2025}).has_value();
    };
    interrupt(fixture, create, [&](bool done) {
        REQUIRE(fixture.reopen());
        const auto reviews = fixture.vault->reviews();
        REQUIRE(reviews);
        if (done) CHECK(reviews->size() == 1);
        std::size_t files = 0;
        for (const auto& entry : fs::directory_iterator(fixture.folder() / "identity"))
            files += entry.path().extension() == ".db" ? 1 : 0;
        CHECK(files == reviews->size());
        CHECK(fixture.vault->check()->findings.empty());
        no_leftovers(fixture);
    });
}
