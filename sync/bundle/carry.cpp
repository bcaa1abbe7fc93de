// Laying a bundle out for the carrier: one archive, or a folder.

#include <algorithm>

#include "crypto/primitives/hash.h"
#include "sync/bundle/ustar.h"
#include "sync/bundle/write.h"

namespace bundle {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::fail;

struct Load {
    std::string name;
    Path file;
    std::uint64_t size = 0;
    std::optional<Digest32> digest;
};

base::Error exists()
{
    return fail(ErrorKind::Conflict, "Something of that name is already there; nothing was written over.");
}

/// bundle.age, then the objects ascending, with their sizes.
Result<std::vector<Load>> loads_of(const Carriage& carriage)
{
    if (!is_bundle_id(carriage.bundle))
        return fail(ErrorKind::Invalid, "That is not a bundle's id.", "bundle_plan");
    std::vector<Load> loads;
    for (const auto& [digest, file] : carriage.objects)
        loads.push_back({"objects/" + base::to_hex(digest) + ".age", file, 0, digest});
    std::sort(loads.begin(), loads.end(), [](const Load& a, const Load& b) { return a.name < b.name; });
    loads.insert(loads.begin(), {"bundle.age", carriage.bundle_file, 0, std::nullopt});
    for (std::size_t i = 0; i < loads.size(); ++i) {
        if (i > 0 && loads[i].name == loads[i - 1].name)
            return fail(ErrorKind::Invalid, "An attachment is listed twice.", "bundle_plan");
        TRY_ASSIGN(const auto file, base::InputFile::open(loads[i].file));
        loads[i].size = file.size();
    }
    return loads;
}

std::uint64_t packed_size(const std::vector<Load>& loads)
{
    std::uint64_t size = 2 * kTarBlock;
    for (const auto& load : loads) size += kTarBlock + (load.size + kTarBlock - 1) / kTarBlock * kTarBlock;
    return size;
}

class Carrier {
public:
    Carrier(const std::vector<Load>& loads, const base::Progress& progress)
        : loads_(loads), progress_(progress), total_(packed_size(loads))
    {
    }

    Result<void> pack(const Path& to)
    {
        TRY_ASSIGN(auto file, base::OutputFile::create(to, base::Privacy::OwnerOnly));
        TarWriter tar(file);
        for (const auto& load : loads_) {
            TRY_VOID(tar.begin({load.name, load.size}));
            TRY_VOID(copy(load, [&](ByteView bytes) { return tar.write(bytes); }));
        }
        TRY_VOID(tar.end(std::nullopt));
        return file.commit_new();
    }

    /// Into a folder of its own that is then put in place.
    Result<void> lay_out(const Path& to, const Path& part)
    {
        const auto done = fill(part);
        if (done) {
            std::error_code error;
            if (fs::exists(fs::symlink_status(to, error))) return discard(part, exists());
            if (const auto renamed = base::durable_rename(part, to); !renamed)
                return discard(part, renamed.error());
            return {};
        }
        return discard(part, done.error());
    }

private:
    static base::Error discard(const Path& part, base::Error error)
    {
        std::error_code ignored;  // the first failure is the one to report
        fs::remove_all(part, ignored);
        return error;
    }

    Result<void> fill(const Path& part)
    {
        std::error_code ignored;
        fs::remove_all(part, ignored);  // of an earlier attempt that was cut off
        TRY_VOID(base::make_folder(part));
        if (loads_.size() > 1) TRY_VOID(base::make_folder(part / "objects"));
        for (const auto& load : loads_) {
            TRY_ASSIGN(auto file, base::OutputFile::create(part / base::path_from_utf8(load.name),
                                                           base::Privacy::OwnerOnly));
            TRY_VOID(copy(load, [&](ByteView bytes) { return file.write(bytes); }));
            TRY_VOID(file.commit_new());
        }
        return base::sync_folder(part);
    }

    template <class Put>
    Result<void> copy(const Load& load, const Put& put)
    {
        TRY_ASSIGN(auto file, base::InputFile::open(load.file));
        crypto::Sha256 hash;
        base::Bytes buffer(256 * 1024);
        while (true) {
            TRY_ASSIGN(const std::size_t got, file.read(buffer));
            if (got == 0) break;
            const ByteView bytes = ByteView(buffer).first(got);
            hash.update(bytes);
            TRY_VOID(put(bytes));
            done_ += got;
            if (progress_ && !progress_(done_, total_))
                return fail(ErrorKind::Cancelled, "Stopped; nothing was written.");
        }
        if (load.digest && hash.finish() != *load.digest)
            return fail(ErrorKind::Corrupt,
                        "An attachment in the vault is damaged; the bundle was not written.", "object_name");
        return {};
    }

    const std::vector<Load>& loads_;
    const base::Progress& progress_;
    std::uint64_t total_;
    std::uint64_t done_ = 0;
};

}  // namespace

Result<Path> write_submission(const Carriage& carriage, const Path& to, Form form,
                              const base::Progress& progress)
{
    TRY_ASSIGN(const auto loads, loads_of(carriage));
    const bool fits = packed_size(loads) <= kPackedBytes;
    if (form == Form::Packed && !fits)
        return fail(ErrorKind::Refused,
                    "The bundle is too large for one file on a stick; write it as a folder.",
                    "too_large_to_pack");
    std::error_code error;
    const bool into_folder = fs::is_directory(to, error);
    const bool asked_loose = !into_folder && to.filename().native().ends_with(".d");
    const bool packed = form == Form::Packed || (form == Form::Automatic && fits && !asked_loose);
    if (into_folder && to.filename().native().ends_with(".cairn.d")) return exists();  // an earlier bundle
    Path destination = to;
    if (into_folder)
        destination = to / base::path_from_utf8(carriage.bundle + (packed ? ".cairn" : ".cairn.d"));
    else if (!packed && form == Form::Automatic && !asked_loose)
        destination += ".d";
    if (fs::exists(fs::symlink_status(destination, error))) return exists();
    Carrier carrier(loads, progress);
    if (packed) {
        TRY_VOID(carrier.pack(destination));
    } else {
        const Path part = destination.parent_path() / base::path_from_utf8("." + carriage.bundle + ".part");
        TRY_VOID(carrier.lay_out(destination, part));
    }
    return destination;
}

}  // namespace bundle
