#include "storage/rules/clocks.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "storage/rules/months.h"
#include "storage/rules/words.h"

namespace rules {

namespace {

/// "kind[field=CODE,...].field", as trigger_field and its like are spelled.
struct Selector {
    std::string kind, field;
    std::vector<std::pair<std::string, std::string>> with;
};

std::optional<Selector> selector(std::string_view spelled)
{
    Selector made;
    const auto dot = spelled.rfind('.');
    if (dot == std::string_view::npos) return {};
    made.field = std::string(spelled.substr(dot + 1));
    auto kind = spelled.substr(0, dot);
    if (const auto open = kind.find('['); open != std::string_view::npos) {
        const auto inside = kind.substr(open + 1, kind.find(']') - open - 1);
        for (std::size_t at = 0; at < inside.size();) {
            const auto comma = std::min(inside.find(',', at), inside.size());
            const auto one = inside.substr(at, comma - at);
            const auto equals = std::min(one.find('='), one.size());
            made.with.emplace_back(one.substr(0, equals), one.substr(std::min(equals + 1, one.size())));
            at = comma + 1;
        }
        kind = kind.substr(0, open);
    }
    made.kind = std::string(kind);
    return made;
}

bool fits(const Selector& wanted, const Record& record)
{
    return std::ranges::all_of(wanted.with,
                               [&](const auto& one) { return text(record, one.first) == one.second; });
}

/// A day as a record holds it; of an uncertain date the earliest.
struct Held {
    Day day{};
    bool approximate = false;
};

std::optional<Held> held_day(const Record& record, std::string_view field)
{
    if (const auto exact = day(record, field)) return Held{*exact, false};
    const auto range = span(record, field);
    if (!range.earliest) return {};
    return Held{*range.earliest, !range.latest || *range.latest != *range.earliest};
}

/// Something in the review that sets a clock going.
struct Start {
    Held at;
    std::string subject, party;
};

std::vector<Start> starts(const Facts& facts, const ClockRule& rule)
{
    std::vector<Start> found;
    const auto wanted = selector(rule.trigger_field);
    if (!wanted) return found;
    for (const auto& record : facts.all(wanted->kind)) {
        if (!fits(*wanted, record)) continue;
        if (const auto at = held_day(record, wanted->field))
            found.push_back({*at, record.id, text(record, "from_org")});
    }
    return found;
}

std::vector<Extension> extensions_of(const Record& record)
{
    std::vector<Extension> found;
    for (const auto& row : rows(record, "extensions"))
        if (const auto until = day(row, "new_date"))
            found.push_back(
                {*until, json::text_or(row, "reason"), json::text_or(row, "approved_by"), day(row, "on")});
    return found;
}

std::vector<Pause> pauses_of(const Record& record)
{
    std::vector<Pause> found;
    for (const auto& row : rows(record, "paused_spans"))
        if (const auto from = day(row, "from"))
            found.push_back(
                {*from, day(row, "to"), json::text_or(row, "reason"), json::text_or(row, "advice")});
    std::ranges::sort(found, {}, &Pause::from);
    return found;
}

// A due day moved on by what was paused before it came. Days paused twice count once.
Day moved_by_pauses(const Facts& facts, const Clock& clock, Day due, std::optional<Day> since)
{
    Day counted = since.value_or(clock.pauses.front().from);
    for (const auto& pause : clock.pauses) {
        const Day from = std::max(pause.from, counted);
        const Day until = pause.to.value_or(facts.today());
        if (until <= from || from > due) continue;
        if (clock.rule->unit == Unit::WorkingDay) {
            const int days =
                working_days_between(plus_days(from, -1), plus_days(until, -1), facts.calendar());
            due = plus_working_days(due, days, facts.calendar());
        } else {
            due = plus_days(due, days_between(from, until));
        }
        counted = until;
    }
    return due;
}

bool paused_now(const Clock& clock, Day today)
{
    return std::ranges::any_of(
        clock.pauses, [&](const Pause& one) { return one.from <= today && (!one.to || *one.to > today); });
}

// Due days of a rule that begins again: counted from the start each time, so that none drifts.
Day nth_due(const Facts& facts, ClockRule rule, Day started, int n)
{
    rule.count *= n;
    return *due_day(rule, started, facts.calendar());
}

void add_record(Clock& clock, const Record& record)
{
    clock.record = record.id;
    clock.party = text(record, "party_org");
    if (const auto said = day(record, "trigger_date")) {
        clock.started = said;
        clock.started_approximate = false;
    }
    if (has(record, "trigger_ref")) clock.subject = text(record, "trigger_ref");
    clock.notified_due = day(record, "notified_due");
    clock.met_on = day(record, "met_on");
    clock.extensions = extensions_of(record);
    auto pauses = pauses_of(record);
    if (may_pause(*clock.rule))
        clock.pauses = std::move(pauses);
    else if (!pauses.empty())
        clock.notes.emplace_back(
            "A pause is recorded, and this clock may not be paused: it counts for nothing.");
    if (!clock.rule->extendable && !clock.extensions.empty()) {
        clock.extensions.clear();
        clock.notes.emplace_back(
            "An extension is recorded, and this clock may not be extended: it counts for nothing.");
    }
}

// Whether this record may meet the clock: its own subject, a notice of its partner, or any where the rule
// knows neither. A notice that names another clock meets that one.
bool may_meet(const Facts& facts, const Clock& clock, const Record& record)
{
    if (has(record, "clock") && text(record, "clock") != clock.record) return false;
    const auto* subject = facts.find(clock.subject);
    if (subject != nullptr && subject->kind == record.kind && record.kind != "notification")
        return record.id == clock.subject;
    return !clock.rule->each_partner || text(record, "from_org") == clock.party;
}

// Met by a notice that names the clock, or by the field the rule names.
void find_met(const Facts& facts, Clock& clock)
{
    if (clock.met_on) return;
    std::optional<Day> first;
    const auto take = [&](std::optional<Day> on) {
        if (on && (!first || *on < *first)) first = on;
    };
    if (!clock.record.empty())
        for (const auto* notice : facts.naming(clock.record, "notification", "clock"))
            take(day(*notice, "sent_on"));
    if (const auto wanted = selector(clock.rule->met_field))
        for (const auto& record : facts.all(wanted->kind)) {
            if (!fits(*wanted, record) || !may_meet(facts, clock, record)) continue;
            if (const auto at = held_day(record, wanted->field)) take(at->day);
        }
    clock.met_on = first;
}

std::optional<Day> agreed_day(const Facts& facts, const Clock& clock)
{
    const auto wanted = selector(clock.rule->due_field);
    const auto* subject = wanted ? facts.find(clock.subject) : nullptr;
    return subject != nullptr && subject->kind == wanted->kind ? day(*subject, wanted->field) : std::nullopt;
}

// The next day the program asks, of a rule without a limit in law.
void remind(const Facts& facts, Clock& clock)
{
    if (clock.met_on) return;
    int n = 1;
    while (nth_due(facts, *clock.rule, *clock.started, n) < facts.today()) ++n;
    clock.remind_on = nth_due(facts, *clock.rule, *clock.started, n);
}

// The due day that follows the last time it was met, of a rule that begins again.
Day next_due(const Facts& facts, Clock& clock)
{
    int n = 1;
    if (clock.met_on)
        while (nth_due(facts, *clock.rule, *clock.started, n) <= *clock.met_on) ++n;
    const bool months = clock.rule->unit == Unit::Month && clock.rule->count < 12;
    if (months && (n * clock.rule->count) % 12 == 0)
        clock.notes.emplace_back("A full year: the annual assessment falls on this day.");
    return nth_due(facts, *clock.rule, *clock.started, n);
}

// The due day by the rule, an agreed day, extensions and pauses.
void compute_due(const Facts& facts, Clock& clock)
{
    auto due = due_day(*clock.rule, *clock.started, facts.calendar());
    if (due && clock.rule->again == Again::Remind) return remind(facts, clock);
    if (due && clock.rule->again == Again::Each) due = next_due(facts, clock);
    if (const auto agreed = agreed_day(facts, clock)) due = agreed;
    std::optional<Day> since;
    if (due && !clock.extensions.empty()) {
        due = clock.extensions.back().new_date;
        since = clock.extensions.back().on;  // an extension already counts what was paused before it
    }
    if (due && !clock.pauses.empty()) due = moved_by_pauses(facts, clock, *due, since);
    clock.computed = due;
}

void set_state(const Record* record, Clock& clock, Day today)
{
    clock.due = clock.notified_due ? clock.notified_due : clock.computed;
    const bool paused = paused_now(clock, today);
    if (clock.notified_due && clock.computed && *clock.notified_due != *clock.computed && !paused)
        clock.difference = DueDifference{*clock.notified_due, *clock.computed};
    const bool again =
        clock.rule->again == Again::Each && clock.due && clock.met_on && *clock.due > *clock.met_on;
    if (record != nullptr && has(*record, "waived_on"))
        clock.state = ClockState::Waived;
    else if (clock.met_on && !again)
        clock.state = ClockState::Met;
    else if (!clock.started)
        clock.state = ClockState::NotStarted;
    else if (paused)
        clock.state = ClockState::Paused;
    else
        clock.state = clock.due && today > *clock.due ? ClockState::Missed : ClockState::Running;
    if (!clock.due) return;
    if (clock.state == ClockState::Missed) clock.overdue_by = days_between(*clock.due, today);
    if (clock.state == ClockState::Met)
        clock.overdue_by = std::max(0, days_between(*clock.due, *clock.met_on));
}

void add_clock_notes(Clock& clock)
{
    if (clock.rule->unverified) clock.notes.emplace_back("Check against current guidance.");
    if (clock.rule->own_limit)
        clock.notes.emplace_back("The source sets no such limit: the count is a setting of this program.");
    if (clock.started_approximate)
        clock.notes.emplace_back("The start is uncertain: counted from its earliest day.");
    if (clock.difference)
        clock.notes.push_back("The due date now comes out differently from the one notified: old " +
                              day_words(clock.difference->old_due) + ", new " +
                              day_words(clock.difference->new_due) +
                              ". The old one stands until somebody accepts the new one.");
}

Clock made(const Facts& facts, const ClockRule& rule, std::string party, const Start* start,
           const Record* record)
{
    Clock clock;
    clock.rule = &rule;
    clock.party = std::move(party);
    if (start != nullptr) {
        clock.subject = start->subject;
        clock.started = start->at.day;
        clock.started_approximate = start->at.approximate;
    }
    if (record != nullptr) add_record(clock, *record);
    find_met(facts, clock);
    if (clock.started) compute_due(facts, clock);
    set_state(record, clock, facts.today());
    add_clock_notes(clock);
    return clock;
}

// The start a record speaks of: the one it names, else one of its party that no other record names.
const Start* start_of(const Record& record, const std::vector<Start>& all, bool by_party,
                      const std::vector<const Record*>& records)
{
    const std::string named = text(record, "trigger_ref"), party = text(record, "party_org");
    if (!named.empty()) {
        const auto found = std::ranges::find(all, named, &Start::subject);
        return found == all.end() ? nullptr : &*found;
    }
    for (const auto& start : all) {
        if (by_party && start.party != party) continue;
        const bool taken = std::ranges::any_of(
            records, [&](const Record* one) { return text(*one, "trigger_ref") == start.subject; });
        if (!taken) return &start;
    }
    return nullptr;
}

void add_rule(const Facts& facts, const ClockRule& rule, std::vector<Clock>& into)
{
    const auto all = starts(facts, rule);
    std::vector<const Record*> records;
    for (const auto& record : facts.all("clock"))
        if (text(record, "rule_id") == rule.id) records.push_back(&record);
    std::vector<const Start*> used;
    const std::size_t before = into.size();
    for (const auto* record : records) {
        const auto* start = start_of(*record, all, rule.each_partner, records);
        used.push_back(start);
        into.push_back(made(facts, rule, text(*record, "party_org"), start, record));
    }
    for (const auto& start : all)
        if (std::ranges::find(used, &start) == used.end())
            into.push_back(made(facts, rule, rule.each_partner ? start.party : "", &start, nullptr));
    if (!rule.each_partner) {
        if (into.size() == before) into.push_back(made(facts, rule, "", nullptr, nullptr));
        return;
    }
    for (const auto& body : facts.all("organisation")) {
        const bool there = std::any_of(into.begin() + static_cast<std::ptrdiff_t>(before), into.end(),
                                       [&](const Clock& one) { return one.party == body.id; });
        if (flag(body, "statutory_partner") && !there)
            into.push_back(made(facts, rule, body.id, nullptr, nullptr));
    }
}

// A partner whose relieving clock runs need not keep the other (OW1x and OW1).
void relieve(std::vector<Clock>& all)
{
    for (const auto& by : all) {
        if (by.rule->relieves.empty() || !by.started) continue;
        for (auto& clock : all) {
            if (clock.rule->id != by.rule->relieves || clock.party != by.party ||
                clock.state == ClockState::Met)
                continue;
            clock.state = ClockState::Waived;
            clock.overdue_by = 0;
            clock.notes.push_back(by.rule->id + ": " + by.rule->label);
        }
    }
}

bool section_26_met(const Facts& facts)
{
    return std::ranges::any_of(facts.all("eligibility_test"), [](const Record& one) {
        return text(one, "test_code").starts_with("S26_") && text(one, "answer") == "MET";
    });
}

void say_what_relieves(const Facts& facts, const Template& by, std::vector<Clock>& all)
{
    if (!section_26_met(facts)) return;
    for (auto& clock : all)
        for (const auto& rule : by.clocks) {
            const bool open = clock.state == ClockState::Running || clock.state == ClockState::Missed ||
                              clock.state == ClockState::NotStarted;
            if (rule.relieves != clock.rule->id || rule.relieves.empty() || !open) continue;
            clock.notes.push_back(
                "A test of section 26 is recorded as met: a partner that knows this need "
                "not notify. Record it by starting " +
                rule.id + " for it.");
        }
}

void mark_governing(std::vector<Clock>& all)
{
    const auto open = [](const Clock& one) {
        return one.due && (one.state == ClockState::Running || one.state == ClockState::Missed);
    };
    for (auto& clock : all) {
        if (!open(clock)) continue;
        clock.governs = std::ranges::none_of(all, [&](const Clock& other) {
            return open(other) && other.rule->aim == clock.rule->aim && *other.due < *clock.due;
        });
    }
}

}  // namespace

std::string_view to_text(ClockState state)
{
    switch (state) {
        case ClockState::NotStarted: return "not_started";
        case ClockState::Running: return "running";
        case ClockState::Paused: return "paused";
        case ClockState::Met: return "met";
        case ClockState::Missed: return "missed";
        case ClockState::Waived: return "waived";
    }
    std::abort();
}

std::string_view described(ClockState state)
{
    return state == ClockState::NotStarted ? "not started" : to_text(state);
}

bool may_pause(const ClockRule& rule)
{
    return rule.pausable && !rule.basis.starts_with("statute");
}

std::optional<Day> due_day(const ClockRule& rule, Day started, const model::Calendar& by)
{
    const int count = rule.before ? -rule.count : rule.count;
    switch (rule.unit) {
        case Unit::MonthInclusive: return last_day_of_months(started, count);
        case Unit::Month: return plus_months(started, count);
        case Unit::WorkingDay:
            return rule.before ? minus_working_days(started, rule.count, by)
                               : plus_working_days(started, rule.count, by);
        case Unit::CalendarDay: return plus_days(started, count);
        case Unit::Hour:
            return plus_days(started, rule.before ? -days_of_hours(rule.count) : days_of_hours(rule.count));
        case Unit::Open: return {};
    }
    std::abort();
}

std::vector<Clock> clocks(const Facts& facts, const Template& by)
{
    std::vector<Clock> all;
    for (const auto& rule : by.clocks) add_rule(facts, rule, all);
    relieve(all);
    say_what_relieves(facts, by, all);
    if (by.joint) mark_governing(all);
    return all;
}

const Clock* find_clock(const std::vector<Clock>& among, std::string_view rule_id, std::string_view party,
                        std::string_view subject)
{
    const Clock* found = nullptr;
    for (const auto& clock : among) {
        if (clock.rule->id != rule_id || (!party.empty() && clock.party != party) ||
            (!subject.empty() && clock.subject != subject && clock.record != subject))
            continue;
        if (found != nullptr) return nullptr;
        found = &clock;
    }
    return found;
}

std::string one_line(const Facts& facts, const Clock& clock)
{
    std::string line = clock.rule->id;
    if (const auto* body = facts.find(clock.party)) line += ", " + called(facts, *body);
    if (const auto* subject = facts.find(clock.subject);
        subject != nullptr && subject->kind != "notification")
        line += ", " + called(facts, *subject);
    line += ": " + std::string(described(clock.state));
    if (clock.due && clock.state != ClockState::Waived) line += ", due " + day_words(*clock.due);
    if (clock.met_on && clock.state == ClockState::Met) line += ", met on " + day_words(*clock.met_on);
    if (clock.overdue_by > 0)
        line += (clock.state == ClockState::Met ? ", late by " : ", overdue by ") +
                std::to_string(clock.overdue_by) + (clock.overdue_by == 1 ? " day" : " days");
    if (clock.remind_on && clock.state == ClockState::Running)
        line += ", asked again on " + day_words(*clock.remind_on);
    return line;
}

}  // namespace rules
