package org.obzvon.register.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.document.Sentence;
import org.obzvon.document.SentenceValue;
import org.obzvon.register.Finding;

class CsvFindingListReaderTest {
  @TempDir
  private static Path folder;

  private static Path list() {
    try (FindingsFile file = FindingsFile.beside(folder.resolve("t.csv"), Optional.empty(), ".rejected.csv")) {
      file.add(new Finding(2, "account", "7", RowFault.ACCOUNT_TWICE.with(1)));
      file.add(new Finding(3, "name", "=cmd()\n\"x\"", Sentence.unworded("as it came")));
      return file.publish().orElseThrow();
    }
  }

  @Test
  void a_list_is_read_as_it_was_written() {
    assertThat(new CsvFindingListReader().first(list(), 1))
        .containsExactly(new Finding(2, "account", "7", RowFault.ACCOUNT_TWICE.with(1)));
  }

  @Test
  void a_list_is_said_in_other_words_and_keeps_codes_and_values_and_no_formula_gets_in() {
    String said = new CsvFindingListReader()
        .said(
            list(), reason -> reason.isWorded()
                ? "=" + reason.values().stream().map(SentenceValue::text).toList()
                : reason.english());
    assertThat(said)
        .isEqualToNormalizingNewlines(
            """
            \uFEFFline,column,value,reason,code,values
            2,account,7,'=[1],row.account-twice,1
            3,name,"'=cmd()
            ""x\""",as it came,,
            """);
  }
}
