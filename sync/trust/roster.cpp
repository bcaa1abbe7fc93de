#include "sync/trust/roster.h"

#include <algorithm>
#include <array>
#include <set>

#include "crypto/base/lexical.h"
#include "crypto/primitives/age.h"
#include "crypto/primitives/hash.h"
#include "sync/trust/label.h"

namespace trust {
namespace {

using base::ErrorKind;
using base::fail;
using base::LineReader;

constexpr std::string_view kRosterFormat = "cairn/roster/v1";
constexpr std::array<std::pair<RecipientUse, std::string_view>, 3> kUses{
    {{RecipientUse::Central, "central"},
     {RecipientUse::Identity, "identity"},
     {RecipientUse::Recovery, "recovery"}}};

base::Error roster_form()
{
    return fail(ErrorKind::Invalid, "The roster is not readable.", "roster_form");
}

/// An X25519 recipient, or the hybrid kind that this version lists but does not write to.
bool is_recipient(std::string_view text)
{
    constexpr std::string_view kHybrid = "age1pq1";
    if (text.starts_with(kHybrid))
        return text.size() == 1959 &&
               text.substr(kHybrid.size()).find_first_not_of("qpzry9x8gf2tvdw0s3jn54khce6mua7l") ==
                   std::string_view::npos;
    const auto parsed = crypto::Recipient::parse(text);
    return parsed && parsed->text() == text;
}

bool is_version(std::string_view text)
{
    const auto parts = base::split(text, '.');
    return parts.size() == 3 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
               return base::number_from_text(part).has_value();
           });
}

Result<std::vector<std::string>> read_roles(std::string_view text)
{
    std::vector<std::string> roles;
    for (const auto word : base::split(text, ',')) {
        if (word.empty() || word.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") != std::string_view::npos)
            return roster_form();
        if (!roles.empty() && roles.back() >= word) return roster_form();
        roles.emplace_back(word);
    }
    return roles;
}

Result<Member> read_member(std::string_view line)
{
    const auto parts = base::split(line, ' ', 7);
    if (parts.size() != 7 || !base::is_uuid(parts[0]) || !is_recipient(parts[2]) || !is_label(parts[6]))
        return roster_form();
    Member member;
    member.id = std::string(parts[0]);
    TRY_ASSIGN(member.key, crypto::PublicKey::parse(parts[1]));
    member.recipient = std::string(parts[2]);
    TRY_ASSIGN(member.roles, read_roles(parts[3]));
    TRY_ASSIGN(member.from, base::time_from_text(parts[4]));
    TRY_ASSIGN(member.to, base::time_from_text(parts[5]));
    member.name = std::string(parts[6]);
    if (member.from >= member.to) return roster_form();
    return member;
}

Result<Revocation> read_revocation(std::string_view line)
{
    const auto parts = base::split(line, ' ', 4);
    if (parts.size() != 4 || !is_label(parts[3])) return roster_form();
    if (!is_recipient(parts[0]) && !crypto::PublicKey::parse(parts[0])) return roster_form();
    Revocation revocation;
    revocation.subject = std::string(parts[0]);
    TRY_ASSIGN(revocation.at, base::time_from_text(parts[1]));
    TRY_ASSIGN(revocation.from_index, base::number_from_text(parts[2]));
    revocation.reason = std::string(parts[3]);
    return revocation;
}

Result<AuthorLine> read_author(std::string_view line)
{
    const auto parts = base::split(line, ' ');
    if (parts.size() != 3 || !base::is_uuid(parts[0])) return roster_form();
    AuthorLine author;
    author.review = std::string(parts[0]);
    TRY_ASSIGN(author.key, crypto::PublicKey::parse(parts[1]));
    TRY_ASSIGN(author.at, base::time_from_text(parts[2]));
    return author;
}

Result<NoteKey> read_key(std::string_view text, NoteKeyType type)
{
    TRY_ASSIGN(NoteKey key, NoteKey::parse(text));
    if (key.type != type) return roster_form();
    return key;
}

Result<void> read_head(LineReader& lines, Roster& roster)
{
    TRY_ASSIGN(const std::string_view version_line, lines.line());
    TRY_ASSIGN(const std::string_view origin, lines.field("origin"));
    TRY_ASSIGN(const std::string_view version, lines.field("version"));
    TRY_ASSIGN(const std::string_view previous, lines.field("previous"));
    TRY_ASSIGN(const std::string_view issued, lines.field("issued"));
    TRY_ASSIGN(const std::string_view expires, lines.field("expires"));
    TRY_ASSIGN(const std::string_view threshold, lines.field("threshold"));
    if (version_line != kRosterFormat || !is_note_name(origin)) return roster_form();
    roster.origin = std::string(origin);
    TRY_ASSIGN(roster.version, base::number_from_text(version));
    if (previous != "none") {
        TRY_ASSIGN(roster.previous, base::digest32_from_hex(previous));
    }
    TRY_ASSIGN(roster.issued, base::time_from_text(issued));
    TRY_ASSIGN(roster.expires, base::time_from_text(expires));
    TRY_ASSIGN(roster.threshold, base::number_from_text(threshold));
    if (roster.version == 0 || roster.previous.has_value() != (roster.version > 1)) return roster_form();
    if (roster.issued >= roster.expires) return roster_form();
    return {};
}

Result<void> read_keys(LineReader& lines, Roster& roster)
{
    while (const auto text = lines.field_if("root")) {
        TRY_ASSIGN(NoteKey key, read_key(*text, NoteKeyType::Ed25519));
        roster.roots.push_back(std::move(key));
    }
    while (const auto text = lines.field_if("log")) {
        TRY_ASSIGN(NoteKey key, read_key(*text, NoteKeyType::Ed25519));
        roster.logs.push_back(std::move(key));
    }
    while (const auto text = lines.field_if("witness")) {
        const auto parts = base::split(*text, ' ');
        if (parts.size() != 2 || (parts[0] != "0" && parts[0] != "1")) return roster_form();
        TRY_ASSIGN(NoteKey key, read_key(parts[1], NoteKeyType::Cosignature));
        roster.witnesses.push_back({parts[0] == "1", std::move(key)});
    }
    while (const auto text = lines.field_if("recipient")) {
        const auto parts = base::split(*text, ' ');
        const auto use =
            std::find_if(kUses.begin(), kUses.end(), [&](const auto& u) { return u.second == parts[0]; });
        if (parts.size() != 2 || use == kUses.end() || !is_recipient(parts[1])) return roster_form();
        roster.recipients.push_back({use->first, std::string(parts[1])});
    }
    while (const auto text = lines.field_if("publisher")) {
        TRY_ASSIGN(const crypto::PublicKey key, crypto::PublicKey::parse(*text));
        roster.publishers.push_back(key);
    }
    return {};
}

Result<void> read_people(LineReader& lines, Roster& roster)
{
    while (const auto text = lines.field_if("member")) {
        TRY_ASSIGN(Member member, read_member(*text));
        roster.members.push_back(std::move(member));
    }
    while (const auto text = lines.field_if("revoked")) {
        TRY_ASSIGN(Revocation revocation, read_revocation(*text));
        roster.revoked.push_back(std::move(revocation));
    }
    while (const auto text = lines.field_if("author")) {
        TRY_ASSIGN(AuthorLine author, read_author(*text));
        roster.authors.push_back(std::move(author));
    }
    TRY_ASSIGN(const std::string_view minimum, lines.field("minimum"));
    if (!is_version(minimum) || !lines.at_end()) return roster_form();
    roster.minimum = std::string(minimum);
    return {};
}

/// One line for one thing: no key, recipient or revocation twice.
bool has_duplicates(const Roster& roster)
{
    std::set<std::string> keys;
    const auto twice = [&](std::string text) { return !keys.insert(std::move(text)).second; };
    for (const auto& key : roster.roots)
        if (twice("note " + key.text())) return true;
    for (const auto& key : roster.logs)
        if (twice("note " + key.text())) return true;
    for (const auto& witness : roster.witnesses)
        if (twice("note " + witness.key.text())) return true;
    for (const auto& recipient : roster.recipients)
        if (twice("recipient " + std::string(to_text(recipient.use)) + recipient.recipient)) return true;
    for (const auto& key : roster.publishers)
        if (twice("publisher " + key.text())) return true;
    for (const auto& member : roster.members)
        if (twice("member " + member.key.text())) return true;
    for (const auto& revocation : roster.revoked)
        if (twice("revoked " + revocation.subject)) return true;
    return false;
}

Result<Roster> read_roster(LineReader& lines)
{
    Roster roster;
    TRY_VOID(read_head(lines, roster));
    TRY_VOID(read_keys(lines, roster));
    TRY_VOID(read_people(lines, roster));
    const std::size_t roots = roster.roots.size();
    if (roots == 0 || roots > kRosterRoots || roster.threshold > roots || roster.threshold * 2 <= roots)
        return roster_form();
    if (roster.logs.empty() || has_duplicates(roster)) return roster_form();
    return roster;
}

std::string root_lines(const Roster& roster)
{
    std::string text;
    for (const auto& key : roster.roots) text += "root " + key.text() + "\n";
    return text;
}

std::string people_lines(const Roster& roster)
{
    std::string text;
    for (const auto& member : roster.members) {
        text += "member " + member.id + " " + member.key.text() + " " + member.recipient + " ";
        for (std::size_t i = 0; i < member.roles.size(); ++i) text += (i == 0 ? "" : ",") + member.roles[i];
        text += " " + base::to_text(member.from) + " " + base::to_text(member.to) + " " + member.name + "\n";
    }
    for (const auto& revocation : roster.revoked)
        text += "revoked " + revocation.subject + " " + base::to_text(revocation.at) + " " +
                std::to_string(revocation.from_index) + " " + revocation.reason + "\n";
    for (const auto& author : roster.authors)
        text += "author " + author.review + " " + author.key.text() + " " + base::to_text(author.at) + "\n";
    return text;
}

}  // namespace

std::string_view to_text(RecipientUse use)
{
    for (const auto& [value, text] : kUses)
        if (value == use) return text;
    std::abort();
}

bool Member::has(std::string_view role) const
{
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

std::string Roster::text() const
{
    std::string text(kRosterFormat);
    text += "\norigin " + origin + "\nversion " + std::to_string(version);
    text += "\nprevious " + (previous ? base::to_hex(*previous) : "none");
    text += "\nissued " + base::to_text(issued) + "\nexpires " + base::to_text(expires);
    text += "\nthreshold " + std::to_string(threshold) + "\n" + root_lines(*this);
    for (const auto& key : logs) text += "log " + key.text() + "\n";
    for (const auto& witness : witnesses)
        text += std::string("witness ") + (witness.quorum ? "1 " : "0 ") + witness.key.text() + "\n";
    for (const auto& recipient : recipients)
        text += "recipient " + std::string(to_text(recipient.use)) + " " + recipient.recipient + "\n";
    for (const auto& key : publishers) text += "publisher " + key.text() + "\n";
    return text + people_lines(*this) + "minimum " + minimum + "\n";
}

Result<Roster> Roster::parse(std::string_view text)
{
    if (text.size() > kNoteBytes) return roster_form();
    auto lines = LineReader::open(text);
    if (!lines) return roster_form();
    auto roster = read_roster(*lines);
    if (!roster) return roster_form();
    return roster;
}

Digest32 Roster::root_digest() const
{
    return crypto::sha256(base::bytes_of(root_lines(*this)));
}

std::vector<NoteKey> Roster::witness_keys() const
{
    std::vector<NoteKey> keys;
    for (const auto& witness : witnesses) keys.push_back(witness.key);
    return keys;
}

const Member* Roster::member(const crypto::PublicKey& key) const
{
    for (const auto& candidate : members)
        if (candidate.key == key) return &candidate;
    return nullptr;
}

std::vector<std::string> Roster::recipients_of(RecipientUse use) const
{
    std::vector<std::string> found;
    for (const auto& recipient : recipients)
        if (recipient.use == use) found.push_back(recipient.recipient);
    return found;
}

bool Roster::is_publisher(const crypto::PublicKey& key) const
{
    return std::find(publishers.begin(), publishers.end(), key) != publishers.end();
}

const AuthorLine* Roster::author_of(std::string_view review) const
{
    const AuthorLine* newest = nullptr;
    for (const auto& author : authors)
        if (author.review == review && (newest == nullptr || author.at >= newest->at)) newest = &author;
    return newest;
}

const Revocation* Roster::revocation(std::string_view subject) const
{
    for (const auto& candidate : revoked)
        if (candidate.subject == subject) return &candidate;
    return nullptr;
}

bool Roster::stands(std::string_view subject, std::uint64_t log_index) const
{
    const Revocation* line = revocation(subject);
    return line == nullptr || log_index < line->from_index;
}

bool is_expired(const Roster& roster, base::Time at)
{
    return at >= roster.expires;
}

}  // namespace trust
