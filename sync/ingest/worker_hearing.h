#pragma once
/// The parent's ear: takes the worker's messages one after another and refuses whatever is out of order, out
/// of bounds, or at odds with what was asked and answered. Every error is Corrupt `worker_answer`.

#include "sync/ingest/worker_message.h"

namespace ingest {

class Hearing {
public:
    /// `model`, `codelists`: newest understood.
    explicit Hearing(Task task, std::uint64_t model = 0, std::uint64_t codelists = 0)
        : task_(task), model_(model), codelists_(codelists)
    {
    }

    Result<void> take(Message type, ByteView payload);

    bool ready() const { return ready_; }
    bool done() const { return done_; }
    /// A question that waits for its answer; null when there is none.
    const Question* asked() const { return question_ && !answer_ ? &*question_ : nullptr; }
    void answered(const Answer& answer);
    /// Bytes (or items) done and in all, as last told.
    std::pair<std::uint64_t, std::uint64_t> progress() const { return progress_; }

    // When done: the failure, or the result of the task.
    const std::optional<base::Error>& failure() const { return failure_; }
    Report& report() { return *report_; }
    const Outline& outline() const { return *outline_; }
    const SealedFacts& sealed() const { return *sealed_; }

private:
    bool settled() const { return report_ || outline_ || sealed_ || failure_; }
    Result<void> take_result(Message type, ByteView payload);
    Result<void> take_progress(ByteView payload);
    Result<void> take_report(ByteView payload);
    Result<void> take_lines(ByteView payload);
    Result<void> take_records(ByteView payload);
    Result<void> check_verdict() const;
    Result<void> check_facts() const;
    Result<void> check_whole() const;
    Result<void> count(std::uint64_t bytes, std::uint64_t& to_come);
    std::uint64_t lines_before() const;

    Task task_;
    std::uint64_t model_, codelists_;
    bool ready_ = false, done_ = false;
    std::uint64_t progress_messages_ = 0;
    std::pair<std::uint64_t, std::uint64_t> progress_;
    std::optional<Question> question_;
    std::optional<Answer> answer_;  ///< without held objects
    std::optional<Report> report_;
    std::uint64_t lines_to_come_ = 0, records_to_come_ = 0;
    std::uint64_t taken_bytes_ = 0;
    std::optional<Outline> outline_;
    std::optional<SealedFacts> sealed_;
    std::optional<base::Error> failure_;
};

}  // namespace ingest
