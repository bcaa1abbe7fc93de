# Every outside library, checked before anything is built.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium>=1.0.18)
pkg_check_modules(crypto REQUIRED IMPORTED_TARGET libcrypto>=3.0)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(uchardet REQUIRED IMPORTED_TARGET uchardet)
pkg_check_modules(imgui REQUIRED IMPORTED_TARGET imgui>=1.86)
pkg_check_modules(unibreak REQUIRED IMPORTED_TARGET libunibreak)
pkg_check_modules(freetype REQUIRED IMPORTED_TARGET freetype2)
pkg_check_modules(glfw3 REQUIRED IMPORTED_TARGET glfw3>=3.3)
pkg_check_modules(sqlcipher REQUIRED IMPORTED_TARGET sqlcipher)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(date REQUIRED)
find_package(OpenGL REQUIRED)

# SQLCipher: its .pc names SQLite's version; the cipher's own is asked of the library itself, which must also encrypt.
include(tools/cmake/check_sqlcipher.cmake)
