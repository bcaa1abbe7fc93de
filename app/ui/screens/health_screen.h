#pragma once
/// The health of the vault, each line well or with one thing to do; and closing a finished review.

#include <optional>
#include <string>
#include <vector>

#include "app/ui/kit_files.h"
#include "app/ui/requests.h"

namespace ui {

enum class Health : std::uint8_t { Well, Note, Act };
/// What the button of a line does.
enum class HealthDo : std::uint8_t { Nothing, Check, Backup, ChooseBackup, TryKit, Enrol };

struct HealthRow {
    std::string key, title, words;
    Health level = Health::Well;
    HealthDo does = HealthDo::Nothing;
};

struct HealthScreen {
    std::string owner;
    bool loading = true;
    std::vector<HealthRow> rows;
    std::string working;  ///< what goes on; empty: nothing
    float fraction = -1;
    std::string notice, problem;
    bool fresh = true;
};
struct HealthAsks {
    Requests common;
    HealthDo does = HealthDo::Nothing;
    bool cancel = false, closing = false;
};
HealthAsks draw(Kit& kit, HealthScreen& screen);

/// A review that may be closed here.
struct ClosingChoice {
    std::string uuid, reference, stage;
    bool identities_gone = false;
    std::vector<std::string> before;  ///< what was not done yet
    std::size_t backups = 0;          ///< that still hold its names
};
struct ClosingScreen {
    std::string owner;
    bool loading = true, busy = false;
    std::vector<ClosingChoice> reviews;
    std::string chosen;  ///< uuid
    text::Editor archive{text::Lines::One}, confirm{text::Lines::One};
    bool destroy_backups = true;
    std::string done;  ///< what was done; the form gives way to it
    std::string problem, problem_field;
    FileChooser chooser;
};
struct ClosingAsks {
    struct Close {
        std::string uuid, confirm, archive;
        bool destroy_backups = true;
    };
    Requests common;
    std::optional<Close> close;
};
ClosingAsks draw(Kit& kit, ClosingScreen& screen);

}  // namespace ui
