#include "app/core/desk_chronology.h"

#include <algorithm>

#include "app/core/desk_records.h"
#include "app/core/event_kind.h"
#include "app/core/facts.h"
#include "app/core/importing.h"
#include "app/core/wording.h"
#include "storage/rules/role_word.h"

namespace core {

namespace {

constexpr std::int64_t kFirstRows = 200;
constexpr std::string_view kLook = "desk/chronology";

DeskFilter filter_of(const json::Object& row)
{
    DeskFilter made;
    made.words = json::text_or(row, "words");
    made.agencies = json::texts(row, "agencies");
    made.person = json::text_or(row, "person");
    made.kind = json::text_or(row, "kind");
    made.theme = json::text_or(row, "theme");
    made.significance = json::text_or(row, "significance");
    if (json::flag_or(row, "missed")) made.mo = "*";
    if (json::flag_or(row, "good")) made.gp = "*";
    made.from = json::text_or(row, "from");
    made.to = json::text_or(row, "to");
    made.to_settle = json::flag_or(row, "to_settle");
    made.not_coded = json::flag_or(row, "not_coded");
    return made;
}

json::Object saved_row(const std::string& name, const DeskFilter& filter)
{
    json::Object row;
    const auto text = [&](std::string_view field, const std::string& value) {
        if (!value.empty()) row.set(field, value);
    };
    const auto flag = [&](std::string_view field, bool on) {
        if (on) row.set(field, true);
    };
    row.set("name", name);
    text("words", filter.words);
    if (!filter.agencies.empty())
        row.set("agencies", json::Array(filter.agencies.begin(), filter.agencies.end()));
    text("person", filter.person);
    text("kind", filter.kind);
    text("theme", filter.theme);
    text("significance", filter.significance);
    flag("missed", !filter.mo.empty());
    flag("good", !filter.gp.empty());
    text("from", filter.from);
    text("to", filter.to);
    flag("to_settle", filter.to_settle);
    flag("not_coded", filter.not_coded);
    return row;
}

DeskChanged changed(const DeskStore& store)
{
    const auto& opened = store.open->opened();
    return {opened.uncoded, opened.to_settle, store.open->marks(), {}, {}};
}

Result<DeskChanged> refreshed(DeskStore& store, const std::vector<std::string>& events)
{
    TRY_VOID(store.open->refresh(events));
    return changed(store);
}

bool has_all(const json::Object& fields, std::string_view field, const std::vector<std::string>& codes)
{
    const auto held = json::texts(fields, field);
    return std::ranges::all_of(codes,
                               [&](const auto& code) { return std::ranges::find(held, code) != held.end(); });
}

bool has(const json::Object& fields, const EventCodes& codes)
{
    return has_all(fields, "mo", codes.mo) && has_all(fields, "gp", codes.gp) &&
           has_all(fields, "themes", codes.themes) &&
           (!codes.significance || json::text_or(fields, "significance") == *codes.significance) &&
           (!codes.kind || json::text_or(fields, "contact_kind") == *codes.kind);
}

model::Change put_change(std::string_view kind, std::string id, json::Object fields)
{
    model::Change change;
    change.kind = kind;
    change.id = std::move(id);
    change.fields = std::move(fields);
    return change;
}

model::Change strike_change(std::string_view kind, const std::string& id, std::string reason)
{
    model::Change change;
    change.op = model::Op::Strike;
    change.kind = kind;
    change.id = id;
    change.reason = std::move(reason);
    return change;
}

}  // namespace

Result<Filtered> desk_filter(DeskStore& store, const DeskFilter& wanted, const std::string& keep)
{
    TRY_VOID(store.held());
    Filtered filtered;
    TRY_ASSIGN(filtered.matching, store.open->filter(wanted));
    filtered.at = store.open->place_of(keep);
    filtered.offset = std::max<std::int64_t>(0, filtered.at - kFirstRows / 2);
    // With the answer, so that no empty lines flash up.
    TRY_ASSIGN(filtered.rows, store.open->rows(filtered.offset, kFirstRows));
    filtered.marks = store.open->marks();
    return filtered;
}

Result<Rows> desk_rows(DeskStore& store, std::int64_t offset, std::int64_t limit)
{
    TRY_VOID(store.held());
    TRY_ASSIGN(auto found, store.open->rows(offset, limit));
    return Rows{offset, std::move(found)};
}

Result<Opened> desk_reread(DeskStore& store, const std::atomic<bool>& give_up)
{
    TRY_VOID(store.held());
    TRY_VOID(store.open->reread(give_up));
    return store.open->opened();
}

Result<DeskOffer> desk_offer(DeskStore& store)
{
    TRY_ASSIGN(const auto held, store.held());
    auto& [vault, review] = held;
    TRY_ASSIGN(const auto known, facts(vault, review, Scope::People));
    DeskOffer made;
    made.today = model::to_text(known.today());
    for (const auto* person : rules::people_in_order(known))
        made.people.push_back({person->id, rules::text(*person, "code"), rules::role_word(known, person->id),
                               full_name(*person)});
    for (const auto& finding : known.all("finding"))
        made.findings.push_back(
            {finding.id, sentence(rules::called(known, finding)), rules::text(finding, "title"), {}});
    TRY_ASSIGN(const auto look, vault.shelved(kLook));
    if (look) made.look.assign(look->begin(), look->end());
    TRY_ASSIGN(const auto own, review.records("review", model::Part::Both));
    for (const auto& record : own)
        for (const auto& row : rules::rows({record.kind, record.id, record.fields}, "saved_views"))
            made.views.push_back({json::text_or(row, "name"), filter_of(row)});
    return made;
}

Result<DeskChanged> desk_code(DeskStore& store, const std::vector<std::string>& events, EventCodes codes)
{
    TRY_ASSIGN(const auto held, store.held());
    codes.remove = true;
    for (const auto& event : events) {
        TRY_ASSIGN(const auto record, held.review.record(kEvent, event, model::Part::Open));
        if (!has(record.fields, codes)) codes.remove = false;
    }
    TRY_VOID(code_events(held.vault, held.review, events, codes));
    return refreshed(store, events);
}

Result<DeskChanged> desk_cite(DeskStore& store, const std::vector<std::string>& events, std::string finding,
                              const std::string& role)
{
    TRY_ASSIGN(const auto held, store.held());
    auto& [vault, review] = held;
    model::Command adding, removing;
    const bool fresh = finding.empty();
    if (fresh) {
        finding = base::new_uuid(vault.random());
        adding.changes.push_back(put_change("finding", finding, {}));
        adding.changes.back().fields.set("status", "DRAFT");
    }
    TRY_ASSIGN(const auto evidence, review.records("finding_evidence", model::Part::Open));
    for (const auto& event : events) {
        const auto same = std::ranges::find_if(evidence, [&](const auto& one) {
            return json::text_or(one.fields, "finding") == finding &&
                   json::text_or(one.fields, "target") == event;
        });
        if (same != evidence.end()) {
            removing.changes.push_back(strike_change("finding_evidence", same->id, "taken off"));
            continue;
        }
        json::Object fields;
        fields.set("finding", finding);
        fields.set("target", event);
        fields.set("role", role);
        adding.changes.push_back(
            put_change("finding_evidence", base::new_uuid(vault.random()), std::move(fields)));
    }
    TRY_VOID(put(vault, review, adding.changes.empty() ? std::move(removing) : std::move(adding)));
    auto done = changed(store);
    if (fresh) done.id = finding;
    return done;
}

Result<void> desk_keep_look(DeskStore& store, const std::string& look)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    return vault->shelve(kLook, base::bytes_of(look));
}

Result<DeskChanged> desk_put_event(DeskStore& store, const std::string& id, json::Object fields)
{
    TRY_VOID(desk_put(store, std::string(kEvent), id, std::move(fields)));
    return refreshed(store, {id});
}

Result<void> desk_keep_view(DeskStore& store, const std::string& name,
                            const std::optional<DeskFilter>& filter)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_ASSIGN(const auto own, held.review.records("review", model::Part::Both));
    if (own.empty()) return base::fail(base::ErrorKind::NotFound, "This review has no record of its own.");
    json::Array rows;
    for (const auto& row : rules::rows({own.front().kind, own.front().id, own.front().fields}, "saved_views"))
        if (json::text_or(row, "name") != name) rows.emplace_back(row);
    if (filter) rows.emplace_back(saved_row(name, *filter));
    json::Object fields;
    fields.set("saved_views", rows.empty() ? json::Value() : json::Value(std::move(rows)));
    TRY_VOID(put(held.vault, held.review, {{put_change("review", own.front().id, std::move(fields))}}));
    return {};
}

}  // namespace core
