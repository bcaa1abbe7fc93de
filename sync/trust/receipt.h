#pragma once
/// Receipts: the centre's log entry about a bundle with its proof, and what a chair's program checks of it.
/// Source: docs/formats/receipt.md (c2sp.org/tlog-proof, c2sp.org/tlog-witness add-checkpoint body).

#include "sync/trust/checkpoint.h"
#include "sync/trust/entry.h"
#include "sync/trust/roster.h"

namespace trust {

inline constexpr std::size_t kReceiptBytes = 256 * 1024;

/// `<bundle>.<index>.receipt`
struct Receipt {
    std::string entry;  ///< bytes of the log entry
    std::uint64_t index = 0;
    Hashes path;
    std::string checkpoint;  ///< note

    std::string encode() const;
    /// Errors: Invalid `receipt_form`. parse(x)->encode() == x.
    static Result<Receipt> parse(std::string_view bytes);
};

/// `<bundle>.<index>.consistency`
struct Consistency {
    std::uint64_t old = 0;
    Hashes path;
    std::string checkpoint;

    std::string encode() const;
    /// Errors: Invalid `consistency_form`. parse(x)->encode() == x.
    static Result<Consistency> parse(std::string_view bytes);
};

/// What the statement reported as `seen`.
struct Seen {
    std::uint64_t size = 0;
    Digest32 root = empty_root();
    bool operator==(const Seen&) const = default;
};

/// What the sender knows about its bundle.
struct Sent {
    std::string bundle;
    std::string review;
    std::uint64_t revision = 0;
    Digest32 statement{};
    Digest32 ciphertext{};
    ObjectsCommitment objects;
    std::string author;  ///< key number
    Seen seen;           ///< of that bundle's statement
};

struct VerifiedReceipt {
    Entry entry;
    std::uint64_t index = 0;
    Checkpoint checkpoint;
    std::vector<std::string> cosigners;
};

/// Note by a log key of the roster, then inclusion of the entry. Errors: as parse and open_checkpoint, Denied
/// `inclusion_proof`.
Result<VerifiedReceipt> verify_receipt(const Receipt& receipt, const Roster& roster);
/// The entry is about this bundle. Errors: Denied `receipt_mismatch`.
Result<void> check_sent(const Entry& entry, const Sent& sent);
/// The log grew from `seen` to the checkpoint of the consistency file. Errors: Denied `consistency_proof`:
/// the centre contradicts itself, keep the files as evidence; Invalid `consistency_form`; as open_checkpoint.
Result<Checkpoint> verify_consistency_file(const Consistency& consistency, const Seen& seen,
                                           const Roster& roster);
/// Everything above in order, the two files with one checkpoint: what `receipt apply` calls.
Result<VerifiedReceipt> apply_receipt(std::string_view receipt, std::string_view consistency,
                                      const Roster& roster, const Sent& sent);

/// For the centre: the receipt and consistency file for entry `index` under a signed checkpoint of `size`.
Result<Receipt> make_receipt(std::string entry, std::uint64_t index, std::uint64_t size,
                             std::string checkpoint_note, const LeafHashes& leaves);
Result<Consistency> make_consistency(std::uint64_t old, std::uint64_t size, std::string checkpoint_note,
                                     const LeafHashes& leaves);

}  // namespace trust
