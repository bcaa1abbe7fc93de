// What narrows the chronology: the bar, the panel, saved views.
#include <algorithm>

#include "app/ui/screens/chronology_parts.h"
#include "app/ui/screens/frame.h"
#include "storage/model/date_reading.h"

namespace ui::chronology {

namespace {

std::string day_said(const std::string& day)
{
    const auto read = model::day_from_text(day);
    if (!read) return day;
    return day_words(static_cast<double>(std::chrono::sys_days{*read}.time_since_epoch().count()));
}

std::string called(const std::vector<Choice>& choices, const std::string& code)
{
    const auto found =
        std::find_if(choices.begin(), choices.end(), [&](const Choice& one) { return one.code == code; });
    return found == choices.end() ? std::string("gone") : found->label;
}

/// One narrowing in words, and how it is taken back.
struct Narrowing {
    std::string key, words;
    std::function<void(Filter&)> drop;
};

std::vector<Narrowing> narrowings(const ChronologyScreen& screen, const Filter& f)
{
    std::vector<Narrowing> made;
    const auto add = [&](bool on, std::string key, std::string words, std::function<void(Filter&)> drop) {
        if (on) made.push_back({std::move(key), std::move(words), std::move(drop)});
    };
    const auto label = [&](std::string_view list, const std::string& code) {
        return screen.lists ? screen.lists->label(list, code) : code;
    };
    add(!f.person.empty(), "person", called(screen.people, f.person), [](Filter& x) { x.person.clear(); });
    add(!f.kind.empty(), "kind", label("contact_kind", f.kind), [](Filter& x) { x.kind.clear(); });
    add(!f.theme.empty(), "theme", label("theme", f.theme), [](Filter& x) { x.theme.clear(); });
    add(!f.significance.empty(), "significance", label("significance", f.significance),
        [](Filter& x) { x.significance.clear(); });
    add(f.missed, "missed", "Missed opportunity", [](Filter& x) { x.missed = false; });
    add(f.good, "good", "Good practice", [](Filter& x) { x.good = false; });
    add(!f.from.empty(), "from", "from " + day_said(f.from), [](Filter& x) { x.from.clear(); });
    add(!f.to.empty(), "to", "to " + day_said(f.to), [](Filter& x) { x.to.clear(); });
    add(f.to_settle, "to_settle", "To settle", [](Filter& x) { x.to_settle = false; });
    add(f.not_coded, "not_coded", "Not coded", [](Filter& x) { x.not_coded = false; });
    return made;
}

void search_field(Kit& kit, ChronologyScreen& screen, Filter& want)
{
    const Rect box = kit.take_slot(std::min(kit.flow_width(), kit.px(300)), kit.px(space::kControl));
    kit.place(box);
    kit.text_field({.key = "chronology.search", .label = "", .placeholder = "Find in the chronology"},
                   screen.search);
    const float key = kit.text_width(Face::Small, "Ctrl+F");
    const float words = kit.text_width(Face::Text, "Find in the chronology");
    if (screen.search.text().empty() && box.w > key + words + kit.px(40)) {
        const Kit::OnSurface sheet(kit, kit.theme().sheet);
        kit.paint(box.right() - key - kit.px(12), box.y + (box.h - kit.leading(Face::Small)) / 2, Face::Small,
                  kit.theme().muted, "Ctrl+F");
    }
    if (kit.shortcut(Key::F, {.ctrl = true})) {
        kit.focus("chronology.search");
        screen.search.select({0, screen.search.text().size()});
    }
    want.words = screen.search.text();
}

float toggle_width(const Kit& kit, const Agency& agency)
{
    return kit.text_width(Face::SmallStrong, agency.name) + kit.px(50);
}

// Those with contacts, as many as one line holds; the panel has them all.
void agency_toggles(Kit& kit, ChronologyScreen& screen, Filter& want)
{
    const std::string more = "All agencies";
    const float room = kit.flow_width() - kit.text_width(Face::SmallStrong, more) - kit.px(28);
    float used = 0;
    bool left_out = false;
    for (const Agency& agency : screen.agencies) {
        auto& chosen = want.agencies;
        const auto at = std::find(chosen.begin(), chosen.end(), agency.id);
        const bool on = chosen.empty() || at != chosen.end();
        const float wide = toggle_width(kit, agency) + kit.px(space::kSmall);
        if (agency.count == 0 || (used > 0 && used + wide > room)) {
            left_out = left_out || agency.count > 0;
            continue;
        }
        if (used > 0) kit.beside();
        used += wide;
        const Tone& tone = kit.theme().agencies[static_cast<std::size_t>(agency.tone)];
        if (!kit.toggle("chronology.agency." + agency.id, agency.name, agency.letter, tone, on)) continue;
        if (at == chosen.end())
            chosen.push_back(agency.id);
        else
            chosen.erase(at);
    }
    if (!left_out) return;
    kit.beside();
    if (kit.button("chronology.agencies", more, ButtonLook::Quiet)) {
        screen.panel = SidePanel::Filter;
        kit.focus("filter.agencies");
    }
}

void open_panel(Kit& kit, ChronologyScreen& screen, SidePanel panel, std::string_view focus)
{
    screen.panel = screen.panel == panel ? SidePanel::Contact : panel;
    if (screen.panel == panel) kit.focus(focus);
}

void bar_buttons(Kit& kit, ChronologyScreen& screen)
{
    const int narrow = narrowed(screen.asked);
    const std::string name = narrow == 0 ? "Filter" : "Filter, " + std::to_string(narrow);
    kit.beside();
    if (kit.button("chronology.filters", name, ButtonLook::Secondary))
        open_panel(kit, screen, SidePanel::Filter, "filter.title_close");
    kit.beside();
    if (kit.button("chronology.doubles", "Possible duplicates", ButtonLook::Secondary))
        open_panel(kit, screen, SidePanel::Doubles, "doubles.title_close");
    kit.beside();
    if (kit.button("chronology.add", "Add an event", ButtonLook::Secondary))
        open_sheet(screen, ChronologyScreen::Sheet::Add);
    if (!life_shown(screen)) {
        kit.beside();
        if (kit.button("chronology.life", "Life line", ButtonLook::Secondary, "L")) turn_life(screen);
    }
}

// A date box: what was understood narrows at once.
void day_box(Kit& kit, ChronologyScreen& screen, std::string_view key, std::string_view label,
             text::Editor& edit, bool end, std::string& day)
{
    model::ReadingContext context;
    context.order = model::DayMonthOrder::DayFirst;
    if (const auto today = model::day_from_text(screen.today)) context.imported = *today;
    const auto read = model::read_date(edit.text(), "", context);
    const bool empty = edit.text().empty();
    const auto edge = end ? read.latest : read.earliest;
    const bool understood = edge.has_value();
    kit.date_field({.key = key, .label = label}, edit,
                   empty        ? std::string()
                   : understood ? (end ? "up to " : "from ") + day_said(model::to_text(*edge))
                                : "This is not a date that can be read",
                   !empty && !understood);
    day = understood && !empty ? model::to_text(*edge) : std::string();
}

void saved_views(Kit& kit, ChronologyScreen& screen, Filter& want, Asks& asks)
{
    if (screen.views.empty() && narrowed(want) == 0) return;
    kit.space(space::kSmall);
    kit.heading("filter.views", "Saved views", 3);
    for (const SavedView& view : screen.views) {
        if (kit.button("filter.view." + view.name, view.name, ButtonLook::Secondary)) {
            want = view.filter;
            screen.search.set(want.words);
            screen.from.set(want.from.empty() ? "" : day_said(want.from));
            screen.to.set(want.to.empty() ? "" : day_said(want.to));
        }
        kit.beside();
        if (kit.button("filter.drop." + view.name, "Remove", ButtonLook::Quiet))
            asks.emplace_back(KeepView{view.name, std::nullopt});
    }
    if (narrowed(want) > 0 && kit.button("filter.keep", "Save this view", ButtonLook::Secondary))
        open_sheet(screen, ChronologyScreen::Sheet::KeepView);
}

}  // namespace

int narrowed(const Filter& f)
{
    return static_cast<int>(!f.words.empty()) + static_cast<int>(!f.agencies.empty()) +
           static_cast<int>(!f.person.empty()) + static_cast<int>(!f.kind.empty()) +
           static_cast<int>(!f.theme.empty()) + static_cast<int>(!f.significance.empty()) +
           static_cast<int>(!f.from.empty()) + static_cast<int>(!f.to.empty()) + static_cast<int>(f.missed) +
           static_cast<int>(f.good) + static_cast<int>(f.to_settle) + static_cast<int>(f.not_coded);
}

void filter_bar(Kit& kit, ChronologyScreen& screen, Filter& want)
{
    search_field(kit, screen, want);
    bar_buttons(kit, screen);
    agency_toggles(kit, screen, want);
    const auto shown = narrowings(screen, want);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (i > 0) kit.beside();
        if (kit.button("chronology.narrowed." + shown[i].key, shown[i].words + "  \xC3\x97",
                       ButtonLook::Quiet)) {
            shown[i].drop(want);
            if (shown[i].key == "from") screen.from.set("");
            if (shown[i].key == "to") screen.to.set("");
        }
    }
    if (shown.empty() && want.agencies.empty()) return;
    if (!shown.empty()) kit.beside();
    if (kit.button("chronology.everything", "Show everything", ButtonLook::Quiet)) {
        want = {};
        screen.search.set("");
        screen.from.set("");
        screen.to.set("");
    }
}

void filter_panel(Kit& kit, ChronologyScreen& screen, Filter& want, Asks& asks)
{
    kit.heading("filter.title", "Show only", 2);
    if (kit.button("filter.title_close", "Back to the contact", ButtonLook::Quiet)) to_contact(kit, screen);
    const auto list = [&](std::string_view id, const std::string& held) {
        return screen.lists
                   ? choices_of(*screen.lists, id, screen.today,
                                held.empty() ? std::vector<std::string>() : std::vector<std::string>{held})
                   : std::vector<Choice>();
    };
    const auto one = [&](std::string_view key, std::string_view label, std::vector<Choice> choices,
                         std::string& code) {
        choices.insert(choices.begin(), {"", "Any", ""});
        kit.picker({.key = key, .label = label, .placeholder = "Any"}, choices, code);
    };
    std::vector<Choice> agencies;
    for (const Agency& agency : screen.agencies) agencies.push_back({agency.id, agency.name, ""});
    kit.pick_many({.key = "filter.agencies", .label = "Agencies", .placeholder = "Any"}, agencies,
                  want.agencies);
    one("filter.person", "Person", screen.people, want.person);
    one("filter.kind", "Kind of contact", list("contact_kind", want.kind), want.kind);
    one("filter.theme", "Theme", list("theme", want.theme), want.theme);
    one("filter.significance", "Significance", list("significance", want.significance), want.significance);
    kit.check_box("filter.missed", "With a missed opportunity", want.missed);
    kit.check_box("filter.good", "With good practice", want.good);
    kit.check_box("filter.not_coded", "Not coded yet", want.not_coded);
    kit.check_box("filter.to_settle", "To settle", want.to_settle);
    day_box(kit, screen, "filter.from", "From", screen.from, false, want.from);
    day_box(kit, screen, "filter.to", "To", screen.to, true, want.to);
    saved_views(kit, screen, want, asks);
}

}  // namespace ui::chronology
