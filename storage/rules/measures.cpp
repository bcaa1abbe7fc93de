// Everything is computed from days; a figure that loose dates leave open is a range.
#include "storage/rules/measures.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <set>

#include "storage/rules/lines.h"
#include "storage/rules/order.h"

namespace rules {

namespace {

constexpr std::int64_t kBurstDays = 14;
constexpr std::int64_t kBurstLeast = 3;  // contacts
constexpr double kBurstChance = 0.001;   // of so many by the review's own rate

std::int64_t day_number(const Day& day)
{
    return std::chrono::sys_days(day).time_since_epoch().count();
}
Day day_of(std::int64_t number)
{
    return Day(std::chrono::sys_days(std::chrono::days(number)));
}

std::int64_t years_between(Day from, Day to)
{
    const bool before_birthday = std::pair(to.month(), to.day()) < std::pair(from.month(), from.day());
    return static_cast<int>(to.year()) - static_cast<int>(from.year()) - (before_birthday ? 1 : 0);
}

using Open = std::optional<std::int64_t>;

// One line of the chronology as days.
struct Line {
    const Record* event = nullptr;
    std::vector<const Record*> told_by;  // the standing event first
    Open first, last, end;               // days; end: of what lasted
    bool contact = false;

    bool close() const { return first && last && *last - *first <= kLooseDays; }
    std::int64_t ended() const { return std::max(*last, end.value_or(*last)); }
};

Open day_number(const Record& record, std::string_view field)
{
    const auto found = day(record, field);
    return found ? Open(day_number(*found)) : Open();
}

class Measurer {
public:
    Measurer(const Facts& facts, std::string_view person, std::int64_t gap) : facts_(facts), gap_(gap)
    {
        measures_.person = person.empty() ? victim() : std::string(person);
        measures_.death = death();
        read_lines();
    }

    Measures measure()
    {
        for (std::size_t i = 0; i < lines_.size(); ++i) measures_.events.push_back(measured(lines_[i]));
        intervals();
        windows();
        gaps();
        bursts();
        lasts();
        assumptions();
        return std::move(measures_);
    }

private:
    std::string victim() const
    {
        for (const auto& incident : facts_.all("incident"))
            for (const auto& id : texts(incident, "victims"))
                if (facts_.find(id) != nullptr) return id;
        for (const auto& role : facts_.all("person_role"))
            if (text(role, "role").starts_with("VIC")) return text(role, "person");
        for (const auto& person : facts_.all("person")) {
            const std::string code = text(person, "code");
            if (code == "V" || code == "V1") return person.id;
        }
        return {};
    }

    Span death() const
    {
        if (const auto* person = facts_.find(measures_.person); person != nullptr) {
            const Span died = span(*person, "died_date");
            if (died.earliest || died.latest) return died;
        }
        for (const auto& incident : facts_.all("incident")) {
            const auto victims = texts(incident, "victims");
            if (victims.empty() || std::ranges::find(victims, measures_.person) != victims.end())
                return span(incident, "death_date");
        }
        return {};
    }

    void read_lines()
    {
        const auto& events = facts_.all("chronology_event");
        const Lines shared = lines_of(facts_.all("event_link"));
        std::vector<OrderEvent> order;
        order.reserve(events.size());
        for (const auto& event : events) order.push_back(order_event(event.id, event.fields));
        std::map<std::string_view, std::vector<const Record*>> others;
        for (const auto& event : events)
            if (const auto found = shared.find(event.id);
                found != shared.end() && found->second != event.id && facts_.find(found->second) != nullptr)
                others[found->second].push_back(&event);
        for (const std::size_t at : merged_order(order).order) {
            const Record& event = events[at];
            const auto found = shared.find(event.id);
            if (found != shared.end() && found->second != event.id && facts_.find(found->second) != nullptr)
                continue;
            Line line;
            line.event = &event;
            line.told_by.push_back(&event);
            for (const auto* other : others[event.id]) line.told_by.push_back(other);
            line.first = day_number(event, "earliest");
            line.last = day_number(event, "latest");
            line.end = day_number(event, "end_latest");
            line.contact = is_contact(event) && about_person(line);
            lines_.push_back(std::move(line));
        }
    }

    bool about_person(const Line& line)
    {
        bool said = false;
        for (const auto* event : line.told_by)
            for (const auto& id : texts(*event, "subjects")) {
                if (id == measures_.person) return true;
                said = true;
            }
        if (!said && is_contact(*line.event)) ++unnamed_;
        return !said;
    }

    EventMeasure measured(const Line& line) const
    {
        EventMeasure one;
        one.event = line.event->id;
        one.contact = line.contact;
        one.age = age_at(line);
        one.days_before_death = before_death(line);
        return one;
    }

    std::optional<Range> age_at(const Line& line) const
    {
        const auto* person = facts_.find(measures_.person);
        if (person == nullptr || (!line.first && !line.last)) return std::nullopt;
        const Span born = span(*person, "dob");
        Range age;
        if (born.latest && line.first) age.least = years_between(*born.latest, day_of(*line.first));
        if (born.earliest && line.last) age.most = years_between(*born.earliest, day_of(*line.last));
        if (!age.least && !age.most) return std::nullopt;
        return age;
    }

    std::optional<Range> before_death(const Line& line) const
    {
        Range days;
        if (measures_.death.earliest && line.last)
            days.least = day_number(*measures_.death.earliest) - *line.last;
        if (measures_.death.latest && line.first)
            days.most = day_number(*measures_.death.latest) - *line.first;
        if (!days.least && !days.most) return std::nullopt;
        return days;
    }

    // Since the contact before, of all lines or of those that share an agency.
    void intervals()
    {
        std::map<std::string, std::vector<std::size_t>> by_agency;
        std::vector<std::size_t> all;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (!lines_[i].first && !lines_[i].last) continue;
            all.push_back(i);
            for (const auto& agency : agencies_of(lines_[i])) by_agency[agency].push_back(i);
        }
        since(all, &EventMeasure::since_any);
        for (const auto& [agency, list] : by_agency) since(list, &EventMeasure::since_same);
    }

    std::set<std::string> agencies_of(const Line& line) const
    {
        std::set<std::string> agencies;
        for (const auto* event : line.told_by)
            if (has(*event, "organisation")) agencies.insert(text(*event, "organisation"));
        return agencies;
    }

    // `list` in merged order. Of several agencies on one line the shortest interval stands.
    void since(const std::vector<std::size_t>& list, std::optional<Range> EventMeasure::*member)
    {
        std::vector<std::pair<std::int64_t, std::int64_t>> surely;  // last day, first day, by last day
        for (const auto i : list)
            if (lines_[i].contact && lines_[i].first && lines_[i].last)
                surely.emplace_back(lines_[i].ended(), *lines_[i].first);
        std::ranges::sort(surely);
        for (std::size_t i = 1; i < surely.size(); ++i)
            surely[i].second = std::max(surely[i].second, surely[i - 1].second);
        Open latest;  // of the contacts that stand before
        for (const auto i : list) {
            const Line& line = lines_[i];
            if (latest && line.first) {
                Range days;
                days.least = std::max<std::int64_t>(0, *line.first - *latest);
                const auto found = std::ranges::lower_bound(surely, *line.first, {},
                                                            [](const auto& one) { return one.first; });
                if (line.last && found != surely.begin()) days.most = *line.last - std::prev(found)->second;
                auto& held = measures_.events[i].*member;
                if (!held || (held->least && *days.least < *held->least)) held = days;
            }
            if (line.contact && line.last) latest = std::max(latest.value_or(INT64_MIN), line.ended());
        }
    }

    void windows()
    {
        if (!measures_.death.earliest || !measures_.death.latest) return;
        const std::int64_t first = day_number(*measures_.death.earliest),
                           last = day_number(*measures_.death.latest);
        for (const std::int64_t days : {30, 90, 365}) {
            Window window{days, {0, 0}};
            for (const Line& line : lines_) {
                if (!line.contact) continue;
                const bool surely =
                    line.first && line.last && *line.first >= last - days && *line.last <= first;
                const bool perhaps = (line.first || line.last) &&
                                     line.last.value_or(INT64_MAX) >= first - days &&
                                     line.first.value_or(INT64_MIN) <= last;
                *window.contacts.least += surely ? 1 : 0;
                *window.contacts.most += perhaps ? 1 : 0;
            }
            measures_.windows.push_back(window);
        }
    }

    void gaps()
    {
        const Line* before = nullptr;
        for (const Line& line : lines_) {
            if (!line.contact || !line.close()) continue;
            if (before != nullptr && *line.last - *before->first > gap_) add_gap(*before, line);
            if (before == nullptr || line.ended() >= before->ended()) before = &line;
        }
    }
    void add_gap(const Line& before, const Line& after)
    {
        const std::int64_t least = *after.first - before.ended();
        const std::int64_t most = *after.last - (before.end ? before.ended() : *before.first);
        if (most <= gap_) return;
        Gap gap;
        gap.after = before.event->id;
        gap.before = after.event->id;
        gap.from = day_of(before.ended());
        gap.to = day_of(*after.first);
        gap.days = {std::max<std::int64_t>(0, least), most};
        for (const Line& line : lines_)
            if (line.contact && !line.close() && (line.first || line.last) &&
                line.first.value_or(INT64_MIN) < *after.first &&
                line.last.value_or(INT64_MAX) > before.ended())
                gap.unless.push_back(line.event->id);
        measures_.gaps.push_back(std::move(gap));
    }

    // Two weeks with at least three contacts, and so many that chance alone would hardly ever give them.
    void bursts()
    {
        std::vector<std::int64_t> days;
        for (const Line& line : lines_)
            if (line.contact && line.close()) days.push_back(*line.first);
        std::ranges::sort(days);
        if (days.size() < static_cast<std::size_t>(kBurstLeast)) return;
        const double rate =
            static_cast<double>(days.size()) /
            static_cast<double>(std::max<std::int64_t>(days.back() - days.front() + 1, 2 * kBurstDays));
        const std::int64_t enough = contacts_enough(rate * kBurstDays);
        std::size_t end = 0;
        for (std::size_t i = 0; i < days.size(); ++i) {
            end = std::max(end, i);
            while (end < days.size() && days[end] < days[i] + kBurstDays) ++end;
            if (static_cast<std::int64_t>(end - i) < enough) continue;
            auto& all = measures_.bursts;
            if (!all.empty() && day_number(all.back().to) >= days[i]) {
                all.back().to = day_of(days[end - 1]);
            } else {
                all.push_back({day_of(days[i]), day_of(days[end - 1]), 0, 0, 0});
            }
        }
        for (auto& burst : measures_.bursts) {
            const std::int64_t from = day_number(burst.from), to = day_number(burst.to);
            burst.days = to - from + 1;
            burst.contacts = std::ranges::upper_bound(days, to) - std::ranges::lower_bound(days, from);
            burst.expected = rate * static_cast<double>(burst.days);
        }
    }
    static std::int64_t contacts_enough(double expected)
    {
        double chance = std::exp(-expected), rest = 1;
        std::int64_t count = 0;
        while (rest > kBurstChance && count < 100000) {
            rest -= chance;
            ++count;
            chance *= expected / static_cast<double>(count);
        }
        return std::max(count, kBurstLeast);
    }

    // The latest of some lines, and whether another may have been later.
    template <class Wanted>
    std::pair<const Line*, bool> latest_of(const Wanted& wanted) const
    {
        const Line* found = nullptr;
        for (const Line& line : lines_)
            if (wanted(line) && line.last && line.first && (found == nullptr || *line.first >= *found->first))
                found = &line;
        bool assumed = false;
        for (const Line& line : lines_)
            if (found != nullptr && &line != found && wanted(line) &&
                line.last.value_or(INT64_MAX) > *found->first)
                assumed = true;
        return {found, assumed};
    }
    bool in_life(const Line& line) const
    {
        return !measures_.death.latest || !line.first || *line.first <= day_number(*measures_.death.latest);
    }

    void lasts()
    {
        const auto [alone, assumed] = latest_of([&](const Line& line) {
            return line.contact && in_life(line) && std::ranges::any_of(line.told_by, [](const auto* event) {
                       return text(*event, "seen_alone") == "Y";
                   });
        });
        if (alone != nullptr) measures_.seen_alone = alone->event->id;
        measures_.seen_alone_assumed = assumed;
        std::set<std::string> agencies;
        for (const Line& line : lines_) agencies.merge(agencies_of(line));
        for (const auto& agency : agencies) {
            const auto [last, later] = latest_of([&](const Line& line) {
                return line.contact && in_life(line) &&
                       std::ranges::any_of(line.told_by, [&](const auto* event) {
                           return text(*event, "organisation") == agency;
                       });
            });
            if (last != nullptr)
                measures_.last_contacts.push_back({agency, last->event->id, before_death(*last), later});
        }
        std::map<std::string_view, std::size_t> place;
        for (std::size_t i = 0; i < lines_.size(); ++i) place[lines_[i].event->id] = i;
        std::ranges::stable_sort(measures_.last_contacts, std::greater<>(),
                                 [&](const auto& one) { return place[one.event]; });
    }

    void assumptions()
    {
        auto& said = measures_.assumptions;
        if (measures_.person.empty())
            said.emplace_back("The review names no victim yet, so ages cannot be told.");
        else if (const auto* person = facts_.find(measures_.person); person != nullptr) {
            const Span born = span(*person, "dob");
            if (!born.earliest && !born.latest)
                said.push_back("The date of birth of " + text(*person, "code") +
                               " is not recorded, so ages cannot be told.");
            else if (born.earliest != born.latest)
                said.push_back("The date of birth of " + text(*person, "code") + " is not known to the day.");
        }
        if (!measures_.death.earliest || !measures_.death.latest)
            said.emplace_back("The date of death is not recorded, so days before it cannot be counted.");
        else if (measures_.death.earliest != measures_.death.latest)
            said.emplace_back("The date of death is not known to the day.");
        std::size_t loose = 0;
        for (const Line& line : lines_)
            loose += line.contact && !(line.first && line.first == line.last) ? 1 : 0;
        if (loose > 0)
            said.push_back(std::to_string(loose) + (loose == 1 ? " contact is" : " contacts are") +
                           " not dated to the day: figures they touch are given as a range.");
        if (unnamed_ > 0)
            said.push_back(std::to_string(unnamed_) + (unnamed_ == 1 ? " contact does" : " contacts do") +
                           " not say by code who it is about, and " + (unnamed_ == 1 ? "is" : "are") +
                           " counted as this person's.");
    }

    const Facts& facts_;
    std::int64_t gap_;
    Measures measures_;
    std::vector<Line> lines_;
    std::size_t unnamed_ = 0;
};

}  // namespace

bool is_contact(const Record& event)
{
    const std::string kind = text(event, "contact_kind");
    return kind != "NOCONTACT" && kind != "POSTINC" && kind != "LIFE" && kind != "INCIDENT" &&
           text(event, "contact_mode") != "REC";
}

Measures measures(const Facts& facts, std::string_view person, std::int64_t gap)
{
    return Measurer(facts, person, gap).measure();
}

}  // namespace rules
