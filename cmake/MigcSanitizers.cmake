# MIGC_SANITIZE=address,undefined or thread, and what MIGC_BUILD_FUZZERS needs to
# see which code runs, for every target that asks for migc_sanitizers; never exported.
include_guard(GLOBAL)

add_library(migc_sanitizers INTERFACE)
if(MIGC_SANITIZE)
  target_compile_options(migc_sanitizers INTERFACE
    -fsanitize=${MIGC_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(migc_sanitizers INTERFACE -fsanitize=${MIGC_SANITIZE})
endif()
if(MIGC_BUILD_FUZZERS)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "MIGC_BUILD_FUZZERS needs clang: its libFuzzer is what runs the target")
  endif()
  target_compile_options(migc_sanitizers INTERFACE -fsanitize=fuzzer-no-link)
endif()
