#pragma once
/// Bytes that flow: where they come from, where they go, and how far they are.

#include <cstdint>
#include <functional>
#include <span>

#include "crypto/base/bytes.h"

namespace base {

class Source {
public:
    virtual ~Source() = default;
    /// Reads up to `into.size()` bytes; 0 only at the end. Errors: Io, Corrupt.
    virtual Result<std::size_t> read(std::span<std::uint8_t> into) = 0;
    /// Reads until `into` is full or the end; returns the count.
    Result<std::size_t> read_full(std::span<std::uint8_t> into);
};

class Sink {
public:
    virtual ~Sink() = default;
    virtual Result<void> write(ByteView bytes) = 0;
};

/// Reads from memory that outlives it.
class MemorySource : public Source {
public:
    explicit MemorySource(ByteView bytes) : rest_(bytes) {}
    Result<std::size_t> read(std::span<std::uint8_t> into) override;

private:
    ByteView rest_;
};

class MemorySink : public Sink {
public:
    Result<void> write(ByteView bytes) override;
    Bytes bytes;
};

/// Called now and then during long work with bytes (or items) done and in all (0 = unknown).
/// Returning false cancels: the work stops with ErrorKind::Cancelled and leaves nothing behind.
using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// Copies all of `from`. Errors: as read and write, Cancelled.
Result<std::uint64_t> copy(Source& from, Sink& to, const Progress& progress = {}, std::uint64_t total = 0);

}  // namespace base
