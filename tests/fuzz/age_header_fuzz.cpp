// A header that is read is written again byte for byte: there is one spelling for each.

#include <algorithm>
#include <cstdlib>

#include "crypto/primitives/age.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    base::MemorySource from({data, size});
    const auto header = crypto::read_header(from);
    if (!header) return 0;
    const auto again = crypto::write_header(header->stanzas, base::Bytes(16));
    const auto covered = base::ByteView(header->covered);
    if (header->size > size || covered.size() > again.size()) std::abort();
    if (!std::equal(covered.begin(), covered.end(), again.begin())) std::abort();
    return 0;
}
