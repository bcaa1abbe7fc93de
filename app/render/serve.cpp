// The child: one file, as many questions as its parent has.
#include <algorithm>

#include "app/render/render.h"

namespace render {

namespace {

using pages::Message;

void send(Message type, ByteView payload)
{
    const auto head = pages::encode_head(type, payload.size());
    if (!base::send_to_parent(head) || !base::send_to_parent(payload)) base::end_process(base::kNoParent);
}

struct Question {
    Message type{};
    base::Bytes payload;
};

Question receive(const pages::Limits& limits)
{
    base::HeadBytes bytes{};
    if (!base::receive_from_parent(bytes)) base::end_process(base::kNoParent);
    const auto head = pages::parse_head(bytes, limits);
    if (!head) base::end_process(base::kNoParent);
    Question question{head->type, base::Bytes(head->length)};
    if (!base::receive_from_parent(question.payload)) base::end_process(base::kNoParent);
    return question;
}

Made make(ByteView file, const pages::Limits& limits)
{
    const auto format = pages::format_of(file);
    if (!format) return {nullptr, pages::Fault::Kind};
    switch (*format) {
        case pages::Format::Pdf: return make_pdf(file, limits);
        case pages::Format::Png: return make_png(file, limits);
        case pages::Format::Jpeg: return make_jpeg(file, limits);
    }
    return {nullptr, pages::Fault::Kind};
}

void fail(pages::Fault fault)
{
    send(Message::Failed, pages::encode(fault));
}

void draw(Drawer& drawer, const Question& question, std::size_t count, const pages::Limits& limits)
{
    const auto wanted = pages::parse_page(question.payload);
    if (!wanted || wanted->page >= count) base::end_process(base::kNoParent);
    if (question.type == Message::Words) {
        auto words = drawer.words(wanted->page);
        std::size_t bytes = 0;
        const auto end = std::find_if(words.begin(), words.end(), [&](const pages::Word& word) {
            return (bytes += word.text.size()) > limits.text_bytes;
        });
        words.erase(end, words.end());
        words.resize(std::min(words.size(), limits.words));
        return send(Message::WordsOf, pages::encode(words));
    }
    const std::uint64_t pixels = static_cast<std::uint64_t>(wanted->width) * wanted->height;
    if (pixels == 0 || pixels > limits.pixels) base::end_process(base::kNoParent);
    pages::Picture picture{static_cast<int>(wanted->width), static_cast<int>(wanted->height),
                           base::Bytes(3 * static_cast<std::size_t>(pixels), 0xFF)};
    if (!drawer.draw(wanted->page, picture)) return fail(pages::Fault::Damaged);
    send(Message::Pixels, picture.rgb);
}

// Where the system keeps its fonts: a file may use one that it does not bring.
std::vector<base::Path> fonts()
{
    return {"/usr/share/fonts",      "/usr/local/share/fonts", "/etc/fonts",
            "/usr/share/fontconfig", "/var/cache/fontconfig",  "/usr/share/poppler"};
}

void serve()
{
    warm_up();
    const auto request = receive({});
    const auto limits = pages::parse_limits(request.payload);
    if (request.type != Message::Request || !limits) base::end_process(base::kNoParent);
    const auto confined = base::confine(
        {.readable = fonts(), .memory_bytes = limits->memory_bytes, .cpu_seconds = limits->cpu_seconds});
    if (!confined) base::end_process(base::kNotConfined);
    send(Message::Ready, {});
    // From here on everything is a stranger's.
    const auto file = receive(*limits);
    if (file.type != Message::File) base::end_process(base::kNoParent);
    const auto made = make(file.payload, *limits);
    if (!made.drawer) return fail(made.fault);
    auto sizes = made.drawer->sizes();
    if (sizes.empty()) return fail(pages::Fault::Damaged);
    if (sizes.size() > limits->pages) return fail(pages::Fault::TooLarge);
    for (auto& size : sizes) {
        if (!(size.width >= 1 && size.height >= 1)) size = {595, 842};  // a page without a size: A4
        const double by = std::min(1.0, (limits->points - 1) / std::max(size.width, size.height));
        size = {std::max(1.0, size.width * by), std::max(1.0, size.height * by)};
    }
    send(Message::Opened, pages::encode(pages::Opened{*pages::format_of(file.payload), sizes}));
    while (true) draw(*made.drawer, receive(*limits), sizes.size(), *limits);
}

}  // namespace

void serve_drawing()
{
    base::serve_confined(serve);
}

}  // namespace render
