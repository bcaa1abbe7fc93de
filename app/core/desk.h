#pragma once
/// The store thread of the desktop program: it alone holds the vault. Tasks go in, what is to be done with
/// their answers comes out, and whoever asks never waits on the disk or on the key derivation.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace core {

struct DeskStore;

class Desk {
public:
    /// What the asking thread does with an answer; run by deliver().
    using Done = std::function<void()>;

    /// How a task stands to others that wait.
    enum class Sort : std::uint8_t {
        Read,    ///< dropped when a lock waits
        Latest,  ///< as Read; and of several with one name only the last is wanted
        Keep     ///< writes what a person typed: done before a lock
    };
    struct Task {
        std::string name;
        Sort sort = Sort::Read;
        /// On the store thread. `give_up` turns true when a lock waits: long reading stops then.
        std::function<Done(DeskStore& store, const std::atomic<bool>& give_up)> run;
    };

    /// `wake` is called on the store thread whenever an answer waits.
    explicit Desk(std::function<void()> wake);
    ~Desk();  ///< locks
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    void add(Task task);
    /// Does what waits to be written, drops what waits to be read and what was answered, closes the review
    /// and the vault; then `done`.
    void lock(Done done);
    /// Runs what the answers that came since ask for, on the calling thread. False when there was none.
    bool deliver();

private:
    struct Job {
        Task task;
        bool is_lock = false;
    };
    void run();
    bool next(Job& job);

    std::function<void()> wake_;
    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<Job> jobs_;
    std::deque<Done> answers_;
    bool ending_ = false;
    std::atomic<bool> hurry_ = false;  ///< a lock waits: give up long work
    std::thread thread_;               ///< last: it uses the others
};

}  // namespace core
