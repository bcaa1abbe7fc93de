#pragma once
/// The little that is remembered outside the vault: how the window looks and where the vault lies. No case
/// data. A text file in the person's settings folder, readable by its owner only.

#include <string>

#include "crypto/base/platform.h"

namespace core {

using base::Path;
using base::Result;

struct Preferences {
    std::string theme = "light";  ///< light, dark, contrast
    int percent = 100;            ///< 80 to 250
    std::string folder;           ///< of the vault last opened, UTF-8
    bool operator==(const Preferences&) const = default;
};

/// `settings.txt` in base::settings_folder().
Path preferences_file();
/// What is there and readable; the defaults for all else. Never fails: these are conveniences.
Preferences read_preferences(const Path& file);
/// Whole or not at all. Errors: Io.
Result<void> write_preferences(const Path& file, const Preferences& preferences);

}  // namespace core
