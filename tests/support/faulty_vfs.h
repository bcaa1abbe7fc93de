#pragma once
/// A disk that fails on purpose, below SQLite: the n-th write or sync fails and every one after it, until
/// told otherwise; and on lose_power() everything that was not synced is taken back, as a power cut may. One
/// at a time, one thread. Only what goes through SQLite is covered.

#include <sqlcipher/sqlite3.h>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace support {

class FaultyDisk {
public:
    /// Becomes SQLite's default file system until destroyed.
    FaultyDisk() : real_(sqlite3_vfs_find(nullptr))
    {
        active() = this;
        vfs_ = *real_;
        vfs_.zName = "faulty";
        vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
        vfs_.xOpen = &FaultyDisk::open;
        vfs_.xDelete = &FaultyDisk::remove;
        sqlite3_vfs_register(&vfs_, 1);
    }
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;
    ~FaultyDisk()
    {
        sqlite3_vfs_unregister(&vfs_);
        sqlite3_vfs_register(real_, 1);
        active() = nullptr;
    }

    /// The n-th change from now on fails, from 1, and all after it. 0: none.
    void fail_from(std::int64_t n)
    {
        left_ = n;
        failed_ = false;
    }
    bool failed() const { return failed_; }
    void heal() { fail_from(0); }

    /// With every database closed: the disk as it was at the last sync of each file.
    void lose_power()
    {
        for (auto& [name, shadow] : shadows_) {
            if (!shadow.stable) {
                std::filesystem::remove(name);
                continue;
            }
            std::ofstream file(name, std::ios::binary | std::ios::trunc);
            file.write(shadow.stable->data(), static_cast<std::streamsize>(shadow.stable->size()));
        }
        shadows_.clear();
    }
    /// From here on the disk as it lies is what a power cut leaves.
    void settle() { shadows_.clear(); }

private:
    struct File {
        sqlite3_file base;
        const char* name;  ///< outlives the file: SQLite's own
        sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    };
    /// What is certain of a file since settle(): its bytes at the last sync, or that it did not exist.
    struct Shadow {
        std::optional<std::string> stable;
    };

    static FaultyDisk*& active()
    {
        static FaultyDisk* disk = nullptr;
        return disk;
    }
    static std::optional<std::string> content(const std::string& name)
    {
        std::ifstream file(name, std::ios::binary);
        if (!file) return std::nullopt;
        return std::string(std::istreambuf_iterator<char>(file), {});
    }
    bool fails()
    {
        if (left_ == 0) return failed_;
        if (--left_ == 0) failed_ = true;
        return failed_;
    }
    void remember(const char* name)
    {
        if (name != nullptr && !shadows_.contains(name)) shadows_[name] = {content(name)};
    }

    static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out)
    {
        auto* self = reinterpret_cast<File*>(file);
        FaultyDisk& disk = *active();
        self->base.pMethods = nullptr;
        self->name = name;
        disk.remember(name);
        const int code = disk.real_->xOpen(disk.real_, name, self->real(), flags, out);
        if (code == SQLITE_OK) self->base.pMethods = methods();
        return code;
    }
    static int remove(sqlite3_vfs*, const char* name, int sync)
    {
        FaultyDisk& disk = *active();
        disk.remember(name);
        if (disk.fails()) return SQLITE_IOERR_DELETE;
        const int code = disk.real_->xDelete(disk.real_, name, sync);
        if (code == SQLITE_OK && sync != 0) disk.shadows_[name] = {std::nullopt};
        return code;
    }

    static sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real(); }
    static int close(sqlite3_file* file)
    {
        return real(file)->pMethods == nullptr ? SQLITE_OK : real(file)->pMethods->xClose(real(file));
    }
    static int read(sqlite3_file* file, void* to, int count, sqlite3_int64 at)
    {
        return real(file)->pMethods->xRead(real(file), to, count, at);
    }
    static int write(sqlite3_file* file, const void* from, int count, sqlite3_int64 at)
    {
        if (active()->fails()) return SQLITE_IOERR_WRITE;
        return real(file)->pMethods->xWrite(real(file), from, count, at);
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size)
    {
        if (active()->fails()) return SQLITE_IOERR_TRUNCATE;
        return real(file)->pMethods->xTruncate(real(file), size);
    }
    static int sync(sqlite3_file* file, int flags)
    {
        FaultyDisk& disk = *active();
        if (disk.fails()) return SQLITE_IOERR_FSYNC;
        const int code = real(file)->pMethods->xSync(real(file), flags);
        const char* name = reinterpret_cast<File*>(file)->name;
        if (code == SQLITE_OK && name != nullptr) disk.shadows_[name] = {content(name)};
        return code;
    }
    static int size(sqlite3_file* file, sqlite3_int64* bytes)
    {
        return real(file)->pMethods->xFileSize(real(file), bytes);
    }
    static int lock(sqlite3_file* file, int level) { return real(file)->pMethods->xLock(real(file), level); }
    static int unlock(sqlite3_file* file, int level)
    {
        return real(file)->pMethods->xUnlock(real(file), level);
    }
    static int reserved(sqlite3_file* file, int* out)
    {
        return real(file)->pMethods->xCheckReservedLock(real(file), out);
    }
    static int control(sqlite3_file* file, int what, void* with)
    {
        return real(file)->pMethods->xFileControl(real(file), what, with);
    }
    static int sector(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
    // No promise of atomic or ordered writes, whatever the real disk says.
    static int traits(sqlite3_file*) { return 0; }

    static const sqlite3_io_methods* methods()
    {
        static const sqlite3_io_methods table = [] {
            sqlite3_io_methods made{};
            made.iVersion = 1;
            made.xClose = &close;
            made.xRead = &read;
            made.xWrite = &write;
            made.xTruncate = &truncate;
            made.xSync = &sync;
            made.xFileSize = &size;
            made.xLock = &lock;
            made.xUnlock = &unlock;
            made.xCheckReservedLock = &reserved;
            made.xFileControl = &control;
            made.xSectorSize = &sector;
            made.xDeviceCharacteristics = &traits;
            return made;
        }();
        return &table;
    }

    sqlite3_vfs* real_;
    sqlite3_vfs vfs_{};
    std::int64_t left_ = 0;
    bool failed_ = false;
    std::map<std::string, Shadow> shadows_;
};

}  // namespace support
