#include "app/ui/screens/secret_parts.h"

#include <algorithm>
#include <string>

namespace ui {

namespace {

constexpr double kVeryStrong = 80;  // bits

struct Strength {
    std::string_view words;
    ToneName tone;
};

Strength strength_of(double bits)
{
    if (bits <= 0)
        return {"Four or five words that belong together only for you make a good one.", ToneName::Plain};
    if (bits < kStrongEnough / 2) return {"Too easy to guess. Add another word or two.", ToneName::Red};
    if (bits < kStrongEnough) return {"Nearly. Add another word.", ToneName::Amber};
    if (bits < kVeryStrong) return {"Strong enough.", ToneName::Green};
    return {"Very strong.", ToneName::Green};
}

}  // namespace

void strength_meter(Kit& kit, std::string_view key, double bits)
{
    const Strength strength = strength_of(bits);
    const Rect bar = kit.take_slot(0, kit.px(8));
    kit.fill(bar, kit.theme().line, kit.px(4));
    const auto part = static_cast<float>(std::clamp(bits / kVeryStrong, 0.0, 1.0));
    if (part > 0) kit.fill({bar.x, bar.y, bar.w * part, bar.h}, kit.tone(strength.tone).ink, kit.px(4));
    const auto mark = static_cast<float>(kStrongEnough / kVeryStrong);
    kit.fill({bar.x + bar.w * mark, bar.y - kit.px(2), kit.px(2), bar.h + kit.px(4)}, kit.theme().muted);
    kit.status(std::string(key) + ".strength", strength.words);
}

TypedKit::TypedKit()
{
    for (auto& row : rows) row.shown = true;  // it is on the paper before the person in any case
}

void TypedKit::clear()
{
    for (auto& row : rows) row.clear();
    wrong.clear();
}

bool TypedKit::empty() const
{
    return std::ranges::all_of(rows, [](const SecretText& row) { return row.empty(); });
}

base::Secret TypedKit::copy() const
{
    std::size_t size = 1;
    for (const auto& row : rows) size += row.view().size() + 1;
    base::Secret all(size);
    std::size_t used = 0;
    for (const auto& row : rows) {
        for (const char c : row.view()) all.writable()[used++] = static_cast<std::uint8_t>(c);
        all.writable()[used++] = ' ';
    }
    all.truncate(used);
    return all;
}

bool draw_typed_kit(Kit& kit, std::string_view key, TypedKit& typed)
{
    bool entered = false;
    for (std::size_t i = 0; i < typed.rows.size(); ++i) {
        const std::string field = std::string(key) + ".row" + std::to_string(i + 1);
        const std::string label = "Row " + std::to_string(i + 1);
        const bool wrong = std::ranges::find(typed.wrong, static_cast<int>(i) + 1) != typed.wrong.end();
        const bool last = i + 1 == typed.rows.size();
        if (kit.passphrase_field(
                {field,
                 label,
                 {},
                 wrong ? "This row differs from the sheet: compare it letter by letter" : ""},
                typed.rows[i])) {
            if (last)
                entered = true;
            else
                kit.focus(std::string(key) + ".row" + std::to_string(i + 2));
        }
    }
    return entered;
}

}  // namespace ui
