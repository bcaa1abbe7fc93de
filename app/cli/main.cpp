// cairnctl: everything that can be done without a screen.

#include <exception>
#include <iostream>

#include "app/cli/verb.h"
#include "app/import/reader.h"
#include "crypto/base/platform.h"
#include "sync/ingest/worker.h"

int main(int count, char** words)
{
    base::guard_process();
    base::start_crypto();
    if (count == 2 && std::string_view(words[1]) == ingest::kWorkerWord) ingest::serve_examination();
    if (count == 2 && std::string_view(words[1]) == import_::kReaderWord) import_::serve_reading();
    try {
        return cli::run(std::vector<std::string>(words + (count > 0 ? 1 : 0), words + count));
    } catch (const std::exception&) {
        std::cerr << "cairnctl: stopped by an unexpected failure of this machine (out of memory?). What was "
                     "reported as done is kept.\n";
        return 1;
    }
}
