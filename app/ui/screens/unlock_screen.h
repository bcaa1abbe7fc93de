#pragma once
/// Unlock: the folder, the passphrase, and what to do when it does not open.

#include <string>

#include "app/ui/kit_files.h"
#include "app/ui/requests.h"

namespace ui {

struct UnlockScreen {
    text::Editor folder{text::Lines::One};  ///< path of the vault, UTF-8
    bool folder_given = false;              ///< named when the program was started: shown, not asked
    SecretText passphrase;
    bool busy = false;    ///< unlocking
    std::string problem;  ///< why it did not open, in words that say what to do; empty: nothing wrong
    bool problem_is_folder = false;    ///< the problem lies with the folder, not with the passphrase
    bool locked_by_idle = false;       ///< say why this screen is here
    bool fresh = true;                 ///< just shown: the focus goes to the first empty field
    bool other = false, lost = false;  ///< asked for: another vault; the way in without the passphrase
    FileChooser chooser;
};

Requests draw(Kit& kit, UnlockScreen& screen);

}  // namespace ui
