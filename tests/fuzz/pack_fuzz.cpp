// A pack that opens is written again, file by file, as it was read; a statement has one spelling.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/pack/pack.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto statement = pack::Statement::parse(text); statement && statement->encode() != text)
        std::abort();
    const std::vector<std::uint8_t> stored(40, 80);
    static const auto key = *crypto::SigningKey::restore(stored);
    static const auto roster = [] {
        trust::Roster made;
        made.publishers.push_back(key.public_key());
        return made;
    }();
    if (const auto opened = pack::open_pack(base::bytes_of(text), roster)) {
        const auto again = pack::write_pack(opened->statement, opened->data, {&key});
        if (!again || base::text_of(*again).size() != text.size()) std::abort();
    }
    return 0;
}
