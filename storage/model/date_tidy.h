#pragma once
/// What agencies write around a date that does not belong to it: brackets about the whole cell, asterisks,
/// "(date not known)", "inclusive", "Date of incident:". Taken off before the date is read.
/// Source: docs/formats/dates.md, section 1.

#include "storage/model/date_tokens.h"

namespace model {

struct Tidied {
    Tokens tokens;
    bool day_not_known = false;  ///< the cell says so: what is left may be a month, not a day
};

Tidied tidy(Tokens tokens);

}  // namespace model
