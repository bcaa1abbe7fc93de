// Versions of a roster: each signed by enough root keys of its own and of the version before.

#include <algorithm>

#include "crypto/base/lexical.h"
#include "crypto/primitives/hash.h"
#include "sync/trust/roster.h"

namespace trust {
namespace {

using base::ErrorKind;
using base::fail;

base::Error roster_file_form()
{
    return fail(ErrorKind::Invalid, "The roster file is not readable.", "roster_form");
}
base::Error broken(std::string what)
{
    return fail(ErrorKind::Denied, std::move(what), "roster_chain");
}

std::uint64_t count_of(const std::vector<NoteKey>& roots, const std::vector<NoteKey>& keys,
                       const std::vector<std::size_t>& signers)
{
    std::uint64_t count = 0;
    for (const std::size_t who : signers)
        if (std::find(roots.begin(), roots.end(), keys[who]) != roots.end()) ++count;
    return count;
}

/// Enough signatures by the version's own roots and by those of `before`; none by anybody else.
Result<void> check_signatures(const Note& note, const Roster& roster, const Roster* before)
{
    std::vector<NoteKey> keys = roster.roots;
    if (before != nullptr)
        for (const auto& key : before->roots)
            if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    const auto refused =
        fail(ErrorKind::Denied, "The roster is not signed by enough of its root keys.", "roster_signature");
    const auto signers = verify_note(note, keys);
    if (!signers) return fail(ErrorKind::Denied, signers.error().what, "roster_signature");
    if (count_of(roster.roots, keys, *signers) < roster.threshold) return refused;
    if (before != nullptr && count_of(before->roots, keys, *signers) < before->threshold) return refused;
    return {};
}

Result<RosterNote> check_note(std::string bytes, const RosterNote* before)
{
    const auto note = Note::parse(bytes);
    if (!note) return roster_file_form();
    RosterNote checked;
    TRY_ASSIGN(checked.roster, Roster::parse(note->text));
    TRY_VOID(check_signatures(*note, checked.roster, before == nullptr ? nullptr : &before->roster));
    if (before == nullptr) {
        if (checked.roster.version != 1) return broken("The roster file does not begin with version 1.");
    } else {
        if (checked.roster.version != before->roster.version + 1 || checked.roster.previous != before->digest)
            return broken("A version of the roster does not follow the one before it.");
        if (checked.roster.origin != before->roster.origin)
            return broken("A version of the roster belongs to another centre.");
    }
    checked.digest = crypto::sha256(base::bytes_of(bytes));
    checked.note = std::move(bytes);
    return checked;
}

std::string plain_groups(std::string_view text)
{
    std::string plain;
    for (const char letter : text) {
        if (letter == '-' || letter == ' ') continue;
        plain += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    return plain;
}

base::Error not_pinned()
{
    return fail(ErrorKind::Denied,
                "The roster's root keys are not the ones this vault trusts. Nothing was taken over.",
                "roster_pin");
}

}  // namespace

Result<std::string> sign_roster(const Roster& roster, std::span<const NoteSigner> roots)
{
    const std::string text = roster.text();
    TRY_ASSIGN(const Roster read, Roster::parse(text));
    if (read.text() != text || roots.empty()) return roster_file_form();
    std::string note = text + "\n";
    for (const auto& signer : roots) {
        if (signer.key().type != NoteKeyType::Ed25519) return roster_file_form();
        note += signer.sign(text);
    }
    return note;
}

Result<RosterChain> RosterChain::begin(std::string note)
{
    TRY_ASSIGN(RosterNote first, check_note(std::move(note), nullptr));
    RosterChain chain;
    chain.notes_.push_back(std::move(first));
    return chain;
}

Result<void> RosterChain::append(std::string note)
{
    if (notes_.size() == kRosterVersions) return roster_file_form();
    TRY_ASSIGN(RosterNote next, check_note(std::move(note), &notes_.back()));
    notes_.push_back(std::move(next));
    return {};
}

Result<RosterChain> RosterChain::parse(std::string_view file)
{
    if (file.size() > kRosterFileBytes) return roster_file_form();
    RosterChain chain;
    while (!file.empty()) {
        constexpr std::string_view kLine = "note ";
        const std::size_t end = file.substr(0, 32).find('\n');
        if (end == std::string_view::npos || !file.starts_with(kLine)) return roster_file_form();
        const auto size = base::number_from_text(file.substr(kLine.size(), end - kLine.size()));
        if (!size || *size > file.size() - end - 1) return roster_file_form();
        std::string note(file.substr(end + 1, *size));
        file.remove_prefix(end + 1 + *size);
        if (chain.notes_.empty()) {
            TRY_ASSIGN(chain, begin(std::move(note)));
        } else {
            TRY_VOID(chain.append(std::move(note)));
        }
    }
    if (chain.notes_.empty()) return roster_file_form();
    return chain;
}

std::string RosterChain::encode() const
{
    std::string file;
    for (const auto& note : notes_) file += "note " + std::to_string(note.note.size()) + "\n" + note.note;
    return file;
}

const RosterNote* RosterChain::find(std::uint64_t version, const Digest32& digest) const
{
    if (version == 0 || version > notes_.size()) return nullptr;
    const RosterNote& note = notes_[version - 1];
    return note.digest == digest ? &note : nullptr;
}

Result<void> RosterChain::check_pin(const Digest32& root_lines) const
{
    for (const auto& note : notes_)
        if (note.roster.root_digest() == root_lines) return {};
    return not_pinned();
}

Result<void> RosterChain::check_fingerprint(std::string_view fingerprint) const
{
    const std::string wanted = plain_groups(fingerprint);
    for (const auto& note : notes_)
        if (plain_groups(base::fingerprint(note.roster.root_digest())) == wanted) return {};
    return not_pinned();
}

Result<void> RosterChain::check_follows(const RosterChain& held) const
{
    const std::size_t shared = std::min(notes_.size(), held.notes_.size());
    for (std::size_t i = 0; i < shared; ++i)
        if (notes_[i].note != held.notes_[i].note)
            return fail(ErrorKind::Denied,
                        "The roster differs from the one held in an earlier version. Keep the file and tell "
                        "the centre.",
                        "roster_fork");
    if (notes_.size() < held.notes_.size())
        return fail(ErrorKind::Refused, "The roster is older than the one held.", "roster_older");
    return {};
}

}  // namespace trust
