add_library(warnings INTERFACE)
target_compile_options(warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  -Werror $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)  # g++ 12 warns falsely on std::string + at -O2
# The same, and on std::vector, once functions are inlined for release.
target_compile_options(warnings INTERFACE $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-array-bounds$<SEMICOLON>-Wno-stringop-overflow>)
set(CMAKE_CXX_FLAGS_RELEASE "-O2")  # assert stays on
if(CAIRN_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -g1 -O1)
  add_link_options(-fsanitize=address,undefined)
else()
  add_compile_options(-fstack-protector-strong $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
  add_link_options(-Wl,-z,relro,-z,now)
endif()
if(CAIRN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

function(target_of folder out)
  string(REPLACE "/" "_" name ${folder})
  set(${out} ${name} PARENT_SCOPE)
endfunction()

# module(crypto/base USES x y OUTSIDE PkgConfig::sodium): one library per folder; outside libraries stay private to it.
function(module folder)
  cmake_parse_arguments(M "" "" "USES;OUTSIDE" ${ARGN})
  target_of(${folder} name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  if(NOT sources)
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE ${PROJECT_SOURCE_DIR})
    return()
  endif()
  add_library(${name} ${sources})  # shared in the dev preset, static in release
  if(BUILD_SHARED_LIBS)
    target_link_options(${name} PRIVATE -Wl,-z,defs)  # a use of an undeclared module fails to link
  endif()
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  list(TRANSFORM M_USES REPLACE "/" "_")
  target_link_libraries(${name} PUBLIC ${M_USES} PRIVATE warnings ${M_OUTSIDE})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX OUTPUT_NAME cairn_${name})
endfunction()

# program(cairnctl app/cli USES app/core OUTSIDE CLI11::CLI11): the folder as one executable.
function(program name folder)
  cmake_parse_arguments(P "" "" "USES;OUTSIDE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  list(TRANSFORM P_USES REPLACE "/" "_")
  target_link_libraries(${name} PRIVATE warnings ${P_USES} ${P_OUTSIDE})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
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
  set_target_properties(${name} PROPERTIES OUTPUT_NAME cairn_${name})
endfunction()
