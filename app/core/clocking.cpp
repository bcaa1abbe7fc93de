#include "app/core/clocking.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "app/core/putting.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

struct Doing {
    const rules::Facts& facts;
    const rules::Clock& clock;
    const json::Object& said;
    model::Change change;                ///< of the clock's record
    std::vector<model::Change> besides;  ///< other records of the same command
};

std::string today(const Doing& doing)
{
    return model::to_text(doing.facts.today());
}

// The day said under that name, or today.
std::string said_or_today(const Doing& doing, std::string_view name)
{
    const auto said = json::text_or(doing.said, name);
    return said.empty() ? today(doing) : said;
}

Result<std::string> needed(const Doing& doing, std::string_view name, std::string_view why)
{
    const auto said = json::text_or(doing.said, name);
    if (!said.empty()) return said;
    return fail(ErrorKind::Invalid,
                "Give \"" + std::string(name) + "\": " + std::string(why) + ". Nothing was written.");
}

Result<void> take(Doing& doing, std::initializer_list<std::string_view> names)
{
    for (const auto name : names)
        if (const auto* value = doing.said.find(name)) doing.change.fields.set(name, *value);
    return {};
}

// The rows a record holds under that name, to add one.
json::Array held_rows(const Doing& doing, std::string_view name)
{
    const auto* record = doing.facts.find(doing.clock.record);
    const auto* value = record == nullptr ? nullptr : record->fields.find(name);
    return value != nullptr && value->array() != nullptr ? *value->array() : json::Array{};
}

void add_row(Doing& doing, std::string_view name, json::Object row)
{
    auto all = held_rows(doing, name);
    all.emplace_back(std::move(row));
    doing.change.fields.set(name, std::move(all));
}

// A due day that was notified changes only with both days and the reason kept.
void change_notified(Doing& doing, const std::string& to, const std::string& reason, const std::string& on)
{
    if (!doing.clock.notified_due) return;
    json::Object row;
    row.set("from", model::to_text(*doing.clock.notified_due));
    row.set("to", to);
    row.set("on", on);
    row.set("reason", reason);
    add_row(doing, "due_changes", std::move(row));
    doing.change.fields.set("notified_due", to);
}

Result<void> start(Doing& doing)
{
    TRY_ASSIGN(const auto on, needed(doing, "trigger_date", "the day that starts the clock"));
    doing.change.fields.set("trigger_date", on);
    return take(doing, {"trigger_event", "trigger_ref", "note"});
}

Result<void> extend(Doing& doing)
{
    if (!doing.clock.rule->extendable)
        return fail(ErrorKind::Refused,
                    doing.clock.rule->id +
                        " cannot be extended: nothing in its source allows it. Nothing was "
                        "written.",
                    "clock_not_extendable");
    TRY_ASSIGN(const auto to, needed(doing, "new_date", "the new due day"));
    const auto day = model::day_from_text(to);
    if (day && doing.clock.due && *day <= *doing.clock.due)
        return fail(ErrorKind::Refused,
                    "An extension is to a day after " + model::to_text(*doing.clock.due) +
                        ", when the clock runs out now. Nothing was written.",
                    "clock_not_later");
    TRY_ASSIGN(const auto reason, needed(doing, "reason", "an extension needs a reason"));
    TRY_ASSIGN(const auto by, needed(doing, "approved_by", "the post or body that approved it"));
    json::Object row;
    row.set("new_date", to);
    row.set("reason", reason);
    row.set("approved_by", by);
    row.set("on", said_or_today(doing, "on"));
    add_row(doing, "extensions", std::move(row));
    change_notified(doing, to, reason, said_or_today(doing, "on"));
    return {};
}

Result<void> pause(Doing& doing)
{
    if (!rules::may_pause(*doing.clock.rule))
        return fail(ErrorKind::Refused,
                    doing.clock.rule->id +
                        " may not be paused: only clocks whose rule allows it are, and never "
                        "one set by statute. Nothing was written.",
                    "clock_not_pausable");
    if (doing.clock.state == rules::ClockState::Paused)
        return fail(ErrorKind::Refused, "This clock is paused already. Nothing was written.");
    json::Object row;
    TRY_ASSIGN(const auto reason, needed(doing, "reason", "a pause needs a reason"));
    row.set("from", said_or_today(doing, "from"));
    row.set("reason", reason);
    if (const auto advice = json::text_or(doing.said, "advice"); !advice.empty()) row.set("advice", advice);
    add_row(doing, "paused_spans", std::move(row));
    return {};
}

Result<void> resume(Doing& doing)
{
    auto spans = held_rows(doing, "paused_spans");
    const auto open = std::ranges::find_if(
        spans, [](const json::Value& row) { return json::text_or(*row.object(), "to").empty(); });
    if (open == spans.end())
        return fail(ErrorKind::Refused, "This clock is not paused. Nothing was written.");
    const auto to = said_or_today(doing, "to");
    if (to < json::text_or(*open->object(), "from"))
        return fail(ErrorKind::Invalid, "The pause would end before it began. Nothing was written.");
    open->object()->set("to", to);
    doing.change.fields.set("paused_spans", std::move(spans));
    return {};
}

Result<void> meet(Doing& doing)
{
    doing.change.fields.set("met_on", said_or_today(doing, "met_on"));
    return take(doing, {"evidence", "note"});
}

Result<void> waive(Doing& doing)
{
    TRY_ASSIGN(const auto reason, needed(doing, "waived_reason", "why the rule does not apply to this case"));
    doing.change.fields.set("waived_on", said_or_today(doing, "waived_on"));
    doing.change.fields.set("waived_reason", reason);
    return {};
}

// A notice either tells somebody the due day, or is what the clock asks for and meets it.
Result<void> notify(Doing& doing, std::string id)
{
    TRY_ASSIGN(const auto kind, needed(doing, "kind", "a code of the list notification_kind"));
    model::Change notice;
    notice.kind = "notification";
    notice.id = std::move(id);
    notice.fields.set("kind", kind);
    for (const std::string_view name :
         {"value", "from_org", "to_org", "to_text", "sent_method", "copy_doc", "reasons", "note"})
        if (const auto* value = doing.said.find(name)) notice.fields.set(name, *value);
    if (!notice.fields.has("from_org") && !doing.clock.party.empty())
        notice.fields.set("from_org", doing.clock.party);
    const auto sent = said_or_today(doing, "sent_on");
    notice.fields.set("sent_on", sent);
    if (json::flag_or(doing.said, "due_told")) {
        if (!doing.clock.due)
            return fail(ErrorKind::Refused,
                        "This clock has no due day to tell anybody. Start it first. Nothing was written.");
        if (!doing.clock.notified_due)
            doing.change.fields.set("notified_due", model::to_text(*doing.clock.due));
        doing.change.fields.set("notified_on", sent);
    } else {
        notice.fields.set("clock", doing.change.id);
        doing.change.fields.set("met_on", sent);
    }
    doing.besides.push_back(std::move(notice));
    return {};
}

Result<void> accept(Doing& doing)
{
    if (!doing.clock.difference)
        return fail(ErrorKind::Refused,
                    "The due day of this clock is the one notified: there is nothing to accept.");
    TRY_ASSIGN(const auto reason, needed(doing, "reason", "why the new due day is accepted"));
    change_notified(doing, model::to_text(doing.clock.difference->new_due), reason,
                    said_or_today(doing, "on"));
    return {};
}

Result<void> done(Doing& doing, ClockDeed deed, std::string id)
{
    switch (deed) {
        case ClockDeed::Start: return start(doing);
        case ClockDeed::Extend: return extend(doing);
        case ClockDeed::Pause: return pause(doing);
        case ClockDeed::Resume: return resume(doing);
        case ClockDeed::Meet: return meet(doing);
        case ClockDeed::Waive: return waive(doing);
        case ClockDeed::Notify: return notify(doing, std::move(id));
        case ClockDeed::Accept: return accept(doing);
    }
    std::abort();
}

Result<std::string> party_id(const rules::Facts& facts, const std::string& said)
{
    if (said.empty() || facts.find(said) != nullptr) return said;
    for (const auto& body : facts.all("organisation"))
        if (rules::text(body, "name") == said) return body.id;
    return fail(ErrorKind::NotFound,
                "This review has no organisation of that name. See `record show ... organisation`.");
}

Result<const rules::Clock*> chosen(const std::vector<rules::Clock>& all, const ClockAsk& ask,
                                   const std::string& party)
{
    if (const auto* one = rules::find_clock(all, ask.rule, party, ask.subject)) return one;
    const bool any = std::ranges::any_of(all, [&](const auto& one) { return one.rule->id == ask.rule; });
    if (!any)
        return fail(ErrorKind::NotFound,
                    "The template of this review has no such clock, or it has no partner for it: mark the "
                    "review partners as statutory partners. `clock list` shows the clocks.");
    return fail(ErrorKind::Conflict,
                "There are several clocks of this rule, or none that fits: say which with --party and "
                "--subject. `clock list` shows them. Nothing was written.");
}

}  // namespace

Result<rules::Template> template_of(review::Vault& vault, const rules::Facts& facts)
{
    const auto& templates = vault.templates();
    const auto& review = facts.review();
    if (auto joined =
            templates.joined(rules::text(review, "template_version"), rules::texts(review, "legal_basis")))
        return std::move(*joined);
    const auto* one = templates.for_type(rules::text(review, "review_type"));
    if (one != nullptr)
        if (auto joined = templates.joined(rules::version_text(*one), rules::texts(review, "legal_basis")))
            return std::move(*joined);
    return fail(ErrorKind::NotFound, "This program has no template for this type of review.");
}

Result<std::int64_t> do_clock(review::Vault& vault, review::Review& review, ClockDeed deed,
                              const ClockAsk& ask, const json::Object& said)
{
    TRY_ASSIGN(const auto known, facts(vault, review, Scope::Thread));
    TRY_ASSIGN(const auto by, template_of(vault, known));
    TRY_ASSIGN(const auto party, party_id(known, ask.party));
    const auto all = rules::clocks(known, by);
    rules::Clock fresh;
    const rules::Clock* clock = nullptr;
    const auto* rule = by.clock(ask.rule);
    if (rule != nullptr && deed == ClockDeed::Start &&
        (ask.another || (!party.empty() && rules::find_clock(all, ask.rule, party) == nullptr))) {
        fresh.rule = rule;  // another change, or a body that is no review partner
        fresh.party = party;
        clock = &fresh;
    } else {
        TRY_ASSIGN(clock, chosen(all, ask, party));
    }
    Doing doing{known, *clock, said, {}, {}};
    doing.change.kind = "clock";
    doing.change.id = clock->record.empty() ? base::new_uuid(vault.random()) : clock->record;
    if (clock->record.empty()) {
        doing.change.fields.set("rule_id", clock->rule->id);
        if (!clock->party.empty()) doing.change.fields.set("party_org", clock->party);
        if (!clock->subject.empty()) doing.change.fields.set("trigger_ref", clock->subject);
    }
    TRY_VOID(done(doing, deed, base::new_uuid(vault.random())));
    model::Command command;
    command.changes.push_back(std::move(doing.change));
    for (auto& one : doing.besides) command.changes.push_back(std::move(one));
    TRY_ASSIGN(const auto written, put(vault, review, std::move(command)));
    return written.command;
}

}  // namespace core
