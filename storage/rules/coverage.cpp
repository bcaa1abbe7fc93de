// Agency x time: what was asked, what came, where nothing was asked.

#include <algorithm>
#include <map>
#include <set>

#include "storage/rules/queries.h"

namespace rules {

namespace {

constexpr std::size_t kMostQuarters = 400;

Quarter next_quarter(Quarter quarter)
{
    return quarter.number == 4 ? Quarter{quarter.year + 1, 1} : Quarter{quarter.year, quarter.number + 1};
}

struct Period {
    std::optional<Day> from, to;  // open where not known
    bool holds(Quarter quarter) const
    {
        return (!from || quarter_of(*from) <= quarter) && (!to || quarter <= quarter_of(*to));
    }
};

Period period_of(const Facts& facts)
{
    Period period{day(facts.review(), "scope_from"), day(facts.review(), "scope_to")};
    if (period.from && period.to) return period;
    std::optional<Day> first, last;
    for (const auto& event : facts.all("chronology_event")) {
        const auto early = day(event, "earliest");
        const auto late = day(event, "latest");
        if (early && (!first || *early < *first)) first = early;
        if (late && (!last || *last < *late)) last = late;
    }
    if (!period.from) period.from = first;
    if (!period.to) period.to = last;
    return period;
}

std::vector<Quarter> quarters_of(const Period& period)
{
    std::vector<Quarter> found;
    if (!period.from || !period.to) return found;
    const auto last = quarter_of(*period.to);
    for (auto at = quarter_of(*period.from); at <= last; at = next_quarter(at)) found.push_back(at);
    if (found.size() > kMostQuarters)
        found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(kMostQuarters));
    return found;
}

// What an agency was asked for and gave over a period. The strongest answer counts.
struct Return {
    Period period;
    Covered state;
};

std::optional<Covered> state_of_request(const Record& request)
{
    const auto response = text(request, "response");
    if (response == "RECEIVED" || response == "PART") return Covered::Received;
    if (response == "NIL") return Covered::NilReturn;
    if (response == "REFUSED") return Covered::Refused;
    return has(request, "sent_on") || response == "AWAITED" ? std::optional(Covered::Requested)
                                                            : std::nullopt;
}

std::optional<Covered> state_of_involvement(const Record& involvement)
{
    const auto status = text(involvement, "status");
    if (status == "NIL") return Covered::NilReturn;
    if (status == "REFUSED") return Covered::Refused;
    if (status == "RECEIVED" || status == "QUERIED" || status == "ACCEPTED") return Covered::Received;
    if (status == "ASKED" || status == "ACK" || status == "LATE") return Covered::Requested;
    return std::nullopt;
}

int strength(Covered state)
{
    switch (state) {
        case Covered::Gap: return 0;
        case Covered::Requested: return 1;
        case Covered::Refused: return 2;
        case Covered::NilReturn: return 3;
        case Covered::Received: return 4;
    }
    std::abort();
}

using Returns = std::map<std::string, std::vector<Return>, std::less<>>;

Returns returns_of(const Facts& facts)
{
    Returns returns;
    for (const auto& one : facts.all("information_request"))
        if (const auto state = state_of_request(one))
            returns[text(one, "to_org")].push_back(
                {{day(one, "period_from"), day(one, "period_to")}, *state});
    for (const auto& one : facts.all("agency_involvement"))
        if (const auto state = state_of_involvement(one))
            returns[text(one, "organisation")].push_back({{}, *state});
    return returns;
}

Covered covered(const std::vector<Return>& returns, Quarter quarter)
{
    auto state = Covered::Gap;
    for (const auto& one : returns)
        if (one.period.holds(quarter) && strength(one.state) > strength(state)) state = one.state;
    return state;
}

}  // namespace

std::string to_text(Quarter quarter)
{
    return std::to_string(quarter.year) + " Q" + std::to_string(quarter.number);
}

Quarter quarter_of(Day day)
{
    return {static_cast<int>(day.year()), static_cast<int>((static_cast<unsigned>(day.month()) + 2) / 3)};
}

std::string_view to_text(Covered state)
{
    switch (state) {
        case Covered::Gap: return "gap";
        case Covered::Requested: return "requested";
        case Covered::Received: return "received";
        case Covered::NilReturn: return "nil_return";
        case Covered::Refused: return "refused";
    }
    std::abort();
}

std::string_view described(Covered state)
{
    switch (state) {
        case Covered::Gap: return "nothing asked";
        case Covered::Requested: return "requested";
        case Covered::Received: return "received";
        case Covered::NilReturn: return "nil return";
        case Covered::Refused: return "refused";
    }
    std::abort();
}

Coverage coverage(const Facts& facts)
{
    Coverage found;
    found.quarters = quarters_of(period_of(facts));
    const auto returns = returns_of(facts);
    std::map<std::string, std::map<Quarter, std::int64_t>, std::less<>> events;
    for (const auto& event : facts.all("chronology_event")) {
        const auto at = day(event, "earliest");
        ++events[text(event, "organisation")][at ? quarter_of(*at) : Quarter{}];
    }
    for (const auto& one : facts.all("organisation")) {
        const auto asked = returns.find(one.id);
        const auto told = events.find(one.id);
        const bool involved = !facts.naming(one.id, "agency_involvement", "organisation").empty();
        if (asked == returns.end() && told == events.end() && !involved) continue;
        found.agencies.push_back(&one);
        auto& row = found.cells.emplace_back();
        std::int64_t inside = 0, all = 0;
        if (told != events.end())
            for (const auto& [quarter, count] : told->second) all += count;
        for (const auto quarter : found.quarters) {
            CoverageCell cell;
            if (asked != returns.end()) cell.state = covered(asked->second, quarter);
            if (told != events.end())
                if (const auto count = told->second.find(quarter); count != told->second.end())
                    cell.events = count->second;
            // What lies in the chronology was received, whatever was noted of the request.
            if (cell.events > 0) cell.state = Covered::Received;
            inside += cell.events;
            row.push_back(cell);
        }
        found.outside.push_back(all - inside);
    }
    return found;
}

}  // namespace rules
