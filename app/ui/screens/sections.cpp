#include "app/ui/screens/sections.h"

#include <algorithm>

namespace ui {

namespace {

constexpr SectionKind kCase[] = {{"review", "Review", ""},
                                 {"incident", "Incident", "Add an incident"},
                                 {"parallel_process", "Parallel processes", "Add a process"},
                                 {"clock", "Clocks", ""},
                                 {"notification", "Notifications", "Add a notification"}};
constexpr SectionKind kTerms[] = {{"terms_of_reference", "Terms of reference", "Add terms"},
                                  {"kloe", "Key lines of enquiry", "Add a key line"},
                                  {"equality", "Equality", "Add a characteristic"},
                                  {"prompt_answer", "Prompts", ""}};
constexpr SectionKind kAgencies[] = {
    {"organisation", "Organisations", "Add an organisation"},
    {"agency_involvement", "Involvement", "Add an involvement"},
    {"information_request", "Requests", "Add a request"},
    {"conflict_of_interest", "Conflicts and independence", "Add a declaration"}};
constexpr SectionKind kPeople[] = {{"person", "People", "Add a person"},
                                   {"person_role", "Roles", "Add a role"},
                                   {"relationship", "Relationships", "Add a relationship"},
                                   {"victim_suspect", "Victim and suspect", "Add a pair"},
                                   {"criminal_justice", "Criminal justice", "Add a case"}};
constexpr SectionKind kDocuments[] = {{"document", "Documents", ""},
                                      {"extract", "Extracts", "Add an extract"}};
constexpr SectionKind kAnalysis[] = {{"factor", "Factors", "Add a factor"},
                                     {"finding", "Findings", "Add a finding"},
                                     {"finding_evidence", "Evidence", "Add evidence"},
                                     {"lesson", "Lessons", "Add a lesson"},
                                     {"recommendation", "Recommendations", "Add a recommendation"},
                                     {"action", "Actions", "Add an action"},
                                     {"action_update", "Updates", "Add an update"}};
constexpr SectionKind kFamily[] = {{"family_engagement", "Engagement", "Add a step"},
                                   {"account", "Accounts", "Add an account"},
                                   {"pseudonym", "Pseudonyms", "Add a pseudonym"}};
constexpr SectionKind kMeetings[] = {{"meeting", "Meetings", "Add a meeting"},
                                     {"agenda_item", "Agenda", "Add an item"},
                                     {"decision", "Decisions", "Add a decision"},
                                     {"meeting_action", "Actions of meetings", "Add an action"}};
constexpr SectionKind kQuality[] = {{"sign_off", "Sign-offs", "Add a sign-off"},
                                    {"qa_review", "Quality reviews", "Add a round"},
                                    {"qa_criterion_score", "Scores", "Add a score"}};

constexpr SectionSpec kSections[] = {{"overview", "Overview", {}},
                                     {"screening", "Screening", {}},
                                     {"case", "The case", kCase},
                                     {"terms", "Scope and terms", kTerms},
                                     {"agencies", "Panel and agencies", kAgencies},
                                     {"people", "People", kPeople},
                                     {"import", "Import", {}},
                                     {"chronology", "Chronology", {}},
                                     {"documents", "Documents", kDocuments},
                                     {"analysis", "Analysis", kAnalysis},
                                     {"family", "Family", kFamily},
                                     {"meetings", "Meetings", kMeetings},
                                     {"quality", "Quality and sign-off", kQuality},
                                     {"send", "Sign and send", {}}};

}  // namespace

std::span<const SectionSpec> sections()
{
    return kSections;
}

const SectionSpec* section(std::string_view key)
{
    const auto at = std::find_if(std::begin(kSections), std::end(kSections),
                                 [&](const SectionSpec& one) { return one.key == key; });
    return at == std::end(kSections) ? nullptr : at;
}

std::string_view section_of(std::string_view kind)
{
    if (kind == "eligibility_test") return "screening";
    if (kind == "chronology_event" || kind == "event_link") return "chronology";
    for (const auto& one : kSections)
        for (const auto& held : one.kinds)
            if (held.kind == kind) return one.key;
    return {};
}

std::vector<SectionState> states_of(const std::vector<FormProgress>& forms)
{
    std::vector<SectionState> states;
    for (const auto& section : kSections) {
        SectionState state{.key = std::string(section.key), .name = std::string(section.name)};
        bool begun = false;
        for (const auto& form : forms) {
            const std::string_view key = form.section.empty() ? section_of(form.kind) : form.section;
            if (key != section.key || form.mark == Mark::None) continue;
            ++state.of;
            if (form.mark == Mark::Done) ++state.done;
            begun = begun || form.mark != Mark::Empty;
        }
        if (state.of == 0) continue;
        state.mark = state.done == state.of ? Mark::Done : begun ? Mark::Begun : Mark::Empty;
        state.words = state.mark == Mark::Done ? "Complete"
                      : state.mark == Mark::Empty
                          ? "Not started"
                          : std::to_string(state.done) + " of " + std::to_string(state.of) + " complete";
        states.push_back(std::move(state));
    }
    return states;
}

std::vector<Section> rail_sections(std::string_view here, std::int64_t events,
                                   const std::vector<SectionState>& states)
{
    std::vector<Section> rail{{.key = "reviews", .name = "All reviews", .count = {}}};
    for (const auto& one : kSections) {
        rail.push_back({.key = std::string(one.key),
                        .name = std::string(one.name),
                        .count = one.key == "chronology" ? grouped(events) : std::string(),
                        .here = one.key == here});
        const auto state = std::ranges::find(states, one.key, &SectionState::key);
        if (state == states.end() || one.key == "chronology") continue;
        rail.back().mark = state->mark;
        rail.back().state = state->words;
    }
    rail.push_back({.key = "health", .name = "Health", .count = {}, .at_foot = true});
    rail.push_back({.key = "settings", .name = "Settings", .count = {}, .at_foot = true});
    return rail;
}

std::vector<Section> vault_sections(std::string_view here, std::string_view reviews)
{
    return {
        {.key = "reviews", .name = "Reviews", .count = std::string(reviews), .here = here == "reviews"},
        {.key = "health", .name = "Health", .count = {}, .here = here == "health", .at_foot = true},
        {.key = "settings", .name = "Settings", .count = {}, .here = here == "settings", .at_foot = true}};
}

}  // namespace ui
