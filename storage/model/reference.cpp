#include "storage/model/reference.h"

#include <algorithm>
#include <charconv>

namespace model {
namespace {

std::optional<int> whole_number(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

std::string to_text(const ReviewReference& reference)
{
    std::string serial = std::to_string(reference.number);
    if (serial.size() < 3) serial.insert(0, 3 - serial.size(), '0');
    return reference.type + '-' + reference.area + '-' + std::to_string(reference.year) + '-' + serial;
}

std::optional<ReviewReference> reference_from_text(std::string_view text)
{
    const auto whole = text;
    std::string_view parts[4];
    for (auto& part : parts) {
        const auto end = std::min(text.find('-'), text.size());
        part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    const auto plain = [](std::string_view part) {
        return !part.empty() && part.size() <= 32 && std::all_of(part.begin(), part.end(), [](char c) {
            return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        });
    };
    const auto year = whole_number(parts[2]);
    const auto serial = whole_number(parts[3]);
    if (!plain(parts[0]) || !plain(parts[1]) || !year || !serial || !text.empty()) return std::nullopt;
    if (*year < 1900 || *year > 2999 || *serial < 1) return std::nullopt;
    ReviewReference read{std::string(parts[0]), std::string(parts[1]), *year, *serial};
    if (to_text(read) != whole) return std::nullopt;
    return read;
}

}  // namespace model
