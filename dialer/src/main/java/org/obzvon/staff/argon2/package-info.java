/// Argon2id hashes with password4j.
package org.obzvon.staff.argon2;
