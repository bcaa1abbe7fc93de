#include "app/ui/screens/chronology_screen.h"

#include <algorithm>

#include "app/ui/screens/chronology_row.h"
#include "app/ui/screens/frame.h"

namespace ui {

namespace {

constexpr std::int64_t kWindow = 400;  // rows asked for at once
constexpr std::int64_t kMargin = 80;   // rows kept beyond the view
constexpr float kInspector = 400;      // design pixels
constexpr float kSideBySide = 860;     // less than this: the inspector lies below the table

std::string counts(const ChronologyScreen& screen)
{
    std::string line = grouped(screen.head.events) +
                       (screen.head.events == 1 ? " contact or event" : " contacts and events");
    const auto agencies = static_cast<std::int64_t>(screen.agencies.size());
    if (agencies > 0) line += " from " + grouped(agencies) + (agencies == 1 ? " agency" : " agencies");
    if (screen.to_settle > 0)
        line +=
            "; " + grouped(screen.to_settle) + (screen.to_settle == 1 ? " row to settle" : " rows to settle");
    const bool filtered = !screen.asked.words.empty() || !screen.asked.agencies.empty();
    if (filtered) line += "; " + grouped(screen.matching) + " shown";
    return line;
}

// Every height changes with the view.
void measure_again(ChronologyScreen& screen)
{
    screen.table.width = 0;
    screen.table.reveal = screen.table.selected >= 0;
}

void filters(Kit& kit, ChronologyScreen& screen, Requests& requests)
{
    const float wide = std::min(kit.flow_width(), kit.px(340));
    const Rect box = kit.take_slot(wide, kit.px(space::kControl));
    kit.place(box);
    kit.text_field({.key = "chronology.search", .label = "", .placeholder = "Find in the chronology"},
                   screen.search);
    if (screen.search.text().empty()) {
        const Kit::OnSurface sheet(kit, kit.theme().sheet);
        const float key = kit.text_width(Face::Small, "Ctrl+F");
        kit.paint(box.right() - key - kit.px(12), box.y + (box.h - kit.leading(Face::Small)) / 2, Face::Small,
                  kit.theme().muted, "Ctrl+F");
    }
    if (kit.shortcut(Key::F, {.ctrl = true})) {
        kit.focus("chronology.search");
        screen.search.select({0, screen.search.text().size()});
    }
    Filter want = screen.asked;
    want.words = screen.search.text();
    for (const Agency& agency : screen.agencies) {
        kit.beside();
        auto& chosen = want.agencies;
        const auto at = std::find(chosen.begin(), chosen.end(), agency.id);
        const bool on = chosen.empty() || at != chosen.end();
        const Tone& tone = kit.theme().agencies[static_cast<std::size_t>(agency.tone)];
        if (!kit.toggle("chronology.agency." + agency.id, agency.name, agency.letter, tone, on)) continue;
        if (at == chosen.end())
            chosen.push_back(agency.id);
        else
            chosen.erase(at);
    }
    if (want == screen.asked) return;
    screen.asked = want;
    requests.emplace_back(want);
}

void hidden_words(Kit& kit, ChronologyScreen& screen)
{
    if (screen.head.identified() || screen.uncoded == 0) return;
    const std::string which = screen.uncoded == screen.head.events
                                  ? "None of them is coded yet"
                                  : grouped(screen.uncoded) + " of them are not coded yet";
    kit.status("chronology.hidden",
               which + ", so the agencies' own words are hidden in this view. F8 shows them.");
}

TableSpec table_of(Kit& kit, const ChronologyScreen& screen, const RowPlan& plan)
{
    TableSpec spec;
    spec.key = "chronology.table";
    spec.name = "Chronology";
    spec.enter = "Arrows move through the contacts";
    spec.rows = screen.matching;
    spec.header = !plan.stacked;
    spec.columns = {{"agency", "Agency", 0, false},
                    {"when", "When", plan.when},
                    {"what", "What happened, and what was done", plan.what},
                    {"coding", "Coding", plan.coding}};
    spec.estimate = kit.px(92);
    spec.row_key = [&screen](std::int64_t index) {
        const ChronologyRow* row = screen.row(index);
        return row == nullptr ? "#" + std::to_string(index) : row->id;
    };
    spec.height = [&kit, &screen, plan](std::int64_t index) {
        const ChronologyRow* row = screen.row(index);
        return row == nullptr ? kit.px(92) : row_height(kit, *row, plan, screen.head.identified());
    };
    spec.lead = [&screen, &kit](std::int64_t index) {
        const ChronologyRow* row = screen.row(index);
        return row == nullptr ? 0.0F : row_lead(kit, *row);
    };
    spec.cells = [&screen](std::int64_t index) -> std::vector<std::string> {
        const ChronologyRow* row = screen.row(index);
        if (row == nullptr) return {"", "Loading", "", ""};
        std::string agency;
        const auto name = [&](int a) {
            if (a < 0 || a >= static_cast<int>(screen.agencies.size())) return;
            agency += (agency.empty() ? "" : " and ") + screen.agencies[static_cast<std::size_t>(a)].name;
        };
        name(row->agency);
        for (const int other : row->also) name(other);
        std::string when = row_date(*row, screen.head.identified());
        if (const std::string reading = row_reading(*row, screen.head.identified()); !reading.empty())
            when += ", " + reading;
        std::string what = row_words(*row, screen.head.identified());
        if (const std::string outcome = row_outcome(*row, screen.head.identified()); !outcome.empty())
            what += "\n" + outcome;
        if (!row->gap.empty()) when = row->gap + ". " + when;
        std::string coding;
        for (const Chip& chip : row->coding) coding += (coding.empty() ? "" : ", ") + chip.text;
        return {agency, when, what, coding};
    };
    spec.paint = [&kit, &screen, plan](std::int64_t index, const Rect& r, const RowLook& look) {
        if (const ChronologyRow* row = screen.row(index)) {
            paint_row(kit, screen, *row, plan, r, look);
            return;
        }
        const Kit::OnSurface sheet(kit, kit.theme().sheet);
        kit.paint(r.x + plan.when, r.y + kit.px(14), Face::Small, kit.theme().muted, "Loading");
    };
    return spec;
}

void want_rows(ChronologyScreen& screen, const TableResult& seen, Requests& requests)
{
    if (screen.matching == 0) return;
    const std::int64_t from = std::max<std::int64_t>(0, seen.first - 1);
    const std::int64_t to = std::min(screen.matching, seen.last + 2);
    const std::int64_t end = screen.first + static_cast<std::int64_t>(screen.rows.size());
    const bool at_hand = from >= screen.first && to <= end;
    const bool soon = std::max<std::int64_t>(0, from - kMargin) >= screen.first &&
                      std::min(screen.matching, to + kMargin) <= end;
    if (at_hand && soon) return;
    const NeedRows need{std::max<std::int64_t>(0, (from + to) / 2 - kWindow / 2), kWindow};
    const bool asked_already = need.offset == screen.requested.offset && screen.requested.limit > 0;
    const bool coming = screen.requested.limit > 0 && from >= screen.requested.offset &&
                        to <= screen.requested.offset + screen.requested.limit;
    if (asked_already || coming) return;
    screen.requested = need;
    requests.emplace_back(need);
}

void table_part(Kit& kit, ChronologyScreen& screen, const Rect& r, Requests& requests)
{
    kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const Rect inside = r.inset(1);
    const RowPlan plan = plan_row(kit, inside.w);
    const TableResult result = kit.table(table_of(kit, screen, plan), screen.table, inside);
    if (screen.matching == 0) {
        const bool filtered = !screen.asked.words.empty() || !screen.asked.agencies.empty();
        const float y = inside.y + kit.px(64);
        kit.place({inside.x + kit.px(62), y, inside.w - kit.px(90), kit.px(60)});
        kit.text("chronology.none",
                 filtered
                     ? "Nothing holds these words. Clear the search to see everything."
                     : "No contacts yet. They come from the agencies' files: cairnctl import brings one in.");
    }
    want_rows(screen, result, requests);
    if (const ChronologyRow* row = screen.row(screen.table.selected)) screen.chosen = *row;
    if (screen.table.selected < 0) screen.chosen.reset();
}

void inspector_facts(Kit& kit, const ChronologyScreen& screen, const ChronologyRow& row)
{
    int n = 0;
    bool hidden = false;
    const auto fact = [&](const std::string& label, const std::string& text) {
        const std::string key = "inspector.fact" + std::to_string(n++);
        kit.text(key + ".label", label, Face::SmallStrong, kit.theme().muted);
        kit.space(-space::kSmall);
        kit.text(key, text);
        kit.space(space::kTiny);
    };
    for (const Fact& f : row.facts) {
        hidden = hidden || f.sealed;
        if (!f.text.empty() && (screen.head.identified() || !f.sealed)) fact(f.label, f.text);
    }
    if (screen.head.identified())
        for (const std::string& text : row.to_settle) fact("To settle", text);
    if (!screen.head.identified() && hidden)
        kit.text("inspector.hidden", "The agency's own words are hidden in coded view.", Face::Small,
                 kit.theme().muted);
}

void inspector(Kit& kit, ChronologyScreen& screen, const Rect& r, ReviewFrame& frame)
{
    kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const Kit::Pane pane(kit, "inspector", "Chosen contact", r.inset(1), kit.px(20));
    if (!screen.chosen) {
        kit.heading("inspector.title", "No contact chosen", 2);
        kit.text("inspector.hint", "Choose one with the arrow keys or the mouse to see it whole.",
                 Face::Small, kit.theme().muted);
        return;
    }
    const ChronologyRow& row = *screen.chosen;
    kit.heading("inspector.title", row.date, 2);
    if (!row.day.empty()) {
        kit.space(-space::kSmall);
        kit.text("inspector.day", row.day, Face::Small, kit.theme().muted);
    }
    for (std::size_t i = 0; i < row.coding.size(); ++i) {
        if (i > 0) kit.beside();
        kit.chip("inspector.coding" + std::to_string(i), row.coding[i]);
    }
    kit.space(space::kSmall);
    if (kit.button("inspector.words", screen.head.identified() ? "Hide original words" : "Original words",
                   ButtonLook::Secondary, "F8"))
        turn_view(kit, screen.head, frame);
    kit.space(space::kSmall);
    inspector_facts(kit, screen, row);
}

void body(Kit& kit, ChronologyScreen& screen, ReviewFrame& frame)
{
    const Rect& content = frame.content;
    Requests& requests = frame.asked;
    const Kit::Pane page(kit, "chronology", "Chronology", content, kit.px(space::kLarge));
    kit.heading("chronology.title", "Chronology", 1);
    kit.space(-space::kSmall);
    kit.status("chronology.counts", screen.loading ? "Reading the chronology" : counts(screen));
    hidden_words(kit, screen);
    kit.space(space::kTiny);
    if (!screen.problem.empty()) kit.error_summary("chronology.problem", screen.problem, "chronology.table");
    filters(kit, screen, requests);
    kit.space(space::kSmall);
    if (screen.loading) {
        kit.progress("chronology.loading", "Reading the chronology", -1);
        return;
    }
    const float pad = kit.px(space::kLarge);
    const float top = kit.flow_y();
    const float room = content.h - pad - kit.flow_used();
    const bool beside = kit.flow_width() / kit.px(1) >= kSideBySide;
    const float side = beside ? std::min(kit.px(kInspector), kit.flow_width() * 0.36F) : 0;
    const float table_w = beside ? kit.flow_width() - side - kit.px(space::kMedium) : kit.flow_width();
    const float least = std::min(kit.px(360), content.h - 2 * pad);
    const Rect slot = kit.take_slot(0, std::max(room, least));
    table_part(kit, screen, {slot.x, top, table_w, slot.h}, requests);
    if (beside) {
        inspector(kit, screen, {slot.x + table_w + kit.px(space::kMedium), top, side, slot.h}, frame);
    } else {
        const float high = std::min(kit.px(420), content.h - 2 * pad);
        const Rect below = kit.take_slot(0, high);
        inspector(kit, screen, below, frame);
    }
    kit.space(-space::kSmall);  // the page ends with its own padding
}

}  // namespace

void ChronologyScreen::take(std::int64_t offset, std::vector<ChronologyRow> window)
{
    first = offset;
    rows = std::move(window);
    requested = {};
}

const ChronologyRow* ChronologyScreen::row(std::int64_t index) const
{
    const std::int64_t at = index - first;
    return at < 0 || at >= static_cast<std::int64_t>(rows.size()) ? nullptr
                                                                  : &rows[static_cast<std::size_t>(at)];
}

Requests draw(Kit& kit, ChronologyScreen& screen)
{
    ReviewFrame frame = draw_review_frame(kit, screen.head, "chronology");
    if (screen.fresh && !screen.loading) {
        screen.fresh = false;
        kit.focus("chronology.table");
    }
    body(kit, screen, frame);
    if (frame.turned) measure_again(screen);
    if (kit.shortcut(Key::Escape) && !screen.search.text().empty()) screen.search.set("");
    return std::move(frame.asked);
}

}  // namespace ui
