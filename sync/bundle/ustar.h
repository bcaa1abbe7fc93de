#pragma once
/// Strict ustar, written and read as a stream: one spelling of each header, nothing but regular files.
/// Source: docs/formats/bundle.md, "Strict ustar".

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "crypto/base/bytes.h"
#include "crypto/base/stream.h"

namespace bundle {

using base::Bytes;
using base::ByteView;
using base::Result;

inline constexpr std::uint64_t kTarBlock = 512;

struct TarMember {
    std::string name;
    std::uint64_t size = 0;
    bool operator==(const TarMember&) const = default;
};

/// Whether a name may stand in our archives: components of `[a-z0-9._-]`, at most 99 bytes.
bool is_tar_name(std::string_view name);
/// The header block. `member` must be nameable and below 8 GiB (asserted).
std::array<std::uint8_t, kTarBlock> tar_header(const TarMember& member);

class TarWriter {
public:
    explicit TarWriter(base::Sink& to) : to_(to) {}
    /// Errors: Invalid when the name or size cannot be written; those of the sink.
    Result<void> begin(const TarMember& member);
    Result<void> write(ByteView bytes);  ///< exactly `size` bytes in all, then the next begin() or end()
    Result<void> add(std::string_view name, ByteView content);
    /// Two zero blocks, then zeros up to padded_size(length, minimum) when a minimum is given.
    Result<void> end(std::optional<unsigned> padding);
    std::uint64_t written() const { return written_; }

private:
    Result<void> put(ByteView bytes);
    Result<void> zeros(std::uint64_t count);
    Result<void> close_member();
    base::Sink& to_;
    std::uint64_t written_ = 0;
    std::uint64_t left_ = 0;
    std::uint64_t fill_ = 0;
};

struct TarLimits {
    std::uint64_t bytes = 0;  ///< the archive, end blocks included, padding not
    std::size_t members = 0;
    std::optional<unsigned> padding;  ///< the padding that must follow; none: exactly two zero blocks
};

class TarReader {
public:
    TarReader(base::Source& from, TarLimits limits) : from_(from), limits_(limits) {}
    /// The next member, or none after the end was checked whole (zeros, padding, no further byte).
    /// What was left of the member before is skipped (its fill checked). Errors (code): Invalid `tar_header`,
    /// `tar_name`, `tar_duplicate`, `tar_truncated`, `tar_fill`, `tar_end`, `tar_padding`, `tar_limit`; those
    /// of the source.
    Result<std::optional<TarMember>> next();
    /// Content of the present member; 0 at its end.
    Result<std::size_t> read(std::span<std::uint8_t> into);
    std::uint64_t content_offset() const
    {
        return content_offset_;
    }  ///< of the present member, in the archive

private:
    Result<bool> block(std::array<std::uint8_t, kTarBlock>& into);  ///< false at the end of the source
    Result<void> finish_member();
    Result<void> check_end();
    base::Source& from_;
    TarLimits limits_;
    std::set<std::string> names_;
    std::uint64_t offset_ = 0;
    std::uint64_t content_offset_ = 0;
    std::uint64_t left_ = 0;
    std::uint64_t fill_ = 0;
    bool ended_ = false;
};

}  // namespace bundle
