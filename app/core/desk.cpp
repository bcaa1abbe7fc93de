#include "app/core/desk.h"

#include "app/core/desk_store.h"

namespace core {

Desk::Desk(std::function<void()> wake) : wake_(std::move(wake)), thread_([this] { run(); }) {}

Desk::~Desk()
{
    {
        const std::lock_guard held(mutex_);
        jobs_.clear();
        ending_ = true;
        hurry_ = true;
    }
    ready_.notify_one();
    thread_.join();
}

void Desk::add(Task task)
{
    {
        const std::lock_guard held(mutex_);
        if (task.sort == Sort::Latest)
            std::erase_if(jobs_, [&](const Job& job) { return !job.is_lock && job.task.name == task.name; });
        jobs_.push_back({std::move(task)});
    }
    ready_.notify_one();
}

void Desk::lock(Done done)
{
    {
        const std::lock_guard held(mutex_);
        std::erase_if(jobs_, [](const Job& job) { return !job.is_lock && job.task.sort != Sort::Keep; });
        answers_.clear();
        hurry_ = true;
        jobs_.push_back({{.name = "lock",
                          .run =
                              [done = std::move(done)](DeskStore& store, const std::atomic<bool>&) {
                                  store.lock();
                                  return done;
                              }},
                         true});
    }
    ready_.notify_one();
}

bool Desk::deliver()
{
    bool any = false;
    for (;;) {
        Done first;
        {
            const std::lock_guard held(mutex_);
            if (answers_.empty()) return any;
            first = std::move(answers_.front());
            answers_.pop_front();
        }
        any = true;
        if (first) first();
    }
}

bool Desk::next(Job& job)
{
    std::unique_lock held(mutex_);
    ready_.wait(held, [this] { return ending_ || !jobs_.empty(); });
    if (ending_) return false;
    job = std::move(jobs_.front());
    jobs_.pop_front();
    if (job.is_lock) hurry_ = false;
    return true;
}

void Desk::run()
{
    DeskStore store;
    Job job;
    while (next(job)) {
        Done done = job.task.run(store, hurry_);
        job = {};  // what it carried (a passphrase, typed words) is not kept
        {
            const std::lock_guard held(mutex_);
            if (ending_ || hurry_) continue;  // a lock waits: nobody may see it any more
            answers_.push_back(std::move(done));
        }
        wake_();
    }
    store.lock();
}

}  // namespace core
