// An archive that is read, with the padding of inner archives or none, is written back byte for byte.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "sync/bundle/ustar.h"

namespace {

void read_and_write(base::ByteView data, std::optional<unsigned> padding)
{
    base::MemorySource source(data);
    bundle::TarReader reader(source, {1 << 24, 100, padding});
    base::MemorySink sink;
    bundle::TarWriter writer(sink);
    while (true) {
        const auto member = reader.next();
        if (!member) return;
        if (!*member) break;
        if (!writer.begin(**member)) std::abort();
        base::Bytes buffer(4096);
        while (true) {
            const auto got = reader.read(buffer);
            if (!got) return;
            if (*got == 0) break;
            if (!writer.write(base::ByteView(buffer).first(*got))) std::abort();
        }
    }
    if (!writer.end(padding)) std::abort();
    if (!std::equal(sink.bytes.begin(), sink.bytes.end(), data.begin(), data.end())) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    read_and_write({data, size}, std::nullopt);
    read_and_write({data, size}, 10);
    return 0;
}
