#pragma once
/// Code lists: what a Code field may hold, with labels, notes and validity dates.
/// Source: assets/codelists (docs/formats/records.md, "Code lists").

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/json/json.h"

namespace model {

using base::Result;

struct CodeValue {
    std::string code;
    std::string label;
    std::string note;        ///< for the person choosing; may be empty
    std::string valid_from;  ///< YYYY-MM-DD, empty: always
    std::string valid_to;    ///< last day, YYYY-MM-DD, empty: still valid
    json::Object more;       ///< further members of the list's own, such as `bcu` of a borough

    /// `on`: YYYY-MM-DD; an empty day asks whether it was ever valid.
    bool valid(std::string_view on) const;
};

struct CodeList {
    std::string id;
    std::string title;
    std::string source;
    std::string note;
    std::string valid_from, valid_to;  ///< as in CodeValue
    bool closed = false;               ///< the program acts on its codes: no local values
    std::vector<CodeValue> values;     ///< in the order shown

    const CodeValue* find(std::string_view code) const;
};

/// A centrally mapped local value is spelled `LOCAL:` and 1 to 32 of A-Z 0-9 _; every list that is not closed
/// takes one. No words: the text of a local value stays with whoever mapped it.
bool is_local_code(std::string_view code);

class CodeLists {
public:
    /// One asset file. Errors: Invalid, naming the list and what is wrong with it.
    static Result<CodeLists> load(std::string_view json);
    /// Those that travel inside the program.
    static const CodeLists& built_in();

    int version() const { return version_; }                       ///< rises with every change
    const std::vector<CodeList>& lists() const { return lists_; }  ///< ascending by id
    const CodeList* list(std::string_view id) const;

    /// May `code` stand in a field of this list? `on` as in CodeValue::valid.
    bool accepts(std::string_view list, std::string_view code, std::string_view on = {}) const;
    /// As a person reads it; the code itself when the list does not know it.
    std::string label(std::string_view list, std::string_view code) const;
    /// Adds the lists of another file. Errors: Conflict when a list is in both.
    Result<void> add(CodeLists other);
    /// Puts the lists of a newer file in the place of those of the same id, and adds the rest. Codes may be
    /// retired by date, never left out; a list that the program acts on stays closed.
    /// Errors: Refused `pack_code_missing`, naming the list. Nothing is changed then.
    Result<void> replace(CodeLists other);

private:
    int version_ = 0;
    std::vector<CodeList> lists_;
};

/// A London local authority by its GSS code, `E09000001` to `E09000033`.
bool is_london_area(std::string_view gss);
/// `X99000001` to `X99000003`: demo reviews only.
bool is_demo_area(std::string_view gss);

}  // namespace model
