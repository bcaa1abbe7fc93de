#pragma once
/// Documents and pictures made in memory, honest ones and others. No real case, name or place.

#include <string>
#include <vector>

namespace test {

/// A PDF of these objects ("1 0 obj" is the catalogue); poppler mends the missing table of places.
inline std::string pdf_of(const std::vector<std::string>& objects, const std::string& trailer = "/Root 1 0 R")
{
    std::string file = "%PDF-1.4\n";
    for (std::size_t i = 0; i < objects.size(); ++i)
        file += std::to_string(i + 1) + " 0 obj " + objects[i] + " endobj\n";
    return file + "trailer <<" + trailer + ">>\n%%EOF\n";
}

inline std::string stream_of(const std::string& bytes, const std::string& more = "")
{
    return "<</Length " + std::to_string(bytes.size()) + more + ">>stream\n" + bytes + "\nendstream";
}

/// One page, 200 x 100 points: a black square at the left, words at the right.
inline std::string honest_pdf()
{
    return pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>",
                   "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R"
                   "/Resources<</Font<</F 5 0 R>>>>>>",
                   stream_of("0 0 50 100 re f BT /F 12 Tf 80 70 Td (The call was) Tj 0 -20 Td (not returned) "
                             "Tj ET"),
                   "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"});
}

inline std::string pdf_with_page(const std::string& page, const std::string& content = "",
                                 const std::string& sixth = "<<>>")
{
    return pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                   "<</Type/Page/Parent 2 0 R/Contents 4 0 R" + page + ">>", stream_of(content),
                   "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", sixth});
}

/// Locked with a password that nobody knows.
inline std::string locked_pdf()
{
    const std::string key(64, 'A');
    return pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                   "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>",
                   "<</Filter/Standard/V 1/R 2/O<" + key + ">/U<" + key + ">/P -4>>"},
                  "/Root 1 0 R/Encrypt 4 0 R/ID[<00112233><00112233>]");
}

}  // namespace test
