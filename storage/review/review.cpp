// What is read of a review: records, history, chronology, journal bytes.
#include "storage/review/review.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "storage/journal/state.h"
#include "storage/model/place.h"
#include "storage/review/review_state.h"
#include "storage/rules/order.h"

namespace review {

namespace {

constexpr std::int64_t kBatch = 256;  // entries read before they are handed on

// What an entry set, open and sealed, nulls (cleared) included; a null that only says "moved to the other
// part" is left out.
json::Object set_fields(const journal::PastEntry& entry)
{
    json::Object all;
    if (entry.open) all = *entry.open;
    if (entry.sealed)
        for (const auto& [field, value] : *entry.sealed)
            if (!value.is_null() || !all.has(field)) all.set(field, value);
    const model::KindSpec* kind = model::kind(entry.line.kind);
    if (kind == nullptr) return all;
    json::Object ordered;
    for (const auto& spec : kind->fields)
        if (const auto* value = all.find(spec.id)) ordered.set(spec.id, *value);
    for (const auto& [field, value] : all)
        if (kind->field(field) == nullptr) ordered.set(field, value);
    return ordered;
}

HistoryEntry history_entry(const journal::PastEntry& entry, bool identities)
{
    HistoryEntry shown;
    shown.n = entry.line.n;
    shown.command = entry.line.command;
    shown.undoes = entry.line.undoes;
    shown.at = entry.line.at;
    shown.device = entry.line.device;
    shown.op = entry.line.op;
    shown.kind = entry.line.kind;
    shown.id = entry.line.id;
    shown.expunged = (entry.line.body && !entry.open) || (identities && entry.line.sealed && !entry.sealed);
    shown.fields = set_fields(entry);
    return shown;
}

Result<journal::Line> line_from_text(std::string_view text)
{
    if (text.empty() || text.back() != '\n')
        return fail(ErrorKind::Corrupt, "A line of the journal is damaged.", "chain_broken");
    return journal::parse_line(text.substr(0, text.size() - 1));
}

// What was done after entry `n` to records that are not `old`, without what it holds.
Result<void> lines_since(Review::State& review, std::int64_t n, const std::set<std::int64_t>& old,
                         std::vector<HistoryEntry>& to)
{
    TRY_ASSIGN(Statement query,
               review.db().prepare("SELECT record, line FROM journal WHERE entry BETWEEN ? AND ?"));
    query.bind(review.key(n + 1)).bind(last_key(review.no));
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return {};
        if (old.contains(query.integer(0))) continue;
        journal::PastEntry entry;
        TRY_ASSIGN(entry.line, line_from_text(base::text_of(query.blob_view(1))));
        auto shown = history_entry(entry, review.identities);
        shown.expunged = false;  // not looked
        to.push_back(std::move(shown));
    }
}

Result<std::vector<std::int64_t>> rows_of_id(Review::State& review, std::string_view id)
{
    std::vector<std::int64_t> rows;
    for (const auto& kind : model::kinds()) {
        TRY_ASSIGN(Statement query,
                   review.db().prepare("SELECT record FROM main.record WHERE kind = ? AND id = ? "
                                       "AND record BETWEEN ? AND ?"));
        query.bind(kind.name).bind(id).bind(first_key(review.no)).bind(last_key(review.no));
        TRY_ASSIGN(const bool found, query.step());
        if (found) rows.push_back(query.integer(0));
    }
    return rows;
}

// The columns as the rule of order reads them; an open beginning shows only in the record itself.
rules::OrderEvent order_event(Statement& query)
{
    rules::OrderEvent event;
    event.id = query.text(1);
    event.earliest = query.text(2);
    event.time = query.text(3);
    event.latest = query.text(4);
    event.sequence = query.integer(5);
    return event;
}

// Events placed by hand, and those they were placed beside, whole.
Result<void> read_placed(Review::State& review, const std::vector<std::int64_t>& rows,
                         const std::vector<std::size_t>& placed, std::vector<rules::OrderEvent>& events)
{
    std::unordered_set<std::string> beside;
    const auto read = [&](std::size_t at) -> Result<void> {
        TRY_ASSIGN(const Stored stored, load_record(review, rows[at]));
        events[at] = rules::order_event(events[at].id, stored.state.open.values());
        return {};
    };
    for (const std::size_t at : placed) {
        TRY_VOID(read(at));
        beside.insert({events[at].placed_after, events[at].placed_before});
    }
    for (std::size_t at = 0; at < events.size(); ++at)
        if (beside.contains(events[at].id)) TRY_VOID(read(at));
    return {};
}

// With places given by hand the rule of order decides; without, the database sorts as the rule does.
Result<void> read_placed_order(Review::State& review)
{
    TRY_ASSIGN(Statement query,
               review.db().prepare("SELECT record, id, earliest, time, latest, sequence, placed <> '' "
                                   "FROM chronology WHERE record BETWEEN ? AND ?"));
    query.bind(first_key(review.no)).bind(last_key(review.no));
    std::vector<std::int64_t> rows, order;
    std::vector<rules::OrderEvent> events;
    std::vector<std::size_t> placed;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) break;
        if (query.integer(6) != 0) placed.push_back(rows.size());
        rows.push_back(query.integer(0));
        events.push_back(order_event(query));
    }
    TRY_VOID(read_placed(review, rows, placed, events));
    for (const std::size_t at : rules::merged_order(events).order) order.push_back(rows[at]);
    review.order = std::move(order);
    return {};
}

Result<void> read_order(Review::State& review)
{
    TRY_ASSIGN(Statement placed, review.db().prepare("SELECT 1 FROM chronology WHERE record BETWEEN ? AND ? "
                                                     "AND placed <> '' LIMIT 1"));
    TRY_ASSIGN(const bool any, placed.bind(first_key(review.no)).bind(last_key(review.no)).step());
    if (any) return read_placed_order(review);
    TRY_ASSIGN(Statement query,
               review.db().prepare("SELECT record FROM chronology WHERE record BETWEEN ? AND ? "
                                   "ORDER BY undated, earliest, time, latest, sequence, id"));
    query.bind(first_key(review.no)).bind(last_key(review.no));
    std::vector<std::int64_t> order;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) break;
        order.push_back(query.integer(0));
    }
    review.order = std::move(order);
    return {};
}

// Events are most of a review and lie in order; of any other kind the index finds the few there are, where
// the planner would read every record instead.
std::string_view records_sql(std::string_view kind, bool open)
{
    if (kind == kEvent)
        return open ? "SELECT id, fields, NULL FROM main.record WHERE kind = ? AND record BETWEEN ? AND ? "
                      "AND struck = 0 ORDER BY record"
                    : "SELECT o.id, o.fields, s.fields FROM main.record o LEFT JOIN identity.record s "
                      "ON s.record = o.record WHERE o.kind = ? AND o.record BETWEEN ? AND ? "
                      "AND o.struck = 0 ORDER BY o.record";
    return open ? "SELECT id, fields, NULL FROM main.record INDEXED BY record_kind_id WHERE kind = ? "
                  "AND record BETWEEN ? AND ? AND struck = 0 ORDER BY record"
                : "SELECT o.id, o.fields, s.fields FROM main.record o INDEXED BY record_kind_id "
                  "LEFT JOIN identity.record s ON s.record = o.record WHERE o.kind = ? "
                  "AND o.record BETWEEN ? AND ? AND o.struck = 0 ORDER BY o.record";
}

ChronologyRow chronology_row(std::string id, json::Object fields)
{
    ChronologyRow row;
    row.id = std::move(id);
    row.fields = std::move(fields);
    row.earliest = json::text_or(row.fields, "earliest");
    row.latest = json::text_or(row.fields, "latest");
    row.precision = json::text_or(row.fields, "precision");
    row.time = json::text_or(row.fields, "time");
    row.approximate = json::flag_or(row.fields, "approx");
    return row;
}

Result<std::optional<std::string>> body_text(Statement& query)
{
    TRY_ASSIGN(const bool found, query.step());
    if (!found) return std::optional<std::string>();
    return std::optional<std::string>(base::text_of(query.blob_view(0)));
}

Result<std::vector<JournalBytes>> read_batch(Review::State& review, std::int64_t from)
{
    TRY_ASSIGN(Statement lines,
               review.db().prepare("SELECT entry, line FROM journal WHERE entry BETWEEN ? AND ? "
                                   "ORDER BY entry LIMIT ?"));
    lines.bind(review.key(from)).bind(last_key(review.no)).bind(kBatch);
    std::vector<JournalBytes> batch;
    for (;;) {
        TRY_ASSIGN(const bool more, lines.step());
        if (!more) return batch;
        JournalBytes entry;
        entry.n = number_in(lines.integer(0));
        entry.line = base::text_of(lines.blob_view(1));
        TRY_ASSIGN(Statement open, review.db().prepare("SELECT line FROM body WHERE entry = ?"));
        open.bind(review.key(entry.n));
        TRY_ASSIGN(entry.body, body_text(open));
        TRY_ASSIGN(Statement sealed, review.db().prepare("SELECT line FROM identity.sealed WHERE entry = ?"));
        sealed.bind(entry.n);
        TRY_ASSIGN(entry.sealed, body_text(sealed));
        batch.push_back(std::move(entry));
    }
}

}  // namespace

Review::State::~State()
{
    if (vault == nullptr || vault->open_review == 0) return;
    vault->open_review = 0;
    vault->active = nullptr;
    if (vault->database) (void)vault->db().detach("identity");
}

Review::Review(std::unique_ptr<State> state) : state_(std::move(state)) {}
Review::Review(Review&&) noexcept = default;
Review& Review::operator=(Review&&) noexcept = default;
Review::~Review() = default;

const std::string& Review::uuid() const
{
    return state_->uuid;
}

Result<ReviewCard> Review::card()
{
    TRY_ASSIGN(const ReviewRow row, review_row(state_->db(), state_->uuid));
    return review_card(*state_->vault, row);
}

Result<Record> Review::record(std::string_view kind, std::string_view id)
{
    TRY_ASSIGN(const Stored stored, load_record(*state_, kind, id));
    if (!stored.state.exists()) return fail(ErrorKind::NotFound, "There is no such record in this review.");
    return as_record(stored.state);
}

Result<std::vector<Record>> Review::records(std::string_view kind, bool with_struck)
{
    std::vector<std::int64_t> rows;
    {
        TRY_ASSIGN(Statement query,
                   state_->db().prepare("SELECT record FROM main.record WHERE kind = ? AND record "
                                        "BETWEEN ? AND ? AND struck <= ? ORDER BY record"));
        query.bind(kind)
            .bind(first_key(state_->no))
            .bind(last_key(state_->no))
            .bind(std::int64_t{with_struck});
        for (;;) {
            TRY_ASSIGN(const bool more, query.step());
            if (!more) break;
            rows.push_back(query.integer(0));
        }
    }
    std::vector<Record> records;
    for (const std::int64_t row : rows) {
        TRY_ASSIGN(const Stored stored, load_record(*state_, row));
        records.push_back(as_record(stored.state));
    }
    return records;
}

Result<Record> Review::record(std::string_view kind, std::string_view id, model::Part part)
{
    TRY_ASSIGN(const Stored stored, load_record(*state_, kind, id));
    if (!stored.state.exists()) return fail(ErrorKind::NotFound, "There is no such record in this review.");
    Record record{stored.state.kind, stored.state.id, stored.state.struck, {}};
    if (part != model::Part::Sealed)
        for (const auto& held : stored.state.open.all()) record.fields.append(held.field, held.value);
    if (part != model::Part::Open)
        for (const auto& held : stored.state.sealed.all()) record.fields.append(held.field, held.value);
    return record;
}

Result<std::vector<Record>> Review::records(std::string_view kind, model::Part part)
{
    TRY_ASSIGN(Statement query, state_->db().prepare(records_sql(kind, part == model::Part::Open)));
    query.bind(kind).bind(first_key(state_->no)).bind(last_key(state_->no));
    std::vector<Record> records;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return records;
        Record record{std::string(kind), query.text(0), false, {}};
        if (part != model::Part::Sealed) {
            TRY_ASSIGN(record.fields, json::parse_object(query.text_view(1)));
        }
        if (part != model::Part::Open && !query.is_null(2)) {
            TRY_ASSIGN(const auto sealed, json::parse_object(query.text_view(2)));
            for (const auto& [field, value] : sealed) record.fields.append(field, value);
        }
        records.push_back(std::move(record));
    }
}

Result<std::vector<HistoryEntry>> Review::history(std::string_view id)
{
    SqlPast past(*state_);
    std::vector<HistoryEntry> history;
    if (id.empty()) {
        for (std::int64_t n = 1; n <= state_->lines; ++n) {
            TRY_ASSIGN(const auto entry, past.entry(n));
            history.push_back(history_entry(entry, state_->identities));
        }
        return history;
    }
    TRY_ASSIGN(const auto rows, rows_of_id(*state_, id));
    if (rows.empty()) return fail(ErrorKind::NotFound, "There is no such record in this review.");
    for (const std::int64_t row : rows) {
        TRY_ASSIGN(const auto entries, past.record(row));
        for (const auto& entry : entries) history.push_back(history_entry(entry, state_->identities));
    }
    std::sort(history.begin(), history.end(), [](const auto& a, const auto& b) { return a.n < b.n; });
    return history;
}

Result<std::vector<HistoryEntry>> Review::history_since(std::int64_t n)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> rows;  // record and its first entry
    {
        TRY_ASSIGN(
            Statement query,
            state_->db().prepare("SELECT record, MIN(entry) FROM journal WHERE record IN (SELECT record FROM "
                                 "journal WHERE entry BETWEEN ? AND ?) GROUP BY record"));
        query.bind(state_->key(n + 1)).bind(last_key(state_->no));
        for (;;) {
            TRY_ASSIGN(const bool more, query.step());
            if (!more) break;
            rows.emplace_back(query.integer(0), query.integer(1));
        }
    }
    SqlPast past(*state_);
    std::vector<HistoryEntry> history;
    std::set<std::int64_t> old;
    for (const auto& [row, first] : rows) {
        if (first > state_->key(n)) continue;
        old.insert(row);
        TRY_ASSIGN(const auto entries, past.record(row));
        for (const auto& entry : entries) history.push_back(history_entry(entry, state_->identities));
    }
    TRY_VOID(lines_since(*state_, n, old, history));
    std::sort(history.begin(), history.end(), [](const auto& a, const auto& b) { return a.n < b.n; });
    return history;
}

Result<std::int64_t> Review::entry_before(base::Time at)
{
    TRY_ASSIGN(Statement query, state_->db().prepare("SELECT line FROM journal WHERE entry BETWEEN ? AND ? "
                                                     "ORDER BY entry DESC"));
    query.bind(first_key(state_->no)).bind(last_key(state_->no));
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return std::int64_t{0};
        TRY_ASSIGN(const auto line, line_from_text(base::text_of(query.blob_view(0))));
        if (line.at < at) return line.n;
    }
}

// All of it: the records are read in the order they lie in, each part once, and put in their places.
Result<std::vector<ChronologyRow>> Review::chronology()
{
    if (!state_->order) TRY_VOID(read_order(*state_));
    std::unordered_map<std::int64_t, std::size_t> places;
    for (const std::int64_t row : *state_->order) places.emplace(row, places.size());
    std::vector<ChronologyRow> rows(places.size());
    std::size_t found = 0;
    TRY_ASSIGN(Statement query,
               state_->db().prepare("SELECT o.record, o.id, o.fields, s.fields FROM main.record o "
                                    "LEFT JOIN identity.record s ON s.record = o.record WHERE o.kind = ? "
                                    "AND o.record BETWEEN ? AND ? AND o.struck = 0 ORDER BY o.record"));
    query.bind(kEvent).bind(first_key(state_->no)).bind(last_key(state_->no));
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) break;
        const auto place = places.find(query.integer(0));
        if (place == places.end()) continue;
        ++found;
        TRY_ASSIGN(auto fields, json::parse_object(query.text_view(2)));
        if (!query.is_null(3)) {
            TRY_ASSIGN(const auto sealed, json::parse_object(query.text_view(3)));
            for (const auto& [field, value] : sealed) fields.set(field, value);
        }
        rows[place->second] =
            chronology_row(query.text(1), model::in_table_order(model::kind(kEvent), fields));
    }
    if (found == rows.size()) return rows;
    return fail(ErrorKind::Corrupt, "The order of the chronology does not fit its events; rebuild it.");
}

Result<std::int64_t> Review::chronology_count()
{
    if (!state_->order) TRY_VOID(read_order(*state_));
    return static_cast<std::int64_t>(state_->order->size());
}

Result<std::vector<ChronologyRow>> Review::chronology(std::int64_t offset, std::int64_t limit)
{
    TRY_ASSIGN(const std::int64_t count, chronology_count());
    std::vector<ChronologyRow> rows;
    if (offset < 0 || limit <= 0) return rows;
    for (std::int64_t at = offset; at < count && at - offset < limit; ++at) {
        TRY_ASSIGN(const Stored stored, load_record(*state_, (*state_->order)[static_cast<std::size_t>(at)]));
        rows.push_back(chronology_row(stored.state.id, stored.state.fields()));
    }
    return rows;
}

Result<void> Review::each_entry(std::int64_t from,
                                const std::function<Result<void>(const JournalBytes&)>& take)
{
    std::int64_t next = std::max<std::int64_t>(from, 1);
    for (;;) {
        // Nothing is being stepped while the taker works: it may ask the review in turn.
        TRY_ASSIGN(const auto batch, read_batch(*state_, next));
        if (batch.empty()) return {};
        for (const JournalBytes& entry : batch) TRY_VOID(take(entry));
        next = batch.back().n + 1;
    }
}

Result<std::int64_t> Review::lines()
{
    return state_->lines;
}

Result<base::Digest32> Review::head()
{
    return state_->head;
}

Result<base::Digest32> Review::state_hash()
{
    journal::StateHash hash(journal::StateOf::All);
    std::vector<std::int64_t> rows;
    {
        TRY_ASSIGN(Statement query,
                   state_->db().prepare("SELECT record FROM main.record WHERE record BETWEEN ? AND ? "
                                        "AND struck = 0 ORDER BY kind, id"));
        query.bind(first_key(state_->no)).bind(last_key(state_->no));
        for (;;) {
            TRY_ASSIGN(const bool more, query.step());
            if (!more) break;
            rows.push_back(query.integer(0));
        }
    }
    for (const std::int64_t row : rows) {
        TRY_ASSIGN(const Stored stored, load_record(*state_, row));
        hash.take(journal::state_record(stored.state, journal::StateOf::All));
    }
    return hash.finish();
}

}  // namespace review
