#include "app/ui/screens/meetings_parts.h"

#include <algorithm>
#include <array>

namespace ui {

namespace {

constexpr float kBeside = 700;  // design pixels: from here on the toggles stand beside the name

json::Object row_of(const Seat& seat, std::string_view attendance)
{
    json::Object row;
    if (!seat.person.empty()) row.set("person", seat.person);
    if (!seat.organisation.empty()) row.set("organisation", seat.organisation);
    if (!seat.role.empty()) row.set("role", seat.role);
    row.set("attendance", attendance);
    return row;
}

void item_row(Kit& kit, const AgendaItem& item, std::size_t index, std::size_t count, MeetingsAsks& asks)
{
    const float side = kit.px(168);
    const float wide = kit.flow_width() - side;
    const std::string label = std::to_string(index + 1) + ". " + item.text;
    const float high =
        std::max(kit.px(space::kControl), kit.text_height(Face::Text, label, wide - kit.px(40)) + kit.px(12));
    const Rect slot = kit.take_slot(0, high);
    bool done = item.done;
    kit.place({slot.x, slot.y, wide, high});
    if (kit.check_box("agenda." + item.id, label, done))
        asks.requests.emplace_back(PutRecord{
            "agenda_item", item.id, fields_of({{"done", done ? json::Value(true) : json::Value()}})});
    kit.place({slot.right() - side, slot.y + kit.px(5), kit.px(72), kit.px(34)});
    if (kit.button("agenda." + item.id + ".up", "Up", ButtonLook::Quiet, {}, index > 0))
        asks.move.push_back({item.id, true});
    kit.place({slot.right() - side + kit.px(80), slot.y + kit.px(5), kit.px(84), kit.px(34)});
    if (kit.button("agenda." + item.id + ".down", "Down", ButtonLook::Quiet, {}, index + 1 < count))
        asks.move.push_back({item.id, false});
}

void seat_row(Kit& kit, const Seat& seat, std::size_t index, std::int64_t number, MeetingsAsks& asks)
{
    struct How {
        const char* code;
        const char* label;
        ToneName tone;
    };
    static constexpr std::array<How, 4> kHow = {{{"PRESENT", "Present", ToneName::Green},
                                                 {"APOLOGY", "Apologies", ToneName::Plain},
                                                 {"SUBSTITUTE", "Substitute", ToneName::Green},
                                                 {"ABSENT", "Absent", ToneName::Amber}}};
    const std::string key = "seat" + std::to_string(index);
    const bool beside = kit.flow_width() * 100 / kit.px(100) >= kBeside;
    const float name_w = beside ? kit.flow_width() * 0.4F : kit.flow_width();
    const float high = kit.text_height(Face::Text, seat.called, name_w);
    const Rect slot = kit.take_slot(0, std::max(high, beside ? kit.px(34) : high));
    kit.place({slot.x, slot.y + (beside ? kit.px(4) : 0), name_w, high});
    kit.text(key + ".name", seat.called);
    float x = beside ? slot.x + name_w + kit.px(space::kMedium) : slot.x;
    const float y = beside ? slot.y : kit.take_slot(0, kit.px(34)).y;
    for (const auto& how : kHow) {
        const float w = kit.text_width(Face::SmallStrong, how.label) + kit.px(28);
        kit.place({x, y, w, kit.px(34)});
        if (kit.toggle(key + "." + how.code, std::string(how.label), "", kit.tone(how.tone),
                       seat.attendance == how.code))
            asks.attend.push_back({number, row_of(seat, how.code), false});
        x += w + kit.px(8);
    }
    kit.space(beside ? 0 : space::kSmall);
}

void new_seat(Kit& kit, MeetingsScreen& screen, const Meeting& meeting, MeetingsAsks& asks)
{
    kit.space(space::kMedium);
    kit.heading("seat.new", "Somebody else at the table", 3);
    const bool entered = kit.has_focus("seat.post") && kit.shortcut(Key::Enter);
    kit.text_field({"seat.post", "Post", "The post, not the name"}, screen.post.edit);
    screen.post.drawn(kit, meeting.id, asks.requests);
    kit.pick({"seat.agency", "Agency"}, screen.organisations, screen.agency);
    const bool pressed = kit.button("seat.add", "Add as present", ButtonLook::Secondary);
    if ((!entered && !pressed) || screen.post.edit.text().empty()) return;
    Seat seat;
    seat.organisation = screen.agency;
    seat.role = screen.post.edit.text();
    asks.attend.push_back({meeting.number, row_of(seat, "PRESENT"), false});
    screen.post.clear(meeting.id, asks.requests);
    screen.agency.clear();
    kit.focus("seat.post");
}

void conflicts(Kit& kit, MeetingsScreen& screen, const Meeting& meeting)
{
    kit.space(space::kMedium);
    kit.heading("conflicts.title", "Conflicts of interest", 3);
    if (meeting.conflicts.empty()) kit.text("conflicts.none", "None declared");
    int n = 0;
    for (const auto& one : meeting.conflicts)
        kit.text(
            "conflict" + std::to_string(n++),
            one.who + ": " + (one.handling.empty() ? "how it is handled is not recorded" : one.handling));
    if (kit.button("conflicts.add", "Declare a conflict", ButtonLook::Secondary))
        begin_entry(screen, "conflict_of_interest");
}

void dissent_entry(Kit& kit, MeetingsScreen& screen, const DecisionLine& decision, MeetingsAsks& asks)
{
    kit.pick({"dissent.who", "Who dissents", "The agency"}, screen.organisations, screen.dissenter);
    const bool entered = kit.has_focus("dissent.words") && kit.shortcut(Key::Enter);
    kit.text_field({"dissent.words", "What they hold", "Without names"}, screen.words.edit);
    screen.words.drawn(kit, decision.id, asks.requests);
    const bool save = kit.button("dissent.save", "Record dissent", ButtonLook::Primary) || entered;
    kit.beside();
    const bool stop = kit.button("dissent.stop", "Cancel", ButtonLook::Secondary);
    if (save && !screen.words.edit.text().empty()) {
        asks.dissent.push_back({decision.id, screen.dissenter, screen.words.edit.text()});
    } else if (!stop) {
        return;
    }
    screen.words.clear(decision.id, asks.requests);
    screen.dissent.clear();
    screen.dissenter.clear();
}

void decision_part(Kit& kit, MeetingsScreen& screen, const DecisionLine& decision, MeetingsAsks& asks)
{
    const std::string key = "decision." + decision.id;
    kit.heading(key, decision.called, 3);
    kit.beside();
    kit.chip(key + ".kind", {decision.kind, ToneName::Accent});
    kit.text(key + ".text", decision.text);
    int n = 0;
    for (const auto& one : decision.dissent)
        kit.text(key + ".dissent" + std::to_string(n++),
                 "Dissent" + (one.who.empty() ? std::string() : ", " + one.who) + ": " + one.words,
                 Face::SmallStrong, kit.tone(ToneName::Amber).ink);
    if (screen.dissent == decision.id) {
        dissent_entry(kit, screen, decision, asks);
    } else if (kit.button(key + ".dissent", "Record a dissent from " + decision.called, ButtonLook::Quiet)) {
        screen.dissent = decision.id;
        kit.focus("dissent.words");
    }
    kit.space(space::kSmall);
}

void action_row(Kit& kit, const MeetingsScreen& screen, const MeetingAction& action, bool with_meeting,
                MeetingsAsks& asks)
{
    std::string label = action.text;
    const auto add = [&label](const std::string& more) {
        if (!more.empty()) label += "  ·  " + more;
    };
    add(action.owner);
    if (action.done)
        add("done " + action.done_on);
    else if (!action.due.empty())
        add((action.late ? "late, was due " : "due ") + action.due);
    if (with_meeting) add("from " + action.from);
    bool done = action.done;
    if (!kit.check_box("action." + action.id, label, done)) return;
    asks.requests.emplace_back(
        PutRecord{"meeting_action", action.id,
                  fields_of({{"done_on", done ? json::Value(screen.today) : json::Value()}})});
}

}  // namespace

void draw_agenda(Kit& kit, MeetingsScreen& screen, const Meeting& meeting, MeetingsAsks& asks)
{
    for (std::size_t i = 0; i < meeting.agenda.size(); ++i)
        item_row(kit, meeting.agenda[i], i, meeting.agenda.size(), asks);
    const bool entered = kit.has_focus("agenda.new") && kit.shortcut(Key::Enter);
    kit.text_field({"agenda.new", "Next item", "Enter adds it. Without names."}, screen.item.edit);
    screen.item.drawn(kit, meeting.id, asks.requests);
    const bool pressed = kit.button("agenda.add", "Add to the agenda", ButtonLook::Secondary);
    if ((!entered && !pressed) || screen.item.edit.text().empty()) return;
    asks.requests.emplace_back(PutRecord{
        "agenda_item", {}, fields_of({{"meeting", meeting.id}, {"text", screen.item.edit.text()}})});
    screen.item.clear(meeting.id, asks.requests);
    kit.focus("agenda.new");
}

void draw_attendance(Kit& kit, MeetingsScreen& screen, const Meeting& meeting, MeetingsAsks& asks)
{
    bool read = meeting.confidentiality_read;
    if (kit.check_box("meeting.confidentiality", "The confidentiality statement was read", read)) {
        if (read)
            asks.attend.push_back({meeting.number, {}, true});
        else
            asks.requests.emplace_back(
                PutRecord{"meeting", meeting.id, fields_of({{"confidentiality_read", json::Value()}})});
    }
    kit.space(space::kSmall);
    for (std::size_t i = 0; i < meeting.seats.size(); ++i)
        seat_row(kit, meeting.seats[i], i, meeting.number, asks);
    new_seat(kit, screen, meeting, asks);
    conflicts(kit, screen, meeting);
}

void draw_decisions(Kit& kit, MeetingsScreen& screen, const Meeting& meeting, MeetingsAsks& asks)
{
    if (meeting.decisions.empty() && meeting.actions.empty())
        kit.text("decisions.none", "Nothing decided yet. D takes down a decision, A an action.", Face::Text,
                 kit.theme().muted);
    for (const auto& decision : meeting.decisions) decision_part(kit, screen, decision, asks);
    if (!meeting.actions.empty()) kit.heading("actions.title", "Actions of this meeting", 3);
    for (const auto& action : meeting.actions) action_row(kit, screen, action, false, asks);
    if (!meeting.earlier.empty()) {
        kit.space(space::kMedium);
        kit.heading("earlier.title", "Actions of earlier meetings", 3);
    }
    for (const auto& action : meeting.earlier) action_row(kit, screen, action, true, asks);
}

void draw_minutes(Kit& kit, const Meeting& meeting)
{
    if (kit.button("minutes.copy", "Copy the minutes", ButtonLook::Secondary)) {
        kit.copy(meeting.minutes);
        kit.announce("The minutes are copied");
    }
    kit.space(space::kSmall);
    kit.text("minutes.text", meeting.minutes);
}

}  // namespace ui
