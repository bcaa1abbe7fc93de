#include "sync/trust/checkpoint.h"

#include <algorithm>

#include "crypto/base/lexical.h"

namespace trust {
namespace {

using base::ErrorKind;
using base::fail;

base::Error checkpoint_form()
{
    return fail(ErrorKind::Invalid, "A log checkpoint is not readable.", "checkpoint_form");
}

}  // namespace

std::string Checkpoint::text() const
{
    return origin + "\n" + std::to_string(size) + "\n" + base::to_base64(root) + "\n";
}

Result<Checkpoint> Checkpoint::parse(std::string_view text)
{
    auto lines = base::LineReader::open(text);
    if (!lines) return checkpoint_form();
    const auto origin = lines->line();
    const auto size = lines->line();
    const auto root = lines->line();
    if (!origin || !size || !root || !lines->at_end() || !is_note_name(*origin)) return checkpoint_form();
    const auto number = base::number_from_text(*size);
    const auto bytes = base::from_base64(*root);
    if (!number || !bytes || bytes->size() != 32) return checkpoint_form();
    Checkpoint checkpoint;
    checkpoint.origin = std::string(*origin);
    checkpoint.size = *number;
    std::copy(bytes->begin(), bytes->end(), checkpoint.root.begin());
    if (checkpoint.size == 0 && checkpoint.root != empty_root()) return checkpoint_form();
    return checkpoint;
}

Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const NoteSigner& log)
{
    const std::string text = checkpoint.text();
    TRY_ASSIGN(const Checkpoint read, Checkpoint::parse(text));
    if (!(read == checkpoint) || log.key().type != NoteKeyType::Ed25519) return checkpoint_form();
    return text + "\n" + log.sign(text);
}

Result<std::string> cosign_checkpoint(std::string_view note, const NoteSigner& witness, base::Time at)
{
    if (witness.key().type != NoteKeyType::Cosignature) return checkpoint_form();
    TRY_ASSIGN(const Note parsed, Note::parse(note));
    TRY_ASSIGN(const Checkpoint checkpoint, Checkpoint::parse(parsed.text));
    return std::string(note) + witness.cosign(checkpoint.text(), at);
}

Result<OpenedCheckpoint> open_checkpoint(std::string_view note, std::string_view origin,
                                         std::span<const NoteKey> logs, std::span<const NoteKey> witnesses)
{
    TRY_ASSIGN(const Note parsed, Note::parse(note));
    std::vector<NoteKey> keys(logs.begin(), logs.end());
    keys.insert(keys.end(), witnesses.begin(), witnesses.end());
    TRY_ASSIGN(const auto signers, verify_note(parsed, keys));
    if (signers.front() >= logs.size())
        return fail(ErrorKind::Denied, "The centre's own log key did not sign the checkpoint.",
                    "note_signature");
    OpenedCheckpoint opened;
    TRY_ASSIGN(opened.checkpoint, Checkpoint::parse(parsed.text));
    if (opened.checkpoint.origin != origin)
        return fail(ErrorKind::Denied, "The checkpoint belongs to another log.", "checkpoint_origin");
    for (const std::size_t who : signers)
        if (who >= logs.size()) opened.cosigners.push_back(keys[who].name);
    return opened;
}

}  // namespace trust
