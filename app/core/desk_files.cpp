#include "app/core/desk_files.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "crypto/base/places.h"

namespace core {

using base::ErrorKind;
using base::fail;
using base::Path;

namespace {

namespace fs = std::filesystem;

Path nearest_folder(Path path)
{
    std::error_code error;
    while (!fs::is_directory(path, error) && path != path.parent_path()) path = path.parent_path();
    return path.empty() ? Path("/") : path;
}

std::vector<std::pair<std::string, std::string>> known_places()
{
    const Path home = base::home_folder();
    std::vector<std::pair<std::string, std::string>> places{{"Home", base::to_utf8(home)}};
    std::error_code error;
    for (const char* name : {"Documents", "Desktop", "Downloads"})
        if (fs::is_directory(home / name, error)) places.emplace_back(name, base::to_utf8(home / name));
    for (const auto& stick : base::attached_media())
        places.emplace_back("Stick " + base::to_utf8(stick.filename()), base::to_utf8(stick));
    return places;
}

}  // namespace

Result<DeskFolder> list_folder(const std::string& path)
{
    std::error_code error;
    const Path wanted = path.empty() ? base::home_folder() : fs::absolute(base::path_from_utf8(path), error);
    const Path folder = nearest_folder(wanted.lexically_normal());
    DeskFolder shown;
    shown.path = base::to_utf8(folder);
    if (shown.path.size() > 1 && shown.path.ends_with('/')) shown.path.pop_back();
    if (folder.has_relative_path())
        shown.parent = base::to_utf8(base::path_from_utf8(shown.path).parent_path());
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        std::error_code unseen;
        DeskFile file{base::to_utf8(at->path().filename()), at->is_directory(unseen), 0};
        if (file.name.starts_with('.')) continue;
        if (!file.folder && !at->is_regular_file(unseen)) continue;
        if (!file.folder) file.bytes = at->file_size(unseen);
        shown.files.push_back(std::move(file));
    }
    if (error) return fail(ErrorKind::Io, "This folder cannot be read. Choose another one.");
    std::ranges::sort(shown.files, {}, [](const DeskFile& one) { return std::tuple(!one.folder, one.name); });
    shown.places = known_places();
    return shown;
}

Result<DeskFolder> make_and_list(const std::string& path)
{
    const Path folder = base::path_from_utf8(path);
    std::error_code error;
    if (fs::exists(folder, error))
        return fail(ErrorKind::Conflict, "Something of that name is here already. Choose another name.");
    TRY_VOID(base::make_folder(folder));
    return list_folder(path);
}

std::uint64_t bytes_in(const Path& folder)
{
    std::uint64_t size = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        std::error_code unseen;
        if (at->is_regular_file(unseen)) size += at->file_size(unseen);
    }
    return size;
}

std::string size_words(std::uint64_t bytes)
{
    constexpr std::array<const char*, 4> units{" kB", " MB", " GB", " TB"};
    if (bytes < 1000) return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
    std::size_t unit = 0;
    std::uint64_t tenths = bytes / 100;
    while (tenths >= 10'000 && unit + 1 < units.size()) {
        tenths /= 1000;
        ++unit;
    }
    const auto rest = tenths < 100 ? "." + std::to_string(tenths % 10) : std::string();
    return std::to_string(tenths / 10) + rest + units[unit];
}

}  // namespace core
