// Submissions, heads, the record.
#include <set>
#include <unordered_map>

#include "storage/central/store_state.h"
#include "storage/json/json.h"

namespace central {

using base::ErrorKind;
using base::fail;

namespace {

constexpr std::string_view kOne =
    "SELECT review, bundle, revision, statement, ciphertext, previous, author, next, status, code, seen, "
    "missing, "
    "sealed, sealed_checked, received FROM submission WHERE bundle = ?";
constexpr std::string_view kByStatement =
    "SELECT review, bundle, revision, statement, ciphertext, previous, author, next, status, code, seen, "
    "missing, "
    "sealed, sealed_checked, received FROM submission WHERE review = ? AND statement = ? ORDER BY seq";
constexpr std::string_view kOfReview =
    "SELECT review, bundle, revision, statement, ciphertext, previous, author, next, status, code, seen, "
    "missing, "
    "sealed, sealed_checked, received FROM submission WHERE review = ? ORDER BY seq";
constexpr std::string_view kWaiting =
    "SELECT review, bundle, revision, statement, ciphertext, previous, author, next, status, code, seen, "
    "missing, "
    "sealed, sealed_checked, received FROM submission WHERE review = ? AND status = 'waiting' ORDER BY "
    "revision, seq";

Result<Status> status_of(std::string_view text)
{
    for (const auto status : {Status::Accepted, Status::Rejected, Status::Fork, Status::Waiting})
        if (to_text(status) == text) return status;
    return fail(ErrorKind::Corrupt, "The central store holds an unknown status.", "store_damaged");
}

Result<Submission> submission_row(storage::Statement& row)
{
    Submission s;
    s.review = row.text(0);
    s.bundle = row.text(1);
    s.revision = row.integer(2);
    TRY_ASSIGN(s.statement, digest32_of(row.blob_view(3)));
    TRY_ASSIGN(s.ciphertext, digest32_of(row.blob_view(4)));
    if (!row.is_null(5)) {
        TRY_ASSIGN(s.previous, digest32_of(row.blob_view(5)));
    }
    s.author = row.text(6);
    s.next = row.text(7);
    TRY_ASSIGN(s.status, status_of(row.text_view(8)));
    s.code = row.text(9);
    s.seen = static_cast<std::uint64_t>(row.integer(10));
    s.missing = row.text(11);
    s.sealed = row.integer(12) != 0;
    s.sealed_checked = row.integer(13) != 0;
    s.received = time_from_row(row.integer(14));
    return s;
}

Result<std::vector<Submission>> submission_rows(storage::Statement& query)
{
    std::vector<Submission> all;
    while (true) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return all;
        TRY_ASSIGN(auto one, submission_row(query));
        all.push_back(std::move(one));
    }
}

std::string record_key(const Record& record)
{
    return record.kind + '/' + record.id;
}

}  // namespace

Result<std::optional<Submission>> Store::submission(std::string_view bundle)
{
    TRY_ASSIGN(auto query, state_->db.prepare(kOne));
    query.bind(bundle);
    TRY_ASSIGN(auto rows, submission_rows(query));
    if (rows.empty()) return std::optional<Submission>{};
    return std::optional<Submission>(std::move(rows.front()));
}

Result<std::optional<Submission>> Store::submission_by_statement(std::string_view review,
                                                                 const Digest32& statement)
{
    TRY_ASSIGN(auto query, state_->db.prepare(kByStatement));
    query.bind(review).bind(ByteView(statement));
    TRY_ASSIGN(auto rows, submission_rows(query));
    if (rows.empty()) return std::optional<Submission>{};
    return std::optional<Submission>(std::move(rows.front()));
}

Result<std::vector<Submission>> Store::submissions(std::string_view review)
{
    TRY_ASSIGN(auto query, state_->db.prepare(kOfReview));
    query.bind(review);
    return submission_rows(query);
}

Result<std::vector<Submission>> Store::waiting(std::string_view review)
{
    TRY_ASSIGN(auto query, state_->db.prepare(kWaiting));
    query.bind(review);
    return submission_rows(query);
}

Result<std::vector<std::string>> Store::reviews_waiting()
{
    TRY_ASSIGN(auto query,
               state_->db.prepare(
                   "SELECT DISTINCT review FROM submission WHERE status = 'waiting' ORDER BY review"));
    std::vector<std::string> reviews;
    while (true) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return reviews;
        reviews.push_back(query.text(0));
    }
}

Result<void> Store::put_submission(const Submission& s)
{
    TRY_ASSIGN(
        auto put,
        state_->db.prepare(
            "INSERT INTO submission (review, bundle, seq, revision, statement, ciphertext, previous, author, "
            "next, status, code, seen, missing, sealed, sealed_checked, received) VALUES (?, ?, "
            "(SELECT COALESCE(MAX(seq), 0) + 1 FROM submission), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (review, bundle) DO UPDATE SET status = excluded.status, code = excluded.code, "
            "missing = excluded.missing, sealed_checked = excluded.sealed_checked"));
    put.bind(s.review)
        .bind(s.bundle)
        .bind(s.revision)
        .bind(ByteView(s.statement))
        .bind(ByteView(s.ciphertext));
    if (s.previous)
        put.bind(ByteView(*s.previous));
    else
        put.bind(std::nullopt);
    put.bind(s.author).bind(s.next).bind(to_text(s.status)).bind(s.code);
    put.bind(static_cast<std::int64_t>(s.seen)).bind(s.missing);
    return put.bind(std::int64_t{s.sealed})
        .bind(std::int64_t{s.sealed_checked})
        .bind(to_row(s.received))
        .run();
}

Result<std::optional<Head>> Store::head(std::string_view review)
{
    TRY_ASSIGN(auto row,
               state_->db.prepare("SELECT bundle, revision, statement, author, next, lines, length, journal "
                                  "FROM head WHERE review = ?"));
    TRY_ASSIGN(const bool found, row.bind(review).step());
    if (!found) return std::optional<Head>{};
    Head head;
    head.review = std::string(review);
    head.bundle = row.text(0);
    head.revision = row.integer(1);
    TRY_ASSIGN(head.statement, digest32_of(row.blob_view(2)));
    head.author = row.text(3);
    head.next = row.text(4);
    head.lines = row.integer(5);
    head.length = static_cast<std::uint64_t>(row.integer(6));
    TRY_ASSIGN(head.journal, digest32_of(row.blob_view(7)));
    return std::optional<Head>(std::move(head));
}

Result<void> Store::put_head(const Head& head)
{
    TRY_ASSIGN(
        auto put,
        state_->db.prepare(
            "INSERT INTO head (review, bundle, revision, statement, author, next, lines, length, journal) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (review) DO UPDATE SET bundle = excluded.bundle, "
            "revision = excluded.revision, statement = excluded.statement, author = excluded.author, "
            "next = excluded.next, lines = excluded.lines, length = excluded.length, "
            "journal = excluded.journal"));
    put.bind(head.review)
        .bind(head.bundle)
        .bind(head.revision)
        .bind(ByteView(head.statement))
        .bind(head.author);
    put.bind(head.next).bind(head.lines).bind(static_cast<std::int64_t>(head.length));
    return put.bind(ByteView(head.journal)).run();
}

namespace {

Result<std::set<std::string>> demo_reviews(storage::Database& database)
{
    TRY_ASSIGN(auto row,
               database.prepare("SELECT review, fields FROM record WHERE kind = 'review' AND struck = 0"));
    std::set<std::string> found;
    while (true) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more) return found;
        TRY_ASSIGN(const auto fields, json::parse_object(row.text(1)));
        if (json::flag_or(fields, "demo_flag")) found.insert(row.text(0));
    }
}

}  // namespace

Result<std::vector<ReviewSummary>> Store::reviews()
{
    TRY_ASSIGN(
        auto row,
        state_->db.prepare(
            "SELECT s.review, COALESCE((SELECT h.revision FROM head h WHERE h.review = s.review), 0), "
            "COUNT(*), "
            "SUM(CASE WHEN s.status = 'waiting' THEN 1 ELSE 0 END), "
            "SUM(CASE WHEN s.status = 'fork' THEN 1 ELSE 0 END), "
            "(SELECT COUNT(*) FROM record r WHERE r.review = s.review AND r.struck = 0), "
            "(SELECT COUNT(*) FROM head h JOIN submission n ON n.review = h.review AND n.bundle = h.bundle "
            "WHERE h.review = s.review AND n.sealed = 1 AND n.sealed_checked = 0) "
            "FROM submission s GROUP BY s.review ORDER BY MIN(s.seq)"));
    TRY_ASSIGN(const auto demos, demo_reviews(state_->db));
    std::vector<ReviewSummary> all;
    while (true) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more) return all;
        all.push_back({.review = row.text(0),
                       .revision = row.integer(1),
                       .submissions = row.integer(2),
                       .waiting = row.integer(3),
                       .forks = row.integer(4),
                       .records = row.integer(5),
                       .sealed_unchecked = row.integer(6) != 0,
                       .demo = demos.contains(row.text(0))});
    }
}

Result<void> Store::extend_journal(std::string_view review, const std::vector<JournalLine>& lines,
                                   const std::vector<std::int64_t>& expunged)
{
    TRY_ASSIGN(auto put,
               state_->db.prepare("INSERT INTO journal_line (review, n, line, body) VALUES (?, ?, ?, ?)"));
    for (const auto& one : lines) {
        put.again();
        put.bind(review).bind(one.n).bind(base::bytes_of(one.line));
        if (one.body)
            put.bind(base::bytes_of(*one.body));
        else
            put.bind(std::nullopt);
        TRY_VOID(put.run());
    }
    TRY_ASSIGN(auto drop,
               state_->db.prepare("UPDATE journal_line SET body = NULL WHERE review = ? AND n = ?"));
    for (const auto n : expunged) {
        drop.again();
        TRY_VOID(drop.bind(review).bind(n).run());
    }
    return {};
}

Result<void> Store::each_line(std::string_view review,
                              const std::function<Result<void>(const JournalLine&)>& take)
{
    TRY_ASSIGN(auto row,
               state_->db.prepare("SELECT n, line, body FROM journal_line WHERE review = ? ORDER BY n"));
    row.bind(review);
    while (true) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more) return {};
        JournalLine line{
            .n = row.integer(0), .line = std::string(base::text_of(row.blob_view(1))), .body = {}};
        if (!row.is_null(2)) line.body = std::string(base::text_of(row.blob_view(2)));
        TRY_VOID(take(line));
    }
}

Result<void> Store::replace_records(std::string_view review, const std::vector<Record>& records_now)
{
    TRY_ASSIGN(const auto before, records(review));
    std::unordered_map<std::string, const Record*> gone;
    for (const auto& record : before) gone.emplace(record_key(record), &record);
    {
        TRY_ASSIGN(
            auto put,
            state_->db.prepare("INSERT INTO record (review, kind, id, struck, fields) VALUES (?, ?, ?, ?, ?) "
                               "ON CONFLICT (review, kind, id) DO UPDATE SET struck = excluded.struck, "
                               "fields = excluded.fields"));
        for (const auto& record : records_now) {
            const auto held = gone.find(record_key(record));
            const bool same = held != gone.end() && *held->second == record;
            if (held != gone.end()) gone.erase(held);
            if (same) continue;
            put.again();
            put.bind(review).bind(record.kind).bind(record.id).bind(std::int64_t{record.struck});
            TRY_VOID(put.bind(record.fields).run());
        }
    }
    TRY_ASSIGN(auto drop, state_->db.prepare("DELETE FROM record WHERE review = ? AND kind = ? AND id = ?"));
    for (const auto& [key, record] : gone) {
        drop.again();
        TRY_VOID(drop.bind(review).bind(record->kind).bind(record->id).run());
    }
    return {};
}

Result<std::vector<Record>> Store::records(std::string_view review)
{
    TRY_ASSIGN(auto row, state_->db.prepare("SELECT kind, id, struck, fields FROM record WHERE review = ? "
                                            "ORDER BY kind, id"));
    row.bind(review);
    std::vector<Record> all;
    while (true) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more) return all;
        all.push_back(
            {.kind = row.text(0), .id = row.text(1), .struck = row.integer(2) != 0, .fields = row.text(3)});
    }
}

Result<std::string> Store::record_field(std::string_view review, std::string_view kind,
                                        std::string_view field)
{
    TRY_ASSIGN(auto row,
               state_->db.prepare("SELECT fields FROM record WHERE review = ? AND kind = ? AND struck = 0 "
                                  "ORDER BY id LIMIT 1"));
    TRY_ASSIGN(const bool found, row.bind(review).bind(kind).step());
    if (!found) return std::string{};
    TRY_ASSIGN(const auto fields, json::parse_object(row.text_view(0)));
    return json::text_or(fields, field);
}

Result<void> Store::put_object(const Object& o)
{
    TRY_ASSIGN(auto put,
               state_->db.prepare(
                   "INSERT INTO object (review, object, object_length, part, part_length, part_sha512, "
                   "opened, bundle) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (review, object) DO "
                   "UPDATE SET opened = excluded.opened"));
    put.bind(o.review).bind(ByteView(o.object)).bind(static_cast<std::int64_t>(o.object_length));
    put.bind(ByteView(o.part)).bind(static_cast<std::int64_t>(o.part_length)).bind(ByteView(o.part_sha512));
    return put.bind(std::int64_t{o.opened}).bind(o.bundle).run();
}

Result<std::vector<Object>> Store::objects(std::string_view review)
{
    TRY_ASSIGN(auto row,
               state_->db.prepare("SELECT object, object_length, part, part_length, part_sha512, opened, "
                                  "bundle FROM object WHERE review = ? ORDER BY object"));
    row.bind(review);
    std::vector<Object> all;
    while (true) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more) return all;
        Object o;
        o.review = std::string(review);
        TRY_ASSIGN(o.object, digest32_of(row.blob_view(0)));
        o.object_length = static_cast<std::uint64_t>(row.integer(1));
        TRY_ASSIGN(o.part, digest32_of(row.blob_view(2)));
        o.part_length = static_cast<std::uint64_t>(row.integer(3));
        const auto sha512 = row.blob_view(4);
        if (sha512.size() != o.part_sha512.size())
            return fail(ErrorKind::Corrupt, "The central store holds a hash of the wrong length.",
                        "store_damaged");
        std::copy(sha512.begin(), sha512.end(), o.part_sha512.begin());
        o.opened = row.integer(5) != 0;
        o.bundle = row.text(6);
        all.push_back(std::move(o));
    }
}

}  // namespace central
