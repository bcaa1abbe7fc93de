#pragma once
/// What lies over every place: the palette that finds anything, help, a table saved. What the person asks for
/// there goes to the store thread or to the program. Belongs to the thread of the window.

#include <functional>
#include <optional>
#include <string>

#include "app/core/desk.h"
#include "app/desktop/place.h"
#include "app/ui/screens/over.h"

namespace desktop {

class OverService {
public:
    using Add = std::function<void(core::Desk::Task)>;
    OverService(Host& host, Add add);

    /// Draws it over the place. Returns a key of the screen beneath that the person chose by its name.
    std::optional<ui::OverKey> draw(ui::Kit& kit, bool unlocked, bool in_review);
    /// Closes everything and forgets what was found: before a lock.
    void clear() { screen_.clear(); }
    /// To the section that shows the record.
    void show(const ui::FoundRecord& record);

private:
    void find(const std::string& words);
    void save(const ui::SaveTable& table);

    Host& host_;
    Add add_;
    ui::OverScreen screen_;
};

}  // namespace desktop
