/// Argon2id by password4j.
package org.obzvon.staff.argon2;
