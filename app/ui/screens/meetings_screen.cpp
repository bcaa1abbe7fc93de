#include "app/ui/screens/meetings_screen.h"

#include <algorithm>

#include "app/ui/screens/meetings_parts.h"
#include "app/ui/screens/sections.h"

namespace ui {

namespace {

constexpr float kMeetingBeside = 980;  // design pixels: from here on the meeting stands beside the list
constexpr float kList = 320;

void paint_meeting(Kit& kit, const Meeting& meeting, const Rect& r, const RowLook& look)
{
    const Theme& t = kit.theme();
    const Colour back = kit.row_ground(r, look);
    const Kit::OnSurface on(kit, back);
    const float x = r.x + kit.px(space::kMedium);
    const float wide = r.w - kit.px(2 * space::kMedium);
    kit.paint(x, r.y + kit.px(12), Face::Strong, t.ink, meeting.called, 0, wide);
    kit.paint(x, r.y + kit.px(38), Face::Small, t.muted, meeting.type, 0, wide);
    kit.paint(x, r.y + kit.px(60), Face::Small, t.muted, meeting.when, 0, wide);
    kit.fill({x, r.bottom() - 1, wide, 1}, t.line);
}

TableSpec meetings_table(Kit& kit, const MeetingsScreen& screen, float width)
{
    TableSpec spec;
    spec.key = "meetings.table";
    spec.name = "Meetings";
    spec.header = false;
    spec.rows = static_cast<std::int64_t>(screen.meetings.size());
    spec.columns = {{"called", "Meeting", 0}, {"type", "Kind", width * 0.3F}, {"when", "Date", width * 0.6F}};
    spec.estimate = kit.px(92);
    const auto at = [&screen](std::int64_t row) -> const Meeting& {
        return screen.meetings[static_cast<std::size_t>(row)];
    };
    spec.row_key = [at](std::int64_t row) { return at(row).id; };
    spec.height = [&kit](std::int64_t) { return kit.px(92); };
    spec.cells = [at](std::int64_t row) -> std::vector<std::string> {
        return {at(row).called, at(row).type, at(row).when};
    };
    spec.paint = [&kit, at](std::int64_t row, const Rect& r, const RowLook& look) {
        paint_meeting(kit, at(row), r, look);
    };
    return spec;
}

void list_part(Kit& kit, MeetingsScreen& screen, const Rect& r)
{
    const float add_w = kit.text_width(Face::Strong, "New meeting") + kit.px(40);
    kit.place({r.x, r.y, std::min(r.w, add_w), kit.px(space::kControl)});
    if (kit.button("meetings.add", "New meeting", ButtonLook::Secondary))
        begin_entry(screen, "meeting", fields_of({{"date", screen.today}}));
    const float top = r.y + kit.px(space::kControl + space::kSmall);
    if (screen.meetings.empty()) return;
    const Rect slot{r.x, top, r.w, r.bottom() - top};
    const Rect inside = kit.card(slot);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const auto result = kit.table(meetings_table(kit, screen, inside.w), screen.table, inside);
    if (result.selection_changed && screen.table.selected >= 0) {
        screen.chosen = screen.meetings[static_cast<std::size_t>(screen.table.selected)].id;
        screen.dissent.clear();
    }
}

std::string tab_name(const char* name, std::size_t count)
{
    return std::string(name) + (count == 0 ? "" : " " + std::to_string(count));
}

void meeting_head(Kit& kit, MeetingsScreen& screen, const Meeting& meeting)
{
    kit.heading("meeting.title", meeting.called + ": " + meeting.type, 2);
    kit.text("meeting.when", meeting.when + (meeting.online ? "  ·  online" : ""), Face::Text,
             kit.theme().muted);
    std::string quorum = std::to_string(meeting.present) + " present";
    if (meeting.needed)
        quorum += ", quorum of " + std::to_string(*meeting.needed) + (meeting.quorate ? " met" : " not met");
    kit.chip("meeting.quorum", {quorum, meeting.quorate ? ToneName::Green : ToneName::Amber});
    kit.beside();
    kit.chip("meeting.statement", meeting.confidentiality_read
                                      ? Chip{"Confidentiality statement read", ToneName::Green}
                                      : Chip{"Confidentiality statement not read", ToneName::Amber});
    kit.space(space::kTiny);
    if (kit.button("meeting.decide", "New decision (D)", ButtonLook::Primary))
        begin_entry(screen, "decision");
    kit.beside();
    if (kit.button("meeting.act", "New action (A)", ButtonLook::Primary))
        begin_entry(screen, "meeting_action");
    kit.beside();
    if (kit.button("meeting.change", "Change date and quorum", ButtonLook::Quiet))
        begin_entry(screen, "meeting", meeting.fields, meeting.id);
}

void meeting_part(Kit& kit, MeetingsScreen& screen, const Rect& r, MeetingsAsks& asks)
{
    kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const Kit::Pane pane(kit, "meeting", "Meeting", r, kit.px(space::kLarge));
    const Meeting* meeting = screen.meeting();
    if (meeting != nullptr) meeting_head(kit, screen, *meeting);
    if (screen.entry) draw_entry(kit, screen, asks);
    if (meeting == nullptr) {
        if (screen.entry) return;
        kit.heading("meeting.none", "No meeting yet", 2);
        kit.text("meeting.first",
                 "The first panel settles the terms of reference. Its agenda, who came, what was decided and "
                 "who does what are kept here, and the minutes write themselves from them.");
        return;
    }
    const std::vector<std::string> names = {
        tab_name("Agenda", meeting->agenda.size()), tab_name("Attendance", meeting->seats.size()),
        tab_name("Decisions", meeting->decisions.size() + meeting->actions.size()), "Minutes"};
    kit.tabs("meeting.tabs", "Meeting", names, screen.part);
    kit.space(space::kSmall);
    switch (screen.part) {
        case 0: draw_agenda(kit, screen, *meeting, asks); break;
        case 1: draw_attendance(kit, screen, *meeting, asks); break;
        case 2: draw_decisions(kit, screen, *meeting, asks); break;
        default: draw_minutes(kit, *meeting); break;
    }
}

void meetings_page(Kit& kit, MeetingsScreen& screen, const Rect& content, MeetingsAsks& asks)
{
    const Kit::Pane page(kit, "meetings", "Meetings", content, kit.px(space::kLarge));
    kit.heading("meetings.title", "Meetings", 1);
    if (!screen.problem.empty()) kit.error_summary("meetings.problem", screen.problem, "meetings.table");
    if (screen.loading) {
        kit.progress("meetings.loading", "Reading the meetings", -1);
        return;
    }
    kit.space(space::kSmall);
    const float pad = kit.px(space::kLarge);
    const float room =
        std::max(content.h - pad - kit.flow_used(), std::min(kit.px(360), content.h - 2 * pad));
    if (kit.flow_width() * 100 / kit.px(100) >= kMeetingBeside) {
        const Rect slot = kit.take_slot(0, room);
        const float list = kit.px(kList);
        list_part(kit, screen, {slot.x, slot.y, list, slot.h});
        const float left = list + kit.px(space::kMedium);
        meeting_part(kit, screen, {slot.x + left, slot.y, slot.w - left, slot.h}, asks);
    } else {
        // One below the other; the page scrolls to either.
        const auto rows = static_cast<float>(std::clamp<std::size_t>(screen.meetings.size(), 1, 2));
        const float list = kit.px(space::kControl + space::kSmall) + rows * kit.px(92);
        list_part(kit, screen, kit.take_slot(0, std::min(list, content.h - 2 * pad)));
        meeting_part(kit, screen, kit.take_slot(0, content.h - 2 * pad), asks);
    }
    kit.space(-space::kSmall);
}

}  // namespace

const Meeting* MeetingsScreen::meeting() const
{
    const auto found = std::find_if(meetings.begin(), meetings.end(),
                                    [this](const Meeting& one) { return one.id == chosen; });
    return found == meetings.end() ? nullptr : &*found;
}

void MeetingsScreen::take(std::vector<Meeting> now, const std::vector<Draft>& drafts)
{
    std::string made;
    if (!loading)
        for (const auto& one : now)
            if (std::none_of(meetings.begin(), meetings.end(),
                             [&](const Meeting& before) { return before.id == one.id; }))
                made = one.id;
    meetings = std::move(now);
    if (!made.empty()) chosen = made;
    if (meeting() == nullptr) chosen = meetings.empty() ? std::string() : meetings.front().id;
    for (std::size_t i = 0; i < meetings.size(); ++i)
        if (meetings[i].id == chosen) table.go_to(static_cast<std::int64_t>(i));
    if (loading) {
        item.take_up(drafts, chosen);
        post.take_up(drafts, chosen);
        take_up_entry(*this, drafts);
    }
    loading = false;
    problem.clear();
}

void MeetingsScreen::refused(std::string_view why)
{
    problem = why;
    loading = false;
}

MeetingsAsks draw(Kit& kit, MeetingsScreen& screen)
{
    MeetingsAsks asks;
    ReviewFrame frame = draw_review_frame(kit, screen.head, "meetings");
    meetings_page(kit, screen, frame.content, asks);
    if (screen.meeting() != nullptr) {
        if (kit.letter(U'd')) begin_entry(screen, "decision");
        if (kit.letter(U'a')) begin_entry(screen, "meeting_action");
    }
    if (screen.entry && kit.shortcut(Key::Escape)) end_entry(screen, asks.requests);
    for (auto& asked : frame.asked) asks.requests.push_back(std::move(asked));
    return asks;
}

}  // namespace ui
