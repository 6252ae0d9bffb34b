/// What falls due: a tick of a campaign takes new debtors in, plans the steps of the day and asks the policy.
///
/// Imports `register`, `contact`, `campaign`, `policy` and `queue`. `.quartz` runs the ticks (clustered JDBC store).
package org.obzvon.schedule;
