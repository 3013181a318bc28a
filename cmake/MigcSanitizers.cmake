# MIGC_SANITIZE=address,undefined or thread, for every target that asks for
# migc_sanitizers; never exported.
include_guard(GLOBAL)

add_library(migc_sanitizers INTERFACE)
if(MIGC_SANITIZE)
  target_compile_options(migc_sanitizers INTERFACE
    -fsanitize=${MIGC_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(migc_sanitizers INTERFACE -fsanitize=${MIGC_SANITIZE})
endif()
