// Taking submissions in: steps 1 to 17 around examine(), and taking up what waited.
#include <array>
#include <map>
#include <set>

#include "storage/model/field.h"
#include "sync/ingest/centre_state.h"
#include "sync/ingest/intake.h"

namespace ingest {

using base::ErrorKind;
using base::fail;
using central::Status;

namespace {

std::string new_id(base::Random& random)
{
    std::array<std::uint8_t, 16> id{};
    random.fill(id);
    return base::to_hex(id);
}

std::optional<crypto::PublicKey> key_or_none(const std::string& text)
{
    if (text.empty()) return std::nullopt;
    const auto key = crypto::PublicKey::parse(text);
    return key ? std::optional<crypto::PublicKey>(*key) : std::nullopt;
}

std::string missing_text(const std::vector<Digest32>& missing)
{
    std::string text;
    for (const auto& one : missing) text += base::to_hex(one) + '\n';
    return text;
}

std::vector<std::string> missing_list(std::string_view text)
{
    std::vector<std::string> list;
    for (; !text.empty(); text.remove_prefix(65)) list.emplace_back(text.substr(0, 64));
    return list;
}

/// Who signed the revision before the one asked about, among those accepted.
Result<void> answer_former(central::Store& store, const Question& question, Answer& answer)
{
    if (question.revision == 1) {
        answer.former_known = true;
        return {};
    }
    TRY_ASSIGN(const auto all, store.submissions(question.review));
    for (const auto& one : all) {
        if (one.status != Status::Accepted ||
            static_cast<std::uint64_t>(one.revision) + 1 != question.revision)
            continue;
        answer.former_known = true;
        answer.former = key_or_none(one.author);
        answer.next = key_or_none(one.next);
    }
    return {};
}

central::Submission row_of(const Report& report, base::Time received)
{
    const auto& s = *report.statement;
    central::Submission row;
    row.review = s.review;
    row.bundle = s.bundle;
    row.revision = static_cast<std::int64_t>(s.revision);
    row.statement = report.tagmanifest;
    row.ciphertext = report.ciphertext;
    row.previous = s.previous;
    row.author = s.signers.front().text();
    row.next = s.next ? s.next->text() : std::string{};
    row.sealed = report.sealed;
    row.seen = s.seen_size;
    row.received = received;
    return row;
}

trust::Entry entry_of(const Report& report, trust::EntryKind kind, base::Time now)
{
    const auto& s = *report.statement;
    trust::Entry entry;
    entry.time = now;
    entry.kind = kind;
    if (kind == trust::EntryKind::Rejected) entry.code = report.code;
    entry.bundle = s.bundle;
    entry.review = s.review;
    entry.revision = s.revision;
    entry.statement = report.tagmanifest;
    entry.ciphertext = report.ciphertext;
    entry.objects = report.objects_commitment;
    entry.author = s.signers.front().number_text();
    if (kind == trust::EntryKind::Waiting && !report.missing.empty())
        entry.detail = crypto::sha256(base::bytes_of(missing_text(report.missing)));
    return entry;
}

struct Verdicts {
    Status status;
    trust::EntryKind kind;
};
Verdicts of(Verdict verdict)
{
    switch (verdict) {
        case Verdict::Sound: return {Status::Accepted, trust::EntryKind::Accepted};
        case Verdict::Waiting: return {Status::Waiting, trust::EntryKind::Waiting};
        case Verdict::Fork: return {Status::Fork, trust::EntryKind::Fork};
        case Verdict::Rejected:
        case Verdict::Quarantined:
        case Verdict::Replay: break;
    }
    return {Status::Rejected, trust::EntryKind::Rejected};
}

/// The record, its head and its objects, inside the transaction.
Result<void> accept(central::Store& store, const Report& report, const central::Submission& row)
{
    TRY_VOID(store.extend_journal(row.review, report.derived.lines, report.derived.expunged));
    TRY_VOID(store.replace_records(row.review, report.derived.records));
    TRY_ASSIGN(const auto held, store.objects(row.review));
    std::map<Digest32, central::Object> known;
    for (const auto& object : held) known.emplace(object.object, object);
    for (const auto& one : report.objects) {
        const auto before = known.find(one.row.object);
        const bool opened = !one.sealed;
        if (before != known.end() && (before->second.opened || !opened)) continue;
        TRY_VOID(store.put_object({.review = row.review,
                                   .object = one.row.object,
                                   .object_length = one.row.object_length,
                                   .part = one.row.part,
                                   .part_length = one.row.part_length,
                                   .part_sha512 = one.sha512,
                                   .opened = opened,
                                   .bundle = row.bundle}));
    }
    return store.put_head({.review = row.review,
                           .bundle = row.bundle,
                           .revision = row.revision,
                           .statement = row.statement,
                           .author = row.author,
                           .next = row.next,
                           .lines = static_cast<std::int64_t>(report.journal.lines),
                           .length = report.journal.length,
                           .journal = report.journal.sha256});
}

Outcome outcome_of(const Report& report, std::string file)
{
    Outcome outcome;
    outcome.file = std::move(file);
    outcome.code = report.code;
    outcome.step = report.step;
    outcome.what = report.what;
    if (report.verdict == Verdict::Sound)
        outcome.what = "Taken in: every check held, and the record is up to date.";
    if (!report.statement || report.verdict == Verdict::Quarantined) {
        outcome.status = "quarantined";
        return outcome;
    }
    outcome.status = std::string(central::to_text(of(report.verdict).status));
    outcome.bundle = report.statement->bundle;
    outcome.review = report.statement->review;
    outcome.revision = static_cast<std::int64_t>(report.statement->revision);
    outcome.sealed_unverified = report.verdict == Verdict::Sound && report.sealed;
    for (const auto& one : report.missing) outcome.missing.push_back(base::to_hex(one));
    return outcome;
}

/// How it stood, for bytes that came in before.
Result<Outcome> standing_outcome(central::Store& store, const central::Submission& row, std::string file)
{
    Outcome outcome;
    outcome.file = std::move(file);
    outcome.status = std::string(central::to_text(row.status));
    outcome.code = row.code;
    outcome.what = "This very submission came in before: its receipt stands.";
    outcome.bundle = row.bundle;
    outcome.review = row.review;
    outcome.revision = row.revision;
    outcome.replay = true;
    outcome.sealed_unverified = row.status == Status::Accepted && row.sealed && !row.sealed_checked;
    if (row.status == Status::Waiting) outcome.missing = missing_list(row.missing);
    TRY_ASSIGN(const auto entries, store.entries_of(row.bundle));
    if (!entries.empty()) outcome.log_index = entries.back().index;
    return outcome;
}

/// Steps 16 and 17 for a submission whose files lie in their place. `row` carries what was known before, if
/// anything.
Result<std::uint64_t> record(Centre::State& state, const Report& report, central::Submission row)
{
    auto& store = state.store;
    const auto verdict = of(report.verdict);
    row.status = verdict.status;
    row.code = report.code;
    row.missing = missing_text(report.missing);
    std::uint64_t index = 0;
    const auto stored = store.transaction([&]() -> Result<void> {
        if (report.verdict == Verdict::Sound) {
            TRY_ASSIGN(const auto head, store.head(row.review));
            const bool follows = head ? head->revision + 1 == row.revision && row.previous == head->statement
                                      : row.revision == 1 && !row.previous;
            if (!follows) return fail(ErrorKind::Conflict, "Another revision came in meanwhile: try again.");
            TRY_VOID(accept(store, report, row));
        }
        TRY_VOID(store.put_submission(row));
        TRY_ASSIGN(index, append_entry(store, entry_of(report, verdict.kind, store.clock().now())));
        return {};
    });
    if (!stored) return stored.error();
    if (verdict.status == Status::Accepted) TRY_VOID(store.file_objects(row.bundle));
    TRY_VOID(issue_receipts(state));
    return index;
}

/// Kept in quarantine, on the list only.
Result<void> keep_quarantined(Centre::State& state, const std::string& id, int step, const std::string& code)
{
    const central::Quarantined entry{
        .id = id, .step = step, .code = code, .received = state.store.clock().now()};
    return state.store.transaction([&] { return state.store.put_quarantined(entry); });
}

/// A different submission under a number that is taken: both the list and the log say so; the first one
/// stands.
Result<Outcome> refuse_number(Centre::State& state, const Report& report, const std::string& id,
                              std::string file)
{
    auto& store = state.store;
    auto outcome = outcome_of(report, std::move(file));
    const auto now = store.clock().now();
    const auto stored = store.transaction([&]() -> Result<void> {
        TRY_VOID(
            store.put_quarantined({.id = id, .step = report.step, .code = report.code, .received = now}));
        TRY_ASSIGN(outcome.log_index, append_entry(store, entry_of(report, trust::EntryKind::Rejected, now)));
        return {};
    });
    if (!stored) return stored.error();
    TRY_VOID(issue_receipts(state));
    return outcome;
}

Result<Outcome> settle_new(Centre::State& state, const Report& report, const std::string& id,
                           std::string file)
{
    auto& store = state.store;
    const auto copy = store.quarantine_folder(id);
    if (report.verdict == Verdict::Quarantined) {
        TRY_VOID(keep_quarantined(state, id, report.step, report.code));
        return outcome_of(report, std::move(file));
    }
    TRY_ASSIGN(const auto before, store.submission(report.statement->bundle));
    if (before && before->ciphertext != report.ciphertext)
        return refuse_number(state, report, id, std::move(file));
    if (before) {
        // What it brings may be what was waited for: take_up() looks.
        const auto kept = store.submission_folder(before->bundle);
        TRY_VOID(before->status == Status::Waiting ? merge_objects(copy, kept) : discard(copy));
        return standing_outcome(store, *before, std::move(file));
    }
    TRY_VOID(base::durable_rename(copy, store.submission_folder(report.statement->bundle)));
    auto outcome = outcome_of(report, std::move(file));
    TRY_ASSIGN(outcome.log_index, record(state, report, row_of(report, store.clock().now())));
    return outcome;
}

/// The objects a waiting submission lacks may have come with another one of the review that waits too.
Result<bool> gather_missing(central::Store& store, const central::Submission& row)
{
    TRY_ASSIGN(const auto others, store.waiting(row.review));
    TRY_ASSIGN(const auto held, store.objects(row.review));
    const auto folder = store.submission_folder(row.bundle);
    std::error_code code;
    for (const auto& name : missing_list(row.missing)) {
        TRY_ASSIGN(const auto object, base::digest32_from_hex(name));
        const auto is_it = [&](const central::Object& one) { return one.object == object; };
        bool found = std::filesystem::exists(folder / "objects" / (name + ".age"), code) ||
                     std::any_of(held.begin(), held.end(), is_it);
        for (const auto& other : others) {
            const auto file = store.submission_folder(other.bundle) / "objects" / (name + ".age");
            if (found || other.bundle == row.bundle || !std::filesystem::exists(file, code)) continue;
            TRY_VOID(copy_object(file, folder, object));
            found = true;
        }
        if (!found) return false;
    }
    return true;
}

/// Whether looking at it again could change anything.
Result<bool> is_ready(central::Store& store, const central::Submission& row)
{
    TRY_ASSIGN(const auto head, store.head(row.review));
    if (row.previous) {
        TRY_ASSIGN(const auto previous, store.submission_by_statement(row.review, *row.previous));
        if (previous && previous->status == Status::Rejected) return true;
    }
    if (row.revision > (head ? head->revision : 0) + 1) return false;
    return gather_missing(store, row);
}

/// The report speaks of this submission and no other.
bool is_about(const Report& report, const central::Submission& row)
{
    return report.statement && report.statement->bundle == row.bundle &&
           report.statement->review == row.review && report.ciphertext == row.ciphertext;
}

/// Looks again at one that waited. None: it still waits for the same.
Result<std::optional<Outcome>> try_again(Centre::State& state, central::Submission row,
                                         const base::Progress& progress)
{
    auto& store = state.store;
    TRY_ASSIGN(const auto entries, store.entries_of(row.bundle));
    if (entries.empty())
        return fail(ErrorKind::Corrupt, "A waiting submission has no log entry.", "store_damaged");
    auto setting = setting_of(state, row.received, entries.front().index);
    const auto ask = setting.ask;
    setting.ask = [&ask, &row](const Question& question) -> Result<Answer> {
        TRY_ASSIGN(auto answer, ask(question));
        if (question.bundle == row.bundle) answer.bundle_used = answer.same_bytes = false;
        return answer;
    };
    const auto folder = store.submission_folder(row.bundle);
    TRY_ASSIGN(auto report, examine_apart(state.apart, folder, setting, progress));
    // The kept original was damaged on our disk, which the store's check reports, or could not be read. It
    // goes on waiting, and keeps nothing else from being taken in.
    if (report.verdict == Verdict::Quarantined || !is_about(report, row)) return std::optional<Outcome>{};
    const bool waits = report.verdict == Verdict::Waiting;
    if (waits && row.code == report.code && row.missing == missing_text(report.missing))
        return std::optional<Outcome>{};
    auto outcome = outcome_of(report, base::to_utf8(folder));
    outcome.taken_up = true;
    TRY_ASSIGN(outcome.log_index, record(state, report, std::move(row)));
    return std::optional<Outcome>(std::move(outcome));
}

}  // namespace

Result<std::vector<HeldObject>> held_objects(central::Store& store, const std::string& review)
{
    TRY_ASSIGN(const auto objects, store.objects(review));
    std::vector<HeldObject> held;
    held.reserve(objects.size());
    for (const auto& one : objects)
        held.push_back({.object = one.object,
                        .object_length = one.object_length,
                        .part = one.part,
                        .part_length = one.part_length,
                        .part_sha512 = one.part_sha512,
                        .opened = one.opened,
                        .file = store.object_file(one.object)});
    return held;
}

Ask answers_of(Centre::State& state)
{
    return [&state](const Question& question) -> Result<Answer> {
        auto& store = state.store;
        Answer answer;
        TRY_ASSIGN(const auto row, store.submission(question.bundle));
        answer.bundle_used = row.has_value();
        answer.same_bytes = row && row->ciphertext == question.ciphertext;
        if (question.previous) {
            TRY_ASSIGN(const auto previous,
                       store.submission_by_statement(question.review, *question.previous));
            answer.previous_rejected = previous && previous->status == Status::Rejected;
        }
        TRY_ASSIGN(answer.head, store.head(question.review));
        TRY_VOID(answer_former(store, question, answer));
        TRY_ASSIGN(const auto leaves, store.leaves());
        answer.next_log_index = leaves.size();
        if (question.seen_size <= leaves.size()) {
            TRY_ASSIGN(answer.seen_root, trust::tree_root(question.seen_size, trust::leaves_of(leaves)));
        }
        TRY_ASSIGN(answer.held, held_objects(store, question.review));
        return answer;
    };
}

Setting setting_of(Centre::State& state, base::Time at, std::uint64_t log_index)
{
    Setting setting;
    setting.origin = state.origin;
    setting.rosters = &*state.rosters;
    setting.identities = state.desk;
    setting.at = at;
    setting.log_index = log_index;
    setting.model = model::kModelVersion;
    setting.lists = &state.lists;
    setting.held_folder = state.store.folder() / "objects";
    setting.ask = answers_of(state);
    return setting;
}

Result<Outcome> take_in(Centre::State& state, const Path& file, const base::Progress& progress)
{
    auto& store = state.store;
    const auto id = new_id(store.random());
    const auto copy = store.quarantine_folder(id);
    const auto name = base::to_utf8(file);
    const Outliner find_pieces = [&](const Path& packed) { return outline_apart(state.apart, packed); };
    if (const auto copied = copy_in(file, copy, find_pieces, progress); !copied) {
        const auto& why = copied.error();
        const bool ours =
            why.kind == ErrorKind::Io || why.kind == ErrorKind::Cancelled || why.kind == ErrorKind::Busy;
        if (ours) {
            TRY_VOID(discard(copy));
            return why;
        }
        Outcome outcome;
        outcome.file = name;
        outcome.status = "quarantined";
        outcome.code = why.code.empty() ? "submission_form" : why.code;
        outcome.step = 2;
        outcome.what = why.what;
        if (why.kind == ErrorKind::NotFound) {
            outcome.status = "unreadable";
            outcome.code = "not_found";
            return outcome;
        }
        if (why.code == "submission_limit") outcome.step = 1;
        TRY_VOID(keep_quarantined(state, id, outcome.step, outcome.code));
        return outcome;
    }
    TRY_ASSIGN(const auto next_index, store.log_size());
    const auto setting = setting_of(state, store.clock().now(), next_index);
    const auto report = examine_apart(state.apart, copy, setting, progress);
    if (!report) {
        TRY_VOID(discard(copy));
        return report.error();
    }
    return settle_new(state, *report, id, name);
}

Result<std::vector<Outcome>> take_up(Centre::State& state, const std::string& review,
                                     const base::Progress& progress)
{
    std::vector<Outcome> outcomes;
    std::set<std::string> tried;
    for (bool moved = true; moved;) {
        moved = false;
        TRY_ASSIGN(const auto rows, state.store.waiting(review));
        for (const auto& row : rows) {
            TRY_ASSIGN(const bool ready, is_ready(state.store, row));
            if (!ready || tried.contains(row.bundle + row.code)) continue;
            tried.insert(row.bundle + row.code);
            TRY_ASSIGN(auto outcome, try_again(state, row, progress));
            if (!outcome) continue;
            outcomes.push_back(std::move(*outcome));
            moved = true;
            break;
        }
    }
    return outcomes;
}

}  // namespace ingest
