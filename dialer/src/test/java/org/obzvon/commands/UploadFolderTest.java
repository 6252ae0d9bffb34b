package org.obzvon.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UploadFolderTest {
  /// This number is above any process id that Linux assigns.
  private static final long NO_PROCESS = 5_000_000_000L;

  @Test
  void what_a_killed_process_left_is_removed_and_what_a_living_one_uses_stays() throws IOException {
    Path left = Files.createTempDirectory("obzvon-upload-" + NO_PROCESS + "-");
    Files.writeString(left.resolve("body"), "account");
    try (UploadFolder used = new UploadFolder()) {
      UploadFolder.removeAbandoned();
      assertThat(left).doesNotExist();
      assertThat(UploadFolder.of(ProcessHandle.current().pid())).contains(used.file().getParent());
    }
  }
}
