// Makes a vault or a central store whose key costs little to derive, so that hundreds of runs of the real
// programs fit into a test: cheap_driver vault|store DIR PASSPHRASE-FILE. Everything else is as in the
// product.

#include <iostream>
#include <optional>
#include <string>

#include "crypto/base/platform.h"
#include "storage/review/vault.h"
#include "sync/ingest/centre.h"

namespace {

constexpr crypto::KdfCost kCheap{64, 2};

base::Result<void> make(const std::string& what, const base::Path& folder, base::ByteView passphrase,
                        const std::optional<base::Path>& keys_out)
{
    if (what == "vault") {
        const auto recovery = crypto::Identity::generate();
        TRY_ASSIGN(auto vault, review::Vault::create(folder, "Dame Ruth Abara", passphrase,
                                                     recovery.recipient(), kCheap));
        return {};
    }
    ingest::NewCentre wanted;
    wanted.origin = "reviews.example.org/cairn";
    wanted.cost = kCheap;
    wanted.keys_out = keys_out;
    TRY_ASSIGN(auto centre, ingest::Centre::create(folder, passphrase, wanted));
    return {};
}

}  // namespace

int main(int count, char** words)
{
    if (count != 4 && count != 5) return 2;
    base::start_crypto();
    auto passphrase = base::read_secret_file(base::path_from_utf8(words[3]), 4096);
    if (!passphrase) return 1;
    if (passphrase->bytes().back() == '\n') passphrase->truncate(passphrase->size() - 1);
    std::optional<base::Path> keys_out;
    if (count == 5) keys_out = base::path_from_utf8(words[4]);
    const auto made = make(words[1], base::path_from_utf8(words[2]), passphrase->bytes(), keys_out);
    if (!made) std::cerr << made.error().what << "\n";
    return made ? 0 : 1;
}
