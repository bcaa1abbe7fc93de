#pragma once
/// Which of a record's values lie in the open part and which in the sealed part.
/// Source: docs/formats/records.md, "Disclosure class".

#include <functional>
#include <optional>
#include <string_view>

#include "storage/model/field.h"

namespace model {

/// Code D0 to D4.
std::optional<Disclosure> disclosure_from_code(std::string_view code);

/// The class of a record: the higher of its kind's and its own field `disclosure_class`.
Disclosure record_class(const KindSpec& kind, const json::Object& whole);

struct Placed {
    json::Object open;
    json::Object sealed;
};

/// Tells whether a part of the record as it stands now holds a value for the field.
using Holds = std::function<bool(std::string_view field)>;

/// Splits a put. Each value goes where its class says; where the other part still holds one, that part gets
/// null. A null goes to every part that holds a value (to the field's own part if none does). `record_class`
/// is the class after the put. Fields come out in table order. Fields that the kind does not have go to the
/// sealed part.
Placed split(const KindSpec& kind, const json::Object& fields, Disclosure record_class,
             const Holds& open_holds = {}, const Holds& sealed_holds = {});

/// Members in table order, then those the table does not have, by id; nulls left out.
json::Object in_table_order(const KindSpec* kind, const json::Object& fields);

/// Errors: Refused `field_placed` when an open body holds a value that belongs to the sealed part, given the
/// class of the record after it (null is allowed: it clears).
Result<void> check_open(const KindSpec& kind, const json::Object& open, Disclosure record_class);

}  // namespace model
