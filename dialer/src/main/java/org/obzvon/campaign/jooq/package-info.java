/// Stores campaigns, assignments and enrolments in PostgreSQL.
package org.obzvon.campaign.jooq;
