#include "app/core/preferences.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "crypto/base/lexical.h"
#include "crypto/base/places.h"

namespace core {

namespace {

constexpr std::string_view kFirst = "cairn/settings/v1";
constexpr std::uint64_t kMostPreferences = 16 * 1024;
constexpr std::array<std::string_view, 3> kThemes = {"light", "dark", "contrast"};

bool is_one_line(std::string_view text)
{
    return text.size() < 4096 && std::ranges::none_of(text, [](char c) { return c >= 0 && c < 0x20; });
}

}  // namespace

Path preferences_file()
{
    return base::settings_folder() / "settings.txt";
}

Preferences read_preferences(const Path& file)
{
    Preferences found;
    const auto bytes = base::read_file(file, kMostPreferences);
    if (!bytes) return found;
    auto lines = base::LineReader::open(base::text_of(*bytes));
    if (!lines) return found;
    if (const auto first = lines->line(); !first || *first != kFirst) return found;
    if (const auto theme = lines->field_if("theme");
        theme && std::ranges::find(kThemes, *theme) != kThemes.end())
        found.theme = *theme;
    if (const auto size = lines->field_if("size"))
        if (const auto number = base::number_from_text(*size); number && *number >= 80 && *number <= 250)
            found.percent = static_cast<int>(*number);
    if (const auto folder = lines->field_if("vault")) found.folder = *folder;
    return found;
}

Result<void> write_preferences(const Path& file, const Preferences& preferences)
{
    std::string text = std::string(kFirst) + "\ntheme " + preferences.theme + "\nsize " +
                       std::to_string(preferences.percent) + "\n";
    if (!preferences.folder.empty() && is_one_line(preferences.folder))
        text += "vault " + preferences.folder + "\n";
    TRY_VOID(base::make_folder(file.parent_path()));
    return base::replace_file(file, base::bytes_of(text), base::Privacy::OwnerOnly);
}

}  // namespace core
