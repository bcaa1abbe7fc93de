#pragma once
/// One line being typed outside any form, with what the draft store is to know of it.

#include <optional>
#include <string>

#include "app/ui/kit.h"
#include "app/ui/requests.h"

namespace ui {

inline constexpr double kDraftAfter = 0.5;  ///< seconds after the last letter; the store has it within one

class Drafted {
public:
    /// The place of its draft: a record's field, or a name of its own where no field holds it yet.
    Drafted(std::string_view kind, std::string_view field) : kind_(kind), field_(field) {}

    text::Editor edit{text::Lines::One};

    /// After it was drawn: its draft, half a second after the last letter or when the kit is in a hurry.
    void drawn(Kit& kit, std::string_view id, Requests& requests);
    /// Takes up its words if one of these drafts is its own.
    void take_up(const std::vector<Draft>& drafts, std::string_view id);
    /// Starts empty; what was kept of it is emptied too.
    void clear(std::string_view id, Requests& requests);

private:
    std::string kind_, field_;
    std::uint64_t seen_ = 0, drafted_ = 0;
    double changed_at_ = 0;
    bool first_ = true;
};

}  // namespace ui
