// identity request, show, trust; export; inspect, verify; receipt apply.

#include "app/cli/answer.h"
#include "app/core/recovery_kit.h"
#include "crypto/base/platform.h"
#include "sync/bundle/submission.h"
#include "sync/exchange/exchange.h"
#include "sync/ingest/verify.h"

namespace cli {

namespace {

using base::path_from_utf8;

constexpr std::uint64_t kMostRoster = 64 * 1024 * 1024;  // bytes

Result<base::Bytes> roster_of(Call& call, std::string_view name)
{
    return base::read_file(path_from_utf8(call.at(name)), kMostRoster);
}

Result<Answer> request(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(const auto made,
               exchange::write_identity_request(*vault, call.option("--organisation").value_or("independent"),
                                                call.option("--device").value_or("laptop"),
                                                path_from_utf8(call.at("-o"))));
    return AnswerBuilder()
        .fact("file", "", call.at("-o"))
        .fact("fingerprint", "Fingerprint", made.fingerprint)
        .line("Send the file and the .minisig beside it; read the fingerprint out when the centre calls you.")
        .done();
}

Result<Answer> identity_show(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(const auto view, exchange::identity(*vault));
    AnswerBuilder answer;
    answer.fact("owner", "Owner", view.owner)
        .fact("key", "Signing key", view.key)
        .fact("key_number", "Key number", view.key_number)
        .fact("recipient", "Recipient", view.recipient)
        .fact("enrolled", "Enrolled", view.enrolled)
        .fact("revoked", view.revoked ? "Revoked" : "", view.revoked);
    if (view.roster_version) {
        answer.fact("roster_version", "Roster version", static_cast<std::int64_t>(*view.roster_version))
            .fact("origin", "Centre", view.origin)
            .fact("root_fingerprint", "Root fingerprint", view.root_fingerprint)
            .fact("member", "Member", view.member)
            .fact("roles", "Roles", view.roles);
    }
    return answer.done();
}

Result<Answer> trust(Call& call)
{
    TRY_ASSIGN(const auto roster, roster_of(call, "ROSTER"));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(const auto trusted,
               exchange::trust_roster(*vault, roster, call.option("--root").value_or("")));
    AnswerBuilder answer;
    answer.fact("version", "Roster version", static_cast<std::int64_t>(trusted.version))
        .fact("origin", "Centre", trusted.origin)
        .fact("root_fingerprint", "Root fingerprint", trusted.root_fingerprint)
        .fact("first", "", trusted.first)
        .fact("enrolled", "You are enrolled", trusted.enrolled);
    if (trusted.first && !call.option("--root"))
        answer.line("Trusted on first use: compare the root fingerprint with the printed letter.");
    if (trusted.expired)
        answer.line("This roster has expired: ask the centre for a newer one. You can go on working.");
    if (!trusted.too_old.empty()) answer.line(trusted.too_old);
    return answer.done();
}

Result<Answer> export_review(Call& call)
{
    const auto again = call.option("--again");
    const auto roster_name = call.option("--roster");
    if (!again && !roster_name)
        return base::fail(base::ErrorKind::Invalid, "Export needs --roster FILE (or --again BUNDLE).");
    base::Bytes roster;
    if (!again) {
        TRY_ASSIGN(roster, roster_of(call, "--roster"));
    }
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    const auto to = path_from_utf8(call.at("-o"));
    exchange::ExportOptions options;
    options.keep_undone = call.flag("--keep-undone");
    options.loose = call.flag("--loose");
    options.next = call.option("--next").value_or("");
    TRY_ASSIGN(const auto made, again ? exchange::export_again(*vault, review, *again, to)
                                      : exchange::export_review(*vault, review, roster, to, options));
    AnswerBuilder answer;
    answer.fact("bundle", "Bundle", made.bundle)
        .fact("review", "", made.review)
        .fact("revision", "Revision", made.revision)
        .fact("file", "Written to", base::to_utf8(made.written))
        .fact("objects_listed", "Attachments listed", static_cast<std::int64_t>(made.objects_listed))
        .fact("objects_sent", "Attachments sent", static_cast<std::int64_t>(made.objects_sent))
        .fact("bytes", "Bytes", static_cast<std::int64_t>(made.bytes))
        .fact("undone_dropped", "", made.undone_dropped)
        .fact("notices", "", texts(made.notices));
    if (made.undone_dropped > 0)
        answer.line(plural(made.undone_dropped, "wording that was taken back was",
                           "wordings that were taken back were") +
                    " left out (keep them with --keep-undone).");
    for (const auto& notice : made.notices) answer.line(notice);
    return answer.done();
}

Result<Answer> inspect(Call& call)
{
    TRY_ASSIGN(const auto submission, bundle::Submission::open(path_from_utf8(call.at("FILE"))));
    TRY_ASSIGN(const auto seen, bundle::inspect(submission));
    AnswerBuilder answer;
    json::Array objects;
    answer.fact("form", "Form", seen.packed ? "packed" : "loose")
        .fact("ciphertext", "SHA-256 of bundle.age", base::to_hex(seen.ciphertext))
        .fact("bytes", "Bytes of bundle.age", static_cast<std::int64_t>(seen.bundle_size))
        .fact("recipients", "Recipients", static_cast<std::int64_t>(seen.recipients));
    for (const auto& [name, length] : seen.objects) {
        json::Object one;
        one.set("object", base::to_hex(name));
        one.set("bytes", static_cast<std::int64_t>(length));
        objects.emplace_back(std::move(one));
        answer.line("Object " + base::to_hex(name) + ", " + std::to_string(length) + " bytes, hash right");
    }
    answer.fact("objects", "", std::move(objects));
    return answer.done();
}

Result<Answer> verify(Call& call)
{
    TRY_ASSIGN(const auto roster, roster_of(call, "--roster"));
    std::vector<crypto::Identity> identities;
    for (const auto& file : call.all("--identity")) {
        TRY_ASSIGN(auto identity, core::read_identity_file(path_from_utf8(file)));
        identities.push_back(std::move(identity));
    }
    TRY_ASSIGN(const auto report, ingest::verify_submission(path_from_utf8(call.at("FILE")), roster,
                                                            identities, base::SystemClock().now()));
    AnswerBuilder answer;
    json::Array checks;
    int exit = 0;
    for (const auto& check : report.checks) {
        const char* outcome = check.outcome == ingest::CheckOutcome::Held     ? "held"
                              : check.outcome == ingest::CheckOutcome::Failed ? "failed"
                                                                              : "not done";
        if (check.outcome == ingest::CheckOutcome::Failed) exit = 13;
        json::Object one;
        one.set("step", check.step);
        one.set("name", check.name);
        one.set("outcome", outcome);
        if (!check.code.empty()) one.set("code", check.code);
        one.set("what", check.what);
        checks.emplace_back(std::move(one));
        answer.line(std::string(outcome) + "  " + check.name +
                    (check.code.empty() ? "" : " [" + check.code + "]") +
                    (check.what.empty() ? "" : ": " + check.what));
    }
    answer.fact("good", "", report.good)
        .fact("bundle", "", report.bundle)
        .fact("review", "", report.review)
        .fact("revision", "", report.revision)
        .fact("author", "", report.author)
        .fact("roster_version", "", static_cast<std::int64_t>(report.roster_version))
        .fact("sealed_unverified", "", report.sealed_unverified)
        .fact("expected_at_centre", "", texts(report.expected_at_centre))
        .fact("checks", "", std::move(checks));
    if (report.sealed_unverified) answer.line("sealed unverified: no key given opens the identity part");
    for (const auto& object : report.expected_at_centre)
        answer.line("expected at the centre: object " + object);
    answer.line("Held against version " + std::to_string(report.roster_version) + " of the roster, of " +
                base::to_text(report.roster_issued) + (report.roster_expired ? ", which has expired" : "") +
                ": what was revoked later is not known here.");
    answer.line(report.good ? "Verified." : "NOT verified: do not use this file.");
    return answer.done(report.good ? 0 : (exit == 0 ? 1 : exit));
}

Result<Answer> apply(Call& call)
{
    TRY_ASSIGN(const auto roster, roster_of(call, "--roster"));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(const auto applied,
               exchange::apply_receipt_file(*vault, path_from_utf8(call.at("FILE")), roster));
    AnswerBuilder answer;
    answer.fact("bundle", "Bundle", applied.bundle)
        .fact("review", "", applied.review)
        .fact("revision", "Revision", applied.revision)
        .fact("outcome", "Outcome", applied.outcome)
        .fact("code", applied.code.empty() ? "" : "Reason", applied.code)
        .fact("log_index", "Log index", static_cast<std::int64_t>(applied.log_index))
        .fact("again", "", applied.again)
        .fact("sealed_unverified", "", applied.sealed_unverified)
        .fact("objects_acknowledged", "Attachments acknowledged",
              static_cast<std::int64_t>(applied.objects_acknowledged))
        .fact("missing", "", texts(applied.missing))
        .fact("verified", "", true);
    if (applied.sealed_unverified)
        answer.line("sealed unverified: the identity desk has not checked the identity part yet");
    for (const auto& notice : applied.notices) answer.line(notice);
    answer.line("receipt verified");
    return answer.done();
}

}  // namespace

std::vector<Verb> exchange_verbs()
{
    const Option out{"-o", Takes::Value, "File or folder to write", true};
    const Option roster{"--roster", Takes::Value, "The roster file the centre gave out", true};
    return {
        {"identity request", "DIR",
         opening_and({out,
                      {"--organisation", Takes::Value, "Your organisation"},
                      {"--device", Takes::Value, "A name for this machine"}}),
         "Write an enrolment request", request},
        {"identity show", "DIR", opening(), "Show the keys of this vault and whether they are enrolled",
         identity_show},
        {"identity trust", "DIR ROSTER",
         opening_and({{"--root", Takes::Value, "Root fingerprint from the printed letter"}}),
         "Trust a centre by its roster", trust},
        {"export", "DIR REF",
         opening_and({out,
                      {"--roster", Takes::Value, "The roster file the centre gave out"},
                      {"--again", Takes::Value, "Write an earlier bundle out again, byte for byte"},
                      {"--keep-undone", Takes::Nothing, "Let wordings that were taken back travel too"},
                      {"--next", Takes::Value, "Public key of the author the review is handed to"},
                      {"--loose", Takes::Nothing, "A folder instead of one file"}}),
         "Write the review as a signed, encrypted bundle", export_review},
        {"inspect", "FILE", {}, "Check a bundle's structure and object hashes; needs no key", inspect},
        {"verify",
         "FILE",
         {roster, {"--identity", Takes::Values, "File with an age identity; may be given again"}},
         "Make every check of a bundle that needs no store",
         verify},
        {"receipt apply", "DIR FILE", opening_and({roster}), "Verify a receipt and keep it", apply},
    };
}

}  // namespace cli
