#pragma once
/// Steps 1 to 15 of an import as one function without store, network or clock: a path, keys, rosters and
/// read-only answers in, a report out. The centre runs it on its quarantine copy in a worker process
/// (worker.h), `verify` on any file. Source: docs/formats/ingest.md.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "crypto/base/version.h"
#include "storage/central/store.h"
#include "sync/bundle/open.h"
#include "sync/ingest/lists.h"
#include "sync/ingest/verify.h"
#include "sync/trust/entry.h"
#include "sync/trust/roster.h"

namespace ingest {

using base::Digest32;
using base::Result;

/// What the worker asks after step 7.
struct Question {
    std::string bundle;
    std::string review;
    std::uint64_t revision = 0;
    Digest32 ciphertext{};
    std::optional<Digest32> previous;
    std::uint64_t seen_size = 0;
    std::vector<crypto::PublicKey> signers;
};

/// An object accepted before for the same review, as the store has it.
struct HeldObject {
    Digest32 object{};
    std::uint64_t object_length = 0;
    Digest32 part{};
    std::uint64_t part_length = 0;
    base::Digest64 part_sha512{};
    bool opened = false;  ///< its plaintext was checked already
    base::Path file;      ///< the age file
};
/// Those objects as the bundle's checks ask for them.
bundle::KnownObjects known_objects(const std::vector<HeldObject>& held);

/// What the store says, read only.
struct Answer {
    bool bundle_used = false;        ///< the id is known
    bool same_bytes = false;         ///< with this very ciphertext
    bool previous_rejected = false;  ///< the bundle named in `previous` was rejected
    std::optional<central::Head> head;
    /// Who signed the accepted revision before this one, and whom it was handed to. Not known behind a gap.
    bool former_known = false;
    std::optional<crypto::PublicKey> former, next;
    std::optional<Digest32> seen_root;  ///< of our log at that size; none when the log is shorter
    std::uint64_t next_log_index = 0;
    std::vector<HeldObject> held;  ///< objects accepted for this review
};
using Ask = std::function<Result<Answer>(const Question&)>;

/// Against what a submission is examined.
struct Setting {
    std::string origin;  ///< `to` of the statement
    const trust::RosterChain* rosters = nullptr;
    std::span<const crypto::Identity> identities;
    base::Time at{};              ///< of receipt
    std::uint64_t log_index = 0;  ///< that its entry has or will have
    std::uint64_t model = 0;      ///< newest understood
    const IssuedLists* lists = &IssuedLists::built_in();
    std::string program{base::kProgramVersion};  ///< ours: held against the roster's `minimum`
    base::Path held_folder;  ///< below which the files of held objects lie; empty: none are held
    Ask ask;                 ///< empty: no store; steps 10 and 11 and the author's standing are left out
};

enum class Verdict {
    Sound,       ///< may be accepted
    Replay,      ///< byte-identical to one whose outcome stands
    Waiting,     ///< code `revision_gap`, `objects_missing` or `newer_program`
    Fork,        ///< code `fork_revision` or `fork_previous`
    Rejected,    ///< after a good signature by a key the rosters know
    Quarantined  ///< before
};

struct ExaminedObject {
    bundle::ObjectRow row;  ///< without key
    base::Digest64 sha512{};
    bool sealed = false;  ///< its key stands in the sealed part
};

/// What an accepted bundle adds to the record.
struct Derived {
    std::vector<central::JournalLine> lines;  ///< after the prefix
    std::vector<std::int64_t> expunged;       ///< entries before, whose open body goes
    std::vector<central::Record> records;     ///< the whole open part
};

struct Report {
    Verdict verdict = Verdict::Quarantined;
    int step = 0;      ///< where it stopped; 0: nowhere
    std::string code;  ///< reason code; empty when sound
    std::string what;  ///< for the person at the desk
    std::vector<Check> checks;

    // From step 7 on:
    std::optional<bundle::Statement> statement;
    bundle::Evidence evidence;  ///< that the statement was signed
    Digest32 tagmanifest{};
    Digest32 ciphertext{};
    trust::ObjectsCommitment objects_commitment;
    std::vector<ExaminedObject> objects;
    std::vector<Digest32> missing;  ///< ascending
    bool sealed = false;
    bundle::Prefix journal;  ///< of this revision
    Derived derived;         ///< when Sound and asked for
};

/// An error only when our own disk or store failed; what is wrong with the submission is in the report.
Result<Report> examine(const base::Path& submission, const Setting& setting,
                       const base::Progress& progress = {});

/// Steps 10 and 11 as a pure function, so that the parent can repeat them inside its transaction.
struct Place {
    Verdict verdict = Verdict::Sound;
    int step = 0;
    std::string code;
    std::string what;
};
Place place(const bundle::Statement& statement, const Answer& answer, std::uint64_t model,
            std::uint64_t codelists);

/// Steps 8 and 9 as a pure function: where they stop, or nothing. `answer`: null without a store.
std::optional<Place> standing(const bundle::Statement& statement, const Setting& setting,
                              const Answer* answer);
/// For the parent, who gave this answer: that the report speaks of a statement which its signers signed and
/// which stands by steps 8 and 9, and, when it is the first revision, of the journal that was signed. A
/// worker that was taken over cannot invent a submission.
bool is_backed(const Report& report, const Setting& setting, const Answer& answer);

/// The open part of an opened bundle as rows. `from_line`: entries after it are new. Errors: as
/// journal::Replay.
Result<Derived> derive(const bundle::OpenedBundle& opened, std::int64_t from_line);

/// Name of the step and of its outcome for people and machines. 1 <= step <= 17.
std::string_view step_name(int step);

}  // namespace ingest
