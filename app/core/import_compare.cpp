#include "app/core/import_compare.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "storage/model/fold.h"

namespace core {

using import_::Field;

namespace {

constexpr double kAlike = 0.55;                // from here two rows are one, corrected
constexpr std::size_t kMostPairs = 2'000'000;  // beyond, only rows of one day or near each other are compared
constexpr std::int64_t kNear = 20;             // rows

/// One side of the comparison, prepared once.
struct Row {
    const json::Object* words = nullptr;
    const json::Object* reading = nullptr;
    std::int64_t position = 0;
    std::string key;                // all words but the date's, folded
    std::set<std::string> content;  // words of what happened and what was done
    bool taken = false;
};

bool is_date_word(std::string_view id)
{
    return id == "date_text" || id == "time_text" || id == "end_date_text";
}

std::string normal(std::string_view text)
{
    std::string joined;
    for (const std::string& word : model::words(model::fold(text))) joined += word + " ";
    return joined;
}

std::string key_of(const json::Object& words)
{
    std::map<std::string, std::string> sorted;
    for (const auto& [id, value] : words)
        if (!is_date_word(id) && value.text() != nullptr) sorted[id] = normal(*value.text());
    std::string key;
    for (const auto& [id, text] : sorted)
        if (!text.empty()) key += id + "=" + text + "\n";
    return key;
}

Row prepared(const json::Object& words, const json::Object& reading, std::int64_t position)
{
    Row row{&words, &reading, position, key_of(words), {}, false};
    for (const char* id : {"text", "outcome_text"})
        for (const std::string& word : model::words(model::fold(json::text_or(words, id))))
            row.content.insert(word);
    return row;
}

std::string date_as_written(const json::Object& words)
{
    return normal(json::text_or(words, "date_text") + " " + json::text_or(words, "time_text") + " | " +
                  json::text_or(words, "end_date_text"));
}

/// The same day and time: in the same words, or read as the same.
bool same_date(const Row& a, const Row& b)
{
    if (date_as_written(*a.words) == date_as_written(*b.words)) return true;
    const bool read = a.reading->find("earliest") != nullptr || a.reading->find("latest") != nullptr;
    return read && json::write(*a.reading) == json::write(*b.reading);
}

double alike(const std::set<std::string>& a, const std::set<std::string>& b)
{
    if (a.empty() && b.empty()) return 1;
    std::size_t both = 0;
    for (const std::string& word : a) both += b.contains(word) ? 1 : 0;
    return 2.0 * static_cast<double>(both) / static_cast<double>(a.size() + b.size());
}

double score(const Row& a, const Row& b)
{
    const auto apart = std::min<std::int64_t>(std::abs(a.position - b.position), kNear);
    return 0.6 * alike(a.content, b.content) + (same_date(a, b) ? 0.25 : 0) +
           0.15 * (1 - static_cast<double>(apart) / static_cast<double>(kNear));
}

std::vector<std::string> changed_fields(const Row& now, const Row& before)
{
    std::vector<std::string> fields;
    if (!same_date(now, before)) fields.emplace_back("date");
    std::set<std::string> ids;
    for (const json::Object* words : {now.words, before.words})
        for (const auto& [id, value] : *words)
            if (!is_date_word(id)) ids.insert(id);
    for (const std::string& id : ids)
        if (normal(json::text_or(*now.words, id)) != normal(json::text_or(*before.words, id)))
            fields.push_back(id);
    return fields;
}

class Comparer {
public:
    Comparer(const std::vector<import_::Event>& events, const std::vector<EarlierRow>& earlier)
        : events_(events), earlier_(earlier)
    {
        for (const import_::Event& event : events) {
            words_.push_back(row_words(event));
            readings_.push_back(row_reading(event.reading));
        }
        for (std::size_t i = 0; i < events.size(); ++i)
            now_.push_back(
                prepared(words_[i], readings_[i], static_cast<std::int64_t>(events[i].source_row)));
        for (const EarlierRow& row : earlier)
            before_.push_back(prepared(row.words, row.reading, row.source_row));
        match_.resize(events.size());
    }

    Comparison compare(bool sure)
    {
        match_words();
        match_references();
        const auto matched = static_cast<std::size_t>(
            std::ranges::count_if(match_, [](const auto& one) { return one.has_value(); }));
        if (sure || (matched > 0 && matched * 5 >= std::min(now_.size(), before_.size()))) match_alike();
        return outcome();
    }

private:
    void join(std::size_t now, std::size_t before)
    {
        match_[now] = before;
        now_[now].taken = before_[before].taken = true;
    }

    /// The same words and the same date; of several the one nearest in position.
    void match_words()
    {
        std::multimap<std::string_view, std::size_t> by_key;
        for (std::size_t i = 0; i < before_.size(); ++i) by_key.emplace(before_[i].key, i);
        for (std::size_t i = 0; i < now_.size(); ++i) {
            std::optional<std::size_t> best;
            const auto [from, to] = by_key.equal_range(now_[i].key);
            for (auto at = from; at != to; ++at) {
                const Row& row = before_[at->second];
                if (row.taken || !same_date(now_[i], row)) continue;
                if (!best || std::abs(row.position - now_[i].position) <
                                 std::abs(before_[*best].position - now_[i].position))
                    best = at->second;
            }
            if (best) join(i, *best);
        }
    }

    /// A reference that stands once in either file names the row, whatever else changed.
    void match_references()
    {
        const auto index = [](const std::vector<Row>& rows) {
            std::map<std::string, std::vector<std::size_t>> found;
            for (std::size_t i = 0; i < rows.size(); ++i)
                if (const std::string text = normal(json::text_or(*rows[i].words, "ref_text")); !text.empty())
                    found[text].push_back(i);
            return found;
        };
        const auto before = index(before_);
        for (const auto& [reference, rows] : index(now_)) {
            const auto same = before.find(reference);
            if (rows.size() != 1 || same == before.end() || same->second.size() != 1) continue;
            if (!now_[rows[0]].taken && !before_[same->second[0]].taken) join(rows[0], same->second[0]);
        }
    }

    void match_alike()
    {
        std::vector<std::size_t> now, before;
        for (std::size_t i = 0; i < now_.size(); ++i)
            if (!now_[i].taken) now.push_back(i);
        for (std::size_t i = 0; i < before_.size(); ++i)
            if (!before_[i].taken) before.push_back(i);
        const bool all = now.size() * before.size() <= kMostPairs;
        struct Pair {
            double score;
            std::size_t now, before;
        };
        std::vector<Pair> pairs;
        for (const std::size_t i : now)
            for (const std::size_t j : before) {
                if (!all && std::abs(now_[i].position - before_[j].position) > kNear) continue;
                if (const double found = score(now_[i], before_[j]); found >= kAlike)
                    pairs.push_back({found, i, j});
            }
        std::ranges::stable_sort(pairs, [](const Pair& a, const Pair& b) { return a.score > b.score; });
        for (const Pair& pair : pairs)
            if (!now_[pair.now].taken && !before_[pair.before].taken) join(pair.now, pair.before);
    }

    Comparison outcome() const
    {
        Comparison made;
        std::set<std::string> imports;
        for (std::size_t i = 0; i < now_.size(); ++i) {
            RowCompared row;
            row.row = events_[i].record;
            row.index = i;
            if (match_[i]) {
                const EarlierRow& before = earlier_[*match_[i]];
                row.event = before.event;
                row.earlier_row = before.source_row;
                row.fields = changed_fields(now_[i], before_[*match_[i]]);
                row.fate = row.fields.empty() ? RowFate::Unchanged : RowFate::Changed;
                if (imports.insert(before.import_id).second) made.imports.push_back(before.import_id);
            }
            made.rows.push_back(std::move(row));
        }
        for (std::size_t i = 0; i < before_.size(); ++i) {
            if (before_[i].taken || !imports.contains(earlier_[i].import_id)) continue;
            RowCompared row;
            row.fate = RowFate::Gone;
            row.event = earlier_[i].event;
            row.earlier_row = earlier_[i].source_row;
            made.rows.push_back(std::move(row));
        }
        return made;
    }

    const std::vector<import_::Event>& events_;
    const std::vector<EarlierRow>& earlier_;
    std::vector<json::Object> words_, readings_;
    std::vector<Row> now_, before_;
    std::vector<std::optional<std::size_t>> match_;
};

}  // namespace

std::string_view to_text(RowFate fate)
{
    switch (fate) {
        case RowFate::Unchanged: return "unchanged";
        case RowFate::Changed: return "changed";
        case RowFate::Added: return "added";
        case RowFate::Gone: return "gone";
    }
    return "";
}

std::size_t Comparison::count(RowFate fate) const
{
    return static_cast<std::size_t>(std::ranges::count(rows, fate, &RowCompared::fate));
}

json::Object row_words(const import_::Event& event)
{
    json::Object words;
    const auto put = [&](std::string_view id, const std::string& text) {
        if (!text.empty()) words.set(id, text);
    };
    put("date_text", event.value(Field::Date));
    put("time_text", event.value(Field::Time));
    put("end_date_text", event.end_text);
    put("agency_text", event.value(Field::Agency));
    put("source_text", event.value(Field::Source));
    put("subject_text", event.value(Field::Subject));
    put("kind_text", event.value(Field::ContactKind));
    put("mode_text", event.value(Field::ContactMode));
    put("worker_role", event.value(Field::WorkerRole));
    put("text", event.value(Field::Text));
    put("outcome_text", event.value(Field::Outcome));
    put("agency_comment", event.value(Field::AgencyComment));
    put("ref_text", event.value(Field::Reference));
    return words;
}

json::Object row_reading(const model::DateReading& reading)
{
    json::Object fields;
    if (reading.earliest) fields.set("earliest", model::to_text(*reading.earliest));
    if (reading.latest) fields.set("latest", model::to_text(*reading.latest));
    fields.set("precision", model::to_code(reading.precision));
    if (reading.approximate) fields.set("approx", true);
    if (reading.time) fields.set("time", model::to_text(*reading.time));
    return fields;
}

Comparison compare_rows(const std::vector<import_::Event>& events, const std::vector<EarlierRow>& earlier,
                        bool sure)
{
    return Comparer(events, earlier).compare(sure);
}

}  // namespace core
