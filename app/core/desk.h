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
#include "storage/json/json.h"

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

/// A record as its section shows it.
struct DeskRecord {
    std::string kind, id;
    std::string called;  ///< by code or number, with the role word of a person
    std::string words;   ///< open: its first text
    std::string sealed;  ///< the same with sealed words; empty where there are none
    json::Object fields;
    std::vector<std::string> problems;  ///< what the rules say of it, with the remedy
};
struct DeskDraft {
    std::string kind, id, field, text;
    std::size_t caret = 0;
    base::Bytes undo;
};

enum class Doing : std::uint8_t {
    Unlocking,
    ListingReviews,
    OpeningReview,
    ReadingRows,
    Filtering,
    ReadingRecords,
    Writing
};

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
/// Every record of the open review but its events.
struct Records {
    std::vector<DeskRecord> records;
    std::vector<DeskDraft> drafts;
    std::string today;  ///< YYYY-MM-DD, London
    std::int64_t events = 0;
};
struct Locked {};
using Answer = std::variant<Failed, Unlocked, Opened, Closed, Filtered, Rows, Records, Locked>;

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
    /// The records of the open review. Answered by Records.
    void records();
    /// Writes one entry; an empty id makes a record. Answered by Records, or Failed with Doing::Writing.
    void put(std::string kind, std::string id, json::Object fields);
    void strike(std::string kind, std::string id, std::string reason);
    /// Takes the last change back, or makes it again. Answered as put().
    void undo(bool again);
    /// Keeps words being typed; answered only when it fails.
    void draft(DeskDraft draft);
    /// Writes what waits to be written, drops what waits to be read and what was answered, closes the review
    /// and the vault. Answered by Locked.
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
    struct RecordsJob {};
    struct PutJob {
        std::string kind, id;
        json::Object fields;
    };
    struct StrikeJob {
        std::string kind, id, reason;
    };
    struct UndoJob {
        bool again;
    };
    struct DraftJob {
        DeskDraft draft;
    };
    struct LockJob {};
    using Job = std::variant<UnlockJob, OpenJob, CloseJob, RowsJob, FilterJob, RecordsJob, PutJob, StrikeJob,
                             UndoJob, DraftJob, LockJob>;

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
