#include "app/core/desk_overview.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "app/core/changes.h"
#include "app/core/chronology_words.h"
#include "app/core/clocking.h"
#include "app/core/facts.h"
#include "app/core/importing.h"
#include "app/core/wording.h"
#include "storage/model/field.h"
#include "storage/rules/queries.h"
#include "storage/rules/thread.h"
#include "sync/exchange/memory.h"

namespace core {

namespace {

constexpr std::int64_t kSoon = 14;  // days: marked on its card, nothing more

std::int64_t days_between(model::Day from, model::Day to)
{
    return (std::chrono::sys_days(to) - std::chrono::sys_days(from)).count();
}

std::string days_words(std::int64_t n)
{
    return counted(n, "day", "days");
}

// A sentence without its last stop: lines and cards have none.
std::string unstopped(std::string words)
{
    if (words.ends_with('.')) words.pop_back();
    return words;
}

DeskClock clock_in_words(const rules::Facts& facts, const rules::Clock& clock)
{
    DeskClock one;
    one.rule = clock.rule->id;
    one.record = clock.record;
    one.what = unstopped(sentence(clock.rule->label));
    one.who = rules::called_by_id(facts, clock.party);
    if (const auto* subject = facts.find(clock.subject);
        one.who.empty() && subject != nullptr && subject->kind != "review" && subject->kind != "incident")
        one.who = rules::called(facts, *subject);
    for (const auto& note : clock.notes) one.note += (one.note.empty() ? "" : " ") + note;
    if (clock.due) {
        one.due = "Due " + day_words(*clock.due);
        one.days = days_between(facts.today(), *clock.due);
    } else {
        one.due = "No day is set by the rule";
    }
    if (clock.state == rules::ClockState::Paused) {
        one.left = "Paused";
    } else if (!one.days) {
        one.left = "Running";
    } else if (*one.days < 0) {
        one.left = days_words(-*one.days) + " late";
        one.urgency = Urgency::Late;
    } else {
        one.left = *one.days == 0 ? "Today" : days_words(*one.days) + " left";
        one.urgency = *one.days <= kSoon ? Urgency::Soon : Urgency::Calm;
    }
    return one;
}

DeskForm::State state_of(rules::FormState state)
{
    switch (state) {
        case rules::FormState::NotStarted: return DeskForm::State::NotStarted;
        case rules::FormState::InProgress: return DeskForm::State::Begun;
        case rules::FormState::Completed: return DeskForm::State::Done;
        case rules::FormState::NotAvailable:
        case rules::FormState::NotApplicable: return DeskForm::State::NotApplicable;
    }
    return DeskForm::State::NotStarted;
}

bool is_return(const rules::Late& one)
{
    return one.what == "agency" || one.what == "request" || one.what == "reminder";
}

DeskLine late_line(const rules::Late& one)
{
    DeskLine line{one.kind, one.record, sentence(one.called), one.words, {}, Urgency::None};
    if (!one.owner.empty() && one.called.find(one.owner) == std::string::npos)
        line.note = one.owner + ". " + line.note;
    if (one.due) {
        line.mark = days_words(one.days) + " late";
        line.urgency = Urgency::Late;
    }
    return line;
}

// Agencies that have not returned what was asked, late ones first.
std::vector<DeskLine> missing_returns(const rules::Facts& facts, const std::vector<rules::Late>& late)
{
    std::vector<DeskLine> lines;
    for (const auto& one : late)
        if (is_return(one)) lines.push_back(late_line(one));
    for (const auto& one : facts.all("agency_involvement")) {
        const auto status = rules::text(one, "status");
        if (rules::text(one, "required") == "NONE" || status == "NIL" || status == "ACCEPTED" ||
            status == "REFUSED" || rules::has(one, "received_on"))
            continue;
        if (std::ranges::any_of(lines, [&](const DeskLine& had) { return had.id == one.id; })) continue;
        const auto agency = rules::called_by_id(facts, rules::text(one, "organisation"));
        DeskLine line{one.kind, one.id, agency.empty() ? rules::called(facts, one) : agency, {}, {}, {}};
        line.note = status.empty() ? "Not asked yet" : facts.lists().label("involvement_status", status);
        if (const auto due = rules::day(one, "due_on")) line.note += ", due " + day_words(*due);
        lines.push_back(std::move(line));
    }
    return lines;
}

bool agencies_asked(const rules::Facts& facts)
{
    return !facts.all("information_request").empty() ||
           std::ranges::any_of(facts.all("agency_involvement"),
                               [](const auto& one) { return rules::text(one, "required") != "NONE"; });
}

void waiting_clocks(const rules::Facts& facts, const std::vector<rules::Clock>& clocks,
                    std::vector<DeskLine>& lines)
{
    for (const auto& clock : clocks)
        if (clock.difference)
            lines.push_back(
                {"clock", clock.record, "A due day was worked out anew: accept it or keep the old",
                 unstopped(clock.rule->label) + ". Told: " + day_words(clock.difference->old_due) + "; now " +
                     day_words(clock.difference->new_due) +
                     (clock.party.empty() ? "" : ". " + rules::called_by_id(facts, clock.party)),
                 "", Urgency::None});
}

std::vector<DeskLine> waiting_decisions(const rules::Facts& facts, const std::vector<rules::Clock>& clocks,
                                        std::int64_t to_settle)
{
    std::vector<DeskLine> lines;
    const auto& decisions = facts.all("decision");
    const bool screened = std::ranges::any_of(
        decisions, [](const auto& one) { return rules::text(one, "decision_kind") == "CRIT"; });
    if (!screened)
        lines.push_back({"eligibility_test", "", "Which review applies is not decided",
                         "Answer the tests, then record the decision and who made it", "", Urgency::None});
    waiting_clocks(facts, clocks, lines);
    for (const auto& item : facts.all("agenda_item")) {
        if (rules::flag(item, "done") || !facts.naming(item.id, "decision", "agenda_item").empty()) continue;
        const auto* meeting = facts.find(rules::text(item, "meeting"));
        lines.push_back({"agenda_item", item.id, rules::text(item, "text"),
                         meeting == nullptr ? "" : rules::called(facts, *meeting), "", Urgency::None});
    }
    for (const auto& finding : facts.all("finding")) {
        if (const auto status = rules::text(finding, "status"); status == "AGREED" || status == "DISSENT")
            continue;
        lines.push_back({"finding", finding.id, rules::called(facts, finding) + " is not agreed",
                         rules::text(finding, "title"), "", Urgency::None});
    }
    if (to_settle > 0)
        lines.push_back(
            {"chronology_event", "",
             counted(to_settle, "contact needs a person's reading", "contacts need a person's reading"),
             "What the file left open, most often a date", "", Urgency::None});
    return lines;
}

std::vector<DeskLine> thread_gaps(const rules::Facts& facts)
{
    std::vector<DeskLine> lines;
    const auto add = [&](const rules::Problem& problem) {
        lines.push_back({problem.kind, problem.id, problem.message, problem.remedy,
                         problem.gate ? "Stops a stage" : "", problem.gate ? Urgency::Soon : Urgency::None});
    };
    for (const auto& problem : rules::check(facts)) add(problem);
    for (const auto& problem : rules::orphans(facts))
        if (problem.rule != "evidence_unused") add(problem);
    std::int64_t unused = 0;
    for (const auto& problem : rules::orphans(facts)) unused += problem.rule == "evidence_unused" ? 1 : 0;
    if (unused > 0)
        lines.push_back(
            {"chronology_event", "",
             counted(unused, "coded contact is used in no finding", "coded contacts are used in no finding"),
             "Add them to a finding, or leave them as they are", "", Urgency::None});
    std::ranges::stable_sort(lines, [](const DeskLine& a, const DeskLine& b) {
        return a.urgency == Urgency::Soon && b.urgency != Urgency::Soon;
    });
    return lines;
}

// A response that is late is told with who owes it, among what is late.
bool told_as_response(const rules::Facts& facts, const rules::Clock& clock)
{
    const auto* subject = facts.find(clock.subject);
    return clock.state == rules::ClockState::Missed && subject != nullptr &&
           subject->kind == "recommendation" && clock.due &&
           rules::day(*subject, "response_due") == clock.due;
}

// One card for clocks of one rule that are due on one day.
void join_alike(std::vector<DeskClock>& clocks)
{
    std::vector<DeskClock> joined;
    for (auto& clock : clocks) {
        const auto same = std::ranges::find_if(joined, [&](const DeskClock& one) {
            return one.rule == clock.rule && one.due == clock.due && one.left == clock.left;
        });
        if (same == joined.end()) {
            joined.push_back(std::move(clock));
            continue;
        }
        same->record.clear();
        if (same->who.find(clock.who) == std::string::npos)
            same->who += (same->who.empty() ? "" : ", ") + clock.who;
    }
    clocks = std::move(joined);
}

// The last bundle that was not given up, and what became of it.
std::string sent_words(const std::vector<exchange::SentBundle>& sent)
{
    for (auto one = sent.rbegin(); one != sent.rend(); ++one) {
        if (one->status == "abandoned") continue;
        const std::string when = "Sent " + day_words(london_day(one->made));
        if (one->status == "accepted") return when + ", accepted";
        if (one->status == "rejected") return when + ", returned";
        if (one->status == "waiting") return when + ", being checked";
        if (one->status == "fork") return when + ", questioned";
        return when + ", no receipt yet";
    }
    return "Never sent";
}

struct LastMeeting {
    model::Day day{};
    std::string words;
};
std::optional<LastMeeting> last_meeting(const rules::Facts& facts)
{
    std::optional<LastMeeting> found;
    for (const auto& meeting : facts.all("meeting")) {
        const auto day = rules::day(meeting, "date");
        if (!day || *day > facts.today() || (found && *day < found->day)) continue;
        auto name = rules::called(facts, meeting);
        if (!name.empty() && name[0] == 'M') name[0] = 'm';
        found = LastMeeting{*day, "Since " + name + " on " + day_words(*day)};
    }
    return found;
}

// Without the name of its kind, which the line says already, but with its number; empty where there is
// nothing else.
std::string short_name(const rules::Facts& facts, const rules::Record& record)
{
    auto name = rules::called(facts, record);
    const auto* kind = model::kind(record.kind);
    if (kind == nullptr || !name.starts_with(kind->label)) return name;
    name = name.substr(kind->label.size());
    if (name.starts_with(": ")) return name.substr(2);
    if (name.find(" of ") != std::string::npos) return {};
    return rules::called(facts, record);
}

// One line for each kind: "2 added, 1 changed", and which.
std::vector<DeskLine> changes(const rules::Facts& facts, const std::vector<rules::RecordTurn>& turns)
{
    struct Kind {
        std::map<rules::Turn, std::int64_t> count;
        std::vector<std::string> which;
        std::string only;  ///< the record, where there is one only
        int records = 0;
    };
    std::vector<std::pair<std::string, Kind>> kinds;
    for (const auto& turn : turns) {
        auto at = std::ranges::find(kinds, turn.kind, [](const auto& one) { return one.first; });
        if (at == kinds.end()) at = kinds.insert(kinds.end(), {turn.kind, {}});
        ++at->second.count[turn.turn];
        if (const auto* record = facts.find(turn.id)) {
            at->second.which.push_back(short_name(facts, *record));
            at->second.only = turn.id;
            ++at->second.records;
        }
    }
    std::vector<DeskLine> lines;
    for (auto& [name, kind] : kinds) {
        const auto* spec = model::kind(name);
        std::string words(spec == nullptr ? std::string_view(name) : spec->label);
        std::string counts;
        for (const auto& [turn, n] : kind.count)
            counts +=
                (counts.empty() ? "" : ", ") + std::to_string(n) + " " + std::string(rules::to_text(turn));
        std::string which;
        std::erase(kind.which, std::string());
        constexpr std::size_t kNamed = 4;
        for (std::size_t i = 0; i < std::min(kind.which.size(), kNamed); ++i)
            which += (i == 0 ? "" : ", ") + kind.which[i];
        if (kind.which.size() > kNamed)
            which += " and " + std::to_string(kind.which.size() - kNamed) + " more";
        lines.push_back(
            {name, kind.which.size() == 1 ? kind.only : "", words + ": " + counts, which, "", Urgency::None});
    }
    return lines;
}

}  // namespace

std::vector<DeskClock> clocks_in_words(const rules::Facts& facts, const rules::Template& by,
                                       std::int64_t& others)
{
    std::vector<DeskClock> shown;
    others = 0;
    for (const auto& clock : rules::clocks(facts, by)) {
        using enum rules::ClockState;
        if (told_as_response(facts, clock)) continue;
        if (clock.state == Running || clock.state == Missed || clock.state == Paused)
            shown.push_back(clock_in_words(facts, clock));
        else
            ++others;
    }
    join_alike(shown);
    std::ranges::stable_sort(shown, [](const DeskClock& a, const DeskClock& b) {
        if (a.days.has_value() != b.days.has_value()) return a.days.has_value();
        return a.days && *a.days < *b.days;
    });
    return shown;
}

std::vector<DeskForm> forms_of(const rules::Facts& facts, const rules::Template* by)
{
    std::vector<DeskForm> forms;
    for (const auto& form : rules::completeness(facts, by))
        forms.push_back({form.kind.empty() && form.section == "Template" ? "prompt_answer" : form.kind,
                         form.section == "Agencies", state_of(form.state)});
    return forms;
}

Result<DeskOverview> desk_overview(DeskStore& store)
{
    TRY_ASSIGN(const auto held, store.held());
    auto& [vault, review] = held;
    TRY_ASSIGN(const auto facts, core::facts(vault, review, Scope::Open));
    TRY_ASSIGN(const auto by, template_of(vault, facts));
    TRY_ASSIGN(const auto card, review.card());
    DeskOverview made;
    made.review = in_words(card);
    made.events = card.events;
    made.today = day_words(facts.today());
    made.clocks = clocks_in_words(facts, by, made.other_clocks);
    const auto clocks = rules::clocks(facts, by);
    const auto late = rules::late(facts, clocks);
    for (const auto& one : late)
        if (one.what != "clock" && !is_return(one)) made.late.push_back(late_line(one));
    if (const auto meeting = last_meeting(facts)) {
        made.since = meeting->words;
        TRY_ASSIGN(const auto turns, changed_since(review, meeting->day));
        made.changed = changes(facts, turns);
    }
    made.decisions = waiting_decisions(facts, clocks, store.open->opened().to_settle);
    made.returns = missing_returns(facts, late);
    made.asked = agencies_asked(facts);
    made.gaps = thread_gaps(facts);
    made.findings = !facts.all("finding").empty();
    made.forms = forms_of(facts, &by);
    return made;
}

Result<DeskStanding> desk_standing(DeskStore& store, const std::string& uuid)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    if (store.open) return base::fail(base::ErrorKind::Conflict, "Another review is open.");
    TRY_ASSIGN(auto review, vault->open_review(uuid));
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, Scope::Thread));
    TRY_ASSIGN(const auto by, template_of(*vault, facts));
    DeskStanding standing;
    standing.uuid = uuid;
    std::int64_t others = 0;
    const auto clocks = clocks_in_words(facts, by, others);
    if (!clocks.empty()) {
        standing.clock = clocks[0].what;
        standing.left = clocks[0].left;
        standing.days = clocks[0].days;
        standing.urgency = clocks[0].urgency;
    }
    TRY_ASSIGN(const auto sent, exchange::sent_bundles(*vault, uuid));
    standing.sent = sent_words(sent);
    for (const auto& form : forms_of(facts, &by)) {
        if (form.state == DeskForm::State::NotApplicable) continue;
        ++standing.of;
        if (form.state == DeskForm::State::Done) ++standing.done;
    }
    return standing;
}

}  // namespace core
