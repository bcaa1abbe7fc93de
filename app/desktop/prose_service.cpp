#include "app/desktop/prose_service.h"

#include <utility>

#include "app/core/desk_cite.h"

namespace desktop {

namespace {

ui::Citable citable_of(core::DeskFound found)
{
    return {std::move(found.kind), std::move(found.id), std::move(found.called), std::move(found.words)};
}

}  // namespace

ProseService::ProseService(ui::ProseAid& aid, std::function<void(core::Desk::Task)> add,
                           std::function<void()> wake)
    : aid_(aid),
      add_(std::move(add)),
      speller_(std::make_unique<text::Speller>(text::Speller::british(), std::move(wake)))
{
    aid_.speller = speller_.get();
}

void ProseService::serve(const ui::ReviewHead* head)
{
    const std::string review = head == nullptr ? std::string() : head->review.uuid;
    if (review != review_) {
        forget();
        review_ = review;
        if (!review_.empty()) ask_words();
    }
    aid_.in_review = head != nullptr && head->review.writable;
    auto wanted = std::exchange(aid_.wanted, {});
    const auto looked = std::exchange(aid_.looked, std::nullopt);
    if (review_.empty()) return;
    std::erase_if(wanted, [&](const std::string& key) { return !asked_.insert(key).second; });
    if (!wanted.empty()) ask_cited(std::move(wanted));
    if (looked) ask_citable(*looked);
}

bool ProseService::take_news()
{
    return std::exchange(seen_, speller_->version()) != speller_->version();
}

void ProseService::stale()
{
    if (review_.empty()) return;
    ask_words();
    std::set<std::string> keys;
    for (const auto& [key, record] : aid_.known) keys.insert(key);
    if (!keys.empty()) ask_cited(std::move(keys));
}

void ProseService::forget()
{
    aid_.forget();
    asked_.clear();
    review_.clear();
}

void ProseService::ask_words()
{
    add_({.name = "own words",
          .sort = core::Desk::Sort::Latest,
          .run = [this, review = review_](core::DeskStore& store, const std::atomic<bool>&) {
              auto words = core::desk_own_words(store);
              return core::Desk::Done([this, review, words = std::move(words)] {
                  if (words && review == review_) speller_->set_own_words(*words);
              });
          }});
}

void ProseService::ask_cited(std::set<std::string> keys)
{
    std::vector<core::DeskCited> citations;
    for (const auto& key : keys)
        citations.push_back({key.substr(0, key.find(':')), key.substr(key.find(':') + 1)});
    add_({.name = "cited",
          .run = [this, review = review_, citations = std::move(citations)](core::DeskStore& store,
                                                                            const std::atomic<bool>&) {
              auto found = core::desk_cited(store, citations);
              return core::Desk::Done([this, review, found = std::move(found)]() mutable {
                  if (!found || review != review_) return;
                  for (auto& one : *found)
                      aid_.known.insert_or_assign(ui::citation_key(one.kind, one.id), citable_of(one));
                  ++aid_.version;
              });
          }});
}

void ProseService::ask_citable(const std::string& words)
{
    add_({.name = "citable",
          .sort = core::Desk::Sort::Latest,
          .run = [this, review = review_, words](core::DeskStore& store, const std::atomic<bool>&) {
              auto found = core::desk_citable(store, words);
              return core::Desk::Done([this, review, words, found = std::move(found)]() mutable {
                  if (review != review_) return;
                  aid_.offered.clear();
                  aid_.offered_for = words;
                  if (found)
                      for (auto& one : *found) aid_.offered.push_back(citable_of(std::move(one)));
              });
          }});
}

}  // namespace desktop
