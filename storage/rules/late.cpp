// What is overdue, and what nobody answered.

#include <algorithm>
#include <chrono>

#include "storage/rules/queries.h"

namespace rules {

namespace {

std::int64_t days_after(Day due, Day today)
{
    return (std::chrono::sys_days(today) - std::chrono::sys_days(due)).count();
}

class Lateness {
public:
    explicit Lateness(const Facts& facts) : facts_(facts) {}

    void add(std::string_view what, const Record& record, std::string owner, std::optional<Day> due,
             std::string words)
    {
        if (due && days_after(*due, facts_.today()) <= 0) return;
        Late one;
        one.what = what;
        one.kind = record.kind;
        one.record = record.id;
        one.called = called(facts_, record);
        one.owner = std::move(owner);
        one.due = due;
        one.days = due ? days_after(*due, facts_.today()) : 0;
        one.words = std::move(words);
        found_.push_back(std::move(one));
    }
    void add(Late one) { found_.push_back(std::move(one)); }
    std::vector<Late> take()
    {
        std::stable_sort(found_.begin(), found_.end(),
                         [](const Late& a, const Late& b) { return a.days > b.days; });
        return std::move(found_);
    }
    const Facts& facts() const { return facts_; }
    std::string owner(const Record& record, std::string_view field) const
    {
        return called_by_id(facts_, text(record, field));
    }

private:
    const Facts& facts_;
    std::vector<Late> found_;
};

// The response to a recommendation is told as such, with who owes it.
bool told_as_response(const Facts& facts, const Clock& clock)
{
    const auto* subject = facts.find(clock.subject);
    return clock.rule->id == "RC1" && subject != nullptr && subject->kind == "recommendation" && clock.due &&
           day(*subject, "response_due") == clock.due;
}

void late_clocks(Lateness& to, const std::vector<Clock>& clocks)
{
    for (const auto& clock : clocks) {
        if (clock.state != ClockState::Missed || clock.rule == nullptr) continue;
        if (told_as_response(to.facts(), clock)) continue;
        Late one;
        one.what = "clock";
        one.kind = clock.record.empty() ? "" : "clock";
        one.record = clock.record;
        one.called = clock.rule->id;
        if (const auto subject = called_by_id(to.facts(), clock.subject); !subject.empty())
            one.called += ", " + subject;
        one.owner = called_by_id(to.facts(), clock.party);
        one.due = clock.due;
        one.days = clock.overdue_by;
        one.words = clock.rule->label +
                    ". Record the day it was met, an extension with its reason, or why it "
                    "is waived.";
        to.add(std::move(one));
    }
}

void late_agencies(Lateness& to)
{
    for (const auto& one : to.facts().all("agency_involvement")) {
        const auto status = text(one, "status");
        const bool awaited = status == "ASKED" || status == "ACK" || status == "LATE" || status == "QUERIED";
        if (!awaited || (has(one, "received_on") && status != "QUERIED")) continue;
        const auto due = day(one, "due_on");
        const auto owner = to.owner(one, "organisation");
        if (due)
            to.add("agency", one, owner, due,
                   "The agency's return has not come. Remind it, or record why not.");
        else if (status == "LATE")
            to.add("agency", one, owner, {}, "The agency is marked late and has no due day. Set one.");
    }
}

void late_requests(Lateness& to)
{
    for (const auto& one : to.facts().all("information_request")) {
        const auto response = text(one, "response");
        if ((!response.empty() && response != "AWAITED") || has(one, "response_on")) continue;
        if (!has(one, "sent_on")) continue;
        const auto owner = to.owner(one, "to_org");
        const auto due = day(one, "due_on");
        to.add("request", one, owner, due,
               due ? "No answer to the request for information."
                   : "The request has no day by which to answer. Set one.");
        if (!due || days_after(*due, to.facts().today()) <= 0) continue;
        std::optional<Day> last;
        for (const auto& reminder : rows(one, "reminders"))
            if (const auto on = day(reminder, "on"); on && (!last || *last < *on)) last = on;
        constexpr std::chrono::days kReminder{14};  // a fortnight after the day, or after the last reminder
        const Day next{std::chrono::sys_days(last ? *last : *due) + kReminder};
        to.add("reminder", one, owner, next,
               last ? "The last reminder is more than a fortnight old. Remind again or escalate."
                    : "No reminder was sent. Send one and record it.");
    }
}

void late_actions(Lateness& to)
{
    for (const auto& one : to.facts().all("action")) {
        if (has(one, "completed_on")) continue;
        auto owner = to.owner(one, "owner_org");
        if (const auto role = text(one, "owner_role"); !role.empty())
            owner += (owner.empty() ? "" : ", ") + role;
        if (const auto due = day(one, "target_date"))
            to.add("action", one, owner, due, "The action is not complete. Ask its owner for an update.");
        for (const auto& milestone : rows(one, "milestones")) {
            const auto by = day(milestone, "date");
            if (by && !day(milestone, "done"))
                to.add("milestone", one, owner, by, "A milestone of the action is not done.");
        }
    }
    for (const auto& one : to.facts().all("meeting_action")) {
        const auto due = day(one, "due");
        if (has(one, "done_on") || !due) continue;
        auto owner = to.owner(one, "owner_org");
        for (const auto& more : {to.owner(one, "owner_person"), text(one, "owner_role")})
            if (!more.empty()) owner += (owner.empty() ? "" : ", ") + more;
        to.add("meeting_action", one, owner, due, "What the meeting agreed is not done.");
    }
}

void late_responses(Lateness& to)
{
    for (const auto& one : to.facts().all("recommendation")) {
        if (has(one, "response_date")) continue;
        const auto status = text(one, "rec_status");
        if (status == "DRAFT" || status == "SUPER" || status == "LAPSED" || !has(one, "issued_on")) continue;
        std::string owners = text(one, "national_body");
        for (const auto& id : texts(one, "addressee_org"))
            owners += (owners.empty() ? "" : ", ") + called_by_id(to.facts(), id);
        const auto due = day(one, "response_due");
        to.add("response", one, owners, due,
               due ? "No response to the recommendation."
                   : "The recommendation has no day for the response. Set one.");
    }
    for (const auto& one : to.facts().all("parallel_process"))
        if (const auto state = text(one, "state"); state != "ENDED" && state != "NONE")
            if (const auto next = day(one, "next_date"))
                to.add("parallel", one, to.owner(one, "owner_org"), next,
                       "The next date of the parallel process has passed. Ask how it stands and record it.");
}

void unanswered(Lateness& to)
{
    for (const auto& one : to.facts().all("family_engagement"))
        if (text(one, "step") == "FE10" && !has(one, "answered_on"))
            to.add("comment", one, to.owner(one, "person"), {}, "A comment of the family has no answer.");
    const auto status = text(to.facts().review(), "status");
    if (status >= "S50" && status < "S90")
        for (const auto& one : to.facts().all("kloe")) {
            const auto answer = text(one, "answer_status");
            if (answer.empty() || answer == "OPEN")
                to.add("key_line", one, {}, {},
                       "The key line of enquiry is not answered. Answer it, or say why it cannot be.");
        }
    for (const auto& one : to.facts().all("qa_criterion_score"))
        if (const auto score = text(one, "score");
            (score == "PARTLY" || score == "NOT") && !has(one, "response"))
            to.add("quality", one, {}, {},
                   "A quality criterion that was not met has no answer of the chair.");
}

}  // namespace

std::vector<Late> late(const Facts& facts, const std::vector<Clock>& clocks)
{
    Lateness found(facts);
    late_clocks(found, clocks);
    late_agencies(found);
    late_requests(found);
    late_actions(found);
    late_responses(found);
    unanswered(found);
    return found.take();
}

}  // namespace rules
