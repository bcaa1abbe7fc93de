// Everything read and held against what it should be; and projections made anew. Constant memory but for the
// numbers of expunged entries and of records.
#include <algorithm>

#include "crypto/primitives/hash.h"
#include "storage/review/review_state.h"

namespace review {

namespace {

/// Which bodies an expunge line has removed.
struct Expunged {
    std::unordered_set<std::int64_t> open, sealed;
};

/// A finding is damage; said once for each sort, with how often.
class Findings {
public:
    Findings(Health& health, std::string_view review) : health_(health), review_(review) {}
    void add(std::string_view what, std::int64_t count = 1)
    {
        if (count == 0) return;
        health_.damaged = true;
        std::string text = "review " + review_ + ": " + std::string(what);
        if (count > 1) text += " (" + std::to_string(count) + " times)";
        health_.findings.push_back(std::move(text));
    }

private:
    Health& health_;
    std::string review_;
};

bool is_damage(const base::Error& error)
{
    return error.kind == ErrorKind::Corrupt || error.kind == ErrorKind::Invalid;
}

Result<void> each_line(Review::State& review, const std::function<Result<void>(const Statement&)>& take)
{
    TRY_ASSIGN(Statement query,
               review.db().prepare(
                   "SELECT entry, record, line FROM journal WHERE entry BETWEEN ? AND ? ORDER BY entry"));
    query.bind(first_key(review.no)).bind(last_key(review.no));
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return {};
        TRY_VOID(take(query));
    }
}

Result<std::int64_t> count_rows(Review::State& review, const char* sql)
{
    TRY_ASSIGN(Statement query, review.db().prepare(sql));
    TRY_ASSIGN(const bool found, query.bind(first_key(review.no)).bind(last_key(review.no)).step());
    return found ? query.integer(0) : 0;
}

/// First pass: the chain, the commands, and what was expunged.
struct ChainPass {
    journal::Chain chain;
    Expunged expunged;
    std::vector<journal::CommandMark> marks;

    Result<void> take(const Statement& row)
    {
        TRY_ASSIGN(const auto line, chain.take(base::text_of(row.blob_view(2))));
        if (number_in(row.integer(0)) != line.n)
            return fail(ErrorKind::Corrupt, "the journal's lines are out of order");
        if (line.command == line.n) {
            marks.emplace_back();
            marks.back().command = line.n;
            marks.back().undoes = line.undoes;
        }
        const bool expunge = line.op == model::Op::Expunge;
        if (expunge || line.op == model::Op::Handover) marks.back().barrier = true;
        if (expunge && line.part != model::Part::Sealed) expunged.open.insert(*line.target);
        if (expunge && line.part != model::Part::Open) expunged.sealed.insert(*line.target);
        return {};
    }
};

bool same_marks(const std::vector<journal::CommandMark>& a, const std::vector<journal::CommandMark>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.command == y.command && x.undoes == y.undoes && x.barrier == y.barrier;
    });
}

/// Second pass: each record replayed and held against its projection.
struct RecordPass {
    Review::State& review;
    const Expunged& expunged;
    std::int64_t lines = 0, open = 0, sealed = 0;  ///< met
    std::int64_t missing = 0, differ = 0, misplaced = 0;

    void count_bodies(const journal::PastEntry& entry)
    {
        ++lines;
        open += entry.open ? 1 : 0;
        sealed += entry.sealed ? 1 : 0;
        if (entry.line.body && !entry.open && !expunged.open.contains(entry.line.n)) ++missing;
        if (review.identities && entry.line.sealed && !entry.sealed &&
            !expunged.sealed.contains(entry.line.n))
            ++missing;
    }

    Result<bool> chronology_fits(std::int64_t row, const journal::RecordState& state)
    {
        TRY_ASSIGN(Statement query,
                   review.db().prepare("SELECT undated, earliest, time, latest, sequence, placed, id "
                                       "FROM chronology WHERE record = ?"));
        TRY_ASSIGN(const bool found, query.bind(row).step());
        if (found != (state.live() && state.kind == kEvent)) return false;
        if (!found) return true;
        const ChronologyKey key{query.integer(0) != 0, query.text(1),    query.text(2),
                                query.text(3),         query.integer(4), query.text(5)};
        return key == chronology_key(state.open.values()) && query.text_view(6) == state.id;
    }

    Result<void> take(std::int64_t row)
    {
        SqlPast past(review);
        TRY_ASSIGN(const auto entries, past.record(row));
        journal::RecordState state;
        for (const auto& entry : entries) {
            count_bodies(entry);
            if (state.exists() && (entry.line.kind != state.kind || entry.line.id != state.id)) ++misplaced;
            TRY_VOID(journal::apply_line(state, entry.line, entry.open ? &*entry.open : nullptr,
                                         entry.sealed ? &*entry.sealed : nullptr));
        }
        TRY_ASSIGN(const Stored stored, load_record(review, row));
        TRY_ASSIGN(const bool fits, chronology_fits(row, state));
        if (!fits || !(stored.state == state)) ++differ;
        return {};
    }
};

Result<void> check_records(Review::State& review, const Expunged& expunged, Findings& findings,
                           const base::Progress& progress)
{
    TRY_ASSIGN(const auto rows, record_rows(review));
    RecordPass pass{review, expunged};
    std::int64_t unreadable = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (progress && i % 256 == 0 && !progress(i, rows.size()))
            return fail(ErrorKind::Cancelled, "The check was stopped.");
        const auto taken = pass.take(rows[i]);
        if (!taken && !is_damage(taken.error())) return taken.error();
        if (!taken) ++unreadable;
    }
    findings.add("the content of an entry was altered or cannot be read", unreadable);
    findings.add("the content of an entry is missing and nothing says why", pass.missing);
    findings.add("an entry stands under another record", pass.misplaced);
    findings.add("a record differs from what its entries add up to; rebuild the projections", pass.differ);
    if (unreadable > 0) return {};
    TRY_ASSIGN(const auto open, count_rows(review, "SELECT count(*) FROM body WHERE entry BETWEEN ? AND ?"));
    TRY_ASSIGN(Statement query, review.db().prepare("SELECT count(*) FROM identity.sealed"));
    TRY_ASSIGN(const bool counted, query.step());
    const std::int64_t sealed = counted ? query.integer(0) : 0;
    if (pass.lines != review.lines) findings.add("entries belong to no record; rebuild the projections");
    if (open != pass.open || sealed != pass.sealed) findings.add("there are contents that no entry names");
    return {};
}

Result<void> check_search(Review::State& review, Findings& findings)
{
    for (const char* sql : {"INSERT INTO main.search(search) VALUES('integrity-check')",
                            "INSERT INTO identity.search(search) VALUES('integrity-check')"}) {
        const auto sound = review.db().execute(sql);
        if (!sound && sound.error().kind == ErrorKind::Corrupt)
            findings.add("the search index is damaged; rebuild the projections");
        else if (!sound)
            return sound.error();
        if (!sound) return {};
    }
    const auto whole = search_is_whole(review);
    if (!whole && !is_damage(whole.error())) return whole.error();
    if (!whole || !*whole)
        findings.add("the search index does not hold the words of the records; rebuild the projections");
    return {};
}

// Everything kept about the journal's lines, from the lines alone.
Result<std::vector<std::int64_t>> rebuild_rows(Review::State& review)
{
    std::map<std::pair<std::string, std::string>, std::int64_t> known;
    std::vector<std::int64_t> rows;
    std::vector<std::pair<std::int64_t, std::int64_t>> moved;  // (entry, record)
    ChainPass pass;
    const auto place = [&](const Statement& row) -> Result<void> {
        TRY_VOID(pass.take(row));
        const auto text = base::text_of(row.blob_view(2));
        TRY_ASSIGN(auto line, journal::parse_line(text.substr(0, text.size() - 1)));
        const auto [at, fresh] = known.try_emplace({std::move(line.kind), std::move(line.id)},
                                                   review.key(static_cast<std::int64_t>(rows.size()) + 1));
        if (fresh) rows.push_back(at->second);
        if (row.integer(1) != at->second) moved.emplace_back(row.integer(0), at->second);
        return {};
    };
    TRY_VOID(each_line(review, place));
    if (pass.chain.lines() != review.lines || pass.chain.head() != review.head)
        return fail(ErrorKind::Corrupt,
                    "The journal does not end where the vault remembers. Nothing was changed.", "chain_head");
    for (const auto& [entry, record] : moved) {
        TRY_ASSIGN(Statement put, review.db().prepare("UPDATE journal SET record = ? WHERE entry = ?"));
        TRY_VOID(put.bind(record).bind(entry).run());
    }
    for (const auto& mark : pass.marks) {
        TRY_ASSIGN(Statement put,
                   review.db().prepare("INSERT INTO command(entry, undoes, barrier) VALUES(?, ?, ?)"));
        TRY_VOID(put.bind(review.key(mark.command)).bind(mark.undoes).bind(std::int64_t{mark.barrier}).run());
    }
    return rows;
}

Result<void> empty_projections(Review::State& review)
{
    for (const char* sql : {"DELETE FROM main.record WHERE record BETWEEN ? AND ?",
                            "DELETE FROM identity.record WHERE record BETWEEN ? AND ?",
                            "DELETE FROM chronology WHERE record BETWEEN ? AND ?",
                            "DELETE FROM command WHERE entry BETWEEN ? AND ?"}) {
        TRY_ASSIGN(Statement drop, review.db().prepare(sql));
        TRY_VOID(drop.bind(first_key(review.no)).bind(last_key(review.no)).run());
    }
    return {};
}

}  // namespace

Result<void> check_head(Review::State& review)
{
    const auto put_back = [] {
        return fail(ErrorKind::Corrupt,
                    "The journal does not end where the vault remembers: a part of the database is older "
                    "than the rest, "
                    "or was altered. Nothing was changed; run the check, and restore the newest backup.",
                    "chain_head");
    };
    constexpr std::int64_t kTail = 64;  // lines whose links are followed at every unlock
    base::Digest32 head{};
    std::int64_t last = 0;
    TRY_ASSIGN(
        Statement query,
        review.db().prepare("SELECT entry, line FROM journal WHERE entry BETWEEN ? AND ? ORDER BY entry"));
    query.bind(review.key(std::max<std::int64_t>(1, review.lines - kTail + 1))).bind(last_key(review.no));
    for (bool first = true;; first = false) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) break;
        const auto text = base::text_of(query.blob_view(1));
        const auto line = text.empty() ? Result<journal::Line>(put_back())
                                       : journal::parse_line(text.substr(0, text.size() - 1));
        if (!line || (!first && line->previous != head)) return put_back();
        head = crypto::sha256(base::bytes_of(text));
        last = line->n;
    }
    if (last != review.lines || head != review.head) return put_back();
    return {};
}

Result<void> check_review(Review::State& review, Health& health, const base::Progress& progress)
{
    Findings findings(health, review.uuid);
    if (review.identities) {
        TRY_ASSIGN(const auto pages, review.db().integrity("identity"));
        for (const auto& page : pages) findings.add("identity database: " + page);
    }
    ChainPass pass;
    const auto chain = each_line(review, [&](const Statement& row) { return pass.take(row); });
    if (!chain && !is_damage(chain.error())) return chain.error();
    if (!chain) findings.add(chain.error().what);
    if (pass.chain.lines() != review.lines || pass.chain.head() != review.head)
        findings.add("the journal does not end where the vault remembers");
    health.entries += pass.chain.lines();
    TRY_ASSIGN(const auto marks, command_marks(review));
    if (chain && !same_marks(marks, pass.marks))
        findings.add("the list of commands differs from the journal; rebuild the projections");
    TRY_VOID(check_records(review, pass.expunged, findings, progress));
    TRY_VOID(check_search(review, findings));
    return check_objects(review, health, progress);
}

Result<void> Review::rebuild()
{
    TRY_ASSIGN(Transaction transaction, Transaction::begin(state_->db()));
    TRY_VOID(empty_projections(*state_));
    TRY_ASSIGN(const auto rows, rebuild_rows(*state_));
    for (const std::int64_t row : rows) {
        TRY_ASSIGN(const auto state, replay_record(*state_, row));
        TRY_VOID(write_projection(*state_, row, journal::RecordState{}, state));
    }
    TRY_VOID(rebuild_search(*state_));
    TRY_VOID(transaction.commit());
    state_->order.reset();
    return load_counters(*state_);
}

Result<Health> Vault::check(const base::Progress& progress)
{
    Health health;
    TRY_ASSIGN(const auto pages, state_->db().integrity("main"));
    for (const auto& page : pages) health.findings.push_back("vault.db: " + page);
    health.damaged = !pages.empty();
    TRY_ASSIGN(const auto rows, review_rows(state_->db()));
    Suspended suspended(*state_);
    TRY_VOID(suspended.detach());
    for (const ReviewRow& row : rows) {
        ++health.reviews;
        auto review = open_state(*state_, row);
        const auto checked = review ? check_review(**review, health, progress) : Result<void>(review.error());
        if (checked) continue;
        if (!is_damage(checked.error())) return checked.error();
        health.damaged = true;
        health.findings.push_back("review " + row.uuid + ": " + checked.error().what);
    }
    TRY_VOID(suspended.resume());
    return health;
}

}  // namespace review
