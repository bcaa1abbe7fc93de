#include "app/cli/tables_out.h"

#include "crypto/base/platform.h"

namespace cli {

std::vector<Option> output_options()
{
    return {{"--as", Takes::Value, "html, tsv, csv, xlsx or text"},
            {"-o", Takes::Value, "File to write, mode 0600"}};
}

Result<report::Form> wanted_form(const Call& call)
{
    const auto named = call.option("--as");
    const auto file = call.option("-o");
    std::string name = named.value_or("text");
    if (!named && file) name = base::to_utf8(base::path_from_utf8(*file).extension());
    if (!named && file && !name.empty()) name.erase(0, 1);
    const auto form = report::form_from_name(name);
    if (!form)
        return base::fail(base::ErrorKind::Invalid,
                          "A table is given as html, tsv, csv, xlsx or text: say which with --as.");
    if (*form == report::Form::Xlsx && !file)
        return base::fail(base::ErrorKind::Invalid, "A workbook needs a file to go to: name it with -o.");
    return *form;
}

Result<void> keep_file(const std::string& path, std::string_view bytes)
{
    return base::replace_file(base::path_from_utf8(path), base::bytes_of(bytes), base::Privacy::OwnerOnly);
}

Result<Answer> given_out(Call& call, const report::Table& table, report::Form form)
{
    auto value = report::as_json(table);
    const auto file = call.option("-o");
    if (!file) {
        TRY_ASSIGN(auto text, report::write(table, form));
        return Answer{std::move(value), std::move(text), 0};
    }
    TRY_ASSIGN(const auto bytes, report::write(table, form));
    TRY_VOID(keep_file(*file, bytes));
    value.set("file", *file);
    std::string said =
        plural(static_cast<std::int64_t>(table.rows.size()), "row", "rows") + " written to " + *file + "\n";
    if (table.demo) said += "DEMO: invented, kept out of every statistic\n";
    if (table.identified) said += "The file holds names or agencies' own words: it is not encrypted.\n";
    return Answer{std::move(value), std::move(said), 0};
}

}  // namespace cli
