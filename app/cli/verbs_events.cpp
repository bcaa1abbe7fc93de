// duplicates; event merge, split, refuse, code, place, add, order; measures.

#include <algorithm>

#include "app/cli/answer.h"
#include "app/cli/problems.h"
#include "app/core/event_work.h"
#include "storage/rules/words.h"

namespace cli {

namespace {

json::Value or_null(const std::optional<std::int64_t>& number)
{
    return number ? json::Value(*number) : json::Value();
}

json::Object brief_value(const core::EventBrief& event)
{
    json::Object one;
    one.set("id", event.id);
    one.set("when", event.when);
    one.set("agency", event.agency);
    one.set("text", event.text);
    return one;
}

std::string one_line(std::string text)
{
    std::ranges::replace(text, '\n', ' ');
    std::ranges::replace(text, '\t', ' ');
    return text;
}

Result<std::int64_t> number_of(const std::string& text, std::string_view option)
{
    if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos)
        return base::fail(base::ErrorKind::Invalid, std::string(option) + " takes a whole number.");
    return std::stoll(text);
}

Result<Answer> duplicates(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto found, core::doubles(*vault, review, call.flag("--all")));
    json::Array all;
    std::string text;
    for (const auto& one : found) {
        json::Object value;
        value.set("a", one.proposal.a);
        value.set("b", one.proposal.b);
        value.set("link", one.proposal.link);
        value.set("score", static_cast<std::int64_t>(one.proposal.score));
        value.set("same_agency", one.proposal.same_agency);
        value.set("reasons", texts(one.proposal.reasons));
        value.set("events", json::Array{brief_value(one.a), brief_value(one.b)});
        all.emplace_back(std::move(value));
        value.set("link_id", one.link.empty() ? json::Value() : json::Value(one.link));
        value.set("confirmed", one.link.empty() ? json::Value() : json::Value(one.confirmed));
        text +=
            std::to_string(one.proposal.score) + "  " +
            vault->lists().label("event_link", one.proposal.link) +
            (one.link.empty() ? ""
                              : (one.confirmed ? "  confirmed, link " : "  kept apart, link ") + one.link) +
            "\n";
        for (const auto* event : {&one.a, &one.b})
            text +=
                one_line("  " + event->id + "  " + event->when + "  " + event->agency + "  " + event->text) +
                "\n";
        for (const auto& reason : one.proposal.reasons) text += "    " + reason + "\n";
    }
    if (found.empty()) text = "Nothing looks like a double, or all of it is decided.\n";
    return Answer{std::move(all), std::move(text), 0};
}

Result<core::MergeWanted> wanted_of(Call& call)
{
    core::MergeWanted wanted;
    wanted.a = call.at("A");
    wanted.b = call.at("B");
    wanted.link = call.option("--link").value_or("DUP");
    wanted.canonical = call.option("--canonical").value_or("");
    wanted.by = call.option("--by").value_or("");
    if (const auto score = call.option("--confidence")) {
        TRY_ASSIGN(wanted.confidence, number_of(*score, "--confidence"));
    }
    return wanted;
}

Answer linked(const core::LinkWritten& done, std::string_view line)
{
    AnswerBuilder answer;
    answer.fact("link", "Link", done.link).fact("command", "", done.written.command).line(line);
    answer.fact("line", "", texts(done.line));
    return answer.done();
}

Result<Answer> merge(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto wanted, wanted_of(call));
    TRY_ASSIGN(const auto done, core::merge_events(*vault, review, wanted));
    return linked(done, done.line.empty() ? "Linked; each keeps its line."
                                          : "Shown as one line now, with every source.");
}

Result<Answer> refuse(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto wanted, wanted_of(call));
    TRY_ASSIGN(const auto done, core::refuse_double(*vault, review, wanted));
    return linked(done, "Kept apart; not proposed again.");
}

Result<Answer> event_split(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto done, core::split_events(*vault, review, call.at("LINK-ID")));
    return linked(done, "The link is taken away; what it joined stands as before.");
}

Answer written(const core::Written& done, std::string_view id, std::string_view line)
{
    AnswerBuilder answer;
    answer.fact("id", "", std::string(id)).fact("command", "", done.command).line(line);
    return answer.done();
}

Result<Answer> code(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    core::EventCodes coding;
    coding.mo = call.all("--mo");
    coding.gp = call.all("--gp");
    coding.themes = call.all("--theme");
    coding.significance = call.option("--significance");
    coding.kind = call.option("--kind");
    coding.remove = call.flag("--remove");
    TRY_ASSIGN(const auto done, core::code_event(*vault, review, call.at("ID"), coding));
    return written(done, call.at("ID"), coding.remove ? "The codes are taken away." : "Coded.");
}

Result<Answer> place(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    core::Placing placing;
    placing.after = call.option("--after").value_or("");
    placing.before = call.option("--before").value_or("");
    placing.clear = call.flag("--clear");
    if (const auto number = call.option("--seq")) {
        TRY_ASSIGN(placing.sequence, number_of(*number, "--seq"));
    }
    TRY_ASSIGN(const auto done, core::place_event(*vault, review, call.at("ID"), placing));
    return written(done, call.at("ID"), placing.clear ? "It stands by its date again." : "Placed.");
}

Result<Answer> event_add(Call& call)
{
    TRY_ASSIGN(const auto said, call.input_object());
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto added, core::add_event(*vault, review, said));
    AnswerBuilder answer;
    answer.fact("id", "", added.id)
        .fact("command", "", added.written.command)
        .fact("problems", "", texts(added.problems))
        .line(added.id);
    for (const auto& problem : added.problems) answer.line("To settle: " + problem);
    return answer.done();
}

// What a person calls an event or an agency.
const std::string& name_in(const core::Names& names, const std::string& id)
{
    const auto found = names.find(id);
    return found == names.end() ? id : found->second;
}

json::Array ids_at(const core::OrderShown& order, const std::vector<std::size_t>& sequence)
{
    json::Array ids;
    for (const auto at : sequence) ids.emplace_back(order.ids[at]);
    return ids;
}

Result<Answer> order(Call& call)
{
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto found, core::chronology_order(review));
    json::Array events, clashes;
    std::string text;
    for (const auto at : found.possible.merged.order) {
        const auto& standing = found.possible.standing[at];
        const std::string why = standing.assumed() ? rules::assumption(found.events[at]) : "";
        json::Object one;
        one.set("id", found.ids[at]);
        one.set("place", static_cast<std::int64_t>(standing.place));
        one.set("earliest_place", static_cast<std::int64_t>(standing.earliest_place));
        one.set("latest_place", static_cast<std::int64_t>(standing.latest_place));
        one.set("by_hand", standing.by_hand);
        one.set("depends_on_assumption", standing.assumed());
        one.set("assumption", why.empty() ? json::Value() : json::Value(why));
        events.emplace_back(std::move(one));
        text += std::to_string(standing.place) + "  " + name_in(found.names, found.ids[at]) + "  " +
                found.ids[at];
        if (standing.assumed())
            text += "  could be " + std::to_string(standing.earliest_place) + " to " +
                    std::to_string(standing.latest_place) + ": " + why;
        text += "\n";
    }
    for (const auto& clash : found.possible.merged.clashes) {
        json::Object one;
        one.set("id", found.ids[clash.event]);
        one.set("message", rules::to_text(clash.why));
        text += name_in(found.names, found.ids[clash.event]) + ": " + rules::to_text(clash.why) + "\n";
        clashes.emplace_back(std::move(one));
    }
    json::Object value;
    value.set("events", std::move(events));
    value.set("earliest_sequence", ids_at(found, found.possible.earliest_sequence));
    value.set("latest_sequence", ids_at(found, found.possible.latest_sequence));
    value.set("clashes", std::move(clashes));
    return Answer{std::move(value), std::move(text), 0};
}

json::Value range_value(const std::optional<rules::Range>& range)
{
    if (!range) return {};
    json::Object one;
    one.set("least", or_null(range->least));
    one.set("most", or_null(range->most));
    one.set("assumed", !range->known());
    return one;
}

std::string range_text(const std::optional<rules::Range>& range)
{
    if (!range) return "not known";
    if (range->known()) return std::to_string(*range->least);
    if (!range->most) return std::to_string(range->least.value_or(0)) + " or more";
    if (!range->least) return "at most " + std::to_string(*range->most);
    return std::to_string(*range->least) + " to " + std::to_string(*range->most);
}

json::Object event_value(const rules::EventMeasure& event)
{
    json::Object one;
    one.set("event", event.event);
    one.set("contact", event.contact);
    one.set("age", range_value(event.age));
    one.set("days_before_death", range_value(event.days_before_death));
    one.set("days_since_contact", range_value(event.since_any));
    one.set("days_since_same_agency", range_value(event.since_same));
    return one;
}

json::Array gap_values(const rules::Measures& found)
{
    json::Array gaps;
    for (const auto& gap : found.gaps) {
        json::Object one;
        one.set("after", gap.after);
        one.set("before", gap.before);
        one.set("from", model::to_text(gap.from));
        one.set("to", model::to_text(gap.to));
        one.set("days", range_value(gap.days));
        one.set("unless", texts(gap.unless));
        gaps.emplace_back(std::move(one));
    }
    return gaps;
}

json::Object measures_value(const rules::Measures& found, const core::Names& names)
{
    json::Object value;
    value.set("person", found.person.empty() ? json::Value() : json::Value(found.person));
    json::Array events, windows, bursts, lasts;
    for (const auto& event : found.events) events.emplace_back(event_value(event));
    for (const auto& window : found.windows) {
        json::Object one;
        one.set("days", window.days);
        one.set("contacts", range_value(window.contacts));
        windows.emplace_back(std::move(one));
    }
    for (const auto& burst : found.bursts) {
        json::Object one;
        one.set("from", model::to_text(burst.from));
        one.set("to", model::to_text(burst.to));
        one.set("days", burst.days);
        one.set("contacts", burst.contacts);
        one.set("expected_tenths", static_cast<std::int64_t>(burst.expected * 10));
        bursts.emplace_back(std::move(one));
    }
    for (const auto& last : found.last_contacts) {
        json::Object one;
        one.set("organisation", last.agency);
        one.set("name", name_in(names, last.agency));
        one.set("event", last.event);
        one.set("days_before_death", range_value(last.days_before_death));
        one.set("assumed", last.assumed);
        lasts.emplace_back(std::move(one));
    }
    value.set("events", std::move(events));
    value.set("windows", std::move(windows));
    value.set("gaps", gap_values(found));
    value.set("bursts", std::move(bursts));
    value.set("last_seen_alone", found.seen_alone ? json::Value(*found.seen_alone) : json::Value());
    value.set("last_seen_alone_assumed", found.seen_alone_assumed);
    value.set("last_contacts", std::move(lasts));
    value.set("assumptions", texts(found.assumptions));
    return value;
}

std::string days_text(const std::optional<rules::Range>& range)
{
    return range_text(range) + (range && range->known() && *range->least == 1 ? " day" : " days");
}

// "age 14, 2283 days before the death, 780 days after the last contact": only what is known.
std::string event_text(const rules::EventMeasure& event, const core::Names& names)
{
    std::string text = name_in(names, event.event) + ":";
    if (event.age) text += " age " + range_text(event.age) + ",";
    if (event.days_before_death) text += " " + days_text(event.days_before_death) + " before the death,";
    if (event.since_any) text += " " + days_text(event.since_any) + " after the last contact,";
    if (event.since_same) text += " " + days_text(event.since_same) + " after this agency's last,";
    if (!event.contact) text += " not a contact,";
    text.pop_back();
    return text + "\n";
}

std::string measures_text(const rules::Measures& found, const core::Names& names)
{
    std::string text;
    for (const auto& event : found.events) text += event_text(event, names);
    for (const auto& window : found.windows)
        text += "Contacts in the last " + std::to_string(window.days) +
                " days before the death: " + range_text(window.contacts) + "\n";
    for (const auto& gap : found.gaps)
        text += "No contact for " + days_text(gap.days) + ": " + rules::day_words(gap.from) + " to " +
                rules::day_words(gap.to) +
                (gap.unless.empty() ? "" : ", unless a loosely dated contact fell into it") + "\n";
    for (const auto& burst : found.bursts)
        text += "Many contacts at once: " + plural(burst.contacts, "contact", "contacts") + " in " +
                plural(burst.days, "day", "days") + " from " + rules::day_words(burst.from) + "\n";
    text += "Last seen alone: " +
            (found.seen_alone ? name_in(names, *found.seen_alone) : std::string("not recorded")) +
            (found.seen_alone_assumed ? " (another may have been later)" : "") + "\n";
    for (const auto& last : found.last_contacts)
        text += "Last contact of " + name_in(names, last.agency) + ": " + name_in(names, last.event) +
                (last.assumed ? " (another may have been later)" : "") + "\n";
    for (const auto& said : found.assumptions) text += said + "\n";
    return text;
}

Result<Answer> measures(Call& call)
{
    std::int64_t gap = rules::kGapDays;
    if (const auto days = call.option("--gap")) {
        TRY_ASSIGN(gap, number_of(*days, "--gap"));
    }
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto found,
               core::chronology_measures(*vault, review, call.option("--person").value_or(""), gap));
    return Answer{measures_value(found.figures, found.names), measures_text(found.figures, found.names), 0};
}

}  // namespace

std::vector<Verb> event_verbs()
{
    const std::vector<Option> linking = {
        {"--link", Takes::Value, "Code of event_link; DUP if left out"},
        {"--canonical", Takes::Value, "Event whose wording stands on the line"},
        {"--confidence", Takes::Value, "Score of the proposal, 0 to 100"},
        {"--by", Takes::Value, "Code of the person who decided"}};
    return {
        {"duplicates", "DIR REF", opening_and({{"--all", Takes::Nothing, "Those decided too"}}),
         "Contacts that may be told twice and referrals that may belong together, with score and reasons",
         duplicates},
        {"event merge", "DIR REF A B", opening_and(linking), "Confirm that two events belong together",
         merge},
        {"event refuse", "DIR REF A B", opening_and(linking), "Keep two events apart: not proposed again",
         refuse},
        {"event split", "DIR REF LINK-ID", opening(), "Take a link between events away", event_split},
        {"event code", "DIR REF ID",
         opening_and({{"--mo", Takes::Values, "Missed opportunity"},
                      {"--gp", Takes::Values, "Good practice"},
                      {"--theme", Takes::Values, "Theme"},
                      {"--significance", Takes::Value, "Significance"},
                      {"--kind", Takes::Value, "Kind of contact"},
                      {"--remove", Takes::Nothing, "Take these codes away"}}),
         "Code an event, several codes at once", code},
        {"event place", "DIR REF ID",
         opening_and({{"--after", Takes::Value, "Event it stands after"},
                      {"--before", Takes::Value, "Event it stands before"},
                      {"--seq", Takes::Value, "Number among events of the same date"},
                      {"--clear", Takes::Nothing, "By date again"}}),
         "Give an event its place by hand: order known, date unknown", place},
        {"event add", "DIR REF", opening(),
         "Add an event typed by hand: date, time, agency, subjects, text as JSON on standard input",
         event_add},
        {"event order", "DIR REF", opening(),
         "What is certain of each place: earliest and latest possible, and what it rests on", order},
        {"measures", "DIR REF",
         opening_and({{"--gap", Takes::Value, "Silent gaps over so many days; 60 if left out"},
                      {"--person", Takes::Value, "Code of the person; else the victim"}}),
         "Age, days before death, intervals, gaps, bursts, last seen alone, last contact of each agency",
         measures},
    };
}

}  // namespace cli
