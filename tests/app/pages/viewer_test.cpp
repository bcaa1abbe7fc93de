// Documents drawn by a child of their own: honest ones are shown, and whatever is not ends in one sentence.
#include <catch2/catch_test_macros.hpp>
#include <cstdio>

#include <jpeglib.h>
#include <png.h>

#include "app/pages/pages.h"
#include "crypto/base/platform.h"
#include "tests/support/page_files.h"

namespace {

const base::Path kProgram = base::path_from_utf8(CAIRN_RENDERER);

base::Result<pages::Viewer> viewer_of(const std::string& file, const pages::Limits& limits = {})
{
    return pages::Viewer::open(kProgram, base::bytes_of(file), {}, limits);
}

/// What becomes of a file: "shown", or the code of the error of opening or drawing it.
std::string outcome(const std::string& file, const pages::Limits& limits = {})
{
    auto viewer = viewer_of(file, limits);
    if (!viewer) return viewer.error().code;
    const auto picture = viewer->picture(0, 300, {});
    if (!picture) return picture.error().code;
    const auto words = viewer->words(0, {});
    return words ? "shown" : words.error().code;
}

int brightness(const pages::Picture& picture, int x, int y)
{
    return picture.rgb[3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                            static_cast<std::size_t>(x))];
}

std::string png(int width, int height, std::uint8_t left, std::uint8_t right)
{
    base::Bytes pixels;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) pixels.insert(pixels.end(), 3, x < width / 2 ? left : right);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.format = PNG_FORMAT_RGB;
    image.width = static_cast<png_uint_32>(width);
    image.height = static_cast<png_uint_32>(height);
    png_alloc_size_t size = 0;
    REQUIRE(png_image_write_to_memory(&image, nullptr, &size, 0, pixels.data(), 0, nullptr) != 0);
    std::string file(size, '\0');
    REQUIRE(png_image_write_to_memory(&image, file.data(), &size, 0, pixels.data(), 0, nullptr) != 0);
    file.resize(size);
    return file;
}

/// Dark above, light below; the camera noted `turn`.
std::string jpeg(int width, int height, int turn)
{
    jpeg_compress_struct info{};
    jpeg_error_mgr error{};
    info.err = jpeg_std_error(&error);
    jpeg_create_compress(&info);
    unsigned char* out = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &out, &size);
    info.image_width = static_cast<JDIMENSION>(width);
    info.image_height = static_cast<JDIMENSION>(height);
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_start_compress(&info, TRUE);
    std::string exif("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 24);
    exif += static_cast<char>(turn);
    exif.append(7, '\0');
    jpeg_write_marker(&info, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(exif.data()),
                      static_cast<unsigned>(exif.size()));
    for (int y = 0; y < height; ++y) {
        base::Bytes row(3 * static_cast<std::size_t>(width),
                        static_cast<std::uint8_t>(y < height / 2 ? 20 : 230));
        JSAMPROW rows = row.data();
        jpeg_write_scanlines(&info, &rows, 1);
    }
    jpeg_finish_compress(&info);
    std::string file(reinterpret_cast<char*>(out), size);
    jpeg_destroy_compress(&info);
    std::free(out);
    return file;
}

}  // namespace

TEST_CASE("pages: a PDF is drawn at the width asked for, and its words are told with their places", "[pages]")
{
    auto viewer = viewer_of(test::honest_pdf());
    INFO((viewer ? "" : viewer.error().what));
    REQUIRE(viewer);
    REQUIRE(viewer->sizes().size() == 2);
    CHECK(viewer->sizes()[0].width == 200);
    const auto picture = viewer->picture(1, 400, {});
    REQUIRE(picture);
    CHECK(picture->width == 400);
    CHECK(picture->height == 200);
    CHECK(brightness(*picture, 40, 100) < 30);
    CHECK(brightness(*picture, 390, 190) > 220);
    const auto words = viewer->words(0, {});
    REQUIRE(words);
    const auto lines = pages::lines_of(*words);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].text == "The call was");
    CHECK(lines[1].text == "not returned");
    CHECK(lines[0].place.x > 0.38);
    CHECK(lines[0].place.y < lines[1].place.y);
    CHECK(pages::text_in(lines, {0.3, 0.4, 0.6, 0.2}) == "not returned");
    CHECK(pages::text_in(lines, {0, 0, 1, 1}) == "The call was\nnot returned");
    CHECK(pages::text_in(lines, {0, 0, 0.2, 1}).empty());
}

TEST_CASE("pages: pictures are drawn upright, to the size asked for", "[pages]")
{
    auto viewer = viewer_of(png(40, 20, 10, 240));
    REQUIRE(viewer);
    const auto picture = viewer->picture(0, 100, {});
    REQUIRE(picture);
    CHECK(picture->height == 50);
    CHECK(brightness(*picture, 10, 25) < 30);
    CHECK(brightness(*picture, 90, 25) > 220);
    CHECK(viewer->words(0, {})->empty());

    auto upright = viewer_of(jpeg(60, 40, 1));
    REQUIRE(upright);
    CHECK(brightness(*upright->picture(0, 60, {}), 30, 5) < 60);
    auto turned = viewer_of(jpeg(60, 40, 6));  // the camera was held upright: what is above was at the left
    REQUIRE(turned);
    CHECK(turned->sizes()[0].height > turned->sizes()[0].width);
    const auto drawn = turned->picture(0, 40, {});
    REQUIRE(drawn);
    CHECK(brightness(*drawn, 35, 30) < 60);
    CHECK(brightness(*drawn, 5, 30) > 200);
}

TEST_CASE("pages: a page too large for one picture is drawn smaller, in its own shape", "[pages]")
{
    pages::Limits limits;
    limits.pixels = 5000;
    CHECK(pages::fit({200, 100}, 400, limits) == std::pair(100, 50));
    CHECK(pages::fit({1, 20'000}, 400, limits).second <= 5000);
    auto viewer = viewer_of(test::honest_pdf(), limits);
    REQUIRE(viewer);
    const auto picture = viewer->picture(0, 400, {});
    REQUIRE(picture);
    CHECK(picture->width == 100);
}

TEST_CASE("pages: a damaged, locked or strange file is told apart, each in a sentence", "[pages]")
{
    CHECK(outcome("Date,Event\n01/02/2024,Seen\n") == "render_kind");
    CHECK(outcome("%PDF-1.4\n") == "render_damaged");
    CHECK(outcome(test::honest_pdf().substr(0, 60)) == "render_damaged");
    CHECK(outcome(test::locked_pdf()) == "render_locked");
    const auto picture = png(40, 20, 10, 240);
    CHECK(outcome(picture.substr(0, picture.size() / 2)) == "render_damaged");
    CHECK(outcome("\xFF\xD8\xFF nothing of a picture") == "render_damaged");
    auto huge = picture;
    huge.replace(16, 8, std::string("\0\1\0\0\0\1\0\0", 8));  // 65,536 x 65,536, with a wrong checksum
    CHECK(outcome(huge) == "render_damaged");
    pages::Limits small;
    small.file_bytes = 10;
    CHECK(outcome(test::honest_pdf(), small) == "render_large");
    const auto error = viewer_of(test::locked_pdf()).error();
    CHECK(error.what.find("password") != std::string::npos);
}

TEST_CASE("pages: files made to do harm end in an answer, not in harm", "[pages]")
{
    const std::string box = "/MediaBox[0 0 200 100]/Resources<</XObject<</X 6 0 R>>/Font<</F 5 0 R>>>>";
    // A form that draws itself, pages that are their own parents, sizes beyond all paper.
    CHECK(
        outcome(test::pdf_with_page(box, "/X Do",
                                    "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 "
                                    "R>>>>/Length 5>>stream\n/X Do\nendstream")) == "shown");
    const auto loop = outcome(test::pdf_of(
        {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000000>>"}));
    CHECK((loop == "render_damaged" || loop == "render_large" || loop == "render_limit"));
    const auto flat = outcome(test::pdf_with_page("/MediaBox[0 0 1e30 1e-30]"));
    CHECK((flat == "shown" || flat == "render_damaged"));
    CHECK(outcome(test::pdf_with_page("/MediaBox[0 0 4000000000 4000000000]", "0 0 9 9 re f")) == "shown");
    // Nested without end, and a picture said to be larger than any memory.
    const auto deep = outcome(test::pdf_with_page(box, std::string(200'000, '[')));
    CHECK((deep == "shown" || deep == "render_lost"));
    const auto vast = outcome(test::pdf_with_page(
        box, "/X Do",
        "<</Type/XObject/Subtype/Image/Width 2000000000/Height 2000000000/BitsPerComponent "
        "8/ColorSpace/DeviceRGB/Length 3>>stream\nabc\nendstream"));
    CHECK((vast == "shown" || vast == "render_limit" || vast == "render_lost"));
}

TEST_CASE("pages: drawing that goes on and on is ended, and later questions say why", "[pages]")
{
    std::string endless = "q ";
    for (int i = 0; i < 60'000; ++i) endless += "0 0 200 100 re W n 0 0 200 100 re f ";
    for (int i = 0; i < 200; ++i) endless += "/X Do ";
    pages::Limits limits;
    limits.cpu_seconds = 1;
    const auto form = "<</Type/XObject/Subtype/Form/BBox[0 0 200 100]/Length " +
                      std::to_string(endless.size() / 2) + ">>stream\n" +
                      endless.substr(0, endless.size() / 2) + "\nendstream";
    auto viewer = viewer_of(
        test::pdf_with_page("/MediaBox[0 0 2000 1000]/Resources<</XObject<</X 6 0 R>>>>", endless, form),
        limits);
    REQUIRE(viewer);
    const auto first = viewer->picture(0, 4000, {});
    REQUIRE_FALSE(first);
    CHECK(first.error().code == "render_limit");
    const auto again = viewer->picture(0, 100, {});
    REQUIRE_FALSE(again);
    CHECK(again.error().code == "render_limit");
}

TEST_CASE("pages: whoever asked may give up, as a lock does", "[pages]")
{
    const auto viewer =
        pages::Viewer::open(kProgram, base::bytes_of(test::honest_pdf()), [] { return false; });
    REQUIRE_FALSE(viewer);
    CHECK(viewer.error().kind == base::ErrorKind::Cancelled);
}

TEST_CASE("pages: a program that cannot draw is said to be the machine's fault, not the file's", "[pages]")
{
    const auto viewer = pages::Viewer::open("/nowhere/at/all", base::bytes_of(test::honest_pdf()), {});
    REQUIRE_FALSE(viewer);
    CHECK(viewer.error().code == "render_start");
}
