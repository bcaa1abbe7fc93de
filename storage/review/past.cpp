// The journal's tables, as the pure functions of storage/journal ask for them.
#include "storage/model/validate.h"
#include "storage/review/review_state.h"

namespace review {

namespace {

Result<std::optional<json::Object>> read_body(const journal::Line& line, model::Part part, Statement& query)
{
    TRY_ASSIGN(const bool found, query.step());
    if (!found) return std::optional<json::Object>();
    TRY_ASSIGN(auto body, journal::check_body(line, part, base::text_of(query.blob_view(0))));
    return std::optional<json::Object>(std::move(body.fields));
}

Result<journal::PastEntry> read_entry(Review::State& review, std::int64_t key, std::string_view text)
{
    if (text.empty() || text.back() != '\n')
        return fail(ErrorKind::Corrupt, "A line of the journal is damaged.", "chain_broken");
    journal::PastEntry entry;
    TRY_ASSIGN(entry.line, journal::parse_line(text.substr(0, text.size() - 1)));
    if (entry.line.body) {
        TRY_ASSIGN(Statement open, review.db().prepare("SELECT line FROM body WHERE entry = ?"));
        open.bind(key);
        TRY_ASSIGN(entry.open, read_body(entry.line, model::Part::Open, open));
    }
    if (entry.line.sealed) {
        TRY_ASSIGN(Statement sealed, review.db().prepare("SELECT line FROM identity.sealed WHERE entry = ?"));
        sealed.bind(entry.line.n);
        TRY_ASSIGN(entry.sealed, read_body(entry.line, model::Part::Sealed, sealed));
    }
    return entry;
}

}  // namespace

Result<journal::PastEntry> SqlPast::entry(std::int64_t n)
{
    TRY_ASSIGN(Statement query, review_.db().prepare("SELECT line FROM journal WHERE entry = ?"));
    TRY_ASSIGN(const bool found, query.bind(review_.key(n)).step());
    if (!found) return fail(ErrorKind::NotFound, "There is no entry of this number.");
    return read_entry(review_, review_.key(n), base::text_of(query.blob_view(0)));
}

Result<std::vector<journal::PastEntry>> SqlPast::command(std::int64_t command)
{
    TRY_ASSIGN(
        Statement query,
        review_.db().prepare("SELECT entry, line FROM journal WHERE entry BETWEEN ? AND ? ORDER BY entry"));
    query.bind(review_.key(command)).bind(last_key(review_.no));
    std::vector<journal::PastEntry> entries;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) break;
        TRY_ASSIGN(auto entry, read_entry(review_, query.integer(0), base::text_of(query.blob_view(1))));
        if (entry.line.command != command) break;
        entries.push_back(std::move(entry));
    }
    if (entries.empty()) return fail(ErrorKind::NotFound, "There is no command of this number.");
    return entries;
}

Result<std::vector<journal::PastEntry>> SqlPast::record(std::int64_t row)
{
    TRY_ASSIGN(Statement query,
               review_.db().prepare("SELECT entry, line FROM journal WHERE record = ? ORDER BY entry"));
    query.bind(row);
    std::vector<journal::PastEntry> entries;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return entries;
        TRY_ASSIGN(auto entry, read_entry(review_, query.integer(0), base::text_of(query.blob_view(1))));
        entries.push_back(std::move(entry));
    }
}

Result<std::vector<journal::PastEntry>> SqlPast::record(std::string_view kind, std::string_view id)
{
    TRY_ASSIGN(Statement query,
               review_.db().prepare("SELECT record FROM main.record WHERE kind = ? AND id = ? "
                                    "AND record BETWEEN ? AND ?"));
    query.bind(kind).bind(id).bind(first_key(review_.no)).bind(last_key(review_.no));
    TRY_ASSIGN(const bool found, query.step());
    if (!found) return std::vector<journal::PastEntry>();
    return record(query.integer(0));
}

Result<void> SqlPast::read_referrers()
{
    referrers_.emplace();
    TRY_ASSIGN(Statement query,
               review_.db().prepare("SELECT o.record, o.kind, o.fields, s.fields FROM main.record o "
                                    "LEFT JOIN identity.record s ON s.record = o.record "
                                    "WHERE o.record BETWEEN ? AND ? AND o.struck = 0 ORDER BY o.record"));
    query.bind(first_key(review_.no)).bind(last_key(review_.no));
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return {};
        const std::int64_t row = query.integer(0);
        const model::KindSpec* kind = model::kind(query.text_view(1));
        if (kind == nullptr) continue;
        for (const int part : {2, 3}) {
            if (query.is_null(part)) continue;
            TRY_ASSIGN(const auto fields, json::parse_object(query.text_view(part)));
            for (const auto& reference : model::references(*kind, fields)) {
                auto& named_by = (*referrers_)[reference.id];
                if (named_by.empty() || named_by.back() != row) named_by.push_back(row);
            }
        }
    }
}

Result<std::vector<journal::Referrer>> SqlPast::referrers(std::string_view id)
{
    if (!referrers_) TRY_VOID(read_referrers());
    std::vector<journal::Referrer> found;
    const auto at = referrers_->find(std::string(id));
    if (at == referrers_->end()) return found;
    for (const std::int64_t row : at->second) {
        TRY_ASSIGN(Statement query,
                   review_.db().prepare("SELECT kind, id FROM main.record WHERE record = ?"));
        TRY_ASSIGN(const bool there, query.bind(row).step());
        if (there) found.push_back({query.text(0), query.text(1)});
    }
    return found;
}

Result<std::vector<journal::CommandMark>> command_marks(Review::State& review)
{
    TRY_ASSIGN(Statement query, review.db().prepare("SELECT entry, undoes, barrier FROM command "
                                                    "WHERE entry BETWEEN ? AND ? ORDER BY entry"));
    query.bind(first_key(review.no)).bind(last_key(review.no));
    std::vector<journal::CommandMark> marks;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return marks;
        journal::CommandMark mark;
        mark.command = number_in(query.integer(0));
        if (!query.is_null(1)) mark.undoes = query.integer(1);
        mark.barrier = query.integer(2) != 0;
        marks.push_back(mark);
    }
}

}  // namespace review
