/// Reads what happened to the accounts of a campaign.
package org.obzvon.schedule.jooq;
