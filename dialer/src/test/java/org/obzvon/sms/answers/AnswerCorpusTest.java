package org.obzvon.sms.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tests the reader with lists of answers as people write them. Misses are printed as a table.
@Tag("slow")
class AnswerCorpusTest {
  /// This day is a Saturday.
  private static final LocalDate SAID_ON = LocalDate.of(2026, 11, 28);

  private record Example(String right, String text, String read) {
    boolean isRight() {
      return read.equals(right) || read.startsWith(right + " ");
    }

    boolean is(String kind) {
      return right.startsWith(kind);
    }
  }

  private static List<Example> read(String file) throws IOException {
    List<Example> examples = new ArrayList<>();
    try (InputStream stream = AnswerCorpusTest.class.getResourceAsStream("/answers/" + file)) {
      for (String line : new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (!line.startsWith("#")) {
          String[] parts = line.split("\t", 2);
          examples.add(new Example(parts[0], parts[1], AnswerReader.read(parts[1], SAID_ON).words()));
        }
      }
    }
    return examples;
  }

  private static double rightShare(String file, List<Example> examples) {
    List<Example> misses = examples.stream().filter(one -> !one.isRight()).toList();
    double share = 1 - (double) misses.size() / examples.size();
    System.out.printf("%s: %d texts, %.1f %% right%n", file, examples.size(), 100 * share);
    misses.forEach(one -> System.out.printf("  %-26s read as %-26s %s%n", one.right, one.read, one.text));
    return share;
  }

  @Test
  void at_least_98_percent_of_the_corpus_is_read_right_and_no_request_to_stop_is_missed() throws IOException {
    List<Example> examples = read("corpus.tsv");

    double share = rightShare("corpus.tsv", examples);

    assertThat(examples).hasSizeGreaterThanOrEqualTo(300);
    assertThat(examples).filteredOn(one -> one.is("STOP") && !one.isRight()).isEmpty();
    assertThat(share).isGreaterThanOrEqualTo(0.98);
  }

  /// The heads of the lists give the results of their first readings; this test does not measure the reader on unknown
  /// texts.
  @Test
  void lists_that_were_written_before_the_words_for_them_are_read_right() throws IOException {
    List<Example> examples = read("held-out.tsv");

    double share = rightShare("held-out.tsv", examples);

    assertThat(examples).hasSizeGreaterThanOrEqualTo(1_500);
    assertThat(share).isGreaterThanOrEqualTo(0.98);
    assertThat(examples).filteredOn(one -> one.is("STOP") && !one.isRight()).hasSizeLessThanOrEqualTo(5);
    assertThat(examples).filteredOn(one -> !one.is("STOP") && one.read().startsWith("STOP"))
        .hasSizeLessThanOrEqualTo(10);
  }
}
