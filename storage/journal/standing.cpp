#include <algorithm>
#include <map>

#include "storage/journal/inverse.h"

namespace journal {
namespace {

/// A command that stands, or an undo that may be redone.
struct Step {
    std::int64_t origin = 0;   ///< the command itself
    std::int64_t made_by = 0;  ///< the command that brought this about: origin, its redo, or its undo
};

struct Stacks {
    std::vector<Step> undo;
    std::vector<Step> redo;
    std::map<std::int64_t, Undone> touched;  ///< by origin: commands ever undone
    std::map<std::int64_t, bool> stands;

    void begin(const CommandMark& mark)
    {
        redo.clear();
        if (mark.barrier)
            undo.clear();
        else
            undo.push_back({mark.command, mark.command});
    }
    void take_back(const CommandMark& mark)
    {
        const auto origin = undo.back().origin;
        undo.pop_back();
        redo.push_back({origin, mark.command});
        auto& chain = touched[origin];
        chain.command = origin;
        chain.undos.push_back(mark.command);
        stands[origin] = false;
    }
    void bring_back(const CommandMark& mark)
    {
        const auto origin = redo.back().origin;
        redo.pop_back();
        undo.push_back({origin, mark.command});
        touched[origin].redos.push_back(mark.command);
        stands[origin] = true;
    }
};

}  // namespace

Standing standing(const std::vector<CommandMark>& commands, std::int64_t signed_lines)
{
    Stacks stacks;
    for (const auto& mark : commands) {
        if (mark.undoes && !stacks.undo.empty() && stacks.undo.back().origin == *mark.undoes)
            stacks.take_back(mark);
        else if (mark.undoes && !stacks.redo.empty() && stacks.redo.back().made_by == *mark.undoes)
            stacks.bring_back(mark);
        else
            stacks.begin(mark);
    }
    Standing now;
    if (!stacks.undo.empty() && stacks.undo.back().made_by > signed_lines &&
        stacks.undo.back().origin > signed_lines)
        now.undo = stacks.undo.back().origin;
    if (!stacks.redo.empty() && stacks.redo.back().made_by > signed_lines)
        now.redo = stacks.redo.back().made_by;
    for (const auto& [origin, chain] : stacks.touched)
        if (!stacks.stands[origin]) now.undone.push_back(chain);
    return now;
}

}  // namespace journal
