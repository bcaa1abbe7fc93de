// Two forms of input: a whole vault.key tried with a known recovery kit, and the text of its payload.

#include <cstdlib>

#include "crypto/primitives/vault_key.h"
#include "crypto/primitives/vault_payload.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    static const auto kit = *crypto::Identity::restore(base::Bytes(32, 0x11));
    const base::ByteView input(data, size);
    auto file = crypto::VaultKeyFile::parse(input);
    if (file) {
        (void)file->open({.passphrase = {}, .recovery = &kit}).has_value();
        const auto bytes = file->encode();
        if (!base::equal_secret(bytes, input)) std::abort();
    }
    const auto keys = crypto::read_vault_payload(input);
    if (keys) {
        const auto again = crypto::write_vault_payload(*keys);
        if (!again || !base::equal_secret(again->bytes(), input)) std::abort();
    }
    return 0;
}
