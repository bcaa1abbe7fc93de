#include "app/core/changes.h"

#include "app/core/importing.h"

namespace core {

base::Time london_midnight(model::Day day)
{
    const base::Time utc{std::chrono::sys_days(day)};
    // In summer the day begins an hour before it does in UTC.
    const auto earlier = utc - std::chrono::hours(1);
    return london_day(earlier) == day ? earlier : utc;
}

Result<std::vector<rules::RecordTurn>> changed_after(review::Review& review, std::int64_t entry)
{
    TRY_ASSIGN(auto history, review.history_since(entry));
    std::vector<rules::Entry> entries;
    entries.reserve(history.size());
    for (auto& one : history)
        entries.push_back({one.n, one.op, std::move(one.kind), std::move(one.id), std::move(one.fields)});
    return rules::changed(entries, entry);
}

Result<std::vector<rules::RecordTurn>> changed_since(review::Review& review, model::Day day)
{
    TRY_ASSIGN(const auto entry, review.entry_before(london_midnight(day)));
    return changed_after(review, entry);
}

}  // namespace core
