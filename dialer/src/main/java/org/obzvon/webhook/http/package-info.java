/// Sends one bounded request for each try (java.net.http).
package org.obzvon.webhook.http;
