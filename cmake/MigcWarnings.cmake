# The warnings that every source of this project must pass. A target asks for
# them with `target_link_libraries(x PRIVATE migc_warnings)`; never exported.
include_guard(GLOBAL)

add_library(migc_warnings INTERFACE)
target_compile_options(migc_warnings INTERFACE
  $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion>
  $<$<CXX_COMPILER_ID:MSVC>:/W4>)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 takes every `"text" + string` for overlapping memory when it optimises
  # (its bug 105651, mended in 13).
  target_compile_options(migc_warnings INTERFACE -Wno-restrict)
endif()
if(MIGC_WERROR)
  target_compile_options(migc_warnings INTERFACE
    $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-Werror>
    $<$<CXX_COMPILER_ID:MSVC>:/WX>)
endif()
