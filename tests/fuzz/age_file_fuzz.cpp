// Whole files to a known identity: no input may do more than be refused, and both readers must agree.

#include <algorithm>
#include <cstdlib>

#include "crypto/primitives/age.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    static const auto identity = *crypto::Identity::restore(base::Bytes(32, 0x11));
    const base::ByteView file(data, size);
    base::MemorySource from(file);
    base::MemorySink out;
    auto reader = crypto::decrypt(from, {&identity, 1});
    const bool held = reader && base::copy(*reader, out);

    const auto read_at = [&](std::uint64_t offset, std::span<std::uint8_t> into) -> base::Result<void> {
        if (offset > size || into.size() > size - offset) std::abort();
        std::copy_n(file.begin() + static_cast<std::ptrdiff_t>(offset), into.size(), into.begin());
        return {};
    };
    auto places = crypto::SeekableReader::open(read_at, size, {&identity, 1});
    if (held && (!places || places->size() != out.bytes.size())) std::abort();
    if (places) {
        base::Bytes all(static_cast<std::size_t>(places->size()));
        const bool read = places->read_at(0, all).has_value();
        if (read != held || (read && all != out.bytes)) std::abort();
    }
    return 0;
}
