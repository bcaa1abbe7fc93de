#include "app/ui/drafted.h"

namespace ui {

void Drafted::drawn(Kit& kit, std::string_view id, Requests& requests)
{
    const auto version = edit.version();
    if (std::exchange(first_, false)) seen_ = drafted_ = version;
    if (version != seen_) {
        seen_ = version;
        changed_at_ = kit.now();
    }
    if (version == drafted_) return;
    const double rest = kit.now() - changed_at_;
    if (rest < kDraftAfter && !kit.hurried()) {
        kit.wake_in(kDraftAfter - rest);
        return;
    }
    drafted_ = version;
    requests.emplace_back(Draft{kind_, std::string(id), field_, edit.text(), edit.caret(), edit.undo_list()});
}

void Drafted::take_up(const std::vector<Draft>& drafts, std::string_view id)
{
    for (const auto& draft : drafts)
        if (draft.kind == kind_ && draft.id == id && draft.field == field_ && !draft.text.empty())
            edit.take_up(draft.text, draft.caret, draft.undo);
    first_ = true;
}

void Drafted::clear(std::string_view id, Requests& requests)
{
    edit.set("");
    seen_ = drafted_ = edit.version();
    first_ = false;
    requests.emplace_back(Draft{kind_, std::string(id), field_, {}, 0, {}});
}

}  // namespace ui
