// Taking down a meeting, a decision, an action or a conflict by keyboard.
#include <algorithm>

#include "app/ui/screens/meetings_parts.h"

namespace ui {

namespace {

struct EntrySpec {
    std::string_view kind, title, save;
    std::vector<std::string_view> fields;  ///< in the order drawn
    std::vector<std::string_view> typed;   ///< those that Enter goes through
    std::string_view must, missing;        ///< without it nothing is written
};

const EntrySpec& entry_spec(std::string_view kind)
{
    static const std::vector<EntrySpec> specs = {
        {"decision",
         "New decision",
         "Record decision",
         {"text", "decision_kind", "reason"},
         {"text"},
         "text",
         "Say what was decided"},
        {"meeting_action",
         "New action",
         "Record action",
         {"text", "owner_role", "due", "owner_org"},
         {"text", "owner_role", "due"},
         "text",
         "Say what is to be done"},
        {"conflict_of_interest",
         "Conflict of interest",
         "Record conflict",
         {"person", "handling"},
         {"handling"},
         "person",
         "Say whose interest it is"},
        {"meeting",
         "New meeting",
         "Save meeting",
         {"meeting_type", "date", "quorum", "online"},
         {"date", "quorum"},
         "date",
         "Enter the day of the meeting"},
    };
    return *std::find_if(specs.begin(), specs.end(),
                         [&](const EntrySpec& one) { return one.kind == kind || one.kind == "meeting"; });
}

std::string key_of(const EntrySpec& spec, std::string_view field)
{
    return std::string(spec.kind) + "." + std::string(field);
}

FormContext entry_context(const MeetingsScreen& screen)
{
    FormContext context;
    context.lists = screen.lists;
    context.today = screen.today;
    context.reading = screen.reading;
    context.records = [&screen](std::string_view kind) -> std::span<const Choice> {
        if (kind == "organisation") return screen.organisations;
        if (kind == "person") return screen.people;
        return {};
    };
    return context;
}

bool is_new(const MeetingsScreen& screen)
{
    return screen.entry->kind().name != "meeting" ||
           std::none_of(screen.meetings.begin(), screen.meetings.end(),
                        [&](const Meeting& one) { return one.id == screen.entry->id(); });
}

void drop_drafts(const MeetingsScreen& screen, Requests& requests)
{
    for (const auto field : entry_spec(screen.entry->kind().name).fields)
        requests.emplace_back(
            Draft{std::string(screen.entry->kind().name), screen.entry->id(), std::string(field), {}, 0, {}});
}

bool whole(MeetingsScreen& screen, const EntrySpec& spec)
{
    for (auto& change : screen.entry->rest()) screen.values.set(change.field, std::move(change.value));
    if (screen.entry->has_errors()) return false;
    const auto missing = [&](std::string_view field) {
        const auto* value = screen.values.find(field);
        return value == nullptr || value->is_null();
    };
    if (missing(spec.must)) screen.entry->say(spec.must, spec.missing);
    if (spec.kind == "decision" && missing("decision_kind"))
        screen.entry->say("decision_kind", "Choose the kind of decision");
    return !screen.entry->has_errors();
}

void write(Kit& kit, MeetingsScreen& screen, const EntrySpec& spec, MeetingsAsks& asks)
{
    if (!whole(screen, spec)) {
        const bool kind_missing = spec.kind == "decision" && screen.values.find("text") != nullptr;
        kit.focus(key_of(spec, kind_missing ? std::string_view("decision_kind") : spec.must));
        return;
    }
    const Meeting* meeting = screen.meeting();
    json::Object fields = std::move(screen.values);
    screen.last_kind = json::text_or(fields, "decision_kind");
    const std::string id = screen.entry->id();
    if (spec.kind == "conflict_of_interest" && meeting != nullptr) {
        drop_drafts(screen, asks.requests);
        asks.declare.push_back({meeting->number, std::move(fields)});
        screen.entry.reset();
        return;
    }
    if (spec.kind != "meeting" && meeting != nullptr) {
        fields.set("meeting", meeting->id);
        if (spec.kind == "decision") fields.set("decided_on", meeting->day);
    }
    kit.announce(is_new(screen) ? std::string(spec.title) + " is recorded" : "The meeting is changed");
    asks.requests.emplace_back(PutRecord{std::string(spec.kind), id, std::move(fields)});
    screen.entry.reset();
    if (spec.kind != "meeting") begin_entry(screen, spec.kind);  // the next one
}

}  // namespace

void begin_entry(MeetingsScreen& screen, std::string_view kind, json::Object values, std::string id)
{
    if (id.empty()) {
        if (screen.fresh.empty()) return;  // the next reading brings more
        id = screen.fresh.back();
        screen.fresh.pop_back();
    }
    const EntrySpec& spec = entry_spec(kind);
    if (kind == "decision" && !screen.last_kind.empty()) values.set("decision_kind", screen.last_kind);
    screen.values = {};
    for (const auto field : spec.fields)
        if (const auto* value = values.find(field)) screen.values.set(field, *value);
    screen.entry.emplace(*model::kind(kind), std::move(id), screen.values);
    screen.entry_focus = true;
    if (kind == "decision" || kind == "meeting_action") screen.part = 2;
}

void end_entry(MeetingsScreen& screen, Requests& requests)
{
    drop_drafts(screen, requests);
    screen.entry.reset();
    screen.values = {};
}

void take_up_entry(MeetingsScreen& screen, const std::vector<Draft>& drafts)
{
    for (const auto& draft : drafts) {
        const bool ours = draft.kind == "decision" || draft.kind == "meeting_action" ||
                          draft.kind == "conflict_of_interest" || draft.kind == "meeting";
        const auto* kind = ours ? model::kind(draft.kind) : nullptr;
        if (kind == nullptr || kind->field(draft.field) == nullptr || draft.text.empty()) continue;
        if (screen.entry && (screen.entry->id() != draft.id || screen.entry->kind().name != draft.kind))
            continue;
        if (!screen.entry) begin_entry(screen, draft.kind, {}, draft.id);
        screen.entry->take_up({draft.field, draft.text, draft.caret, draft.undo});
        screen.entry_focus = false;
    }
}

void draw_entry(Kit& kit, MeetingsScreen& screen, MeetingsAsks& asks)
{
    const EntrySpec& spec = entry_spec(screen.entry->kind().name);
    bool save = false;
    for (std::size_t i = 0; i < spec.typed.size(); ++i) {
        if (!kit.has_focus(key_of(spec, spec.typed[i])) || !kit.shortcut(Key::Enter)) continue;
        if (i + 1 == spec.typed.size())
            save = true;
        else
            kit.focus(key_of(spec, spec.typed[i + 1]));
    }
    kit.space(space::kSmall);
    kit.heading("entry.title", is_new(screen) ? spec.title : std::string_view("Change the meeting"), 3);
    auto drawn = screen.entry->draw(kit, entry_context(screen), spec.fields);
    for (auto& draft : drawn.drafts)
        asks.requests.emplace_back(Draft{std::string(spec.kind), screen.entry->id(), draft.field,
                                         std::move(draft.text), draft.caret, std::move(draft.undo)});
    for (auto& change : drawn.changes) {
        if (change.field == "decision_kind" || change.field == "owner_org") kit.focus("entry.save");
        screen.values.set(change.field, std::move(change.value));
    }
    if (std::exchange(screen.entry_focus, false))
        kit.focus(key_of(spec, spec.kind == "meeting" ? "date" : spec.fields.front()));
    if (kit.button("entry.save", spec.save, ButtonLook::Primary, "Enter")) save = true;
    kit.beside();
    const bool stop = kit.button("entry.stop", "Cancel", ButtonLook::Secondary, "Esc");
    kit.space(space::kMedium);
    if (save)
        write(kit, screen, spec, asks);
    else if (stop)
        end_entry(screen, asks.requests);
}

}  // namespace ui
