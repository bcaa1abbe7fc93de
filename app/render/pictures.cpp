// Pictures: a page of its own, drawn to the size asked for.
#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstring>

#include <jpeglib.h>
#include <png.h>

#include "app/render/render.h"

namespace render {

namespace {

constexpr std::uint64_t kMostPixels = 120'000'000;  // of the picture as it came: 360 MB
constexpr double kPointsOfPixel = 0.75;             // 96 pixels to the inch

/// Clockwise quarter turns that bring it upright.
struct Raw {
    int width = 0, height = 0;
    base::Bytes rgb;
    int quarters = 0;
};

class OnePicture : public Drawer {
public:
    explicit OnePicture(Raw raw) : raw_(std::move(raw)) {}

    std::vector<pages::PageSize> sizes() override
    {
        return {{across() * kPointsOfPixel, down() * kPointsOfPixel}};
    }

    // Each pixel is the mean of those it stands for, of at most 4 x 4 of them.
    bool draw(std::size_t, pages::Picture& into) override
    {
        for (int y = 0; y < into.height; ++y)
            for (int x = 0; x < into.width; ++x) {
                const auto at = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(into.width) +
                                     static_cast<std::size_t>(x));
                mean(into, x, y, &into.rgb[at]);
            }
        return true;
    }

    std::vector<pages::Word> words(std::size_t) override { return {}; }

private:
    int across() const { return raw_.quarters % 2 == 0 ? raw_.width : raw_.height; }
    int down() const { return raw_.quarters % 2 == 0 ? raw_.height : raw_.width; }

    const std::uint8_t* at(int x, int y) const
    {
        int column = x, row = y;
        if (raw_.quarters == 1) {
            column = y;
            row = raw_.height - 1 - x;
        } else if (raw_.quarters == 2) {
            column = raw_.width - 1 - x;
            row = raw_.height - 1 - y;
        } else if (raw_.quarters == 3) {
            column = raw_.width - 1 - y;
            row = x;
        }
        return &raw_.rgb[3 * (static_cast<std::size_t>(row) * static_cast<std::size_t>(raw_.width) +
                              static_cast<std::size_t>(column))];
    }

    void mean(const pages::Picture& into, int x, int y, std::uint8_t* to) const
    {
        const auto from = [](int n, int of, int size) {
            return static_cast<int>(static_cast<std::int64_t>(n) * size / of);
        };
        const int left = from(x, into.width, across()), top = from(y, into.height, down());
        const int right = std::max(left + 1, from(x + 1, into.width, across()));
        const int bottom = std::max(top + 1, from(y + 1, into.height, down()));
        const int step_x = std::max(1, (right - left) / 4), step_y = std::max(1, (bottom - top) / 4);
        unsigned sum[3] = {0, 0, 0};
        unsigned count = 0;
        for (int row = top; row < bottom; row += step_y)
            for (int column = left; column < right; column += step_x, ++count) {
                const std::uint8_t* pixel = at(column, row);
                for (int i = 0; i < 3; ++i) sum[i] += pixel[i];
            }
        for (int i = 0; i < 3; ++i) to[i] = static_cast<std::uint8_t>(sum[i] / count);
    }

    Raw raw_;
};

Made of(Raw raw)
{
    return {std::make_unique<OnePicture>(std::move(raw))};
}

bool too_large(std::uint64_t width, std::uint64_t height)
{
    return width * height > kMostPixels;
}

struct JpegError {
    jpeg_error_mgr base;
    std::jmp_buf back;
};

[[noreturn]] void leave(j_common_ptr info)
{
    std::longjmp(reinterpret_cast<JpegError*>(info->err)->back, 1);
}
void say_nothing(j_common_ptr, int) {}

/// The turn that a camera noted in its Exif block (tag 0x0112), 1 where there is none.
int orientation(const std::uint8_t* data, std::size_t size)
{
    if (size < 14 || std::memcmp(data, "Exif\0\0", 6) != 0) return 1;
    const std::uint8_t* tiff = data + 6;
    size -= 6;
    const bool little = tiff[0] == 'I';
    const auto number = [&](std::size_t at, int bytes) -> std::uint32_t {
        std::uint32_t value = 0;
        for (int i = 0; i < bytes; ++i) {
            const std::size_t place = at + static_cast<std::size_t>(little ? bytes - 1 - i : i);
            value = value << 8 | (place < size ? tiff[place] : 0U);
        }
        return value;
    };
    const std::size_t first = number(4, 4);
    const std::size_t count = number(first, 2);
    for (std::size_t i = 0; i < std::min<std::size_t>(count, 64); ++i)
        if (const std::size_t entry = first + 2 + 12 * i; number(entry, 2) == 0x0112)
            return static_cast<int>(number(entry + 8, 2));
    return 1;
}

/// Everything the decoder touches, so that nothing is lost when it leaves by a long jump.
struct JpegWork {
    jpeg_decompress_struct info{};
    JpegError error{};
    Raw raw;
    base::Bytes row;
    bool opened = false, large = false;
    ~JpegWork()
    {
        if (opened) jpeg_destroy_decompress(&info);
    }
};

void read_rows(JpegWork& work)
{
    auto& info = work.info;
    const auto parts = static_cast<std::size_t>(info.output_components);
    work.row.resize(parts * info.output_width);
    for (std::uint8_t* to = work.raw.rgb.data(); info.output_scanline < info.output_height;) {
        JSAMPROW row = work.row.data();
        if (jpeg_read_scanlines(&info, &row, 1) != 1) return;
        for (std::size_t x = 0; x < info.output_width; ++x, to += 3) {
            const std::uint8_t* from = &work.row[parts * x];
            for (int i = 0; i < 3; ++i)  // CMYK as Adobe writes it: inverted
                to[i] = parts == 4 ? static_cast<std::uint8_t>(from[i] * from[3] / 255) : from[i];
        }
    }
}

bool read_jpeg(JpegWork& work, ByteView file)
{
    auto& info = work.info;
    info.err = jpeg_std_error(&work.error.base);
    work.error.base.error_exit = leave;
    work.error.base.emit_message = say_nothing;
    if (setjmp(work.error.back) != 0) return work.opened && !work.raw.rgb.empty();  // as much as there is
    jpeg_create_decompress(&info);
    work.opened = true;
    jpeg_mem_src(&info, file.data(), static_cast<unsigned long>(file.size()));
    jpeg_save_markers(&info, JPEG_APP0 + 1, 0xFFFF);
    if (jpeg_read_header(&info, TRUE) != JPEG_HEADER_OK) return false;
    work.large = too_large(info.image_width, info.image_height);
    if (work.large) return false;
    const bool four = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
    info.out_color_space = four ? JCS_CMYK : JCS_RGB;
    for (auto* marker = info.marker_list; marker != nullptr; marker = marker->next) {
        const int turn = orientation(marker->data, marker->data_length);
        work.raw.quarters = turn == 6 ? 1 : turn == 3 ? 2 : turn == 8 ? 3 : 0;
    }
    jpeg_start_decompress(&info);
    work.raw.width = static_cast<int>(info.output_width);
    work.raw.height = static_cast<int>(info.output_height);
    work.raw.rgb.assign(3ULL * info.output_width * info.output_height, 0xFF);
    read_rows(work);
    return true;
}

}  // namespace

Made make_png(ByteView file, const pages::Limits&)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0)
        return {nullptr, pages::Fault::Damaged};
    if (too_large(image.width, image.height)) {
        png_image_free(&image);
        return {nullptr, pages::Fault::TooLarge};
    }
    image.format = PNG_FORMAT_RGB;
    Raw raw{static_cast<int>(image.width), static_cast<int>(image.height),
            base::Bytes(3ULL * image.width * image.height)};
    const png_color white{255, 255, 255};
    if (png_image_finish_read(&image, &white, raw.rgb.data(), 0, nullptr) == 0)
        return {nullptr, pages::Fault::Damaged};
    return of(std::move(raw));
}

Made make_jpeg(ByteView file, const pages::Limits&)
{
    JpegWork work;
    if (!read_jpeg(work, file)) return {nullptr, work.large ? pages::Fault::TooLarge : pages::Fault::Damaged};
    return of(std::move(work.raw));
}

}  // namespace render
