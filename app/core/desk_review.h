#pragma once
/// One open review as the desk reads it: the order of its chronology at hand, its words fetched as they are
/// needed. Belongs to the store thread.

#include <atomic>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/core/desk_words.h"
#include "storage/review/review.h"
#include "storage/review/vault.h"
#include "storage/rules/measures.h"

namespace core {

using base::Result;

DeskReview in_words(const review::ReviewCard& card,
                    const model::CodeLists& lists = model::CodeLists::built_in());
/// The parts of a life that DeskMark::domain counts, in words.
std::vector<std::string> life_domains();

/// Which lines are shown; what is empty does not narrow. A line is shown where one of its sources passes.
struct DeskFilter {
    std::string words;                              ///< all of them, in any field
    std::vector<std::string> agencies;              ///< ids; any of them
    std::string person;                             ///< id
    std::string kind, theme, significance, mo, gp;  ///< codes; `mo` and `gp`: "*" is any
    std::string from, to;                           ///< YYYY-MM-DD: those that may have happened then
    bool to_settle = false, not_coded = false;
    bool operator==(const DeskFilter&) const = default;
    bool everything() const { return *this == DeskFilter(); }
};

class DeskReviewReader {
public:
    /// Reads the order of the whole chronology. Errors: those of the review; Cancelled when `give_up` turns
    /// true.
    static Result<DeskReviewReader> open(const review::Vault& vault, review::Review review,
                                         const std::atomic<bool>& give_up);
    /// Everything again, after a change of unknown extent; the filter stands.
    Result<void> reread(const std::atomic<bool>& give_up);
    /// What is kept of these events again, after their coding changed.
    Result<void> refresh(const std::vector<std::string>& events);

    const Opened& opened() const { return opened_; }
    review::Review& review() { return review_; }
    /// How many lines match.
    Result<std::int64_t> filter(const DeskFilter& wanted);
    /// At most `limit` events that lie wholly in those days (YYYY-MM-DD), in order, however the chronology is
    /// filtered.
    Result<std::vector<review::ChronologyRow>> between(const std::string& from, const std::string& to,
                                                       std::size_t limit);
    Result<std::vector<DeskRow>> rows(std::int64_t offset, std::int64_t limit);
    /// One for each line that matches, in order.
    std::vector<DeskMark> marks() const;
    /// Where the line of an event stands among those that match; -1: not there.
    std::int64_t place_of(std::string_view event) const;
    /// The events of the line that `event` stands on, the standing one first, whole.
    Result<std::vector<review::ChronologyRow>> sources_of(std::string_view event);
    int agency_of(const json::Object& fields) const;
    /// What the inspector says of one event.
    std::vector<DeskFact> facts_of(const json::Object& fields) const;

private:
    /// What is kept of every event, in the review's own order.
    struct Event {
        std::string id;
        std::int32_t earliest = 0, latest = 0;  ///< days since 1970; kOpen when open
        std::int16_t minute = -1;
        std::int16_t agency = -1, domain = 0;
        std::uint16_t kind = 0, significance = 0;  ///< into codes_
        std::vector<std::uint16_t> people, themes, mo, gp;
        bool settle = false, summary = false, coded = false;
    };
    struct Line {
        std::size_t event = 0;              ///< the one whose wording stands
        std::vector<std::size_t> others{};  ///< more sources of the same contact
        std::string age{}, before_death{}, gap{};
        bool contact = false;
    };
    struct Shown {
        std::size_t line = 0;
        std::int32_t between = 0;  ///< days since the line before it ended
    };

    explicit DeskReviewReader(review::Review review) : review_(std::move(review)) {}
    Result<void> read_names();
    Result<void> read_order(const std::atomic<bool>& give_up);
    Result<void> read_figures(std::vector<rules::Record> events);
    void take_figures(const rules::Measures& figures);
    Event event_of(const std::string& id, const json::Object& fields);
    void read_line(const Event& event, const std::string& under, std::size_t place,
                   std::map<std::string, std::vector<std::size_t>>& also);
    void count();
    bool passes(const Event& event, const DeskFilter& wanted) const;
    void show(const std::vector<std::size_t>& lines);
    std::uint16_t code(const std::string& text);
    std::uint16_t known_code(const std::string& text) const;
    std::vector<std::uint16_t> codes(const std::vector<std::string>& texts);
    DeskRow row_of(const review::ChronologyRow& row, const Shown& shown) const;
    void add_coding(const json::Object& fields, DeskRow& row) const;
    std::string label(std::string_view list, const std::string& code) const;
    std::string codes_of(const json::Object& fields, std::string_view field) const;

    review::Review review_;
    Opened opened_;
    model::Day today_{};
    std::map<std::string, int> agency_of_;
    std::vector<std::string> agency_type_;
    std::map<std::string, std::string> person_code_, file_name_;
    std::unordered_map<std::string, std::uint16_t> code_number_;
    std::vector<Event> events_;
    std::vector<Line> lines_;
    std::vector<Shown> shown_;
    DeskFilter filter_;
};

}  // namespace core
