#pragma once
/// The tables, one file each; gathered by field.cpp. A new kind is one line here and one in field.cpp.

#include "storage/model/field.h"

namespace model::tables {

/// A field whose day may lie ahead.
constexpr FieldSpec ahead(FieldSpec field)
{
    field.ahead = true;
    return field;
}

KindSpec account();
KindSpec action();
KindSpec action_update();
KindSpec agency_involvement();
KindSpec agenda_item();
KindSpec chronology_event();
KindSpec claim();
KindSpec clock();
KindSpec conflict_of_interest();
KindSpec criminal_justice();
KindSpec decision();
KindSpec document();
KindSpec eligibility_test();
KindSpec equality();
KindSpec event_link();
KindSpec extract();
KindSpec factor();
KindSpec family_engagement();
KindSpec finding();
KindSpec finding_evidence();
KindSpec import();
KindSpec incident();
KindSpec information_request();
KindSpec kloe();
KindSpec lesson();
KindSpec meeting();
KindSpec meeting_action();
KindSpec notification();
KindSpec organisation();
KindSpec outside_opening();
KindSpec parallel_process();
KindSpec person();
KindSpec person_role();
KindSpec prompt_answer();
KindSpec pseudonym();
KindSpec qa_criterion_score();
KindSpec qa_review();
KindSpec recommendation();
KindSpec redaction();
KindSpec relationship();
KindSpec review();
KindSpec sign_off();
KindSpec terms_of_reference();
KindSpec victim_suspect();

}  // namespace model::tables
