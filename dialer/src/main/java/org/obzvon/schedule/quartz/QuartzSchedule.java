package org.obzvon.schedule.quartz;

import java.time.Duration;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
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

/// Ticks every running campaign, one job each, and the upkeep of the day, over all nodes once.
///
/// Misfire policy: a tick that was missed (the service was down, the threads were busy) is not made up for; the next
/// one plans whatever is due, because ticks are idempotent and look at the state, not at the time since the last one.
public final class QuartzSchedule implements AutoCloseable {
  private static final String CAMPAIGNS = "campaigns";
  private static final String UPKEEP = "upkeep";

  private final Scheduler scheduler;
  private final Duration every;
  private boolean anew;

  /// @param tick plans one campaign; an id that is gone is no error
  /// @param upkeep what is to be done at every interval once over all nodes
  public record Work(Consumer<UUID> tick, Runnable upkeep) {}

  /// @param node name of this process among those that share the store
  /// @param every time between two ticks of a campaign
  public QuartzSchedule(DataSource store, String node, Duration every, Work work) {
    this.every = every;
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
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("the schedule did not start", e);
    }
  }

  /// Makes the jobs equal to the running campaigns. The first time they are all made anew: an earlier run may have left them
  /// with another interval, in error, blocked for a tick that nobody executes any more, or without their trigger.
  public synchronized void run(Set<UUID> campaigns) {
    try {
      Set<JobKey> known = new HashSet<>(scheduler.getJobKeys(GroupMatcher.jobGroupEquals(CAMPAIGNS)));
      Set<JobKey> wanted =
          campaigns.stream().map(id -> new JobKey(id.toString(), CAMPAIGNS)).collect(Collectors.toSet());
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

  /// Deletes what there is of the job, because replacing a trigger leaves rows as they are that it has lost.
  private void scheduleAnew(JobKey key) throws SchedulerException {
    scheduler.deleteJob(key);
    var job = JobBuilder.newJob(Tick.class).withIdentity(key).storeDurably().build();
    var trigger =
        TriggerBuilder.newTrigger()
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

  private static Job job(JobKey key, Work work) {
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

  /// A tick never runs beside itself, on whatever node.
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
