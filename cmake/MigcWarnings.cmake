# The warnings that every source of this project must pass. A target asks for
# them with `target_link_libraries(x PRIVATE migc_warnings)`; never exported.
include_guard(GLOBAL)

add_library(migc_warnings INTERFACE)
target_compile_options(migc_warnings INTERFACE
  $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion>
  $<$<CXX_COMPILER_ID:MSVC>:/W4>)
if(MIGC_WERROR)
  target_compile_options(migc_warnings INTERFACE
    $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-Werror>
    $<$<CXX_COMPILER_ID:MSVC>:/WX>)
endif()
