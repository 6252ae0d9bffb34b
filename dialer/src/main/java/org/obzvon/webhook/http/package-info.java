/// The way out: one bounded request a try (java.net.http).
package org.obzvon.webhook.http;
