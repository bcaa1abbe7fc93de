#pragma once
/// Answers what the fields of many lines ask for (app/ui/prose_aid.h): spellings from a thread of their own,
/// citations and the review's words from the store thread. Belongs to the thread of the window.

#include <functional>
#include <memory>
#include <set>
#include <string>

#include "app/core/desk.h"
#include "app/ui/prose_aid.h"
#include "app/ui/screens/review_frame.h"

namespace desktop {

class ProseService {
public:
    /// `add` gives a task to the store thread; `wake` is called from another thread when there is news.
    ProseService(ui::ProseAid& aid, std::function<void(core::Desk::Task)> add, std::function<void()> wake);

    /// After each frame: asks the store for what the fields want. `head`: of the open review, or null.
    void serve(const ui::ReviewHead* head);
    /// True once after spellings came.
    bool take_news();
    /// Records were written: words and citations are read again.
    void stale();
    /// Everything of the review: before a lock.
    void forget();

private:
    void ask_words();
    void ask_cited(std::set<std::string> keys);
    void ask_citable(const std::string& words);

    ui::ProseAid& aid_;
    std::function<void(core::Desk::Task)> add_;
    std::string review_;  ///< uuid that the answers belong to
    std::set<std::string> asked_;
    std::uint64_t seen_ = 0;
    std::unique_ptr<text::Speller> speller_;
};

}  // namespace desktop
