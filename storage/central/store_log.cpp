// The log, receipts, the quarantine list.
#include "storage/central/store_state.h"

namespace central {

using base::ErrorKind;
using base::fail;

namespace {

Result<LogEntry> entry_row(storage::Statement& row)
{
    LogEntry entry;
    entry.index = static_cast<std::uint64_t>(row.integer(0));
    entry.entry = row.blob(1);
    TRY_ASSIGN(entry.leaf, digest32_of(row.blob_view(2)));
    entry.bundle = row.text(3);
    return entry;
}

Result<std::vector<LogEntry>> entry_rows(storage::Statement& query)
{
    std::vector<LogEntry> all;
    while (true) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return all;
        TRY_ASSIGN(auto one, entry_row(query));
        all.push_back(std::move(one));
    }
}

}  // namespace

Result<std::uint64_t> Store::log_size()
{
    TRY_ASSIGN(auto query, state_->db.prepare("SELECT COUNT(*) FROM log"));
    TRY_ASSIGN(const bool found, query.step());
    return found ? static_cast<std::uint64_t>(query.integer(0)) : std::uint64_t{0};
}

Result<std::uint64_t> Store::append(ByteView entry, const Digest32& leaf, std::string_view bundle)
{
    TRY_ASSIGN(const auto index, log_size());
    TRY_ASSIGN(auto put,
               state_->db.prepare("INSERT INTO log (index_no, entry, leaf, bundle) VALUES (?, ?, ?, ?)"));
    TRY_VOID(put.bind(static_cast<std::int64_t>(index)).bind(entry).bind(ByteView(leaf)).bind(bundle).run());
    return index;
}

Result<std::vector<Digest32>> Store::leaves()
{
    TRY_ASSIGN(auto row, state_->db.prepare("SELECT leaf FROM log ORDER BY index_no"));
    std::vector<Digest32> all;
    while (true) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more) return all;
        TRY_ASSIGN(const auto leaf, digest32_of(row.blob_view(0)));
        all.push_back(leaf);
    }
}

Result<LogEntry> Store::log_entry(std::uint64_t index)
{
    TRY_ASSIGN(auto query,
               state_->db.prepare("SELECT index_no, entry, leaf, bundle FROM log WHERE index_no = ?"));
    TRY_ASSIGN(const bool found, query.bind(static_cast<std::int64_t>(index)).step());
    if (!found) return fail(ErrorKind::NotFound, "The log has no entry of that number.");
    return entry_row(query);
}

Result<std::vector<LogEntry>> Store::entries_of(std::string_view bundle)
{
    TRY_ASSIGN(auto query,
               state_->db.prepare(
                   "SELECT index_no, entry, leaf, bundle FROM log WHERE bundle = ? ORDER BY index_no"));
    query.bind(bundle);
    return entry_rows(query);
}

Result<std::vector<LogEntry>> Store::entries_without_receipt()
{
    TRY_ASSIGN(
        auto query,
        state_->db.prepare("SELECT l.index_no, l.entry, l.leaf, l.bundle FROM log l WHERE l.bundle <> '' AND "
                           "NOT EXISTS (SELECT 1 FROM receipt r WHERE r.bundle = l.bundle AND "
                           "r.index_no = l.index_no) ORDER BY l.index_no"));
    return entry_rows(query);
}

Result<void> Store::put_checkpoint(std::uint64_t size, ByteView note)
{
    TRY_ASSIGN(auto put, state_->db.prepare("INSERT INTO checkpoint (size, note) VALUES (?, ?)"));
    return put.bind(static_cast<std::int64_t>(size)).bind(note).run();
}

Result<std::optional<Checkpoint>> Store::newest_checkpoint()
{
    TRY_ASSIGN(auto query,
               state_->db.prepare("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1"));
    TRY_ASSIGN(const bool found, query.step());
    if (!found) return std::optional<Checkpoint>{};
    return std::optional<Checkpoint>(
        Checkpoint{.size = static_cast<std::uint64_t>(query.integer(0)), .note = query.blob(1)});
}

Result<void> Store::put_receipt(const Receipt& receipt)
{
    TRY_ASSIGN(auto put,
               state_->db.prepare("INSERT INTO receipt (bundle, index_no, proof, consistency, missing) "
                                  "VALUES (?, ?, ?, ?, ?)"));
    put.bind(receipt.bundle).bind(static_cast<std::int64_t>(receipt.index));
    put.bind(ByteView(receipt.proof)).bind(ByteView(receipt.consistency));
    if (receipt.missing)
        put.bind(ByteView(*receipt.missing));
    else
        put.bind(std::nullopt);
    return put.run();
}

Result<std::optional<Receipt>> Store::receipt(std::string_view bundle, std::uint64_t index)
{
    TRY_ASSIGN(auto query,
               state_->db.prepare(
                   "SELECT bundle, index_no, proof, consistency, missing FROM receipt WHERE bundle = ? "
                   "AND index_no = ?"));
    TRY_ASSIGN(const bool found, query.bind(bundle).bind(static_cast<std::int64_t>(index)).step());
    if (!found) return std::optional<Receipt>{};
    Receipt one{.bundle = query.text(0),
                .index = static_cast<std::uint64_t>(query.integer(1)),
                .proof = query.blob(2),
                .consistency = query.blob(3),
                .missing = {}};
    if (!query.is_null(4)) one.missing = query.blob(4);
    return std::optional<Receipt>(std::move(one));
}

Result<void> Store::put_quarantined(const Quarantined& entry)
{
    TRY_ASSIGN(auto put,
               state_->db.prepare("INSERT INTO quarantine (id, seq, step, code, received) VALUES (?, "
                                  "(SELECT COALESCE(MAX(seq), 0) + 1 FROM quarantine), ?, ?, ?)"));
    return put.bind(entry.id)
        .bind(std::int64_t{entry.step})
        .bind(entry.code)
        .bind(to_row(entry.received))
        .run();
}

Result<std::vector<Quarantined>> Store::quarantined()
{
    TRY_ASSIGN(auto row, state_->db.prepare("SELECT id, step, code, received FROM quarantine ORDER BY seq"));
    std::vector<Quarantined> all;
    while (true) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more) return all;
        all.push_back({.id = row.text(0),
                       .step = static_cast<int>(row.integer(1)),
                       .code = row.text(2),
                       .received = time_from_row(row.integer(3))});
    }
}

}  // namespace central
