// Lists of objects that are read are written back byte for byte.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/bundle/objects.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto rows = bundle::parse_objects(text); rows && bundle::encode_objects(*rows) != text)
        std::abort();
    if (const auto rows = bundle::parse_sealed_objects(text);
        rows && bundle::encode_sealed_objects(*rows) != text)
        std::abort();
    return 0;
}
