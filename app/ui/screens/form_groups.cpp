#include "app/ui/screens/form_groups.h"

#include <algorithm>

namespace ui {

namespace {

struct Group {
    std::string_view kind, title, fields;  ///< ids with one space between two
};
constexpr Group kGroups[] = {
    {"review", "Which review", "review_type legal_basis template_version out_of_force status"},
    {"review", "Who holds it",
     "lead_area other_areas commissioner_org coordinator chair_person author_person"},
    {"review", "Period under review", "scope_from scope_to scope_reason year_of_death"},
    {"review", "Keeping", "title_working marking retention_class linked_reviews"},
    {"incident", "When", "death_date incident_date found_date"},
    {"incident", "Where", "area_gss bcu location_type place_text"},
    {"incident", "How", "method weapon weapon_legal weapon_source description"},
    {"incident", "References", "police_ref homicide_index_ref"},
    {"terms_of_reference", "What was agreed", "version agreed_on purpose decision supersedes"},
    {"terms_of_reference", "Scope", "period_from period_to persons agencies family_consulted"},
    {"kloe", "The question", "kloe_no question kind agencies"},
    {"kloe", "The answer", "answer_status answer why_not findings"},
    {"organisation", "", "name agency_type statutory_partner"},
    {"organisation", "Where it works", "area_gss icb bcu"},
    {"organisation", "In the report and in letters", "public_name contact"},
    {"organisation", "Its history", "valid_from valid_to parent"},
    {"agency_involvement", "Involvement",
     "organisation known_to_agency persons first_contact last_contact level"},
    {"agency_involvement", "What is required", "required exclusion_reason lead_person lead_role"},
    {"agency_involvement", "What came back", "status asked_on due_on received_on completeness documents"},
    {"information_request", "The request", "to_org legal_basis asked_for period_from period_to"},
    {"information_request", "When", "sent_on due_on reminders"},
    {"information_request", "The answer",
     "response response_on refusal_reason refusal_text escalated_to documents involvement"},
};

std::vector<std::string_view> ids_of(std::string_view fields)
{
    std::vector<std::string_view> ids;
    while (!fields.empty()) {
        const auto end = std::min(fields.find(' '), fields.size());
        ids.push_back(fields.substr(0, end));
        fields.remove_prefix(std::min(end + 1, fields.size()));
    }
    return ids;
}

}  // namespace

std::vector<FormGroup> form_groups(std::string_view kind, std::span<const std::string_view> asked)
{
    std::vector<FormGroup> groups;
    std::vector<std::string_view> left(asked.begin(), asked.end());
    for (const Group& one : kGroups) {
        if (one.kind != kind) continue;
        FormGroup group{one.title, {}};
        for (const auto id : ids_of(one.fields))
            if (std::erase(left, id) > 0) group.fields.push_back(id);
        if (!group.fields.empty()) groups.push_back(std::move(group));
    }
    if (!left.empty()) groups.push_back({groups.empty() ? "" : "More", std::move(left)});
    return groups;
}

}  // namespace ui
