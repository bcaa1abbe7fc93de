#include <catch2/catch_test_macros.hpp>

#include "tests/sync/trust/support.h"

namespace {

using namespace trust_test;
using trust::RosterChain;

TEST_CASE("roster: text reads back as it was")
{
    const auto root = signer("root", 1);
    auto made = roster({&root});
    made.witnesses.push_back({true, signer("w", 9, trust::NoteKeyType::Cosignature).key()});
    made.publishers.push_back(signing_key(80).public_key());
    made.revoked.push_back({recipient(90), at("2026-02-01T00:00:00Z"), 7, "key lost"});
    made.authors.push_back({kReview, signing_key(72).public_key(), at("2026-02-02T00:00:00Z")});
    const auto read = trust::Roster::parse(made.text());
    REQUIRE(read);
    CHECK(read->text() == made.text());
    CHECK(read->members == made.members);
    CHECK(read->stands(recipient(90), 6));
    CHECK_FALSE(read->stands(recipient(90), 7));
    CHECK(read->author_of(kReview)->key == signing_key(72).public_key());
}

TEST_CASE("roster: unknown, missing, repeated and reordered lines are refused")
{
    const auto root = signer("root", 1);
    const std::string text = roster({&root}).text();
    CHECK_FALSE(trust::Roster::parse(text + "extra 1\n"));
    CHECK_FALSE(trust::Roster::parse(text.substr(0, text.rfind("minimum"))));
    std::string twice = text;
    const std::string line = "root " + root.key().text() + "\n";
    twice.insert(twice.find(line), line);
    CHECK_FALSE(trust::Roster::parse(twice));
    auto weak = roster({&root});
    weak.roots.push_back(signer("other", 2).key());
    weak.threshold = 1;  // one of two is not a majority
    CHECK_FALSE(trust::Roster::parse(weak.text()));
}

TEST_CASE("roster: a chain of two-of-three roots changes roots only with enough signatures of both")
{
    const auto a = signer("a", 1), b = signer("b", 2), c = signer("c", 3), d = signer("d", 4);
    CHECK_FALSE(RosterChain::begin(signed_by(roster({&a, &b, &c}, 2), {&a})));
    auto chain = RosterChain::begin(signed_by(roster({&a, &b, &c}, 2), {&a, &c}));
    REQUIRE(chain);
    auto next = next_of(chain->newest());
    next.roots = {b.key(), c.key(), d.key()};
    const auto refused = [&](const std::string& note, const char* code) {
        auto copy = RosterChain::parse(chain->encode());
        REQUIRE(copy);
        const auto done = copy->append(note);
        REQUIRE_FALSE(done);
        CHECK(done.error().code == code);
    };
    refused(signed_by(next, {&c, &d}), "roster_signature");      // one of the old roots only
    refused(signed_by(next, {&a, &b}), "roster_signature");      // one of the new roots only
    refused(signed_by(next, {&b, &c, &c}), "roster_signature");  // the same line twice
    const auto stranger = signer("stranger", 9);
    refused(signed_by(next, {&b, &c, &stranger}), "roster_signature");
    auto skipped = next;
    ++skipped.version;
    refused(signed_by(skipped, {&b, &c}), "roster_chain");
    auto torn = next;
    (*torn.previous)[0] ^= 1;
    refused(signed_by(torn, {&b, &c}), "roster_chain");
    CHECK(chain->append(signed_by(next, {&b, &c})));
    const auto file = RosterChain::parse(chain->encode());
    REQUIRE(file);
    CHECK(file->notes().size() == 2);
    CHECK(file->check_pin(chain->notes().front().roster.root_digest()));
    CHECK(file->check_fingerprint(base::fingerprint(next.root_digest())));
    CHECK_FALSE(file->check_fingerprint(base::fingerprint(roster({&a}).root_digest())));
}

TEST_CASE("roster: an older or a different file does not replace the one held")
{
    const auto root = signer("root", 1);
    auto first = RosterChain::begin(signed_by(roster({&root}), {&root}));
    auto longer = RosterChain::begin(signed_by(roster({&root}), {&root}));
    REQUIRE(longer->append(signed_by(next_of(longer->newest()), {&root})));
    CHECK(longer->check_follows(*first));
    CHECK(first->check_follows(*longer).error().code == "roster_older");
    auto forked = RosterChain::begin(signed_by(roster({&root}), {&root}));
    auto other = next_of(forked->newest());
    other.minimum = "0.2.0";
    REQUIRE(forked->append(signed_by(other, {&root})));
    CHECK(forked->check_follows(*longer).error().code == "roster_fork");
}

TEST_CASE("roster: every flipped byte and every cut of a file is refused")
{
    const auto root = signer("root", 1);
    auto chain = RosterChain::begin(signed_by(roster({&root}), {&root}));
    REQUIRE(chain->append(signed_by(next_of(chain->newest()), {&root})));
    const std::string good = chain->encode();
    REQUIRE(RosterChain::parse(good));
    const std::size_t whole_first = good.find("note ", 5);
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string changed = good;
        changed[i] = static_cast<char>(changed[i] ^ (1 << (i % 8)));
        if (RosterChain::parse(changed)) FAIL("flipped byte " << i);
        if (i != whole_first && RosterChain::parse(good.substr(0, i))) FAIL("cut at " << i);
    }
    // Cut exactly between two versions it is the older file, which never replaces the newer one.
    const auto cut = RosterChain::parse(good.substr(0, whole_first));
    REQUIRE(cut);
    CHECK(cut->check_follows(*chain).error().code == "roster_older");
}

TEST_CASE("roster: who may sign, and for which review")
{
    const auto root = signer("root", 1);
    auto current = roster({&root});
    const auto key = signing_key(71).public_key();
    const auto other = signing_key(72).public_key();
    const auto now = at("2026-06-01T00:00:00Z");
    CHECK(trust::check_signer(current, key, "author", now, 5));
    CHECK(trust::check_signer(current, other, "author", now, 5).error().code == "signer_unknown");
    CHECK(trust::check_signer(current, key, "central", now, 5).error().code == "signer_role");
    CHECK(trust::check_signer(current, key, "author", at("2028-01-01T00:00:00Z"), 5).error().code ==
          "signer_not_valid");
    auto second = current.members.front();
    second.key = other;
    current.members.push_back(second);
    CHECK(trust::check_author(current, kReview, other, key, {}, 5).error().code == "author_changed");
    CHECK(trust::check_author(current, kReview, other, key, other, 5));
    current.revoked.push_back({key.text(), now, 5, "device lost"});
    CHECK(trust::check_signer(current, key, "author", now, 4));
    CHECK(trust::check_signer(current, key, "author", now, 5).error().code == "signer_revoked");
    CHECK(trust::check_author(current, kReview, other, key, {}, 5));  // the same member, the old key revoked
}

TEST_CASE("roster: recipients are exactly those of the version named")
{
    const auto root = signer("root", 1);
    const auto named = roster({&root});
    const auto now = at("2026-06-01T00:00:00Z");
    const auto open = trust::bundle_recipients(named, {});
    const auto sealed = trust::sealed_recipients(named, signing_key(71).public_key());
    REQUIRE(open);
    REQUIRE(sealed);
    CHECK(open->size() == 2);
    CHECK(sealed->size() == 3);
    CHECK(trust::check_recipients(named, named, *open, {}, {}, now));
    CHECK(trust::check_recipients(named, named, *sealed, {}, {}, now).error().code == "recipients_wrong");
    CHECK(trust::check_recipients(named, named, *open, *open, {}, now).error().code ==
          "sealed_recipients_wrong");
    CHECK(trust::check_recipients(named, named, *open, {}, {}, at("2028-02-01T00:00:00Z")).error().code ==
          "roster_old");
    auto current = named;
    current.revoked.push_back({recipient(61), now, 5, "key replaced"});
    CHECK(trust::check_recipients(named, current, *open, {}, {}, now).error().code == "recipient_revoked");
    CHECK(trust::bundle_recipients(named, signing_key(5).public_key()).error().code == "next_unknown");
}

TEST_CASE("roster: its least version is compared number by number, and what is no version is too old")
{
    const auto root = signer("root", 1);
    auto wanted = roster({&root});
    wanted.minimum = "1.10.2";
    for (const char* enough : {"1.10.2", "1.10.3", "1.11.0", "2.0.0"})
        CHECK(trust::check_program(wanted, enough));
    for (const char* old : {"1.10.1", "1.9.9", "0.99.99", "", "2", "2.0", "2.0.0.0", "2.0.x", "v2.0.0"})
        CHECK(trust::check_program(wanted, old).error().code == "program_too_old");
}

}  // namespace
