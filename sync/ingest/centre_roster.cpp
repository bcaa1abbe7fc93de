// Who may send: enrolment, revocation, passing a review on. Each makes one roster version and one log entry.
#include "sync/ingest/centre_state.h"
#include "sync/trust/enrolment.h"

namespace ingest {

using base::ErrorKind;
using base::fail;

namespace {

constexpr std::uint64_t kRequestBytes = trust::kEnrolmentBytes;
/// The newest version's text with the next number, to be edited.
trust::Roster next_version(const Centre::State& state)
{
    const auto& newest = state.rosters->newest();
    auto roster = newest.roster;
    roster.version += 1;
    roster.previous = newest.digest;
    roster.issued = state.store.clock().now();
    roster.expires = roster.issued + kRosterLife;
    return roster;
}

/// Signs, checks as a client would, and stores it with its log entry; `more` runs in the same transaction.
Result<std::uint64_t> publish(Centre::State& state, const trust::Roster& roster, trust::EntryKind kind,
                              const std::function<Result<void>()>& more)
{
    TRY_ASSIGN(auto note, trust::sign_roster(roster, state.roots));
    auto chain = *state.rosters;
    TRY_VOID(chain.append(note));
    const auto stored = state.store.transaction([&]() -> Result<void> {
        TRY_VOID(state.store.put_roster(roster.version, base::bytes_of(note)));
        trust::Entry entry;
        entry.time = roster.issued;
        entry.kind = kind;
        entry.detail = chain.newest().digest;
        TRY_ASSIGN([[maybe_unused]] const auto index, append_entry(state.store, entry));
        return more ? more() : Result<void>{};
    });
    if (!stored) return stored.error();
    state.rosters = std::move(chain);
    TRY_VOID(issue_receipts(state));
    return roster.version;
}

Enrolled enrolled_from(const trust::Enrolment& request, std::string_view text, std::string member,
                       std::uint64_t version)
{
    return {.member = std::move(member),
            .name = request.name,
            .organisation = request.organisation,
            .device = request.device,
            .key = request.key.number_text(),
            .fingerprint = trust::enrolment_fingerprint(text),
            .roster_version = version};
}

Result<void> check_new(const trust::Roster& roster, const trust::Enrolment& request, const Enrolment& as)
{
    TRY_ASSIGN([[maybe_unused]] const auto recipient, crypto::Recipient::parse(request.recipient));
    if (roster.member(request.key) != nullptr)
        return fail(ErrorKind::Conflict, "This key is in the roster already, from another request.",
                    "already_enrolled");
    const bool known = std::any_of(roster.members.begin(), roster.members.end(),
                                   [&](const auto& member) { return member.id == as.member; });
    if (!as.member.empty() && !known)
        return fail(ErrorKind::NotFound,
                    "The roster has no member of that number to give a further device to.");
    if (roster.revocation(request.key.text()) != nullptr || roster.revocation(request.recipient) != nullptr)
        return fail(ErrorKind::Refused, "This key was revoked: ask for a request made with a new one.",
                    "key_revoked");
    return {};
}

/// The 56-character key or the recipient that a person names by either, or by its 16-digit number.
Result<std::string> subject_of(const trust::Roster& roster, std::string_view named)
{
    for (const auto& member : roster.members) {
        if (member.key.text() == named || member.key.number_text() == named) return member.key.text();
        if (member.recipient == named) return member.recipient;
    }
    for (const auto& recipient : roster.recipients)
        if (recipient.recipient == named) return recipient.recipient;
    return fail(ErrorKind::NotFound, "The roster lists no such key or recipient.");
}

}  // namespace

Result<Enrolled> Centre::enrol(ByteView request_file, ByteView signature, const Enrolment& as)
{
    const auto text = base::text_of(request_file);
    TRY_ASSIGN(const auto request, trust::open_enrolment(text, base::text_of(signature)));
    const auto digest = crypto::sha256(request_file);
    TRY_ASSIGN(const auto before, state_->store.enrolled_member(digest));
    if (before) {
        auto enrolled = enrolled_from(request, text, *before, state_->rosters->newest().roster.version);
        enrolled.again = true;
        return enrolled;
    }
    auto roster = next_version(*state_);
    TRY_VOID(check_new(roster, request, as));
    trust::Member member;
    member.id = as.member.empty() ? base::new_uuid(state_->store.random()) : as.member;
    member.key = request.key;
    member.recipient = request.recipient;
    member.roles = as.roles;
    std::sort(member.roles.begin(), member.roles.end());
    member.from = roster.issued;
    member.to = roster.issued + std::chrono::days{as.valid_days};
    member.name = request.name;
    roster.members.push_back(member);
    TRY_ASSIGN(const auto version, publish(*state_, roster, trust::EntryKind::Roster, [&] {
                   return state_->store.put_enrolment(digest, member.id, member.key.text(), roster.version);
               }));
    return enrolled_from(request, text, member.id, version);
}

Result<Enrolled> Centre::enrol_file(const Path& request, const Enrolment& as)
{
    TRY_ASSIGN(const auto text, base::read_file(request, kRequestBytes));
    const auto beside = base::path_from_utf8(base::to_utf8(request) + ".minisig");
    TRY_ASSIGN(const auto signature, base::read_file(beside, kRequestBytes));
    return enrol(text, signature, as);
}

Result<std::uint64_t> Centre::revoke(std::string_view key_or_recipient, std::string_view reason)
{
    auto roster = next_version(*state_);
    TRY_ASSIGN(const auto subject, subject_of(roster, key_or_recipient));
    if (roster.revocation(subject) != nullptr) return fail(ErrorKind::Conflict, "It is revoked already.");
    TRY_ASSIGN(const auto next_index, state_->store.log_size());
    roster.revoked.push_back(
        {.subject = subject, .at = roster.issued, .from_index = next_index, .reason = std::string(reason)});
    return publish(*state_, roster, trust::EntryKind::Revoked, {});
}

Result<std::uint64_t> Centre::pass_review(std::string_view review, std::string_view key)
{
    TRY_ASSIGN(const auto uuid, find(review));
    auto roster = next_version(*state_);
    TRY_ASSIGN(const auto subject, subject_of(roster, key));
    TRY_ASSIGN(const auto author, crypto::PublicKey::parse(subject));
    roster.authors.push_back({.review = uuid, .key = author, .at = roster.issued});
    return publish(*state_, roster, trust::EntryKind::Roster, {});
}

Result<std::uint64_t> Centre::ask_for_program(std::string_view version)
{
    auto roster = next_version(*state_);
    roster.minimum = std::string(version);
    if (!trust::Roster::parse(roster.text()))
        return fail(ErrorKind::Invalid, "A version is three numbers with dots between, such as 1.2.0.");
    return publish(*state_, roster, trust::EntryKind::Roster, {});
}

Result<std::vector<MemberRow>> Centre::members()
{
    std::vector<MemberRow> rows;
    const auto& roster = state_->rosters->newest().roster;
    for (const auto& member : roster.members) {
        MemberRow row{.member = member.id,
                      .name = member.name,
                      .key = member.key.number_text(),
                      .roles = {},
                      .from = member.from,
                      .to = member.to,
                      .revoked = roster.revocation(member.key.text()) != nullptr};
        for (const auto& role : member.roles) row.roles += (row.roles.empty() ? "" : ",") + role;
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<Bytes> Centre::roster_file()
{
    const auto text = state_->rosters->encode();
    return Bytes(text.begin(), text.end());
}

Result<std::string> Centre::root_fingerprint()
{
    return base::fingerprint(state_->rosters->pin());
}

}  // namespace ingest
