// Making a bundle of a review, keeping it until it is accepted, and laying it out for the carrier.
#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>

#include "crypto/base/version.h"
#include "storage/journal/replay.h"
#include "storage/journal/state.h"
#include "storage/model/codelists.h"
#include "storage/model/field.h"
#include "sync/bundle/write.h"
#include "sync/exchange/exchange.h"
#include "sync/exchange/memory.h"

namespace exchange {

using base::ErrorKind;
using base::fail;

namespace {

namespace fs = std::filesystem;

/// Everything that is settled before a byte is written.
struct Plan {
    trust::RosterNote roster;
    NextPlace place;
    std::optional<crypto::PublicKey> next;
    std::vector<std::string> notices;
    std::int64_t undone = 0;
};

Result<void> check_member(review::Vault& vault, const trust::Roster& roster)
{
    // The centre decides by its own log; here every revocation counts.
    const auto member = trust::check_signer(roster, vault.signing_key().public_key(), trust::kRoleAuthor,
                                            vault.clock().now(), std::numeric_limits<std::int64_t>::max());
    if (member) return {};
    const auto& code = member.error().code;
    if (code == "signer_unknown")
        return fail(ErrorKind::Refused,
                    "This vault's key is not in the roster: ask the centre to enrol it, and use the roster "
                    "it returns.",
                    "not_enrolled");
    if (code == "signer_revoked")
        return fail(ErrorKind::Refused,
                    "This vault's key was revoked at the centre: it can send nothing more.", code);
    if (code == "signer_not_valid")
        return fail(ErrorKind::Refused,
                    "This vault's entry in the roster is not valid today: ask the centre to renew it.", code);
    return fail(ErrorKind::Refused, "The roster does not give this vault's key the role of an author.", code);
}

Result<void> check_sound(review::Vault& vault, const base::Progress& progress)
{
    TRY_ASSIGN(const auto health, vault.check(progress));
    if (!health.damaged) return {};
    return fail(
        ErrorKind::Corrupt,
        "The vault did not pass its check, so nothing was exported. Run the check to see what was found, and "
        "restore from a backup.");
}

/// The last line of a revision that hands the review on.
Result<void> hand_over(review::Review& review, const crypto::PublicKey& next)
{
    TRY_ASSIGN(const auto records, review.records("review"));
    if (records.empty()) return fail(ErrorKind::Corrupt, "The review has no record of its own.");
    model::Change change;
    change.op = model::Op::Handover;
    change.kind = "review";
    change.id = records.front().id;
    change.fields.set("to", next.text());
    TRY_ASSIGN([[maybe_unused]] const auto command, review.apply({.changes = {std::move(change)}}));
    return {};
}

/// The key that the last line passes the review to, when it was written but no bundle carries it yet: the
/// export that wrote it was interrupted. Errors: Refused `read_only` when it was handed over for good.
Result<std::optional<crypto::PublicKey>> unsent_handover(review::Review& review, const NextPlace& place)
{
    TRY_ASSIGN(const auto card, review.card());
    if (card.writable) return std::optional<crypto::PublicKey>{};
    TRY_ASSIGN(const auto lines, review.lines());
    if (place.lines >= lines)
        return fail(ErrorKind::Refused, "This review was handed over: it can be read here, not sent.",
                    "read_only");
    std::string to;
    TRY_VOID(review.each_entry(lines, [&](const review::JournalBytes& entry) -> Result<void> {
        if (!entry.body) return {};
        TRY_ASSIGN(const auto body,
                   journal::parse_body(std::string_view(*entry.body).substr(0, entry.body->size() - 1)));
        to = json::text_or(body.fields, "to");
        return {};
    }));
    TRY_ASSIGN(const auto key, crypto::PublicKey::parse(to));
    return std::optional<crypto::PublicKey>(key);
}

Result<Plan> prepare(review::Vault& vault, review::Review& review, ByteView roster_file,
                     const ExportOptions& options, const base::Progress& progress)
{
    Plan plan;
    TRY_ASSIGN(const auto trusted, trust_roster(vault, roster_file));
    TRY_ASSIGN(const auto chain, pinned_roster(vault));
    plan.roster = chain->newest();
    if (trusted.first)
        plan.notices.push_back(
            "The centre's root keys were trusted on first use; compare their fingerprint with the "
            "letter: " +
            trusted.root_fingerprint);
    if (trusted.expired) plan.notices.push_back("The roster has expired: ask the centre for the newest one.");
    TRY_VOID(trust::check_program(plan.roster.roster, base::kProgramVersion));
    TRY_VOID(check_member(vault, plan.roster.roster));
    TRY_ASSIGN(const auto sent, sent_bundles(vault, review.uuid()));
    TRY_ASSIGN(plan.place, next_place(sent));
    TRY_ASSIGN(const auto handed, unsent_handover(review, plan.place));
    plan.next = handed;
    if (!handed && !options.next.empty()) {
        TRY_ASSIGN(plan.next, crypto::PublicKey::parse(options.next));
    }
    TRY_ASSIGN([[maybe_unused]] const auto to, trust::bundle_recipients(plan.roster.roster, plan.next));
    TRY_VOID(check_sound(vault, progress));
    if (handed) return plan;  // nothing more can be written
    if (!options.keep_undone) {
        TRY_ASSIGN(plan.undone, review.drop_undone());
    }
    if (plan.next) TRY_VOID(hand_over(review, *plan.next));
    return plan;
}

/// What one walk over the journal tells about it.
struct Walk {
    bool sealed = false;
    std::set<std::string> kinds;
    std::string state;  ///< review.jsonl: the open part
};

Result<Walk> walk(review::Review& review)
{
    Walk walked;
    journal::Chain chain;
    journal::Replay replay(false);
    const auto take = [&](const review::JournalBytes& entry) -> Result<void> {
        TRY_ASSIGN(const auto line, chain.take(entry.line));
        walked.sealed = walked.sealed || entry.sealed.has_value();
        walked.kinds.insert(line.kind);
        const auto body = entry.body ? std::optional<std::string_view>(*entry.body) : std::nullopt;
        return replay.take(line, body, std::optional<std::string_view>{});
    };
    TRY_VOID(review.each_entry(1, take));
    TRY_VOID(replay.finish());
    walked.state = journal::review_jsonl(replay.records());
    return walked;
}

struct Addressed {
    std::size_t recipients = 1, sealed = 1;  ///< before a roster is trusted: taken as one
};

Result<Addressed> addressed(review::Vault& vault)
{
    TRY_ASSIGN(const auto chain, pinned_roster(vault));
    if (!chain) return Addressed{};
    const auto open = trust::bundle_recipients(chain->newest().roster, std::nullopt);
    const auto sealed = trust::sealed_recipients(chain->newest().roster, std::nullopt);
    return Addressed{open ? open->size() : 1, sealed ? sealed->size() : 1};
}

/// By the journal as it stands. review.jsonl, the live records, is as long as the bodies at most, or nearly.
Result<bundle::BundleLengths> lengths_of(review::Review& review)
{
    bundle::BundleLengths lengths;
    std::set<std::string> kinds;
    TRY_VOID(review.each_entry(1, [&](const review::JournalBytes& entry) -> Result<void> {
        TRY_ASSIGN(const auto line,
                   journal::parse_line(std::string_view(entry.line).substr(0, entry.line.size() - 1)));
        kinds.insert(line.kind);
        lengths.journal += entry.line.size();
        if (entry.body) lengths.bodies += entry.body->size();
        if (entry.sealed) lengths.sealed = lengths.sealed.value_or(0) + entry.sealed->size();
        return {};
    }));
    lengths.review = lengths.bodies;
    lengths.schemas.assign(kinds.begin(), kinds.end());
    return lengths;
}

enum class Stream { Journal, Bodies, Sealed };

/// One of the three files, read from the vault each time it is asked for.
bundle::Content content_of(review::Review& review, Stream stream)
{
    return [&review, stream](base::Sink& to) -> Result<void> {
        return review.each_entry(1, [&](const review::JournalBytes& entry) -> Result<void> {
            switch (stream) {
                case Stream::Journal: return to.write(base::bytes_of(entry.line));
                case Stream::Bodies:
                    return entry.body ? to.write(base::bytes_of(*entry.body)) : Result<void>{};
                case Stream::Sealed:
                    return entry.sealed ? to.write(base::bytes_of(*entry.sealed)) : Result<void>{};
            }
            return {};
        });
    };
}

Result<std::vector<bundle::PlannedObject>> plan_objects(review::Review& review,
                                                        const std::vector<std::string>& known, bool all)
{
    std::vector<bundle::PlannedObject> planned;
    TRY_ASSIGN(const auto parts, review.objects());
    for (const auto& part : parts) {
        TRY_ASSIGN(const auto secret, review.object_key(part.part));
        TRY_ASSIGN(auto key, bundle::ObjectKey::parse(secret.bytes()));
        const bool there = std::binary_search(known.begin(), known.end(), base::to_hex(part.object));
        planned.push_back({.object = part.object,
                           .object_length = part.object_length,
                           .part = part.part,
                           .part_length = part.part_length,
                           .part_sha512 = {},
                           .key = std::move(key),
                           .sealed = part.sealed,
                           .file = review.object_file(part.object),
                           .included = all || !there});
    }
    return planned;
}

Result<bundle::StatementKind> kind_of(const std::string& wanted, std::int64_t revision)
{
    using enum bundle::StatementKind;
    if (wanted == "submission") return revision == 1 ? Submission : Amendment;
    for (const auto kind : {Amendment, Addendum, Withdrawal})
        if (bundle::to_text(kind) == wanted) return kind;
    return fail(ErrorKind::Invalid, "A review is sent as submission, amendment, addendum or withdrawal.");
}

Result<bundle::Statement> statement_for(review::Vault& vault, review::Review& review, const Plan& plan,
                                        const ExportOptions& options, bool sealed)
{
    const auto& roster = plan.roster.roster;
    bundle::Statement s;
    s.bundle = bundle::new_bundle_id(vault.random());
    s.review = review.uuid();
    s.revision = static_cast<std::uint64_t>(plan.place.revision);
    s.previous = plan.place.previous;
    TRY_ASSIGN(s.kind, kind_of(options.kind, plan.place.revision));
    s.signers = {vault.signing_key().public_key()};
    s.next = plan.next;
    s.roster_version = roster.version;
    s.roster = plan.roster.digest;
    s.model = model::kModelVersion;
    s.codelists = static_cast<std::uint64_t>(vault.lists().version());
    s.to = roster.origin;
    TRY_ASSIGN(s.recipients, trust::bundle_recipients(roster, plan.next));
    if (sealed) {
        TRY_ASSIGN(s.sealed_recipients, trust::sealed_recipients(roster, plan.next));
    }
    TRY_ASSIGN(const auto seen, newest_seen(vault));
    s.seen_size = seen.size;
    s.seen_root = seen.root;
    s.created = vault.clock().now();
    vault.random().fill(s.nonce);
    return s;
}

SentBundle remember(const bundle::WrittenBundle& written, const bundle::BundlePlan& made, std::int64_t lines)
{
    const auto& s = written.statement;
    SentBundle sent;
    sent.bundle = s.bundle;
    sent.review = s.review;
    sent.revision = static_cast<std::int64_t>(s.revision);
    sent.previous = s.previous;
    sent.statement = written.tagmanifest;
    sent.ciphertext = written.ciphertext;
    sent.objects = {written.objects, written.objects_digest};
    sent.author = s.signers.front().number_text();
    sent.seen = {s.seen_size, s.seen_root};
    sent.lines = lines;
    sent.made = s.created;
    sent.sealed = !s.sealed_recipients.empty();
    for (const auto& object : made.objects) sent.listed.push_back(base::to_hex(object.object));
    std::sort(sent.listed.begin(), sent.listed.end());
    for (const auto& object : written.included) sent.included.push_back(base::to_hex(object));
    return sent;
}

/// Encrypted bundles that an interrupted export left without a word about them.
Result<void> sweep_outbox(review::Vault& vault)
{
    const auto folder = vault.folder() / "outbox";
    TRY_VOID(base::make_folder(folder));
    std::error_code code;
    std::vector<Path> files;
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
        files.push_back(it->path());
    for (const auto& file : files) {
        TRY_ASSIGN(const auto sent, sent_bundle(vault, file.stem().string()));
        const bool wanted =
            sent && file.extension() == ".age" && sent->status != "accepted" && sent->status != "abandoned";
        if (!wanted) TRY_VOID(base::durable_remove(file));
    }
    return {};
}

Result<bundle::Carriage> carriage_of(const review::Vault& vault, const review::Review& review,
                                     const SentBundle& sent)
{
    bundle::Carriage carriage{
        .bundle = sent.bundle, .bundle_file = outbox_file(vault, sent.bundle), .objects = {}};
    for (const auto& name : sent.included) {
        TRY_ASSIGN(const auto object, base::digest32_from_hex(name));
        carriage.objects.emplace_back(object, review.object_file(object));
    }
    return carriage;
}

Exported exported_from(const SentBundle& sent, const bundle::Carriage& carriage, Path written)
{
    Exported exported;
    exported.bundle = sent.bundle;
    exported.review = sent.review;
    exported.revision = sent.revision;
    exported.written = std::move(written);
    exported.objects_listed = sent.objects.count;
    exported.objects_sent = sent.included.size();
    std::error_code code;
    exported.bytes = fs::file_size(carriage.bundle_file, code);
    for (const auto& [name, file] : carriage.objects) exported.bytes += fs::file_size(file, code);
    return exported;
}

bundle::Form form_of(const ExportOptions& options)
{
    return options.loose ? bundle::Form::Loose : bundle::Form::Automatic;
}

Result<Path> lay_out(review::Vault& vault, SentBundle& sent, const bundle::Carriage& carriage,
                     const Path& destination, bundle::Form form, const base::Progress& progress)
{
    auto written = bundle::write_submission(carriage, destination, form, progress);
    if (written) return written;
    // Nothing of it left this machine: its number is free again.
    sent.status = "abandoned";
    TRY_VOID(vault.shelve({sent_value(sent)}));
    TRY_VOID(base::durable_remove(outbox_file(vault, sent.bundle)));
    return written.error();
}

}  // namespace

Result<Exported> export_review(review::Vault& vault, review::Review& review, ByteView roster_file,
                               const Path& destination, const ExportOptions& options,
                               const base::Progress& progress)
{
    std::error_code code;
    if (fs::exists(destination, code) && !fs::is_directory(destination, code))
        return fail(ErrorKind::Conflict, "There is a file of that name already: choose another one.");
    TRY_VOID(sweep_outbox(vault));
    TRY_ASSIGN(auto plan, prepare(vault, review, roster_file, options, progress));
    TRY_ASSIGN(auto walked, walk(review));
    TRY_ASSIGN(const auto known, acknowledged(vault, review.uuid()));
    bundle::BundlePlan made;
    TRY_ASSIGN(made.objects, plan_objects(review, known, plan.next.has_value()));
    const bool sealed = walked.sealed || std::any_of(made.objects.begin(), made.objects.end(),
                                                     [](const auto& object) { return object.sealed; });
    TRY_ASSIGN(made.statement, statement_for(vault, review, plan, options, sealed));
    made.agent = "cairn " + std::string(base::kProgramVersion);
    made.journal = content_of(review, Stream::Journal);
    made.bodies = content_of(review, Stream::Bodies);
    made.review = bundle::content_of(std::move(walked.state));
    if (sealed) made.sealed = content_of(review, Stream::Sealed);
    made.schemas.assign(walked.kinds.begin(), walked.kinds.end());
    made.sign = bundle::sign_with({&vault.signing_key()});

    TRY_ASSIGN(const auto lines, review.lines());
    TRY_ASSIGN(const auto written, bundle::write_bundle(made, vault.folder() / "outbox", progress));
    auto sent = remember(written, made, lines);
    TRY_VOID(review.mark_signed(lines));
    TRY_VOID(vault.shelve({sent_value(sent)}));
    TRY_ASSIGN(const auto carriage, carriage_of(vault, review, sent));
    TRY_ASSIGN(auto where, lay_out(vault, sent, carriage, destination, form_of(options), progress));
    auto exported = exported_from(sent, carriage, std::move(where));
    exported.undone_dropped = plan.undone;
    exported.notices = std::move(plan.notices);
    return exported;
}

Result<std::uint64_t> expected_size(review::Vault& vault, review::Review& review)
{
    TRY_ASSIGN(auto lengths, lengths_of(review));
    TRY_ASSIGN(const auto to, addressed(vault));
    lengths.recipients = to.recipients;
    lengths.sealed_recipients = to.sealed;
    TRY_ASSIGN(const auto known, acknowledged(vault, review.uuid()));
    TRY_ASSIGN(const auto parts, review.objects());
    lengths.objects = parts.size();
    std::uint64_t travelling = 0;
    for (const auto& part : parts)
        if (!std::ranges::binary_search(known, base::to_hex(part.object))) travelling += part.object_length;
    if (std::ranges::any_of(parts, [](const auto& part) { return part.sealed; }))
        lengths.sealed = lengths.sealed.value_or(0);
    TRY_ASSIGN(const auto bundle, bundle::expected_size(lengths));
    return bundle + travelling;
}

Result<Exported> export_again(review::Vault& vault, review::Review& review, std::string_view bundle,
                              const Path& destination, const base::Progress& progress)
{
    TRY_ASSIGN(const auto sent, sent_bundle(vault, bundle));
    std::error_code code;
    if (!sent || !fs::exists(outbox_file(vault, bundle), code))
        return fail(
            ErrorKind::NotFound,
            "The outbox has no such bundle: it was accepted already, or was never made in this vault.");
    if (sent->review != review.uuid())
        return fail(ErrorKind::NotFound, "That bundle belongs to another review of this vault.");
    TRY_ASSIGN(const auto carriage, carriage_of(vault, review, *sent));
    TRY_ASSIGN(auto where,
               bundle::write_submission(carriage, destination, bundle::Form::Automatic, progress));
    return exported_from(*sent, carriage, std::move(where));
}

Result<std::vector<Sent>> sent(review::Vault& vault, std::string_view review)
{
    std::vector<Sent> rows;
    TRY_ASSIGN(const auto bundles, sent_bundles(vault, review));
    std::error_code code;
    for (const auto& one : bundles) {
        if (one.status == "abandoned") continue;
        rows.push_back({.bundle = one.bundle,
                        .review = one.review,
                        .revision = one.revision,
                        .status = one.status,
                        .code = one.code,
                        .made = one.made,
                        .lines = one.lines,
                        .log_index = one.log_index,
                        .sealed_unverified = one.status == "accepted" && one.sealed && !one.sealed_checked,
                        .in_outbox = fs::exists(outbox_file(vault, one.bundle), code)});
    }
    return rows;
}

Result<Standing> standing(review::Vault& vault, review::Review& review)
{
    Standing now{.state = "draft"};
    TRY_ASSIGN(const auto rows, sent(vault, review.uuid()));
    TRY_ASSIGN(const auto lines, review.lines());
    std::int64_t carried = 0;
    for (const auto& row : rows) {
        now.state = row.status;
        now.revision = row.revision;
        now.sealed_unverified = row.sealed_unverified;
        if (row.status != "rejected") carried = std::max(carried, row.lines);
    }
    now.unsent_lines = lines - carried;
    return now;
}

}  // namespace exchange
