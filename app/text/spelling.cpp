#include "app/text/spelling.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>

#include <utf8proc.h>
#include <hunspell.hxx>

#include "crypto/base/secret.h"
#include "crypto/base/utf8.h"

namespace text {

namespace {

constexpr std::size_t kMostSuggestions = 7, kLongest = 60;  // words; bytes
constexpr std::size_t kMostKept = 50'000;                   // words

// Words of this work that the dictionary has not.
constexpr std::array<std::string_view, 17> kOfThisWork = {
    "adultification",    "anonymisation", "cuckooing",   "ecomap",
    "ecomaps",           "genogram",      "genograms",   "intersectional",
    "intersectionality", "multiagency",   "perinatal",   "polyvictimisation",
    "pseudonymised",     "safeguarding",  "victimology", "neurodivergent",
    "neurodivergence"};

std::string lower(std::string_view word)
{
    std::string made;
    while (const auto c = base::take_code_point(word))
        base::append_utf8(made, static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(*c))));
    return made;
}

// As the dictionary spells it: straight apostrophes.
std::string plain(std::string_view word)
{
    std::string made;
    while (const auto c = base::take_code_point(word)) base::append_utf8(made, *c == 0x2019 ? U'\'' : *c);
    return made;
}

// Codes, numbers, abbreviations and words of other scripts are not for an English dictionary.
bool checkable(std::string_view word)
{
    if (word.size() < 2 || word.size() > kLongest) return false;
    int small = 0;
    int all = 0;
    for (auto rest = word; const auto c = base::take_code_point(rest); ++all) {
        if (*c >= 0x250 && *c != 0x2019) return false;
        if ((*c >= '0' && *c <= '9') || *c == '_' || *c == '@') return false;
        const auto kind = utf8proc_category(static_cast<utf8proc_int32_t>(*c));
        small += kind == UTF8PROC_CATEGORY_LL ? 1 : 0;
    }
    return all > 1 && small > 0;
}

bool known_here(const std::set<std::string>& own, std::string_view word)
{
    auto folded = lower(plain(word));
    if (own.contains(folded) ||
        std::find(kOfThisWork.begin(), kOfThisWork.end(), folded) != kOfThisWork.end())
        return true;
    if (!folded.ends_with("'s")) return false;
    folded.resize(folded.size() - 2);
    return own.contains(folded);
}

void wipe(std::string& word)
{
    base::wipe({reinterpret_cast<std::uint8_t*>(word.data()), word.size()});
}

}  // namespace

base::Path Speller::british()
{
    return base::path_from_utf8("/usr/share/hunspell/en_GB");
}

Speller::Speller(base::Path dictionary, std::function<void()> told)
    : dictionary_(std::move(dictionary)), told_(std::move(told)), thread_([this] { run(); })
{
}

Speller::~Speller()
{
    {
        const std::scoped_lock hold(mutex_);
        ending_ = true;
    }
    ready_.notify_all();
    thread_.join();
    forget();
}

Speller::Verdict Speller::look(std::string_view word)
{
    if (!available_ || !checkable(word)) return Verdict::Right;
    const std::scoped_lock hold(mutex_);
    if (known_here(own_, word)) return Verdict::Right;
    const auto [found, fresh] = verdicts_.try_emplace(std::string(word), Verdict::Asked);
    if (fresh) {
        jobs_.push_back({std::string(word), false});
        ready_.notify_one();
    }
    return found->second;
}

std::optional<std::vector<std::string>> Speller::suggestions(std::string_view word)
{
    if (!available_) return std::vector<std::string>();
    const std::scoped_lock hold(mutex_);
    const auto [found, fresh] = suggestions_.try_emplace(std::string(word), std::nullopt);
    if (fresh) {
        jobs_.push_front({std::string(word), true});  // somebody looks at the menu
        ready_.notify_one();
    }
    return found->second;
}

void Speller::set_own_words(const std::vector<std::string>& words)
{
    std::set<std::string> folded;
    for (const auto& word : words) folded.insert(lower(plain(word)));
    const std::scoped_lock hold(mutex_);
    if (folded == own_) return;
    own_ = std::move(folded);
    ++version_;
}

void Speller::wait()
{
    std::unique_lock hold(mutex_);
    done_.wait(hold, [this] { return jobs_.empty() && !busy_; });
}

void Speller::forget()
{
    const std::scoped_lock hold(mutex_);
    for (auto& job : jobs_) wipe(job.word);
    jobs_.clear();
    while (!verdicts_.empty()) wipe(verdicts_.extract(verdicts_.begin()).key());
    for (auto& [word, offered] : suggestions_)
        if (offered)
            for (auto& one : *offered) wipe(one);
    while (!suggestions_.empty()) wipe(suggestions_.extract(suggestions_.begin()).key());
    while (!own_.empty()) wipe(own_.extract(own_.begin()).value());
}

void Speller::run()
{
    std::unique_ptr<Hunspell> dictionary;
    std::unique_lock hold(mutex_);
    for (;;) {
        ready_.wait(hold, [this] { return ending_ || !jobs_.empty(); });
        if (ending_) return;
        Job job = std::move(jobs_.front());
        jobs_.pop_front();
        busy_ = true;
        hold.unlock();
        if (dictionary == nullptr && available_) {
            const auto beside = [&](const char* end) { return base::Path(dictionary_) += end; };
            std::error_code ignored;
            available_ = std::filesystem::exists(beside(".aff"), ignored) &&
                         std::filesystem::exists(beside(".dic"), ignored);
            if (available_)
                dictionary = std::make_unique<Hunspell>(base::to_utf8(beside(".aff")).c_str(),
                                                        base::to_utf8(beside(".dic")).c_str());
        }
        answer(dictionary.get(), job);
        wipe(job.word);
        hold.lock();
        busy_ = false;
        if (!jobs_.empty()) continue;
        done_.notify_all();
        if (told_) told_();
    }
}

void Speller::answer(Hunspell* dictionary, const Job& job)
{
    std::vector<std::string> offered;
    Verdict verdict = Verdict::Right;
    auto word = plain(job.word);
    if (dictionary != nullptr && job.suggest) {
        offered = dictionary->suggest(word);
        if (offered.size() > kMostSuggestions) offered.resize(kMostSuggestions);
    } else if (dictionary != nullptr) {
        verdict = dictionary->spell(word) ? Verdict::Right : Verdict::Wrong;
    }
    wipe(word);
    const std::scoped_lock hold(mutex_);
    // Only what is still asked for: forget() may have come between.
    if (job.suggest) {
        if (const auto found = suggestions_.find(job.word); found != suggestions_.end())
            found->second = std::move(offered);
    } else if (const auto found = verdicts_.find(job.word); found != verdicts_.end()) {
        found->second = verdict;
    }
    if (verdicts_.size() > kMostKept)
        std::erase_if(verdicts_, [](const auto& one) { return one.second != Verdict::Asked; });
    ++version_;
}

}  // namespace text
