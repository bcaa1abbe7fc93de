# The child that draws documents (app/render), in the programs that tests drive.
test_program(e2e drivers render_driver USES app/render app/import)
if(TARGET cairn_probe)
  target_link_libraries(cairn_probe PRIVATE app_render)
endif()
if(TARGET render_answer_fuzz)
  target_link_libraries(render_answer_fuzz PRIVATE app_pages)
endif()
