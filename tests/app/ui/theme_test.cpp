#include "app/ui/theme.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "app/ui/heights.h"

namespace {

struct Pair {
    std::string what;
    ui::Colour text, on;
};

std::vector<Pair> text_pairs(const ui::Theme& t)
{
    std::vector<Pair> pairs;
    const std::vector<std::pair<std::string, ui::Colour>> grounds = {
        {"paper", t.paper}, {"sheet", t.sheet}, {"faint", t.faint}, {"selected", t.selected}};
    for (const auto& [name, ground] : grounds) {
        pairs.push_back({"ink on " + name, t.ink, ground});
        pairs.push_back({"muted on " + name, t.muted, ground});
        pairs.push_back({"accent on " + name, t.accent, ground});
        for (const ui::Tone& tone : t.tones) pairs.push_back({"tone on " + name, tone.ink, ground});
    }
    pairs.push_back({"on accent", t.on_accent, t.accent});
    pairs.push_back({"on accent, hovered", t.on_accent, t.accent_hover});
    pairs.push_back({"on rail", t.on_rail, t.rail});
    pairs.push_back({"on rail, here", t.on_rail, t.rail_here});
    pairs.push_back({"muted on rail", t.on_rail_muted, t.rail});
    pairs.push_back({"muted on rail, here", t.on_rail_muted, t.rail_here});
    for (const ui::Tone& tone : t.tones) pairs.push_back({"tone on its wash", tone.ink, tone.wash});
    for (const ui::Tone& tone : t.agencies) {
        pairs.push_back({"agency on its wash", tone.ink, tone.wash});
        pairs.push_back({"agency letter", t.sheet, tone.ink});
    }
    return pairs;
}

}  // namespace

TEST_CASE("theme: every text colour reaches 4.5:1 on every surface, in all three", "[ui]")
{
    for (const auto name : {ui::ThemeName::Light, ui::ThemeName::Dark, ui::ThemeName::HighContrast}) {
        const ui::Theme& t = ui::theme(name);
        for (const Pair& pair : text_pairs(t)) {
            INFO("theme " << static_cast<int>(name) << ": " << pair.what);
            CHECK(ui::contrast(pair.text, pair.on) >= 4.5);
        }
        INFO("theme " << static_cast<int>(name));
        CHECK(ui::contrast(t.border, t.sheet) >= 3.0);
        CHECK(ui::contrast(t.border, t.paper) >= 3.0);
    }
}

TEST_CASE("theme: contrast is 21 for black on white and 1 for a colour on itself", "[ui]")
{
    CHECK(ui::contrast(ui::rgb(0x000000), ui::rgb(0xFFFFFF)) > 20.99);
    CHECK(ui::contrast(ui::rgb(0x777777), ui::rgb(0x777777)) == 1.0);
    CHECK(ui::contrast(ui::rgb(0x777777), ui::rgb(0xFFFFFF)) < 4.5);  // the well-known grey that just fails
}

TEST_CASE("theme: the scale steps from 80 to 250 percent and stops there", "[ui]")
{
    CHECK(ui::next_scale(100, 1) == 110);
    CHECK(ui::next_scale(100, -1) == 90);
    CHECK(ui::next_scale(250, 1) == 250);
    CHECK(ui::next_scale(80, -1) == 80);
}

TEST_CASE("heights: tops and rows agree after rows were measured", "[ui]")
{
    ui::Heights heights;
    heights.reset(100'000, 80);
    CHECK(heights.total() == 8'000'000.0);
    heights.set(0, 100);
    heights.set(50'000, 30);
    heights.set(99'999, 200);
    CHECK(heights.total() == 8'000'000.0 + 20 - 50 + 120);
    CHECK(heights.top_of(1) == 100.0);
    CHECK(heights.row_at(99.5) == 0);
    CHECK(heights.row_at(100.0) == 1);
    CHECK(heights.row_at(heights.top_of(50'000) + 29) == 50'000);
    CHECK(heights.row_at(heights.top_of(50'000) + 30) == 50'001);
    CHECK(heights.row_at(1e12) == 99'999);
    CHECK(heights.row_at(-5) == 0);
}
