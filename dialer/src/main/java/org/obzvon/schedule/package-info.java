/// Plans what falls due: a tick of a campaign enrols new debtors, plans the steps of the day and asks the policy.
///
/// It imports `register`, `contact`, `campaign`, `policy` and `queue`. `.quartz` runs the ticks (clustered JDBC store).
package org.obzvon.schedule;
