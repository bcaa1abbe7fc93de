#include "crypto/primitives/bech32.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace crypto {
namespace {

constexpr std::string_view kAlphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t kChecksum = 6;  // characters

/// The checksum as the characters pass.
class Checksum {
public:
    explicit Checksum(std::string_view prefix)
    {
        for (const char c : prefix) add(static_cast<std::uint8_t>(c) >> 5);
        add(0);
        for (const char c : prefix) add(static_cast<std::uint8_t>(c) & 31U);
    }
    void add(std::uint32_t symbol)
    {
        constexpr std::array<std::uint32_t, 5> kGenerator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                             0x2a1462b3};
        const std::uint32_t top = value_ >> 25;
        value_ = (value_ & 0x1ffffff) << 5 ^ symbol;
        for (std::size_t i = 0; i < kGenerator.size(); ++i)
            if ((top >> i & 1U) != 0) value_ ^= kGenerator[i];
    }
    std::uint32_t value() const { return value_; }

private:
    std::uint32_t value_ = 1;
};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool in_one_case(std::string_view text)
{
    const bool small = std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
    const bool capital = std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
    return !(small && capital);
}

}  // namespace

void bech32_encode(std::string_view prefix, base::ByteView data, std::span<char> into)
{
    if (into.size() != bech32_length(prefix.size(), data.size())) std::abort();
    auto out = std::ranges::copy(prefix, into.begin()).out;
    *out++ = '1';
    Checksum sum(prefix);
    const auto put = [&](std::uint32_t symbol) {
        sum.add(symbol);
        *out++ = kAlphabet[symbol];
    };

    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const auto byte : data) {
        held = (held << 8 | byte) & 0xFFF;
        for (bits += 8; bits >= 5;) {
            bits -= 5;
            put(held >> bits & 31);
        }
    }
    if (bits > 0) put(held << (5 - bits) & 31);

    for (std::size_t i = 0; i < kChecksum; ++i) sum.add(0);
    const std::uint32_t check = sum.value() ^ 1U;
    for (std::size_t i = 0; i < kChecksum; ++i) *out++ = kAlphabet[check >> 5 * (kChecksum - 1 - i) & 31];
}

bool bech32_decode(std::string_view text, std::string_view prefix, std::span<std::uint8_t> into)
{
    if (text.size() != bech32_length(prefix.size(), into.size()) || !in_one_case(text)) return false;
    if (!std::ranges::equal(text.substr(0, prefix.size()), prefix, {}, lower) || text[prefix.size()] != '1')
        return false;
    text.remove_prefix(prefix.size() + 1);

    Checksum sum(prefix);
    std::uint32_t held = 0;
    unsigned bits = 0;
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto symbol = kAlphabet.find(lower(text[i]));
        if (symbol == kAlphabet.npos) return false;
        sum.add(static_cast<std::uint32_t>(symbol));
        if (i + kChecksum >= text.size()) continue;
        held = (held << 5 | static_cast<std::uint32_t>(symbol)) & 0xFFF;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            into[done++] = static_cast<std::uint8_t>(held >> bits);
        }
    }
    return sum.value() == 1 && (held & ((1U << bits) - 1)) == 0;
}

}  // namespace crypto
