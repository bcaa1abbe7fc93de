// Rosters and roster files that are read are written back byte for byte.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/trust/roster.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto roster = trust::Roster::parse(text); roster && roster->text() != text) std::abort();
    if (const auto chain = trust::RosterChain::parse(text); chain && chain->encode() != text) std::abort();
    return 0;
}
