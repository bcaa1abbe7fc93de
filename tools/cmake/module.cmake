add_library(warnings INTERFACE)
target_compile_options(warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  -Werror $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)  # g++ 12 warns falsely on std::string + at -O2
# The same, and on std::vector, once functions are inlined for release.
target_compile_options(warnings INTERFACE $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-array-bounds$<SEMICOLON>-Wno-stringop-overflow>)
set(CMAKE_CXX_FLAGS_RELEASE "-O2")  # assert stays on
set(CAIRN_LEVEL -O1 CACHE STRING "Optimisation of sanitized builds: -O0 compiles twice as fast as -O1, tests run half as fast")
if(CAIRN_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -g1 ${CAIRN_LEVEL})
  # At -O0 these three are a quarter of the time to compile: address sees what null would, the fuzz preset has all.
  if(NOT CAIRN_FUZZ)
    add_compile_options(-fno-sanitize=null,alignment,vptr)
  endif()
  add_link_options(-fsanitize=address,undefined)
else()
  add_compile_options(-fstack-protector-strong $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
  add_link_options(-Wl,-z,relro,-z,now)
endif()
if(CAIRN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# The standard headers nearly every file includes, read once. One library (-fPIC) and one program (-fPIE) carry them.
option(CAIRN_PRECOMPILE "Read common headers once" OFF)
function(precompiled_in target carrier)
  if(CAIRN_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM ${carrier})
    set_target_properties(${target} PROPERTIES PCH_WARN_INVALID OFF DEFINE_SYMBOL "")
  endif()
endfunction()
if(CAIRN_PRECOMPILE)
  set(common_headers <algorithm> <array> <chrono> <cstdint> <filesystem> <functional> <map> <memory> <optional> <set> <span>
    <string> <string_view> <variant> <vector> ${PROJECT_SOURCE_DIR}/crypto/base/result.h ${PROJECT_SOURCE_DIR}/crypto/base/bytes.h)
  file(WRITE ${CMAKE_BINARY_DIR}/common_headers.cpp "int common_headers() { return 0; }\n")
  file(WRITE ${CMAKE_BINARY_DIR}/common_program.cpp "int main() { return 0; }\n")
  add_library(common_headers SHARED EXCLUDE_FROM_ALL ${CMAKE_BINARY_DIR}/common_headers.cpp)
  add_executable(common_program EXCLUDE_FROM_ALL ${CMAKE_BINARY_DIR}/common_program.cpp)
  foreach(carrier common_headers common_program)
    target_include_directories(${carrier} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${carrier} PRIVATE warnings)
    target_precompile_headers(${carrier} PRIVATE ${common_headers})
    set_target_properties(${carrier} PROPERTIES DEFINE_SYMBOL "")
  endforeach()
endif()

function(target_of folder out)
  string(REPLACE "/" "_" name ${folder})
  set(${out} ${name} PARENT_SCOPE)
endfunction()

# module(crypto/base USES x y OUTSIDE PkgConfig::sodium): one library per folder; outside libraries stay private to it.
function(module folder)
  cmake_parse_arguments(M "" "" "USES;OUTSIDE" ${ARGN})
  target_of(${folder} name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  add_library(${name} ${sources})  # shared in the dev preset, static in release
  if(BUILD_SHARED_LIBS)
    target_link_options(${name} PRIVATE -Wl,-z,defs)  # a use of an undeclared module fails to link
  endif()
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  list(TRANSFORM M_USES REPLACE "/" "_")
  target_link_libraries(${name} PUBLIC ${M_USES} PRIVATE warnings ${M_OUTSIDE})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX OUTPUT_NAME cairn_${name})
  precompiled_in(${name} common_headers)
endfunction()

# program(cairnctl app/cli USES app/core OUTSIDE CLI11::CLI11): the folder as one executable.
function(program name folder)
  cmake_parse_arguments(P "" "" "USES;OUTSIDE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  add_executable(${name} ${sources})
  list(TRANSFORM P_USES REPLACE "/" "_")
  target_link_libraries(${name} PRIVATE warnings ${P_USES} ${P_OUTSIDE})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  precompiled_in(${name} common_program)
endfunction()

# embedded_assets(assets codelists calendar): the files below assets/<each> as bytes inside the program.
function(embedded_assets name)
  set(generated ${CMAKE_BINARY_DIR}/${name}_data.cpp)
  set(files)
  foreach(folder ${ARGN})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/assets ${PROJECT_SOURCE_DIR}/assets/${folder}/*)
    list(APPEND files ${found})
  endforeach()
  list(SORT files)
  list(TRANSFORM files PREPEND ${PROJECT_SOURCE_DIR}/assets/ OUTPUT_VARIABLE paths)
  add_custom_command(OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -DOUT=${generated} "-DFILES=${files}" -DROOT=${PROJECT_SOURCE_DIR}/assets -P ${PROJECT_SOURCE_DIR}/tools/cmake/embed.cmake
    DEPENDS ${paths} ${PROJECT_SOURCE_DIR}/tools/cmake/embed.cmake VERBATIM)
  add_library(${name} ${generated} ${PROJECT_SOURCE_DIR}/assets/assets.cpp)
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE warnings)
  set_source_files_properties(${generated} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)  # a file is one literal
  set_target_properties(${name} PROPERTIES OUTPUT_NAME cairn_${name})
endfunction()
