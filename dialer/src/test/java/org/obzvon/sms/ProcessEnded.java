package org.obzvon.sms;

/// The simulated end of a process, thrown by a test gateway: no code handles it, because no code runs after a kill.
final class ProcessEnded extends Error {
  ProcessEnded() {
    super("the process ends here");
  }
}
