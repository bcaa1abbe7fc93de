#pragma once
/// The messages between the program and the child that draws a document: a type byte, its length as four
/// bytes, and that many bytes. Source: docs/decisions/0076-documents-inside.md.

#include "app/pages/pages.h"
#include "crypto/base/wire.h"

namespace pages {

enum class Message : std::uint8_t {
    // from the parent
    Request = 1,
    File = 2,   ///< the bytes of the file
    Page = 3,   ///< draw a page
    Words = 4,  ///< tell its words
    // from the child
    Ready = 16,    ///< confined
    Opened = 17,   ///< format and page sizes
    Pixels = 18,   ///< the whole picture asked for
    WordsOf = 19,  ///< the words asked for
    Failed = 20
};

/// What can be wrong with a file; the sentences are the parent's.
enum class Fault : std::uint8_t { Damaged = 1, Locked = 2, TooLarge = 3, Kind = 4 };
base::Error in_words(Fault fault);

struct MessageHead {
    Message type{};
    std::uint32_t length = 0;
};
base::HeadBytes encode_head(Message type, std::size_t length);
/// Errors: Corrupt `render_answer`: no such type, or longer than that type may be.
Result<MessageHead> parse_head(const base::HeadBytes& bytes, const Limits& limits);
/// The error of all that is not as it should be: Corrupt `render_answer`.
base::Error nonsense();

struct PageWanted {
    std::uint32_t page = 0, width = 0, height = 0;  ///< pixels
};
base::Bytes encode(const Limits& limits);
Result<Limits> parse_limits(ByteView bytes);
base::Bytes encode(const PageWanted& wanted);
Result<PageWanted> parse_page(ByteView bytes);

struct Opened {
    Format format = Format::Pdf;
    std::vector<PageSize> sizes;
};
base::Bytes encode(const Opened& opened);
base::Bytes encode(const std::vector<Word>& words);
base::Bytes encode(Fault fault);

// What the child says, taken as if a stranger had written it. Every error is nonsense().
Result<Opened> parse_opened(ByteView bytes, Format expected, const Limits& limits);
Result<Picture> parse_pixels(base::Bytes bytes, const PageWanted& wanted);
Result<std::vector<Word>> parse_words(ByteView bytes, const Limits& limits);
Result<Fault> parse_fault(ByteView bytes);

}  // namespace pages
