#pragma once
/// The field tables: what a record of each kind holds. They drive storage, validation, forms, the
/// codebook and export alike; adding a field is one line in storage/model/fields/<kind>.cpp.
/// Source: docs/domain.md (entities and fields).

#include <cstdint>
#include <span>
#include <string_view>

#include "crypto/base/result.h"
#include "storage/json/json.h"

namespace model {

using base::Result;

/// Of the field tables below: rises when a kind or field is added; statements name it, an older reader waits.
inline constexpr std::uint64_t kModelVersion = 3;

/// How a value is spelled in JSON.
enum class FieldKind {
    Text,      ///< one line
    Prose,     ///< many lines
    Code,      ///< one code of the list
    Codes,     ///< array of codes of the list, unique
    Tri,       ///< one of Y PR N NR NA (list `tri`)
    Flag,      ///< true or absent; a mark of the program, never an answer to a question
    Integer,   ///< within 2^53-1
    Date,      ///< YYYY-MM-DD
    Time,      ///< HH:MM
    DateText,  ///< object {text, earliest, latest, precision, approx}: a date as stated and as read
    Ref,       ///< uuid of a record of kind `of` (empty: of any kind)
    Refs,      ///< array of them, unique
    Digest,    ///< 64 hex digits
    Digests,   ///< array of them
    Texts,     ///< array of one-line texts
    Rows       ///< array of objects with the fields `rows`
};

/// As the codebook spells it: "text", "prose", "code", "codes", "tri", "flag", "integer", "date", "time",
/// "date_text", "ref", "refs", "digest", "digests", "texts", "rows".
std::string_view to_text(FieldKind);

/// Who may read it. Source: domain list `disclosure_class`.
enum class Disclosure { D0, D1, D2, D3, D4 };
std::string_view to_text(Disclosure);

struct FieldSpec {
    std::string_view id;     ///< as stored and exported: lower case with underscores
    std::string_view label;  ///< as a person reads it
    FieldKind kind;
    std::string_view of;    ///< code list (Code, Codes) or record kind (Ref, Refs); else empty
    std::string_view hint;  ///< plain English; empty where the label says it all
    Disclosure disclosure = Disclosure::D2;
    std::string_view source = {};     ///< where the field comes from in the domain reference
    std::string_view mandatory = {};  ///< the gate before which it must be filled, such as "S15"; else empty
    std::span<const FieldSpec> rows = {};
    bool verbatim = false;  ///< exactly as the source has it: never brought to NFC
    bool made = false;      ///< made or worked out by the program: no form asks for it
    bool ahead = false;     ///< its day may lie ahead: due, planned or listed, not only what has happened
};

struct KindSpec {
    std::string_view name;              ///< journal kind: `chronology_event`
    std::string_view label;             ///< "Chronology event"
    Disclosure disclosure;              ///< the least class of a record of this kind
    std::span<const FieldSpec> fields;  ///< in table order, the common fields last
    const FieldSpec* field(std::string_view id) const;
};

/// Every kind, sorted by name.
std::span<const KindSpec> kinds();
/// Null when there is no such kind.
const KindSpec* kind(std::string_view name);

/// The fields that every kind has, after its own: `disclosure_class`, `struck_reason`, `struck_note`.
std::span<const FieldSpec> common_fields();

/// True when the field's values live in the sealed part (D3, D4), given the record's own class.
/// `disclosure_class` and `struck_reason` always stay open: readers without the key need them.
bool is_sealed(const FieldSpec& field, Disclosure record_class);

}  // namespace model
