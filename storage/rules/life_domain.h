#pragma once
/// The part of a life that an event belongs to, for a picture with one lane for each. A grouping of two code
/// lists for reading; nothing is kept of it. Source: docs/domain.md, screen "life line".

#include <string_view>

namespace rules {

enum class LifeDomain { OwnLife, Home, Education, Health, SocialCare, Justice, Community, Other };
constexpr int kLifeDomains = 8;
std::string_view described(LifeDomain);  ///< "Health"

/// By what happened where that says it (a tenancy, an exclusion), else by whose record it is. Codes of
/// `contact_kind` and `agency_type`; either may be empty.
LifeDomain life_domain(std::string_view contact_kind, std::string_view agency_type);

}  // namespace rules
