// What the child that draws documents says, in any order and form: the parent refuses it, or holds page
// sizes, pixels and words within its limits.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "app/pages/message.h"

namespace {

void check_words(const std::vector<pages::Word>& words)
{
    for (const auto& line : pages::lines_of(words))
        if (line.text.empty() || line.place.x < 0 || line.place.y < 0) std::abort();
    (void)pages::text_in(pages::lines_of(words), {0, 0, 1, 1});
}

void take(pages::Message type, base::ByteView payload, const pages::Limits& limits)
{
    if (const auto opened = parse_opened(payload, pages::Format::Pdf, limits);
        opened && type == pages::Message::Opened) {
        for (const auto& size : opened->sizes) {
            const auto [wide, high] = pages::fit(size, 4000, limits);
            if (wide < 1 || high < 1 ||
                static_cast<std::uint64_t>(wide) * static_cast<std::uint64_t>(high) > limits.pixels)
                std::abort();
        }
    }
    if (const auto words = parse_words(payload, limits); words && type == pages::Message::WordsOf)
        check_words(*words);
    if (const auto fault = pages::parse_fault(payload); fault && pages::in_words(*fault).what.empty())
        std::abort();
    (void)pages::parse_pixels({payload.begin(), payload.end()}, {0, 4, 4});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const pages::Limits limits;
    base::ByteView rest(data, size);
    while (rest.size() >= base::kHeadBytes) {
        base::HeadBytes bytes{};
        std::copy_n(rest.begin(), bytes.size(), bytes.begin());
        rest = rest.subspan(bytes.size());
        const auto head = pages::parse_head(bytes, limits);
        if (!head || head->length > rest.size()) return 0;
        take(head->type, rest.first(head->length), limits);
        rest = rest.subspan(head->length);
    }
    return 0;
}
