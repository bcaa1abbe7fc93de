// The card with the life line.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "app/ui/screens/chronology_parts.h"

namespace ui::chronology {

namespace {

constexpr std::array kMonthNames = {"January", "February", "March",     "April",   "May",      "June",
                                    "July",    "August",   "September", "October", "November", "December"};
constexpr float kWordsLegend = 560;  // design pixels: from here on the marks are explained in full
constexpr float kShortLegend = 250;

LifeSpec life_spec(const ChronologyScreen& screen)
{
    LifeSpec spec;
    spec.key = "chronology.lifeline";
    spec.name = "Life line";
    spec.lanes = screen.by_domain ? screen.area_lanes : screen.agency_lanes;
    spec.marks = screen.marks();
    if (screen.asked.everything()) spec.gaps = screen.gaps;
    spec.scope_from = screen.scope_from;
    spec.scope_to = screen.scope_to;
    spec.death = screen.death;
    spec.death_words = screen.death_words;
    spec.selected = screen.table.selected;
    spec.row_key = [&screen](std::int64_t row) {
        const auto at = static_cast<std::size_t>(row);
        return at < screen.mark_ids.size() ? screen.mark_ids[at] : "#" + std::to_string(row);
    };
    spec.words = [&screen](const LifeMark& mark) { return mark_words(screen, mark); };
    return spec;
}

void zoom(const LifeSpec& spec, ChronologyScreen& screen, double factor)
{
    const std::int64_t row = screen.table.selected;
    double about = (screen.life.from + screen.life.to) / 2;
    for (const LifeMark& mark : screen.marks())
        if (mark.row == row && mark.from >= screen.life.from && mark.to <= screen.life.to)
            about = (mark.from + mark.to) / 2;
    zoom_life(spec, screen.life, factor, about);
}

// From the right edge leftwards; they are told in reading order all the same.
void card_buttons(Kit& kit, ChronologyScreen& screen, const LifeSpec& spec, const Rect& r)
{
    struct Button {
        std::string_view key, label, name;
        std::function<void()> act;
    };
    const bool beside = screen.life_place == LifePlace::Beside;
    const std::array<Button, 5> all = {
        {{"life.all", "All", "", [&] { screen.life.to = screen.life.from; }},
         {"life.out", "\xE2\x88\x92", "", [&] { zoom(spec, screen, 1.6); }},
         {"life.in", "+", "", [&] { zoom(spec, screen, 1 / 1.6); }},
         {"life.wider", beside ? "Wider" : "Smaller", "",
          [&] { screen.life_place = beside ? LifePlace::Above : LifePlace::Beside; }},
         {"life.hide", "Hide", "", [&] { screen.life_place = LifePlace::Off; }}}};
    float wide = 0;
    for (const Button& one : all)
        wide += std::max(kit.px(34), kit.text_width(Face::SmallStrong, one.label) + kit.px(20));
    float x = r.right() - wide;
    for (const Button& one : all) {
        const float w = std::max(kit.px(34), kit.text_width(Face::SmallStrong, one.label) + kit.px(20));
        kit.place({x, r.y, w, r.h});
        if (kit.button(one.key, one.label, ButtonLook::Quiet)) one.act();
        x += w;
    }
}

}  // namespace

bool life_shown(const ChronologyScreen& screen)
{
    return screen.life_place == LifePlace::Above ||
           (screen.life_place == LifePlace::Beside && screen.panel == SidePanel::Contact);
}

void turn_life(ChronologyScreen& screen)
{
    if (life_shown(screen)) {
        screen.life_place = LifePlace::Off;
        return;
    }
    screen.life_place = LifePlace::Beside;
    screen.panel = SidePanel::Contact;
}

std::string day_words(double day)
{
    const std::chrono::year_month_day at{
        std::chrono::sys_days{std::chrono::days{static_cast<std::int64_t>(std::floor(day))}}};
    return std::to_string(static_cast<unsigned>(at.day())) + " " +
           kMonthNames[static_cast<unsigned>(at.month()) - 1] + " " +
           std::to_string(static_cast<int>(at.year()));
}

std::string mark_words(const ChronologyScreen& screen, const LifeMark& mark)
{
    std::string words = day_words(mark.from);
    if (std::floor(mark.to) > std::floor(mark.from)) words += " to " + day_words(mark.to);
    const auto& lanes = screen.by_domain ? screen.area_lanes : screen.agency_lanes;
    if (static_cast<std::size_t>(mark.lane) < lanes.size())
        words += ", " + lanes[static_cast<std::size_t>(mark.lane)].name;
    if (mark.key) words += ", key episode";
    if (mark.missed) words += ", missed opportunity";
    if (mark.good) words += ", good practice";
    return words;
}

void life_card(Kit& kit, ChronologyScreen& screen, const Rect& r, Asks& asks)
{
    static_cast<void>(asks);
    kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const float pad = kit.px(14), head = kit.px(34);
    const LifeSpec spec = life_spec(screen);
    kit.place({r.x + pad, r.y + kit.px(10), kit.text_width(Face::Heading, "Life line") + kit.px(4),
               kit.leading(Face::Heading)});
    kit.heading("life.title", "Life line", 2);
    card_buttons(kit, screen, spec, {r.x + pad, r.y + kit.px(8), r.w - pad - kit.px(8), head});
    const float foot = kit.px(34);
    const float top = r.y + kit.px(8) + head + kit.px(2);
    const Rect picture{r.x + 1, top, r.w - 2, std::max(kit.px(40), r.bottom() - top - foot - kit.px(4))};
    if (spec.marks.empty()) {
        kit.place({r.x + pad, top + kit.px(12), r.w - 2 * pad, kit.px(60)});
        kit.text("life.none", "Nothing here has a date yet, so there is nothing to draw.", Face::Small,
                 kit.theme().muted);
        return;
    }
    const LifeResult result = kit.life_line(spec, screen.life, picture);
    if (result.chosen) screen.table.go_to(*result.chosen);
    if (result.entered) kit.focus("chronology.table");
    const std::string_view other = screen.by_domain ? "By agency" : "By part of life";
    const float wide = kit.text_width(Face::SmallStrong, other) + kit.px(20);
    const Rect line{r.x + pad, r.bottom() - foot - kit.px(2), r.w - 2 * pad, foot};
    if (line.w - wide >= kit.px(kShortLegend))
        kit.life_legend({line.x, line.y, line.w - wide, line.h}, line.w >= kit.px(kWordsLegend));
    kit.place({line.right() - wide + kit.px(6), line.y, wide, foot});
    if (kit.button("life.lanes", other, ButtonLook::Quiet)) {
        screen.by_domain = !screen.by_domain;
        screen.life.hidden = 0;
        screen.life.seen = -1;
    }
}

}  // namespace ui::chronology
