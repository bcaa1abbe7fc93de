#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/support/vectors.h"
#include "tests/sync/trust/support.h"

namespace {

using namespace trust_test;

/// A log of 20 entries, its roster, and what entry 12 was about.
struct Scene {
    trust::Roster roster;
    std::vector<std::string> entries;
    std::vector<base::Digest32> leaves;
    trust::Sent sent;
    std::string receipt;
    std::string consistency;
    std::string checkpoint;
};

trust::Entry entry_of(std::uint8_t number)
{
    trust::Entry entry;
    entry.time = at("2026-03-01T10:00:00Z");
    entry.bundle = std::string(32, static_cast<char>('a' + number % 6));
    entry.review = kReview;
    entry.revision = number + 1;
    entry.statement = crypto::sha256({&number, 1});
    entry.ciphertext = trust::leaf_hash({&number, 1});
    entry.objects = trust::ObjectsCommitment{0, crypto::sha256({})};
    entry.author = signing_key(71).public_key().number_text();
    entry.nonce.fill(number);
    return entry;
}

Scene scene()
{
    Scene made;
    const auto root = signer("root", 1);
    const auto log = signer("log.example.org", 50);
    made.roster = roster({&root});
    for (std::uint8_t i = 0; i < 20; ++i) {
        made.entries.push_back(entry_of(i).encode());
        made.leaves.push_back(trust::leaf_hash(base::bytes_of(made.entries.back())));
    }
    const auto source = trust::leaves_of(made.leaves);
    trust::Checkpoint checkpoint{kOrigin, 20, *trust::tree_root(20, source)};
    made.checkpoint = *trust::sign_checkpoint(checkpoint, log);
    made.receipt = trust::make_receipt(made.entries[12], 12, 20, made.checkpoint, source)->encode();
    made.consistency = trust::make_consistency(5, 20, made.checkpoint, source)->encode();
    const auto entry = entry_of(12);
    made.sent = {*entry.bundle,     *entry.review,  *entry.revision, *entry.statement,
                 *entry.ciphertext, *entry.objects, *entry.author,   {5, *trust::tree_root(5, source)}};
    return made;
}

TEST_CASE("receipt: what the centre made is what the sender accepts")
{
    const auto s = scene();
    const auto verified = trust::apply_receipt(s.receipt, s.consistency, s.roster, s.sent);
    REQUIRE(verified);
    CHECK(verified->index == 12);
    CHECK(verified->checkpoint.size == 20);
    CHECK(verified->entry == entry_of(12));
}

TEST_CASE("receipt: a receipt about something else is refused")
{
    const auto s = scene();
    const auto refused = [&](auto change) {
        auto sent = s.sent;
        change(sent);
        const auto verified = trust::apply_receipt(s.receipt, s.consistency, s.roster, sent);
        return !verified && verified.error().code == "receipt_mismatch";
    };
    CHECK(refused([](auto& sent) { sent.bundle = std::string(32, '0'); }));
    CHECK(refused([](auto& sent) { ++sent.revision; }));
    CHECK(refused([](auto& sent) { sent.statement[0] ^= 1; }));
    CHECK(refused([](auto& sent) { sent.ciphertext[0] ^= 1; }));
    CHECK(refused([](auto& sent) { ++sent.objects.count; }));
    CHECK(refused([](auto& sent) { sent.author[0] = 'X'; }));
}

TEST_CASE("receipt: a log that does not continue what was seen contradicts itself")
{
    auto s = scene();
    s.sent.seen.root[0] ^= 1;
    CHECK(trust::apply_receipt(s.receipt, s.consistency, s.roster, s.sent).error().code ==
          "consistency_proof");
}

TEST_CASE("receipt: every flipped byte and every cut of receipt and consistency file is refused")
{
    const auto s = scene();
    for (std::size_t i = 0; i < s.receipt.size(); ++i) {
        std::string changed = s.receipt;
        changed[i] = static_cast<char>(changed[i] ^ (1 << (i % 8)));
        if (trust::apply_receipt(changed, s.consistency, s.roster, s.sent)) FAIL("flipped byte " << i);
        if (trust::apply_receipt(s.receipt.substr(0, i), s.consistency, s.roster, s.sent))
            FAIL("cut at " << i);
    }
    for (std::size_t i = 0; i < s.consistency.size(); ++i) {
        std::string changed = s.consistency;
        changed[i] = static_cast<char>(changed[i] ^ (1 << (i % 8)));
        if (trust::apply_receipt(s.receipt, changed, s.roster, s.sent)) FAIL("flipped byte " << i);
        if (trust::apply_receipt(s.receipt, s.consistency.substr(0, i), s.roster, s.sent))
            FAIL("cut at " << i);
    }
}

TEST_CASE("receipt: witnesses listed in the roster may cosign the checkpoint, others may not")
{
    auto s = scene();
    const auto witness = signer("witness.example", 51, trust::NoteKeyType::Cosignature);
    const auto cosigned = trust::cosign_checkpoint(s.checkpoint, witness, at("2026-03-02T00:00:00Z"));
    REQUIRE(cosigned);
    const auto keys = s.roster.logs;
    CHECK_FALSE(trust::open_checkpoint(*cosigned, kOrigin, keys, {}));
    const std::vector<trust::NoteKey> witnesses{witness.key()};
    const auto opened = trust::open_checkpoint(*cosigned, kOrigin, keys, witnesses);
    REQUIRE(opened);
    CHECK(opened->cosigners == std::vector<std::string>{"witness.example"});
    CHECK_FALSE(trust::open_checkpoint(*cosigned, "other.example", keys, witnesses));
}

TEST_CASE("receipt: the script in the documentation verifies it, and refuses a changed one")
{
    const auto s = scene();
    const std::string document = test::file_bytes(std::string(PROJECT_ROOT) + "/docs/formats/receipt.md");
    const std::size_t begin = document.find("```python\n");
    REQUIRE(begin != std::string::npos);
    const std::string script = document.substr(begin + 10, document.find("```", begin + 10) - begin - 10);
    CHECK(std::count(script.begin(), script.end(), '\n') <= 40);
    const auto folder = std::filesystem::temp_directory_path() / "cairn-receipt-test";
    std::filesystem::create_directories(folder);
    const auto run = [&](const std::string& receipt) {
        std::ofstream(folder / "verify.py", std::ios::binary) << script;
        std::ofstream(folder / "a.receipt", std::ios::binary) << receipt;
        const std::string command = "cd '" + folder.string() + "' && python3 verify.py a.receipt '" +
                                    s.roster.logs.front().text() + "' " + kOrigin + " > out.txt 2>&1";
        return std::system(command.c_str()) == 0;
    };
    CHECK(run(s.receipt));
    CHECK(test::file_bytes(folder / "out.txt").find("entry 12 of 20") != std::string::npos);
    for (const std::size_t place : {std::size_t{40}, s.receipt.find("index 12") + 7, s.receipt.size() - 10,
                                    s.receipt.find("\n\n") - 5}) {
        std::string changed = s.receipt;
        changed[place] = changed[place] == 'A' ? 'B' : 'A';
        INFO("byte " << place);
        CHECK_FALSE(run(changed));
    }
    std::filesystem::remove_all(folder);
}

TEST_CASE("entry: every kind reads back as written")
{
    for (const auto kind : {trust::EntryKind::Accepted, trust::EntryKind::Rejected, trust::EntryKind::Fork,
                            trust::EntryKind::Waiting, trust::EntryKind::SealedChecked,
                            trust::EntryKind::Roster, trust::EntryKind::Revoked, trust::EntryKind::Returned,
                            trust::EntryKind::Erased, trust::EntryKind::Key}) {
        auto entry = entry_of(3);
        entry.kind = kind;
        if (kind == trust::EntryKind::Rejected) entry.code = "chain_broken";
        if (kind == trust::EntryKind::Roster) {
            entry.bundle.reset();
            entry.review.reset();
            entry.revision.reset();
            entry.objects.reset();
            entry.detail = entry.ciphertext;
        }
        const auto read = trust::Entry::parse(entry.encode());
        INFO(trust::to_text(kind));
        REQUIRE(read);
        CHECK(*read == entry);
    }
    CHECK_FALSE(trust::Entry::parse(entry_of(1).encode() + "\n"));
}

}  // namespace
