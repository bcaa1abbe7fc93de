// How likely is it that two events tell of one contact? Evidence is added up as logarithms of odds: how close
// in time, for how busy the review is then; what rare words both use; agencies, people, kinds. Pairs are
// found by day and by rare words, never by trying all.
#include "storage/rules/duplicates.h"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <span>

#include "storage/rules/duplicates_told.h"
#include "storage/rules/lines.h"

namespace rules {

namespace {

constexpr std::int64_t kNarrowDays = 9;              // wider ranges are found by their words
constexpr std::int64_t kShiftDays = 3;               // a slip between two agencies' dates
constexpr std::int64_t kReferralDays = 28;           // from sending to receiving
constexpr std::size_t kFewEvents = 300;              // so few that every overlap can be looked at
constexpr std::size_t kRareWide = 40, kRareFar = 8;  // events a word may occur in to bring others together
constexpr std::size_t kCommonWord = 100;             // events
constexpr double kPrior = 0.2;                       // chance of an event to have a double in another agency
constexpr double kMostElse = 4;  // logarithm: more than agency, time, people and kind together add
constexpr int kMargin = 12;      // points below the best of one agency that are still told

struct Evidence {
    double odds = 0;  ///< logarithm
    double words = 0;
    std::vector<std::string> reasons;
    std::vector<std::uint32_t> shared;  ///< rarest first
};

std::string days_apart(std::int64_t days)
{
    return days == 1 ? "one day apart" : std::to_string(days) + " days apart";
}

std::int64_t day_gap(const Told& a, const Told& b)
{
    return std::max<std::int64_t>({0, b.first_day - a.last_day, a.first_day - b.last_day});
}

// The same figures with day and month changed over.
bool swapped(const Told& a, const Told& b)
{
    if (!a.day_exact || !b.day_exact || a.first_day == b.first_day) return false;
    const auto date = [](const Told& told) {
        return model::Day(std::chrono::sys_days(std::chrono::days(told.first_day)));
    };
    const model::Day one = date(a), two = date(b);
    return one.year() == two.year() &&
           static_cast<unsigned>(one.month()) == static_cast<unsigned>(two.day()) &&
           static_cast<unsigned>(one.day()) == static_cast<unsigned>(two.month());
}

// Chance a day that two tellings of one contact stand so far apart.
double density_of_days(std::int64_t days)
{
    switch (days) {
        case 0: return 0.6;
        case 1: return 0.12;
        case 2: return 0.02;
        default: return 0.008;
    }
}

struct Closeness {
    double density = 0;  ///< chance a day
    std::string reason;
};

// `usual`: share of all times that lie as near to one of the two by chance.
Closeness by_clock(const Told& a, const Told& b, double usual)
{
    const std::int64_t gap =
        std::max<std::int64_t>({0, b.minutes.first - a.minutes.last, a.minutes.first - b.minutes.last});
    const std::string night = a.first_day != b.first_day ? ", across midnight" : "";
    const std::int64_t days = day_gap(a, b);
    if (gap <= 30)
        return {0.35 / usual, gap == 0 ? "the same time" : std::to_string(gap) + " minutes apart" + night};
    if (gap <= 180) return {0.15 / usual, std::to_string(gap) + " minutes apart" + night};
    if (gap <= 360) return {0.4, "about " + std::to_string((gap + 30) / 60) + " hours apart" + night};
    if (std::abs(gap - kDayMinutes) <= 30) return {0.06 / usual, "one day apart, at the same time of day"};
    return {density_of_days(days) * (days == 0 ? 0.12 : 0.2), days == 0 ? "the same day" : days_apart(days)};
}

Closeness closeness(const Told& a, const Told& b, std::int64_t period, double usual)
{
    if (!a.dated || !b.dated)
        return {0.5 / static_cast<double>(std::max<std::int64_t>(period, 365)), "one of them has no date"};
    if (a.timed && b.timed) return by_clock(a, b, usual);
    const std::int64_t gap = day_gap(a, b), wide = std::max(a.width(), b.width());
    if (gap == 0 && wide > 0)
        return {0.8 / static_cast<double>(wide + 1), "the dates of one include the other's"};
    if (gap > kShiftDays) return {0.004, "day and month may be changed over"};
    return {density_of_days(gap) / static_cast<double>(wide + 1),
            gap == 0 ? "the same day" : days_apart(gap)};
}

class Finder {
public:
    Finder(const Facts& facts, bool with_decided)
        : facts_(facts), set_(tell(facts)), decided_(facts), with_decided_(with_decided)
    {
        std::int64_t first = INT64_MAX, last = INT64_MIN;
        for (std::uint32_t i = 0; i < set_.events.size(); ++i) {
            const Told& told = set_.events[i];
            (told.dated && told.width() <= kNarrowDays ? narrow_ : wide_).push_back(i);
            if (!told.dated) continue;
            first = std::min(first, told.first_day);
            last = std::max(last, told.last_day);
        }
        period_ = last >= first ? last - first + 1 : 1;
        std::ranges::stable_sort(narrow_, {}, [&](auto i) { return set_.events[i].first_day; });
        count_naming();
        mark_common_words();
    }

    std::vector<Proposal> find()
    {
        by_day();
        by_words();
        by_referral();
        return chosen();
    }

private:
    const Told& at(std::uint32_t i) const { return set_.events[i]; }

    void count_naming()
    {
        for (const Told& told : set_.events)
            for (std::size_t bit = 0; bit < naming_.size(); ++bit)
                naming_[bit] += (told.named >> bit & 1U) != 0 ? 1 : 0;
    }

    void by_day()
    {
        for (std::size_t i = 0; i < narrow_.size(); ++i) {
            const Told& a = at(narrow_[i]);
            for (std::size_t j = i + 1; j < narrow_.size(); ++j) {
                const Told& b = at(narrow_[j]);
                if (b.first_day > a.first_day + kNarrowDays + kShiftDays) break;
                if (b.first_day <= a.last_day + kShiftDays) weigh(narrow_[i], narrow_[j]);
            }
        }
    }

    // Loosely dated events meet those that share a rare word; so do dates with day and month changed over.
    void by_words()
    {
        std::vector<std::uint32_t> seen(set_.events.size(), UINT32_MAX);
        const bool few = set_.events.size() <= kFewEvents;
        for (const auto i : wide_) {
            seen[i] = i;
            const auto meet = [&](std::uint32_t j) {
                if (seen[j] == i) return;
                seen[j] = i;
                const Told &a = at(i), &b = at(j);
                const bool both_wide = !b.dated || b.width() > kNarrowDays;
                if (both_wide && j < i) return;  // met from the other side
                if (!a.dated || !b.dated || day_gap(a, b) == 0) weigh(i, j);
            };
            if (few)
                for (std::uint32_t j = 0; j < set_.events.size(); ++j) meet(j);
            for (const auto word : at(i).words)
                if (set_.postings[word].size() <= kRareWide)
                    for (const auto j : set_.postings[word]) meet(j);
        }
        std::set<std::pair<std::uint32_t, std::uint32_t>> far;
        for (const auto& posting : set_.postings) {
            if (posting.size() < 2 || posting.size() > kRareFar) continue;
            for (std::size_t i = 0; i < posting.size(); ++i)
                for (std::size_t j = i + 1; j < posting.size(); ++j)
                    if (swapped(at(posting[i]), at(posting[j])) &&
                        day_gap(at(posting[i]), at(posting[j])) > kShiftDays)
                        far.emplace(posting[i], posting[j]);
        }
        for (const auto& [i, j] : far) weigh(i, j);
    }

    void by_referral()
    {
        std::map<std::size_t, std::vector<std::uint32_t>> received;  // by agency bit, in order of day
        for (const auto i : narrow_)
            if (at(i).kind == "REF_IN" || at(i).refers == Refers::Received)
                for (std::size_t bit = 0; bit < naming_.size(); ++bit)
                    if ((at(i).own >> bit & 1U) != 0) received[bit].push_back(i);
        for (const auto i : narrow_) {
            const Told& out = at(i);
            if (out.kind != "REF_OUT" && out.refers == Refers::No) continue;
            for (const auto& [bit, list] : received) {
                if ((out.named >> bit & 1U) == 0) continue;
                auto found = std::ranges::lower_bound(list, out.first_day - 1, {},
                                                      [&](auto j) { return at(j).first_day; });
                for (; found != list.end() && at(*found).first_day <= out.last_day + kReferralDays; ++found)
                    if (*found != i && at(*found).agency != out.agency) weigh_referral(i, *found);
            }
        }
    }

    double usual_clock(const Told& told) const
    {
        const std::size_t at = half_hour(told), count = set_.clock.size();
        return set_.clock[at] + set_.clock[(at + 1) % count] + set_.clock[(at + count - 1) % count];
    }

    void shared_words(const Told& a, const Told& b, Evidence& evidence) const
    {
        for (auto one = a.words.begin(), two = b.words.begin();
             one != a.words.end() && two != b.words.end();) {
            if (*one < *two)
                ++one;
            else if (*two < *one)
                ++two;
            else {
                if (set_.weight[*one] > 0) evidence.shared.push_back(*one);
                ++one;
                ++two;
            }
        }
        std::ranges::stable_sort(evidence.shared, std::greater<>(),
                                 [&](auto word) { return set_.weight[word]; });
        double part = 1;
        for (const auto word : evidence.shared) {
            evidence.words += set_.weight[word] * part;
            part *= 0.8;
        }
    }

    // How many events hold the rarest words of a pair together: a form of words that is used again and again
    // proves little, however rare each of its words is.
    std::size_t events_with(const std::vector<std::uint32_t>& shared) const
    {
        const std::span words(shared.data(), std::min<std::size_t>(shared.size(), 3));
        if (std::ranges::all_of(words, [&](auto word) { return !marks_[word].empty(); })) {
            std::size_t together = 0;
            for (std::size_t i = 0; i < marks_[words.front()].size(); ++i) {
                std::uint64_t marks = marks_[words.front()][i];
                for (const auto word : words.subspan(1)) marks &= marks_[word][i];
                together += static_cast<std::size_t>(std::popcount(marks));
            }
            return together;
        }
        const auto rarest =
            *std::ranges::min_element(words, {}, [&](auto word) { return set_.postings[word].size(); });
        return static_cast<std::size_t>(std::ranges::count_if(set_.postings[rarest], [&](auto event) {
            return std::ranges::all_of(words, [&](auto word) { return holds(word, event); });
        }));
    }

    bool holds(std::uint32_t word, std::uint32_t event) const
    {
        const auto& marks = marks_[word];
        if (marks.empty()) return std::ranges::binary_search(set_.postings[word], event);
        return (marks[event / 64] >> event % 64 & 1U) != 0;
    }

    // A bit an event for the words of many events, so that those with several of them are quickly counted.
    void mark_common_words()
    {
        marks_.resize(set_.postings.size());
        for (std::size_t word = 0; word < marks_.size(); ++word) {
            if (set_.postings[word].size() <= kCommonWord) continue;
            marks_[word].resize(set_.events.size() / 64 + 1);
            for (const auto event : set_.postings[word])
                marks_[word][event / 64] |= std::uint64_t{1} << event % 64;
        }
    }

    double told_words(const Told& told) const
    {
        double all = 0;
        for (const auto word : told.words) all += set_.weight[word];
        return all;
    }

    void weigh_words(const Told& a, const Told& b, Evidence& evidence) const
    {
        shared_words(a, b, evidence);
        judge_words(a, b, evidence);
    }

    void judge_words(const Told& a, const Told& b, Evidence& evidence) const
    {
        if (!evidence.shared.empty() && evidence.words > 1) {
            const auto together = static_cast<double>(std::max<std::size_t>(events_with(evidence.shared), 2));
            const double most =
                std::log(0.9 * static_cast<double>(set_.events.size() + 20) / together) * 1.15;
            evidence.words = std::min(evidence.words, std::max(most, 0.3));
        }
        if (evidence.words < 1 && a.words.size() >= 4 && b.words.size() >= 4)
            evidence.words -= evidence.words < 0.4 ? 2 : 1;
        evidence.odds += evidence.words;
        std::string list;
        for (std::size_t i = 0; i < std::min<std::size_t>(evidence.shared.size(), 5); ++i)
            list += (list.empty() ? "" : ", ") + set_.word_shown[evidence.shared[i]];
        if (!list.empty()) evidence.reasons.push_back("both say: " + list);
    }

    void weigh_agencies(const Told& a, const Told& b, Evidence& evidence) const
    {
        const AgencyNames named = (a.named & b.own & ~a.own) | (b.named & a.own & ~b.own);
        if (named == 0) return;
        double common = 1;
        for (std::size_t bit = 0; bit < naming_.size(); ++bit)
            if ((named >> bit & 1U) != 0)
                common =
                    std::min(common, (naming_[bit] + 1.0) / (static_cast<double>(set_.events.size()) + 2));
        evidence.odds += std::clamp(std::log(0.4 / common), 0.1, 1.5);
        evidence.reasons.push_back("one names the other's agency: " + std::string(agency_word(named)));
    }

    void weigh_people(const Told& a, const Told& b, Evidence& evidence) const
    {
        if (a.people.empty() || b.people.empty()) return;
        std::vector<std::string> both;
        std::ranges::set_intersection(a.people, b.people, std::back_inserter(both));
        if (both.empty()) {
            evidence.odds -= 2.5;
            return;
        }
        evidence.odds += 0.2;
        std::string codes;
        for (const auto& id : both)
            if (const auto* person = facts_.find(id))
                codes += (codes.empty() ? "" : ", ") + text(*person, "code");
        if (!codes.empty()) evidence.reasons.push_back("both are about " + codes);
    }

    static void weigh_kinds(const Told& a, const Told& b, Evidence& evidence)
    {
        if (a.kind.empty() || b.kind.empty()) return;
        if (a.kind == b.kind) {
            evidence.odds += 0.7;
            evidence.reasons.emplace_back("the same kind of contact");
        }
    }

    static void weigh_clocks(const Told& a, const Told& b, Evidence& evidence)
    {
        const auto names = [](const Told& one, const Told& other) {
            if (!other.timed || !one.dated || day_gap(one, other) > 1) return false;
            const auto at =
                static_cast<int>(((other.minutes.first % kDayMinutes) + kDayMinutes) % kDayMinutes);
            return other.minutes.first == other.minutes.last &&
                   std::ranges::any_of(one.clocks, [at](int clock) { return std::abs(clock - at) <= 5; });
        };
        if (!names(a, b) && !names(b, a)) return;
        evidence.odds += 1.5;
        evidence.reasons.emplace_back("one names the time of the other");
    }

    void weigh(std::uint32_t i, std::uint32_t j)
    {
        const Told &a = at(i), &b = at(j);
        if (a.agency == b.agency) return weigh_same(i, j);
        Evidence evidence;
        auto close = closeness(a, b, period_, a.timed && b.timed ? usual_clock(a) : 1);
        const double rate = (set_.rate[i] + set_.rate[j]) / 2;
        evidence.odds = std::log(kPrior * close.density / rate);
        if (evidence.odds < -9) return;
        evidence.reasons.push_back(std::move(close.reason));
        shared_words(a, b, evidence);
        if (evidence.odds + evidence.words + kMostElse < 0) return;  // nothing could propose it
        judge_words(a, b, evidence);
        weigh_agencies(a, b, evidence);
        weigh_clocks(a, b, evidence);
        weigh_people(a, b, evidence);
        weigh_kinds(a, b, evidence);
        keep(i, j, points(evidence.odds), pair_link(a, b), std::move(evidence.reasons));
    }

    // Two exports of one agency: the same day and nearly the same words.
    void weigh_same(std::uint32_t i, std::uint32_t j)
    {
        const Told &a = at(i), &b = at(j);
        if (!a.dated || !b.dated || day_gap(a, b) > 0) return;
        if (a.timed && b.timed && std::abs(a.minutes.first - b.minutes.first) > kDayMinutes / 24) return;
        Evidence evidence;
        shared_words(a, b, evidence);
        double both = 0;
        for (const auto word : evidence.shared) both += set_.weight[word];
        const double all = told_words(a) + told_words(b) - both;
        const double alike = all > 0 ? both / all : (a.words == b.words && !a.words.empty() ? 1 : 0);
        const bool exports = !a.from.empty() && !b.from.empty() && a.from != b.from;
        if (alike < (exports ? 0.5 : 0.8)) return;
        if (a.width() > kNarrowDays && !exports) return;
        evidence.reasons.emplace_back("the same day");
        evidence.reasons.push_back("of one agency, with " +
                                   std::string(alike > 0.95 ? "the same words" : "nearly the same words"));
        if (exports) evidence.reasons.emplace_back("from two different imports");
        keep(i, j, static_cast<int>(std::lround(40 + 50 * alike + (exports ? 10 : 0))), "DUP",
             std::move(evidence.reasons), true);
    }

    void weigh_referral(std::uint32_t i, std::uint32_t j)
    {
        const Told &out = at(i), &in = at(j);
        Evidence evidence;
        weigh_words(out, in, evidence);
        weigh_people(out, in, evidence);
        const std::int64_t days = std::max<std::int64_t>(0, in.first_day - out.last_day);
        double score = 22 - static_cast<double>(days) + std::clamp(evidence.words, -3.0, 5.0) * 5;
        if (out.kind == "REF_OUT") score += 10;
        if (in.kind == "REF_IN") score += 10;
        if (in.refers == Refers::Received) score += 8;
        const bool named = (in.named & out.own) != 0;
        if (named) score += 15;
        if (evidence.odds < evidence.words - 1) score -= 40;  // about different people
        evidence.reasons.insert(evidence.reasons.begin(),
                                days == 0 ? "referred and received on the same day"
                                          : "received " + std::to_string(days) + " days after the referral");
        evidence.reasons.push_back("the referral names " + std::string(agency_word(out.named & in.own)));
        if (named)
            evidence.reasons.push_back("the receipt names " + std::string(agency_word(in.named & out.own)));
        keep(i, j, std::clamp(static_cast<int>(std::lround(score)), 0, 95), "REFPAIR",
             std::move(evidence.reasons));
    }

    static std::string_view pair_link(const Told& a, const Told& b)
    {
        const auto sent = [](const Told& one, const Told& other) {
            return one.kind == "REF_OUT" && other.kind == "REF_IN";
        };
        return sent(a, b) || sent(b, a) ? "REFPAIR" : "DUP";
    }

    static int points(double odds) { return static_cast<int>(std::lround(100 / (1 + std::exp(-odds)))); }

    void keep(std::uint32_t i, std::uint32_t j, int score, std::string_view link,
              std::vector<std::string> reasons, bool same_agency = false)
    {
        if (score < kProposed) return;
        const auto key = std::minmax(i, j);
        const auto found = found_.find(key);
        if (found != found_.end() && found->second.score >= score) return;
        found_[key] = {at(i).record->id,    at(j).record->id, link,
                       std::min(score, 99), same_agency,      std::move(reasons)};
    }

    // Of several candidates of one agency only the best, and those nearly as good, are told.
    std::vector<Proposal> chosen()
    {
        std::map<std::pair<std::uint32_t, std::int32_t>, int> best;
        for (const auto& [pair, proposal] : found_)
            for (const auto& [one, other] : {pair, std::pair(pair.second, pair.first)}) {
                auto& top = best[{one, at(other).agency}];
                top = std::max(top, proposal.score);
            }
        std::vector<Proposal> proposals;
        for (auto& [pair, proposal] : found_) {
            const auto far_below = [&, score = proposal.score](std::uint32_t one, std::uint32_t other) {
                return score + kMargin < best[{one, at(other).agency}];
            };
            if (far_below(pair.first, pair.second) || far_below(pair.second, pair.first)) continue;
            if (!with_decided_ && decided_.decided(proposal.a, proposal.b)) continue;
            if (stands_before(event_of(pair.second), event_of(pair.first))) std::swap(proposal.a, proposal.b);
            proposals.push_back(std::move(proposal));
        }
        std::ranges::stable_sort(proposals, [](const Proposal& x, const Proposal& y) {
            return std::tie(y.score, x.a, x.b) < std::tie(x.score, y.a, y.b);
        });
        return proposals;
    }
    OrderEvent event_of(std::uint32_t i) const { return order_event(at(i).record->id, at(i).record->fields); }

    const Facts& facts_;
    TellingSet set_;
    DecidedPairs decided_;
    bool with_decided_;
    std::int64_t period_ = 1;
    std::vector<std::uint32_t> narrow_, wide_;
    std::array<int, 32> naming_{};
    std::vector<std::vector<std::uint64_t>> marks_;  ///< by word; empty for one of few events
    std::map<std::pair<std::uint32_t, std::uint32_t>, Proposal> found_;
};

}  // namespace

std::vector<Proposal> duplicates(const Facts& facts, bool with_decided)
{
    return Finder(facts, with_decided).find();
}

DecidedPairs::DecidedPairs(const Facts& facts)
{
    const auto& links = facts.all("event_link");
    for (const auto& link : links) {
        const std::string answer = text(link, "confirmed");
        if (answer != "Y" && answer != "N") continue;
        pairs_.emplace_back(std::minmax(text(link, "a"), text(link, "b")));
    }
    std::ranges::sort(pairs_);
    const Lines lines = lines_of(links);
    line_.assign(lines.begin(), lines.end());
}

bool DecidedPairs::decided(std::string_view a, std::string_view b) const
{
    if (b < a) std::swap(a, b);
    const std::pair<std::string, std::string> pair(a, b);
    if (std::ranges::binary_search(pairs_, pair)) return true;
    const auto line = [&](std::string_view event) -> const std::string* {
        const auto found = std::ranges::lower_bound(
            line_, event, {}, [](const auto& one) -> std::string_view { return one.first; });
        return found != line_.end() && found->first == event ? &found->second : nullptr;
    };
    const auto *one = line(a), *two = line(b);
    return one != nullptr && two != nullptr && *one == *two;
}

}  // namespace rules
