// Manifests, bag-info.txt and fetch.txt that are read are written back byte for byte.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/bundle/tags.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto lines = bundle::parse_manifest(text); lines && bundle::encode_manifest(*lines) != text)
        std::abort();
    if (const auto info = bundle::BagInfo::parse(text); info && info->encode() != text) std::abort();
    if (const auto lines = bundle::parse_fetch(text); lines && bundle::encode_fetch(*lines) != text)
        std::abort();
    return 0;
}
