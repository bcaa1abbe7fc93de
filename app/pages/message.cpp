// The messages as bytes, both ways.
#include "app/pages/message.h"

#include <algorithm>
#include <cmath>

#include "crypto/base/utf8.h"

namespace pages {

using base::ErrorKind;
using base::fail;
using base::WireReader;
using base::WireWriter;

namespace {

constexpr double kFine = 1000;         // sizes travel as thousandths of a point
constexpr double kOfPage = 1'000'000;  // places as millionths of the page
constexpr std::size_t kWordBytes = 4096;
constexpr std::size_t kEachWord = 20;  // bytes of a word besides its text

std::uint64_t most_bytes(Message type, const Limits& limits)
{
    switch (type) {
        case Message::Request: return 256;
        case Message::File: return limits.file_bytes;
        case Message::Page:
        case Message::Words: return 12;
        case Message::Ready: return 0;
        case Message::Opened: return 5 + 8 * limits.pages;
        case Message::Pixels: return 3 * limits.pixels;
        case Message::WordsOf: return 4 + kEachWord * limits.words + limits.text_bytes;
        case Message::Failed: return 1;
    }
    return 0;
}

std::uint64_t in_millionths(double part)
{
    return static_cast<std::uint64_t>(std::llround(std::clamp(part, 0.0, 1.0) * kOfPage));
}

double part_of(WireReader& from)
{
    const auto millionths = from.number32();
    from.must(millionths <= static_cast<std::uint64_t>(kOfPage));
    return static_cast<double>(millionths) / kOfPage;
}

/// Text that can be shown and stored: UTF-8 without control characters.
bool is_clean(const std::string& text)
{
    return base::is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
           });
}

}  // namespace

base::Error nonsense()
{
    return fail(ErrorKind::Corrupt, "The process that draws the document gave an answer without sense.",
                "render_answer");
}

base::Error in_words(Fault fault)
{
    switch (fault) {
        case Fault::Damaged:
            return fail(ErrorKind::Invalid,
                        "This file is damaged and cannot be shown. It is kept as it came; ask the sender for "
                        "a new copy.",
                        "render_damaged");
        case Fault::Locked:
            return fail(ErrorKind::Refused,
                        "This file is locked with a password and cannot be shown. It is kept as it came; ask "
                        "the sender for a copy without a password.",
                        "render_locked");
        case Fault::TooLarge:
            return fail(ErrorKind::Refused,
                        "This file has more or larger pages than can be shown here. It is kept as it came.",
                        "render_large");
        case Fault::Kind:
            return fail(
                ErrorKind::Invalid,
                "Only PDF files and pictures (PNG, JPEG) can be shown as pages here. The file is kept "
                "as it came.",
                "render_kind");
    }
    return nonsense();
}

base::HeadBytes encode_head(Message type, std::size_t length)
{
    return base::head_of(static_cast<std::uint8_t>(type), length);
}

Result<MessageHead> parse_head(const base::HeadBytes& bytes, const Limits& limits)
{
    WireReader from(bytes);
    const auto type = from.number8();
    const auto length = from.number32();
    if (!(type >= 1 && type <= 4) && !(type >= 16 && type <= 20)) return nonsense();
    const MessageHead head{static_cast<Message>(type), static_cast<std::uint32_t>(length)};
    if (length > most_bytes(head.type, limits)) return nonsense();
    return head;
}

base::Bytes encode(const Limits& limits)
{
    WireWriter to;
    for (const std::uint64_t one :
         {limits.file_bytes, static_cast<std::uint64_t>(limits.pages), limits.pixels,
          static_cast<std::uint64_t>(limits.words), static_cast<std::uint64_t>(limits.text_bytes),
          static_cast<std::uint64_t>(limits.points), limits.memory_bytes, limits.cpu_seconds})
        to.number64(one);
    return to.take();
}

Result<Limits> parse_limits(ByteView bytes)
{
    WireReader from(bytes);
    Limits limits;
    limits.file_bytes = from.number64();
    limits.pages = static_cast<std::size_t>(from.number64());
    limits.pixels = from.number64();
    limits.words = static_cast<std::size_t>(from.number64());
    limits.text_bytes = static_cast<std::size_t>(from.number64());
    limits.points = static_cast<double>(from.number64());
    limits.memory_bytes = from.number64();
    limits.cpu_seconds = from.number64();
    if (!from.finished()) return nonsense();
    return limits;
}

base::Bytes encode(const PageWanted& wanted)
{
    WireWriter to;
    to.number32(wanted.page);
    to.number32(wanted.width);
    to.number32(wanted.height);
    return to.take();
}

Result<PageWanted> parse_page(ByteView bytes)
{
    WireReader from(bytes);
    PageWanted wanted;
    wanted.page = static_cast<std::uint32_t>(from.number32());
    wanted.width = static_cast<std::uint32_t>(from.number32());
    wanted.height = static_cast<std::uint32_t>(from.number32());
    if (!from.finished()) return nonsense();
    return wanted;
}

base::Bytes encode(const Opened& opened)
{
    WireWriter to;
    to.number8(static_cast<std::uint64_t>(opened.format));
    to.number32(opened.sizes.size());
    for (const PageSize& size : opened.sizes) {
        to.number32(static_cast<std::uint64_t>(size.width * kFine));
        to.number32(static_cast<std::uint64_t>(size.height * kFine));
    }
    return to.take();
}

Result<Opened> parse_opened(ByteView bytes, Format expected, const Limits& limits)
{
    WireReader from(bytes);
    Opened opened;
    from.must(from.number8() == static_cast<std::uint64_t>(expected));
    opened.format = expected;
    opened.sizes.resize(from.count(limits.pages, 8));
    from.must(!opened.sizes.empty());
    for (PageSize& size : opened.sizes) {
        size.width = static_cast<double>(from.number32()) / kFine;
        size.height = static_cast<double>(from.number32()) / kFine;
        from.must(size.width >= 1 && size.height >= 1 && size.width <= limits.points &&
                  size.height <= limits.points);
    }
    if (!from.finished()) return nonsense();
    return opened;
}

Result<Picture> parse_pixels(base::Bytes bytes, const PageWanted& wanted)
{
    if (bytes.empty() || bytes.size() != 3ULL * wanted.width * wanted.height) return nonsense();
    return Picture{static_cast<int>(wanted.width), static_cast<int>(wanted.height), std::move(bytes)};
}

base::Bytes encode(const std::vector<Word>& words)
{
    WireWriter to;
    to.number32(words.size());
    for (const Word& word : words) {
        to.text(word.text);
        for (const double part : {word.place.x, word.place.y, word.place.w, word.place.h})
            to.number32(in_millionths(part));
    }
    return to.take();
}

Result<std::vector<Word>> parse_words(ByteView bytes, const Limits& limits)
{
    WireReader from(bytes);
    std::vector<Word> words(from.count(limits.words, kEachWord));
    std::size_t text_bytes = 0;
    for (Word& word : words) {
        word.text = from.text(kWordBytes);
        text_bytes += word.text.size();
        from.must(is_clean(word.text) && !word.text.empty() && text_bytes <= limits.text_bytes);
        for (double* part : {&word.place.x, &word.place.y, &word.place.w, &word.place.h})
            *part = part_of(from);
        from.must(word.place.x + word.place.w <= 1.00001 && word.place.y + word.place.h <= 1.00001);
        if (!from.good()) return nonsense();
    }
    if (!from.finished()) return nonsense();
    return words;
}

base::Bytes encode(Fault fault)
{
    WireWriter to;
    to.number8(static_cast<std::uint64_t>(fault));
    return to.take();
}

Result<Fault> parse_fault(ByteView bytes)
{
    WireReader from(bytes);
    const auto fault = from.number8();
    if (!from.finished() || fault < 1 || fault > 4) return nonsense();
    return static_cast<Fault>(fault);
}

}  // namespace pages
