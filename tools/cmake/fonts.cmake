# The fonts the program carries: found in Debian's packages when configuring, laid beside the program, installed with it.
# Nothing of them is in the repository.
set(CAIRN_FONT_FOLDER ${CMAKE_BINARY_DIR}/bin/fonts)
set(font_files)
foreach(font Inter-Regular.otf Inter-SemiBold.otf NotoSans-Regular.ttf NotoSans-Bold.ttf)
  string(MAKE_C_IDENTIFIER FONT_${font} found)
  find_file(${found} ${font} PATHS /usr/share/fonts PATH_SUFFIXES opentype/inter opentype/inter/static truetype/inter truetype/noto opentype/noto
    NO_DEFAULT_PATH DOC "Font ${font}")
  if(NOT ${found})
    message(FATAL_ERROR "The font ${font} was not found: install the packages fonts-inter and fonts-noto-core.")
  endif()
  file(COPY ${${found}} DESTINATION ${CAIRN_FONT_FOLDER} FOLLOW_SYMLINK_CHAIN)
  list(APPEND font_files ${${found}})
endforeach()
install(FILES ${font_files} DESTINATION share/cairn/fonts)
