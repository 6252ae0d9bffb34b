package org.obzvon.desk;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/// A real book whose store hangs on request or fails for some tries.
final class FrailBook implements DeskBook {
  private final DeskBook book;
  private final Semaphore open = new Semaphore(1);
  volatile int failures;

  FrailBook(DeskBook book) {
    this.book = book;
  }

  void hang() {
    open.acquireUninterruptibly();
  }

  void comeBack() {
    open.release();
  }

  private void through(Runnable write) {
    open.acquireUninterruptibly();
    try {
      int left = failures;
      if (left > 0) {
        failures = left - 1;
        throw new IllegalStateException("the store is away");
      }
      write.run();
    } finally {
      open.release();
    }
  }

  @Override
  public void save(Seat seat) {
    through(() -> book.save(seat));
  }

  @Override
  public void remove(UUID operator) {
    through(() -> book.remove(operator));
  }

  @Override
  public List<Seat> seats() {
    return book.seats();
  }

  @Override
  public void save(DeskConversation talk) {
    through(() -> book.save(talk));
  }

  @Override
  public List<DeskConversation> unfinished() {
    return book.unfinished();
  }

  @Override
  public void write(DeskConversation talk, Disposition disposition, Runnable noted) {
    through(() -> book.write(talk, disposition, noted));
  }
}
