package org.obzvon.console.http;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts the bytes that are read through it and refuses more than the allowed number with 413.
final class CountedStream extends FilterInputStream {
  private final long most;
  private volatile long read;
  private volatile boolean ended;

  CountedStream(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  long count() {
    return read;
  }

  boolean hasEnded() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int came = super.read(into, from, length);
    if (came < 0) {
      ended = true;
      return came;
    }
    long total = read + came; // one thread reads; others only look
    read = total;
    if (total > most) {
      throw new HttpStatusException(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "");
    }
    return came;
  }
}
