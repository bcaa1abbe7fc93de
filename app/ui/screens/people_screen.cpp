#include "app/ui/screens/people_screen.h"

#include <algorithm>

namespace ui {

namespace {

constexpr std::string_view kPeopleSection = "people";
constexpr float kPersonBeside = 1100;  // design pixels
constexpr float kGenogramZoomStep = 1.2F;

std::vector<std::string> people_tabs(const PeopleScreen& screen)
{
    std::vector<std::string> names{"Genogram"};
    for (const auto& kind : section(kPeopleSection)->kinds) {
        const auto found = screen.records.records.find(kind.kind);
        const auto count = found == screen.records.records.end() ? 0 : found->second.size();
        names.push_back(std::string(kind.name) + (count == 0 ? "" : " " + std::to_string(count)));
    }
    return names;
}

void draw_tools(Kit& kit, PeopleScreen& screen)
{
    auto& zoom = screen.board.zoom;
    if (kit.button("genogram.in", "Larger", ButtonLook::Quiet))
        zoom = std::min(kMostZoom, zoom * kGenogramZoomStep);
    kit.beside();
    if (kit.button("genogram.out", "Smaller", ButtonLook::Quiet))
        zoom = std::max(kLeastZoom, zoom / kGenogramZoomStep);
    kit.beside();
    if (kit.button("genogram.fit", "Show all", ButtonLook::Quiet)) screen.board.fitted = false;
    kit.beside();
    if (kit.toggle("genogram.ties", "All other ties", "", kit.tone(ToneName::Accent), screen.all_ties))
        screen.all_ties = !screen.all_ties;
    kit.text(
        "genogram.legend",
        "Square: male. Circle: female. Diamond: not recorded. Cross: died. Double border: the person this "
        "review is about. Solid line: married; dashed: living together, partners or not recorded; two "
        "strokes: ended. Dashed descent: step, foster or guardian.",
        Face::Small, kit.theme().muted);
}

void draw_side(Kit& kit, PeopleScreen& screen, const Rect& r, PeopleAsks& asks)
{
    kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const Kit::Pane pane(kit, "genogram.side", "Relationships", r, kit.px(space::kLarge));
    const auto* kin = screen.kin(screen.chosen);
    std::string go;
    if (kin != nullptr) {
        kit.heading("genogram.chosen", kin->code + ", " + kin->word, 2);
        if (screen.records.head.identified() && !kin->sealed.empty()) kit.text("genogram.name", kin->sealed);
        if (kit.button("genogram.open", "Open this person", ButtonLook::Secondary)) go = kin->id;
        kit.space(space::kSmall);
    }
    kit.heading("genogram.relations", kin == nullptr ? "Relationships in words" : "Relationships", 3);
    int n = 0;
    for (const auto& one : screen.relations) {
        if (kin != nullptr && std::find(one.people.begin(), one.people.end(), kin->id) == one.people.end())
            continue;
        const std::string key = "relation." + std::to_string(n++);
        kit.text(key, one.text);
        if (one.record.empty()) continue;
        if (kit.button(key + ".open", "Open", ButtonLook::Quiet)) go = one.record;
    }
    if (n == 0) kit.text("relation.none", "None recorded yet.", Face::Text, kit.theme().muted);
    const auto warn = [&](const char* key, const char* title, const std::vector<std::string>& lines) {
        if (lines.empty()) return;
        kit.heading(key, title, 3);
        for (std::size_t i = 0; i < lines.size(); ++i)
            kit.text(std::string(key) + "." + std::to_string(i), lines[i], Face::SmallStrong,
                     kit.tone(ToneName::Amber).ink);
    };
    warn("alike", "Perhaps one person", screen.alike);
    warn("contradiction", "Records that contradict each other", screen.contradictions);
    if (go.empty()) return;
    leave_record(screen.records, asks.common);
    screen.show(go);
}

void draw_drawing(Kit& kit, PeopleScreen& screen, const Rect& content, PeopleAsks& asks)
{
    if (screen.people.empty()) {
        kit.text("genogram.none",
                 "The drawing begins with the first person. Add people on the next tab, then how they are "
                 "related under Relationships.");
        return;
    }
    draw_tools(kit, screen);
    const float pad = kit.px(space::kLarge);
    const float room =
        std::max(content.h - pad - kit.flow_used(), std::min(kit.px(360), content.h - 2 * pad));
    const bool beside = kit.flow_width() / kit.px(1) >= kPersonBeside;
    const Rect slot = kit.take_slot(0, room);
    if (beside) {
        const float side = kit.px(360);
        draw_genogram(kit, screen, {slot.x, slot.y, slot.w - side - kit.px(space::kMedium), slot.h});
        draw_side(kit, screen, {slot.right() - side, slot.y, side, slot.h}, asks);
    } else {
        draw_genogram(kit, screen, slot);
        draw_side(kit, screen, kit.take_slot(0, content.h - 2 * pad), asks);
    }
}

void draw_adding(Kit& kit, PeopleScreen& screen, PeopleAsks& asks)
{
    if (std::exchange(screen.records.add_pressed, false)) {
        screen.adding = {};
        screen.adding.open = true;
    }
    auto& adding = screen.adding;
    if (std::exchange(adding.now, false)) {
        asks.add = AddPerson{adding.role, adding.post.text(), adding.organisation};
        adding.open = false;
    }
    if (!adding.open) return;
    const bool stays = kit.dialog("adding", "Add a person", 640, [&kit, &screen] {
        auto& a = screen.adding;
        const auto& records = screen.records;
        kit.text("adding.why",
                 "The code follows from the part the person plays. It never changes and never judges.");
        const auto roles = choices_of(*records.lists, "person_role", records.today, {});
        kit.pick({.key = "adding.role", .label = "Part in this review"}, roles, a.role);
        if (a.role == "PROF") {
            kit.text_field({.key = "adding.post",
                            .label = "Post, in two or three capital letters",
                            .hint = "Such as GP, SW, PC or HV."},
                           a.post);
            const auto found = records.choices.find("organisation");
            if (found != records.choices.end())
                kit.pick({.key = "adding.organisation", .label = "Works for"}, found->second, a.organisation);
        }
        if (kit.button("adding.yes", "Add", ButtonLook::Primary, {}, !a.role.empty())) a.now = true;
        kit.beside();
        if (kit.button("adding.no", "Cancel", ButtonLook::Secondary)) a.open = false;
    });
    if (!stays) adding.open = false;
}

}  // namespace

const KinShown* PeopleScreen::kin(std::string_view id) const
{
    const auto found =
        std::find_if(people.begin(), people.end(), [&](const KinShown& one) { return one.id == id; });
    return found == people.end() ? nullptr : &*found;
}

void PeopleScreen::show(const std::string& id)
{
    const auto* wanted = records.line(id);
    if (wanted == nullptr) return;
    const auto& all = section(kPeopleSection)->kinds;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].kind == wanted->kind) {
            tab = static_cast<int>(i) + 1;
            records.show(id);
        }
}

PeopleAsks draw(Kit& kit, PeopleScreen& screen)
{
    PeopleAsks asks;
    auto& records = screen.records;
    ReviewFrame frame = draw_review_frame(kit, records.head, kPeopleSection);
    {
        const Kit::Pane page(kit, "people", "People", frame.content, kit.px(space::kLarge));
        kit.heading("people.title", "People", 1);
        if (!records.problem.empty()) kit.error_summary("records.problem", records.problem, "records.table");
        if (kit.tabs("people.tabs", "People", people_tabs(screen), screen.tab)) {
            leave_record(records, asks.common);
            records.table = {};
        }
        kit.space(space::kSmall);
        if (screen.tab > 0) {
            records.tab = screen.tab - 1;
            records.adds_itself = screen.tab == 1;
            draw_records(kit, records, frame.content, asks.common);
        } else if (screen.loading) {
            kit.progress("people.loading", "Reading the people", -1);
        } else {
            draw_drawing(kit, screen, frame.content, asks);
        }
        draw_adding(kit, screen, asks);
    }
    if (frame.leaving) leave_record(records, asks.common);
    for (auto& asked : frame.asked) asks.common.push_back(std::move(asked));
    return asks;
}

}  // namespace ui
