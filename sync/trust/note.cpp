#include "sync/trust/note.h"

#include <algorithm>

#include "crypto/base/lexical.h"
#include "crypto/base/utf8.h"
#include "crypto/primitives/hash.h"
#include "crypto/primitives/sign.h"

namespace trust {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kDash = "\xE2\x80\x94 ";  // em dash and a space

base::Error note_form(std::string what)
{
    return fail(ErrorKind::Invalid, std::move(what), "note_form");
}
base::Error refused(std::string what)
{
    return fail(ErrorKind::Denied, std::move(what), "note_signature");
}

bool is_white(char32_t c)
{
    return c == ' ' || (c >= 0x09 && c <= 0x0d) || c == 0x85 || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
           c == 0x3000;
}

Bytes typed_point(const NoteKey& key)
{
    Bytes bytes{static_cast<std::uint8_t>(key.type)};
    bytes.insert(bytes.end(), key.point.begin(), key.point.end());
    return bytes;
}

std::string cosigned_text(std::uint64_t seconds, std::string_view text)
{
    return "cosignature/v1\ntime " + std::to_string(seconds) + "\n" + std::string(text);
}

std::string signature_line(const NoteKey& key, ByteView bytes)
{
    Bytes blob(4);
    const auto id = key.id();
    std::copy(id.begin(), id.end(), blob.begin());
    blob.insert(blob.end(), bytes.begin(), bytes.end());
    return std::string(kDash) + key.name + " " + base::to_base64(blob) + "\n";
}

Result<NoteSignature> parse_signature_line(std::string_view line)
{
    if (!line.starts_with(kDash)) return note_form("A signature line of a note does not begin with a dash.");
    line.remove_prefix(kDash.size());
    const auto parts = base::split(line, ' ');
    if (parts.size() != 2 || !is_note_name(parts[0]))
        return note_form("A signature line of a note names no key.");
    const auto blob = base::from_base64(parts[1]);
    if (!blob || blob->size() < 5) return note_form("A signature of a note is not readable.");
    NoteSignature signature;
    signature.name = std::string(parts[0]);
    std::copy_n(blob->begin(), 4, signature.id.begin());
    signature.bytes.assign(blob->begin() + 4, blob->end());
    return signature;
}

Result<NoteKey> key_of(std::string name, ByteView point, NoteKeyType type)
{
    if (!is_note_name(name)) return fail(ErrorKind::Invalid, "That is not a usable name for a note key.");
    NoteKey key;
    key.name = std::move(name);
    key.type = type;
    std::copy(point.begin(), point.end(), key.point.begin());
    return key;
}

}  // namespace

bool is_note_name(std::string_view name)
{
    if (name.empty() || name.size() > 255) return false;
    while (!name.empty()) {
        const auto point = base::take_code_point(name);
        if (!point || *point < 0x20 || *point == '+' || is_white(*point)) return false;
    }
    return true;
}

std::array<std::uint8_t, 4> NoteKey::id() const
{
    Bytes bytes(name.begin(), name.end());
    bytes.push_back('\n');
    const Bytes point_bytes = typed_point(*this);
    bytes.insert(bytes.end(), point_bytes.begin(), point_bytes.end());
    const Digest32 digest = crypto::sha256(bytes);
    return {digest[0], digest[1], digest[2], digest[3]};
}

std::string NoteKey::text() const
{
    return name + "+" + base::to_hex(id()) + "+" + base::to_base64(typed_point(*this));
}

Result<NoteKey> NoteKey::parse(std::string_view text)
{
    const auto bad = fail(ErrorKind::Invalid, "A note key is not readable.", "note_key");
    const auto parts = base::split(text, '+', 3);
    if (parts.size() != 3 || parts[1].size() != 8 || !is_note_name(parts[0])) return bad;
    const auto hash = base::from_hex(parts[1]);
    const auto point = base::from_base64(parts[2]);
    if (!hash || !point || point->size() != 33) return bad;
    const std::uint8_t type = point->front();
    if (type != 0x01 && type != 0x04) return bad;
    TRY_ASSIGN(NoteKey key,
               key_of(std::string(parts[0]), ByteView(*point).subspan(1), static_cast<NoteKeyType>(type)));
    const auto id = key.id();
    if (!std::equal(id.begin(), id.end(), hash->begin(), hash->end())) return bad;
    return key;
}

Result<NoteSigner> NoteSigner::generate(std::string name, NoteKeyType type)
{
    const base::Secret seed = base::Secret::random(32);
    return restore(std::move(name), seed.bytes(), type);
}

Result<NoteSigner> NoteSigner::restore(std::string name, ByteView seed, NoteKeyType type)
{
    if (seed.size() != 32) return fail(ErrorKind::Invalid, "A note key must be 32 bytes long.");
    TRY_ASSIGN(NoteKey key, key_of(std::move(name), crypto::ed25519_public(seed), type));
    return NoteSigner(std::move(key), base::Secret::copy_of(seed));
}

std::string NoteSigner::sign(std::string_view text) const
{
    return signature_line(key_, crypto::ed25519_sign(seed_.bytes(), base::bytes_of(text)));
}

std::string NoteSigner::cosign(std::string_view text, base::Time at) const
{
    const auto seconds = static_cast<std::uint64_t>(at.time_since_epoch().count());
    const std::string message = cosigned_text(seconds, text);
    const auto signature = crypto::ed25519_sign(seed_.bytes(), base::bytes_of(message));
    Bytes blob;
    for (int shift = 56; shift >= 0; shift -= 8) blob.push_back(static_cast<std::uint8_t>(seconds >> shift));
    blob.insert(blob.end(), signature.begin(), signature.end());
    return signature_line(key_, blob);
}

std::string Note::encode() const
{
    std::string bytes = text + "\n";
    for (const auto& signature : signatures) {
        Bytes blob(signature.id.begin(), signature.id.end());
        blob.insert(blob.end(), signature.bytes.begin(), signature.bytes.end());
        bytes += std::string(kDash) + signature.name + " " + base::to_base64(blob) + "\n";
    }
    return bytes;
}

Result<Note> Note::parse(std::string_view bytes)
{
    if (bytes.size() > kNoteBytes) return note_form("A signed note is too large.");
    if (!base::LineReader::open(bytes, bytes.size())) return note_form("A signed note is not plain text.");
    const std::size_t gap = bytes.rfind("\n\n");
    if (gap == std::string_view::npos) return note_form("A signed note has no signatures.");
    Note note;
    note.text = std::string(bytes.substr(0, gap + 1));
    const auto lines = base::split(bytes.substr(gap + 2), '\n');
    if (lines.size() < 2 ||
        lines.size() > kNoteSignatures + 1)  // the last piece is the empty one behind the last LF
        return note_form("A signed note has no signatures, or too many.");
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        TRY_ASSIGN(NoteSignature signature, parse_signature_line(lines[i]));
        note.signatures.push_back(std::move(signature));
    }
    return note;
}

bool holds(const NoteKey& key, const NoteSignature& signature, std::string_view text)
{
    if (signature.name != key.name || signature.id != key.id()) return false;
    const ByteView bytes = signature.bytes;
    if (key.type == NoteKeyType::Ed25519)
        return bytes.size() == 64 && crypto::ed25519_verify(key.point, base::bytes_of(text), bytes);
    if (bytes.size() != 72) return false;
    std::uint64_t seconds = 0;
    for (std::size_t i = 0; i < 8; ++i) seconds = seconds << 8 | bytes[i];
    const std::string message = cosigned_text(seconds, text);
    return seconds <= 0x7fff'ffff'ffff'ffff &&
           crypto::ed25519_verify(key.point, base::bytes_of(message), bytes.subspan(8));
}

namespace {

std::optional<std::size_t> signer_of(const NoteSignature& signature, std::span<const NoteKey> keys)
{
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (keys[i].name == signature.name && keys[i].id() == signature.id) return i;
    return {};
}

Result<std::vector<std::size_t>> verify(const Note& note, std::span<const NoteKey> keys, bool strict)
{
    std::vector<std::size_t> signers;
    for (const auto& signature : note.signatures) {
        const auto who = signer_of(signature, keys);
        if (!who) {
            if (strict) return refused("A note is signed by a key that the roster does not list for it.");
            continue;
        }
        if (std::find(signers.begin(), signers.end(), *who) != signers.end()) {
            if (strict) return refused("A note carries the same signature twice.");
            continue;
        }
        if (!holds(keys[*who], signature, note.text)) return refused("A signature of a note does not hold.");
        signers.push_back(*who);
    }
    if (signers.empty()) return refused("No known key signed the note.");
    std::sort(signers.begin(), signers.end());
    return signers;
}

}  // namespace

Result<std::vector<std::size_t>> verify_note(const Note& note, std::span<const NoteKey> keys)
{
    return verify(note, keys, true);
}

Result<std::vector<std::size_t>> verify_note_loosely(const Note& note, std::span<const NoteKey> keys)
{
    return verify(note, keys, false);
}

}  // namespace trust
