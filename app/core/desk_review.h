#pragma once
/// One open review as the desk reads it: the order of its chronology at hand, its words fetched as they are
/// needed. Belongs to the store thread.

#include <atomic>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/core/desk_words.h"
#include "storage/review/review.h"

namespace core {

using base::Result;

DeskReview in_words(const review::ReviewCard& card);

class DeskReviewReader {
public:
    /// Reads the order of the whole chronology. Errors: those of the review; Cancelled when `give_up` turns
    /// true.
    static Result<DeskReviewReader> open(review::Review review, const std::atomic<bool>& give_up);

    const Opened& opened() const { return opened_; }
    review::Review& review() { return review_; }
    /// How many lines match.
    Result<std::int64_t> filter(std::string_view words, const std::vector<std::string>& agencies);
    /// At most `limit` events that lie wholly in those days (YYYY-MM-DD), in order, however the chronology is
    /// filtered.
    Result<std::vector<review::ChronologyRow>> between(const std::string& from, const std::string& to,
                                                       std::size_t limit);
    Result<std::vector<DeskRow>> rows(std::int64_t offset, std::int64_t limit);

private:
    /// What is kept of every event.
    struct Line {
        std::int64_t place = 0;                 ///< in the review's own order
        std::int32_t earliest = 0, latest = 0;  ///< days since 1970; kOpen when open
        std::int32_t agency = -1;
        std::vector<int> also;
        std::string id;
    };
    struct Shown {
        std::size_t line = 0;
        std::int32_t gap = 0;  ///< days since the contact before it ended
    };

    explicit DeskReviewReader(review::Review review) : review_(std::move(review)) {}
    Result<void> read_names();
    Result<void> read_order(const std::atomic<bool>& give_up);
    void read_line(const review::ChronologyRow& row, std::int64_t place,
                   std::map<std::string, std::vector<int>>& also);
    void show(const std::vector<std::size_t>& lines);
    DeskRow row_of(const review::ChronologyRow& row, const Shown& shown) const;
    void add_facts(const json::Object& fields, DeskRow& row) const;
    std::string codes_of(const json::Object& fields, std::string_view field) const;

    review::Review review_;
    Opened opened_;
    std::map<std::string, int> agency_of_;
    std::map<std::string, std::string> person_code_, file_name_;
    std::vector<Line> lines_;
    std::vector<Shown> shown_;
};

}  // namespace core
