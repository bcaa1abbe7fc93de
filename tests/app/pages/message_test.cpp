// What the child that draws says is held as a stranger's: nothing out of bounds gets through.
#include <catch2/catch_test_macros.hpp>

#include "app/pages/message.h"

namespace {

using pages::Limits;

base::Bytes opened_message(std::vector<pages::PageSize> sizes)
{
    return encode(pages::Opened{pages::Format::Pdf, std::move(sizes)});
}
bool is_opened(const base::Bytes& bytes, const Limits& limits = {})
{
    return parse_opened(bytes, pages::Format::Pdf, limits).has_value();
}
bool are_words(const std::vector<pages::Word>& words, const Limits& limits = {})
{
    return pages::parse_words(encode(words), limits).has_value();
}

}  // namespace

TEST_CASE("page messages: sizes come through, and none that no page has", "[pages]")
{
    const auto read = parse_opened(opened_message({{595.2, 842}, {842, 595}}), pages::Format::Pdf, {});
    REQUIRE(read);
    REQUIRE(read->sizes.size() == 2);
    CHECK(read->sizes[0].width == 595.2);
    CHECK_FALSE(is_opened(opened_message({})));
    CHECK_FALSE(is_opened(opened_message({{0.5, 842}})));
    CHECK_FALSE(is_opened(opened_message({{30'000, 842}})));
    Limits two;
    two.pages = 2;
    CHECK_FALSE(is_opened(opened_message({{9, 9}, {9, 9}, {9, 9}}), two));
    CHECK_FALSE(parse_opened(opened_message({{9, 9}}), pages::Format::Png, {}).has_value());
    auto more = opened_message({{9, 9}});
    more.push_back(0);
    CHECK_FALSE(is_opened(more));
    more.resize(6);
    CHECK_FALSE(is_opened(more));
}

TEST_CASE("page messages: a picture has exactly the pixels asked for", "[pages]")
{
    CHECK(pages::parse_pixels(base::Bytes(3 * 20 * 10), {0, 20, 10}).has_value());
    CHECK_FALSE(pages::parse_pixels(base::Bytes(3 * 20 * 10 - 1), {0, 20, 10}).has_value());
    CHECK_FALSE(pages::parse_pixels(base::Bytes(3 * 20 * 10 + 3), {0, 20, 10}).has_value());
    CHECK_FALSE(pages::parse_pixels({}, {0, 0, 0}).has_value());
}

TEST_CASE("page messages: words lie on the page and are clean text", "[pages]")
{
    const std::vector<pages::Word> honest{{"Żebrowicz", {0.25, 0.5, 0.125, 0.0625}}};
    const auto read = pages::parse_words(encode(honest), {});
    REQUIRE(read);
    CHECK(*read == honest);
    CHECK(are_words({}));
    CHECK_FALSE(are_words({{"", {0, 0, 1, 1}}}));
    CHECK_FALSE(are_words({{"a\x1b[2Jb", {0, 0, 1, 1}}}));
    CHECK_FALSE(are_words({{"\xC3", {0, 0, 1, 1}}}));
    CHECK_FALSE(are_words({{"wide", {0.5, 0, 0.6, 1}}}));
    CHECK_FALSE(are_words({{std::string(5000, 'a'), {0, 0, 1, 1}}}));
    Limits few;
    few.words = 1;
    CHECK_FALSE(are_words({{"a", {}}, {"b", {}}}, few));
    few = {};
    few.text_bytes = 3;
    CHECK_FALSE(are_words({{"abcd", {}}}, few));
}

TEST_CASE("page messages: heads and faults that do not exist are refused", "[pages]")
{
    const Limits limits;
    CHECK(parse_head(encode_head(pages::Message::Pixels, 3 * limits.pixels), limits).has_value());
    CHECK_FALSE(parse_head(encode_head(pages::Message::Pixels, 3 * limits.pixels + 1), limits).has_value());
    CHECK_FALSE(parse_head(encode_head(pages::Message::Ready, 1), limits).has_value());
    CHECK_FALSE(parse_head(encode_head(static_cast<pages::Message>(9), 0), limits).has_value());
    CHECK(pages::parse_fault(encode(pages::Fault::Locked)).has_value());
    CHECK_FALSE(pages::parse_fault(base::Bytes{0}).has_value());
    CHECK_FALSE(pages::parse_fault(base::Bytes{9}).has_value());
    CHECK_FALSE(pages::parse_fault(base::Bytes{1, 1}).has_value());
}
