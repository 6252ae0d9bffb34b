package org.obzvon.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerMemoryTest {

  @ParameterizedTest
  @CsvSource({
    "256, 15, 64MB, 128MB, 64MB, 1024MB",
    "1024, 15, 153MB, 512MB, 64MB, 1024MB",
    "24000, 15, 3600MB, 12000MB, 900MB, 7200MB",
    "24000, 5, 1200MB, 12000MB, 300MB, 2400MB",
    "512000, 25, 8192MB, 256000MB, 1024MB, 8192MB"
  })
  void the_server_gets_a_share_of_the_machine_within_bounds(
      long machine, int percent, String buffers, String cache, String maintenance, String wal) {
    assertThat(new ServerMemory(machine, percent).parameters())
        .containsEntry("shared_buffers", buffers)
        .containsEntry("effective_cache_size", cache)
        .containsEntry("maintenance_work_mem", maintenance)
        .containsEntry("max_wal_size", wal);
  }
}
