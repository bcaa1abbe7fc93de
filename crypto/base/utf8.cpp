#include "crypto/base/utf8.h"

namespace base {
namespace {

struct Lead {
    std::size_t length;  ///< bytes of the sequence; 0: not a first byte
    char32_t bits;
    char32_t least;  ///< smallest value that needs this length
};

Lead lead_of(unsigned char first)
{
    if (first < 0x80) return {1, first, 0};
    if (first >= 0xC2 && first <= 0xDF) return {2, first & 0x1FU, 0x80};
    if (first >= 0xE0 && first <= 0xEF) return {3, first & 0x0FU, 0x800};
    if (first >= 0xF0 && first <= 0xF4) return {4, first & 0x07U, 0x10000};
    return {0, 0, 0};
}

}  // namespace

std::optional<char32_t> take_code_point(std::string_view& text)
{
    if (text.empty()) return std::nullopt;
    const Lead lead = lead_of(static_cast<unsigned char>(text[0]));
    if (lead.length == 0 || text.size() < lead.length) return std::nullopt;

    char32_t value = lead.bits;
    for (std::size_t i = 1; i < lead.length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0) != 0x80) return std::nullopt;
        value = value << 6 | (next & 0x3FU);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < lead.least || surrogate || value > 0x10FFFF) return std::nullopt;
    text.remove_prefix(lead.length);
    return value;
}

bool is_utf8(std::string_view text)
{
    while (!text.empty())
        if (!take_code_point(text)) return false;
    return true;
}

void append_utf8(std::string& to, char32_t code_point)
{
    const auto tail = [&](unsigned shift) { to += static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)); };
    if (code_point < 0x80) {
        to += static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        to += static_cast<char>(0xC0 | (code_point >> 6));
        tail(0);
    } else if (code_point < 0x10000) {
        to += static_cast<char>(0xE0 | (code_point >> 12));
        tail(6);
        tail(0);
    } else {
        to += static_cast<char>(0xF0 | (code_point >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

}  // namespace base
