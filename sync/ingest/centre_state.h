#pragma once
/// What Centre's parts share.

#include "crypto/primitives/hash.h"
#include "storage/central/store.h"
#include "sync/ingest/centre.h"
#include "sync/ingest/worker.h"
#include "sync/trust/receipt.h"
#include "sync/trust/roster.h"

namespace ingest {

struct Centre::State {
    State(central::Store opened, Apart how) : store(std::move(opened)), apart(std::move(how)) {}

    central::Store store;
    Apart apart;
    std::string origin;
    std::optional<trust::RosterChain> rosters;
    std::optional<trust::NoteSigner> log;
    std::vector<trust::NoteSigner> roots;
    std::vector<crypto::Identity> desk;    ///< opens bundle.age
    std::vector<crypto::Identity> sealed;  ///< opens sealed.age
    rules::ReferenceData reference;        ///< the program's own and the packs issued here
    IssuedLists lists;                     ///< of it, what submissions are held against
};

inline constexpr auto kRosterLife = std::chrono::days{2 * 365};  ///< of a version that is issued here

/// Names in the store's table of keys.
inline constexpr std::string_view kLogKey = "note.log";
inline constexpr std::string_view kRootKeys = "note.root.";
inline constexpr std::string_view kPublisherKey = "minisign.publisher";
inline constexpr std::string_view kCentralIdentity = "age.central.";
inline constexpr std::string_view kIdentityIdentity = "age.identity.";
inline constexpr std::string_view kRecoveryIdentity = "age.recovery.";

/// From the packs the store holds.
Result<void> load_packs(Centre::State& state);

/// Inside a transaction: one entry more.
Result<std::uint64_t> append_entry(central::Store& store, trust::Entry entry);
/// After it: signs the log as it stands and makes the receipts that are still owed.
Result<void> issue_receipts(Centre::State& state);

/// Answers what the examiner asks, from the store.
Ask answers_of(Centre::State& state);
/// The objects accepted for a review.
Result<std::vector<HeldObject>> held_objects(central::Store& store, const std::string& review);
/// The setting for something that came in at `at` and has (or will have) the log index.
Setting setting_of(Centre::State& state, base::Time at, std::uint64_t log_index);

/// One file or folder.
Result<Outcome> take_in(Centre::State& state, const Path& file, const base::Progress& progress);
/// Whatever of the review can go on, goes on.
Result<std::vector<Outcome>> take_up(Centre::State& state, const std::string& review,
                                     const base::Progress& progress);

}  // namespace ingest
