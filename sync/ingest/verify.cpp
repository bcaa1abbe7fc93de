#include "sync/ingest/verify.h"

#include <limits>

#include "storage/model/codelists.h"
#include "storage/model/field.h"
#include "sync/ingest/examine.h"

namespace ingest {

using base::ErrorKind;
using base::Result;

namespace {

constexpr int kLastCheck = 15;

/// The sealed part with whatever keys are at hand.
Result<void> check_sealed(VerifyReport& report, const base::Path& path,
                          std::span<const crypto::Identity> identities, const base::Progress& progress)
{
    TRY_ASSIGN(const auto submission, bundle::Submission::open(path));
    TRY_ASSIGN(const auto opened, bundle::OpenedBundle::open(submission, identities, progress));
    const auto sealed = opened.check_sealed(identities, {}, progress);
    Check check{
        .step = kLastCheck + 1, .name = "sealed", .outcome = CheckOutcome::Held, .code = {}, .what = {}};
    if (!sealed && sealed.error().code == "age_no_match") {
        report.sealed_unverified = true;
        check.outcome = CheckOutcome::NotDone;
        check.what = "No key given opens the sealed part: sealed unverified.";
    } else if (!sealed &&
               (sealed.error().kind == ErrorKind::Io || sealed.error().kind == ErrorKind::Cancelled)) {
        return sealed.error();
    } else if (!sealed) {
        report.good = false;
        check.outcome = CheckOutcome::Failed;
        check.code = sealed.error().code;
        check.what = sealed.error().what;
    }
    report.checks.push_back(std::move(check));
    return {};
}

VerifyReport to_verify(const Report& report)
{
    VerifyReport to;
    to.good = report.verdict == Verdict::Sound;
    to.checks = report.checks;
    to.sealed_present = report.sealed;
    if (report.statement) {
        to.bundle = report.statement->bundle;
        to.review = report.statement->review;
        to.kind = std::string(bundle::to_text(report.statement->kind));
        to.author = report.statement->signers.front().number_text();
        to.revision = static_cast<std::int64_t>(report.statement->revision);
    }
    to.journal_lines = report.journal.lines;
    to.objects = report.objects_commitment.count;
    for (const auto& missing : report.missing) to.expected_at_centre.push_back(base::to_hex(missing));
    return to;
}

}  // namespace

Result<VerifyReport> verify_submission(const base::Path& submission, base::ByteView roster_file,
                                       std::span<const crypto::Identity> identities, base::Time now,
                                       const base::Progress& progress)
{
    const auto parsed = trust::RosterChain::parse(base::text_of(roster_file));
    if (!parsed)
        return base::fail(parsed.error().kind == ErrorKind::Denied ? ErrorKind::Corrupt : parsed.error().kind,
                          parsed.error().what, parsed.error().code);
    const auto& rosters = *parsed;
    Setting setting;
    setting.origin = rosters.newest().roster.origin;
    setting.rosters = &rosters;
    setting.identities = identities;
    setting.at = now;
    // Without a store nothing says when it came in: a key that stands no longer today does not count.
    setting.log_index = std::numeric_limits<std::int64_t>::max();
    setting.model = model::kModelVersion;
    TRY_ASSIGN(const auto report, examine(submission, setting, progress));
    auto verified = to_verify(report);
    verified.roster_version = rosters.newest().roster.version;
    verified.roster_issued = rosters.newest().roster.issued;
    verified.roster_expired = trust::is_expired(rosters.newest().roster, now);
    if (verified.good && verified.sealed_present)
        TRY_VOID(check_sealed(verified, submission, identities, progress));
    if (!verified.good && !verified.checks.empty())
        for (int step = verified.checks.back().step + 1; step <= kLastCheck; ++step)
            if (step != 10 && step != 11)
                verified.checks.push_back(
                    {step, std::string(step_name(step)), CheckOutcome::NotDone, {}, {}});
    return verified;
}

}  // namespace ingest
