/// Provides public holidays by the Jollyday library. Its tables are approximate for some countries (Russian moved days,
/// Ukrainian Christmas); profiles correct single days.
package org.obzvon.policy.jollyday;
