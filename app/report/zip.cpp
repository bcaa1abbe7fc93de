#include "app/report/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace report {

namespace {

struct CloseArchive {
    void operator()(archive* held) const { archive_write_free(held); }
};
struct CloseEntry {
    void operator()(archive_entry* held) const { archive_entry_free(held); }
};

la_ssize_t keep(archive*, void* into, const void* bytes, std::size_t size)
{
    static_cast<std::string*>(into)->append(static_cast<const char*>(bytes), size);
    return static_cast<la_ssize_t>(size);
}

base::Error failed()
{
    return base::fail(base::ErrorKind::Io, "The workbook could not be put together; nothing was written.");
}

}  // namespace

Result<std::string> zip(const std::vector<ZipEntry>& entries)
{
    std::string bytes;
    std::unique_ptr<archive, CloseArchive> out(archive_write_new());
    if (out == nullptr) return failed();
    if (archive_write_set_format_zip(out.get()) != ARCHIVE_OK ||
        archive_write_set_bytes_per_block(out.get(), 0) != ARCHIVE_OK ||
        archive_write_open(out.get(), &bytes, nullptr, keep, nullptr) != ARCHIVE_OK)
        return failed();
    for (const auto& [name, content] : entries) {
        const std::unique_ptr<archive_entry, CloseEntry> entry(archive_entry_new());
        if (entry == nullptr) return failed();
        archive_entry_set_pathname(entry.get(), name.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(content.size()));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        archive_entry_set_mtime(entry.get(), 315619200, 0);  // 2 January 1980: the first a zip can say
        if (archive_write_header(out.get(), entry.get()) != ARCHIVE_OK) return failed();
        if (archive_write_data(out.get(), content.data(), content.size()) !=
            static_cast<la_ssize_t>(content.size()))
            return failed();
    }
    if (archive_write_close(out.get()) != ARCHIVE_OK) return failed();
    return bytes;
}

}  // namespace report
