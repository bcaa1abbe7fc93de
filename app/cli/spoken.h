#pragma once
/// A record's values as a person reads them: labels for codes, dates in words, names for references.

#include <string>

#include "storage/model/field.h"
#include "storage/rules/facts.h"

namespace cli {

/// One value. A code is followed by its label, a reference by what it is called; rows are joined by "; ".
std::string spoken(const rules::Facts& facts, const model::FieldSpec& spec, const json::Value& value);
/// "  Label: value" for every field, one a line, in the order of the field table.
std::string spoken(const rules::Facts& facts, const model::KindSpec& kind, const json::Object& fields);
/// "2 February 2025" for a day as stored; other words as they are.
std::string spoken_day(const std::string& stored);

}  // namespace cli
