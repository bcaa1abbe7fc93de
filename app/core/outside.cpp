#include "app/core/outside.h"

#include "crypto/base/places.h"

namespace core {

Result<base::Path> OutsideCopies::write(std::string_view ending, base::ByteView bytes)
{
    TRY_ASSIGN(const auto folder, base::make_temporary_folder());
    const auto file = folder / ("document" + std::string(ending));
    files_.push_back(file);  // before it is written: what was begun is removed as well
    TRY_VOID(base::write_new_file(file, bytes, base::Privacy::OwnerOnly));
    return file;
}

void OutsideCopies::remove()
{
    for (const auto& file : files_) {
        (void)base::shred_file(file);
        std::error_code error;
        std::filesystem::remove_all(file.parent_path(), error);
    }
    files_.clear();
}

}  // namespace core
