#pragma once
/// What an open review holds, and the work on its tables that several files share. Private to storage/review.

#include <map>
#include <unordered_map>
#include <unordered_set>

#include "storage/journal/inverse.h"
#include "storage/journal/replay.h"
#include "storage/review/number.h"
#include "storage/review/vault_state.h"

namespace review {

/// An attachment part that was written but that no record names yet.
struct PendingObject {
    ObjectPart object;
    crypto::Secret key;
};

struct Review::State {
    Vault::State* vault = nullptr;
    std::int64_t no = 0;
    std::string uuid;
    bool writable = true;
    bool identities = true;  ///< false: crypto-erased, the sealed part is gone
    std::int64_t lines = 0;
    base::Digest32 head{};
    std::int64_t signed_lines = 0;
    std::int64_t last_record = 0;  ///< number of the newest record
    std::string device;            ///< key number of the writer
    std::map<base::Digest32, PendingObject> pending;
    std::optional<std::vector<std::int64_t>> order;  ///< the chronology's records in order; empty: to be read

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State();  ///< detaches the identity database

    storage::Database& db() { return vault->db(); }
    std::int64_t key(std::int64_t n) const { return row_key(no, n); }
};

/// A record as the projection holds it; `row` 0: not there yet.
struct Stored {
    std::int64_t row = 0;
    journal::RecordState state;
};

// projection.cpp
Result<Stored> load_record(Review::State& review, std::string_view kind, std::string_view id);
Result<Stored> load_record(Review::State& review, std::int64_t row);
/// Writes what changed between two states of one record: projection and chronology.
Result<void> write_projection(Review::State& review, std::int64_t row, const journal::RecordState& before,
                              const journal::RecordState& after);
/// The same, and the search index.
Result<void> save_record(Review::State& review, std::int64_t row, const journal::RecordState& before,
                         const journal::RecordState& after);
Record as_record(const journal::RecordState& state);
/// Replays one record from its journal lines, bodies held against their hashes.
/// Errors: Corrupt, Invalid.
Result<journal::RecordState> replay_record(Review::State& review, std::int64_t row);
/// Row keys of all records, ascending.
Result<std::vector<std::int64_t>> record_rows(Review::State& review);

/// Sort key of an event. Source: docs/formats/vault.md, "Chronology".
struct ChronologyKey {
    bool undated = true;
    std::string earliest, time, latest;
    std::int64_t sequence = 0;
    std::string placed;  ///< as the table holds it: "a" and a uuid, "b" and a uuid, or both
    bool operator==(const ChronologyKey&) const = default;
};
ChronologyKey chronology_key(const json::Object& fields);
constexpr std::string_view kEvent = "chronology_event";

// search.cpp
/// The words of the text fields of one part, folded, parted by spaces.
std::string search_words(const model::KindSpec* kind, const json::Object& fields);
Result<void> index_words(Review::State& review, std::string_view schema, std::int64_t row,
                         std::string_view before, std::string_view after);
/// Makes both search indexes anew from the projections: the open one for the whole vault, the sealed one of
/// this review. The caller holds a transaction.
Result<void> rebuild_search(Review::State& review);
/// Whether both indexes hold exactly the words of the review's records: each is made again in memory and
/// compared. An older page of an index hides a record from searches and looks sound in itself.
Result<bool> search_is_whole(Review::State& review);
/// The same, in its own transaction, when an index was made by another version of the rules.
Result<void> refresh_search(Review::State& review);

// past.cpp
/// The journal's tables as the pure functions of storage/journal ask for them.
class SqlPast : public journal::Past {
public:
    explicit SqlPast(Review::State& review) : review_(review) {}
    Result<std::vector<journal::PastEntry>> command(std::int64_t command) override;
    Result<std::vector<journal::PastEntry>> record(std::string_view kind, std::string_view id) override;
    Result<std::vector<journal::Referrer>> referrers(std::string_view id) override;
    /// Every entry of a row of the projection.
    Result<std::vector<journal::PastEntry>> record(std::int64_t row);
    Result<journal::PastEntry> entry(std::int64_t n);

private:
    Result<void> read_referrers();
    Review::State& review_;
    std::optional<std::unordered_map<std::string, std::vector<std::int64_t>>> referrers_;
};
Result<std::vector<journal::CommandMark>> command_marks(Review::State& review);

// apply.cpp
/// `written`: the changes come from the journal's own functions and are taken as they are.
enum class Origin { Person, Journal };
Result<std::int64_t> apply_command(Review::State& review, const model::Command& command,
                                   std::optional<std::int64_t> undoes, Origin source);
/// Inside a transaction that the caller holds; counters are put back by the caller when it fails.
Result<std::int64_t> write_command(Review::State& review, const model::Command& command,
                                   std::optional<std::int64_t> undoes, Origin source);
Result<void> load_counters(Review::State& review);
Result<void> store_counters(Review::State& review);

// objects.cpp
/// Makes what a record's `parts` name part of the review, and puts each key where the record's class says.
Result<void> claim_objects(Review::State& review, const journal::RecordState& before,
                           const journal::RecordState& after);
/// After the commit: attachments that are part of the review now are no longer pending.
Result<void> settle_pending(Review::State& review);
/// After an expunge: forgets the objects that no body names any more; their files go after the commit.
Result<std::vector<base::Digest32>> forget_objects(Review::State& review);
/// Reads and holds every object against its row. Findings are added to `health`.
Result<void> check_objects(Review::State& review, Health& health, const base::Progress& progress);

// drafts.cpp
Result<void> drop_drafts(Review::State& review, std::string_view id);

}  // namespace review
