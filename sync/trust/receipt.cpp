#include "sync/trust/receipt.h"

#include <algorithm>

#include "crypto/base/lexical.h"

namespace trust {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kProofVersion = "c2sp.org/tlog-proof@v1";

base::Error receipt_form()
{
    return fail(ErrorKind::Invalid, "The receipt is not readable.", "receipt_form");
}
base::Error consistency_form()
{
    return fail(ErrorKind::Invalid, "The file that proves the log's growth is not readable.",
                "consistency_form");
}

void add_hashes(std::string& text, const Hashes& path)
{
    for (const auto& hash : path) text += base::to_base64(hash) + "\n";
    text += "\n";
}

/// Lines of base64 hashes up to and with the empty line.
Result<Hashes> read_hashes(base::LineReader& lines)
{
    Hashes path;
    while (true) {
        TRY_ASSIGN(const std::string_view line, lines.line());
        if (line.empty()) return path;
        TRY_ASSIGN(const Bytes bytes, base::from_base64(line));
        if (bytes.size() != 32 || path.size() == kProofHashes)
            return fail(ErrorKind::Invalid, "A proof is not a list of hashes.");
        Digest32 hash{};
        std::copy(bytes.begin(), bytes.end(), hash.begin());
        path.push_back(hash);
    }
}

Result<Receipt> read_receipt(base::LineReader& lines)
{
    Receipt receipt;
    TRY_ASSIGN(const std::string_view version, lines.line());
    if (version != kProofVersion) return receipt_form();
    TRY_ASSIGN(const std::string_view extra, lines.field("extra"));
    TRY_ASSIGN(const Bytes entry, base::from_base64(extra));
    receipt.entry = std::string(base::text_of(entry));
    TRY_ASSIGN(const std::string_view index, lines.field("index"));
    TRY_ASSIGN(receipt.index, base::number_from_text(index));
    TRY_ASSIGN(receipt.path, read_hashes(lines));
    receipt.checkpoint = std::string(lines.rest());
    return receipt;
}

Result<Consistency> read_consistency(base::LineReader& lines)
{
    Consistency consistency;
    TRY_ASSIGN(const std::string_view old, lines.field("old"));
    TRY_ASSIGN(consistency.old, base::number_from_text(old));
    TRY_ASSIGN(consistency.path, read_hashes(lines));
    consistency.checkpoint = std::string(lines.rest());
    return consistency;
}

base::Error mismatch(std::string what)
{
    return fail(ErrorKind::Denied, std::move(what), "receipt_mismatch");
}

}  // namespace

std::string Receipt::encode() const
{
    std::string text(kProofVersion);
    text += "\nextra " + base::to_base64(base::bytes_of(entry)) + "\nindex " + std::to_string(index) + "\n";
    add_hashes(text, path);
    return text + checkpoint;
}

Result<Receipt> Receipt::parse(std::string_view bytes)
{
    if (bytes.size() > kReceiptBytes) return receipt_form();
    auto lines = base::LineReader::open(bytes);
    if (!lines) return receipt_form();
    auto receipt = read_receipt(*lines);
    if (!receipt || !Entry::parse(receipt->entry) || !Note::parse(receipt->checkpoint)) return receipt_form();
    return receipt;
}

std::string Consistency::encode() const
{
    std::string text = "old " + std::to_string(old) + "\n";
    add_hashes(text, path);
    return text + checkpoint;
}

Result<Consistency> Consistency::parse(std::string_view bytes)
{
    if (bytes.size() > kReceiptBytes) return consistency_form();
    auto lines = base::LineReader::open(bytes);
    if (!lines) return consistency_form();
    auto consistency = read_consistency(*lines);
    if (!consistency || !Note::parse(consistency->checkpoint)) return consistency_form();
    return consistency;
}

Result<VerifiedReceipt> verify_receipt(const Receipt& receipt, const Roster& roster)
{
    VerifiedReceipt verified;
    TRY_ASSIGN(OpenedCheckpoint opened,
               open_checkpoint(receipt.checkpoint, roster.origin, roster.logs, roster.witness_keys()));
    TRY_VOID(verify_inclusion(leaf_hash(base::bytes_of(receipt.entry)), receipt.index, opened.checkpoint.size,
                              receipt.path, opened.checkpoint.root));
    TRY_ASSIGN(verified.entry, Entry::parse(receipt.entry));
    verified.index = receipt.index;
    verified.checkpoint = std::move(opened.checkpoint);
    verified.cosigners = std::move(opened.cosigners);
    return verified;
}

Result<void> check_sent(const Entry& entry, const Sent& sent)
{
    if (entry.bundle != sent.bundle) return mismatch("The receipt is about another bundle.");
    if (entry.review != sent.review || entry.revision != sent.revision)
        return mismatch("The receipt names another review or revision than the bundle that was sent.");
    if (entry.statement != sent.statement || entry.ciphertext != sent.ciphertext)
        return mismatch("The receipt is about other bytes than those that were sent.");
    if (entry.objects != sent.objects)
        return mismatch("The receipt names other attachments than those that were sent.");
    if (entry.author != sent.author) return mismatch("The receipt names another author.");
    return {};
}

Result<Checkpoint> verify_consistency_file(const Consistency& consistency, const Seen& seen,
                                           const Roster& roster)
{
    TRY_ASSIGN(OpenedCheckpoint opened,
               open_checkpoint(consistency.checkpoint, roster.origin, roster.logs, roster.witness_keys()));
    if (consistency.old != seen.size)
        return fail(ErrorKind::Invalid,
                    "The proof of the log's growth begins at another size than the bundle reported.",
                    "consistency_form");
    if (seen.size == 0) {
        if (!consistency.path.empty() || seen.root != empty_root()) return consistency_form();
        return opened.checkpoint;
    }
    TRY_VOID(verify_consistency(seen.size, opened.checkpoint.size, seen.root, opened.checkpoint.root,
                                consistency.path));
    return opened.checkpoint;
}

Result<VerifiedReceipt> apply_receipt(std::string_view receipt, std::string_view consistency,
                                      const Roster& roster, const Sent& sent)
{
    TRY_ASSIGN(const Receipt parsed, Receipt::parse(receipt));
    TRY_ASSIGN(VerifiedReceipt verified, verify_receipt(parsed, roster));
    TRY_VOID(check_sent(verified.entry, sent));
    TRY_ASSIGN(const Consistency growth, Consistency::parse(consistency));
    TRY_ASSIGN(const Checkpoint checkpoint, verify_consistency_file(growth, sent.seen, roster));
    if (!(checkpoint == verified.checkpoint))
        return fail(ErrorKind::Invalid,
                    "The receipt and the proof of the log's growth belong to different checkpoints.",
                    "consistency_form");
    return verified;
}

Result<Receipt> make_receipt(std::string entry, std::uint64_t index, std::uint64_t size,
                             std::string checkpoint_note, const LeafHashes& leaves)
{
    Receipt receipt;
    TRY_ASSIGN(receipt.path, inclusion_proof(index, size, leaves));
    receipt.entry = std::move(entry);
    receipt.index = index;
    receipt.checkpoint = std::move(checkpoint_note);
    return receipt;
}

Result<Consistency> make_consistency(std::uint64_t old, std::uint64_t size, std::string checkpoint_note,
                                     const LeafHashes& leaves)
{
    Consistency consistency;
    TRY_ASSIGN(consistency.path, consistency_proof(old, size, leaves));
    consistency.old = old;
    consistency.checkpoint = std::move(checkpoint_note);
    return consistency;
}

}  // namespace trust
