#include "sync/bundle/ustar.h"
#include "tests/support/hex_example.h"
#include "tests/sync/bundle/support.h"

namespace {

using namespace bundle_test;

TEST_CASE("documents: the worked example of bundle.md is what the code writes")
{
    const auto block = bundle::tar_header({"bag/bagit.txt", 55});
    test::check_example("bundle.md", base::text_of(block));
}

TEST_CASE("documents: the worked example of statement.md is what the code writes")
{
    Desk desk;
    desk.plan.statement.history_lines = 2;
    desk.plan.statement.history = crypto::sha256(base::bytes_of(desk.history.journal));
    test::check_example("statement.md", desk.plan.statement.encode());
}

TEST_CASE("documents: the worked example of objects.md is what the code writes")
{
    const auto key = bundle::ObjectKey::parse(identity(91).text().bytes());
    bundle::ObjectRow open{crypto::sha256(base::bytes_of("object")), 1240,
                           crypto::sha256(base::bytes_of("part")), 4, *key};
    bundle::ObjectRow sealed{crypto::sha256(base::bytes_of("other object")), 1240,
                             crypto::sha256(base::bytes_of("other part")), 10, std::nullopt};
    std::vector<bundle::ObjectRow> rows{open, sealed};
    if (rows[1].part < rows[0].part) std::swap(rows[0], rows[1]);
    test::check_example("objects.md", bundle::encode_objects(rows));
}

}  // namespace
