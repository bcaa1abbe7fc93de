#pragma once
/// The store thread of the desktop program: it alone holds the vault. Jobs go in, answers come out as values,
/// and whoever asks never waits on the disk or on the key derivation.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "crypto/base/platform.h"

namespace core {

struct DeskReview {
    std::string uuid, reference;
    std::string type, area, stage;  ///< as people read them
    std::int64_t events = 0;
    bool demo = false, writable = true, identities_gone = false;
};

struct DeskAgency {
    std::string id, name, letter;
    std::int64_t count = 0;
};

enum class Coding : std::uint8_t { Key, Missed, Good, Theme, ToSettle };
struct DeskCoding {
    Coding kind;
    std::string text;
};
struct DeskFact {
    std::string label, text;
    bool sealed = false;
};

/// One line of the merged chronology, in words.
struct DeskRow {
    std::string id;
    int agency = -1;            ///< index into Opened::agencies
    std::vector<int> also;      ///< others that report the same contact
    std::string date, note;     ///< see DateWords
    std::string written;        ///< sealed
    std::string summary;        ///< open, confirmed
    std::string what, outcome;  ///< sealed
    std::string open_line;      ///< open: kind and outcome as coded
    std::string gap;            ///< before it, in the order shown
    std::vector<DeskCoding> coding;
    std::vector<DeskFact> facts;
    std::vector<std::string> to_settle;  ///< sealed
};

enum class Doing : std::uint8_t { Unlocking, ListingReviews, OpeningReview, ReadingRows, Filtering };

// Answers.
struct Failed {
    Doing doing;
    base::Error error;
};
struct Unlocked {
    std::string owner;
    std::vector<std::string> notices;
    std::vector<DeskReview> reviews;
};
struct Opened {
    DeskReview review;
    std::vector<DeskAgency> agencies;
    std::int64_t events = 0, uncoded = 0, to_settle = 0;
};
struct Closed {
    std::vector<DeskReview> reviews;
};
struct Filtered {
    std::int64_t matching = 0;
    std::vector<DeskRow> rows;  ///< the first of them
};
struct Rows {
    std::int64_t offset = 0;
    std::vector<DeskRow> rows;
};
struct Locked {};
using Answer = std::variant<Failed, Unlocked, Opened, Closed, Filtered, Rows, Locked>;

class Desk {
public:
    /// `wake` is called on the store thread whenever an answer waits.
    explicit Desk(std::function<void()> wake);
    ~Desk();  ///< locks
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    void unlock(base::Path folder, base::Secret passphrase);
    void open_review(std::string uuid);
    void close_review();
    /// Of the chronology as it is filtered now.
    void rows(std::int64_t offset, std::int64_t limit);
    /// Events with all these words, from one of these agencies (ids; none: from all). Answered by Filtered.
    void filter(std::string words, std::vector<std::string> agencies);
    /// Drops what waits and what was answered, closes the review and the vault. Answered by Locked.
    void lock();

    std::optional<Answer> poll();

private:
    struct UnlockJob {
        base::Path folder;
        base::Secret passphrase;
    };
    struct OpenJob {
        std::string uuid;
    };
    struct CloseJob {};
    struct RowsJob {
        std::int64_t offset, limit;
    };
    struct FilterJob {
        std::string words;
        std::vector<std::string> agencies;
    };
    struct LockJob {};
    using Job = std::variant<UnlockJob, OpenJob, CloseJob, RowsJob, FilterJob, LockJob>;

    void add(Job job);
    void run();
    std::optional<Job> next();
    void answer(Answer answer);

    std::function<void()> wake_;
    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<Job> jobs_;
    std::deque<Answer> answers_;
    bool ending_ = false;
    std::atomic<bool> hurry_ = false;  ///< a lock waits: give up long work
    std::thread thread_;               ///< last: it uses the others
};

}  // namespace core
