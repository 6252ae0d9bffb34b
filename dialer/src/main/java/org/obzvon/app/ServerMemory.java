package org.obzvon.app;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/// The memory settings of the embedded PostgreSQL, made for the machine: its own default is 128 MB of buffers whatever
/// the machine has.
///
/// @param machineMegabytes memory of the machine or the container
/// @param percent share of it for the buffers of the server
record ServerMemory(long machineMegabytes, int percent) {
  private static final long LEAST_BUFFERS = 64;
  /// Larger buffers help PostgreSQL little; the system's cache does the rest.
  private static final long MOST_BUFFERS = 8192;
  private static final long MOST_MAINTENANCE = 1024;

  static ServerMemory ofThisMachine(int percent) {
    OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new ServerMemory(machine.getTotalMemorySize() >> 20, percent);
  }

  long buffers() {
    return Math.clamp(machineMegabytes * percent / 100, LEAST_BUFFERS, MOST_BUFFERS);
  }

  /// Returns the parameters of the server. The cache that its planner reckons with is half the machine's memory.
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("shared_buffers", megabytes(buffers()));
    parameters.put("effective_cache_size", megabytes(Math.max(buffers(), machineMegabytes / 2)));
    parameters.put("maintenance_work_mem", megabytes(Math.clamp(buffers() / 4, LEAST_BUFFERS, MOST_MAINTENANCE)));
    parameters.put("max_wal_size", megabytes(Math.clamp(buffers() * 2, 1024, MOST_BUFFERS)));
    return parameters;
  }

  private static String megabytes(long count) {
    return count + "MB";
  }

  @Override
  public String toString() {
    return buffers() + " MB of buffers, " + percent + " % of the machine's " + machineMegabytes + " MB";
  }
}
