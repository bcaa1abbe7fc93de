#pragma once
/// What the rules of a review read: its live records as values, and the lists they are spelled in.
/// Built from a vault by app/core and from the store at the centre; knows neither. Source: docs/domain.md.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/json/json.h"
#include "storage/model/calendar.h"
#include "storage/model/codelists.h"
#include "storage/model/date_reading.h"

namespace rules {

using base::Result;
using model::Day;

/// One live record. Without its sealed fields where the facts were read without them.
struct Record {
    std::string kind;
    std::string id;
    json::Object fields;
};

/// Who names a record, and in which field.
struct Use {
    const Record* by = nullptr;
    std::string_view field;
};

/// Move only: its records are pointed at.
class Facts {
public:
    /// `lists` and `calendar` must outlive it.
    Facts(Day today, const model::CodeLists& lists,
          const model::Calendar& calendar = model::Calendar::built_in())
        : today_(today), lists_(&lists), calendar_(&calendar)
    {
    }
    Facts(Facts&&) = default;
    Facts& operator=(Facts&&) = default;
    Facts(const Facts&) = delete;
    Facts& operator=(const Facts&) = delete;

    /// The records of one kind, in the order they were made, in place of those held before.
    void add(std::string_view kind, std::vector<Record> records);

    Day today() const { return today_; }
    const model::CodeLists& lists() const { return *lists_; }
    const model::Calendar& calendar() const { return *calendar_; }
    /// In the order they were made; empty where there are none.
    const std::vector<Record>& all(std::string_view kind) const;
    /// Null where there is no such live record.
    const Record* find(std::string_view id) const;
    /// The review's own record; an empty one where it is missing.
    const Record& review() const;
    /// The live records that name `id`, in order of kind and making.
    const std::vector<Use>& uses(std::string_view id) const;
    /// The records of `kind` whose field `field` names `id`.
    std::vector<const Record*> naming(std::string_view id, std::string_view kind,
                                      std::string_view field) const;

private:
    void index_uses() const;

    Day today_;
    const model::CodeLists* lists_;
    const model::Calendar* calendar_;
    std::map<std::string, std::vector<Record>, std::less<>> kinds_;
    std::unordered_map<std::string_view, const Record*> by_id_;
    mutable bool indexed_ = false;
    mutable std::unordered_map<std::string, std::vector<Use>> uses_;
};

// Reading fields: absent or of another type gives nothing.
std::string text(const Record& record, std::string_view field);
std::vector<std::string> texts(const Record& record,
                               std::string_view field);  ///< Codes, Refs, Texts, Digests
std::vector<json::Object> rows(const Record& record, std::string_view field);
std::optional<Day> day(const Record& record, std::string_view field);
std::optional<Day> day(const json::Object& fields, std::string_view field);
bool flag(const Record& record, std::string_view field);
std::int64_t number(const Record& record, std::string_view field, std::int64_t otherwise = 0);
bool has(const Record& record, std::string_view field);
/// Earliest and latest day of a DateText field; none where open or absent.
struct Span {
    std::optional<Day> earliest, latest;
};
Span span(const Record& record, std::string_view field);

/// How a person names the record: its code, number or kind and number, never a name. "finding 3", "V", "S1".
std::string called(const Facts& facts, const Record& record);
/// The same; empty where there is no such live record.
std::string called_by_id(const Facts& facts, std::string_view id);
/// A text as it is read: what a citation names stands in its place (docs/formats/records.md, clause 12).
std::string with_citations(const Facts& facts, std::string_view text);

}  // namespace rules
