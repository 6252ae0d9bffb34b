package org.obzvon.schedule.quartz;

import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.quartz.CronScheduleBuilder;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.utils.DBConnectionManager;

/// Runs, once over all nodes, the ticks of every running campaign (one job each), the periodic upkeep, and the yearly
/// work.
///
/// Misfire policy: a missed tick (the service was down, the threads were busy) is not made up for; the next one plans
/// whatever is due, because ticks are idempotent and look at the state, not at the time since the last one.
public final class QuartzSchedule implements AutoCloseable {
  private static final String CAMPAIGNS = "campaigns";
  private static final String UPKEEP = "upkeep";
  private static final String YEARLY = "yearly";

  private final Scheduler scheduler;
  private final Duration every;
  private final Optional<Yearly> yearly;
  private boolean anew;

  /// @param tick plans one campaign; an id that no longer exists is no error
  /// @param upkeep work to do at every interval once over all nodes
  /// @param yearly work to do once a year over all nodes
  public record Work(Consumer<UUID> tick, Runnable upkeep, Optional<Yearly> yearly) {
    public Work(Consumer<UUID> tick, Runnable upkeep) {
      this(tick, upkeep, Optional.empty());
    }
  }

  /// @param last when it was done last; a year that was missed since is made up for at the start
  public record Yearly(MonthDay day, int hour, ZoneId zone, Supplier<Instant> last, Runnable work) {
    private String cron() {
      return "0 0 " + hour + " " + day.getDayOfMonth() + " " + day.getMonthValue() + " ?";
    }
  }

  /// @param node name of this process among those that share the store
  /// @param every time between two ticks of a campaign
  public QuartzSchedule(DataSource store, String node, Duration every, Work work) {
    this.every = every;
    this.yearly = work.yearly();
    QuartzTables.create(store);
    try {
      String source = "obzvon-" + node;
      DBConnectionManager.getInstance().addConnectionProvider(source, new PooledConnections(store));
      this.scheduler = new StdSchedulerFactory(properties(node, source)).getScheduler();
      scheduler.setJobFactory((bundle, _) -> job(bundle.getJobDetail().getKey(), work));
    } catch (SchedulerException e) {
      throw new IllegalStateException("the schedule could not be set up", e);
    }
  }

  private static Properties properties(String node, String source) {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", "obzvon");
    properties.setProperty("org.quartz.scheduler.instanceId", node);
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.threadPool.threadCount", "2");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    properties.setProperty(
        "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    properties.setProperty("org.quartz.jobStore.dataSource", source);
    properties.setProperty("org.quartz.jobStore.tablePrefix", QuartzTables.SCHEMA + ".QRTZ_");
    properties.setProperty("org.quartz.jobStore.useProperties", "true");
    properties.setProperty("org.quartz.jobStore.isClustered", "true");
    properties.setProperty("org.quartz.jobStore.clusterCheckinInterval", "10000");
    return properties;
  }

  public void start() {
    try {
      scheduleAnew(new JobKey(UPKEEP, UPKEEP));
      if (yearly.isPresent()) {
        scheduleAnew(yearly.get());
      }
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("the schedule did not start", e);
    }
  }

  /// Makes one job for each running campaign and removes all others. On the first call it makes all of them anew: an
  /// earlier run may have left them with another interval, in error, blocked for a tick that nobody executes any more,
  /// or without their trigger.
  public synchronized void run(Set<UUID> campaigns) {
    try {
      Set<JobKey> known = new HashSet<>(scheduler.getJobKeys(GroupMatcher.jobGroupEquals(CAMPAIGNS)));
      Set<JobKey> wanted = campaigns.stream().map(id -> new JobKey(id.toString(), CAMPAIGNS))
          .collect(Collectors.toSet());
      for (JobKey key : known) {
        if (!wanted.contains(key)) {
          scheduler.deleteJob(key);
        }
      }
      for (JobKey key : wanted) {
        if (!anew || !known.contains(key)) {
          scheduleAnew(key);
        }
      }
      anew = true;
    } catch (SchedulerException e) {
      throw new IllegalStateException("the campaigns could not be scheduled", e);
    }
  }

  /// Schedules the job anew. It deletes the job's rows first, because replacing a trigger leaves rows that the trigger
  /// has lost.
  private void scheduleAnew(JobKey key) throws SchedulerException {
    scheduler.deleteJob(key);
    var job = JobBuilder.newJob(Tick.class).withIdentity(key).storeDurably().build();
    var trigger = TriggerBuilder.newTrigger()
        .withIdentity(key.getName(), key.getGroup())
        .forJob(key)
        .startNow()
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(every.toMillis())
                .repeatForever()
                .withMisfireHandlingInstructionNextWithRemainingCount())
        .build();
    scheduler.scheduleJob(job, Set.of(trigger), true);
  }

  private void scheduleAnew(Yearly work) throws SchedulerException {
    JobKey key = new JobKey(YEARLY, YEARLY);
    scheduler.deleteJob(key);
    var job = JobBuilder.newJob(Tick.class).withIdentity(key).storeDurably().build();
    var trigger = TriggerBuilder.newTrigger()
        .withIdentity(YEARLY, YEARLY)
        .forJob(key)
        .startAt(Date.from(work.last().get()))
        .withSchedule(
            CronScheduleBuilder.cronSchedule(work.cron())
                .inTimeZone(TimeZone.getTimeZone(work.zone()))
                .withMisfireHandlingInstructionFireAndProceed())
        .build();
    scheduler.scheduleJob(job, Set.of(trigger), true);
  }

  private static Job job(JobKey key, Work work) {
    if (key.getGroup().equals(YEARLY)) {
      return new Tick(work.yearly().orElseThrow().work());
    }
    return key.getGroup().equals(UPKEEP)
        ? new Tick(work.upkeep())
        : new Tick(() -> work.tick().accept(UUID.fromString(key.getName())));
  }

  /// Waits for running ticks and stops.
  @Override
  public void close() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      throw new IllegalStateException("the schedule did not stop", e);
    }
  }

  /// A job that never runs twice at the same time, on any node.
  @DisallowConcurrentExecution
  static final class Tick implements Job {
    private final Runnable work;

    Tick(Runnable work) {
      this.work = work;
    }

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      try {
        work.run();
      } catch (RuntimeException e) {
        throw new JobExecutionException("a tick failed; the next one comes in its turn", e, false);
      }
    }
  }
}
