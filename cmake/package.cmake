function(bayon_install)
endfunction()
