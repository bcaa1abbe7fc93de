#include "storage/json/json.h"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

#include "crypto/base/bytes.h"
#include "crypto/base/utf8.h"
#include "storage/json/quick.h"
#include "tests/support/vectors.h"

using json::Array;
using json::Object;
using json::Value;

namespace {

bool reads(std::string_view text)
{
    return json::parse(text).has_value();
}

/// Cases of the suite that must parse elsewhere and are refused here, with the clause of
/// docs/formats/payload.md.
const std::map<std::string, std::string> kNarrowed = {
    {"y_number.json", "2.4 exponent"},
    {"y_number_0e+1.json", "2.4 exponent"},
    {"y_number_0e1.json", "2.4 exponent"},
    {"y_number_double_close_to_zero.json", "2.4 fraction"},
    {"y_number_int_with_exp.json", "2.4 exponent"},
    {"y_number_minus_zero.json", "2.4 minus zero"},
    {"y_number_negative_zero.json", "2.4 minus zero"},
    {"y_number_real_capital_e.json", "2.4 exponent"},
    {"y_number_real_capital_e_neg_exp.json", "2.4 exponent"},
    {"y_number_real_capital_e_pos_exp.json", "2.4 exponent"},
    {"y_number_real_exponent.json", "2.4 exponent"},
    {"y_number_real_fraction_exponent.json", "2.4 exponent"},
    {"y_number_real_neg_exp.json", "2.4 exponent"},
    {"y_number_real_pos_exponent.json", "2.4 exponent"},
    {"y_number_simple_real.json", "2.4 fraction"},
    {"y_object_duplicated_key.json", "2.2 a member twice"},
    {"y_object_duplicated_key_and_value.json", "2.2 a member twice"},
    {"y_object_escaped_null_in_key.json", "2.6 control character"},
    {"y_object_extreme_numbers.json", "2.4 exponent"},
    {"y_string_allowed_escapes.json", "2.6 control characters BS, FF, CR"},
    {"y_string_escaped_control_character.json", "2.6 control character"},
    {"y_string_null_escape.json", "2.6 control character"},
    {"y_structure_lonely_negative_real.json", "2.4 fraction"},
};

}  // namespace

TEST_CASE("json: the public parsing suite reads as our profile says", "[json][vectors]")
{
    const auto folder = test::vectors("json-test-suite/test_parsing");
    if (!folder) {
        test::count_vectors("json-test-suite", 0, 318);
        SKIP("no vectors: set CAIRN_VECTORS");
    }
    std::size_t run = 0;
    std::set<std::string> narrowed;
    for (const auto& file : std::filesystem::directory_iterator(*folder)) {
        const auto name = file.path().filename().string();
        const bool narrow = kNarrowed.contains(name);
        if (narrow) narrowed.insert(name);
        const bool expected = name.starts_with("y_") && !narrow;  // i_ cases: all refused (payload.md 2.8)
        INFO(name);
        const auto value = json::parse(test::file_bytes(file.path()));
        CHECK(value.has_value() == expected);
        if (value) CHECK(*json::parse(json::write(*value)) == *value);
        if (!value) CHECK(value.error().kind == base::ErrorKind::Invalid);
        ++run;
    }
    CHECK(run == 318);
    CHECK(narrowed.size() == kNarrowed.size());
    test::count_vectors("json-test-suite", run, 0);
}

TEST_CASE("json: integers are read within 2^53-1 and nothing else is", "[json]")
{
    CHECK(*json::parse("9007199254740991")->number() == 9007199254740991);
    CHECK(*json::parse("-9007199254740991")->number() == -9007199254740991);
    CHECK(*json::parse("0")->number() == 0);
    for (const auto* text : {"9007199254740992", "-9007199254740992", "18446744073709551616", "1.0", "1e2",
                             "1E2", "-0", "01", "+1", "0x1", "NaN", "Infinity"}) {
        INFO(text);
        CHECK_FALSE(reads(text));
    }
}

TEST_CASE("json: a member twice is refused, also far apart and spelled with escapes", "[json]")
{
    CHECK_FALSE(reads(R"({"a":1,"a":1})"));
    CHECK_FALSE(reads(R"({"a":1,"\u0061":2})"));
    std::string many = "{";
    for (int i = 0; i < 1000; ++i) many += "\"k" + std::to_string(i) + "\":0,";
    CHECK(reads(many + "\"k1000\":0}"));
    CHECK_FALSE(reads(many + "\"k3\":0}"));
    CHECK_FALSE(reads(many + "\"k999\":0}"));
    CHECK(reads(R"({"a":{"a":{"a":1}}})"));
}

TEST_CASE("json: depth 32 is read and depth 33 is refused", "[json]")
{
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    CHECK(reads(nested(32)));
    CHECK_FALSE(reads(nested(33)));
    CHECK_FALSE(reads(std::string(10'000'000, '[')));
    std::string objects;
    for (int i = 0; i < 33; ++i) objects += "{\"a\":";
    CHECK_FALSE(reads(objects + "1" + std::string(33, '}')));
}

TEST_CASE("json: a string longer than the limit is refused, as value and as key", "[json]")
{
    const std::string longest(1024 * 1024, 'x');
    CHECK(reads("\"" + longest + "\""));
    CHECK_FALSE(reads("\"" + longest + "x\""));
    CHECK_FALSE(reads("{\"" + longest + "x\":1}"));
    CHECK_FALSE(json::parse("\"abc\"", {.depth = 32, .string_bytes = 2}).has_value());
}

TEST_CASE("json: byte order mark, NUL, trailing bytes and nothing at all are refused", "[json]")
{
    CHECK_FALSE(reads("\xEF\xBB\xBF{}"));
    CHECK_FALSE(reads(std::string_view("1\0", 2)));
    CHECK_FALSE(reads(std::string_view("1\0{}", 4)));
    CHECK_FALSE(reads("{} {}"));
    CHECK_FALSE(reads("{}x"));
    CHECK_FALSE(reads(""));
    CHECK_FALSE(reads("  "));
    CHECK_FALSE(reads("// no\n1"));
    CHECK_FALSE(reads("[1,]"));
}

TEST_CASE("json: strings hold LF and TAB only when escaped, other controls never", "[json]")
{
    CHECK(*json::parse(R"("a\n\tb")")->text() == "a\n\tb");
    for (int control = 0; control < 0x20; ++control) {
        INFO(control);
        const std::string raw = std::string("\"") + static_cast<char>(control) + "\"";
        CHECK_FALSE(reads(raw));
        const char* digits = "0123456789abcdef";
        const std::string escaped =
            std::string("\"\\u00") + digits[control / 16] + digits[control % 16] + "\"";
        CHECK(reads(escaped) == (control == '\n' || control == '\t'));
    }
}

TEST_CASE("json: lone surrogates are refused and noncharacters are kept", "[json]")
{
    CHECK_FALSE(reads(R"("\ud800")"));
    CHECK_FALSE(reads(R"("\udc00\ud800")"));
    CHECK_FALSE(reads("\"\xED\xA0\x80\""));
    CHECK(*json::parse(R"("\ud83d\ude00")")->text() == "\xF0\x9F\x98\x80");
    CHECK(*json::parse(R"("\uffff")")->text() == "\xEF\xBF\xBF");
}

TEST_CASE("json: every code point that may stand in a text survives writing and reading", "[json]")
{
    std::string all;
    for (char32_t point = 0; point <= 0x10FFFF; ++point) {
        if (point >= 0xD800 && point <= 0xDFFF) continue;
        if (point < 0x20 && point != '\n' && point != '\t') continue;
        base::append_utf8(all, point);
    }
    const json::Limits wide{.depth = 32, .string_bytes = all.size()};
    const auto back = json::parse(json::write(Value(all)), wide);
    REQUIRE(back.has_value());
    CHECK(*back->text() == all);
}

TEST_CASE("json: writing is compact, keeps the order and escapes only what must be", "[json]")
{
    Object object;
    object.set("b", Array{1, true, nullptr, "x"});
    object.set("a", Object{});
    object.set("t", "\"\\/\n\t\x7F");
    CHECK(json::write(object) == "{\"b\":[1,true,null,\"x\"],\"a\":{},\"t\":\"\\\"\\\\/\\n\\t\x7F\"}");
    object.set("b", 2);
    CHECK(json::write(object).starts_with("{\"b\":2,"));
    object.erase("b");
    CHECK_FALSE(object.has("b"));
    CHECK(json::write(Value("\r")) == "\"\\u000d\"");
}

TEST_CASE("json: an error says where and shows none of the text", "[json]")
{
    const auto value = json::parse(R"({"name":"Zuzanna","name":1})");
    REQUIRE_FALSE(value.has_value());
    CHECK(value.error().what.find("Zuzanna") == std::string::npos);
    CHECK(value.error().what.find("byte 2") != std::string::npos);
}

TEST_CASE("json: members of another type give the fallback", "[json]")
{
    const auto object = *json::parse_object(R"({"t":"x","n":5,"f":true})");
    CHECK(json::text_or(object, "t") == "x");
    CHECK(json::text_or(object, "n", "no") == "no");
    CHECK(json::number_or(object, "n") == 5);
    CHECK(json::number_or(object, "t", 7) == 7);
    CHECK(json::flag_or(object, "f"));
    CHECK_FALSE(json::flag_or(object, "none"));
    CHECK_FALSE(json::parse_object("[]").has_value());
}

TEST_CASE("json: the worked example of the document is what is written", "[json][spec:payload-3]")
{
    Object object;
    object.set("t", "a\"\t\xC5\xBC");
    std::string hex;
    for (const char c : base::to_hex(base::bytes_of(json::write(object)))) {
        if (hex.size() % 3 == 2) hex += ' ';
        hex += c;
    }
    CHECK(test::file_bytes(PROJECT_ROOT "/docs/formats/payload.md").find("\n" + hex + "\n") !=
          std::string::npos);
}

TEST_CASE("json: the quick reader gives what the strict one gives, and leaves it the rest", "[json]")
{
    const std::string deep(32, '['), ends(32, ']');
    for (const std::string& plain :
         {std::string(R"({"b":1,"a":[true,false,null,-12,0,"x"],"c":{}})"), std::string(" [ ] "),
          std::string(R"("one \" two \\ three \/ \n \t")"), std::string("\"\u00e9\u20ac\U0001f600\""),
          std::string("999999999999999"), deep + ends}) {
        INFO(plain);
        const auto quick = json::quick_parse(plain, {});
        REQUIRE(quick);
        CHECK(*quick == *json::strict_parse(plain, {}));
    }
    for (const std::string& left : {std::string(R"("\u0041")"),
                                    std::string("-0"),
                                    std::string("01"),
                                    std::string("-"),
                                    std::string("1.0"),
                                    std::string("9007199254740993"),
                                    std::string("1 2"),
                                    std::string("[1,]"),
                                    std::string(R"({"a":1,"a":2})"),
                                    std::string(R"({"b":1,"a":2,"b":3})"),
                                    std::string(R"({"a"})"),
                                    std::string("\"\xc0\xaf\""),
                                    std::string("\"\xed\xa0\x80\""),
                                    std::string("\"a\nb\""),
                                    std::string("\"open"),
                                    std::string("tru"),
                                    std::string("[1"),
                                    std::string("{"),
                                    std::string(""),
                                    std::string("[1]\0", 4),
                                    "[" + deep + ends + "]"}) {
        INFO(left);
        CHECK_FALSE(json::quick_parse(left, {}));
    }
    CHECK_FALSE(json::quick_parse(R"("four")", {.depth = 32, .string_bytes = 3}));
}
