/// Facts as JSON (Jackson).
package org.obzvon.webhook.json;
