#pragma once
/// Keys, a small roster and a small log for the tests of sync/trust.

#include <string>
#include <vector>

#include "crypto/primitives/age.h"
#include "crypto/primitives/hash.h"
#include "sync/trust/receipt.h"

namespace trust_test {

inline base::Time at(const char* text)
{
    return *base::time_from_text(text);
}

inline trust::NoteSigner signer(const std::string& name, std::uint8_t seed,
                                trust::NoteKeyType type = trust::NoteKeyType::Ed25519)
{
    const std::vector<std::uint8_t> bytes(32, seed);
    return *trust::NoteSigner::restore(name, bytes, type);
}

inline crypto::SigningKey signing_key(std::uint8_t fill)
{
    const std::vector<std::uint8_t> stored(40, fill);
    return *crypto::SigningKey::restore(stored);
}

inline std::string recipient(std::uint8_t fill)
{
    const std::vector<std::uint8_t> scalar(32, fill);
    return crypto::Identity::restore(scalar)->recipient().text();
}

inline constexpr const char* kOrigin = "reviews.example.org/cairn";
inline constexpr const char* kReview = "11111111-1111-4111-8111-111111111111";
inline constexpr const char* kMember = "22222222-2222-4222-8222-222222222222";

/// Version 1 with the given roots.
inline trust::Roster roster(const std::vector<const trust::NoteSigner*>& roots, std::uint64_t threshold = 1)
{
    trust::Roster made;
    made.origin = kOrigin;
    made.issued = at("2026-01-01T00:00:00Z");
    made.expires = at("2027-01-01T00:00:00Z");
    made.threshold = threshold;
    for (const auto* root : roots) made.roots.push_back(root->key());
    made.logs.push_back(signer("log.example.org", 50).key());
    made.recipients = {{trust::RecipientUse::Central, recipient(61)},
                       {trust::RecipientUse::Identity, recipient(62)},
                       {trust::RecipientUse::Recovery, recipient(63)}};
    trust::Member member;
    member.id = kMember;
    member.key = signing_key(71).public_key();
    member.recipient = recipient(64);
    member.roles = {"author"};
    member.from = at("2026-01-01T00:00:00Z");
    member.to = at("2028-01-01T00:00:00Z");
    member.name = "Chair One";
    made.members.push_back(member);
    return made;
}

/// One restored signer as the span that sign_roster takes.
inline std::string signed_by(const trust::Roster& roster, const std::vector<const trust::NoteSigner*>& roots)
{
    const std::string text = roster.text();
    std::string note = text + "\n";
    for (const auto* root : roots) note += root->sign(text);
    return note;
}

/// Version n + 1 of a roster.
inline trust::Roster next_of(const trust::RosterNote& before)
{
    trust::Roster next = before.roster;
    ++next.version;
    next.previous = before.digest;
    return next;
}

}  // namespace trust_test
