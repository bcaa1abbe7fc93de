// Full-text search: unique folded words of each part in an index of its own; hits are read back from the
// records.
#include <algorithm>
#include <set>

#include "storage/model/fold.h"
#include "storage/review/review_state.h"
#include "storage/review/schema.h"

namespace review {

namespace {

constexpr std::size_t kMostWords = 16;    // of one question
constexpr std::size_t kExcerptWords = 8;  // before and after the match

// What a person typed or a file said, of one value that is no table. Codes, numbers, days and references are
// no text.
void gather_plain(model::FieldKind kind, const json::Value& value, std::vector<std::string_view>& texts)
{
    switch (kind) {
        case model::FieldKind::Text:
        case model::FieldKind::Prose:
            if (const auto* text = value.text()) texts.emplace_back(*text);
            return;
        case model::FieldKind::Texts:
            if (const auto* array = value.array())
                for (const auto& item : *array)
                    if (const auto* text = item.text()) texts.emplace_back(*text);
            return;
        case model::FieldKind::DateText:
            if (const auto* object = value.object())
                if (const auto* member = object->find("text"))
                    if (const auto* text = member->text()) texts.emplace_back(*text);
            return;
        case model::FieldKind::Rows:  // tables hold no tables
        case model::FieldKind::Code:
        case model::FieldKind::Codes:
        case model::FieldKind::Tri:
        case model::FieldKind::Flag:
        case model::FieldKind::Integer:
        case model::FieldKind::Date:
        case model::FieldKind::Time:
        case model::FieldKind::Ref:
        case model::FieldKind::Refs:
        case model::FieldKind::Digest:
        case model::FieldKind::Digests: return;
    }
}

void gather(const model::FieldSpec& spec, const json::Value& value, std::vector<std::string_view>& texts)
{
    const auto* rows = spec.kind == model::FieldKind::Rows ? value.array() : nullptr;
    if (rows == nullptr) return gather_plain(spec.kind, value, texts);
    for (const auto& row : *rows) {
        const auto* object = row.object();
        if (object == nullptr) continue;
        for (const auto& column : spec.rows)
            if (const auto* cell = object->find(column.id)) gather_plain(column.kind, *cell, texts);
    }
}

std::vector<std::string> question_words(std::string_view question)
{
    auto words = model::words(model::fold(question));
    if (words.size() > kMostWords) words.resize(kMostWords);
    return words;
}

bool matches(std::string_view word, const std::vector<std::string>& wanted, std::size_t which)
{
    return which + 1 == wanted.size() ? word.starts_with(wanted[which]) : word == wanted[which];
}

// How many of the wanted words the text holds.
std::size_t count_in(std::string_view text, const std::vector<std::string>& wanted)
{
    const auto words = model::words(model::fold(text));
    std::size_t count = 0;
    for (std::size_t which = 0; which < wanted.size(); ++which)
        if (std::any_of(words.begin(), words.end(),
                        [&](const auto& word) { return matches(word, wanted, which); }))
            ++count;
    return count;
}

std::vector<std::string_view> split_spaces(std::string_view text)
{
    std::vector<std::string_view> pieces;
    constexpr std::string_view kSpaces = " \n\t";
    for (std::size_t at = text.find_first_not_of(kSpaces); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(kSpaces, at), text.size());
        pieces.push_back(text.substr(at, end - at));
        at = text.find_first_not_of(kSpaces, end);
    }
    return pieces;
}

std::string excerpt_of(std::string_view text, const std::vector<std::string>& wanted)
{
    const auto pieces = split_spaces(text);
    std::size_t hit = 0;
    while (hit < pieces.size() && count_in(pieces[hit], wanted) == 0) ++hit;
    if (hit == pieces.size()) hit = 0;
    const std::size_t from = hit > kExcerptWords ? hit - kExcerptWords : 0;
    const std::size_t to = std::min(pieces.size(), hit + kExcerptWords + 1);
    std::string excerpt = from > 0 ? "… " : "";
    for (std::size_t i = from; i < to; ++i) {
        if (i > from) excerpt += ' ';
        excerpt += pieces[i];
    }
    if (to < pieces.size()) excerpt += " …";
    return excerpt;
}

SearchHit best_hit(const journal::RecordState& state, const std::vector<std::string>& wanted)
{
    SearchHit hit{state.kind, state.id, {}, {}};
    const model::KindSpec* kind = model::kind(state.kind);
    if (kind == nullptr) return hit;
    std::size_t most = 0;
    const auto fields = state.fields();
    for (const auto& spec : kind->fields) {
        const auto* value = fields.find(spec.id);
        if (value == nullptr) continue;
        std::vector<std::string_view> texts;
        gather(spec, *value, texts);
        for (const std::string_view text : texts) {
            const std::size_t count = count_in(text, wanted);
            if (count <= most) continue;
            most = count;
            hit.field = spec.id;
            hit.excerpt = excerpt_of(text, wanted);
        }
    }
    return hit;
}

// One word in either part, and so for each word: a name in the sealed part and a word of the open summary
// meet.
std::string search_sql(std::size_t words)
{
    std::string sql;
    for (std::size_t i = 0; i < words; ++i) {
        if (i > 0) sql += " INTERSECT ";
        sql +=
            "SELECT rowid FROM (SELECT rowid FROM main.search WHERE search MATCH ? AND rowid BETWEEN ? AND ? "
            "UNION SELECT rowid FROM identity.search WHERE search MATCH ? AND rowid BETWEEN ? AND ?)";
    }
    return sql + " ORDER BY 1 LIMIT ?";
}

Result<void> index_open_record(storage::Database& db, const Statement& record)
{
    const std::string name = record.text(1);
    TRY_ASSIGN(const auto fields, json::parse_object(record.text_view(2)));
    const std::string words = search_words(model::kind(name), fields);
    if (words.empty()) return {};
    TRY_ASSIGN(Statement put, db.prepare("INSERT INTO main.search(rowid, text) VALUES(?, ?)"));
    return put.bind(record.integer(0)).bind(std::string_view(words)).run();
}

Result<void> index_sealed_record(storage::Database& db, const Statement& record)
{
    const std::string name = record.text(1);
    TRY_ASSIGN(const auto fields, json::parse_object(record.text_view(2)));
    const std::string words = search_words(model::kind(name), fields);
    if (words.empty()) return {};
    TRY_ASSIGN(Statement put, db.prepare("INSERT INTO identity.search(rowid, text) VALUES(?, ?)"));
    return put.bind(record.integer(0)).bind(std::string_view(words)).run();
}

std::string version_key(const Review::State& review)
{
    return "search-version/" + review.uuid;
}

/// One of the two indexes, and the same made again in memory.
struct Indexed {
    std::string_view kept;     ///< names the words of the index as it is
    std::string_view records;  ///< what it should hold
};
constexpr Indexed kOpenIndex{
    "CREATE VIRTUAL TABLE temp.kept_words USING fts5vocab(main, search, instance)",
    "SELECT record, kind, fields FROM main.record WHERE struck = 0 AND record BETWEEN ? AND ?"};
constexpr Indexed kSealedIndex{
    "CREATE VIRTUAL TABLE temp.kept_words USING fts5vocab(identity, search, instance)",
    "SELECT s.record, r.kind, s.fields FROM identity.record AS s JOIN main.record AS r ON r.record = "
    "s.record "
    "WHERE r.struck = 0 AND s.record BETWEEN ? AND ?"};
constexpr std::string_view kAgain =
    "CREATE VIRTUAL TABLE temp.again USING fts5(text, content='', columnsize=0, detail=none, "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\");"
    "CREATE VIRTUAL TABLE temp.again_words USING fts5vocab(temp, again, instance)";
constexpr std::string_view kNoMore =
    "DROP TABLE IF EXISTS temp.kept_words; DROP TABLE IF EXISTS temp.again_words; DROP TABLE IF EXISTS "
    "temp.again";

Result<void> index_again(Review::State& review, const Indexed& index)
{
    TRY_ASSIGN(Transaction transaction, Transaction::begin(review.db()));
    TRY_VOID(review.db().execute(kAgain));
    {
        TRY_ASSIGN(Statement records, review.db().prepare(index.records));
        records.bind(first_key(review.no)).bind(last_key(review.no));
        for (;;) {
            TRY_ASSIGN(const bool more, records.step());
            if (!more) break;
            const std::string name = records.text(1);
            TRY_ASSIGN(const auto fields, json::parse_object(records.text_view(2)));
            const std::string words = search_words(model::kind(name), fields);
            if (words.empty()) continue;
            TRY_ASSIGN(Statement put,
                       review.db().prepare("INSERT INTO temp.again(rowid, text) VALUES(?, ?)"));
            TRY_VOID(put.bind(records.integer(0)).bind(std::string_view(words)).run());
        }
    }
    return transaction.commit();
}

// Both tell their words in the same order.
Result<bool> same_words(Review::State& review)
{
    TRY_ASSIGN(Statement kept,
               review.db().prepare("SELECT term, doc FROM temp.kept_words WHERE doc BETWEEN ? AND ?"));
    TRY_ASSIGN(Statement again, review.db().prepare("SELECT term, doc FROM temp.again_words"));
    kept.bind(first_key(review.no)).bind(last_key(review.no));
    for (;;) {
        TRY_ASSIGN(const bool one, kept.step());
        TRY_ASSIGN(const bool other, again.step());
        if (one != other) return false;
        if (!one) return true;
        if (kept.text_view(0) != again.text_view(0) || kept.integer(1) != again.integer(1)) return false;
    }
}

Result<bool> is_whole(Review::State& review, const Indexed& index)
{
    auto& db = review.db();
    TRY_VOID(db.execute(kNoMore));
    TRY_VOID(index_again(review, index));
    TRY_VOID(db.execute(index.kept));
    auto same = same_words(review);
    if (auto dropped = db.execute(kNoMore); !dropped && same) return dropped.error();
    return same;
}

}  // namespace

Result<bool> search_is_whole(Review::State& review)
{
    TRY_ASSIGN(const std::int64_t open, vault_number(review.db(), "search-version"));
    TRY_ASSIGN(const std::int64_t sealed, vault_number(review.db(), version_key(review)));
    if (open != kSearchVersion || sealed != kSearchVersion) return true;  // made anew before it is asked
    TRY_ASSIGN(const bool whole, is_whole(review, kOpenIndex));
    if (!whole) return false;
    return is_whole(review, kSealedIndex);
}

std::string search_words(const model::KindSpec* kind, const json::Object& fields)
{
    if (kind == nullptr) return {};
    std::set<std::string> unique;
    for (const auto& [field, value] : fields) {
        const auto* spec = kind->field(field);
        if (spec == nullptr) continue;
        std::vector<std::string_view> texts;
        gather(*spec, value, texts);
        for (const std::string_view text : texts)
            for (auto& word : model::words(model::fold(text))) unique.insert(std::move(word));
    }
    std::string words;
    for (const auto& word : unique) {
        if (!words.empty()) words += ' ';
        words += word;
    }
    return words;
}

Result<void> index_words(Review::State& review, std::string_view schema, std::int64_t row,
                         std::string_view before, std::string_view after)
{
    if (before == after) return {};
    const bool open = schema == "main";
    if (!before.empty()) {
        TRY_ASSIGN(Statement drop,
                   review.db().prepare(
                       open ? "INSERT INTO main.search(search, rowid, text) VALUES('delete', ?, ?)"
                            : "INSERT INTO identity.search(search, rowid, text) VALUES('delete', ?, ?)"));
        TRY_VOID(drop.bind(row).bind(before).run());
        // FTS5 (3.46, secure-delete with detail=none) loses what later rows of a transaction add to a word
        // that an earlier row took out and put in again: what was taken out is written before anything is put
        // in.
        TRY_VOID(review.db().execute(open ? "INSERT INTO main.search(search) VALUES('flush')"
                                          : "INSERT INTO identity.search(search) VALUES('flush')"));
    }
    if (after.empty()) return {};
    TRY_ASSIGN(Statement put,
               review.db().prepare(open ? "INSERT INTO main.search(rowid, text) VALUES(?, ?)"
                                        : "INSERT INTO identity.search(rowid, text) VALUES(?, ?)"));
    return put.bind(row).bind(after).run();
}

Result<void> rebuild_search(Review::State& review)
{
    auto& db = review.db();
    TRY_VOID(db.execute("INSERT INTO main.search(search) VALUES('delete-all')"));
    TRY_VOID(db.execute("INSERT INTO identity.search(search) VALUES('delete-all')"));
    {
        TRY_ASSIGN(
            Statement records,
            db.prepare("SELECT record, kind, fields FROM main.record WHERE struck = 0 ORDER BY record"));
        for (;;) {
            TRY_ASSIGN(const bool more, records.step());
            if (!more) break;
            TRY_VOID(index_open_record(db, records));
        }
    }
    TRY_ASSIGN(
        Statement records,
        db.prepare("SELECT s.record, r.kind, s.fields FROM identity.record AS s "
                   "JOIN main.record AS r ON r.record = s.record WHERE r.struck = 0 ORDER BY s.record"));
    for (;;) {
        TRY_ASSIGN(const bool more, records.step());
        if (!more) break;
        TRY_VOID(index_sealed_record(db, records));
    }
    TRY_VOID(set_vault_number(db, "search-version", kSearchVersion));
    return set_vault_number(db, version_key(review), kSearchVersion);
}

Result<void> refresh_search(Review::State& review)
{
    TRY_ASSIGN(const std::int64_t open, vault_number(review.db(), "search-version"));
    TRY_ASSIGN(const std::int64_t sealed, vault_number(review.db(), version_key(review)));
    if (open == kSearchVersion && sealed == kSearchVersion) return {};
    TRY_ASSIGN(Transaction transaction, Transaction::begin(review.db()));
    TRY_VOID(rebuild_search(review));
    return transaction.commit();
}

Result<std::vector<SearchHit>> Review::search(std::string_view question, std::size_t limit)
{
    std::vector<SearchHit> hits;
    const auto wanted = question_words(question);
    if (wanted.empty()) return hits;
    std::vector<std::int64_t> rows;
    {
        TRY_ASSIGN(Statement query, state_->db().prepare(search_sql(wanted.size())));
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const std::string match = '"' + wanted[i] + '"' + (i + 1 == wanted.size() ? "*" : "");
            for (int part = 0; part < 2; ++part)
                query.bind(std::string_view(match)).bind(first_key(state_->no)).bind(last_key(state_->no));
        }
        query.bind(static_cast<std::int64_t>(std::min<std::size_t>(limit, 100000)));
        for (;;) {
            TRY_ASSIGN(const bool more, query.step());
            if (!more) break;
            rows.push_back(query.integer(0));
        }
    }
    for (const std::int64_t row : rows) {
        TRY_ASSIGN(const Stored stored, load_record(*state_, row));
        hits.push_back(best_hit(stored.state, wanted));
    }
    return hits;
}

}  // namespace review
