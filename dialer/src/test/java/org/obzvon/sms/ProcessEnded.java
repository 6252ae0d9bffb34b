package org.obzvon.sms;

/// Thrown by a made gateway where a process ends: no code handles it, as none runs after a kill.
final class ProcessEnded extends Error {
  ProcessEnded() {
    super("the process ends here");
  }
}
