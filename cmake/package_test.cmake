# Can another program find, link and run the installed library? Run by ctest:
#   cmake -DBUILD=<build folder> -DEXAMPLE=<its folder> -P package_test.cmake

set(place ${BUILD}/package-test)
file(REMOVE_RECURSE ${place})
set(prefix ${place}/prefix)

function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE ended OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT ended EQUAL 0)
    list(JOIN ARGV " " command)
    message(FATAL_ERROR "${command}\nended with ${ended}:\n${said}")
  endif()
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
run(${CMAKE_COMMAND} -S ${EXAMPLE} -B ${place}/build -G Ninja -DCMAKE_PREFIX_PATH=${prefix}
    -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_CXX_FLAGS=${FLAGS} -DCMAKE_BUILD_TYPE=Release)
run(${CMAKE_COMMAND} --build ${place}/build)
execute_process(COMMAND ${place}/build/follow_the_money ${EXAMPLE} ${place}/case
                RESULT_VARIABLE ended OUTPUT_VARIABLE answer ERROR_VARIABLE said)
file(READ ${EXAMPLE}/expected.txt expected)
if(NOT ended EQUAL 0 OR NOT answer STREQUAL expected)
  message(FATAL_ERROR "ended with ${ended} and said:\n${answer}${said}\nexpected:\n${expected}")
endif()
