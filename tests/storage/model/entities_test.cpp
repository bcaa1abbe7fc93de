#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <sstream>
#include <string>

#include "storage/model/field.h"

namespace {

/// One entity of the domain, the kind that holds it, and the fields that the domain names, in the domain's
/// order.
struct Entity {
    const char* name;
    const char* kind;
    const char* fields;
};

// Transcribed by hand from the table of clause 3.1; not made from the program's own tables.
constexpr Entity kEntities[] = {
    {"Review", "review",
     "human_ref title_working review_type legal_basis template_version lead_area other_areas "
     "commissioner_org "
     "coordinator chair_person author_person status paused_flag paused_reason demo_flag marking scope_from "
     "scope_to scope_reason method linked_reviews retention_class"},
    {"EligibilityTest", "eligibility_test",
     "basis test_code answer reasons_for reasons_against evidence decided_by decided_on"},
    {"Clock", "clock",
     "rule_id party_org trigger_event trigger_date paused_spans extensions met_on evidence notified_due"},
    {"Notification", "notification", "kind value from_org to_org sent_on sent_method copy_doc"},
    {"Incident", "incident",
     "death_date incident_date found_date place_text location_type area_gss bcu police_ref "
     "homicide_index_ref "
     "method weapon weapon_legal weapon_source circumstance alcohol_involved drug_involved cctv witnesses_n "
     "bystander_n public_appeal homicide_subtype hi_domestic da_death_type victims description"},
    {"Person", "person",
     "code names dob age_at_incident age_band sex gender_id ethnicity_18_1 ethnicity_source religion "
     "sexual_orientation disability disability_text nationality first_language interpreter_needed "
     "immigration "
     "marital employment occupation education housing_type vulnerability mh_issue care_experienced "
     "offending_history previous_victim died_date living_flag"},
    {"PersonRole", "person_role", "person role from to"},
    {"Relationship", "relationship",
     "person_a person_b relationship_type from to cohabiting abuse_present source"},
    {"VictimSuspect", "victim_suspect",
     "victim suspect relation known_days living_together aggravating known_to supervision orders"},
    {"CriminalJustice", "criminal_justice",
     "suspect cj_status charge_date court trial_dates verdict sentence minimum_term_months appeal "
     "remarks_doc"},
    {"ParallelProcess", "parallel_process",
     "kind ref owner_org contact state next_date constraint advice_from advice_date last_checked"},
    {"Equality", "equality", "person characteristic considered relevant analysis evidence"},
    {"Organisation", "organisation",
     "name agency_type area_gss valid_from valid_to parent statutory_partner public_name"},
    {"AgencyInvolvement", "agency_involvement",
     "organisation known_to_agency first_contact last_contact level required exclusion_reason lead_person "
     "lead_role status"},
    {"InformationRequest", "information_request",
     "to_org legal_basis asked_for period_from period_to sent_on due_on reminders response refusal_reason "
     "escalated_to"},
    {"Document", "document",
     "title source_kind from_org author_role received_on dated version format sha256 parts marking pages "
     "supersedes third_party_flag expiry"},
    {"Extract", "extract", "document page paragraph cells text quoted_flag"},
    {"Import", "import",
     "file encoding delimiter header_row column_map date_convention rows_read rows_event rows_set_aside"},
    {"ChronologyEvent", "chronology_event",
     "seq date_text earliest latest precision approx time_earliest time_latest end_date_text organisation "
     "source_text subjects contact_kind contact_mode worker_role summary outcome_text contact_outcome "
     "agency_comment policy_followed voice_recorded seen_alone chair_note significance themes mo gp "
     "link_group "
     "import original_row"},
    {"EventLink", "event_link", "a b link confidence decided_by canonical_event"},
    {"Interview / Account", "account",
     "who who_role kind date interviewer consent recording_ref summary agreed_by_interviewee quotes_allowed"},
    {"FamilyEngagement", "family_engagement", "person step date by_whom advocate comment response"},
    {"TermsOfReference", "terms_of_reference", "purpose persons agencies period_from period_to"},
    {"KLOE", "kloe", "kloe_no question kind answer_status why_not findings"},
    {"Meeting", "meeting",
     "meeting_type number date place online attendees quorum confidentiality_read conflicts minutes "
     "circulated_on"},
    {"AgendaItem", "agenda_item", "meeting text"},
    {"Decision", "decision", "number text decision_kind outcome dissent refs"},
    {"MeetingAction", "meeting_action", "text owner_person owner_role due done_on refs"},
    {"ConflictOfInterest", "conflict_of_interest", "person nature declared_on handling independence"},
    {"Factor", "factor",
     "person organisation factor_domain factor_role theme description factor_influence modifiable evidence"},
    {"Finding", "finding",
     "number title statement why_it_happened finding_type theme themes kloe agencies mo gp evidence_strength "
     "practice_grade equality_link status dissent_text"},
    {"FindingEvidence", "finding_evidence", "finding target role note"},
    {"Lesson", "lesson", "number statement level findings early_learning issued_on"},
    {"Recommendation", "recommendation",
     "number text lessons rec_level addressee_org rec_theme rec_addressee smart prevention_tier rec_strength "
     "response_due rec_status response_text response_date reject_reason similar_to origin"},
    {"Action", "action",
     "number recommendation text owner_org owner_role start target_date milestones completed_on "
     "outcome_evidence impact_measure action_rag blocked_reason"},
    {"ActionUpdate", "action_update", "date by_org by_role status text evidence"},
    {"Pseudonym", "pseudonym", "subject place working_code published_name chosen_by clash_checked"},
    {"Redaction", "redaction", "target from to reason edition by approved_by replaced_with"},
    {"SignOff", "sign_off", "edition organisation person capacity date method"},
    {"QAReview", "qa_review", "round reviewer date outcome"},
    {"QACriterionScore", "qa_criterion_score", "qa_review criterion score comment block_ref response"},
    {"Claim", "claim", "record field value accepted source_document source_text reason"},
};

}  // namespace

TEST_CASE("3.1: every entity has its kind, with every field the domain names", "[model]")
{
    for (const auto& entity : kEntities) DYNAMIC_SECTION("3.1 " << entity.name)
        {
            const auto* kind = model::kind(entity.kind);
            REQUIRE(kind != nullptr);
            std::istringstream wanted(entity.fields);
            for (std::string field; wanted >> field;) {
                INFO("field " << field);
                CHECK(std::ranges::any_of(kind->fields, [&](const auto& one) { return one.id == field; }));
            }
        }
}
