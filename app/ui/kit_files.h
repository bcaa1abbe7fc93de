#pragma once
/// Choosing a file or a folder: a sheet over the screen with the places a person knows, the folder's contents
/// and its path as text. It reads no disk: the screen asks for a folder's contents and is given them.

#include <optional>
#include <string>
#include <vector>

#include "app/ui/kit.h"

namespace ui {

struct FileEntry {
    std::string name;
    bool folder = false;
    std::string note;  ///< size or day; may be empty
};

/// "Home", "Documents", a stick.
struct FilePlace {
    std::string name, path;
};

/// What a folder holds, as the program read it. Paths are UTF-8.
struct FolderShown {
    std::string path;
    std::string parent;  ///< empty at the top
    std::vector<FileEntry> entries;
    std::vector<FilePlace> places;
};

class FileChooser {
public:
    enum class For : std::uint8_t { File, Folder };

    /// Opens the sheet at `start` (empty: at home). `endings`: ".csv"; files with another are not listed.
    void open(For purpose, std::string title, std::string start, std::vector<std::string> endings = {});
    void close() { open_ = false; }
    bool is_open() const { return open_; }

    /// The folder to be read next; asked once.
    std::optional<std::string> take_wanted() { return std::exchange(wanted_, std::nullopt); }
    /// A folder to be made in the one shown: its whole path; asked once.
    std::optional<std::string> take_new_folder() { return std::exchange(made_, std::nullopt); }
    void show(FolderShown folder);
    void refused(std::string_view why);

    /// Draws the sheet while it is open. The path chosen, once; nothing when it was left.
    std::optional<std::string> draw(Kit& kit, std::string_view key);

private:
    void inside(Kit& kit, const std::string& key);
    void list(Kit& kit, const std::string& key);
    void take(std::int64_t row);
    void new_folder(Kit& kit, const std::string& key);
    void go(std::string folder);
    std::string below(std::string_view name) const;
    const FileEntry* selected() const;

    bool open_ = false;
    For purpose_ = For::File;
    std::string title_;
    std::vector<std::string> endings_;
    FolderShown shown_;
    bool loading_ = false;
    std::string problem_;
    text::Editor path_{text::Lines::One}, name_{text::Lines::One};
    bool naming_ = false;
    TableState table_;
    std::optional<std::string> wanted_, made_, chosen_;
};

}  // namespace ui
