// The parent's side: asks the child, and believes nothing it says.
#include <algorithm>
#include <cmath>

#include "app/pages/message.h"

namespace pages {

using base::ErrorKind;
using base::fail;

namespace {

using Clock = std::chrono::steady_clock;

base::Error lost()
{
    return fail(ErrorKind::Refused,
                "The process that draws this file ended before it was done. Nothing else is touched. Open "
                "the file again; if this happens again, it may be made to do harm.",
                "render_lost");
}
base::Error over_limit()
{
    return fail(ErrorKind::Refused,
                "Drawing this file took more memory or time than any should. It is kept as it came; ask the "
                "sender for a simpler copy.",
                "render_limit");
}
base::Error senseless()
{
    return fail(ErrorKind::Refused,
                "The process that draws this file answered without sense. The file may be made to do harm: "
                "ask the sender for another copy.",
                "render_answer");
}
base::Error not_started()
{
    return fail(ErrorKind::Io,
                "The process that draws documents could not be started, or not be confined, on this machine. "
                "Nothing of the file was read.",
                "render_start");
}

}  // namespace

std::optional<Format> format_of(ByteView file)
{
    const auto starts = [&](std::string_view with, std::size_t at = 0) {
        return file.size() >= at + with.size() && base::text_of(file.subspan(at, with.size())) == with;
    };
    if (starts("\x89PNG\r\n\x1a\n")) return Format::Png;
    if (starts("\xFF\xD8\xFF")) return Format::Jpeg;
    for (std::size_t at = 0; at < std::min<std::size_t>(file.size(), 1024); ++at)
        if (starts("%PDF-", at)) return Format::Pdf;
    return std::nullopt;
}

std::pair<int, int> fit(const PageSize& page, int width, const Limits& limits)
{
    double wide = std::max(1, width);
    double high = std::max(1.0, std::round(wide * page.height / page.width));
    if (const double most = static_cast<double>(limits.pixels); wide * high > most) {
        const double by = std::sqrt(most / (wide * high));
        wide = std::max(1.0, std::floor(wide * by));
        high = std::clamp(std::floor(high * by), 1.0, std::floor(most / wide));
    }
    return {static_cast<int>(wide), static_cast<int>(high)};
}

/// One question and its answer.
class Viewer::Talk {
public:
    Talk(base::Child& child, const Limits& limits, const base::WaitOn& wait_on)
        : child_(child), limits_(limits), until_(Clock::now() + limits.answer)
    {
        wait_on_ = [this, wait_on] {
            given_up_ = wait_on && !wait_on();
            return !given_up_ && Clock::now() < until_;
        };
    }

    Result<void> say(Message type, ByteView payload)
    {
        const auto head = encode_head(type, payload.size());
        TRY_VOID(child_.send(head, wait_on_));
        return child_.send(payload, wait_on_);
    }

    /// The payload of the message that must come; a fault of the file instead is its own error.
    Result<base::Bytes> hear(Message wanted)
    {
        base::HeadBytes bytes{};
        TRY_VOID(child_.receive(bytes, wait_on_));
        TRY_ASSIGN(const auto head, parse_head(bytes, limits_));
        if (head.type != wanted && head.type != Message::Failed) return nonsense();
        base::Bytes payload(head.length);
        TRY_VOID(child_.receive(payload, wait_on_));
        if (head.type == wanted) return payload;
        TRY_ASSIGN(const auto fault, parse_fault(payload));
        at_fault_ = true;
        return in_words(fault);
    }

    /// What an error means for the person. The child is ended unless the file alone was at fault.
    base::Error why(const base::Error& error, bool ready)
    {
        if (at_fault_) return error;
        const auto ended = child_.end();
        if (given_up_) return error;
        if (error.kind == ErrorKind::Cancelled) return over_limit();
        if (!ready) return not_started();
        if (error.code == "render_answer") return senseless();
        if (ended.by_limit || ended.exit_code == base::kOutOfMemory) return over_limit();
        return lost();
    }
    bool at_fault() const { return at_fault_; }

private:
    base::Child& child_;
    const Limits& limits_;
    Clock::time_point until_;
    base::WaitOn wait_on_;
    bool given_up_ = false, at_fault_ = false;
};

Result<Viewer> Viewer::open(const base::Path& program, ByteView file, const base::WaitOn& wait_on,
                            const Limits& limits)
{
    const auto format = format_of(file);
    if (!format) return in_words(Fault::Kind);
    if (file.size() > limits.file_bytes) return in_words(Fault::TooLarge);
    auto child = base::Child::start(program, kRenderWord);
    if (!child) return not_started();
    Viewer viewer(std::move(*child), limits);
    viewer.format_ = *format;
    Talk talk(viewer.child_, viewer.limits_, wait_on);
    bool ready = false;
    const auto begin = [&]() -> Result<void> {
        TRY_VOID(talk.say(Message::Request, encode(limits)));
        TRY_VOID(talk.hear(Message::Ready));
        ready = true;
        TRY_VOID(talk.say(Message::File, file));
        TRY_ASSIGN(const auto answer, talk.hear(Message::Opened));
        TRY_ASSIGN(auto opened, parse_opened(answer, *format, limits));
        viewer.sizes_ = std::move(opened.sizes);
        return {};
    };
    if (auto begun = begin(); !begun) return talk.why(begun.error(), ready);
    return viewer;
}

Result<Picture> Viewer::picture(std::size_t page, int width, const base::WaitOn& wait_on)
{
    if (broken_) return *broken_;
    if (page >= sizes_.size()) return fail(ErrorKind::NotFound, "The document has no such page.");
    const auto [wide, high] = fit(sizes_[page], width, limits_);
    const PageWanted wanted{static_cast<std::uint32_t>(page), static_cast<std::uint32_t>(wide),
                            static_cast<std::uint32_t>(high)};
    Talk talk(child_, limits_, wait_on);
    const auto ask = [&]() -> Result<Picture> {
        TRY_VOID(talk.say(Message::Page, encode(wanted)));
        TRY_ASSIGN(auto answer, talk.hear(Message::Pixels));
        return parse_pixels(std::move(answer), wanted);
    };
    auto drawn = ask();
    if (drawn) return drawn;
    const auto error = talk.why(drawn.error(), true);
    if (!talk.at_fault()) broken_ = error;
    return error;
}

Result<std::vector<Word>> Viewer::words(std::size_t page, const base::WaitOn& wait_on)
{
    if (broken_) return *broken_;
    if (page >= sizes_.size()) return fail(ErrorKind::NotFound, "The document has no such page.");
    Talk talk(child_, limits_, wait_on);
    const auto ask = [&]() -> Result<std::vector<Word>> {
        TRY_VOID(talk.say(Message::Words, encode(PageWanted{static_cast<std::uint32_t>(page), 0, 0})));
        TRY_ASSIGN(const auto answer, talk.hear(Message::WordsOf));
        return parse_words(answer, limits_);
    };
    auto told = ask();
    if (told) return told;
    const auto error = talk.why(told.error(), true);
    if (!talk.at_fault()) broken_ = error;
    return error;
}

}  // namespace pages
