// Records as they stand: one row in each part, kept by the same merge that a replay uses.
#include <algorithm>
#include <charconv>

#include "storage/review/review_state.h"

namespace review {

namespace {

// Entry numbers beside a part's fields, in their order; one number when all are the same.
std::string entries_text(const journal::Holding& holding)
{
    const auto& all = holding.all();
    const bool same =
        std::all_of(all.begin(), all.end(), [&](const auto& held) { return held.entry == all[0].entry; });
    std::string text;
    for (const auto& held : all) {
        if (!text.empty()) text += ',';
        text += std::to_string(held.entry);
        if (same) break;
    }
    return text;
}

Result<void> read_holding(std::string_view fields, std::string_view entries, journal::Holding& into)
{
    const auto damaged = [] {
        return fail(ErrorKind::Corrupt, "A record of the projection cannot be read; rebuild it.");
    };
    TRY_ASSIGN(const auto values, json::parse_object(fields));
    std::int64_t entry = 0;
    for (const auto& [field, value] : values) {
        if (!entries.empty()) {
            const auto comma = entries.find(',');
            const auto one = entries.substr(0, comma);
            const auto [end, error] = std::from_chars(one.data(), one.data() + one.size(), entry);
            if (error != std::errc() || end != one.data() + one.size()) return damaged();
            entries = comma == std::string_view::npos ? std::string_view() : entries.substr(comma + 1);
        }
        if (entry == 0) return damaged();
        into.set(field, value, entry);
    }
    return {};
}

Result<Stored> read_row(Review::State& review, Statement& query)
{
    Stored stored;
    stored.row = query.integer(0);
    stored.state.kind = query.text(1);
    stored.state.id = query.text(2);
    stored.state.created = query.integer(3);
    stored.state.struck = query.integer(4) != 0;
    TRY_VOID(read_holding(query.text_view(5), query.text_view(6), stored.state.open));
    TRY_ASSIGN(Statement sealed,
               review.db().prepare("SELECT fields, entries FROM identity.record WHERE record = ?"));
    TRY_ASSIGN(const bool found, sealed.bind(stored.row).step());
    if (found) TRY_VOID(read_holding(sealed.text_view(0), sealed.text_view(1), stored.state.sealed));
    return stored;
}

Result<void> write_open(Review::State& review, std::int64_t row, const journal::RecordState& state)
{
    TRY_ASSIGN(
        Statement put,
        review.db().prepare("INSERT INTO main.record(record, kind, id, created, struck, fields, entries) "
                            "VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(record) DO UPDATE SET "
                            "created = excluded.created, struck = excluded.struck, "
                            "fields = excluded.fields, entries = excluded.entries"));
    put.bind(row).bind(std::string_view(state.kind)).bind(std::string_view(state.id));
    put.bind(state.created).bind(std::int64_t{state.struck});
    put.bind(std::string_view(json::write(state.open.values())))
        .bind(std::string_view(entries_text(state.open)));
    return put.run();
}

Result<void> write_sealed(Review::State& review, std::int64_t row, const journal::Holding& sealed)
{
    if (sealed.all().empty()) {
        TRY_ASSIGN(Statement drop, review.db().prepare("DELETE FROM identity.record WHERE record = ?"));
        return drop.bind(row).run();
    }
    TRY_ASSIGN(Statement put,
               review.db().prepare("INSERT INTO identity.record(record, fields, entries) VALUES(?, ?, ?) "
                                   "ON CONFLICT(record) DO UPDATE SET fields = excluded.fields, "
                                   "entries = excluded.entries"));
    put.bind(row)
        .bind(std::string_view(json::write(sealed.values())))
        .bind(std::string_view(entries_text(sealed)));
    return put.run();
}

Result<void> write_chronology(Review::State& review, std::int64_t row, const journal::RecordState& before,
                              const journal::RecordState& after)
{
    const auto now = chronology_key(after.open.values());
    if (before.live() == after.live() && (!after.live() || chronology_key(before.open.values()) == now))
        return {};
    review.order.reset();
    if (!after.live()) {
        TRY_ASSIGN(Statement drop, review.db().prepare("DELETE FROM chronology WHERE record = ?"));
        return drop.bind(row).run();
    }
    TRY_ASSIGN(Statement put,
               review.db().prepare("INSERT OR REPLACE INTO chronology"
                                   "(record, undated, earliest, time, latest, sequence, id, placed) "
                                   "VALUES(?, ?, ?, ?, ?, ?, ?, ?)"));
    put.bind(row)
        .bind(std::int64_t{now.undated})
        .bind(std::string_view(now.earliest))
        .bind(std::string_view(now.time));
    put.bind(std::string_view(now.latest)).bind(now.sequence).bind(std::string_view(after.id));
    put.bind(std::string_view(now.placed));
    return put.run();
}

std::string live_words(const model::KindSpec* kind, const journal::RecordState& state,
                       const journal::Holding& part)
{
    return state.live() ? search_words(kind, part.values()) : std::string();
}

}  // namespace

Result<Stored> load_record(Review::State& review, std::string_view kind, std::string_view id)
{
    TRY_ASSIGN(Statement query,
               review.db().prepare("SELECT record, kind, id, created, struck, fields, entries "
                                   "FROM main.record WHERE kind = ? AND id = ? "
                                   "AND record BETWEEN ? AND ?"));
    query.bind(kind).bind(id).bind(first_key(review.no)).bind(last_key(review.no));
    TRY_ASSIGN(const bool found, query.step());
    if (found) return read_row(review, query);
    Stored fresh;
    fresh.state.kind = kind;
    fresh.state.id = id;
    return fresh;
}

Result<Stored> load_record(Review::State& review, std::int64_t row)
{
    TRY_ASSIGN(Statement query,
               review.db().prepare("SELECT record, kind, id, created, struck, fields, entries "
                                   "FROM main.record WHERE record = ?"));
    TRY_ASSIGN(const bool found, query.bind(row).step());
    if (!found) return fail(ErrorKind::NotFound, "There is no such record.");
    return read_row(review, query);
}

Result<void> write_projection(Review::State& review, std::int64_t row, const journal::RecordState& before,
                              const journal::RecordState& after)
{
    TRY_VOID(write_open(review, row, after));
    if (!(before.sealed == after.sealed)) TRY_VOID(write_sealed(review, row, after.sealed));
    if (after.kind == kEvent) return write_chronology(review, row, before, after);
    return {};
}

Result<void> save_record(Review::State& review, std::int64_t row, const journal::RecordState& before,
                         const journal::RecordState& after)
{
    const model::KindSpec* kind = model::kind(after.kind);
    TRY_VOID(write_projection(review, row, before, after));
    TRY_VOID(index_words(review, "main", row, live_words(kind, before, before.open),
                         live_words(kind, after, after.open)));
    return index_words(review, "identity", row, live_words(kind, before, before.sealed),
                       live_words(kind, after, after.sealed));
}

Record as_record(const journal::RecordState& state)
{
    return {state.kind, state.id, state.struck, state.fields()};
}

Result<journal::RecordState> replay_record(Review::State& review, std::int64_t row)
{
    SqlPast past(review);
    TRY_ASSIGN(const auto entries, past.record(row));
    journal::RecordState state;
    if (entries.empty()) return fail(ErrorKind::Corrupt, "A record has no entry in the journal.");
    state.kind = entries[0].line.kind;
    state.id = entries[0].line.id;
    for (const auto& entry : entries)
        TRY_VOID(journal::apply_line(state, entry.line, entry.open ? &*entry.open : nullptr,
                                     entry.sealed ? &*entry.sealed : nullptr));
    return state;
}

Result<std::vector<std::int64_t>> record_rows(Review::State& review)
{
    TRY_ASSIGN(
        Statement query,
        review.db().prepare("SELECT record FROM main.record WHERE record BETWEEN ? AND ? ORDER BY record"));
    query.bind(first_key(review.no)).bind(last_key(review.no));
    std::vector<std::int64_t> rows;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return rows;
        rows.push_back(query.integer(0));
    }
}

ChronologyKey chronology_key(const json::Object& fields)
{
    ChronologyKey key;
    key.latest = json::text_or(fields, "latest");
    key.earliest = json::text_or(fields, "earliest", key.latest);
    key.time = json::text_or(fields, "time");
    key.undated = key.earliest.empty();
    key.sequence = json::number_or(fields, "seq");
    if (const auto after = json::text_or(fields, "placed_after"); !after.empty()) key.placed = "a" + after;
    if (const auto before = json::text_or(fields, "placed_before"); !before.empty())
        key.placed += "b" + before;
    return key;
}

}  // namespace review
