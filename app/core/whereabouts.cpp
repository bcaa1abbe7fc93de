#include "app/core/whereabouts.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "crypto/base/places.h"

namespace core {

namespace {

struct Known {
    std::string_view mark, service;
};

// What a folder's name begins with, in lower case.
constexpr std::array<Known, 19> kNames = {{{"onedrive", "OneDrive"},
                                           {"sharepoint", "SharePoint"},
                                           {"dropbox", "Dropbox"},
                                           {"google drive", "Google Drive"},
                                           {"googledrive", "Google Drive"},
                                           {"my drive", "Google Drive"},
                                           {"icloud", "iCloud"},
                                           {"mobile documents", "iCloud"},
                                           {"com~apple~clouddocs", "iCloud"},
                                           {"nextcloud", "Nextcloud"},
                                           {"owncloud", "ownCloud"},
                                           {"box sync", "Box"},
                                           {"pcloud", "pCloud"},
                                           {"megasync", "MEGA"},
                                           {"proton drive", "Proton Drive"},
                                           {"protondrive", "Proton Drive"},
                                           {"tresorit", "Tresorit"},
                                           {"seafile", "Seafile"},
                                           {"syncthing", "Syncthing"}}};
// What the services leave in the folders they copy.
constexpr std::array<Known, 9> kMarks = {{{".dropbox", "Dropbox"},
                                          {".dropbox.cache", "Dropbox"},
                                          {".nextcloudsync.log", "Nextcloud"},
                                          {".owncloudsync.log", "ownCloud"},
                                          {".tmp.drivedownload", "Google Drive"},
                                          {".tmp.driveupload", "Google Drive"},
                                          {".stfolder", "Syncthing"},
                                          {".megaignore", "MEGA"},
                                          {".ds_sync.log", "Synology Drive"}}};
// The database that Nextcloud and ownCloud keep in a folder: ".sync_<hex>.db".
constexpr std::array<std::string_view, 2> kDatabases = {".sync_", "._sync_"};

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

std::string named_so(const base::Path& folder)
{
    for (const auto& part : folder) {
        const std::string name = lower(base::to_utf8(part));
        for (const auto& [mark, service] : kNames)
            if (name.starts_with(mark)) return std::string(service);
    }
    return {};
}

std::string marked_so(base::Path folder)
{
    std::error_code error;
    for (; !folder.empty(); folder = folder.parent_path()) {
        for (const auto& [mark, service] : kMarks)
            if (std::filesystem::exists(folder / mark, error)) return std::string(service);
        for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
             at.increment(error)) {
            const std::string name = base::to_utf8(at->path().filename());
            for (const auto begin : kDatabases)
                if (name.starts_with(begin) && name.ends_with(".db")) return "Nextcloud";
        }
        error.clear();
        if (folder == folder.parent_path()) break;
    }
    return {};
}

}  // namespace

Whereabouts whereabouts(const base::Path& folder)
{
    std::error_code error;
    const base::Path typed = std::filesystem::absolute(folder, error).lexically_normal();
    base::Path real = std::filesystem::weakly_canonical(typed, error);
    if (error) real = typed;
    Whereabouts found;
    for (const base::Path& path : {typed, real}) {
        if (found.cloud.empty()) found.cloud = named_so(path);
        if (found.cloud.empty()) found.cloud = marked_so(path);
    }
    found.network = base::is_network_drive(real);
    return found;
}

}  // namespace core
