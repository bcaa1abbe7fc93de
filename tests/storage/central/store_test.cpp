#include "storage/central/store.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "crypto/primitives/hash.h"

namespace {

using central::Store;

constexpr crypto::KdfCost kCheap{.mebibytes = 64, .passes = 2};
constexpr std::string_view kPassphrase = "seven quiet herons cross the marsh";
const std::string kReview = "6f0c3f5e-8c2b-4e7e-9b1d-0a5f3f2d7c11";
const std::string kBundle(32, 'a');

class TemporaryFolder {
public:
    TemporaryFolder() : path_(*base::make_temporary_folder()) {}
    ~TemporaryFolder()
    {
        std::error_code code;
        std::filesystem::remove_all(path_, code);
    }
    base::Path operator/(const char* name) const { return path_ / name; }

private:
    base::Path path_;
};

Store make_store(const base::Path& folder)
{
    auto store =
        Store::create(folder, base::bytes_of(kPassphrase), kCheap, crypto::Identity::generate().recipient());
    INFO((store ? "" : store.error().what));
    REQUIRE(store);
    return std::move(*store);
}

base::Result<Store> reopen(const base::Path& folder, std::string_view passphrase = kPassphrase)
{
    return Store::open(folder, {.passphrase = base::bytes_of(passphrase)});
}

base::Digest32 digest(std::string_view text)
{
    return crypto::sha256(base::bytes_of(text));
}

central::Submission submission(const std::string& bundle, std::int64_t revision, central::Status status)
{
    central::Submission s;
    s.review = kReview;
    s.bundle = bundle;
    s.revision = revision;
    s.statement = digest("statement " + bundle);
    s.ciphertext = digest("ciphertext " + bundle);
    s.author = "author";
    s.status = status;
    return s;
}

void write_file(const base::Path& path, std::string_view content)
{
    REQUIRE(base::make_folder(path.parent_path()));
    REQUIRE(base::write_new_file(path, base::bytes_of(content), base::Privacy::OwnerOnly));
}

}  // namespace

TEST_CASE("central store: what was stored is there after it was closed and opened again", "[central]")
{
    TemporaryFolder folder;
    const auto path = folder / "store";
    {
        auto store = make_store(path);
        REQUIRE(store.put_setting("origin", "example.org/log"));
        REQUIRE(store.put_secret("key", base::bytes_of("secret bytes")));
        REQUIRE(store.put_submission(submission(kBundle, 1, central::Status::Waiting)));
    }
    auto store = reopen(path);
    REQUIRE(store);
    CHECK(**store->setting("origin") == "example.org/log");
    CHECK(base::text_of(store->secret("key")->bytes()) == "secret bytes");
    const auto held = store->submission(kBundle);
    REQUIRE(held);
    REQUIRE(held->has_value());
    CHECK((*held)->statement == digest("statement " + kBundle));
    CHECK((*held)->status == central::Status::Waiting);
    CHECK(*store->log_size() == std::uint64_t{0});
}

TEST_CASE("central store: a wrong passphrase, a missing store and a second program are told apart",
          "[central]")
{
    TemporaryFolder folder;
    const auto path = folder / "store";
    CHECK(reopen(path).error().kind == base::ErrorKind::NoVault);
    {
        auto store = make_store(path);
        CHECK(reopen(path).error().kind == base::ErrorKind::Busy);
    }
    CHECK(reopen(path, "another passphrase altogether").error().kind == base::ErrorKind::Denied);
    CHECK(reopen(path));
}

TEST_CASE("central store: one damaged copy of the key is put right from the other", "[central]")
{
    TemporaryFolder folder;
    const auto path = folder / "store";
    make_store(path);
    const auto good = *base::read_file(path / "store.key", 65536);
    auto bad = good;
    bad[bad.size() / 2] ^= 1;
    REQUIRE(base::replace_file(path / "store.key", bad, base::Privacy::OwnerOnly));
    REQUIRE(reopen(path));
    CHECK(*base::read_file(path / "store.key", 65536) == *base::read_file(path / "store.key.2", 65536));
    REQUIRE(base::replace_file(path / "store.key", base::bytes_of("x"), base::Privacy::OwnerOnly));
    REQUIRE(base::replace_file(path / "store.key.2", base::bytes_of("y"), base::Privacy::OwnerOnly));
    CHECK(reopen(path).error().kind == base::ErrorKind::Corrupt);
}

TEST_CASE("central store: a transaction that fails leaves nothing", "[central]")
{
    TemporaryFolder folder;
    auto store = make_store(folder / "store");
    const auto failed = store.transaction([&]() -> base::Result<void> {
        TRY_VOID(store.put_submission(submission(kBundle, 1, central::Status::Accepted)));
        TRY_ASSIGN([[maybe_unused]] const auto index,
                   store.append(base::bytes_of("entry"), digest("leaf"), kBundle));
        return base::fail(base::ErrorKind::Conflict, "stop");
    });
    CHECK_FALSE(failed);
    CHECK(*store.log_size() == std::uint64_t{0});
    CHECK_FALSE(store.submission(kBundle)->has_value());
}

TEST_CASE("central store: the log counts from zero and owes a receipt for each entry about a bundle",
          "[central]")
{
    TemporaryFolder folder;
    auto store = make_store(folder / "store");
    CHECK(*store.append(base::bytes_of("roster"), digest("0"), "") == std::uint64_t{0});
    CHECK(*store.append(base::bytes_of("accepted"), digest("1"), kBundle) == std::uint64_t{1});
    REQUIRE(store.entries_without_receipt()->size() == 1);
    CHECK(store.entries_without_receipt()->front().index == 1);
    REQUIRE(
        store.put_receipt({.bundle = kBundle, .index = 1, .proof = {1}, .consistency = {2}, .missing = {}}));
    CHECK(store.entries_without_receipt()->empty());
    CHECK(store.receipt(kBundle, 1)->value().proof == base::Bytes{1});
    CHECK_FALSE(store.receipt(kBundle, 0)->has_value());
    CHECK(store.leaves()->at(1) == digest("1"));
}

TEST_CASE("central store: the journal grows, and an expunged body goes", "[central]")
{
    TemporaryFolder folder;
    auto store = make_store(folder / "store");
    REQUIRE(store.extend_journal(kReview, {{1, "one\n", "body\n"}, {2, "two\n", {}}}, {}));
    REQUIRE(store.extend_journal(kReview, {{3, "three\n", "more\n"}}, {1}));
    std::string seen;
    REQUIRE(store.each_line(kReview, [&](const central::JournalLine& line) -> base::Result<void> {
        seen += line.line + line.body.value_or("-\n");
        return {};
    }));
    CHECK(seen == "one\n-\ntwo\n-\nthree\nmore\n");
    CHECK_FALSE(store.extend_journal(kReview, {{3, "again\n", {}}}, {}));
}

TEST_CASE("central store: the record becomes what it is given, no more and no less", "[central]")
{
    TemporaryFolder folder;
    auto store = make_store(folder / "store");
    const central::Record a{.kind = "a", .id = "1", .struck = false, .fields = "{\"x\":1}"};
    const central::Record b{.kind = "b", .id = "2", .struck = true, .fields = "{}"};
    const central::Record changed{.kind = "a", .id = "1", .struck = false, .fields = "{\"x\":2}"};
    REQUIRE(store.replace_records(kReview, {a, b}));
    CHECK(*store.records(kReview) == std::vector<central::Record>{a, b});
    REQUIRE(store.replace_records(kReview, {changed}));
    CHECK(*store.records(kReview) == std::vector<central::Record>{changed});
}

TEST_CASE("7: the central store knows a demonstration review by its own record alone", "[central][demo]")
{
    TemporaryFolder folder;
    auto store = make_store(folder / "store");
    REQUIRE(store.put_submission(submission("b1", 1, central::Status::Accepted)));
    const auto demo = [&] { return store.reviews()->front().demo; };
    CHECK_FALSE(demo());
    central::Record review{.kind = "review", .id = "1", .struck = false, .fields = "{\"demo_flag\":true}"};
    REQUIRE(store.replace_records(kReview, {review}));
    CHECK(demo());
    review.fields = "{\"demo_flag\":false}";
    REQUIRE(store.replace_records(kReview, {review}));
    CHECK_FALSE(demo());
    const central::Record other{
        .kind = "meeting", .id = "1", .struck = false, .fields = "{\"demo_flag\":true}"};
    REQUIRE(store.replace_records(kReview, {other}));
    CHECK_FALSE(demo());
}

TEST_CASE("central store: opening takes away copies without a row and files the objects of what was accepted",
          "[central]")
{
    TemporaryFolder folder;
    const auto path = folder / "store";
    const auto object = digest("object");
    const auto name = base::to_hex(object) + ".age";
    {
        auto store = make_store(path);
        write_file(store.quarantine_folder("half") / "bundle.age", "x");
        write_file(store.quarantine_folder("listed") / "bundle.age", "x");
        REQUIRE(store.put_quarantined({.id = "listed", .step = 4, .code = "age_header", .received = {}}));
        write_file(store.submission_folder(std::string(32, 'b')) / "bundle.age", "no row");
        write_file(store.submission_folder(kBundle) / "bundle.age", "ciphertext " + kBundle);
        write_file(store.submission_folder(kBundle) / "objects" / name, "object");
        REQUIRE(store.put_submission(submission(kBundle, 1, central::Status::Accepted)));
        REQUIRE(store.put_object({.review = kReview, .object = object, .bundle = kBundle}));
    }
    auto store = reopen(path);
    REQUIRE(store);
    using std::filesystem::exists;
    CHECK_FALSE(exists(store->quarantine_folder("half")));
    CHECK(exists(store->quarantine_folder("listed")));
    CHECK_FALSE(exists(store->submission_folder(std::string(32, 'b'))));
    CHECK(exists(store->object_file(object)));
    CHECK(store->check()->empty());
    REQUIRE(
        base::replace_file(store->object_file(object), base::bytes_of("other"), base::Privacy::OwnerOnly));
    CHECK(store->check()->size() == 1);
}
