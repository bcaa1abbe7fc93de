#pragma once
/// Numbers and bytes of the messages between a process and the child that reads for it (child.h). Numbers are
/// big-endian; a text has its length as four bytes before it.

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "crypto/base/bytes.h"

namespace base {

class WireWriter {
public:
    void number8(std::uint64_t value) { bytes_.push_back(static_cast<std::uint8_t>(value)); }
    void number32(std::uint64_t value) { number(value, 4); }
    void number64(std::uint64_t value) { number(value, 8); }
    void flag(bool value) { number8(value ? 1 : 0); }
    void raw(ByteView bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }
    void text(std::string_view text)
    {
        number32(text.size());
        raw(bytes_of(text));
    }
    /// A flag and, whatever it says, the bytes (zeros when absent).
    template <std::size_t N>
    void maybe(const std::optional<std::array<std::uint8_t, N>>& value)
    {
        flag(value.has_value());
        raw(value.value_or(std::array<std::uint8_t, N>{}));
    }
    std::size_t size() const { return bytes_.size(); }
    Bytes take() { return std::move(bytes_); }

private:
    void number(std::uint64_t value, int count)
    {
        for (int i = count - 1; i >= 0; --i) number8(value >> (8 * i) & 0xFF);
    }
    Bytes bytes_;
};

/// What stands before each message: its type, and its length in bytes as four bytes.
inline constexpr std::size_t kHeadBytes = 5;
using HeadBytes = std::array<std::uint8_t, kHeadBytes>;
inline HeadBytes head_of(std::uint8_t type, std::size_t length)
{
    HeadBytes head{type};
    for (std::size_t i = 0; i < 4; ++i) head[1 + i] = static_cast<std::uint8_t>(length >> (8 * (3 - i)));
    return head;
}

/// The first thing that does not fit makes everything after it zero and empty; ask good() before use.
class WireReader {
public:
    explicit WireReader(ByteView bytes) : rest_(bytes) {}

    std::uint64_t number8() { return number(1); }
    std::uint64_t number32() { return number(4); }
    std::uint64_t number64() { return number(8); }
    bool flag() { return bounded8(1) == 1; }
    /// At most `most`.
    std::uint64_t bounded8(std::uint64_t most) { return bounded(number(1), most); }
    std::uint64_t bounded64(std::uint64_t most) { return bounded(number(8), most); }
    /// How many follow, of at least `each` bytes: never more than can follow.
    std::size_t count(std::size_t most, std::size_t each)
    {
        return static_cast<std::size_t>(bounded(number(4), std::min(most, rest_.size() / each)));
    }
    ByteView raw(std::size_t size)
    {
        if (size > rest_.size()) return refuse();
        const auto taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }
    std::string text(std::size_t most)
    {
        const auto size = static_cast<std::size_t>(bounded(number(4), most));
        return std::string(text_of(raw(size)));
    }
    template <std::size_t N>
    std::array<std::uint8_t, N> array()
    {
        std::array<std::uint8_t, N> to{};
        const auto from = raw(N);
        std::copy(from.begin(), from.end(), to.begin());
        return to;
    }
    template <std::size_t N>
    std::optional<std::array<std::uint8_t, N>> maybe()
    {
        const bool there = flag();
        const auto value = array<N>();
        if (there) return value;
        if (value != std::array<std::uint8_t, N>{}) refuse();
        return std::nullopt;
    }
    void must(bool holds)
    {
        if (!holds) refuse();
    }
    bool good() const { return good_; }
    /// Read whole, and nothing was refused.
    bool finished() const { return good_ && rest_.empty(); }

private:
    std::uint64_t number(std::size_t size)
    {
        std::uint64_t value = 0;
        for (const auto byte : raw(size)) value = value << 8 | byte;
        return value;
    }
    std::uint64_t bounded(std::uint64_t value, std::uint64_t most)
    {
        if (value <= most) return value;
        refuse();
        return 0;
    }
    ByteView refuse()
    {
        good_ = false;
        rest_ = {};
        return {};
    }
    ByteView rest_;
    bool good_ = true;
};

}  // namespace base
