#include <catch2/catch_test_macros.hpp>

#include "crypto/primitives/hash.h"
#include "storage/db/database.h"
#include "tests/support/vault_fixture.h"

using base::ErrorKind;
using namespace support;

namespace {

model::Change on(model::Op op, std::string_view kind, std::string_view id)
{
    model::Change change;
    change.op = op;
    change.kind = kind;
    change.id = id;
    return change;
}

model::Change expunge(std::string_view kind, std::string_view id, std::int64_t target)
{
    auto change = on(model::Op::Expunge, kind, id);
    change.target = target;
    change.reason = "entered_in_error";
    return change;
}

std::string hex(const base::Digest32& digest)
{
    return base::to_hex(digest);
}

}  // namespace

TEST_CASE("review: a put is read back, split over both databases, and survives a lock", "[review]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    const std::string id = fixture.new_id();
    const auto command = review.apply(
        {{put("chronology_event", id,
              object({{"text", "Seen by Żebrowicz"}, {"summary", "Seen"}, {"earliest", "2024-03-01"}}))}});
    REQUIRE(command);
    CHECK(*command == 2);
    const auto head = *review.head();
    fixture.opened.reset();
    REQUIRE(fixture.reopen());
    auto& again = fixture.open_demo();
    CHECK(hex(*again.head()) == hex(head));
    const auto record = again.record("chronology_event", id);
    REQUIRE(record);
    CHECK(json::text_or(record->fields, "text") == "Seen by Żebrowicz");
    CHECK(json::text_or(record->fields, "summary") == "Seen");

    std::vector<review::JournalBytes> entries;
    REQUIRE(again.each_entry(2, [&](const review::JournalBytes& entry) -> base::Result<void> {
        entries.push_back(entry);
        return {};
    }));
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].body->find("Żebrowicz") == std::string::npos);
    CHECK(entries[0].sealed->find("Żebrowicz") != std::string::npos);
    CHECK(entries[0].line.find(base::to_hex(crypto::sha256(base::bytes_of(*entries[0].sealed)))) !=
          std::string::npos);
}

TEST_CASE("review: a command that fails leaves nothing", "[review]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    const auto head = *review.head();
    const std::string good = fixture.new_id();
    const auto refused =
        review.apply({{put("chronology_event", good, object({{"summary", "x"}})),
                       put("chronology_event", fixture.new_id(), object({{"no_such_field", "x"}}))}});
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::Invalid);
    CHECK(review.record("chronology_event", good).error().kind == ErrorKind::NotFound);
    CHECK(hex(*review.head()) == hex(head));
    CHECK(review.apply({{put("chronology_event", good, object({{"import", fixture.new_id()}}))}})
              .error()
              .code == "reference_missing");
    CHECK(review.apply({{put("nothing", good, {})}}).error().kind == ErrorKind::Invalid);
    CHECK(review.apply({{on(model::Op::Strike, "chronology_event", good)}}).error().kind ==
          ErrorKind::NotFound);
    CHECK(review.apply({{put("chronology_event", good, object({{"summary", "y"}}))}}));
    CHECK(fixture.vault->check()->findings.empty());
}

TEST_CASE("review: undo and redo restore the state hash, also after a restart", "[review][undo]")
{
    VaultFixture fixture;
    fixture.demo_review();
    const std::string a = fixture.new_id(), b = fixture.new_id();
    std::vector<std::string> hashes{hex(*fixture.opened->state_hash())};
    const std::vector<model::Command> commands{
        {{put("chronology_event", a, object({{"summary", "one"}, {"text", "words"}})),
          put("chronology_event", b, object({{"summary", "two"}}))}},
        {{put("chronology_event", a, object({{"summary", "changed"}, {"text", nullptr}}))}},
        {{on(model::Op::Strike, "chronology_event", b)}},
    };
    for (const auto& command : commands) {
        REQUIRE(fixture.opened->apply(command));
        hashes.push_back(hex(*fixture.opened->state_hash()));
    }
    for (int round = 0; round < 2; ++round) {
        for (std::size_t i = commands.size(); i > 0; --i) {
            REQUIRE(fixture.opened->undo());
            CHECK(hex(*fixture.opened->state_hash()) == hashes[i - 1]);
            fixture.opened.reset();
            REQUIRE(fixture.reopen());
            fixture.open_demo();
        }
        for (std::size_t i = 1; i <= commands.size(); ++i) {
            REQUIRE(fixture.opened->redo());
            CHECK(hex(*fixture.opened->state_hash()) == hashes[i]);
        }
        CHECK(fixture.opened->redo().error().kind == ErrorKind::Conflict);
    }
    CHECK(fixture.opened->history(a)->size() == 10);
    CHECK(fixture.vault->check()->findings.empty());
    REQUIRE(fixture.opened->mark_signed(*fixture.opened->lines()));
    CHECK(fixture.opened->undo().error().kind == ErrorKind::Conflict);
}

TEST_CASE("review: words are found without case and accents, in either part, by the beginning of the last",
          "[review][search]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    const std::string a = fixture.new_id(), b = fixture.new_id(), org = fixture.new_id();
    REQUIRE(review.apply(
        {{put("chronology_event", a,
              object({{"text", "Visit by Żebrowicz and Đurić, Straße 4"}, {"summary", "Home visit"}})),
          put("chronology_event", b, object({{"text", "Called Łukasz"}})),
          put("organisation", org, object({{"name", "Kestrel House"}}))}}));
    const auto finds = [&](std::string_view words, std::string_view id) {
        const auto hits = review.search(words);
        REQUIRE(hits);
        for (const auto& hit : *hits)
            if (hit.id == id) return true;
        return false;
    };
    for (const char* words :
         {"zebrowicz", "ŻEBROWICZ", "duric", "strasse", "zebrow", "home zebrowicz", "visit du"}) {
        INFO(words);
        CHECK(finds(words, a));
        CHECK_FALSE(finds(words, b));
    }
    CHECK(finds("lukasz", b));
    CHECK(finds("kestrel", org));
    CHECK_FALSE(finds("zebrow visit", a));  // only the last may be a beginning
    CHECK(review.search("")->empty());
    CHECK(review.search("\"' OR * NEAR(")->empty());
    const auto hit = review.search("duric")->at(0);
    CHECK(hit.field == "text");
    CHECK(hit.excerpt.find("Đurić") != std::string::npos);

    REQUIRE(review.apply({{on(model::Op::Strike, "chronology_event", a)}}));
    CHECK_FALSE(finds("zebrowicz", a));
    REQUIRE(review.undo());
    CHECK(finds("zebrowicz", a));
    REQUIRE(review.apply({{put("chronology_event", b, object({{"text", "Nobody"}}))}}));
    CHECK_FALSE(finds("lukasz", b));
}

TEST_CASE("review: the chronology is in order, undated last, and windows are slices of it",
          "[review][chronology]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    const auto event = [&](json::Object fields) {
        const std::string id = fixture.new_id();
        REQUIRE(review.apply({{put("chronology_event", id, std::move(fields))}}));
        return id;
    };
    const auto undated = event({});
    const auto late = event(object({{"earliest", "2024-03-02"}, {"latest", "2024-03-02"}}));
    const auto timed =
        event(object({{"earliest", "2024-03-01"}, {"latest", "2024-03-01"}, {"time", "09:30"}}));
    const auto day = event(object({{"earliest", "2024-03-01"}, {"latest", "2024-03-01"}}));
    const auto second = event(object({{"earliest", "2024-03-01"}, {"latest", "2024-03-31"}, {"seq", 2}}));
    const auto first = event(object({{"earliest", "2024-03-01"}, {"latest", "2024-03-31"}, {"seq", 1}}));
    const auto before = event(object({{"latest", "2024-02-01"}}));
    const std::vector<std::string> wanted{before, day, first, second, timed, late, undated};
    const auto rows = review.chronology();
    REQUIRE(rows);
    REQUIRE(rows->size() == wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) CHECK((*rows)[i].id == wanted[i]);
    const auto window = review.chronology(2, 3);
    REQUIRE(window->size() == 3);
    CHECK((*window)[0].id == first);
    REQUIRE(review.apply({{on(model::Op::Strike, "chronology_event", day)}}));
    CHECK(*review.chronology_count() == 6);
}

TEST_CASE("review: expunged words are nowhere, and the chain still holds", "[review][expunge]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    const std::string id = fixture.new_id();
    REQUIRE(review.apply(
        {{put("chronology_event", id, object({{"text", "Nightingale"}, {"summary", "Kestrel"}}))}}));
    REQUIRE(review.put_draft({"chronology_event", id, "text", "Nightingale again", 3, {1, 2}}));
    REQUIRE(review.drafts()->size() == 1);
    REQUIRE(review.apply({{expunge("chronology_event", id, 2)}}));
    const auto record = review.record("chronology_event", id);
    REQUIRE(record);
    CHECK(record->fields.empty());
    CHECK(review.search("nightingale")->empty());
    CHECK(review.search("kestrel")->empty());
    CHECK(review.drafts()->empty());
    CHECK(review.history(id)->at(0).expunged);
    CHECK(review.undo().error().kind == ErrorKind::Conflict);
    CHECK(fixture.vault->check()->findings.empty());
    const auto hash = hex(*review.state_hash());
    REQUIRE(review.rebuild());
    CHECK(hex(*review.state_hash()) == hash);
    CHECK(fixture.vault->check()->findings.empty());
}

TEST_CASE("review: raising the class of a record moves its words to the sealed part", "[review][expunge]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    const std::string id = fixture.new_id();
    REQUIRE(review.apply(
        {{put("chronology_event", id, object({{"summary", "Kestrel"}, {"text", "Original"}}))}}));
    REQUIRE(review.apply({{put("chronology_event", id, object({{"disclosure_class", "D3"}}))}}));
    const auto record = review.record("chronology_event", id);
    CHECK(json::text_or(record->fields, "summary") == "Kestrel");
    CHECK(json::text_or(record->fields, "text") == "Original");
    REQUIRE(review.each_entry(1, [](const review::JournalBytes& entry) -> base::Result<void> {
        if (entry.body) CHECK(entry.body->find("Kestrel") == std::string::npos);
        return {};
    }));
    CHECK(review.search("kestrel")->size() == 1);
    CHECK(fixture.vault->check()->findings.empty());
}

TEST_CASE("review: words of undone commands leave when they are dropped", "[review][undo]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    const std::string id = fixture.new_id();
    REQUIRE(review.apply({{put("chronology_event", id, object({{"summary", "kept"}}))}}));
    REQUIRE(review.apply({{put("chronology_event", id, object({{"summary", "Nightingale"}}))}}));
    REQUIRE(review.undo());
    const auto hash = hex(*review.state_hash());
    CHECK(*review.drop_undone() > 0);
    CHECK(*review.drop_undone() == 0);
    CHECK(hex(*review.state_hash()) == hash);
    REQUIRE(review.each_entry(1, [](const review::JournalBytes& entry) -> base::Result<void> {
        if (entry.body) CHECK(entry.body->find("Nightingale") == std::string::npos);
        return {};
    }));
    CHECK(fixture.vault->check()->findings.empty());
}

TEST_CASE("review: an import is undone whole, also after a signing, and not while something refers to it",
          "[review][undo]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    const std::string import = fixture.new_id(), document = fixture.new_id(), event = fixture.new_id();
    const auto hash = hex(*review.state_hash());
    REQUIRE(review.apply({{put("document", document, object({{"title", "File"}})),
                           put("import", import, object({{"file", document}, {"rows_read", 1}})),
                           put("chronology_event", event, object({{"import", import}, {"text", "row"}}))}}));
    REQUIRE(review.mark_signed(*review.lines()));
    const std::string extract = fixture.new_id();
    REQUIRE(review.apply({{put("extract", extract, object({{"document", document}, {"text", "words"}}))}}));
    CHECK(review.undo_import(import).error().kind == ErrorKind::Refused);
    REQUIRE(review.undo());
    REQUIRE(review.undo_import(import));
    CHECK(hex(*review.state_hash()) == hash);
    CHECK(*review.chronology_count() == 0);
    CHECK(review.undo_import(fixture.new_id()).error().kind == ErrorKind::NotFound);
    CHECK(fixture.vault->check()->findings.empty());
}

TEST_CASE("review: a handed-over review can be read only", "[review]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    auto handover = on(model::Op::Handover, "review", fixture.uuid);
    handover.fields = object({{"to", fixture.vault->signing_key().public_key().text()}});
    REQUIRE(review.apply({{handover}}));
    CHECK(review.apply({{put("chronology_event", fixture.new_id(), {})}}).error().code == "handed_over");
    fixture.opened.reset();
    REQUIRE(fixture.reopen());
    CHECK_FALSE(fixture.open_demo().card()->writable);
    CHECK(fixture.vault->check()->findings.empty());
}

TEST_CASE("review: attachments are read back, padded, and swept when nothing names them", "[review][objects]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{1024}, std::size_t{70000}}) {
        INFO(size);
        base::Bytes bytes(size);
        fixture.random.fill(bytes);
        base::MemorySource source(bytes);
        const auto attached = review.attach(source, true);
        REQUIRE(attached);
        CHECK(attached->sha256 == crypto::sha256(bytes));
        base::MemorySink sink;
        REQUIRE(review.read_attachment(attached->parts, sink));
        CHECK(sink.bytes == bytes);
    }
    CHECK(review.objects()->empty());
    base::MemorySource source(base::bytes_of("kept"));
    const auto kept = review.attach(source, true);
    const std::string id = fixture.new_id();
    json::Array parts{json::Value(hex(kept->parts[0]))};
    REQUIRE(review.apply({{put("document", id, object({{"parts", parts}, {"file_class", "D3"}}))}}));
    REQUIRE(review.objects()->size() == 1);
    CHECK(review.objects()->at(0).sealed);
    const auto file = review.object_file(review.objects()->at(0).object);
    json::Array unknown{json::Value(std::string(64, 'a'))};
    CHECK(review.apply({{put("document", fixture.new_id(), object({{"parts", unknown}}))}}).error().code ==
          "part_unknown");

    fixture.opened.reset();
    REQUIRE(fixture.reopen());
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(fixture.folder() / "objects"))
        files += entry.is_regular_file() ? 1 : 0;
    CHECK(files == 1);
    auto& again = fixture.open_demo();
    REQUIRE(again.apply({{put("document", id, object({{"file_class", "D2"}}))}}));
    CHECK_FALSE(again.objects()->at(0).sealed);
    base::MemorySink sink;
    REQUIRE(again.read_attachment(kept->parts, sink));
    CHECK(base::text_of(sink.bytes) == "kept");
    CHECK(fixture.vault->check()->objects == 1);

    auto bytes = *base::read_file(file, 1 << 20);
    bytes[bytes.size() / 2] ^= 1;
    REQUIRE(base::replace_file(file, bytes, base::Privacy::OwnerOnly));
    CHECK(fixture.vault->check()->damaged);
    CHECK(again.read_attachment(kept->parts, sink).error().kind == ErrorKind::Corrupt);
    REQUIRE(again.apply({{expunge("document", id, 2)}}));
    CHECK(again.objects()->empty());
    CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("review: a cancelled attachment leaves nothing behind", "[review][objects]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    const base::Bytes bytes(1 << 20);
    base::MemorySource source(bytes);
    CHECK(review.attach(source, true, [](std::uint64_t, std::uint64_t) { return false; }).error().kind ==
          ErrorKind::Cancelled);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(fixture.folder() / "objects"))
        CHECK_FALSE(entry.is_regular_file());
}

TEST_CASE("review: drafts lie where their field lies and survive a lock", "[review][drafts]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    const std::string id = fixture.new_id();
    REQUIRE(review.put_draft({"chronology_event", id, "summary", "one", 1, {9}}));
    REQUIRE(review.put_draft({"chronology_event", id, "summary", "open words", 4, {7}}));
    REQUIRE(review.put_draft({"chronology_event", id, "text", "sealed words", 2, {}}));
    fixture.opened.reset();
    REQUIRE(fixture.reopen());
    auto& again = fixture.open_demo();
    const auto drafts = again.drafts();
    REQUIRE(drafts->size() == 2);
    CHECK((*drafts)[0].text == "open words");
    CHECK((*drafts)[0].undo == base::Bytes{7});
    CHECK((*drafts)[1].text == "sealed words");
    REQUIRE(again.drop_draft(id, "text"));
    CHECK(again.drafts()->size() == 1);
}

TEST_CASE("review: one is open at a time", "[review]")
{
    VaultFixture fixture;
    fixture.demo_review();
    CHECK(fixture.vault->open_review(fixture.uuid).error().kind == ErrorKind::Conflict);
    CHECK(fixture.vault->create_review({"OWHR", "X99000001", true, {}}).error().kind == ErrorKind::Conflict);
    fixture.opened.reset();
    CHECK(fixture.vault->open_review("OWHR-X99000001-2025-001"));
    CHECK(fixture.vault->open_review("OWHR-X99000001-2025-009").error().kind == ErrorKind::NotFound);
}
