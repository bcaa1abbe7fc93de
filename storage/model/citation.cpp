#include "storage/model/citation.h"

#include <algorithm>

#include "crypto/base/clock.h"

namespace model {

namespace {

constexpr std::string_view kOpen = "[[", kClose = "]]";
constexpr std::size_t kUuid = 36, kLongestKind = 40;

bool is_kind(std::string_view name)
{
    return !name.empty() &&
           std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace

std::vector<Citation> citations(std::string_view text)
{
    std::vector<Citation> found;
    for (std::size_t at = text.find(kOpen); at != std::string_view::npos; at = text.find(kOpen, at + 1)) {
        const auto inside = text.substr(at + kOpen.size());
        const auto colon = inside.substr(0, kLongestKind + 1).find(':');
        if (colon == std::string_view::npos || !is_kind(inside.substr(0, colon))) continue;
        const auto id = inside.substr(colon + 1, kUuid);
        if (!base::is_uuid(id) || !inside.substr(colon + 1 + kUuid).starts_with(kClose)) continue;
        const std::size_t to = at + kOpen.size() + colon + 1 + kUuid + kClose.size();
        found.push_back({at, to, std::string(inside.substr(0, colon)), std::string(id)});
    }
    return found;
}

std::string cite(std::string_view kind, std::string_view id)
{
    return std::string(kOpen).append(kind).append(":").append(id).append(kClose);
}

std::string with_words(std::string_view text, const std::function<std::string(const Citation&)>& words)
{
    std::string made;
    std::size_t at = 0;
    for (const Citation& one : citations(text)) {
        made.append(text.substr(at, one.from - at)).append(words(one));
        at = one.to;
    }
    return made.append(text.substr(at));
}

}  // namespace model
