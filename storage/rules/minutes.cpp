#include "storage/rules/minutes.h"

#include <algorithm>
#include <array>

#include "storage/rules/words.h"

namespace rules {

namespace {

constexpr std::array<std::string_view, 5> kPermanent = {"text", "decision_kind", "decided_on", "number",
                                                        "stage"};

std::string date_in(const Record& record, std::string_view field)
{
    const auto on = day(record, field);
    return on ? day_words(*on) : text(record, field);
}

std::string attendee_line(const Facts& facts, const json::Object& row)
{
    std::string line = json::text_or(row, "role");
    const auto agency = called_by_id(facts, json::text_or(row, "organisation"));
    if (line.empty()) line = called_by_id(facts, json::text_or(row, "person"));
    if (!agency.empty()) line += (line.empty() ? "" : ", ") + agency;
    const auto substitute = json::text_or(row, "substitute_for");
    if (!substitute.empty()) line += " (for " + substitute + ")";
    return line;
}

std::string people_with(const Facts& facts, const Record& meeting, std::string_view heading,
                        std::string_view first, std::string_view second = {})
{
    std::string out;
    for (const auto& row : rows(meeting, "attendees")) {
        const auto how = json::text_or(row, "attendance");
        if (how == first || (!second.empty() && how == second))
            out += "- " + attendee_line(facts, row) + "\n";
    }
    return out.empty() ? "" : std::string(heading) + "\n" + out + "\n";
}

std::string decisions(const Facts& facts, const Record& meeting)
{
    std::string out;
    for (const auto* decision : facts.naming(meeting.id, "decision", "meeting")) {
        out += called(facts, *decision) + " (" +
               facts.lists().label("decision_kind", text(*decision, "decision_kind")) +
               "): " + text(*decision, "text") + "\n";
        if (has(*decision, "reason")) out += "  Reason: " + text(*decision, "reason") + "\n";
        if (has(*decision, "outcome")) out += "  Outcome: " + text(*decision, "outcome") + "\n";
        for (const auto& row : rows(*decision, "dissent")) {
            auto who = called_by_id(facts, json::text_or(row, "organisation"));
            if (who.empty()) who = called_by_id(facts, json::text_or(row, "person"));
            out += "  Dissent" + (who.empty() ? "" : ", " + who) + ": " + json::text_or(row, "words") + "\n";
        }
    }
    return out.empty() ? "" : "Decisions\n" + out + "\n";
}

std::string actions(const Facts& facts, const Record& meeting)
{
    std::string out;
    for (const auto* action : facts.naming(meeting.id, "meeting_action", "meeting")) {
        auto owner = text(*action, "owner_role");
        auto other = called_by_id(facts, text(*action, "owner_org"));
        if (other.empty()) other = called_by_id(facts, text(*action, "owner_person"));
        if (!other.empty()) owner += (owner.empty() ? "" : ", ") + other;
        out += "- " + text(*action, "text") + (owner.empty() ? "" : " (" + owner + ")") +
               (has(*action, "due") ? ", due " + date_in(*action, "due") : "") +
               (has(*action, "done_on") ? ", done " + date_in(*action, "done_on") : "") + "\n";
    }
    return out.empty() ? "" : "Actions\n" + out + "\n";
}

std::string agenda(const Facts& facts, const Record& meeting)
{
    std::string out;
    int number = 0;
    auto items = facts.naming(meeting.id, "agenda_item", "meeting");
    std::ranges::stable_sort(items, {}, [](const Record* item) { return rules::number(*item, "number"); });
    for (const auto* item : items)
        out += std::to_string(++number) + ". " + text(*item, "text") +
               (flag(*item, "done") ? "" : " (not dealt with)") + "\n";
    return out.empty() ? "" : "Agenda\n" + out + "\n";
}

std::string conflicts(const Facts& facts, const Record& meeting)
{
    std::string out;
    for (const auto& id : texts(meeting, "conflicts"))
        if (const auto* record = facts.find(id))
            out +=
                "- " + called_by_id(facts, text(*record, "person")) + ": " +
                (has(*record, "handling") ? text(*record, "handling") : "declared; handling not recorded") +
                "\n";
    return "Conflicts of interest\n" + (out.empty() ? "None declared.\n" : out) + "\n";
}

}  // namespace

Quorum quorum(const Record& meeting)
{
    Quorum made;
    for (const auto& row : rows(meeting, "attendees")) {
        const auto how = json::text_or(row, "attendance");
        if (how == "PRESENT" || how == "SUBSTITUTE") ++made.present;
        if (how == "APOLOGY") ++made.apologies;
        if (how == "ABSENT") ++made.absent;
    }
    if (has(meeting, "quorum")) made.needed = static_cast<int>(number(meeting, "quorum"));
    return made;
}

std::string minutes(const Facts& facts, const Record& meeting)
{
    const auto& review = facts.review();
    std::string out = flag(review, "demo_flag") ? "DEMO: invented, kept out of every statistic\n" : "";
    const auto marking = text(review, "marking");
    out += facts.lists().label("security_marking", marking.empty() ? "OS_P" : marking) + "\n";
    out += text(review, "human_ref") + "\n" + called(facts, meeting) + ": " +
           facts.lists().label("meeting_type", text(meeting, "meeting_type")) + ", " +
           date_in(meeting, "date") + (flag(meeting, "online") ? ", online" : "") + "\n\n";
    out += people_with(facts, meeting, "Present", "PRESENT", "SUBSTITUTE");
    out += people_with(facts, meeting, "Apologies", "APOLOGY");
    out += people_with(facts, meeting, "Absent", "ABSENT");
    const auto count = quorum(meeting);
    out += std::to_string(count.present) + " present";
    if (count.needed)
        out += "; quorum " + std::to_string(*count.needed) + (count.met() ? ", met" : ", NOT met");
    out += ".\n";
    out += flag(meeting, "confidentiality_read")
               ? "The confidentiality statement was read.\n\n"
               : "The confidentiality statement was NOT recorded as read.\n\n";
    return with_citations(facts, out + conflicts(facts, meeting) + agenda(facts, meeting) +
                                     decisions(facts, meeting) + actions(facts, meeting));
}

Result<void> check_decision(const Record* held, const model::Change& change)
{
    if (change.kind != "decision" || held == nullptr) return {};
    const auto refused =
        base::fail(base::ErrorKind::Refused,
                   "A decision is permanent: its number, kind, words and day stay as they were "
                   "recorded. Nothing was written; record a new decision that replaces it.",
                   "decision_permanent");
    if (change.op == model::Op::Strike) return refused;
    if (change.op != model::Op::Put) return {};
    for (const auto& field : kPermanent) {
        const auto* wanted = change.fields.find(field);
        const auto* now = held->fields.find(field);
        if (wanted != nullptr && now != nullptr && !(*wanted == *now)) return refused;
    }
    return {};
}

}  // namespace rules
