#pragma once
/// What every fuzz target of the readers checks: a table that was read is previewed, every row accounted for.

#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "app/import/import.h"
#include "app/import/package.h"

namespace test {

inline void check_read(const base::Result<import_::Table>& table)
{
    if (!table) return;
    import_::Context context;
    context.imported = std::chrono::year{2026} / 11 / 22;
    const auto preview = import_::preview(*table, import_::propose(*table), context);
    if (preview.rows_read != preview.events.size() + preview.set_aside.size()) std::abort();
    if (preview.rows_read != table->records.size()) std::abort();
    (void)import_::describe(preview);
}

/// Parts without a container, so that a fuzzer reaches the XML at once.
class MapParts : public import_::Parts {
public:
    explicit MapParts(std::map<std::string, std::string, std::less<>> parts) : parts_(std::move(parts))
    {
        for (const auto& [name, bytes] : parts_) names_.push_back(name);
    }
    const std::vector<std::string>& names() const override { return names_; }
    base::Result<std::string> read(std::string_view name) override
    {
        const auto found = parts_.find(name);
        if (found == parts_.end())
            return base::fail(base::ErrorKind::Invalid, "no such part", "part_missing");
        return found->second;
    }

private:
    std::map<std::string, std::string, std::less<>> parts_;
    std::vector<std::string> names_;
};

}  // namespace test
