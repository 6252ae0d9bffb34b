/// Public holidays by the Jollyday library. Its tables are approximate for some countries (Russian moved days,
/// Ukrainian Christmas); profiles correct them day by day.
package org.obzvon.policy.jollyday;
