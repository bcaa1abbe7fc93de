// The two copies of vault.key: which holds, which wins, and how they are replaced. Source:
// docs/formats/vault.md.
#include "storage/review/vault_state.h"

namespace review {

namespace {

constexpr std::uint64_t kKeyFileLimit = 64 * 1024;  // bytes

/// One copy as it lies on the disk.
struct Copy {
    Path path;
    bool present = false;
    Bytes bytes;
    std::optional<crypto::VaultKeyFile> file;  ///< when well formed
    std::optional<base::Error> trouble;        ///< why it is not, or why it did not open
    bool held = false;                         ///< opened, its MAC and payload good
};

Result<Copy> read_copy(const Path& path)
{
    Copy copy;
    copy.path = path;
    auto bytes = base::read_file(path, kKeyFileLimit);
    if (!bytes && bytes.error().kind == ErrorKind::Io) return bytes.error();
    if (!bytes) {
        copy.present = bytes.error().kind != ErrorKind::NotFound;
        copy.trouble = bytes.error();
        return copy;
    }
    copy.present = true;
    copy.bytes = *std::move(bytes);
    auto parsed = crypto::VaultKeyFile::parse(copy.bytes);
    if (parsed)
        copy.file.emplace(*std::move(parsed));
    else
        copy.trouble = parsed.error();
    return copy;
}

void try_open(Copy& copy, const crypto::Unlock& with)
{
    if (!copy.file || copy.held) return;
    if (auto opened = copy.file->open(with); opened)
        copy.held = true;
    else
        copy.trouble = opened.error();
}

// The copy that did not open by itself: with the file key just found, then with the same secret.
void try_like(Copy& copy, const Copy& other, const crypto::Unlock& with)
{
    if (!copy.file || copy.held) return;
    if (auto opened = copy.file->open_like(*other.file); opened)
        copy.held = true;
    else
        try_open(copy, with);
    if (copy.held && copy.file->keys().vault != other.file->keys().vault) copy.held = false;
}

base::Error none_opens(const Copy& first, const Copy& second)
{
    if (!first.file && !second.file) {
        for (const Copy* copy : {&first, &second})
            if (copy->trouble && copy->trouble->kind == ErrorKind::Refused) return *copy->trouble;
        return fail(
            ErrorKind::Corrupt,
            "Both copies of vault.key are damaged. Nothing was changed; put vault.key back from a backup.",
            "key_damaged");
    }
    // The secret opened a slot but the file around it was altered: it was the right one.
    for (const Copy* copy : {&first, &second})
        if (copy->file && copy->trouble && copy->trouble->kind == ErrorKind::Corrupt)
            return fail(ErrorKind::Corrupt,
                        "vault.key is damaged. Nothing was changed; put it back from a backup.",
                        "key_damaged");
    if (first.bytes != second.bytes)
        return fail(ErrorKind::Denied,
                    "The passphrase or recovery kit does not open this vault, or vault.key is damaged.",
                    "wrong_secret");
    return fail(ErrorKind::Denied, "The passphrase or recovery kit does not open this vault.",
                "wrong_secret");
}

Result<void> mend(Copy& bad, const Copy& good, std::vector<std::string>& notices)
{
    const char* name =
        bad.path == good.path ? "" : (bad.path.extension() == ".2" ? "vault.key.2" : "vault.key");
    TRY_VOID(base::replace_file(bad.path, good.bytes, base::Privacy::OwnerOnly));
    if (bad.held)
        notices.emplace_back(std::string("A change of the keys had been cut off; it was completed (") + name +
                             ").");
    else if (bad.present)
        notices.emplace_back(std::string("The copy ") + name +
                             " was damaged; it was written anew from the other copy.");
    else
        notices.emplace_back(std::string("The copy ") + name +
                             " was missing; it was written anew from the other copy.");
    return {};
}

}  // namespace

Result<Unlocked> unlock_keys(const Path& folder, const crypto::Unlock& with)
{
    TRY_ASSIGN(Copy first, read_copy(key_file(folder)));
    TRY_ASSIGN(Copy second, read_copy(second_key_file(folder)));
    if (!first.present && !second.present)
        return fail(ErrorKind::NoVault, "There is no vault in this folder.");
    try_open(first, with);
    if (!first.held && (first.bytes != second.bytes)) try_open(second, with);
    if (first.held)
        try_like(second, first, with);
    else if (second.held)
        try_like(first, second, with);
    else
        return none_opens(first, second);

    Copy* best = &first;
    Copy* other = &second;
    if (!first.held || (second.held && second.file->keys().epoch > first.file->keys().epoch))
        std::swap(best, other);
    std::vector<std::string> notices;
    if (best->bytes != other->bytes) TRY_VOID(mend(*other, *best, notices));
    // Left by a change that was cut off before it counted.
    TRY_VOID(base::durable_remove(folder / "vault.key.new"));
    return Unlocked{*std::move(best->file), std::move(notices)};
}

namespace {

Result<void> write_both(const Path& folder, const crypto::VaultKeyFile& file, const crypto::Unlock* proof)
{
    const Bytes bytes = file.encode();
    const Path fresh = folder / "vault.key.new";
    for (const Path& place : {second_key_file(folder), key_file(folder)}) {
        TRY_VOID(base::durable_remove(fresh));
        TRY_VOID(base::write_new_file(fresh, bytes, base::Privacy::OwnerOnly));
        TRY_ASSIGN(const Bytes read, base::read_file(fresh, kKeyFileLimit));
        TRY_ASSIGN(crypto::VaultKeyFile written, crypto::VaultKeyFile::parse(read));
        if (proof != nullptr)
            TRY_VOID(written.open(*proof));
        else
            TRY_VOID(written.open_like(file));
        if (read != bytes)
            return fail(ErrorKind::Io,
                        "The new vault.key was not written as it should be. Nothing was changed.");
        TRY_VOID(base::durable_rename(fresh, place));
        proof = nullptr;  // the second copy is the same bytes
    }
    return {};
}

// After a failure: the copies are as they were, and memory is what the disk says.
void restore_copies(const Path& folder, crypto::VaultKeyFile& file)
{
    const auto bytes = base::read_file(key_file(folder), kKeyFileLimit);
    if (!bytes) return;
    auto before = crypto::VaultKeyFile::parse(*bytes);
    if (!before || !before->open_like(file)) return;
    file = *std::move(before);
    (void)base::replace_file(second_key_file(folder), *bytes, base::Privacy::OwnerOnly);
    (void)base::durable_remove(folder / "vault.key.new");
}

}  // namespace

Result<void> write_keys(const Path& folder, crypto::VaultKeyFile& file, const crypto::Unlock* proof)
{
    auto written = write_both(folder, file, proof);
    if (!written) restore_copies(folder, file);
    return written;
}

}  // namespace review
