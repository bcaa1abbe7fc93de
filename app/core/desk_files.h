#pragma once
/// What a folder holds, for the person who chooses a file. Needs no open vault.

#include <string>
#include <vector>

#include "crypto/base/platform.h"

namespace core {

using base::Result;

struct DeskFile {
    std::string name;
    bool folder = false;
    std::uint64_t bytes = 0;
};
struct DeskFolder {
    std::string path, parent;     ///< UTF-8; parent empty at the top
    std::vector<DeskFile> files;  ///< folders first, each part by name; hidden ones left out
    std::vector<std::pair<std::string, std::string>> places;  ///< name and path: home, documents, sticks
};

/// `path` empty: home; a file, or what is not there: its nearest folder. Errors: Io.
Result<DeskFolder> list_folder(const std::string& path);
/// Makes a folder and lists it. Errors: Conflict, Io.
Result<DeskFolder> make_and_list(const std::string& path);
/// The length of every file in a folder and below it; what cannot be read is left out.
std::uint64_t bytes_in(const base::Path& folder);
/// "3.2 MB".
std::string size_words(std::uint64_t bytes);

}  // namespace core
