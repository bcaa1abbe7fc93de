#include "app/ui/screens/chronology_screen.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "app/ui/screens/chronology_parts.h"
#include "app/ui/screens/chronology_row.h"
#include "app/ui/screens/frame.h"

namespace ui {

using namespace chronology;

namespace {

constexpr std::int64_t kWindow = 400;  // rows asked for at once
constexpr std::int64_t kMargin = 80;   // rows kept beyond the view
constexpr std::string_view kWhatColumn = "What happened, and what was done";
constexpr float kSide = 400;       // design pixels: the column beside the table
constexpr float kSideFrom = 1000;  // less than this: one below the other

std::string plural(std::int64_t n, std::string_view one, std::string_view many)
{
    return grouped(n) + " " + std::string(n == 1 ? one : many);
}

std::string contact_counts(const ChronologyScreen& screen)
{
    std::string line = plural(screen.head.events, "contact or event", "contacts and events");
    const auto told = std::ranges::count_if(screen.agencies, [](const auto& one) { return one.count > 0; });
    if (told > 0) line += " from " + plural(told, "agency", "agencies");
    if (screen.several > 0) line += "; " + grouped(screen.several) + " told by several sources";
    if (screen.to_settle > 0) line += "; " + plural(screen.to_settle, "row to settle", "rows to settle");
    if (!screen.asked.everything()) line += "; " + grouped(screen.matching) + " shown";
    if (const auto marked = static_cast<std::int64_t>(screen.table.marked.size()); marked > 1)
        return grouped(marked) + " contacts chosen: M, G, T, K and E code them together, Esc lets them go";
    if (screen.head.identified() || screen.uncoded == 0) return line;
    const bool all = screen.uncoded == screen.head.events;
    return line + ". " + (all ? "None has a summary yet" : grouped(screen.uncoded) + " have no summary yet") +
           ": F8 shows the agencies' words";
}

// Every height changes with the view.
void measure_again(ChronologyScreen& screen)
{
    screen.table.width = 0;
    screen.table.reveal = screen.table.selected >= 0;
}

std::vector<std::string> cells_of(const ChronologyScreen& screen, std::int64_t index)
{
    const ChronologyRow* row = screen.row(index);
    if (row == nullptr) return {"", "Loading", "", ""};
    const bool identified = screen.head.identified();
    std::string agency = agency_name(screen, row->agency);
    for (const int other : row->also) agency += " and " + agency_name(screen, other);
    std::string when = row_date(*row, identified);
    for (std::string more : {row_reading(*row, identified), row_life(*row, identified)}) {
        std::replace(more.begin(), more.end(), '\n', ' ');
        if (!more.empty()) when += ", " + more;
    }
    std::string what = row_words(*row, screen.head);
    if (const std::string outcome = row_outcome(*row, screen.head); !outcome.empty()) what += "\n" + outcome;
    if (!row->gap.empty()) when = row->gap + ". " + when;
    std::string coding;
    for (const Chip& chip : row->coding) coding += (coding.empty() ? "" : ", ") + chip.text;
    return {agency, when, what, coding};
}

TableSpec contact_table(Kit& kit, const ChronologyScreen& screen, const RowPlan& plan)
{
    TableSpec spec;
    spec.key = "chronology.table";
    spec.name = "Chronology";
    spec.enter = "Arrows move through the contacts; M, G, T, K and E code the chosen ones";
    spec.rows = screen.matching;
    spec.several = true;
    spec.read = [&screen](std::int64_t index) { return screen.row(index) != nullptr; };
    spec.header = !plan.stacked;
    spec.columns = {
        {"agency", "Agency", 0, false},
        {"when", "When", plan.when},
        {"what",
         kit.text_width(Face::SmallStrong, kWhatColumn) <= plan.what_w ? kWhatColumn : "What happened",
         plan.what},
        {"coding", "Coding", plan.coding}};
    spec.estimate = kit.px(92);
    spec.row_key = [&screen](std::int64_t index) {
        const ChronologyRow* row = screen.row(index);
        return row == nullptr ? "#" + std::to_string(index) : row->id;
    };
    spec.height = [&kit, &screen, plan](std::int64_t index) {
        const ChronologyRow* row = screen.row(index);
        return row == nullptr ? kit.px(92) : row_height(kit, *row, plan, screen.head);
    };
    spec.lead = [&screen, &kit](std::int64_t index) {
        const ChronologyRow* row = screen.row(index);
        return row == nullptr ? 0.0F : row_lead(kit, *row);
    };
    spec.cells = [&screen](std::int64_t index) { return cells_of(screen, index); };
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

// Another contact is chosen: what was typed for the one before is written, and this one is asked for whole.
void choose_row(ChronologyScreen& screen, std::vector<ChronologyAsk>& asks)
{
    if (const ChronologyRow* row = screen.row(screen.table.selected)) screen.chosen = *row;
    if (screen.table.selected < 0) screen.chosen.reset();
    const std::string id = screen.chosen ? screen.chosen->id : std::string();
    if (id == screen.whole_asked) return;
    screen.leave(asks);
    screen.form.reset();
    screen.whole.reset();
    screen.whole_asked = id;
    if (!id.empty()) asks.emplace_back(NeedContact{id});
}

void contacts_part(Kit& kit, ChronologyScreen& screen, const Rect& r, ReviewFrame& frame,
                   ChronologyAsks& asks)
{
    const Rect inside = kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const RowPlan plan = plan_row(kit, inside.w);
    const TableResult result = kit.table(contact_table(kit, screen, plan), screen.table, inside);
    if (result.entered) {
        screen.panel = SidePanel::Contact;
        kit.focus("inspector.tabs." + std::to_string(screen.tab));
    }
    if (screen.matching == 0) {
        const float y = inside.y + kit.px(64);
        kit.place({inside.x + kit.px(62), y, inside.w - kit.px(90), kit.px(60)});
        kit.text("chronology.none",
                 screen.asked.everything()
                     ? "No contacts yet. They come from the agencies' files, or are typed by hand: Add an "
                       "event, above."
                     : "Nothing passes this filter. Show everything brings all back.");
    }
    want_rows(screen, result, frame.asked);
    choose_row(screen, asks.own);
}

void side_panel(Kit& kit, ChronologyScreen& screen, const Rect& r, ReviewFrame& frame, Filter& want,
                std::vector<ChronologyAsk>& asks)
{
    const Rect inside = kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    switch (screen.panel) {
        case SidePanel::Contact: {
            const Kit::Pane pane(kit, "inspector", "Chosen contact", inside, kit.px(20));
            return contact_panel(kit, screen, frame, asks);
        }
        case SidePanel::Filter: {
            const Kit::Pane pane(kit, "filter", "Filter", inside, kit.px(20));
            return filter_panel(kit, screen, want, asks);
        }
        case SidePanel::Doubles: {
            const Kit::Pane pane(kit, "doubles", "Possible duplicates", inside, kit.px(20));
            return doubles_panel(kit, screen, asks);
        }
    }
}

// Life line above or beside the table; the panel beside it; where it is narrow one below the other.
void area(Kit& kit, ChronologyScreen& screen, ReviewFrame& frame, Filter& want, ChronologyAsks& asks)
{
    const Rect& content = frame.content;
    const float pad = kit.px(space::kLarge), gap = kit.px(space::kMedium);
    const float most = content.h - 2 * pad;
    const bool beside = kit.flow_width() / kit.px(1) >= kSideFrom;
    const bool life = life_shown(screen);
    if (!beside) {
        if (life) life_card(kit, screen, kit.take_slot(0, std::min(kit.px(300), most)), asks.own);
        contacts_part(kit, screen, kit.take_slot(0, std::min(kit.px(460), most)), frame, asks);
        side_panel(kit, screen, kit.take_slot(0, std::min(kit.px(520), most)), frame, want, asks.own);
        return;
    }
    const bool above = screen.life_place == LifePlace::Above;
    const float least = kit.px(above ? 680 : life ? 560 : 360);
    Rect r = kit.take_slot(0, std::max(most + pad - kit.flow_used(), std::min(least, most)));
    if (above) {
        const float high = std::round((r.h - gap) * screen.life_share);
        life_card(kit, screen, {r.x, r.y, r.w, high}, asks.own);
        kit.splitter("chronology.split", "Border of the life line", {r.x, r.y + high, r.w, gap}, false, r.h,
                     screen.life_share);
        r = {r.x, r.y + high + gap, r.w, r.h - high - gap};
    }
    const float side = std::min(kit.px(kSide), r.w * 0.36F);
    const Rect column{r.right() - side, r.y, side, r.h};
    contacts_part(kit, screen, {r.x, r.y, r.w - side - gap, r.h}, frame, asks);
    if (above || !life) return side_panel(kit, screen, column, frame, want, asks.own);
    const float high = std::round((column.h - gap) * screen.life_share);
    life_card(kit, screen, {column.x, column.y, column.w, high}, asks.own);
    kit.splitter("chronology.split", "Border of the life line", {column.x, column.y + high, column.w, gap},
                 false, column.h, screen.life_share);
    side_panel(kit, screen, {column.x, column.y + high + gap, column.w, column.h - high - gap}, frame, want,
               asks.own);
}

void chronology_page(Kit& kit, ChronologyScreen& screen, ReviewFrame& frame, ChronologyAsks& asks)
{
    const Kit::Pane page(kit, "chronology", "Chronology", frame.content, kit.px(space::kLarge));
    kit.heading("chronology.title", "Chronology", 1);
    kit.space(-space::kSmall);
    kit.status("chronology.counts", screen.loading ? "Reading the chronology" : contact_counts(screen));
    if (!screen.problem.empty()) kit.error_summary("chronology.problem", screen.problem, "chronology.table");
    placing_bar(kit, screen, asks.own);
    kit.space(space::kTiny);
    Filter want = screen.asked;
    filter_bar(kit, screen, want);
    kit.space(space::kTiny);
    if (screen.loading) {
        kit.progress("chronology.loading", "Reading the chronology", -1);
        return;
    }
    area(kit, screen, frame, want, asks);
    kit.space(-space::kSmall);  // the page ends with its own padding
    if (want == screen.asked) return;
    screen.asked = want;
    frame.asked.emplace_back(want);
}

Rect row_rect(const Kit& kit, const ChronologyScreen& screen, const Rect& content)
{
    const Node* node =
        screen.chosen ? kit.tree().find("chronology.table/" + screen.chosen->id + "/what") : nullptr;
    if (node == nullptr || node->rect.h <= 0)
        return {content.x + kit.px(280), content.y + kit.px(220), kit.px(520), kit.px(10)};
    return {node->rect.x, node->rect.y, kit.px(600), node->rect.h};
}

std::string life_look(const ChronologyScreen& screen)
{
    return std::to_string(static_cast<int>(screen.life_place)) + " " +
           std::to_string(static_cast<int>(screen.by_domain)) + " " +
           std::to_string(static_cast<int>(std::lround(screen.life_share * 100)));
}

}  // namespace

void ChronologyScreen::take(std::int64_t offset, std::vector<ChronologyRow> window)
{
    first = offset;
    rows = std::move(window);
    requested = {};
}

void ChronologyScreen::take_whole(ContactWhole taken)
{
    if (taken.id != whole_asked) return;
    const bool typing = form && form->id() == taken.id;
    if (typing) {
        form->refresh(taken.fields);
    } else {
        form.emplace(*model::kind("chronology_event"), taken.id, taken.fields);
        for (const FieldDraft& draft : taken.drafts) form->take_up(draft);
    }
    whole = std::move(taken);
}

void ChronologyScreen::take_look(std::string_view look)
{
    int place = 0, domain = 0, share = 0;
    const char* at = look.data();
    const char* end = at + look.size();
    for (int* into : {&place, &domain, &share}) {
        while (at != end && *at == ' ') ++at;
        const auto read = std::from_chars(at, end, *into);
        if (read.ec != std::errc()) return;
        at = read.ptr;
    }
    if (place < 0 || place > 2 || share < 15 || share > 85) return;
    life_place = static_cast<LifePlace>(place);
    by_domain = domain == 1;
    life_share = static_cast<float>(share) / 100;
}

void ChronologyScreen::take_doubles(std::vector<PossibleDouble> now)
{
    doubles = std::move(now);
    doubles_read = true;
    doubles_loading = false;
    go_on = decided_at >= 0;
}

void ChronologyScreen::leave(std::vector<ChronologyAsk>& asks)
{
    if (!form) return;
    json::Object fields;
    for (auto& change : form->rest()) fields.set(change.field, std::move(change.value));
    if (!fields.empty()) asks.emplace_back(PutContact{form->id(), std::move(fields)});
}

const ChronologyRow* ChronologyScreen::row(std::int64_t index) const
{
    const std::int64_t at = index - first;
    return at < 0 || at >= static_cast<std::int64_t>(rows.size()) ? nullptr
                                                                  : &rows[static_cast<std::size_t>(at)];
}

namespace chronology {

void to_contact(Kit& kit, ChronologyScreen& screen)
{
    if (screen.panel == SidePanel::Contact) return;
    screen.panel = SidePanel::Contact;
    screen.decided_at = -1;
    kit.focus("chronology.table");
}

const std::string& agency_name(const ChronologyScreen& screen, int agency)
{
    static const std::string none = "Agency not known";
    const auto at = static_cast<std::size_t>(agency);
    return agency < 0 || at >= screen.agencies.size() ? none : screen.agencies[at].name;
}

const Tone& agency_tone(const Kit& kit, const ChronologyScreen& screen, int agency)
{
    const auto at = static_cast<std::size_t>(agency);
    return agency < 0 || at >= screen.agencies.size()
               ? kit.tone(ToneName::Plain)
               : kit.theme().agencies[static_cast<std::size_t>(screen.agencies[at].tone)];
}

FormContext form_context(const ChronologyScreen& screen)
{
    FormContext context;
    context.lists = screen.lists.get();
    context.today = screen.today;
    context.identified = screen.head.identified();
    if (const auto today = model::day_from_text(screen.today)) context.reading.imported = *today;
    context.records = [&screen](std::string_view kind) -> std::span<const Choice> {
        return kind == "person" ? std::span<const Choice>(screen.people) : std::span<const Choice>();
    };
    return context;
}

}  // namespace chronology

ChronologyAsks draw(Kit& kit, ChronologyScreen& screen)
{
    ChronologyAsks asks;
    ReviewFrame frame = draw_review_frame(kit, screen.head, "chronology");
    const std::string look = life_look(screen);
    if (!screen.done.empty()) kit.toast(std::exchange(screen.done, {}));
    if (screen.fresh && !screen.loading) {
        screen.fresh = false;
        kit.focus("chronology.table");
    }
    chronology_page(kit, screen, frame, asks);
    coding_keys(kit, screen, asks.own);
    coding_list(kit, screen, row_rect(kit, screen, frame.content), asks.own);
    sheets(kit, screen, asks.own);
    if (kit.letter('o')) turn_view(kit, screen.head, frame);
    if (frame.turned) measure_again(screen);
    if (kit.shortcut(Key::Escape)) {
        if (!screen.placing.empty())
            screen.placing.clear();
        else if (!screen.search.text().empty())
            screen.search.set("");
        else
            to_contact(kit, screen);
    }
    if (look != life_look(screen)) asks.own.emplace_back(KeepLook{life_look(screen)});
    if (frame.leaving) screen.leave(asks.own);
    asks.common = std::move(frame.asked);
    return asks;
}

}  // namespace ui
