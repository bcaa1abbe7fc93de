#pragma once
/// The first screen without a vault, and the making of one.

#include <optional>
#include <string>

#include "app/ui/kit_files.h"
#include "app/ui/screens/secret_parts.h"

namespace ui {

enum class WelcomeAsk : std::uint8_t { Nothing, Make, Open };
struct WelcomeScreen {
    bool fresh = true;
};
WelcomeAsk draw(Kit& kit, WelcomeScreen& screen);

/// Make a vault of these; everything was looked at.
struct MakeVault {
    std::string folder, owner;
    base::Secret passphrase;
    bool anywhere = false;
};
struct CreateAsks {
    std::optional<MakeVault> make;
    bool back = false;
};

struct CreateScreen {
    text::Editor folder{text::Lines::One}, owner{text::Lines::One};
    SecretText passphrase, again;
    double bits = 0;  ///< of the passphrase as it is typed; the program fills it in
    bool busy = false;
    std::string problem, problem_field;  ///< what is wrong, and the key of its field
    bool risky = false;  ///< the folder is in a cloud or on a network: it can be taken all the same
    bool anywhere = false;
    bool fresh = true;
    FileChooser chooser;

    /// Why it was not made; `risky` when the place is the reason.
    void refused(std::string why, std::string field, bool place);
};
CreateAsks draw(Kit& kit, CreateScreen& screen);

}  // namespace ui
