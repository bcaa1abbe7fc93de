#pragma once
/// Spelling, checked on a thread of its own: whoever asks never waits. The dictionary is read when the first
/// word is asked for. What was asked stays in memory until forget().

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "crypto/base/platform.h"

class Hunspell;

namespace text {

class Speller {
public:
    enum class Verdict : std::uint8_t { Asked, Right, Wrong };

    /// `dictionary`: without its .aff and .dic. `told` is called on the speller's thread when an answer
    /// waits.
    explicit Speller(base::Path dictionary = british(), std::function<void()> told = {});
    ~Speller();
    Speller(const Speller&) = delete;
    Speller& operator=(const Speller&) = delete;
    /// Where Debian's hunspell-en-gb lies.
    static base::Path british();

    /// False once it is known that the dictionary is not installed; every word is then right.
    bool available() const { return available_; }
    /// A word as it stands in a text; one that is not known yet is asked for.
    Verdict look(std::string_view word);
    /// At most seven, the likeliest first; none given while they are being looked for.
    std::optional<std::vector<std::string>> suggestions(std::string_view word);
    /// Words of the review, right in any case of their letters.
    void set_own_words(const std::vector<std::string>& words);
    /// Rises whenever an answer has come.
    std::uint64_t version() const { return version_; }
    /// Until everything asked is answered; for tests and measurements.
    void wait();
    /// What was asked and the words of the review.
    void forget();

private:
    struct Job {
        std::string word;
        bool suggest = false;
    };
    void run();
    void answer(Hunspell* dictionary, const Job& job);

    base::Path dictionary_;
    std::function<void()> told_;
    std::mutex mutex_;
    std::condition_variable ready_, done_;
    std::deque<Job> jobs_;
    std::unordered_map<std::string, Verdict> verdicts_;
    std::unordered_map<std::string, std::optional<std::vector<std::string>>> suggestions_;
    std::set<std::string> own_;
    std::atomic<std::uint64_t> version_ = 0;
    std::atomic<bool> available_ = true;
    bool busy_ = false, ending_ = false;
    std::thread thread_;  ///< last: it uses the others
};

}  // namespace text
