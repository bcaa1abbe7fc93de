// PDF files, by poppler.
#include <algorithm>
#include <cmath>

#include <poppler-document.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include "app/render/render.h"
#include "crypto/base/utf8.h"

namespace render {

namespace {

constexpr double kInch = 72;

std::string utf8_of(const poppler::ustring& text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char32_t c = text[i];
        if (c >= 0xD800 && c < 0xDC00 && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] < 0xE000)
            c = 0x10000 + ((c - 0xD800) << 10) + (text[++i] - 0xDC00U);
        if (c < 0x20 || c == 0x7F || (c >= 0xD800 && c < 0xE000)) continue;
        base::append_utf8(out, c);
    }
    return out;
}

double inside(double part)
{
    return std::isfinite(part) ? std::clamp(part, 0.0, 1.0) : 0;
}

class Pdf : public Drawer {
public:
    explicit Pdf(std::unique_ptr<poppler::document> document) : document_(std::move(document)) {}

    std::vector<pages::PageSize> sizes() override
    {
        std::vector<pages::PageSize> sizes;
        sizes_.clear();
        const int count = document_->pages();
        for (int i = 0; i < count; ++i) {
            const std::unique_ptr<poppler::page> page(document_->create_page(i));
            sizes.push_back(page ? size_of(*page) : pages::PageSize{});
        }
        sizes_ = sizes;
        return sizes;
    }

    bool draw(std::size_t number, pages::Picture& into) override
    {
        const std::unique_ptr<poppler::page> page(document_->create_page(static_cast<int>(number)));
        const auto size = sizes_.at(number);
        if (!page || !(size.width >= 1 && size.height >= 1)) return false;
        poppler::page_renderer renderer;
        renderer.set_render_hint(poppler::page_renderer::antialiasing);
        renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
        renderer.set_image_format(poppler::image::format_rgb24);
        const poppler::image drawn =
            renderer.render_page(page.get(), into.width / size.width * kInch,
                                 into.height / size.height * kInch, 0, 0, into.width, into.height);
        if (!drawn.is_valid() || drawn.format() != poppler::image::format_rgb24) return false;
        const int wide = std::min(into.width, drawn.width());
        const int high = std::min(into.height, drawn.height());
        for (int y = 0; y < high; ++y) {
            const char* row = drawn.const_data() + static_cast<std::ptrdiff_t>(y) * drawn.bytes_per_row();
            std::copy_n(row, 3 * wide, into.rgb.begin() + static_cast<std::ptrdiff_t>(3) * y * into.width);
        }
        return true;
    }

    std::vector<pages::Word> words(std::size_t number) override
    {
        std::vector<pages::Word> words;
        const std::unique_ptr<poppler::page> page(document_->create_page(static_cast<int>(number)));
        const auto size = sizes_.at(number);
        if (!page || !(size.width >= 1 && size.height >= 1)) return words;
        for (const auto& box : page->text_list()) {
            const auto at = box.bbox();
            pages::Word word{utf8_of(box.text()),
                             {inside(at.left() / size.width), inside(at.top() / size.height), 0, 0}};
            word.place.w = inside(at.right() / size.width) - word.place.x;
            word.place.h = inside(at.bottom() / size.height) - word.place.y;
            if (word.place.w < 0 || word.place.h < 0 || word.text.empty() || word.text.size() > 4096)
                continue;
            words.push_back(std::move(word));
        }
        return words;
    }

private:
    static pages::PageSize size_of(const poppler::page& page)
    {
        const auto box = page.page_rect();
        const auto turned = page.orientation();
        if (turned == poppler::page::landscape || turned == poppler::page::seascape)
            return {box.height(), box.width()};
        return {box.width(), box.height()};
    }

    std::unique_ptr<poppler::document> document_;
    std::vector<pages::PageSize> sizes_;
};

// One page with a line in a font that is not in the file.
constexpr std::string_view kOurs =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R"
    "/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 38>>stream\nBT /F 12 Tf 10 50 Td (Cairn 1) Tj ET  \nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "trailer<</Root 1 0 R>>\n";

}  // namespace

Made make_pdf(ByteView file, const pages::Limits& limits)
{
    std::unique_ptr<poppler::document> document(poppler::document::load_from_raw_data(
        reinterpret_cast<const char*>(file.data()), static_cast<int>(file.size())));
    if (!document) return {nullptr, pages::Fault::Damaged};
    if (document->is_locked()) return {nullptr, pages::Fault::Locked};
    if (document->pages() < 1) return {nullptr, pages::Fault::Damaged};
    if (static_cast<std::size_t>(document->pages()) > limits.pages) return {nullptr, pages::Fault::TooLarge};
    return {std::make_unique<Pdf>(std::move(document))};
}

void warm_up()
{
    // Kept until the process ends: poppler forgets its fonts with its last document.
    static const Made ours = make_pdf(base::bytes_of(kOurs), {});
    if (!ours.drawer || ours.drawer->sizes().empty()) return;
    pages::Picture picture{20, 10, base::Bytes(600, 0xFF)};
    ours.drawer->draw(0, picture);
    ours.drawer->words(0);
}

}  // namespace render
