#pragma once
/// A table as a file that Word, Excel and LibreOffice open. Source: docs/formats/coded-export.md,
/// docs/formats/tables.md.

#include <optional>
#include <string>
#include <string_view>

#include "app/report/table.h"

namespace report {

enum class Form {
    Text,  ///< aligned lines for a terminal
    Tsv,   ///< to be pasted
    Csv,   ///< RFC 4180 with a byte order mark
    Html,  ///< one self-contained page that Word opens
    Xlsx   ///< a workbook of one sheet
};
std::optional<Form> form_from_name(std::string_view name);  ///< "text", "tsv", "csv", "html", "xlsx"

/// The whole file. Errors: Invalid where a table has more rows or columns than a sheet takes; Io.
Result<std::string> write(const Table& table, Form form);

// One form each.
std::string to_text(const Table& table);
std::string to_tsv(const Table& table);
std::string to_csv(const Table& table);
std::string to_html(const Table& table);
Result<std::string> to_xlsx(const Table& table);

/// Text for HTML: & < > " escaped, controls left out.
std::string html_text(std::string_view text);
/// The page around a body: language, title, marking above and below, print style.
enum class Sheet { Portrait, Landscape };
std::string html_page(std::string_view title, std::string_view banner, std::string_view body,
                      Sheet sheet = Sheet::Landscape);

}  // namespace report
