/// Reads the events of a campaign's accounts.
package org.obzvon.schedule.jooq;
