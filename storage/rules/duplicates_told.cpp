#include "storage/rules/duplicates_told.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "storage/model/fold.h"

namespace rules {

namespace {

constexpr std::int64_t kTimedMinutes = 4 * 60;
constexpr std::int64_t kRateDays = 30;  // either side
constexpr double kFewer =
    20;  // events thought of beside those there are, so that a short chronology proves less rarity

void append_words(const Record& event, std::string_view field, std::vector<std::string>& into)
{
    const auto* value = event.fields.find(field);
    if (value == nullptr || value->text() == nullptr || value->text()->empty()) return;
    for (auto& word : model::words(model::fold(*value->text()))) into.push_back(std::move(word));
}

std::size_t minute_of_day(std::int64_t minutes)
{
    return static_cast<std::size_t>(((minutes % kDayMinutes) + kDayMinutes) % kDayMinutes);
}

void set_dates(Told& told, const OrderEvent& event)
{
    told.minutes = minutes_of(event);
    told.dated = told.minutes.first != INT64_MIN && told.minutes.last != INT64_MAX;
    const auto day = [](std::int64_t minutes) {
        return (minutes >= 0 ? minutes : minutes - kDayMinutes + 1) / kDayMinutes;
    };
    if (!told.dated) return;
    told.first_day = day(told.minutes.first);
    told.last_day = day(told.minutes.last);
    told.day_exact = told.first_day == told.last_day;
    told.timed = told.day_exact && told.minutes.last - told.minutes.first <= kTimedMinutes;
}

class Teller {
public:
    explicit Teller(const Facts& facts) : facts_(facts) {}

    TellingSet tell()
    {
        for (const auto& event : facts_.all("chronology_event")) set_.events.push_back(told_of(event));
        set_.postings.resize(set_.word_shown.size());
        for (std::uint32_t i = 0; i < set_.events.size(); ++i)
            for (const auto word : set_.events[i].words) set_.postings[word].push_back(i);
        const double count = static_cast<double>(set_.events.size()) + kFewer;
        for (const auto& posting : set_.postings)
            set_.weight.push_back(
                std::max(0.0, std::log(0.35 * count / (static_cast<double>(posting.size()) + 1))));
        set_rates();
        set_clock();
        return std::move(set_);
    }

private:
    Told told_of(const Record& event)
    {
        Told told;
        told.record = &event;
        set_dates(told, order_event(event.id, event.fields));
        std::vector<std::string> words, about;
        append_words(event, "text", words);
        append_words(event, "outcome_text", words);
        append_words(event, "kind_text", words);
        append_words(event, "summary", words);
        about = words;
        append_words(event, "agency_comment", about);
        told.named = agencies_named(about);
        told.refers = refers(words);
        append_words(event, "source_text", words);
        append_words(event, "ref_text", words);
        append_words(event, "subject_text", words);
        told.words = numbers_of(telling_words(words));
        std::vector<std::string> office;
        append_words(event, "agency_text", office);
        set_agency(told, event, office);
        told.people = texts(event, "subjects");
        std::ranges::sort(told.people);
        told.kind = text(event, "contact_kind");
        told.from = text(event, "import");
        for (const std::string_view field : {"text", "outcome_text", "agency_comment"})
            for (const int at : clock_times(text(event, field))) told.clocks.push_back(at);
        return told;
    }

    void set_agency(Told& told, const Record& event, std::vector<std::string>& office)
    {
        const std::string organisation = text(event, "organisation");
        std::string key = organisation;
        for (const auto& word : office) key += ' ' + word;
        told.agency = agencies_.emplace(key, static_cast<std::int32_t>(agencies_.size())).first->second;
        const bool itself = office.empty();
        append_words(event, "worker_role", office);
        told.own = agencies_named(office);
        const auto* record = facts_.find(organisation);
        if (record == nullptr || !itself) return;
        std::vector<std::string> name;
        append_words(*record, "name", name);
        told.own |= agency_of_type(text(*record, "agency_type")) | agencies_named(name);
    }

    std::vector<std::uint32_t> numbers_of(const std::vector<std::string>& words)
    {
        std::vector<std::uint32_t> found;
        for (const auto& word : words) {
            auto [at, fresh] = roots_.try_emplace(word, 0);
            if (fresh) at->second = number_of(word);
            found.push_back(at->second);
        }
        std::ranges::sort(found);
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    }
    std::uint32_t number_of(const std::string& word)
    {
        const auto [at, fresh] =
            numbers_.emplace(word_root(word), static_cast<std::uint32_t>(set_.word_shown.size()));
        if (fresh) set_.word_shown.push_back(word);
        return at->second;
    }

    // Many offices write round hours: that two agree on ten o'clock says little.
    void set_clock()
    {
        double timed = 4;
        set_.clock.fill(timed / 48);
        for (const auto& event : set_.events) {
            if (!event.timed) continue;
            set_.clock[half_hour(event)] += 1;
            timed += 1;
        }
        for (auto& share : set_.clock) share /= timed;
    }

    // Events a day near each, half from its own months and half from the whole.
    void set_rates()
    {
        std::vector<std::int64_t> days;
        for (const auto& event : set_.events)
            if (event.dated && event.width() < kRateDays)
                days.push_back((event.first_day + event.last_day) / 2);
        std::ranges::sort(days);
        const double whole = days.empty() ? 0
                                          : static_cast<double>(days.size()) /
                                                static_cast<double>(days.back() - days.front() + kRateDays);
        for (const auto& event : set_.events) {
            if (!event.dated) {
                set_.rate.push_back(std::max(whole, 0.02));
                continue;
            }
            const auto from = std::ranges::lower_bound(days, event.first_day - kRateDays);
            const auto to = std::ranges::upper_bound(days, event.last_day + kRateDays);
            const auto near = static_cast<double>(std::max<std::int64_t>(0, to - from - 2));
            const double local = near / static_cast<double>(event.width() + 2 * kRateDays + 1);
            set_.rate.push_back(std::max(0.5 * local + 0.5 * whole, 0.02));
        }
    }

    const Facts& facts_;
    TellingSet set_;
    std::map<std::string, std::int32_t> agencies_;
    std::unordered_map<std::string, std::uint32_t> roots_, numbers_;
};

}  // namespace

std::size_t half_hour(const Told& told)
{
    return minute_of_day(told.minutes.first) / 30;
}

TellingSet tell(const Facts& facts)
{
    return Teller(facts).tell();
}

}  // namespace rules
