#pragma once
/// What may lie over any screen: the palette that finds anything (Ctrl+K), the help (F1), a table saved as a
/// file, and the answer to Ctrl+S.

#include <optional>
#include <string>
#include <vector>

#include "app/ui/kit.h"
#include "app/ui/requests.h"
#include "app/ui/screens/review_frame.h"

namespace ui {

/// A record that holds the words sought.
struct FoundRecord {
    std::string kind, id;
    std::string section;  ///< where it is shown
    std::string called;   ///< "Finding 3", "V, victim"
    std::string words;    ///< as the view allows
};

/// What the program does for the palette that no key of a screen does.
enum class OverCommand : std::uint8_t { Light, Dark, HighContrast };

/// A key of the screen beneath, pressed for the person.
struct OverKey {
    Key key = Key::None;
    Modifiers with = {};
    char32_t letter = 0;  ///< a letter key of the screen, where not 0
};

/// A table of the review, to be written to a file.
struct SaveTable {
    std::string table;     ///< "actions"
    std::string folder;    ///< UTF-8
    bool workbook = true;  ///< .xlsx; else a page that Word opens
    bool identified = false;
};

struct OverScreen {
    bool palette = false, help = false, saving = false;
    text::Editor search{text::Lines::One};
    std::size_t at = 0;
    std::string sought;    ///< the words that `records` answers, or that were asked for
    bool waiting = false;  ///< for the records
    std::vector<FoundRecord> records;
    std::vector<Choice> tables;  ///< of the review that can be saved
    std::string table;
    std::string format = "xlsx";
    text::Editor folder{text::Lines::One};
    std::string problem;
    std::optional<std::size_t> taken;  ///< pressed in the sheet
    bool save_now = false;

    /// Closes everything and forgets what was found: before a lock.
    void clear();
};

struct OverContext {
    bool unlocked = false;
    const ReviewHead* head = nullptr;  ///< of the open review, or null
};

struct OverAsks {
    Requests requests;
    std::optional<std::string> find;  ///< words, for the store
    std::optional<FoundRecord> show;
    std::optional<OverCommand> command;
    std::optional<OverKey> key;
    std::optional<SaveTable> save;
};

/// To be called after the screen was drawn.
OverAsks draw(Kit& kit, OverScreen& screen, const OverContext& context);

}  // namespace ui
