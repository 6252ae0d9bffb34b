/// Reads campaign files; every fault is reported with its line and key.
package org.obzvon.campaign.yaml;
