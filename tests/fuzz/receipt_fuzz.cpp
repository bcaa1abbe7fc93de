// Receipts, consistency files and log entries that are read are written back byte for byte.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/trust/receipt.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto receipt = trust::Receipt::parse(text); receipt && receipt->encode() != text) std::abort();
    if (const auto growth = trust::Consistency::parse(text); growth && growth->encode() != text) std::abort();
    if (const auto entry = trust::Entry::parse(text); entry && entry->encode() != text) std::abort();
    return 0;
}
