#include "crypto/base/bytes.h"

#include <algorithm>
#include <optional>

namespace base {
namespace {

constexpr std::string_view kStandard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrl = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::optional<std::uint8_t> hex_digit(char c)
{
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    return std::nullopt;
}

/// Fills `into` from exactly twice as many digits; false when one is not lower-case hex.
bool read_hex(std::string_view text, std::span<std::uint8_t> into)
{
    if (text.size() != into.size() * 2) return false;
    for (std::size_t i = 0; i < into.size(); ++i) {
        const auto high = hex_digit(text[2 * i]);
        const auto low = hex_digit(text[2 * i + 1]);
        if (!high || !low) return false;
        into[i] = static_cast<std::uint8_t>((*high << 4) | *low);
    }
    return true;
}

template <class Digest>
Result<Digest> digest_from_hex(std::string_view text)
{
    Digest digest{};
    if (!read_hex(text, digest))
        return fail(ErrorKind::Invalid, "This is not a hash in lower-case hexadecimal.");
    return digest;
}

std::string encode(ByteView bytes, std::string_view alphabet, bool padded)
{
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t n = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = std::uint32_t{bytes[i]} << 16;
        if (n > 1) group |= std::uint32_t{bytes[i + 1]} << 8;
        if (n > 2) group |= bytes[i + 2];
        for (std::size_t k = 0; k <= n; ++k) text += alphabet[(group >> (18 - 6 * k)) & 63];
        if (padded) text.append(3 - n, '=');
    }
    return text;
}

std::optional<std::uint32_t> base64_digit(char c)
{
    if (c >= 'A' && c <= 'Z') return static_cast<std::uint32_t>(c - 'A');
    if (c >= 'a' && c <= 'z') return static_cast<std::uint32_t>(c - 'a' + 26);
    if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0' + 52);
    if (c == '+') return 62U;
    if (c == '/') return 63U;
    return std::nullopt;
}

Error not_base64()
{
    return fail(ErrorKind::Invalid, "This is not canonical base64.");
}

}  // namespace

ByteView bytes_of(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string_view text_of(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string to_hex(ByteView bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

Result<Bytes> from_hex(std::string_view text)
{
    Bytes bytes(text.size() / 2);
    if (!read_hex(text, bytes)) return fail(ErrorKind::Invalid, "This is not lower-case hexadecimal.");
    return bytes;
}

Result<Digest32> digest32_from_hex(std::string_view text)
{
    return digest_from_hex<Digest32>(text);
}

Result<Digest64> digest64_from_hex(std::string_view text)
{
    return digest_from_hex<Digest64>(text);
}

std::string to_base64(ByteView bytes)
{
    return encode(bytes, kStandard, true);
}

std::string to_base64_raw(ByteView bytes)
{
    return encode(bytes, kStandard, false);
}

std::string to_base64_url(ByteView bytes)
{
    return encode(bytes, kUrl, false);
}

Result<Bytes> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0) return not_base64();
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
    return from_base64_raw(text.substr(0, text.size() - padding));
}

Result<Bytes> from_base64_raw(std::string_view text)
{
    if (text.size() % 4 == 1) return not_base64();
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3 + 2);
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const auto digit = base64_digit(c);
        if (!digit) return not_base64();
        held = (held << 6 | *digit) & 0xFFFF;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes.push_back(static_cast<std::uint8_t>(held >> bits));
        }
    }
    // Bits that no byte uses must be zero, or one value would have several spellings.
    if ((held & ((1U << bits) - 1)) != 0) return not_base64();
    return bytes;
}

std::string fingerprint(const Digest32& digest)
{
    constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string text;
    std::uint32_t held = 0;
    unsigned bits = 0;
    std::size_t next = 0;
    for (int i = 0; i < 20; ++i) {
        if (i > 0 && i % 4 == 0) text += '-';
        if (bits < 5) {
            held = (held << 8 | digest[next++]) & 0xFFFF;
            bits += 8;
        }
        bits -= 5;
        text += kCrockford[(held >> bits) & 31];
    }
    return text;
}

bool equal_secret(ByteView a, ByteView b)
{
    if (a.size() != b.size()) return false;
    volatile std::uint8_t difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference = static_cast<std::uint8_t>(difference | (a[i] ^ b[i]));
    return difference == 0;
}

}  // namespace base
