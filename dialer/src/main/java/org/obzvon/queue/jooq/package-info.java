/// The queue in the table `contact`.
package org.obzvon.queue.jooq;
