// A command becomes journal lines, bodies and projections, in one transaction over both files.
#include <algorithm>
#include <set>

#include "crypto/primitives/hash.h"
#include "storage/model/place.h"
#include "storage/model/validate.h"
#include "storage/review/review_state.h"

namespace review {

namespace {

/// One command while it is written.
struct Writing {
    std::int64_t command = 0;
    std::optional<std::int64_t> undoes;
    Origin source = Origin::Person;
    base::Time at{};
    std::string today;
    bool barrier = false;
    bool handed_over = false;
    std::set<std::pair<std::string, std::string>> references;  ///< (kind, id) that must be there at the end
};

/// What one line says beside its change.
struct Bodies {
    std::optional<json::Object> open;
    std::optional<json::Object> sealed;
};

base::Error unknown_kind()
{
    return fail(ErrorKind::Invalid, "There is no such kind of record.", "kind_unknown");
}

json::Object merged(const json::Object& before, const json::Object& put)
{
    json::Object whole = before;
    for (const auto& [field, value] : put) {
        if (value.is_null())
            whole.erase(field);
        else
            whole.set(field, value);
    }
    return whole;
}

// The change as a person meant it, as the changes the journal needs.
Result<std::vector<model::Change>> expand_put(Review::State& review, const model::KindSpec& kind,
                                              model::Change change)
{
    TRY_ASSIGN(const Stored stored, load_record(review, change.kind, change.id));
    const auto before = stored.state.fields();
    const auto was = model::record_class(kind, before);
    const auto now = model::record_class(kind, merged(before, change.fields));
    if (!stored.state.exists() || was == now) return std::vector<model::Change>{std::move(change)};
    SqlPast past(review);
    TRY_ASSIGN(auto command, journal::reclassify(past, change.kind, change.id, now));
    const auto put = std::find_if(command.changes.begin(), command.changes.end(),
                                  [](const auto& each) { return each.op == model::Op::Put; });
    if (put == command.changes.end())
        command.changes.insert(command.changes.begin(), std::move(change));
    else
        for (const auto& [field, value] : change.fields) put->fields.set(field, value);
    return std::move(command.changes);
}

Result<std::vector<model::Change>> expand(Review::State& review, const Writing& writing,
                                          const model::Change& change)
{
    const model::KindSpec* kind = model::kind(change.kind);
    if (kind == nullptr) return unknown_kind();
    if (!base::is_uuid(change.id))
        return fail(ErrorKind::Invalid, "The id of a record is a UUID of version 4.", "id_invalid");
    const bool person = writing.source == Origin::Person;
    if (change.op == model::Op::Expunge && person) {
        SqlPast past(review);
        TRY_ASSIGN(auto command, journal::expunge(past, change.kind, change.id, change.target, change.part,
                                                  change.reason, change.fields));
        return std::move(command.changes);
    }
    if (change.op != model::Op::Put) return std::vector<model::Change>{change};
    model::Change put = change;
    if (person) {
        put.fields = model::normalise(*kind, change.fields);
        TRY_VOID(model::validate(*kind, put.fields, review.vault->lists(), writing.today));
    }
    return expand_put(review, *kind, std::move(put));
}

Result<Bodies> bodies_of_fields(const model::Change& change, const journal::RecordState& before,
                                const json::Object& fields)
{
    const model::KindSpec* kind = model::kind(change.kind);
    const auto whole = merged(before.fields(), fields);
    if (change.kind == "review") TRY_VOID(model::validate_review(whole));
    auto placed = model::split(
        *kind, fields, model::record_class(*kind, whole),
        [&](std::string_view field) { return before.open.has(field); },
        [&](std::string_view field) { return before.sealed.has(field); });
    Bodies bodies;
    const bool nothing = placed.open.empty() && placed.sealed.empty();
    if (!placed.open.empty() || nothing) bodies.open = std::move(placed.open);
    if (!placed.sealed.empty()) bodies.sealed = std::move(placed.sealed);
    return bodies;
}

Result<Bodies> strike_bodies(const model::Change& change, const journal::RecordState& before,
                             const model::CodeLists& lists)
{
    json::Object fields = change.fields;
    if (!change.reason.empty()) {
        const bool code = lists.accepts("strike_reason", change.reason);
        fields.set(code ? "struck_reason" : "struck_note", change.reason);
    }
    if (fields.empty()) return Bodies{};
    TRY_VOID(model::validate(*model::kind(change.kind), fields, lists));
    return bodies_of_fields(change, before, fields);
}

Result<Bodies> expunge_bodies(const model::Change& change)
{
    // A code: it travels openly, so no words of a person's may stand in it.
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    if (change.reason.empty() || change.reason.size() > 64 ||
        change.reason.find_first_not_of(kAllowed) != std::string::npos)
        return fail(ErrorKind::Invalid,
                    "The reason of an expunge is a code of letters, digits and underscores.", "field_code");
    Bodies bodies;
    bodies.open.emplace().set("reason", change.reason);
    return bodies;
}

Result<Bodies> bodies_of(const model::Change& change, const journal::RecordState& before,
                         const model::CodeLists& lists)
{
    switch (change.op) {
        case model::Op::Put: return bodies_of_fields(change, before, change.fields);
        case model::Op::Strike: return strike_bodies(change, before, lists);
        case model::Op::Restore: return Bodies{};
        case model::Op::Expunge: return expunge_bodies(change);
        case model::Op::Handover: {
            const std::string to = json::text_or(change.fields, "to");
            if (to.empty()) return fail(ErrorKind::Invalid, "A hand-over names the key it goes to.");
            Bodies bodies;
            bodies.open.emplace().set("to", to);
            return bodies;
        }
    }
    return fail(ErrorKind::Invalid, "There is no such operation.");
}

Result<void> may_follow(const model::Change& change, const journal::RecordState& before, Origin source)
{
    if (change.op != model::Op::Put && !before.exists())
        return fail(ErrorKind::NotFound, "There is no such record of kind '" + change.kind + "'.");
    if (change.op == model::Op::Strike && before.struck)
        return fail(ErrorKind::Conflict, "This record is struck out already.");
    if (change.op == model::Op::Restore && !before.struck)
        return fail(ErrorKind::Conflict, "This record is not struck out.");
    if (change.op == model::Op::Put && source == Origin::Person && before.struck)
        return fail(ErrorKind::Conflict, "This record is struck out. Restore it before it is changed.");
    return {};
}

Result<base::Digest32> store_body(Review::State& review, bool open, std::int64_t n, json::Object fields)
{
    journal::Body body;
    body.n = n;
    review.vault->random->fill(body.nonce);
    body.fields = std::move(fields);
    const std::string line = journal::encode(body);
    if (line.size() > journal::kLongestBody)
        return fail(ErrorKind::Invalid,
                    "This is too much for one entry (more than 4 MiB). Nothing was changed.", "field_text");
    TRY_ASSIGN(Statement put,
               review.db().prepare(open ? "INSERT INTO body(entry, line) VALUES(?, ?)"
                                        : "INSERT INTO identity.sealed(entry, line) VALUES(?, ?)"));
    TRY_VOID(put.bind(open ? review.key(n) : n).bind(base::bytes_of(line)).run());
    return crypto::sha256(base::bytes_of(line));
}

Result<void> store_line(Review::State& review, std::int64_t row, const journal::Line& line)
{
    const std::string text = journal::encode(line);
    TRY_ASSIGN(Statement put,
               review.db().prepare("INSERT INTO journal(entry, record, line) VALUES(?, ?, ?)"));
    TRY_VOID(put.bind(review.key(line.n)).bind(row).bind(base::bytes_of(text)).run());
    review.lines = line.n;
    review.head = crypto::sha256(base::bytes_of(text));
    return {};
}

// The words go from the bodies, and the record becomes what a replay without them gives.
Result<journal::RecordState> without_body(Review::State& review, std::int64_t row,
                                          const model::Change& change)
{
    if (change.part != model::Part::Sealed) {
        TRY_ASSIGN(Statement drop, review.db().prepare("DELETE FROM body WHERE entry = ?"));
        TRY_VOID(drop.bind(review.key(change.target)).run());
    }
    if (change.part != model::Part::Open) {
        TRY_ASSIGN(Statement drop, review.db().prepare("DELETE FROM identity.sealed WHERE entry = ?"));
        TRY_VOID(drop.bind(change.target).run());
    }
    TRY_VOID(drop_drafts(review, change.id));
    return replay_record(review, row);
}

void note_references(const model::Change& change, Writing& writing)
{
    if (change.op != model::Op::Put || writing.source != Origin::Person) return;
    for (auto& reference : model::references(*model::kind(change.kind), change.fields))
        if (!reference.kind.empty())
            writing.references.emplace(std::move(reference.kind), std::move(reference.id));
}

journal::Line next_line(const Review::State& review, const Writing& writing, const model::Change& change)
{
    journal::Line line;
    line.n = review.lines + 1;
    line.previous = review.head;
    line.command = writing.command;
    line.undoes = writing.undoes;
    line.at = writing.at;
    line.device = review.device;
    line.op = change.op;
    line.kind = change.kind;
    line.id = change.id;
    if (change.op == model::Op::Expunge) {
        line.target = change.target;
        line.part = change.part;
    }
    return line;
}

Result<void> write_change(Review::State& review, Writing& writing, const model::Change& change)
{
    TRY_ASSIGN(Stored stored, load_record(review, change.kind, change.id));
    TRY_VOID(may_follow(change, stored.state, writing.source));
    TRY_ASSIGN(Bodies bodies, bodies_of(change, stored.state, review.vault->lists()));
    if (bodies.sealed && !review.identities)
        return fail(ErrorKind::Refused,
                    "The identities of this review were erased: nothing can be added to its sealed part.",
                    "identities_gone");
    if (stored.row == 0) stored.row = review.key(++review.last_record);

    journal::Line line = next_line(review, writing, change);
    journal::RecordState after = stored.state;
    const auto* open = bodies.open ? &*bodies.open : nullptr;
    const auto* sealed = bodies.sealed ? &*bodies.sealed : nullptr;
    TRY_VOID(journal::apply_line(after, line, open, sealed));
    if (bodies.open) {
        TRY_ASSIGN(line.body, store_body(review, true, line.n, std::move(*bodies.open)));
    }
    if (bodies.sealed) {
        TRY_ASSIGN(line.sealed, store_body(review, false, line.n, std::move(*bodies.sealed)));
    }
    TRY_VOID(store_line(review, stored.row, line));
    if (change.op == model::Op::Expunge) {
        TRY_ASSIGN(after, without_body(review, stored.row, change));
    }
    TRY_VOID(save_record(review, stored.row, stored.state, after));
    TRY_VOID(claim_objects(review, stored.state, after));
    note_references(change, writing);
    writing.barrier = writing.barrier || change.op == model::Op::Expunge || change.op == model::Op::Handover;
    writing.handed_over = writing.handed_over || change.op == model::Op::Handover;
    return {};
}

Result<void> check_references(Review::State& review, const Writing& writing)
{
    for (const auto& [kind, id] : writing.references) {
        TRY_ASSIGN(Statement query, review.db().prepare("SELECT 1 FROM main.record WHERE kind = ? AND id = ? "
                                                        "AND record BETWEEN ? AND ?"));
        query.bind(std::string_view(kind)).bind(std::string_view(id));
        TRY_ASSIGN(const bool there, query.bind(first_key(review.no)).bind(last_key(review.no)).step());
        if (!there)
            return fail(ErrorKind::Invalid,
                        "A record refers to one of kind '" + kind + "' that is not there.",
                        "reference_missing");
    }
    return {};
}

Result<void> store_command(Review::State& review, const Writing& writing)
{
    TRY_ASSIGN(Statement put,
               review.db().prepare("INSERT INTO command(entry, undoes, barrier) VALUES(?, ?, ?)"));
    TRY_VOID(
        put.bind(review.key(writing.command)).bind(writing.undoes).bind(std::int64_t{writing.barrier}).run());
    if (!writing.handed_over) return {};
    TRY_ASSIGN(Statement close, review.db().prepare("UPDATE review SET writable = 0 WHERE no = ?"));
    return close.bind(review.no).run();
}

bool holds(const model::Command& command, model::Op op)
{
    return std::any_of(command.changes.begin(), command.changes.end(),
                       [&](const auto& change) { return change.op == op; });
}

/// Puts the counters back unless told that the transaction stood.
class Counters {
public:
    explicit Counters(Review::State& review)
        : review_(review), lines_(review.lines), last_record_(review.last_record), head_(review.head)
    {
    }
    Counters(const Counters&) = delete;
    Counters& operator=(const Counters&) = delete;
    ~Counters()
    {
        if (stood_) return;
        review_.lines = lines_;
        review_.last_record = last_record_;
        review_.head = head_;
        review_.order.reset();
    }
    void stood() { stood_ = true; }

private:
    Review::State& review_;
    std::int64_t lines_, last_record_;
    base::Digest32 head_;
    bool stood_ = false;
};

}  // namespace

Result<void> load_counters(Review::State& review)
{
    TRY_ASSIGN(const ReviewRow row, review_row(review.db(), review.uuid));
    review.lines = row.lines;
    review.head = row.head;
    review.signed_lines = row.signed_lines;
    review.writable = row.writable;
    TRY_ASSIGN(Statement query,
               review.db().prepare("SELECT max(record) FROM main.record WHERE record BETWEEN ? AND ?"));
    query.bind(first_key(review.no)).bind(last_key(review.no));
    TRY_ASSIGN(const bool found, query.step());
    review.last_record = found && !query.is_null(0) ? number_in(query.integer(0)) : 0;
    return {};
}

Result<void> store_counters(Review::State& review)
{
    TRY_ASSIGN(Statement put, review.db().prepare("UPDATE review SET lines = ?, head = ? WHERE no = ?"));
    return put.bind(review.lines).bind(ByteView(review.head)).bind(review.no).run();
}

Result<std::int64_t> write_command(Review::State& review, const model::Command& command,
                                   std::optional<std::int64_t> undoes, Origin source)
{
    if (command.changes.empty()) return fail(ErrorKind::Invalid, "There is nothing to write.");
    Writing writing;
    writing.command = review.lines + 1;
    writing.undoes = undoes;
    writing.source = source;
    writing.at = review.vault->clock->now();
    writing.today = base::to_text(writing.at).substr(0, 10);
    for (const model::Change& change : command.changes) {
        if (writing.handed_over) return fail(ErrorKind::Invalid, "A hand-over is the last entry.");
        TRY_ASSIGN(const auto changes, expand(review, writing, change));
        for (const model::Change& each : changes) TRY_VOID(write_change(review, writing, each));
    }
    TRY_VOID(check_references(review, writing));
    TRY_VOID(store_command(review, writing));
    TRY_VOID(store_counters(review));
    return writing.command;
}

Result<std::int64_t> apply_command(Review::State& review, const model::Command& command,
                                   std::optional<std::int64_t> undoes, Origin source)
{
    if (!review.writable)
        return fail(ErrorKind::Refused,
                    "This review was handed over to another device. It can only be read here.",
                    "handed_over");
    Counters counters(review);
    std::vector<base::Digest32> forgotten;
    std::int64_t written = 0;
    {
        TRY_ASSIGN(Transaction transaction, Transaction::begin(review.db()));
        TRY_ASSIGN(written, write_command(review, command, undoes, source));
        if (holds(command, model::Op::Expunge)) {
            TRY_ASSIGN(forgotten, forget_objects(review));
        }
        TRY_VOID(transaction.commit());
    }
    counters.stood();
    // It is done: nothing from here on may say otherwise. A file that stays is swept at the next unlock.
    if (holds(command, model::Op::Handover)) review.writable = false;
    for (const auto& object : forgotten)
        (void)base::durable_remove(object_path(review.vault->folder, object));
    (void)settle_pending(review);
    return written;
}

Result<std::int64_t> Review::apply(const model::Command& command)
{
    return apply_command(*state_, command, std::nullopt, Origin::Person);
}

}  // namespace review
