#pragma once
/// Checkpoints of the centre's log (c2sp.org/tlog-checkpoint), without extension lines.
/// Source: docs/formats/log.md, "Checkpoint".

#include "sync/trust/merkle.h"
#include "sync/trust/note.h"

namespace trust {

struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Digest32 root{};

    std::string text() const;  ///< three lines
    /// Errors: Invalid `checkpoint_form`.
    static Result<Checkpoint> parse(std::string_view text);
    bool operator==(const Checkpoint&) const = default;
};

/// The note, signed by the log.
Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const NoteSigner& log);
/// The note with one more cosignature line.
Result<std::string> cosign_checkpoint(std::string_view note, const NoteSigner& witness, base::Time at);

struct OpenedCheckpoint {
    Checkpoint checkpoint;
    std::vector<std::string> cosigners;  ///< names of the witnesses whose cosignature holds
};
/// Our profile: every line by one of `logs` or `witnesses`, good, present once, at least one by a log key.
/// Errors: Invalid `note_form` / `checkpoint_form`, Denied `note_signature` / `checkpoint_origin`.
Result<OpenedCheckpoint> open_checkpoint(std::string_view note, std::string_view origin,
                                         std::span<const NoteKey> logs, std::span<const NoteKey> witnesses);

}  // namespace trust
