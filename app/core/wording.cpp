#include "app/core/wording.h"

#include <cstddef>

namespace core {

std::string grouped(std::int64_t n)
{
    std::string digits = std::to_string(n);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

std::string counted(std::int64_t n, std::string_view one, std::string_view many)
{
    return grouped(n) + " " + std::string(n == 1 ? one : many);
}

std::string sentence(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 32);
    return text;
}

std::string joined(const std::string& a, const std::string& b, std::string_view between)
{
    if (a.empty() || b.empty()) return a + b;
    return a + std::string(between) + b;
}

}  // namespace core
