#pragma once
/// Are these fields what the tables say? Asked before anything is written and of everything received.
/// Source: docs/formats/records.md.

#include <string_view>

#include "storage/model/codelists.h"
#include "storage/model/field.h"

namespace model {

/// `fields` as a put has them: null clears and is always right. `on` (YYYY-MM-DD) is the day at which codes
/// must be valid; empty accepts a code that was ever valid, which is how stored and received records are
/// read. Errors: Invalid `field_unknown`, `field_type`, `field_code`, `field_date`, `field_text`,
/// `field_repeat`; they name kind and field, never the value.
Result<void> validate(const KindSpec& kind, const json::Object& fields, const CodeLists& lists,
                      std::string_view on = {});

/// Demo areas only in a demo review; the reference fits type and area. For kind `review`, whole record.
/// Errors: Refused `demo_area`; Invalid `field_code`.
Result<void> validate_review(const json::Object& whole);

/// Lower-case letters, digits and underscores, beginning with a letter, at most 64: kinds and field ids.
bool is_identifier(std::string_view text);

/// As text is stored: CRLF and CR become LF, NFC, other C0 controls become U+FFFD; verbatim fields keep their
/// form but for the controls. Everything else is left as it is.
json::Object normalise(const KindSpec& kind, const json::Object& fields);

/// What a strike's body holds: a code of `strike_reason` as it is, words as `OTHER` with the words sealed.
json::Object strike_fields(std::string_view reason, const CodeLists& lists);

/// A record that another names.
struct Reference {
    std::string field;
    std::string kind;  ///< empty: any
    std::string id;
};
/// Every Ref and Refs in `fields`, rows included.
std::vector<Reference> references(const KindSpec& kind, const json::Object& fields);

}  // namespace model
