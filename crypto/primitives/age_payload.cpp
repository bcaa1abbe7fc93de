#include <algorithm>
#include <cstdlib>

#include <sodium.h>

#include "crypto/primitives/age_parts.h"
#include "crypto/primitives/kdf.h"

namespace crypto {
namespace {

using base::ErrorKind;
using base::fail;

using ChunkNonce = std::array<std::uint8_t, crypto_aead_chacha20poly1305_ietf_NPUBBYTES>;

/// An 11-byte big-endian counter, then 1 for the last chunk. 2^64 chunks are more than any disk holds.
ChunkNonce nonce_of(std::uint64_t number, bool last)
{
    ChunkNonce nonce{};
    for (std::size_t i = 0; i < 8; ++i) nonce[10 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    nonce[11] = last ? 1 : 0;
    return nonce;
}

base::Error bad_payload(std::string what)
{
    return fail(ErrorKind::Corrupt, std::move(what), "age_payload");
}

}  // namespace

// ---- chunks ----

// libsodium at 1.2-1.4 GB/s, faster than a disk. OpenSSL is 2.5 times as fast here, but keeps the key on the
// plain heap.

ChunkCipher::ChunkCipher(ByteView file_key, ByteView nonce) : key_(derive_key(file_key, nonce, "payload")) {}

void ChunkCipher::seal(std::uint64_t number, bool last, ByteView plain, std::span<std::uint8_t> sealed) const
{
    if (sealed.size() != plain.size() + kTag) std::abort();
    crypto_aead_chacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plain.data(), plain.size(), nullptr, 0,
                                              nullptr, nonce_of(number, last).data(), key_.bytes().data());
}

bool ChunkCipher::open(std::uint64_t number, bool last, ByteView sealed, std::span<std::uint8_t> plain) const
{
    if (sealed.size() < kTag || plain.size() != sealed.size() - kTag) std::abort();
    return crypto_aead_chacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, sealed.data(),
                                                     sealed.size(), nullptr, 0, nonce_of(number, last).data(),
                                                     key_.bytes().data()) == 0;
}

// ---- writing ----

struct PayloadWriter::State {
    State(base::Sink& sink, ByteView file_key, ByteView nonce) : to(sink), cipher(file_key, nonce) {}
    ~State() { base::wipe(plain); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    Result<void> put(bool last)
    {
        const std::span<std::uint8_t> out = std::span(sealed).first(held + kTag);
        cipher.seal(number++, last, ByteView(plain).first(held), out);
        held = 0;
        return to.write(out);
    }

    base::Sink& to;
    ChunkCipher cipher;
    Bytes plain = Bytes(kChunk);
    Bytes sealed = Bytes(kSealedChunk);
    std::size_t held = 0;      ///< bytes of plain in use
    std::uint64_t number = 0;  ///< of the next chunk
    bool open = true;          ///< neither finished nor failed
};

PayloadWriter::PayloadWriter() = default;
PayloadWriter::PayloadWriter(PayloadWriter&&) noexcept = default;
PayloadWriter::~PayloadWriter() = default;

Result<PayloadWriter> PayloadWriter::start(ByteView file_key, base::Sink& to)
{
    if (file_key.size() != kFileKey) std::abort();
    std::array<std::uint8_t, kPayloadNonce> nonce{};
    base::start_crypto();
    randombytes_buf(nonce.data(), nonce.size());
    TRY_VOID(to.write(nonce));
    PayloadWriter writer;
    writer.state_ = std::make_unique<State>(to, file_key, nonce);
    return writer;
}

Result<void> PayloadWriter::write(ByteView bytes)
{
    State& state = *state_;
    if (!state.open) return fail(ErrorKind::Conflict, "The encrypted file is already finished.");
    while (!bytes.empty()) {
        // A full chunk waits until it is known not to be the last.
        if (state.held == kChunk) {
            state.open = false;
            TRY_VOID(state.put(false));
            state.open = true;
        }
        const std::size_t count = std::min(bytes.size(), kChunk - state.held);
        std::copy_n(bytes.begin(), count, state.plain.begin() + static_cast<std::ptrdiff_t>(state.held));
        state.held += count;
        bytes = bytes.subspan(count);
    }
    return {};
}

Result<void> PayloadWriter::finish()
{
    if (!state_->open) return fail(ErrorKind::Conflict, "The encrypted file is already finished.");
    state_->open = false;
    return state_->put(true);
}

// ---- reading ----

struct PayloadReader::State {
    State(base::Source& source, ByteView file_key, ByteView nonce) : from(source), cipher(file_key, nonce) {}
    ~State() { base::wipe(plain); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    Result<void> next_chunk()
    {
        TRY_ASSIGN(const std::size_t got, from.read_full(sealed));
        if (got < kTag) return bad_payload("The encrypted file is cut short.");
        const ByteView chunk = ByteView(sealed).first(got);
        const std::span<std::uint8_t> out = std::span(plain).first(got - kTag);
        // A short chunk can only be the last; a full one may be either.
        const bool more = got == kSealedChunk && cipher.open(number, false, chunk, out);
        if (!more && !cipher.open(number, true, chunk, out))
            return bad_payload("The encrypted file was altered or is cut short.");
        if (out.empty() && number > 0) return bad_payload("The encrypted file ends in an empty part.");
        if (!more) stage = Stage::Last;
        ++number;
        rest = out;
        return {};
    }

    Result<void> expect_end()
    {
        std::uint8_t byte = 0;
        TRY_ASSIGN(const std::size_t got, from.read({&byte, 1}));
        if (got != 0) return bad_payload("Something follows the end of the encrypted file.");
        stage = Stage::End;
        return {};
    }

    base::Source& from;
    ChunkCipher cipher;
    Bytes sealed = Bytes(kSealedChunk);
    Bytes plain = Bytes(kChunk);
    ByteView rest;             ///< authenticated, not yet given
    std::uint64_t number = 0;  ///< of the next chunk
    enum class Stage { Middle, Last /* the final chunk was opened */, End /* and nothing follows it */ };
    Stage stage = Stage::Middle;
    std::optional<base::Error> failed;
};

PayloadReader::PayloadReader() = default;
PayloadReader::PayloadReader(PayloadReader&&) noexcept = default;
PayloadReader::~PayloadReader() = default;

Result<PayloadReader> PayloadReader::start(ByteView file_key, base::Source& from)
{
    if (file_key.size() != kFileKey) std::abort();
    std::array<std::uint8_t, kPayloadNonce> nonce{};
    TRY_ASSIGN(const std::size_t got, from.read_full(nonce));
    if (got != nonce.size()) return bad_header("The encrypted file ends right after its header.");
    PayloadReader reader;
    reader.state_ = std::make_unique<State>(from, file_key, nonce);
    return reader;
}

Result<std::size_t> PayloadReader::read(std::span<std::uint8_t> into)
{
    State& state = *state_;
    if (state.failed) return *state.failed;
    while (state.rest.empty() && state.stage != State::Stage::End && !into.empty()) {
        const auto step = state.stage == State::Stage::Last ? state.expect_end() : state.next_chunk();
        if (!step) {
            state.failed = step.error();  // stays failed: a caller that tries again gets no more
            return step.error();
        }
    }
    const std::size_t count = std::min(into.size(), state.rest.size());
    std::ranges::copy(state.rest.first(count), into.begin());
    state.rest = state.rest.subspan(count);
    return count;
}

}  // namespace crypto
