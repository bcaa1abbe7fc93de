#pragma once
/// age v1 files (c2sp.org/age) to and from X25519 recipients, as streams in constant memory.
/// The reader is general: unknown stanzas are skipped; armor, scrypt and the post-quantum hybrid are
/// refused. Stricter profiles look at the Header that was read. `age -d` reads what this writes.

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.h"
#include "crypto/base/secret.h"
#include "crypto/base/stream.h"

namespace crypto {

using base::Bytes;
using base::ByteView;
using base::Result;
using base::Secret;

/// `age1...`: an X25519 public key. Source: c2sp.org/age, "X25519 recipient stanza".
struct Recipient {
    std::array<std::uint8_t, 32> point{};

    std::string text() const;
    /// Errors: Invalid; Refused for a kind of recipient this version does not write to (`age1pq...`).
    static Result<Recipient> parse(std::string_view text);
    bool operator==(const Recipient&) const = default;
};

/// `AGE-SECRET-KEY-1...`: an X25519 secret key in guarded memory.
class Identity {
public:
    static Identity generate();
    /// Errors: Invalid (the checksum finds typing errors). Accepts upper or lower case, not both.
    static Result<Identity> parse(ByteView text);
    static Result<Identity> restore(ByteView scalar);  ///< 32 bytes
    Recipient recipient() const;
    Secret text() const;  ///< 74 upper-case characters
    ByteView scalar() const { return scalar_.bytes(); }

private:
    explicit Identity(Secret scalar) : scalar_(std::move(scalar)) {}
    Secret scalar_;
};

struct Stanza {
    std::vector<std::string> arguments;  ///< the first is its type
    Bytes body;
};

struct Header {
    std::vector<Stanza> stanzas;
    Bytes covered;                       ///< the bytes under the MAC
    std::array<std::uint8_t, 32> mac{};
    std::size_t size = 0;                ///< bytes, the line end after the MAC included
};

struct HeaderLimits {
    std::size_t bytes = 64 * 1024;
    std::size_t stanzas = 64;
};

/// Errors (code): Invalid `age_header`; Refused `age_armor`.
Result<Header> read_header(base::Source& from, HeaderLimits limits = {});
/// The bytes of a header, MAC computed under `file_key`; for writers of own stanzas (vault.key).
Bytes write_header(std::span<const Stanza> stanzas, ByteView file_key);
/// Errors: Corrupt `age_hmac` when the header was altered.
Result<void> check_mac(const Header& header, ByteView file_key);

/// A stanza that gives `file_key` (16 bytes) to `to`.
Stanza wrap(const Recipient& to, ByteView file_key);
/// The file key from the first stanza an identity opens, the MAC checked. Errors (code): Denied `age_no_match`,
/// Invalid `age_header`, Refused `age_scrypt` / `age_hybrid` (when only such stanzas are there), Corrupt `age_hmac`.
Result<Secret> unwrap(const Header& header, std::span<const Identity> identities);

/// Writes nonce and STREAM payload for a file key; the header was written before.
class PayloadWriter : public base::Sink {
public:
    /// `to` outlives it. Writes the 16-byte nonce at once.
    static Result<PayloadWriter> start(ByteView file_key, base::Sink& to);
    PayloadWriter(PayloadWriter&&) noexcept;
    ~PayloadWriter() override;
    Result<void> write(ByteView bytes) override;
    Result<void> finish();  ///< must be called; writes the final chunk

private:
    PayloadWriter();
    struct State;
    std::unique_ptr<State> state_;
};

/// Whole file to recipients: header at once, then write() and finish(). 1 to 20 recipients.
Result<PayloadWriter> encrypt(std::span<const Recipient> to, base::Sink& out);
/// Length of an age file to `recipients` X25519 recipients with `plaintext` bytes.
std::uint64_t encrypted_size(std::size_t recipients, std::uint64_t plaintext);

/// Plaintext of the payload as a stream; each chunk is authenticated before a byte of it is given.
/// Errors from read(): Corrupt `age_payload`. The end is reported only after the final chunk held and
/// nothing follows it.
class PayloadReader : public base::Source {
public:
    /// `from` stands just after the header and outlives it.
    static Result<PayloadReader> start(ByteView file_key, base::Source& from);
    PayloadReader(PayloadReader&&) noexcept;
    ~PayloadReader() override;
    Result<std::size_t> read(std::span<std::uint8_t> into) override;

private:
    PayloadReader();
    struct State;
    std::unique_ptr<State> state_;
};

/// Header, unwrap and payload in one. Errors: as the parts.
Result<PayloadReader> decrypt(base::Source& from, std::span<const Identity> identities);

/// Random access to an age file on disk, 64 KiB chunks, each authenticated when read.
class SeekableReader {
public:
    /// `read_at` fills the span from an offset of the age file; `file_size` its length in bytes.
    using ReadAt = std::function<Result<void>(std::uint64_t offset, std::span<std::uint8_t> into)>;
    static Result<SeekableReader> open(ReadAt read_at, std::uint64_t file_size,
                                       std::span<const Identity> identities);
    SeekableReader(SeekableReader&&) noexcept;
    ~SeekableReader();
    std::uint64_t size() const;  ///< plaintext bytes; the final chunk was authenticated by open()
    Result<void> read_at(std::uint64_t offset, std::span<std::uint8_t> into);

private:
    SeekableReader();
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace crypto
