#include "app/ui/screens/overview_screen.h"

#include <algorithm>

#include "app/ui/screens/sections.h"

namespace ui {

namespace {

constexpr float kCard = 260;        // design pixels: a clock's card is at least so wide
constexpr float kTwoColumns = 860;  // narrower, everything stands in one column
constexpr std::size_t kFirst = 5;   // lines of a card before "show all"
constexpr std::size_t kCards = 6;   // clocks before "show all"

void go(Requests& requests, std::string_view kind, const std::string& id)
{
    const auto section = section_of(kind);
    if (!section.empty()) requests.emplace_back(ShowSection{std::string(section), std::string(kind), id});
}

float card_height(Kit& kit, const ClockCard& clock, float width)
{
    const float inner = width - kit.px(2 * space::kMedium);
    return kit.px(2 * space::kMedium) + kit.leading(Face::Heading) + kit.px(6) +
           kit.text_height(Face::Text, kit.shortened(Face::Text, clock.what, inner, 3), inner) +
           (clock.who.empty() ? 0 : kit.text_height(Face::SmallStrong, clock.who, inner)) + kit.px(8) +
           kit.leading(Face::Small);
}

void paint_clock(Kit& kit, const ClockCard& clock, const Rect& r)
{
    const Theme& t = kit.theme();
    const float pad = kit.px(space::kMedium);
    const float inner = r.w - 2 * pad;
    const Colour ink = clock.tone == ToneName::Plain ? t.ink : kit.tone(clock.tone).ink;
    kit.fill({r.x, r.y + kit.px(12), kit.px(4), r.h - kit.px(24)},
             clock.tone == ToneName::Plain ? t.border : ink, kit.px(2));
    float y = r.y + pad;
    y += kit.paint(r.x + pad, y, Face::Heading, ink, clock.left, inner) + kit.px(6);
    y += kit.paint(r.x + pad, y, Face::Text, t.ink, kit.shortened(Face::Text, clock.what, inner, 3), inner);
    if (!clock.who.empty()) y += kit.paint(r.x + pad, y, Face::SmallStrong, t.ink, clock.who, inner);
    kit.paint(r.x + pad, y + kit.px(8), Face::Small, t.muted, clock.due, 0, inner);
}

void clocks_part(Kit& kit, OverviewScreen& screen, Requests& requests)
{
    kit.heading("overview.clocks", "Clocks", 2);
    const std::size_t shown = std::min(screen.clocks.size(), kCards);
    if (shown == 0) kit.text("overview.clocks.none", "No clock is running.", Face::Text, kit.theme().muted);
    const float gap = kit.px(space::kMedium);
    const float width = kit.flow_width();
    const int columns =
        std::clamp(static_cast<int>((width + gap) / (kit.px(kCard) + gap)), 1, shown > 4 ? 3 : 4);
    const float wide = (width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    for (std::size_t i = 0; i < shown;) {
        const std::size_t end = std::min(shown, i + static_cast<std::size_t>(columns));
        float high = 0;
        for (std::size_t n = i; n < end; ++n) high = std::max(high, card_height(kit, screen.clocks[n], wide));
        const Rect row = kit.take_slot(0, high);
        for (std::size_t n = i; n < end; ++n) {
            const auto& clock = screen.clocks[n];
            const Rect r{row.x + static_cast<float>(n - i) * (wide + gap), row.y, wide, high};
            const std::string about =
                clock.left + (clock.who.empty() ? "" : ", " + clock.who) + ", " + clock.due;
            if (kit.tile("overview.clock" + std::to_string(n), clock.what, about, r,
                         [&] { paint_clock(kit, clock, r); }))
                go(requests, "clock", clock.id);
        }
        kit.space(space::kSmall);
        i = end;
    }
    const auto others = static_cast<std::int64_t>(screen.clocks.size() - shown) + screen.other_clocks;
    if (others > 0 &&
        kit.button("overview.clocks.all",
                   shown == 0 ? "All clocks, " + std::to_string(others)
                              : std::to_string(others) + (others == 1 ? " more clock" : " more clocks"),
                   ButtonLook::Quiet))
        go(requests, "clock", "");
}

void part_lines(Kit& kit, OverviewPart& part, Requests& requests)
{
    const std::string key = "overview." + part.key;
    kit.heading(key, part.title + (part.lines.empty() ? "" : "  " + std::to_string(part.lines.size())), 2);
    if (!part.about.empty()) kit.text(key + ".about", part.about, Face::Small, kit.theme().muted);
    if (part.lines.empty()) {
        kit.text(key + ".none", part.none, Face::Text, kit.theme().muted);
        return;
    }
    const std::size_t shown = part.whole || part.lines.size() <= kFirst + 1 ? part.lines.size() : kFirst;
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& line = part.lines[i];
        if (kit.line({key + "." + std::to_string(i), line.text, line.note, line.chip, i > 0}))
            go(requests, line.kind, line.id);
    }
    if (shown < part.lines.size() &&
        kit.button(key + ".all", "Show all " + std::to_string(part.lines.size()), ButtonLook::Quiet))
        part.whole = true;
}

void completeness_part(Kit& kit, const OverviewScreen& screen, Requests& requests)
{
    kit.heading("overview.complete", "Completeness", 2);
    for (const auto& state : screen.head.states) {
        const float pad = kit.px(10);
        const float high = 2 * pad + kit.leading(Face::Text) + kit.px(6) + kit.px(6);
        const Rect slot = kit.take_slot(0, high);
        const Rect r{slot.x - kit.px(12), slot.y, slot.w + kit.px(24), slot.h};
        const float share = static_cast<float>(state.done) / static_cast<float>(std::max(1, state.of));
        const auto inside = [&] {
            const float words = kit.text_width(Face::Small, state.words);
            const float x = r.x + kit.px(12);
            kit.paint_mark(x + kit.px(8), r.y + pad + kit.leading(Face::Text) / 2, kit.px(8), state.mark,
                           state.mark == Mark::Done ? kit.tone(ToneName::Green).ink : kit.theme().muted);
            kit.paint(x + kit.px(28), r.y + pad, Face::Text, kit.theme().ink, state.name, 0,
                      r.w - words - kit.px(64));
            kit.paint(r.right() - kit.px(12) - words, r.y + pad + kit.px(2), Face::Small, kit.theme().muted,
                      state.words);
            kit.share_bar({x + kit.px(28), r.bottom() - pad - kit.px(6), r.w - kit.px(52), kit.px(6)}, share,
                          state.mark == Mark::Done ? kit.tone(ToneName::Green).ink : kit.theme().accent);
        };
        if (kit.row_link("overview.complete." + state.key, state.name, state.words, r, inside))
            requests.emplace_back(ShowSection{state.key});
    }
}

// Cards one under another, in two columns where there is room.
void cards(Kit& kit, OverviewScreen& screen, Requests& requests)
{
    const float gap = kit.px(space::kMedium);
    const float width = kit.flow_width();
    const bool two = width / kit.px(1) >= kTwoColumns;
    const float wide = two ? (width - gap) / 2 : width;
    const Rect top = kit.take_slot(0, 0);
    float ends[2] = {kit.flow_y(), kit.flow_y()};
    const auto to = [&](float y) { kit.space((y - kit.flow_y()) / kit.px(1)); };
    const auto card = [&](int column, const std::string& key, const std::function<void()>& inside) {
        const float y = ends[two ? column : 0];
        to(y);
        kit.card_flow({top.x + (two && column == 1 ? wide + gap : 0), y, wide, 0}, key, inside);
        ends[two ? column : 0] = kit.flow_y() + gap - kit.px(space::kSmall);
    };
    // The left column first, from top to bottom, then the right one: the order they are read in.
    const std::size_t left = (screen.parts.size() + 1) / 2;
    for (std::size_t i = 0; i < screen.parts.size(); ++i)
        card(i < left ? 0 : 1, "overview.card." + screen.parts[i].key,
             [&] { part_lines(kit, screen.parts[i], requests); });
    if (!screen.head.states.empty())
        card(1, "overview.card.complete", [&] { completeness_part(kit, screen, requests); });
    to(std::max(ends[0], two ? ends[1] : ends[0]));
}

void overview_page(Kit& kit, OverviewScreen& screen, const Rect& content, Requests& requests)
{
    const Kit::Pane page(kit, "overview", "Overview", content, kit.px(space::kLarge));
    kit.heading("overview.title", "Overview", 1);
    if (!screen.problem.empty()) kit.error_summary("overview.problem", screen.problem, "overview.clocks.all");
    if (screen.loading) {
        kit.progress("overview.loading", "Reading the review", -1);
        return;
    }
    kit.text("overview.today", "As of " + screen.today, Face::Small, kit.theme().muted);
    kit.space(space::kSmall);
    clocks_part(kit, screen, requests);
    kit.space(space::kSmall);
    cards(kit, screen, requests);
}

}  // namespace

Requests draw(Kit& kit, OverviewScreen& screen)
{
    ReviewFrame frame = draw_review_frame(kit, screen.head, "overview");
    Requests requests;
    overview_page(kit, screen, frame.content, requests);
    for (auto& asked : frame.asked) requests.push_back(std::move(asked));
    return requests;
}

}  // namespace ui
