#include "sync/bundle/age_file.h"

#include <algorithm>

namespace bundle {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::uint64_t kPiece = 64 * 1024;

}  // namespace

Result<std::size_t> ReadAtSource::read(std::span<std::uint8_t> into)
{
    if (at_ >= end_ || into.empty()) return std::size_t{0};
    const std::uint64_t from = at_ / kPiece * kPiece;
    if (buffer_.empty() || from != buffered_at_) {
        buffer_.resize(static_cast<std::size_t>(std::min(kPiece, whole_ - from)));
        const auto filled = read_at_(from, buffer_);
        if (!filled) {
            buffer_.clear();
            return filled.error();
        }
        buffered_at_ = from;
    }
    const auto skip = static_cast<std::size_t>(at_ - from);
    const std::uint64_t here = std::min<std::uint64_t>(buffer_.size() - skip, end_ - at_);
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(here, into.size()));
    std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(skip), count, into.begin());
    at_ += count;
    return count;
}

Result<AgeFile> AgeFile::open(const ReadAt& read_at, std::uint64_t size,
                              std::span<const crypto::Identity> identities, const base::Progress& progress)
{
    ReadAtSource source(read_at, size, 0, size);
    TRY_ASSIGN(const crypto::Header header, crypto::read_header(source));
    TRY_VOID(check_age_profile(header));
    TRY_ASSIGN(const crypto::Secret file_key, crypto::unwrap(header, identities));
    TRY_ASSIGN(auto payload, crypto::PayloadReader::start(file_key.bytes(), source));
    Bytes buffer(kPiece);
    std::uint64_t done = 0;
    while (true) {
        const auto got = payload.read(buffer);
        if (!got) {
            base::wipe(buffer);
            return got.error();
        }
        if (*got == 0) break;
        done += *got;
        if (progress && !progress(done, size)) return fail(ErrorKind::Cancelled, "Stopped.");
    }
    base::wipe(buffer);
    AgeFile file;
    file.stanzas = header.stanzas.size();
    TRY_ASSIGN(auto plain, crypto::SeekableReader::open(read_at, size, identities));
    file.plain = std::make_unique<crypto::SeekableReader>(std::move(plain));
    return file;
}

ReadAt AgeFile::read_at() const
{
    crypto::SeekableReader* reader = plain.get();
    return [reader](std::uint64_t offset, std::span<std::uint8_t> into) {
        return reader->read_at(offset, into);
    };
}

std::unique_ptr<base::Source> AgeFile::stream(std::uint64_t offset, std::uint64_t size) const
{
    return std::make_unique<ReadAtSource>(read_at(), plain->size(), offset, size);
}

LinePuller::~LinePuller()
{
    base::wipe({reinterpret_cast<std::uint8_t*>(buffer_.data()), buffer_.size()});
}

Result<std::optional<std::string_view>> LinePuller::next()
{
    const auto bad =
        fail(ErrorKind::Invalid, "A file of the bundle is not made of ended lines.", "json_lines");
    std::size_t searched = start_;
    while (true) {
        const std::size_t end = buffer_.find('\n', searched);
        if (end != std::string::npos) {
            const std::string_view line = std::string_view(buffer_).substr(start_, end + 1 - start_);
            start_ = end + 1;
            if (line.size() > line_bytes_) return bad;
            return std::optional<std::string_view>(line);
        }
        if (buffer_.size() - start_ > line_bytes_) return bad;
        if (ended_) {
            if (start_ != buffer_.size()) return bad;
            return std::optional<std::string_view>();
        }
        buffer_.erase(0, start_);
        start_ = 0;
        searched = buffer_.size();
        buffer_.resize(searched + kPiece);
        const auto space = std::span(reinterpret_cast<std::uint8_t*>(buffer_.data()) + searched, kPiece);
        TRY_ASSIGN(const std::size_t got, from_->read(space));
        buffer_.resize(searched + got);
        ended_ = got == 0;
    }
}

}  // namespace bundle
