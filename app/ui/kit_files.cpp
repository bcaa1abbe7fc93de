#include "app/ui/kit_files.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace ui {

namespace {

constexpr float kWidth = 760;  // design pixels
constexpr float kFileRow = 40;
constexpr int kRowsShown = 8;

bool ends_so(std::string_view name, const std::vector<std::string>& endings)
{
    if (endings.empty()) return true;
    std::string low(name);
    std::ranges::transform(low, low.begin(), [](char c) {
        return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    return std::ranges::any_of(endings, [&](const std::string& ending) { return low.ends_with(ending); });
}

}  // namespace

void FileChooser::open(For purpose, std::string title, std::string start, std::vector<std::string> endings)
{
    *this = {};
    open_ = true;
    purpose_ = purpose;
    title_ = std::move(title);
    endings_ = std::move(endings);
    path_.set(start);
    shown_ = {};  // rows of another time are not pressed while the folder is being read
    table_ = {};
    go(std::move(start));
}

void FileChooser::go(std::string folder)
{
    loading_ = true;
    naming_ = false;
    wanted_ = std::move(folder);
}

void FileChooser::show(FolderShown folder)
{
    const FileEntry* marked = folder.path == shown_.path ? selected() : nullptr;
    const std::string kept = marked == nullptr ? std::string() : marked->name;
    shown_ = std::move(folder);
    std::erase_if(shown_.entries, [&](const FileEntry& entry) {
        return !entry.folder && (purpose_ == For::Folder || !ends_so(entry.name, endings_));
    });
    path_.set(shown_.path);
    table_ = {};
    const auto again = std::ranges::find(shown_.entries, kept, &FileEntry::name);
    if (!kept.empty() && again != shown_.entries.end()) table_.selected = again - shown_.entries.begin();
    loading_ = false;
    problem_.clear();
}

void FileChooser::refused(std::string_view why)
{
    loading_ = false;
    problem_ = why;
}

std::string FileChooser::below(std::string_view name) const
{
    return shown_.path + (shown_.path.ends_with('/') ? "" : "/") + std::string(name);
}

const FileEntry* FileChooser::selected() const
{
    if (table_.selected < 0 || table_.selected >= static_cast<std::int64_t>(shown_.entries.size()))
        return nullptr;
    return &shown_.entries[static_cast<std::size_t>(table_.selected)];
}

void FileChooser::take(std::int64_t row)
{
    const FileEntry& entry = shown_.entries[static_cast<std::size_t>(row)];
    if (entry.folder)
        go(below(entry.name));
    else
        chosen_ = below(entry.name);
}

std::optional<std::string> FileChooser::draw(Kit& kit, std::string_view key)
{
    if (!open_) return std::nullopt;
    if (chosen_) {  // in the frame before; what follows from it is seen in the next
        open_ = false;
        kit.wake_in(0);
        return std::exchange(chosen_, std::nullopt);
    }
    open_ = kit.dialog(key, title_, kWidth, [this, &kit, name = std::string(key)] { inside(kit, name); });
    return std::nullopt;
}

void FileChooser::list(Kit& kit, const std::string& key)
{
    const float high = kit.px(kFileRow * static_cast<float>(kRowsShown));
    const float width = kit.flow_width();
    const Rect r = kit.take_slot(0, high);
    kit.frame(r, kit.theme().border, kit.px(6));
    const Rect inner{r.x + 1, r.y + 1, r.w - 2, r.h - 2};
    if (shown_.entries.empty()) {
        kit.place({r.x + kit.px(space::kMedium), r.y + kit.px(space::kMedium), width - kit.px(32),
                   kit.leading(Face::Text)});
        kit.text(key + ".none",
                 loading_                  ? "Reading the folder"
                 : purpose_ == For::Folder ? "No folders in here: it can be chosen as it is."
                                           : "No file in here that can be used.",
                 Face::Text, kit.theme().muted);
        return;
    }
    TableSpec spec;
    spec.key = key + ".table";
    const std::string table_key = key + ".table";
    spec.key = table_key;
    spec.name = "In this folder";
    spec.enter = "Enter opens a folder or chooses a file";
    spec.header = false;
    spec.rows = static_cast<std::int64_t>(shown_.entries.size());
    spec.columns = {{"name", "Name", 0}, {"note", "About", width * 0.7F}};
    spec.estimate = kit.px(kFileRow);
    const auto at = [this](std::int64_t row) -> const FileEntry& {
        return shown_.entries[static_cast<std::size_t>(row)];
    };
    spec.row_key = [at](std::int64_t row) { return at(row).name; };
    spec.height = [&kit](std::int64_t) { return kit.px(kFileRow); };
    spec.cells = [at](std::int64_t row) -> std::vector<std::string> {
        return {at(row).name, at(row).folder ? "Folder" : at(row).note};
    };
    spec.paint = [&kit, at](std::int64_t row, const Rect& line, const RowLook& look) {
        const Theme& t = kit.theme();
        const Colour back = look.selected ? t.selected : look.hovered ? t.faint : t.sheet;
        if (!(back == t.sheet)) kit.fill(line, back);
        const Kit::OnSurface on(kit, back);
        const float x = line.x + kit.px(space::kMedium);
        const std::string& note = at(row).note;
        const float note_w = note.empty() ? 0 : kit.text_width(Face::Small, note) + kit.px(space::kMedium);
        kit.paint(x, line.y + (line.h - kit.leading(Face::Text)) / 2,
                  at(row).folder ? Face::Strong : Face::Text, t.ink,
                  at(row).name + (at(row).folder ? "/" : ""), 0,
                  line.w - note_w - kit.px(2 * space::kMedium));
        if (note_w > 0)
            kit.paint(line.right() - note_w, line.y + (line.h - kit.leading(Face::Small)) / 2, Face::Small,
                      t.muted, note);
    };
    const TableResult result = kit.table(spec, table_, inner);
    if (result.entered) take(*result.entered);
}

void FileChooser::new_folder(Kit& kit, const std::string& key)
{
    const std::string name_key = key + ".name";
    kit.text_field({name_key, "Name of the new folder"}, name_);
    const std::string name = name_.text();
    const bool fits = !name.empty() && name.find('/') == std::string::npos && name != "." && name != "..";
    if (kit.button(key + ".make", "Make the folder", ButtonLook::Secondary, {}, fits)) {
        made_ = below(name);
        naming_ = false;
        loading_ = true;
        name_.set("");
    }
}

void FileChooser::inside(Kit& kit, const std::string& key)
{
    const std::string path_key = key + ".path";
    if (kit.has_focus(path_key) && kit.shortcut(Key::Enter)) go(path_.text());
    kit.text_field({path_key, "Folder", "Choose from the list, or type a path and press Enter", problem_},
                   path_);
    for (std::size_t i = 0; i < shown_.places.size(); ++i) {
        if (i > 0) kit.beside();
        if (kit.button(key + ".place" + std::to_string(i), shown_.places[i].name, ButtonLook::Quiet))
            go(shown_.places[i].path);
    }
    if (!shown_.parent.empty()) {
        if (!shown_.places.empty()) kit.beside();
        if (kit.button(key + ".up", "Up one folder", ButtonLook::Quiet)) go(shown_.parent);
    }
    list(kit, key);
    if (naming_) new_folder(kit, key);
    kit.space(space::kSmall);
    const bool folder = purpose_ == For::Folder;
    const FileEntry* entry = selected();
    const bool ready = !loading_ && (folder ? !shown_.path.empty() : entry != nullptr && !entry->folder);
    const std::string label = !folder            ? "Choose"
                              : entry != nullptr ? "Choose the marked folder"
                                                 : "Choose this folder";
    if (kit.button(key + ".choose", label, ButtonLook::Primary, {}, ready))
        chosen_ = entry != nullptr ? below(entry->name) : shown_.path;
    kit.beside();
    if (kit.button(key + ".cancel", "Cancel", ButtonLook::Secondary)) open_ = false;
    if (folder && !naming_) {
        kit.beside();
        if (kit.button(key + ".new", "New folder", ButtonLook::Quiet, {}, !shown_.path.empty()))
            naming_ = true;
    }
}

}  // namespace ui
