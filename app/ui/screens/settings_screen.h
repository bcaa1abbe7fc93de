#pragma once
/// Settings: how the window looks, who this vault is to the centre, how it is recovered and locked, which
/// lists it uses, and where its backups go.

#include <optional>
#include <string>
#include <vector>

#include "app/ui/kit_files.h"
#include "app/ui/requests.h"
#include "app/ui/screens/secret_parts.h"

namespace ui {

struct SettingsScreen {
    std::string owner;
    bool loading = true;
    int tab = 0;
    ThemeName theme = ThemeName::Light;  ///< as the window looks now
    int percent = 100;

    std::string fingerprint, enrolment, centre, root_fingerprint, request_fingerprint, kit, lists;
    std::vector<std::string> packs;
    text::Editor organisation{text::Lines::One}, device{text::Lines::One}, root{text::Lines::One};
    text::Editor backup_folder{text::Lines::One}, kept{text::Lines::One}, idle{text::Lines::One};
    SecretText old_passphrase, passphrase, again;
    double bits = 0;  ///< of the new passphrase; the program fills it in
    bool changing = false;
    bool trying = false;    ///< the sheet is being typed
    bool new_kit = false;   ///< asked whether a new kit is really wanted
    bool make_kit = false;  ///< it is
    TypedKit typed;

    std::string working;  ///< what goes on; empty: nothing
    float fraction = -1;
    std::string notice, problem, problem_field;
    enum class Choosing : std::uint8_t { SaveRequest, Roster, Pack, Backup } choosing = Choosing::SaveRequest;
    FileChooser chooser;

    void refused(std::string why);
    void done(std::string what);
};

struct SettingsAsks {
    struct Appearance {
        ThemeName theme;
        int percent;
    };
    struct ChangePassphrase {
        base::Secret old, fresh;
    };
    struct Plan {
        std::string folder;
        int keep;
    };
    Requests common;
    std::optional<Appearance> appearance;
    std::optional<std::string> request_to, trust, install;  ///< a folder, a file, a file
    std::optional<base::Secret> try_kit;
    std::optional<ChangePassphrase> change;
    std::optional<int> idle;
    std::optional<Plan> plan;
    bool make_kit = false, backup = false, check = false, cancel = false;
};
SettingsAsks draw(Kit& kit, SettingsScreen& screen);

}  // namespace ui
