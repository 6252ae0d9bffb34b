/// Runs Quartz with its clustered JDBC store in the same PostgreSQL: one job for each campaign, jobs of a few lines.
package org.obzvon.schedule.quartz;
