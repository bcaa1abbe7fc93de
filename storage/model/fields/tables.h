#pragma once
/// The tables, one file each; gathered by field.cpp. A new kind is one line here and one in field.cpp.

#include "storage/model/field.h"

namespace model::tables {

KindSpec agency_involvement();
KindSpec chronology_event();
KindSpec claim();
KindSpec document();
KindSpec event_link();
KindSpec extract();
KindSpec import();
KindSpec incident();
KindSpec organisation();
KindSpec outside_opening();
KindSpec person();
KindSpec person_role();
KindSpec review();

}  // namespace model::tables
