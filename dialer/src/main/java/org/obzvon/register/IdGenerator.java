package org.obzvon.register;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.util.UUID;

/// Creates our own ids: UUIDv7, so they sort by time and cannot be guessed.
public final class IdGenerator {
  private static final TimeBasedEpochRandomGenerator GENERATOR = Generators.timeBasedEpochRandomGenerator();

  private IdGenerator() {}

  public static UUID next() {
    return GENERATOR.generate();
  }
}
