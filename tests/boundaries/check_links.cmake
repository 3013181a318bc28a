# Fails when a program needs a library that it must do without, as a shared
# object or by a symbol that was linked in:
#   cmake -DPROGRAM=… -DLDD=… -DNM=… -DLIBRARIES="libpq;libre2" -DSYMBOLS="PQconnect" -P check_links.cmake
execute_process(COMMAND ${LDD} ${PROGRAM} OUTPUT_VARIABLE needed RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${LDD} cannot read ${PROGRAM}")
endif()
foreach(library IN LISTS LIBRARIES)
  if(needed MATCHES "[\t ](${library}\\.so[^ ]*)")
    message(SEND_ERROR "${PROGRAM} needs ${CMAKE_MATCH_1}; see docs/architecture.md")
  endif()
endforeach()

execute_process(COMMAND ${NM} ${PROGRAM} OUTPUT_VARIABLE symbols ERROR_QUIET)
execute_process(COMMAND ${NM} -D ${PROGRAM} OUTPUT_VARIABLE dynamic ERROR_QUIET)
foreach(symbol IN LISTS SYMBOLS)
  if("${symbols}${dynamic}" MATCHES "[\n ][A-Za-z] (${symbol}[A-Za-z0-9_]*)")
    message(SEND_ERROR "${PROGRAM} holds ${CMAKE_MATCH_1}; see docs/architecture.md")
  endif()
endforeach()
