#include "crypto/primitives/age.h"

#include <algorithm>

#include "crypto/primitives/age_parts.h"

namespace crypto {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::size_t kMostRecipients = 20;
constexpr std::uint64_t kVersionLineSize = 22;  // bytes, LF included
constexpr std::uint64_t kStanzaSize = 98;       // "-> X25519 " 43 LF 43 LF
constexpr std::uint64_t kMacLineSize = 48;      // "--- " 43 LF

/// A file that is read from places, as a stream; for its header.
class ReadAtSource : public base::Source {
public:
    ReadAtSource(const SeekableReader::ReadAt& read_at, std::uint64_t size) : read_at_(read_at), size_(size)
    {
    }

    Result<std::size_t> read(std::span<std::uint8_t> into) override
    {
        if (taken_ == buffer_.size()) {
            const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, size_ - offset_));
            buffer_.resize(count);
            taken_ = 0;
            if (count == 0) return std::size_t{0};
            TRY_VOID(read_at_(offset_, buffer_));
            offset_ += count;
        }
        const std::size_t count = std::min(into.size(), buffer_.size() - taken_);
        std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(taken_), count, into.begin());
        taken_ += count;
        return count;
    }

private:
    static constexpr std::size_t kPiece = 4096;  // bytes
    const SeekableReader::ReadAt& read_at_;
    std::uint64_t size_;
    std::uint64_t offset_ = 0;  ///< of what comes after buffer_
    Bytes buffer_;
    std::size_t taken_ = 0;
};

}  // namespace

Result<PayloadWriter> encrypt(std::span<const Recipient> to, base::Sink& out)
{
    if (to.empty() || to.size() > kMostRecipients)
        return fail(ErrorKind::Invalid, "A file is encrypted to at least one and at most 20 recipients.");
    const Secret file_key = Secret::random(kFileKey);
    std::vector<Stanza> stanzas;
    for (const auto& recipient : to) stanzas.push_back(wrap(recipient, file_key.bytes()));
    TRY_VOID(out.write(write_header(stanzas, file_key.bytes())));
    return PayloadWriter::start(file_key.bytes(), out);
}

std::uint64_t encrypted_size(std::size_t recipients, std::uint64_t plaintext)
{
    const std::uint64_t chunks =
        std::max<std::uint64_t>(1, plaintext / kChunk + (plaintext % kChunk == 0 ? 0 : 1));
    return kVersionLineSize + recipients * kStanzaSize + kMacLineSize + kPayloadNonce + plaintext +
           chunks * kTag;
}

Result<PayloadReader> decrypt(base::Source& from, std::span<const Identity> identities)
{
    TRY_ASSIGN(const Header header, read_header(from));
    TRY_ASSIGN(const Secret file_key, unwrap(header, identities));
    return PayloadReader::start(file_key.bytes(), from);
}

// ---- random access ----

struct SeekableReader::State {
    State(ReadAt reader, std::uint64_t start, std::uint64_t length, ByteView file_key, ByteView nonce)
        : read_at(std::move(reader)),
          offset(start),
          chunks((length + kSealedChunk - 1) / kSealedChunk),
          last_sealed(static_cast<std::size_t>(length - (chunks - 1) * kSealedChunk)),
          cipher(file_key, nonce)
    {
    }
    ~State() { base::wipe(plain); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    std::uint64_t size() const { return (chunks - 1) * kChunk + last_sealed - kTag; }

    /// Makes `plain` hold chunk `number`.
    Result<void> load(std::uint64_t number)
    {
        if (loaded == number) return {};
        loaded.reset();
        const bool last = number + 1 == chunks;
        sealed.resize(last ? last_sealed : kSealedChunk);
        plain.resize(sealed.size() - kTag);
        TRY_VOID(read_at(offset + number * kSealedChunk, sealed));
        if (!cipher.open(number, last, sealed, plain))
            return fail(ErrorKind::Corrupt, "The encrypted file was altered or is cut short.", "age_payload");
        loaded = number;
        return {};
    }

    ReadAt read_at;
    std::uint64_t offset;  ///< of the first chunk in the file
    std::uint64_t chunks;
    std::size_t last_sealed;  ///< bytes of the final chunk in the file
    ChunkCipher cipher;
    Bytes sealed;
    Bytes plain;
    std::optional<std::uint64_t> loaded;
};

SeekableReader::SeekableReader() = default;
SeekableReader::SeekableReader(SeekableReader&&) noexcept = default;
SeekableReader::~SeekableReader() = default;

Result<SeekableReader> SeekableReader::open(ReadAt read_at, std::uint64_t file_size,
                                            std::span<const Identity> identities)
{
    ReadAtSource source(read_at, file_size);
    TRY_ASSIGN(const Header header, read_header(source));
    TRY_ASSIGN(const Secret file_key, unwrap(header, identities));
    std::array<std::uint8_t, kPayloadNonce> nonce{};
    TRY_ASSIGN(const std::size_t got, source.read_full(nonce));
    if (got != nonce.size()) return bad_header("The encrypted file ends right after its header.");

    const std::uint64_t start = header.size + kPayloadNonce;
    const std::uint64_t length = file_size - start;
    const std::uint64_t last = length % kSealedChunk;
    // The final chunk holds something, unless there is nothing at all.
    if (length < kTag || (last != 0 && last < kTag) || (last == kTag && length > kTag))
        return fail(ErrorKind::Corrupt, "The encrypted file was altered or is cut short.", "age_payload");
    SeekableReader reader;
    reader.state_ = std::make_unique<State>(std::move(read_at), start, length, file_key.bytes(), nonce);
    TRY_VOID(reader.state_->load(reader.state_->chunks - 1));
    return reader;
}

std::uint64_t SeekableReader::size() const
{
    return state_->size();
}

Result<void> SeekableReader::read_at(std::uint64_t offset, std::span<std::uint8_t> into)
{
    if (offset > size() || into.size() > size() - offset)
        return fail(ErrorKind::Invalid, "There is no such place in the encrypted file.");
    while (!into.empty()) {
        TRY_VOID(state_->load(offset / kChunk));
        const auto within = static_cast<std::size_t>(offset % kChunk);
        const std::size_t count = std::min(into.size(), state_->plain.size() - within);
        std::copy_n(state_->plain.begin() + static_cast<std::ptrdiff_t>(within), count, into.begin());
        into = into.subspan(count);
        offset += count;
    }
    return {};
}

}  // namespace crypto
