// Any bytes as a Word document, and as its main part.
#include <cstdint>

#include "app/import/docx.h"
#include "tests/support/fuzz_import.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 64U * 1024) return 0;
    const base::ByteView bytes{data, size};
    test::check_read(import_::read_table(bytes));
    const std::string text(base::text_of(bytes));
    for (const std::string& body : {text, "<w:document><w:body>" + text + "</w:body></w:document>"}) {
        test::MapParts parts({{"body", body}});
        test::check_read(import_::read_document(parts, "body", {}, {}));
    }
    return 0;
}
