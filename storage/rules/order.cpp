// By date first; then the hand, as far as the dates allow it.
#include "storage/rules/order.h"
#include "storage/rules/words.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace rules {

namespace {

constexpr std::int64_t kAboutMinutes = 120;  // "about 10pm" without a window: either side
constexpr std::size_t kNone = SIZE_MAX;

std::string_view first_day(const OrderEvent& event)
{
    return event.earliest.empty() ? event.latest : event.earliest;
}

std::optional<std::int64_t> day_minutes(std::string_view day)
{
    const auto found = model::day_from_text(day);
    if (!found) return std::nullopt;
    return std::chrono::sys_days(*found).time_since_epoch().count() * kDayMinutes;
}

std::optional<std::int64_t> clock_minutes(std::string_view time)
{
    if (time.size() != 5 || time[2] != ':') return std::nullopt;
    return ((time[0] - '0') * 10 + (time[1] - '0')) * 60 + (time[3] - '0') * 10 + (time[4] - '0');
}

// One statement of a hand: `before` stands before `after`; `said_by` is the event placed.
struct Edge {
    std::size_t before = 0, after = 0, said_by = 0;
};

std::vector<Edge> edges_of(std::span<const OrderEvent> events, std::vector<PlaceClash>& clashes)
{
    std::vector<Edge> edges;
    const bool any = std::ranges::any_of(
        events, [](const auto& one) { return !one.placed_after.empty() || !one.placed_before.empty(); });
    if (!any) return edges;
    std::unordered_map<std::string_view, std::size_t> index;
    for (std::size_t i = 0; i < events.size(); ++i) index.emplace(events[i].id, i);
    for (std::size_t i = 0; i < events.size(); ++i) {
        for (const bool after : {true, false}) {
            const std::string& beside = after ? events[i].placed_after : events[i].placed_before;
            if (beside.empty()) continue;
            const auto found = index.find(beside);
            if (found == index.end())
                clashes.push_back({i, std::nullopt, Clash::Gone});
            else if (found->second == i)
                clashes.push_back({i, i, Clash::Circular});
            else
                edges.push_back(after ? Edge{found->second, i, i} : Edge{i, found->second, i});
        }
    }
    return edges;
}

// Events hung on others: a forest whose roots stand by date.
class Forest {
public:
    Forest(std::span<const OrderEvent> events, const std::vector<std::size_t>& by_date)
        : events_(events), hung_on_(events.size(), kNone), after_(events.size(), true), rank_(events.size())
    {
        for (std::size_t place = 0; place < by_date.size(); ++place) rank_[by_date[place]] = place;
    }

    std::size_t root(std::size_t event) const
    {
        while (hung_on_[event] != kNone) event = hung_on_[event];
        return event;
    }
    bool hangs(std::size_t event) const { return hung_on_[event] != kNone; }
    bool above(std::size_t event, std::size_t other) const
    {
        for (; other != kNone; other = hung_on_[other])
            if (other == event) return true;
        return false;
    }
    std::size_t rank(std::size_t event) const { return rank_[root(event)]; }
    void hang(std::size_t event, std::size_t on, bool after)
    {
        hung_on_[event] = on;
        after_[event] = after;
        under_[on].push_back(event);
    }
    // Whether an event, and all that hangs on it, may stand where `day` is: on it or later, or on it or
    // before. Where there is no day stand only the undated.
    bool may_stand_at(std::size_t event, std::string_view day, bool or_later) const
    {
        const OrderEvent& one = events_[event];
        if (day.empty() && !one.undated()) return false;
        const std::string& limit = or_later ? one.latest : one.earliest;
        if (!limit.empty() && (or_later ? limit < day : limit > day)) return false;
        const auto found = under_.find(event);
        return found == under_.end() || std::ranges::all_of(found->second, [&](std::size_t hung) {
                   return may_stand_at(hung, day, or_later);
               });
    }

    // Each root with what hangs before and after it.
    std::vector<std::size_t> order(const std::vector<std::size_t>& by_date) const
    {
        std::unordered_map<std::size_t, std::vector<std::size_t>> before, after;
        for (const std::size_t event : by_date)
            if (hangs(event)) (after_[event] ? after : before)[hung_on_[event]].push_back(event);
        for (auto* side : {&before, &after})
            for (auto& [on, hung] : *side)
                std::ranges::stable_sort(
                    hung, {}, [&](std::size_t event) {  // undated by number, then by date
                        const bool undated = events_[event].undated();
                        return std::pair(!undated, undated ? events_[event].sequence : 0);
                    });
        std::vector<std::size_t> order;
        order.reserve(by_date.size());
        // The event, and whether what hangs on it is laid out.
        std::vector<std::pair<std::size_t, bool>> waiting;
        for (const std::size_t first : by_date) {
            if (hangs(first)) continue;
            waiting.emplace_back(first, false);
            while (!waiting.empty()) {
                const auto [event, laid_out] = waiting.back();
                waiting.pop_back();
                if (laid_out) {
                    order.push_back(event);
                    continue;
                }
                push_back_to_front(after, event, waiting);
                waiting.emplace_back(event, true);
                push_back_to_front(before, event, waiting);
            }
        }
        return order;
    }

private:
    static void push_back_to_front(const std::unordered_map<std::size_t, std::vector<std::size_t>>& side,
                                   std::size_t event, std::vector<std::pair<std::size_t, bool>>& waiting)
    {
        const auto found = side.find(event);
        if (found == side.end()) return;
        for (auto one = found->second.rbegin(); one != found->second.rend(); ++one)
            waiting.emplace_back(*one, false);
    }

    std::span<const OrderEvent> events_;
    std::vector<std::size_t> hung_on_;
    std::vector<bool> after_;
    std::vector<std::size_t> rank_;
    std::unordered_map<std::size_t, std::vector<std::size_t>> under_;
};

bool dates_forbid(const OrderEvent& before, const OrderEvent& after)
{
    return !before.earliest.empty() && !after.latest.empty() && after.latest < before.earliest;
}

// Hangs events where the statement asks for it. True when something moved.
bool keep(const Edge& edge, std::span<const OrderEvent> events, Forest& forest)
{
    const auto [before, after, said_by] = edge;
    const std::size_t root = forest.root(before), other = forest.root(after);
    if (root == other || forest.rank(before) < forest.rank(after)) return false;
    // Where nothing says how early the one was, it goes before the other; else the other goes after it.
    if (events[root].earliest.empty() && forest.may_stand_at(root, first_day(events[other]), false)) {
        forest.hang(root, after, false);
        return true;
    }
    if (forest.hangs(after) || !forest.may_stand_at(after, first_day(events[root]), true)) return false;
    forest.hang(after, before, true);
    return true;
}

// The undated find their places first; then dated ones give way where their ranges leave it open.
void place(std::vector<Edge> edges, std::span<const OrderEvent> events, Forest& forest)
{
    for (const Edge& edge : edges)  // an undated event stands beside what it was placed beside
        if (events[edge.said_by].undated() && !forest.hangs(edge.said_by)) {
            const bool after = edge.after == edge.said_by;
            const std::size_t on = after ? edge.before : edge.after;
            if (!forest.above(edge.said_by, on)) forest.hang(edge.said_by, on, after);
        }
    for (std::size_t round = 0; round <= edges.size(); ++round) {
        bool moved = false;
        for (const Edge& edge : edges) moved = keep(edge, events, forest) || moved;
        if (!moved) return;
    }
}

bool same_dates(const OrderEvent& a, const OrderEvent& b)
{
    return a.earliest == b.earliest && a.latest == b.latest && a.time == b.time;
}

// Edges that the finished order keeps; the others are told.
std::vector<Edge> kept_edges(std::span<const OrderEvent> events, const std::vector<Edge>& edges,
                             const std::vector<std::size_t>& place_of, std::vector<PlaceClash>& clashes)
{
    std::vector<Edge> kept;
    for (const Edge& edge : edges) {
        const std::size_t other = edge.said_by == edge.after ? edge.before : edge.after;
        const bool dates = dates_forbid(events[edge.before], events[edge.after]);
        if (place_of[edge.before] > place_of[edge.after]) {
            clashes.push_back({edge.said_by, other, dates ? Clash::Dates : Clash::Circular});
            continue;
        }
        if (minutes_of(events[edge.after]).last < minutes_of(events[edge.before]).first) {
            clashes.push_back({edge.said_by, other, Clash::Times});
            continue;
        }
        kept.push_back(edge);
    }
    return kept;
}

struct Laid {
    MergedOrder merged;
    std::vector<std::size_t> place_of;
    std::vector<Edge> kept;
};

Laid laid_out(std::span<const OrderEvent> events)
{
    Laid laid;
    std::vector<std::size_t> by_date(events.size());
    std::iota(by_date.begin(), by_date.end(), std::size_t{0});
    std::ranges::sort(by_date,
                      [&](std::size_t a, std::size_t b) { return stands_before(events[a], events[b]); });
    auto edges = edges_of(events, laid.merged.clashes);
    if (edges.empty()) {
        laid.merged.order = std::move(by_date);
    } else {
        std::vector<Edge> allowed;
        for (const Edge& edge : edges)
            if (!dates_forbid(events[edge.before], events[edge.after])) allowed.push_back(edge);
        Forest forest(events, by_date);
        place(std::move(allowed), events, forest);
        laid.merged.order = forest.order(by_date);
    }
    laid.place_of.resize(events.size());
    for (std::size_t place = 0; place < laid.merged.order.size(); ++place)
        laid.place_of[laid.merged.order[place]] = place;
    laid.kept = kept_edges(events, edges, laid.place_of, laid.merged.clashes);
    std::ranges::sort(laid.merged.clashes, {}, [](const auto& clash) { return clash.event; });
    return laid;
}

// For each event the others that a chain of kept statements puts before it (or after it).
std::vector<std::size_t> chained(std::size_t event, const std::vector<std::vector<std::size_t>>& next)
{
    std::vector<std::size_t> found, waiting = next[event];
    while (!waiting.empty()) {
        const std::size_t one = waiting.back();
        waiting.pop_back();
        if (std::ranges::find(found, one) != found.end()) continue;
        found.push_back(one);
        waiting.insert(waiting.end(), next[one].begin(), next[one].end());
    }
    return found;
}

// How many of the events with the same dates a number given by hand puts before, and after.
std::vector<std::pair<std::size_t, std::size_t>> by_number(std::span<const OrderEvent> events,
                                                           const std::vector<std::size_t>& order)
{
    std::vector<std::pair<std::size_t, std::size_t>> counts(events.size());
    std::vector<std::size_t> numbered;
    for (const std::size_t event : order)
        if (events[event].sequence != 0 && !events[event].undated()) numbered.push_back(event);
    const auto key = [&](std::size_t at) {
        const auto& event = events[at];
        return std::tie(event.earliest, event.latest, event.time, event.sequence);
    };
    std::ranges::sort(numbered, [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    for (std::size_t from = 0; from < numbered.size();) {
        std::size_t to = from;
        while (to < numbered.size() && same_dates(events[numbered[from]], events[numbered[to]])) ++to;
        for (std::size_t i = from; i < to; ++i) {
            std::size_t lower = i, higher = i + 1;
            while (lower > from && events[numbered[lower - 1]].sequence == events[numbered[i]].sequence)
                --lower;
            while (higher < to && events[numbered[higher]].sequence == events[numbered[i]].sequence) ++higher;
            counts[numbered[i]] = {lower - from, to - higher};
        }
        from = to;
    }
    return counts;
}

}  // namespace

OrderEvent order_event(std::string_view id, const json::Object& fields)
{
    OrderEvent event;
    event.id = std::string(id);
    event.earliest = json::text_or(fields, "earliest");
    event.latest = json::text_or(fields, "latest");
    event.time = json::text_or(fields, "time");
    event.time_earliest = json::text_or(fields, "time_earliest");
    event.time_latest = json::text_or(fields, "time_latest");
    event.precision = json::text_or(fields, "precision");
    event.sequence = json::number_or(fields, "seq");
    event.placed_after = json::text_or(fields, "placed_after");
    event.placed_before = json::text_or(fields, "placed_before");
    return event;
}

bool stands_before(const OrderEvent& a, const OrderEvent& b)
{
    const auto first = [](const OrderEvent& event) { return std::pair(event.undated(), first_day(event)); };
    if (first(a) != first(b)) return first(a) < first(b);
    return std::tie(a.time, a.latest, a.sequence, a.id) < std::tie(b.time, b.latest, b.sequence, b.id);
}

std::string to_text(Clash why)
{
    switch (why) {
        case Clash::Dates:
            return "Its dates say the opposite of the place given by hand, so it stands by date: settle its "
                   "date, or take the place away.";
        case Clash::Times:
            return "It was placed against the times of that day, and stands where it was placed: settle its "
                   "time, or take the place away.";
        case Clash::Circular:
            return "It was placed beside an event that is itself placed the other way round, so it stands by "
                   "date: take one of the two places away.";
        case Clash::Gone:
            return "The event it was placed beside is not in the chronology any more, so it stands by date: "
                   "place it again.";
    }
    std::abort();
}

MinuteSpan minutes_of(const OrderEvent& event)
{
    MinuteSpan span;
    const auto first = day_minutes(event.earliest), last = day_minutes(event.latest);
    if (first) span.first = *first;
    if (last) span.last = *last + kDayMinutes - 1;
    if (!first || !last || *first != *last) return span;
    const auto from = clock_minutes(event.time_earliest), to = clock_minutes(event.time_latest),
               at = clock_minutes(event.time);
    if (event.precision == "INSTANT" && at) return {*first + *at, *first + *at};
    if (from) span.first = *first + *from;
    if (to && (!from || *to >= *from)) span.last = *first + *to;
    if (from || to || !at) return span;
    span.first = std::max(*first, *first + *at - kAboutMinutes);
    span.last = std::min(span.last, *first + *at + kAboutMinutes);
    return span;
}

MergedOrder merged_order(std::span<const OrderEvent> events)
{
    return laid_out(events).merged;
}

PossibleOrder possible_order(std::span<const OrderEvent> events)
{
    Laid laid = laid_out(events);
    const std::size_t count = events.size();
    std::vector<MinuteSpan> spans(count);
    for (std::size_t i = 0; i < count; ++i) spans[i] = minutes_of(events[i]);
    std::vector<std::vector<std::size_t>> before(count), after(count);
    PossibleOrder possible;
    possible.standing.resize(count);
    for (const Edge& edge : laid.kept) {
        before[edge.after].push_back(edge.before);
        after[edge.before].push_back(edge.after);
        possible.standing[edge.said_by].by_hand = true;
    }
    const auto& order = laid.merged.order;
    for (const std::size_t event : order)
        for (const std::size_t other : before[event])
            spans[event].first = std::max(spans[event].first, spans[other].first);
    for (auto at = order.rbegin(); at != order.rend(); ++at)
        for (const std::size_t other : after[*at])
            spans[*at].last = std::min(spans[*at].last, spans[other].last);

    std::vector<std::int64_t> firsts, lasts;
    for (const auto& span : spans) {
        firsts.push_back(span.first);
        lasts.push_back(span.last);
    }
    std::ranges::sort(firsts);
    std::ranges::sort(lasts);
    const auto numbers = by_number(events, order);
    for (std::size_t i = 0; i < count; ++i) {
        const auto surely_before = std::ranges::lower_bound(lasts, spans[i].first) - lasts.begin();
        const auto surely_after = firsts.end() - std::ranges::upper_bound(firsts, spans[i].last);
        std::size_t least = static_cast<std::size_t>(surely_before) + numbers[i].first;
        std::size_t rest = static_cast<std::size_t>(surely_after) + numbers[i].second;
        for (const std::size_t other : chained(i, before))
            least += spans[other].last >= spans[i].first ? 1 : 0;
        for (const std::size_t other : chained(i, after)) rest += spans[other].first <= spans[i].last ? 1 : 0;
        auto& standing = possible.standing[i];
        standing.place = laid.place_of[i] + 1;
        standing.earliest_place = std::min(standing.place, least + 1);
        standing.latest_place = std::max(standing.place, count - std::min(rest, count - 1));
    }
    possible.earliest_sequence = possible.latest_sequence = order;
    std::ranges::stable_sort(possible.earliest_sequence, {}, [&](std::size_t i) { return spans[i].first; });
    std::ranges::stable_sort(possible.latest_sequence, {}, [&](std::size_t i) { return spans[i].last; });
    possible.merged = std::move(laid.merged);
    return possible;
}

namespace {

std::string in_words(const std::string& day)
{
    const auto found = model::day_from_text(day);
    return found ? day_words(*found) : day;
}

}  // namespace

std::string assumption(const OrderEvent& event)
{
    if (event.undated()) return "its date is not known";
    if (event.earliest.empty()) return "it is known only to lie on or before " + in_words(event.latest);
    if (event.latest.empty()) return "it is known only to lie on or after " + in_words(event.earliest);
    if (event.earliest != event.latest)
        return "its day is not known: it lies between " + in_words(event.earliest) + " and " +
               in_words(event.latest);
    if (event.time.empty()) return "its time of day, or another event's date, is not known";
    return event.precision == "INSTANT" ? "another event's date or time is not known"
                                        : "its time is approximate";
}

}  // namespace rules
