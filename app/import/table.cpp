#include <algorithm>

#include "app/import/decode.h"
#include "app/import/import.h"
#include "app/import/records.h"

namespace import_ {

Result<Table> read_table(ByteView file, const Limits& limits)
{
    if (file.size() > limits.file_bytes)
        return base::fail(base::ErrorKind::Refused,
                          "The file is larger than " + std::to_string(limits.file_bytes / 1024 / 1024) +
                              " MiB. Nothing was imported; ask for it in parts.",
                          "limit_file");
    TRY_ASSIGN(const Decoded decoded, decode(file));
    if (decoded.text.find_first_not_of(" \t\n") == std::string::npos)
        return base::fail(
            base::ErrorKind::Invalid,
            "The file has nothing but blank lines. Nothing was imported; ask the agency to send it again.",
            "empty_file");
    Table table;
    table.encoding = decoded.encoding;
    table.notes = decoded.notes;
    const char delimiter = delimiter_of(decoded.text);
    table.delimiter = std::string(1, delimiter);
    TRY_ASSIGN(table.records, records_of(decoded.text, delimiter, limits));
    for (const Record& record : table.records) table.columns = std::max(table.columns, record.cells.size());
    if (table.columns < 2)
        table.notes.emplace_back(
            "The file has only one column: it may use a separator that is not known here.");
    return table;
}

}  // namespace import_
