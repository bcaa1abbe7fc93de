#pragma once
/// Values that are worked out and never typed: age, age band, homicide sub-type, police command unit,
/// integrated care board. Source: docs/domain.md 3.1, 3.3.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/command.h"
#include "storage/rules/facts.h"
#include "storage/rules/template.h"

namespace rules {

/// Whole years; a range where the dates leave one open.
struct Age {
    int least = 0;
    int most = 0;
    bool settled() const { return least == most; }
};
std::string to_text(Age age);  ///< "20", "19 or 20", "17 to 21"

/// Whole years completed on `on` by someone born on `born`. Born on 29 February: a year older on 1 March.
int age_on(Day born, Day on);
std::optional<Age> age_between(const Span& born, const Span& on);

/// By date of birth and the date of the person's incident (of death where no incident date is known); else by
/// the age recorded. Needs the sealed fields of the person for the date of birth.
std::optional<Age> age_at_incident(const Facts& facts, const Record& person);
/// Code of `age_band`; NK where the age is unknown or the range crosses bands.
std::string age_band(const std::optional<Age>& age);
/// Code of `homicide_subtype` of one victim of one incident; empty where sex, age, place or the domestic flag
/// leave it open.
std::string homicide_subtype(const Facts& facts, const Record& incident, const Record& victim);
/// Of the incident: that of its first victim that has one.
std::string homicide_subtype(const Facts& facts, const Record& incident);
/// Code of `hi_domestic` that the pairs of victim and suspect suggest; empty where they say nothing.
std::string domestic_hint(const Facts& facts, const Record& incident);

/// Code of `bcu`; empty outside the Metropolitan Police (the City, demo areas).
std::string bcu_of(const model::CodeLists& lists, std::string_view borough);
/// Code of `icb` on that day: by the day of death or of the request, never by today's list.
std::string icb_of(const model::CodeLists& lists, std::string_view borough, Day on);

/// A computed field whose stored value is not the computed one, as changes that put it right. Fields that
/// cannot be worked out from these facts are left as they are.
std::vector<model::Change> derived_changes(const Facts& facts);
/// Refuses a change that types a computed field with another value than the computed one, and preventability
/// fields the template does not allow. `by` null: no template is known, nothing is allowed.
/// Errors: Refused, naming the field and the remedy.
Result<void> check_typed(const Facts& after, const Template* by, const model::Change& change);

}  // namespace rules
