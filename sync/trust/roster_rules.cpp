// What a roster allows: who may sign, who may speak for a review, to whom a bundle goes.

#include <algorithm>
#include <array>

#include "crypto/base/lexical.h"
#include "sync/trust/roster.h"

namespace trust {
namespace {

using base::ErrorKind;
using base::fail;
using Key = std::optional<crypto::PublicKey>;

Result<std::vector<std::string>> recipients_for(const Roster& roster, RecipientUse first, const Key& next)
{
    std::vector<std::string> to = roster.recipients_of(first);
    if (to.empty())
        return fail(ErrorKind::Refused, "The roster names nobody to encrypt for.", "no_recipient");
    for (auto& recipient : roster.recipients_of(RecipientUse::Recovery)) to.push_back(std::move(recipient));
    if (next) {
        const Member* member = roster.member(*next);
        if (member == nullptr)
            return fail(ErrorKind::Refused, "The person taking over is not in the roster.", "next_unknown");
        to.push_back(member->recipient);
    }
    for (const auto& recipient : to)
        if (roster.revocation(recipient) != nullptr)
            return fail(ErrorKind::Refused, "A recipient of the roster is revoked; ask for a newer roster.",
                        "recipient_revoked");
    return to;
}

/// `major.minor.patch`; nothing when it is not.
std::optional<std::array<std::uint64_t, 3>> numbers_of(std::string_view version)
{
    const auto parts = base::split(version, '.');
    std::array<std::uint64_t, 3> numbers{};
    if (parts.size() != numbers.size()) return {};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto number = base::number_from_text(parts[i]);
        if (!number) return {};
        numbers[i] = *number;
    }
    return numbers;
}

bool same_set(std::vector<std::string> a, std::vector<std::string> b)
{
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return a == b;
}

Result<void> none_revoked(const Roster& current, const std::vector<std::string>& recipients)
{
    for (const auto& recipient : recipients)
        if (current.revocation(recipient) != nullptr)
            return fail(ErrorKind::Refused, "The bundle is encrypted to a recipient that has been revoked.",
                        "recipient_revoked");
    return {};
}

}  // namespace

Result<void> check_program(const Roster& roster, std::string_view version)
{
    if (is_new_enough(version, roster.minimum)) return {};
    return fail(ErrorKind::Refused,
                "The centre's roster asks for version " + roster.minimum +
                    " of this program or a later one, and this is " + std::string(version) +
                    ". Install the newer version; until then nothing is sent or judged here.",
                "program_too_old");
}

bool is_program_version(std::string_view text)
{
    return numbers_of(text).has_value();
}

bool is_new_enough(std::string_view version, std::string_view least)
{
    const auto have = numbers_of(version);
    const auto wanted = numbers_of(least);
    return have && wanted && *have >= *wanted;
}

Result<Member> check_signer(const Roster& current, const crypto::PublicKey& key, std::string_view role,
                            base::Time at, std::uint64_t log_index)
{
    const Member* member = current.member(key);
    if (member == nullptr)
        return fail(ErrorKind::Denied, "A signature is by a key that is not in the roster.",
                    "signer_unknown");
    if (!member->has(role))
        return fail(ErrorKind::Denied, "The roster does not allow this signer to do that.", "signer_role");
    if (at < member->from || at >= member->to)
        return fail(ErrorKind::Denied, "The signer's entry in the roster is not valid at this time.",
                    "signer_not_valid");
    if (!current.stands(key.text(), log_index))
        return fail(ErrorKind::Denied, "The signer's key has been revoked.", "signer_revoked");
    return *member;
}

Result<void> check_author(const Roster& current, std::string_view review, const crypto::PublicKey& key,
                          const Key& former, const Key& next, std::uint64_t log_index)
{
    if (!former || key == *former || (next && key == *next)) return {};
    const Member* before = current.member(*former);
    const Member* now = current.member(key);
    const bool same_person = before != nullptr && now != nullptr && before->id == now->id;
    if (same_person && !current.stands(former->text(), log_index)) return {};
    const AuthorLine* passed = current.author_of(review);
    if (passed != nullptr && passed->key == key) return {};
    return fail(ErrorKind::Denied, "The review belongs to another author, and nobody has handed it over.",
                "author_changed");
}

Result<std::vector<std::string>> bundle_recipients(const Roster& roster, const Key& next)
{
    return recipients_for(roster, RecipientUse::Central, next);
}

Result<std::vector<std::string>> sealed_recipients(const Roster& roster, const Key& next)
{
    return recipients_for(roster, RecipientUse::Identity, next);
}

Result<void> check_recipients(const Roster& named, const Roster& current,
                              const std::vector<std::string>& open, const std::vector<std::string>& sealed,
                              const Key& next, base::Time at)
{
    if (at > named.issued + std::chrono::years(2))
        return fail(ErrorKind::Refused, "The bundle was made under a roster more than 24 months old.",
                    "roster_old");
    TRY_ASSIGN(const auto wanted, bundle_recipients(named, next));
    if (!same_set(open, wanted))
        return fail(ErrorKind::Refused, "The bundle is not encrypted to exactly those the roster names.",
                    "recipients_wrong");
    TRY_VOID(none_revoked(current, open));
    if (sealed.empty()) return {};
    TRY_ASSIGN(const auto wanted_sealed, sealed_recipients(named, next));
    if (!same_set(sealed, wanted_sealed))
        return fail(ErrorKind::Refused,
                    "The identity part is not encrypted to exactly those the roster names.",
                    "sealed_recipients_wrong");
    return none_revoked(current, sealed);
}

}  // namespace trust
