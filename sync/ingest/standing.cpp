// Steps 8 and 9: what the rosters and the log say about what was signed.
#include <algorithm>

#include "crypto/primitives/hash.h"
#include "sync/ingest/examine.h"

namespace ingest {

namespace {

Place stopped_at(Verdict verdict, int step, const base::Error& error, std::string_view otherwise)
{
    return {verdict, step, error.code.empty() ? std::string(otherwise) : error.code, error.what};
}

bool ever_listed(const trust::RosterChain& rosters, const crypto::PublicKey& key)
{
    const auto& notes = rosters.notes();
    return std::any_of(notes.begin(), notes.end(),
                       [&](const auto& note) { return note.roster.member(key) != nullptr; });
}

std::optional<Place> signers_stand(const bundle::Statement& s, const Setting& setting, const Answer* answer)
{
    const auto& current = setting.rosters->newest().roster;
    if (std::none_of(s.signers.begin(), s.signers.end(),
                     [&](const auto& key) { return ever_listed(*setting.rosters, key); }))
        return Place{Verdict::Quarantined, 8, "signer_unknown",
                     "None of the keys that signed this was ever in the roster."};
    for (std::size_t i = 0; i < s.signers.size(); ++i) {
        const auto* listed = current.member(s.signers[i]);
        const bool any_role = i > 0 && listed != nullptr && !listed->roles.empty();
        const std::string role(any_role ? std::string_view(listed->roles.front()) : trust::kRoleAuthor);
        const auto member = trust::check_signer(current, s.signers[i], role, setting.at, setting.log_index);
        if (!member) return stopped_at(Verdict::Rejected, 8, member.error(), "signer_unknown");
    }
    if (answer == nullptr || !answer->former_known) return std::nullopt;
    const auto stands = trust::check_author(current, s.review, s.signers.front(), answer->former,
                                            answer->next, answer->next_log_index);
    if (!stands) return stopped_at(Verdict::Rejected, 8, stands.error(), "author_changed");
    return std::nullopt;
}

std::optional<Place> is_for_us(const bundle::Statement& s, const Setting& setting, const Answer* answer)
{
    if (s.kind == bundle::StatementKind::Return || s.to != setting.origin)
        return Place{Verdict::Rejected, 9, "wrong_destination",
                     "This submission is addressed to somebody else: it was not taken in."};
    const auto* named = setting.rosters->find(s.roster_version, s.roster);
    if (named == nullptr)
        return Place{Verdict::Rejected, 9, "roster_unknown",
                     answer != nullptr
                         ? "The submission was made with a roster that this centre never issued."
                         : "The submission was made under a version of the roster that this roster file "
                           "does not hold: the file is older than the submission, or another centre's. "
                           "Ask the centre for its newest roster."};
    const auto lists = trust::check_recipients(named->roster, setting.rosters->newest().roster, s.recipients,
                                               s.sealed_recipients, s.next, setting.at);
    if (!lists) return stopped_at(Verdict::Rejected, 9, lists.error(), "recipients_wrong");
    if (answer == nullptr || (answer->seen_root && *answer->seen_root == s.seen_root)) return std::nullopt;
    return Place{Verdict::Rejected, 9, "seen_unknown",
                 "The sender has seen a checkpoint that is not of this log. Compare it with theirs: one of "
                 "the two logs is not the true one."};
}

}  // namespace

std::optional<Place> standing(const bundle::Statement& statement, const Setting& setting,
                              const Answer* answer)
{
    if (auto place = signers_stand(statement, setting, answer)) return place;
    return is_for_us(statement, setting, answer);
}

bool is_backed(const Report& report, const Setting& setting, const Answer& answer)
{
    // A replay changes nothing but the place of its objects, which are checked when they are used.
    if (report.verdict == Verdict::Quarantined || report.verdict == Verdict::Replay) return true;
    if (!report.statement || !bundle::check_evidence(*report.statement, report.evidence)) return false;
    if (crypto::sha256(base::bytes_of(report.evidence.tagmanifest)) != report.tagmanifest) return false;
    const auto place = standing(*report.statement, setting, &answer);
    if (report.verdict == Verdict::Rejected) return !place || place->verdict == Verdict::Rejected;
    if (place) return false;
    if (report.verdict != Verdict::Sound) return true;
    const auto& s = *report.statement;
    if (report.journal.sha256 != s.history || report.journal.lines != s.history_lines) return false;
    if (answer.head) return true;
    crypto::Sha256 all;
    for (const auto& line : report.derived.lines) all.update(base::bytes_of(line.line));
    return all.finish() == s.history;
}

}  // namespace ingest
