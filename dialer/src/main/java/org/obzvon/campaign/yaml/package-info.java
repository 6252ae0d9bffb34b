/// Reads campaign files; every fault is named with its line and key.
package org.obzvon.campaign.yaml;
