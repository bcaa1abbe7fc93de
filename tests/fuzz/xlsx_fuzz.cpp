// Any bytes as a workbook, as its sheet, and as its shared strings and styles.
#include <cstdint>

#include "app/import/xlsx.h"
#include "tests/support/fuzz_import.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 64U * 1024) return 0;
    const base::ByteView bytes{data, size};
    test::check_read(import_::read_table(bytes));
    const std::string text(base::text_of(bytes));
    const std::string links =
        "<r><Relationship Id='a' Type='/worksheet' Target='s'/><Relationship Id='b' Type='/sharedStrings' "
        "Target='t'/>"
        "<Relationship Id='c' Type='/styles' Target='f'/></r>";
    const std::string book = "<workbook><sheets><sheet name='S' r:id='a'/></sheets></workbook>";
    const std::string sheet =
        "<w><sheetData><row><c t='s'><v>0</v></c><c s='1'><v>44625</v></c></row></sheetData></w>";
    const std::string none = "<x/>";
    const std::string* part[][3] = {{&text, &none, &none}, {&sheet, &text, &none}, {&sheet, &none, &text}};
    for (const auto& [a, b, c] : part) {
        test::MapParts parts({{"book", book}, {"_rels/book.rels", links}, {"s", *a}, {"t", *b}, {"f", *c}});
        test::check_read(import_::read_workbook(parts, "book", {}, {}));
    }
    return 0;
}
