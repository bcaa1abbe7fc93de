#include "storage/rules/life_domain.h"

#include <algorithm>
#include <array>
#include <utility>

namespace rules {

namespace {

using DomainOf = std::pair<std::string_view, LifeDomain>;

constexpr std::array<DomainOf, 8> kContactDomains = {{{"LIFE", LifeDomain::OwnLife},
                                                      {"INCIDENT", LifeDomain::OwnLife},
                                                      {"TENANCY", LifeDomain::Home},
                                                      {"HOMELESS", LifeDomain::Home},
                                                      {"ASB", LifeDomain::Home},
                                                      {"BENEFIT", LifeDomain::Home},
                                                      {"EDU_EXC", LifeDomain::Education},
                                                      {"EDU_ATT", LifeDomain::Education}}};

constexpr std::array<DomainOf, 46> kAgencyDomains = {{{"POL", LifeDomain::Justice},
                                                      {"POL_BTP", LifeDomain::Justice},
                                                      {"POL_CITY", LifeDomain::Justice},
                                                      {"NCA", LifeDomain::Justice},
                                                      {"BORDER", LifeDomain::Justice},
                                                      {"YJS", LifeDomain::Justice},
                                                      {"PROB", LifeDomain::Justice},
                                                      {"PRISON", LifeDomain::Justice},
                                                      {"CPS", LifeDomain::Justice},
                                                      {"COURT", LifeDomain::Justice},
                                                      {"CORONER", LifeDomain::Justice},
                                                      {"PERP", LifeDomain::Justice},
                                                      {"LA_ASC", LifeDomain::SocialCare},
                                                      {"LA_CSC", LifeDomain::SocialCare},
                                                      {"LA_EH", LifeDomain::SocialCare},
                                                      {"CAFCASS", LifeDomain::SocialCare},
                                                      {"CARE", LifeDomain::SocialCare},
                                                      {"LA_HSG", LifeDomain::Home},
                                                      {"RP", LifeDomain::Home},
                                                      {"HOSTEL", LifeDomain::Home},
                                                      {"DWP", LifeDomain::Home},
                                                      {"FIN", LifeDomain::Home},
                                                      {"LA_EDU", LifeDomain::Education},
                                                      {"SCHOOL", LifeDomain::Education},
                                                      {"COLLEGE", LifeDomain::Education},
                                                      {"EMPLOYER", LifeDomain::Education},
                                                      {"MILITARY", LifeDomain::Education},
                                                      {"LA_PH", LifeDomain::Health},
                                                      {"ICB", LifeDomain::Health},
                                                      {"GP", LifeDomain::Health},
                                                      {"ACUTE", LifeDomain::Health},
                                                      {"MH", LifeDomain::Health},
                                                      {"COMM", LifeDomain::Health},
                                                      {"MAT", LifeDomain::Health},
                                                      {"AMB", LifeDomain::Health},
                                                      {"PHARM", LifeDomain::Health},
                                                      {"DENT", LifeDomain::Health},
                                                      {"SEXH", LifeDomain::Health},
                                                      {"IND_HC", LifeDomain::Health},
                                                      {"SUBST", LifeDomain::Health},
                                                      {"LA_CS", LifeDomain::Community},
                                                      {"VCS", LifeDomain::Community},
                                                      {"YOUTH", LifeDomain::Community},
                                                      {"VS", LifeDomain::Community},
                                                      {"IDVA", LifeDomain::Community},
                                                      {"FAMILY", LifeDomain::OwnLife}}};

template <std::size_t N>
LifeDomain found(const std::array<DomainOf, N>& entries, std::string_view code)
{
    const auto at = std::ranges::find(entries, code, &DomainOf::first);
    return at == entries.end() ? LifeDomain::Other : at->second;
}

}  // namespace

std::string_view described(LifeDomain domain)
{
    switch (domain) {
        case LifeDomain::OwnLife: return "Own life and family";
        case LifeDomain::Home: return "Home and money";
        case LifeDomain::Education: return "Education and work";
        case LifeDomain::Health: return "Health";
        case LifeDomain::SocialCare: return "Social care";
        case LifeDomain::Justice: return "Police and justice";
        case LifeDomain::Community: return "Community";
        case LifeDomain::Other: return "Other";
    }
    return {};
}

LifeDomain life_domain(std::string_view contact_kind, std::string_view agency_type)
{
    const LifeDomain by_kind = found(kContactDomains, contact_kind);
    return by_kind == LifeDomain::Other ? found(kAgencyDomains, agency_type) : by_kind;
}

}  // namespace rules
