#pragma once
/// Private to sync/bundle: an age file opened in two passes, and its plaintext at random places.

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "crypto/primitives/age.h"
#include "sync/bundle/submission.h"
#include "sync/bundle/ustar.h"

namespace bundle {

using ReadAt = crypto::SeekableReader::ReadAt;

/// A stretch of something that is read by offset, in aligned pieces of 64 KiB.
class ReadAtSource : public base::Source {
public:
    ReadAtSource(ReadAt read_at, std::uint64_t whole, std::uint64_t offset, std::uint64_t size)
        : read_at_(std::move(read_at)), whole_(whole), at_(offset), end_(offset + size)
    {
    }
    ReadAtSource(const ReadAtSource&) = delete;
    ReadAtSource& operator=(const ReadAtSource&) = delete;
    ~ReadAtSource() override { base::wipe(buffer_); }
    Result<std::size_t> read(std::span<std::uint8_t> into) override;

private:
    ReadAt read_at_;
    std::uint64_t whole_;
    std::uint64_t at_;
    std::uint64_t end_;
    std::uint64_t buffered_at_ = 0;
    Bytes buffer_;
};

/// An age file of the bundle profile whose every chunk, to the final one, was authenticated.
struct AgeFile {
    std::size_t stanzas = 0;
    std::unique_ptr<crypto::SeekableReader> plain;

    /// Errors: those of crypto::read_header and unwrap, Refused `age_profile`, Corrupt `age_payload`,
    /// Cancelled.
    static Result<AgeFile> open(const ReadAt& read_at, std::uint64_t size,
                                std::span<const crypto::Identity> identities, const base::Progress& progress);
    /// `this` must stay where it is.
    std::unique_ptr<base::Source> stream(std::uint64_t offset, std::uint64_t size) const;
    ReadAt read_at() const;
};

/// Where a file lies inside an inner archive.
struct InnerFile {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    Digest64 sha512{};
};

/// Lines of a stream, one at a time.
class LinePuller {
public:
    LinePuller(std::unique_ptr<base::Source> from, std::size_t line_bytes)
        : from_(std::move(from)), line_bytes_(line_bytes)
    {
    }
    LinePuller(const LinePuller&) = delete;
    LinePuller& operator=(const LinePuller&) = delete;
    ~LinePuller();
    /// The next line, LF included; valid until the next call; none at the end. Errors: Invalid `json_lines`.
    Result<std::optional<std::string_view>> next();

private:
    std::unique_ptr<base::Source> from_;
    std::size_t line_bytes_;
    std::string buffer_;
    std::size_t start_ = 0;
    bool ended_ = false;
};

}  // namespace bundle
