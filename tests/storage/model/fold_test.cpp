#include "storage/model/fold.h"

#include <catch2/catch_test_macros.hpp>

#include "crypto/base/bytes.h"
#include "crypto/base/utf8.h"
#include "tests/support/vectors.h"

using model::fold;

TEST_CASE("fold: names are found without their marks", "[model]")
{
    CHECK(fold("Żebrowicz") == "zebrowicz");
    CHECK(fold("Z\xCC\x87"
               "ebrowicz") == "zebrowicz");
    CHECK(fold("Đurić") == "duric");
    CHECK(fold("ŁUKASZ") == "lukasz");
    CHECK(fold("Straße") == "strasse");
    CHECK(fold("STRAẞE") == "strasse");
    CHECK(fold("Œuvre") == "oeuvre");
    CHECK(fold("Ærøskøbing") == "aeroskobing");
    CHECK(fold("Þórður Ðæ") == "thordur dae");
    CHECK(fold("Nguyễn") == "nguyen");
    CHECK(fold("Işık İpek") == "isik ipek");
    CHECK(fold("Ní Bhriain, D’Arcy-Vélez") == "ni bhriain, d'arcy-velez");
    CHECK(fold("Ħal Ŋ Ŧ") == "hal n t");
    CHECK(fold("Ƙwari Ɓala Ɗan") == "kwari bala dan");
    CHECK(fold("ﬁ Ⅻ ①") == "fi xii 1");
    CHECK(fold("ЁЛКА Ґ") == "елка г");
    CHECK(fold("ΆΣ") == "ασ");
    CHECK(fold("") == "");
}

TEST_CASE("fold: folding twice is folding once, for every code point", "[model]")
{
    std::string wrong;
    for (char32_t point = 1; point <= 0x2FFFF; ++point) {
        if (point >= 0xD800 && point <= 0xDFFF) continue;
        std::string text;
        base::append_utf8(text, point);
        const auto once = fold(text);
        if (!base::is_utf8(once) || fold(once) != once) wrong += std::to_string(point) + ' ';
    }
    CHECK(wrong.empty());
}

TEST_CASE("fold: bytes that are no text do no harm", "[model]")
{
    CHECK(fold("a\xFF"
               "B") ==
          "a\xEF\xBF\xBD"
          "b");
    CHECK(base::is_utf8(fold("\xC3")));
    CHECK(model::nfc("\xE9") == "\xEF\xBF\xBD");
}

TEST_CASE("words: letters and digits hold together, everything else parts", "[model]")
{
    CHECK(model::words(fold("D’Arcy-Vélez, flat 3/4")) ==
          std::vector<std::string>{"d", "arcy", "velez", "flat", "3", "4"});
    CHECK(model::words("").empty());
    CHECK(model::words(" .,- ").empty());
    CHECK(model::words(fold("Ёлка 東京")) == std::vector<std::string>{"елка", "東京"});
}

TEST_CASE("nfc: composed and decomposed spellings become one", "[model]")
{
    CHECK(model::nfc("Zoe\xCC\x88") == "Zo\xC3\xAB");
    CHECK(model::nfc("plain") == "plain");
}

TEST_CASE("fold: the worked example of the document is what is made", "[model][spec:records-11]")
{
    std::string hex;
    for (const std::string& text : {std::string("Żebrowicz"), fold("Żebrowicz")}) {
        for (const char& c : text) hex += base::to_hex(base::bytes_of({&c, 1})) + ' ';
        hex.back() = '\n';
    }
    CHECK(test::file_bytes(PROJECT_ROOT "/docs/formats/records.md").find("\n" + hex) != std::string::npos);
}
