package org.obzvon;

import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/// Runs every test of the rig, one after the other, in one of the two processes of the test run: there is one rig, and
/// its tests wait for calls in real time while the other process works through the rest. It stands in the root package
/// because the build takes the classes in alphabetical order and has to begin with the longest.
@Suite
@SelectPackages("org.obzvon")
@IncludeTags("rig")
class RigSuite {}
