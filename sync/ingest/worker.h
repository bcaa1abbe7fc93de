#pragma once
/// What strangers wrote is read in a process of its own: this program started again as a worker that has no
/// network, no database, no other file than the submission and the objects held, and little memory and time.
/// Source: docs/formats/ingest.md, clause 9; docs/decisions/0050-worker.md.

#include <chrono>
#include <string>

#include "sync/ingest/examine.h"
#include "sync/ingest/intake.h"
#include "sync/ingest/sealed.h"

namespace ingest {

/// How the worker is started, and what it may use.
struct Apart {
    base::Path program;  ///< gets kWorkerWord as its only argument; empty: no worker, all in this process
    std::uint64_t memory_bytes = 4ULL << 30;  ///< address space
    std::chrono::seconds seconds{300};        ///< of the clock and of the processor; one more for each MiB
};

/// The word that makes a program serve_examination() and nothing else.
inline constexpr const char* kWorkerWord = "examine-worker";

// The parent's side. What the worker finds in the submission is the result. A worker that is lost, needs more
// than it may use or answers nonsense is a finding too: a report with Verdict::Quarantined, or an Invalid
// error, with the code `worker_lost`, `worker_limit`, `worker_answer` or `worker_failed` (its disk). Other
// errors: Cancelled; Io `worker_start` when this machine could not start or confine it, and then nothing of
// the submission was read.

/// examine(), apart. `setting.ask` must be there.
Result<Report> examine_apart(const Apart& apart, const base::Path& submission, const Setting& setting,
                             const base::Progress& progress = {});
/// outline(), apart.
Result<Outline> outline_apart(const Apart& apart, const base::Path& packed);
/// examine_sealed(), apart. The held objects lie below `held_folder`.
Result<SealedFacts> examine_sealed_apart(const Apart& apart, const base::Path& folder,
                                         const base::Path& held_folder,
                                         std::span<const crypto::Identity> desk,
                                         std::span<const crypto::Identity> sealed,
                                         const std::vector<HeldObject>& held, const IssuedLists& lists,
                                         const base::Progress& progress = {});

/// The worker's side: confines this process, does one task, ends the process.
[[noreturn]] void serve_examination();

}  // namespace ingest
