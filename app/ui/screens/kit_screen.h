#pragma once
/// The recovery kit: written, printed, typed back from the paper and tried; then its files are dealt with.
/// Enrolment is complete only then.

#include <optional>
#include <string>

#include "app/ui/kit_files.h"
#include "app/ui/screens/secret_parts.h"

namespace ui {

enum class KitStep : std::uint8_t { Write, Print, Type, Files, Ready };

struct KitScreen {
    KitStep step = KitStep::Write;
    bool first_run = true;  ///< else a new kit for a vault that is in use
    text::Editor folder{text::Lines::One};
    std::string page, text;  ///< where the files were written
    TypedKit typed;
    bool busy = false;
    float fraction = -1;
    std::string doing;   ///< what is being done, while busy
    std::string notice;  ///< of the printer, of the demonstration cases
    std::string problem, problem_field;
    bool fresh = true;
    FileChooser chooser;

    void go(KitStep next);
    void refused(std::string why);
};

struct KitAsks {
    std::optional<std::string> write_to;  ///< a folder
    bool print = false;
    std::optional<base::Secret> typed;
    bool cancel = false;  ///< the work under way
    bool destroy = false, keep = false;
    bool demos = false, enter = false;
};
KitAsks draw(Kit& kit, KitScreen& screen);

/// The way back in with the sheet: the kit typed, and a new passphrase.
struct RecoverScreen {
    text::Editor folder{text::Lines::One};
    TypedKit typed;
    SecretText passphrase, again;
    double bits = 0;
    bool busy = false;
    std::string problem, problem_field;
    bool fresh = true;
    FileChooser chooser;
};
struct RecoverAsks {
    struct Recover {
        std::string folder;
        base::Secret typed, passphrase;
    };
    std::optional<Recover> recover;
    bool back = false;
};
RecoverAsks draw(Kit& kit, RecoverScreen& screen);

}  // namespace ui
