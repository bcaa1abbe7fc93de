#include "crypto/base/stream.h"

#include <algorithm>

namespace base {

Result<std::size_t> Source::read_full(std::span<std::uint8_t> into)
{
    std::size_t done = 0;
    while (done < into.size()) {
        TRY_ASSIGN(const std::size_t got, read(into.subspan(done)));
        if (got == 0) break;
        done += got;
    }
    return done;
}

Result<std::size_t> MemorySource::read(std::span<std::uint8_t> into)
{
    const std::size_t count = std::min(into.size(), rest_.size());
    std::ranges::copy(rest_.first(count), into.begin());
    rest_ = rest_.subspan(count);
    return count;
}

Result<void> MemorySink::write(ByteView more)
{
    bytes.insert(bytes.end(), more.begin(), more.end());
    return {};
}

Result<std::uint64_t> copy(Source& from, Sink& to, const Progress& progress, std::uint64_t total)
{
    Bytes buffer(64 * 1024);
    std::uint64_t done = 0;
    for (;;) {
        TRY_ASSIGN(const std::size_t got, from.read(buffer));
        if (got == 0) return done;
        TRY_VOID(to.write(ByteView(buffer).first(got)));
        done += got;
        if (progress && !progress(done, total))
            return fail(ErrorKind::Cancelled, "Stopped. Nothing was kept of it.");
    }
}

}  // namespace base
