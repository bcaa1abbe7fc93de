// What the days say of a recommendation and of an action.
#include <algorithm>
#include <tuple>

#include "storage/rules/months.h"
#include "storage/rules/recommend.h"

namespace rules {

namespace {

int severity(std::string_view colour)
{
    constexpr std::string_view kWorsening = "BGWAR";
    const auto at = colour.empty() ? std::string_view::npos : kWorsening.find(colour);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

// By their date, then as they were made.
std::vector<const Record*> updates_of(const Facts& facts, const Record& action)
{
    auto updates = facts.naming(action.id, "action_update", "action");
    std::ranges::stable_sort(updates, {}, [](const Record* update) { return text(*update, "date"); });
    return updates;
}

bool milestone_missed(const Record& action, Day today)
{
    return std::ranges::any_of(rows(action, "milestones"), [&](const json::Object& milestone) {
        const auto by = day(milestone, "date");
        return by && *by < today && !day(milestone, "done");
    });
}

bool started(const Record& action, const std::vector<const Record*>& updates, Day today)
{
    const auto start = day(action, "start");
    if ((start && *start <= today) || !updates.empty() || has(action, "completed_on")) return true;
    return std::ranges::any_of(rows(action, "milestones"), [](const json::Object& milestone) {
        return day(milestone, "done").has_value();
    });
}

bool evidenced(const Record& action, const std::vector<const Record*>& updates)
{
    return has(action, "outcome_evidence") ||
           std::ranges::any_of(updates, [](const Record* update) { return has(*update, "evidence"); });
}

// Colour and reason from the days alone.
void compute_colour(const Record& action, const std::vector<const Record*>& updates, Day today,
                    ActionColour& into)
{
    const auto say = [&](std::string colour, std::string reason) {
        into.computed = std::move(colour);
        into.reason = std::move(reason);
    };
    const auto completed = day(action, "completed_on");
    const bool done = completed && *completed <= today;
    if (done && evidenced(action, updates)) return say("B", "Complete, with evidence.");
    if (into.due && *into.due < today) into.days_late = days_between(*into.due, today);
    if (has(action, "blocked_reason")) return say("R", "Blocked.");
    const std::string waits = done ? " It is said to be complete, but no evidence is linked." : "";
    if (into.days_late > 0) {
        const bool long_late = today > plus_months(*into.due, 3);
        return say(long_late ? "R" : "A",
                   std::string("Late by ") + (long_late ? "more than" : "up to") + " three months." + waits);
    }
    if (milestone_missed(action, today)) return say("A", "A milestone was missed.");
    if (!started(action, updates, today)) return say("W", "Not started, not due.");
    say("G", done ? "Said to be complete; evidence is still to be linked." : "On track.");
}

}  // namespace

RecommendationStatus recommendation_status(const Facts& facts, const Record& recommendation)
{
    RecommendationStatus status;
    status.stored = text(recommendation, "rec_status");
    if (status.stored.empty()) status.stored = "DRAFT";
    status.status = status.stored;
    status.response_due = day(recommendation, "response_due");
    if (!status.response_due) return status;
    status.days_left = days_between(facts.today(), *status.response_due);
    if (status.stored == "ISSUED" && status.days_left < 0 && !has(recommendation, "response_date"))
        status.status = "NORESP";
    return status;
}

ActionColour action_colour(const Facts& facts, const Record& action)
{
    ActionColour colour;
    colour.due = day(action, "target_date");
    const auto updates = updates_of(facts, action);
    compute_colour(action, updates, facts.today(), colour);
    colour.stated = text(action, "action_rag");
    for (const auto* update : updates)
        if (has(*update, "status")) colour.stated = text(*update, "status");
    colour.colour = colour.computed;
    if (severity(colour.stated) > severity(colour.computed)) {
        colour.colour = colour.stated;
        colour.reason = "The owner reports worse than the dates do. " + colour.reason;
    }
    return colour;
}

std::vector<const Record*> action_plan(const Facts& facts)
{
    struct Placed {
        int group;
        std::int64_t recommendation;
        std::int64_t number;
        const Record* action;
    };
    std::vector<Placed> placed;
    for (const auto& action : facts.all("action")) {
        const auto* one = facts.find(text(action, "recommendation"));
        const int group = one == nullptr ? 2 : text(*one, "origin") == "IMR" ? 1 : 0;
        placed.push_back(
            {group, one == nullptr ? 0 : number(*one, "number"), number(action, "number"), &action});
    }
    std::ranges::stable_sort(
        placed, {}, [](const Placed& one) { return std::tuple(one.group, one.recommendation, one.number); });
    std::vector<const Record*> plan;
    for (const auto& one : placed) plan.push_back(one.action);
    return plan;
}

}  // namespace rules
