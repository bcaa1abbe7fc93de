// An enrolment request that is read is written back byte for byte.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/trust/enrolment.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto read = trust::Enrolment::parse(text);
    if (read && read->encode() != text) std::abort();
    return 0;
}
