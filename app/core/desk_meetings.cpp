#include "app/core/desk_meetings.h"

#include <algorithm>

#include "app/core/facts.h"
#include "app/core/meetings.h"
#include "app/core/wording.h"
#include "crypto/base/platform.h"
#include "storage/rules/golden.h"
#include "storage/rules/minutes.h"
#include "storage/rules/role_word.h"
#include "storage/rules/words.h"

namespace core {

namespace {

constexpr int kFresh = 16;  // more than anybody takes down while one is written

std::string day_in_words(const rules::Record& record, std::string_view field)
{
    const auto on = rules::day(record, field);
    return on ? rules::day_words(*on) : rules::text(record, field);
}

std::string name_of(const rules::Facts& facts, const std::string& id)
{
    const auto* record = id.empty() ? nullptr : facts.find(id);
    if (record == nullptr) return {};
    if (record->kind != "person") return rules::called(facts, *record);
    return rules::text(*record, "code") + ", " + rules::role_word(facts, id);
}

DeskSeat seat_of(const rules::Facts& facts, const json::Object& row)
{
    DeskSeat seat{json::text_or(row, "person"),     json::text_or(row, "organisation"),
                  json::text_or(row, "role"),       {},
                  json::text_or(row, "attendance"), json::text_or(row, "substitute_for")};
    const std::string who = seat.role.empty() ? name_of(facts, seat.person) : seat.role;
    seat.called = joined(who, name_of(facts, seat.organisation), ", ");
    return seat;
}

bool same_sitter(const DeskSeat& a, const DeskSeat& b)
{
    return a.person == b.person && a.organisation == b.organisation && a.role == b.role;
}

DeskDecision decision_of(const rules::Facts& facts, const rules::Record& record)
{
    DeskDecision made{record.id,
                      facts.lists().label("decision_kind", rules::text(record, "decision_kind")),
                      rules::called(facts, record),
                      rules::text(record, "text"),
                      day_in_words(record, "decided_on"),
                      {}};
    for (const auto& row : rules::rows(record, "dissent")) {
        auto who = name_of(facts, json::text_or(row, "organisation"));
        if (who.empty()) who = name_of(facts, json::text_or(row, "person"));
        made.dissent.push_back({std::move(who), json::text_or(row, "words")});
    }
    return made;
}

DeskMeetingAction action_of(const rules::Facts& facts, const rules::Record& record, std::string from)
{
    DeskMeetingAction made;
    made.id = record.id;
    made.text = rules::text(record, "text");
    made.from = std::move(from);
    auto other = name_of(facts, rules::text(record, "owner_org"));
    if (other.empty()) other = name_of(facts, rules::text(record, "owner_person"));
    made.owner = joined(rules::text(record, "owner_role"), other, ", ");
    made.due = day_in_words(record, "due");
    made.done = rules::has(record, "done_on");
    made.done_on = day_in_words(record, "done_on");
    const auto due = rules::day(record, "due");
    made.late = !made.done && due && *due < facts.today();
    return made;
}

std::vector<const rules::Record*> agenda_of(const rules::Facts& facts, const std::string& meeting)
{
    auto items = facts.naming(meeting, "agenda_item", "meeting");
    std::ranges::stable_sort(items, {}, [](const auto* item) { return rules::number(*item, "number"); });
    return items;
}

void add_parts(const rules::Facts& facts, const rules::Record& meeting, DeskMeeting& made)
{
    for (const auto* item : agenda_of(facts, meeting.id))
        made.agenda.push_back({item->id, rules::text(*item, "text"), rules::flag(*item, "done")});
    for (const auto* decision : facts.naming(meeting.id, "decision", "meeting"))
        made.decisions.push_back(decision_of(facts, *decision));
    for (const auto* action : facts.naming(meeting.id, "meeting_action", "meeting"))
        made.actions.push_back(action_of(facts, *action, made.called));
    for (const auto& row : rules::rows(meeting, "attendees")) made.seats.push_back(seat_of(facts, row));
    for (const auto& id : rules::texts(meeting, "conflicts"))
        if (const auto* declared = facts.find(id))
            made.conflicts.push_back(
                {name_of(facts, rules::text(*declared, "person")), rules::text(*declared, "handling")});
}

DeskMeeting meeting_of(const rules::Facts& facts, const rules::Record& meeting)
{
    DeskMeeting made;
    made.id = meeting.id;
    made.number = rules::number(meeting, "number");
    made.called = rules::called(facts, meeting);
    made.type = facts.lists().label("meeting_type", rules::text(meeting, "meeting_type"));
    made.day = rules::text(meeting, "date");
    made.when = day_in_words(meeting, "date");
    const auto count = rules::quorum(meeting);
    made.present = count.present;
    made.needed = count.needed;
    made.quorate = count.met();
    made.online = rules::flag(meeting, "online");
    made.confidentiality_read = rules::flag(meeting, "confidentiality_read");
    made.minutes = rules::minutes(facts, meeting);
    made.fields = meeting.fields;
    add_parts(facts, meeting, made);
    return made;
}

// From the first meeting to the last: who sat there before is expected again; what was asked then is asked
// after.
void carry_over(std::vector<DeskMeeting>& meetings)
{
    for (std::size_t i = 1; i < meetings.size(); ++i) {
        auto& now = meetings[i];
        const auto& before = meetings[i - 1];
        for (auto seat : before.seats) {
            const auto noted = std::ranges::any_of(
                now.seats, [&](const DeskSeat& other) { return same_sitter(other, seat); });
            if (noted) continue;
            seat.attendance.clear();
            seat.substitute_for.clear();
            now.seats.push_back(std::move(seat));
        }
        for (const auto& action : before.earlier)
            if (!action.done) now.earlier.push_back(action);
        now.earlier.insert(now.earlier.end(), before.actions.begin(), before.actions.end());
    }
}

}  // namespace

Result<Meetings> desk_meetings(DeskStore& store)
{
    TRY_ASSIGN(const auto held, store.held());
    auto& [vault, review] = held;
    TRY_ASSIGN(const auto facts, core::facts(vault, review, Scope::Thread));
    Meetings made;
    made.today = model::to_text(facts.today());
    for (int i = 0; i < kFresh; ++i) made.fresh.push_back(base::new_uuid(vault.random()));
    for (const auto& meeting : facts.all("meeting")) made.meetings.push_back(meeting_of(facts, meeting));
    std::ranges::stable_sort(made.meetings, [](const DeskMeeting& a, const DeskMeeting& b) {
        return a.day != b.day ? a.day < b.day : a.number < b.number;
    });
    carry_over(made.meetings);
    std::ranges::reverse(made.meetings);
    for (const auto& one : facts.all("organisation"))
        made.organisations.push_back({one.id, rules::called(facts, one)});
    for (const auto* one : rules::people_in_order(facts))
        made.people.push_back({one->id, name_of(facts, one->id)});
    TRY_ASSIGN(const auto drafts, review.drafts());
    for (const auto& draft : drafts)
        made.drafts.push_back({draft.kind, draft.id, draft.field, draft.text,
                               static_cast<std::size_t>(draft.cursor), draft.undo});
    return made;
}

Result<void> desk_attend(DeskStore& store, std::int64_t number, json::Object row, bool confidentiality_read)
{
    TRY_ASSIGN(const auto held, store.held());
    return attend(held.vault, held.review, number, std::move(row), confidentiality_read);
}

Result<void> desk_declare(DeskStore& store, std::int64_t number, json::Object fields)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_VOID(declare_conflict(held.vault, held.review, number, std::move(fields)));
    return {};
}

Result<void> desk_dissent(DeskStore& store, const std::string& decision, const std::string& organisation,
                          const std::string& words)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_ASSIGN(const auto record, held.review.record("decision", decision));
    json::Array all;
    if (const auto* now = record.fields.find("dissent"); now != nullptr && now->array() != nullptr)
        all = *now->array();
    json::Object row;
    if (!organisation.empty()) row.set("organisation", organisation);
    row.set("words", words);
    all.emplace_back(std::move(row));
    model::Change change;
    change.kind = "decision";
    change.id = decision;
    change.fields.set("dissent", std::move(all));
    TRY_VOID(put(held.vault, held.review, {{std::move(change)}}));
    return {};
}

Result<void> desk_move_item(DeskStore& store, const std::string& id, bool up)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_ASSIGN(const auto facts, core::facts(held.vault, held.review, Scope::Thread));
    const auto* moved = facts.find(id);
    if (moved == nullptr || moved->kind != "agenda_item")
        return base::fail(base::ErrorKind::NotFound, "This item is no longer on the agenda.");
    auto items = agenda_of(facts, rules::text(*moved, "meeting"));
    const auto at = std::ranges::find(items, moved);
    if (up ? at == items.begin() : std::next(at) == items.end()) return {};
    std::iter_swap(at, up ? std::prev(at) : std::next(at));
    model::Command command;
    std::int64_t number = 0;
    for (const auto* item : items) {
        if (rules::number(*item, "number") == ++number) continue;
        model::Change change;
        change.kind = "agenda_item";
        change.id = item->id;
        change.fields.set("number", number);
        command.changes.push_back(std::move(change));
    }
    TRY_VOID(put(held.vault, held.review, std::move(command)));
    return {};
}

}  // namespace core
